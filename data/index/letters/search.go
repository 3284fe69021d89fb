package letters

import (
	"context"
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"pressroom/data"
)

// blockRows is how many rows, or chunks, are tested between two looks at the context, a tenth of a millisecond.
// It is a multiple of 64, so that no two blocks share a word of a set of rows.
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
	rows, known := prev.reuse(x, list)
	if known != nil && len(known.words) == len(list) {
		return known, nil
	}
	r := &Result{index: x, words: list, base: known}
	if len(list) == 0 {
		for c := range r.ends {
			r.ends[c] = x.s.Len()
		}
		return r, nil
	}
	s := search{Index: x, ctx: ctx}
	s.begin(rows, known)
	defer s.classes.Put(s.memory)
	var typed []token
	for _, word := range list {
		if known == nil || !slices.Contains(known.words, word) {
			typed = append(typed, newToken(word))
			s.need |= typed[len(typed)-1].mask
		}
	}
	for i := range typed {
		if err := s.narrow(&typed[i]); err != nil {
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
	need   uint64       // the letters of all words
	live   data.Numbers // the rows that match the words so far
	class  []Class      // the class so far of each live row
	memory *[]Class
}

func blocks(n int) int { return (n + blockRows - 1) / blockRows }

// begin makes the rows of a result live, or all, and gives them the classes that they have in known.
func (s *search) begin(rows, known *Result) {
	s.live = slices.Clone(s.Index.live)
	if rows != nil && rows.live != nil {
		copy(s.live, rows.live)
	}
	mem, ok := s.classes.Get().(*[]Class)
	if !ok {
		class := make([]Class, s.Index.end())
		mem = &class
	}
	s.memory, s.class = mem, *mem
	clear(s.class)
	if known == nil {
		return
	}
	for c := WordStarts; c <= Scattered; c++ {
		from, end := known.Range(c)
		for _, row := range known.rows[from:end] {
			s.class[row] = c
		}
	}
}

// run calls do for the blocks 0 to n-1 on all processors, until the context is done. It lets other goroutines in
// after each block: one of them has the key that cancels this search.
func (s *search) run(n int, do func(block int)) error {
	var next atomic.Int32
	return data.Parallel(s.ctx, min(runtime.GOMAXPROCS(0), n), func(ctx context.Context, _ int) error {
		for ctx.Err() == nil {
			b := int(next.Add(1)) - 1
			if b >= n {
				return nil
			}
			do(b)
			if n > 1 {
				runtime.Gosched()
			}
		}
		return ctx.Err()
	})
}

// lookupShare is how many chunks there must be for each live row for notes to be taken on its chunks alone.
const lookupShare = 12

// narrow drops the live rows that t does not match, and worsens the class of the others to that of t in them.
func (s *search) narrow(t *token) error {
	for i := range s.parts {
		v := &s.parts[i]
		n := blocks(v.len())
		var err error
		switch {
		case len(t.text) == 1 && 'a' <= t.text[0] && t.text[0] <= 'z':
			err = s.run(n, func(b int) { s.narrowLetter(v, b, t) })
		case s.live[v.first()/64:(v.first()+n*blockRows)/64].Len()*lookupShare < v.chunks():
			err = s.run(n, func(b int) { s.narrowFew(v, b, t) })
		case t.steps <= shortSteps:
			err = narrowAll[uint32](s, v, t, &v.short)
		default:
			err = narrowAll[uint64](s, v, t, &v.long)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rows returns which rows of a block of a part are live, and the class of each.
func (s *search) rows(v *view, b int) (live data.Numbers, class []Class) {
	from := v.first() + b*blockRows
	return s.live[from/64 : (from+blockRows)/64], s.class[from : from+blockRows]
}

// narrowAll is narrow by way of a table of notes on all chunks.
func narrowAll[N note](s *search, v *view, t *token, pool *sync.Pool) error {
	n := v.chunks()
	memory, ok := pool.Get().(*[]N)
	if !ok {
		table := make([]N, n)
		memory = &table
	}
	defer pool.Put(memory)
	table := *memory
	top := 8*unsafe.Sizeof(table[0]) - 4
	err := s.run(blocks(n), func(b int) {
		for i := b * blockRows; i < min(n, (b+1)*blockRows); i++ {
			steps, class := t.read(v.chunk(i), v.mask[i])
			table[i] = N(steps) | N(class)<<top
		}
	})
	if err != nil {
		return err
	}
	return s.run(blocks(v.len()), func(b int) { narrowBlock(s, v, b, t, table) })
}

// narrowBlock is narrowAll for the rows of one block. This loop is where the time of a search goes.
func narrowBlock[N note](s *search, v *view, b int, t *token, table []N) {
	top := 8*unsafe.Sizeof(table[0]) - 4
	alive, classes := s.rows(v, b)
	for at := range alive.All() {
		r := b*blockRows + at
		if v.has[r]&s.need != s.need {
			alive.Remove(at)
			continue
		}
		codes := v.codes[v.row[r]:v.row[r+1]]
		var step N
		best := N(Scattered)
		for i := 0; i < len(codes); i++ {
			id := int(codes[i])
			if id >= wide {
				i++
				id = wide + (id-wide)<<16 + int(codes[i])
			}
			note := table[id]
			step = note >> (step * 4 & 63) & 15
			best = min(best, note>>top)
		}
		if int(step) < t.steps || Class(best) == Scattered && len(t.runes) > maxSteps && !v.hasLetters(r, t) {
			alive.Remove(at)
			continue
		}
		classes[at] = max(Class(best), classes[at])
	}
}

// narrowLetter is narrowBlock for one letter from a to z, the first key of most queries: all was noted for each row.
func (s *search) narrowLetter(v *view, b int, t *token) {
	letter := t.text[0] - 'a'
	alive, classes := s.rows(v, b)
	for w := range alive {
		var live uint64
		for left := alive[w]; left != 0; left &= left - 1 {
			bit := bits.TrailingZeros64(left)
			r := b*blockRows + w<<6 + bit
			matches := v.has[r] >> letter & 1
			// A letter that is a word begins one: each bit is one class better.
			class := Substring - Class(v.edges[r]>>letter&1) - Class(v.edges[r]>>(letter+aloneBits)&1)
			classes[w<<6+bit] = max(class, classes[w<<6+bit])
			live |= matches << bit
		}
		alive[w] = live
	}
}

// narrowFew is narrowBlock without a table.
func (s *search) narrowFew(v *view, b int, t *token) {
	alive, classes := s.rows(v, b)
	for at := range alive.All() {
		r := b*blockRows + at
		if v.has[r]&s.need != s.need {
			alive.Remove(at)
			continue
		}
		step, best := uint64(0), Scattered
		for codes := v.codes[v.row[r]:v.row[r+1]]; len(codes) > 0; {
			id, n := nextCode(codes)
			codes = codes[n:]
			steps, class := t.read(v.chunk(int(id)), v.mask[id])
			step = steps >> (step * 4) & 15
			best = min(best, class)
		}
		if int(step) < t.steps || best == Scattered && len(t.runes) > maxSteps && !v.hasLetters(r, t) {
			alive.Remove(at)
			continue
		}
		classes[at] = max(best, classes[at])
	}
}

// each calls do with the live rows of a block, and the class of each.
func (s *search) each(b int, do func(row int, c Class)) {
	for w := b * blockRows / 64; w < (b+1)*blockRows/64; w++ {
		for left := s.live[w]; left != 0; left &= left - 1 {
			row := w<<6 + bits.TrailingZeros64(left)
			do(row, s.class[row]&3)
		}
	}
}

// rank writes the live rows to r in order. It counts the classes of each block, so nothing is sorted.
func (s *search) rank(r *Result) error {
	place := make([][NumClasses]int32, s.end()/blockRows) // of each block: how many, then where they begin
	err := s.run(len(place), func(b int) { s.each(b, func(_ int, c Class) { place[b][c]++ }) })
	if err != nil {
		return err
	}
	var total int32
	for c := range NumClasses {
		for b := range place {
			n := place[b][c]
			place[b][c] = total
			total += n
		}
		r.ends[c] = int(total)
	}
	r.live, r.rows = s.live, make([]int32, total)
	err = s.run(len(place), func(b int) {
		at := &place[b]
		s.each(b, func(row int, c Class) {
			r.rows[at[c]] = int32(row)
			at[c]++
		})
	})
	if err == nil && s.parts[1].len() > 0 {
		for c := range Class(NumClasses) {
			from, end := r.Range(c)
			s.merge(r.rows[from:end])
		}
	}
	return err
}

// merge puts rows of both parts in order, which those of each are already.
func (s *search) merge(rows []int32) {
	first := int32(s.parts[1].first())
	from, _ := slices.BinarySearch(rows, first)
	recent := slices.Clone(rows[from:])
	for i := len(recent) - 1; i >= 0; i-- {
		at, _ := slices.BinarySearchFunc(rows[:from], recent[i], func(a, b int32) int {
			return s.s.Compare(int32(s.number(a)), int32(s.number(b)))
		})
		copy(rows[at+i+1:], rows[at:from])
		rows[at+i], from = recent[i], at
	}
}
