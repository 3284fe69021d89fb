package names

import (
	"strings"
	"testing"
)

// What single words and signs are.
func TestWords(t *testing.T) {
	for _, test := range []struct {
		name string
		is   func(string) bool
		yes  []string
		no   []string
	}{
		{"isAcronym", isAcronym, []string{"KEA", "R&D", "SiC", "K-GX", "U.S.", "PhD", "KIAx"}, []string{"", "K", "Kea", "KEa+", "G20", "ABCDEFGHIJKLM"}},
		{"allCaps", allCaps, []string{"KEA", "G20X"}, []string{"", "KEa", "K"}},
		{"camelCase", camelCase, []string{"ArcelorMittal", "TotalEnergies", "QatarEnergy"}, []string{"", "Mittal", "McDonald", "FinTech", "ChatGPT", "LinkedIn", "MacBook", "FitzGerald", "VanBuren", "SKhynix", "HanB"}},
		{"smallBrand", smallBrand, []string{"techUK", "xLight", "eFuel"}, []string{"", "xL", "light", "Light", "abcdeLight", "x-Light", "mRNA1"}},
		{"hyphened", hyphened, []string{"Dae-ja", "Dae-Ja", "DAE-JA", "Beom-do", "Min-a"}, []string{"", "Daeja", "D-ja", "Gangwon-do", "Jeju-do", "Jinju-si", "Dae-", "Seungha-ja", "DaE-ja", "Dae-hyeonga", "Da3-ja"}},
		{"isInitials", isInitials, []string{"U", "U.S", "A.B.C.D"}, []string{"", "u", "US", "U.", "U.s", "A.B.C.D.E"}},
		{"nounEnds", nounEnds, []string{"Significance", "Cooperation", "Partnership"}, []string{"", "Kia", "Lind"}},
		{"plural", plural, []string{"Ports", "Ferries"}, []string{"", "Bus", "Press", "Port", "Gas"}},
		{"demoting", demoting, []string{"Vice", "First Vice", "Acting"}, []string{"", "First", "Vice First"}},
		{"isKoreanPerson", isKoreanPerson, []string{"김수빈", "남궁민수", "김정관"}, []string{"", "김수", "한국인", "김수빈장관", "주미국", "위원회"}},
		{"isKoreanOffice", isKoreanOffice, []string{"장관", "부사장", "통상교섭본부장"}, []string{"", "장", "김수빈"}},
		{"isKoreanBody", isKoreanBody, []string{"한국전력공사", "산업통상부", "현대제철", "포스코"}, []string{"", "시중은행", "운영위원회", "공사", "부두"}},
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
		stem, rest string
		want       bool
	}{{"장관", "은", true}, {"장관", "는", false}, {"한화", "는", true}, {"한화", "은", false}, {"장관", "의", true}, {"서울", "로", true}, {"장관", "로", false}, {"장관", "으로", true}, {"한화", "로", true}, {"장관", "", true}, {"장관", "실", false}} {
		if got := isParticle(test.stem, test.rest); got != test.want {
			t.Errorf("%q is a particle behind %q: %t", test.rest, test.stem, got)
		}
	}
	for _, test := range []struct{ got, want string }{
		{initials("Office of the U.S. Trade Representative"), "OUSTR"}, {initials("Asia-Pacific Bank"), "APB"}, {initials(""), ""},
		{capitalised("KIM"), "Kim"}, {capitalised("Kim"), "Kim"}, {capitalised("K"), "K"},
		{withoutSubject("Trade Minister"), "Minister"}, {withoutSubject("Trade, Industry and Energy Minister"), "Minister"}, {withoutSubject("State Minister"), "State Minister"}, {withoutSubject("Minister"), "Minister"},
		{withoutSubjects("First Vice Foreign Minister"), "First Vice Minister"},
		{strings.Join(calledBy([]string{"Kim", "Dae-ja"}), " "), "Kim"}, {strings.Join(calledBy([]string{"MOTEGI", "Haruki"}), " "), "Haruki Motegi"}, {strings.Join(calledBy([]string{"Cho", "Hyun"}), " "), "Hyun Cho"},
		{strings.Join(calledBy([]string{"Helen", "Park"}), " "), "Park"}, {strings.Join(calledBy([]string{"Ann", "Lind"}), " "), "Lind Ann"}, {strings.Join(calledBy([]string{"Lind"}), " "), "Lind"}, {strings.Join(calledBy([]string{"Ann", "Ann"}), " "), "Ann"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
	for _, test := range []struct {
		later, full string
		want        int
	}{
		{"Minister", "Minister", 4}, {"Director General", "Director General for Policy", 3}, {"DPM", "Deputy Prime Minister", 3}, {"Minister", "Trade Minister", 2}, {"Minister", "Vice Minister", 0}, {"", "Minister", 1},
		{"CEO", "President and CEO", 3}, {"Trade Minister", "Minister", 3}, {"First Vice Minister", "First Vice Foreign Minister", 2}, {"D", "Director", 0}, {"Secretary", "Minister", 0}, {"Minister", "Minister of Trade for Growth", 3},
	} {
		if got := sameRole(test.later, test.full); got != test.want {
			t.Errorf("sameRole(%q, %q) is %d", test.later, test.full, got)
		}
	}
	for _, test := range []struct {
		letters, word string
		want          int
	}{{"Can", "Canada", 3}, {"KEA", "Korea", 1}, {"kea", "Korea", 0}, {"X", "Korea", 0}, {"Kox", "Korea", 0}, {"K", "", 0}} {
		if got := spelledBy(test.letters, test.word); got != test.want {
			t.Errorf("spelledBy(%q, %q) is %d", test.letters, test.word, got)
		}
	}
}

// The words of a text, a bar between them, with ’s where a possessive follows, and | where a
// sentence begins.
func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Kia’s plant and the firms’ plan.":              "|Kia’s plant and the firms’s plan .",
		"It’s O’Neill, R&D and 2.5 of M.AX.":            "|It’s O’Neill , R&D and 2.5 of M.AX .",
		"on Monday.The Korea Co.Ltd came. U.S. firms":   "|on Monday . |The Korea Co.Ltd came . |U.S. firms",
		"LeadershipThe Ministry, J. Lind and Dr. Kim":   "|Leadership The Ministry , J. Lind and Dr. Kim",
		"POSCO Future M. At noon. “The end” [A] ▲ B; C": "|POSCO Future M . |At noon . |“ |The end ” [ |A ] |▲ |B ; |C",
		"the U.S.-Korea and Korea-U.S. pacts":           "|the U.S.-Korea and Korea-U.S. pacts",
		"so-called Kim Dae-ja- 10,000":                  "|so-called Kim Dae-ja - 10 , 000",
	} {
		var b strings.Builder
		for i, token := range tokenize(text) {
			if i > 0 {
				b.WriteByte(' ')
			}
			if token.first {
				b.WriteByte('|')
			}
			b.WriteString(token.s)
			if token.poss {
				b.WriteString("’s")
			}
		}
		if b.String() != want {
			t.Errorf("%q\n got %s\nwant %s", text, b.String(), want)
		}
	}
}

