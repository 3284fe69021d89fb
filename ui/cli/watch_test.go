package cli

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A reader may look at the log of an archive when a commit is written, and not seen yet:
// for a moment it asks again at each look, though the files stay as they are.
func TestWatchAsksAgainAfterAWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	write := func(text string) {
		if err := os.WriteFile(path+"-wal", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	begin := time.Now()
	write("one")
	w := watch{path: path}
	for _, step := range []struct {
		after time.Duration
		text  string // "" writes nothing
		want  bool
	}{
		{0, "", true}, // seen for the first time
		{lookEvery, "", true},
		{wakeTime - 1, "", true},
		{wakeTime, "", false},
		{wakeTime + lookEvery, "", false},
		{wakeTime + pollEvery, "", true}, // of a system that tells of no write
		{wakeTime + pollEvery + lookEvery, "", false},
		{2 * wakeTime, "longer", true},
		{2*wakeTime + lookEvery, "", true},
		{3 * wakeTime, "", true}, // nothing was asked for long
		{3*wakeTime + lookEvery, "", false},
	} {
		if step.text != "" {
			write(step.text)
		}
		if got := w.due(begin.Add(step.after)); got != step.want {
			t.Errorf("after %v: asked is %v, want %v", step.after, got, step.want)
		}
	}
}
