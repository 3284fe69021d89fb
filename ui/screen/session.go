package screen

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// ErrFlood is returned by [Session.Run] where the terminal sent far more than
// a person can type.
var ErrFlood = errors.New("too much input")

// Line is a terminal at the other end of a connection.
type Line struct {
	Out           io.Writer // an error of it ends the program
	Env           []string  // TERM, and what else is known
	Profile       colorprofile.Profile
	Width, Height int // in cells; clamped
	Canvases      *Canvases
	Slow          bool // fewer frames

	// Rest is how long after the last key the program is put to sleep, 0 for
	// never.
	Rest time.Duration

	// OnFrame, where it is not nil, is told of each frame how long after what
	// it shows it was written.
	OnFrame func(time.Duration)
}

// Session is a program on a [Line], one of thousands in a process. Input, sizes
// and messages come by its methods, from any goroutine, and never make the
// caller wait.
//
// A program that waits for nothing is put to sleep: the Bubble Tea program
// ends, with its goroutines and its ticking, the cells are given back, and the
// model stays. The next key wakes it.
type Session struct {
	line Line
	p    *painter
	more chan struct{} // there is something in the inbox

	mu    sync.Mutex
	inbox inbox
	spill int // bytes of input that were dropped

	// The rest is Run's own.
	decoder decoder
	prog    *tea.Program
	ended   chan error // of prog; nil while the program sleeps
	allow   allowance
	heard   time.Time // when something came last
	sized   time.Time // when a size was handed on last
}

// inbox is what has come for a program and is not handed on yet.
type inbox struct {
	input []byte
	size  *resized // the last of them counts
	msgs  []tea.Msg
}

// Limits of what comes in. A person types at most 15 keys a second, a wheel
// turns 60 times, a window being dragged changes as often.
const (
	maxInput  = 32 << 10  // bytes that wait to be read
	maxSpill  = 256 << 10 // bytes dropped before the session is ended
	eventRate = 100       // events a second, in the long run
	eventPeak = 400       // events at once
	sizeGap   = 50 * time.Millisecond
)

// NewSession returns the session of a model on a line.
func NewSession(model tea.Model, l Line) *Session {
	l.Width, l.Height = Clamp(l.Width, l.Height)
	scr := newScreen(l.Out, l.Env, l.Profile, l.Width, l.Height)
	if l.Canvases != nil {
		scr.canvases = l.Canvases
	}
	gap := sessionGap
	if l.Slow {
		gap = slowGap
	}
	return &Session{
		line: l,
		p: &painter{
			model: model, scr: scr, term: &Terminal{}, fault: &faults{},
			gap: gap, remote: true, session: true, onFrame: l.OnFrame,
		},
		more:  make(chan struct{}, 1),
		allow: allowance{left: eventPeak},
	}
}

// Input takes what the terminal sent. What is too much is dropped.
func (s *Session) Input(p []byte) {
	s.post(func(in *inbox) {
		n := min(len(p), maxInput-len(in.input))
		in.input = append(in.input, p[:n]...)
		s.spill += len(p) - n
	})
}

// Resize says that the terminal is w by h cells now.
func (s *Session) Resize(w, h int) {
	w, h = Clamp(w, h)
	s.post(func(in *inbox) { in.size = &resized{w, h} })
}

// Send sends a message to the model.
func (s *Session) Send(msg tea.Msg) {
	s.post(func(in *inbox) { in.msgs = append(in.msgs, msg) })
}

func (s *Session) post(put func(*inbox)) {
	s.mu.Lock()
	put(&s.inbox)
	s.mu.Unlock()
	select {
	case s.more <- struct{}{}:
	default:
	}
}

// Model returns the model, once Run has returned.
func (s *Session) Model() tea.Model { return s.p.model }

