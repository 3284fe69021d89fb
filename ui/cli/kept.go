package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"pressroom/data/store/sqlite"
	"pressroom/model"
)

// archiveName is what the title bar calls the archive.
const archiveName = "archive"

// kept returns the library of the archive, nil where there is none or it is empty.
func (p *program) kept(ctx context.Context) (*model.Library, error) {
	path, err := archivePath(p.archive.path, p.env)
	if err != nil || path == "" { // where nothing can be kept, nothing is
		return nil, nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	k, err := p.openKept(ctx, path)
	if err != nil || k.Library().Len() == 0 {
		return nil, told(err)
	}
	return p.closing(k.Library()), nil
}

// openKept opens the archive in a file, which need not be there yet.
func (p *program) openKept(ctx context.Context, path string) (*model.Kept, error) {
	p.mu.Lock()
	s := p.store
	p.mu.Unlock()
	if s == nil {
		var err error
		if s, err = sqlite.Open(ctx, path); err != nil {
			return nil, err
		}
	}
	k, err := model.NewKept(ctx, s, archiveName)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.store, p.newest = s, k
	return k, err
}

// pollEvery is how often an archive is asked whether somebody has changed it.
const pollEvery = 400 * time.Millisecond

// follow returns where a reader who begins with a library finds the newest one,
// and what waits for it, until ctx is done: nil where there is no archive to
// follow.
func (p *program) follow(ctx context.Context, first *model.Library) (latest func() *model.Library, await func() bool) {
	path, err := archivePath(p.archive.path, p.env)
	if err != nil || path == "" || len(p.corpus) > 0 {
		return nil, nil
	}
	k := p.newest
	if k == nil {
		if k, err = p.openKept(ctx, path); err != nil {
			return nil, nil
		}
	}
	latest = func() *model.Library {
		if lib := k.Library(); lib.Len() > 0 {
			return lib
		}
		return first // the embedded releases, while the archive has none
	}
	var before *model.Library // the reader may still be asking it
	shown := first
	await = func() bool {
		for {
			select {
			case <-ctx.Done():
				return false
			case <-time.After(pollEvery):
			}
			// What cannot be read now may be later: whoever writes it says what is wrong.
			if changed, err := k.Renew(ctx); err != nil || !changed || latest() == shown {
				continue
			}
			p.leave(before)
			before, shown = shown, p.closing(latest())
			shown.Index() // so that the first letter need not wait for it
			return true
		}
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
