package ui

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/model"
)

// today is the day on which all tests run.
func today() time.Time { return time.Date(2025, time.December, 1, 9, 0, 0, 0, time.UTC) }

// corpusApp returns the reader on the embedded releases, on a terminal of w
// by h, with everything drawn that it wants drawn.
func corpusApp(t testing.TB, o Options, w, h int) *App {
	t.Helper()
	o.Library = embedded()
	return newApp(o, w, h)
}

// ownApp is corpusApp with a library of its own, which may be closed or changed.
func ownApp(o Options, w, h int) *App {
	o.Library = loadEmbedded()
	return newApp(o, w, h)
}

// opened are the libraries to close when a bubble ends: an index of texts has
// goroutines, which must not outlive it. Those of the shared libraries are made before.
var opened []*model.Library

func newApp(o Options, w, h int) *App {
	if o.Clock == nil {
		o.Clock = today
	}
	if o.Profile == 0 {
		o.Profile = colorprofile.ANSI256
	}
	if !slices.Contains(shared(), o.Library) {
		opened = append(opened, o.Library)
	}
	a := New(o)
	carry(a, a.Init())
	send(a, tea.WindowSizeMsg{Width: w, Height: h})
	return a
}

// madeLibrary returns n releases over seven years, of four categories, some
// with long or Korean headlines, some with no text.
func madeLibrary(n int) *model.Library {
	titles := fuzzytest.Headlines(7, n)
	categories := []string{"Industry", "Energy", "Trade/Investment", "FTA/Economic Cooperation"}
	bodies := []string{
		"The ministry said so on Friday. It will say more on Monday. “We shall see,” said Minister Kim Jung-kwan.",
		"산업통상자원부는 28일 인공지능 전환 협의체 회의를 열었다. 장관은 “제조업이 다시 뛴다”고 말했다.\nA second paragraph follows, in English, and is long enough to be wrapped more than once at the usual measure of a page.",
		"",
		"The plan names: steel; ships; and chips. ※ Figures are as of November. 1. First – a lead. 2. Second – another one. And it is cut off in",
	}
	day := data.NewDate(2025, time.November, 28)
	releases := make([]data.Document, n)
	for i := range releases {
		releases[i] = data.Document{Release: data.Release{Date: day.AddDays(-i * 2400 / n), Category: categories[i%7%4], Title: fmt.Sprintf("%s %d", titles[i], i), Excerpt: i%4 == 3}, Body: bodies[i%4], Place: data.Place{File: "made.txt", Line: i + 1}}
	}
	if n > 2 {
		releases[1].Title = "산업통상자원부, 제조업 인공지능 전환(M.AX) 얼라이언스 확대와 지역 산업 혁신을 위한 전략 회의 개최"
		releases[2].Title = strings.Repeat("A headline that does not want to end, ", 12) + "ends"
	}
	snap, _ := snapshot.New(releases)
	var problems []data.Problem
	for i := range 40 {
		problems = append(problems, data.Problem{Place: data.Place{File: "made.txt", Line: 3 * i}, What: "a record without a date, which is skipped; its headline is long and so is this line"})
	}
	return model.NewLibrary("made.txt", snap, problems)
}

// big is a library whose questions are answered by commands.
var big = sync.OnceValue(func() *model.Library { return madeLibrary(12_000) })

// embedded is the library of the embedded releases, which most tests read.
var embedded = sync.OnceValue(loadEmbedded)

func loadEmbedded() *model.Library {
	snap, err := corpus.Load()
	if err != nil {
		panic(err)
	}
	return model.NewLibrary(corpus.Publisher, snap, nil)
}

// shared are the libraries of many tests, which none may close or change.
func shared() []*model.Library { return []*model.Library{big(), embedded(), skipped()} }

