package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/model"
)

// What is typed stands in the first row of the screen, and what it may become below it.

// promptKinds has each prompt's label, where there is room and where there is none, and what may be typed.
var promptKinds = [...]struct{ label, short, hint string }{
	model.FilterPrompt:  {"Find: ", "/ ", `words, "phrase", org:, krw>=1tn, 2025-11, ~letters`},
	model.PeriodPrompt:  {"Dates: ", "Dates: ", "2025-11, 2025-11-18..2025-11-25, 7d"},
	model.PagePrompt:    {"Find in the page: ", "/ ", "words"},
	model.OverlayPrompt: {"Find here: ", "/ ", "words"},
	model.FacetPrompt:   {"Find values: ", "/ ", "names, categories, dates"},
	model.SavePrompt:    {"Save as: ", "Save: ", "a name"},
	model.PalettePrompt: {"Do: ", ": ", "any action, by its name"},
}

// promptRoom is how much room what is typed wants at least, in cells.
const promptRoom = 24

// promptLabel returns what stands before what is typed.
func (a *App) promptLabel() string {
	kind := promptKinds[a.reader.Prompt()]
	if a.w < len(kind.label)+promptRoom {
		return " " + kind.short
	}
	return " " + kind.label
}

// The least width at which the prompt says of which period a query is, and how many releases it finds.
const ofBoardWidth, ofBoardCountWidth = 80, 100

// promptRight returns what stands behind what is typed.
func (a *App) promptRight() string {
	typed := a.input.Value()
	switch s := &a.release.search; a.reader.Prompt() {
	case model.FilterPrompt:
		if p, is := a.reader.QueryOfBoard(typed); is && a.w >= ofBoardWidth {
			right := "of the board: " + a.words(p, a.w/2)
			if a.w >= ofBoardCountWidth {
				right += " " + a.st.Sign.dot + " " + releases(a.reader.Listing().Len())
			}
			return right
		}
		if a.layout.title.empty() { // the line covers the list's heading
			return a.listWhere()
		}
	case model.PeriodPrompt:
		n, ok := a.reader.InPeriod(typed)
		if p, is := a.reader.OfBoard(typed); ok && is {
			return fmt.Sprintf("of the board: %s %s %s", a.words(p, a.w/2), a.st.Sign.dot, releases(n))
		} else if ok {
			return releases(n)
		}
	case model.PagePrompt:
		if n := len(s.matches); s.words != "" && n > 0 {
			return fmt.Sprintf("%d of %d", s.at+1, n)
		} else if s.words != "" {
			return "not found"
		}
	}
	return ""
}

// inputWidth returns how much room there is for what is typed.
func (a *App) inputWidth() int {
	return max(1, a.w-len(a.promptLabel())-a.st.Width(a.promptRight())-2)
}

// drawPrompt draws what is typed over the first row, and the choices over those below it.
func (a *App) drawPrompt(rows []string) {
	if a.reader.Prompt() == model.NoPrompt {
		return
	}
	st := a.st
	line, _ := a.input.draw()
	switch {
	case a.input.offered:
		line = st.Selected.Render(line)
	case line == "":
		line = st.Dim.Render(st.Truncate(promptKinds[a.reader.Prompt()].hint, a.inputWidth(), st.Sign.more))
	}
	right := a.promptRight()
	if right != "" {
		right = st.Dim.Render(right) + " "
	}
	rows[0] = st.spread(st.Accent.Render(a.promptLabel())+line, right, a.w)
	from := a.choicesFrom()
	list, _ := a.choices.rows(a, a.w, a.choicesRoom())
	copy(rows[from:], list)
	if len(list) > 0 && from > 1 { // what they stand below is the line that is typed on
		rows[from-1] = st.Accent.Render(strings.Repeat(st.Sign.heavy, a.w))
	}
	end := from + len(list)
	if len(list) == 0 || end >= len(rows)-1 {
		return
	}
	const fewest = 3 // rows of a list below them: of fewer, which may begin within a headline, none
	if rule := a.layout.over[model.ReleasePane].y; !a.layout.beside && !a.layout.single && a.layout.facets.empty() && rule > end && rule-end-1 < fewest {
		for i := end; i < rule; i++ {
			rows[i] = st.fit("", a.w)
		}
		return
	}
	rows[end] = st.Rule.Render(strings.Repeat(st.Sign.line, a.w))
}

