package intake

import (
	"slices"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/fetch"
	"pressroom/data/store"
)

// The text of a release in a list of links is on a page of its own. It is asked for once, and
// again where the list has another headline or date. Two kinds of pages are remembered, to be
// asked again after an hour, and then ever more seldom:
//
//   - One that gave no text, for any reason: it may later.
//   - One of a new release, on which a correction would show. The list need not tell of it.
const (
	textAgain  = time.Hour
	textDouble = 10  // how often that is doubled at the most: 42 days
	maxLooks   = 8   // at the page of a new release, the last of them after ten days
	newDays    = 14  // since the date of a release that is new
	maxKnown   = 100 // pages of a source that are remembered
)

// text says what is known of the text of a release of a list of links.
func (k *keeper) text(it *feed.Item) (fetch.Text, error) {
	c, found, err := k.find(it.Document().Address)
	isListed := c.State == store.Present && (it.HasCutTitle() || c.Title == it.Title) && (it.Undated || c.Date == it.Date)
	t := fetch.Text{Kept: found, Same: found && (isListed || c.State == store.Removed)}
	page := store.Page{Address: it.Address}
	if i := indexOf(k.known, it.Address); i >= 0 {
		if c.State != store.Removed {
			page = k.known[i]
			k.texts = append(k.texts, page)
		}
		k.known = slices.Delete(k.known, i, i+1)
	}
	if t.Due = !t.Same; page.Failed || page.Times > 0 && t.Same {
		t.Due = isTextDue(&page, time.Now())
	}
	if t.Same && !c.Excerpt {
		t.Version, t.Validator = c.Version, fetch.Validator{ETag: page.ETag, LastModified: page.LastModified}
	}
	t.Got = func(it *feed.Item, answer *fetch.Answer, err error) {
		if page.Failed = err != nil || it.Elsewhere && t.Version == ""; !page.Failed {
			page.ETag, page.LastModified = answer.ETag, answer.LastModified
		}
		k.remember(page, it, !page.Failed && !t.Same)
	}
	return t, err
}

// remember notes that a page was asked for, and remembers it if it is to be asked again. A text
// that is another one begins anew.
func (k *keeper) remember(page store.Page, it *feed.Item, isOther bool) {
	if n := len(k.texts); n > 0 && k.texts[n-1].Address == page.Address {
		k.texts = k.texts[:n-1]
	}
	if isOther {
		page.Times = 0
	}
	now := time.Now()
	page.Note(now)
	isNew := page.Times <= maxLooks && it.Date >= data.DateOf(now).AddDays(-newDays)
	if page.Failed || isNew {
		k.texts = append(k.texts, page)
	}
}

// remembered returns the pages to remember: those of what is listed, and, where that is not all
// of the list, the others that were known.
func (k *keeper) remembered(all bool) []store.Page {
	if all {
		k.known = nil
	}
	pages := slices.Concat(k.texts, k.known)
	return pages[:min(len(pages), maxKnown)]
}

// isTextDue reports whether the page of a text that is remembered may be asked again.
func isTextDue(p *store.Page, now time.Time) bool { return p.IsDue(now, textAgain, textDouble) }
