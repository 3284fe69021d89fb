package intake

import (
	"context"
	"hash/maphash"
	"math/rand/v2"
	"slices"
	"strings"

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
//     missing, the list is not by date, and nothing is asked.
//
// An answer that failed, was cut off, brought nothing, or had not changed proves
// nothing. A release that is listed again is back.
const (
	maxMissing = 8
	maxPages   = 3 // pages in one sync, beside that of the one that is listed
)

// listed is what a source lists now.
type listed struct {
	oldest, newest data.Date
	page           string // of a release; "" for none
}

func (l *listed) add(it feed.Item, address string) {
	if l.page == "" && isPage(address) {
		l.page = address
	}
	if it.Undated {
		return
	}
	if l.oldest == 0 || it.Date < l.oldest {
		l.oldest = it.Date
	}
	l.newest = max(l.newest, it.Date)
}

func isPage(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// asker asks the pages of a source: see [fetch.Client.Gone].
type asker func(ctx context.Context, address string) (gone bool, err error)

// vanish marks the releases that are gone from their source, after all that it lists
// was kept.
func (k *keeper) vanish(in store.Import, pulled *fetch.Pulled, pull Pull, ask asker) error {
	if pulled.Same || pulled.Report.Truncated || k.items == 0 {
		return nil
	}
	if pulled.Report.Complete && pull.Since == 0 && len(pulled.Report.Problems) == 0 {
		return k.vanishUnlisted(in)
	}
	gone, err := k.withdrawn(ask)
	for _, address := range gone {
		if err := in.Vanish(address); err != nil {
			return err
		}
	}
	return err
}

// withdrawn returns the addresses of releases that are missing in a list by date, and
// whose pages are not there.
func (k *keeper) withdrawn(ask asker) (gone []string, err error) {
	if k.listed.page == "" || k.listed.oldest == 0 {
		return nil, nil
	}
	missing, _, err := k.missing(k.listed.oldest.AddDays(1), k.listed.newest)
	if err != nil || len(missing) > maxMissing {
		return nil, err
	}
	missing = slices.DeleteFunc(missing, func(address string) bool { return !isPage(address) })
	rand.Shuffle(len(missing), func(i, j int) { missing[i], missing[j] = missing[j], missing[i] })
	for _, address := range missing[:min(len(missing), maxPages)] {
		isGone, err := ask(k.ctx, address)
		if k.ctx.Err() != nil {
			return nil, k.ctx.Err()
		}
		if err == nil && isGone {
			gone = append(gone, address)
		}
	}
	if len(gone) == 0 {
		return nil, nil
	}
	if isGone, err := ask(k.ctx, k.listed.page); isGone || err != nil { // no page is there for us
		return nil, k.ctx.Err()
	}
	return gone, nil
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
	for _, address := range missing {
		if err := in.Vanish(address); err != nil {
			return err
		}
	}
	return nil
}

const lastDate = 9999_12_31

// missing returns the addresses of releases with a date in a period that are not listed,
// and how many releases there are.
func (k *keeper) missing(from, to data.Date) (missing []string, all int, err error) {
	changes, err := k.store.Dated(k.ctx, k.source, from, to)
	for i := range changes {
		c := &changes[i]
		if c.State != store.Present {
			continue
		}
		all++
		if _, is := k.seen.of(maphash.String(k.seed, c.Address)); !is {
			missing = append(missing, c.Address)
		}
	}
	return missing, all, err
}
