package texts_test

import (
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
)

// clausesOf makes clauses of any text. Each line is a clause; in it, terms
// are parted by |, and the first letters of a term say what it is: - in front
// of the first negates the clause, * is a prefix, " a phrase, ^ a headline's.
func clausesOf(s string) (t texts.Query) {
	for line := range strings.SplitSeq(s, "\n") {
		var c data.Clause
		line, c.Not = strings.CutPrefix(line, "-")
		for s := range strings.SplitSeq(line, "|") {
			var term data.Term
			s, term.Title = strings.CutPrefix(s, "^")
			switch {
			case strings.HasPrefix(s, "*"):
				term.Kind = data.Prefix
			case strings.HasPrefix(s, `"`):
				term.Kind = data.Phrase
			case strings.HasPrefix(s, "~"):
				term.Kind = data.Letters
			}
			term.Text = strings.TrimPrefix(s, "*")
			c.Any = append(c.Any, term)
		}
		t.Clauses = append(t.Clauses, c)
	}
	return t
}

// No text is an error, and each finds what the reference does.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{
		"korea", "korea\namkor", "-korea", "*semi", "*ai-driv", "^korea|*gra", "\"advanced packaging", "반도체", "반도\n-*k",
		"ㅅㅇㅂ", "^ㅅㅇㅂ|산업", "the of", "\" OR 1=1 --", "NEAR(", "*", "\"", "a\x00b", "\xff\xfe", "~kr|amkor", "*a\n*b\n-*c|the",
		"-*op\n-반", "업통 산업|*ani", "e\u0301\u200d", "*반도", "*m.ax|r&d", "^*korea’s", "ﬃ|½|İ|ẞ|ſ", "\ue000ㅅㅇ",
		"日本|カ\u3099|ｶﾞ", "각|각", "ᄀ|각", strings.Repeat("x", 200), "*" + strings.Repeat("abc", 40), "~~~~<|*rA",
	} {
		f.Add(s)
	}
	c := small(f)
	a := index(f, c)
	stems := newReference()
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 300 {
			s = s[:300]
		}
		check(t, a, c, stems, clausesOf(s))
	})
}
