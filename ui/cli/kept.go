package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// archiveName is what the title bar calls the archive.
const archiveName = "archive"

// kept returns the newest library of the archive, nil where there is none or it is
// empty.
func (p *program) kept(ctx context.Context) (*model.Library, error) {
	path, err := archivePath(p.archive.path, p.env)
	if err != nil || path == "" { // where nothing can be kept, nothing is
		return nil, nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if p.archive.path != nil { // it may be mistyped
			return nil, commands.Failed("pressroom import makes it; --archive '' is for the releases that come with pressroom",
				"archive %s: there is none", path)
		}
		return nil, nil
	}
	k, err := p.openKept(ctx, path)
	if err == nil {
		_, err = k.Renew(ctx)
	}
	if err != nil || k.Library().Len() == 0 {
		return nil, told(err)
	}
	p.saveColumns(k, path)
	return p.closing(k.Library()), nil
}

// openKept returns what makes libraries of the archive in a file, which need not be
// there yet. The first call opens it.
func (p *program) openKept(ctx context.Context, path string) (*model.Kept, error) {
	s, err := p.opening(ctx, path)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.newest == nil {
		p.newest = model.NewKept(s, archiveName, path+".columns")
		p.newest.IndexBeside(s.Path(), p.onProblem)
	}
	return p.newest, nil
}

// watchArchive calls reload when the archive is another one than it was at the
// generation before, and again for each change, until ctx is done.
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
	path := p.archiveRead()
	if path == "" {
		return store.Generation{}, false
	}
	if _, err := os.Stat(path); err != nil {
		return store.Generation{}, false
	}
	s, err := p.opening(ctx, path)
	if err != nil {
		return store.Generation{}, false
	}
	g, err := s.Generation(ctx)
	return g, err == nil
}

// opening returns the store of the archive, which the first call opens.
func (p *program) opening(ctx context.Context, path string) (*sqlite.Store, error) {
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

// follow returns where a reader who begins with a library finds the newest one,
// and what waits for it, or for other marks than were known, until ctx is done: nil
// where there is no archive to follow.
func (p *program) follow(ctx context.Context, first *model.Library, marks *model.Marks) (latest func() *model.Library, await func() bool) {
	path := p.archiveRead()
	if path == "" {
		return nil, nil
	}
	k, err := p.openKept(ctx, path)
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
		for w.wait(ctx, p.poked) {
			// What cannot be read now may be later: whoever writes it says what is wrong.
			last := latest()
			marked := marks != nil && marks.Changed(ctx)
			if changed, err := k.Renew(ctx); err != nil || !changed || latest() == shown {
				if marked {
					return true
				}
				continue
			}
			p.leave(before)
			before, shown = last, p.closing(latest())
			p.saveColumns(k, path)
			shown.Index() // so that the first letter need not wait for it
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
	p.mu.Lock()
	p.opened = slices.DeleteFunc(p.opened, func(l *model.Library) bool { return l == lib })
	p.mu.Unlock()
	_ = lib.Close() // all was answered
}
