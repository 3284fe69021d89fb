package store

import (
	"context"
	"errors"
)

// The kinds of errors of a store, to test for with [errors.Is].
var (
	ErrDamaged    = errors.New("it is damaged")
	ErrForeign    = errors.New("it is no archive of pressroom")
	ErrLocked     = errors.New("another program is writing to it")
	ErrReadOnly   = errors.New("it may not be written")
	ErrDenied     = errors.New("it may not be opened")
	ErrFull       = errors.New("the disk is full")
	ErrDisk       = errors.New("the disk failed")
	ErrNewer      = errors.New("a newer pressroom made it")
	ErrNoLocks    = errors.New("its disk has no locks")
	ErrReplaced   = errors.New("it was moved or removed while it was open")
	ErrTooSlow    = errors.New("the import took too long")
	ErrGeneration = errors.New("it never had this generation")
	ErrNotFound   = errors.New("there is none")
	ErrExists     = errors.New("there is one already")
	ErrLimit      = errors.New("it is too much")
	ErrClosed     = errors.New("it is closed")
)

// Error is what went wrong with a store: on one line what, where, and what can
// be done.
type Error struct {
	Where string // the file or database
	What  string // beyond the kind; may be ""
	Kind  error  // one of those above, or another
	Hint  string // what can be done; "" is nothing
	Cause error  // what the database or system said; may be nil

	Number int // of the release that there is none of, where that is what is wrong
}

// Error returns the error on one line.
func (e *Error) Error() string {
	text := "archive " + e.Where + ": " + e.Kind.Error()
	if e.What != "" {
		text += ": " + e.What
	}
	if e.Hint != "" {
		text += ": " + e.Hint
	}
	if e.Cause != nil {
		text += " (" + e.Cause.Error() + ")"
	}
	return text
}

// Unwrap returns the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// IsContext reports whether an error is that of a context that ended.
func IsContext(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
