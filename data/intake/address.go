package intake

import (
	"hash/maphash"
	"strings"
	"unicode"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/store"
	"pressroom/data/text"
)

// The address of a release is the ID that its source gives it. Not every ID is of one
// release for good:
//
//   - 1, a date or a headline is unique in one feed at the most. Where several may be
//     brought in to a source, as files are, the address names the feed too. What was kept
//     under such an ID alone keeps it, if it is the same release.
//   - An ID that is given again, or by another program, to another release, of another
//     headline and text, is not its address: its content is what it is known by.
//   - Some programs make an ID of the time of the last change. A release of an ID that its
//     source does not have is the one of its page and headline, which is no longer listed.

// document returns the release of an item, with its address: none where its content is
// what it is known by.
func (k *keeper) document(it *feed.Item) (data.Document, error) {
	d := it.Document()
	if it.Undated && d.Address == "" { // it has another date each time: its content is what it is known by
		d.Address = "undated:" + k.hasher.Hash(0, d.Title, d.Body).String()
		return d, nil
	}
	if it.IsLocal() {
		return d, k.inFeed(it, &d)
	}
	if !it.Linked || it.Undated {
		return d, nil
	}
	return d, k.linked(it, &d)
}

// updated gives the release of an item whose ID its source does not have the address of the
// one that it is a version of: with the same page and headline, of the same day or with most
// of the text. Its page may be that of several.
func (k *keeper) updated(d *data.Document) error {
	if d.Page == "" || d.Address == "" || k.empty {
		return nil
	}
	if _, found, err := k.find(d.Address); found || err != nil {
		return err
	}
	if err := k.readNewest(); err != nil {
		return err
	}
	old := k.pages[d.Page]
	if old == nil || old.Title != d.Title {
		return nil
	}
	if _, listed := k.seen.of(maphash.String(k.seed, old.Address)); listed {
		return nil
	}
	is, err := old.Date == d.Date, error(nil)
	if !is {
		is, err = k.hasMostOf(old, d)
	}
	if is {
		d.Address = old.Address
	}
	return err
}

// maxPaged is how many releases of a source, the newest ones, are known by their pages, and
// by their IDs.
const maxPaged = 1000

// readNewest reads where the newest releases are read, and what they are called in feeds.
func (k *keeper) readNewest() error {
	if k.pages != nil {
		return nil
	}
	list, err := k.store.Newest(k.ctx, k.source, maxPaged)
	k.pages, k.local = map[string]*store.Change{}, map[string]string{}
	for i := range list {
		c := &list[i]
		if link := c.Link(); k.pages[link] == nil {
			k.pages[link] = c
		} else {
			k.pages[link] = &store.Change{}
		}
		if id := feed.WithoutFeed(c.Address); id != c.Address {
			k.local[id] = c.Address
		}
	}
	return err
}

// retitled returns the address of a release that came in when the feed it is of had another
// title, "" for none: of the source itself, or of another that has the headline on the same
// day, which is taken over from there if nobody follows it.
func (k *keeper) retitled(it *feed.Item, d *data.Document) (string, error) {
	if err := k.readNewest(); err != nil {
		return "", err
	}
	if address := k.local[it.ID]; it.IsOfSite(address) {
		old, found, err := k.find(address)
		is := false
		if err == nil && found {
			is, err = k.isSame(&old, d, false)
		}
		if is {
			return address, nil
		}
		d.Address = ""
		return "", err
	}
	list, err := k.store.Titled(k.ctx, "", it.Date, it.Title)
	for i := range list {
		if it.IsOfSite(list[i].Address) {
			return list[i].Address, err
		}
	}
	return "", err
}

// linked gives the release of an item whose ID is its link its address. A link leads to
// another release, if that is of another headline, another day and another text. What was
// kept under the link with its tracking parameters keeps that.
func (k *keeper) linked(it *feed.Item, d *data.Document) error {
	old, found, err := k.find(d.Address)
	if !found && err == nil && it.Address != it.ID {
		if old, found, err = k.find(it.Address); found {
			d.Address = it.Address
		}
	}
	if err != nil || !found || old.Title == d.Title || old.Date == d.Date {
		return err
	}
	same, err := k.isSame(&old, d, false)
	if !same {
		d.Address = ""
	}
	return err
}

// inFeed gives the release of an item whose ID is its source's alone its address.
func (k *keeper) inFeed(it *feed.Item, d *data.Document) error {
	inFeed := it.InFeed()
	addresses := []string{inFeed, it.ID}
	if !k.manyFeeds { // it is kept under its ID alone, unless files of the feed were brought in first
		addresses = []string{it.ID, inFeed}
	}
	for _, address := range addresses {
		if address == "" {
			continue
		}
		old, found, err := k.find(address)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		is, err := k.isSame(&old, d, address == inFeed || !k.manyFeeds)
		if err != nil {
			return err
		}
		if d.Address = address; is {
			return nil
		}
		d.Address = ""
		if address == inFeed {
			return nil
		}
	}
	if inFeed == "" {
		return nil
	}
	if !k.manyFeeds { // unless files of the feed were brought in to another source before it was followed
		some, err := k.store.FindAll(k.ctx, inFeed)
		if err == nil && len(some) == 0 {
			inFeed, err = k.retitled(it, d)
		}
		if err != nil || inFeed == "" {
			return err
		}
	}
	d.Address = inFeed
	return nil
}

// isSame reports whether a release that is kept is an earlier version of another of its
// ID: of the same headline, or with most of the text. Of one feed, few words prove nothing.
func (k *keeper) isSame(old *store.Change, d *data.Document, ofFeed bool) (bool, error) {
	if old.Title == d.Title || old.State == store.Removed {
		return true, nil
	}
	kept, err := k.store.Document(k.ctx, old.Number)
	shared, all := sharedWords(kept.Body, d.Body)
	if all < fewWords {
		return ofFeed, err
	}
	return 2*shared >= all, err
}

// isAnother reports whether an item has the ID, unique in its source at the most, of one
// that was read before, and another headline.
func (k *keeper) isAnother(it *feed.Item, d *data.Document, hash uint64) bool {
	if it.InFeed() != "" || d.Address == "" || !it.IsLocal() {
		return false
	}
	_, again := k.seen.of(hash)
	titled := maphash.String(k.seed, d.Address+"\n"+d.Title)
	if again && !k.titles[titled] {
		return true
	}
	k.titles[titled] = true
	return false
}

// fewWords is how many words a text has at least that tells whether it is a version.
const fewWords = 8

// sharedWords returns how many words the shorter of two texts has, and how many of them
// are in the other one.
func sharedWords(a, b string) (shared, all int) {
	words := func(s string) map[string]bool {
		set := map[string]bool{}
		for w := range strings.FieldsSeq(text.Fold(s)) {
			if strings.ContainsFunc(w, unicode.IsLetter) { // not the lines of a table
				set[w] = true
			}
		}
		return set
	}
	less, more := words(a), words(b)
	if len(less) > len(more) {
		less, more = more, less
	}
	for w := range less {
		if more[w] {
			shared++
		}
	}
	return shared, len(less)
}
