package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// They come back as they were put, by name.
func TestSources(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	full := store.Source{
		Name: "Ministry", Address: "https://example.org/rss", Format: "rss", Category: "Trade", Interval: 15 * time.Minute,
		Fetch: store.Fetch{
			ETag: `"a"`, LastModified: "Fri, 14 Nov 2025 08:00:00 GMT", Tried: morning, Done: morning.Add(-time.Hour), Next: morning.Add(time.Hour), Alone: morning.Add(time.Minute),
			Failure: "404", Failures: 3, FailingSince: morning.Add(-2 * time.Hour), Ended: true,
		},
	}
	local := full
	local.Fetch.Tried = morning.In(time.FixedZone("KST", 9*3600)).Add(time.Millisecond)
	must(t, s.PutSource(t.Context(), local))
	must(t, s.PutSource(t.Context(), store.Source{Name: "Agency"}))
	got, err := opened(t, open).Sources(t.Context())
	must(t, err)
	equal(t, "the sources", got, []store.Source{{Name: "Agency"}, full})
	must(t, s.PutSource(t.Context(), store.Source{Name: "Agency", Address: "https://example.org"}))
	got, err = s.Sources(t.Context())
	must(t, err)
	equal(t, "the source", got[0].Address, "https://example.org")

	storetest.Put(t, s, "Agency", storetest.Doc("1", "One", "Text."))
	removeSource(t, s, "Agency")
	_, err = s.RemoveSource(t.Context(), "Agency", false)
	fails(t, err, store.ErrNotFound)
	got, err = s.Sources(t.Context())
	must(t, err)
	equal(t, "the sources", got, []store.Source{full})
	d, err := s.Document(t.Context(), 1) // its releases stay
	must(t, err)
	equal(t, "the source of a release", d.Source, "Agency")
	must(t, s.PutSource(t.Context(), store.Source{Name: "Agency"}))
	equal(t, "the result", storetest.Put(t, s, "Agency", storetest.Doc("1", "One", "Text.")).Unchanged, 1)
}

// A source that was removed and is added again by another name has its releases again.
// Another source at the address of one that is there, and one without an address, are new.
func TestSourceAddedAgain(t *testing.T) {
	s := opened(t, newArchive(t))
	at := "https://example.org/rss"
	must(t, s.PutSource(t.Context(), store.Source{Name: "Agency", Address: at}))
	storetest.Put(t, s, "Agency", storetest.Doc("1", "One", "Text."))
	must(t, s.PutSource(t.Context(), store.Source{Name: "Second", Address: at}))
	equal(t, "a release of the second", storetest.Put(t, s, "Second", storetest.Doc("1", "One", "Text.")).Added, 1)
	removeSource(t, s, "Agency")
	must(t, s.PutSource(t.Context(), store.Source{Name: "None"}))
	must(t, s.PutSource(t.Context(), store.Source{Name: "The Agency", Address: at}))
	equal(t, "a release of the first", storetest.Put(t, s, "The Agency", storetest.Doc("1", "One", "Text.")).Unchanged, 1)
	d, err := s.Document(t.Context(), 1)
	must(t, err)
	equal(t, "the source of a release", d.Source, "The Agency")
	got, err := s.Sources(t.Context())
	must(t, err)
	equal(t, "the sources", got, []store.Source{{Name: "None"}, {Name: "Second", Address: at}, {Name: "The Agency", Address: at}})
	removeSource(t, s, "None")
	must(t, s.PutSource(t.Context(), store.Source{Name: "Another"}))
	equal(t, "a release of none", storetest.Put(t, s, "Another", storetest.Doc("1", "One", "Text.")).Added, 1)
}

