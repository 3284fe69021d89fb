package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
)

// Found is something that can be followed.
type Found struct {
	Address string
	Title   string
	Report  feed.Report
	Items   []feed.Item // the first of them
}

const (
	maxFound = 8 // that are looked at
	maxItems = 5 // that are shown of each
)

// Discover looks what can be followed at an address that the user named: it itself, if
// it is a feed or the list of a board, or else the feeds and boards that the page there
// names. It is an error if that is nothing.
func (c *Client) Discover(ctx context.Context, address string) ([]Found, error) {
	named := hostsOf(address)
	first, found, err := c.look(ctx, address, named)
	if names := len(first.Report.Feeds) + len(first.Report.Boards); err != nil && names == 0 {
		if first.Report.Format == feed.Pages && ctx.Err() == nil { // a page without a release, as a list of links is
			return nil, errNothing(address, feed.Pages)
		}
		return nil, err
	}
	if found && !first.Report.Links {
		return []Found{first}, nil
	}
	var list []Found
	var reason error
	for i, link := range append(first.Report.Feeds, first.Report.Boards...) {
		if i == maxFound {
			break
		}
		f, found, err := c.look(ctx, link.Address, named)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case found:
			f.Title = cmp.Or(f.Title, link.Name, first.Title)
			list = append(list, f)
		case err != nil && reason == nil:
			reason = err
		}
	}
	e, _ := errors.AsType[*Error](reason)
	down := e != nil && (e.Kind == Temporary || e.Kind == Deferred) // a feed that may be there later
	switch {
	case len(list) > 0:
		return list, nil
	case found && !down: // the links of a page whose feeds are none
		return []Found{first}, nil
	case reason != nil:
		return nil, reason
	}
	return nil, errNothing(address, first.Report.Format)
}

func errNothing(address string, f feed.Format) error {
	what := "one release, and no list of some"
	if f == feed.Pages {
		what = "a page that names no feed, and no list of releases with dates"
	}
	e := newError(address, Unavailable, "nothing there can be followed: it is %s", what)
	e.Err = ErrNothing
	return e
}

// ErrNothing is what the error of [Client.Discover] wraps where a page was read and there
// is nothing on it that can be followed.
var ErrNothing = errors.New("nothing can be followed")

// look reads what is at an address, and reports whether it can be followed: a page or
// Markdown of one release cannot.
func (c *Client) look(ctx context.Context, address string, named []string) (f Found, found bool, err error) {
	answer, err := c.Get(ctx, Request{Address: address, Named: named})
	if err != nil {
		return Found{}, false, err
	}
	f.Address = answer.Address
	if answer.Moved == "" {
		f.Address = address
	}
	o := feed.Options{Address: answer.Address, ContentType: answer.ContentType, Date: data.DateOf(time.Now()), Links: true}
	f.Report, err = c.read(ctx, answer.Address, bytes.NewReader(answer.Body), o, func(it feed.Item) error {
		if len(f.Items) < maxItems {
			f.Items = append(f.Items, it)
		}
		return nil
	})
	if errors.Is(err, feed.ErrUnknown) {
		err = newError(address, Unavailable, "there is no feed and no page that can be read")
	}
	f.Title = f.Report.Title
	one := f.Report.Format == feed.Pages || f.Report.Format == feed.Markdown || len(f.Items) == 0
	return f, err == nil && (f.Report.List || !one), err
}
