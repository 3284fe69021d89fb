package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// response is what one visit brings: an answer, or where to go on.
type response struct {
	answer    *Answer
	redirect  string
	permanent bool
}

// visit makes one request, when it is the host's turn.
func (c *Client) visit(ctx context.Context, u *url.URL, r Request) (response, error) {
	h := c.host(u)
	if err := h.enter(ctx); err != nil {
		return response{}, c.transportError(ctx, u.String(), err)
	}
	defer h.leave()
	if err := c.obey(ctx, h, u, r); err != nil {
		return response{}, err
	}
	return c.request(ctx, h, u, r)
}

// request makes a request, after a pause.
func (c *Client) request(ctx context.Context, h *host, u *url.URL, r Request) (response, error) {
	if err := h.pause(ctx); err != nil {
		return response{}, c.transportError(ctx, u.String(), err)
	}
	defer h.rest(c.o.Pause)
	ctx, stop := context.WithTimeoutCause(ctx, c.o.Timeout, errSlow)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stalled := time.AfterFunc(c.o.Stall, func() { cancel(errStalled) })
	defer stalled.Stop()

	request, err := c.newRequest(ctx, u, r)
	if err != nil {
		return response{}, newError(u.String(), Refused, "it is no address that can be asked: %v", err)
	}
	transport := c.others
	if isNamed(u, r) {
		transport = c.named
	}
	got, err := transport.RoundTrip(request)
	if err != nil {
		return response{}, c.transportError(ctx, u.String(), err)
	}
	defer got.Body.Close()
	if got.StatusCode != http.StatusOK && got.ContentLength >= 0 && got.ContentLength <= maxDrained {
		io.Copy(io.Discard, got.Body) // else the connection could not be used again
	}
	stalled.Reset(c.o.Stall)
	if to := redirectOf(got, u); to != "" {
		return response{redirect: to, permanent: got.StatusCode == http.StatusMovedPermanently || got.StatusCode == http.StatusPermanentRedirect}, nil
	}
	if e := statusError(u, got); e != nil {
		h.leaveAlone(e.After)
		return response{}, e
	}
	answer := &Answer{
		Address: u.String(), NotModified: got.StatusCode == http.StatusNotModified, ContentType: got.Header.Get("Content-Type"), Fresh: freshness(got.Header),
		Validator: Validator{ETag: short(got.Header.Get("ETag")), LastModified: short(got.Header.Get("Last-Modified"))},
	}
	if answer.NotModified { // a site need not say them again
		setDefault(&answer.ETag, r.ETag)
		setDefault(&answer.LastModified, r.LastModified)
		return response{answer: answer}, nil
	}
	if answer.Body, err = c.read(ctx, got, stalled); err != nil {
		if errors.Is(err, errTooLarge) {
			return response{}, newError(u.String(), Beyond, "it has more than %d MiB", c.o.Size>>20)
		}
		return response{}, c.transportError(ctx, u.String(), err)
	}
	return response{answer: answer}, nil
}

// newRequest returns a request with all its headers.
func (c *Client) newRequest(ctx context.Context, u *url.URL, r Request) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", c.o.Agent)
	request.Header.Set("Accept", "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5")
	if r.login != nil {
		password, _ := r.login.Password()
		request.SetBasicAuth(r.login.Username(), password)
	}
	if r.ETag != "" {
		request.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		request.Header.Set("If-Modified-Since", r.LastModified)
	}
	return request, nil
}

// maxDrained is the most bytes of an answer that are read to no use.
const maxDrained = 16 << 10

var errTooLarge = errors.New("too large")

// read reads a body to its end. Each byte winds up the clock of a stalled connection.
func (c *Client) read(ctx context.Context, got *http.Response, stalled *time.Timer) ([]byte, error) {
	if got.ContentLength > c.o.Size {
		return nil, errTooLarge
	}
	var body bytes.Buffer
	chunk := make([]byte, 32<<10)
	for {
		n, err := got.Body.Read(chunk)
		if n > 0 {
			stalled.Reset(c.o.Stall)
			body.Write(chunk[:n])
		}
		switch {
		case int64(body.Len()) > c.o.Size:
			return nil, errTooLarge
		case err == io.EOF:
			return body.Bytes(), nil
		case err != nil:
			return nil, err
		case ctx.Err() != nil:
			return nil, ctx.Err()
		}
	}
}

// maxHeader is the most bytes of a header that are kept.
const maxHeader = 500

// short returns a header, "" if it is longer than any honest one.
func short(header string) string {
	if len(header) > maxHeader {
		return ""
	}
	return header
}

// redirectOf returns where a response sends us, "" if it does not.
func redirectOf(got *http.Response, u *url.URL) string {
	switch got.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return ""
	}
	to, err := url.Parse(got.Header.Get("Location"))
	if err != nil || got.Header.Get("Location") == "" {
		return ""
	}
	return u.ResolveReference(to).String()
}

// statusError returns what a status means, nil if it means that all is well.
func statusError(u *url.URL, got *http.Response) *Error {
	var e *Error
	switch s := got.StatusCode; {
	case s == http.StatusOK, s == http.StatusNotModified:
		return nil
	case s == http.StatusGone:
		e = newError(u.String(), Gone, "the site says that it is gone for good (410)")
	case s == http.StatusTooManyRequests:
		e = newError(u.String(), Temporary, "the site asks for fewer requests (429)")
	case s == http.StatusNotFound:
		e = newError(u.String(), Wrong, "the site has nothing there (404): has it moved?")
	case s == http.StatusUnauthorized, s == http.StatusForbidden:
		e = newError(u.String(), Wrong, "the site does not give it to us (%d)", s)
	case s >= 500:
		e = newError(u.String(), Temporary, "the site has a fault (%d)", s)
	case s >= 300 && s < 400:
		e = newError(u.String(), Wrong, "the site redirects to nowhere (%d)", s)
	default:
		e = newError(u.String(), Wrong, "the site answers %d", s)
	}
	e.Status = got.StatusCode
	e.After = retryAfter(got.Header)
	return e
}

// maxWait is the longest that a site can ask to be left alone.
const maxWait = 7 * 24 * time.Hour

// retryAfter returns how long a site asks to be left alone: in seconds, or until a day
// and time.
func retryAfter(h http.Header) time.Duration {
	s := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseUint(s, 10, 32); err == nil {
		return min(time.Duration(n)*time.Second, maxWait)
	}
	if t, err := http.ParseTime(s); err == nil {
		return max(0, min(time.Until(t), maxWait))
	}
	return 0
}

// freshness returns how long an answer stays as it is, as its headers say.
func freshness(h http.Header) time.Duration {
	age, _ := strconv.ParseUint(h.Get("Age"), 10, 32)
	for directive := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			if n, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 32); err == nil {
				return max(0, min(time.Duration(n)*time.Second, maxWait)-time.Duration(age)*time.Second)
			}
		}
	}
	if t, err := http.ParseTime(h.Get("Expires")); err == nil {
		return max(0, min(time.Until(t), maxWait))
	}
	return 0
}
