package entities

import "slices"

// Limits that keep an index in proportion to its texts, whatever they are. They
// are far beyond honest releases, which name some sixty bodies at most.
const (
	maxOfRelease = 300     // people, organisations, and acronyms, that count of one release
	MaxSums      = 1000    // that count of one release
	maxEntries   = 50_000  // people, and organisations, of a snapshot: those of the newest releases
	maxSpellings = 16      // of an entry that are counted
	maxWords     = 1 << 19 // that a lexicon knows
)

// LeftOut counts what exceeds the limits of an index: times that a release
// names somebody or something.
type LeftOut struct{ Organisations, People, Amounts int }

// LeftOut tells what of the releases is not in the index, since there are more
// names than it keeps.
func (x *Index) LeftOut() LeftOut { return x.tables().leftOut }

func (l *LeftOut) add(m LeftOut) {
	l.Organisations += m.Organisations
	l.People += m.People
	l.Amounts += m.Amounts
}

// limit takes away what exceeds the limits of a release.
func (r *read) limit() {
	r.Organisations, r.leftOut.Organisations = first(r.Organisations, maxOfRelease)
	r.People, r.leftOut.People = first(r.People, maxOfRelease)
	r.Amounts, r.leftOut.Amounts = first(r.Amounts, MaxSums)
	r.Acronyms, _ = first(r.Acronyms, maxOfRelease)
}

// first returns at most n of a list, without holding the rest in memory, and how
// many it leaves out.
func first[T any](list []T, n int) ([]T, int) {
	if len(list) <= n {
		return list, 0
	}
	return slices.Clone(list[:n]), len(list) - n
}

// tally counts spellings.
type tally []spelling

type spelling struct {
	text string
	n    int
}

// add counts a spelling. There are few, but for hostile texts.
func (t *tally) add(text string) {
	for i := range *t {
		if (*t)[i].text == text {
			(*t)[i].n++
			return
		}
	}
	if len(*t) < maxSpellings {
		*t = append(*t, spelling{text, 1})
	}
}
