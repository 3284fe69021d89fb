package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// menuPane draws a menu in the list's place, so that the page stays beside it.
type menuPane struct{ top int }

func (a *App) menuUp() bool {
	kind, _, _ := a.reader.Menu()
	return kind != model.NoMenu
}

// menuLines returns every line of the menu, drawn.
func (a *App) menuLines(w int) []itemLine {
	kind, items, at := a.reader.Menu()
	st := a.st
	if len(items) == 0 {
		text := "It names nobody and nothing that is known here."
		switch {
		case !a.reader.Library().HasNames():
			text = "This is not known: there are too many releases to read all of them for it."
		case a.reader.MenuErr() != nil:
			text = "This is not known: " + a.reader.MenuErr().Error()
		case kind == model.RelatedMenu:
			text = "No other release is like it."
		}
		lines := []itemLine{{item: -1}}
		for _, part := range st.Wrap(text, max(w-3, 8)) {
			lines = append(lines, itemLine{item: -1, text: "  " + part})
		}
		return lines
	}
	w = min(max(w-edgeWidth, 1), pageWidth) // more would part the counts from their names
	var lines []itemLine
	heading := ""
	for i, it := range items {
		if it.Heading != heading {
			if heading != "" {
				lines = append(lines, itemLine{item: -1, text: strings.Repeat(" ", w)})
			}
			heading = it.Heading
			lines = append(lines, itemLine{item: -1, text: st.fit(" "+st.Head.Render(heading), w)})
		}
		for _, text := range a.menuItem(it, i == at, w) {
			lines = append(lines, itemLine{item: i, text: text})
		}
	}
	return lines
}

// menuItem draws an item in lines of w cells: a name with its count, or a release with its note.
func (a *App) menuItem(it model.MenuItem, here bool, w int) (lines []string) {
	st := a.st
	if it.Date != 0 {
		date := it.Date.Time().Format(a.dateForm(w))
		room := max(w-len(date)-5, 8)
		var parts []string
		for _, part := range st.WrapEven(it.Label, room) {
			parts = append(parts, st.fit(part, room))
		}
		for _, part := range st.Wrap(it.Detail, room) {
			parts = append(parts, st.Dim.Render(st.fit(part, room)))
		}
		for i, part := range parts {
			sign := st.Sign.focus
			if i > 0 {
				sign, date = " ", strings.Repeat(" ", len(date))
			}
			lead := " " + st.Dim.Render(date+" ")
			if here {
				lead = st.Chip.Render(sign + date + " ")
			}
			lines = append(lines, lead+" "+part)
		}
		return lines
	}
	mark, base, dim := st.atCursor(here)
	count := ""
	if it.Count > 0 {
		count = thousands(it.Count)
	}
	room := func(indent string) int { return max(w-3-len(indent)-len(count), 8) }
	add := func(lead, text string, style lineStyle) {
		text = st.Fit(text, w-2-len(lead)-len(count), st.Sign.more)
		lines = append(lines, mark+dim.Render(lead)+style.Render(text)+dim.Render(count)+st.blank(base, 1))
		count = strings.Repeat(" ", len(count))
	}
	for _, part := range st.WrapEven(it.Label, room("")) {
		add("", part, base)
	}
	if it.Detail != "" {
		for _, part := range st.Wrap(it.Detail, room("  ")) {
			add("  ", part, dim)
		}
	}
	return lines
}

// menuHead is how many lines stand above the menu's.
func (a *App) menuHead() int { return headLines(a.layout.list.h) }

// follow moves the window so that the cursor's item is in it.
func (p *menuPane) follow(a *App) {
	h := a.layout.list.h - a.menuHead()
	if !a.menuUp() || h <= 0 {
		*p = menuPane{}
		return
	}
	_, _, at := a.reader.Menu()
	p.top = follow(p.top, h, itemsOf(a.menuLines(a.layout.list.w)), at)
}

func (p *menuPane) draw(a *App) []string {
	r, st := a.layout.list, a.st
	kind, items, at := a.reader.Menu()
	name := "Named in it"
	if kind == model.RelatedMenu {
		name = "Related"
	}
	where := "none"
	if len(items) > 0 {
		where = fmt.Sprintf("%d of %d", at+1, len(items))
	}
	out := []string{st.spread(" "+st.Brand.Render(name), st.Dim.Render(where)+strings.Repeat(" ", edgeWidth), r.w)}
	if a.menuHead() > 1 {
		out = append(out, st.fit("", r.w))
	}
	lines, h := a.menuLines(r.w), r.h-a.menuHead()
	mark := thumbOf(h, len(lines), p.top, h)
	for i := range h {
		text := ""
		if k := p.top + i; k < len(lines) {
			text = lines[k].text
		}
		out = append(out, st.fit(text, r.w-edgeWidth)+a.edge(mark, i, model.ListPane))
	}
	return out
}

// clickMenu chooses the item that was clicked. y is in the list's pane.
func (a *App) clickMenu(y int) tea.Cmd {
	lines := a.menuLines(a.layout.list.w)
	if k := a.menu.top + y - a.menuHead(); y >= a.menuHead() && k < len(lines) && lines[k].item >= 0 {
		a.reader.MoveMenu(lines[k].item)
		return a.reader.ChooseMenu()
	}
	return nil
}

// openMenu puts up a menu of the release that is shown or under the cursor.
func openMenu(kind model.Menu) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd { return a.reader.OpenMenu(kind) }
}

// switchMenu puts up the other menu, or takes away the one that is up.
func switchMenu(kind model.Menu) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		if up, _, _ := a.reader.Menu(); up != kind {
			return a.reader.OpenMenu(kind)
		}
		a.reader.CloseMenu()
		return nil
	}
}

// chooseMenu goes on by the item under the menu's cursor.
func (a *App) chooseMenu(times) tea.Cmd {
	a.release.search = pageSearch{}
	return a.reader.ChooseMenu()
}
