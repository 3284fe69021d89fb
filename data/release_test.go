package data_test

import (
	"strings"
	"testing"

	"pressroom/data"
)

func TestPlaceAndProblem(t *testing.T) {
	for p, want := range map[data.Place]string{
		{File: "board.txt", Line: 12}: "board.txt:12",
		{File: "board.txt"}:           "board.txt",
	} {
		if got := p.String(); got != want {
			t.Errorf("%#v prints as %q, want %q", p, got, want)
		}
	}
	problem := data.Problem{Place: data.Place{File: "board.txt", Line: 12}, What: "no date"}
	if got, want := problem.String(), "board.txt:12: no date"; got != want {
		t.Errorf("a problem prints as %q, want %q", got, want)
	}
}

// Keys are in links and in archives: this one may never change.
func TestKeyStays(t *testing.T) {
	r := data.Release{Date: 20251114, Title: "K-Mobility Drives the Future", Body: "Korea’s Prime Minister visited Kia."}
	if got, want := r.Key(), "e8zxf4239fzdyfwk"; got != want {
		t.Errorf("the key is %q, was %q", got, want)
	}
}

func TestKey(t *testing.T) {
	base := data.Release{Date: 20251114, Title: "A Title", Body: "A body."}
	same := []data.Release{
		{Date: 20251114, Title: " A  Title", Body: "A\nbody.\n"},
		{Date: 20251114, Title: "A\u00a0Title", Body: "A body."},
		{Date: 20251114, Title: "A Title", Body: "A body.", Category: "Energy", ID: "x", Excerpt: true, Place: data.Place{File: "f", Line: 1}},
	}
	for _, r := range same {
		if r.Key() != base.Key() {
			t.Errorf("%+v has another key than %+v", r, base)
		}
	}
	for _, r := range []data.Release{
		{Date: 20251115, Title: "A Title", Body: "A body."},
		{Date: 20251114, Title: "A title", Body: "A body."},
		{Date: 20251114, Title: "A Title", Body: "A body"},
		{Date: 20251114, Title: "ATitle", Body: "A body."},
		{Date: 20251114, Title: "A Title A", Body: "body."},
		{Date: 20251114, Title: "", Body: "A Title A body."},
		{Date: 20251114, Title: "A Title A body.", Body: ""},
		{Title: "2025-11-14 A Title", Body: "A body."},
	} {
		if r.Key() == base.Key() {
			t.Errorf("%+v has the key of %+v", r, base)
		}
	}
	key := base.Key()
	if len(key) != 16 || strings.Trim(key, "0123456789abcdefghjkmnpqrstvwxyz") != "" {
		t.Errorf("the key %q is not 16 characters that can be told apart", key)
	}
}

func TestWordsAndReadingMinutes(t *testing.T) {
	for body, want := range map[string]int{
		"":                         0,
		" \n ":                     0,
		"One":                      1,
		"One, two – three — four.": 4,
		"▲ 5% in May ※ (M.AX)":     4,
		"산업통상부는 28일 행사를 열었다.":             4,
		"Korea’s U.S.-led\nplan\u00a0now": 4,
		"❶ exports & imports":             2,
	} {
		r := data.Release{Body: body}
		if got := r.Words(); got != want {
			t.Errorf("%q has %d words, want %d", body, got, want)
		}
	}
	for words, want := range map[int]int{0: 1, 1: 1, 238: 1, 356: 1, 357: 2, 476: 2, 2380: 10} {
		r := data.Release{Body: strings.Repeat("word ", words)}
		if got := r.ReadingMinutes(); got != want {
			t.Errorf("%d words take %d minutes, want %d", words, got, want)
		}
	}
}

func TestIsExcerpt(t *testing.T) {
	for _, whole := range []string{
		"", "  ", "It ended.", "It ended. ", "Did it?", "It did!", "“It ended.”", `He said: "It ended."`, "It ended (at last.)",
		"It ended.’”", "See the site (www.kociri.or.kr).", "행사를 열었다.", "「끝났다。」", "It has <an end.>",
	} {
		if data.IsExcerpt(whole) {
			t.Errorf("%q is called an excerpt", whole)
		}
	}
	for _, cut := range []string{
		"It was cut of", "It was cut,", "It was cut:", "It was cut;", "It was cut…", "It was cut...", "It was cut …\n",
		"“It was cut", "It was cut (in", "It was the 10", "행사를 열", "It ended. And then", ")", "”",
	} {
		if !data.IsExcerpt(cut) {
			t.Errorf("%q is called whole", cut)
		}
	}
}
