package ui

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/screen"
)

// press does what a key press asks for. Outside of prompts a Korean letter is the key that it lies on.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	if a.place() == inPrompt {
		return a.key(msg)
	}
	var cmds []tea.Cmd
	for _, k := range latin(msg) {
		cmds = append(cmds, a.key(k))
	}
	return tea.Batch(cmds...)
}

// maxCount is the greatest number that can be typed before a key.
const maxCount = 1_000_000

func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	a.passMessage()
	a.note, a.warning, a.entered = "", false, false
	name, in := msg.String(), a.place()
	if in&inText != 0 && len(name) == 1 && (name[0] >= '1' && name[0] <= '9' || name == "0" && a.count > 0) {
		a.count = min(10*a.count+int(name[0]-'0'), maxCount)
		return nil
	}
	n, before := a.count, a.before
	a.count, a.before = 0, name
	d := a.actionOf(name, in)
	switch {
	case d != nil:
		return d.do(a, times{n: n, again: name == before})
	case in == inPrompt:
		return a.promptKey(msg)
	case in != inNothing:
		a.note = keyLabel(msg) + " does nothing here: ? shows what does."
	}
	return nil
}

// times is how the key of an action was repeated.
type times struct {
	n     int  // the number that was typed before the key, 0 for none
	again bool // the key was pressed twice in a row
	by    int  // the step of the action: see [by]
}

// by returns what an action does in steps of n: with -1 it goes back.
func by(n int, do func(*App, times) tea.Cmd) func(*App, times) tea.Cmd {
	return func(a *App, t times) tea.Cmd {
		t.by = n
		return do(a, t)
	}
}

// step returns the step, as often as was typed.
func (t times) step() int { return t.by * t.or1() }

// or1 returns the number, 1 where none was typed.
func (t times) or1() int { return max(t.n, 1) }

// keyLabel returns how a key is called that does nothing.
func keyLabel(msg tea.KeyPressMsg) string {
	name, _ := data.SanitizeLine(msg.String())
	runes := []rune(name)
	if len(runes) == 0 {
		return "This key"
	}
	if len(runes) > 1 {
		runes[0] = unicode.ToUpper(runes[0])
		return strings.ReplaceAll(string(runes), "+", "-")
	}
	return string(runes)
}

// withoutAlt returns the key that was pressed with Alt: Esc and then a key, close together, come as the same bytes.
func withoutAlt(msg tea.KeyPressMsg) (plain tea.KeyPressMsg, ok bool) {
	if !msg.Mod.Contains(tea.ModAlt) || msg.Code > unicode.MaxASCII {
		return msg, false
	}
	msg.Mod &^= tea.ModAlt
	if msg.Code >= ' ' && msg.Code < 0x7f && !msg.Mod.Contains(tea.ModCtrl) {
		letter := msg.Code
		if msg.Mod.Contains(tea.ModShift) {
			letter = unicode.ToUpper(letter)
		}
		msg.Text = string(letter)
	}
	return msg, true
}

// both updates with two messages, one after the other.
func (a *App) both(first, second tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := a.Update(first)
	_, then := a.Update(second)
	return a, tea.Batch(cmd, then)
}

// redraw draws the screen anew, and lists what is asked for by the marks as they are now.
func (a *App) redraw(times) tea.Cmd {
	return tea.Batch(func() tea.Msg { return screen.Redraw{} }, a.reader.AskAgain())
}

// quitByTwo quits at the second of two keys.
func (a *App) quitByTwo(t times) tea.Cmd {
	if t.again {
		return tea.Quit
	}
	return a.say("Press Z again to quit.")
}

// quitHere goes one level back, and quits from the list.
func (a *App) quitHere(times) tea.Cmd {
	if a.place()&(inList|inNothing) != 0 {
		return tea.Quit
	}
	return a.oneBack(times{})
}

func (a *App) oneBack(times) tea.Cmd {
	_, cmd := a.reader.Back()
	return cmd
}

// escape takes back what was typed or searched for last, or goes one level back.
func (a *App) escape(times) tea.Cmd {
	r := a.reader
	switch in := a.place(); {
	case in == inOverlay && a.overlay.words != "":
		a.overlay.search("")
		return nil
	case in == inPage && a.release.search.words != "":
		a.release.search = pageSearch{}
		return nil
	case in == inFacets && r.FacetWords() != "":
		r.FindFacet("")
		return nil
	case in == inList && a.o.Pick && r.Text() == "":
		return tea.Quit
	}
	left, cmd := r.Back()
	if !left {
		a.note = "q quits."
		if r.Query().Faceted() {
			a.note = "X clears the chosen facets."
		}
	}
	return cmd
}

// goBack goes to the view before, or with -1 to the one after it again.
func (a *App) goBack(t times) tea.Cmd {
	if t.by > 0 && a.reader.LeaveEdition() {
		return nil
	}
	cmd, there := a.reader.GoBack(t.step())
	if !there {
		return a.say(map[int]string{1: "This is where it began.", -1: "This is the last view."}[t.by])
	}
	a.release.search, a.release.jump, a.release.drawn = pageSearch{}, 0, false
	return cmd
}

// nextHelp shows the help of keys, then that of queries, then none.
func (a *App) nextHelp(times) tea.Cmd {
	switch a.reader.Overlay() {
	case model.HelpOverlay:
		a.openOverlay(model.QueryOverlay)
	case model.QueryOverlay:
		a.reader.ShowOverlay(model.NoOverlay)
	default:
		a.openOverlay(model.HelpOverlay)
	}
	return nil
}

