package diff

import (
	"strings"

	"pressroom/data/body"
)

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
