package data

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

func TestSharedIsMadeOnceForAllWhoWait(t *testing.T) {
	var s Shared[int]
	var calls atomic.Int32
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			got, err := s.Get(t.Context(), t.Context(), func(context.Context) (int, error) {
				calls.Add(1)
				return 7, nil
			})
			if got != 7 || err != nil {
				t.Errorf("got %d and %v, want 7", got, err)
			}
		})
	}
	wait.Wait()
	if n := calls.Load(); n != 1 {
		t.Errorf("made %d times, want once", n)
	}
	if v, ok := s.Ready(); v != 7 || !ok {
		t.Errorf("Ready returns %d and %v, want 7 and true", v, ok)
	}
}

// Who no longer waits ends the waiting and not the work; the end of life ends
// the work.
func TestSharedWorkOutlivesTheCallerAndEndsWithItsLife(t *testing.T) {
	var s Shared[int]
	life, end := context.WithCancel(t.Context())
	caller, leave := context.WithCancel(t.Context())
	leave()
	work := func(ctx context.Context) (int, error) {
		<-ctx.Done()
		return 0, ctx.Err()
	}
	if _, err := s.Get(caller, life, work); !errors.Is(err, context.Canceled) {
		t.Fatalf("a caller that left got %v", err)
	}
	if r := s.result.Load(); r != nil {
		t.Fatalf("the work ended with its caller: %v", r.err)
	}
	end()
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := s.Get(t.Context(), life, work)
	if _, ok := s.Ready(); ok || !errors.Is(err, context.Canceled) {
		t.Errorf("ready is %v with error %v after the end of life", ok, err)
	}
}

func TestSharedEndKeepsWorkFromBeginning(t *testing.T) {
	var s Shared[int]
	closed := errors.New("closed")
	if s.End(closed) {
		t.Error("End says that work was begun")
	}
	_, err := s.Get(t.Context(), t.Context(), func(context.Context) (int, error) {
		t.Error("work was begun after End")
		return 0, nil
	})
	if err != closed {
		t.Errorf("got %v, want %v", err, closed)
	}
}

func TestSharedTurnsAPanicIntoAnError(t *testing.T) {
	var s Shared[int]
	_, err := s.Get(t.Context(), t.Context(), func(context.Context) (int, error) { panic("odd text") })
	if !errors.Is(err, ErrPanic) {
		t.Errorf("got %v, want a panic's error", err)
	}
}
