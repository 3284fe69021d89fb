package screen_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/ui/screen"
)

// terms are terminals that the renderer writes for in different ways.
var terms = []string{"xterm-256color", "tmux-256color", "screen-256color", "linux", "alacritty", "vt220", ""}

// check fails unless the terminal shows what the program's view says.
func (s *session) check(t *testing.T, after string) {
	t.Helper()
	if err := s.QueryError(); err != nil {
		t.Fatalf("after %s: %v\n%s", after, err, s.Stack())
	}
	if d := difference(s.term, s.app.View()); d != "" {
		t.Fatalf("after %s: %s", after, d)
	}
}

// walks are ways through the reader that change the screen in every way there
// is: rows, panes, scrolling both ways, prompts, overlays, sizes.
var walks = []string{
	"j j j k G g pgdown pgup space b ctrl+d ctrl+u",
	"enter space space b j j k G g z j j j space G k k g z esc",
	"/ a i space k o backspace backspace down down esc",
	"/ m a x enter j j z j j / t h e enter n n N esc esc esc",
	"f j enter j enter left right esc X f left left v left left enter esc 1",
	"? j j space / p a g e enter esc esc ? q",
	"z ] ] ] [ j j ] G [ [ [ g ]",
	"tab tab tab M M r 2 0 2 5 enter X",
}

// TestTerminalShowsTheFrame proves for real frames that what is written makes
// of the screen before exactly the screen that is meant.
func TestTerminalShowsTheFrame(t *testing.T) {
	for i, term := range terms {
		if testing.Short() && i > 1 {
			break // one goroutine draws all frames
		}
		t.Run(term, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				for k, app := range []tea.Model{readerOf(embedded()), readerOf(made())} {
					if i > 1 && k != i%2 { // two terminals see all, the others half
						continue
					}
					size := [][2]int{{120, 40}, {81, 24}, {50, 17}, {200, 50}}[(i+k)%4]
					s := newSession(app, []string{"TERM=" + term, "LANG=C.UTF-8"}, size[0], size[1])
					s.check(t, "the start")
					for _, walk := range walks {
						for at, key := range strings.Fields(walk) {
							s.press(key)
							s.check(t, fmt.Sprintf("%s in %q, %d", key, walk, at))
						}
						s.press("esc", "esc", "esc", "esc", "X", "g")
					}
				}
			})
		})
	}
}

// TestResizeInTheMiddle resizes at random between keys.
func TestResizeInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		random := rand.New(rand.NewPCG(3, 4))
		s := newSession(readerOf(made()), xterm, 100, 30)
		keys, most := strings.Fields(strings.Join(walks, " ")), 300
		if testing.Short() {
			most = 60
		}
		for i := range most {
			if i%3 == 0 {
				w, h := 1+random.IntN(160), 1+random.IntN(50)
				s.term.resize(w, h)
				s.send(tea.WindowSizeMsg{Width: w, Height: h})
				s.check(t, fmt.Sprintf("resize %d to %dx%d", i, w, h))
			}
			k := keys[random.IntN(len(keys))]
			if k == "q" {
				continue
			}
			s.press(k)
			s.check(t, fmt.Sprintf("%s, %d", k, i))
		}
	})
}

// randomView makes a view that shares much with the one before, as frames do:
// lines moved, changed in part, restyled; with wide letters and emoji.
func randomView(random *rand.Rand, before []string, w, h int) (tea.View, []string) {
	words := []string{"a", "steel", "  ", "industry", "제조업", "→", "“", "한국", "━━━━━━━━━━━━", "=============", "e\u0301", "                ", "ships", "é"}
	styles := []lipgloss.Style{
		lipgloss.NewStyle(), lipgloss.NewStyle(), lipgloss.NewStyle().Bold(true), lipgloss.NewStyle().Foreground(lipgloss.Color("110")).Underline(true),
		lipgloss.NewStyle().Reverse(true), lipgloss.NewStyle().Background(lipgloss.Color("25")),
		lipgloss.NewStyle().Hyperlink("https://example.org/a?b=1", "id=1"), lipgloss.NewStyle().Underline(true).Hyperlink("mailto:a@example.org", "id=2"),
	}
	line := func() string {
		var b strings.Builder
		for range random.IntN(9) {
			b.WriteString(styles[random.IntN(len(styles))].Render(words[random.IntN(len(words))]))
		}
		return b.String()
	}
	lines := make([]string, h)
	shift := random.IntN(7) - 3
	for y := range lines {
		switch from := y + shift; {
		case from >= 0 && from < len(before) && random.IntN(5) > 0:
			lines[y] = before[from]
		case random.IntN(3) == 0:
			lines[y] = ""
		default:
			lines[y] = line()
		}
		if random.IntN(8) == 0 {
			lines[y] += line()
		}
		lines[y] = ansi.Truncate(lines[y], w, "")
	}
	v := tea.View{Content: strings.Join(lines, "\n")}
	if random.IntN(2) == 0 {
		v.Cursor = tea.NewCursor(random.IntN(w), random.IntN(h))
	}
	if random.IntN(2) == 0 {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v, lines
}

// TestRandomFrames paints frames that no reader would show.
func TestRandomFrames(t *testing.T) {
	for i, name := range terms {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(uint64(i), 1))
			w, h := 40, 12
			term := newTerminal(w, h)
			s := screen.NewScreen(term, []string{"TERM=" + name}, w, h)
			term.linkless = !s.Links()
			s.Begin()
			if i%2 == 1 {
				s.SetGraphemes()
				s.Synchronize()
			}
			var lines []string
			var v tea.View
			for frame := range 400 {
				if random.IntN(40) == 0 {
					w, h = 1+random.IntN(60), 1+random.IntN(20)
					term.resize(w, h)
					s.Resize(w, h)
				}
				v, lines = randomView(random, lines, w, h)
				if err := s.Paint(v); err != nil {
					t.Fatal(err)
				}
				if d := difference(term, v); d != "" {
					t.Fatalf("frame %d, %dx%d: %s", frame, w, h, d)
				}
				if n := len(term.frames); n > 0 && !term.frames[n-1] {
					t.Fatalf("frame %d was begun and not ended", frame)
				}
			}
		})
	}
}

