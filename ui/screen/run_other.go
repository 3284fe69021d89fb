//go:build !unix

package screen

import (
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"
)

// ErrPanic is never returned here: Bubble Tea reports panics itself.
var ErrPanic = errors.New("internal error")

// Terminal is the terminal of the standard streams.
type Terminal struct{ in, out *os.File }

// Open returns the terminal of the standard streams.
func Open(in, out *os.File, _ []string) (Terminal, error) { return Terminal{in, out}, nil }

func (t *Terminal) takeOver() error { return nil }

func (t *Terminal) size() (int, int, error) { return 0, 0, errors.ErrUnsupported }

// Run runs model with Bubble Tea's own renderer: what [Run] does elsewhere
// stands on Unix signals and terminal modes.
func Run(ctx context.Context, model tea.Model, t Terminal) error {
	_, err := tea.NewProgram(model, tea.WithContext(ctx), tea.WithInput(t.in), tea.WithOutput(t.out)).Run()
	return err
}
