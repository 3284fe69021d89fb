package cli

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// endedBySignal returns a context that a signal ends which would end the process, so that
// a command can say what became of its work. After the first one the next ends the process.
// A signal that the process was started to ignore, as nohup has it, stays ignored.
func endedBySignal(ctx context.Context) (context.Context, context.CancelFunc) {
	return endedBy(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
}

// endedByKey is endedBySignal for Ctrl-C alone, for work that may wait for what nobody
// sends, and cannot be woken: other signals end the process at once, and so does a second
// Ctrl-C.
func endedByKey(ctx context.Context) (context.Context, context.CancelFunc) {
	return endedBy(ctx, os.Interrupt)
}

func endedBy(ctx context.Context, signals ...os.Signal) (context.Context, context.CancelFunc) {
	signals = slices.DeleteFunc(signals, signal.Ignored)
	if len(signals) == 0 { // for which NotifyContext would take all
		return context.WithCancel(ctx)
	}
	ctx, stop := signal.NotifyContext(ctx, signals...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
