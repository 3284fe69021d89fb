package ui

import (
	"fmt"
	"net/url"
	"strings"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/model"
)

// Citation returns how a release of a library is cited: with its address where it has
// one on the web, which others can follow, else with its ID; with who published it, the
// site, since the name of a source is what its reader calls it; and with the version
// where one is read that is not nil.
func Citation(r *data.Release, e *model.Edition, library string) string {
	if e != nil {
		r = &e.Document.Release
	}
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
	cited := fmt.Sprintf("“%s” (%s%s), %s", r.Title, publisher, r.Date, where)
	if e != nil {
		cited += fmt.Sprintf(", version %d of %d", e.Version, e.Of)
	}
	return cited
}
