package screen_test

import (
	"strings"
	"testing"

	"pressroom/ui/screen"
)

func TestClipboardOf(t *testing.T) {
	for env, want := range map[string]screen.Clipboard{
		"TERM=xterm-256color": screen.AskedClipboard, "TERM=alacritty": screen.AskedClipboard, "": screen.AskedClipboard,
		"TERM=tmux-256color": screen.TmuxClipboard, "TERM=screen-256color": screen.TmuxClipboard,
		"TERM=xterm-256color TMUX=/tmp/tmux-0/default,1,0": screen.TmuxClipboard, "TERM=screen STY=12.pts-0.host": screen.NoClipboard,
		"TERM=linux": screen.NoClipboard, "TERM=vt220": screen.NoClipboard, "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal": screen.NoClipboard,
	} {
		if got := screen.ClipboardOf(strings.Fields(env)); got != want {
			t.Errorf("with %q the clipboard is %d, want %d", env, got, want)
		}
	}
}
