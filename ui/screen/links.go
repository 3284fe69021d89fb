package screen

import (
	"strconv"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// linking are the kinds of terminals that know links (OSC 8), or pass them over
// without a trace. Others print them, as the Linux console may, or swallow what
// was paid for, as GNU Screen does.
var linking = []string{"xterm", "tmux", "alacritty", "foot", "ghostty", "wezterm", "kitty", "konsole", "contour", "mintty", "iterm", "vte", "gnome", "rio"}

// firstVTE is the version of VTE, which many terminals are made of, that first
// had links that work.
const firstVTE = 5000

// LinksOf reports whether a terminal is sent links.
func LinksOf(env []string) bool {
	e := uv.Environ(env)
	term := e.Getenv("TERM")
	tmux := e.Getenv("TMUX") != ""
	if v, err := strconv.Atoi(e.Getenv("VTE_VERSION")); err == nil && v < firstVTE && !tmux {
		return false
	}
	if strings.HasPrefix(term, "screen") { // which tmux calls itself as well
		return tmux
	}
	if e.Getenv("STY") != "" && !tmux { // GNU Screen under another name
		return false
	}
	for _, kind := range linking {
		if strings.HasPrefix(term, kind) {
			return true
		}
	}
	return false
}

// WithoutLinks returns content without its links.
func WithoutLinks(content string) string {
	const begin, end = "\x1b]8;", "\a"
	before, rest, found := strings.Cut(content, begin)
	if !found {
		return content
	}
	var b strings.Builder
	b.Grow(len(content))
	for found {
		b.WriteString(before)
		_, rest, _ = strings.Cut(rest, end)
		before, rest, found = strings.Cut(rest, begin)
	}
	b.WriteString(before)
	return b.String()
}
