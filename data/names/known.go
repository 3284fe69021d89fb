package names

import (
	"strings"
	"sync"
)

// known are the renamings and spellings that no text tells, by the keys of both sides.
type known struct{ organisations, people map[string]string }

// loadKnown reads the list of renamings, once. A line that is no entry does not pass its test.
var loadKnown = sync.OnceValue(func() known {
	k := known{map[string]string{}, map[string]string{}}
	for line := range wordLines("known") {
		kind, entry, _ := strings.Cut(line, ": ")
		from, to, ok := strings.Cut(entry, " = ")
		switch {
		case !ok:
			panic("words/known.txt: " + line + " is no entry")
		case kind == "organisation":
			k.organisations[plainOrganisationKey(from)] = plainOrganisationKey(to)
		case kind == "person":
			k.people[plainPersonKey(from)] = plainPersonKey(to)
		default:
			panic("words/known.txt: " + kind + " is no kind of entry")
		}
	}
	return k
})
