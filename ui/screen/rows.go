package screen

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"pressroom/ui/cells"
)

// rewriter writes what differs between two rows of two frames, and needs no other cells.
type rewriter struct {
	out     *bytes.Buffer
	profile colorprofile.Profile
	unsure  bool // how wide the terminal draws what is ambiguous is not known
	fills   bool // what the terminal erases has the pen's background
	was, is line

	pen  uv.Style // of the terminal
	link uv.Link
	next int // the row below the one that was written last

	at      int  // the cell of the row that the terminal's cursor is at, -1 where terminals differ
	drifted bool // since the column was set there was text that a terminal may measure otherwise
	run     int  // letters of which terminals differ that were written one after the other
	covered int  // up to this cell such letters may have been drawn over what stands there
}

// line is the cells of one row.
type line struct {
	cells   uv.Line
	columns []int // where the row's text sets the cursor's column (CHA): a pane begins there
}

// draw makes the line the w cells that a styled string fills.
func (l *line) draw(w int, m cells.Measure, s string) {
	if len(l.cells) != w {
		l.cells = make(uv.Line, w)
	}
	for i := range l.cells {
		l.cells[i] = uv.EmptyCell
	}
	l.columns = l.columns[:0]
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	cell := uv.Cell{}
	x, last := 0, -1
	for piece, n := range m.Pieces(s) {
		switch {
		case n > 0:
			if x+n > w { // the rest is cut off, to the next column that is set
				x = w
				continue
			}
			cell.Content, cell.Width = piece, n
			l.cells.Set(x, &cell)
			if piece == " " && isQuiet(&cell.Style) {
				l.cells[x].Style = uv.Style{}
			}
			last = x
			x += n
		case piece[0] >= utf8.RuneSelf:
			if last >= 0 { // a mark of its own joins the letter before it
				l.cells[last].Content += piece
			}
		case piece[0] == esc:
			ansi.DecodeSequence(piece, 0, p)
			switch {
			case ansi.HasCsiPrefix(piece) && p.Command() == 'm':
				uv.ReadStyle(p.Params(), &cell.Style)
			case ansi.HasCsiPrefix(piece) && p.Command() == 'G':
				n, _ := p.Param(0, 1)
				x, last = max(n, 1)-1, -1
				l.columns = append(l.columns, x)
			case ansi.HasOscPrefix(piece) && p.Command() == 8:
				uv.ReadLink(p.Data(), &cell.Link)
			}
		}
	}
}

// Runs of cells that are worth a sequence of their own: it takes four bytes.
const (
	skipRun  = 6  // as they were: moved over
	clearRun = 4  // blank, to the end of the row
	eraseRun = 12 // blank, before others: to erase them and to move over them takes two
)

// row writes row y, and remembers where that leaves cursor and pen.
func (r *rewriter) row(y, w int, m cells.Measure, was, is string) {
	r.was.draw(w, m, was)
	r.is.draw(w, m, is)
	first, last := r.changed(w)
	if first == w {
		return
	}
	end := w - 1 // of what is not blank
	for end >= 0 && blank(&r.is.cells[end]) {
		end--
	}
	r.begin(y, first)
	for x := first; x <= max(last, min(r.covered, w)-1); x++ {
		if x > end && last-x+1 >= clearRun {
			r.erase(x)
			return
		}
		if run := r.sameRun(x, last); run >= skipRun && x >= r.covered {
			x += run - 1
			continue
		}
		if run := r.blanks(x, last); run >= eraseRun {
			r.seek(x)
			r.setPen(&r.is.cells[x])
			r.out.WriteString(ansi.EraseCharacter(run))
			x += run - 1
			continue
		}
		r.put(x)
	}
}

// changed returns the first and last cell that differ, wide letters whole; w and -1 for none.
func (r *rewriter) changed(w int) (first, last int) {
	first = r.sameRun(0, w-1)
	if first == w {
		return w, -1
	}
	for last = w - 1; r.same(last); {
		last--
	}
	half := func(x int) bool { return r.is.cells[x].Width == 0 || r.was.cells[x].Width == 0 }
	for first > 0 && half(first) {
		first--
	}
	for last+1 < w && half(last+1) {
		last++
	}
	return first, last
}

// sameRun returns how many cells from x on, up to last, are as they were.
func (r *rewriter) sameRun(x, last int) (n int) {
	for x+n <= last && r.same(x+n) {
		n++
	}
	return n
}

// blanks returns how many cells from x to last can be erased alike, without halving a wide letter: what is written over
// the half that is left would blank the other one with another pen.
func (r *rewriter) blanks(x, last int) (n int) {
	c := r.is.cells[x]
	plain := uv.Style{}
	if r.fills {
		plain.Bg = c.Style.Bg
	}
	if c.Content != " " || !c.Style.Equal(&plain) || !c.Link.IsZero() {
		return 0
	}
	for x+n <= last && r.is.cells[x+n].Equal(&c) {
		n++
	}
	for n > 0 && x+n < len(r.was.cells) && r.was.cells[x+n].Width == 0 {
		n--
	}
	return n
}

// begin moves the cursor to cell x of row y.
func (r *rewriter) begin(y, x int) {
	switch below := y == r.next && y > 0; { // to go there from the row above is shorter
	case below && x == 0:
		r.out.WriteString("\r\n")
	case below:
		r.out.WriteString("\n" + ansi.CursorHorizontalAbsolute(x+1))
	default:
		r.out.WriteString(ansi.CursorPosition(x+1, y+1))
	}
	r.next, r.at, r.drifted, r.run, r.covered = y+1, x, false, 0, x
}

// seek moves the cursor to cell x of the row, where it may not be there.
func (r *rewriter) seek(x int) {
	if r.at != x || r.drifted && slices.Contains(r.is.columns, x) {
		r.out.WriteString(ansi.CursorHorizontalAbsolute(x + 1))
		r.at, r.drifted = x, false
	}
}

func (r *rewriter) same(x int) bool { return r.was.cells[x].Equal(&r.is.cells[x]) }

// erase clears from cell x to the end of the row.
func (r *rewriter) erase(x int) {
	r.seek(x)
	r.setPen(&uv.EmptyCell)
	r.out.WriteString(ansi.EraseLineRight)
}

func (r *rewriter) put(x int) {
	c := &r.is.cells[x]
	if c.Width == 0 { // the second half of a wide letter
		return
	}
	r.seek(x)
	r.setPen(c)
	r.out.WriteString(c.Content)
	r.at += c.Width
	switch {
	case r.isDoubtful(c):
		r.run++
		r.covered = max(r.covered, r.at+r.run)
		if !(r.at < len(r.is.cells) && r.is.cells[r.at].Content == c.Content) { // of a run, at its end
			r.at, r.run = -1, 0
		}
	case c.Content[0] >= utf8.RuneSelf:
		r.drifted = true
	}
}

// isQuiet reports whether a blank in a style is seen as one without.
func isQuiet(s *uv.Style) bool {
	return s.Bg == nil && s.Underline == uv.UnderlineNone && s.Attrs&^(uv.AttrBold|uv.AttrFaint|uv.AttrItalic) == 0
}

// setPen gives the terminal the pen of a cell. For a blank any does that shows none.
func (r *rewriter) setPen(c *uv.Cell) {
	if blank(c) && isQuiet(&r.pen) && r.link.IsZero() {
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

// isDoubtful reports whether the terminal may draw a cell with another width.
func (r *rewriter) isDoubtful(c *uv.Cell) bool {
	return cells.IsDoubtful(c.Content) || r.unsure && cells.IsAmbiguous(c.Content)
}
