package cli

import (
	"cmp"
	"errors"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"

	"pressroom/ui"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

// dumb reports whether the terminal says that it cannot place text, or says nothing at all.
func dumb(env uv.Environ) bool {
	name := env.Getenv("TERM")
	return name == "" || name == "dumb"
}

// dark reports whether the background is dark, as a flag says, or COLORFGBG, whose last number is its colour of sixteen.
func (p *program) dark() (dark, known bool) {
	if p.theme.Value != "auto" {
		return p.theme.Value == "dark", true
	}
	value := p.env.Getenv("COLORFGBG")
	n, err := strconv.Atoi(value[strings.LastIndexByte(value, ';')+1:])
	return !(n == 7 || n >= 9 && n <= 15), err == nil && n >= 0 && n <= 15
}

// profile returns the colours to use, where detected is what the terminal has; none is for --color never.
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

// terminal returns the terminal that output is seen on, nil where it goes elsewhere. It is not asked for its background:
// a late answer would end up on the shell's prompt. Where that is not known, its own sixteen colours are used.
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
	t.Theme.Wide = p.ambiguous.Value == "2"
	return t
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	return versionOf(info)
}

// versionOf returns the version of the module, the commit and its day where the build knows them, and Go's version.
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

// page shows a text with $PAGER, or with less where it says nothing. Where there is no pager the text is printed.
func (p *program) page(text string) error {
	cmd := p.pager()
	if cmd == nil {
		_, err := p.out.WriteString(text)
		return err
	}
	if err := p.out.Flush(); err != nil {
		return err
	}
	// Pagers differ in what they make of links.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(screen.WithoutLinks(text)), p.stdout, p.stderr
	cmd.Env = p.env
	if p.env.Getenv("LESS") == "" {
		cmd.Env = append(cmd.Env, "LESS=FRX")
	}
	// Ctrl-C is the pager's.
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	err := cmd.Run()
	var left *exec.ExitError
	if errors.As(err, &left) && left.ExitCode() != notFound {
		return nil // as its user wanted
	}
	if err != nil {
		_, err = p.out.WriteString(text)
	}
	return err
}

// notFound is how a shell exits that finds no such program.
const notFound = 127

// pager returns the pager, nil where there is none.
func (p *program) pager() *exec.Cmd {
	name, set := p.env.LookupEnv("PAGER")
	name = strings.TrimSpace(name)
	switch {
	case set && (name == "" || name == "cat"), dumb(p.env):
		return nil
	case set:
		return exec.Command("sh", "-c", name)
	}
	less, err := exec.LookPath("less")
	if err != nil {
		return nil
	}
	return exec.Command(less)
}
