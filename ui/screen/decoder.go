package screen

import (
	"bytes"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// Limits of what a terminal at the other end of a connection may send.
const (
	maxSequence = 1 << 10  // bytes of an escape sequence
	maxPaste    = 16 << 10 // bytes of a paste; the rest of it is dropped
)

// sequenceWait is how long the rest of an escape sequence may take over a
// network before its beginning counts as keys.
const sequenceWait = 50 * time.Millisecond

// pasteEnd is what a terminal sends behind a paste.
const pasteEnd = "\x1b[201~"

// decoder makes events of the bytes that a terminal sends. It lets through
// what a program of this package has a use for, and keeps little: what the
// bytes say comes from a stranger.
type decoder struct {
	keys    uv.EventDecoder
	buf     []byte // what has come and is not decoded
	pasting bool
	paste   []byte
}

// waiting reports whether there is a beginning of which the rest may come.
func (d *decoder) waiting() bool { return len(d.buf) > 0 && !d.pasting }

// decode returns the events of what came before and of input. With expired,
// nothing more belongs to what is there.
func (d *decoder) decode(input []byte, expired bool) []uv.Event {
	var events []uv.Event
	d.buf = append(d.buf, input...)
	at := 0
	for at < len(d.buf) {
		if d.pasting {
			n, event := d.pasted(d.buf[at:])
			at += n
			if event == nil {
				break
			}
			events = append(events, event)
			continue
		}
		rest := d.buf[at:]
		n, event := d.keys.Decode(rest)
		n = max(n, 1)
		if !expired && len(rest) < maxSequence && unfinished(rest, n, event) {
			break
		}
		at += n
		switch event := event.(type) {
		case uv.PasteStartEvent:
			d.pasting = true
		case uv.MultiEvent:
			for _, e := range event {
				events = admit(events, e)
			}
		default:
			events = admit(events, event)
		}
	}
	if d.buf = d.buf[at:]; len(d.buf) == 0 {
		d.buf = nil // an idle session keeps nothing
	}
	return events
}

// unfinished reports whether the event that the first n bytes of rest make
// could be another one when more bytes come.
func unfinished(rest []byte, n int, event uv.Event) bool {
	if rest[0] >= utf8.RuneSelf {
		return !utf8.FullRune(rest)
	}
	if n < len(rest) || rest[0] != '\x1b' {
		return false
	}
	_, unknown := event.(uv.UnknownEvent)
	return unknown || n <= 2 || rest[n-1] == '\x1b' // which may begin a string's end
}

// pasted takes what is pasted up to its end. It returns how many bytes it is
// done with, and the event once the paste is whole.
func (d *decoder) pasted(rest []byte) (int, uv.Event) {
	end := bytes.Index(rest, []byte(pasteEnd))
	n := end
	if end < 0 {
		n = max(0, len(rest)-len(pasteEnd)+1) // its beginning may be there
	}
	d.paste = append(d.paste, rest[:min(n, maxPaste-len(d.paste))]...)
	if end < 0 {
		return n, nil
	}
	text := string(bytes.ToValidUTF8(d.paste, nil))
	d.pasting, d.paste = false, nil
	return n + len(pasteEnd), uv.PasteEvent{Content: text}
}

// admit appends an event of the kinds that a program has a use for.
func admit(events []uv.Event, e uv.Event) []uv.Event {
	switch e.(type) {
	case uv.KeyPressEvent, uv.MouseClickEvent, uv.MouseMotionEvent, uv.MouseReleaseEvent, uv.MouseWheelEvent,
		uv.BackgroundColorEvent, uv.ModeReportEvent, uv.PrimaryDeviceAttributesEvent:
		return append(events, e)
	}
	return events
}
