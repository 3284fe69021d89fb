package fetch

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"pressroom/data"
)

// transportError returns the error for a request without an answer. It says in plain words
// what is wrong with which host, and what can be done.
func (c *Client) transportError(ctx context.Context, address string, err error) *Error {
	host, proxy := c.hostAndProxy(address)
	kind, what := Temporary, ""
	var refused *refusedError
	var certificate *tls.CertificateVerificationError
	var header tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.As(err, &refused):
		kind, what = Refused, refused.Error()
	case errors.Is(context.Cause(ctx), errStalled):
		what = host + " sent nothing for " + data.DurationWords(c.o.Stall) + ": it may work later"
	case errors.Is(context.Cause(ctx), errSlow):
		what = host + " took more than " + data.DurationWords(c.o.Timeout) + ": it may work later"
	case errors.Is(err, errNoProxy):
		what = "HTTP_PROXY or HTTPS_PROXY is no address of a proxy: write it as http://host:port"
	case errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect" && !isProxyAnswer(op.Err)):
		what = noConnection("the proxy "+proxy, op.Err) + "; which one is asked, HTTP_PROXY and HTTPS_PROXY say"
	case errors.As(err, &certificate):
		kind, what = Unavailable, badCertificate(host, certificate.Err)
	case errors.As(err, &header):
		kind, what = Unavailable, host+" does not speak TLS there: write http:// if that is meant"
	case errors.As(err, &op) && (op.Op == "remote error" || op.Op == "local error"):
		kind, what = Unavailable, host+" and this program know no encryption in common: the site may have an old one only"
	case proxy != "" && isProxyAnswer(err):
		if op != nil {
			err = op.Err
		}
		what = fmt.Sprintf("the proxy %s does not lead to %s: it says %q; a login is written as http://name:password@host:port, and NO_PROXY names hosts that are asked without it", proxy, host, err)
	default:
		what = noConnection(host, err)
	}
	e := newError(address, kind, "%s", what)
	e.Err = err
	return e
}

// hostAndProxy returns the host of an address, with its port, and that of the proxy by
// which it is asked, "" for none.
func (c *Client) hostAndProxy(address string) (host, proxy string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "the site", ""
	}
	if by, err := c.o.Proxy(&http.Request{URL: u}); err == nil && by != nil {
		proxy = by.Host
	}
	return u.Host, proxy
}

// errNoProxy is the error of a proxy in the environment that is none.
var errNoProxy = errors.New("no proxy")

// isProxyAnswer reports whether an error is what a proxy answered where it was to lead to a
// host: package net/http gives its status, without a type.
func isProxyAnswer(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Op == "socks connect"
	}
	var timeout net.Error
	return !errors.As(err, &timeout) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && !isNoHTTP(err)
}

// isNoHTTP reports whether an answer was none of HTTP.
func isNoHTTP(err error) bool {
	text := err.Error()
	return strings.Contains(text, "HTTP/1.x transport connection broken") || strings.Contains(text, "malformed HTTP")
}

// noConnection returns why a host gives no answer.
func noConnection(host string, err error) string {
	var dns *net.DNSError
	var timeout net.Error
	var corrupt flate.CorruptInputError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("%s is not found: no host is named %s, or this machine is not connected", host, dns.Name)
	case errors.As(err, &dns):
		return fmt.Sprintf("%s is not found: the name server does not answer as it should; is this machine connected?", host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return host + " takes no connections: it is down, or the address is another one; it may work later"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return fmt.Sprintf("there is no way to %s: is this machine connected?", host)
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return host + " was not asked: too many files are open; ulimit -n says how many may be"
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return host + " does not answer: it is down, or something on the way keeps it; it may work later"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return host + " closed the connection early: it may work later"
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return host + " sent what is not compressed as it says: it may work later"
	case isNoHTTP(err):
		return host + " gave an answer that is none of HTTP: is a web server at this address?"
	}
	return fmt.Sprintf("%s could not be asked: %v", host, err)
}

// badCertificate returns what is wrong with the certificate of a host.
func badCertificate(host string, err error) string {
	var name x509.HostnameError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &name):
		return "the certificate of " + host + " is for another host: is the address right?"
	case errors.As(err, &authority):
		return "the certificate of " + host + " is signed by nobody whom this machine trusts: if you do, add who signed it to the certificates of the system"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the certificate of " + host + " has expired, or is not valid yet: is the clock of this machine right?"
	}
	return "the certificate of " + host + " is not valid: the site has to mend it"
}
