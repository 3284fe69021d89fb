package intake

import (
	"cmp"
	"context"
	"hash/maphash"
	"math/rand/v2"
	"slices"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/fetch"
	"pressroom/data/store"
)

// A release is taken for gone from its source where there is proof, and in no other
// case: a feed has the newest alone, and what leaves it is not gone.
//
//   - A feed that says that it lists all there is (RFC 5005) proves it by not listing
//     the release, unless more than half would go at once, or something of it could not
//     be read.
//   - In a list by date, a release that is missing between others that are listed may
//     have been withdrawn. Its own page is asked, and proves it by answering 404 or 410,
//     while the page of a release that is listed is there. If more than maxMissing are
//     missing, the list is not by date, and nothing is asked. A page that proves nothing
//     is asked again after a day at the soonest, and then ever more seldom.
//
// An answer that failed, was cut off, brought nothing, or had not changed proves
// nothing. A release that is listed again is back.
const (
	maxMissing = 8
	maxPages   = 3 // pages in one sync, beside that of the one that is listed

	askAgain    = 24 * time.Hour // after which a page is asked the second time
	maxDoubling = 5              // how often that is doubled at the most: 32 days
)

// listing is what a source lists now.
type listing struct {
	oldest, newest data.Date
	page           string // of a release; "" for none
}

func (l *listing) add(it feed.Item, page string) {
	l.page = cmp.Or(l.page, page)
	if it.Undated {
		return
	}
	if l.oldest == 0 || it.Date < l.oldest {
		l.oldest = it.Date
	}
	l.newest = max(l.newest, it.Date)
}

// asker asks the pages of a source: see [fetch.Client.Gone].
type asker func(ctx context.Context, address string) (gone bool, err error)

// vanish marks the releases that are gone from their source, after all that it lists
// was kept. Known are the missing ones whose pages were asked for before.
func (k *keeper) vanish(in store.Import, pulled *fetch.Pulled, pull Pull, known []store.Page, ask asker) error {
	if pulled.Same || pulled.Report.Truncated || k.items == 0 {
		return nil
	}
	if pulled.Report.Complete && pull.Since == 0 && len(pulled.Report.Problems) == 0 {
		return k.vanishUnlisted(in)
	}
	gone, err := k.withdrawn(in, known, ask)
	for _, address := range gone {
		if err := in.Vanish(address); err != nil {
			return err
		}
	}
	return err
}

// withdrawn returns the addresses of releases that are missing in a list by date, and
// whose pages are not there. Which pages were asked is noted in the source.
func (k *keeper) withdrawn(in store.Import, known []store.Page, ask asker) (gone []string, err error) {
	if k.listing.page == "" || k.listing.oldest == 0 {
		return nil, nil
	}
	missing, _, err := k.missing(k.listing.oldest.AddDays(1), k.listing.newest)
	if err != nil || len(missing) > maxMissing {
		return nil, err
	}
	pages := pagesOf(missing, known)
	asked := 0
	for i := range pages {
		p := &pages[i]
		now := time.Now()
		if asked == maxPages || !p.IsDue(now, askAgain, maxDoubling) {
			continue
		}
		asked++
		p.Note(now)
		isGone, err := ask(k.ctx, p.Address)
		if k.ctx.Err() != nil {
			return nil, k.ctx.Err()
		}
		if err == nil && isGone {
			gone = append(gone, p.release)
		}
	}
	if len(gone) > 0 {
		if isGone, err := ask(k.ctx, k.listing.page); isGone || err != nil { // no page is there for us
			gone = nil
		}
	}
	var left []store.Page
	for _, p := range pages {
		if p.Times > 0 && !slices.Contains(gone, p.release) {
			left = append(left, p.Page)
		}
	}
	in.ChangeSource(func(now *store.Source) { now.Fetch.Missing = left })
	return gone, k.ctx.Err()
}

// missingPage is the page of a missing release.
type missingPage struct {
	store.Page
	release string // its address, which need not be the page's
}

// indexOf returns where the page of an address is among those that are remembered, -1 for none.
func indexOf(pages []store.Page, address string) int {
	return slices.IndexFunc(pages, func(p store.Page) bool { return p.Address == address })
}

// pagesOf returns the pages of missing releases, with what is known of them: first those
// that were asked for least.
func pagesOf(missing []data.Release, known []store.Page) (pages []missingPage) {
	for i := range missing {
		r := &missing[i]
		if r.Link() == "" {
			continue
		}
		p := missingPage{store.Page{Address: r.Link()}, r.Address}
		if i := indexOf(known, p.Address); i >= 0 {
			p.Page = known[i]
		}
		pages = append(pages, p)
	}
	rand.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
	slices.SortStableFunc(pages, func(a, b missingPage) int { return cmp.Or(cmp.Compare(a.Times, b.Times), a.Asked.Compare(b.Asked)) })
	return pages
}

// vanishUnlisted marks all releases of the source that a complete list does not have.
func (k *keeper) vanishUnlisted(in store.Import) error {
	missing, all, err := k.missing(0, lastDate)
	if err != nil {
		return err
	}
	if 2*len(missing) > all {
		k.problem(data.Place{File: k.source}, "more than half of its releases are no longer listed: none is taken for gone")
		return nil
	}
	for _, r := range missing {
		if err := in.Vanish(r.Address); err != nil {
			return err
		}
	}
	return nil
}

const lastDate = 9999_12_31

// missing returns the releases with a date in a period that are not listed,
// and how many releases there are.
func (k *keeper) missing(from, to data.Date) (missing []data.Release, all int, err error) {
	changes, err := k.store.Dated(k.ctx, k.source, from, to)
	for i := range changes {
		c := &changes[i]
		if c.State != store.Present {
			continue
		}
		all++
		if _, is := k.seen.of(maphash.String(k.seed, c.Address)); !is {
			missing = append(missing, c.Release)
		}
	}
	return missing, all, err
}
