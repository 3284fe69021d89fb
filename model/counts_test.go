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
	"pressroom/data/index/entities"
	"pressroom/data/index/letters"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// madeNamed returns a library of n releases that name organisations, people and
// sums, in three categories over two years.
func madeNamed(n int) *Library {
	random := rand.New(rand.NewPCG(8, 9))
	orgs := []string{"Hanbit Electronics", "the Korea Ceramics Institute (KCI)", "Daesung Heavy Industries", "Seoul Maritime University", "the Korea Battery Association"}
	people := []string{"Minister Kim Jung-kwan", "President Lee Ho-jun", "Director General Park Min-woo", "Chairman Choi Tae-won"}
	things := []string{"hydrogen", "ceramics", "batteries", "shipbuilding", "tariffs", "graphene"}
	sums := []string{"KRW 5 trillion", "KRW 40 billion", "USD 16.3 million", "USD 2 billion"}
	places := []string{"Hanoi, Vietnam", "Japan", "the Vietnamese capital", "Germany"}
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	releases := make([]data.Document, n)
	for i := range releases {
		body := fmt.Sprintf("%s met %s to discuss %s. The plan on %s costs %s. It was signed in %s.",
			pick(people), pick(orgs), pick(things), pick(things), pick(sums), pick(places))
		if random.IntN(3) == 0 {
			body = fmt.Sprintf("A statement on %s, number %d.", pick(things), i)
		}
		releases[i] = data.Document{Release: data.Release{Date: data.NewDate(2024, 1, 1).AddDays(random.IntN(730)), Category: []string{"Industry", "Energy", "Trade", "Industry; Trade"}[random.IntN(4)], Title: fmt.Sprintf("Korea and %s, %d", pick(things), i)}, Body: body}
	}
	c, _ := snapshot.New(releases)
	return NewLibrary("made", c, nil)
}

// madeMixed returns the same releases from several sources, in several languages, some
// with other versions and with files.
func madeMixed(n int) *Library {
	random := rand.New(rand.NewPCG(3, 4))
	lib := madeNamed(n)
	defer lib.Close()
	var changes []snapshot.Change
	for number := range lib.End() {
		d := *snapshottest.Document(lib.Snapshot, number)
		d.Address = fmt.Sprint("https://example.org/", number)
		d.Source = []string{"Ministry of Trade", "KATS", "board.txt"}[random.IntN(3)]
		d.Lang = []string{"en", "ko", "uk", ""}[random.IntN(4)]
		d.Revised = random.IntN(3) == 0
		d.Vanished = number%7 == 3
		if random.IntN(3) == 0 {
			d.Body += "\nAttached: tables.xlsx"
		}
		changes = append(changes, snapshot.Change{Number: number, Document: &d})
	}
	none, _ := snapshot.New(nil)
	return NewLibrary("mixed", none.Apply(changes), nil)
}

