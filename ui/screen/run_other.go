//go:build !unix

package screen

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"pressroom/data"
)

// Terminal is the terminal of the standard streams.
type Terminal struct {
	Profile colorprofile.Profile
	Slow    bool // not heeded

	Ambiguous Ambiguous // not heeded

	in, out *os.File
}

// Open returns the terminal of the standard streams.
func Open(in, out *os.File, env []string) (Terminal, error) {
	return Terminal{Profile: ProfileOf(out, env), in: in, out: out}, nil
}

// Run runs model with Bubble Tea's own renderer: what [Run] does elsewhere
// stands on Unix signals and terminal modes.
func Run(ctx context.Context, model tea.Model, t Terminal) error {
	_, err := tea.NewProgram(translated{model}, tea.WithContext(ctx), tea.WithInput(t.in), tea.WithOutput(t.out)).Run()
	if errors.Is(err, tea.ErrProgramPanic) {
		err = fmt.Errorf("%w: %w", data.ErrPanic, err)
	}
	return err
}

// A painter runs here in tests alone, on no terminal.

func (t *Terminal) ending() bool             { return false }
func (t *Terminal) cells() (int, int, error) { return 0, 0, errors.ErrUnsupported }
func (t *Terminal) takeOver() error          { return nil }
func (t *Terminal) giveBack(time.Time)       {}
func (t *Terminal) jobControl() bool         { return false }
func (t *Terminal) stop() bool               { return false }
