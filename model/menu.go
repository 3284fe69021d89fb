package model

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/index/entities"
	"pressroom/data/names"
)

// Menu is a list of ways to go on from the open release.
type Menu uint8

// The menus.
const (
	NoMenu      Menu = iota
	NamesMenu        // people, organisations and sums that the release names
	RelatedMenu      // releases like it
)

// MenuItem is a way to go on.
type MenuItem struct {
	Heading string // above the first of its kind
	Label   string
	Detail  string
	Date    data.Date  // of a release
	Count   int        // of the releases that it leads to, 0 where it leads to one
	query   data.Query // to ask, for a name
	number  int        // to open, for a release
}

// mostRelated is how many releases like one are listed.
const mostRelated = 20

// menu is the menu that is up.
type menu struct {
	kind    Menu
	library *Library // that the releases are of
	err     error    // why there are no items
	number  int      // of the release that it is of
	items   []MenuItem
	at      int
}

// OpenMenu puts up a menu of the open release, or else of the one under the cursor.
func (r *Reader) OpenMenu(kind Menu) tea.Cmd {
	if r.focus != ReleasePane && r.listing.Len() > 0 { // also where the cursor has not rested yet
		r.moved++
		r.show()
	}
	return r.menuOf(kind)
}

// menuOf puts up a menu of the shown release.
func (r *Reader) menuOf(kind Menu) tea.Cmd {
	if r.shown < 0 {
		return nil
	}
	ctx, lib, number := r.o.Context, r.lib, r.shown
	r.opening = NoMenu
	if lib.HasNames() && lib.named() == nil {
		r.opening = kind
	}
	return func() tea.Msg {
		m := menu{kind: kind, library: lib, number: number}
		x, err := lib.Names(ctx)
		switch {
		case err != nil:
			m.err = err
		case kind == RelatedMenu:
			m.items = relatedItems(ctx, lib, x, number)
		default:
			m.items = nameItems(ctx, lib, x, number)
		}
		return then(func() tea.Cmd { return r.ready(m) })
	}
}

// relatedItems lists the releases like one, and why they are.
func relatedItems(ctx context.Context, lib *Library, x *entities.Index, number int) []MenuItem {
	near := map[int]bool{}
	for _, other := range x.NearDuplicatesOf(number) {
		near[other] = true
	}
	var items []MenuItem
	for _, s := range x.Related(ctx, number, mostRelated) {
		why := strings.Join(s.Why, ", ")
		if near[s.Row] {
			why = "nearly the same text; " + why
		}
		rel := lib.At(s.Row)
		items = append(items, MenuItem{Label: rel.Title, Detail: why, Date: rel.Date, number: s.Row})
	}
	return items
}

// nameItems lists the people, organisations and sums that a release names.
func nameItems(ctx context.Context, lib *Library, x *entities.Index, number int) []MenuItem {
	var items []MenuItem
	for f, facet := range data.Facets {
		if !facet.Named {
			continue
		}
		v := valuesOf[f](lib)
		for _, id := range v.of(number) {
			e := &v.entries[id]
			label := e.Name
			if e.Acronym != "" && e.Acronym != e.Name {
				label += " (" + e.Acronym + ")"
			}
			items = append(items, MenuItem{
				Heading: facet.Title, Label: label, Detail: e.Role, Count: len(e.Rows), query: data.Query{}.With(data.Facet(f), e.Name),
			})
		}
	}
	named := map[data.Sum]bool{}
	text, _ := lib.Body(ctx, number)
	for _, a := range names.AmountsIn(lib.Title(number), body.Words(text)) {
		sum := data.Sum{Currency: a.Currency, Op: data.AtLeast, Value: a.Value}
		if named[sum] || len(named) == entities.MaxSums {
			continue
		}
		named[sum] = true
		items = append(items, MenuItem{
			Heading: "Sums of money, and larger ones", Label: a.Text, Detail: sum.String(),
			Count: withSum(lib, x, sum), query: data.Query{Sums: []data.Sum{sum}},
		})
	}
	return items
}

