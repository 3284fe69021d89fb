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
	lookEvery = 100 * time.Millisecond
	pollEvery = 400 * time.Millisecond
)

// watch waits for an archive to be written.
type watch struct {
	path  string
	seen  [2]stamp
	asked time.Time
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
		now := [2]stamp{stampOf(w.path), stampOf(w.path + "-wal")}
		if poke || now != w.seen || time.Since(w.asked) >= pollEvery {
			w.seen, w.asked = now, time.Now()
			return true
		}
	}
}
