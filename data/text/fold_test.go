package text

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ s, want string }{
		{"", ""},
		{"Korea’s", "korea's"},
		{"“Smart” ‘M.AX’", `"smart" 'm.ax'`},
		{"Public–Private—A‑B‐C−D", "public-private-a-b-c-d"},
		{"A\u00a0B\u2009C\u3000D\tE\nF", "a b c d e f"},
		{"Café, Cafe\u0301, São Tomé, Ångström", "cafe, cafe, sao tome, angstrom"},
		{"Łódź Øresund Straße Œuvre Þing İzmir ısı", "lodz oresund strasse oeuvre thing izmir isi"},
		{"ＦＴＡ　２０３５", "fta 2035"},
		{"ﬁrst Eﬃciency", "first efficiency"},
		{"ΣΊΣΥΦΟΣ Σίσυφος", Fold("σισυφοσ σισυφοσ")},
		{"Й Ё", "и е"},
		{"반도체 수출", "반도체 수출"},
		{"반", "반"}, // three letters that make one syllable
		{"ㅅㅇㅂ", "ㅅㅇㅂ"},
		{"ガ ｶﾞ か\u3099", "ガ ガ が"},
		{"ก็ดี", "ก็ดี"},
		{"soft\u00adhyphen zero\u200dwidth", "softhyphen zerowidth"},
		{"1…2", "1...2"},
		{"①❶", "1❶"},
		{"a\xffb\x00c", "a\ufffdb c"},
		{"Æther ßẞ ÐØŒ", "aether ssss dooe"},
		{"K", "k"}, // the sign of Kelvin
	} {
		if got := Fold(test.s); got != test.want {
			t.Errorf("%q folds to %q, want %q", test.s, got, test.want)
		}
	}
}

func TestFoldOffsets(t *testing.T) {
	for _, test := range []struct {
		s    string
		want []int32
	}{
		{"", []int32{0}},
		{"aB", []int32{0, 1, 2}},
		{"a’s", []int32{0, 1, 4, 5}},
		{"e\u0301x", []int32{0, 3, 4}},
		{"ﬁt", []int32{0, 0, 3, 4}},
		{"한a", []int32{0, 0, 0, 3, 4}},
	} {
		if _, at := FoldOffsets(test.s); !slices.Equal(at, test.want) {
			t.Errorf("%q: offsets %v, want %v", test.s, at, test.want)
		}
	}
}

// TestFoldDecidesCase checks that no two letters differ in case alone once
// they are folded, as the library would take them for the same.
func TestFoldDecidesCase(t *testing.T) {
	if testing.Short() {
		t.Skip("compares all there are")
	}
	for c := rune(1); c <= unicode.MaxRune; c++ {
		if !utf8.ValidRune(c) {
			continue
		}
		s := Fold(string(c))
		checkFold(t, string(c))
		for _, f := range s {
			for other := unicode.SimpleFold(f); other != f; other = unicode.SimpleFold(other) {
				if Fold(string(other)) != Fold(string(f)) {
					t.Errorf("%q folds to %q, and %q to %q", f, Fold(string(f)), other, Fold(string(other)))
				}
			}
		}
	}
}

// checkFold checks everything that is promised of the folded s.
func checkFold(t *testing.T, s string) {
	t.Helper()
	folded, at := FoldOffsets(s)
	if folded != Fold(s) {
		t.Errorf("%q folds to %q, with offsets to %q", s, Fold(s), folded)
	}
	if again := Fold(folded); again != folded {
		t.Errorf("%q folds to %q, and that to %q", s, folded, again)
	}
	if !utf8.ValidString(folded) || strings.ContainsFunc(folded, func(c rune) bool { return c < ' ' }) {
		t.Errorf("%q folds to %q", s, folded)
	}
	if len(at) != len(folded)+1 || int(at[len(folded)]) != len(s) || !slices.IsSorted(at) {
		t.Fatalf("%q: offsets %v", s, at)
	}
	for i := range folded {
		if int(at[i]) >= len(s) || utf8.ValidString(s) && !utf8.RuneStart(s[at[i]]) {
			t.Errorf("%q: offset %d of byte %d is inside a character", s, at[i], i)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Korea’s “M.AX”", "e\u0301\u0301", "ᄀ\u0301ᅡᆨ", "か\u200d\u3099", "각", "ㄱㅏ", "ﾞｶ\u0327", "\xff\x00İ", "ǅ\u0345"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFold(t, s) })
}
