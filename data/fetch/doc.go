// Package fetch is a polite HTTP client, for following sources.
//
//	c := fetch.New(fetch.Options{Agent: "pressroom/1.0 (+https://example.org/pressroom)"})
//	answer, err := c.Get(ctx, fetch.Request{Address: address, Named: true})
//
// # Polite
//
// A host gets one request at a time, with a pause between two; robots.txt is asked once
// a day and obeyed, its Crawl-delay too. What was fetched before is asked for with its
// ETag and Last-Modified, so that a site need not send it again. Retry-After is
// honoured, and a source that fails is asked ever more seldom: see [State].
//
// # Careful
//
// Time, size (unpacked) and redirects are limited. An address on this machine or in a
// private net is refused unless its host is one that the user named: the check is made
// on the address that is dialled, after names were resolved, so that no feed and no
// redirect can reach inside. A proxy of the environment is the user's own, and is
// dialled wherever it is; behind it only addresses that are written as numbers can be
// checked.
//
// # Time
//
// The package knows only the clock of package time. Its tests run in bubbles of
// testing/synctest, where a day passes at once, against sites on connections in memory:
// Options.Dial and Options.Resolve are handed in.
package fetch
