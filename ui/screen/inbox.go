package screen

import (
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/data"
)

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

func (b *inbox) input(p []byte) {
	b.post(func() {
		b.decode(func() []uv.Event { return b.decoder.decode(time.Now(), p) })
	})
}

func (b *inbox) resize(w, h int) { b.post(func() { b.waiting.size = &resized{w, h} }) }

func (b *inbox) send(msg tea.Msg) {
	b.post(func() { b.waiting.msgs = append(b.waiting.msgs, msg) })
}

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

// isInterrupt reports whether an event is Ctrl-C.
func isInterrupt(e uv.Event) bool {
	k, ok := e.(uv.KeyPressEvent)
	return ok && k.Code == 'c' && k.Mod == uv.ModCtrl
}

// isTyped reports whether an event is what a person did, and no answer of the terminal.
func isTyped(e uv.Event) bool {
	switch e.(type) {
	case uv.KeyPressEvent, uv.MouseEvent, uv.PasteEvent:
		return true
	}
	return false
}
