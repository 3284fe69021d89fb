package screen

import (
	"bytes"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// rewriter writes rows of a frame in the place of those of the frame before,
// where none of them has moved: of each row what differs. It needs no cells but
// those of the two rows.
type rewriter struct {
	out     *bytes.Buffer
	profile colorprofile.Profile
	was, is line

	pen  uv.Style // of the terminal
	link uv.Link
	next int // the row below the one that was written last
}

// line is the cells of one row, to be drawn on.
type line struct {
	cells  uv.Line
	method ansi.Method
}

// The three below make a line a screen that a styled string can be drawn on.

func (l *line) Bounds() uv.Rectangle            { return uv.Rect(0, 0, len(l.cells), 1) }
func (l *line) CellAt(x, _ int) *uv.Cell        { return l.cells.At(x) }
func (l *line) WidthMethod() uv.WidthMethod     { return l.method }
func (l *line) SetCell(x, _ int, cell *uv.Cell) { l.cells.Set(x, cell) }
func (l *line) draw(w int, m ansi.Method, s string) {
	l.set(w, m)
	uv.NewStyledString(s).Draw(l, l.Bounds())
}

// set makes the line w cells wide.
func (l *line) set(w int, m ansi.Method) {
	l.method = m
	if len(l.cells) != w {
		l.cells = make(uv.Line, w)
	}
}

// Runs of cells that are worth a sequence of their own: it takes four bytes.
const (
	skipRun  = 6 // as they were: moved over
	clearRun = 4 // blank, to the end of the row
)

// row writes row y. Whatever the cursor and the pen are after it, the next call
// knows.
func (r *rewriter) row(y, w int, m ansi.Method, was, is string) {
	r.was.draw(w, m, was)
	r.is.draw(w, m, is)
	first, last := 0, w-1
	whole := drifts(&r.was) || drifts(&r.is)
	if !whole {
		for first < w && r.same(first) {
			first++
		}
		if first == w {
			return
		}
		for r.same(last) {
			last--
		}
	}
	end := w - 1 // of what is not blank
	for end >= 0 && blank(&r.is.cells[end]) {
		end--
	}
	if first == 0 && y == r.next && y > 0 {
		r.out.WriteString("\r\n") // half as long
	} else {
		r.out.WriteString(ansi.CursorPosition(first+1, y+1))
	}
	r.next = y + 1
	if whole {
		if was != "" { // as a row is that was scrolled in
			r.erase()
		}
		last = end
	}
	for x := first; x <= last; x++ {
		if x > end && last-x+1 >= clearRun {
			r.erase()
			return
		}
		run := 0
		for !whole && x+run <= last && r.same(x+run) {
			run++
		}
		if run >= skipRun {
			r.out.WriteString(ansi.CursorForward(run))
			x += run - 1
			continue
		}
		r.put(&r.is.cells[x])
	}
}

// same reports whether cell x is as it was.
func (r *rewriter) same(x int) bool { return r.was.cells[x].Equal(&r.is.cells[x]) }

// erase clears from the cursor to the end of the row.
func (r *rewriter) erase() {
	r.reset()
	r.out.WriteString(ansi.EraseLineRight)
}

// put writes a cell where the cursor is.
func (r *rewriter) put(c *uv.Cell) {
	if c.Width == 0 { // the second half of a wide letter
		return
	}
	style, link := uv.ConvertStyle(c.Style, r.profile), uv.ConvertLink(c.Link, r.profile)
	if !style.Equal(&r.pen) {
		r.out.WriteString(uv.StyleDiff(&r.pen, &style))
		r.pen = style
	}
	if !link.Equal(&r.link) {
		r.out.WriteString(ansi.SetHyperlink(link.URL, link.Params))
		r.link = link
	}
	r.out.WriteString(c.Content)
}

// reset gives the terminal its usual pen.
func (r *rewriter) reset() {
	if !r.pen.IsZero() {
		r.out.WriteString(ansi.ResetStyle)
		r.pen = uv.Style{}
	}
	if !r.link.IsZero() {
		r.out.WriteString(ansi.ResetHyperlink())
		r.link = uv.Link{}
	}
}

// blank reports whether erasing leaves the same as writing the cell.
func blank(c *uv.Cell) bool { return c.Content == " " && c.Style.IsZero() && c.Link.IsZero() }

// drifts reports whether a row has letters of two cells, or of which a terminal
// may think otherwise than we do: such a row is written whole, or parts of it
// could land in the wrong place.
func drifts(l *line) bool {
	for i := range l.cells {
		c := &l.cells[i]
		if c.Width > 1 {
			return true
		}
		if len(c.Content) > 0 && c.Content[0] >= utf8.RuneSelf &&
			ansi.WcWidth.StringWidth(c.Content) != ansi.GraphemeWidth.StringWidth(c.Content) {
			return true
		}
	}
	return false
}
