package screen

import (
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// ProfileOf returns the colours of a terminal. Inside tmux its name tells them:
// colorprofile would run tmux to ask for more than the 256 that are used, and
// the first frame would wait for it.
func ProfileOf(out *os.File, env []string) colorprofile.Profile {
	return colorprofile.Detect(out, slices.DeleteFunc(slices.Clone(env), func(e string) bool {
		return strings.HasPrefix(e, "TMUX=")
	}))
}
