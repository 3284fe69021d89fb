package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// hint is a key and a word for what it does, in the footer. A click does it.
type hint struct {
	key, word string
	action    *action
	from, to  int // cells of the footer
}

// hints returns hints of actions that the present place has, by their names, or as name=word for another word.
func (a *App) hints(names ...string) (list []hint) {
	for _, n := range names {
		name, word, _ := strings.Cut(n, "=")
		if d := a.actionNamed(name, a.place()); d != nil {
			key, _, _ := strings.Cut(a.keyName(d.shown), " ")
			list = append(list, hint{key: key, word: cmp.Or(word, d.name), action: d})
		}
	}
	return list
}

// hintsIf returns hints where a condition holds, and else none.
func (a *App) hintsIf(holds bool, names ...string) []hint {
	if !holds {
		return nil
	}
	return a.hints(names...)
}

// wanted returns the hints of the present place, the most wanted first.
func (a *App) wanted() []hint {
	switch a.place() {
	case inPrompt:
		return a.promptHints()
	case inOverlay:
		return a.hints("search")
	case inMenu:
		if kind, _, _ := a.reader.Menu(); kind == model.RelatedMenu {
			return a.hints("go there=read it", "names")
		}
		return a.hints("go there=all that name it", "related")
	case inPage:
		return a.pageHints()
	case inFacets:
		return a.facetHints()
	}
	if a.o.Pick {
		return a.pickHints()
	}
	return a.listHints()
}

func (a *App) listHints() []hint {
	r, read := a.reader, "read"
	if r.Listing().Len() == 0 && a.suggestion() != nil {
		read = "read=take it"
	}
	return slices.Concat(a.hints(read, "find", "facets"), a.unreadHint(), a.hintsIf(r.Text() != "", "back=clear"),
		a.hintsIf(r.Query().Faceted(), "take all off"), a.zoomHint())
}

func (a *App) facetHints() (hints []hint) {
	r := a.reader
	if onHistogram(a) {
		hints = append(a.pair("close", "open", "move"), a.hints("mark")...)
	}
	hints = append(hints, hint{key: "Space", word: "choose", action: a.actionNamed("choose", inFacets)})
	return slices.Concat(hints, a.hintsIf(r.Items()[r.FacetCursor()].Kind == model.SearchItem, "remove"), a.hints("range"),
		a.hintsIf(r.Query().Faceted(), "take all off"), a.hintsIf(!r.Query().IsZero(), "save"))
}

func (a *App) pageHints() []hint {
	var edition, places []hint
	if a.reader.Edition() != nil {
		edition = a.editionHints()
	}
	if len(a.release.search.matches) > 0 {
		places = a.pair("next place", "previous place", "next, previous place")
	}
	page := hint{key: "Space", word: "page", action: a.actionNamed("read on", inPage)}
	return slices.Concat(edition, a.hints("take"), []hint{page}, a.pair("previous", "next", "previous, next"), a.hints("find"),
		places, a.zoomHint(), a.unreadHint(), a.hints("names", "related"))
}

// unreadHint returns the hint for the next unread release, where there is one.
func (a *App) unreadHint() []hint {
	return a.hintsIf(a.reader.Marking() && a.reader.Unread() > 0, "next unread")
}

// pickHints returns the hints of a chooser's list.
func (a *App) pickHints() []hint {
	take := "take"
	if n := len(a.marked); n > 0 {
		take = fmt.Sprintf("take=take %d marked", n)
	}
	hints := append(a.hints(take, "mark", "find"), a.hintsIf(a.reader.Text() != "", "back=clear")...)
	if a.layout.single { // where nothing is read beside the list
		hints = append(hints, hint{key: "l", word: "read", action: a.actionNamed("read", inList)})
	}
	return hints
}

// pair returns one hint of two actions: a click does the one that is named second.
func (a *App) pair(one, other, word string) []hint {
	both := a.hints(one, other+"="+word)
	if len(both) < 2 {
		return nil
	}
	both[1].key = both[0].key + " " + both[1].key
	return both[1:]
}

// zoomHint returns the hint for z, none where every pane has the whole screen.
func (a *App) zoomHint() []hint {
	switch zoom := a.reader.Zoom(); {
	case zoom == model.ReleaseAlone, zoom == model.ListAlone && a.reader.Focus() == model.ReleasePane:
		return a.hints("whole screen=panes")
	case zoom == model.ListAlone:
		return a.hints("whole screen=release alone")
	case a.layout.single:
		return nil
	}
	return a.hints("whole screen")
}

