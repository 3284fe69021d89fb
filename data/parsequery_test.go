package data

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

const aFriday = Date(20251128)

func TestParseQuery(t *testing.T) {
	word := func(s string) Term { return Term{Kind: Word, Text: s} }
	for _, tt := range []struct {
		in   string
		want Query
		out  string // as String writes it, where it is not in
	}{
		{"", Query{}, ""},
		{"  graphene   pohang ", Query{Words: "graphene pohang"}, "graphene pohang"},
		{`"advanced packaging"`, Query{Clauses: []Clause{{Any: []Term{{Kind: Phrase, Text: "advanced packaging"}}}}}, ""},
		{"“advanced  packaging”", Query{Clauses: []Clause{{Any: []Term{{Kind: Phrase, Text: "advanced packaging"}}}}}, `"advanced packaging"`},
		{"semicon*", Query{Clauses: []Clause{{Any: []Term{{Kind: Prefix, Text: "semicon"}}}}}, ""},
		{"-tariff", Query{Clauses: []Clause{{Not: true, Any: []Term{word("tariff")}}}}, ""},
		{"a OR b", Query{Clauses: []Clause{{Any: []Term{word("a"), word("b")}}}}, ""},
		{`x a OR "b c" OR d* y`, Query{Words: "x y", Clauses: []Clause{{Any: []Term{word("a"), {Kind: Phrase, Text: "b c"}, {Kind: Prefix, Text: "d"}}}}}, `x y a OR "b c" OR d*`},
		{"title:amkor ~grphn", Query{Clauses: []Clause{{Any: []Term{{Kind: Word, Title: true, Text: "amkor"}}}, {Any: []Term{{Kind: Letters, Title: true, Text: "grphn"}}}}}, ""},
		{`-title:"test facility"`, Query{Clauses: []Clause{{Not: true, Any: []Term{{Kind: Phrase, Title: true, Text: "test facility"}}}}}, ""},
		{`category:energy category:"FTA/Economic Cooperation"`, Query{Values: Values{Category: {"energy", "FTA/Economic Cooperation"}}}, ""},
		{"category:energy category:energy", Query{Values: Values{Category: {"energy"}}}, "category:energy"},
		{"date:2025-11 date:2025-11-18..2025-11-25", Query{Periods: []Period{MonthPeriod(2025, 11), {20251118, 20251125}}}, ""},
		{"since:7d before:2026", Query{Window: Period{20251122, 20251231}}, "since:2025-11-22 before:2026-01-01"},
		{"since:2025 since:2024-03", Query{Window: Period{From: 20250101}}, "since:2025-01-01"},
		{`org:KATS person:"Kim Dae-ja"`, Query{Values: Values{Organisation: {"KATS"}, Person: {"Kim Dae-ja"}}}, ""},
		{"krw>=1tn usd>500m", Query{Sums: []Sum{{"KRW", AtLeast, 1e12}, {"USD", MoreThan, 5e8}}}, ""},
		{"usd>50 billion krw>=3 조원 eur<2 tn", Query{Sums: []Sum{{"USD", MoreThan, 50e9}, {"KRW", AtLeast, 3e12}, {"EUR", LessThan, 2e12}}}, "usd>50bn krw>=3tn eur<2tn"},
		{"usd>50bn billion krw>5 m port eur>1", Query{Words: "billion m port", Sums: []Sum{{"USD", MoreThan, 50e9}, {"KRW", MoreThan, 5}, {"EUR", MoreThan, 1}}}, "billion m port usd>50bn krw>5 eur>1"},
		{"EUR<1,500 jpy<=2.5billion gbp=3k", Query{Sums: []Sum{{"EUR", LessThan, 1500}, {"JPY", AtMost, 2.5e9}, {"GBP", Equals, 3000}}}, "eur<1.5k jpy<=2.5bn gbp=3k"},
		{"amount:any sort:relevance", Query{Sums: []Sum{{}}, Sort: ByRelevance}, ""},
		{"Korea - U.S. M.AX R&D korea's 53–61", Query{Words: "Korea U.S. M.AX R&D korea's 53–61"}, "Korea U.S. M.AX R&D korea's 53–61"},
		{"10:30 a:b", Query{Words: "10:30 a:b"}, ""},
		{"+tariff", Query{Clauses: []Clause{{Any: []Term{word("tariff")}}}}, ""},
		{`-a "b c" -a`, Query{Clauses: []Clause{{Not: true, Any: []Term{word("a")}}, {Any: []Term{{Kind: Phrase, Text: "b c"}}}}}, `-a "b c"`},
		{`\-x \OR a\:b \"c`, Query{Words: `-x OR a:b "c`}, `\-x \OR a:b \"c`},
		{"hkd>=1bn twd<5", Query{Sums: []Sum{{"HKD", AtLeast, 1e9}, {"TWD", LessThan, 5}}}, ""},
		{"amount>=1tn amount:krw", Query{Sums: []Sum{{"", AtLeast, 1e12}, {"KRW", AnySum, 0}}}, ""},
		{"amount:TWD amount:Any sort:DATE", Query{Sums: []Sum{{Currency: "TWD"}, {}}, Sort: ByDate}, "amount:twd amount:any sort:date"},
		{`source:KATS source:"Ministry of Trade" lang:ko has:versions has:attachment`, Query{Values: Values{Source: {"KATS", "Ministry of Trade"}, Language: {"ko"}, Has: {"versions", "attachment"}}}, ""},
		{`org:KATS has:versions Source:KATS lang:"" date:2025`, Query{Values: Values{Source: {"KATS"}, Language: {""}, Has: {"versions"}, Organisation: {"KATS"}}, Periods: []Period{YearPeriod(2025)}}, `date:2025 source:KATS lang:"" has:versions org:KATS`},
		{"Source: KATS", Query{Words: "Source KATS"}, "Source KATS"},
		{"is:unread IS:Starred", Query{Is: IsUnread | IsStarred}, "is:unread is:starred"},
		{"-is:read -is:starred sort:date", Query{Is: IsUnread | NotStarred, Sort: ByDate}, "is:unread -is:starred sort:date"},
		{"-is:unread is:read", Query{Is: IsRead}, "is:read"},
		{"new:", Query{Is: IsNew}, ""},
		{"is:corrected korea", Query{Words: "korea", Is: IsCorrected}, "korea is:corrected"},
		{"new: korea IS:new", Query{Words: "korea", Is: IsNew}, "korea new:"},
		{"is:unread New:", Query{Is: IsUnread | IsNew}, "is:unread new:"},
		{"New: Korea Opens a Port", Query{Words: "New Korea Opens a Port"}, "New Korea Opens a Port"},
		{`new:x \new: a`, Query{Words: "new:x new: a"}, `new:x \new\: a`},
		{`is:"unread" what is it`, Query{Words: "what is it", Is: IsUnread}, "what is it is:unread"},
		{"krw>1조 krw>=3,000억원 usd<5만", Query{Sums: []Sum{{"KRW", MoreThan, 1e12}, {"KRW", AtLeast, 3e11}, {"USD", LessThan, 5e4}}}, "krw>1tn krw>=300bn usd<50k"},
		{"is:gone is:Updated", Query{Values: Values{Has: {"gone", "versions"}}}, "has:gone has:versions"},
		{"krw≥1tn", Query{Sums: []Sum{{"KRW", AtLeast, 1e12}}}, "krw>=1tn"},
		{`-org:samsung -Category:"FTA/Economic Cooperation" -lang:ko org:KATS -org:lg -org:lg`, Query{Values: Values{Organisation: {"KATS"}}, Not: Values{Organisation: {"samsung", "lg"}, Category: {"FTA/Economic Cooperation"}, Language: {"ko"}}}, `-category:"FTA/Economic Cooperation" -lang:ko org:KATS -org:samsung -org:lg`},
		{`-source:"" －person：Ｋｉｍ -has:attachment -country:vietnam`, Query{Not: Values{Source: {""}, Person: {"Kim"}, Has: {"attachment"}, Country: {"vietnam"}}}, `-source:"" -has:attachment -person:Kim -country:vietnam`},
		// As an input method types them.
		{"since：7d", Query{Window: Period{From: 20251122}}, "since:2025-11-22"},
		{"ｔｉｔｌｅ：ａｍｋｏｒ", Query{Clauses: []Clause{{Any: []Term{{Kind: Word, Title: true, Text: "amkor"}}}}}, "title:amkor"},
		{"２０２５　－ｔａｒｉｆｆ", Query{Words: "2025", Clauses: []Clause{{Not: true, Any: []Term{word("tariff")}}}}, "2025 -tariff"},
		{"＂advanced packaging＂ ｋｒｗ＞＝１ｔｎ 〜ｇｒｐｈｎ", Query{Clauses: []Clause{{Any: []Term{{Kind: Phrase, Text: "advanced packaging"}}}, {Any: []Term{{Letters, true, "grphn"}}}}, Sums: []Sum{{"KRW", AtLeast, 1e12}}}, `"advanced packaging" ~grphn krw>=1tn`},
		// What only looks like a field.
		{"https://www.motir.go.kr", Query{Words: "https://www.motir.go.kr"}, ""},
		{"Korea: bio", Query{Words: "Korea bio"}, "Korea bio"},
		{"titel:amkor", Query{Words: "titel:amkor"}, ""},
		{"Category: Energy", Query{Words: "Category Energy"}, "Category Energy"},
		{"krw >5", Query{Sums: []Sum{{"KRW", MoreThan, 5}}}, "krw>5"},
		{`krw \>5`, Query{Words: "krw >5"}, ""},
		{"the won > 5", Query{Words: "the won > 5"}, `the won \> 5`},
		// What strangers type.
		{"category: energy", Query{Values: Values{Category: {"energy"}}}, "category:energy"},
		{`org: "Samsung SDI" x`, Query{Words: "x", Values: Values{Organisation: {"Samsung SDI"}}}, `x org:"Samsung SDI"`},
		{"org: -x", Query{Words: "org", Clauses: []Clause{{Not: true, Any: []Term{word("x")}}}}, "org -x"},
		{"org: date:2025", Query{Words: "org", Periods: []Period{YearPeriod(2025)}}, "org date:2025"},
		{"org=KATS Date=2025", Query{Values: Values{Organisation: {"KATS"}}, Periods: []Period{YearPeriod(2025)}}, "date:2025 org:KATS"},
		{"country:a OR country:b", Query{Values: Values{Country: {"a", "b"}}}, "country:a country:b"},
		{"date:2023 OR date:2025", Query{Periods: []Period{YearPeriod(2023), YearPeriod(2025)}}, "date:2023 date:2025"},
		{"date>=2025-11 date<2025-11-25", Query{Window: Period{20251101, 20251124}}, "since:2025-11-01 before:2025-11-25"},
		{"date:>2024 date:<=2025", Query{Window: Period{20250101, 20251231}}, "since:2025-01-01 before:2026-01-01"},
		{"since:last week plans", Query{Words: "plans", Window: Period{From: 20251117}}, "plans since:2025-11-17"},
		{"date:18 November 2024 plans", Query{Words: "plans", Periods: []Period{DayPeriod(20241118)}}, "plans date:2024-11-18"},
		{"date:2025 plans", Query{Words: "plans", Periods: []Period{YearPeriod(2025)}}, "plans date:2025"},
		{`date:"2025" 11`, Query{Words: "11", Periods: []Period{YearPeriod(2025)}}, "11 date:2025"},
		{"KRW > 1tn usd >=5 million eur:<€3mrd", Query{Sums: []Sum{{"KRW", MoreThan, 1e12}, {"USD", AtLeast, 5e6}, {"EUR", LessThan, 3e9}}}, "krw>1tn usd>=5m eur<3bn"},
		{"sort:newest is:favourite", Query{Is: IsStarred, Sort: ByDate}, "is:starred sort:date"},
		{"Korea AND Japan & China | Taiwan", Query{Words: "Korea Japan China Taiwan"}, "Korea Japan China Taiwan"},
		{"x<y AT&T", Query{Words: "x<y AT&T"}, ""},
	} {
		got, err := ParseQuery(tt.in, aFriday)
		if err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("ParseQuery(%q) = %+v, %v\nwant %+v", tt.in, got, err, tt.want)
			continue
		}
		out := tt.out
		if out == "" {
			out = tt.in
		}
		if got.String() != out {
			t.Errorf("ParseQuery(%q).String() = %q, want %q", tt.in, got.String(), out)
		}
	}
}