// What was imported before its source was followed becomes that source's, with its marks;
// what a followed source has, or has other words and another day at the address, does not.
func TestAdopt(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	storetest.Put(t, s, "imported", storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Text."), storetest.Doc("3", "Other", "Text."))
	must(t, s.PutSource(t.Context(), store.Source{Name: "Followed", Address: "https://followed.example/"}))
	storetest.Put(t, s, "Followed", storetest.Doc("4", "Four", "Text."))
	must(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{Mark: store.Read, On: true, Numbers: []int{1}}}}))
	third := storetest.Doc("3", "Three", "Text.")
	third.Date++
	result, err := s.Import(t.Context(), "Feed", func(in store.Import) error {
		in.Adopt()
		in.ChangeSource(func(s *store.Source) { s.Address = "https://feed.example/" })
		for _, d := range []data.Document{storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Another text."), third, storetest.Doc("4", "Four", "Text.")} {
			if _, err := in.Put(d); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	equal(t, "the result", fmt.Sprintf("%d new, %d changed, %d adopted", result.Added, result.Changed, result.Adopted), "2 new, 1 changed, 1 adopted")
	var got []string
	_, err = s.Changes(t.Context(), store.Generation{}, func(c store.Change) error {
		got = append(got, fmt.Sprintf("%d %s %s, %d", c.Number, c.Source, c.Title, c.Versions))
		return nil
	})
	must(t, err)
	equal(t, "the releases", got, []string{"1 Feed One, 1", "2 Feed Two, 2", "3 imported Other, 1", "4 Followed Four, 1", "5 Feed Three, 1", "6 Feed Four, 1"})
	marks, err := s.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "whether the first is read", marks.Read.Has(1), true)
	wrong, err := s.Check(t.Context())
	must(t, err)
	equal(t, "what is wrong", len(wrong), 0)
	equal(t, "the result again", storetest.Put(t, s, "Feed", storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Another text.")).Unchanged, 2)
	equal(t, "what is imported again", storetest.Put(t, s, "imported", storetest.Doc("3", "Other", "Text.")).Unchanged, 1)
}

// Of many who change a source at once each sees what the others did.
func TestChangedSource(t *testing.T) {
	open := newArchive(t)
	s, other := opened(t, open), opened(t, open)
	fails(t, s.ChangeSource(t.Context(), "a", func(*store.Source, []store.Source) error { return nil }), store.ErrNotFound)
	must(t, s.PutSource(t.Context(), store.Source{Name: "a"}))
	must(t, s.PutSource(t.Context(), store.Source{Name: "b", Address: "there"}))
	must(t, data.Parallel(t.Context(), 20, func(ctx context.Context, i int) error {
		return []store.Store{s, other}[i%2].ChangeSource(ctx, "a", func(one *store.Source, all []store.Source) error {
			if len(all) != 2 || !reflect.DeepEqual(all[0], *one) || all[1].Address != "there" {
				t.Errorf("all are %+v", all)
			}
			one.Interval++
			one.Name = "ignored"
			return nil
		})
	}))
	wrong := errors.New("wrong")
	err := s.ChangeSource(t.Context(), "a", func(one *store.Source, _ []store.Source) error {
		one.Interval = 0
		return wrong
	})
	equal(t, "the error", err, wrong)
	sources, err := s.Sources(t.Context())
	must(t, err)
	equal(t, "the sources", sources, []store.Source{{Name: "a", Interval: 20}, {Name: "b", Address: "there"}})
}

// Releases go with the name.
func TestRenamedSource(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Text."))
	storetest.Put(t, s, "b", storetest.Doc("1", "One", "Text."))
	g := generation(t, s)
	fails(t, s.RenameSource(t.Context(), "a", "b"), store.ErrExists)
	fails(t, s.RenameSource(t.Context(), "c", "d"), store.ErrNotFound)
	equal(t, "the generation", generation(t, s), g)
	must(t, s.RenameSource(t.Context(), "a", "c"))
	got, _ := since(t, s, g)
	equal(t, "the changes", got, "1:0@4 2:0@5")
	d, err := s.Document(t.Context(), 1)
	must(t, err)
	equal(t, "the source", d.Source, "c")
	equal(t, "the result", storetest.Put(t, s, "c", storetest.Doc("1", "One", "Text.")).Unchanged, 1)
	all, err := s.Sources(t.Context())
	must(t, err)
	equal(t, "the sources", all, []store.Source{{Name: "b"}, {Name: "c"}})
}

// A source changes with what it brings, or not at all.
func TestImportSetsSource(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	must(t, s.PutSource(t.Context(), store.Source{Name: "a", Category: "Trade"}))
	fetch := func(etag string, result error) error {
		_, err := s.Import(t.Context(), "a", func(in store.Import) error {
			must(t, s.ChangeSource(t.Context(), "a", func(now *store.Source, _ []store.Source) error {
				now.Format = etag // as somebody may meanwhile
				return nil
			}))
			in.ChangeSource(func(source *store.Source) { source.Fetch.ETag, source.Name = etag, "ignored" })
			return result
		})
		return err
	}
	etag := func() string {
		all, err := s.Sources(t.Context())
		must(t, err)
		return fmt.Sprint(len(all), all[0].Name, all[0].Category, all[0].Format, all[0].Fetch.ETag)
	}
	must(t, fetch("1", nil))
	equal(t, "the source", etag(), "1aTrade11")
	if fetch("2", store.ErrDisk) == nil {
		t.Error("the import did not fail")
	}
	equal(t, "the source", etag(), "1aTrade21")
}

// They count what is there.
func TestStats(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	early := storetest.Doc("2", "Two", "1234567")
	early.Date = 20240229
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "1234"), early, storetest.Doc("3", "Three", "12"))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "12345"))
	_, err := s.Import(t.Context(), "a", func(in store.Import) error { return in.Vanish("2") })
	must(t, err)
	must(t, s.RemoveReleases(t.Context(), []int{3}))
	must(t, s.PutSource(t.Context(), store.Source{Name: "b", Address: "https://example.org/feed"}))
	mark(t, s, "me", act(0, store.Read, true, 1))
	got, err := s.Stats(t.Context())
	must(t, err)
	for _, file := range readFiles(t, filepath.Dir(s.(*sqlite.Store).Path())) {
		got.Bytes -= int64(len(file))
	}
	got.Free = 0
	equal(t, "the stats", got, store.Stats{
		Releases: 2, Vanished: 1, Versions: 3, Text: 3*3 + 4 + 7 + 5, Oldest: 20240229, Newest: 20251114, Changes: 6, Sources: 2, Followed: 1, Readers: 1,
	})
}

