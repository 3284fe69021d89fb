package entities_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/index/sidecar"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// built returns the index of a snapshot, built with a file, and how many of the
// releases were read for it.
func built(t *testing.T, s *snapshot.Snapshot, f *entities.File) (x *entities.Index, read int) {
	t.Helper()
	x = entities.NewIndex(s)
	x.File = f
	if err := x.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	return x, entities.Found(x)
}

// What releases name is read once: an index that is made with the file knows what a
// fresh one does, and has read nothing but what is new or corrected.
func TestFile(t *testing.T) {
	s, fresh := corpusIndex(t)
	file := func() *entities.File {
		return &entities.File{Path: filepath.Join(t.TempDir(), "names"), Probe: "Minister Kim Jung-kwan spent KRW 5 billion."}
	}
	f := file()
	if _, read := built(t, s, f); read != s.Len() {
		t.Errorf("the first time %d are read", read)
	}
	again := &entities.File{Path: f.Path, Probe: f.Probe}
	x, read := built(t, s, again)
	if read != 0 {
		t.Errorf("the second time %d are read", read)
	}
	sameIndex(t, s, x, fresh)
	if info, err := os.Stat(f.Path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}

	corrected := snapshottest.Document(s, 2)
	corrected.Body += " The Busan Institute of Technology was there."
	added := data.Document{Release: data.Release{Date: 20251129, Title: "Notice"}, Body: "KATS and Vietnam agreed, said Minister Kim Jung-kwan. It costs KRW 5 billion."}
	changes := []snapshot.Change{{Number: 2, Document: corrected}, {Number: 4}, {Number: s.End(), Document: &added}}
	next := s.Apply(changes)
	applied := x.Apply(next, changes)
	if err := applied.Build(t.Context()); err != nil || entities.Found(applied) != 2 {
		t.Errorf("after changes %d are read, %v", entities.Found(applied), err)
	}
	x, read = built(t, next, again)
	if read != 0 {
		t.Errorf("with the changes %d are read", read)
	}
	sameIndex(t, next, x, entities.NewIndex(next))
	// The snapshot before finds of its corrected release what was read last.
	x, read = built(t, s, again)
	if read != 1 {
		t.Errorf("of the snapshot before %d are read", read)
	}
	sameIndex(t, s, x, fresh)
	// By other rules all is read anew, without a word.
	other := &entities.File{Path: f.Path, Probe: "Another text.", Note: func(why string) { t.Errorf("noted is %s", why) }}
	if _, read = built(t, s, other); read != s.Len() {
		t.Errorf("by other rules %d are read", read)
	}
	if _, read = built(t, s, other); read != 0 {
		t.Errorf("by other rules %d are read again", read)
	}
	// And where no file can be made, all is as without one.
	nowhere := &entities.File{Path: filepath.Join(f.Path, "missing")}
	x, _ = built(t, s, nowhere)
	sameIndex(t, s, x, fresh)
}

// Of a large snapshot the words stay in the file: what is known and what is alike is
// the same, after changes too.
func TestLightFile(t *testing.T) {
	defer entities.SetLight(5)()
	s, fresh := corpusIndex(t)
	f := &entities.File{Path: filepath.Join(t.TempDir(), "names")}
	for range 2 { // as it is read, and as it is in the file
		x, _ := built(t, s, f)
		sameIndex(t, s, x, fresh)
		added := *snapshottest.Document(s, 3)
		added.Title, added.Body = "Notice", added.Body+" KATS and Vietnam agreed, said Minister Kim Jung-kwan."
		changes := []snapshot.Change{{Number: s.End(), Document: &added}, {Number: 4}}
		next := s.Apply(changes)
		x = x.Apply(next, changes)
		sameIndex(t, next, x, entities.NewIndex(next))
		if light := entities.Light(x); !light {
			t.Error("its words are in memory")
		}
	}
	nowhere, _ := built(t, s, &entities.File{Path: filepath.Join(f.Path, "missing")})
	sameIndex(t, s, nowhere, fresh)
	// Where the file is gone nothing is alike, and all else is known.
	x, _ := built(t, s, f)
	if err := os.Remove(f.Path); err != nil {
		t.Fatal(err)
	}
	if got := x.Related(t.Context(), 0, 5); len(got) > 0 || len(x.People()) != len(fresh.People()) {
		t.Errorf("without the file there are %d people, and alike are %v", len(x.People()), got)
	}
}