// withSum returns how many releases name a sum that meets a condition.
func withSum(lib *Library, x *entities.Index, want data.Sum) int {
	n := 0
	for _, number := range lib.Order() {
		if x.AnySum(int(number), want.Holds) {
			n++
		}
	}
	return n
}

// ready takes in a menu, unless its reader went on to something else.
func (r *Reader) ready(m menu) tea.Cmd {
	if m.library == r.lib {
		r.opening = NoMenu
	}
	if m.library == r.lib && m.number == r.shown && r.prompt == NoPrompt && r.overlay == NoOverlay {
		r.menu = m
	}
	return nil
}

// Opening reports whether a menu is awaited, for which all releases are being read.
func (r *Reader) Opening() bool { return r.opening != NoMenu }

// Menu returns the menu that is up, its items and the one under the cursor.
func (r *Reader) Menu() (Menu, []MenuItem, int) { return r.menu.kind, r.menu.items, r.menu.at }

// MenuErr returns why the menu that is up has no items, nil where there are none to have.
func (r *Reader) MenuErr() error { return r.menu.err }

// reopen asks again for a menu that was awaited of an earlier library.
func (r *Reader) reopen() tea.Cmd {
	if r.opening == NoMenu {
		return nil
	}
	return r.menuOf(r.opening)
}

// moveMenuTo takes the menu over to another library: numberOf returns its number there, or -1.
func (r *Reader) moveMenuTo(lib *Library, numberOf func(int) int) {
	m := &r.menu
	if m.kind == NoMenu {
		return
	}
	if m.number = numberOf(m.number); m.number < 0 {
		r.CloseMenu()
		return
	}
	m.library = lib
	if m.kind != RelatedMenu {
		return
	}
	var items []MenuItem
	at := 0
	for i, it := range m.items {
		if i == m.at {
			at = len(items)
		}
		if it.number = numberOf(it.number); it.number >= 0 {
			items = append(items, it)
		}
	}
	m.items = items
	r.MoveMenu(at)
}

// CloseMenu takes the menu away.
func (r *Reader) CloseMenu() { r.menu = menu{} }

// MoveMenu puts the menu's cursor on item i, or on the nearest there is.
func (r *Reader) MoveMenu(i int) {
	r.menu.at = min(max(i, 0), max(0, len(r.menu.items)-1))
}

// ChooseMenu goes on by the item under the menu's cursor: to a release, or to all that name it.
func (r *Reader) ChooseMenu() tea.Cmd {
	if len(r.menu.items) == 0 {
		r.CloseMenu()
		return nil
	}
	it, kind := r.menu.items[r.menu.at], r.menu.kind
	r.CloseMenu()
	if kind == NamesMenu {
		return r.goToAll(it.query)
	}
	r.pushView(r.currentView())
	if i := r.listing.placeOf(it.number); i >= 0 {
		r.cursor = i
	}
	r.moved++
	r.pinned = true
	r.shown, r.focus = it.number, ReleasePane
	return nil
}

// GoToName asks for all releases that name an organisation.
func (r *Reader) GoToName(n Organisation) tea.Cmd {
	return r.goToAll(data.Query{}.With(data.Organisation, n.name))
}

// goToAll asks for a query in place of the present one, and goes to the list.
func (r *Reader) goToAll(q data.Query) tea.Cmd {
	r.note(r.query) // which this one takes the place of
	cmd := r.ask(q, sameRelease)
	r.leave(ListPane)
	return cmd
}

// NearDuplicate reports whether another release has nearly the same text, as far as that is known.
func (r *Reader) NearDuplicate(i int) bool {
	x := r.lib.named()
	return x != nil && x.NearDuplicatesOf(r.listing.Number(i)) != nil
}