// Whatever is done, a store comes to what one in memory comes to.
func TestAsMemory(t *testing.T) {
	open := newArchive(t)
	s, memory := opened(t, open), newMemory()
	random := rand.New(rand.NewPCG(1, 2))
	number := func() int { return 1 + random.IntN(40) }
	now := time.Now().Truncate(time.Second)
	var last [2]store.Generation
	for step := range 300 {
		var did [2]string
		seed := random.Uint64()
		for i, s := range []store.Store{s, memory} {
			random = rand.New(rand.NewPCG(seed, 3))
			did[i] = do(t, s, random, number, now)
		}
		equal(t, fmt.Sprint("step ", step), did[0], did[1])
		if step%10 == 0 {
			a, ga := since(t, s, last[0])
			b, gb := since(t, memory, last[1])
			equal(t, "the changes", a, b)
			last = [2]store.Generation{ga, gb}
			equal(t, "the dump", dump(t, s), dump(t, memory))
		}
		if t.Failed() {
			return
		}
	}
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "the problems", problems, []string(nil))
}

// do does something and returns what came of it.
func do(t *testing.T, s store.Store, random *rand.Rand, number func() int, now time.Time) string {
	source := []string{"a", "b", "c"}[random.IntN(3)]
	reader := []string{"me", "you"}[random.IntN(2)]
	kind := func(err error) string {
		for _, kind := range []error{store.ErrNotFound, store.ErrExists, store.ErrLimit} {
			if err != nil && fmt.Sprint(err) != "" && errors.Is(err, kind) {
				return kind.Error()
			}
		}
		return fmt.Sprint(err)
	}
	switch n := random.IntN(20); {
	case n < 10:
		result, err := s.Import(t.Context(), source, func(in store.Import) error {
			for range random.IntN(6) {
				address := fmt.Sprint(random.IntN(15))
				switch random.IntN(12) {
				case 0:
					in.Vanish(address)
				default:
					d := storetest.Doc(address, fmt.Sprint("Title ", random.IntN(3)), fmt.Sprint("Text ", random.IntN(3)))
					d.Category = []string{"Trade", "Energy"}[random.IntN(2)]
					d.Excerpt = random.IntN(5) == 0
					if _, err := in.Put(d); err != nil {
						return err
					}
				}
			}
			return nil
		})
		result.Generation.Commit = 0
		return fmt.Sprintf("import %+v %s", result, kind(err))
	case n < 16:
		b := store.Batch{Lines: map[int]int{number(): random.IntN(3)}, Values: map[string]string{"a": []string{"", "x"}[random.IntN(2)]}}
		for range random.IntN(4) {
			b.Actions = append(b.Actions, store.Action{
				Mark: store.Mark(random.IntN(2)), On: random.IntN(2) == 0, Numbers: []int{number(), number()}, Time: now,
			})
		}
		b.Searches = saved(fmt.Sprint(random.IntN(4)), []string{"", "x", "y"}[random.IntN(3)])
		return "mark " + kind(s.Mark(t.Context(), reader, b))
	case n < 17:
		return "remove releases " + kind(s.RemoveReleases(t.Context(), []int{number(), number()}))
	case n < 18:
		a, err := s.Undo(t.Context(), reader, now.Add(-time.Hour))
		return fmt.Sprintf("undo %+v %s", a, kind(err))
	case random.IntN(4) > 0:
		return "put source " + kind(s.PutSource(t.Context(), store.Source{Name: source, Category: reader}))
	case random.IntN(2) == 0:
		n, err := s.RemoveSource(t.Context(), source, random.IntN(2) == 0)
		return fmt.Sprint("remove source ", n, kind(err))
	default:
		return "rename source " + kind(s.RenameSource(t.Context(), source, []string{"a", "b", "c", "d"}[random.IntN(4)]))
	}
}

