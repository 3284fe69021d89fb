package screen

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/ui/cells"
)

// The least time between two frames; a key after a pause is drawn at once.
const (
	frameGap   = 4 * time.Millisecond
	sessionGap = 16 * time.Millisecond  // on a server's session, one of many
	slowGap    = 120 * time.Millisecond // on a slow line
)

// painter is the model that Bubble Tea runs: it passes messages to the program's model, and paints its view.
type painter struct {
	model tea.Model
	scr   *screen
	home  *Terminal // of this process, which can be lent to its shell; nil on a connection

	first    tea.Cmd       // what the model wanted when it was told its size
	gap      time.Duration // least time between two frames
	last     time.Time     // of the last frame
	pending  bool          // a frameDue is on its way
	asked    time.Time     // when the queries were written, until the first answer
	answered bool          // the terminal has answered the last of the queries
	wire     wire          // what is under way to the terminal
	answers  *answers      // until when its answers may come
	fault    *faults

	ambiguous Ambiguous

	remote  bool                // the terminal is at the other end of a network
	running atomic.Int32        // commands without a result yet
	changed time.Time           // when the first message came that is not painted
	onFrame func(time.Duration) // told how long a frame was due, nil for nobody
}

// done brings what a command returned.
type done struct{ msg tea.Msg }

// resized is a new size of the terminal.
type resized struct{ w, h int }

// sleepRequest puts a program to sleep that waits for nothing, and tells whether it does.
type sleepRequest struct{ sleeps chan<- bool }

// queries asks for the background's colour and three modes; every terminal answers the last one, in order.
const queries = ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore + ansi.RequestModeLeftRightMargin +
	ansi.RequestBackgroundColor + ansi.RequestPrimaryDeviceAttributes

// probe asks how wide the terminal draws a character that is East Asian
// Ambiguous: where the cursor is behind it. The first frame, which follows at
// once, covers it. It stands in the second row, since in the first the answer
// could be a key (Shift-F3).
const (
	probeRow = 2
	probe    = "\x1b[2;1H\u00b7" + ansi.RequestCursorPositionReport
)

// Ambiguous is in how many cells a terminal draws East Asian Ambiguous characters.
type Ambiguous int

// The terminal is asked where nobody says it.
const (
	AmbiguousAuto Ambiguous = iota
	AmbiguousNarrow
	AmbiguousWide
)

// Measured is a message to the model: the terminal measures text so. Until it
// comes that is by the zero value of [cells.Measure].
type Measured cells.Measure

// endsAnswers reports whether input holds the answer to the last query.
func endsAnswers(input []byte) bool {
	i := bytes.Index(input, []byte("\x1b[?"))
	return i >= 0 && bytes.IndexByte(input[i:], 'c') > 0
}

// frameDue is the message that a frame put off for frameGap may be painted.
type frameDue struct{}

// SignalError is returned by [Run] where a signal, or [tea.Interrupt], ended the program.
type SignalError struct{ Signal syscall.Signal }

func (e SignalError) Error() string { return "ended by " + e.Signal.String() }

// ExitCode returns what a shell reports for a program that the signal ended.
func (e SignalError) ExitCode() int { return 128 + int(e.Signal) }

// faults keeps the first fatal error, set from any goroutine.
type faults struct{ first atomic.Pointer[error] }

func (f *faults) set(err error) { f.first.CompareAndSwap(nil, &err) }

func (f *faults) get() error {
	if err := f.first.Load(); err != nil {
		return *err
	}
	return nil
}

// Init asks the terminal what it can do, and waits for no answer.
func (p *painter) Init() (cmd tea.Cmd) {
	defer p.catch(&cmd)
	if p.scr.active { // awake again
		return nil
	}
	p.scr.begin()
	if p.ambiguous == AmbiguousAuto && p.scr.height >= probeRow {
		p.scr.unsure = true
		p.scr.before += probe
	}
	if p.fault.get() != nil {
		return tea.Quit
	}
	wrote, err := p.scr.paint(p.model.View)
	if err != nil {
		p.fault.set(err)
	}
	p.painted(wrote)
	p.last = time.Now()
	p.asked = p.last
	p.wire.sent(p.last)
	p.answers.asked(p.last)
	p.write(queries)
	return tea.Batch(p.guard(p.first), p.guard(p.model.Init()))
}

// View is not used: without a renderer Bubble Tea asks for it and drops it.
func (p *painter) View() tea.View { return tea.View{} }

// Update passes a message on and paints.
func (p *painter) Update(msg tea.Msg) (self tea.Model, cmd tea.Cmd) {
	self = p // after a panic too
	defer p.catch(&cmd)
	if p.fault.get() != nil {
		return p, tea.Quit
	}
	if d, ok := msg.(done); ok {
		p.running.Add(-1)
		msg = d.msg
	}
	if slow := p.checkLatency(msg); slow != nil {
		_, cmd = p.Update(msg)
		return p, tea.Batch(slow, cmd)
	}
	return p.act(msg)
}

