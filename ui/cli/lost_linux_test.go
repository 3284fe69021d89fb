package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
)

// officeFeed writes a feed of n releases, all of which say of which round they are.
func officeFeed(t *testing.T, n, round int) (file string) {
	t.Helper()
	var text bytes.Buffer
	text.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Office</title>`)
	for i := range n {
		fmt.Fprintf(&text, "<item><title>Round %d</title><guid>https://office.example/%d</guid><pubDate>Fri, 21 Nov 2025 10:00:00 +0900</pubDate><description>%s</description></item>\n",
			round, i, strings.Repeat(fmt.Sprintf("Text %d of round %d. ", i, round), 60))
	}
	text.WriteString("</channel></rss>")
	file = filepath.Join(t.TempDir(), "feed.xml")
	if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// importing returns the command that imports a file into an archive.
func importing(t *testing.T, archive, file string) *exec.Cmd {
	return command(t, []string{"LANG=C.UTF-8"}, "import", file, "--source", "Office", "--archive", archive)
}

// mustImport imports a file to its end.
func mustImport(t *testing.T, archive, file string) {
	t.Helper()
	if out, err := importing(t, archive, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// roundOf returns the round that all releases of a whole archive are of, and their
// number.
func roundOf(t *testing.T, archive string) (round string, n int) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), archive)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatalf("the archive is not whole: %v, %q", err, problems)
	}
	_, err = s.Texts(t.Context(), store.Generation{}, func(c store.Change, text string) error {
		n++
		if round == "" {
			round = c.Title
		}
		if c.Title != round || !strings.Contains(text, strings.ToLower(round)+". ") {
			return fmt.Errorf("release %d is of %s and not of %s: %.60q", c.Number, c.Title, round, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return round, n
}

// An import that is killed at any moment leaves the archive as it was, or is whole;
// the next one finishes it.
func TestImportKilled(t *testing.T) {
	t.Parallel()
	kills, releases := 3, 1500
	switch {
	case long():
		kills, releases = 50, 4000
	case testing.Short():
		kills, releases = 2, 500
	}
	archive := filepath.Join(t.TempDir(), "archive.db")
	files := []string{officeFeed(t, releases, 0), officeFeed(t, releases, 1)}
	mustImport(t, archive, files[0])
	begun := time.Now()
	mustImport(t, archive, files[1])
	whole := time.Since(begun)
	now, killed := 1, 0
	random := rand.New(rand.NewPCG(11, 11))
	for kill := 0; kill < kills || killed == 0 && kill < 50; kill++ {
		begun = time.Now()
		next := importing(t, archive, files[1-now])
		if err := next.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole))))
		_ = next.Process.Kill()
		_ = next.Wait()
		if next.ProcessState.ExitCode() != 0 {
			killed++
		} else {
			whole = time.Since(begun) / 2 // a busy machine has become a quicker one
		}
		round, n := roundOf(t, archive)
		switch {
		case n != releases:
			t.Fatalf("kill %d: %d releases are left of %d", kill, n, releases)
		case round == fmt.Sprintf("Round %d", 1-now):
			now = 1 - now
		case round != fmt.Sprintf("Round %d", now), next.ProcessState.ExitCode() == 0:
			t.Fatalf("kill %d: it is of %s", kill, round)
		}
	}
	t.Logf("%d of %d imports were killed before their end, of %v", killed, kills, whole)
	if killed == 0 {
		t.Error("none was killed before its end")
	}
	mustImport(t, archive, files[1-now])
	if round, n := roundOf(t, archive); round != fmt.Sprintf("Round %d", 1-now) || n != releases {
		t.Errorf("the next import leads to %d releases of %s", n, round)
	}
}

// An import that a signal ends says that nothing was kept, and it is so.
func TestImportEnded(t *testing.T) {
	t.Parallel()
	releases := 12_000
	if testing.Short() {
		releases = 4000
	}
	feed := officeFeed(t, releases, 0)
	for _, end := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(end) {
			t.Logf("%v is ignored here, as under nohup, and then by what is started", end)
			continue
		}
		archive := filepath.Join(t.TempDir(), "archive.db")
		cmd := importing(t, archive, feed)
		var said strings.Builder
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		for { // until it has written something
			if _, err := os.Stat(archive); err == nil {
				break
			}
			select {
			case err := <-done:
				t.Fatalf("it ended before it wrote anything: %v, %s", err, said.String())
			case <-time.After(time.Millisecond):
			}
		}
		if err := cmd.Process.Signal(end); err != nil {
			t.Fatal(err)
		}
		<-done
		const want = "pressroom: interrupted: nothing of Office was kept\n"
		if code := cmd.ProcessState.ExitCode(); code != 1 || said.String() != want {
			t.Errorf("%v: exit code %d, %q, want 1 and %q", end, code, said.String(), want)
		}
		if _, n := roundOf(t, archive); n != 0 {
			t.Errorf("%v: %d releases were kept", end, n)
		}
	}
}

// An import that waits for standard input, which Ctrl-C does not wake, is ended by another.
func TestImportWaits(t *testing.T) {
	t.Parallel()
	cmd := importing(t, filepath.Join(t.TempDir(), "archive.db"), "-")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := time.AfterFunc(testTimeout, func() { _ = cmd.Process.Kill() })
	if _, err := io.WriteString(in, strings.Repeat("-\nTrade\nQuay Opens\nThe quay is open. date2025-11-24\n", 4000)); err != nil { // which is more than a pipe holds: it has begun to read
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = cmd.Process.Wait()
	}()
	for {
		_ = cmd.Process.Signal(os.Interrupt)
		select {
		case <-done:
			if !ended.Stop() {
				t.Error("no Ctrl-C ends it")
			}
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// mounted returns a folder on a disk of some size of its own, and what changes how
// it is mounted.
func mounted(t *testing.T, size string) (dir string, remount func(flags uintptr, size string)) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("a disk can be mounted by root alone: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir, func(flags uintptr, size string) {
		t.Helper()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|flags, "size="+size); err != nil {
			t.Fatal(err)
		}
	}
}

// failsWith fails unless a command fails with one line that says some words.
func failsWith(t *testing.T, cmd *exec.Cmd, words ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || out.Len() > 0 {
		t.Errorf("%v, it prints %q and says %q", err, &out, &errs)
	}
	lines := strings.Split(strings.TrimRight(errs.String(), "\n"), "\n")
	if len(lines) > 2 || len(lines) == 2 && !strings.HasPrefix(lines[1], "hint: ") {
		t.Errorf("it says more than a line and a hint:\n%s", &errs)
	}
	for _, w := range words {
		if !strings.Contains(errs.String(), w) {
			t.Errorf("it does not say %q:\n%s", w, &errs)
		}
	}
}

// A full disk ends an import with a word, and what was there is there; with room the
// same goes through.
func TestImportFullDisk(t *testing.T) {
	t.Parallel()
	dir, remount := mounted(t, "1m")
	archive := filepath.Join(dir, "archive.db")
	small, large := officeFeed(t, 200, 0), officeFeed(t, 1500, 1)
	mustImport(t, archive, small)
	for range 2 {
		failsWith(t, importing(t, archive, large), "pressroom: archive "+archive+": the disk is full", "hint: ")
		if round, n := roundOf(t, archive); round != "Round 0" || n != 200 {
			t.Errorf("%d releases of %s are left", n, round)
		}
	}
	remount(0, "64m")
	mustImport(t, archive, large)
	if round, n := roundOf(t, archive); round != "Round 1" || n != 1500 {
		t.Errorf("with room there are %d releases of %s", n, round)
	}
}

// A restore without room leaves the archive as it was, and nothing beside it.
func TestRestoreFullDisk(t *testing.T) {
	t.Parallel()
	dir, remount := mounted(t, "64m")
	archive, backup := filepath.Join(dir, "archive.db"), filepath.Join(t.TempDir(), "backup.db")
	mustImport(t, archive, officeFeed(t, 200, 0))
	mustImport(t, backup, officeFeed(t, 1500, 1))
	restoring := func() *exec.Cmd {
		return command(t, []string{"LANG=C.UTF-8"}, "archive", "restore", "--archive", archive, backup)
	}
	info, err := os.Stat(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, more := range []int64{100, 200, 600, 900, 1300} { // kB: for nothing, for the copy aside, for a part of the backup
		remount(0, fmt.Sprint((info.Size()>>10)+more, "k"))
		failsWith(t, restoring(), "pressroom: archive "+archive+": the disk is full", "hint: ")
		if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
			t.Errorf("with room for %d kB there are %v, %v", more, list, err)
		}
		if round, n := roundOf(t, archive); round != "Round 0" || n != 200 {
			t.Errorf("with room for %d kB there are %d releases of %s", more, n, round)
		}
	}
	remount(0, "64m")
	if out, err := restoring().CombinedOutput(); err != nil || !bytes.Contains(out, []byte("what was there is in "+archive+".before-")) {
		t.Errorf("with room: %v, %s", err, out)
	}
	if round, n := roundOf(t, archive); round != "Round 1" || n != 1500 {
		t.Errorf("with room there are %d releases of %s", n, round)
	}
}

// An archive that may not be written says so, and is read all the same.
func TestImportReadOnly(t *testing.T) {
	t.Parallel()
	dir, remount := mounted(t, "16m")
	archive := filepath.Join(dir, "archive.db")
	mustImport(t, archive, officeFeed(t, 200, 0))
	more := officeFeed(t, 200, 1)
	remount(syscall.MS_RDONLY, "16m")
	failsWith(t, importing(t, archive, more), "pressroom: archive "+archive+": it may not be written")
	list := command(t, []string{"LANG=C.UTF-8"}, "list", "--archive", archive)
	if out, err := list.CombinedOutput(); err != nil || bytes.Count(out, []byte("Round 0")) != 200 {
		t.Errorf("%v, %.200s", err, out)
	}
	failsWith(t, importing(t, filepath.Join(dir, "other.db"), more), "pressroom: archive "+filepath.Join(dir, "other.db")+": it may not be written")
	remount(0, "16m")
	if round, n := roundOf(t, archive); round != "Round 0" || n != 200 {
		t.Errorf("%d releases of %s are left", n, round)
	}
	mustImport(t, archive, more)
}

// So does one in a folder, or in a file, that is another's.
func TestImportDenied(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can run it as somebody else")
	}
	dir := t.TempDir()
	archive := filepath.Join(dir, "archive.db")
	mustImport(t, archive, officeFeed(t, 200, 0))
	more := officeFeed(t, 200, 1)
	for _, of := range []string{dir, more, binary(t)} { // somebody else has to come there
		for at := filepath.Dir(of); at != os.TempDir() && at != "/"; at = filepath.Dir(at) {
			if err := os.Chmod(at, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	nobody := func(archive string) *exec.Cmd {
		cmd := importing(t, archive, more)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		return cmd
	}
	if err := nobody(archive).Run(); errors.Is(err, os.ErrPermission) {
		t.Skipf("nobody else may come to %s", dir)
	}
	failsWith(t, nobody(archive), "pressroom: archive "+archive+": it may not be opened")
	if err := os.Chmod(archive, 0o644); err != nil {
		t.Fatal(err)
	}
	failsWith(t, nobody(archive), "pressroom: archive "+archive+": it may not be ")
	failsWith(t, nobody(filepath.Join(dir, "other.db")), "pressroom: archive "+filepath.Join(dir, "other.db")+": it may not be ")
	if round, n := roundOf(t, archive); round != "Round 0" || n != 200 {
		t.Errorf("%d releases of %s are left", n, round)
	}
}
