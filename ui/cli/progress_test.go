package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgressLine(t *testing.T) {
	for _, test := range []struct {
		b    *progress
		want string
	}{
		{&progress{total: 1000, done: 250, items: 500}, " 25%  500 releases, 250 a second, 6 seconds left"},
		{&progress{done: 250, items: 500}, "500 releases, 250 a second"},
		{&progress{total: 1000, items: 500}, "500 releases, 250 a second"},
		{&progress{total: 1000, done: 2000, items: 500}, "500 releases, 250 a second"}, // the file grew
	} {
		if got := test.b.line(2 * time.Second); got != test.want {
			t.Errorf("%+v: %q, want %q", test.b, got, test.want)
		}
	}
}

// The line has a bar where there is room for one, and is never longer than a row.
func TestProgressBar(t *testing.T) {
	line := " 25%  500 releases, 250 a second, 6s left"
	for _, test := range []struct {
		b     *progress
		width int
		want  string
	}{
		{&progress{total: 1000, done: 250}, 120, "[#######.......................] " + line},
		{&progress{total: 1000, done: 250}, 60, "[###............] " + line},
		{&progress{total: 1000, done: 1000}, 53, "[########] " + line},
		{&progress{total: 1000, done: 250}, 52, line},
		{&progress{total: 1000, done: 250}, 41, line[:40]},
		{&progress{total: 1000, done: 250}, 20, line[:19]},
		{&progress{total: 1000, done: 250}, 0, line},
		{&progress{done: 250}, 120, line},
		{&progress{total: 100, done: 250}, 120, line},
	} {
		if got := test.b.within(line, test.width); got != test.want {
			t.Errorf("%d of %d at %d: %q, want %q", test.b.done, test.b.total, test.width, got, test.want)
		}
	}
}

// The line is drawn where the work takes long, at most ten times a second, and
// taken off again.
func TestProgressIsDrawn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var screen strings.Builder
		b := progress{w: &screen, begun: time.Now()}
		b.item(1)
		b.clear()
		if screen.Len() > 0 {
			t.Errorf("it is drawn at once: %q", &screen)
		}
		b.begun = time.Now().Add(-time.Second)
		b.item(2)
		b.item(3)
		if got := screen.String(); strings.Count(got, "\r") != 1 || !strings.HasPrefix(got, "\r2 releases, ") {
			t.Errorf("it is drawn as %q", got)
		}
		b.clear()
		if !strings.HasSuffix(screen.String(), "\r\x1b[K") {
			t.Errorf("it stays: %q", &screen)
		}
	})
}
