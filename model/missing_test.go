package model

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/corpus"
)

func TestParts(t *testing.T) {
	for query, want := range map[string][]string{
		"":                                  nil,
		"graphene":                          {"graphene"},
		`a "b c" org:"D E" -f`:              {"a", `"b c"`, `org:"D E"`, "-f"},
		"a OR b c":                          {"a OR b", "c"},
		"a b OR c OR d krw>=1tn sort:title": {"a", "b OR c OR d", "krw>=1tn", "sort:title"},
	} {
		if got := parts(query); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("%s has the parts %q, want %q", query, got, want)
		}
	}
}

// What no release has is told, with what is nearest to it: and nothing where nothing
// is near.
func TestFindMissing(t *testing.T) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	lib := NewLibrary("", c, nil)
	defer lib.Close()
	const today = data.Date(20251201)
	for query, want := range map[string]string{
		"graphine":                      "graphine: Graphene",
		"grahpene":                      "grahpene: Graphene",
		"graphine org:samsng":           "graphine: Graphene, org:samsng: Samsung Electronics",
		"graphene org:zzzz":             "org:zzzz: ",
		"graphene humanoid":             "", // each is there
		"graphene -korea zzzz":          "zzzz: ",
		"xy":                            "xy: ",      // too short for anything to be near
		"kor":                           "kor: kor*", // which begins words
		"category:industri2":            "category:industri2: Industry",
		"category:energy":               "category:energy: ",
		"org:Japan":                     "org:Japan: country:Japan",
		"org:EU":                        "org:EU: ",
		"country:KATS":                  "country:KATS: org:KATS",
		`person:"JK Kin"`:               `person:"JK Kin": JK Kim`,
		"title:tarrif":                  "title:tarrif: ", // which would find nothing either
		"title:graphine":                "title:graphine: Graphene",
		"title:ministry":                "title:ministry: ", // texts have it, and no headline
		"zzzz OR graphene yyyy":         "yyyy: ",
		"today":                         "today: ", // of which there is none
		"2w":                            "2w: date:2w",
		"Nov 18":                        `Nov 18: date:"Nov 18"`,
		"nov 19":                        "nov: date:nov", // of the day there is none
		"is:corrected":                  "is:corrected: has:versions",
		"grphn":                         "grphn: ~grphn",
		"org:zzzz amkrtest":             "amkrtest: ~amkrtest, org:zzzz: ",
		"quagga":                        "quagga: ", // letters here and there
		"zqx":                           "zqx: ",
		"date:2026-01 krw>=1000000tn":   "date:2026-01: , krw>=1000000tn: ",
		`"carbon tax" graphene`:         `"carbon tax": `,
		"graphene sort:title date:2020": "date:2020: ",
	} {
		q, err := data.ParseQuery(query, today)
		if err != nil {
			t.Fatal(err)
		}
		missing, err := FindMissing(context.Background(), lib, q, nil, today)
		var got []string
		for _, m := range missing {
			got = append(got, m.Part+": "+m.Nearest)
		}
		if err != nil || strings.Join(got, ", ") != want {
			t.Errorf("%s: missing is %q, %v; want %q", query, got, err, want)
		}
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := FindMissing(stopped, lib, data.Query{Words: "zzzz"}, nil, today); err == nil {
		t.Error("it goes on when it is stopped")
	}
}
