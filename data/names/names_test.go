package names_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"pressroom/data"
	"pressroom/data/names"
	"pressroom/data/text"
)

func Example() {
	n := names.Find("The Korean Agency for Technology and Standards (KATS, President Kim Dae-ja) will spend " +
		"more than KRW 5 trillion on its Emissions Trading System (ETS). President Kim stated that KATS is ready.")
	for _, p := range n.People {
		fmt.Printf("%s, %s, %d mentions\n", p.Name, p.Role, len(p.Mentions))
	}
	for _, o := range n.Organisations {
		fmt.Printf("%s (%s), %d mentions\n", o.Name, o.Acronym, len(o.Mentions))
	}
	for _, a := range n.Amounts {
		fmt.Printf("%s: %s %.0f\n", a.Text, a.Currency, a.Value)
	}
	// Output:
	// Kim Dae-ja, President, 2 mentions
	// Korean Agency for Technology and Standards (KATS), 3 mentions
	// more than KRW 5 trillion: KRW 5000000000000
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"worth over KRW 5 trillion to":                                    "KRW >=5000000000000 | over KRW 5 trillion",
		"USD 16.3 million":                                                "USD 16300000 | USD 16.3 million",
		"hit $644.5 billion.":                                             "USD 644500000000 | $644.5 billion",
		"(up from KRW 715 billion in 2025)":                               "KRW 715000000000 | KRW 715 billion",
		"up to KRW 1 million in":                                          "KRW <=1000000 | up to KRW 1 million",
		"USD 3–5 billion":                                                 "USD 3000000000..5000000000 | USD 3–5 billion",
		"USD 3-5 billion":                                                 "USD 3000000000..5000000000 | USD 3-5 billion",
		"USD 3 billion to USD 5 billion":                                  "USD 3000000000..5000000000 | USD 3 billion to USD 5 billion",
		"between KRW 1 trillion and 2 trillion":                           "KRW 1000000000000..2000000000000 | between KRW 1 trillion and 2 trillion",
		"rose from KRW 715 billion to KRW 936 billion":                    "KRW 715000000000 | KRW 715 billion; KRW 936000000000 | KRW 936 billion",
		"ranging from KRW 1 million to KRW 5 million":                     "KRW 1000000..5000000 | KRW 1 million to KRW 5 million",
		"370 trillion won (US$274.7 billion)":                             "KRW 370000000000000 | 370 trillion won; USD 274700000000 | US$274.7 billion",
		"500,000 won each":                                                "KRW 500000 | 500,000 won",
		"a 10-billion-won fund":                                           "KRW 10000000000 | 10-billion-won",
		"300 million won or less":                                         "KRW <=300000000 | 300 million won or less",
		"3 to 5 billion won":                                              "KRW 3000000000..5000000000 | 3 to 5 billion won",
		"₩1.2 billion, €30 million, £5, ¥100 billion":                     "KRW 1200000000 | ₩1.2 billion; EUR 30000000 | €30 million; GBP 5 | £5; JPY 100000000000 | ¥100 billion",
		"JPY 45 billion and EUR 2.3 bn":                                   "JPY 45000000000 | JPY 45 billion; EUR 2300000000 | EUR 2.3 bn",
		"$5B, $10M and $7":                                                "USD 5000000000 | $5B; USD 10000000 | $10M; USD 7 | $7",
		"100 million U.S. dollars":                                        "USD 100000000 | 100 million U.S. dollars",
		"at least KRW 120 trillion":                                       "KRW >=120000000000000 | at least KRW 120 trillion",
		"no more than USD 5 million":                                      "USD <=5000000 | no more than USD 5 million",
		"approximately USD 83.6 million (KRW 112 billion)":                "USD 83600000 | approximately USD 83.6 million; KRW 112000000000 | KRW 112 billion",
		"from KRW 50 billion in 2023 to 200 billion won in 2024":          "KRW 50000000000 | KRW 50 billion; KRW 200000000000 | 200 billion won",
		"between 5 and 7 million euros":                                   "EUR 5000000..7000000 | between 5 and 7 million euros",
		"about 2.5 billion pounds, 40 pounds and 2 million pounds of ore": "GBP 2500000000 | about 2.5 billion pounds",
		"5 and 7 million euros":                                           "EUR 7000000 | 7 million euros",
		"half a billion dollars":                                          "USD 500000000 | half a billion dollars",
		"ten billion yen, two million won, a million euros":               "JPY 10000000000 | ten billion yen; KRW 2000000 | two million won; EUR 1000000 | a million euros",
		"a dollar, ten people, one million jobs":                          "",
		"RM 5.6 million, Rs 500 crore, W200 billion":                      "MYR 5600000 | RM 5.6 million; INR 5000000000 | Rs 500 crore; KRW 200000000000 | W200 billion",
		"ROOM 5, RMS 6 million, W3 and W20":                               "",
		"5 million pesos, 3 billion baht":                                 "PHP 5000000 | 5 million pesos; THB 3000000000 | 3 billion baht",
		"It costs ＄３ million, ＄１，２００．":                                    "USD 3000000 | ＄３ million; USD 1200 | ＄１，２００",
		"정부는 3조 5,000억원을":                                                 "KRW 3500000000000 | 3조 5,000억원",
		"644억 달러(약 90조원)":                                                 "USD 64400000000 | 644억 달러; KRW 90000000000000 | 약 90조원",
		"총3천만원, 5,000만 달러, 1.5조원, 30여억 원":                                 "KRW 30000000 | 3천만원; USD 50000000 | 5,000만 달러; KRW 1500000000000 | 1.5조원",
		"제3조 5항, 2만 명, 3억":                                                "",
		"KRW50 billion":                                                   "KRW 50000000000 | KRW50 billion",
		"USD 12.4 per barrel":                                             "USD 12.4 | USD 12.4",
		// None of these is money.
		"15 percent of 4 million vehicles":              "",
		"Korea won 3 medals in 2024":                    "",
		"the team that in 2024 won a medal":             "",
		"its 24 won praise":                             "",
		"KRW 15 percent":                                "",
		"53–61 percent, 24.3–31.0 percent":              "",
		"300,000 square meters":                         "",
		"Semiconductors 15,730 (+25.4)":                 "",
		"ISO 9001, EURO 6, Euro 6":                      "",
		"USD million, KRW, and $":                       "",
		"in KRW 99999999999999999999999999999999999999": "",
	} {
		_, _, got := lines(names.Find(text))
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, s, want)
		}
	}
}

