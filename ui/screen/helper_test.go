package screen_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/snapshot"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// xterm is the environment of a usual terminal.
var xterm = []string{"TERM=xterm-256color", "LANG=C.UTF-8"}

func clock() time.Time { return time.Date(2025, time.December, 1, 9, 0, 0, 0, time.UTC) }

// The libraries of many tests, which none may close or change.
var (
	embedded = sync.OnceValue(func() *model.Library {
		snap, err := corpus.Load()
		if err != nil {
			panic(err)
		}
		return model.NewLibrary(corpus.Name, snap, nil)
	})
	made   = sync.OnceValue(func() *model.Library { return madeLibrary(400) })
	boards = sync.OnceValue(boardLibrary)
)

// TestMain makes what is made of the shared libraries before a bubble needs it.
func TestMain(m *testing.M) {
	flag.Parse()
	if flag.Lookup("test.fuzz").Value.String() != "" {
		os.Exit(m.Run()) // its target needs no library
	}
	for _, lib := range []*model.Library{embedded(), made(), boards(), scriptsLibrary()} {
		_, err := lib.Names(context.Background())
		_, err2 := lib.Texts(context.Background())
		_, err3 := lib.Index().Search(context.Background(), "x", nil)
		if err := cmp.Or(err, err2, err3); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// readerOf returns the reader on a library that is shared.
func readerOf(lib *model.Library) *ui.App { return ui.New(ui.Options{Library: lib, Clock: clock}) }

// reader returns the reader on a library, which is closed with the test: an
// index of texts has goroutines.
func reader(t testing.TB, lib *model.Library) *ui.App {
	t.Cleanup(func() { lib.Close() })
	return readerOf(lib)
}

func madeLibrary(n int) *model.Library {
	titles := fuzzytest.Headlines(11, n)
	releases := make([]data.Document, n)
	for i := range releases {
		releases[i] = data.Document{Release: data.Release{Date: data.Date(20251128).AddDays(-i * 900 / n), Category: []string{"Industry", "Energy", "통상"}[i%3], Title: fmt.Sprint(titles[i], " ", i)}, Body: strings.Repeat("산업통상자원부는 인공지능 전환 회의를 열었다. The ministry held a meeting on Friday. ", 1+i%30)}
	}
	snap, _ := snapshot.New(releases)
	return model.NewLibrary("made.txt", snap, nil)
}

// boardLibrary has 200 releases of five categories with headlines of one to three lines.
func boardLibrary() *model.Library {
	const place, thing = "Hanwha Aerospace", "Resilient Supply Chains in the Indo-Pacific"
	var releases []data.Document
	for i := range 200 {
		title := []string{
			"Exports of Secondary Batteries Rise 22 Percent in November",
			"Korea and the European Union Hold 8th Joint Committee on Carbon Neutrality",
			"Minister Yoo Han-sol Meets " + place + " Chief to Discuss Automobile Exports and Broader Cooperation on " + thing,
			"제18차 에너지위원회 결과",
			"Korea Institute for Advancement of Technology to Invest KRW 78 Trillion in " + thing,
			"Minister Lim Ho-yeon Meets Korea International Trade Association Chief to Discuss Free Trade Agreement and Broader Cooperation on " + thing,
			"KATS Publishes New Standard for Semiconductors",
		}[i*i%7]
		releases = append(releases, data.Document{
			Release: data.Release{Date: data.Date(20251128).AddDays(-5 * i), Category: []string{"Industry", "Trade", "Energy", "Standards", "Investment & Free Economic Zones"}[i%5], Title: title},
			Body:    fmt.Sprintf("Release %d. ", i) + strings.Repeat("The two sides agreed to hold working-level consultations and to sign a memorandum of understanding within the year. ", 10+i%40),
		})
	}
	snap, _ := snapshot.New(releases)
	return model.NewLibrary("board.txt", snap, nil)
}

// session is a painter on a terminal in memory.
type session struct {
	*screen.Painter
	term *terminal
	app  tea.Model
}

func newSession(app tea.Model, env []string, w, h int) *session {
	s := &session{term: newTerminal(w, h), app: app}
	s.term.linkless = !screen.LinksOf(env)
	s.term.marginless = !slices.Contains(env, "TERM=xterm-256color")
	s.Painter = screen.NewPainter(app, s.term, env, w, h)
	s.carry(s.Init())
	s.answer(false)
	return s
}

// send hands a message to the painter and carries out what it asks for, and
// paints what is left to paint.
func (s *session) send(msg tea.Msg) {
	s.Settle()
	_, cmd := s.Update(msg)
	if s.QueryError() != nil {
		return
	}
	s.carry(cmd)
}

// carry runs commands to their end. Timers run out too: in a bubble of
// synctest at once.
func (s *session) carry(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.carry(c)
		}
	default:
		s.send(msg)
	}
}

