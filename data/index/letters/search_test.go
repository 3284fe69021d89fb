package letters_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pressroom/data/index/letters"
	"pressroom/data/index/letters/fuzzytest"
)

func index(titles ...string) *letters.Index {
	return letters.New(fuzzytest.Snapshot(titles))
}

func search(t *testing.T, x *letters.Index, query string) *letters.Result {
	t.Helper()
	r, err := x.Search(context.Background(), query, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// found tells the rows of each class.
func found(r *letters.Result) (rows [letters.NumClasses][]int) {
	for rank := range r.Len() {
		c := r.Class(rank)
		rows[c] = append(rows[c], r.At(rank))
	}
	return rows
}

type classes = [letters.NumClasses][]int

func TestHeadlines(t *testing.T) {
	x := index(headlines...)
	for _, test := range []struct {
		query string
		want  classes // whole words, word starts, substrings, scattered
	}{
		{"", classes{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}},
		{" \u00a0\t", classes{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}},
		{"graphene", classes{{8}}},
		{"GRAPHENE", classes{{8}}},
		{"korea's", classes{{6}}},
		{"Korea’s", classes{{6}}},
		{"koreas", classes{{6}, nil, nil, {0, 1, 2, 3, 7}}},
		{"korea", classes{{0, 1, 2, 3, 6, 7}, nil, nil, {9}}},
		{"s", classes{nil, {2, 4, 5, 7, 8}, {0, 1, 3, 6, 9}}},
		{"ai", classes{{0, 5}, nil, nil, {1, 2, 3, 4, 6, 7, 8, 9}}},
		{"pack", classes{nil, {2, 7}}},
		{"kaging", classes{nil, nil, {2, 7}}},
		{"grphn", classes{nil, nil, nil, {8}}},
		{"m.ax", classes{{4, 5}}},
		{"max", classes{{4, 5}}},
		{"ax", classes{nil, nil, {4, 5}}},
		{"bio", classes{{0}, nil, nil, {1, 3, 6, 9}}},
		{"k-bio", classes{{0}, nil, nil, {3, 9}}},
		{"kbio", classes{{0}, nil, nil, {1, 3, 9}}},
		{"public-private", classes{{3}}},
		{"public–private", classes{{3}}},
		{"private", classes{{3}, nil, nil, {5}}},
		{"mou snu", classes{{4}, nil, {5}, {2, 3, 7}}},
		{"snu mou", classes{{4}, nil, {5}, {2, 3, 7}}},
		{"snu", classes{{4, 5}, nil, nil, {2, 3, 7}}},
		{"test amkor", classes{{6}, {7}}},
		{"packaging korea", classes{{2, 7}}},
		{"nothing like it", classes{}},
	} {
		if got := found(search(t, x, test.query)); !equal(got, test.want) {
			t.Errorf("%q finds %v, want %v", test.query, got, test.want)
		}
	}
}

func equal(a, b classes) bool {
	for c := range a {
		if !slices.Equal(a[c], b[c]) {
			return false
		}
	}
	return true
}

// TestWords says what a word is.
func TestWords(t *testing.T) {
	const whole, start, inside, scattered = letters.WholeWords, letters.WordStarts, letters.Substring, letters.Scattered
	for _, test := range []struct {
		title, query string
		want         letters.Class
	}{
		{"Korea’s Tax Office", "tax", whole},
		{"Taxonomy of Steel", "tax", start},
		{"Syntax", "tax", inside},
		{"Trade and Exports", "tax", scattered},
		{"Carbon-Neutral Growth", "neutral", whole},
		{"Carbon-Neutral Growth", "carbonneutral", whole},
		{"Carbon Neutral Growth", "carbonneutral", scattered},
		{"Carbon Neutral Growth", "carbon-neutral", scattered + 1},
		{"It Doesn’t Matter", "t", inside},
		{"We’ll See", "ll", inside},
		{"O’Brien Visits", "brien", whole},
		{"‘Korea Discount’", "korea", whole},
		{"U.S. Tariffs", "us", whole},
		{"U.S. Tariffs", "u.s.", whole},
		{"U.S. Tariffs", "u.s", whole},
		{"U.S. Tariffs", "u", start},
		{"U.S. Tariffs", "s", inside},
		{"R&D Support", "rd", whole},
		{"R&D Support", "r", start},
		{"Growth of 1.5 Percent", "1", start},
		{"Growth of 1.5 Percent", "5", inside},
		{"Growth of 1.5 Percent", "1.5", whole},
		{"A Sum of 10,000", "10000", whole},
		{"Ends Here.Begins There", "begins", whole},
		{"Plan for 2035", "2035", whole},
		{"Plan for 2035", "20", start},
		{"2035년 계획", "2035", whole},
		{"KATS는 발표", "kats", whole},
		{"AI반도체 수출", "반도체", whole},
		{"반도체를 수출", "반도체", start},
		{"차세대반도체", "반도체", inside},
		{"반 도 체", "반도체", scattered},
		{"Café Exports", "cafe", whole},
		{"Cafe\u0301 Exports", "café", whole},
		{"ＦＴＡ Talks", "fta", whole},
		{"Eﬃciency", "efficiency", whole},
		{"“Steel”", `"steel"`, whole},
		{"Steel — Now", "-", whole},
	} {
		r := search(t, index(test.title), test.query)
		got := scattered + 1
		if r.Len() > 0 {
			got = r.Class(0)
		}
		if got != test.want {
			t.Errorf("%q in %q: %v, want %v", test.query, test.title, got, test.want)
		}
	}
}

// TestRankingIsNotTheLibrarys has the headlines that sahilm/fuzzy ranks the
// wrong way: it prefers the letters of tax in a short title to the word in a
// long one.
func TestRankingIsNotTheLibrarys(t *testing.T) {
	x := index(
		"Trade and Export",
		"Syntax of Standards",
		"Taxonomy for Green Finance",
		"Ministry Announces the Revision of Enforcement Rules on the Tax Credit for National Strategic Technologies",
		"Tax Office Opens",
	)
	if got, want := found(search(t, x, "tax")), (classes{{3, 4}, {2}, {1}, {0}}); !equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := found(search(t, x, "tax o")), (classes{nil, {3, 4}, {2}, {0, 1}}); got[1] == nil || !slices.Equal(got[1], want[1]) {
		t.Errorf("got %v, want %v among word starts", got, want[1])
	}
}

func TestHighlights(t *testing.T) {
	for _, test := range []struct{ title, query, want string }{
		{headlines[8], "graphene", "[Graphene] Square Opens Pohang Plant, Advancing [Graphene] Commercialization and Regional Growth"},
		{headlines[8], "graph", "[Graph]ene Square Opens Pohang Plant, Advancing [Graph]ene Commercialization and Regional Growth"},
		{headlines[8], "growth plant", "Graphene Square Opens Pohang [Plant], Advancing Graphene Commercialization and Regional [Growth]"},
		{headlines[6], "korea's", "Groundbreaking Ceremony for Amkor [Korea’s] New Test Facility in Incheon"},
		{headlines[6], "korea", "Groundbreaking Ceremony for Amkor [Korea]’s New Test Facility in Incheon"},
		{headlines[6], "in", "Groundbreaking Ceremony for Amkor Korea’s New Test Facility [in] Incheon"},
		{headlines[3], "public-private", "Korea Ramps Up [Public–Private] Cooperation to Turn Carbon Neutrality into a Driver of Industrial Growth"},
		{headlines[4], "max", "MOTIR and SNU Sign MOU to Strengthen [M].[AX] Alliance Cooperation"},
		{headlines[4], "m.ax", "MOTIR and SNU Sign MOU to Strengthen [M.AX] Alliance Cooperation"},
		{headlines[9], "kmob", "[K]-[Mob]ility Drives the Future of Innovation"},
		{"Syntax and Tax", "tax", "Syntax and [Tax]"},
		{"Syntax", "tax", "Syn[tax]"},
		{"Café Cafe\u0301s", "cafe", "[Café] Cafe\u0301s"},
		{"Cafe\u0301s", "café", "[Cafe\u0301]s"},
		{"반도체 수출, 반도체를", "반도", "[반도]체 수출, [반도]체를"},
		{"반도체 수출", "반체", "[반]도[체] 수출"},
		{"Eﬃciency", "fi", "E[ﬃ]ciency"},
		{"ＦＴＡ Talks", "fta", "[ＦＴＡ] Talks"},
		{headlines[0], "kai", "[K]orea [A]dvances AI-driven K-Bio [I]nnovation"},
		{headlines[0], "xyz", headlines[0]},
		{headlines[0], "korea xyz", headlines[0]},
		{headlines[0], " ", headlines[0]},
	} {
		var b strings.Builder
		at := 0
		for _, s := range letters.Highlights(test.title, test.query) {
			b.WriteString(test.title[at:s.Start] + "[" + test.title[s.Start:s.End] + "]")
			at = s.End
		}
		if got := b.String() + test.title[at:]; got != test.want {
			t.Errorf("%q highlights\n%s, want\n%s", test.query, got, test.want)
		}
	}
}

func TestResult(t *testing.T) {
	x := index("Syntax", "Tax", "Steel", "Taxes", "A Tax")
	r := search(t, x, "tax")
	if got := slices.Collect(r.Numbers()); !slices.Equal(got, []int{1, 4, 3, 0}) {
		t.Fatalf("rows %v", got)
	}
	for c, want := range [][2]int{{0, 2}, {2, 3}, {3, 4}, {4, 4}} {
		if from, end := r.Range(letters.Class(c)); from != want[0] || end != want[1] {
			t.Errorf("%v are ranks %d to %d, want %v", letters.Class(c), from, end, want)
		}
	}
	if all := search(t, x, ""); all.Len() != 5 || all.At(3) != 3 || all.Class(3) != letters.WholeWords {
		t.Errorf("without words, release %d stands behind three others", all.At(3))
	}
}

func TestEmpty(t *testing.T) {
	x := index()
	if r := search(t, x, "a"); r.Len() != 0 || x.Len() != 0 {
		t.Errorf("%d of %d", r.Len(), x.Len())
	}
	if r := search(t, index("", " ", "…", "\x00\xff"), "a"); r.Len() != 0 {
		t.Errorf("found %v", slices.Collect(r.Numbers()))
	}
}

func TestOtherIndexIsNotReused(t *testing.T) {
	prev := search(t, index("Steel"), "ste")
	r, err := index("Iron", "Steel").Search(context.Background(), "steel", prev)
	if err != nil || r.Len() != 1 || r.At(0) != 1 {
		t.Errorf("%v, %v", r, err)
	}
}

func TestCancel(t *testing.T) {
	titles := fuzzytest.Headlines(2, 50_000)
	x := index(titles...)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r, err := x.Search(ctx, "export", nil); r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", r, err)
	}
	want := slices.Collect(search(t, x, "export to").Numbers())
	for wait := time.Duration(0); wait < 5*time.Millisecond; wait += 50 * time.Microsecond {
		ctx, cancel := context.WithTimeout(context.Background(), wait)
		r, err := x.Search(ctx, "export to", nil)
		cancel()
		if (r == nil) == (err == nil) || err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("%v, %v", r, err)
		}
		if err == nil && !slices.Equal(slices.Collect(r.Numbers()), want) {
			t.Fatal("a search that was not cancelled finds other rows")
		}
	}
	if got := slices.Collect(search(t, x, "export to").Numbers()); !slices.Equal(got, want) {
		t.Error("after cancelled searches, one finds other rows")
	}
}

func TestShared(t *testing.T) {
	titles := fuzzytest.Headlines(4, 20_000)
	x := index(titles...)
	prev := search(t, x, "e")
	queries := []string{"ex", "export", "export e", "ae", "zz", "e", "", "korea trade"}
	want := map[string][]int{}
	for _, q := range queries {
		want[q] = slices.Collect(search(t, x, q).Numbers())
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, q := range queries {
				r, err := x.Search(context.Background(), q, prev)
				if err != nil || !slices.Equal(slices.Collect(r.Numbers()), want[q]) {
					t.Errorf("%q: other rows, %v", q, err)
				}
				for rank := range min(10, r.Len()) {
					letters.Highlights(titles[r.At(rank)], q)
				}
			}
		})
	}
	group.Wait()
}
