package ui

import (
	"fmt"
	"strings"

	"pressroom/data"
	"pressroom/data/corpus"
)

// importedName is the source of what was imported from files: nobody publishes
// under that name.
const importedName = "imported"

// citation returns how a release of a library is cited: with who published it where
// that is known, and with its address where it has one on the web, which others can
// follow, else with its ID.
func citation(r *data.Release, library string) string {
	where, publisher := r.ID, ""
	switch {
	case strings.HasPrefix(r.Address, "https://"), strings.HasPrefix(r.Address, "http://"):
		where = r.Address
		if r.Source != importedName {
			publisher = r.Source + ", "
		}
	case library == corpus.Publisher:
		publisher = library + ", "
	}
	return fmt.Sprintf("“%s” (%s%s), %s", r.Title, publisher, r.Date, where)
}
