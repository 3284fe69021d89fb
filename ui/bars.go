package ui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"pressroom/data"
	"pressroom/model"
)

// periodLabel stands before the range that is typed; where that would have no
// room, shortPeriodLabel does.
const (
	periodLabel      = " Dates (2025-11, 2025-11-18..2025-11-25, 7d): "
	shortPeriodLabel = " Dates: "
	periodRoom       = 24 // cells of a whole range, and the cursor
)

func (a *App) periodLabel() string {
	if a.w < len(periodLabel)+periodRoom {
		return shortPeriodLabel
	}
	return periodLabel
}

// titleBar draws what is being read: its name, how much, from when to when.
// Where there is little room the dates go first, and the name is cut before the
// number is.
func (a *App) titleBar() string {
	lib, st := a.reader.Library(), a.st
	count := releases(lib.Len())
	if days := lib.Days(); len(days) > 0 {
		if whole := count + " " + st.Sign.dot + " " + a.dates(days[len(days)-1], days[0]); a.w >= titleRoom+st.Width(whole) {
			count = whole
		}
	}
	right := st.Dim.Render(count) + " "
	if text := a.titleRight(); text != "" {
		right = text
		if a.w >= titleRoom+st.Width(count+text) {
			right = st.Dim.Render(count) + "  " + text
		}
	}
	left := " " + st.Brand.Render("pressroom") + "   "
	room := a.w - st.Width(left) - st.Width(right) - 2
	if room < 8 {
		return st.spread(left, right, a.w)
	}
	return st.spread(left+st.Truncate(lib.Name, room, st.Sign.more), right, a.w)
}

// titleRoom is what the name of the program and of what is read want at least,
// in cells.
const titleRoom = 36

// dates writes a span of days in words, each part of it once.
func (a *App) dates(from, to data.Date) string {
	dash := a.st.Sign.dash
	f, t := from.Time(), to.Time()
	switch {
	case from == to:
		return t.Format("2 Jan 2006")
	case from.Year() != to.Year():
		return f.Format("Jan 2006") + " " + dash + " " + t.Format("Jan 2006")
	case from.Month() != to.Month():
		return f.Format("2 Jan") + " " + dash + " " + t.Format("2 Jan 2006")
	}
	return f.Format("2") + dash + t.Format("2 Jan 2006")
}

// titleRight draws what there is to say of the reading: how far it is, or what
// was skipped.
func (a *App) titleRight() string {
	st := a.st
	if p, ok := a.reader.Loading(); ok {
		if p.Total > 0 {
			return fmt.Sprintf("reading, %d%% ", 100*p.Done/p.Total)
		}
		return "reading" + st.Sign.more + " "
	}
	if n := len(a.reader.Library().Problems); n > 0 {
		return st.Warn.Render(fmt.Sprintf("%d skipped (!) ", n))
	}
	return ""
}

// releases writes a number of releases.
func releases(n int) string {
	if n == 1 {
		return "1 release"
	}
	return thousands(n) + " releases"
}

// footer draws the prompt that has no pane, a message, or the keys that serve
// here.
func (a *App) footer() string {
	st := a.st
	switch {
	case a.reader.Prompt() == model.PeriodPrompt && a.note == "":
		return st.fit(a.periodLabel()+a.inputText(), a.w)
	case a.note == "" && a.reader.Fault() != nil:
		return st.fit(" "+a.fault(), a.w)
	case a.note == "" && a.reader.Hint() != "":
		return st.fit(" "+st.Dim.Render(a.reader.Hint()), a.w)
	case a.warning:
		return st.fit(" "+st.Warn.Render(a.note), a.w)
	case a.note != "":
		return st.fit(" "+a.note, a.w)
	case a.reader.Opening():
		return st.fit(" Reading who and what the releases name"+st.Sign.more, a.w)
	case a.notice != "":
		return st.fit(" "+st.Warn.Render(a.notice), a.w)
	}
	var b strings.Builder
	for _, h := range a.hints() {
		hint := a.st.Key.Render(h[0]) + " " + a.st.Dim.Render(h[1])
		if st.Width(b.String())+st.Width(hint)+3 > a.w {
			break
		}
		b.WriteString("  " + hint)
	}
	return st.fit(strings.TrimPrefix(b.String(), " "), a.w)
}

