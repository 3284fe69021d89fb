package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

// localReader is the name under which an archive keeps what is marked on its own machine.
const localReader = "local"

// lastWriteTime is how long the end of a reader waits for its marks to be written.
const lastWriteTime = 3 * time.Second

// marks opens what the reader has marked in the archive: nil where there is none that could keep it.
func (p *program) marks(ctx context.Context) (*model.MarkWriter, error) {
	path := p.archiveRead()
	if path == "" {
		return nil, nil
	}
	s, err := p.openStore(ctx, path)
	if err != nil {
		return nil, err
	}
	return model.OpenMarks(ctx, s, localReader)
}

// keeper returns what keeps the reader's marks, for commands: nil where nothing does.
func (p *program) keeper(ctx context.Context) (*commands.Keeper, error) {
	path := p.archiveRead()
	if _, err := os.Stat(path); path == "" || errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	s, err := p.openStore(ctx, path)
	if err != nil {
		return nil, withHint(err)
	}
	return &commands.Keeper{Store: s, Reader: localReader}, nil
}

// openMarks opens a file of marks; - is standard input.
func (p *program) openMarks(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(p.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, commands.Failed("", "%s: %w", name, commands.Reason(err))
	}
	return f, nil
}

// keptMarks returns what keeps the marks of a server's readers, nil where it serves no archive.
func (p *program) keptMarks(ctx context.Context) (commands.MarkStore, error) {
	k, err := p.keeper(ctx)
	if k == nil || err != nil {
		return nil, err
	}
	return k.Store, nil
}

// run runs a reader, and writes its marks whatever ends it, after stop has ended what else may write. A terminal that
// is closed may hang up twice: the second time ends nothing.
func (p *program) run(ctx context.Context, stop func(), app *ui.App, terminal screen.Terminal, marks *model.MarkWriter) (err error) {
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
			err = withHint(fmt.Errorf("your last marks are not saved: %w", lost))
		default:
			fmt.Fprintf(p.errs, "pressroom: your last marks are not saved: %v\n", lost)
		}
	}()
	if err = screen.Run(ctx, app, terminal); !errors.Is(err, data.ErrPanic) { // else the same place might end the next one too
		app.Leave()
	}
	return err
}
