//go:build !unix

package screen

import (
	"io"

	"github.com/charmbracelet/colorprofile"
)

// terminalOf returns the terminal of a painter that a test runs by hand. Its
// size cannot be asked here.
func terminalOf(io.Writer, []string, int, int) *Terminal {
	return &Terminal{Profile: colorprofile.TrueColor}
}
