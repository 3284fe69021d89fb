package snapshot_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// headlines tells all that a stored snapshot knows.
func headlines(s *snapshot.Snapshot) string {
	all := fmt.Sprintln(s.Len(), s.End(), s.Order(), s.Values(data.Category), s.Values(data.Source), s.Values(data.Language), s.HasAny(), s.Days())
	from, to := s.MainDays()
	all += fmt.Sprintln(from, to)
	for n := range s.End() {
		if s.Has(n) {
			all += fmt.Sprintln(*s.At(n), s.PlaceOf(n), s.ValuesOf(data.Category)(n), s.ValuesOf(data.Source)(n), s.ValuesOf(data.Language)(n), s.ValuesOf(data.Has)(n), s.Days()[s.DayOf(n)], s.WithPrefix(s.ID(n)))
		}
	}
	return all
}

// ofStore is a document as a store has it.
func ofStore(random *rand.Rand, n int) data.Document {
	d := someDocument(random, n)
	d.Category, d.Source = fmt.Sprint("Category ", random.IntN(30)), fmt.Sprint("Source ", random.IntN(3))
	d.Revised, d.Vanished, d.Place = random.IntN(3) == 0, random.IntN(3) == 0, data.Place{File: d.Source}
	if random.IntN(3) == 0 {
		d.Body += "\n" + data.Attached + "[a.pdf](<https://example.org/a.pdf>)"
	}
	d.Number, d.ID, d.Version = n, d.Hash().ID().String(), d.Hash().String()
	if d.Address = d.Version; random.IntN(2) == 0 {
		d.Address = fmt.Sprint("https://example.org/", n)
	}
	if random.IntN(3) == 0 {
		d.Page = fmt.Sprint("https://example.org/pages/", n)
	}
	return d
}

// kept returns a stored snapshot that has seen releases come, change and go.
func kept(random *rand.Rand, rounds, most int) *snapshot.Snapshot {
	s := snapshot.NewStoreBuilder(shelf{}).Snapshot()
	end := 1
	for range rounds {
		var changes []snapshot.Change
		for range 1 + random.IntN(most) {
			n := 1 + random.IntN(end+4)
			c := snapshot.Change{Number: n, Batch: random.Int64N(4)}
			if random.IntN(5) > 0 {
				d := ofStore(random, n)
				c.Document = &d
			}
			changes = append(changes, c)
			end = max(end, n)
		}
		s = s.Apply(changes)
	}
	return s
}

func written(t testing.TB, s *snapshot.Snapshot, g store.Generation) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "archive.db.columns")
	if err := s.WriteFile(t.Context(), path, g, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, path string) (head, all *snapshot.Snapshot, g store.Generation, err error) {
	t.Helper()
	f, err := snapshot.OpenFile(path, shelf{})
	if err != nil {
		return nil, nil, g, err
	}
	defer f.Close()
	if head, err = f.Head(); err != nil {
		return nil, nil, g, err
	}
	all, err = f.Read(t.Context())
	return head, all, f.Generation, err
}

// What is read of a file is the snapshot that was written, and its newest releases
// come first. What is applied to it then comes to the same.
func TestFile(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for round, size := range []int{0, 1, 5, 40, 300, 300} {
		s := kept(random, size, 30)
		if size == 0 {
			s = snapshot.NewStoreBuilder(shelf{}).Snapshot()
		}
		g := store.Generation{Change: int64(round + 1), Commit: -7}
		path := written(t, s, g)
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("it is %v, %v", info, err)
		}
		head, all, of, err := read(t, path)
		if err != nil || of != g {
			t.Fatalf("of generation %v, want %v: %v", of, g, err)
		}
		if got, want := headlines(all), headlines(s); got != want {
			t.Fatalf("round %d: it is\n%.2000s\nwant\n%.2000s", round, got, want)
		}
		if n := min(s.Len(), 256); !slices.Equal(head.Order(), s.Order()[:n]) || head.End() != s.End() {
			t.Errorf("the newest are %d, want %d", head.Order(), s.Order()[:n])
		}
		for _, n := range head.Order() {
			if got, want := *head.At(int(n)), *s.At(int(n)); got != want {
				t.Errorf("of the newest %d is\n%v, want\n%v", n, got, want)
			}
		}
		var changes []snapshot.Change
		for range 20 {
			d := ofStore(random, 1+random.IntN(s.End()+3))
			changes = append(changes, snapshot.Change{Number: d.Number, Document: &d})
		}
		if got, want := headlines(all.Apply(changes)), headlines(s.Apply(changes)); got != want {
			t.Errorf("round %d: after changes it is\n%.2000s\nwant\n%.2000s", round, got, want)
		}
		if entries, err := os.ReadDir(filepath.Dir(path)); len(entries) != 1 || err != nil {
			t.Errorf("beside it are %v, %v", entries, err)
		}
	}
}

// Headlines and addresses of more than a chunk are written and read, after some of them are
// gone too; a page is kept where it has room beside the address.
func TestFileOfChunks(t *testing.T) {
	stock := snapshot.NewStoreBuilder(shelf{})
	const most = 1<<16 - 1
	address := "https://example.org/" + strings.Repeat("a", 40_000)
	for n := range 120 {
		d := data.Document{Release: data.Release{Number: n + 1, Date: 20251114, Title: fmt.Sprint("Release ", n), Address: fmt.Sprint(address, n+100)}}
		d.Page = strings.Repeat("p", most-len(d.Address)-1+n%2)
		d.ID, d.Version = d.Hash().ID().String(), d.Hash().String()
		stock.Put(d, 0)
	}
	s := stock.Snapshot()
	if r, next := s.At(1), s.At(2); len(r.Address)+1+len(r.Page) != most || next.Page != "" || next.Address != address+"101" {
		t.Errorf("the pages have %d and %d bytes, and the addresses %d and %d", len(r.Page), len(next.Page), len(r.Address), len(next.Address))
	}
	for _, s := range []*snapshot.Snapshot{s, s.Apply([]snapshot.Change{{Number: 1}, {Number: 60}})} {
		_, all, _, err := read(t, written(t, s, store.Generation{Change: 1}))
		if err != nil || headlines(all) != headlines(s) {
			t.Errorf("of %d releases it is another one: %v", s.Len(), err)
		}
	}
}

