package screen

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// Clipboard is what becomes of a [Copy] on a terminal, as far as its environment
// tells: no terminal answers.
type Clipboard int

const (
	AskedClipboard Clipboard = iota // the terminal is sent the text, and may take it
	TmuxClipboard                   // so is tmux, which by default drops it: set-clipboard on
	NoClipboard                     // the terminal is known to have none
)

// ClipboardOf returns the clipboard of a terminal.
func ClipboardOf(env []string) Clipboard {
	e := uv.Environ(env)
	name := e.Getenv("TERM")
	begins := func(beginnings ...string) bool {
		for _, b := range beginnings {
			if strings.HasPrefix(name, b) {
				return true
			}
		}
		return false
	}
	switch {
	case e.Getenv("TMUX") != "" || begins("tmux"):
		return TmuxClipboard
	case e.Getenv("STY") != "": // GNU screen
		return NoClipboard
	case begins("screen"): // over SSH, where tmux is known by its terminal's name alone
		return TmuxClipboard
	case begins("linux", "vt", "cons25", "dumb") || e.Getenv("TERM_PROGRAM") == "Apple_Terminal":
		return NoClipboard
	}
	return AskedClipboard
}
