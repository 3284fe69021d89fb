package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"

	"pressroom/data"
)

// progress is a line on standard error that says how far an import is, where somebody sees it.
type progress struct {
	mu           sync.Mutex // what is read is counted on another goroutine than what is kept
	w            io.Writer  // nil where nobody does
	total, done  int64      // bytes; a total of 0 is not known
	items        int
	begun, drawn time.Time
	shown        bool
	width        func() int // of the terminal, in cells; 0 is not known. Nil is not known either
}

// The line appears when the work takes longer than progressAfter, and is drawn again each progressEvery.
const (
	progressAfter = 300 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

func (p *program) newProgress() *progress {
	b := &progress{begun: time.Now()}
	if term.IsTerminal(p.stderr.Fd()) && !dumb(p.env) {
		b.w = p.stderr
		b.width = func() int {
			w, _, _ := term.GetSize(p.stderr.Fd())
			return w
		}
	}
	return b
}

func (b *progress) read(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done += n
	b.draw()
}

// item says how many releases were read.
func (b *progress) item(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.items = n
	b.draw()
}

func (b *progress) draw() {
	now := time.Now()
	since := now.Sub(b.begun)
	if b.w == nil || since < progressAfter || now.Sub(b.drawn) < progressEvery {
		return
	}
	b.drawn, b.shown = now, true
	width := 0
	if b.width != nil {
		width = b.width()
	}
	fmt.Fprint(b.w, "\r"+b.within(b.line(since), width)+"\x1b[K")
}

func (b *progress) line(since time.Duration) string {
	line := fmt.Sprintf("%d releases, %.0f a second", b.items, float64(b.items)/since.Seconds())
	if b.total > 0 && b.done > 0 && b.done <= b.total {
		left := time.Duration(float64(since) * float64(b.total-b.done) / float64(b.done))
		line = fmt.Sprintf("%3d%%  %s, %s left", 100*b.done/b.total, line, data.DurationWords(left))
	}
	return line
}

// Cells of the bar.
const (
	minBar = 8
	maxBar = 30
)

// within returns the line in one row of a terminal, behind a bar where there is room for one.
func (b *progress) within(line string, width int) string {
	if width <= 0 {
		return line
	}
	if len(line) >= width {
		return line[:width-1]
	}
	cells := min(maxBar, width-len(line)-len("[]  "))
	if cells < minBar || b.total <= 0 || b.done > b.total {
		return line
	}
	full := int(int64(cells) * b.done / b.total)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", cells-full) + "] " + line
}

// clear takes the line off.
func (b *progress) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown {
		fmt.Fprint(b.w, "\r\x1b[K")
		b.shown = false
	}
}
