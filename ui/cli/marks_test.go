//go:build unix

package cli

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// prints returns what a command prints, whatever its exit code.
func prints(t *testing.T, env []string, args ...string) string {
	t.Helper()
	out, _ := command(t, env, args...).Output()
	return string(out)
}

// marked are the headlines of lines of releases.
func marked(lines string) (titles []string) {
	for line := range strings.Lines(lines) {
		titles = append(titles, strings.TrimSpace(line[strings.LastIndex(strings.TrimSpace(line), "  ")+2:]))
	}
	return titles
}

const marksBoard = "-\nEnergy\nWind Rises\nIt rises. date2025-11-14\n-\nTrade\nTalks Go On\nThey go on. date2025-11-20\n-\nTrade\nTalks End\nThey end. date2025-11-21\n"

// What is marked is there again after a signal, for commands too, and can be undone in
// the next reader.
func TestMarksOutliveSignals(t *testing.T) {
	t.Parallel()
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	imports(t, env, marksBoard)
	reader := func() *session {
		s := prepare(t, env, binary(t))
		s.start()
		s.expect("Talks End")
		return s
	}
	s := reader()
	s.press("jsA")
	s.redrawn("Unread0") // beside which the number stands
	s.signal(syscall.SIGTERM)
	s.ends(143)
	if got := prints(t, env, "list", "is:unread"); got != "" {
		t.Errorf("after SIGTERM these are unread: %q", got)
	}
	if got := marked(prints(t, env, "list", "is:starred")); len(got) != 1 || got[0] != "Talks Go On" {
		t.Errorf("after SIGTERM these are starred: %q", got)
	}

	s = reader()
	s.press("gsa") // Talks End
	s.redrawn("1 unread")
	s.hangUp()
	s.exits(129, 1) // by the signal, or by the frame that cannot be written
	if got := marked(prints(t, env, "list", "is:unread is:starred")); len(got) != 1 || got[0] != "Talks End" {
		t.Errorf("after a hang-up these are starred and unread: %q", got)
	}
	s = reader()
	for _, want := range []string{"Unread0", "Starred1", "3 unread", "Starred0"} {
		s.press("U")
		s.redrawn(want)
	}
	s.press("q")
	s.ends(0)
	if got := prints(t, env, "list", "is:starred"); got != "" {
		t.Errorf("when all is undone these are starred: %q", got)
	}
}

// The next reader begins where the last one was left, and says how to begin anew; one
// that is asked for something does not.
func TestLastView(t *testing.T) {
	t.Parallel()
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	imports(t, env, marksBoard)
	start := func(args ...string) *session {
		s := prepare(t, env, append([]string{binary(t)}, args...)...)
		s.start()
		return s
	}
	s := start()
	s.expect("Talks End")
	s.press("/category:trade\n") // Ctrl-j
	s.redrawn("1 of 2")
	s.press("j")
	s.redrawn("They go on.")
	s.press("\r")
	s.redrawn("list") // which q leads to
	s.signal(syscall.SIGTERM)
	s.ends(143)

	s = start()
	s.expect("They go on.")
	s.redrawn("2 of 2")
	s.press("\x7f") // Backspace
	s.redrawn("1 of 3")
	s.press("q")
	s.ends(0)
	s = start("wind")
	s.redrawn("It rises.")
	s.redrawn("1 of 1")
	s.press("Q")
	s.ends(0)
}

// promise returns after what time a mark is on the disk that was seen on the screen: a
// second, and more on a machine where a command that reads takes long.
func promise(t *testing.T, env []string) time.Duration {
	begun := time.Now()
	prints(t, env, "list")
	return max(time.Second, 5*time.Since(begun))
}

// A mark that is a second old is there after SIGKILL, however often.
func TestMarksOutliveKill(t *testing.T) {
	t.Parallel()
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	imports(t, env, marksBoard)
	for n, keys := range []string{"s", "jja", "jA"} {
		s := prepare(t, env, binary(t))
		s.start()
		s.expect("Talks End")
		s.press(keys)
		s.redrawn([]string{"21 ★", "2 unread", "Unread0"}[n])
		time.Sleep(promise(t, env))
		s.signal(syscall.SIGKILL)
		s.exits(-1)
		if got := marked(prints(t, env, "list", "is:starred")); len(got) != 1 || got[0] != "Talks End" {
			t.Errorf("after %d: starred are %q", n, got)
		}
		if got, want := len(marked(prints(t, env, "list", "is:unread"))), []int{3, 2, 0}[n]; got != want {
			t.Errorf("after %d: %d are unread, want %d", n, got, want)
		}
	}
	if out := prints(t, env, "archive", "check"); !strings.Contains(out, "all is well") {
		t.Errorf("the archive is %s", out)
	}
}

// Two readers of one archive see each other's marks.
func TestReadersShareMarks(t *testing.T) {
	t.Parallel()
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	imports(t, env, marksBoard)
	var both [2]*session
	for i := range both {
		both[i] = prepare(t, env, binary(t))
		both[i].start()
		both[i].expect("Talks End")
	}
	both[0].press("ja")
	both[1].redrawn("2 unread")
	both[1].press("s")
	both[0].redrawn("21 ★ Talks End")
	for _, s := range both {
		s.press("q")
		s.ends(0)
	}
}

// Without an archive marks last until the reader is left.
func TestMarksWithoutAnArchive(t *testing.T) {
	t.Parallel()
	s := open(t, []string{"XDG_DATA_HOME=" + t.TempDir()}, "--archive", "")
	s.press("A")
	s.redrawn("Unread0")
	s.press("U")
	s.redrawn("10 unread")
	s.press("q")
	s.ends(0)
}
