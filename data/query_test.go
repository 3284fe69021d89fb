package data

import (
	"reflect"
	"slices"
	"testing"
)

// Two queries together hold the narrower of both windows, whichever comes first,
// every value once, and the later order.
func TestAnd(t *testing.T) {
	for _, tt := range []struct{ q, p, want string }{
		{"since:2025", "since:2024-03", "since:2025-01-01"},
		{"since:2024-03", "since:2025", "since:2025-01-01"},
		{"since:2025", "", "since:2025-01-01"},
		{"", "since:2025", "since:2025-01-01"},
		{"before:2025", "before:2024", "before:2024-01-01"},
		{"before:2024", "before:2025", "before:2024-01-01"},
		{"before:2024", "", "before:2024-01-01"},
		{"", "before:2024", "before:2024-01-01"},
		{"since:2024", "before:2025", "since:2024-01-01 before:2025-01-01"},
		{"steel", "tariff", "steel tariff"},
		{"steel", "", "steel"},
		{"-steel", "-tariff", "-steel -tariff"},
		{"category:a category:b", "category:b category:c", "category:a category:b category:c"},
		{"date:2024", "date:2024 date:2025", "date:2024 date:2025"},
		{"krw>1k", "krw>1k usd>1k", "krw>1k usd>1k"},
		{"is:unread", "is:starred", "is:unread is:starred"},
		{"is:unread", "", "is:unread"},
		{"sort:date", "sort:title", "sort:title"},
		{"sort:date", "", "sort:date"},
	} {
		q, p := mustParse(t, tt.q), mustParse(t, tt.p)
		if got := q.And(p).String(); got != tt.want {
			t.Errorf("%q and %q are %q, want %q", tt.q, tt.p, got, tt.want)
		}
		if q.String() != mustParse(t, tt.q).String() {
			t.Errorf("%q and %q changed the first to %q", tt.q, tt.p, q)
		}
	}
}

