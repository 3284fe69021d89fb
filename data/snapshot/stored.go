package snapshot

import (
	"bytes"
	"slices"

	"pressroom/data"
	"pressroom/data/text"
)

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