// act does what a message asks of the painter, or passes it to the model.
func (p *painter) act(msg tea.Msg) (self tea.Model, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case nil:
		return p, nil
	case Copy:
		return p, p.write(ansi.SetSystemClipboard(string(msg)))
	case SlowLine:
		p.gap = max(p.gap, slowGap)
	case leave:
		return p, p.leave(msg)
	case sleepRequest:
		return p, p.sleep(msg)
	case continued:
		return p, p.takeBack()
	case frameDue:
		p.pending = false
		return p, p.paint()
	case uv.PrimaryDeviceAttributesEvent:
		p.answered = true
		p.answers.done()
		return p, p.arrived()
	case tea.ModeReportMsg:
		return p, p.mode(msg)
	case tea.CursorPositionMsg:
		if p.scr.unsure && msg.Y == probeRow-1 {
			p.scr.unsure = false
			m := p.scr.measure
			m.Wide = msg.X > 1
			return p, p.measured(m)
		}
	case tea.ColorProfileMsg:
		p.scr.setProfile(msg.Profile)
	case tea.WindowSizeMsg:
		msg.Width, msg.Height = Clamp(msg.Width, msg.Height)
		p.scr.resize(msg.Width, msg.Height)
		return p.updateModel(msg)
	}
	return p.updateModel(msg)
}

// sleep ends the program where it waits for nothing.
func (p *painter) sleep(msg sleepRequest) tea.Cmd {
	sleeps := p.running.Load() == 0 && !p.pending && p.answerDue() <= 0
	msg.sleeps <- sleeps
	if sleeps {
		return tea.Quit
	}
	return nil
}

// updateModel gives the model a message, and paints what it shows then.
func (p *painter) updateModel(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(Redraw); ok {
		p.scr.redraw()
	}
	if p.changed.IsZero() {
		p.changed = time.Now()
	}
	var cmd tea.Cmd
	p.model, cmd = p.model.Update(msg)
	return p, tea.Batch(p.guard(cmd), p.paint())
}

// mode notes what the terminal says it can do.
func (p *painter) mode(msg tea.ModeReportMsg) tea.Cmd {
	switch {
	case msg.Mode == ansi.ModeSynchronizedOutput && msg.Value == ansi.ModeReset:
		p.scr.synchronized = true
	case msg.Mode == ansi.ModeLeftRightMargin && msg.Value == ansi.ModeReset:
		p.scr.margins = true
	case msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && !msg.Value.IsPermanentlyReset():
		if msg.Value == ansi.ModeReset {
			p.scr.setClusters()
		}
		m := p.scr.measure
		m.Clusters = true
		return p.measured(m)
	}
	return p.paint()
}

// measured stores how the terminal measures text, and sends it to the model.
func (p *painter) measured(m cells.Measure) tea.Cmd {
	if m == p.scr.measure {
		return p.paint()
	}
	p.scr.setMeasure(m)
	_, cmd := p.updateModel(Measured(m))
	return cmd
}

// paint draws the model now, or soon where the last frame was just now.
func (p *painter) paint() tea.Cmd {
	wait := p.gap - time.Since(p.last)
	if p.slow() && p.answered {
		wait = max(wait, p.answerDue())
	}
	if wait > 0 {
		if p.pending {
			return nil
		}
		p.pending = true
		return tea.Tick(wait, func(time.Time) tea.Msg { return frameDue{} })
	}
	p.scr.asks = p.slow() && p.answered
	wrote, err := p.scr.paint(p.model.View)
	if err != nil {
		p.fault.set(fmt.Errorf("writing to the terminal: %w", err))
		return tea.Quit
	}
	if wrote || !p.slow() { // there a message that changes nothing holds no frame up
		p.last = time.Now()
	}
	if wrote && p.scr.asks {
		p.wire.sent(p.last)
	}
	p.painted(wrote)
	return nil
}

// painted reports the latency of a frame that was written.
func (p *painter) painted(wrote bool) {
	if wrote && p.onFrame != nil && !p.changed.IsZero() {
		p.onFrame(time.Since(p.changed))
	}
	p.changed = time.Time{}
}

// sendFirstSize sends the model its first size.
func (p *painter) sendFirstSize(w, h int) {
	defer p.catch(&p.first)
	p.changed = time.Now()
	if p.ambiguous == AmbiguousWide {
		p.scr.measure.Wide = true
		p.model, _ = p.model.Update(Measured(p.scr.measure))
	}
	p.model, p.first = p.model.Update(tea.WindowSizeMsg{Width: w, Height: h})
}

// catch is deferred: it records a panic as a fault, and quits.
func (p *painter) catch(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		p.fault.set(data.NewPanicError(r))
		*cmd = tea.Quit
	}
}
