//go:build !unix

package screen

import (
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// ErrPanic is never returned here: Bubble Tea reports panics itself.
var ErrPanic = errors.New("internal error")

// Terminal is the terminal of the standard streams.
type Terminal struct {
	Profile colorprofile.Profile
	Slow    bool // not heeded

	in, out *os.File
}

// Open returns the terminal of the standard streams.
func Open(in, out *os.File, env []string) (Terminal, error) {
	return Terminal{Profile: colorprofile.Detect(out, env), in: in, out: out}, nil
}

func (t *Terminal) takeOver() error { return nil }

func (t *Terminal) size() (int, int, error) { return 0, 0, errors.ErrUnsupported }

// Run runs model with Bubble Tea's own renderer: what [Run] does elsewhere
// stands on Unix signals and terminal modes.
func Run(ctx context.Context, model tea.Model, t Terminal) error {
	_, err := tea.NewProgram(model, tea.WithContext(ctx), tea.WithInput(t.in), tea.WithOutput(t.out)).Run()
	return err
}
