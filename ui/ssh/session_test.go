package ssh

import (
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/ui/screen"
)

// A session that ends at once has said before that it begins: a client that
// hears of the end first takes it for a broken line.
func TestReplyComesFirst(t *testing.T) {
	t.Parallel()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(16)) // so that goroutines overtake one another
	r := open(t, nil)
	var wait sync.WaitGroup
	for range 4 {
		c := r.dial()
		wait.Go(func() {
			for range 300 {
				if code, _, errs := c.run(" "); code != 2 || errs == "" {
					t.Errorf("exit code %d, and it says %q", code, errs)
					return
				}
			}
		})
	}
	wait.Wait()
}

// A session draws the reader, answers keys, and ends with q.
func TestReader(t *testing.T) {
	t.Parallel()
	x := open(t, nil).dial().reader(100, 30)
	rows := x.frame(newest)
	if len(rows) != 30 || !strings.HasPrefix(rows[0], " pressroom   board.txt") || !strings.Contains(rows[29], "q quit") {
		t.Errorf("the first frame is\n%s", strings.Join(rows, "\n"))
	}
	x.press("jj")
	x.frame("3 of 10")
	x.press("/graphene\r")
	x.frame("Graphene Square Opens Pohang Plant, Advancing")
	x.press("\x1b[27u")
	x.frame("/ graphene")
	x.quits()
	if errs := x.said(); errs != "" {
		t.Errorf("it says %q", errs)
	}
}

// A resize draws in the new size.
func TestResize(t *testing.T) {
	t.Parallel()
	x := open(t, nil).dial().reader(100, 30)
	for _, size := range [][2]int{{60, 20}, {130, 45}, {20, 5}, {80, 24}} {
		x.resize(size[0], size[1])
		rows := x.frame("Korea")
		wide := 0
		for _, row := range rows {
			wide = max(wide, ansi.StringWidth(row))
		}
		if wide > size[0] || wide < size[0]/2 || len(rows) != size[1] {
			t.Errorf("at %v it draws %d columns:\n%s", size, wide, strings.Join(rows, "\n"))
		}
	}
	x.quits()
}

// size returns the size that the server draws its one session in.
func (r *room) size() (w, h int) {
	for _, x := range r.readers() {
		x.input.mu.Lock()
		defer x.input.mu.Unlock()
		return x.input.w, x.input.h
	}
	return 0, 0
}

// Sizes that no terminal has are clamped, in the request as in a change.
func TestSizesAreClamped(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	for claimed, want := range map[[2]int][2]int{
		{0, 0}:                         {80, 24},
		{120, 0}:                       {80, 24},
		{1, 1}:                         {1, 1},
		{4_000_000_000, 4_000_000_000}: {screen.MaxWidth, screen.MaxHeight},
	} {
		text := newest
		if want[0] == 1 {
			text = "1" // the size, and no more of what is said of it
		}
		first := r.dial().start("xterm", claimed[0], claimed[1])
		first.w, first.h = want[0], want[1]
		first.frame(text)
		if w, h := r.size(); w != want[0] || h != want[1] {
			t.Errorf("%v is drawn in %dx%d, want %v", claimed, w, h, want)
		}
		first.resize(90, 25)
		first.frame(newest)
		first.resize(claimed[0], claimed[1])
		first.w, first.h = want[0], want[1]
		r.await(fmt.Sprintf("changed to %v it is not drawn in %v", claimed, want), func() bool {
			w, h := r.size()
			return w == want[0] && h == want[1]
		})
		first.frame(text)
		first.quits()
	}
}

// Sizes that change before there is a reader are taken, and keep nobody
// waiting; before there is a terminal they mean nothing.
func TestSizesBeforeTheReader(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	x := r.dial().session()
	x.resize(70, 22)
	x.pty("xterm", 80, 24)
	for i := range 200 {
		x.resize(100+i%7, 30)
	}
	x.resize(90, 25)
	x.shell()
	x.frame(newest)
	if w, h := r.size(); w != 90 || h != 25 {
		t.Errorf("it is drawn in %dx%d", w, h)
	}
	x.quits()
}

