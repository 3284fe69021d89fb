package screen

import (
	"errors"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/data"
	"pressroom/ui/cells"
)

// FrameGap is the least time between two frames.
const FrameGap = frameGap

// SlowGap is the same on a slow line, and ArrivalTime how long a frame may take
// to arrive there.
const (
	SlowGap     = slowGap
	ArrivalTime = arrivalTime
)

// Queries is what a terminal is asked at the start.
const Queries = queries

// Painter is the model that Bubble Tea runs, for tests to run by hand.
type Painter = painter

// FrameDue says that a frame that was put off may be painted.
type FrameDue = frameDue

// NewPainter returns a painter of model on a terminal that writes to out.
func NewPainter(model tea.Model, out io.Writer, env []string, w, h int, ambiguous ...Ambiguous) *Painter {
	t := terminalOf(out, env, w, h)
	p := &painter{model: model, scr: newScreen(out, env, t.Profile, w, h), home: t, answers: &answers{}, fault: &faults{}, gap: frameGap}
	for _, p.ambiguous = range ambiguous {
	}
	p.sendFirstSize(w, h)
	return p
}

// QueryError returns what ended the program.
func (p *painter) QueryError() error { return p.fault.get() }

// Stack returns where a panic was.
func (p *painter) Stack() []byte { return StackOf(p.fault.get()) }

// StackOf returns where a panic was.
func StackOf(err error) []byte {
	var fault *data.PanicError
	if errors.As(err, &fault) {
		return fault.Stack
	}
	return nil
}

// End gives the terminal back.
func (p *painter) End() error { return p.scr.end() }

// Settle forgets when the last frame was, so that the next is painted at once.
func (p *painter) Settle() { p.last = time.Time{} }

// EndsAnswers reports whether input holds the answer to the last query.
func EndsAnswers(input []byte) bool { return endsAnswers(input) }

// Screen paints views on a terminal.
type Screen struct{ *screen }

// NewScreen returns the screen of a terminal that writes to out.
func NewScreen(out io.Writer, env []string, w, h int) Screen {
	return Screen{newScreen(out, env, colorprofile.TrueColor, w, h)}
}

func (s Screen) Begin()     { s.begin() }
func (s Screen) End() error { return s.end() }
func (s Screen) Paint(v tea.View) error {
	_, err := s.paint(func() tea.View { return v })
	return err
}
func (s Screen) Resize(w, h int) { s.resize(w, h) }
func (s Screen) SetGraphemes() {
	s.setClusters()
	s.setMeasure(cells.Measure{Clusters: true})
}
func (s Screen) Synchronize() { s.synchronized = true }

// HasMargins makes the terminal one with left and right margins.
func (s Screen) HasMargins() { s.margins = true }

// Share has s draw on canvases that others draw on too.
func (s Screen) Share(c *Canvases) { s.canvases = c }

// Links reports whether the terminal is sent links.
func (s Screen) Links() bool { return s.links }

// Decoder is what makes events of the bytes of a terminal, at a time that a test
// sets.
type Decoder struct {
	d      decoder
	now    time.Time
	Events []uv.Event
}

// NewDecoder returns the decoder of a terminal of this machine, or of one at
// the other end of a network, that was asked something or not.
func NewDecoder(remote, asked bool) *Decoder {
	d := &Decoder{d: decoder{escapeWait: localEscapeWait, answers: &answers{}}, now: time.Unix(1, 0)}
	if remote {
		d.d.escapeWait = remoteEscapeWait
	}
	if asked {
		d.d.answers.asked(d.now)
	}
	return d
}

// Input has bytes come.
func (d *Decoder) Input(p []byte) { d.Events = append(d.Events, d.d.decode(d.now, p)...) }

// Pause has time pass.
func (d *Decoder) Pause(t time.Duration) {
	for end := d.now.Add(t); ; {
		left := d.d.left(d.now)
		if d.d.idle() || d.now.Add(left).After(end) {
			d.now = end
			return
		}
		d.now = d.now.Add(left)
		d.Events = append(d.Events, d.d.expire(d.now)...)
	}
}

// Held returns how many bytes are kept.
func (d *Decoder) Held() int { return len(d.d.buf) + len(d.d.paste) }

// Idle reports whether nothing is waited for.
func (d *Decoder) Idle() bool { return d.d.idle() }

// AnswerWait is how long an answer is waited for, and PasteWait the next of a
// paste.
const (
	AnswerWait = answerWait
	PasteWait  = pasteWait
	MaxPaste   = maxPaste
)

// Translated returns a model as it runs with Bubble Tea's own renderer.
func Translated(m tea.Model) tea.Model { return translated{m} }
