package screen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/ui/screen"
)

// eventNames returns what events are, with a space between.
func eventNames(events []uv.Event) string {
	var names []string
	for _, e := range events {
		switch e := e.(type) {
		case uv.KeyPressEvent:
			names = append(names, e.String())
		case uv.PasteEvent:
			names = append(names, fmt.Sprintf("paste(%s)", e.Content))
		default:
			names = append(names, strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%T", e), "uv."), "Event"))
		}
	}
	return strings.Join(names, " ")
}

// decoded returns what a decoder makes of bytes, with a pause at each {…}. A
// long pause follows.
func decoded(remote, asked bool, input string) string {
	d := screen.NewDecoder(remote, asked)
	for piece := range strings.SplitSeq(input, "{") {
		if pause, rest, ok := strings.Cut(piece, "}"); ok {
			t, err := time.ParseDuration(pause)
			if err != nil {
				panic(err)
			}
			d.Pause(t)
			piece = rest
		}
		d.Input([]byte(piece))
	}
	d.Pause(time.Hour)
	return eventNames(d.Events)
}

func TestDecoder(t *testing.T) {
	const here, far, both = 1, 2, 3
	const background = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
	for _, c := range []struct {
		where int
		asked bool
		input string
		want  string
	}{
		// Keys, whole and in pieces.
		{both, false, "jk\x1b[A\x1b[1;5C\x1bOP\r\x7f", "j k up ctrl+right f1 enter backspace"},
		{both, false, "\x1b[{20ms}A", "up"},
		{both, false, "\x1bO{20ms}A", "up"},
		{both, false, "\x1b[1;{1s}5C", "ctrl+right"},
		{far, false, "\x1b{20ms}[A", "up"},
		{here, false, "\x1b{20ms}[A", "esc up"}, // it was reported, and no letter is typed
		{here, false, "\x1b{20ms}[{20ms}B", "esc down"},
		{here, false, "\x1b{5ms}[A", "up"},
		{both, false, "\x1b[[A\x1b[[{20ms}E", "f1 f5"},
		{both, false, "\x1b[M !!\x1b[M{20ms} !!", "MouseClick MouseClick"},
		{both, false, "\x1b[7$", "shift+home"},

		// Esc, alone and with what follows it.
		{both, false, "\x1b", "esc"},
		{both, false, "\x1b\x1b", "esc esc"},
		{both, false, "\x1b{400ms}\x1b", "esc esc"},
		{both, false, "\x1bx", "alt+x"},
		{both, false, "\x1bX", "alt+shift+x"},
		{both, false, "\x1b[{1s}j", "alt+[ j"},
		{both, false, "\x1bO{1s}j", "alt+shift+o j"},
		{both, false, "\x1b]j", "alt+] j"},
		{both, false, "\x1bPj", "alt+shift+p j"},
		{both, false, "\x1b_j\x1b^j\x1bXj", "alt+_ j alt+^ j alt+shift+x j"},
		{both, false, "\x1b\x1b[B", "esc down"},
		{both, false, "\x1b\x03", "esc ctrl+c"},
		{both, false, "\x1b\r", "esc enter"},
		{both, false, "\x1b한", "esc 한"},
		{both, false, "\x1b{200ms}[{1s}j", "esc [ j"},
		{here, false, "\x1b{20ms}[{1s}j", "esc [ j"},
		{here, false, "\x1b{20ms}O{1s}", "esc O"},
		{both, true, "\x1b{200ms}[j", "esc [ j"}, // no answer looks so

		// A letter's bytes.
		{both, false, "\xed{200ms}\x95{1h}\x9c한", "한 한"},
		{both, false, "\xed\x95j\xff\x9b31mk", "j 3 1 m k"},
		{both, false, "\xed{1s}\x1b{1s}", "esc"},
		{both, false, "\u0085e\u0301", "e \u0301"},

		// Answers, which nobody types.
		{both, true, background + "\x1b[?62;c\x1b[?2026;2$y", "BackgroundColor PrimaryDeviceAttributes ModeReport"},
		{both, true, "\x1b{300ms}]11;rgb:ffff/{3s}ffff/ffff{1s}\x1b{1s}\\", "esc BackgroundColor"},
		{both, true, "\x1b[{3s}?62;c", "PrimaryDeviceAttributes"},
		{both, true, "\x1b]{3s}11;rgb:ffff/ffff/ffff\a", "BackgroundColor"},
		{both, true, "\x1bP>|xterm{3s}(390)\x1b\\", ""},
		{both, true, "\x1b[3;4R", "CursorPosition"},
		{both, false, "\x1b]11;rgb:ffff/{1s}ffff/ffff\x1b\\j", "BackgroundColor j"},
		{both, false, "\x1b]11;rgb:ffff/{1m}j", "j"},
		{both, false, "\x1b]11;rgb:ff\x1bx", "alt+x"},
		{both, false, "\x1b]52;c;" + strings.Repeat("QUFB", 20_000) + "{1s}AAAA\ajk", "j k"},
		{both, false, "\x1b]52;c;" + strings.Repeat("QUFB", 20_000) + "\x1b{1s}\\jk", "j k"},
		{both, false, "\x1b[" + strings.Repeat("1;", 20_000) + "mj", "j"},
		{both, false, "\x1b[" + strings.Repeat("1;", 33) + "mj\x1b[" + strings.Repeat(";", 33) + "$j", "j"},
		{both, false, "\x1bP" + strings.Repeat("1;", 33) + "r\x1b\\j", "j"},

		// Ctrl-C ends whatever was begun.
		{both, false, "\x1b]11;rgb\x03", "ctrl+c"},
		{both, false, "\x1b[1;\x03", "ctrl+c"},
		{both, false, "\xed\x03", "ctrl+c"},
		{both, false, "\x1b[M\x03\x1b[[\x03", "ctrl+c ctrl+c"},
		{both, true, "\x1bO\x03\x1bO{600ms}\x03", "alt+shift+o ctrl+c alt+shift+o ctrl+c"},
		{both, false, "\x1b[200~ab{100ms}\x03", "paste(ab) ctrl+c"},

		// Pastes.
		{both, false, "\x1b[200~a\x1b[Ab\x03\r\x1b[201~j", "paste(a\x1b[Ab\x03\r) j"},
		{both, false, "\x1b[200~a\x1b[2{1s}01~j", "paste(a) j"},
		{both, false, "\x1b[200~a\x1b[2", "paste(a)"},
		{both, false, "\x1b[200~a{3s}j", "paste(a) j"},
		{both, false, "\x1b[200~a{1s}j{1s}j{1s}j{1s}j", "paste(aj) j j j"}, // keys do not keep it going
		{both, false, "\x1b[200~" + strings.Repeat("\xed\x95\x9c", 3) + "\xed\x1b[201~", "paste(한한한)"},
		{both, false, "\x1b[201~j", "j"},
	} {
		for at, remote := range map[int]bool{here: false, far: true} {
			if c.where&at == 0 {
				continue
			}
			if got := decoded(remote, c.asked, c.input); got != c.want {
				t.Errorf("remote %t, asked %t: %.80q is %q, want %q", remote, c.asked, c.input, got, c.want)
			}
		}
	}
}

// A letter of which a part is there is not waited for: its session may sleep.
func TestDecoderIsIdle(t *testing.T) {
	for input, want := range map[string]bool{"": true, "j": true, "\xed\x95": true, "\x1b": false, "\x1b[200~": false} {
		d := screen.NewDecoder(true, false)
		d.Input([]byte(input))
		if d.Idle() != want {
			t.Errorf("after %q it waits for nothing: %t", input, d.Idle())
		}
	}
}

// FuzzDecoder proves of any bytes in any pieces that nothing panics, that little
// is kept, and that Ctrl-C after a pause is heard.
func FuzzDecoder(f *testing.F) {
	for _, seed := range []string{
		"\x1b[" + strings.Repeat("1;", 33), "\x1b[" + strings.Repeat(":", 33) + "$", "\x1bP" + strings.Repeat(";", 17) + "q",
		"\x1b[200~\x1b[" + strings.Repeat("1;", 33) + "\x1b[201~", "\x1b[<0;1;1M", "\x1b[27;5;106~", "\x1b[97;5u", "\x1b[1;2;3;4;5;6_",
		"\x1b]52;c;====\a", "\x1bP1+r5463\x1b\\", "\x1b_Ga=b;x\x1b\\", "\x1b[?997;1n", "\x1b[48;1;2;3;4t", "한\xed\x95", "\x1b[M\xff\xff\xff",
		"\x1b[99999999999999999999;99999999999999999999R", "\x1b[-1u", "\x1b[1:2:3;4:5;6:7u",
	} {
		f.Add([]byte(seed), uint8(3), uint16(10), false)
		f.Add([]byte(seed), uint8(0), uint16(700), true)
	}
	f.Fuzz(func(t *testing.T, input []byte, size uint8, pause uint16, remote bool) {
		d := screen.NewDecoder(remote, size%2 == 0)
		for len(input) > 0 {
			n := min(len(input), 1+int(size))
			d.Input(input[:n])
			d.Pause(time.Duration(pause) * time.Millisecond)
			input = input[n:]
			if d.Held() > 3*screen.MaxPaste {
				t.Fatalf("%d bytes are kept", d.Held())
			}
		}
		d.Pause(100 * time.Millisecond)
		d.Input([]byte{3})
		if n := len(d.Events); n == 0 || eventNames(d.Events[n-1:]) != "ctrl+c" {
			t.Errorf("Ctrl-C is not heard: %q", eventNames(d.Events))
		}
		for _, e := range d.Events {
			if k, ok := e.(uv.KeyPressEvent); ok && !utf8.ValidString(k.Text) {
				t.Errorf("the key %q is no text", k.Text)
			}
		}
		d.Pause(time.Hour)
		if !d.Idle() {
			t.Error("after an hour something is waited for")
		}
	})
}
