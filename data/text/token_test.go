package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// shown returns the tokens of s with their places, a letter that its neighbour
// follows with a + behind it.
func shown(s string) string {
	var t Tokens
	t.Cut(s)
	var list []string
	for i, k := range t.List {
		one := fmt.Sprintf("%s@%d-%d", t.Form(i), k.Start, k.End)
		if k.CJK && !k.Last {
			one += "+"
		}
		list = append(list, one)
	}
	return strings.Join(list, " ")
}

func TestTokens(t *testing.T) {
	for _, test := range [][2]string{
		{"", ""},
		{" — ", ""},
		{"Korea’s R&D", "korea@0-5 s@8-9 r@10-11 d@12-13"},
		{"M.AX 1.5%", "m@0-1 ax@2-4 1@5-6 5@7-8"},
		{"Café ＦＴＡ", "cafe@0-5 fta@6-15"},
		{"az AZ 09 / : @ [ ` {", "az@0-2 az@3-5 09@6-8"},
		{"C++, C# and A+", "cplusplus@0-3 csharp@5-7 and@8-11 aplus@12-14"},
		{"C+++ 3+ a+b", "cplusplus@0-3 3@5-6 a@8-9 b@10-11"},
		{"반도체 AI칩", "반@0-3+ 도@3-6+ 체@6-9 ai@10-12 칩@12-15"},
		{"データ々", "デ@0-3+ ー@3-6+ タ@6-9+ 々@9-12"},
		{"❶Export ①Import", "export@3-9 1import@10-19"},
		{"Phase Ⅳ", "phase@0-5 iv@6-9"},
		{"ก็ดี", "ก็ดี@0-12"},
	} {
		if got := shown(test[0]); got != test[1] {
			t.Errorf("%q has the tokens %q, want %q", test[0], got, test[1])
		}
	}
	long := strings.Repeat("한", 200) + strings.Repeat("x", maxToken+1)
	var cut Tokens
	cut.Cut(long)
	if got := len(cut.Form(200)); got != maxToken {
		t.Errorf("%d bytes of a long word count, want %d", got, maxToken)
	}
	if cut.FirstByte(200) != 'x' || cut.FirstByte(201) != 0 || string(cut.Bigram(0)) != "한한" || string(cut.Bigram(199)) != "한" {
		t.Errorf("it begins with %q, %q, %q, %q", cut.FirstByte(200), cut.FirstByte(201), cut.Bigram(0), cut.Bigram(199))
	}
}

// Tokens stand in order within the text, and are whole characters of it. Their
// forms are folded, and of one kind of characters.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Korea’s C++ R&D", "e\u0301\u0301x", "ᄀ\u0301ᅡᆨ", "か\u200d\u3099각", "\xff\x00İ❶①", "ŉﬁ½"} {
		f.Add(s)
	}
	var cut Tokens
	f.Fuzz(func(t *testing.T, s string) {
		cut.Cut(s)
		before := Token{}
		for i, k := range cut.List {
			form := string(cut.Form(i))
			if k.Start < before.Start || k.End < before.End || k.End <= k.Start || int(k.End) > len(s) {
				t.Fatalf("%q: token %d is %+v", s, i, k)
			}
			before = k
			if form == "" || len(form) > maxToken || Fold(form) != form || utf8.ValidString(s) && !utf8.RuneStart(s[k.Start]) {
				t.Fatalf("%q: token %d is %q", s, i, form)
			}
			for _, c := range form {
				if kind := KindOf(c); kind == Sign || (kind == CJK) != k.CJK {
					t.Fatalf("%q: token %d is %q", s, i, form)
				}
			}
		}
	})
}

func TestMerge(t *testing.T) {
	got := Merge([]Span{{7, 9}, {0, 2}, {1, 3}, {3, 4}, {8, 8}})
	if want := []Span{{0, 4}, {7, 9}}; !slices.Equal(got, want) {
		t.Errorf("spans are %v, want %v", got, want)
	}
	if got := Merge(nil); len(got) != 0 {
		t.Errorf("no spans are %v", got)
	}
}
