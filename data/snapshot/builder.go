package snapshot

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"maps"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"

	"pressroom/data"
	"pressroom/data/text"
)

// Builder makes a [Snapshot] of releases that come one by one: they take the
// numbers from 0 on, in the order in which they come.
type Builder struct {
	columns
	bodies spooler
	hashed int // rows that have their versions
}

// columns are what a snapshot is made of, before there is an order.
type columns struct {
	rows       rows
	texts      texts
	origins    numbering[origin]
	categories numbering[string]
	days       numbering[data.Date]
}

// New makes a snapshot of documents: see [Builder.Snapshot].
func New(documents []data.Document) (*Snapshot, []data.Problem) {
	var b Builder
	for _, d := range documents {
		b.Add(d)
	}
	return b.Snapshot()
}

// Add adds a release. Number, ID and version of the document are not looked at.
func (b *Builder) Add(d data.Document) {
	d.Version = ""
	b.rows.add(b.row(&d))
	if b.bodies.add(d.Body); b.bodies.text.Len() >= spoolFrom {
		b.hash()
		b.bodies.write()
	}
}

// row returns a row for a document, whose headline it keeps, with neither ID nor version, of the first batch.
func (c *columns) row(d *data.Document) row {
	source := cmp.Or(d.Source, d.Place.File)
	const most = 1<<16 - 1 // bytes
	address := d.Address
	if len(address) > most {
		address = ""
	}
	from := origin{source, d.Lang}
	if from != c.origins.last {
		from.Source = strings.Clone(source)
	}
	category := d.Category
	if category != c.categories.last {
		category = strings.Clone(category)
	}
	var s state
	if address == d.Version && address != "" {
		s, address = content, ""
	}
	if d.Page != "" && len(address)+len(pageMark+d.Page) <= most {
		address += pageMark + d.Page
	}
	if d.Excerpt {
		s |= excerpt
	}
	if d.Revised {
		s |= revised
	}
	if d.Vanished {
		s |= vanished
	}
	if data.HasAttachment(d.Body) {
		s |= attached
	}
	return row{
		at: c.texts.add(d.Title, address), title: uint32(len(d.Title)), address: uint16(len(address)),
		day: c.days.of(d.Date), line: uint32(d.Place.Line), origin: uint16(c.origins.of(from)),
		category: c.categories.of(category), state: s,
	}
}

// Snapshot sorts the releases, newest first and within a day as they were added, and
// gives them IDs. The problems tell what it did besides: of a release without an address
// that is there twice the first is kept; one that is cut off is dropped where another
// file has it whole; dates that are decades from the others are kept. The builder must
// not be used after it.
func (b *Builder) Snapshot() (*Snapshot, []data.Problem) {
	b.hash()
	s := b.columns.finish(b.bodies.finish())
	again := s.identify()
	s.sortAll()
	s.count()
	return s, append(s.twice(again), s.far()...)
}

// finish returns a snapshot without an order, and with nothing counted.
func (c *columns) finish(bodies Bodies) *Snapshot {
	c.texts.finish()
	return &Snapshot{
		rows: c.rows, texts: c.texts.full, bodies: bodies,
		origins: c.origins.values, categories: c.categories.values, days: c.days.values,
	}
}

// rowsHashed is how many rows are worth a goroutine.
const rowsHashed = 64

// hash gives rows that have none their versions and languages, while their texts are in memory.
func (b *Builder) hash() {
	came, begin, rows := b.origins.values, b.hashed, b.rows.len()-b.hashed
	var mu sync.Mutex // of origins
	workers := min(runtime.GOMAXPROCS(0), 1+rows/rowsHashed)
	err := data.Parallel(context.Background(), workers, func(_ context.Context, w int) error {
		var x data.Hasher
		told := map[origin]uint16{}
		for n := begin + rows*w/workers; n < begin+rows*(w+1)/workers; n++ {
			r := b.rows.at(n)
			title, body := b.texts.get(r.at, r.title), b.bodies.unwritten(n)
			r.version = x.Hash(b.days.values[r.day], title, body)
			from := came[r.origin]
			if from.Lang != "" {
				continue
			}
			if from.Lang = text.Language("", title, body); from.Lang == "" {
				continue
			}
			number, known := told[from]
			if !known {
				mu.Lock()
				number = uint16(b.origins.of(from))
				mu.Unlock()
				told[from] = number
			}
			r.origin = number
		}
		return nil
	})
	if err != nil {
		panic(err) // it was one, and goes on in the caller
	}
	b.hashed += rows
}

// key is the beginning of a hash, to sort by the million.
type key struct {
	high   uint64
	number int32
}

// identify gives the rows their IDs, and returns those that are there again, each with the first.
func (s *Snapshot) identify() map[int32]int32 {
	keys := make([]key, 0, s.rows.len())
	for n := range s.rows.len() {
		keys = append(keys, key{binary.BigEndian.Uint64(s.rows.at(n).version[:]), int32(n)})
	}
	compare := func(a, b key) int {
		return cmp.Or(cmp.Compare(a.high, b.high),
			bytes.Compare(s.rows.at(int(a.number)).version[8:], s.rows.at(int(b.number)).version[8:]), cmp.Compare(a.number, b.number))
	}
	slices.SortFunc(keys, compare)
	again := s.cutOff()
	s.byID = make([]int32, 0, len(keys))
	var late []int32 // whose ID another one has
	first := -1
	for _, k := range keys {
		r := s.rows.at(int(k.number))
		if _, cut := again[k.number]; cut {
			r.state |= tombstone
			continue
		}
		if first >= 0 && r.address == 0 && s.rows.at(first).version == r.version {
			r.state |= tombstone
			again[k.number] = int32(first)
			continue
		}
		first = int(k.number)
		r.id = r.version.ID()
		if n := len(s.byID); n > 0 && s.rows.at(int(s.byID[n-1])).id == r.id {
			late = append(late, max(k.number, s.byID[n-1]))
			s.byID[n-1] = min(k.number, s.byID[n-1])
			continue
		}
		s.byID = append(s.byID, k.number)
	}
	slices.Sort(late)
	for _, n := range late {
		s.identifyOne(int(n))
	}
	return again
}

