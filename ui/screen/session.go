package screen

import (
	"context"
	"errors"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/time/rate"

	"pressroom/data"
)

// ErrFlood is returned by [Session.Run] where the terminal sent more than a person can type.
var ErrFlood = errors.New("too much input")

// Remote is a terminal at the other end of a connection.
type Remote struct {
	Out           io.Writer // an error of it ends the program
	Env           []string  // TERM, and what else is known
	Profile       colorprofile.Profile
	Width, Height int // in cells; clamped
	Canvases      *Canvases
	Slow          bool // fewer frames
	Ambiguous     Ambiguous

	// SleepAfter is how long after the last key the program is put to sleep, 0 for
	// never.
	SleepAfter time.Duration

	// OnFrame, where it is not nil, is called after each frame with its delay: from the
	// first message that it shows until it was written.
	OnFrame func(time.Duration)
}

// Session is a program on a [Remote], one of thousands in a process, or the one on
// the terminal of [Run]. Input, sizes and messages come by its methods, from any
// goroutine, and never make the caller wait.
//
// A program that waits for nothing is put to sleep: the Bubble Tea program
// ends, with its goroutines and its ticking, the cells are given back, and the
// model stays. The next key wakes it.
type Session struct {
	line  Remote
	p     *painter
	inbox inbox // which any goroutine may fill; the rest is Run's own

	prog  *tea.Program
	woken bool       // prog is not the first
	ended chan error // of prog; nil while the program sleeps
	rate  *rate.Limiter
	heard time.Time // when something came last
	sized time.Time // when a size was handed on last
}

// Limits of what is handed on: a person types 15 keys a second, a wheel turns 60 times.
const (
	eventRate = 100 // events a second, in the long run
	eventPeak = 400 // events at once
	sizeGap   = 50 * time.Millisecond
)

// NewSession returns the session of a model on a line.
func NewSession(model tea.Model, l Remote) *Session {
	l.Width, l.Height = Clamp(l.Width, l.Height)
	scr := newScreen(l.Out, l.Env, l.Profile, l.Width, l.Height)
	if l.Canvases != nil {
		scr.canvases = l.Canvases
	}
	gap := sessionGap
	if l.Slow {
		gap = slowGap
	}
	owed, fault := &answers{}, &faults{}
	return &Session{
		line: l,
		p: &painter{
			model: model, scr: scr, fault: fault, answers: owed,
			gap: gap, remote: true, onFrame: l.OnFrame, ambiguous: l.Ambiguous,
		},
		inbox: inbox{
			decoder: decoder{escapeWait: remoteEscapeWait, answers: owed},
			more:    make(chan struct{}, 1), fault: fault,
		},
		rate: rate.NewLimiter(eventRate, eventPeak),
	}
}

// Input takes what the terminal sent. What is too much is dropped.
func (s *Session) Input(p []byte) { s.inbox.input(p) }

// Resize tells the program that the terminal is w by h cells now.
func (s *Session) Resize(w, h int) { s.inbox.resize(Clamp(w, h)) }

// Send sends a message to the model.
func (s *Session) Send(msg tea.Msg) { s.inbox.send(msg) }

// Model returns the model, once Run has returned.
func (s *Session) Model() tea.Model { return s.p.model }

