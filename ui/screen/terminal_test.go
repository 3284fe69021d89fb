package screen_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/width"
)

// terminal is a terminal in memory, as strict as it is small: it does what an
// xterm does with the sequences that pressroom writes, and notes a fault at
// any other.
type terminal struct {
	w, h       int
	cells      [][]glyph
	x, y       int
	wrap       bool // the next letter goes to the next line
	top, bot   int  // the rows that scroll
	left, end  int  // and the columns, from left up to end
	pen        uv.Style
	link       uv.Link
	last       string // the letter that REP repeats
	modes      map[string]bool
	clipboard  []string
	bytes      int
	letters    int    // bytes of what was printed
	frames     []bool // for each frame between marks: whether it was closed
	linkless   bool   // it prints the sequences of links
	alone      bool   // it has no other screen
	wide       bool   // it draws what is East Asian Ambiguous with two cells
	clusters   bool   // it draws grapheme clusters, and does not say so
	mute       bool   // it answers nothing
	marginless bool   // it has no left and right margins
	reports    []tea.CursorPositionMsg
	faults     []string

	state  byte
	parser *ansi.Parser
}

// glyph is a cell: the letter that begins in it, or "" in the second cell of
// a wide one.
type glyph struct {
	text  string
	style uv.Style
	link  uv.Link
}

// modesAtStart is what a terminal has on before any program runs.
var modesAtStart = map[string]bool{"?7": true, "?25": true}

func newTerminal(w, h int) *terminal {
	t := &terminal{modes: map[string]bool{}, parser: ansi.NewParser()}
	for m := range modesAtStart {
		t.modes[m] = true
	}
	t.resize(w, h)
	return t
}

// resize makes the terminal w by h. What it shows then is junk, as a terminal
// may show after that: whoever draws must not rely on it.
func (t *terminal) resize(w, h int) {
	t.w, t.h, t.top, t.bot, t.left, t.end = w, h, 0, h-1, 0, w
	t.cells = make([][]glyph, h)
	for y := range t.cells {
		t.cells[y] = slices.Repeat([]glyph{{text: "?"}}, w)
	}
	t.x, t.y, t.wrap = min(t.x, w-1), min(t.y, h-1), false
}

func (t *terminal) fault(format string, args ...any) {
	t.faults = append(t.faults, fmt.Sprintf(format, args...))
}

// Write does what p says.
func (t *terminal) Write(p []byte) (int, error) {
	t.bytes += len(p)
	for rest := string(p); len(rest) > 0; {
		seq, width, n, state := ansi.DecodeSequence(rest, t.state, t.parser)
		t.state = state
		if cluster, _ := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth); seq[0] > ' ' && seq[0] <= '~' { // marks may follow
			seq, n = cluster, len(cluster)
		}
		switch {
		case width > 0 || seq[0] >= 0x80:
			t.letters += len(seq)
			t.print(seq)
		case len(seq) == 1 && seq[0] < ' ':
			t.control(seq[0])
		case strings.HasPrefix(seq, "\x1b["):
			t.csi(seq)
		case strings.HasPrefix(seq, "\x1b]52;c;"):
			t.clipboard = append(t.clipboard, seq)
		case strings.HasPrefix(seq, "\x1b]8;") && !t.linkless:
			t.link = uv.Link{}
			t.link.Params, t.link.URL, _ = strings.Cut(strings.TrimSuffix(seq[len("\x1b]8;"):], "\a"), ";")
		case strings.HasPrefix(seq, "\x1b]11;?"): // the background's colour is asked for
		case seq == "\x1bM":
			if t.y == t.top {
				t.scroll(t.top, -1)
			} else {
				t.y = max(0, t.y-1)
			}
			t.wrap = false
		default:
			t.fault("unknown sequence %q", seq)
		}
		rest = rest[n:]
	}
	return len(p), nil
}

func (t *terminal) control(c byte) {
	switch c {
	case '\r':
		t.x = 0
	case '\n':
		if t.y == t.bot {
			t.scroll(t.top, 1)
		} else {
			t.y = min(t.h-1, t.y+1)
		}
	case '\b':
		t.x = max(0, t.x-1)
	default:
		t.fault("control %#x", c)
	}
	t.wrap = false
}

