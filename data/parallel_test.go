package data

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

func TestParallelRunsEachCallOnce(t *testing.T) {
	var calls [9]atomic.Int32
	err := Parallel(t.Context(), len(calls), func(_ context.Context, i int) error {
		calls[i].Add(1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range calls {
		if n := calls[i].Load(); n != 1 {
			t.Errorf("call %d ran %d times, want once", i, n)
		}
	}
}

func TestParallelStopsTheOthersAtAnError(t *testing.T) {
	want := errors.New("no text")
	err := Parallel(t.Context(), 3, func(ctx context.Context, i int) error {
		if i == 1 {
			return want
		}
		<-ctx.Done()
		return ctx.Err()
	})
	if err != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestParallelReturnsTheContextsError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := Parallel(ctx, 2, func(context.Context, int) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// A panic names the place that panicked, also where the runtime raised it, and
// the goroutine of the caller as well as the others.
func TestParallelTurnsAPanicIntoAnErrorWithItsPlace(t *testing.T) {
	var none []int
	for name, panics := range map[string]func(i int){
		"on another goroutine": func(i int) {
			if i == 1 {
				panic("a text that nobody expected")
			}
		},
		"on the caller's": func(i int) {
			if i == 0 {
				panic("a text that nobody expected")
			}
		},
		"index out of range": func(i int) { none[i]++ },
		"nil pointer":        func(int) { (*atomic.Int32)(nil).Add(1) },
	} {
		t.Run(name, func(t *testing.T) {
			err := Parallel(t.Context(), 2, func(_ context.Context, i int) error {
				panics(i)
				return nil
			})
			var p *PanicError
			if !errors.As(err, &p) || !errors.Is(err, ErrPanic) {
				t.Fatalf("got %v, want a PanicError", err)
			}
			if name != "nil pointer" && !strings.HasPrefix(p.Place, "data/parallel_test.go:") {
				t.Errorf("the place is %q, want a line of data/parallel_test.go", p.Place)
			}
			if p.Place == "" || strings.Contains(err.Error(), "goroutine") || len(p.Stack) == 0 {
				t.Errorf("got place %q and error %q", p.Place, err)
			}
		})
	}
}

func TestGuardLetsAnErrorThrough(t *testing.T) {
	want := errors.New("no text")
	if err := Guard(func() error { return want }); err != want {
		t.Errorf("got %v, want %v", err, want)
	}
	if err := Guard(func() error { return nil }); err != nil {
		t.Errorf("got %v, want nil", err)
	}
	inner := Guard(func() error { panic(want) })
	if !errors.Is(inner, want) {
		t.Errorf("%v does not wrap the value of the panic", inner)
	}
}
