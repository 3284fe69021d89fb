package snapshot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/data/text"
)

// dump tells all that a snapshot knows, but for places of texts.
func dump(s *snapshot.Snapshot) string {
	all := fmt.Sprintln(s.Len(), s.End(), s.Order(), s.Values(data.Category), s.Values(data.Source), s.Values(data.Language), s.HasAny(), s.Days())
	from, to := s.MainDays()
	all += fmt.Sprintln(from, to)
	for n := range s.End() {
		if s.Has(n) {
			all += fmt.Sprintln(*snapshottest.Document(s, n), s.ValuesOf(data.Category)(n), s.ValuesOf(data.Source)(n), s.ValuesOf(data.Language)(n), s.ValuesOf(data.Has)(n), s.Days()[s.DayOf(n)], s.WithPrefix(s.ID(n)))
		}
	}
	return all
}

// After any changes a snapshot is what it would be if it had been made of what
// there is now, and the one before is what it was.
func TestApply(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	s, _ := snapshot.New(nil)
	now := map[int]data.Document{}
	ids := map[int]string{} // at first sight
	end := 0
	for round := range 60 {
		before, was := s, dump(s)
		var changes []snapshot.Change
		for range 1 + random.IntN(12) {
			n := random.IntN(end + 5)
			if random.IntN(4) == 0 {
				changes = append(changes, snapshot.Change{Number: n})
				delete(now, n)
			} else {
				d := someDocument(random, 1000*round+n)
				d.Category = fmt.Sprint("Category ", random.IntN(30))
				d.Place.File = fmt.Sprint("Source ", random.IntN(5))
				d.Lang = [...]string{"", "ko", "uk"}[random.IntN(3)]
				d.Revised = random.IntN(3) == 0
				d.Body += [...]string{"", "\nAttached: tables.xlsx"}[random.IntN(2)]
				d.Address = fmt.Sprint("https://example.org/", n)
				d.Revised, d.Vanished = random.IntN(3) == 0, random.IntN(3) == 0
				changes = append(changes, snapshot.Change{Number: n, Document: &d})
				now[n] = d
			}
			end = max(end, n+1)
		}
		s = s.Apply(changes)
		if got := dump(before); got != was {
			t.Fatalf("round %d changed the snapshot before:\n%.2000s\nwas\n%.2000s", round, got, was)
		}
		if s.Len() != len(now) || s.End() != end {
			t.Fatalf("round %d: %d releases to number %d, want %d to %d", round, s.Len(), s.End(), len(now), end)
		}
		for n, d := range now {
			if ids[n] == "" {
				ids[n] = d.Hash().ID().String()
			}
			d.Number, d.ID, d.Version, d.Source = n, ids[n], d.Hash().String(), d.Place.File
			if d.Lang == "" {
				d.Lang = text.Language("", d.Title, d.Body)
			}
			if got := snapshottest.Document(s, n); *got != d {
				t.Fatalf("round %d: number %d is\n%.300v, want\n%.300v", round, n, *got, d)
			}
		}
		fresh, _ := snapshot.New(nil)
		var all []snapshot.Change
		for n := range end {
			if d, ok := now[n]; ok {
				all = append(all, snapshot.Change{Number: n, Document: &d})
			}
		}
		fresh = fresh.Apply(all)
		if !slices.Equal(s.Values(data.Source), fresh.Values(data.Source)) || !slices.Equal(s.Values(data.Language), fresh.Values(data.Language)) || s.HasAny() != fresh.HasAny() {
			t.Fatalf("round %d: of %q in %q, want of %q in %q", round, s.Values(data.Source), s.Values(data.Language), fresh.Values(data.Source), fresh.Values(data.Language))
		}
		if !slices.Equal(s.Order(), fresh.Order()) || !slices.Equal(s.Values(data.Category), fresh.Values(data.Category)) || !slices.Equal(s.Days(), fresh.Days()) {
			t.Fatalf("round %d: the order is\n%v, want\n%v", round, s.Order(), fresh.Order())
		}
		for n := range now {
			if !slices.Equal(s.ValuesOf(data.Source)(n), fresh.ValuesOf(data.Source)(n)) || !slices.Equal(s.ValuesOf(data.Language)(n), fresh.ValuesOf(data.Language)(n)) ||
				!slices.Equal(s.ValuesOf(data.Has)(n), fresh.ValuesOf(data.Has)(n)) {
				t.Fatalf("round %d: number %d is of source %d, language %d, and has %d, want %d, %d and %d", round, n,
					s.ValuesOf(data.Source)(n), s.ValuesOf(data.Language)(n), s.ValuesOf(data.Has)(n), fresh.ValuesOf(data.Source)(n), fresh.ValuesOf(data.Language)(n), fresh.ValuesOf(data.Has)(n))
			}
			if !slices.Equal(s.ValuesOf(data.Category)(n), fresh.ValuesOf(data.Category)(n)) || s.DayOf(n) != fresh.DayOf(n) {
				t.Fatalf("round %d: number %d is in categories %d of day %d, want %d of %d",
					round, n, s.ValuesOf(data.Category)(n), s.DayOf(n), fresh.ValuesOf(data.Category)(n), fresh.DayOf(n))
			}
		}
	}
}

