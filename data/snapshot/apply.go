package snapshot

import (
	"cmp"
	"slices"

	"pressroom/data"
	"pressroom/data/text"
)

// Change is what became of one release: it was added, corrected, or deleted.
type Change struct {
	Number   int            // of the release
	Document *data.Document // what it is now; nil where it was deleted
	Batch    int64          // greater for what came later, and the same for what came together: see [Snapshot.Compare]
}

// Apply returns the snapshot after changes, of which the last one of a number
// holds. It shares with this one what did not change. A release keeps its number
// and its ID, whatever is corrected, and neither is given to another when it is
// deleted; where the document of a new one has an ID, as stores give it, this is
// the release's. Numbers that were not there before begin at [Snapshot.End], as a rule;
// those left out are of no release.
func (s *Snapshot) Apply(changes []Change) *Snapshot {
	next := *s
	next.rows = slices.Clone(s.rows)
	next.byID = slices.Clip(s.byID)
	for column := range next.counts {
		next.counts[column] = slices.Clone(s.counts[column])
	}
	c := columns{origins: numbered(s.origins), categories: numbered(s.categories), days: numbered(s.days)}
	own := map[int]bool{} // chunks that this snapshot need not share
	changed := map[int32]bool{}
	spooled, ofBoards := s.bodies.(*spool)
	if ofBoards {
		next.bodies = spooled.with(changes)
	}
	var hasher data.Hasher
	var given []int32 // numbers of releases that came with their IDs
	last := map[int]int{}
	for i, change := range changes {
		last[change.Number] = i
	}
	for i, change := range changes {
		if last[change.Number] != i {
			continue
		}
		next.reach(change.Number, own)
		r := next.rows.at(change.Number)
		next.tally(r, -1)
		changed[int32(change.Number)] = true
		if change.Document == nil {
			r.state |= tombstone
			continue
		}
		id := r.id
		d := *change.Document
		if d.Lang == "" {
			d.Lang = text.Language("", d.Title, d.Body)
		}
		if ofBoards {
			d.Version = hasher.Hash(d.Date, d.Title, d.Body).String()
		}
		*r = c.row(&d)
		r.batch = uint32(change.Batch)
		r.at.chunk += uint32(len(s.texts))
		r.version, _ = data.ParseHash(d.Version)
		if r.id = cmp.Or(id, data.ParseID(d.ID)); r.id == (data.ID{}) {
			next.identifyOne(change.Number)
		} else if id == (data.ID{}) {
			given = append(given, int32(change.Number))
		}
		next.origins, next.categories, next.days = c.origins.values, c.categories.values, c.days.values
		next.tally(r, +1)
	}
	next.byID = merged(next.byID, given, func(a, b int32) int { return cmp.Or(next.compareIDs(a, b), cmp.Compare(a, b)) })
	c.texts.finish()
	next.texts = append(slices.Clip(s.texts), c.texts.full...)
	next.reorder(changed)
	next.sortValues()
	return &next
}

// merged returns a sorted list with others put in where they belong. They are sorted.
func merged(list, put []int32, compare func(a, b int32) int) []int32 {
	if len(put) == 0 {
		return list
	}
	slices.SortFunc(put, compare)
	all := make([]int32, 0, len(list)+len(put))
	for _, n := range put {
		at, _ := slices.BinarySearchFunc(list, n, compare)
		all = append(append(all, list[:at]...), n)
		list = list[at:]
	}
	return append(all, list...)
}

// reach makes the row of a number one that may be changed.
func (s *Snapshot) reach(number int, own map[int]bool) {
	unshare := func(chunk int) {
		if chunk < len(s.rows) && !own[chunk] {
			s.rows[chunk] = slices.Clone(s.rows[chunk])
		}
		own[chunk] = true
	}
	for s.rows.len() <= number {
		if s.rows.skip(number) {
			continue
		}
		unshare(s.rows.len() / rowsPerChunk)
		s.rows.add(row{state: tombstone})
	}
	unshare(number / rowsPerChunk)
}

// reorder takes the changed numbers out of the order, and puts those of releases in where they belong now.
func (s *Snapshot) reorder(changed map[int32]bool) {
	kept := s.order
	var put []int32
	out := make([]bool, s.End())
	for n := range changed {
		out[n] = true
		if s.Has(int(n)) {
			put = append(put, n)
		}
	}
	if slices.ContainsFunc(kept, func(n int32) bool { return out[n] }) {
		kept = slices.DeleteFunc(slices.Clone(kept), func(n int32) bool { return out[n] })
	}
	s.order = merged(kept, put, s.Compare)
}
