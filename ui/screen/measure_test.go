package screen_test

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"pressroom/data/board"
	"pressroom/data/snapshot"
	"pressroom/model"
	"pressroom/ui/screen"
)

// scripts are sentences that terminals measure in different ways.
var scripts = []struct{ title, sentence string }{
	{norm.NFD.String("산업통상자원부 그래핀"), norm.NFD.String("산업통상자원부는 오늘 포항에서 그래핀 양산 공장 준공식을 열었다고 밝혔다. 장관은 축사에서 연구개발과 투자를 크게 늘리겠다고 말했다.")},
	{"산업통상자원부 인공지능 전환 회의 개최", "산업통상자원부는 인공지능 전환 회의를 열었다."},
	{"वाणिज्य मंत्रालय की घोषणा", "वाणिज्य मंत्रालय ने आज एक नई योजना की घोषणा की। मंत्री ने कहा कि निवेश और अनुसंधान को बढ़ावा दिया जाएगा।"},
	{"👩🏽‍🚀 and 👨‍👩‍👧‍👦 in a headline", "The team 👩🏽‍🚀 and family 👨‍👩‍👧‍👦 of engineers 👨🏻‍💻 went to work 👩‍🔬 and on it END."},
	{"ประกาศแผนใหม่ ในวันนี้", "กระทรวงพาณิชย์ ประกาศแผนใหม่ ในวันนี้ เพื่อเพิ่ม การส่งออก ไปยังเกาหลี และทั่วโลก"},
	{"வணிக அமைச்சகம் திட்டம்", "வணிக அமைச்சகம் இன்று ஒரு புதிய திட்டத்தை அறிவித்தது. முதலீடு மற்றும் ஆராய்ச்சி ஊக்குவிக்கப்படும்."},
	{"❤️ ☎️ ⚠️ ▶️ 1️⃣ 🇰🇷 in a headline", "Signs ❤️ ☎️ ⚠️ ✅ ▶️ 1️⃣ and flags 🇰🇷 🇺🇸 stand in this text to the end."},
	{"“Quoted” – Korea’s ‘ambiguous’ headline…", "“Korea’s exports” – up 5.7% ± 0.2 – “rose § again”, the minister’s office said… ① first, ② second → third."},
	{"Café Ångström e\u0301ta\u0302t", "Cafe\u0301 A\u030angstro\u0308m: l’e\u0301tat, naïve coöperation über alles."},
	{"A headline in plain English", "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."},
}

// scriptsLibrary is a board of the scripts, which is shared.
var scriptsLibrary = sync.OnceValue(func() *model.Library {
	var text strings.Builder
	for i, s := range scripts {
		fmt.Fprintf(&text, "-\nIndustry\n%s\n%s date2025-11-%02d\n", s.title, strings.Repeat(s.sentence+" ", 6), 28-i)
	}
	b, err := board.Parse("scripts.txt", strings.NewReader(text.String()))
	if err != nil || len(b.Releases) != len(scripts) || len(b.Problems) > 0 {
		panic(fmt.Sprintf("%d releases, problems %v, %v", len(b.Releases), b.Problems, err))
	}
	snap, _ := snapshot.New(b.Releases)
	return model.NewLibrary("scripts.txt", snap, nil)
})

// measures are the ways in which terminals measure text, and tell it or not.
var measures = []struct {
	name     string
	is       func(*terminal)
	clusters bool // it answers that it can measure clusters
	tells    bool // what it is asked is enough to know its measure
}{
	{name: "code points", tells: true},
	{name: "clusters", clusters: true, tells: true},
	{name: "ambiguous two", is: func(t *terminal) { t.wide = true }, tells: true},
	{name: "ambiguous two, clusters", is: func(t *terminal) { t.wide = true }, clusters: true, tells: true},
	{name: "clusters, untold", is: func(t *terminal) { t.clusters = true }},
	{name: "ambiguous two, untold", is: func(t *terminal) { t.wide, t.mute = true, true }},
}

// TestEveryMeasure reads texts of many scripts on terminals that measure them in
// different ways: where the terminal tells how, every word is there and nothing is
// out of its place; where it does not, no error of width leaves its pane.
func TestEveryMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	for _, m := range measures {
		for _, size := range [][2]int{{80, 24}, {60, 20}, {120, 40}} {
			t.Run(fmt.Sprintf("%s, %dx%d", m.name, size[0], size[1]), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					app := readerOf(scriptsLibrary())
					s := &session{term: newTerminal(size[0], size[1]), app: app}
					if m.is != nil {
						m.is(s.term)
					}
					s.Painter = screen.NewPainter(app, s.term, xterm, size[0], size[1])
					s.carry(s.Init())
					s.answer(m.clusters)
					check := func(after string) {
						t.Helper()
						s.checkRows(t, after, m.tells)
					}
					check("the start")
					for i := range scripts {
						s.press("enter")
						check(fmt.Sprintf("opening %d", i))
						seen := s.page()
						for range 40 {
							s.press("j")
							seen += s.page()
						}
						check(fmt.Sprintf("the end of %d", i))
						if m.tells {
							for _, word := range strings.Fields(norm.NFC.String(scripts[i].sentence)) {
								if !strings.Contains(norm.NFC.String(seen), word) {
									t.Errorf("%q of release %d is not on the screen", word, i)
								}
							}
						}
						s.press("z")
						check(fmt.Sprintf("%d zoomed", i))
						s.press("z", "esc", "j")
						check(fmt.Sprintf("the cursor behind %d", i))
					}
					s.press("?")
					check("the help")
					s.press("esc", "/", "a", "i")
					check("a query")
				})
			})
		}
	}
}

