package entities

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"pressroom/data/body"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// Two releases are nearly the same if most of the shorter one's text is in the
// other: an excerpt and the full text, a release and its correction. The text
// is taken as shingles, each so many words in a row.
const (
	shingleWords  = 5
	leastShingles = 8   // a text with fewer is too short to judge
	nearlyAll     = 0.8 // of the shorter one's shingles
	sampled       = 4   // one shingle in so many finds the candidates
	neighbours    = 8   // with how many of the rows after it a row is compared for one shingle

	maxRecent = 1 << 17 // shingles that are kept while pairs are compared: of some 400 releases of 2 KB
)

// hashOf is FNV-1a: it is the same in every run, and so are the groups.
func hashOf(s []byte) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// shingles returns the hashes of every few words in a row, each once,
// ascending.
func shingles(s string) []uint32 { return once(hashes(s)) }

// once sorts a list, and leaves out what comes again.
func once(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// hashes returns the hashes of every few words in a row.
func hashes(s string) []uint32 {
	var last [shingleWords]uint64
	var cut text.Tokens
	cut.Cut(s)
	list := make([]uint32, 0, len(cut.List))
	for i := range cut.List {
		last[i%shingleWords] = hashOf(cut.Form(i))
		n := i + 1
		if n < shingleWords {
			continue
		}
		h := uint64(0)
		for i := range shingleWords {
			h = h*0x9e3779b97f4a7c15 + last[(n+i)%shingleWords]
		}
		list = append(list, uint32(h>>32))
	}
	return list
}

// sample returns one shingle of a text in so many, chosen by the shingle itself, so that
// the same ones are chosen of the same text wherever it stands.
func sample(s string) []uint32 {
	list := hashes(s)
	var chosen []uint32
	for _, h := range list {
		if h%sampled == 0 {
			chosen = append(chosen, h)
		}
	}
	if chosen = once(chosen); len(chosen) < leastShingles && len(once(list)) < leastShingles {
		return nil
	}
	return chosen
}

// overlap returns which part of the shorter list both have.
func overlap(a, b []uint32) float64 {
	shared, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared++
			i++
			j++
		}
	}
	return ratioOf(shared, min(len(a), len(b)))
}

func ratioOf(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// recentShingles has the shingles of the rows that were compared last: pairs near each other have them again.
type recentShingles struct {
	c     *snapshot.Snapshot
	lists map[int][]uint32
	size  int // shingles in all of them
}

// of returns the shingles of a row.
func (r *recentShingles) of(ctx context.Context, row int) ([]uint32, error) {
	list, ok := r.lists[row]
	if ok {
		return list, nil
	}
	err := r.c.Bodies(ctx, []int{row}, func(_ int, text string, _ error) error {
		list = shingles(body.Words(text))
		return nil
	})
	if r.size += len(list); r.size > maxRecent {
		clear(r.lists)
		r.size = len(list)
	}
	r.lists[row] = list
	return list, err
}

// nearDuplicates returns the groups of rows that are nearly the same.
func nearDuplicates(ctx context.Context, c *snapshot.Snapshot, notes []*note) ([][]int, error) {
	candidates := pairsOf(notes)
	group := make([]int, len(notes))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	recent := recentShingles{c: c, lists: map[int][]uint32{}}
	for _, p := range candidates {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		one, other := int(p>>32), int(uint32(p))
		a, b := find(one), find(other)
		if a == b {
			continue
		}
		first, err := recent.of(ctx, one)
		if err != nil {
			return nil, err
		}
		second, err := recent.of(ctx, other)
		if err != nil {
			return nil, err
		}
		if overlap(first, second) > nearlyAll {
			group[max(a, b)] = min(a, b)
		}
	}
	members := map[int][]int{} // by the first
	for row := range group {
		if g := find(row); g != row {
			if members[g] == nil {
				members[g] = []int{g}
			}
			members[g] = append(members[g], row)
		}
	}
	groups := slices.Collect(maps.Values(members))
	slices.SortFunc(groups, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return groups, nil
}

// pairsOf returns the pairs of rows whose samples share enough to be worth a
// closer look. A shingle that very many have pairs each with its neighbours
// only, so that a phrase of every release does not cost its square.
func pairsOf(notes []*note) []uint64 {
	size := 0
	for _, n := range notes {
		if n != nil {
			size += len(n.shingles)
		}
	}
	entries := make([]uint64, 0, size) // shingle and row
	for row, n := range notes {
		if n == nil {
			continue
		}
		for _, h := range n.shingles {
			entries = append(entries, uint64(h)<<32|uint64(row))
		}
	}
	slices.Sort(entries)
	var pairs []uint64
	shared := make([]int32, len(notes)) // shingles that each row has with one row
	var others []uint32                 // rows that have any
	for row, n := range notes {
		if n == nil {
			continue
		}
		for _, h := range n.shingles {
			at, _ := slices.BinarySearch(entries, uint64(h)<<32|uint64(row))
			for _, e := range entries[at+1 : min(at+1+neighbours, len(entries))] {
				if uint32(e>>32) != h {
					break
				}
				other := uint32(e)
				if shared[other]++; shared[other] == 1 {
					others = append(others, other)
				}
			}
		}
		for _, other := range others {
			if 2*int(shared[other]) >= min(len(n.shingles), len(notes[other].shingles)) {
				pairs = append(pairs, uint64(row)<<32|uint64(other))
			}
			shared[other] = 0
		}
		others = others[:0]
	}
	slices.Sort(pairs)
	return pairs
}

// setNear keeps the groups of near-duplicates.
func (t *tables) setNear(groups [][]int) {
	t.near, t.nearOf = groups, map[int]int{}
	for g, rows := range groups {
		for _, row := range rows {
			t.nearOf[row] = g
		}
	}
}

// NearDuplicates returns the groups of releases of which one is, for the most
// part, in the other: an excerpt and the full text. The rows of a group ascend,
// and so do the groups, by their first rows.
func (x *Index) NearDuplicates() [][]int { return x.tables().near }

// NearDuplicatesOf returns the group that a row is in, itself included; nil if
// it is like no other.
func (x *Index) NearDuplicatesOf(row int) []int {
	t := x.tables()
	if g, ok := t.nearOf[row]; ok {
		return t.near[g]
	}
	return nil
}
