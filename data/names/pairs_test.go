package names_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data/names"
)

// Sums at the bounds of their rules, each beside what is none, or another.
func TestSums(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// The lower end has the scale of the upper one where it has none, and a range goes up.
		{"$1 million to 2 billion", "USD 1000000..2000000000"}, {"$3 to 5 billion", "USD 3000000000..5000000000"}, {"$3 billion to $5", "USD 3000000000, USD 5"},
		{"$3-$5", "USD 3..5"}, {"$3~5 billion", "USD 3000000000..5000000000"}, {"$3 — 5 billion", "USD 3000000000..5000000000"}, {"$3-KRW 500", "USD 3, KRW 500"},
		{"range from $3 to $5", "USD 3..5"}, {"from $3 to $5", "USD 3, USD 5"}, {"$3 million to 5 percent", "USD 3000000"}, {"KRW 5 trillion to 3 companies", "KRW 5000000000000"},
		// Both ends have the currency and the scale that one of them has.
		{"between USD 3 and 5 billion", "USD 3000000000..5000000000"}, {"from USD 3 to 5 billion", "USD 3000000000..5000000000"}, {"from USD 3 billion to 5 billion", "USD 3000000000"},
		{"from USD 3 to USD 5 billion", "USD 3, USD 5000000000"}, {"$3-5bn", "USD 3000000000..5000000000"}, {"3 to 5 trillion won", "KRW 3000000000000..5000000000000"}, {"EUR 2.5–3 million", "EUR 2500000..3000000"},
		{"USD 3 billion in 2024-25", "USD 3000000000"}, {"between 3 and 5 countries", ""}, {"USD 5 billion from 2023 to 2026", "USD 5000000000"}, {"from KRW 50 billion in 2023 to 200 billion won in 2024", "KRW 50000000000, KRW 200000000000"},
		{"3,000억~5,000억원", "KRW 300000000000..500000000000"}, {"3조 5,000억원∼4조 원", "KRW 3500000000000..4000000000000"}, {"3~5조원", "KRW 3000000000000..5000000000000"}, {"5-10만 달러", "USD 50000..100000"},
		{"5,000억~3,000억원", "KRW 300000000000"}, {"2024~5,000억원", "KRW 500000000000"}, {"3,000만명~5,000억원", "KRW 500000000000"}, {"3조원\n- 5조원", "KRW 3000000000000, KRW 5000000000000"},
		{"2025.1.3~5조원", "KRW 5000000000000"}, {"3억 달러~5조원", "USD 300000000, KRW 5000000000000"}, {"3~5조 5,000억원", "KRW 5500000000000"}, {"0~5억원", "KRW 500000000"},
		{"2.5 Mrd. Euro, 2,5 Mio. EUR", "EUR 2500000000, EUR 2500000"}, {"2,5 Mia. Euro, Mio. Euro, from 2027 Euro 7", ""},
		// What is counted is no upper end.
		{"Between USD 3 and 5 countries", "USD 3"}, {"between USD 3 and 5 partner countries", "USD 3"}, {"it gave USD 300 to 500 new students", "USD 300"}, {"$3 to 5 people", "USD 3"},
		{"between USD 3 and 5 per tonne for members", "USD 3..5"}, {"between USD 3 and 5 a barrel", "USD 3..5"}, {"between USD 3 and 5.", "USD 3..5"}, {"between USD 3 and 5 dollars", "USD 3..5"},
		{"$3 to 5 depending on plans", "USD 3..5"}, {"$3 to 5 was", "USD 3..5"}, {"$3-5 tickets", "USD 3..5"}, {"between USD 3 and 5 billion grants", "USD 3000000000..5000000000"}, {"between USD 30 and 50 Members met", "USD 30..50"},
		{"between 300 and 500 won", "KRW 300..500"}, {"KRW 5 billion and 7 billion", "KRW 5000000000"}, {"between KRW 5 billion and USD 7 billion", "KRW 5000000000, USD 7000000000"},
		// Won is a verb behind a small number and a year.
		{"99 won each", ""}, {"100 won each", "KRW 100"}, {"1899 won", "KRW 1899"}, {"1900 won", ""}, {"2099 won", ""}, {"2100 won", "KRW 2100"},
		{"W200 million", "KRW 200000000"}, {"W20 thousand", ""}, {"500-won", "KRW 500"}, {"5-won", ""},
		// A code is a word, before a number or behind it; of two numbers it is the next one's.
		{"USD5", "USD 5"}, {"USDX5", ""}, {"KRWA 5", ""}, {"RM5", "MYR 5"}, {"RMB5", "CNY 5"}, {"5 USD", "USD 5"}, {"5 USDs", ""}, {"5 USD 7", "USD 7"},
		{"USD 1,5", "USD 1.5"}, {"€2,50 and €2,500", "EUR 2.5, EUR 2500"}, {"Rs 1,50,000", "INR 150000"},
		{"$5%", ""}, {"$5 percent", ""}, {"$5 per cent", ""}, {"$5 per day", "USD 5"}, {"$5.", "USD 5"}, {"$.5", ""}, {"$1,000.50", "USD 1000.5"},
		{"no more than $5", "USD 5 or less"}, {"more than $5", "USD 5 or more"}, {"$5 or more", "USD 5 or more"}, {"$5 or moreover", "USD 5"}, {"between $5 and noon", "USD 5"},
		{"three to five billion won", "KRW 5000000000"}, {"half a million won", "KRW 500000"}, {"a million and a won", ""},
		// Scales, in words, letters and Korean.
		{"$5k, $5K, $5m, $5M, $5b, $5B, $5t, $5T", "USD 5000, USD 5000, USD 5000000, USD 5000000, USD 5000000000, USD 5000000000, USD 5000000000000, USD 5000000000000"},
		{"KRW five trillion, USD half a billion, USD five ports", "KRW 5000000000000, USD 500000000"}, {"$5mn, $5mln, $5mil, $5bn, $5bil, $5tn", "USD 5000000, USD 5000000, USD 5000000, USD 5000000000, USD 5000000000, USD 5000000000000"},
		{"$5 thousand, $5 Million, $5 quadrillion, Rs 5 lakh, Rs 5 crore", "USD 5000, USD 5000000, USD 5000000000000000, INR 500000, INR 50000000"},
		{"$5 m, $5millionth, $5-b", "USD 5, USD 5"}, {"$5\u00a0billion, USD\u00a05\n billion", "USD 5000000000, USD 5000000000"},
		{"3천원, 3만원, 3십만원, 3백만원, 3천만원", "KRW 3000, KRW 30000, KRW 300000, KRW 3000000, KRW 30000000"},
		{"3억원, 3십억원, 3백억원, 3천억원", "KRW 300000000, KRW 3000000000, KRW 30000000000, KRW 300000000000"},
		{"3조원, 3십조원, 3백조원, 3천조원", "KRW 3000000000000, KRW 30000000000000, KRW 300000000000000, KRW 3000000000000000"},
		{"3조 2억원, 3억 2조원, 3억여 원, 3억 미국 달러, 3억불", "KRW 3000200000000, KRW 2000000000000, KRW 300000000, USD 300000000, USD 300000000"}, {"0만원, 3만 명", ""},
		{"two hundred million Japanese Yen, twenty-five million won, several hundred million won", "JPY 200000000, KRW 25000000"},
		{"up to approximately 4 billion Yen, 40 Pounds, 2 million Pounds of ore, 3 million Euros", "JPY 4000000000 or less, EUR 3000000"},
		{"a hundred billion won, fifteen million won, one hundred million won", "KRW 100000000000, KRW 15000000, KRW 100000000"},
	} {
		var got []string
		for _, a := range names.Find(test.text).Amounts {
			s := fmt.Sprintf("%s %s", a.Currency, number(a.Value))
			if a.High != a.Value {
				s += ".." + number(a.High)
			}
			got = append(got, s+signs(a))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: sums are %s, want %s", test.text, s, test.want)
		}
	}
}

