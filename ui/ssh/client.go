package ssh

import (
	"encoding/binary"
	"slices"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/ui/screen"
)

// terminalOf reads a request for a terminal: its kind, and its size in cells.
func terminalOf(payload []byte) (term string, w, h int, ok bool) {
	var pty struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}
	if gossh.Unmarshal(payload, &pty) != nil {
		return "", 0, 0, false
	}
	if !namesTerminal(pty.Term) {
		pty.Term = "xterm"
	}
	w, h = size(pty.Columns, pty.Rows)
	return pty.Term, w, h, true
}

// namesTerminal reports whether a name can be that of a kind of terminal, and
// not of a file.
func namesTerminal(name string) bool {
	unknown := func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("+-._", c))
	}
	return name != "" && len(name) <= 64 && !strings.ContainsFunc(name, unknown)
}

// sizeOf reads a new size of a terminal, in cells.
func sizeOf(payload []byte) (w, h int, ok bool) {
	if len(payload) < 8 {
		return 0, 0, false
	}
	w, h = size(binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:]))
	return w, h, true
}

// size returns the size that is drawn for one that a client claims.
func size(columns, rows uint32) (w, h int) {
	return screen.Clamp(int(min(columns, screen.MaxWidth)), int(min(rows, screen.MaxHeight)))
}

// variableOf reads a variable that says something of the terminal. Others are
// passed over without a word: many systems send some by themselves.
func variableOf(payload []byte) (assignment string, ok bool) {
	var v struct{ Name, Value string }
	if gossh.Unmarshal(payload, &v) != nil {
		return "", false
	}
	known := slices.Contains([]string{"TERM", "COLORTERM", "LANG", "NO_COLOR"}, v.Name) || strings.HasPrefix(v.Name, "LC_")
	if v.Name == "TERM" {
		known = namesTerminal(v.Value)
	}
	clean, removed := data.Sanitize(v.Value)
	if !known || len(v.Name) > 32 || len(v.Value) > 128 || removed > 0 || strings.Contains(clean, "\n") {
		return "", false
	}
	return v.Name + "=" + v.Value, true
}