// A sieve lets each word of its set pass, also where the set grew, and keeps most others back.
func TestSieve(t *testing.T) {
	if (sieve)(nil).may("Korea") || (sieve)(nil).may("") {
		t.Error("a sieve of no set lets words pass")
	}
	var grown trie
	for w := range surnames.all() {
		grown.addShort(w, 0)
	}
	passed := 0
	for w := range ordinary.all() {
		if !ordinary.has(w) || !ordinary.may(w) {
			t.Errorf("%q does not pass", w)
		}
		if !surnames.all()[w] && grown.may(w) {
			passed++
		}
	}
	for w := range surnames.all() {
		if !surnames.may(w) || !grown.may(w) {
			t.Errorf("%q does not pass", w)
		}
	}
	if n := len(ordinary.all()); passed > n/4 {
		t.Errorf("%d of %d other words pass", passed, n)
	}
}

// Hangul is found where it stands as a character, and in no bytes that only look like one.
func TestHangul(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "Korea": false, "한국": true, "KR한": true, "힣": true, "가": true, "ㄱ": false, "漢": false, "é": false, "\ud7b0": false,
		"\xea": false, "\xed\xa0\x80": false, "\xff\xeb\x82": false, "\xeb\x82한": true, "ꀀ": false,
	} {
		if got := hasHangul(s); got != want || got != strings.ContainsFunc(s, isHangul) {
			t.Errorf("%q: %v", s, got)
		}
	}
}
