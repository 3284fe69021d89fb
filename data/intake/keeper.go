package intake

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/store"
)

// Summary is the result of an import.
type Summary struct {
	Source string
	store.Result
	Problems []data.Problem // what was skipped or mended
	Same     time.Time      // the site says that nothing has changed since; zero where it does not
}

// putter is the part of a [store.Import] that takes releases.
type putter interface {
	Put(d data.Document) (store.Outcome, error)
}

// keeper puts the items of one source.
type keeper struct {
	ctx        context.Context
	store      store.Store
	source     string
	to         putter
	empty      bool // the source has no releases yet: none needs to be looked for
	seed       maphash.Seed
	hasher     data.Hasher
	seen       places          // where an address was first read, by its hash
	titles     map[uint64]bool // hashes of addresses that are only their source's, with headlines
	manyFeeds  bool            // may bring in to the source
	cut        int             // items that stayed the whole texts that they were
	items      int
	summary    *Summary
	boards     boards
	pages      map[string]*store.Change // the newest releases, by where they are read; nil until that is asked
	local      map[string]string        // the addresses of those with an ID of a feed, by that
	duplicates int                      // problems that were not listed one by one
	listing    listing
	texts      []store.Page // of a list of links, which are to be asked again
	known      []store.Page // those that were before, and that the list did not have yet
}

// maxTwice is how many releases that are there twice are listed.
const maxDuplicates = 1000

func newKeeper(ctx context.Context, s store.Store, to putter, summary *Summary) (*keeper, error) {
	some, err := s.Newest(ctx, summary.Source, 1)
	k := &keeper{ctx: ctx, store: s, source: summary.Source, to: to, empty: len(some) == 0, seed: maphash.MakeSeed(), seen: newPlaces(), titles: map[uint64]bool{}, summary: summary}
	if dry, is := to.(*dryRun); is {
		dry.find = k.find
	}
	return k, err
}

// find returns the release at an address of the source, and reports whether there is one.
func (k *keeper) find(address string) (store.Change, bool, error) {
	if k.empty {
		return store.Change{}, false, nil
	}
	return k.store.Find(k.ctx, k.source, address)
}

// keep puts an item, and reports whether it is a release that was not there.
func (k *keeper) keep(it feed.Item) (isNew bool, err error) {
	k.items++
	d, err := k.document(&it)
	if err == nil {
		err = k.updated(&d)
	}
	if err != nil {
		return false, err
	}
	stays, version, err := k.succeed(&d)
	if stays || err != nil {
		return false, err
	}
	hash := maphash.String(k.seed, cmp.Or(d.Address, version))
	if k.isAnother(&it, &d, hash) {
		d.Address, version = "", k.hasher.Hash(d.Date, d.Title, d.Body).String()
		hash = maphash.String(k.seed, version)
	}
	if first, again := k.seen.of(hash); again {
		k.duplicate(it.Place, first)
		return false, nil
	}
	k.seen.add(hash, it.Place)
	k.listing.add(it, d.Link())
	if it.Elsewhere {
		if old, found, err := k.find(d.Address); found && old.State == store.Present || err != nil { // it is kept with its text
			return false, cmp.Or(err, k.categorise(&old, d.Category))
		}
	}
	if stays, err := k.complete(&it, &d); stays || err != nil {
		return false, err
	}
	outcome, err := k.to.Put(d)
	return outcome == store.Added, err
}

// categorise gives a release that has no category the one that it has in a list of links.
func (k *keeper) categorise(old *store.Change, category string) error {
	if old.Category != "" || category == "" {
		k.cut++
		return nil
	}
	d, err := k.store.Document(k.ctx, old.Number)
	if d.Category = category; err == nil {
		_, err = k.to.Put(d)
	}
	return err
}

// complete gives a release without a date the one that it was first read at, and one that
// is cut off the whole text that is kept of it. It reports whether that stays as it is.
func (k *keeper) complete(it *feed.Item, d *data.Document) (stays bool, err error) {
	if d.Address == "" || !it.Undated && !it.Excerpt {
		return false, nil
	}
	old, found, err := k.find(d.Address)
	if err != nil || !found || old.State == store.Removed {
		return false, err
	}
	if it.Undated {
		d.Date = old.Date
	}
	if !it.Excerpt || old.Excerpt || old.Title != d.Title || old.Date != d.Date {
		return false, nil
	}
	if old.State == store.Present && (d.Page == "" || d.Page == old.Page) {
		k.cut++
		return true, nil
	}
	whole, err := k.store.Document(k.ctx, old.Number)
	d.Body, d.Excerpt = whole.Body, false
	return false, err
}

func (k *keeper) duplicate(at, first data.Place) {
	if k.duplicates++; k.duplicates <= maxDuplicates {
		k.problem(at, "the same release as at "+first.String()+": kept once")
	}
}

func (k *keeper) problem(at data.Place, what string) {
	k.summary.Problems = append(k.summary.Problems, data.Problem{Place: at, What: what})
}

// end completes the summary.
func (k *keeper) end(r store.Result) {
	k.summary.Result = r
	k.summary.Unchanged += k.cut
}

// addProblems adds the problems of a document to the summary.
func (k *keeper) addProblems(list []data.Problem) {
	k.summary.Problems = append(k.summary.Problems, list...)
	if k.duplicates > maxDuplicates {
		more := k.duplicates - maxDuplicates
		k.summary.Problems = append(k.summary.Problems, data.Problem{
			Place: data.Place{File: k.source}, What: fmt.Sprintf("%d more releases that are there twice not listed", more), More: more,
		})
		k.duplicates = maxDuplicates
	}
}

// dryRun is a putter that counts what would come of each release, and keeps nothing.
type dryRun struct {
	find   func(address string) (store.Change, bool, error) // of the keeper that puts
	hasher data.Hasher
	result store.Result
}

func (d *dryRun) Put(doc data.Document) (store.Outcome, error) {
	doc = store.Prepared(doc, &d.hasher)
	old, found, err := d.find(doc.Address)
	if err != nil {
		return 0, err
	}
	o := store.OutcomeOf(old, found, doc)
	d.result.Count(store.Change{State: old.State}, o, 0)
	return o, nil
}

// places are where addresses were first read, by their hashes: sixteen bytes for each of
// what may be millions.
type places struct {
	files []string
	at    map[uint64]place
}

// place is a line of one of the files.
type place struct{ file, line uint32 }

func newPlaces() places { return places{at: map[uint64]place{}} }

// add notes the place of a hash that has none.
func (p *places) add(hash uint64, at data.Place) {
	if n := len(p.files); n == 0 || p.files[n-1] != at.File {
		p.files = append(p.files, at.File)
	}
	p.at[hash] = place{uint32(len(p.files) - 1), uint32(at.Line)}
}

// of returns the place of a hash, and whether it has one.
func (p *places) of(hash uint64) (data.Place, bool) {
	at, known := p.at[hash]
	if !known {
		return data.Place{}, false
	}
	return data.Place{File: p.files[at.file], Line: int(at.line)}, true
}
