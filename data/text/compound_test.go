package text

import (
	"strings"
	"testing"
)

// Compounds are tokens with one sign between each two; what is no word without its signs
// is none.
func TestCompound(t *testing.T) {
	for s, want := range map[string]string{
		"co-operation": "cooperation", "CO‑OPERATION": "cooperation", "K–Bio": "kbio", "U.S.": "us", "U.S.A.": "usa", "M.AX": "max",
		"R&D": "rd", "O’Brien": "obrien", "d'Or": "", "we'll": "", "Korea's": "", "l'Oréal": "loreal",
		"30,000": "30000", "1,500,000": "1500000", "10,00": "", "1,5000": "", "a,bcd": "", "3,abc": "",
		"1.5": "", "a.5": "", "end.The": "", "2024-25": "", "covid-19": "covid19", "19-nm": "19nm",
		"a - b": "", "a- b": "", "a--b": "", "a/b": "", "K-뷰티": "", "뷰티-k": "", "a b": "", "": "", "a": "",
		"a-b-c-d": "abcd", "a-b-c-d-e": "", "Korea-U.S.": "koreau us", "U.S.-Korea": "us", "a-b c-d": "ab cd",
		strings.Repeat("a", 60) + "-" + strings.Repeat("b", 60): strings.Repeat("a", 60) + strings.Repeat("b", 36),
	} {
		var cut Tokens
		cut.Cut("x") // whose memory is used again
		cut.Cut(s)
		var got []string
		for i := range cut.List {
			form, end := cut.Compound(i)
			if end == 0 {
				continue
			}
			got = append(got, string(form))
			if end < i+2 || end > len(cut.List) {
				t.Errorf("the compound of %q at %d ends at %d", s, i, end)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("the compounds of %q are %q, want %s", s, got, want)
		}
	}
}