// What is local to its source is adopted by headline and day alone; what was removed by
// itself before it was followed does not come again.
func TestAdoptOnlyTheSame(t *testing.T) {
	s := opened(t, newArchive(t))
	storetest.Put(t, s, "imported", storetest.Doc("1", "Ports", "Text."), storetest.Doc("2", "Rails", "Text."),
		storetest.Doc("https://a.example/3", "Ships", "Text."), storetest.Doc("https://a.example/4", "Yards", "Text."))
	must(t, s.RemoveReleases(t.Context(), []int{4}))
	docs := []data.Document{storetest.Doc("1", "Ports", "Text."), storetest.Doc("2", "Tolls", "Text."),
		storetest.Doc("https://a.example/3", "Ships leave", "Text."), storetest.Doc("https://a.example/4", "Yards", "Text.")}
	for _, want := range []string{"1 new, 1 changed, 0 unchanged, 1 forgotten", "0 new, 0 changed, 3 unchanged, 1 forgotten"} {
		result, err := s.Import(t.Context(), "Feed", func(in store.Import) error {
			in.Adopt()
			return storetest.PutAll(docs)(in)
		})
		must(t, err)
		equal(t, "the result", fmt.Sprintf("%d new, %d changed, %d unchanged, %d forgotten", result.Added, result.Changed, result.Unchanged, result.Forgotten), want)
	}
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "what is wrong", len(problems), 0)
}

// What was removed with its source, and imported since, is the source's again when that is
// followed anew, and there is one of each.
func TestAdoptAfterRemoval(t *testing.T) {
	s := opened(t, newArchive(t))
	docs := []data.Document{storetest.Doc("https://a.example/1", "Ports", "Text."), storetest.Doc("https://a.example/2", "Rails", "Text.")}
	storetest.Put(t, s, "Feed", docs...)
	_, err := s.RemoveSource(t.Context(), "Feed", true)
	must(t, err)
	storetest.Put(t, s, "imported", docs[0])
	result, err := s.Import(t.Context(), "Feed", func(in store.Import) error {
		in.Adopt()
		return storetest.PutAll(docs)(in)
	})
	must(t, err)
	equal(t, "the result", fmt.Sprintf("%d new, %d adopted", result.Added, result.Adopted), "1 new, 1 adopted")
	var got []string
	_, err = s.Changes(t.Context(), store.Generation{}, func(c store.Change) error {
		if c.State == store.Present {
			got = append(got, c.Source+" "+c.Title)
		}
		return nil
	})
	must(t, err)
	slices.Sort(got)
	equal(t, "the releases", got, []string{"Feed Ports", "Feed Rails"})
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "what is wrong", len(problems), 0)
	equal(t, "the result again", storetest.Put(t, s, "imported", docs[0]).Added, 1)
}

// A release of which a reader has no mark any more, but the marking that can be undone, is
// removed, and the reader's marks are whole.
func TestRemoveWhatWasMarked(t *testing.T) {
	s := opened(t, newArchive(t))
	storetest.Put(t, s, "Feed", storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Text."))
	for _, on := range []bool{true, false} {
		must(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{Mark: store.Read, On: on, Numbers: []int{1}, Time: time.Now()}}}))
	}
	must(t, s.RemoveReleases(t.Context(), []int{1}))
	marks, err := s.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "whether the second is read", marks.Read.Has(2), false)
	must(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{Mark: store.Starred, On: true, Numbers: []int{2}}}}))
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "what is wrong", len(problems), 0)
}

// A source that is removed while something is brought in stays removed; one that was removed
// before has what is brought in, and is not followed.
func TestImportToRemoved(t *testing.T) {
	s := opened(t, newArchive(t))
	must(t, s.PutSource(t.Context(), store.Source{Name: "Office", Address: "https://o.example/"}))
	_, err := s.Import(t.Context(), "Office", func(in store.Import) error {
		removeSource(t, s, "Office")
		return storetest.PutAll([]data.Document{storetest.Doc("1", "One", "Text.")})(in)
	})
	fails(t, err, store.ErrNotFound)
	sources, err := s.Sources(t.Context())
	must(t, err)
	equal(t, "the sources", len(sources), 0)
	equal(t, "the result", storetest.Put(t, s, "Office", storetest.Doc("1", "One", "Text.")).Added, 1)
	sources, err = s.Sources(t.Context())
	must(t, err)
	equal(t, "the sources", sources, []store.Source{{Name: "Office"}})
}
