package model

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"sync"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// columns is the file of an archive's columns, so that opening it need not read the archive.
type columns struct {
	path string // "" for none

	writing sync.Mutex
	have    store.Generation // of the file; zero where there is none of use
	behind  int              // changes that it does not have
	lost    bool             // a part of the archive could not be read: the file would hide that
}

// open opens the file, nil where there is none of use. A damaged one is a problem.
func (c *columns) open(s store.Store) (*snapshot.File, []data.Problem) {
	if c.path == "" {
		return nil, nil
	}
	f, err := snapshot.OpenFile(c.path, s)
	return f, c.problems(err)
}

func (c *columns) problems(err error) []data.Problem {
	if !errors.Is(err, snapshot.ErrDamagedFile) {
		return nil
	}
	return []data.Problem{{Place: data.Place{File: c.path}, What: "the headlines kept beside the archive are damaged: they were read from the archive"}}
}

// read returns what the file has, and its generation; nil where it is of no use.
func (c *columns) read(ctx context.Context, s store.Store) (*snapshot.Snapshot, store.Generation, []data.Problem) {
	f, problems := c.open(s)
	if f == nil {
		return nil, store.Generation{}, problems
	}
	defer f.Close()
	all, err := f.Read(ctx)
	if err != nil || f.Generation == (store.Generation{}) {
		return nil, store.Generation{}, c.problems(err)
	}
	c.have = f.Generation
	return all, f.Generation, nil
}

// smallArchive is how many releases an archive has that is read in some 5 ms.
const smallArchive = 20_000

// Head returns a library of the newest releases alone, to be shown while [Archive.Refresh]
// reads the rest; nil where it is not known which these are, or the archive is so small
// that it is read at once.
func (k *Archive) Head(ctx context.Context) *Library {
	f, _ := k.columns.open(k.store)
	if f == nil {
		return k.headOfStore(ctx)
	}
	defer f.Close()
	if f.End() <= smallArchive {
		return nil
	}
	s, err := f.Head()
	if err != nil {
		return nil
	}
	return k.headOf(s)
}

// headOf returns the library of the newest releases, nil where there are none.
func (k *Archive) headOf(s *snapshot.Snapshot) *Library {
	if s.Len() == 0 {
		return nil
	}
	l := NewLibrary(k.name, s, nil)
	k.own(l)
	return l
}

// headOfSource is how many of the newest releases of a source are shown before the columns are kept.
const headOfSource = 64

// headOfStore is [Archive.Head] of the store itself, for the first opening.
func (k *Archive) headOfStore(ctx context.Context) *Library {
	g, err := k.store.Generation(ctx)
	if err != nil || g.Change <= smallArchive {
		return nil
	}
	sources, err := k.store.Sources(ctx)
	if err != nil {
		return nil
	}
	var newest []store.Change
	for _, source := range sources {
		list, err := k.store.Newest(ctx, source.Name, headOfSource)
		if err != nil {
			return nil // reading the rest will say why
		}
		newest = append(newest, list...)
	}
	slices.SortFunc(newest, func(a, b store.Change) int { return cmp.Compare(a.Number, b.Number) })
	stock := snapshot.NewStoreBuilder(k.store)
	for _, c := range newest {
		stock.Put(*changeOf(c, "").Document, c.Batch)
	}
	return k.headOf(stock.Snapshot())
}

// maxBehind is how many changes the file may lack: to apply them takes a few hundredths of a second.
const maxBehind = 1000

// SaveColumns keeps the columns of the newest library in their file, where that has
// none or many changes came since. It takes up to a second, and is for a goroutine that
// nobody waits for. What keeps it from writing is no error of reading: the next
// opening takes longer.
func (k *Archive) SaveColumns(ctx context.Context, mode fs.FileMode) error {
	c := &k.columns
	if c.path == "" || !c.writing.TryLock() {
		return nil
	}
	defer c.writing.Unlock()
	k.reading.Lock()
	lib, behind := k.Library(), c.behind
	due := lib != nil && !c.lost && lib.Len() > 0 && lib.Generation != c.have && (behind >= maxBehind || c.have == store.Generation{})
	k.reading.Unlock()
	if !due {
		return nil
	}
	if err := lib.WriteFile(ctx, c.path, lib.Generation, mode); err != nil {
		return err
	}
	k.reading.Lock()
	defer k.reading.Unlock()
	c.have = lib.Generation
	c.behind -= behind
	return nil
}