func (s *session) press(keys ...string) {
	for _, k := range keys {
		s.send(keyPress(k))
	}
}

// wrote returns how many bytes f has the program write.
func (s *session) wrote(f func()) int {
	before := s.term.bytes
	f()
	return s.term.bytes - before
}

// codes is what terminals send for the keys that have no letter.
var codes = map[string]string{
	"enter": "\r", "tab": "\t", "backspace": "\x7f", "space": " ", "esc": "\x1b[27u", "up": "\x1b[A",
	"down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "pgup": "\x1b[5~", "pgdown": "\x1b[6~", "ctrl+d": "\x04", "ctrl+u": "\x15",
}

func keyPress(name string) tea.KeyPressMsg {
	code, ok := codes[name]
	if !ok {
		code = name
	}
	var d uv.EventDecoder
	_, event := d.Decode([]byte(code))
	return tea.KeyPressMsg(event.(uv.KeyPressEvent))
}

// difference says where a terminal shows something else than a view.
func difference(t *terminal, v tea.View) string {
	if len(t.faults) > 0 {
		return "the terminal was told nonsense: " + t.faults[0]
	}
	if t.linkless {
		v.Content = screen.WithoutLinks(v.Content)
	}
	want := uv.NewScreenBuffer(t.w, t.h)
	if t.modes["?2027"] {
		want.Method = ansi.GraphemeWidth
	}
	uv.NewStyledString(v.Content).Draw(want, want.Bounds())
	for y := range t.h {
		var text strings.Builder
		for x := range t.w {
			if c := want.CellAt(x, y); c != nil {
				text.WriteString(c.Content)
			}
		}
		if got := t.text(y); got != text.String() {
			return fmt.Sprintf("row %d shows\n%q, want\n%q", y, got, text.String())
		}
		for x := range t.w {
			c := want.CellAt(x, y)
			if c == nil || c.Width == 0 {
				continue
			}
			got, style := visible(t.cells[y][x].text, t.cells[y][x].style), visible(c.Content, c.Style)
			if want := c.Link; t.cells[y][x].link != want {
				return fmt.Sprintf("row %d, column %d (%q) leads to %q, want %q", y, x, c.Content, t.cells[y][x].link, want)
			}
			if !got.Equal(&style) {
				return fmt.Sprintf("row %d, column %d (%q) has the style %q, want %q", y, x, c.Content, got.String(), style.String())
			}
		}
	}
	if !t.link.IsZero() {
		return "a link is open"
	}
	if on := t.modes["?25"]; on != (v.Cursor != nil) {
		return fmt.Sprintf("the cursor is shown: %t", on)
	}
	if v.Cursor != nil && (t.x != v.Cursor.X || t.y != v.Cursor.Y) {
		return fmt.Sprintf("the cursor is at %d, %d, want %d, %d", t.x, t.y, v.Cursor.X, v.Cursor.Y)
	}
	if on := t.modes["?1002"]; on != (v.MouseMode != tea.MouseModeNone) || on != t.modes["?1006"] {
		return fmt.Sprintf("the mouse is reported: %t", on)
	}
	if t.top != 0 || t.bot != t.h-1 || t.left != 0 || t.end != t.w || t.modes["?69"] || t.modes["?7"] {
		return fmt.Sprintf("margins %d to %d, autowrap %t", t.top, t.bot, t.modes["?7"])
	}
	return ""
}

// visible returns what of a style is seen on a letter: of a blank, only what
// is beside the letter.
func visible(text string, s uv.Style) uv.Style {
	if strings.TrimSpace(text) != "" {
		return s
	}
	s.Attrs &^= uv.AttrBold | uv.AttrFaint | uv.AttrItalic | uv.AttrBlink | uv.AttrRapidBlink
	if s.Underline == uv.UnderlineNone && s.Attrs == 0 {
		s.Fg, s.UnderlineColor = nil, nil
	}
	return s
}
