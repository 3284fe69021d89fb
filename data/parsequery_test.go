package data

import (
	"errors"
	"reflect"
	"strings"
	"testing"
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
		{"  graphene   pohang ", Query{Letters: "graphene pohang"}, "graphene pohang"},
		{`"advanced packaging"`, Query{Clauses: []Clause{{Any: []Term{{Kind: Phrase, Text: "advanced packaging"}}}}}, ""},
		{"“advanced  packaging”", Query{Clauses: []Clause{{Any: []Term{{Kind: Phrase, Text: "advanced packaging"}}}}}, `"advanced packaging"`},
		{"semicon*", Query{Clauses: []Clause{{Any: []Term{{Kind: Prefix, Text: "semicon"}}}}}, ""},
		{"-tariff", Query{Clauses: []Clause{{Not: true, Any: []Term{word("tariff")}}}}, ""},
		{"a OR b", Query{Clauses: []Clause{{Any: []Term{word("a"), word("b")}}}}, ""},
		{`x a OR "b c" OR d* y`, Query{Letters: "x y", Clauses: []Clause{{Any: []Term{word("a"), {Kind: Phrase, Text: "b c"}, {Kind: Prefix, Text: "d"}}}}}, `x y a OR "b c" OR d*`},
		{"title:amkor ~grphn", Query{Clauses: []Clause{{Any: []Term{{Kind: Word, Title: true, Text: "amkor"}}}, {Any: []Term{{Kind: Letters, Title: true, Text: "grphn"}}}}}, ""},
		{`-title:"test facility"`, Query{Clauses: []Clause{{Not: true, Any: []Term{{Kind: Phrase, Title: true, Text: "test facility"}}}}}, ""},
		{`category:energy category:"FTA/Economic Cooperation"`, Query{Categories: []string{"energy", "FTA/Economic Cooperation"}}, ""},
		{"category:energy category:energy", Query{Categories: []string{"energy"}}, "category:energy"},
		{"date:2025-11 date:2025-11-18..2025-11-25", Query{Periods: []Period{MonthPeriod(2025, 11), {20251118, 20251125}}}, ""},
		{"since:7d before:2026", Query{Window: Period{20251122, 20251231}}, "since:2025-11-22 before:2026-01-01"},
		{"since:2025 since:2024-03", Query{Window: Period{From: 20250101}}, "since:2025-01-01"},
		{`org:KATS person:"Kim Dae-ja"`, Query{Orgs: []string{"KATS"}, People: []string{"Kim Dae-ja"}}, ""},
		{"krw>=1tn usd>500m", Query{Sums: []Sum{{"KRW", AtLeast, 1e12}, {"USD", MoreThan, 5e8}}}, ""},
		{"EUR<1,500 jpy<=2.5billion gbp=3k", Query{Sums: []Sum{{"EUR", LessThan, 1500}, {"JPY", AtMost, 2.5e9}, {"GBP", Equals, 3000}}}, "eur<1.5k jpy<=2.5bn gbp=3k"},
		{"amount:any sort:relevance", Query{Sums: []Sum{{}}, Sort: ByRelevance}, ""},
		{"Korea - U.S. M.AX R&D korea's 53–61", Query{Letters: "Korea U.S. M.AX R&D korea's 53–61"}, "Korea U.S. M.AX R&D korea's 53–61"},
		{"10:30 a:b", Query{Letters: "10:30 a:b"}, ""},
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
		{"titel:amkor", "titel:amkor", "there is no field titel: did you mean title?"},
		{"qqqqqq:x", "qqqqqq:x", "there is no field qqqqqq: there are title category date since before org person amount sort"},
		{"steel date:2025-02-30", "2025-02-30", `"2025-02-30" is not a date: write 2025, 2025-11, 2025-11-18, a range with .. or 7d`},
		{"since:..2025", "..2025", "since: needs a day, a month or a year"},
		{"before:..2025", "..2025", "before: needs a day, a month or a year"},
		{"sort:size", "size", "sort: is date, relevance or title, not size"},
		{"amount:5", "5", "amount: is any; compare with krw>=1tn or usd>500m"},
		{"date>=2025-11-20", "date>=2025-11-20", "date is no sum of money: write date:VALUE"},
		{"krw>=lots", "krw>=lots", `"lots" is no sum: write 500m, 1.5bn or 1tn`},
		{"krx>=1tn", "krx>=1tn", "krx is no currency: did you mean krw?"},
		{"category:", "category:", "category: needs a value after it"},
		{"title:", "title:", "title: needs a word after it"},
		{"~", "~", "~ needs letters after it: ~grphn"},
		{`""`, `""`, "there is nothing between the quotation marks"},
		{"OR a", "OR", "OR needs a word before it"},
		{"a OR", "", "OR needs a word after it"},
		{"a OR OR b", "OR", "OR needs a word before it"},
		{"org:KATS OR b", "OR", "OR joins words; several values of a field are an OR already"},
		{"a OR org:KATS", "org:KATS", "OR joins words; several values of a field are an OR already"},
		{"a OR -b", "-b", "- and OR do not go together: write -a -b for neither"},
		{"-category:energy", "-category:", "- goes with words and title:, not with category"},
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
		`org:"a b" person:x krw>=1.5tn usd<3 amount:any sort:title`, "“x", "a OR", "-", "--x", "~", "title:*", "x:\"\"", "a\u00a0b"} {
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
