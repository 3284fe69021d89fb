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
	"sync/atomic"
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

// panicPlace returns the file and line that panicked: the frame behind the runtime's own on the stack.
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

// packageFolder returns the folder of a function's package, within this module without the module's name.
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

// Shared is a value that many wait for and one call makes: an index, say. The
// zero value is ready to use.
type Shared[T any] struct {
	mu     sync.Mutex
	made   chan struct{} // closed when the result is there; nil while none was asked for
	result atomic.Pointer[result[T]]
}

// result is what making a value came to.
type result[T any] struct {
	value T
	err   error
}

// Get returns the value, which the first call has made by calling work with the
// context life. It waits until that is done or ctx is: that a caller no longer
// waits does not end the work, that life is done does. The error is that of the
// work, a panic as a [PanicError], or that of ctx.
func (s *Shared[T]) Get(ctx, life context.Context, work func(context.Context) (T, error)) (T, error) {
	if r := s.result.Load(); r != nil {
		return r.value, r.err
	}
	select {
	case <-s.begin(life, work):
		r := s.result.Load()
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// begin begins the work, where it was not begun, and returns what is closed at its end.
func (s *Shared[T]) begin(life context.Context, work func(context.Context) (T, error)) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made == nil {
		made := make(chan struct{})
		s.made = made
		go func() {
			defer close(made)
			var r result[T]
			r.err = Guard(func() (err error) {
				r.value, err = work(life)
				return err
			})
			s.result.CompareAndSwap(nil, &r)
		}()
	}
	return s.made
}

// Ready returns the value where it is made, and reports whether it is and
// without an error.
func (s *Shared[T]) Ready() (T, bool) {
	if r := s.result.Load(); r != nil && r.err == nil {
		return r.value, true
	}
	var none T
	return none, false
}

// Settle waits while work is under way, or until ctx is done. Where none was
// begun it returns at once. The error is that of ctx.
func (s *Shared[T]) Settle(ctx context.Context) error {
	s.mu.Lock()
	made := s.made
	s.mu.Unlock()
	if made != nil && s.result.Load() == nil {
		select {
		case <-made:
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

// End keeps work from being begun: where it was not, callers of Get are given
// err. It reports whether work was begun before.
func (s *Shared[T]) End(err error) (begun bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made != nil {
		return true
	}
	s.made = make(chan struct{})
	s.result.Store(&result[T]{err: err})
	close(s.made)
	return false
}
