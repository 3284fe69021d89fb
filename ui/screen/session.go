package screen

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
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
func (s *Session) Input(p []byte) {
	b := &s.inbox
	b.post(func() {
		b.decode(func() []uv.Event { return b.decoder.decode(time.Now(), p) })
	})
}

// Resize tells the program that the terminal is w by h cells now.
func (s *Session) Resize(w, h int) {
	w, h = Clamp(w, h)
	s.inbox.post(func() { s.inbox.waiting.size = &resized{w, h} })
}

// Send sends a message to the model.
func (s *Session) Send(msg tea.Msg) {
	s.inbox.post(func() { s.inbox.waiting.msgs = append(s.inbox.waiting.msgs, msg) })
}

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

// inbox queues what arrives for a program. Any goroutine may add to it, and never waits.
type inbox struct {
	more  chan struct{} // holds one: there is something to take
	fault *faults

	mu            sync.Mutex
	decoder       decoder
	waiting       arrivals
	droppedEvents int // events that were dropped
}

// arrivals is what was not delivered yet.
type arrivals struct {
	events []uv.Event
	size   *resized // the last of them counts
	msgs   []tea.Msg
}

// Limits of what comes in.
const (
	maxEvents        = 8 << 10   // events that wait to be handed on
	maxDroppedEvents = 256 << 10 // events dropped before it is a flood
	maxDroppedBytes  = 8 << 20   // bytes of pastes dropped before that
)

func (b *inbox) post(put func()) {
	b.mu.Lock()
	put()
	b.mu.Unlock()
	select {
	case b.more <- struct{}{}:
	default:
	}
}

// decode queues the decoder's events. The caller has the lock.
func (b *inbox) decode(decode func() []uv.Event) {
	err := data.Guard(func() error {
		for _, e := range decode() {
			if isInterrupt(e) { // as on a terminal, it goes before what is typed
				b.waiting.events = slices.DeleteFunc(b.waiting.events, isTyped)
			} else if len(b.waiting.events) >= maxEvents {
				b.droppedEvents++
				continue
			}
			b.waiting.events = append(b.waiting.events, e)
		}
		return nil
	})
	if err != nil {
		b.fault.set(err)
		b.waiting.msgs = append(b.waiting.msgs, struct{}{}) // any message will end the program
	}
}

// take returns what has come, but a size only where sized, and when to look again, 0 for never.
func (b *inbox) take(now time.Time, sized bool) (in arrivals, again time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.decoder.idle() && b.decoder.left(now) == 0 {
		b.decode(func() []uv.Event { return b.decoder.expire(now) })
	}
	in, b.waiting = b.waiting, arrivals{}
	if in.size != nil && !sized {
		b.waiting.size, in.size = in.size, nil
		again = sizeGap
	}
	if !b.decoder.idle() {
		again = max(b.decoder.left(now), time.Millisecond)
	}
	return in, again
}

// flooded reports whether far more has come than a person types; unheard events came too fast.
func (b *inbox) flooded(unheard int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.droppedEvents += unheard
	return b.droppedEvents > maxDroppedEvents || b.decoder.dropped > maxDroppedBytes
}
