package letters

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/text"
)

// part is a set of headlines in order, prepared for searching. It never changes.
type part struct {
	numbers []int32 // of the releases, by row

	text string   // the chunks, folded, one after the other
	at   []uint32 // chunk i is text[at[i]:at[i+1]]
	mask []uint64 // the letters of chunk i

	codes []uint16 // the chunks of all rows, see wide
	row   []uint32 // row r is codes[row[r]:row[r+1]]
	has   []uint64 // the letters of row r
	edges []uint64 // the letters that begin its words, see edgesOf

	short sync.Pool // of *[]uint32, a note on each chunk
	long  sync.Pool // of *[]uint64, the same for long tokens
}

// wide is the first code that is the upper part of a number, with the lower in the next: common words take one.
const wide = 0xe000

// rowsPerWorker is how many headlines are worth a goroutine of their own in building an index.
const rowsPerWorker = 8192

// newPart prepares the headlines of releases, which are in the order that breaks ties.
func newPart(numbers []int32, title func(number int) string) *part {
	n := len(numbers)
	workers := max(1, min(runtime.GOMAXPROCS(0), n/rowsPerWorker))
	builders := make([]*builder, workers)
	each(workers, func(w int) {
		b := &builder{raw: map[string]uint32{}, folded: map[string]uint32{}, at: []uint32{0}}
		b.add(numbers[n*w/workers:n*(w+1)/workers], title)
		b.raw = nil // which may be as large as all the rest
		builders[w] = b
	})
	p := &part{numbers: numbers}
	if workers == 1 {
		b := builders[0]
		p.text, p.at, p.mask, p.codes, p.row = b.text.String(), b.at, b.mask, b.codes, b.row
	} else {
		p.merge(n, builders)
	}
	p.note(workers)
	return p
}

// note notes the letters of each row.
func (x *part) note(workers int) {
	edges := make([]uint64, x.chunks())
	each(workers, func(w int) {
		for i := len(edges) * w / workers; i < len(edges)*(w+1)/workers; i++ {
			edges[i] = edgesOf(x.chunk(i))
		}
	})
	n := x.len()
	x.has, x.edges = make([]uint64, n), make([]uint64, n)
	each(workers, func(w int) {
		for r := n * w / workers; r < n*(w+1)/workers; r++ {
			for codes := x.codes[x.row[r]:x.row[r+1]]; len(codes) > 0; {
				id, taken := nextCode(codes)
				codes = codes[taken:]
				x.has[r] |= x.mask[id]
				x.edges[r] |= edges[id]
			}
		}
	})
}

// each runs do(0) to do(n-1) at once and waits for them. A panic in one of them goes on in the caller.
func each(n int, do func(int)) {
	err := data.Parallel(context.Background(), n, func(_ context.Context, i int) error {
		do(i)
		return nil
	})
	if err != nil {
		panic(err)
	}
}

func (x *part) len() int { return len(x.numbers) }

// chunks returns the number of different chunks that the headlines have.
func (x *part) chunks() int { return len(x.mask) }

func (x *part) chunk(i int) string { return x.text[x.at[i]:x.at[i+1]] }

// builder numbers the chunks of a run of rows.
type builder struct {
	raw    map[string]uint32 // chunks as the headlines have them, where they are not folded
	folded map[string]uint32

	text  strings.Builder
	at    []uint32
	mask  []uint64
	codes []uint16
	row   []uint32
}

// add numbers the chunks of headlines. A chunk is folded when it is met first; after that it costs a look into a map.
func (b *builder) add(numbers []int32, title func(number int) string) {
	b.row = append(make([]uint32, 0, len(numbers)+1), 0)
	for _, n := range numbers {
		s := title(int(n))
		for i := 0; i < len(s); i++ {
			if s[i] == ' ' {
				continue
			}
			n := strings.IndexByte(s[i:], ' ')
			if n < 0 {
				n = len(s) - i
			}
			b.addRaw(s[i : i+n])
			i += n
		}
		b.row = append(b.row, uint32(len(b.codes)))
	}
}

func (b *builder) addRaw(s string) {
	id, ok := b.raw[s]
	if !ok {
		id, ok = b.folded[s] // what is folded stays so
	}
	if ok {
		b.codes = appendCode(b.codes, id)
		return
	}
	folded := text.Fold(s)
	if strings.IndexByte(folded, ' ') >= 0 || folded == "" {
		for part := range strings.FieldsSeq(folded) {
			b.codes = appendCode(b.codes, b.number(part))
		}
		return
	}
	if id = b.number(folded); folded != s {
		b.raw[s] = id
	}
	b.codes = appendCode(b.codes, id)
}

func (b *builder) number(s string) uint32 {
	if id, ok := b.folded[s]; ok {
		return id
	}
	id := uint32(len(b.mask))
	b.folded[s] = id
	b.text.WriteString(s)
	b.at = append(b.at, uint32(b.text.Len()))
	b.mask = append(b.mask, maskOf(s))
	return id
}

func appendCode(codes []uint16, id uint32) []uint16 {
	if id < wide {
		return append(codes, uint16(id))
	}
	id -= wide
	return append(codes, uint16(wide+id>>16), uint16(id))
}

// nextCode returns the number that codes begins with, and how many codes it takes.
func nextCode(codes []uint16) (id uint32, n int) {
	if c := uint32(codes[0]); c < wide {
		return c, 1
	}
	return wide + (uint32(codes[0])-wide)<<16 + uint32(codes[1]), 2
}

// merge joins what the builders made: chunks keep the numbers of the first one, and the others' rows are rewritten.
func (x *part) merge(n int, parts []*builder) {
	all := parts[0]
	renumbered := make([][]uint32, len(parts))
	size := len(all.codes)
	for w, b := range parts[1:] {
		chunks := b.text.String()
		ids := make([]uint32, len(b.mask))
		for i := range ids {
			ids[i] = all.number(chunks[b.at[i]:b.at[i+1]])
		}
		renumbered[w+1] = ids
	}
	for w, b := range parts[1:] {
		for codes := b.codes; len(codes) > 0; {
			id, taken := nextCode(codes)
			codes = codes[taken:]
			size++
			if renumbered[w+1][id] >= wide {
				size++
			}
		}
	}
	x.text, x.at, x.mask = all.text.String(), all.at, all.mask
	x.codes = append(make([]uint16, 0, size), all.codes...)
	x.row = append(make([]uint32, 0, n+1), all.row...)
	for w, b := range parts[1:] {
		for r := range len(b.row) - 1 {
			for codes := b.codes[b.row[r]:b.row[r+1]]; len(codes) > 0; {
				id, taken := nextCode(codes)
				codes = codes[taken:]
				x.codes = appendCode(x.codes, renumbered[w+1][id])
			}
			x.row = append(x.row, uint32(len(x.codes)))
		}
	}
}

// hasLetters reports whether the letters of t are in row r, in order: the test for tokens longer than notes follow.
func (x *part) hasLetters(r int, t *token) bool {
	rest := t.text
	for codes := x.codes[x.row[r]:x.row[r+1]]; len(codes) > 0 && rest != ""; {
		id, n := nextCode(codes)
		codes = codes[n:]
		for _, c := range x.chunk(int(id)) {
			if first, n := utf8.DecodeRuneInString(rest); first == c {
				if rest = rest[n:]; rest == "" {
					break
				}
			}
		}
	}
	return rest == ""
}