// answer has the terminal answer what it was asked at the start.
func (s *session) answer(clusters bool) {
	for _, at := range s.term.reports {
		s.send(at)
	}
	if clusters {
		s.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	}
	if !s.term.marginless {
		s.send(tea.ModeReportMsg{Mode: ansi.ModeLeftRightMargin, Value: ansi.ModeReset})
	}
}

// page returns the rows of the screen, each behind a line end.
func (s *session) page() string {
	var b strings.Builder
	for y := range s.term.h {
		b.WriteString(s.term.text(y) + "\n")
	}
	return b.String()
}

// checkRows fails unless each row of the terminal is that of the view, or where
// the terminal is not known to measure as we do, unless each pane's plain text is
// in its place.
func (s *session) checkRows(t *testing.T, after string, exact bool) {
	t.Helper()
	if err := s.QueryError(); err != nil {
		t.Fatalf("after %s: %v\n%s", after, err, s.Stack())
	}
	if len(s.term.faults) > 0 {
		t.Fatalf("after %s: the terminal was told nonsense: %s", after, s.term.faults[0])
	}
	rows := strings.Split(s.app.View().Content, "\n")
	for y, row := range rows {
		if exact {
			if got, want := strings.TrimRight(s.term.text(y), " "), strings.TrimRight(ansi.Strip(row), " "); got != want {
				t.Fatalf("after %s: row %d shows\n%q, want\n%q", after, y, got, want)
			}
			continue
		}
		for x, pane := range panesOf(row) {
			if !isASCII(pane) {
				continue
			}
			var got strings.Builder
			for _, c := range s.term.cells[y][x:min(x+len(pane), s.term.w)] {
				got.WriteString(cmp.Or(c.text, " ")) // a rule of two cells may reach into blanks
			}
			if got.String() != pane {
				t.Fatalf("after %s: row %d shows at column %d\n%q, want\n%q", after, y, x, got.String(), pane)
			}
		}
	}
}

// panesOf returns the text of each part of a row behind which the cursor is set,
// without the rule at its end, by the column that it begins in.
func panesOf(row string) map[int]string {
	panes := map[int]string{}
	x, p := 0, ansi.NewParser()
	var text strings.Builder
	end := func() { panes[x] = strings.TrimSuffix(strings.TrimSuffix(text.String(), "│"), "|"); text.Reset() }
	for state := byte(0); len(row) > 0; {
		seq, w, n, next := ansi.DecodeSequence(row, state, p)
		switch {
		case w > 0:
			text.WriteString(seq)
		case ansi.HasCsiPrefix(seq) && p.Command() == 'G':
			end()
			column, _ := p.Param(0, 1)
			x = column - 1
		}
		row, state = row[n:], next
	}
	end()
	return panes
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return c > '~' })
}

// TestAmbiguous proves what the flag says: nothing is asked where it is known, and
// where it is two, borders are ASCII from the first frame on.
func TestAmbiguous(t *testing.T) {
	for a, want := range []struct{ asks, ascii bool }{screen.AmbiguousAuto: {true, false}, screen.AmbiguousNarrow: {}, screen.AmbiguousWide: {false, true}} {
		synctest.Test(t, func(t *testing.T) {
			app := readerOf(embedded())
			s := &session{term: newTerminal(80, 24), app: app}
			s.Painter = screen.NewPainter(app, s.term, xterm, 80, 24, screen.Ambiguous(a))
			s.carry(s.Init())
			if asks := len(s.term.reports) > 0; asks != want.asks {
				t.Errorf("%d: the terminal is asked: %t", a, asks)
			}
			if page := s.page(); strings.Contains(page, "─") == want.ascii || strings.Contains(page, "---") != want.ascii {
				t.Errorf("%d: the first frame is\n%s", a, page)
			}
		})
	}
}

// A position that nobody asked for, or that of something else, is no answer.
func TestAmbiguousIsAnsweredOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		app := readerOf(embedded())
		s := &session{term: newTerminal(80, 24), app: app}
		s.Painter = screen.NewPainter(app, s.term, xterm, 80, 24, screen.AmbiguousAuto)
		s.carry(s.Init())
		s.send(tea.CursorPositionMsg{X: 2, Y: 7})
		s.answer(false)
		s.send(tea.CursorPositionMsg{X: 2, Y: 1})
		if page := s.page(); !strings.Contains(page, "─") {
			t.Errorf("borders are ASCII:\n%s", page)
		}
	})
}
