package data_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

func TestSanitize(t *testing.T) {
	for _, test := range []struct {
		in, out string
		removed int
	}{
		{"", "", 0},
		{"plain text.\nTwo lines.", "plain text.\nTwo lines.", 0},
		{"a\tb", "a b", 0},
		{"a\r\nb\rc\n", "a\nb\nc\n", 0},
		{"\r\r\n\n", "\n\n\n", 0},
		{"\x1b[31mred\x1b[0m", "[31mred[0m", 2},
		{"\x1b]52;c;aGk=\x07", "]52;c;aGk=", 2},
		{"a\u009b2Jb", "a2Jb", 1},
		{"a\x00b\x7fc", "abc", 2},
		{"a\u202eb\u2066c\u200fd\u061ce", "abcde", 4},
		{"one\u2028two\u2029three\u0085four\vfive\fsix", "one two three four five six", 5},
		{"\ufefftext\u200b\u00ad", "text", 3},
		{"\xff\xfe", "\ufffd\ufffd", 2},
		{"a\xe2\x80b", "a\ufffd\ufffdb", 2},
		{"\x1b\r\n", "\n", 1},
		{"\U000e0041\ufdd0\uffff\ufff9", "", 4},
		{"\ufffd", "\ufffd", 0},
		{"“Korea’s” – K-GX — ❶① ▲※ … ½", "“Korea’s” – K-GX — ❶① ▲※ … ½", 0},
		{"산업통상부", "산업통상부", 0},
		{"👩\u200d🔬 ✔\ufe0f نمی\u200cخواهم", "👩\u200d🔬 ✔\ufe0f نمی\u200cخواهم", 0},
	} {
		out, removed := data.Sanitize(test.in)
		if out != test.out || removed != test.removed {
			t.Errorf("Sanitize(%q) = %q, %d, want %q, %d", test.in, out, removed, test.out, test.removed)
		}
	}
}

func TestSanitizeLine(t *testing.T) {
	out, removed := data.SanitizeLine("one\r\ntwo\nthree\x1b\u2028four")
	if want := "one two three four"; out != want || removed != 2 {
		t.Errorf("SanitizeLine gives %q, %d, want %q, 2", out, removed, want)
	}
}

// Clean text is handed back and not copied: it is nearly all there is.
func TestSanitizeDoesNotCopy(t *testing.T) {
	text := strings.Repeat("Korea’s 산업. ", 100)
	if n := testing.AllocsPerRun(10, func() { data.Sanitize(text) }); n != 0 {
		t.Errorf("%v allocations on clean text", n)
	}
}

// dangerous is written from the Unicode tables, and not from the code.
func dangerous(c rune) bool {
	return c != '\n' && unicode.Is(unicode.Cc, c) || // C0, DEL, C1
		unicode.Is(unicode.Bidi_Control, c) ||
		unicode.Is(unicode.Zl, c) || unicode.Is(unicode.Zp, c) ||
		unicode.Is(unicode.Noncharacter_Code_Point, c) ||
		c == '\ufeff'
}

func TestSanitizeEveryCharacter(t *testing.T) {
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if !utf8.ValidRune(c) {
			continue
		}
		out, _ := data.Sanitize("a" + string(c) + "b")
		switch {
		case strings.ContainsFunc(out, dangerous):
			t.Errorf("%U is left in place", c)
		case unicode.In(c, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S) && out != "a"+string(c)+"b":
			t.Errorf("%U is a letter, a mark, a number or a sign, and becomes %q", c, out)
		}
	}
}

func FuzzSanitize(f *testing.F) {
	for _, s := range []string{"", "text", "a\r\nb\rc", "\x1b[2J", "\u009b2J", "\xff", "\u202e", "산업", "\xe2\x80", "\u2028", "\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, removed := data.Sanitize(s)
		if !utf8.ValidString(clean) {
			t.Fatalf("%q becomes %q, which is not UTF-8", s, clean)
		}
		if strings.ContainsFunc(clean, dangerous) {
			t.Fatalf("%q becomes %q", s, clean)
		}
		if again, n := data.Sanitize(clean); again != clean || n != 0 {
			t.Fatalf("%q becomes %q, and that %q with %d removed", s, clean, again, n)
		}
		if removed < 0 || removed > utf8.RuneCountInString(s) {
			t.Fatalf("%d characters removed from %q", removed, s)
		}
		if !strings.ContainsFunc(s, dangerous) && utf8.ValidString(s) && removed == 0 && clean != s {
			t.Fatalf("%q is clean and becomes %q", s, clean)
		}
		line, n := data.SanitizeLine(s)
		if strings.Contains(line, "\n") || n != removed || len(line) != len(clean) {
			t.Fatalf("%q becomes the line %q, with %d removed", s, line, n)
		}
	})
}

func BenchmarkSanitize(b *testing.B) {
	for name, text := range map[string]string{
		"clean":  strings.Repeat("The Ministry of Trade’s day. ", 100),
		"korean": strings.Repeat("산업통상부는 행사를 열었다. ", 100),
		"dirty":  strings.Repeat("The Ministry\x1b of Trade’s day. ", 100),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				data.Sanitize(text)
			}
		})
	}
}

// Korean that is written in conjoining letters is composed to syllables, and only
// that: other letters with marks stay as they are written.
func TestSanitizeComposesHangul(t *testing.T) {
	for from, want := range map[string]string{
		"\u1112\u1161\u11ab\u1100\u1173\u11af": "한글",
		"\u1112\u1161 \u1100\u1173":            "하 그",
		"하\u11ab":                              "한", // a syllable without its final
		"한\u11ab":                              "한\u11ab",
		"\u1112\u200b\u1161":                   "하", // what parted the letters is taken out
		"\u1112":                               "\u1112",
		"\u1161\u11ab":                         "\u1161\u11ab",
		"\u1112\u119e":                         "\u1112\u119e", // a vowel that is no longer written
		"Cafe\u0301 \u212b":                    "Cafe\u0301 \u212b",
		// letters beside those that are composed
		"\u1113\u1161": "\u1113\u1161", "\u10ff\u1161": "\u10ff\u1161", "\u1100\u1176": "\u1100\u1176", "가\u11c3": "가\u11c3", "가\u11a7": "가\u11a7", "\ud7a4\u11ab": "\ud7a4\u11ab", "\uabff\u11ab": "\uabff\u11ab", "힐\u11ab": "힐\u11ab",
		"\u1109\u1161\u11ab\u110b\u1165\u11b8 plan 핀": "산업 plan 핀",
	} {
		got, removed := data.Sanitize(from)
		if got != want {
			t.Errorf("%+q is %+q, want %+q", from, got, want)
		}
		if removed > 0 && !strings.Contains(from, "\u200b") {
			t.Errorf("%+q: %d removed", from, removed)
		}
		if again, _ := data.Sanitize(got); again != got {
			t.Errorf("%+q is not clean", got)
		}
	}
	for i := range rune(11172) { // all syllables
		c := 0xac00 + i
		parts := string([]rune{0x1100 + i/588, 0x1161 + i/28%21})
		if i%28 > 0 {
			parts += string(0x11a7 + i%28)
		}
		if got, _ := data.Sanitize(parts); got != string(c) {
			t.Fatalf("%+q is %q, want %q", parts, got, string(c))
		}
	}
}
