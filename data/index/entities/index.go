package entities

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/names"
	"pressroom/data/snapshot"
)

// Entry is a person, an organisation or a country of a snapshot, with the releases that
// name it.
type Entry struct {
	Name    string   // the spelling that most releases have
	Acronym string   // of an organisation, "" for none
	Role    string   // of a person, as the newest release writes it
	Also    []string // other spellings that releases have, at most 15
	Rows    []int32  // the numbers of its releases, the newest first
}

// Index tells who and what the releases of a snapshot name, and which of them
// are alike. It costs nothing until it is built; a method that needs it builds
// it, and waits. Its methods may be called from several goroutines at once.
// What they return is shared, and must not be changed.
type Index struct {
	// Pause, where it is not nil, is called before each stretch of releases is
	// read: it may wait for work that comes first. Its error ends the building.
	Pause func(context.Context) error

	// File, where it is not nil, has what was read before, and keeps what is read.
	File *File

	c     *snapshot.Snapshot
	mu    sync.Mutex // held while building
	kept  *tables    // of an earlier index, whose notes serve; nil for none
	built atomic.Pointer[tables]
	found int // releases that were read
}

// tables is a built index, and never changes.
type tables struct {
	orgs, people, countries       []Entry
	orgsOf, peopleOf, countriesOf rowLists
	byAcronym                     map[string][]int // of orgs, in small letters
	orgKeys                       map[string]int   // every key and alias → org
	personKeys                    map[string]int
	countryKeys                   map[string]int // by name
	orgWords                      wordIndex
	peopleWords                   wordIndex
	countryWords                  wordIndex
	near                          [][]int
	nearOf                        map[int]int // row → group of near
	leftOut                       LeftOut

	light   bool // the words of the notes are in the file
	weights weights
	notes   []*note // by number; nil where there is no release
	lexicon *lexicon
}

// NewIndex returns an index of the snapshot, not built yet.
func NewIndex(c *snapshot.Snapshot) *Index { return &Index{c: c} }

// Ready reports whether the index is built, so that no method waits.
func (x *Index) Ready() bool { return x.built.Load() != nil }

// Build reads all releases, on all processors; of those whose texts cannot be read,
// the headlines. It stops early with the
// context's error, and can be called again then; once it has succeeded it
// returns at once.
func (x *Index) Build(ctx context.Context) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.Ready() {
		return nil
	}
	read, err := x.readAll(ctx)
	if err != nil {
		return err
	}
	v := read.lexicon.settle()
	near, err := nearDuplicates(ctx, x.c, read.notes) // before the tables are there: it takes as much memory for itself
	if err != nil {
		return err
	}
	t := merge(read.notes, v, x.c.Order())
	t.notes, t.lexicon, t.light = read.notes, read.lexicon, read.light
	t.setNear(near)
	if err := ctx.Err(); err != nil {
		return err
	}
	x.built.Store(t)
	x.kept = nil
	return nil
}

// Apply returns the index of s, which is what changes made of the snapshot of this
// one, not built yet. If this one is built, building the next reads the changed
// releases alone, and puts together anew what all of them name.
func (x *Index) Apply(s *snapshot.Snapshot, changes []snapshot.Change) *Index {
	next := &Index{Pause: x.Pause, File: x.File, c: s}
	t := x.built.Load()
	if t == nil || t.lexicon.isOld(s.Len()) {
		return next
	}
	kept := tables{notes: slices.Grow(slices.Clone(t.notes), max(0, s.End()-len(t.notes)))[:s.End()], lexicon: t.lexicon, light: t.light}
	for _, c := range changes {
		kept.notes[c.Number] = nil
	}
	next.kept = &kept
	return next
}

// tables returns the built index.
func (x *Index) tables() *tables {
	if t := x.built.Load(); t != nil {
		return t
	}
	if err := x.Build(context.Background()); err != nil {
		panic(err) // nothing but a panic can fail without a deadline
	}
	return x.built.Load()
}

// note is what is kept of one release: numbers of a lexicon. There is one for each
// release, so that it has no more lists than it needs.
type note struct {
	ids      []int32          // kind by kind
	ends     [wordKind]uint16 // of each kind in ids: limits are far below
	sums     []sum            // each once
	leftOut  LeftOut
	words    bag
	shingles []uint32 // a sample, ascending
}

// read is what is read of one release.
type read struct {
	names.Reading
	leftOut  LeftOut
	words    []stemCount
	shingles []uint32
}