func TestParseQueryErrors(t *testing.T) {
	for _, tt := range []struct{ in, at, what string }{
		{`amkor "test facility`, `"test facility`, `a quotation mark is open: close it with "`},
		{"steel date:2025-02-30", "2025-02-30", `"2025-02-30" is not a date: write 2025, 2025-11, 2025-11-18, a range with .. or 7d`},
		{"since:..2025", "..2025", "since: needs a day, a month or a year"},
		{"before:..2025", "..2025", "before: needs a day, a month or a year"},
		{"sort:size", "size", "sort: is date, relevance or title, not size"},
		{"amount:5", "5", "amount: is any, or a currency; compare with krw>=1tn or usd>500m"},
		{"date>=soon", "soon", `"soon" is not a date: write since:2025-11, before:2025-11 or date:2025-11-18..2025-11-25`},
		{"-date>2025", "-date>", "- goes with words and with values, as in -org:KATS, not with date: before: and since: leave days out"},
		{"since:2025-10..2025-11", "2025-10..2025-11", "since: takes one day, month or year: date:2025-10..2025-11 takes a range"},
		{"org:a OR person:b", "person:b", "OR joins words, or values of one field, as in org:KATS OR org:KTR: of other fields all hold"},
		{"has:gone OR has:versions", "has:versions", "OR joins words, or values of one field, as in org:KATS OR org:KTR: of other fields all hold"},
		{"org:a OR", "", "OR needs a word after it"},
		{"krw >", "krw >", "krw> needs a sum after it: 500m, 1.5bn or 1tn"},
		{"krw>=lots", "krw>=lots", `"lots" is no sum: write 500m, 1.5bn or 1tn`},
		{"krx>=1tn", "krx>=1tn", "krx is no currency: did you mean krw?"},
		{"category:", "category:", "category: needs a value after it"},
		{"title:", "title:", "title: needs a word after it"},
		{"~", "~", "~ needs letters after it: ~grphn"},
		{`""`, `""`, "there is nothing between the quotation marks"},
		{"OR a", "OR", "OR needs a word before it"},
		{"a OR", "", "OR needs a word after it"},
		{"a OR OR b", "OR", "OR needs a word before it"},
		{"org:KATS OR b", "b", "OR joins words, or values of one field, as in org:KATS OR org:KTR: of other fields all hold"},
		{"a OR org:KATS", "org:KATS", "OR joins words, or values of one field, as in org:KATS OR org:KTR: of other fields all hold"},
		{"a OR -b", "-b", "- and OR do not go together: write -a -b for neither"},
		{"-date:2025-11", "-date:", "- goes with words and with values, as in -org:KATS, not with date: before: and since: leave days out"},
		{"a -krw>=1tn", "-krw>=", "- goes with words and with values, as in -org:KATS, not with krw: write krw<1tn"},
		{"-amount:any", "-amount:", "- goes with words and with values, as in -org:KATS, not with amount"},
		{"-sort:date", "-sort:", "- goes with words and with values, as in -org:KATS, not with sort"},
		{"is:old", "old", "is: is unread, read, starred or corrected, not old"},
		{"-new:", "-new:", "- goes with words and with values, as in -org:KATS, not with new:"},
		{"-is:corrected", "corrected", "- goes with words, with values, as in -org:KATS, and with other marks, not with what is corrected"},
		{"-is:gone", "gone", "is: is unread, read, starred or corrected, not gone"},
		{"-is:new", "new", "- goes with words, with values, as in -org:KATS, and with other marks, not with what is new"},
		{"a OR new:", "new:", "OR joins words, or values of one field, as in org:KATS OR org:KTR: of other fields all hold"},
		{"is:", "is:", "is: needs a value after it"},
		{"org>=read", "org>=read", "org is no sum of money: write org:VALUE"},
	} {
		_, err := ParseQuery(tt.in, aFriday)
		var e *QueryError
		if !errors.As(err, &e) {
			t.Errorf("ParseQuery(%q): %v, want a QueryError", tt.in, err)
			continue
		}
		if e.What != tt.what || tt.in[e.Start:e.End] != tt.at {
			t.Errorf("ParseQuery(%q): %q at %q, want %q at %q", tt.in, e.What, tt.in[e.Start:e.End], tt.what, tt.at)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"", "graphene pohang", `"a b" c* -d e OR f title:g ~h`, "category:energy date:2025-11..", "since:30d before:2025",
		`org:"a b" person:x krw>=1.5tn usd<3 amount:any sort:title`, "is:unread -is:starred", "“x", "a OR", "org:( 0", "krw > 1 tn", "org: a OR org:b", "since:last week", "date>=2025", "-", "--x", "~", "title:*", "x:\"\"", "a\u00a0b", strings.Repeat("\xda", 3000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuery(s, aFriday)
		if err != nil {
			var e *QueryError
			if !errors.As(err, &e) || e.Start < 0 || e.Start > e.End || e.End > len(s) || strings.TrimSpace(e.What) == "" {
				t.Fatalf("ParseQuery(%q): error %#v", s, err)
			}
			return
		}
		back, err := ParseQuery(q.String(), aFriday)
		if err != nil || !reflect.DeepEqual(back, q) {
			t.Fatalf("ParseQuery(%q) = %+v, which is written %q and read back as %+v, %v", s, q, q.String(), back, err)
		}
	})
}

// Where a query may have been meant otherwise it says how it was read.
func TestParseQueryHints(t *testing.T) {
	for in, want := range map[string]string{
		"graphene":                    "",
		"https://www.motir.go.kr":     "",
		"10:30":                       "",
		"titel:amkor":                 "titel: is no field (title: is one), and looked for as a word",
		"Company:amkor":               "Company: is no field (org: is one), and looked for as a word",
		"until:2025-11":               "until: is no field (before: is one), and looked for as a word",
		"Korea: bio":                  "Korea: is no field, and looked for as a word",
		"new:":                        "",
		"new: port":                   "",
		"New: a port":                 "New is looked for as a word: new: is what came since your last visit",
		"new:port":                    "new: has no value, and is looked for as a word: alone it is what came since your last visit",
		"category: energy":            "",
		"Category: Energy":            "category: takes its value without a space, and is looked for as a word",
		"'a b'":                       "a phrase stands in double quotation marks",
		"'tis":                        "",
		"org:'a b'":                   `org: takes several words in double quotation marks: org:"…"`,
		"a|b":                         "either of two words is written a OR b",
		"a or b":                      "or is looked for as a word: either of two is written a OR b",
		"- a":                         "what is left out stands behind - without a space: -word, -org:KATS",
		"a - org:b":                   "what is left out stands behind - without a space: -word, -org:KATS",
		"Korea - Vietnam Summit":      "",
		"a -":                         "",
		"-":                           "",
		"!a":                          "what is without a word is written -a",
		"org:!a":                      "-org:a is without it",
		"org:a,b":                     "org: takes one value: org:a org:b finds either",
		`org:"a,b"`:                   "",
		"기관:삼성":                       "기관: is no field (org: is one), and looked for as a word",
		"한국:삼성":                       "",
		"id:abc":                      "id: is no field (pressroom show ID opens a release), and looked for as a word",
		"unread:":                     "unread: is no field (is:unread is one), and looked for as a word",
		"by:kim":                      "by: is no field (person: is one), and looked for as a word",
		"xy:kim":                      "xy: is no field, and looked for as a word",
		"$5m":                         "usd>=5m finds releases that name such a sum, or more",
		"usd 5m..10m":                 "usd>=5m usd<=10m finds releases that name such a sum, or more",
		"usd 5m..":                    "usd>=5m finds releases that name such a sum, or more",
		"1조원":                         "krw>=1조 finds releases that name such a sum, or more",
		"수원":                          "",
		"a AND b":                     "all words have to be there: AND is not needed",
		"a && b":                      "all words have to be there: && is not needed",
		"a | b":                       "either of two words is written a OR b",
		"NOT a":                       "what is without a word is written -word: NOT is looked for",
		"(a OR b)":                    "brackets do not group here: a OR b joins two words",
		"Amkor (Korea) opens":         "",
		`"AND" b`:                     "",
		"R&D center":                  "",
		"category:energy since:7d OR": "-",
		"krw:2tn..3tn":                "krw: is no field (krw>=2tn krw<=3tn finds sums), and looked for as a word",
		"USD:500m":                    "USD: is no field (usd>=500m finds sums), and looked for as a word",
		"usd:kim":                     "usd: is no field (amount:usd is one), and looked for as a word",
		"1조 원":                        "krw>=1조 finds releases that name such a sum, or more",
		"KRW 1 trillion":              "krw>=1tn finds releases that name such a sum, or more",
		"a fund of 1.5 billion won":   "krw>=1.5bn finds releases that name such a sum, or more",
		"country:United States":       `country: has the value United, and States is looked for as a word: country:"United States" takes both, and in a shell 'country:"United States"'`,
		`country:"United States" A`:   "",
		"org:KATS minerals":           "",
		"org:kats Minerals":           "",
		"country:Vietnam -Ships":      "",
		"category:trade / inv":        `category: has the value trade, and / inv is looked for as a word: category:"trade / inv" takes both, and in a shell 'category:"trade / inv"'`,
		"org:johnson & son wins":      `org: has the value johnson, and & son is looked for as a word: org:"johnson & son" takes both, and in a shell 'org:"johnson & son"'`,
		"-country:United States":      `-country: has the value United, and States is looked for as a word: -country:"United States" takes both, and in a shell '-country:"United States"'`,
		"country:Vietnam date:2025 A": "",
		"usd 5m plant":                "usd>=5m finds releases that name such a sum, or more",
		"KRW trillion":                "",
		"KRW 2025":                    "",
		"1 trillion":                  "",
		`"KRW 1 trillion"`:            "",
		"won 3 medals":                "",
		"has:files":                   "has: is versions, attachment or gone, not files",
		"-has:pdf":                    "has: is versions, attachment or gone, not pdf",
		"has:Att has:attachments":     "",
		"-has:vers has:gone":          "",
	} {
		_, hints, err := ParseQueryHints(in, aFriday)
		got := ""
		for _, h := range hints {
			if got != "" && h.What != got {
				t.Errorf("%q: there are the hints %q and %q", in, got, h.What)
			}
			got = h.What
			if h.Start < 0 || h.Start > h.End || h.End > len(in) {
				t.Errorf("%q: the hint points at %d to %d", in, h.Start, h.End)
			}
		}
		if err != nil {
			got = "-"
		}
		if got != want {
			t.Errorf("%q: the hint is %q, want %q", in, got, want)
		}
	}
}

// A query is bounded, and says by how much.
func TestQueryLimits(t *testing.T) {
	for in, want := range map[string]string{
		manyWords(MaxTerms):                                  "",
		manyWords(MaxTerms + 1):                              "a query has at most 64 words, phrases, names and sums",
		strings.Repeat("a ", MaxTerms+1):                     "",
		strings.Repeat("-a* ", MaxTerms+1):                   "",
		"a" + strings.Repeat(" OR b", MaxTerms):              "",
		strings.ReplaceAll(manyWords(MaxTerms+1), " ", "* "): "a query has at most 64 words, phrases, names and sums",
		manyFields("org:n%d ", MaxTerms):                     "",
		manyFields("org:n%d ", MaxTerms+1):                   "a query has at most 64 words, phrases, names and sums",
		manyFields("person:n%d ", MaxTerms+1):                "a query has at most 64 words, phrases, names and sums",
		manyFields("krw>1%d ", MaxTerms+1):                   "a query has at most 64 words, phrases, names and sums",
		manyFields("w%[1]d org:n%[1]d ", MaxTerms/2+1):       "a query has at most 64 words, phrases, names and sums",
		strings.Repeat("org:n amount:any ", MaxTerms+1):      "",
		manyFields("category:n%d ", 2*MaxTerms):              "",
		strings.Repeat("x", MaxQuery):                        "",
		strings.Repeat("x", MaxQuery+1):                      "a query has at most 4096 bytes, and this one 4097",
	} {
		_, err := ParseQuery(in, aFriday)
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && got != want {
			t.Errorf("%.20s: %v, want %q", in, err, want)
		}
	}
}

func manyFields(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func manyWords(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%d ", i)
	}
	return b.String()
}

// queryOf makes a query of what a fuzzer gives: of every kind of part, with odd
// text in each.
func queryOf(text string, shape []byte) Query {
	next := func(n int) int {
		if len(shape) == 0 {
			return 0
		}
		b := shape[0]
		shape = shape[1:]
		return int(b) % n
	}
	part := func() string {
		if text == "" {
			return "x"
		}
		n := next(len(text)) + 1
		s := text[:n]
		text = text[n:]
		return s
	}
	var q Query
	q.Words = strings.Join(union(nil, strings.Fields(part())), " ")
	for range next(4) {
		c := Clause{Not: next(2) == 1}
		for range 1 + next(3) {
			term := Term{Kind: TermKind(next(4)), Title: next(2) == 1, Text: part()}
			if term.Kind == Letters {
				term.Title = true
			}
			if term.Text != "" && !slices.Contains(c.Any, term) {
				c.Any = append(c.Any, term)
			}
		}
		if c.Not && len(c.Any) > 1 {
			c.Any = c.Any[:1]
		}
		if len(c.Any) > 0 && !slices.ContainsFunc(q.Clauses, c.equal) {
			q.Clauses = append(q.Clauses, c)
		}
	}
	value := func() string { return part()[next(2):] }
	for range next(3) {
		q.Values[Category] = added(q.Values[Category], value())
		q.Values[Organisation] = added(q.Values[Organisation], value())
		q.Values[Person] = added(q.Values[Person], value())
		q.Values[Country] = added(q.Values[Country], value())
		not := Facet(next(int(NumFacets)))
		q.Not[not] = added(q.Not[not], value())
	}
	day := func() Date { return NewDate(1+next(256)*39, 1, 1).AddDays(next(256) * 7) }
	for range next(3) {
		a, b := day(), day()
		q.Periods = added(q.Periods, []Period{{min(a, b), max(a, b)}, {From: a}, {To: b}, {}, YearPeriod(a.Year()), MonthPeriod(b.Year(), b.Month())}[next(6)])
	}
	if next(2) == 1 {
		q.Window = Period{From: day(), To: day()}
	}
	for range next(3) {
		sum := Sum{Op: SumOp(next(len(sumOps)))}
		if next(3) > 0 {
			sum.Currency = Currencies[next(len(Currencies))]
		}
		if sum.Op != AnySum {
			sum.Value = float64(next(256)) * []float64{0.001, 1, 1e3, 1.5e6, 1e9, 12345.678e9, 1e21}[next(7)]
		}
		q.Sums = added(q.Sums, sum)
	}
	q.Sort = Sort(next(len(sortNames)))
	q.Is = Is(next(1 << len(isNames)))
	return q
}

// Every query that can be built is read back as it was written.
func FuzzQueryString(f *testing.F) {
	for _, s := range []string{
		"graphene", `a"b`, "a\u00a0b", "OR", "-x", "~x", "+x", `\`, "title:x", "a*", "**", "AND", "ＦＴＡ：", "“x”", "»«", "x:", "krw>=1", "ab\\", " a ", "category:\"", "https://", "≥", "a≥b",
	} {
		f.Add(s, []byte{3, 3, 1, 2, 1, 0, 2, 1, 4, 1, 1, 2, 0, 1, 3, 7, 9, 11, 2, 2, 1, 1, 5, 6, 7, 8, 1, 2, 3, 4, 5})
		f.Add(s+s+s+s, []byte{1, 2, 0, 3, 1, 1, 0, 0, 1, 1, 0, 1, 2, 2, 2, 2, 1, 0, 1, 0, 250, 99, 1, 3, 200, 6, 2, 2})
	}
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		q := queryOf(text, shape)
		s := q.String()
		if len(s) > MaxQuery || len(strings.Fields(q.Words)) > 40 {
			t.Skip()
		}
		back, err := ParseQuery(s, aFriday)
		if err != nil || !reflect.DeepEqual(back, q) {
			t.Fatalf("%+v\nis written %q and read back as\n%+v, %v", q, s, back, err)
		}
	})
}

// Very many values are joined without comparing each with each, which would take
// half a minute here.
func TestAndManyValues(t *testing.T) {
	var names []string
	for i := range 100_000 {
		names = append(names, fmt.Sprintf("Category %06d", i))
	}
	begun := time.Now()
	got := Query{Values: Values{Category: names[:60_000]}}.And(Query{Values: Values{Category: names[40_000:]}}).Values[Category]
	if !slices.Equal(got, names) {
		t.Errorf("%d categories are chosen, and there are %d", len(got), len(names))
	}
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it takes %v", took)
	}
}

// What other search engines call a field leads to one that there is, and is none itself.
func TestOtherFields(t *testing.T) {
	for name, field := range otherFields {
		if !slices.Contains(QueryFields, field) || slices.Contains(QueryFields, name) {
			t.Errorf("%s: leads to %s:", name, field)
		}
	}
}
