package feed

import (
	"fmt"
	"strings"

	"pressroom/data"
	"pressroom/data/body"
)

// The ID of a feed's item is its GUID, else its link without tracking parameters. Some
// feeds give all items one link, that of their news page, or one GUID: it names no item
// then. So the items of a feed are held until all are known.

// heldItem is an item of a feed that waits for the others.
type heldItem struct {
	Item
	number int // from 1
	body   spooled
}

// what names the item in messages.
func (h *heldItem) what() string {
	if h.Title == "" {
		return fmt.Sprintf("item %d", h.number)
	}
	return fmt.Sprintf("item %d (%s)", h.number, cut(h.Title, 60))
}

// user is what tells the items of one ID apart.
type user struct {
	title, link string
	date        data.Date
}

// identity is what is known of the names of a feed's items.
type identity struct {
	origin Origin      // of the feed
	held   []*heldItem // each by itself: an array would be copied as it grows, and stay until the last is given
	bytes  int64       // of their texts
	spool  spool
	users  map[string]user // the first item of each GUID and of each link
	shared map[string]bool // those of more than one item
	given  map[string]bool // the IDs of those that were given
	hasher data.Hasher
}

// hold keeps an item until the others are known, as far as the limit of a document goes.
func (in *input) hold(it Item, number int) error {
	n := &in.names
	if n.users == nil {
		n.users, n.shared, n.given = map[string]user{}, map[string]bool{}, map[string]bool{}
	}
	it.Address = body.WebAddress(it.Address, nil)
	n.bytes += int64(len(it.Title) + len(it.Body))
	u := user{title: it.Title, date: it.Date}
	if u.title == "" {
		u.title = firstWords(it.Body)
	}
	if it.ID != "" && it.ID != it.Address {
		u.link = it.Address
		n.use(it.ID, u)
		u.link = ""
	}
	n.use(it.Address, u)
	if plain := withoutTracking(it.Address); plain != it.Address {
		n.use(plain, u)
	}
	h := &heldItem{Item: it, number: number}
	if n.bytes > maxInMemory {
		if kept, ok := n.spool.put(it.Body); ok {
			h.body, h.Body = kept, ""
		}
	}
	n.held = append(n.held, h)
	if n.bytes > in.o.Limits.Document {
		return in.flush()
	}
	return nil
}

// use notes that an item has a name.
func (n *identity) use(name string, u user) {
	if first, found := n.users[name]; !found {
		n.users[name] = u
	} else if first != u {
		n.shared[name] = true
	}
}

// identifies reports whether a GUID or a link is that of one item.
func (in *input) identifies(name string) bool {
	same := func(address string) bool {
		return address != "" && strings.TrimSuffix(name, "/") == strings.TrimSuffix(address, "/")
	}
	return name != "" && !in.names.shared[name] && !same(in.names.origin.Site) && (in.base == nil || !same(in.base.String()))
}

// IsLocal reports whether the ID is unique in its source at the most, see [data.IsLocal].
// What pressroom exported says whose it is.
func (it *Item) IsLocal() bool { return it.Source == "" && data.IsLocal(it.ID) }

// InFeed returns what names an item whose ID is local among those of all feeds: "" where
// its feed says neither its site nor its title.
func (it *Item) InFeed() string {
	feed := strings.TrimSpace(it.Origin.Site + " " + it.Origin.Title)
	if feed == "" || !it.IsLocal() {
		return ""
	}
	return inFeed + strings.ReplaceAll(feed, "#", "%23") + "#" + it.ID
}

const inFeed = "feed:"

// IsOfSite reports whether a name that InFeed gave is that of the item in a feed of the same
// site, whatever title that had.
func (it *Item) IsOfSite(name string) bool {
	title, isOf := strings.CutPrefix(name, inFeed+strings.ReplaceAll(it.Origin.Site, "#", "%23"))
	return isOf && it.Origin.Site != "" && (strings.HasPrefix(title, " ") || strings.HasPrefix(title, "#")) && WithoutFeed(name) == it.ID
}

// WithoutFeed returns the ID in a name that [Item.InFeed] gave, and any other as it is.
func WithoutFeed(name string) string {
	if _, id, found := strings.Cut(name, "#"); found && strings.HasPrefix(name, inFeed) {
		return id
	}
	return name
}

// flush emits the items that are held, each under a name of its own or, if it has
// none, without: its content names it then.
func (in *input) flush() error {
	n := &in.names
	held := n.held
	n.held, n.bytes = nil, 0
	defer n.spool.clear()
	for i := range held {
		it := &held[i].Item
		if err := n.spool.get(held[i].body, &it.Body); err != nil {
			return in.errorf("the temporary file of its texts cannot be read: %v", err)
		}
		if !in.identifies(it.Address) {
			it.Address = ""
		}
		switch {
		case in.identifies(it.ID):
		case in.identifies(withoutTracking(it.Address)):
			it.Linked, it.ID = it.ID == "", withoutTracking(it.Address)
		case it.Address != "": // in this feed a tracking parameter is what tells items apart
			it.Linked, it.ID = it.ID == "", it.Address
		case it.Date == 0 && in.o.Date != 0: // its content with the day of today would be another tomorrow
			it.ID = in.names.hasher.Hash(0, it.Title, it.Body).String()
		default:
			it.ID = ""
		}
		if it.ID != "" && n.given[it.ID] {
			in.problem("%s skipped: another of the same ID stands before it", held[i].what())
			continue
		}
		n.given[it.ID] = true
		it.Origin = n.origin
		if err := in.emit(*it, held[i].what()); err != nil {
			return err
		}
		held[i] = nil // it is of no more use here
	}
	return nil
}
