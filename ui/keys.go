package ui

import (
	"charm.land/bubbles/v2/key"
)

// keyMap is every key, declared once. A binding's help is its line in the
// help screen and in the README; where it has a short help, the footer uses
// that.
type keyMap struct {
	Up, Down, PageUp, PageDown, HalfUp, HalfDown, Top, Bottom key.Binding
	NextPane, PrevPane, Facets, Filter, Zoom, Order, Help     key.Binding
	Back, Quit, Suspend, Redraw, Mouse, Copy, Problems        key.Binding
	Open, Next, Prev                                          key.Binding
	Toggle, Expand, Collapse, Mark, Period, Chip, Last, Clear key.Binding
	NextMatch, PrevMatch, Names, Related                      key.Binding
}

func bind(keys []string, shown, help string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, help))
}

func newKeyMap() keyMap {
	return keyMap{
		Up:       bind([]string{"up", "k", "ctrl+p"}, "↑ k", "one up"),
		Down:     bind([]string{"down", "j", "ctrl+n"}, "↓ j", "one down"),
		PageUp:   bind([]string{"pgup", "b", "ctrl+b", "shift+space"}, "PgUp b", "a page up"),
		PageDown: bind([]string{"pgdown", "space", "ctrl+f"}, "PgDn Space", "a page down"),
		HalfUp:   bind([]string{"ctrl+u", "u"}, "Ctrl-u", "half a page up"),
		HalfDown: bind([]string{"ctrl+d", "d"}, "Ctrl-d", "half a page down"),
		Top:      bind([]string{"home", "g", "<"}, "Home g", "to the beginning"),
		Bottom:   bind([]string{"end", "G", ">"}, "End G", "to the end"),

		NextPane: bind([]string{"tab"}, "Tab", "next pane"),
		PrevPane: bind([]string{"shift+tab"}, "Shift-Tab", "previous pane"),
		Filter:   bind([]string{"/"}, "/", "find headlines and texts; in a release, find in the page"),
		Facets:   bind([]string{"f"}, "f", "facets: category, date, who is named"),
		Zoom:     bind([]string{"z"}, "z", "the list alone, the release alone, all panes"),
		Order:    bind([]string{"w"}, "w", "list above release, or side by side"),
		Back:     bind([]string{"esc", "backspace"}, "Esc", "back; in the list, clear the filter"),
		Copy:     bind([]string{"y"}, "y", "copy the citation: headline, date, ID"),
		Mouse:    bind([]string{"M"}, "M", "toggle the mouse; off, the terminal marks text"),
		Problems: bind([]string{"!"}, "!", "what was skipped, and why"),
		Redraw:   bind([]string{"ctrl+l"}, "Ctrl-l", "redraw"),
		Suspend:  bind([]string{"ctrl+z"}, "Ctrl-z", "suspend"),
		Help:     bind([]string{"?", "f1"}, "?", "this help"),
		Quit:     bind([]string{"q", "ctrl+c"}, "q Ctrl-c", "quit"),

		Open:      bind([]string{"enter", "l", "right"}, "Enter", "open the release"),
		Next:      bind([]string{"]"}, "]", "next release of the list"),
		Prev:      bind([]string{"["}, "[", "previous release of the list"),
		NextMatch: bind([]string{"n"}, "n", "next place found"),
		PrevMatch: bind([]string{"N"}, "N", "previous place found"),

		Names:   bind([]string{"i"}, "i", "who and what the release names, and where else"),
		Related: bind([]string{"m"}, "m", "releases like it, and why"),

		Toggle:   bind([]string{"enter", "space"}, "Enter Space", "toggle"),
		Expand:   bind([]string{"right", "l"}, "→ l", "open a year or month; next bar"),
		Collapse: bind([]string{"left", "h"}, "← h", "close a year or month; previous bar"),
		Mark:     bind([]string{"v"}, "v", "begin a span of bars"),
		Period:   bind([]string{"r"}, "r", "type a range: 2025-11, 2025-11-18..2025-11-25, 7d"),
		Chip:     bind([]string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "1 … 9", "clear the facet of that number"),
		Last:     bind([]string{"x"}, "x", "clear the last facet"),
		Clear:    bind([]string{"X", "0"}, "X", "clear all facets"),
	}
}

// keySection is a group of keys under a heading.
type keySection struct {
	Title    string
	Bindings []key.Binding
}

// sections returns the keys as the help and the README show them.
func (k keyMap) sections() []keySection {
	return []keySection{
		{"Everywhere", []key.Binding{k.Up, k.Down, k.PageDown, k.PageUp, k.HalfDown, k.HalfUp, k.Top, k.Bottom,
			k.NextPane, k.PrevPane, k.Filter, k.Facets, k.Zoom, k.Order, k.Back, k.Copy, k.Mouse, k.Problems, k.Redraw, k.Suspend, k.Help, k.Quit}},
		{"List", []key.Binding{k.Open, k.Period, k.Chip, k.Last, k.Clear}},
		{"Release", []key.Binding{k.Next, k.Prev, k.NextMatch, k.PrevMatch, k.Names, k.Related}},
		{"Facets", []key.Binding{k.Toggle, k.Expand, k.Collapse, k.Mark, k.Period, k.Chip, k.Last, k.Clear}},
		{"While typing a filter", []key.Binding{
			bind(nil, "↑ ↓", "move in the list; on an empty line, earlier queries"), bind(nil, "PgUp PgDn", "move by a page"),
			bind(nil, "Enter", "open the best match"), bind(nil, "Tab", "complete a field or value; else keep the filter and go to the list"),
			bind(nil, "Ctrl-u", "delete what was typed"), bind(nil, "Esc", "clear the filter")}},
	}
}
