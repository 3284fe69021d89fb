package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// response is what one request brings: an answer, or the target of a redirect.
type response struct {
	answer    *Answer
	redirect  string
	permanent bool
}

// visit makes one request, when no other one to the host is under way and robots.txt
// allows it.
func (c *Client) visit(ctx context.Context, u *url.URL, r Request) (response, error) {
	h := c.host(u)
	if err := h.lock(ctx); err != nil {
		return response{}, c.transportError(ctx, u.String(), err)
	}
	defer h.unlock()
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
	if !r.rules { // which is asked for once a day, and no work for a site
		defer h.delayNext(c.o.Pause)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	slow := time.AfterFunc(c.o.Timeout, func() { cancel(errSlow) })
	defer slow.Stop()
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
	if e := statusError(u, got, r.Validator != Validator{}); e != nil {
		h.backOff(e.After)
		return response{}, e
	}
	answer := &Answer{
		Address: u.String(), NotModified: got.StatusCode == http.StatusNotModified, ContentType: got.Header.Get("Content-Type"), Fresh: freshness(got.Header),
		Validator: Validator{ETag: short(got.Header.Get("ETag")), LastModified: short(got.Header.Get("Last-Modified"))},
	}
	if answer.NotModified { // a site need not say them again
		answer.ETag, answer.LastModified = cmp.Or(answer.ETag, r.ETag), cmp.Or(answer.LastModified, r.LastModified)
		return response{answer: answer}, nil
	}
	body := &document{r: got.Body, left: c.o.Size, total: got.ContentLength, stalled: stalled, stall: c.o.Stall, slow: slow, time: c.o.Timeout}
	switch err := body.read(answer, r.Read); {
	case errors.Is(body.err, errTooLarge):
		return response{}, newError(u.String(), LimitExceeded, "it has more than %d MiB", c.o.Size>>20)
	case body.err != nil:
		return response{}, c.transportError(ctx, u.String(), body.err)
	case err != nil:
		return response{}, err
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

// maxDrained is how many bytes of an unused response body are read, so that the connection
// can be used again.
const maxDrained = 16 << 10

var errTooLarge = errors.New("too large")

// document is a response body with its limits. Each read restarts the stall timer. The
// request's timeout runs only during reads: the time that the caller takes does not count.
type document struct {
	r       io.Reader
	left    int64 // bytes that may still be read
	total   int64 // Content-Length; less than 0 where there is none
	stalled *time.Timer
	stall   time.Duration
	slow    *time.Timer
	time    time.Duration // left of the request's timeout
	err     error         // of the first read that failed, other than io.EOF
}

// read passes the body to the callback, or reads it into the answer where there is none.
func (b *document) read(answer *Answer, read func(*Answer, io.Reader) error) error {
	if b.total > b.left {
		b.err = errTooLarge
		return b.err
	}
	if read != nil {
		if err := read(answer, b); err != nil {
			return err
		}
		_, err := io.Copy(io.Discard, b) // it may be cut off behind what was read
		return err
	}
	var all bytes.Buffer
	all.Grow(int(min(max(0, b.total), maxGrown)) + bytes.MinRead)
	_, err := all.ReadFrom(b)
	answer.Body = all.Bytes()
	return err
}

// maxGrown is the most bytes that are allocated because of a Content-Length.
const maxGrown = 4 << 20

func (b *document) Read(p []byte) (n int, err error) {
	if b.err != nil {
		return 0, b.err
	}
	begun := time.Now()
	b.slow.Reset(b.time)
	b.stalled.Reset(b.stall)
	n, err = b.r.Read(p)
	b.slow.Stop()
	b.stalled.Stop()
	b.time = max(0, b.time-time.Since(begun))
	if b.left -= int64(n); b.left < 0 {
		n, err = 0, errTooLarge
	}
	if err != nil && err != io.EOF {
		b.err = err
	}
	return n, err
}

// maxHeader is the most bytes of a header that are kept.
const maxHeader = 500

// short returns the value of a header, "" if it is too long to be kept.
func short(header string) string {
	if len(header) > maxHeader {
		return ""
	}
	return header
}

// redirectOf returns the target of a redirect, "" if the response is none.
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

// statusError returns the error of a response's status, nil for 200, and for 304 where it was
// asked whether something has changed.
func statusError(u *url.URL, got *http.Response, isConditional bool) *Error {
	var e *Error
	switch s := got.StatusCode; {
	case s == http.StatusOK, s == http.StatusNotModified && isConditional:
		return nil
	case s == http.StatusNotModified:
		e = newError(u.String(), Temporary, "the site answers that nothing has changed (304), which was not asked")
	case s == http.StatusGone:
		e = newError(u.String(), Gone, "the site says that it is gone for good (410): it may say where else to look")
	case s == http.StatusTooManyRequests:
		e = newError(u.String(), Temporary, "the site asks for fewer requests (429)")
	case s == http.StatusProxyAuthRequired:
		e = newError(u.String(), Unavailable, "the proxy wants a login (407): write it as http://name:password@host:port in HTTP_PROXY")
	case s == http.StatusNotFound:
		e = newError(u.String(), Unavailable, "the site has nothing there (404): has it moved?")
	case s == http.StatusUnauthorized, s == http.StatusForbidden:
		e = newError(u.String(), Unavailable, "the site refuses access (%d)", s)
	case s >= 500:
		e = newError(u.String(), Temporary, "the site has an error (%d)", s)
	case s >= 300 && s < 400:
		e = newError(u.String(), Unavailable, "the site redirects to no valid address (%d)", s)
	default:
		e = newError(u.String(), Unavailable, "the site answers %d", s)
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

// freshness returns how long a response is fresh, by Cache-Control, Age and Expires.
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