// print writes text at the cursor: letter by letter, or by graphemes where
// the terminal was told to.
func (t *terminal) print(text string) {
	if t.modes["?2027"] || t.clusters {
		t.put(text, t.cellsOf(text, ansi.StringWidth(text)))
		return
	}
	for _, c := range text {
		t.put(string(c), t.cellsOf(string(c), ansi.StringWidthWc(string(c))))
	}
}

// cellsOf returns how many cells a letter takes that usually takes n.
func (t *terminal) cellsOf(letter string, n int) int {
	c, _ := utf8.DecodeRuneInString(letter)
	if t.wide && n == 1 && width.LookupRune(c).Kind() == width.EastAsianAmbiguous {
		return 2
	}
	return n
}

func (t *terminal) put(text string, width int) {
	if width == 0 { // joins the letter before
		x := t.x - 1
		if t.wrap {
			x = t.x
		}
		for x > 0 && t.cells[t.y][x].text == "" {
			x--
		}
		if x >= 0 {
			t.cells[t.y][x].text += text
		}
		return
	}
	if width > t.w {
		t.fault("%q does not fit", text)
		return
	}
	if t.modes["?7"] && (t.wrap || t.x+width > t.w) {
		t.wrap, t.x = false, 0
		t.control('\n')
	}
	t.x = min(t.x, t.w-width)
	if t.modes["4"] {
		t.shift(width, true)
	}
	t.clear(t.y, t.x, t.x+width)
	t.cells[t.y][t.x] = glyph{text, t.pen, t.link}
	for i := 1; i < width; i++ {
		t.cells[t.y][t.x+i] = glyph{"", t.pen, t.link}
	}
	t.last = text
	t.x += width
	if t.x >= t.w {
		t.x, t.wrap = t.w-1, true
	}
}

// blank is what an erased cell holds: a space on the pen's background.
func (t *terminal) blank() glyph { return glyph{text: " ", style: uv.Style{Bg: t.pen.Bg}} }

// clear blanks the cells from..to of a row; of a wide letter that is cut, the
// other half too, without the pen's background.
func (t *terminal) clear(y, from, to int) {
	row := t.cells[y]
	for x := from; x > 0 && row[x].text == ""; x-- {
		row[x-1] = glyph{text: " "}
	}
	for x := to; x < t.w && row[x].text == ""; x++ {
		row[x] = glyph{text: " "}
	}
	t.eraseCells(y, from, to)
}

// eraseCells blanks the cells from..to of a row, and leaves the other half of a wide
// letter, as tmux does.
func (t *terminal) eraseCells(y, from, to int) {
	for x := from; x < to; x++ {
		t.cells[y][x] = t.blank()
	}
}

// scroll moves the rows from top to the margin up by n, or down.
func (t *terminal) scroll(top, n int) {
	height := t.bot - top + 1
	n = min(max(n, -height), height)
	rows := make([][]glyph, height)
	for i := range rows {
		rows[i] = slices.Clone(t.cells[top+i])
	}
	for i := range rows {
		to := t.cells[top+i][t.left:t.end]
		if from := i + n; from >= 0 && from < height {
			copy(to, rows[from][t.left:t.end])
		} else {
			copy(to, slices.Repeat([]glyph{t.blank()}, len(to)))
		}
	}
}

