package model

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"pressroom/data"
	"pressroom/data/archive"
	"pressroom/data/names"
	"pressroom/data/snapshot"
)

// madeNamed returns a library of n releases that name organisations, people and
// sums, in three categories over two years.
func madeNamed(n int) *Library {
	random := rand.New(rand.NewPCG(8, 9))
	orgs := []string{"Hanbit Electronics", "the Korea Ceramics Institute (KCI)", "Daesung Heavy Industries", "Seoul Maritime University", "the Korea Battery Association"}
	people := []string{"Minister Kim Jung-kwan", "President Lee Ho-jun", "Director General Park Min-woo", "Chairman Choi Tae-won"}
	things := []string{"hydrogen", "ceramics", "batteries", "shipbuilding", "tariffs", "graphene"}
	sums := []string{"KRW 5 trillion", "KRW 40 billion", "USD 16.3 million", "USD 2 billion"}
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	releases := make([]data.Document, n)
	for i := range releases {
		body := fmt.Sprintf("%s met %s to discuss %s. The plan on %s costs %s.",
			pick(people), pick(orgs), pick(things), pick(things), pick(sums))
		if random.IntN(3) == 0 {
			body = fmt.Sprintf("A statement on %s, number %d.", pick(things), i)
		}
		releases[i] = data.Document{Release: data.Release{Date: data.NewDate(2024, 1, 1).AddDays(random.IntN(730)), Category: []string{"Industry", "Energy", "Trade"}[random.IntN(3)], Title: fmt.Sprintf("Korea and %s, %d", pick(things), i)}, Body: body}
	}
	c, _ := snapshot.New(releases)
	return NewLibrary("made", c, nil)
}

// counted is a count of one release after the other: what a query lists, and
// what each value of a facet would.
type counted struct {
	rows                           []int
	categories, days, orgs, people []int
}