// Run runs the model until it quits or ctx is done, and gives the terminal
// back. It returns the cause of a ctx that was done, an error wrapping
// [ErrPanic] after a panic, [ErrFlood], or the error of a write that failed.
func (s *Session) Run(ctx context.Context) error {
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	s.heard = time.Now()
	s.p.tell(s.line.Width, s.line.Height)
	s.wake(own)
	flood := s.serve(own)
	cancel()
	if s.ended != nil {
		<-s.ended
	}
	_ = s.p.scr.end()
	switch fault := s.p.fault.get(); {
	case fault != nil:
		return fault
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	return flood
}

// Stack returns where the panic was that ended the session.
func (s *Session) Stack() []byte { return s.p.fault.stack }

// wake starts a program on the model as it is.
func (s *Session) wake(ctx context.Context) {
	prog := tea.NewProgram(s.p,
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithEnvironment(s.line.Env),
		tea.WithColorProfile(s.line.Profile), tea.WithWindowSize(s.line.Width, s.line.Height),
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithoutSignalHandler(), tea.WithFilter(s.filter))
	ended := make(chan error, 1)
	go func() {
		_, err := prog.Run()
		ended <- err
	}()
	s.prog, s.ended = prog, ended
}

// filter keeps a program from stopping the process.
func (s *Session) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.SuspendMsg, tea.InterruptMsg:
		return nil
	}
	return msg
}

// serve hands on what comes until the program ends.
func (s *Session) serve(ctx context.Context) error {
	timer := time.NewTimer(s.line.Rest)
	defer timer.Stop()
	for {
		select {
		case <-s.ended:
			s.ended = nil
			return nil
		case <-ctx.Done():
			return nil
		case <-s.more:
		case <-timer.C:
		}
		next, err := s.work(ctx)
		if err != nil {
			return err
		}
		timer.Stop()
		if next > 0 {
			timer.Reset(next)
		}
	}
}

// work hands on what is due, and returns when to look again, 0 where nothing
// is expected.
func (s *Session) work(ctx context.Context) (next time.Duration, err error) {
	now := time.Now()
	s.mu.Lock()
	in := s.inbox
	s.inbox = inbox{}
	resizing := in.size != nil && now.Sub(s.sized) < sizeGap
	if resizing { // a window that is being dragged: its last size counts
		s.inbox.size = in.size
	}
	s.mu.Unlock()
	if in.size != nil && !resizing {
		s.sized, s.heard = now, now
		s.line.Width, s.line.Height = in.size.w, in.size.h
		s.hand(ctx, *in.size)
	}
	for _, msg := range in.msgs {
		s.hand(ctx, msg)
	}
	if len(in.input) > 0 {
		s.heard = now
	}
	expired := len(in.input) == 0 && s.decoder.waiting() && now.Sub(s.heard) >= sequenceWait
	unheard := 0
	if len(in.input) > 0 || expired {
		for _, event := range s.decoder.decode(in.input, expired) {
			if s.allow.one(now) {
				s.hand(ctx, event)
			} else {
				unheard++
			}
		}
	}
	if s.spilt(unheard) {
		return 0, ErrFlood
	}
	switch {
	case s.decoder.waiting():
		return sequenceWait, nil
	case resizing:
		return sizeGap, nil
	case s.line.Rest == 0 || s.ended == nil:
		return 0, nil
	}
	if left := s.line.Rest - time.Since(s.heard); left > 0 {
		return left, nil
	}
	return s.sleep(ctx), nil
}

// spilt counts events that were dropped, beside the bytes, and reports whether
// it is too much.
func (s *Session) spilt(events int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spill += events
	return s.spill > maxSpill
}

// hand sends a message to the program, which is woken for it.
func (s *Session) hand(ctx context.Context, msg tea.Msg) {
	if s.ended == nil {
		s.wake(ctx)
	}
	s.prog.Send(msg)
}

// sleep puts the program to sleep. Where it waits for something, it returns
// when to try again.
func (s *Session) sleep(ctx context.Context) (again time.Duration) {
	said := make(chan bool, 1)
	s.prog.Send(drowse{said})
	select {
	case sleeps := <-said:
		if !sleeps {
			return s.line.Rest
		}
		<-s.ended
	case err := <-s.ended:
		sleeps := false // it was not asked, or said no, and has ended by itself
		select {
		case sleeps = <-said:
		default:
		}
		if !sleeps {
			s.ended = make(chan error, 1)
			s.ended <- err
			return 0
		}
	case <-ctx.Done():
		return 0
	}
	s.prog, s.ended = nil, nil
	return 0
}

// allowance says how many events may be handed on.
type allowance struct {
	left float64
	last time.Time
}

// one takes one event from the allowance, if there is one left.
func (a *allowance) one(now time.Time) bool {
	a.left = min(eventPeak, a.left+now.Sub(a.last).Seconds()*eventRate)
	a.last = now
	if a.left < 1 {
		return false
	}
	a.left--
	return true
}