// What other processes make of the file while it is asked does no harm: words that came
// to it count for nothing, and of another file, whose numbers mean other words, nothing
// is alike.
func TestLightFileChangesWhileAsked(t *testing.T) {
	defer entities.SetLight(5)()
	s, _ := corpusIndex(t)
	f := &entities.File{Path: filepath.Join(t.TempDir(), "names")}
	file := func() []byte {
		t.Helper()
		b, err := os.ReadFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	put := func(b []byte) {
		t.Helper()
		if err := os.WriteFile(f.Path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	built(t, s, f)
	less := file()
	added := *snapshottest.Document(s, 3)
	for i := range 200 {
		added.Body += fmt.Sprintf(" lantern%c%c", 'a'+i/20, 'a'+i%20)
	}
	next := s.Apply([]snapshot.Change{{Number: s.End(), Document: &added}})
	x, _ := built(t, next, f)
	more := file()

	if err := os.Remove(f.Path); err != nil {
		t.Fatal(err)
	}
	if got := x.Related(t.Context(), 0, 5); len(got) > 0 {
		t.Errorf("without the file %v is alike", got)
	}
	put(less)
	want := x.Related(t.Context(), 0, 5)
	if len(want) == 0 {
		t.Fatal("nothing is alike")
	}
	put(more) // another process has saved what this one could not
	if got := x.Related(t.Context(), 0, 5); len(got) == 0 || got[0].Row != want[0].Row {
		t.Errorf("with more words %v is alike, and before %v", got, want)
	}
	if err := os.Remove(f.Path); err != nil {
		t.Fatal(err)
	}
	built(t, next, f)
	if got := x.Related(t.Context(), 0, 5); len(got) > 0 {
		t.Errorf("by the words of another file %v is alike", got)
	}
}

// Two indexes that are built in turn on one file number what they find each for
// itself.
func TestFileIsShared(t *testing.T) {
	s, _ := corpusIndex(t)
	f := &entities.File{Path: filepath.Join(t.TempDir(), "names")}
	one, _ := built(t, s, f)
	two, _ := built(t, s, &entities.File{Path: f.Path})
	next := s
	for i, name := range []string{"Korea Institute of Lanterns", "Korea Institute of Ferries", "Korea Institute of Lanterns"} {
		d := data.Document{Release: data.Release{Date: 20251129, Title: fmt.Sprint("Notice ", i)}, Body: "The " + name + " spoke with Minister Han Dong-su of Vietnam."}
		changes := []snapshot.Change{{Number: next.End(), Document: &d}}
		next = next.Apply(changes)
		one, two = one.Apply(next, changes), two.Apply(next, changes)
		for _, x := range []*entities.Index{two, one} {
			if err := x.Build(t.Context()); err != nil {
				t.Fatal(err)
			}
			one, two = two, one // who is first
		}
	}
	x, read := built(t, next, f)
	if read != 0 {
		t.Errorf("%d are read", read)
	}
	sameIndex(t, next, x, entities.NewIndex(next))
	sameIndex(t, next, one, two)
}

// A damaged file is made anew, with a word; a note that is damaged is read again.
func TestDamagedFile(t *testing.T) {
	s, fresh := corpusIndex(t)
	for name, spoil := range map[string]func(path string, whole []byte) error{
		"cut off": func(path string, whole []byte) error { return os.Truncate(path, int64(len(whole)/2)) },
		"another text": func(path string, _ []byte) error {
			return os.WriteFile(path, []byte(strings.Repeat("text ", 5000)), 0o600)
		},
		"without pages": func(path string, whole []byte) error { clear(whole[8192:]); return os.WriteFile(path, whole, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			var notes []string
			f := &entities.File{Path: filepath.Join(t.TempDir(), "names"), Note: func(why string) { notes = append(notes, why) }}
			built(t, s, f)
			whole, err := os.ReadFile(f.Path)
			if err != nil {
				t.Fatal(err)
			}
			if err := spoil(f.Path, whole); err != nil {
				t.Fatal(err)
			}
			x, _ := built(t, s, f)
			sameIndex(t, s, x, fresh)
			if len(notes) != 1 {
				t.Errorf("noted is %q", notes)
			}
			built(t, s, f)
			if err := sidecar.Check(t.Context(), f.Path, entities.FileFormat); err != nil {
				t.Error(err)
			}
			if _, read := built(t, s, f); read != 0 || len(notes) != 1 {
				t.Errorf("then %d are read, and noted is %q", read, notes)
			}
		})
	}
	// A byte that has changed, in each page in turn.
	var notes []string
	f := &entities.File{Path: filepath.Join(t.TempDir(), "names"), Note: func(why string) { notes = append(notes, why) }}
	built(t, s, f)
	whole, err := os.ReadFile(f.Path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	told := 0
	for at := 0; at < len(whole); at += page {
		one := bytes.Clone(whole)
		one[at+at*7%page+at/page] ^= 0x5a
		if err := os.WriteFile(f.Path, one, 0o600); err != nil {
			t.Fatal(err)
		}
		x, _ := built(t, s, f)
		sameIndex(t, s, x, fresh)
		if len(notes) > 1 {
			t.Errorf("with page %d damaged noted is %q", at/page, notes)
		}
		told += len(notes)
		notes = nil
		if err := os.Remove(f.Path); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	if pages := len(whole) / page; told < pages/2 {
		t.Errorf("of %d damaged pages %d were met", pages, told)
	}
}

// What was read before the building was ended is not read again.
func TestFileOfABuildingThatEnded(t *testing.T) {
	s, _ := corpusIndex(t)
	var changes []snapshot.Change
	for n := range 600 {
		d := *snapshottest.Document(s, n%s.Len())
		d.Title = fmt.Sprint(d.Title, " ", n)
		changes = append(changes, snapshot.Change{Number: s.End() + n, Document: &d})
	}
	s = s.Apply(changes)
	f := &entities.File{Path: filepath.Join(t.TempDir(), "names")}
	x := entities.NewIndex(s)
	x.File = f
	ctx, cancel := context.WithCancel(t.Context())
	var times atomic.Int32
	x.Pause = func(context.Context) error {
		if times.Add(1) == 5 {
			cancel()
		}
		return nil
	}
	if err := x.Build(ctx); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, read := built(t, s, f); read == 0 || read > 500 {
		t.Errorf("%d of %d are read", read, s.Len())
	}
}
