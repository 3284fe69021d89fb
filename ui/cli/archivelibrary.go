package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// archiveName is what the title bar calls the archive.
const archiveName = "archive"

// archiveLibrary returns the newest library of the archive, nil where there is none or it is empty.
func (p *program) archiveLibrary(ctx context.Context) (*model.Library, error) {
	path, err := archivePath(p.archive, p.env)
	if err != nil || path == "" { // where nothing can be kept, nothing is
		return nil, nil
	}
	if err := linkToNothing(path); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if p.archive != nil { // it may be mistyped
			return nil, commands.Failed("pressroom import makes it; --archive '' is for the releases that come with pressroom",
				"archive %s: there is none", path)
		}
		return nil, nil
	}
	k, err := p.openArchive(ctx, path)
	if err == nil {
		_, err = k.Refresh(ctx)
	}
	if err != nil || k.Library().Len() == 0 {
		return nil, withHint(err)
	}
	p.saveColumns(k, path)
	return p.closeLater(k.Library()), nil
}

// openArchive returns what makes libraries of an archive, there or not, and opens it at the first call.
func (p *program) openArchive(ctx context.Context, path string) (*model.Archive, error) {
	s, err := p.openStore(ctx, path)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.newest == nil {
		p.newest = model.NewArchive(s, archiveName, path+".columns")
		p.newest.KeepIndexes(s.Path(), p.onProblem)
	}
	return p.newest, nil
}

// watchArchive calls reload for each change of the archive after a generation, until ctx is done.
func (p *program) watchArchive(ctx context.Context, before store.Generation, reload func()) {
	path := p.archiveRead()
	if path == "" {
		return
	}
	for w := (watch{path: path}); w.wait(ctx, nil); {
		if now, ok := p.generation(ctx); ok && now != before {
			before = now
			reload()
		}
	}
}

// generation returns how far the archive is, and whether there is one to be read.
func (p *program) generation(ctx context.Context) (store.Generation, bool) {
	path := p.archiveThere()
	if path == "" {
		return store.Generation{}, false
	}
	s, err := p.openStore(ctx, path)
	if err != nil {
		return store.Generation{}, false
	}
	g, err := s.Generation(ctx)
	return g, err == nil
}

// openStore returns the store of the archive, which the first call opens.
func (p *program) openStore(ctx context.Context, path string) (*sqlite.Store, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.store == nil {
		s, err := sqlite.Open(ctx, path)
		if err != nil {
			return nil, err
		}
		p.store = s
	}
	return p.store, nil
}

// follow returns where a reader finds the newest library, and what waits for it, or for other marks, until ctx is
// done: nil where there is no archive.
func (p *program) follow(ctx context.Context, first *model.Library, marks *model.MarkWriter) (latest func() *model.Library, await func() bool) {
	path := p.archiveRead()
	if path == "" {
		return nil, nil
	}
	k, err := p.openArchive(ctx, path)
	if err != nil {
		return nil, nil
	}
	latest = func() *model.Library {
		if lib := k.Library(); lib != nil && lib.Len() > 0 {
			return lib
		}
		return first // the embedded releases, while the archive has none, or its newest
	}
	var before *model.Library // the reader may still be asking it
	shown := first
	w := watch{path: path}
	await = func() bool {
		for w.wait(ctx, p.changed) {
			// What cannot be read now may be later: whoever writes it says what is wrong.
			last := latest()
			marked := marks != nil && marks.Changed(ctx)
			if changed, err := k.Refresh(ctx); err != nil || !changed || latest() == shown {
				if marked {
					return true
				}
				continue
			}
			p.leave(before)
			before, shown = last, p.closeLater(latest())
			p.saveColumns(k, path)
			index := shown.Index
			p.beside(func() error { index(); return nil }) // so that neither the first letter nor what is new waits for it
			return true
		}
		return false
	}
	return latest, await
}

// leave closes a library that nobody reads any more; nil is none.
func (p *program) leave(lib *model.Library) {
	if lib == nil {
		return
	}
	p.disown(lib)
	_ = lib.Close() // all was answered
}

// disown leaves the closing of a library to others.
func (p *program) disown(lib *model.Library) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.opened = slices.DeleteFunc(p.opened, func(l *model.Library) bool { return l == lib })
}

// How often the files of an archive are looked at, which costs nothing, and how often it is asked all the same, since
// not every system and disk tells of a write at once.
const (
	lookEvery = 50 * time.Millisecond
	pollEvery = 400 * time.Millisecond
)

// wakeTime is how long the archive is asked at each look after its files have changed: a commit is on the disk before
// it is in the memory that SQLite's readers share, of which no file tells.
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

// wait returns when the archive may have been written, or changed says so; false when ctx is done.
func (w *watch) wait(ctx context.Context, changed <-chan struct{}) bool {
	for {
		told := false
		select {
		case <-ctx.Done():
			return false
		case <-time.After(lookEvery):
		case <-changed:
			told = true
		}
		if w.due(time.Now()) || told {
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
