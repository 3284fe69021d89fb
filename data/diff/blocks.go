package diff

import (
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"

	"pressroom/data"
	"pressroom/data/body"
)

// MaxText is up to how many bytes two texts have together that are compared.
const MaxText = 4 << 20

// Change is what changed from one version of a release to another.
type Change struct {
	Before, After *data.Document
	Title         []Run
	Blocks        []Block // of the text
	Out, In       int     // words of headline and text that were taken out and put in
	TooLong       bool    // the texts have more than [MaxText]: they were not compared, nor counted
}

// Block is a block of the newer version, or one of the older version that was taken out.
type Block struct {
	body.Block
	Op   Op       // of the block as a whole
	Runs []Run    // its words, if some of them changed
	Rows [][]Cell // of a table of which cells changed
}

// Cell is the words of a cell of a table.
type Cell = []Run

// Cells returns the cells of a table, row by row.
func (b *Block) Cells() [][]Cell {
	if b.Rows != nil {
		return b.Rows
	}
	var rows [][]Cell
	for _, row := range b.Block.Rows() {
		cells := make([]Cell, len(row))
		for k, text := range row {
			cells[k] = Cell{{Op: b.Op, Text: text}}
		}
		rows = append(rows, cells)
	}
	return rows
}

// Changed reports whether something of the block changed.
func (b *Block) Changed() bool { return b.Op != Same || b.Runs != nil || b.Rows != nil }

// Documents compares two versions of a release.
func Documents(before, after *data.Document) Change {
	c := Change{Before: before, After: after}
	var head writer
	c.Title = head.words(before.Title, after.Title)
	c.Out, c.In = head.out, head.in
	if c.TooLong = len(before.Body)+len(after.Body) > MaxText; c.TooLong {
		return c
	}
	w := blockWriter{old: body.Read(before.Body).Blocks, new: body.Read(after.Body).Blocks}
	n := numbering{}
	x, y := n.all(keys(w.old)), n.all(keys(w.new))
	at := 0
	for _, d := range refined(nil, x, y, 0, 0) {
		w.keep(at, d.ReplStart)
		w.gap(d)
		at = d.ReplEnd
	}
	w.keep(at, len(w.new))
	c.Blocks, c.Out, c.In = w.blocks, c.Out+w.writer.out, c.In+w.writer.in
	return c
}

// keys returns the words of blocks, by which those are known that did not change.
func keys(blocks []body.Block) []string {
	list := make([]string, len(blocks))
	for i := range blocks {
		if blocks[i].Kind == body.Table {
			list[i] = "|" + blocks[i].Text
			continue
		}
		list[i] = data.OneLine(blocks[i].Addressed())
	}
	return list
}

// blockWriter writes the blocks of the newer version, with what was taken out.
type blockWriter struct {
	writer
	old, new []body.Block
	blocks   []Block
}

// keep writes blocks that did not change.
func (w *blockWriter) keep(from, to int) {
	for i := from; i < to; i++ {
		w.blocks = append(w.blocks, Block{Block: w.new[i]})
	}
}

// gap compares what lies between two blocks that did not change.
func (w *blockWriter) gap(d lcs.Diff) {
	g := gap{w: w, numbering: numbering{}, lines: make([]line, d.ReplEnd-d.ReplStart), gone: map[int][]int{}, first: d.ReplStart}
	old, oldTables := g.tokens(w.old, d.Start, d.End)
	added, newTables := g.tokens(w.new, d.ReplStart, d.ReplEnd)
	g.compare(old, added)
	for i := d.ReplStart; i < d.ReplEnd; i++ {
		w.takeOut(g.gone[i])
		b := Block{Block: w.new[i]}
		switch at := slices.Index(newTables, i); {
		case at >= 0 && at < len(oldTables):
			w.table(&w.old[oldTables[at]], b)
			continue
		case at >= 0:
			b.Op = In
			w.writer.in += len(strings.Fields(b.Text))
		default:
			runs := g.lines[i-d.ReplStart].done()
			if b.Op = fate(runs); b.Op == Same && slices.ContainsFunc(runs, func(r Run) bool { return r.Op != Same }) {
				b.Runs = runs
			}
		}
		w.blocks = append(w.blocks, b)
	}
	w.takeOut(g.gone[d.ReplEnd])
	for _, i := range oldTables[min(len(newTables), len(oldTables)):] {
		w.takeOutTable(&w.old[i])
	}
}

// fate returns what became of all runs, Same where they differ.
func fate(runs []Run) Op {
	if len(runs) == 0 {
		return Same
	}
	for _, r := range runs {
		if r.Op != runs[0].Op {
			return Same
		}
	}
	return runs[0].Op
}

// takeOut writes blocks that were taken out; their words are counted.
func (w *blockWriter) takeOut(old []int) {
	for _, i := range old {
		w.blocks = append(w.blocks, Block{Block: w.old[i], Op: Out})
	}
}

func (w *blockWriter) takeOutTable(b *body.Block) {
	w.writer.out += len(strings.Fields(b.Text))
	w.blocks = append(w.blocks, Block{Block: *b, Op: Out})
}

