package body

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of what is a table. What is beyond is set as running text.
const (
	maxColumns = 30
	maxCells   = 20_000
	maxCell    = 1000 // bytes: more is a page's layout
)

// Rows returns the cells of a table, its head first. All rows have as many.
func (b *Block) Rows() [][]string {
	var rows [][]string
	for row := range strings.SplitSeq(b.Text, "\n") {
		rows = append(rows, strings.Split(row, "\t"))
	}
	return rows
}

// grid returns the cells of a table, row by row. A cell that another covers is nil.
// It returns nil where a table is none: sites set boxes and whole pages as such too.
func grid(table *html.Node) [][]*html.Node {
	var rows [][]*html.Node
	var below []int // for each column, how many rows the cell above still covers
	cells := 0
	for n := range table.Descendants() {
		if n.DataAtom == atom.Table {
			return nil
		}
		if n.DataAtom != atom.Tr {
			continue
		}
		var row []*html.Node
		for cell := range n.ChildNodes() {
			if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th {
				continue
			}
			for len(row) < len(below) && below[len(row)] > 0 {
				below[len(row)]--
				row = append(row, nil)
			}
			here := cell
			for range spanned(cell, "colspan", maxColumns+1) {
				for len(below) <= len(row) {
					below = append(below, 0)
				}
				below[len(row)] = spanned(cell, "rowspan", maxCells) - 1
				row, here = append(row, here), nil
			}
			if len(row) > maxColumns || textSize(cell) > maxCell {
				return nil
			}
		}
		for len(row) < len(below) {
			below[len(row)] = max(0, below[len(row)]-1)
			row = append(row, nil)
		}
		rows = append(rows, row)
		if cells += len(row); cells > maxCells {
			return nil
		}
	}
	if len(rows) < 2 || len(below) < 2 {
		return nil
	}
	return rows
}

// spanned returns how many columns or rows a cell covers.
func spanned(cell *html.Node, attr string, most int) int {
	n, err := strconv.Atoi(attribute(cell, attr))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

func textSize(n *html.Node) int {
	size := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			size += len(strings.TrimSpace(c.Data))
		}
	}
	return size
}

// table reads a table into one block, with its caption above.
func (r *reader) table(n *html.Node, rows [][]*html.Node) {
	r.flush()
	r.drop()
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Caption {
			r.children(c)
			r.flush()
		}
	}
	r.inCell = true
	text := false
	for i, row := range rows {
		for k := range columns {
			if k > 0 {
				r.text.WriteByte('\t')
			} else if i > 0 {
				r.text.WriteByte('\n')
			}
			r.begin, r.space = r.text.Len(), false
			if k < len(row) && row[k] != nil {
				r.children(row[k])
			}
			text = text || r.text.Len() > r.begin
		}
	}
	r.inCell = false
	if !text {
		r.drop()
		return
	}
	b := r.block
	b.Kind, b.Text = Table, r.text.String()
	r.add(b)
}