// identifyOne gives a row an ID that no other row has, made of its version.
func (s *Snapshot) identifyOne(n int) {
	r := s.rows.at(n)
	hash := r.version
	for {
		r.id = hash.ID()
		at, taken := sort.Find(len(s.byID), func(i int) int { return bytes.Compare(r.id[:], s.rows.at(int(s.byID[i])).id[:]) })
		if !taken {
			s.byID = slices.Insert(s.byID, at, int32(n))
			return
		}
		hash = hash.Next()
	}
}

func (s *Snapshot) sortAll() {
	s.order = make([]int32, 0, s.rows.len())
	for n := range s.rows.len() {
		if !s.rows.at(n).isTombstone() {
			s.order = append(s.order, int32(n))
		}
	}
	slices.SortFunc(s.order, s.Compare)
}

// twice reports releases that are there again.
func (s *Snapshot) twice(again map[int32]int32) []data.Problem {
	var problems []data.Problem
	for _, n := range slices.Sorted(maps.Keys(again)) {
		what := "the same release as at %s: kept once"
		if s.rows.at(int(n)).version != s.rows.at(int(again[n])).version {
			what = "cut off: an earlier version of the release at %s"
		}
		problems = append(problems, data.Problem{Place: s.PlaceOf(int(n)), What: fmt.Sprintf(what, s.PlaceOf(int(again[n])))})
	}
	return problems
}

// StoreBuilder makes a [Snapshot] of all that a store keeps, whose texts stay there.
type StoreBuilder struct {
	columns
	bodies Bodies
}

// NewStoreBuilder returns a builder of a snapshot that reads texts from bodies, whenever
// they are wanted, also those of releases that [Snapshot.Apply] adds. The documents of
// changes must have versions, IDs and texts, which tell their languages and attachments.
func NewStoreBuilder(bodies Bodies) *StoreBuilder { return &StoreBuilder{bodies: bodies} }

// Put puts in a release of a batch, as [Change] has it, under its number, with its ID and
// version: the numbers ascend. Its text tells the language and whether files come with it.
func (b *StoreBuilder) Put(d data.Document, batch int64) {
	if d.Lang == "" {
		d.Lang = text.Language("", d.Title, d.Body)
	}
	for b.rows.len() < d.Number {
		if !b.rows.skip(d.Number) {
			b.rows.add(row{state: tombstone})
		}
	}
	r := b.row(&d)
	r.id, r.batch = data.ParseID(d.ID), uint32(batch)
	r.version, _ = data.ParseHash(d.Version)
	b.rows.add(r)
}

// Snapshot returns the snapshot. There can be no more releases after it.
func (b *StoreBuilder) Snapshot() *Snapshot {
	s := b.columns.finish(b.bodies)
	s.byID = make([]int32, 0, s.rows.len())
	for n := range s.rows.len() {
		if s.Has(n) {
			s.byID = append(s.byID, int32(n))
		}
	}
	slices.SortFunc(s.byID, s.compareIDs)
	s.sortAll()
	s.count()
	return s
}

// compareIDs is the order of releases by their IDs.
func (s *Snapshot) compareIDs(a, b int32) int {
	x, y := &s.rows.at(int(a)).id, &s.rows.at(int(b)).id
	return bytes.Compare(x[:], y[:])
}

// cutOff finds releases that are cut off where one of another file goes on; within a file, package board has.
func (s *Snapshot) cutOff() map[int32]int32 {
	whole := map[int32]int32{}
	if !slices.ContainsFunc(s.origins, func(o origin) bool { return o.Source != s.origins[0].Source }) { // all are of one file
		return whole
	}
	seed := maphash.MakeSeed()
	keys := make([]key, 0, s.rows.len())
	for n := range s.rows.len() {
		if r := s.rows.at(n); r.address == 0 {
			keys = append(keys, key{maphash.String(seed, s.title(r)), int32(n)})
		}
	}
	date := func(k key) data.Date { return s.days[s.rows.at(int(k.number)).day] }
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(date(a), date(b)), cmp.Compare(a.number, b.number))
	})
	for i := 1; i < len(keys); i++ {
		a, b := keys[i-1], keys[i]
		switch {
		case a.high != b.high:
		case s.isEarlier(a.number, b.number):
			whole[a.number] = b.number
		case s.isEarlier(b.number, a.number):
			whole[b.number] = a.number
			keys[i] = a // which the next may be cut off of as well
		}
	}
	return whole
}

// isEarlier reports whether a release is an earlier version of another: see [data.IsEarlier].
func (s *Snapshot) isEarlier(cut, whole int32) bool {
	a, b := s.rows.at(int(cut)), s.rows.at(int(whole))
	if a.state&excerpt == 0 || s.title(a) != s.title(b) {
		return false
	}
	var x, y data.Document
	var one, other error
	x.Body, one = s.Body(context.Background(), int(cut))
	y.Body, other = s.Body(context.Background(), int(whole))
	x.Date, x.Excerpt, y.Date = s.days[a.day], true, s.days[b.day]
	return one == nil && other == nil && data.IsEarlier(&x, &y)
}
