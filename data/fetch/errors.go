package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"syscall"
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

// transportError returns the error for a request without an answer, in plain words.
func (c *Client) transportError(ctx context.Context, address string, err error) *Error {
	var refused *refusedError
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var header tls.RecordHeaderError
	var dial *net.OpError
	e := newError(address, Temporary, "%v", err)
	switch {
	case errors.As(err, &refused):
		e = newError(address, Refused, "%v", refused)
	case errors.Is(context.Cause(ctx), errStalled):
		e = newError(address, Temporary, "the site sent nothing for %v", c.o.Stall)
	case errors.Is(context.Cause(ctx), errSlow):
		e = newError(address, Temporary, "the site took more than %s", data.DurationText(c.o.Timeout))
	case errors.As(err, &certificate):
		e = newError(address, Unavailable, "the site has no valid certificate: %v", certificate.Err)
	case errors.As(err, &header):
		e = newError(address, Unavailable, "the site does not speak TLS there: write http:// if that is meant")
	case errors.As(err, &dns):
		e = newError(address, Temporary, "its host %q has no address: %s", dns.Name, dns.Err)
	case errors.As(err, &dial) && dial.Op == "dial":
		e = newError(address, Temporary, "%s", unreached(address, dial))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		e = newError(address, Temporary, "the site closed the connection early")
	}
	e.Err = err
	return e
}

// unreached returns why the host of an address does not answer.
func unreached(address string, err *net.OpError) string {
	host := address
	if u, err := url.Parse(address); err == nil {
		host = u.Host
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("%s takes no connections: the site is down, or the address is another one; it may work later", host)
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return fmt.Sprintf("there is no way to %s: is this machine connected?", host)
	case err.Timeout():
		return fmt.Sprintf("%s does not answer: the site is down, or something on the way keeps it; it may work later", host)
	}
	return fmt.Sprintf("%s cannot be reached: %v", host, err.Err)
}

var (
	errSlow    = errors.New("too slow")
	errStalled = errors.New("stalled")
)