// counted is a count of one release after the other: what a query lists, and
// what each value of a facet would.
type counted struct {
	rows, days []int
	values     [data.NumFacets][]int
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
	of := func(values []string, is func(d *data.Document, value string) bool) (entries []entities.Entry) {
		for _, name := range values {
			e := entities.Entry{Name: name}
			for _, n := range lib.Order() {
				if is(snapshottest.Document(lib.Snapshot, int(n)), name) {
					e.Rows = append(e.Rows, n)
				}
			}
			entries = append(entries, e)
		}
		return entries
	}
	entries := [data.NumFacets][]entities.Entry{
		data.Category: of(lib.Values(data.Category), func(d *data.Document, name string) bool {
			return slices.Contains(strings.Split(d.Category, data.CategorySeparator), name)
		}),
		data.Source:   of(lib.Values(data.Source), func(d *data.Document, name string) bool { return d.Source == name }),
		data.Language: of(lib.Values(data.Language), func(d *data.Document, name string) bool { return d.Lang == name }),
		data.Has: of([]string{"versions", "attachment", "gone"}, func(d *data.Document, name string) bool {
			return name == "versions" && d.Revised || name == "attachment" && strings.Contains(d.Body, "Attached: ") || name == "gone" && d.Vanished
		}),
		data.Organisation: x.Organisations(), data.Person: x.People(), data.Country: x.Countries(),
	}
	named := func(f data.Facet) func(string) []int {
		return func(typed string) []int {
			if at := slices.IndexFunc(entries[f], func(e entities.Entry) bool { return strings.EqualFold(e.Name, typed) }); at >= 0 {
				return []int{at}
			}
			return nil
		}
	}
	find := [data.NumFacets]func(string) []int{
		named(data.Category), named(data.Source), named(data.Language), named(data.Has),
		x.FindOrganisations, x.FindPeople, x.FindCountries,
	}
	out := counted{days: make([]int, len(lib.Days()))}
	var wanted [data.NumFacets][]int
	for f := range wanted {
		out.values[f] = make([]int, len(entries[f]))
		for _, typed := range q.Values[f] {
			wanted[f] = append(wanted[f], find[f](typed)...)
		}
	}
	how := matchAll(t, lib, q)
	for _, number := range lib.Order() {
		row := int(number)
		date := lib.At(row).Date
		sum := true
		for _, s := range q.Sums {
			sum = sum && x.AnySum(row, s.Holds)
		}
		excluded := false
		for f := range entries {
			for _, typed := range q.Not[f] {
				excluded = excluded || slices.ContainsFunc(find[f](typed), func(id int) bool { return slices.Contains(entries[f][id].Rows, number) })
			}
		}
		if excluded || !sum || !how[row].listed {
			continue
		}
		day := (len(q.Periods) == 0 || slices.ContainsFunc(q.Periods, func(p data.Period) bool { return p.Contains(date) })) &&
			q.Window.Contains(date)
		var holds [data.NumFacets]bool
		for f := range holds {
			has := func(id int) bool { return slices.Contains(entries[f][id].Rows, number) }
			holds[f] = len(q.Values[f]) == 0 || slices.ContainsFunc(wanted[f], has)
			if f == int(data.Has) {
				holds[f] = !slices.ContainsFunc(wanted[f], func(id int) bool { return !has(id) })
			}
		}
		all := func(but int) bool {
			for f, is := range holds {
				if f != but && !is {
					return false
				}
			}
			return true
		}
		if day && all(-1) {
			out.rows = append(out.rows, row)
		}
		if !how[row].counted {
			continue
		}
		if all(-1) {
			out.days[slices.Index(lib.Days(), date)]++
		}
		for f := range entries {
			for id, e := range entries[f] {
				if day && all(f) && (f != int(data.Has) || holds[f]) && slices.Contains(e.Rows, number) {
					out.values[f][id]++
				}
			}
		}
	}
	return out
}

// matched says what becomes of a release that a text finds: scattered letters are
// listed where little else is, and counted where nothing is.
type matched struct{ listed, counted bool }

func matchAll(t *testing.T, lib *Library, q data.Query) map[int]matched {
	t.Helper()
	all := map[int]matched{}
	words, letters := 0, map[int]bool{}
	asked := slices.ContainsFunc(q.Clauses, func(c data.Clause) bool { return c.Any[0].Kind == data.Letters })
	for _, n := range lib.Order() {
		row := int(n)
		if !q.Texted() {
			all[row] = matched{true, true}
			continue
		}
		var byWords bool
		if byWords, letters[row] = matches(t, lib, row, q); byWords {
			all[row] = matched{true, true}
			words++
		}
	}
	for row, is := range letters {
		if is && !all[row].counted {
			all[row] = matched{asked || words < fewHits, words == 0}
		}
	}
	return all
}

