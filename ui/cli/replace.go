package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"pressroom/data"
	"pressroom/ui/cli/commands"
)

// replace writes a file for a command: see [commands.Env]. A signal ends it, and leaves the file as it was.
func (p *program) replace(ctx context.Context, file string, write func(context.Context, io.Writer) error) error {
	ctx, stop := endedBy(ctx, endings...)
	defer stop()
	var partial *commands.Partial
	err := replaceFile(file, func(w io.Writer) error {
		err := write(ctx, w)
		if errors.As(err, &partial) {
			return nil
		}
		return err
	})
	var failure *commands.Failure
	switch {
	case ctx.Err() != nil && err != nil:
		return commands.Failed("", "interrupted: nothing was written to %s", file)
	case errors.As(err, &failure):
		return err
	case err != nil:
		return commands.Failed("", "%s: cannot be written: %w", file, commands.Reason(err))
	case partial != nil:
		return partial
	}
	return nil
}

// replaceFile writes a file, which stays as it was unless all is written. A device or a pipe is written to.
func replaceFile(file string, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(file); err == nil { // the link stays
		file = target
	}
	info, err := os.Stat(file)
	if err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(buffered(f, write), f.Close())
	}
	return data.ReplaceFile(file, 0o666, func(name string) error {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		if info != nil {
			_ = f.Chmod(info.Mode().Perm()) // where it cannot be, it is as a new one
		}
		return errors.Join(buffered(f, write), f.Close())
	})
}

// buffered writes to a file in large pieces.
func buffered(f io.Writer, write func(io.Writer) error) error {
	w := bufio.NewWriterSize(f, 64<<10)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}
