package screen

import (
	"bytes"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// Limits of what a terminal may send.
const (
	maxSequence = 16 << 10 // bytes of an escape sequence, which may be the clipboard
	maxPaste    = 16 << 10 // bytes kept of a paste
)

// How long the rest of something may take of which the beginning has come.
const (
	localEscapeWait  = 6 * time.Millisecond  // after ESC alone, from a terminal of this machine, which writes a key in one piece
	remoteEscapeWait = 50 * time.Millisecond // the same over a network
	sequenceWait     = 50 * time.Millisecond // after what may be two keys: ESC [
	answerWait       = 5 * time.Second       // after what is no key: ESC [ 1, or ESC ] 11
	pasteWait        = 2 * time.Second       // after the last of a paste
)

// typingGap is the least time between two keys that a person presses.
const typingGap = 50 * time.Millisecond

// decoder makes events of the bytes that a terminal sends. It lets through
// what a program of this package has a use for, and keeps little: what the
// bytes say may come from a stranger.
//
// Where a sequence ends is decided here, what it means by ultraviolet. An
// escape byte and a letter in one piece are Alt and the letter.
type decoder struct {
	escapeWait time.Duration
	answers    *answers

	keys  uv.EventDecoder
	buf   []byte    // what has come and is not decoded
	heard time.Time // when the last byte came

	// An escape key was reported at this time because nothing had followed.
	escaped time.Time
	counted bool // buf begins with the escape byte that was reported then
	cut     bool // of the sequence that buf begins with only the beginning was kept

	pasting bool
	paste   []byte
	flowed  time.Time // when the last came of the paste that nobody typed
	dropped int       // bytes of pastes that were not kept
}

// answers keeps until when a terminal may answer a query that another goroutine wrote.
type answers struct{ until atomic.Int64 }

// asked notes a query that was written at a time.
func (a *answers) asked(now time.Time) { a.until.Store(now.Add(answerWait).UnixNano()) }

// done notes that all was answered.
func (a *answers) done() { a.until.Store(0) }

// due reports whether an answer may still come.
func (a *answers) due(now time.Time) bool { return now.UnixNano() < a.until.Load() }

// idle reports whether the decoder waits for nothing.
func (d *decoder) idle() bool { return d.wait() == 0 }

// wait returns how long after the last byte a beginning stands for itself, 0 where there is none.
func (d *decoder) wait() time.Duration {
	switch n := len(d.buf); {
	case d.pasting:
		return pasteWait
	case n == 0 || d.buf[0] != esc: // a part of a letter is waited for however long it takes
		return 0
	case n == 1:
		return d.escapeWait
	case n > 2 || d.buf[1] != 'O' && d.answers.due(d.heard):
		return answerWait
	}
	return sequenceWait
}

// left returns how long to wait for the rest of what is there.
func (d *decoder) left(now time.Time) time.Duration {
	since := d.heard
	if d.pasting {
		since = d.flowed
	}
	return max(0, d.wait()-now.Sub(since))
}

// decode returns the events of what came before and of input.
func (d *decoder) decode(now time.Time, input []byte) []uv.Event {
	if len(input) == 0 {
		return nil
	}
	pause := now.Sub(d.heard)
	d.heard = now
	var events []uv.Event
	if d.pasting && input[0] == interrupt && pause >= typingGap {
		events = append(events, d.endPaste()) // its end is lost, and the reader wants to leave
	}
	if pause < typingGap || len(input) > 16 || !d.pasting {
		d.flowed = now
	}
	if d.completesEscape(now, input) {
		d.buf, d.counted = append(d.buf, esc), true
	}
	d.escaped = time.Time{}
	d.buf = append(d.buf, input...)
	return d.scan(events, false)
}

// completesEscape reports whether input is the rest of a sequence whose escape byte was reported as a key.
func (d *decoder) completesEscape(now time.Time, input []byte) bool {
	if d.escaped.IsZero() || len(d.buf) > 0 || d.pasting {
		return false
	}
	if now.Sub(d.escaped) < sequenceWait && (input[0] == '[' || input[0] == 'O') {
		return true
	}
	return d.answers.due(now) && len(input) > 1 &&
		(input[0] == '[' && input[1] == '?' || startsString(input))
}

// expire returns the events of a beginning after which nothing came for the time of [decoder.left].
func (d *decoder) expire(now time.Time) []uv.Event {
	if d.pasting {
		return []uv.Event{d.endPaste()}
	}
	if len(d.buf) == 1 && d.buf[0] == esc {
		d.escaped = now
	}
	return d.scan(nil, true)
}

// scan appends the events of what has come. With expired, nothing more belongs to it.
func (d *decoder) scan(events []uv.Event, expired bool) []uv.Event {
	for len(d.buf) > 0 {
		if d.pasting {
			if !d.pasted() {
				break
			}
			events = append(events, d.endPaste())
			continue
		}
		n, whole := sequence(d.buf)
		if !whole && !expired {
			d.bound()
			break
		}
		event := d.event(d.buf[:n])
		if d.counted && n == 2 {
			event = withoutAlt(event)
		}
		d.counted, d.cut = false, false
		d.buf = d.buf[n:]
		switch event := event.(type) {
		case uv.PasteStartEvent:
			d.pasting, d.flowed = true, d.heard
		case uv.MultiEvent:
			for _, e := range event {
				events = admit(events, e)
			}
		default:
			events = admit(events, event)
		}
	}
	if len(d.buf) == 0 {
		d.buf = nil // an idle session keeps nothing
	}
	return events
}

// bound shortens a sequence that is too long; its end must still be found, or what follows would be taken for typing.
func (d *decoder) bound() {
	if n := len(d.buf); n > maxSequence {
		last := d.buf[n-1]
		if d.buf = append([]byte(nil), d.buf[:3]...); last == esc { // which may begin the end
			d.buf = append(d.buf, esc)
		}
		d.cut = true
	}
}

// Bytes that the decoder looks for.
const (
	esc       = 0x1b
	interrupt = 0x03 // Ctrl-C
)

// sequence returns how many bytes at the beginning of b belong together, and whether they are all.
func sequence(b []byte) (n int, whole bool) {
	switch {
	case b[0] >= utf8.RuneSelf:
		_, n = utf8.DecodeRune(b)
		return n, utf8.FullRune(b)
	case b[0] != esc:
		return 1, true
	case len(b) == 1:
		return 1, false
	case startsString(b[1:]):
		return stringLength(b)
	}
	switch c := b[1]; {
	case c == '[':
		return controlLength(b)
	case c == 'O':
		n = 2
		for n < len(b) && '0' <= b[n] && b[n] <= '9' {
			n++
		}
		switch {
		case n == len(b):
			return n, false
		case b[n] < ' ' || b[n] > '~': // broken off
			return n, true
		}
		return n + 1, true
	case c == ']' || c == 'P': // of an answer, or keys
		return 2, len(b) > 2
	case c < ' ' || c >= utf8.RuneSelf: // Esc, and then a key that Alt does not go with
		return 1, true
	}
	return 2, true
}

// startsString reports whether b, behind an escape byte, begins an answer that is a string: OSC or DCS.
func startsString(b []byte) bool {
	if len(b) < 2 {
		return false
	}
	digit := '0' <= b[1] && b[1] <= '9'
	return b[0] == ']' && digit || b[0] == 'P' && (digit || b[1] == '>' || b[1] == '!')
}

// stringLength is [sequence] for a string, which ST, BEL or another control ends.
func stringLength(b []byte) (n int, whole bool) {
	for n = 2; n < len(b); n++ {
		switch c := b[n]; {
		case c == '\a':
			return n + 1, true
		case c == esc && n+1 == len(b):
			return n + 1, false
		case c == esc && b[n+1] == '\\':
			return n + 2, true
		case c < ' ':
			return n, true
		}
	}
	return n, false
}

// controlLength is [sequence] for a control sequence, CSI.
func controlLength(b []byte) (n int, whole bool) {
	for n = 2; n < len(b) && ' ' <= b[n] && b[n] <= '?'; n++ {
	}
	switch {
	case n == len(b):
		return n, false
	case b[n] < ' ' || b[n] > '~': // broken off
		return n, true
	case n == 2 && b[n] == '[': // Linux: F1 is ESC [ [ A
		return fixedLength(b, 4)
	case n == 2 && b[n] == 'M': // the mouse, as old terminals report it
		return fixedLength(b, 6)
	}
	return n + 1, true
}

// fixedLength is [sequence] for a control sequence of n bytes, of which three are there.
func fixedLength(b []byte, n int) (int, bool) {
	for i := 3; i < n; i++ {
		if i == len(b) {
			return i, false
		}
		if b[i] < ' ' { // broken off
			return i, true
		}
	}
	return n, true
}

// maxControl is the most bytes of a control sequence that is decoded.
const maxControl = 64

// event returns the event of a whole sequence, nil for none, also where the library panics.
func (d *decoder) event(b []byte) (event uv.Event) {
	defer func() {
		if recover() != nil {
			event = nil
		}
	}()
	switch {
	case d.cut:
		return nil
	case b[0] >= utf8.RuneSelf:
		r, _ := utf8.DecodeRune(b)
		if r == utf8.RuneError || unicode.IsControl(r) {
			return nil
		}
	case len(b) > 1 && b[1] == '[' && len(b) > maxControl:
		return nil
	case len(b) == 4 && b[1] == '[' && b[2] == '[':
		if b[3] < 'A' || b[3] > 'E' {
			return nil
		}
		return uv.KeyPressEvent{Code: uv.KeyF1 + rune(b[3]-'A')}
	}
	_, event = d.keys.Decode(b)
	return event
}

// withoutAlt returns a key without the escape byte that was reported as a key of its own.
func withoutAlt(event uv.Event) uv.Event {
	k, ok := event.(uv.KeyPressEvent)
	if !ok || !k.Mod.Contains(uv.ModAlt) {
		return event
	}
	k.Mod &^= uv.ModAlt
	k.Text = string(k.Code)
	if k.Mod.Contains(uv.ModShift) {
		k.Text = string(unicode.ToUpper(k.Code))
	}
	return k
}

// pasteEnd is what a terminal sends behind a paste.
var pasteEnd = []byte("\x1b[201~")

// pasted takes what is pasted, and reports whether that is all; what is too much is dropped.
func (d *decoder) pasted() (whole bool) {
	n := bytes.Index(d.buf, pasteEnd)
	rest := n + len(pasteEnd)
	if n < 0 {
		for n = max(0, len(d.buf)-len(pasteEnd)+1); !bytes.HasPrefix(pasteEnd, d.buf[n:]); n++ { // its beginning may be there
		}
		rest = n
	}
	kept := min(n, maxPaste-len(d.paste))
	d.paste = append(d.paste, d.buf[:kept]...)
	d.dropped += n - kept
	d.buf = d.buf[rest:]
	return rest > n
}

func (d *decoder) endPaste() uv.Event {
	text := string(bytes.ToValidUTF8(d.paste, nil))
	d.pasting, d.paste = false, nil
	return uv.PasteEvent{Content: text}
}

// admit appends an event of the kinds that a program has a use for.
func admit(events []uv.Event, e uv.Event) []uv.Event {
	switch e.(type) {
	case uv.KeyPressEvent, uv.MouseClickEvent, uv.MouseMotionEvent, uv.MouseReleaseEvent, uv.MouseWheelEvent,
		uv.BackgroundColorEvent, uv.CursorPositionEvent, uv.ModeReportEvent, uv.PrimaryDeviceAttributesEvent:
		return append(events, e)
	}
	return events
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