// A second currency in brackets is the sum before; another sum in brackets is not.
func TestAgain(t *testing.T) {
	for text, want := range map[string]string{
		"It costs 370 trillion won (US$274.7 billion).":                  "KRW; USD again",
		"It costs USD 5 million (about KRW 7 billion, by today's rate).": "USD; KRW again",
		"It costs USD 5 million ( equivalent to KRW 7 billion ).":        "USD; KRW again",
		"644억 달러(약 90조원)":                                                "USD; KRW again",
		"It costs USD 5 million (of which KRW 7 billion is Korean).":     "USD; KRW",
		"It costs USD 5 million (USD 4 million) or EUR 3 million.":       "USD; USD; EUR",
		"It costs USD 5 million. (KRW 7 billion)":                        "USD; KRW",
		"(KRW 7 billion)": "KRW",
	} {
		var got []string
		for _, a := range names.Find(text).Amounts {
			s := a.Currency
			if a.Again {
				s += " again"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, s, want)
		}
	}
}

// Who speaks is named in the headline alone, at an occasion and with an office.
func TestSpeaker(t *testing.T) {
	for title, want := range map[string]string{
		"Press Conference by Minister Obata":               "Obata | Minister",
		"Regular Briefing by Spokesperson Nam Byungho":     "Nam Byungho | Spokesperson",
		"Speech by Minister Raghavan at the Ferry Club":    "Raghavan | Minister",
		"Remarks at the Forum by Vice Minister Kim Dae-ja": "Kim Dae-ja | Vice Minister",
		"Press Conference by the Ministry":                 "",
		"Exports Led by Minister Obata":                    "",
		"Address by Next Steps":                            "",
	} {
		n := names.FindIn(title, "Today, the Cabinet decided on the Bill.")
		got := ""
		for _, p := range n.People {
			got += p.Name + " | " + p.Role
			if !p.InTitle || len(p.Mentions) > 0 {
				t.Errorf("%s: %+v", title, p)
			}
		}
		if got != want {
			t.Errorf("%s names %q, want %q", title, got, want)
		}
	}
	n := names.FindIn("Speech by Minister Obata", "Minister Obata Kento spoke.")
	if len(n.People) != 1 {
		t.Errorf("the speaker is there twice: %+v", n.People)
	}
}

