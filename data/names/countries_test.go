package names_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"pressroom/data/names"
)

// Each rule, and the text that it has to leave alone.
func TestCountries(t *testing.T) {
	for text, want := range map[string]string{
		"Korea and Vietnam met. Vietnamese firms and Korea’s came.":                  "KR VN",
		"Talks with North Korea, the DPRK and South Korean firms":                    "KP KR",
		"The US-North Korea summit, a Korea–EU pact, India-Japan ties, U.S.-made":    "US KP KR EU IN JP",
		"Let us go, as the polish on the china said to turkey":                       "",
		"Papua New Guinea, Equatorial Guinea, Guinea-Bissau and Guinea":              "PG GQ GW GN",
		"Niger and Nigeria; the Republic of Korea; Viet Nam; Côte d'Ivoire; Türkiye": "NE NG KR VN CI TR",
		"The South China Sea, Latin American ports and the Indian Ocean":             "",
		"Michael Jordan and Chad Smith met Jordan’s Minister in Jordan.":             "JO",
		"Georgia’s Tbilisi port, as in the United States":                            "GE US",
		"The plant in Savannah, Georgia, in the United States":                       "US",
		"KOREA AND CANADA SIGN; the DUTCH team":                                      "KR CA NL",
		"Korean, Swiss, Dutch, Danish, Emirati and New Zealand teams":                "KR CH NL DK AE NZ",
		// Korean: a name begins a word, and particles go on it.
		"베트남과 미국의 장관, 대한민국, 인도네시아, 인도": "VN US KR ID IN",
		"인도적 지원과 인도양, 호주머니":            "",
		"이란 말은 수단으로 오만하다. 가나다":         "",
		"오만 정부와 이란·이라크, 사우디":           "OM IR IQ SA",
		"한·미 회담, 한-베트남 교류, 한·EU":       "KR US VN EU",
		"한중일 정상, 한미 통상":                "KR CN JP US",
		"한미약품과 그가 한일 합의문":              "",
		"삼성미국법인, 약중국":                  "",
		"":                             "",
	} {
		var got []string
		for _, c := range names.Countries("", text) {
			got = append(got, c.Code)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, s, want)
		}
	}
	if got := names.Countries("Talks with Chile", "Peru and Chile came."); len(got) != 2 || got[0].Name != "Chile" || got[1].Korean != "페루" {
		t.Errorf("the headline goes first: %v", got)
	}
}

func TestLookupCountry(t *testing.T) {
	for typed, want := range map[string]string{
		"vietnam": "VN", "Viet Nam": "VN", "vn": "VN", "베트남": "VN", "vietnamese": "VN", "us": "US", "u.s.": "US", "america": "US",
		"korea": "KR", "dprk": "KP", "cote d'ivoire": "CI", "turkiye": "TR", "uk": "GB", "eu": "EU",
		"Deutschland": "DE", "españa": "ES", "Espana": "ES", "中国": "CN", "日本": "JP", "Österreich": "AT", "россия": "RU", "Việt Nam": "VN", "Deutsch": "", "中": "",
		"latin america": "", "seoul": "", "": "", "-": "", "ko": "",
	} {
		c, ok := names.LookupCountry(typed)
		if c.Code != want || ok != (want != "") {
			t.Errorf("%q is %v, want %s", typed, c, want)
		}
	}
}

// Every country is one of ISO 3166, and found by each of its names.
func TestEveryCountry(t *testing.T) {
	seen := map[string]bool{}
	n := 0
	for _, region := range regions() {
		c, ok := names.LookupCountry(region)
		if !ok {
			continue
		}
		n++
		if c.Code != region || seen[c.Code] || c.Name == "" || c.Korean == "" {
			t.Errorf("%s: %+v", region, c)
		}
		seen[c.Code] = true
		for _, text := range []string{"It sold to " + c.Name + " in May.", "지난달 " + c.Korean + "에 수출했다."} {
			found := names.Countries("", text)
			homonym := len(found) == 0 && strings.HasPrefix(text, "지난달")
			if !homonym && (len(found) != 1 || found[0].Code != c.Code) {
				t.Errorf("%s names %v, want %s", text, found, c.Code)
			}
		}
	}
	if n < 195 {
		t.Errorf("there are but %d countries", n)
	}
}

// regions returns the codes of ISO 3166, and the two that everybody uses beside them.
func regions() []string {
	list := []string{"XK", "EU"}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			if r, err := language.ParseRegion(code); err == nil && r.IsCountry() && r.String() == code && code != "XK" && code != "UK" {
				list = append(list, code)
			}
		}
	}
	return list
}

// No text costs more than in proportion to its length.
func TestHostileCountries(t *testing.T) {
	for _, piece := range []string{"Korea ", "Korea-", "Papua New ", "Jordan ", "한·", "한국", "이란·", "한중일 ", "Georgia, ", "GUINEA-"} {
		text := strings.Repeat(piece, 1<<18/len(piece))
		begin := time.Now()
		names.Countries("", text)
		if d := time.Since(begin); d > 20*time.Second {
			t.Errorf("%d bytes of %q take %v", len(text), piece, d)
		} else if d > time.Second {
			t.Logf("%q: %v", piece, d)
		}
	}
}

func FuzzCountries(f *testing.F) {
	f.Add("Korea and Vietnam, U.S.-North Korea, Michael Jordan")
	f.Add("한·미, 베트남과 이란·이라크 한중일 정상 \xff 오만,")
	f.Fuzz(func(t *testing.T, text string) {
		seen := map[string]bool{}
		for _, c := range names.Countries(text, text) {
			if seen[c.Code] || c.Name == "" {
				t.Fatalf("%q names %v", text, c)
			}
			seen[c.Code] = true
		}
	})
}