// countOneByOne answers a query by looking at every release. Which texts match
// is asked of the archive, row by row of its answer; who is named is read from
// each release alone.
func countOneByOne(t *testing.T, lib *Library, q data.Query) counted {
	t.Helper()
	x, err := lib.Names(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	texted := map[int]bool{}
	for row := range lib.End() {
		texted[row] = !q.Texted() || matches(t, lib, row, q)
	}
	out := counted{
		categories: make([]int, len(lib.Categories())), days: make([]int, len(lib.Days())),
		orgs: make([]int, len(x.Organisations())), people: make([]int, len(x.People())),
	}
	oneOf := func(entries []names.Entry, wanted []int, row int) bool {
		return slices.ContainsFunc(wanted, func(id int) bool { return slices.Contains(entries[id].Rows, int32(row)) })
	}
	var orgs, people []int
	for _, o := range q.Orgs {
		orgs = append(orgs, x.FindOrganisations(o)...)
	}
	for _, p := range q.People {
		people = append(people, x.FindPeople(p)...)
	}
	for _, number := range lib.Order() {
		row := int(number)
		rel := lib.Document(row)
		category := len(q.Categories) == 0 || slices.Contains(q.Categories, rel.Category)
		day := (len(q.Periods) == 0 || slices.ContainsFunc(q.Periods, func(p data.Period) bool { return p.Contains(rel.Date) })) &&
			q.Window.Contains(rel.Date)
		org := len(q.Orgs) == 0 || oneOf(x.Organisations(), orgs, row)
		person := len(q.People) == 0 || oneOf(x.People(), people, row)
		sum := true
		for _, s := range q.Sums {
			sum = sum && slices.ContainsFunc(x.AmountsOf(row), func(a names.Amount) bool { return s.Holds(a.Currency, a.Value, a.High) })
		}
		if !texted[row] || !sum {
			continue
		}
		if category && day && org && person {
			out.rows = append(out.rows, row)
		}
		if day && org && person {
			out.categories[slices.Index(lib.Categories(), rel.Category)]++
		}
		if category && org && person {
			out.days[slices.Index(lib.Days(), rel.Date)]++
		}
		for id, e := range x.Organisations() {
			if category && day && person && slices.Contains(e.Rows, int32(row)) {
				out.orgs[id]++
			}
		}
		for id, e := range x.People() {
			if category && day && org && slices.Contains(e.Rows, int32(row)) {
				out.people[id]++
			}
		}
	}
	return out
}

// matches reports whether the headline or the text of a release has what q
// wants: letters strewn over the headline, or all of it anywhere. It asks a
// library of this release alone.
func matches(t *testing.T, lib *Library, row int, q data.Query) bool {
	t.Helper()
	alone := oneRelease(t, lib, row)
	text := archive.QueryOf(q)
	letters := func(s string) []int32 {
		res, err := alone.Index().Search(t.Context(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		var rows []int32
		for row := range res.Rows() {
			rows = append(rows, int32(row))
		}
		return rows
	}
	text.Letters = letters
	a, err := alone.Archive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	has := func(text archive.Query) bool {
		rows, err := a.Search(context.Background(), alone.Snapshot, text, archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return len(rows) > 0
	}
	if has(text) {
		return true
	}
	return q.Words != "" && len(letters(q.Words)) > 0 &&
		(len(q.Clauses) == 0 || has(archive.Query{Clauses: q.Clauses, Letters: letters}))
}

// lone are libraries of one release each, by its ID.
var lone = map[string]*Library{}

func oneRelease(t *testing.T, lib *Library, row int) *Library {
	t.Helper()
	rel := *lib.Document(row)
	if l := lone[rel.ID]; l != nil {
		return l
	}
	c, _ := snapshot.New([]data.Document{rel})
	l := NewLibrary("one", c, nil)
	lone[rel.ID] = l
	t.Cleanup(func() {
		l.Close()
		delete(lone, rel.ID)
	})
	return l
}

// TestEveryCount holds lists and all counts of facets, those of names among
// them, to a count of one release after the other.
func TestEveryCount(t *testing.T) {
	for _, lib := range []*Library{corpusReader(t).Library(), madeNamed(60)} {
		t.Run(fmt.Sprint(lib.Len()), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // where timers run out at once
				defer lib.Close()
				checkCounts(t, lib)
			})
		})
	}
}

// textQueries and facetQueries are combined, each with each.
var (
	textQueries  = []string{"", "korea", "tariff", "graphene", "~krea", `"a statement on"`, "-graphene", "hydrogen OR ceramics", "title:korea plan", "bat*", "zzqq", "korea -title:graphene sort:date"}
	facetQueries = []string{
		"", "category:industry", "category:energy category:trade", "date:2025", "date:2025-11 date:2024-03", "since:2024-07-01 before:2025-11-25",
		"org:KATS", "org:KCI", "org:hanbit org:motir", "person:kim", `person:"Lee Ho-jun" person:"JK Kim"`,
		"krw>=1tn", "usd<20m", "amount:any", "category:industry org:motir person:kim", "date:2025 org:samsung org:daesung krw>1bn",
	}
)

func checkCounts(t *testing.T, lib *Library) {
	r := NewReader(lib, Options{Clock: today})
	carry(r, r.Init())
	listedSome := 0
	for _, text := range textQueries {
		for _, facets := range facetQueries {
			query := strings.TrimSpace(text + " " + facets)
			q, err := data.ParseQuery(query, data.DateOf(today()))
			if err != nil {
				t.Fatal(err)
			}
			q.Categories = canonicalCategories(lib, q.Categories)
			carry(r, r.SetLibrary(lib))
			carry(r, r.ask(q, onSame))
			want := countOneByOne(t, lib, q)
			rows := make([]int, r.Listing().Len())
			for i := range rows {
				rows[i] = r.Listing().Number(i)
			}
			lib.Sort(rows)
			same(t, query+" lists", rows, want.rows)
			if len(rows) > 0 && len(rows) < lib.Len() {
				listedSome++
			}
			l := r.Listing()
			same(t, query+" by category", l.categories, want.categories)
			same(t, query+" by day", l.days, want.days)
			same(t, query+" by organisation", l.orgs, want.orgs)
			same(t, query+" by person", l.people, want.people)
			if t.Failed() {
				t.FailNow()
			}
			checkItems(t, r, query, want)
		}
	}
	if most := len(textQueries) * len(facetQueries); listedSome < most/4 {
		t.Errorf("only %d of %d queries list something and not all", listedSome, most)
	}
}

// checkItems holds the lines of the facet pane to the counts.
func checkItems(t *testing.T, r *Reader, query string, want counted) {
	t.Helper()
	x := r.Library().named()
	for _, it := range r.Items() {
		n := it.Count
		switch it.Kind {
		case CategoryItem:
			n = want.categories[slices.Index(r.Library().Categories(), it.Category)]
		case YearItem, MonthItem, DayItem:
			n = 0
			for i, d := range r.Library().Days() {
				if it.Period.Contains(d) {
					n += want.days[i]
				}
			}
		case OrgItem:
			n = want.orgs[x.FindOrganisations(it.Name)[0]]
		case PersonItem:
			n = want.people[x.FindPeople(it.Name)[0]]
		}
		equal(t, query+": "+it.Label, it.Count, n)
	}
}