func TestTitle(t *testing.T) {
	n := names.FindIn("SNU and KAXS Raise $5 Billion", "Seoul National University (President Ryu Hong-lim) has it.")
	if len(n.Organisations) != 1 || n.Organisations[0].Acronym != "SNU" || !n.Organisations[0].InTitle {
		t.Errorf("organisations are %+v", n.Organisations)
	}
	if len(n.Amounts) != 1 || !n.Amounts[0].InTitle || n.Amounts[0].Value != 5e9 || n.Amounts[0].Span != (text.Span{}) {
		t.Errorf("sums are %+v", n.Amounts)
	}
	if len(n.People) != 1 || n.People[0].Of != "Seoul National University" || n.People[0].InTitle {
		t.Errorf("people are %+v", n.People)
	}
}

// check holds what is true of every text. With read it is one that makes
// sense, and what is said of a name shares a word with it.
func check(t *testing.T, body string, n names.Names, read bool) {
	t.Helper()
	boundary := make([]bool, len(body)+1) // a byte that is no UTF-8 is a character
	boundary[len(body)] = true
	for i := range body {
		boundary[i] = true
	}
	inside := func(s text.Span) string {
		t.Helper()
		if s.Start < 0 || s.End > len(body) || s.Start >= s.End {
			t.Fatalf("span %v of %d bytes", s, len(body))
		}
		if !boundary[s.Start] || !boundary[s.End] {
			t.Fatalf("span %v cuts a character", s)
		}
		return body[s.Start:s.End]
	}
	for _, p := range n.People {
		for i, s := range p.Mentions {
			if m := inside(s); read && !sharesWord(m, p.Name) || i > 0 && s.Start < p.Mentions[i-1].End {
				t.Fatalf("%q is mentioned as %q, %v", p.Name, m, p.Mentions)
			}
		}
		if p.Name == "" || len(p.Mentions) == 0 {
			t.Fatalf("%+v", p)
		}
	}
	for _, o := range n.Organisations {
		for i, s := range o.Mentions {
			if m := inside(s); read && m != o.Acronym && !sharesWord(m, o.Name) && !sharesWord(m, o.Acronym) || i > 0 && s.Start < o.Mentions[i-1].End {
				t.Fatalf("%q (%s) is mentioned as %q, %v", o.Name, o.Acronym, m, o.Mentions)
			}
		}
		if o.Name == "" || len(o.Mentions) == 0 {
			t.Fatalf("%+v", o)
		}
	}
	last := 0
	for _, a := range n.Amounts {
		if m := inside(a.Span); m != a.Text || a.Span.Start < last || a.High < a.Value || len(a.Currency) != 3 {
			t.Fatalf("%q: %+v", m, a)
		}
		last = a.Span.End
	}
}

// sharesWord reports whether b has a word of a, whatever the case: that is how
// names are told to be the same.
func sharesWord(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	for w := range strings.FieldsFuncSeq(a, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.Contains(b, w) {
			return true
		}
	}
	return false
}

