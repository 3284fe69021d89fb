//go:build unix

package screen

import (
	"context"
	"io"

	"github.com/charmbracelet/colorprofile"
)

// terminalOf returns the terminal of a painter that a test runs by hand.
func terminalOf(out io.Writer, env []string, w, h int) *Terminal {
	t := &Terminal{Out: out, Env: env, Profile: colorprofile.TrueColor, ctx: context.Background()}
	t.SetSize(func() (int, int, error) { return w, h, nil })
	return t
}

// SetSize says how large the terminal is, where there is none to ask.
func (t *Terminal) SetSize(size func() (int, int, error)) { t.size = size }
