package cli

import (
	"errors"
	"flag"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the scripts' commands print into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(sideBySide{m}, map[string]func(){
		"pressroom": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ())) },
	})
}

// sideBySide runs more tests at once than there are cores: most wait most of the time.
type sideBySide struct{ *testing.M }

func (m sideBySide) Run() int {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given {
		_ = flag.Set("test.parallel", "6")
	}
	return m.M.Run()
}

// atOnce has a program end at once, which with the race detector would wait a second.
const atOnce = "GORACE=atexit_sleep_ms=0"

// command returns what runs the program with an environment and arguments.
func command(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(binary(t), args...)
	cmd.Env = append([]string{atOnce}, env...)
	return cmd
}

// binary returns the program's file: the one of the tests, which is the program where it
// is called by its name.
func binary(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("pressroom")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestScripts runs the scripts of testdata. Beside what every testscript has,
// they can say what follows. In short tests, as with the race detector, some stop where
// no other code would run.
//
//	exits CODE PROGRAM ARG...   run a program, which must exit so
//	unescape FILE...            in files, let \r, \x1b and so on be what they mean
//	repeat N FROM TO            write a file's text N times over
//	site                        serve the script's files as a site, at $SITE
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, atOnce)
			// A script that forgets --archive must not find, or make, one of another.
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"unescape": unescape,
			"repeat":   repeat,
			"archive":  makeArchive,
			"flip":     flipByte,
			"site":     site,
		},
	})
}

func site(ts *testscript.TestScript, _ bool, _ []string) {
	server := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs("."))))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL)
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	code := 0
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func unescape(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		var b strings.Builder
		for line := range strings.Lines(ts.ReadFile(name)) {
			text, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `"`, `\"`) + `"`)
			ts.Check(err)
			b.WriteString(text)
			if strings.HasSuffix(line, "\n") {
				b.WriteByte('\n')
			}
		}
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(b.String()), 0o644))
	}
}

func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Repeat(ts.ReadFile(args[1]), n)), 0o644))
}

// TestSilentLog has what libraries log not reach the screen: net/http logs what a site
// sends unasked.
func TestSilentLog(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	log.SetOutput(os.Stderr)
	if Main([]string{"--version"}, null, null, null, nil); log.Writer() != io.Discard {
		t.Error("the log is written")
	}
}