func number(f float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0") }

// Spellings of one name have one key, and names that are near have others.
func TestSpellings(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"Kim Dae-ja", "kim daeja"}, {"KIM Dae Ja", "kim daeja"}, {"Daeja Kim", "kim daeja"}, {"SB (Su-bin) Kim", "kim subin"}, {"Su-bin Kim", "kim subin"},
		{"An Elizabeth Thompson", "an elizabeth thompson"}, {"Kim Dae Longforx", "kim dae longforx"}, {"Kim Longfor Dae", "kim longfor dae"}, {"Cho Hyun", "hyun cho"}, {"Hyun Cho", "cho hyun"},
		{"SB (Su-bin) Kim Doe", "sb (su-bin) kim doe"}, {"Kim J. Doe", "kim j doe"}, {"Kim Da Hae", "kim dahae"}, {"Kim", "kim"}, {"Lind, Ann", "lind ann"},
	} {
		if got := names.PersonKey(test.name); got != test.want {
			t.Errorf("the key of %s is %q, want %q", test.name, got, test.want)
		}
	}
	for _, test := range []struct{ name, want string }{
		{"The Zorba", "zorba"}, {"Zorba Co., Ltd.", "zorba"}, {"Zorba & Lind", "zorba and lind"}, {"㈜세진", "세진"}, {"(주)세진", "세진"}, {"주식회사 세진", "세진"},
		{"The", "the"}, {"Company Inc.", "company"}, {"주식회사", "주식회사"}, {"Zorba Company of Lind", "zorba company of lind"},
	} {
		if got := names.OrganisationKey(test.name); got != test.want {
			t.Errorf("the key of %s is %q, want %q", test.name, got, test.want)
		}
	}
}

