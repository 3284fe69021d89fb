package ui

import (
	"fmt"
	"net/url"
	"strings"

	"pressroom/data"
	"pressroom/data/corpus"
)

// citation returns how a release of a library is cited: with its address where it has
// one on the web, which others can follow, else with its ID; and with who published it:
// the site, since the name of a source is what its reader calls it.
func citation(r *data.Release, library string) string {
	where, publisher := r.ID, ""
	switch {
	case strings.HasPrefix(r.Address, "https://"), strings.HasPrefix(r.Address, "http://"):
		where = r.Address
		if u, err := url.Parse(r.Address); err == nil && u.Hostname() != "" {
			publisher = strings.TrimPrefix(u.Hostname(), "www.") + ", "
		}
	case library == corpus.Publisher:
		publisher = library + ", "
	}
	return fmt.Sprintf("“%s” (%s%s), %s", r.Title, publisher, r.Date, where)
}
