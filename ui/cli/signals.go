package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// endedBySignal returns a context that a signal ends which would end the process, so that
// a command can say what became of its work. After the first one the next ends the process.
// A signal that the process was started to ignore, as nohup has it, stays ignored.
func endedBySignal(ctx context.Context) (context.Context, context.CancelFunc) {
	var list []os.Signal
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			list = append(list, s)
		}
	}
	if len(list) == 0 { // for which NotifyContext would take all
		return context.WithCancel(ctx)
	}
	ctx, stop := signal.NotifyContext(ctx, list...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// endedByKey is endedBySignal for Ctrl-C alone, for work that may wait for what nobody
// sends, and cannot be woken: other signals end the process at once.
func endedByKey(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt)
}