// Who is named again, where a body ends, and what an office is, each beside what is not.
func TestNamedAgain(t *testing.T) {
	for _, test := range []struct{ text, people, orgs string }{
		// A family name alone is the only one of that name, unless it is of another name.
		{"Kevin Engel, COO of Zorba, spoke. Engel said so. The Engel Center opened.", "Kevin Engel | COO of Zorba ×2", "Zorba ×1; Engel Center ×1"},
		{"Kevin Engel, COO of Zorba, spoke. Old Engel left.", "Kevin Engel | COO of Zorba ×1", "Zorba ×1"},
		{"Kevin Engel, COO, met Carl Engel, CEO. Engel said so.", "Kevin Engel | COO ×1; Carl Engel | CEO ×1", ""},
		{"Kevin Green, COO, spoke. Green is a colour. Green said so.", "Kevin Green | COO ×1", ""},
		// Who is named by one word first is the one of that office who is named in full later.
		{"Minister Kim spoke. The Minister Kim Dae-ja came.", "Kim Dae-ja | Minister ×2", ""},
		{"President Kim spoke. The Minister Kim Dae-ja came.", "Kim | President ×1; Kim Dae-ja | Minister ×1", ""},
		{"Minister Kim spoke. The Minister Kim Dae-ja and Minister Kim Su-bin came.", "Kim | Minister ×1; Kim Dae-ja | Minister ×1; Kim Su-bin | Minister ×1", ""},
		{"KATS President Kim Dae-ja met Zorba President Kim Su-bin. KATS President Kim left.", "Kim Dae-ja | President of KATS ×2; Kim Su-bin | President of Zorba ×1", "KATS ×2; Zorba ×1"},
		{"Anna Lind came with Minister Anna L. Lind.", "Anna L. Lind | Minister ×2", ""},
		{"Minister Nguyen Hong Dien came. Minister Dien left. Minister Nguyen stayed.", "Nguyen Hong Dien | Minister ×3", ""},
		{"Minister Jose W. Fernando came. Jose W. Fernando left. Fernando said so.", "Jose W. Fernando | Minister ×3", ""},
		// A body that is another’s does not go with an office that is of somebody without one.
		{"President Kim Su-bin met Zorba President Kim Dae-ja. KATS President Kim left.", "Kim Su-bin | President ×2; Kim Dae-ja | President of Zorba ×1", "Zorba ×1; KATS ×1"},
		{"Anna Lind, Minister of Trade, met Chair Anna Lind Berg. Anna Lind left.", "Anna Lind Berg | Chair ×3", ""},
		// Who has an office behind the name, and whose it is.
		{"It met Ann Lind MP, Korea’s Prime Minister, and Karl Berg, the Prime Minister’s Special Envoy.", "Ann Lind | Prime Minister ×1; Karl Berg | Special Envoy ×1", ""},
		{"He met Ann Lind, President Kim Dae-ja, Sorrel Vance, Chair Kim, and Eva Maru, Chair.", "Ann Lind |  ×1; Kim Dae-ja | President ×1; Kim | Chair ×1; Eva Maru | Chair ×1", ""},
		{"“It works,” said Ann Lind. Zorba Motors, who made it, said so. He said Zorba Agency grew.", "Ann Lind |  ×1", "Zorba Motors ×1; Zorba Agency ×1"},
		// Brackets introduce what is said to be a body, or with whom something was signed.
		{"It signed an MOU with Harbour Loan Makers (HLM). It fell with Harbour Loan Rates (HLR).", "", "Harbour Loan Makers ×2"},
		{"한빛(주)는 새봄과 만났다.", "", "한빛(주) ×1"},
		{"새봄 (주)와 한빛 ㈜는 만났다. 그는 (주)와이즈를 샀다.", "", "새봄 (주) ×1; 한빛 ㈜ ×1; (주)와이즈 ×1"},
		// An apposition says what a company is, a place and a clause do not.
		{"Gwangju, the company, is old. Hanbit, a company, is new. Hanmi is the world’s first maker. Zorba is where a company is.", "", "Hanbit ×1; Hanmi ×1"},
		{"GM Korea and Cooperation Korea met. Work Korea is work.", "", "GM Korea ×1"},
		{"The Lotte Hotel Seoul, Samsung Day and Hanwha Ocean Shipyard came.", "", "Samsung ×1; Hanwha Ocean ×1"},
		// Offices, and the words before and behind them.
		{"Director General Ann Lind, Director Designate Karl Berg and Chief Executive Eva Maru came. Chief reasons are many.", "Ann Lind | Director General ×1; Karl Berg | Director Designate ×1; Eva Maru | Chief Executive ×1", ""},
		{"Deputy U.S. Trade Representative Ann Lind met Acting KATS President Karl Berg.", "Ann Lind | Deputy U.S. Trade Representative ×1; Karl Berg | Acting KATS President ×1", "KATS ×1"},
		{"Chairman Governor Ann Lind, Minister & Envoy Karl Berg and President/CEO Eva Maru came.", "Ann Lind | Chairman Governor ×1; Karl Berg | Minister & Envoy ×1; Eva Maru | President/CEO ×1", ""},
		{"Energy Minister Prince Salim bin Turki met the Minister’s Envoy Karl Berg.", "Salim bin Turki | Energy Minister ×1; Karl Berg | Envoy ×1", ""},
		{"Trade, Industry and Energy Minister Ann Lind met Minister of Trade and Finance Karl Berg.", "Ann Lind | Trade, Industry and Energy Minister ×1; Karl Berg | Minister of Trade and Finance ×1", ""},
		{"Minister for Internationalization Ivo Cunha, Minister of Trade Park Dong-il and the Minister for Korea came.", "Ivo Cunha | Minister for Internationalization ×1; Park Dong-il | Minister of Trade ×1", ""},
		{"Crown Prince Salim bin Turki and Rt Hon. Ann Lind met Right and Crown.", "Salim bin Turki | Crown Prince ×1; Ann Lind |  ×1", ""},
		{"Tan Sri Zafrul Rahman, Datuk Seri Ann Berg and HE Ms. Ann Maru met Tan Wee Kiat.", "Zafrul Rahman |  ×1; Ann Berg |  ×1; Ann Maru |  ×1", ""},
		{"His Excellency Ann Lind and His Serene Imperial Highness Karl Maru told His Plan.", "Ann Lind |  ×1; Karl Maru |  ×1", ""},
		{"Minister Raymond Green, Minister Young Lind and Minister Trade Lind came.", "Raymond Green | Minister ×1; Young Lind | Minister ×1", ""},
		{"Mr. Kim Dae-ja MP and Dr. Ann Lind PhD came.", "Kim Dae-ja |  ×1; Ann Lind | Dr. ×1", ""},
		// Acronyms in brackets, and those that two bodies have.
		{"It is of the Korea Energy Agency (hereinafter “KEA”), the Harbour Bank (HB II) and the Trade Bank (aT, President Hong Moon-pyo).", "Hong Moon-pyo | President of Trade Bank ×1", "Korea Energy Agency ×2; Harbour Bank ×2; Trade Bank ×2"},
		// What a body is of and for.
		{"The Chamber of Ports and Ferries met the Committee on Ways and Means and the Subcommittee on East Asia and the Pacific.", "", "Chamber of Ports and Ferries ×1; Committee on Ways and Means ×1; Subcommittee on East Asia and the Pacific ×1"},
		{"The Committee on Ways and SNU met the Ministry of Environment and SK Energy.", "", "Committee on Ways ×1; Ministry of Environment ×1; SK Energy ×1"},
		{"The Ministry of Science and ICT met the Ministry of Harbours and Ferries and Boats (MHFB).", "", "Ministry of Science and ICT ×1; Ministry of Harbours and Ferries and Boats ×2"},
		{"It is of the Association of Ports Source: it. It is the Centre of the Port.", "", "Association of Ports ×1; Centre of the Port ×1"},
		{"It is by Boeing Defense, Space & Security.", "", "Boeing Defense, Space & Security ×1"},
		{"The Board of Trade Council met.", "", "Board of Trade Council ×1"},
		{"Small Enterprise and Market Service (SEMAS) met MOTIR and the Korea Energy Agency (KEA).", "", "Small Enterprise and Market Service ×2; MOTIR ×1; Korea Energy Agency ×2"},
	} {
		n := names.Find(test.text)
		var people, orgs []string
		for _, p := range n.People {
			role := p.Role
			if p.Of != "" {
				role += " of " + p.Of
			}
			people = append(people, fmt.Sprintf("%s | %s ×%d", p.Name, role, len(p.Mentions)))
		}
		for _, o := range n.Organisations {
			orgs = append(orgs, fmt.Sprintf("%s ×%d", o.Name, len(o.Mentions)))
		}
		if got := strings.Join(people, "; "); got != test.people {
			t.Errorf("%s\n\tpeople %s\n\twant   %s", test.text, got, test.people)
		}
		if got := strings.Join(orgs, "; "); got != test.orgs {
			t.Errorf("%s\n\torganisations %s\n\twant          %s", test.text, got, test.orgs)
		}
	}
}
