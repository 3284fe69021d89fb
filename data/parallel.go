package data

import (
	"context"
	"errors"
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

// ErrPanic is what [errors.Is] finds in an error that was a panic.
var ErrPanic = errors.New("internal error")

// PanicError is a panic that was turned into an error, so that it ends the work
// that panicked and not the process.
type PanicError struct {
	Value any    // what panic was called with
	Place string // where, as "data/names/people.go:12"; "" where that is not known
	Stack []byte // of the goroutine, for a log
}

// Error names the place and the value, without the stack.
func (e *PanicError) Error() string {
	if e.Place == "" {
		return fmt.Sprintf("%v: %v", ErrPanic, e.Value)
	}
	return fmt.Sprintf("%v at %s: %v", ErrPanic, e.Place, e.Value)
}

// Is reports whether target is [ErrPanic].
func (e *PanicError) Is(target error) bool { return target == ErrPanic }

// Unwrap returns the error that panic was called with, nil where it was none.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// NewPanicError returns the error of a panic. It is called with what recover
// returned, by the deferred function that called recover: the stack is still
// that of the panic there.
func NewPanicError(value any) *PanicError {
	if e, ok := value.(*PanicError); ok { // from another goroutine
		return e
	}
	return &PanicError{Value: value, Place: panicPlace(), Stack: debug.Stack()}
}

// panicPlace returns the file and line that panicked: on the stack, the first
// frame behind the runtime's own that follow the deferred call.
func panicPlace() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	panicking := false
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		inRuntime := strings.HasPrefix(f.Function, "runtime.")
		if panicking && !inRuntime && f.Function != "" {
			return fmt.Sprintf("%s/%s:%d", packageFolder(f.Function), path.Base(f.File), f.Line)
		}
		panicking = panicking || f.Function == "runtime.gopanic" || f.Function == "runtime.sigpanic"
	}
	return ""
}

// packageFolder returns the folder of a function's package, within this module
// without the module's name.
func packageFolder(function string) string {
	slash := strings.LastIndexByte(function, '/') + 1
	name, _, _ := strings.Cut(function[slash:], ".")
	return strings.TrimPrefix(function[:slash]+name, "pressroom/")
}

// Guard calls work and returns its error. A panic becomes a [PanicError].
func Guard(work func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = NewPanicError(r)
		}
	}()
	return work()
}

// Parallel calls work for 0 to n-1 side by side, each on a goroutine of its
// own, and returns when all have returned. The context that work is given is
// done when ctx is, or when one of the calls fails. The first error is returned,
// but a panic before all others, as a [PanicError]; without one, that of ctx.
//
// It is, with [Shared], the one place that starts goroutines over texts: what
// strangers wrote can make them panic, and such a goroutine would take the
// process with it.
func Parallel(ctx context.Context, n int, work func(ctx context.Context, i int) error) error {
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	var mu sync.Mutex
	var first error
	do := func(i int) {
		err := Guard(func() error { return work(own, i) })
		if err == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		defer cancel() // others fail of it, but later
		if first == nil || !errors.Is(first, ErrPanic) && errors.Is(err, ErrPanic) {
			first = err
		}
	}
	var group sync.WaitGroup
	for i := 1; i < n; i++ {
		group.Go(func() { do(i) })
	}
	if n > 0 {
		do(0)
	}
	group.Wait()
	if first != nil {
		return first
	}
	return ctx.Err()
}
