package fetch

import (
	"context"
	"errors"
	"net/http"
)

// Gone asks for a page of the site of a source, and reports whether the site says that
// nothing is there: 404 or 410. The error says why it cannot be told; it is also one
// where the page is of another site, which is not asked.
func (c *Client) Gone(ctx context.Context, source, address string) (bool, error) {
	if !sameHost(source, address) {
		return false, newError(address, Refused, "it is not at the site of %s", hostsOf(source))
	}
	_, err := c.Get(ctx, Request{Address: withLogin(address, loginOf(source)), Named: hostsOf(source)})
	var e *Error
	if errors.As(err, &e) && (e.Status == http.StatusNotFound || e.Status == http.StatusGone) {
		return true, nil
	}
	return false, err
}