var (
	sgr       = regexp.MustCompile("\x1b\\[([0-9;:]*)m")
	colour    = regexp.MustCompile(`^(3[0-8]|4[0-8]|9[0-7]|10[0-7])$`)
	whiteAsks = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"
	blackAsks = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c"
)

// styles returns the parameters of the styles that a session has drawn with.
func (x *terminal) styles() []string {
	all, _ := x.written()
	var styles []string
	for _, m := range sgr.FindAllStringSubmatch(all, -1) {
		styles = append(styles, m[1])
	}
	slices.Sort(styles)
	return slices.Compact(styles)
}

// coloured reports whether a session has drawn with colours.
func (x *terminal) coloured() bool {
	return slices.ContainsFunc(x.styles(), func(s string) bool {
		return slices.ContainsFunc(strings.Split(s, ";"), colour.MatchString)
	})
}

// Sessions at once each draw in their own size, background and colours.
func TestSessionsAreTheirOwn(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	type kind struct {
		term, background string
		coloured         bool
		w, h             int
		env              []string
	}
	kinds := []kind{
		{"xterm-256color", whiteAsks, true, 120, 40, []string{"COLORTERM=truecolor"}},
		{"xterm-256color", blackAsks, true, 120, 40, []string{"COLORTERM=truecolor"}},
		{"linux", blackAsks, true, 80, 24, nil},
		{"xterm-256color", whiteAsks, false, 60, 20, []string{"NO_COLOR=1"}},
		{"xterm", whiteAsks, true, 100, 30, []string{"LANG=en_GB.UTF-8"}},
	}
	var all []*terminal
	for _, k := range kinds {
		x := r.dial().start(k.term, k.w, k.h, k.env...)
		x.press(k.background)
		all = append(all, x)
	}
	for i, k := range kinds {
		x := all[i]
		x.frame(newest) // behind the answer
		x.mu.Lock()
		x.out.Reset()
		x.from = 0
		x.mu.Unlock()
		rows := x.frame(newest)
		if got := x.coloured(); got != k.coloured {
			t.Errorf("%+v: coloured is %t: %q", k, got, x.styles())
		}
		if last := strings.TrimSpace(rows[k.h-1]); !strings.Contains(last, "?") || ansi.StringWidth(rows[0]) > k.w {
			t.Errorf("%+v: it draws\n%s", k, strings.Join(rows, "\n"))
		}
	}
	if light, dark := all[0].styles(), all[1].styles(); slices.Equal(light, dark) {
		t.Errorf("on white as on black: %q", light)
	}
	if plain := all[3].styles(); !slices.Contains(plain, "7") {
		t.Errorf("without colours nothing stands out: %q", plain)
	}
	for _, x := range all {
		x.quits()
	}
}

// Where the locale is not UTF-8 borders and marks are ASCII.
func TestASCII(t *testing.T) {
	t.Parallel()
	c := open(t, nil).dial()
	for env, ascii := range map[string]bool{"LANG=C": true, "LC_ALL=POSIX": true, "LANG=C.UTF-8": false, "LC_CTYPE=ko_KR.utf8": false} {
		x := c.reader(100, 30, env)
		frame := strings.Join(x.frame(newest), "\n")
		if got := !strings.ContainsAny(frame, "│─▌▸"); got != ascii {
			t.Errorf("%s: ASCII is %t:\n%s", env, got, frame)
		}
		x.quits()
	}
}

// A dumb terminal gets the list.
func TestDumb(t *testing.T) {
	t.Parallel()
	c := open(t, nil).dial()
	_, list, _ := c.run("list")
	x := c.start("dumb", 80, 24)
	x.ends(0)
	if all, _ := x.written(); all != strings.ReplaceAll(list, "\n", "\r\n") {
		t.Errorf("it prints\n%s", all)
	}
	if got := x.said(); got != "pressroom: TERM=dumb cannot show the reader: here is the list, and show ID prints a release\r\n" {
		t.Errorf("it says %q", got)
	}
}

// Suspending is not for who reads over a line: the key does nothing, and the
// help does not have it.
func TestNoSuspension(t *testing.T) {
	t.Parallel()
	x := open(t, nil).dial().reader(100, 60)
	x.press("\x1aj")
	x.frame("2 of 10")
	x.press("?")
	if frame := strings.Join(x.frame("redraw"), "\n"); strings.Contains(strings.ToLower(frame), "suspend") {
		t.Errorf("the help has it:\n%s", frame)
	}
	x.press("q") // closes the help
	x.frame(newest)
	x.quits()
}