func mustParse(t *testing.T, s string) Query {
	t.Helper()
	q, err := ParseQuery(s, aFriday)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// What a query is of, and its parts: each field is in one of them.
func TestPartsOfAQuery(t *testing.T) {
	for _, tt := range []struct {
		in                               string
		zero, texted, faceted, named     bool
		sought, withoutFacets, onlyFacet string
	}{
		{"", true, false, false, false, "", "", ""},
		{"steel", false, true, false, false, "steel", "steel", ""},
		{"-steel", false, true, false, false, "-steel", "-steel", ""},
		{"sort:date", false, false, false, false, "", "sort:date", ""},
		{"category:a", false, false, true, false, "", "", "category:a"},
		{"source:a", false, false, true, false, "", "", "source:a"},
		{"lang:ko", false, false, true, false, "", "", "lang:ko"},
		{"has:versions", false, false, true, false, "", "", "has:versions"},
		{"org:a", false, false, true, true, "org:a", "", "org:a"},
		{"person:a", false, false, true, true, "person:a", "", "person:a"},
		{"country:a", false, false, true, true, "country:a", "", "country:a"},
		{"krw>1k", false, false, true, true, "krw>1k", "", "krw>1k"},
		{"date:2025", false, false, true, false, "", "", "date:2025"},
		{"since:2025", false, false, true, false, "", "", "since:2025-01-01"},
		{"before:2025", false, false, true, false, "", "", "before:2025-01-01"},
		{"is:unread", false, false, true, false, "", "", "is:unread"},
		{"steel date:2025 org:a sort:title", false, true, true, true, "steel org:a", "steel sort:title", "date:2025 org:a"},
	} {
		q := mustParse(t, tt.in)
		if q.IsZero() != tt.zero || q.Texted() != tt.texted || q.Faceted() != tt.faceted || q.Named() != tt.named {
			t.Errorf("%q: zero %t, texted %t, faceted %t, named %t", tt.in, q.IsZero(), q.Texted(), q.Faceted(), q.Named())
		}
		if got := q.Sought().String(); got != tt.sought {
			t.Errorf("%q has places by %q, want %q", tt.in, got, tt.sought)
		}
		if got := q.WithoutFacets().String(); got != tt.withoutFacets {
			t.Errorf("%q without facets is %q, want %q", tt.in, got, tt.withoutFacets)
		}
		if got := q.Facets().String(); got != tt.onlyFacet {
			t.Errorf("%q has the facets %q, want %q", tt.in, got, tt.onlyFacet)
		}
		if q.String() != mustParse(t, tt.in).String() {
			t.Errorf("%q became %q", tt.in, q)
		}
	}
}

// A value is taken away alone, wherever among others, and put at the end again. The
// query it was taken from keeps it.
func TestToggledValues(t *testing.T) {
	q := Query{Values: Values{Category: {"a", "b", "c"}}, Periods: []Period{YearPeriod(2024), YearPeriod(2025)}, Sums: []Sum{{Currency: "KRW"}, {Currency: "USD"}}}
	for value, want := range map[string][]string{"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}, "d": {"a", "b", "c", "d"}} {
		if got := q.With(Category, value).Values[Category]; !slices.Equal(got, want) {
			t.Errorf("with %s toggled: %q, want %q", value, got, want)
		}
	}
	if got := q.With(Person, "a").Values; !reflect.DeepEqual(got, Values{Category: {"a", "b", "c"}, Person: {"a"}}) {
		t.Errorf("a person: %q", got)
	}
	if got := q.WithPeriod(YearPeriod(2024)).Periods; !slices.Equal(got, []Period{YearPeriod(2025)}) {
		t.Errorf("without 2024: %v", got)
	}
	if got := q.WithPeriod(YearPeriod(2023)).Periods; !slices.Equal(got, []Period{YearPeriod(2024), YearPeriod(2025), YearPeriod(2023)}) {
		t.Errorf("with 2023: %v", got)
	}
	if got := q.WithSum(Sum{Currency: "USD"}).Sums; !slices.Equal(got, []Sum{{Currency: "KRW"}}) {
		t.Errorf("without USD: %v", got)
	}
	if got := q.WithSum(Sum{Currency: "EUR"}).Sums; len(got) != 3 {
		t.Errorf("with EUR: %v", got)
	}
	if !slices.Equal(q.Values[Category], []string{"a", "b", "c"}) || q.Periods[0] != YearPeriod(2024) || len(q.Sums) != 2 {
		t.Errorf("the query became %q", q)
	}
}

// A sum of money, from low to high, meets a condition or does not: at its bounds too.
func TestSumHolds(t *testing.T) {
	for _, tt := range []struct {
		sum       Sum
		low, high float64
		want      bool
	}{
		{Sum{"", AnySum, 0}, 5, 5, true},
		{Sum{"KRW", AnySum, 0}, 5, 5, true},
		{Sum{"USD", AnySum, 0}, 5, 5, false},
		{Sum{"", AtLeast, 5}, 5, 5, true},
		{Sum{"", AtLeast, 5}, 3, 4, false},
		{Sum{"", AtLeast, 5}, 3, 6, true},
		{Sum{"", MoreThan, 5}, 5, 5, false},
		{Sum{"", MoreThan, 5}, 5, 6, true},
		{Sum{"", AtMost, 5}, 5, 5, true},
		{Sum{"", AtMost, 5}, 5, 9, true},
		{Sum{"", AtMost, 5}, 6, 9, false},
		{Sum{"", LessThan, 5}, 5, 9, false},
		{Sum{"", LessThan, 5}, 4, 9, true},
		{Sum{"", Equals, 5}, 5, 5, true},
		{Sum{"", Equals, 5}, 5, 6, true},
		{Sum{"", Equals, 5}, 4, 5, true},
		{Sum{"", Equals, 5}, 6, 7, false},
		{Sum{"", Equals, 5}, 3, 4, false},
		{Sum{"USD", AtLeast, 1}, 5, 5, false},
	} {
		if got := tt.sum.Holds("KRW", tt.low, tt.high); got != tt.want {
			t.Errorf("KRW %g to %g meets %q: %t", tt.low, tt.high, tt.sum, got)
		}
	}
}

// A sum is written with the largest unit that leaves it exact, from the unit itself.
func TestSumsAreWrittenShort(t *testing.T) {
	for in, want := range map[string]string{
		"krw>999": "krw>999", "krw>1000": "krw>1k", "krw>1500": "krw>1.5k", "krw>1234567.5": "krw>1234567.5",
		"krw>1000000": "krw>1m", "krw>1000000000": "krw>1bn", "krw>1000000000000": "krw>1tn", "krw>0.5": "krw>0.5",
	} {
		if got := mustParse(t, in).String(); got != want {
			t.Errorf("%s is written %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"krw>5parsecs", "krw>-5", "krw>nan", "krw>inf", "krw>2000000000000tn", "krw>1..5k"} {
		if q, err := ParseQuery(in, aFriday); err == nil {
			t.Errorf("%s is read as %q", in, q)
		}
	}
}
