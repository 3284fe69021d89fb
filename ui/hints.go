package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// hint is what the footer says of an action: its key, and a word for what it does
// here. A click on it does it.
type hint struct {
	key, word string
	action    *action
	from, to  int // cells of the footer
}

// hint returns the hint of an action of the present place, by its name, with the
// first of its keys and, where word is "", its name.
func (a *App) hint(name, word string) []hint {
	d := a.actionNamed(name, a.place())
	if d == nil {
		return nil
	}
	if word == "" {
		word = d.name
	}
	key, _, _ := strings.Cut(a.keyName(d.shown), " ")
	return []hint{{key: key, word: word, action: d}}
}

// wanted returns the hints of the present place, the most wanted first.
func (a *App) wanted() (hints []hint) {
	add := func(name, word string) { hints = append(hints, a.hint(name, word)...) }
	r := a.reader
	switch a.place() {
	case inPrompt:
		return a.promptHints()
	case inOverlay:
		add("search", "")
	case inMenu:
		if kind, _, _ := r.Menu(); kind == model.RelatedMenu {
			add("go there", "read it")
			add("names", "")
		} else {
			add("go there", "all that name it")
			add("related", "")
		}
	case inPage:
		return a.pageHints()
	case inFacets:
		if onHistogram(a) {
			hints = append(hints, a.pair("close", "open", "move")...)
			add("mark", "")
		}
		hints = append(hints, hint{key: "Space", word: "choose", action: a.actionNamed("choose", inFacets)})
		if r.Items()[r.FacetCursor()].Kind == model.SearchItem {
			add("remove", "")
		}
		add("range", "")
		if r.Query().Faceted() {
			add("take all off", "")
		}
		if !r.Query().IsZero() {
			add("save", "")
		}
	default:
		if a.o.Pick {
			hints = a.pickHints()
			break
		}
		if r.Listing().Len() == 0 && a.suggestion() != nil {
			add("read", "take it")
		} else {
			add("read", "")
		}
		add("find", "")
		add("facets", "")
		hints = append(hints, a.unreadHint()...)
		if r.Text() != "" {
			add("back", "clear")
		}
		if r.Query().Faceted() {
			add("take all off", "")
		}
		hints = append(hints, a.zoomHint()...)
	}
	return hints
}

func (a *App) pageHints() (hints []hint) {
	add := func(list ...hint) { hints = append(hints, list...) }
	if a.reader.Edition() != nil {
		add(a.editionHints()...)
	}
	add(a.hint("take", "")...)
	add(hint{key: "Space", word: "page", action: a.actionNamed("read on", inPage)})
	add(a.pair("previous", "next", "previous, next")...)
	add(a.hint("find", "")...)
	if len(a.release.search.matches) > 0 {
		add(a.pair("next place", "previous place", "next, previous place")...)
	}
	add(a.zoomHint()...)
	add(a.unreadHint()...)
	add(a.hint("names", "")...)
	return append(hints, a.hint("related", "")...)
}

// unreadHint returns the hint for the next unread release, where it is shown what is
// unread and something is.
func (a *App) unreadHint() []hint {
	if !a.reader.Marking() || a.reader.Unread() == 0 {
		return nil
	}
	return a.hint("next unread", "")
}

// pickHints returns the hints of a chooser's list.
func (a *App) pickHints() (hints []hint) {
	take := ""
	if n := len(a.marked); n > 0 {
		take = fmt.Sprintf("take %d marked", n)
	}
	hints = append(hints, a.hint("take", take)...)
	hints = append(hints, a.hint("mark", "")...)
	hints = append(hints, a.hint("find", "")...)
	if a.reader.Text() != "" {
		hints = append(hints, a.hint("back", "clear")...)
	}
	if a.layout.single { // where nothing is read beside the list
		hints = append(hints, hint{key: "l", word: "read", action: a.actionNamed("read", inList)})
	}
	return hints
}

// pair returns one hint of two actions: a click does the one that is named second.
func (a *App) pair(one, other, word string) []hint {
	first, second := a.hint(one, ""), a.hint(other, word)
	if first == nil || second == nil {
		return nil
	}
	second[0].key = first[0].key + " " + second[0].key
	return second
}

// zoomHint returns the hint for z, none where every pane has the whole screen.
func (a *App) zoomHint() []hint {
	switch zoom := a.reader.Zoom(); {
	case zoom == model.ReleaseAlone, zoom == model.ListAlone && a.reader.Focus() == model.ReleasePane:
		return a.hint("whole screen", "panes")
	case zoom == model.ListAlone:
		return a.hint("whole screen", "release alone")
	case a.layout.single:
		return nil
	}
	return a.hint("whole screen", "")
}

// promptHints returns what serves while something is typed.
func (a *App) promptHints() (hints []hint) {
	prompt, c := a.reader.Prompt(), &a.choices
	switch {
	case prompt == model.PalettePrompt:
		hints = a.hint("take or open", "do it")
	case c.moved && len(c.list) > 0:
		hints = a.hint("take or open", "take it")
	case prompt == model.FilterPrompt && a.reader.Listing().Len() == 0 && a.suggestion() != nil:
		hints = a.hint("take or open", "take it")
	case prompt == model.FilterPrompt && a.o.Pick:
		hints = a.hint("take or open", "take")
	case prompt == model.FilterPrompt:
		hints = a.hint("take or open", "open")
	default:
		hints = a.hint("take or open", "keep")
	}
	if prompt != model.PalettePrompt && len(c.list) > 0 {
		hints = append(hints, a.hint("take", strings.TrimSpace(c.list[c.mark].label))...)
	}
	if len(c.list) > 0 && c.walking || prompt == model.FilterPrompt {
		hints = append(hints, hint{key: a.keyName("↑ ↓"), word: "move", action: a.actionNamed("move down", inPrompt)})
	}
	if prompt == model.FilterPrompt {
		hints = append(hints, a.hint("to the list", "to the list")...)
	}
	return hints
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
			return a.hint("give up", "clear")
		}
		return a.hint("give up", "")
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
		hints = append(a.hint("help", help), hints...)
	}
	return hints
}

// footerHints returns the hints that the footer has room for, beside those at its
// right, which are always there; left is how many cells are taken already.
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

// pinnedWidth returns how many cells the hints at the footer's right end take, with
// the space before them.
func (a *App) pinnedWidth() (n int) {
	for _, h := range a.pinned() {
		n += a.hintWidth(h) + hintGap
	}
	return n
}

// hintGap is how many cells stand between two hints.
const hintGap = 2

// drawHints draws the text at the footer's left, or else the hints of what can
// be done here, and those at its right.
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

// clickFooter does what the hint in cell x of the footer stands for, where text
// stood at its left.
func (a *App) clickFooter(x int, text string) tea.Cmd {
	for _, h := range a.footerHints(a.st.Width(text)) {
		if x >= h.from && x < h.to && h.action != nil {
			return h.action.do(a, times{})
		}
	}
	return nil
}
