package names

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"pressroom/data"
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

	c     *snapshot.Snapshot
	mu    sync.Mutex // held while building
	built atomic.Pointer[tables]
}

// tables is a built index, and never changes.
type tables struct {
	orgs, people, countries       []Entry
	orgsOf, peopleOf, countriesOf [][]int32
	amounts                       [][]Amount
	byAcronym                     map[string][]int // of orgs, in small letters
	orgKeys                       map[string]int   // every key and alias → org
	personKeys                    map[string]int
	countryKeys                   map[string]int // by name
	orgWords                      wordIndex
	peopleWords                   wordIndex
	countryWords                  wordIndex
	alike                         similarity
	near                          [][]int
	nearOf                        map[int]int // row → group of near
	leftOut                       LeftOut
}

// NewIndex returns an index of the snapshot, not built yet.
func NewIndex(c *snapshot.Snapshot) *Index { return &Index{c: c} }

// Ready reports whether the index is built, so that no method waits.
func (x *Index) Ready() bool { return x.built.Load() != nil }

// Build reads all releases, on all processors. It stops early with the
// context's error, and can be called again then; once it has succeeded it
// returns at once.
func (x *Index) Build(ctx context.Context) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.Ready() {
		return nil
	}
	notes, words, err := x.readAll(ctx)
	if err != nil {
		return err
	}
	t := merge(notes, x.c.Order())
	if err := ctx.Err(); err != nil {
		return err
	}
	t.alike = weigh(notes, words, t)
	near, err := nearDuplicates(ctx, x.c, notes)
	if err != nil {
		return err
	}
	t.setNear(near)
	x.built.Store(t)
	return nil
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

// note is what is kept of one release until all are read.
type note struct {
	names     Names
	leftOut   LeftOut
	aliases   [][]string // of each organisation: its other keys
	acronyms  []string   // that the release leaves unexplained
	countries []string
	words     []count  // by the reader's own numbers until merged
	shingles  []uint32 // a sample, ascending
	reader    int32
}

// stretch is how many releases a reader takes at a time.
const stretch = 64

// readAll reads every release, each reader its own stretch after stretch.
func (x *Index) readAll(ctx context.Context) ([]note, []*dictionary, error) {
	n := x.c.End()
	notes := make([]note, n)
	readers := max(1, min(runtime.GOMAXPROCS(0), (n+stretch-1)/stretch))
	words := make([]*dictionary, readers)
	var next atomic.Int64
	err := data.Parallel(ctx, readers, func(ctx context.Context, reader int) error {
		words[reader] = newDictionary()
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
			for row := begin; row < min(begin+stretch, n); row++ {
				if x.c.Has(row) {
					notes[row] = read(x.c.Title(row), x.c.Body(row), words[reader])
					notes[row].reader = int32(reader)
				}
			}
		}
		return ctx.Err()
	})
	return notes, words, err
}

// read makes the note of a release.
func read(title, body string, words *dictionary) note {
	f := find(title, body)
	n := note{names: f.names(title)}
	n.limit()
	n.aliases = make([][]string, len(n.names.Organisations))
	place := map[string]int{}
	for i := range n.names.Organisations {
		place[n.names.Organisations[i].Name] = i
		n.names.Organisations[i].Mentions = nil // they are for those who read the page
	}
	for i := range n.names.People {
		n.names.People[i].Mentions = nil
	}
	for key, id := range f.byKey {
		if i, ok := place[f.orgs[id].Name]; ok && key != OrganisationKey(f.orgs[id].Name) {
			n.aliases[i] = append(n.aliases[i], key)
		}
	}
	for i := range n.aliases {
		slices.Sort(n.aliases[i])
	}
	n.acronyms, _ = first(f.unexplained(), maxOfRelease)
	n.words = words.count(f)
	for _, c := range Countries(title, body) {
		n.countries = append(n.countries, c.Name)
	}
	n.shingles = sample(shingles(body))
	return n
}

// unexplained returns the acronyms of a text that it neither explains nor
// counts among its organisations: another release may know them.
func (f *finder) unexplained() []string {
	var list []string
	seen := map[string]bool{}
	for i := range f.t {
		w := f.t[i].s
		if len(w) < 3 || seen[w] || f.orgAt[i] != 0 || !allCaps(w) {
			continue
		}
		seen[w] = true
		list = append(list, w)
	}
	// What brackets introduce here means that here, whatever it is elsewhere.
	for i := range f.t {
		if f.is(i-1, "(") && seen[f.t[i].s] && f.is(i+1, ")") {
			seen[f.t[i].s] = false
		}
	}
	return slices.DeleteFunc(list, func(w string) bool { return !seen[w] })
}

// Organisations returns the organisations of the snapshot, those that most
// releases name first.
func (x *Index) Organisations() []Entry { return x.tables().orgs }

// People returns the people of the snapshot, those that most releases name
// first.
func (x *Index) People() []Entry { return x.tables().people }

// OrganisationsOf returns the places in [Index.Organisations] of those that
// the release in a row names.
func (x *Index) OrganisationsOf(row int) []int32 { return x.tables().orgsOf[row] }

// PeopleOf returns the places in [Index.People] of those that the release in a
// row names.
func (x *Index) PeopleOf(row int) []int32 { return x.tables().peopleOf[row] }

// Countries returns the countries of the snapshot, those that most releases name
// first.
func (x *Index) Countries() []Entry { return x.tables().countries }

// CountriesOf returns the places in [Index.Countries] of those that the release in
// a row names.
func (x *Index) CountriesOf(row int) []int32 { return x.tables().countriesOf[row] }

// AmountsOf returns the sums that the release in a row names.
func (x *Index) AmountsOf(row int) []Amount { return x.tables().amounts[row] }