func FuzzFind(f *testing.F) {
	for _, file := range []string{"gold.txt", "other.txt", "heldout.txt"} {
		for _, r := range readGold(f, file) {
			f.Add(r.body)
		}
	}
	f.Add("(KATS, President Kim Dae-ja) M.AX (Manufacturing AX) Alliance Kim’s U.S. Ltd., Co., SK hynix")
	f.Add("between KRW 1 trillion and 2 trillion won $5B 3–5 billion won \xff\u00a0 KRW\u00a05 ﬁ 김대자 KRW 5조")
	f.Fuzz(func(t *testing.T, text string) {
		n := names.Find(text)
		check(t, text, n, false)
		if a, b := fmt.Sprint(n), fmt.Sprint(names.Find(text)); a != b {
			t.Fatalf("%s\n%s", a, b)
		}
	})
}

// No text costs more than in proportion to its length.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts")
	}
	const most = 1 << 18
	for i, piece := range []string{
		"Kim ", "(", "KRW ",
		"KRW 1 to ", "Minister ", "Minister for ", "Trade, ", "Trade and ", "of ", "and ", "Ministry of ",
		"President Kim ", "President Kim A-b, ", "A.", "A-", "’s ", "KATS (KATS) ", "companies including A, ", "Korea X ", "1", "1,1", "$",
		"1 won ", "\u00a0", " ", "\xff", "Samsung & ", "(Kim, ", "Kim Dae-ja, President, ", "Chief ", "between $1 and ", "Hyundai ", "X Institute of ", "al-", "von ",
		"Dr. ", "Dr. A, ", "SB (Su-bin) ", "His Royal Highness ", "King A ", "Ulsan-based ", "Zorba, ", "Zorba and other companies ", "joint venture of A, ", "firms Zorba, ", "stores (Zorba, ", "Kia in Quay, ", "buy from Zorba, ", "the Zorba firm ",
		"Agência de ", "Minister for A/", "Committee on A and the ", "Industry Ministry, ", "Retailers A, ", "김 장관 ", "김수빈 장관 ", "산업부(", "한국가", "㈜가나", "주식회사 ", "Korea (한국은행 ",
	} {
		size := most
		if i > 2 {
			size /= 4
		}
		text := strings.Repeat(piece, size/len(piece))
		begin := time.Now()
		n := names.Find(text)
		if d := time.Since(begin); d > 2*time.Second {
			t.Errorf("%d bytes of %q take %v", size, piece, d)
		} else if d > time.Second {
			t.Logf("%q: %v", piece, d)
		}
		check(t, text, n, true)
	}
	var b strings.Builder
	for i := 0; b.Len() < most; i++ {
		fmt.Fprintf(&b, "President Kim %s-%s of the Korea %s Institute (K%d) met. Minister Kim said. ", letters(i), strings.ToLower(letters(i%7)), letters(i), i)
	}
	begin := time.Now()
	check(t, b.String(), names.Find(b.String()), true)
	if d := time.Since(begin); d > 3*time.Second {
		t.Errorf("many names take %v", d)
	}
}

// letters returns a word with a capital, another one for each number.
func letters(n int) string {
	s := strings.Map(func(r rune) rune { return 'a' + r - '0' }, fmt.Sprint(100+n))
	return strings.ToUpper(s[:1]) + s[1:]
}

func BenchmarkFind(b *testing.B) {
	records := readGold(b, "gold.txt")
	size := 0
	for _, r := range records {
		size += len(r.body)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range records {
			names.FindIn(r.title, r.body)
		}
	}
}

// Every currency that is found in a text can be asked for.
func TestCurrenciesCanBeAskedFor(t *testing.T) {
	for _, text := range []string{"HK$5 million", "NT$5 million", "KRW 5 billion", "RMB 5 billion", "₫5 million", "5 million dirhams", "QAR 3 billion"} {
		found := names.FindIn("", "It cost "+text+" in all.").Amounts
		if len(found) != 1 {
			t.Errorf("%s: found are %v", text, found)
			continue
		}
		query := strings.ToLower(found[0].Currency) + ">=1"
		if q, err := data.ParseQuery(query, 20251128); err != nil || q.Sums[0].Currency != found[0].Currency {
			t.Errorf("%s: %s is read as %v, %v", text, query, q, err)
		}
	}
}