// turn lets keys go to the next pane, or with -1 to the previous one.
func (a *App) turn(t times) tea.Cmd {
	order := []model.Pane{model.ListPane, model.ReleasePane, model.FacetPane}
	at := slices.Index(order, a.reader.Focus())
	a.reader.Enter(order[wrapped(at+t.by, len(order))])
	return nil
}

// wrapped returns place i of n, counted on from the other end where it is beyond one.
func wrapped(i, n int) int { return (i%n + n) % n }

func (a *App) toggleFacets(times) tea.Cmd {
	to := model.FacetPane
	if a.reader.Focus() == to {
		to = model.ListPane
	}
	a.reader.Enter(to)
	return nil
}

func (a *App) zoomOn(times) tea.Cmd {
	if a.layout.single && a.reader.Zoom() == model.Panes {
		return a.say("Each pane has the whole screen.")
	}
	a.reader.ZoomOn()
	return nil
}

func (a *App) toggleMouse(times) tea.Cmd {
	a.mouse = !a.mouse
	a.note = "The mouse is off: mark text with it. Ctrl-t turns it on."
	if a.mouse {
		a.note = "The mouse is on."
	}
	return nil
}

func (a *App) openRelease(times) tea.Cmd {
	if a.reader.Listing().Len() == 0 && a.suggestion() != nil {
		return a.acceptSuggestion()
	}
	a.open()
	return nil
}

// open opens the release under the cursor, where it was read or at the first place found.
func (a *App) open() {
	r := a.reader
	if r.Listing().Len() == 0 {
		a.note = "The list is empty: there is nothing to read."
		return
	}
	a.release.search = pageSearch{}
	under := r.At(r.Cursor())
	a.release.goTo(r.Listing().Query.Sought(), under.ID)
	if r.IsCorrected(under.Number) {
		a.note = "Corrected since you read it: v shows what changed."
	}
	r.Open()
}

// readUnder has the release under the cursor begin at the first place found, if it is being read.
func (a *App) readUnder() {
	if r := a.reader; r.Focus() == model.ReleasePane {
		a.release.goTo(r.Listing().Query.Sought(), r.At(r.Cursor()).ID)
	}
}

// stepReleases goes to another release of the list.
func (a *App) stepReleases(t times) tea.Cmd {
	r := a.reader
	if !r.Step(t.step()) {
		a.note = map[int]string{1: "This is the last release of the list.", -1: "This is the first release of the list."}[t.by]
	} else {
		a.readUnder()
	}
	return nil
}

// stepMatches goes to another place that is found in the page.
func (a *App) stepMatches(t times) tea.Cmd {
	if !a.release.stepChanges(a, t.step()) && !a.release.step(a, t.step()) {
		a.note = "There is no search yet: / finds words in the page."
		if a.reader.Edition() != nil && a.page() == nil {
			a.note = "The versions are still being compared."
		}
	}
	return nil
}

// stepHits goes to another place that the query finds, also of the next release.
func (a *App) stepHits(t times) tea.Cmd {
	r, p := a.reader, &a.release
	query := r.Listing().Query.Sought()
	if query.IsZero() || r.Listing().Len() == 0 {
		return a.say("There is no search yet: / finds headlines and texts.")
	}
	for range t.or1() {
		shown := r.Shown()
		under := shown != nil && shown.ID == r.At(r.Cursor()).ID
		if under && a.page() != nil && p.search.key == a.pageKey(shown) && p.onward(a, t.by) {
			continue
		}
		if !r.Step(t.by) {
			return a.say(map[int]string{1: "This is the last place found.", -1: "This is the first place found."}[t.by])
		}
		p.jump = t.by
	}
	return nil
}

func (a *App) toggleItem(times) tea.Cmd {
	if it := a.reader.Items()[a.reader.FacetCursor()]; it.Kind == model.SearchItem {
		return a.chooseSearch(it.Name)
	}
	return a.reader.ToggleItem(a.bars())
}

// expand shows the parts of a year or month, or hides them; on the histogram it goes to another bar.
func (a *App) expand(t times) tea.Cmd {
	if bars := a.bars(); onHistogram(a) {
		a.reader.MoveBar(bars, a.reader.BarCursor(bars)+t.step())
	} else {
		a.reader.OpenItem(t.by > 0)
	}
	return nil
}

func (a *App) markBar(times) tea.Cmd {
	if !onHistogram(a) {
		return a.say("v marks a span of bars: they are at the top.")
	}
	a.reader.MarkBar()
	return nil
}

func (a *App) clearFacets(times) tea.Cmd {
	if !a.reader.Query().Faceted() {
		a.note = "No facet is chosen."
	}
	return a.reader.ClearFacets()
}

// removeLast takes the facets off that were chosen last.
func (a *App) removeLast(t times) tea.Cmd {
	if !a.reader.Query().Faceted() {
		a.note = "No facet is chosen."
	}
	return a.reader.RemoveChips(t.or1())
}

func (a *App) startFind(times) tea.Cmd {
	a.startPrompt(model.PagePrompt)
	a.release.search.from = a.release.top
	return nil
}

func startPrompt(p model.Prompt) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		a.startPrompt(p)
		return nil
	}
}

func (a *App) quit(times) tea.Cmd    { return tea.Quit }
func (a *App) suspend(times) tea.Cmd { return tea.Suspend }
