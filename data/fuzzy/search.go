package fuzzy

import (
	"context"
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// blockRows is how many rows, or chunks, are tested between two looks at the
// context: about a tenth of a millisecond. It is a multiple of 64, so that no
// two blocks share a word of a set of rows.
const blockRows = 4096

// Search finds the headlines that match every word of query, ranked by class
// and within a class in their order. A query without words matches all.
//
// Prev may be nil, or any earlier result; where it holds all that query can
// find, only its rows are tested. When ctx is done, Search returns its error
// within about a millisecond.
func (x *Index) Search(ctx context.Context, query string, prev *Result) (*Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	list := words(query)
	if prev != nil && (prev.index != x || !prev.narrows(list)) {
		prev = nil
	}
	if prev != nil && slices.Equal(prev.words, list) {
		same := *prev
		same.Query = query
		return &same, nil
	}
	r := &Result{Query: query, index: x, words: list}
	if len(list) == 0 {
		for c := range r.ends {
			r.ends[c] = x.Len()
		}
		return r, nil
	}
	s := search{Index: x, ctx: ctx, counts: make([][NumClasses]int32, blocks(x.Len()))}
	s.begin(prev)
	defer s.end()
	for i := range list {
		t := newToken(list[i])
		if err := s.narrow(&t); err != nil {
			return nil, err
		}
	}
	if err := s.rank(r); err != nil {
		return nil, err
	}
	return r, nil
}

// search is one run of Search.
type search struct {
	*Index
	ctx    context.Context
	live   []uint64 // the rows that match the tokens so far
	alive  int
	class  []Class // the class so far of each live row
	counts [][NumClasses]int32

	classMem *[]Class
}

func blocks(n int) int { return (n + blockRows - 1) / blockRows }

// begin makes all rows live, or those of prev.
func (s *search) begin(prev *Result) {
	n := s.Len()
	if prev != nil && prev.live != nil {
		s.live, s.alive = slices.Clone(prev.live), prev.Len()
	} else {
		s.live, s.alive = make([]uint64, (n+63)/64), n
		for i := range s.live {
			s.live[i] = ^uint64(0)
		}
		if tail := n & 63; tail != 0 {
			s.live[len(s.live)-1] = 1<<tail - 1
		}
	}
	mem, ok := s.classes.Get().(*[]Class)
	if !ok {
		class := make([]Class, n)
		mem = &class
	}
	s.classMem, s.class = mem, *mem
	clear(s.class)
}

func (s *search) end() { s.classes.Put(s.classMem) }

// run calls do for the blocks 0 to n-1 on all processors, until the context
// is done. It lets other goroutines in after each block: one of them has the
// key that cancels this search.
func (s *search) run(n int, do func(block int)) error {
	var next atomic.Int32
	work := func() {
		for {
			b := int(next.Add(1)) - 1
			if b >= n || s.ctx.Err() != nil {
				return
			}
			do(b)
			if n > 1 {
				runtime.Gosched()
			}
		}
	}
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		group.Go(work)
	}
	work()
	group.Wait()
	return s.ctx.Err()
}

// lookupShare is how many chunks there must be for each live row so that the
// entries of that row's chunks are computed as they come, and not those of
// all chunks beforehand: headlines have about so many chunks.
const lookupShare = 12

// narrow takes the rows from the live ones that t does not match, and lowers
// the class of the others to the one that t has in them.
func (s *search) narrow(t *token) error {
	clear(s.counts)
	s.alive = 0
	table, err := s.table(t)
	if err != nil {
		return err
	}
	if table != nil {
		defer s.tables.Put(table)
	}
	return s.run(blocks(s.Len()), func(b int) {
		if table != nil {
			s.narrowBlock(b, t, *table)
		} else {
			s.narrowFew(b, t)
		}
	})
}

// table returns t's entry for each chunk, or nil if they are not worth it.
func (s *search) table(t *token) (*[]uint64, error) {
	n := s.Chunks()
	if s.alive*lookupShare < n {
		return nil, nil
	}
	mem, ok := s.tables.Get().(*[]uint64)
	if !ok {
		table := make([]uint64, n)
		mem = &table
	}
	table := *mem
	err := s.run(blocks(n), func(b int) {
		for i := b * blockRows; i < min(n, (b+1)*blockRows); i++ {
			table[i] = t.entry(s.chunk(i), s.mask[i])
		}
	})
	if err != nil {
		s.tables.Put(mem)
		return nil, err
	}
	return mem, nil
}

// narrowBlock is narrow for the rows of one block. This loop is where the
// time of a search goes.
func (s *search) narrowBlock(b int, t *token, table []uint64) {
	count := &s.counts[b]
	for w := b * blockRows / 64; w < min(len(s.live), (b+1)*blockRows/64); w++ {
		for left := s.live[w]; left != 0; left &= left - 1 {
			r := w<<6 + bits.TrailingZeros64(left)
			codes := s.codes[s.row[r]:s.row[r+1]]
			var step uint64
			best := uint64(Scattered)
			for i := 0; i < len(codes); i++ {
				id := int(codes[i])
				if id >= wide {
					i++
					id = wide + (id-wide)<<16 + int(codes[i])
				}
				e := table[id]
				step = e >> (step << 2 & 63) & 15
				best = min(best, e>>classShift)
			}
			s.settle(r, t, step, Class(best), count)
		}
	}
}

// narrowFew is narrowBlock without a table.
func (s *search) narrowFew(b int, t *token) {
	count := &s.counts[b]
	for w := b * blockRows / 64; w < min(len(s.live), (b+1)*blockRows/64); w++ {
		for left := s.live[w]; left != 0; left &= left - 1 {
			r := w<<6 + bits.TrailingZeros64(left)
			var step uint64
			best := uint64(Scattered)
			for codes := s.codes[s.row[r]:s.row[r+1]]; len(codes) > 0; {
				id, n := nextCode(codes)
				codes = codes[n:]
				e := t.entry(s.chunk(int(id)), s.mask[id])
				step = e >> (step << 2 & 63) & 15
				best = min(best, e>>classShift)
			}
			s.settle(r, t, step, Class(best), count)
		}
	}
}

// settle keeps row r with the class that t has in it, or takes it away.
func (s *search) settle(r int, t *token, step uint64, best Class, count *[NumClasses]int32) {
	if int(step) < t.steps || best == Scattered && len(t.runes) > maxSteps && !s.hasLetters(r, t) {
		s.live[r>>6] &^= 1 << (r & 63)
		return
	}
	best = max(best, s.class[r])
	s.class[r] = best
	count[best&3]++
}

// rank writes the live rows to r in their order: it counted how many of each
// class every block has, so each row's rank is known without sorting.
func (s *search) rank(r *Result) error {
	place := make([][NumClasses]int32, len(s.counts))
	var total int32
	for c := range NumClasses {
		for b := range s.counts {
			place[b][c] = total
			total += s.counts[b][c]
		}
		r.ends[c] = int(total)
	}
	r.live, r.rows = s.live, make([]int32, total)
	return s.run(len(place), func(b int) {
		at := &place[b]
		for w := b * blockRows / 64; w < min(len(s.live), (b+1)*blockRows/64); w++ {
			for left := s.live[w]; left != 0; left &= left - 1 {
				row := w<<6 + bits.TrailingZeros64(left)
				c := s.class[row] & 3
				r.rows[at[c]] = int32(row)
				at[c]++
			}
		}
	})
}
