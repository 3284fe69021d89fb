package text

import (
	"strings"
	"testing"
)

// Languages at the bounds of what tells them.
func TestLanguageBounds(t *testing.T) {
	han, kana := strings.Repeat("港", 8), "のの"
	for _, test := range []struct{ declared, text, want string }{
		// One letter in twenty, and in five of the Chinese ones, makes a text Japanese.
		{"", kana + han + strings.Repeat("a", 30), "ja"}, {"", kana + han + strings.Repeat("a", 31), "zh"}, {"", kana + han + "港港", "ja"}, {"", kana + han + "港港港", "zh"},
		// One in ten of a script of syllables, one in five of another, or what is declared.
		{"", "항항" + strings.Repeat("a", 18), "ko"}, {"", "항항" + strings.Repeat("a", 19), ""}, {"", "порт" + strings.Repeat("a", 16), "ru"}, {"", "порт" + strings.Repeat("a", 17), ""},
		// Latin letters are counted in capitals too; figures and signs are no letters.
		{"", "항항" + strings.Repeat("A", 19), ""}, {"", "항항" + strings.Repeat("A", 18), "ko"}, {"", "항항" + strings.Repeat("z", 19), ""}, {"", "항항" + strings.Repeat("Z", 19), ""}, {"", "항항" + strings.Repeat("1, ", 30), "ko"}, {"", "항항" + strings.Repeat("[{~", 30), "ko"},
		// Two small words tell, where another language has not as many.
		{"", "los puertos del mar", "es"}, {"", "los puertos", ""}, {"", "los puertos del mar pelo dos", ""}, {"", "los puertos del mar pelo", "es"},
		// A declared language of which there is a small word gives way to four of another.
		{"pt", "los puertos del mar para pelo", "pt"}, {"pt", "los puertos del mar para pelo el", "es"}, {"pt", "los puertos del mar", "es"}, {"es", "los puertos del mar", "es"}, {"pt", "los puertos", "pt"},
		// Codes are of two letters.
		{"zz-ZZ", "", "zz"}, {" EN_us", "", "en"}, {"az", "", "az"}, {"e1", "", ""}, {"1e", "", ""}, {"e", "", ""}, {"eng", "", ""}, {"e{", "", ""}, {"`e", "", ""},
		// Of scripts that several languages have, one that is declared.
		{"be", "порт", "be"}, {"en", "порт", "ru"}, {"ur", "ميناء", "ur"}, {"mr", "बंदर", "mr"}, {"yue", "港", "zh"},
	} {
		if got := Language(test.declared, test.text); got != test.want {
			t.Errorf("Language(%q, %q) is %q, not %q", test.declared, test.text, got, test.want)
		}
	}
}

// Languages have names by their codes alone.
func TestLanguageName(t *testing.T) {
	for code, want := range map[string]string{"ko": "Korean", "en": "English", "zh": "Chinese", "xx": "", "": "", "Korean": ""} {
		if got := LanguageName(code); got != want {
			t.Errorf("the language %q is %q, want %q", code, got, want)
		}
	}
}

// Letters at the ends of what folds alike, and those beside them.
func TestFoldBounds(t *testing.T) {
	for _, test := range []struct{ s, want string }{
		{"a\u0300 a\u036f", "a a"}, {"שָׁלוֹם", "שלום"}, {"سَلام", "سلام"}, {"a\u00adb", "ab"},
		{"ㄱ ㆎ ㄱㅏ \u318f", "ㄱ ㆎ ㄱㅏ \u318f"}, {"㉠ ㉿", "㉠ ㉿"}, {"ﾡ ￜ", "ﾡ ￜ"}, {"A\x1f\x7fZ@[", "a  z@["}, {"가힣", "가힣"}, {"一鿿", "一鿿"}, {"ぁゖァヺ", "ぁゖァヺ"},
		{"Ǆ ǅ", "dz dz"}, {"Đ ð Ħ", "d d h"},
	} {
		if got := Fold(test.s); got != test.want {
			t.Errorf("%q folds to %q, want %q", test.s, got, test.want)
		}
	}
	for s, want := range map[string]string{
		"say": "say", "dry": "dri", "ab": "ab", "hi": "hi", "by": "by", "agreed": "agre", "need": "need", "5gs": "5gs", "é": "é",
		strings.Repeat("a", 38) + "ts": strings.Repeat("a", 38) + "t", strings.Repeat("a", 39) + "ts": strings.Repeat("a", 39) + "ts",
	} {
		if got := string(Stem([]byte(s))); got != want {
			t.Errorf("the stem of %s is %q, want %q", s, got, want)
		}
	}
}