// A copy goes to the clipboard of the reader's own terminal.
func TestCopy(t *testing.T) {
	t.Parallel()
	x := open(t, nil).dial().reader(100, 30)
	x.press("y")
	copied := regexp.MustCompile("\x1b\\]52;c;([A-Za-z0-9+/=]*)\a")
	x.await("nothing is copied", func(out string) bool { return copied.MatchString(out) })
	all, _ := x.written()
	text, err := base64.StdEncoding.DecodeString(copied.FindStringSubmatch(all)[1])
	if want := "“" + newest + "” (2025-11-28), gzayd7sa"; err != nil || string(text) != want {
		t.Errorf("copied is %q, %v; want %q", text, err, want)
	}
	x.quits()
}

// A session ends after a time without a key, and after the time that a session
// may last, with words.
func TestSessionTime(t *testing.T) {
	t.Parallel()
	for idle := time.Second; ; idle *= 4 { // more on a machine where the list comes later
		x := open(t, func(c *Config) { c.Idle = idle }).dial().start("xterm", 80, 24)
		x.await("neither the list nor the end", func(string) bool { return x.showed(newest) || x.said() != "" })
		pressed := time.Now()
		_, _ = io.WriteString(x.keys, "j")
		x.ends(0)
		if got, want := x.said(), "pressroom: no key was pressed for "+data.DurationWords(idle)+". Come back any time.\r\n"; got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
		took := time.Since(pressed)
		if took >= idle {
			break
		}
		if idle > time.Minute/2 {
			t.Fatalf("it ended %v after a key", took)
		}
	}
	for whole := time.Second; ; whole *= 4 {
		r := open(t, func(c *Config) { c.MaxTime = whole })
		x := r.dial().start("xterm", 80, 24)
		x.ends(0)
		if got, want := x.said(), "pressroom: a session lasts "+data.DurationWords(whole)+" at most. Come back for another.\r\n"; got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
		r.log.await(t, "session ends", "reason=time")
		if !x.showed(newest) && whole < time.Minute {
			continue
		}
		if all, _ := x.written(); !strings.HasSuffix(all, "\x1b[?1049l\x1b[?25h") {
			t.Errorf("the terminal is not given back: %q", all[max(0, len(all)-100):])
		}
		break
	}
}

// Who comes when the room is full, or too often, is told so.
func TestFullRoom(t *testing.T) {
	t.Parallel()
	for why, test := range map[string]struct {
		change func(*Config)
		words  string
	}{
		serverFull:  {func(c *Config) { c.MaxSessions = 2 }, "pressroom: the reading room is full: try again in some minutes.\r\n"},
		addressFull: {func(c *Config) { c.MaxPerAddress = 2 }, "pressroom: too many sessions from your address: close one, or try again later.\r\n"},
	} {
		r := open(t, test.change)
		first, second := r.dial().reader(80, 24), r.dial().reader(80, 24)
		c := r.dial()
		for n := range int64(2) {
			third := c.start("xterm", 80, 24)
			third.ends(1)
			if got := third.said(); got != test.words || r.refused(why) != n+1 {
				t.Errorf("%s: it says %q, and %d are counted", why, got, r.refused(why))
			}
		}
		first.quits()
		r.await("the session that ended is counted", func() bool { n, _ := r.registry.count(); return n == 1 })
		c.reader(80, 24).quits()
		second.quits()
	}
}

// More connections from an address than it may have sessions, and some to be
// told so, are not let in.
func TestFullAddress(t *testing.T) {
	t.Parallel()
	r := open(t, func(c *Config) { c.MaxPerAddress = 1 })
	for range 1 + spareConns {
		r.dial()
	}
	_, err := r.try("reader")
	if err == nil {
		t.Error("one more connection is let in")
	}
	if n := r.refused(addressFull); n != 1 {
		t.Errorf("%d are counted", n)
	}
	r.log.await(t, "connection refused", "reason=address", fmt.Sprintf("address=%s", "127.0.0.1:"))
}
