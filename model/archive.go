package model

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sync"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/entities"
	"pressroom/data/index/sidecar"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// Archive makes libraries of a store: the newest one, and the next when something has
// changed, at the cost of the changes. It is safe for concurrent use.
type Archive struct {
	store   store.Store
	name    string
	columns columns

	beside string                               // files with this name and an ending have indexes; "" for none
	note   func(ending string) func(why string) // called when one was made anew
	report func(data.Problem)                   // called with problems; may be nil
	names  *entities.File

	reading sync.Mutex // held while a library is made
	mu      sync.Mutex // guards the fields below
	newest  *Library
	lineage *lineage // of the libraries that are made
}

// NewArchive returns what makes libraries of a store, which reads nothing yet. The name
// is for the title bar; columns is the file that the columns of the store are kept in,
// "" for none.
func NewArchive(s store.Store, name, columns string) *Archive {
	k := &Archive{store: s, name: name, lineage: newLineage()}
	k.columns.path = columns
	return k
}

// Library returns the newest library, nil before the first [Archive.Refresh].
func (k *Archive) Library() *Library {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.newest
}

// Refresh makes a newer library where the store has changed, or was not read yet, and
// reports whether it has. Of releases the headlines are read; texts are when they are
// asked for. Where a part of the store is damaged, the library has the rest, and its
// problems say so. The library before is the caller's to close, when nobody reads it
// any more.
func (k *Archive) Refresh(ctx context.Context) (bool, error) {
	k.reading.Lock()
	defer k.reading.Unlock()
	before := k.Library()
	if before == nil {
		err := k.readAll(ctx)
		return err == nil, err
	}
	now, err := k.store.Generation(ctx)
	if err != nil || now == before.Generation {
		return false, err
	}
	c, err := k.read(ctx, before.Snapshot, before.Generation)
	switch {
	case errors.Is(err, store.ErrGeneration): // an older archive was put in its place
		k.mu.Lock()
		k.lineage = newLineage()
		k.mu.Unlock()
		if err = k.readAll(ctx); err == nil && k.report != nil {
			k.report(data.Problem{Place: data.Place{File: k.beside}, What: "the archive was replaced, as by archive restore: its releases and marks are those of the new one"})
		}
	case err == nil:
		l := before.next(c.snapshot, c.changes, c.problems)
		l.mentioned.File = k.namesOf(c.snapshot)
		k.put(l, c.generation)
	}
	return err == nil, err
}

// readAll makes the library of the file of columns and what changed since, or of the store.
func (k *Archive) readAll(ctx context.Context) error {
	s, since, problems := k.columns.read(ctx, k.store)
	all, err := k.read(ctx, s, since)
	if s != nil && (errors.Is(err, store.ErrGeneration) || errors.Is(err, store.ErrDamaged)) { // the file is of another archive, or is all that is whole
		k.columns.have = store.Generation{}
		all, err = k.read(ctx, nil, store.Generation{})
	}
	if err == nil {
		l := newLibrary(k.name, all.snapshot, append(problems, all.problems...), newSharedTexts(k.texts), entities.NewIndex(all.snapshot))
		l.Damaged = len(all.problems) > 0
		l.mentioned.File = k.namesOf(all.snapshot)
		k.put(l, all.generation)
	}
	return err
}

func (k *Archive) put(l *Library, g store.Generation) {
	l.Generation = g
	k.own(l)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.newest = l
}

// own makes a library one of the archive, whose history and marks are kept.
func (k *Archive) own(l *Library) {
	k.mu.Lock()
	defer k.mu.Unlock()
	l.keeper, l.lineage = k.store, k.lineage
}

// changed is what changes of a store make of a snapshot.
type changed struct {
	snapshot   *snapshot.Snapshot
	changes    []snapshot.Change // the numbers alone: the rest is in the snapshot; none where all is new
	count      int
	generation store.Generation
	problems   []data.Problem
}

// maxChanges is how many changes are applied at once: their texts are held twice.
const maxChanges = 16 << 10