// matches reports whether the headline or the text of a release has what q wants as
// words or within them, or whether the headline has its letters in few runs. It
// asks a library of this release alone.
func matches(t *testing.T, lib *Library, row int, q data.Query) (words, tight bool) {
	t.Helper()
	alone := oneRelease(t, lib, row)
	a, err := alone.Texts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	has := func(text texts.Query, upTo letters.Class) bool {
		text.Letters = func(s string) []int {
			if classOf(t, alone, s) <= upTo {
				return []int{0}
			}
			return nil
		}
		rows, err := a.Search(context.Background(), alone.Snapshot, text, texts.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return len(rows) > 0
	}
	text := texts.QueryOf(q)
	if q.Words != "" {
		text = typed(q)
	}
	clauses := texts.Query{Clauses: q.Clauses}
	within := func(upTo letters.Class) bool {
		return q.Words != "" && classOf(t, alone, q.Words) <= upTo && (len(q.Clauses) == 0 || has(clauses, upTo))
	}
	if has(text, letters.Substring) || within(letters.Substring) {
		return true, false
	}
	_, tight = letters.Runs(alone.Title(0), q.Words)
	return false, has(text, letters.Scattered) || tight && within(letters.Scattered)
}

// classOf returns how the headline of a library of one has letters, and a worse class
// than any where it has not.
func classOf(t *testing.T, alone *Library, query string) letters.Class {
	t.Helper()
	res, err := alone.Index().Search(t.Context(), query, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.Len() == 0 {
		return letters.NumClasses
	}
	return res.Class(0)
}

// lone are libraries of one release each, by its ID.
var lone = map[string]*Library{}

func oneRelease(t *testing.T, lib *Library, row int) *Library {
	t.Helper()
	rel := *snapshottest.Document(lib.Snapshot, row)
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
	for _, lib := range []*Library{corpusReader(t).Library(), madeNamed(60), madeMixed(50)} {
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
		"org:KATS", "org:KCI", "country:vietnam", "country:日本 country:de person:kim", "country:베트남 category:trade", "org:hanbit org:motir", "person:kim", `person:"Lee Ho-jun" person:"JK Kim"`,
		`source:KATS source:"Ministry of Trade"`, "source:KATS lang:ko", "lang:ko lang:uk", `lang:""`, "lang:en has:versions", "has:attachment", "has:versions has:attachment", "has:gone",
		"krw>=1tn", "usd<20m", "amount:any", "category:industry org:motir person:kim", "date:2025 org:samsung org:daesung krw>1bn",
		"-category:industry", "-org:motir country:vietnam", "-lang:ko -source:KATS", "-has:versions has:attachment", "-person:kim -country:日本", "category:energy -category:trade", "-org:nobody", "org:hanbit -org:hanbit",
	}
)

func checkCounts(t *testing.T, lib *Library) {
	r := NewReader(lib, Options{Clock: today})
	carry(r, r.Init())
	listedSome, most := 0, 0
	for i, text := range textQueries {
		for k, facets := range facetQueries {
			if testing.Short() && (i+k)%4 != 0 {
				continue
			}
			most++
			query := strings.TrimSpace(text + " " + facets)
			q, err := data.ParseQuery(query, data.DateOf(today()))
			if err != nil {
				t.Fatal(err)
			}
			carry(r, r.SetLibrary(lib))
			carry(r, r.ask(q, sameRelease))
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
			same(t, query+" by day", l.days, want.days)
			for f, facet := range data.Facets {
				if lib.distinguishes(data.Facet(f)) {
					same(t, query+" by "+facet.Field, l.counts[f], want.values[f])
				}
			}
			if t.Failed() {
				t.FailNow()
			}
			checkItems(t, r, query, want)
		}
	}
	if listedSome < most/4 {
		t.Errorf("only %d of %d queries list something and not all", listedSome, most)
	}
}

// checkItems holds the lines of the facet pane to the counts.
func checkItems(t *testing.T, r *Reader, query string, want counted) {
	t.Helper()
	for _, it := range r.Items() {
		n := it.Count
		switch it.Kind {
		case ValueItem:
			v, _ := r.Library().values(it.Facet)
			n = want.values[it.Facet][v.find(it.Name)[0]]
		case YearItem, MonthItem, DayItem:
			n = 0
			for i, d := range r.Library().Days() {
				if it.Period.Contains(d) {
					n += want.days[i]
				}
			}
		}
		equal(t, query+": "+it.Label, it.Count, n)
	}
}