// promptHints returns what serves while something is typed.
func (a *App) promptHints() (hints []hint) {
	prompt, c := a.reader.Prompt(), &a.choices
	enter := "keep"
	switch {
	case prompt == model.PalettePrompt:
		enter = "do it"
	case c.moved && len(c.list) > 0, prompt == model.FilterPrompt && a.reader.Listing().Len() == 0 && a.suggestion() != nil:
		enter = "take it"
	case prompt == model.FilterPrompt && a.o.Pick:
		enter = "take"
	case prompt == model.FilterPrompt:
		enter = "open"
	}
	hints = a.hints("take or open=" + enter)
	if prompt != model.PalettePrompt && len(c.list) > 0 {
		hints = append(hints, a.hints("take="+strings.TrimSpace(c.list[c.mark].label))...)
	}
	if len(c.list) > 0 && c.walking || prompt == model.FilterPrompt {
		hints = append(hints, hint{key: a.keyName("↑ ↓"), word: "move", action: a.actionNamed("move down", inPrompt)})
	}
	return append(hints, a.hintsIf(prompt == model.FilterPrompt, "to the list")...)
}

// pinned returns the hints at the footer's right end: the help, and the way back.
func (a *App) pinned() []hint {
	if a.layout.footer.empty() { // a message has the row
		return nil
	}
	help, back := "keys", "back"
	switch a.place() {
	case inPrompt:
		if a.reader.Prompt() == model.FilterPrompt {
			return a.hints("give up=clear")
		}
		return a.hints("give up")
	case inOverlay:
		switch a.reader.Overlay() {
		case model.HelpOverlay:
			help = "queries"
		case model.QueryOverlay:
			help = ""
		}
	case inMenu:
	case inPage, inFacets:
		back = "list"
		if a.reader.Edition() != nil {
			back = "release"
		}
	default:
		back = "quit"
		if a.o.Pick {
			back = "give up"
		}
	}
	hints := []hint{{key: "q", word: back, action: a.actionOf("q", a.place())}}
	if help != "" {
		hints = append(a.hints("help="+help), hints...)
	}
	return hints
}

// footerHints returns the hints that there is room for when left cells are taken; those at the right always stand.
func (a *App) footerHints(left int) []hint {
	pinned, right := a.pinned(), a.pinnedWidth()
	x := a.w - right + 1
	for i := range pinned {
		pinned[i].from, pinned[i].to = x, x+a.hintWidth(pinned[i])
		x = pinned[i].to + hintGap
	}
	if left > 0 {
		return pinned
	}
	var hints []hint
	x = 1
	for _, h := range a.wanted() {
		h.from, h.to = x, x+a.hintWidth(h)
		if h.to+hintGap > a.w-right {
			break
		}
		hints = append(hints, h)
		x = h.to + hintGap
	}
	return append(hints, pinned...)
}

// hintWidth returns how many cells a hint takes.
func (a *App) hintWidth(h hint) int { return a.st.Width(h.key) + 1 + a.st.Width(h.word) }

// pinnedWidth returns how many cells the hints at the footer's right end take.
func (a *App) pinnedWidth() (n int) {
	for _, h := range a.pinned() {
		n += a.hintWidth(h) + hintGap
	}
	return n
}

// hintGap is how many cells stand between two hints.
const hintGap = 2

// drawHints draws the text at the footer's left, or else hints, and those at its right.
func (a *App) drawHints(text string) string {
	st := a.st
	var b strings.Builder
	b.WriteString(text)
	x := st.Width(text)
	for _, h := range a.footerHints(x) {
		b.WriteString(strings.Repeat(" ", max(0, h.from-x)))
		b.WriteString(st.Strong.Render(h.key) + " " + st.Dim.Render(h.word))
		x = h.to
	}
	return st.fit(b.String(), a.w)
}

// clickFooter does what the hint in cell x of the footer stands for.
func (a *App) clickFooter(x int, text string) tea.Cmd {
	for _, h := range a.footerHints(a.st.Width(text)) {
		if x >= h.from && x < h.to && h.action != nil {
			return h.action.do(a, times{})
		}
	}
	return nil
}
