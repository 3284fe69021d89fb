package screen

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// linking are terminals that know links (OSC 8) or ignore them: others may print them.
var linking = []string{"xterm", "tmux", "alacritty", "foot", "ghostty", "wezterm", "kitty", "konsole", "contour", "mintty", "iterm", "vte", "gnome", "rio"}

// firstVTE is the first version of VTE with links that work.
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
	return hasPrefix(term, linking)
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
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

// ProfileOf returns the colours of a terminal. Inside tmux its name tells them:
// colorprofile would run tmux to ask for more than the 256 that are used, and
// the first frame would wait for it.
func ProfileOf(out *os.File, env []string) colorprofile.Profile {
	return colorprofile.Detect(out, slices.DeleteFunc(slices.Clone(env), func(e string) bool {
		return strings.HasPrefix(e, "TMUX=")
	}))
}

// Clipboard is what becomes of a [Copy] on a terminal, as far as its environment tells.
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
	begins := func(beginnings ...string) bool { return hasPrefix(name, beginnings) }
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

// UTF8Of reports whether text is UTF-8, as far as the locale tells. Where none is set,
// POSIX would have it be ASCII; but containers and remote shells often set none, and
// today's terminals show UTF-8.
func UTF8Of(env []string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(uv.Environ(env).Getenv(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return true
}