// Two snapshots that were made of the same one do not know of each other.
func TestApplyTwice(t *testing.T) {
	s, _ := snapshot.New(many(100))
	one := data.Document{Release: data.Release{Date: 20260101, Title: "One", Category: "New"}}
	other := data.Document{Release: data.Release{Date: 20260102, Title: "Other", Category: "Newer"}}
	a := s.Apply([]snapshot.Change{{Number: 100, Document: &one}, {Number: 3}})
	wasA := dump(a)
	b := s.Apply([]snapshot.Change{{Number: 100, Document: &other}, {Number: 4, Document: &one}})
	if dump(a) != wasA || a.Title(100) != "One" || b.Title(100) != "Other" || a.Has(3) || !b.Has(3) || b.Title(4) != "One" || a.Title(4) == "One" {
		t.Errorf("they share more than what did not change: %q, %q", a.Title(100), b.Title(100))
	}
}

// A deleted release takes its ID with it, and has it again when it comes back.
func TestDeletedKeepsItsID(t *testing.T) {
	d := data.Document{Release: data.Release{Date: 20251114, Title: "Release"}}
	s, _ := snapshot.New([]data.Document{d})
	id := s.ID(0)
	s = s.Apply([]snapshot.Change{{Number: 0}})
	if s.Has(0) || s.Len() != 0 || s.WithPrefix(id) != nil || len(s.Days()) != 0 || len(s.Values(data.Category)) != 0 {
		t.Errorf("a deleted release is there: %s", dump(s))
	}
	s = s.Apply([]snapshot.Change{{Number: 1, Document: &d}})
	if s.ID(1) == id {
		t.Errorf("its ID %s was given to another", id)
	}
	corrected := data.Document{Release: data.Release{Date: 20251115, Title: "Corrected"}}
	s = s.Apply([]snapshot.Change{{Number: 0, Document: &corrected}})
	if got := s.WithPrefix(id); !slices.Equal(got, []int{0}) || s.Title(0) != "Corrected" {
		t.Errorf("it came back, and %s finds %v", id, got)
	}
}

// A release that comes with an ID keeps it, among those that are given theirs. One that
// is no ID is not kept, and a correction changes none.
func TestGivenIDs(t *testing.T) {
	document := func(id, title string) *data.Document {
		return &data.Document{Release: data.Release{ID: id, Date: 20251114, Title: title}}
	}
	before, _ := snapshot.New(many(50))
	s := before.Apply([]snapshot.Change{
		{Number: 50, Document: document("zzzzzzzz", "Last")},
		{Number: 51, Document: document("00000001", "First")},
		{Number: 52, Document: document("none", "None")},
		{Number: 53, Document: document("hhhhhhhh", "Middle")},
	})
	s = s.Apply([]snapshot.Change{{Number: 50, Document: document("11111111", "Corrected")}})
	for n, want := range map[int]string{50: "zzzzzzzz", 51: "00000001", 53: "hhhhhhhh"} {
		if s.ID(n) != want {
			t.Errorf("number %d has the ID %s, want %s", n, s.ID(n), want)
		}
	}
	if s.ID(52) == "none" || len(s.ID(52)) != data.IDLen || s.WithPrefix("11111111") != nil {
		t.Errorf("%q is an ID, or a correction's is given", s.ID(52))
	}
	for n := range s.End() {
		if got := s.WithPrefix(s.ID(n)); !slices.Equal(got, []int{n}) {
			t.Errorf("the ID %s finds %v, want %d", s.ID(n), got, n)
		}
	}
	if got := before.WithPrefix("zzzzzzzz"); got != nil {
		t.Errorf("the snapshot before finds %v", got)
	}
}

// An address is kept up to 65,535 bytes. Beyond, the release is as one without.
func TestLongAddresses(t *testing.T) {
	for length, kept := range map[int]bool{1: true, 65_534: true, 65_535: true, 65_536: false, 131_072: false} {
		address := strings.Repeat("a", length)
		s, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20251114, Title: "Title", Address: address}, Body: "Body."}})
		d := snapshottest.Document(s, 0)
		if d.Title != "Title" || d.Body != "Body." || kept && d.Address != address || !kept && len(d.Address) > 20 {
			t.Errorf("an address of %d bytes: %q, %q, %d bytes", length, d.Title, d.Body, len(d.Address))
		}
	}
}

// BenchmarkApply is ten new releases, and ten corrections, in a million.
func BenchmarkApply(b *testing.B) {
	s, _ := snapshot.New(many(1_000_000))
	for name, from := range map[string]int{"new": s.End(), "corrected": 500_000} {
		var changes []snapshot.Change
		for i := range 10 {
			d := data.Document{Release: data.Release{Date: 20251129, Title: fmt.Sprint("Release ", i)}, Body: "A body."}
			changes = append(changes, snapshot.Change{Number: from + i, Document: &d})
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Apply(changes)
			}
		})
	}
}