// choicesFrom returns the first row of the choices, choicesRoom how many rows they may have.
func (a *App) choicesFrom() int { return max(1, a.layout.top) }
func (a *App) choicesRoom() int { return max(1, (a.h-a.choicesFrom()-1)/2) }

// cursor returns where the terminal's cursor is: in the prompt, or nowhere.
func (a *App) cursor() *tea.Cursor {
	if a.reader.Prompt() == model.NoPrompt || !a.input.Focused() {
		return nil
	}
	_, x := a.input.draw()
	return tea.NewCursor(len(a.promptLabel())+x, 0)
}

// startPrompt puts up a prompt with what was typed on it before.
func (a *App) startPrompt(p model.Prompt) {
	a.reader.StartPrompt(p)
	a.input.Reset()
	a.input.offered = false
	switch p {
	case model.FilterPrompt:
		a.input.SetValue(a.reader.Text())
		a.recall = len(a.reader.History())
	case model.OverlayPrompt:
		a.input.SetValue(a.overlay.words)
	case model.FacetPrompt:
		a.input.SetValue(a.reader.FacetWords())
	}
	a.input.CursorEnd()
	a.input.Focus()
}

func startPrompt(p model.Prompt) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		a.startPrompt(p)
		return nil
	}
}

// giveUp takes the prompt away, and what was typed.
func (a *App) giveUp(times) tea.Cmd {
	r := a.reader
	switch r.Prompt() {
	case model.PagePrompt:
		a.release.search.words = ""
		a.release.search.matches = nil
		a.release.scrollTo(a, a.release.search.from)
	case model.OverlayPrompt:
		a.overlay.search("")
	case model.FacetPrompt:
		r.FindFacet("")
	}
	return r.CancelPrompt()
}

// enter takes what was typed, or the choice that the arrows went to.
func (a *App) enter(times) tea.Cmd {
	if a.choices.moved && len(a.choices.list) > 0 || a.reader.Prompt() == model.PalettePrompt {
		return a.takeChoice()
	}
	return a.enterPrompt(a.reader.Prompt())
}

func (a *App) complete(times) tea.Cmd { return a.takeChoice() }

// toList keeps what was typed into the filter, and lets keys go to the list.
func (a *App) toList(times) tea.Cmd {
	if a.reader.Prompt() == model.FilterPrompt && a.reader.ShowQueryError() { // there is no filter to keep
		return nil
	}
	a.reader.EndPrompt()
	return nil
}

// movePrompt moves among the choices, or in what is searched.
func (a *App) movePrompt(t times) tea.Cmd {
	r := a.reader
	if r.Prompt() == model.FilterPrompt && (t.by == 1 || t.by == -1) && a.fromHistory(t.by < 0) {
		return a.changed()
	}
	if a.choices.walking && len(a.choices.list) > 0 {
		a.choices.move(t.by)
		return nil
	}
	page := t.by
	if t.by != 1 && t.by != -1 {
		page = t.by / 2 * a.listPage()
	}
	switch r.Prompt() {
	case model.FilterPrompt:
		return r.MoveTo(r.Cursor() + page)
	case model.PagePrompt:
		a.release.step(a, min(max(t.by, -1), 1))
	case model.OverlayPrompt:
		a.overlay.scroll(a, page)
	case model.FacetPrompt:
		r.MoveFacet(r.FacetCursor() + page)
	}
	return nil
}

// promptKey does what a key means while a prompt is up: most are typed.
func (a *App) promptKey(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() == "backspace" && a.input.Value() == "" { // nothing to delete: back out, as vi does
		return a.reader.CancelPrompt()
	}
	if msg.Text == "" && !a.input.edits(msg) {
		return a.say(keyLabel(msg) + " does nothing while something is typed.")
	}
	return a.typed(msg)
}

