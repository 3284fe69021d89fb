package screen

import (
	"bytes"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// frameGap is the least time between two frames. A key after a pause is
// drawn at once; keys that come faster than frames share one.
const frameGap = 4 * time.Millisecond

// painter is the model that Bubble Tea runs: it hands every message to the
// program's model and paints what that shows.
type painter struct {
	model tea.Model
	scr   *screen
	term  *Terminal

	first    tea.Cmd   // what the model wanted when it was told its size
	last     time.Time // of the last frame
	pending  bool      // a frameDue is on its way
	answered bool      // the terminal has answered the last of the queries
	fault    *faults
}

// queries asks for the background's colour and two modes. The last one every
// terminal answers, and answers come in order: it tells when all are in.
const queries = ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore +
	ansi.RequestBackgroundColor + ansi.RequestPrimaryDeviceAttributes

// endsAnswers reports whether input holds the answer to the last query.
func endsAnswers(input []byte) bool {
	i := bytes.Index(input, []byte("\x1b[?"))
	return i >= 0 && bytes.IndexByte(input[i:], 'c') > 0
}

// frameDue says that a frame put off for frameGap may be painted.
type frameDue struct{}

// Copy is a message of a model's command: it puts text on the clipboard of
// the terminal, which is the reader's own also over SSH (OSC 52).
type Copy string

// faults keeps the first thing that went wrong for good: a write that failed,
// a panic. Commands run on goroutines of their own.
type faults struct {
	mu    sync.Mutex
	err   error
	stack []byte
}

func (f *faults) set(err error, stack []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err, f.stack = err, stack
	}
}

func (f *faults) get() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// Init asks the terminal what it can do, beside what the model wants. No
// answer is waited for.
func (p *painter) Init() (cmd tea.Cmd) {
	defer p.catch(&cmd)
	p.scr.begin()
	if p.fault.get() != nil {
		return tea.Quit
	}
	if err := p.scr.paint(p.model.View()); err != nil {
		p.fault.set(err, nil)
	}
	p.last = time.Now()
	io.WriteString(p.scr.out, queries)
	return tea.Batch(p.guard(p.first), p.guard(p.model.Init()))
}

// View is not used: without a renderer Bubble Tea asks for it and drops it.
func (p *painter) View() tea.View { return tea.View{} }

// Update hands msg on and paints. A panic below ends the program, with the
// terminal given back first.
func (p *painter) Update(msg tea.Msg) (self tea.Model, cmd tea.Cmd) {
	self = p // after a panic too
	defer p.catch(&cmd)
	if p.fault.get() != nil {
		return p, tea.Quit
	}
	switch msg := msg.(type) {
	case nil:
		return p, nil
	case frameDue:
		p.pending = false
		return p, p.paint()
	case Copy:
		io.WriteString(p.scr.out, ansi.SetSystemClipboard(string(msg)))
		return p, nil
	case uv.PrimaryDeviceAttributesEvent:
		p.answered = true
		return p, nil
	case tea.ModeReportMsg:
		p.mode(msg)
		return p, p.paint()
	case tea.ColorProfileMsg:
		p.scr.setProfile(msg.Profile)
	case tea.WindowSizeMsg:
		msg.Width, msg.Height = Clamp(msg.Width, msg.Height)
		p.scr.resize(msg.Width, msg.Height)
		return p.handOn(msg)
	case tea.ResumeMsg:
		resized, err := p.resume()
		if err != nil {
			p.fault.set(err, nil)
			return p, tea.Quit
		}
		_, cmd = p.handOn(msg)
		return p, tea.Batch(resized, cmd)
	}
	return p.handOn(msg)
}

// Redraw is a message of a model's command: the next frame is written whole,
// for a screen that something else has written on.
type Redraw struct{}

// handOn updates the model and paints what it shows.
func (p *painter) handOn(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(Redraw); ok {
		p.scr.redraw()
	}
	var cmd tea.Cmd
	p.model, cmd = p.model.Update(msg)
	return p, tea.Batch(p.guard(cmd), p.paint())
}

// mode notes what the terminal says it can do.
func (p *painter) mode(msg tea.ModeReportMsg) {
	switch {
	case msg.Mode == ansi.ModeSynchronizedOutput && msg.Value == ansi.ModeReset:
		p.scr.synchronized = true
	case msg.Mode == ansi.ModeUnicodeCore && (msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet):
		p.scr.setGraphemes()
	}
}

// paint draws the model now, or soon where the last frame was just now.
func (p *painter) paint() tea.Cmd {
	if wait := frameGap - time.Since(p.last); wait > 0 {
		if p.pending {
			return nil
		}
		p.pending = true
		return tea.Tick(wait, func(time.Time) tea.Msg { return frameDue{} })
	}
	if err := p.scr.paint(p.model.View()); err != nil {
		p.fault.set(fmt.Errorf("writing to the terminal: %w", err), nil)
		return tea.Quit
	}
	p.last = time.Now()
	return nil
}

// resume takes the terminal over again after a suspension, in which its size
// may have changed.
func (p *painter) resume() (tea.Cmd, error) {
	if err := p.term.takeOver(); err != nil {
		return nil, err
	}
	p.scr.begin()
	w, h, err := p.term.size()
	if err != nil {
		return nil, fmt.Errorf("asking the terminal for its size: %w", err)
	}
	w, h = Clamp(w, h)
	p.scr.resize(w, h)
	var cmd tea.Cmd
	p.model, cmd = p.model.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return p.guard(cmd), nil
}

// tell tells the model its first size.
func (p *painter) tell(w, h int) {
	defer p.catch(&p.first)
	p.model, p.first = p.model.Update(tea.WindowSizeMsg{Width: w, Height: h})
}

// catch, deferred, makes of a panic a fault, and of the command an end.
func (p *painter) catch(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		p.fault.set(fmt.Errorf("%w: %v", ErrPanic, r), debug.Stack())
		*cmd = tea.Quit
	}
}

// guard wraps a command so that a panic in it is a fault and not the end of
// the process with the terminal in disarray.
func (p *painter) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				p.fault.set(fmt.Errorf("%w: %v", ErrPanic, r), debug.Stack())
				msg = tea.QuitMsg{}
			}
		}()
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for i := range msg {
				msg[i] = p.guard(msg[i])
			}
			return msg
		default:
			return msg
		}
	}
}
