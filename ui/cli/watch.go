package cli

import (
	"context"
	"os"
	"time"
)

// lookEvery is how often it is looked at the files of an archive, which costs next to
// nothing; pollEvery is how often the archive is asked all the same: not every system
// and disk tells of a write at once.
const (
	lookEvery = 50 * time.Millisecond
	pollEvery = 400 * time.Millisecond
)

// wakeTime is how long the archive is asked at each look after its files have changed. A
// commit is written, then on the disk, and only then in the memory that SQLite's readers
// share: what changes there, no file tells.
const wakeTime = time.Second

// watch waits for an archive to be written.
type watch struct {
	path    string
	seen    [2]stamp
	asked   time.Time
	changed time.Time // when the files were seen to have
}

// stamp is what a file is known by.
type stamp struct {
	size int64
	time time.Time
}

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// wait returns when the archive may have been written, or poked says so, since it
// returned last. It reports false when ctx is done.
func (w *watch) wait(ctx context.Context, poked <-chan struct{}) bool {
	for {
		poke := false
		select {
		case <-ctx.Done():
			return false
		case <-time.After(lookEvery):
		case <-poked:
			poke = true
		}
		if w.due(time.Now()) || poke {
			return true
		}
	}
}

// due reports whether the archive is to be asked.
func (w *watch) due(now time.Time) bool {
	if stamps := [2]stamp{stampOf(w.path), stampOf(w.path + "-wal")}; stamps != w.seen {
		w.seen, w.changed = stamps, now
	}
	if now.Sub(w.changed) >= wakeTime && now.Sub(w.asked) < pollEvery {
		return false
	}
	w.asked = now
	return true
}
