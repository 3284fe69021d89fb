package text

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What is taken for a letter of its own folds to itself, and joins nothing
// before it; what does either is not taken for one.
func TestStandsAlone(t *testing.T) {
	n := 0
	for c := rune(0); c <= 0xffff; c++ {
		if !standsAlone(c) {
			continue
		}
		n++
		s := string(c)
		if foldSegment(s) != s || !norm.NFKC.PropertiesString(s).BoundaryBefore() {
			t.Fatalf("%q (%U) folds to %q", s, c, foldSegment(s))
		}
	}
	if n < 38_000 {
		t.Errorf("%d letters stand alone", n)
	}
	for _, c := range "Aé㈜㏊\uf900ｶ゙\u3099\u1100\u11a8ㄱ" {
		if standsAlone(c) {
			t.Errorf("%q (%U) is taken to stand alone", c, c)
		}
	}
}

// The short ways of folding give what the long one does, whatever stands beside
// what.
func TestFoldShortWays(t *testing.T) {
	if testing.Short() {
		t.Skip("compares all there are")
	}
	long := func(s string) string {
		var out []byte
		for i := 0; i < len(s); {
			c, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case c < utf8.RuneSelf:
				out = append(out, foldASCII(byte(c)))
			case plainSign(c) != 0:
				out = append(out, plainSign(c))
			case isLoneJamo(c):
				out = append(out, s[i:i+n]...)
			default:
				n = segment(s[i:])
				out = append(out, foldSegment(s[i:i+n])...)
			}
			i += n
		}
		return string(out)
	}
	check := func(s string) {
		if got, want := Fold(s), long(s); got != want {
			t.Fatalf("%+q folds to %+q, want %+q", s, got, want)
		}
	}
	letters := []rune("aé\u0301ößÆ\u00ad\u200d한하\u1100\u1161\u11a8ㅎ日が\u3099カ\u309aーǅİıſ\u0327ﬁ½ªµŀŉÅ \u00a0‐’")
	for c := rune(utf8.RuneSelf); c < 0x3100; c++ {
		for _, d := range letters {
			check(string([]rune{c, d}))
			check(string([]rune{d, c}))
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var s []rune
		for range 1 + random.IntN(6) {
			s = append(s, letters[random.IntN(len(letters))])
		}
		check(string(s))
	}
}
