package fetch

import (
	"errors"
	"fmt"
	"time"

	"pressroom/data"
)

// Kind is what an error means for the caller.
type Kind uint8

// The kinds of errors.
const (
	Temporary     Kind = iota // it may work later
	Unavailable               // what is asked for is not there, or not to be had: 404, 403
	Gone                      // it is not there any more, for good: 410
	Refused                   // we do not ask: a private address, robots.txt, a scheme
	LimitExceeded             // it is beyond a limit: size, redirects
	Deferred                  // it was not asked: its host wants to be left alone meanwhile
)

// Error is why an address was not fetched.
type Error struct {
	Address string // sanitised
	Kind    Kind
	Status  int           // of HTTP, 0 if there was no answer
	After   time.Duration // how long the site asks to be left alone, 0 if it does not
	What    string        // what is wrong and what can be done
	Err     error         // what caused it, may be nil
}

// Error returns "address: what is wrong".
func (e *Error) Error() string { return e.Address + ": " + e.What }

// Unwrap returns what caused the error.
func (e *Error) Unwrap() error { return e.Err }

// newError makes an error of an address.
func newError(address string, kind Kind, format string, args ...any) *Error {
	address, _ = data.SanitizeLine(address)
	if len(address) > maxShown {
		address = address[:maxShown] + "…"
	}
	what, _ := data.SanitizeLine(fmt.Sprintf(format, args...))
	return &Error{Address: address, Kind: kind, What: what}
}

// maxShown is how many bytes of an address a message repeats.
const maxShown = 200

var (
	errSlow    = errors.New("too slow")
	errStalled = errors.New("stalled")
)