func (t *terminal) csi(seq string) {
	params := t.parser.Params()
	arg := func(i, def int) int {
		if n, ok := t.parser.Param(i, def); ok && n > 0 {
			return n
		}
		return def
	}
	n := arg(0, 1)
	cmd := ansi.Cmd(t.parser.Command())
	if cmd.Final() != 'm' {
		t.wrap = false
	}
	switch kind := strings.TrimLeft(seq[2:], "0123456789;:"); kind {
	case "m":
		uv.ReadStyle(params, &t.pen)
		return
	case "A":
		t.y = max(0, t.y-n)
	case "B":
		t.y = min(t.h-1, t.y+n)
	case "C":
		t.x = min(t.w-1, t.x+n)
	case "D":
		t.x = max(0, t.x-n)
	case "G", "`":
		t.x = min(t.w, n) - 1
	case "d":
		t.y = min(t.h, n) - 1
	case "H":
		if n > t.h || arg(1, 1) > t.w {
			t.fault("cursor to %d, %d", arg(1, 1), n)
		}
		t.x, t.y = min(t.w, arg(1, 1))-1, min(t.h, n)-1
	case "J":
		t.eraseScreen(arg(0, 0))
	case "K":
		from, to := t.x, t.w
		switch arg(0, 0) {
		case 1:
			from, to = 0, t.x+1
		case 2:
			from = 0
		}
		t.clear(t.y, from, to)
	case "X":
		t.eraseCells(t.y, t.x, min(t.w, t.x+n))
	case "@", "P":
		t.shift(n, kind == "@")
	case "L":
		t.scrollFromCursor(-n)
	case "M":
		t.scrollFromCursor(n)
	case "S":
		t.scroll(t.top, n)
	case "T":
		t.scroll(t.top, -n)
	case "b":
		for range n {
			t.put(t.last, ansi.StringWidth(t.last))
		}
	case "r":
		t.top, t.bot = n-1, min(t.h, arg(1, t.h))-1
		t.x, t.y = 0, 0
	case "s":
		if !t.modes["?69"] || n >= min(t.w, arg(1, t.w)) {
			t.fault("margins %d to %d", n, arg(1, t.w))
			break
		}
		t.left, t.end, t.x, t.y = n-1, min(t.w, arg(1, t.w)), 0, 0
	case "c": // asks what the terminal is
	case "n":
		if t.mute {
			break
		}
		t.reports = append(t.reports, tea.CursorPositionMsg{X: t.x, Y: t.y})
	default:
		t.private(kind)
	}
}

// private does the sequences with a question mark, and insert mode.
func (t *terminal) private(kind string) {
	if p, _ := t.parser.Param(0, 0); p == 4 && (kind == "h" || kind == "l") {
		t.modes["4"] = kind == "h"
		return
	}
	set := strings.HasSuffix(kind, "h")
	if kind == "" || kind[0] != '?' || strings.HasSuffix(kind, "$p") {
		if !strings.HasSuffix(kind, "$p") { // asks for a mode
			t.fault("unknown sequence CSI %q", kind)
		}
		return
	}
	if !set && !strings.HasSuffix(kind, "l") {
		t.fault("unknown sequence CSI %q", kind)
		return
	}
	for m := range strings.SplitSeq(strings.TrimRight(kind[1:], "hl"), ";") {
		t.modes["?"+m] = set
		switch m {
		case "7", "25", "1002", "1006", "2004", "2027":
		case "69":
			if t.left, t.end = 0, t.w; t.marginless {
				t.fault("margins are set")
			}
		case "1049":
			if t.alone {
				continue
			}
			for y := range t.cells {
				t.cells[y] = slices.Repeat([]glyph{{text: " "}}, t.w)
			}
		case "2026":
			if set {
				t.frames = append(t.frames, false)
			} else if n := len(t.frames); n == 0 || t.frames[n-1] {
				t.fault("a frame ends that was not begun")
			} else {
				t.frames[n-1] = true
			}
		default:
			t.fault("mode %s is set to %t", m, set)
		}
	}
}

func (t *terminal) eraseScreen(how int) {
	from, to := 0, t.h
	switch how {
	case 0:
		t.clear(t.y, t.x, t.w)
		from = t.y + 1
	case 1:
		t.clear(t.y, 0, t.x+1)
		to = t.y
	}
	for y := from; y < to; y++ {
		t.clear(y, 0, t.w)
	}
}

func (t *terminal) scrollFromCursor(n int) {
	if t.y >= t.top && t.y <= t.bot {
		t.scroll(t.y, n)
		t.x = 0
	}
}

// shift inserts n blanks at the cursor, or deletes n cells. A wide letter that
// is cut is blanked.
func (t *terminal) shift(n int, insert bool) {
	row := t.cells[t.y]
	n = min(n, t.w-t.x)
	t.clear(t.y, t.x, t.x) // a letter cut by the cursor
	blanks := slices.Repeat([]glyph{t.blank()}, n)
	if insert {
		row = slices.Insert(slices.Clone(row), t.x, blanks...)[:t.w]
	} else {
		t.clear(t.y, t.x, t.x+n)
		row = append(slices.Delete(slices.Clone(row), t.x, t.x+n), blanks...)
	}
	t.cells[t.y] = row
	if last := row[t.w-1]; last.text != "" && ansi.StringWidth(last.text) > 1 {
		row[t.w-1] = t.blank()
	}
}

// text returns a row's letters.
func (t *terminal) text(y int) string {
	var b strings.Builder
	for _, c := range t.cells[y] {
		b.WriteString(c.text)
	}
	return b.String()
}