// read returns a snapshot with what changed since, or with all there is where it is nil.
func (k *Archive) read(ctx context.Context, s *snapshot.Snapshot, since store.Generation) (c changed, err error) {
	var changes []snapshot.Change
	var stock *snapshot.StoreBuilder
	if s == nil {
		stock = snapshot.NewStoreBuilder(k.store)
	}
	c.generation, err = k.store.Texts(ctx, since, func(one store.Change, text string) error {
		change := changeOf(one, text)
		if c.count++; stock != nil {
			stock.Put(*change.Document, change.Batch)
			return nil
		}
		if d := change.Document; d != nil && (d.Revised || d.Vanished) {
			k.lineage.put(&one)
		}
		changes = append(changes, change)
		c.changes = append(c.changes, snapshot.Change{Number: one.Number})
		if len(changes) == maxChanges {
			s, changes = s.Apply(changes), changes[:0]
		}
		return nil
	})
	var e *store.Error
	switch {
	case errors.Is(err, store.ErrDamaged) && c.count > 0 && errors.As(err, &e):
		c.problems = append(c.problems, data.Problem{Place: data.Place{File: e.Where}, What: e.Reason()})
	case err != nil:
		return c, err
	}
	if k.columns.behind += c.count; len(c.problems) > 0 {
		k.columns.lost = true
	}
	if stock != nil {
		c.snapshot = stock.Snapshot()
	} else {
		c.snapshot = s.Apply(changes)
	}
	return c, nil
}

// changeOf returns a change of a store as one of a snapshot.
func changeOf(c store.Change, text string) snapshot.Change {
	change := snapshot.Change{Number: c.Number, Batch: c.Batch}
	if c.State != store.Removed {
		change.Document = &data.Document{Release: c.Release, Body: text, Place: data.Place{File: c.Source}}
		change.Document.Revised, change.Document.Vanished = c.Versions > 1, c.State == store.Vanished
	}
	return change
}

// Endings of the files beside an archive, behind the archive's own name.
const (
	textsEnding = ".index"
	namesEnding = ".names"
)

// indexFiles are the files that may be beside an archive.
var indexFiles = []struct {
	ending string
	format sidecar.Format
}{{textsEnding, texts.Format}, {namesEnding, entities.FileFormat}}

// keptBytes is the least text whose indexes are kept in files, in bytes: less takes a tenth of a second.
const keptBytes = 512 << 10

// KeepIndexes has the indexes of a store that is a file be kept in files beside it, so
// that they are not made again when the program starts, and other processes share
// them. Report, where it is not nil, is called when one of them was damaged or of another
// archive, and is made anew, and when the store was replaced; it may be called from any
// goroutine. KeepIndexes must be called before the first [Archive.Refresh].
func (k *Archive) KeepIndexes(path string, report func(data.Problem)) {
	k.beside, k.report = path, report
	k.note = func(ending string) func(why string) {
		if report == nil {
			return nil
		}
		return func(why string) { report(data.Problem{Place: data.Place{File: path + ending}, What: why}) }
	}
	k.names = &entities.File{Path: path + namesEnding, Probe: corpus.Text(), Note: k.note(namesEnding)}
}

// texts returns where the index of the texts is kept.
func (k *Archive) texts() texts.Kept {
	kept := texts.Kept{Archive: k.store}
	if k.beside != "" {
		kept.Path, kept.Note = k.beside+textsEnding, k.note(textsEnding)
	}
	return kept
}

// namesOf returns where names of a library are kept, nil for nowhere.
func (k *Archive) namesOf(s *snapshot.Snapshot) *entities.File {
	if s.TextBytes() < keptBytes {
		return nil
	}
	return k.names
}

// IndexBytes returns how many bytes the indexes and columns beside an archive take.
func IndexBytes(archive string) (n int64) {
	for _, ending := range []string{".columns", textsEnding, namesEnding} {
		if info, err := os.Stat(archive + ending); err == nil {
			n += info.Size()
		}
	}
	return n
}

// CheckIndexes reads the indexes beside an archive, and removes damaged ones, whose names it returns.
func CheckIndexes(ctx context.Context, archive string) (removed []string, err error) {
	for _, f := range indexFiles {
		path := archive + f.ending
		damage := sidecar.Check(ctx, path, f.format)
		switch {
		case damage == nil || errors.Is(damage, fs.ErrNotExist):
		case sidecar.IsDamaged(damage):
			removed = append(removed, path)
			err = errors.Join(err, os.Remove(path))
		default:
			err = errors.Join(err, damage)
		}
	}
	return removed, err
}

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

// headOf returns the library of the newest releases, nil where there are none. They are those of the store, so that what
// is marked of them is kept.
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