// fault says what is wrong with what is being typed, and where.
func (a *App) fault() string {
	f, typed := a.reader.Fault(), a.input.Value()
	where := ""
	if f.Start < f.End && f.End <= len(typed) {
		where = a.st.Lit.Render(typed[f.Start:f.End]) + "  "
	}
	return where + f.What
}

// hints returns the keys that serve here with a word for each, the most
// wanted first.
func (a *App) hints() [][2]string {
	k := &a.keys
	name := func(b key.Binding) string { return strings.Fields(a.keyName(b))[0] }
	switch a.reader.Prompt() {
	case model.FilterPrompt:
		return [][2]string{{"Enter", "open"}, {name(k.Up), "up"}, {name(k.Down), "down"}, {"Esc", "clear"}, {"Tab", "complete, keep"}}
	case model.PagePrompt, model.OverlayPrompt:
		return [][2]string{{"Enter", "keep"}, {"Esc", "give up"}}
	}
	help := [][2]string{{"?", "help"}, {"q", "quit"}}
	switch {
	case a.reader.Overlay() != model.NoOverlay:
		return append([][2]string{{"/", "search"}, {"Esc", "back"}}, help[1])
	case a.menuUp():
		if kind, _, _ := a.reader.Menu(); kind == model.RelatedMenu {
			return append([][2]string{{"Enter", "read it"}, {"Esc", "back"}, {"i", "names"}}, help...)
		}
		return append([][2]string{{"Enter", "all that name it"}, {"Esc", "back"}, {"m", "related"}}, help...)
	case a.picking && a.reader.Focus() == model.ListPane:
		take := "take"
		if n := len(a.marked); n > 0 {
			take = fmt.Sprintf("take %d marked", n)
		}
		esc := "give up"
		if a.reader.Text() != "" {
			esc = "clear"
		}
		hints := [][2]string{{"Enter", take}, {"Space", "mark"}, {"/", "filter"}, {"Esc", esc}}
		if a.layout.single { // where nothing is read beside the list
			hints = append(hints, [2]string{"l", "read"})
		}
		return append(hints, help[0])
	case a.reader.Focus() == model.ReleasePane:
		hints := [][2]string{{"Esc", "list"}, {"Space", "page"}, {"[ ]", "previous, next"}, {"/", "find"}}
		if a.picking {
			hints = append([][2]string{{"Enter", "take"}}, hints...)
		}
		if len(a.release.search.matches) > 0 {
			hints = append(hints, [2]string{"n N", "next, previous place"})
		}
		hints = append(hints, a.zoomHint()...)
		return append(append(hints, [2]string{"i", "names"}, [2]string{"m", "related"}), help...)
	case a.reader.Focus() == model.FacetPane:
		hints := [][2]string{{"Space", "choose"}, {"r", "range"}, {"X", "take all off"}, {"Esc", "list"}}
		if a.reader.Items()[a.reader.FacetCursor()].Kind == model.HistogramItem {
			l, r := name(k.Collapse), name(k.Expand)
			hints = append([][2]string{{l + " " + r, "move"}, {"v", "mark"}}, hints...)
		}
		return append(hints, help...)
	}
	hints := [][2]string{{"Enter", "read"}, {"/", "filter"}, {"f", "facets"}}
	if a.reader.Text() != "" {
		hints = append(hints, [2]string{"Esc", "clear"})
	}
	if a.reader.Query().Faceted() {
		hints = append(hints, [2]string{"X", "take facets off"})
	}
	return append(append(hints, a.zoomHint()...), help...)
}

// zoomHint returns the hint for z, none where every pane has the whole screen.
func (a *App) zoomHint() [][2]string {
	switch zoom := a.reader.Zoom(); {
	case zoom == model.ReleaseAlone, zoom == model.ListAlone && a.reader.Focus() == model.ReleasePane:
		return [][2]string{{"z", "panes"}}
	case zoom == model.ListAlone:
		return [][2]string{{"z", "release alone"}}
	case a.layout.single:
		return nil
	}
	return [][2]string{{"z", "whole screen"}}
}
