package intake

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"pressroom/data/feed"
	"pressroom/data/store"
)

// What is imported goes to the source that has it already, so that it is not there twice:
//
//   - A release that names its source goes there.
//   - A document, one file of an archive too, is of the source whose address it gives as its
//     own, or that has its title and site where it gives none; else of the source that has at
//     least half of its first maxLooked releases.
//   - Of any other document each release that a source has goes there, and the rest to the
//     source of the import.
//
// A source has a release of the same address, if the headline or the day is the same too, as
// links are used again; both where the ID is one of its feed alone, as 1, 2, 3 are.
const (
	maxSources = 1000 // that are met; what is of others is kept as if it were of none
	maxLooked  = 100
	maxHeld    = 1 << 20 // bytes of texts that wait until it is known of which source a document is
)

// storeError is an error of the store, and not of what is read.
type storeError struct{ error }

// router tells of which source what is imported is. One goroutine uses it at a time.
type router struct {
	store     store.Store
	own       string // the source of the import
	sources   []store.Source
	documents map[string]string // the source of a document, by its name: "" where each release tells
	met       []string          // other sources, in the order in which they were met
	had       map[string]bool   // of each of them, whether it had some of what goes there
}

func newRouter(ctx context.Context, s store.Store, own string) (*router, error) {
	sources, err := s.Sources(ctx)
	return &router{store: s, own: own, sources: sources, documents: map[string]string{}, had: map[string]bool{}}, err
}

// of returns the source of a release whose document was decided.
func (r *router) of(ctx context.Context, it *feed.Item) (string, error) {
	if it.Source != "" && len(it.Source) <= store.MaxName {
		return r.meet(it.Source), nil
	}
	source := r.documents[it.Place.File]
	if source == "" && r.others() {
		holders, err := r.holders(ctx, it)
		if err != nil {
			return "", err
		}
		source = r.best(holders)
	}
	if source == "" || source == r.own {
		return r.own, nil
	}
	if source = r.meet(source); source != r.own {
		r.had[source] = true
	}
	return source, nil
}

// meet notes that something is of a source, and returns it, or the import's own where too
// many were met.
func (r *router) meet(source string) string {
	if _, known := r.had[source]; known || source == r.own {
		return source
	}
	if len(r.met) == maxSources {
		return r.own
	}
	r.met, r.had[source] = append(r.met, source), false
	return source
}

// others reports whether there are sources beside that of the import.
func (r *router) others() bool {
	return slices.ContainsFunc(r.sources, func(s store.Source) bool { return s.Name != r.own })
}

// decide tells of which source a document is, by its first releases.
func (r *router) decide(ctx context.Context, address string, first []feed.Item) error {
	if len(first) == 0 || !r.others() {
		return nil
	}
	document, origin := first[0].Place.File, first[0].Origin
	for _, s := range r.sources {
		named := origin.Self == "" && origin.Title != "" && origin.Title == s.Name && sameHost(origin.Site, s.Address)
		if named || sameAddress(s.Address, cmp.Or(origin.Self, address)) {
			r.documents[document] = s.Name
			return nil
		}
	}
	held := map[string]int{}
	for i := range first {
		holders, err := r.holders(ctx, &first[i])
		if err != nil {
			return err
		}
		for _, name := range holders {
			held[name]++
		}
	}
	var half []string
	for name, n := range held {
		if 2*n >= len(first) {
			half = append(half, name)
		}
	}
	r.documents[document] = r.best(half)
	return nil
}

// best returns which of several sources a release is of that all of them have: one that is
// followed before the import's own, and that before others.
func (r *router) best(names []string) string {
	rank := func(s store.Source) int {
		switch {
		case s.Address != "":
			return 0
		case s.Name == r.own:
			return 1
		}
		return 2
	}
	var list []store.Source
	for _, s := range r.sources {
		if slices.Contains(names, s.Name) {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return slices.MinFunc(list, func(a, b store.Source) int { return cmp.Compare(rank(a), rank(b)) }).Name
}

// holders returns the sources that have a release.
func (r *router) holders(ctx context.Context, it *feed.Item) (names []string, err error) {
	addresses := []string{it.ID, it.InFeed()}
	if it.Linked && it.Address != it.ID { // what was kept under the link with its tracking parameters
		addresses = append(addresses, it.Address)
	}
	for _, address := range addresses {
		if address == "" {
			continue
		}
		found, err := r.store.FindAll(ctx, address)
		if err != nil {
			return nil, &storeError{err}
		}
		for i := range found {
			title, day := found[i].Title == it.Title, found[i].Date == it.Date && !it.Undated
			known := title || day || found[i].State == store.Removed // of which no more is known
			if is := title && day || known && !it.IsLocal(); is && !slices.Contains(names, found[i].Source) {
				names = append(names, found[i].Source)
			}
		}
	}
	return names, nil
}

// sameAddress reports whether two addresses lead to the same page, whatever the scheme.
func sameAddress(a, b string) bool {
	bare := func(s string) string {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" {
			return ""
		}
		return bareHost(u) + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + u.RawQuery
	}
	return bare(a) != "" && bare(a) == bare(b)
}

// sameHost reports whether two addresses are of one host, with or without www.
func sameHost(a, b string) bool {
	u, err := url.Parse(a)
	v, err2 := url.Parse(b)
	return err == nil && err2 == nil && u.Host != "" && bareHost(u) == bareHost(v)
}

func bareHost(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }

// lookahead holds the first releases of each document until it is known of which source
// that is.
type lookahead struct {
	*router
	ctx      context.Context
	address  string // of the input
	give     func(source string, it feed.Item) error
	document string
	decided  bool
	held     []feed.Item
	bytes    int
}

func (l *lookahead) item(it feed.Item) error {
	if it.Place.File != l.document {
		if err := l.end(); err != nil {
			return err
		}
		l.document = it.Place.File
		_, l.decided = l.documents[l.document]
	}
	if l.decided {
		return l.pass(it)
	}
	l.held = append(l.held, it)
	if l.bytes += len(it.Body); len(l.held) < maxLooked && l.bytes < maxHeld {
		return nil
	}
	return l.end()
}

// end decides about the document, and passes on what is held of it.
func (l *lookahead) end() error {
	held := l.held
	l.held, l.bytes, l.decided = nil, 0, true
	if err := l.decide(l.ctx, l.address, held); err != nil {
		return err
	}
	for _, it := range held {
		if err := l.pass(it); err != nil {
			return err
		}
	}
	return nil
}

func (l *lookahead) pass(it feed.Item) error {
	source, err := l.of(l.ctx, &it)
	if err != nil {
		return err
	}
	return l.give(source, it)
}
