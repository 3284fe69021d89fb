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

// Hashes are in links and in archives: this one may never change.
func TestHashStays(t *testing.T) {
	r := data.Document{Release: data.Release{Date: 20251114, Title: "K-Mobility Drives the Future"}, Body: "Korea’s Prime Minister visited Kia."}
	if got, want := r.Hash().String(), "e8zxf4239fzdyfwk"; got != want {
		t.Errorf("the hash is %q, was %q", got, want)
	}
}

func TestHash(t *testing.T) {
	base := data.Document{Release: data.Release{Date: 20251114, Title: "A Title"}, Body: "A body."}
	same := []data.Document{
		{Release: data.Release{Date: 20251114, Title: " A  Title"}, Body: "A\nbody.\n"},
		{Release: data.Release{Date: 20251114, Title: "A\u00a0Title"}, Body: "A body."},
		{Release: data.Release{Date: 20251114, Title: "A Title", Category: "Energy", ID: "x", Excerpt: true}, Body: "A body.", Place: data.Place{File: "f", Line: 1}},
	}
	for _, r := range same {
		if r.Hash() != base.Hash() {
			t.Errorf("%+v has another hash than %+v", r, base)
		}
	}
	for _, r := range []data.Document{
		{Release: data.Release{Date: 20251115, Title: "A Title"}, Body: "A body."},
		{Release: data.Release{Date: 20251114, Title: "A title"}, Body: "A body."},
		{Release: data.Release{Date: 20251114, Title: "A Title"}, Body: "A body"},
		{Release: data.Release{Date: 20251114, Title: "ATitle"}, Body: "A body."},
		{Release: data.Release{Date: 20251114, Title: "A Title A"}, Body: "body."},
		{Release: data.Release{Date: 20251114, Title: ""}, Body: "A Title A body."},
		{Release: data.Release{Date: 20251114, Title: "A Title A body."}, Body: ""},
		{Release: data.Release{Title: "2025-11-14 A Title"}, Body: "A body."},
	} {
		if r.Hash() == base.Hash() {
			t.Errorf("%+v has the hash of %+v", r, base)
		}
	}
	hash := base.Hash().String()
	if len(hash) != 16 || strings.Trim(hash, "0123456789abcdefghjkmnpqrstvwxyz") != "" {
		t.Errorf("the hash %q is not 16 characters that can be told apart", hash)
	}
}

// An ID is the beginning of a hash, and where that is taken, of the hash behind it.
func TestIDs(t *testing.T) {
	d := data.Document{Release: data.Release{Date: 20251114, Title: "K-Mobility Drives the Future"}, Body: "Korea’s Prime Minister visited Kia."}
	if got := d.Hash().ID().String(); got != "e8zxf423" || len(got) != data.IDLen {
		t.Errorf("the ID is %q", got)
	}
	if next := d.Hash().Next(); next == d.Hash() || next != d.Hash().Next() || next.ID() == d.Hash().ID() {
		t.Errorf("the next hash of %v is %v", d.Hash(), next)
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
		r := data.Document{Body: body}
		if got := r.Words(); got != want {
			t.Errorf("%q has %d words, want %d", body, got, want)
		}
	}
	for words, want := range map[int]int{0: 1, 1: 1, 238: 1, 356: 1, 357: 2, 476: 2, 2380: 10} {
		r := data.Document{Body: strings.Repeat("word ", words)}
		if got := r.ReadingMinutes(); got != want {
			t.Errorf("%d words take %d minutes, want %d", words, got, want)
		}
	}
}

func TestIsExcerpt(t *testing.T) {
	for _, whole := range []string{
		"", "  ", "It ended.", "It ended. ", "Did it?", "It did!", "“It ended.”", `He said: "It ended."`, "It ended (at last.)",
		"It ended.’”", "See the site (www.kociri.or.kr).", "행사를 열었다.", "「끝났다。」", "It has <an end.>", "The plan is titled “Rising Together”",
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