// Run runs the model until it quits or ctx is done, and gives the terminal
// back. It returns the cause of a ctx that was done, a [data.PanicError] after a
// panic, [ErrFlood], a [SignalError] after [tea.Interrupt], or the error of a
// write that failed.
func (s *Session) Run(ctx context.Context) error {
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	s.heard = time.Now()
	flood := data.Guard(func() error {
		s.p.sendFirstSize(s.line.Width, s.line.Height)
		s.wake(own)
		return s.serve(own)
	})
	cancel()
	s.await()
	_ = s.p.scr.end()
	switch fault := s.p.fault.get(); {
	case fault != nil:
		return fault
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	return flood
}

// hangTime is how long the end of the program waits for an update that does not return.
const hangTime = 2 * time.Second

// await waits for the program's end.
func (s *Session) await() {
	switch {
	case s.ended == nil:
	case s.p.home == nil:
		<-s.ended
	default:
		select {
		case <-s.ended:
		case <-time.After(hangTime):
		}
	}
}

// wake starts a program on the model as it is.
func (s *Session) wake(ctx context.Context) {
	prog := tea.NewProgram(s.p,
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithEnvironment(s.line.Env),
		tea.WithColorProfile(s.p.scr.profile), tea.WithWindowSize(s.line.Width, s.line.Height),
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithoutSignalHandler(), tea.WithFilter(s.filter))
	ended := make(chan error, 1)
	go func() {
		ended <- data.Guard(func() error {
			_, err := prog.Run()
			return err
		})
	}()
	s.prog, s.ended = prog, ended
}

// filter drops Bubble Tea's own size, and after a wake its environment; what would stop it becomes a [leave].
func (s *Session) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return nil
	case resized:
		return tea.WindowSizeMsg{Width: msg.w, Height: msg.h}
	case tea.EnvMsg:
		if s.woken {
			return nil
		}
	case tea.ColorProfileMsg:
		if s.woken && msg.Profile == s.p.scr.profile {
			return nil
		}
	case tea.SuspendMsg, tea.InterruptMsg:
		return leave{how: msg}
	}
	return msg
}

// serve delivers what arrives until the program ends.
func (s *Session) serve(ctx context.Context) error {
	timer := time.NewTimer(s.line.SleepAfter)
	defer timer.Stop()
	for {
		select {
		case <-s.ended:
			s.ended = nil
			return nil
		case <-ctx.Done():
			return nil
		case <-s.inbox.more:
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

// work delivers what is due, and returns when to look again, 0 for never.
func (s *Session) work(ctx context.Context) (next time.Duration, err error) {
	now := time.Now()
	resizing := now.Sub(s.sized) < sizeGap // a window that is being dragged: its last size counts
	in, again := s.inbox.take(now, !resizing)
	if in.size != nil {
		s.sized, s.heard = now, now
		s.line.Width, s.line.Height = in.size.w, in.size.h
		s.deliver(ctx, *in.size)
	}
	for _, msg := range in.msgs {
		s.deliver(ctx, msg)
	}
	if err := s.typed(ctx, in.events, now); err != nil {
		return 0, err
	}
	switch {
	case again > 0:
		return again, nil
	case s.line.SleepAfter == 0 || s.ended == nil:
		return 0, nil
	}
	if left := s.line.SleepAfter - time.Since(s.heard); left > 0 {
		return left, nil
	}
	return s.sleep(ctx), nil
}

// typed delivers input under the rate limit; Ctrl-C is always delivered.
func (s *Session) typed(ctx context.Context, events []uv.Event, now time.Time) error {
	unheard := 0
	for _, event := range events {
		allowed := s.p.home != nil || s.rate.AllowN(now, 1)
		if !allowed {
			unheard++
		}
		if allowed || isInterrupt(event) {
			s.deliver(ctx, event)
		}
	}
	if len(events) > 0 {
		s.heard = now
	}
	if s.inbox.flooded(unheard) && s.p.home == nil {
		return ErrFlood
	}
	return nil
}

// deliver sends a message to the program, which is woken for it.
func (s *Session) deliver(ctx context.Context, msg tea.Msg) {
	if s.ended == nil {
		s.woken = true
		s.wake(ctx)
	}
	s.prog.Send(msg)
}

// sleep puts the program to sleep, or returns when to try again.
func (s *Session) sleep(ctx context.Context) (again time.Duration) {
	answer := make(chan bool, 1)
	s.prog.Send(sleepRequest{answer})
	select {
	case sleeps := <-answer:
		if !sleeps {
			return s.line.SleepAfter
		}
		<-s.ended
	case err := <-s.ended:
		sleeps := false // it was not asked, or said no, and has ended by itself
		select {
		case sleeps = <-answer:
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