// gap is the blocks of both versions between two that did not change.
type gap struct {
	w         *blockWriter
	numbering numbering
	first     int           // block of the newer version
	lines     []line        // of its blocks
	gone      map[int][]int // older blocks that were taken out whole, by the newer one that they stand before
}

// tokens returns the tokens of blocks, and which of them are tables.
func (g *gap) tokens(blocks []body.Block, from, to int) (list []token, tables []int) {
	for i := from; i < to; i++ {
		b := &blocks[i]
		if b.Kind == body.Table {
			tables = append(tables, i)
			continue
		}
		begin := len(list)
		if b.Lead != "" && len(b.Links) == 0 {
			list = g.numbering.cut(list, b.Lead, i)
			for k := begin; k < len(list); k++ {
				list[k].lead = true
			}
			if n := len(list); n > begin && strings.HasPrefix(b.Text, " ") {
				list[n-1].space = " "
			}
			list = g.numbering.cut(list, b.Text, i)
		} else {
			list = g.numbering.cut(list, b.Addressed(), i)
		}
		if n := len(list); n > begin {
			list[n-1].last = true
		}
	}
	return list, tables
}

// compare compares the words of the gap.
func (g *gap) compare(old, added []token) {
	g.w.compare(old, added, func(i int) *line { return &g.lines[added[i].block-g.first] }, func(d lcs.Diff) { g.takeOut(old, added, d) })
}

// takeOut writes the tokens of the older version that d takes out.
func (g *gap) takeOut(old, added []token, d lcs.Diff) {
	at := d.ReplStart
	within := at > 0 && at < len(added) && added[at-1].block == added[at].block
	for from, to := d.Start, d.Start; from < d.End; from = to {
		for to < d.End && old[to].block == old[from].block {
			to++
		}
		begins := from == 0 || old[from-1].block != old[from].block
		ends := to == len(old) || old[to].block != old[from].block
		next := g.first + len(g.lines) // the block that it stands before
		if at < len(added) {
			next = added[at].block
		}
		into := next
		switch {
		case within:
		case begins && ends:
			g.gone[next] = append(g.gone[next], old[from].block)
			g.w.writer.out += wordsIn(old[from:to])
			continue
		case !begins && at > 0 || at == len(added):
			into = added[at-1].block
		}
		g.w.writer.takeOut(old[from:to], &g.lines[into-g.first])
	}
}

// Part is a block that is shown, or blocks that are not, since nothing changed in
// them or near them.
type Part struct {
	Block  *Block // nil for what is not shown
	Hidden int    // blocks
}

// Folded returns the changed blocks with around others beside each, and between these how many did not change.
func Folded(blocks []Block, around int) []Part {
	shown := make([]bool, len(blocks))
	for i := range blocks {
		if !blocks[i].Changed() {
			continue
		}
		for k := max(0, i-around); k <= min(len(blocks)-1, i+around); k++ {
			shown[k] = true
		}
	}
	var parts []Part
	for i := 0; i < len(blocks); {
		end := i
		for end < len(blocks) && !shown[end] {
			end++
		}
		if hidden := end - i; hidden > 1 {
			parts = append(parts, Part{Hidden: hidden})
			i = end
			continue
		}
		parts = append(parts, Part{Block: &blocks[i]})
		i++
	}
	return parts
}

// table writes a table: its rows are compared first, and those that changed cell by cell.
func (w *blockWriter) table(old *body.Block, b Block) {
	x, y := old.Rows(), b.Block.Rows()
	if len(x) == 0 || len(y) == 0 || len(x[0]) != len(y[0]) {
		w.takeOutTable(old)
		b.Op = In
		w.writer.in += len(strings.Fields(b.Text))
		w.blocks = append(w.blocks, b)
		return
	}
	n := numbering{}
	ids := func(rows [][]string) []rune {
		var keys []string
		for _, row := range rows {
			keys = append(keys, strings.Join(row, "\x00"))
		}
		return n.all(keys)
	}
	i := 0
	same := func(end int) {
		for ; i < end; i++ {
			b.Rows = append(b.Rows, w.row(y[i], y[i]))
		}
	}
	for _, d := range refined(nil, ids(x), ids(y), 0, 0) {
		same(d.ReplStart)
		k := d.Start
		for ; k < d.End && i < d.ReplEnd; k, i = k+1, i+1 {
			b.Rows = append(b.Rows, w.row(x[k], y[i]))
		}
		for ; k < d.End; k++ {
			b.Rows = append(b.Rows, w.row(x[k], make([]string, len(x[k]))))
		}
		for ; i < d.ReplEnd; i++ {
			b.Rows = append(b.Rows, w.row(make([]string, len(y[i])), y[i]))
		}
	}
	same(len(y))
	w.blocks = append(w.blocks, b)
}

// row compares two rows.
func (w *blockWriter) row(old, added []string) []Cell {
	cells := make([]Cell, len(added))
	for k := range cells {
		was := ""
		if k < len(old) {
			was = old[k]
		}
		cells[k] = w.words(was, added[k])
	}
	return cells
}
