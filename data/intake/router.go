package intake

import (
	"cmp"
	"context"
	"hash/maphash"
	"net/url"
	"slices"
	"strings"

	"pressroom/data"
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
// A source that was removed has its releases still, but for those that went with it. It has a release of the same address, if the headline or the day is the same too, as
// links are used again; both where the ID is one of its feed alone, as 1, 2, 3 are.
const (
	maxSources = 1000 // that are met; what is of others is kept as if it were of none
	maxLooked  = 100
	maxHeld    = 1 << 20 // bytes of texts that wait until it is known of which source a document is
)

// storeError is an error of the store, and not of what is read.
type storeError struct{ error }

// router tells of which source what is imported is. What it has told in the first reading
// of the inputs it tells in the next ones, whatever others write meanwhile. One goroutine
// uses it at a time.
type router struct {
	store     store.Store
	own       string // the source of the import
	empty     bool   // the store is: nothing needs to be looked for
	hasher    data.Hasher
	rank      map[string]int
	followed  []followed
	seed      maphash.Seed
	documents map[string]string // the source of a document, by its name: "" where each release tells
	elsewhere map[uint64]string // the sources of releases that tell, and are of another
	again     bool              // the inputs were read once
	met       []string          // other sources, in the order in which they were met
	had       map[string]bool   // of each of them, whether it had some of what goes there
}

// item is what tells the releases of an import apart.
type item struct {
	place     data.Place
	id, title string
}

// followed is a source and where it is asked.
type followed struct{ name, host, address string }

func newRouter(ctx context.Context, s store.Store, own string) (*router, error) {
	r := &router{
		store: s, own: own, seed: maphash.MakeSeed(), rank: map[string]int{},
		documents: map[string]string{}, elsewhere: map[uint64]string{}, had: map[string]bool{},
	}
	sources, err := s.Sources(ctx)
	if err == nil {
		var now store.Generation
		now, err = s.Generation(ctx)
		r.empty = now == store.Generation{}
	}
	for _, one := range sources {
		r.rank[one.Name] = rankUnfollowed
		if one.Address != "" {
			r.rank[one.Name] = rankFollowed
			r.followed = append(r.followed, followed{one.Name, hostOf(one.Address), bareAddress(one.Address)})
		}
	}
	if r.rank[own] != rankFollowed {
		r.rank[own] = rankOwn
	}
	return r, err
}

// Of several sources that have a release it goes to the first of these.
const (
	rankRemoved = iota
	rankUnfollowed
	rankOwn
	rankFollowed
)

// of returns the source of a release whose document was decided.
func (r *router) of(ctx context.Context, it *feed.Item) (string, error) {
	if it.Source != "" && len(it.Source) <= store.MaxName {
		return r.meet(it.Source), nil
	}
	source := r.documents[it.Place.File]
	if source == "" {
		hash := maphash.Comparable(r.seed, item{it.Place, it.ID, it.Title})
		if source = r.elsewhere[hash]; source == "" && !r.again {
			holders, err := r.holders(ctx, it)
			if err != nil {
				return "", err
			}
			if source = r.best(holders); source != "" && source != r.own {
				r.elsewhere[hash] = source
			}
		}
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

// decide tells of which source a document is, by its first releases.
func (r *router) decide(ctx context.Context, address string, first []feed.Item) error {
	if len(first) == 0 {
		return nil
	}
	document, origin := first[0].Place.File, first[0].Origin
	at, host := bareAddress(cmp.Or(origin.Self, address)), hostOf(origin.Site)
	for _, s := range r.followed {
		named := origin.Self == "" && origin.Title == s.name && host != "" && host == s.host
		if named || at != "" && at == s.address {
			r.documents[document] = s.name
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

// best returns which of several sources a release is of that all of them have, "" for none:
// one that is followed before the import's own, that before others, and what was removed last.
func (r *router) best(names []string) string {
	slices.Sort(names)
	if len(names) == 0 {
		return ""
	}
	return slices.MaxFunc(names, func(a, b string) int { return cmp.Compare(r.rank[a], r.rank[b]) })
}

// holders returns the sources that have a release.
func (r *router) holders(ctx context.Context, it *feed.Item) (names []string, err error) {
	if r.empty {
		return nil, nil
	}
	addresses := []string{it.ID, it.InFeed()}
	if it.ID == "" { // its content is what it is known by
		addresses[0] = r.hasher.Hash(it.Date, it.Title, it.Body).String()
	}
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
			c := &found[i]
			title, day := c.Title == it.Title, c.Date == it.Date && !it.Undated
			known := title || day || c.State == store.Removed // of which no more is known
			if c.State == store.Removed && c.Since.IsZero() && r.rank[c.Source] == rankRemoved {
				continue // it went with its source
			}
			if is := title && day || known && !it.IsLocal(); is && !slices.Contains(names, c.Source) {
				names = append(names, c.Source)
			}
		}
	}
	return names, nil
}

// bareAddress returns what the addresses of one page have in common, whatever the scheme: ""
// where it is none of the web.
func bareAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return ""
	}
	return bareHost(u) + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + u.RawQuery
}

// hostOf returns the host of an address without www., "" for none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return bareHost(u)
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
		l.decided = l.decided || l.again
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