// All that a store keeps, taken at once, is what it is taken bit by bit.
func TestStoreBuilder(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	taken, want := snapshot.NewStoreBuilder(shelf{}), snapshot.NewStoreBuilder(shelf{}).Snapshot()
	for n := 1; n < 500; n += 1 + random.IntN(2)*random.IntN(9) {
		d := ofStore(random, n)
		batch := random.Int64N(4)
		taken.Put(d, batch)
		want = want.Apply([]snapshot.Change{{Number: n, Document: &d, Batch: batch}})
		if d.Lang = want.At(n).Lang; *want.At(n) != d.Release {
			t.Errorf("release %d is\n%v, want\n%v", n, *want.At(n), d.Release)
		}
	}
	if got, want := headlines(taken.Snapshot()), headlines(want); got != want {
		t.Errorf("it is\n%.2000s\nwant\n%.2000s", got, want)
	}
}

// A file with any byte changed, or cut off anywhere, or of another format, is
// refused: what is read is never wrong.
func TestDamagedFile(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	s := kept(random, 20, 10)
	path := written(t, s, store.Generation{Change: 5, Commit: 9})
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(name string, b []byte, want error) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := snapshot.OpenFile(path, shelf{})
		if err == nil { // whether the head is asked for or not
			_, err = f.Read(t.Context())
			f.Close()
		}
		if err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	for at := range whole {
		if at > 400 && random.IntN(20) > 0 {
			continue
		}
		b := slices.Clone(whole)
		b[at] ^= 1 << random.IntN(8)
		want := snapshot.ErrDamagedFile
		if at >= 17 && at < 21 { // the format's number
			want = nil
		}
		refused(fmt.Sprint("byte ", at), b, want)
	}
	for size := 0; size < len(whole); size += 1 + random.IntN(200) {
		refused(fmt.Sprint("cut off at ", size), whole[:size], snapshot.ErrDamagedFile)
	}
	refused("longer", append(slices.Clone(whole), 0), snapshot.ErrDamagedFile)
	refused("another file", []byte(strings.Repeat("Not columns at all. ", 100)), snapshot.ErrDamagedFile)
}

// Who fails to write the file leaves the one that was there, and nothing else.
func TestFileNotWritten(t *testing.T) {
	s := kept(rand.New(rand.NewPCG(9, 9)), 5, 5)
	path := written(t, s, store.Generation{Change: 1, Commit: 1})
	later := store.Generation{Change: 2, Commit: 2}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.WriteFile(cancelled, path, later, 0o600); err == nil {
		t.Error("it is written after its context's end")
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); len(entries) != 1 || err != nil {
		t.Errorf("beside it are %v, %v", entries, err)
	}
	if _, _, g, err := read(t, path); err != nil || g.Change != 1 {
		t.Errorf("it is of %v, %v", g, err)
	}
	if err := s.WriteFile(t.Context(), path, later, 0o600); err != nil {
		t.Error(err)
	}
	if _, _, g, err := read(t, path); err != nil || g != later {
		t.Errorf("it is of %v, %v", g, err)
	}
}

// The bytes of a file are those of its format: where this test fails, and rightly so,
// formatVersion has to be raised, or files of an older pressroom are misread.
func TestFormat(t *testing.T) {
	stock := snapshot.NewStoreBuilder(shelf{})
	for n, d := range []data.Document{
		{Release: data.Release{Date: 20251114, Category: "Energy; Trade", Title: "Wind rises", Excerpt: true, Address: "https://example.org/1"}},
		{Release: data.Release{Date: 20251115, Title: "무역 통상", Revised: true, Source: "feed"}, Body: "산업부.\n" + data.Attached + "a.pdf"},
		{Release: data.Release{Date: 20251113, Title: "Gone", Vanished: true, Lang: "fr"}, Place: data.Place{File: "board", Line: 7}},
	} {
		d.Number, d.ID, d.Version = 2*n+1, d.Hash().ID().String(), d.Hash().String()
		stock.Put(d, int64(n))
	}
	b, err := os.ReadFile(written(t, stock.Snapshot(), store.Generation{Change: 3, Commit: 4}))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	if got, want := hex.EncodeToString(sum[:8]), "ef5e50eaf8cdb302"; got != want {
		t.Errorf("format 4 has the sum %s, want %s", got, want)
	}
}

// BenchmarkFile is a million headlines.
func BenchmarkFile(b *testing.B) {
	stock := snapshot.NewStoreBuilder(shelf{})
	for i, d := range many(1_000_000) {
		d.Number, d.ID, d.Version = i+1, d.Hash().ID().String(), d.Hash().String()
		stock.Put(d, 0)
	}
	s := stock.Snapshot()
	path := filepath.Join(b.TempDir(), "columns")
	b.Run("Write", func(b *testing.B) {
		for b.Loop() {
			if err := s.WriteFile(b.Context(), path, store.Generation{}, 0o600); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Head", func(b *testing.B) {
		for b.Loop() {
			f, err := snapshot.OpenFile(path, shelf{})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.Head(); err != nil {
				b.Fatal(err)
			}
			f.Close()
		}
	})
	b.Run("Read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, _, err := read(b, path); err != nil {
				b.Fatal(err)
			}
		}
	})
}
