package body

import "testing"

// What single words are.
func TestWords(t *testing.T) {
	for w, want := range map[string]struct {
		family rune
		value  int
	}{
		"1.": {stopFamily, 1}, "12)": {closeFamily, 12}, "(3)": {bothFamily, 3}, "012)": {}, "100)": {}, "(3": {}, "3]": {}, "1": {bareFamily, 1}, "20": {bareFamily, 20}, "0": {}, "100": {},
		"a)": {letterFamily, 1}, "(z)": {letterFamily, 26}, "a.": {dottedFamily, 1}, "A.": {}, "ab)": {}, "AB)": {}, ")": {}, ".": {}, "{)": {},
		"I.": {romanFamily, 1}, "XII.": {romanFamily, 12}, "Ⅳ.": {romanFamily, 4}, "IV)": {}, "iv)": {smallFamily, 4}, "(i)": {smallFamily, 1}, "v)": {letterFamily, 22}, "iv.": {smallFamily, 4},
		"가.": {syllableFamily, 1}, "하)": {syllableFamily, 14}, "①": {'①', 1}, "⑳": {'①', 20}, "❸": {'❶', 3}, "▲": {'▲', 0}, "-": {'-', 0}, "ㅇ": {'ㅇ', 0}, "x": {}, "※": {}, "１．": {stopFamily, 1},
	} {
		if f, v := family(w); f != want.family || v != want.value {
			t.Errorf("family(%q) is %q, %d", w, f, v)
		}
	}
	for w, want := range map[string][2]bool{
		"Q)": {true, false}, "Q1.": {true, false}, "Q:": {true, false}, "(Q)": {true, false}, "A2)": {false, true}, "답:": {false, true}, "Question": {}, "Q": {}, "Q..": {}, "<Q1>": {true, false}, "[A]": {false, true}, "Q]": {}, "[Q)": {}, "Reporter:": {true, false}, "Minister:": {false, true}, "Minister,": {}, "QA)": {}, "Answer:": {false, true},
	} {
		if q, a := asksOrAnswers(w); q != want[0] || a != want[1] {
			t.Errorf("asksOrAnswers(%q) is %t, %t", w, q, a)
		}
	}
	for _, test := range []struct {
		name string
		is   func(string) bool
		yes  []string
		no   []string
	}{
		{"isDotted", isDotted, []string{"U.S", "p.m", "U.S.A", "Ph.D"}, []string{"", "U", "US", "U.", "U.SA", "UxS", "M.AX", "1.5", "U.5"}},
		{"isFigure", isFigure, []string{"3,200", "-8.1", "+25.4", "(15", "△3", "$5"}, []string{"", "-", "May", "(May", "x1"}},
		{"isAcronym", isAcronym, []string{"KEA", "R&D", "(KEA)", "K-GX"}, []string{"", "K", "Kea", "KEa"}},
		{"isWordEnd", isWordEnd, []string{"quay", "2026", "KEA)"}, []string{"", "quay.", "quay,", "quay”"}},
		{"startsTitle", startsTitle, []string{"The", "“The", "5", "①", "*", "<", "–"}, []string{"", "the", "(the", ",", "“the"}},
		{"startsSentence", startsSentence, []string{"The", "5", "iPhone", "①", "ㅇ", "<", "가", "*"}, []string{"", "the", "“", ",", "–"}},
		{"isDigits", isDigits, []string{"0", "25"}, []string{"", "2a", "a2", "2."}},
		{"isLower", isLower, []string{"the", "“the", "(a"}, []string{"", "The", "5", "가"}},
		{"isCapital", isCapital, []string{"The", "“The", "5", "(A"}, []string{"", "the", "가", "-A"}},
		{"isYear", isYear, []string{"1990", "2026"}, []string{"", "20", "20266", "202a"}},
		{"isKnown", isKnown, []string{"Background", "next steps", "Key Outcomes", "main future plans", "주요 내용"}, []string{"", "Steps", "Outcomes", "Key", "Ferry Outcomes", "key main major outcomes"}},
		{"isURLEnd", isURLEnd, []string{"Com", "kr/a", "com is"}, []string{"", "The", "Company"}},
	} {
		for _, w := range test.yes {
			if !test.is(w) {
				t.Errorf("%s(%q) is false", test.name, w)
			}
		}
		for _, w := range test.no {
			if test.is(w) {
				t.Errorf("%s(%q) is true", test.name, w)
			}
		}
	}
	for _, test := range []struct {
		w, rest string
		want    bool
	}{
		{"1)", "The", true}, {"1.", "The", false}, {"Monday.", "The Office", true}, {"Monday.", "the Office", false}, {"U.S.", "The Office", false}, {"M.", "AX", false}, {"Booking.", "Com", false},
		{"ports.", "2. Four", true}, {"ports.", "234. Four", false}, {"ports.", "2 Four", false}, {"Plan", "The coast", true}, {"Plan", "They coast", true}, {"Smart", "Things are", false}, {"PLAN", "The coast", false},
		{"http://a.b", "The coast", false}, {"www.a.", "The coast", false}, {"a@b.", "The coast", false}, {"it?", "The coast", true}, {"it!”", "The coast", true}, {"Plan”", "The coast", false}, {"Q)", "Could", true},
	} {
		if got := cutsGlued(test.w, test.rest); got != test.want {
			t.Errorf("a sentence ends behind %q before %q: %t", test.w, test.rest, got)
		}
	}
	for s, want := range map[string]int{"": 0, "abc": 3, "가나": 4, "가a": 3, "漢カ": 4} {
		if got := width(s); got != want {
			t.Errorf("width(%q) is %d", s, got)
		}
	}
}