// codes is what terminals send for the keys that have no letter.
var codes = map[string]string{
	"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "space": " ", "esc": "\x1b[27u",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
	"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "f1": "\x1bOP", "f5": "\x1b[15~", "delete": "\x1b[3~", "shift+space": "\x1b[32;2u",
	"alt+left": "\x1b[1;3D", "alt+right": "\x1b[1;3C", "insert": "\x1b[2~", "ctrl+space": "\x00",
}

// keyPress returns the message for a key, as its bytes from a terminal are
// read.
func keyPress(name string) tea.KeyPressMsg {
	code, ok := codes[name]
	if c, found := strings.CutPrefix(name, "ctrl+"); found && !ok {
		code, ok = string(c[0]&0x1f), true
	}
	if !ok {
		code = name
	}
	var d uv.EventDecoder
	n, event := d.Decode([]byte(code))
	press, ok := event.(uv.KeyPressEvent)
	if n != len(code) || !ok {
		panic(fmt.Sprintf("%q is not one key: %T", name, event))
	}
	return tea.KeyPressMsg(press)
}

// press presses keys, each when all that the one before asked for is done. It
// returns the messages that the commands brought.
func press(a *App, keys ...string) []tea.Msg {
	var all []tea.Msg
	for _, k := range keys {
		all = append(all, send(a, keyPress(k))...)
	}
	return all
}

// typeIn types the letters of s.
func typeIn(a *App, s string) []tea.Msg {
	var all []tea.Msg
	for _, c := range s {
		name := string(c)
		if c == ' ' {
			name = "space"
		}
		all = append(all, press(a, name)...)
	}
	return all
}

// send updates a and carries out what it asks for.
func send(a *App, msg tea.Msg) []tea.Msg {
	_, cmd := a.Update(msg)
	return carry(a, cmd)
}

// carry runs a command to its end, and the commands that follow from it.
// Timers run out too: in a bubble of synctest at once.
func carry(a *App, cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		var all []tea.Msg
		for _, c := range batch {
			all = append(all, carry(a, c)...)
		}
		return all
	}
	if msg == nil {
		return nil
	}
	return append([]tea.Msg{msg}, send(a, msg)...)
}

// now updates a and carries out what is done without waiting. It returns what
// is left: the messages of timers that run. It wants a bubble of synctest.
func now(t *testing.T, a *App, msg tea.Msg) (later chan tea.Msg) {
	t.Helper()
	later = make(chan tea.Msg, 100)
	at := time.Now()
	_, cmd := a.Update(msg)
	queue := []tea.Cmd{cmd}
	for len(queue) > 0 {
		cmd := queue[0]
		queue = queue[1:]
		if cmd == nil {
			continue
		}
		done := make(chan tea.Msg, 1)
		go func() {
			msg := cmd()
			if time.Now().After(at) {
				later <- msg
				return
			}
			done <- msg
		}()
		synctest.Wait()
		select {
		case msg := <-done:
			if batch, ok := msg.(tea.BatchMsg); ok {
				queue = append(queue, batch...)
			} else if msg != nil {
				_, more := a.Update(msg)
				queue = append(queue, more)
			}
		default:
		}
	}
	return later
}

// hold carries a command out as where every answer takes long: timers run out,
// and what is found is held back. It wants a bubble of synctest.
func hold(t testing.TB, a *App, cmd tea.Cmd) (held []tea.Msg) {
	t.Helper()
	var timers []chan tea.Msg
	for queue := []tea.Cmd{cmd}; len(queue) > 0; queue = queue[1:] {
		cmd := queue[0]
		if cmd == nil {
			continue
		}
		done := make(chan tea.Msg, 1)
		go func() { done <- cmd() }()
		synctest.Wait()
		select {
		case msg := <-done:
			if batch, ok := msg.(tea.BatchMsg); ok {
				queue = append(queue, batch...)
			} else if msg != nil {
				held = append(held, msg)
			}
		default:
			timers = append(timers, done)
		}
	}
	for _, c := range timers {
		if msg := <-c; msg != nil {
			a.Update(msg)
		}
	}
	if len(timers) == 0 {
		t.Error("nothing waits for time to pass")
	}
	return held
}

// bubble runs a test where timers run out at once when all else is done.
func bubble(t *testing.T, name string, f func(t *testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			defer func() {
				for _, lib := range opened {
					lib.Close()
				}
				opened = nil
			}()
			f(t)
		})
	})
}

// rows returns the screen, line by line, without styles and trailing space.
func rows(a *App) []string {
	lines := strings.Split(ansi.Strip(a.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(lines[i], "\u00a0", " "), " ")
	}
	return lines
}

// shows fails unless each of texts stands on the screen.
func shows(t *testing.T, a *App, texts ...string) {
	t.Helper()
	frame := strings.Join(rows(a), "\n")
	for _, s := range texts {
		if !strings.Contains(frame, s) {
			t.Errorf("%q is not on the screen:\n%s", s, frame)
		}
	}
}

// hides fails if one of texts stands on the screen.
func hides(t *testing.T, a *App, texts ...string) {
	t.Helper()
	frame := strings.Join(rows(a), "\n")
	for _, s := range texts {
		if strings.Contains(frame, s) {
			t.Errorf("%q is on the screen:\n%s", s, frame)
		}
	}
}

// find returns where on the screen a text stands first, in cells.
func find(t *testing.T, a *App, text string) (x, y int) {
	t.Helper()
	for y, line := range rows(a) {
		if before, _, found := strings.Cut(line, text); found {
			return ansi.StringWidth(before), y
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", text, strings.Join(rows(a), "\n"))
	return 0, 0
}

// click presses and lets go of the left button.
func click(a *App, x, y int) {
	send(a, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	send(a, tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
}

func wheel(a *App, x, y int, down bool) {
	b := tea.MouseWheelUp
	if down {
		b = tea.MouseWheelDown
	}
	send(a, tea.MouseWheelMsg{X: x, Y: y, Button: b})
}

// brought reports whether one of msgs is a T.
func brought[T tea.Msg](msgs []tea.Msg) bool {
	for _, m := range msgs {
		if _, ok := m.(T); ok {
			return true
		}
	}
	return false
}

func TestMain(m *testing.M) {
	flag.Parse()
	if flag.Lookup("test.fuzz").Value.String() != "" {
		os.Exit(m.Run()) // its targets need no library
	}
	// What is made of the shared libraries is made before a bubble needs it.
	ctx := context.Background()
	for _, lib := range shared() {
		_, _ = lib.Index().Search(ctx, "x", nil)
		if _, err := lib.Texts(ctx); err != nil {
			panic(err)
		}
		if lib == big() {
			continue
		}
		if _, err := lib.Names(ctx); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// documentAt returns the release in place i of a reader's list, with its text.
func documentAt(r *model.Reader, i int) *data.Document {
	return snapshottest.Document(r.Library().Snapshot, r.At(i).Number)
}
