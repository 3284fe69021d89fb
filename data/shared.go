package data

import (
	"context"
	"sync"
	"sync/atomic"
)

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

// begin begins the work, where it was not begun, and returns what is closed at
// its end.
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
