package board

import "pressroom/data"

// A site shows a release again when it has the whole text, often a day later. The
// whole one is kept, and the other reported as its earlier version. Boards are
// sorted by date, so it stands among the records next to it.
const versionsHeld = 64 // releases that are looked at

// recent holds the last releases back before they are kept.
type recent struct {
	keep    func(data.Document)
	held    []data.Document // the oldest first
	byTitle map[string]int  // the number of the last one with a headline
	first   int             // the number of held[0]
}

func newRecent(keep func(data.Document)) recent {
	return recent{keep: keep, byTitle: map[string]int{}}
}

// add adds a release. It returns the one of two versions that is cut off, and the
// place of the whole one.
func (q *recent) add(r data.Document) (cut data.Document, whole data.Place, found bool) {
	if n, ok := q.byTitle[r.Title]; ok {
		other := &q.held[n-q.first]
		switch {
		case data.IsEarlier(&r, other):
			return r, other.Place, true
		case data.IsEarlier(other, &r):
			cut, whole, found = *other, r.Place, true
			other.Title = "" // it is not kept
		}
	}
	q.byTitle[r.Title] = q.first + len(q.held)
	if q.held = append(q.held, r); len(q.held) > versionsHeld {
		q.pass(1)
	}
	return cut, whole, found
}

// pass gives away the oldest releases.
func (q *recent) pass(n int) {
	for _, r := range q.held[:n] {
		if q.byTitle[r.Title] == q.first {
			delete(q.byTitle, r.Title)
		}
		if q.first++; r.Title != "" {
			q.keep(r)
		}
	}
	clear(q.held[:n])
	if q.held = q.held[n:]; len(q.held) == 0 {
		q.held = nil
	}
}