// Panes beside each other scroll each on its own: on a terminal with left and
// right margins for little, on others all the same.
func TestPanesScroll(t *testing.T) {
	const w, h = 90, 20
	bytes := map[bool]int{}
	for _, margins := range []bool{true, false} {
		random := rand.New(rand.NewPCG(8, 2))
		term := newTerminal(w, h)
		term.marginless = !margins
		s := screen.NewScreen(term, xterm, w, h)
		if margins {
			s.HasMargins()
		}
		s.Begin()
		panes := []struct{ x, w, y, h, top int }{{0, 20, 0, h, 50}, {21, 28, 2, 9, 50}, {50, 40, 1, h - 1, 50}}
		for frame := range 400 {
			p := &panes[random.IntN(len(panes))]
			p.top += random.IntN(7) - 3
			rows := make([]string, h)
			for y := range rows {
				for i, p := range panes {
					if p.x > 0 {
						rows[y] += " " + ansi.CursorHorizontalAbsolute(p.x+1)
					}
					if y < p.y || y >= p.y+p.h {
						rows[y] += strings.Repeat(" ", p.w)
						continue
					}
					line := fmt.Sprintf("%d: 산업 line %d of a pane %s", i, p.top+y, strings.Repeat("=", (p.top+y)*7%40))
					if (p.top+y)%5 == 0 {
						line = lipgloss.NewStyle().Background(lipgloss.Color("25")).Render(line)
					}
					line = ansi.Truncate(line, p.w, "")
					rows[y] += line + strings.Repeat(" ", p.w-ansi.StringWidth(line))
				}
			}
			v := tea.View{Content: strings.Join(rows, "\n")}
			if err := s.Paint(v); err != nil {
				t.Fatal(err)
			}
			if d := difference(term, v); d != "" {
				t.Fatalf("frame %d: %s", frame, d)
			}
		}
		bytes[margins] = term.bytes
	}
	if bytes[true] > bytes[false]/2 {
		t.Errorf("%d bytes with margins, %d without", bytes[true], bytes[false])
	}
}

// A run of blanks that is erased cuts no wide letter in two: a terminal may blank
// the half that is left without the background.
func TestEraseBesideWideLetters(t *testing.T) {
	filled := lipgloss.NewStyle().Background(lipgloss.Color("237"))
	for from := range 4 { // where the wide letters begin
		term := newTerminal(60, 3)
		s := screen.NewScreen(term, []string{"TERM=tmux-256color", "LANG=C.UTF-8"}, 60, 3)
		s.Begin()
		for _, row := range []string{
			strings.Repeat(" ", from+10) + strings.Repeat("지역", 5),
			filled.Render(strings.Repeat(" ", 13) + "Bio-Health" + strings.Repeat(" ", 37)),
		} {
			v := tea.View{Content: "head\n" + row}
			if err := s.Paint(v); err != nil {
				t.Fatal(err)
			}
			if d := difference(term, v); d != "" {
				t.Errorf("from cell %d: %s", from+10, d)
			}
		}
	}
}

// TestSharedCanvases has terminals of several kinds and sizes take turns at
// fewer canvases: each shows its own frames, and it costs no byte more than
// with a canvas of its own.
func TestSharedCanvases(t *testing.T) {
	type place struct {
		term, own     *terminal
		shared, alone screen.Screen
		lines         []string
		w, h          int
	}
	random := rand.New(rand.NewPCG(3, 1))
	canvases := screen.NewCanvases(2)
	var places []*place
	for i, name := range []string{"xterm-256color", "xterm-256color", "xterm-256color", "linux", "tmux-256color"} {
		w, h := 30+10*(i%3), 10+i
		p := &place{term: newTerminal(w, h), own: newTerminal(w, h), w: w, h: h}
		p.shared = screen.NewScreen(p.term, []string{"TERM=" + name}, w, h)
		p.shared.Share(canvases)
		p.alone = screen.NewScreen(p.own, []string{"TERM=" + name}, w, h)
		p.term.linkless, p.own.linkless = !p.shared.Links(), !p.alone.Links()
		p.shared.Begin()
		p.alone.Begin()
		places = append(places, p)
	}
	for turn := range 1500 {
		p := places[random.IntN(len(places))]
		if random.IntN(60) == 0 {
			p.w, p.h = 1+random.IntN(60), 1+random.IntN(20)
			for term, s := range map[*terminal]screen.Screen{p.term: p.shared, p.own: p.alone} {
				term.resize(p.w, p.h)
				s.Resize(p.w, p.h)
			}
		}
		var v tea.View
		v, p.lines = randomView(random, p.lines, p.w, p.h)
		for _, s := range []screen.Screen{p.shared, p.alone} {
			if err := s.Paint(v); err != nil {
				t.Fatal(err)
			}
		}
		if d := difference(p.term, v); d != "" {
			t.Fatalf("turn %d, %dx%d: %s", turn, p.w, p.h, d)
		}
	}
	shared, alone := 0, 0
	for _, p := range places {
		shared, alone = shared+p.term.bytes, alone+p.own.bytes
	}
	if shared > alone+alone/100 {
		t.Errorf("%d bytes, and %d with a canvas each", shared, alone)
	}
}
