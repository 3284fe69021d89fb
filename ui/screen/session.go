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

	"pressroom/data"
)

// ErrFlood is returned by [Session.Run] where the terminal sent far more than
// a person can type.
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

	// Rest is how long after the last key the program is put to sleep, 0 for
	// never.
	Rest time.Duration

	// OnFrame, where it is not nil, is told of each frame how long after what
	// it shows it was written.
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
	line Remote
	p    *painter
	more chan struct{} // there is something in the inbox

	mu      sync.Mutex
	decoder decoder
	inbox   inbox
	spill   int // events that were dropped

	// The rest is Run's own.
	prog  *tea.Program
	woken bool       // prog is not the first
	ended chan error // of prog; nil while the program sleeps
	allow allowance
	heard time.Time // when something came last
	sized time.Time // when a size was handed on last
}

// inbox is what has come for a program and is not handed on yet.
type inbox struct {
	events []uv.Event
	size   *resized // the last of them counts
	msgs   []tea.Msg
}

// Limits of what comes in. A person types at most 15 keys a second, a wheel
// turns 60 times, a window being dragged changes as often.
const (
	maxEvents  = 8 << 10   // events that wait to be handed on
	maxSpill   = 256 << 10 // events dropped before the session is ended
	maxDropped = 8 << 20   // bytes of pastes dropped before that
	eventRate  = 100       // events a second, in the long run
	eventPeak  = 400       // events at once
	sizeGap    = 50 * time.Millisecond
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
	owed := &answers{}
	return &Session{
		line: l,
		p: &painter{
			model: model, scr: scr, fault: &faults{}, answers: owed,
			gap: gap, remote: true, onFrame: l.OnFrame, ambiguous: l.Ambiguous,
		},
		decoder: decoder{escapeWait: remoteEscapeWait, answers: owed},
		more:    make(chan struct{}, 1),
		allow:   allowance{left: eventPeak},
	}
}

// Input takes what the terminal sent. What is too much is dropped.
func (s *Session) Input(p []byte) {
	s.post(func(in *inbox) {
		s.receive(func() []uv.Event { return s.decoder.decode(time.Now(), p) })
	})
}

// receive puts what the decoder makes of the input in the inbox. The caller has
// the lock.
func (s *Session) receive(decode func() []uv.Event) {
	err := data.Guard(func() error {
		for _, e := range decode() {
			if isInterrupt(e) { // as on a terminal, it goes before what is typed
				s.inbox.events = slices.DeleteFunc(s.inbox.events, isTyped)
			} else if len(s.inbox.events) >= maxEvents {
				s.spill++
				continue
			}
			s.inbox.events = append(s.inbox.events, e)
		}
		return nil
	})
	if err != nil {
		s.p.fault.set(err)
		s.inbox.msgs = append(s.inbox.msgs, struct{}{}) // any message will end the program
	}
}

// isInterrupt reports whether an event is Ctrl-C.
func isInterrupt(e uv.Event) bool {
	k, ok := e.(uv.KeyPressEvent)
	return ok && k.Code == 'c' && k.Mod == uv.ModCtrl
}

// isTyped reports whether an event is what a person did, and no answer of the
// terminal.
func isTyped(e uv.Event) bool {
	switch e.(type) {
	case uv.KeyPressEvent, uv.MouseEvent, uv.PasteEvent:
		return true
	}
	return false
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
// back. It returns the cause of a ctx that was done, a [data.PanicError] after a
// panic, [ErrFlood], a [SignalError] after [tea.Interrupt], or the error of a
// write that failed.
func (s *Session) Run(ctx context.Context) error {
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	s.heard = time.Now()
	flood := data.Guard(func() error {
		s.p.tell(s.line.Width, s.line.Height)
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

// hangTime is how long the end of a program on the terminal of this process
// waits for an update that does not return.
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

// filter keeps from Bubble Tea what would stop the process, and from the
// program what Bubble Tea says of itself: the size that it was told, and when
// the program wakes again, all of it.
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
	if !s.decoder.idle() && s.decoder.left(now) == 0 {
		s.receive(func() []uv.Event { return s.decoder.expire(now) })
	}
	in := s.inbox
	s.inbox = inbox{}
	resizing := in.size != nil && now.Sub(s.sized) < sizeGap
	if resizing { // a window that is being dragged: its last size counts
		s.inbox.size = in.size
	}
	decoding, left := !s.decoder.idle(), s.decoder.left(now)
	s.mu.Unlock()
	if in.size != nil && !resizing {
		s.sized, s.heard = now, now
		s.line.Width, s.line.Height = in.size.w, in.size.h
		s.hand(ctx, *in.size)
	}
	for _, msg := range in.msgs {
		s.hand(ctx, msg)
	}
	if err := s.typed(ctx, in.events, now); err != nil {
		return 0, err
	}
	switch {
	case decoding:
		return max(left, time.Millisecond), nil
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

// typed hands on what was typed, as far as a person can type. Ctrl-C is always
// heard.
func (s *Session) typed(ctx context.Context, events []uv.Event, now time.Time) error {
	unheard := 0
	for _, event := range events {
		allowed := s.p.home != nil || s.allow.one(now)
		if !allowed {
			unheard++
		}
		if allowed || isInterrupt(event) {
			s.hand(ctx, event)
		}
	}
	if len(events) > 0 {
		s.heard = now
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spill += unheard
	if s.p.home == nil && (s.spill > maxSpill || s.decoder.dropped > maxDropped) {
		return ErrFlood
	}
	return nil
}

// hand sends a message to the program, which is woken for it.
func (s *Session) hand(ctx context.Context, msg tea.Msg) {
	if s.ended == nil {
		s.woken = true
		s.wake(ctx)
	}
	s.prog.Send(msg)
}

// sleep puts the program to sleep. Where it waits for something, it returns
// when to try again.
func (s *Session) sleep(ctx context.Context) (again time.Duration) {
	said := make(chan bool, 1)
	s.prog.Send(sleepRequest{said})
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