// stretch is how many releases a reader takes at a time.
const stretch = 64

// readAll returns the notes of all releases. It reads those that have none yet, each
// reader its own stretch after stretch.
func (x *Index) readAll(ctx context.Context) (*tables, error) {
	n := x.c.End()
	file := x.File.open(ctx)
	defer file.close()
	known := x.known(ctx, file)
	readers := max(1, min(runtime.GOMAXPROCS(0), (n+stretch-1)/stretch))
	var next, found atomic.Int64
	err := data.Parallel(ctx, readers, func(ctx context.Context, _ int) error {
		for ctx.Err() == nil {
			begin := int(next.Add(stretch)) - stretch
			if begin >= n {
				return nil
			}
			if x.Pause != nil {
				if err := x.Pause(ctx); err != nil {
					return err
				}
			}
			var numbers []int
			for row := begin; row < min(begin+stretch, n); row++ {
				if known.notes[row] == nil && x.c.Has(row) {
					numbers = append(numbers, row)
				}
			}
			found.Add(int64(len(numbers)))
			err := x.c.Bodies(ctx, numbers, func(row int, text string, unread error) error {
				x.take(ctx, file, known, row, text, unread)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	file.finish(context.WithoutCancel(ctx), known.lexicon)
	x.found = int(found.Load())
	return known, err
}

// take reads a release and has what it names be saved, unless its text is unread.
func (x *Index) take(ctx context.Context, file *openFile, known *tables, row int, text string, unread error) {
	n := known.lexicon.note(readRelease(x.c.Title(row), body.Words(text)))
	known.notes[row] = n
	if known.light {
		known.notes[row] = n.light()
	}
	if file == nil || unread != nil {
		return
	}
	if version, same := x.versionOf(row, text); same {
		file.put(ctx, known.lexicon, unsaved{row, version, n})
	}
}

// known returns the notes that there are before any release is read: those of an
// earlier index, or of the file.
func (x *Index) known(ctx context.Context, file *openFile) *tables {
	if x.kept != nil {
		return x.kept
	}
	t := &tables{notes: make([]*note, x.c.End()), lexicon: &lexicon{}}
	if file == nil {
		return t
	}
	t.light = x.c.Len() > lightFrom
	l, err := file.load(ctx, x.c, t.notes, t.light)
	if err == nil {
		t.lexicon = l
		return t
	}
	clear(t.notes)
	file.useless, t.light = true, false
	file.damaged(err)
	return t
}

// versionOf returns the version of a release, and whether a text is that of it: a text
// that is read when it is asked for may be newer.
func (x *Index) versionOf(row int, text string) (version string, same bool) {
	var hasher data.Hasher
	version = x.c.VersionOf(row)
	return version, hasher.Hash(x.c.Days()[x.c.DayOf(row)], x.c.Title(row), text).String() == version
}

// readRelease reads a release.
func readRelease(title, body string) *read {
	r := &read{Reading: names.Read(title, body), shingles: sample(body)}
	r.words = countStems(r.Words())
	r.limit()
	return r
}

// Organisations returns the organisations of the snapshot, those that most
// releases name first.
func (x *Index) Organisations() []Entry { return x.tables().orgs }

// People returns the people of the snapshot, those that most releases name
// first.
func (x *Index) People() []Entry { return x.tables().people }

// OrganisationsOf returns the places in [Index.Organisations] of those that
// the release in a row names.
func (x *Index) OrganisationsOf(row int) []int32 { return x.tables().orgsOf.of(row) }

// PeopleOf returns the places in [Index.People] of those that the release in a
// row names.
func (x *Index) PeopleOf(row int) []int32 { return x.tables().peopleOf.of(row) }

// Countries returns the countries of the snapshot, those that most releases name
// first.
func (x *Index) Countries() []Entry { return x.tables().countries }

// CountriesOf returns the places in [Index.Countries] of those that the release in
// a row names.
func (x *Index) CountriesOf(row int) []int32 { return x.tables().countriesOf.of(row) }

// AnySum reports whether a condition holds for one of the sums that the release in a row
// names. What they are, [names.AmountsIn] tells.
func (x *Index) AnySum(row int, holds func(currency string, low, high float64) bool) bool {
	n := x.tables().notes[row]
	return n != nil && slices.ContainsFunc(n.sums, func(s sum) bool { return holds(string(s.currency[:]), s.value, s.high) })
}