// fromHistory puts an earlier or later query on the filter's line, if nothing else was typed there.
func (a *App) fromHistory(earlier bool) bool {
	history := a.reader.History()
	at := a.recall
	if at > len(history) || a.input.Value() != "" && (at == len(history) || a.input.Value() != history[at]) {
		return false
	}
	if earlier {
		at--
	} else {
		at++
	}
	if at < 0 || at > len(history) {
		return a.recall < len(history) // at an end of the history, stay
	}
	a.recall = at
	a.input.Reset()
	if at < len(history) {
		a.input.SetValue(history[at])
	}
	a.input.CursorEnd()
	return true
}

// typed updates the line that is typed on, and acts on the change.
func (a *App) typed(msg tea.Msg) tea.Cmd {
	old := a.input.Value()
	cmd := a.input.update(msg)
	if a.input.Value() == old {
		return cmd
	}
	return a.changed()
}

// changed acts on what stands on the line now.
func (a *App) changed() tea.Cmd {
	switch words := a.input.Value(); a.reader.Prompt() {
	case model.FilterPrompt:
		return a.reader.SetLetters(words)
	case model.PagePrompt:
		a.release.find(a, words)
	case model.OverlayPrompt:
		a.overlay.search(words)
	case model.FacetPrompt:
		a.reader.FindFacet(words)
	}
	return nil
}

// found takes in an answer, and does what Enter was pressed for.
func (a *App) found(msg model.Found) tea.Cmd {
	cmd := a.reader.Update(msg)
	if err := a.reader.Err(); err != nil && a.reader.Listing().Known() { // else the list's place tells it
		a.note, a.warning = err.Error(), true
	}
	return tea.Batch(cmd, a.enterAgain())
}

// enterAgain does what Enter was pressed for, where that had to wait.
func (a *App) enterAgain() tea.Cmd {
	if !a.entered || a.reader.Searching() || a.o.Pick && a.reader.Provisional() {
		return nil
	}
	a.entered = false
	if p := a.reader.Prompt(); p != model.NoPrompt || !a.o.Pick {
		return a.enterPrompt(p)
	}
	if a.reader.Listing().Len() == 0 {
		return a.say("The list is empty: there is nothing to take.")
	}
	return a.pick(times{})
}

// enterPrompt takes what was typed.
func (a *App) enterPrompt(p model.Prompt) tea.Cmd {
	r := a.reader
	switch p {
	case model.FilterPrompt:
		if r.ShowQueryError() { // what is listed is of an earlier query, too
			return nil
		}
		if r.Searching() { // what is listed is not what was asked for
			a.entered = true
			return nil
		}
		if r.Listing().Len() == 0 && a.suggestion() != nil {
			return a.acceptSuggestion()
		}
		if r.Listing().Len() == 0 {
			a.note, a.warning = "Nothing matches: Esc clears the filter.", true
			return nil
		}
		if a.o.Pick {
			return a.pick(times{})
		}
		a.open()
	case model.PeriodPrompt:
		if strings.TrimSpace(a.input.Value()) == "" {
			r.EndPrompt()
			return nil
		}
		cmd, err := r.AddPeriod(a.input.Value())
		if err != nil {
			a.note, a.warning = err.Error(), true
			return nil
		}
		r.EndPrompt()
		return cmd
	case model.SavePrompt:
		return a.saveAs()
	case model.PagePrompt:
		if a.release.search.words != "" && len(a.release.search.matches) == 0 {
			a.note, a.warning = "Not found in this release.", true
			a.release.search.words = "" // it is not looked for in the next one
		}
		r.EndPrompt()
	default:
		r.EndPrompt()
	}
	return nil
}

// paste types pasted text as one line, without the escape sequences of a terminal.
func (a *App) paste(text string) tea.Cmd {
	a.note, a.warning = "", false
	if a.reader.Prompt() == model.NoPrompt {
		return a.say("Nothing is being typed: press / first, then paste.")
	}
	text, _ = data.SanitizeLine(ansi.Strip(text))
	text = strings.TrimRight(text, " ") // a line end, most of the time
	if n := utf8.RuneCountInString(a.input.Value() + text); n > maxTyped {
		a.note, a.warning = fmt.Sprintf("The pasted text was cut: a line has at most %d characters.", maxTyped), true
	}
	return a.typed(tea.PasteMsg{Content: text})
}
