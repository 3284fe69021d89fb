package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// localReader is the name under which an archive keeps what is marked on its own
// machine.
const localReader = "local"

// lastWriteTime is how long the end of a reader waits for its marks to be written.
const lastWriteTime = 3 * time.Second

// marks opens what the reader has marked in the archive: nil where there is none that
// could keep it.
func (p *program) marks(ctx context.Context) (*model.Marks, error) {
	path, err := archivePath(p.archive.path, p.env)
	if err != nil || path == "" || len(p.corpus) > 0 {
		return nil, nil
	}
	s, err := p.opening(ctx, path)
	if err != nil {
		return nil, err
	}
	return model.OpenMarks(ctx, s, localReader)
}

// marked returns what the reader has marked, for commands: nil where nothing is kept.
func (p *program) marked(ctx context.Context) (*store.Marks, error) {
	path, err := archivePath(p.archive.path, p.env)
	if err != nil || path == "" || len(p.corpus) > 0 {
		return nil, nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	s, err := p.opening(ctx, path)
	if err != nil {
		return nil, told(err)
	}
	m, err := s.Marks(ctx, localReader)
	return m, told(err)
}

// withMarks has a reader's options keep what is marked in the archive. Where what was
// marked cannot be read, they say so, and it stays as it is.
func (p *program) withMarks(ctx context.Context, o *ui.Options) {
	var err error
	if o.Marks, err = p.marks(ctx); err != nil {
		o.Warning = "What you marked cannot be read, and marks are not kept: " + err.Error()
	}
}

// run runs a reader, and writes what was marked before it returns, whatever ended it:
// stop ends what else may write. A terminal that is closed may hang up twice: the second
// time ends nothing.
func (p *program) run(ctx context.Context, stop func(), app *ui.App, terminal screen.Terminal, marks *model.Marks) (err error) {
	if marks == nil {
		return screen.Run(ctx, app, terminal)
	}
	again := make(chan os.Signal, 1)
	signal.Notify(again, syscall.SIGHUP, syscall.SIGTERM)
	defer signal.Stop(again)
	defer func() { // after a panic too
		stop()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWriteTime)
		defer cancel()
		lost := marks.Flush(ctx)
		switch {
		case lost == nil:
		case err == nil:
			err = told(fmt.Errorf("what you marked last is not kept: %w", lost))
		default:
			fmt.Fprintf(p.errs, "pressroom: what you marked last is not kept: %v\n", lost)
		}
	}()
	if err = screen.Run(ctx, app, terminal); !errors.Is(err, data.ErrPanic) { // else the same place might end the next one too
		app.Leave()
	}
	return err
}
