package cli

import (
	"cmp"
	"math"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"pressroom/ui"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

// dumb reports whether the terminal says that it cannot place text, or says
// nothing at all.
func dumb(env environment) bool {
	name := env.get("TERM")
	return name == "" || name == "dumb"
}

// utf8Locale reports whether text is UTF-8, as far as the locale tells. Where
// none is set, POSIX would have it be ASCII; but containers and remote shells
// often set none, and today's terminals show UTF-8.
func utf8Locale(env environment) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(env.get(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return true
}

// dark reports whether the terminal's background is dark, where a flag says so or
// the terminal does: some put its colour's number, of sixteen, at the end of
// COLORFGBG.
func (p *program) dark() (dark, known bool) {
	if p.theme.Value != "auto" {
		return p.theme.Value == "dark", true
	}
	value := p.env.get("COLORFGBG")
	n, err := strconv.Atoi(value[strings.LastIndexByte(value, ';')+1:])
	return !(n == 7 || n >= 9 && n <= 15), err == nil && n >= 0 && n <= 15
}

// profile returns the colours to use, where detected is what the terminal has;
// none is for --color never.
func (p *program) profile(detected, none colorprofile.Profile) colorprofile.Profile {
	switch p.color.Value {
	case "never":
		return min(detected, none)
	case "always":
		env := slices.DeleteFunc(slices.Clone(p.env), func(e string) bool { return strings.HasPrefix(e, "NO_COLOR=") })
		return max(detected, colorprofile.Env(env), colorprofile.ANSI)
	}
	return detected
}

// pipeWidth is how wide what is coloured for a pipe is printed, in cells.
const pipeWidth = 80

// terminal returns the terminal that somebody looks at what is printed on, nil where
// it goes elsewhere. The background is not asked for: a late answer would end up
// on the shell's prompt. Where it is not known, the terminal's own sixteen colours
// are used, which its user chose to be readable on it.
func (p *program) terminal() *commands.Terminal {
	onTerminal := term.IsTerminal(p.stdout.Fd())
	if !onTerminal && p.color.Value != "always" {
		return nil
	}
	t := &commands.Terminal{
		Width: pipeWidth, Height: math.MaxInt,
		Profile: p.profile(screen.ProfileOf(p.stdout, p.env), colorprofile.NoTTY),
		Links:   onTerminal && screen.LinksOf(p.env),
	}
	if w, h, err := term.GetSize(p.stdout.Fd()); err == nil && w > 0 {
		t.Width, t.Height = w, h
	}
	dark, known := p.dark()
	t.Theme = ui.Theme{Dark: dark, ASCII: p.ascii}.On(t.Profile)
	t.Theme.Basic = t.Theme.Basic || !known && !t.Theme.Plain
	t.Theme.Wide = p.ambiguous == screen.AmbiguousWide
	return t
}

// version returns the version that this program was built as.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	return versionOf(info)
}

// versionOf returns the version of the module, the commit and its day where the
// build knows them, and Go's version.
func versionOf(info *debug.BuildInfo) string {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	parts := []string{cmp.Or(info.Main.Version, "(devel)")}
	commit := settings["vcs.revision"]
	switch {
	case len(commit) >= 12:
		parts = append(parts, "commit "+commit[:12])
		if day := settings["vcs.time"]; len(day) >= len(time.DateOnly) {
			parts = append(parts, day[:len(time.DateOnly)])
		}
		if settings["vcs.modified"] == "true" {
			parts = append(parts, "changed since")
		}
	case parts[0] == "(devel)": // as with -buildvcs=false, or from files without their history
		parts = append(parts, "of no known commit")
	}
	return strings.Join(append(parts, info.GoVersion), ", ")
}
