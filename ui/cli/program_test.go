package cli

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

func TestLocale(t *testing.T) {
	for _, test := range []struct {
		env  string
		want bool
	}{
		{"", true},
		{"LANG=C.UTF-8", true},
		{"LANG=en_US.utf8", true},
		{"LC_CTYPE=UTF-8", true},
		{"LANG=C", false},
		{"LANG=POSIX", false},
		{"LANG=ko_KR.eucKR", false},
		{"LC_ALL=C LANG=C.UTF-8", false},
		{"LC_ALL=C.UTF-8 LC_CTYPE=C LANG=C", true},
		{"LC_CTYPE=en_GB.UTF-8 LANG=C", true},
		{"LC_ALL= LANG=C", false},
		{"LANG=C.UTF-8 LANG=C", false},
	} {
		if got := screen.UTF8Of(strings.Fields(test.env)); got != test.want {
			t.Errorf("with %q UTF-8 is %v", test.env, got)
		}
	}
}

func TestBackground(t *testing.T) {
	const dark, light, unknown = "dark", "light", "unknown"
	for _, test := range []struct{ flag, value, want string }{
		{"auto", "", unknown}, {"auto", "15;0", dark}, {"auto", "0;15", light}, {"auto", "0;7", light},
		{"auto", "0;default;15", light}, {"auto", "7;8", dark}, {"auto", "12;default", unknown}, {"auto", "0;", unknown},
		{"auto", "15", light}, {"auto", "0;16", unknown}, {"auto", "0;-1", unknown},
		{"light", "15;0", light}, {"dark", "0;15", dark}, {"dark", "", dark},
	} {
		p := program{env: uv.Environ{"COLORFGBG=" + test.value}, theme: commands.Choice{Value: test.flag}}
		got := unknown
		if isDark, known := p.dark(); known && isDark {
			got = dark
		} else if known {
			got = light
		}
		if got != test.want {
			t.Errorf("--theme %s with COLORFGBG=%s is %s, want %s", test.flag, test.value, got, test.want)
		}
	}
}

func TestProfile(t *testing.T) {
	env := uv.Environ{"TERM=xterm-256color", "NO_COLOR=1"}
	for _, test := range []struct {
		flag           string
		detected, want colorprofile.Profile
	}{
		{"auto", colorprofile.ASCII, colorprofile.ASCII},
		{"never", colorprofile.TrueColor, colorprofile.NoTTY},
		{"always", colorprofile.NoTTY, colorprofile.ANSI256},
		{"always", colorprofile.TrueColor, colorprofile.TrueColor},
	} {
		p := program{env: env, color: commands.Choice{Value: test.flag}}
		if got := p.profile(test.detected, colorprofile.NoTTY); got != test.want {
			t.Errorf("--color %s of %v is %v, want %v", test.flag, test.detected, got, test.want)
		}
	}
}

func TestDumb(t *testing.T) {
	for _, env := range []uv.Environ{nil, {"TERM="}, {"TERM=dumb"}} {
		if !dumb(env) {
			t.Errorf("%q is not dumb", env)
		}
	}
	if dumb(uv.Environ{"TERM=dumb", "TERM=xterm"}) {
		t.Error("xterm is dumb")
	}
}

func TestVersion(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: "v1.2.3"}}
	for _, test := range []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"v1.2.3", nil, "v1.2.3, go1.26.0"},
		{"", nil, "(devel), of no known commit, go1.26.0"},
		{"(devel)", []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"}, {Key: "vcs.time", Value: "2025-11-28T10:00:00Z"},
		}, "(devel), commit 0123456789ab, 2025-11-28, go1.26.0"},
		{"(devel)", []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"}, {Key: "vcs.modified", Value: "true"},
		}, "(devel), commit 0123456789ab, changed since, go1.26.0"},
	} {
		info.Main.Version, info.Settings = test.version, test.settings
		if got := versionOf(info); got != test.want {
			t.Errorf("the version is %q, want %q", got, test.want)
		}
	}
}

func TestReport(t *testing.T) {
	for _, test := range []struct {
		err  error
		code int
		text string
	}{
		{nil, 0, ""},
		{errors.New("the disk is on fire"), 1, "pressroom: the disk is on fire\n"},
		{commands.Failed("put it out", "the disk is on fire"), 1, "pressroom: the disk is on fire\nhint: put it out\n"},
		{commands.Misused("", "too much"), 2, "pressroom: too much\n"},
		{fmt.Errorf("reading: %w", commands.Misused("read less", "too much")), 2, "pressroom: reading: too much\nhint: read less\n"},
		{fmt.Errorf("standard output: %w", syscall.EPIPE), 141, ""},
		{fmt.Errorf("source A: %w", &fetch.Error{Address: "https://example.org", What: "it closed the connection", Err: syscall.EPIPE}), 1, "pressroom: source A: https://example.org: it closed the connection\n"},
		{screen.SignalError{Signal: syscall.SIGTERM}, 143, ""},
		{screen.SignalError{Signal: syscall.SIGHUP}, 129, ""},
		{fmt.Errorf("%w: index out of range", data.ErrPanic), 1, "pressroom: internal error: index out of range\n" +
			"hint: please report this; PRESSROOM_TRACE=FILE in the environment keeps the details\n"},
		{errors.New("\x1b[31mred\x1b]0;title\x07"), 1, "pressroom: [31mred]0;title\n"},
	} {
		var text strings.Builder
		p := program{errs: sanitised{&text}}
		if code := p.report(test.err); code != test.code || text.String() != test.text {
			t.Errorf("report(%v) = %d and\n%s", test.err, code, &text)
		}
	}
}

// Of many problems the first are written; what sums up a file always is.
func TestProblems(t *testing.T) {
	var text strings.Builder
	p := program{corpus: []string{"b", "-", "a"}}
	problems := []data.Problem{{Place: data.Place{File: "b"}, What: "999 more problems not listed"}}
	for i := range 15 {
		for _, file := range []string{"a", "b"} {
			problems = append(problems, data.Problem{Place: data.Place{File: file, Line: 15 - i}, What: "no date"})
		}
	}
	problems = append(problems, data.Problem{Place: data.Place{File: stdinName, Line: 7}, What: "no title"})
	p.order(problems)
	(&commands.Env{Errs: sanitised{&text}}).Problems(problems)
	want := ""
	for i := range 15 {
		want += fmt.Sprintf("b:%d: no date\n", i+1)
	}
	want += "b: 999 more problems not listed\n<stdin>:7: no title\n" +
		"a:1: no date\na:2: no date\na:3: no date\na:4: no date\nand 11 more problems\n"
	if text.String() != want {
		t.Errorf("problems are written as\n%s", &text)
	}
}

// A fault of the program is told in a line, unless a trace is asked for.
func TestPanicIsReported(t *testing.T) {
	fail := func(env ...string) (code int, text string) {
		var b strings.Builder
		p := program{errs: sanitised{&b}, env: env}
		func() {
			defer p.recovered(&code)
			panic("index out of range")
		}()
		return code, b.String()
	}
	code, text := fail()
	if code != 1 || !strings.HasPrefix(text, "pressroom: internal error at ui/cli/program_test.go:") ||
		!strings.Contains(text, ": index out of range\nhint: please report this") {
		t.Errorf("exit code %d, and it says\n%s", code, text)
	}
	defer func() {
		if recover() == nil {
			t.Error("with PRESSROOM_TRACE the panic did not come through")
		}
	}()
	fail("PRESSROOM_TRACE=trace")
}
