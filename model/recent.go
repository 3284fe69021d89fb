package model

import (
	"slices"
	"sync"

	"pressroom/data"
)

// recent keeps the last listings of a library, so that readers who ask the same
// share one: all that are woken by a reload, say. It is safe for concurrent use.
type recent struct {
	mu   sync.Mutex
	list []*Listing // the last one last
}

// maxRecent bounds what is kept: a listing of a million releases takes 4 MB.
const maxRecent = 8

// get returns the listing of a query to a depth, if it is kept. Named says whether
// it must count names.
func (r *recent) get(q data.Query, deep depth, named bool) *Listing {
	key := keyOf(q)
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.IndexFunc(r.list, func(l *Listing) bool { return l.key == key && l.deep == deep && named == l.Named() })
	if at < 0 {
		return nil
	}
	l := r.list[at]
	r.list = append(slices.Delete(r.list, at, at+1), l)
	return l
}

// clear lets go of all listings.
func (r *recent) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = nil
}

// put keeps a listing.
func (r *recent) put(l *Listing) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, l)
	if over := len(r.list) - maxRecent; over > 0 {
		r.list = slices.Delete(r.list, 0, over)
	}
}

// keyOf is the same for queries that list the same. Words that are looked for by
// their letters too are written as words alone are.
func keyOf(q data.Query) string { return q.Words + "\x00" + q.String() }
