package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/model"
)

// startPrompt puts up a prompt with what was typed on it before.
func (a *App) startPrompt(p model.Prompt) {
	a.reader.StartPrompt(p)
	a.input.Reset()
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

// promptKey does what a key means while a prompt is up: most are typed.
func (a *App) promptKey(msg tea.KeyPressMsg) tea.Cmd {
	r := a.reader
	prompt := r.Prompt()
	switch msg.String() {
	case "esc":
		switch prompt {
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
	case "enter":
		return a.enterPrompt(prompt)
	case "tab":
		if prompt == model.FilterPrompt {
			return a.complete()
		}
		return nil
	case "up", "down":
		if prompt == model.FilterPrompt && a.fromHistory(msg.String() == "up") {
			return a.reader.SetLetters(a.input.Value())
		}
	}
	switch msg.String() {
	case "up", "down", "pgup", "pgdown", "ctrl+p", "ctrl+n":
		by := map[string]int{"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1, "pgup": -a.listPage(), "pgdown": a.listPage()}[msg.String()]
		switch prompt {
		case model.FilterPrompt:
			return r.MoveTo(r.Cursor() + by)
		case model.PagePrompt:
			a.release.step(a, min(max(by, -1), 1))
		case model.OverlayPrompt:
			a.overlay.scroll(a, by)
		case model.FacetPrompt:
			r.MoveFacet(r.FacetCursor() + by)
		}
		return nil
	case "backspace":
		if a.input.Value() == "" { // nothing to delete: back out, as vi does
			return r.CancelPrompt()
		}
	}
	return a.typed(msg)
}

// fromHistory puts an earlier query on the filter's line, or a later one. The
// arrows do so on an empty line, and until something is typed; otherwise they
// move in the list.
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

// complete writes out the field or value at the end of the filter, the next
// one at each further Tab; where there is nothing to write out it keeps the
// filter and goes to the list.
func (a *App) complete() tea.Cmd {
	typed := a.input.Value()
	c := &a.completion
	if len(c.texts) < 2 || c.texts[c.at] != typed { // a field that is written out goes on to its values
		texts, from := a.reader.Completions(typed)
		*c = completion{texts: texts, from: from, at: -1}
	}
	if len(c.texts) == 0 || len(c.texts) == 1 && c.texts[0] == typed {
		*c = completion{}
		if a.reader.Fault() != nil { // there is no filter to keep
			return nil
		}
		a.reader.EndPrompt()
		return nil
	}
	c.at = (c.at + 1) % len(c.texts)
	a.input.SetValue(c.texts[c.at])
	a.input.CursorEnd()
	if len(c.texts) > 1 {
		a.note = c.String()
	}
	return a.reader.SetLetters(a.input.Value())
}

// completion is the ways to go on that Tab walks through.
type completion struct {
	texts []string
	from  int // the byte at which they begin to differ
	at    int
}

// String lists the ways to go on, from the present one.
func (c completion) String() string {
	var b strings.Builder
	for i := range c.texts {
		b.WriteString(c.texts[(c.at+i)%len(c.texts)][c.from:] + "  ")
	}
	return b.String()
}

// inputText returns what is shown of the line that is typed on.
func (a *App) inputText() string {
	text, _ := a.input.draw()
	return text
}

// typed hands a message to the line that is typed on, and acts on the change.
func (a *App) typed(msg tea.Msg) tea.Cmd {
	old := a.input.Value()
	cmd := a.input.update(msg)
	words := a.input.Value()
	if words == old {
		return cmd
	}
	switch a.reader.Prompt() {
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

// found takes in what a query finds, or what kept it from being answered, and
// does what Enter was pressed for.
func (a *App) found(msg model.Found) tea.Cmd {
	cmd := a.reader.Update(msg)
	if err := a.reader.Err(); err != nil && a.reader.Listing().Known() { // else the list's place tells it
		a.note, a.warning = err.Error(), true
	}
	return tea.Batch(cmd, a.enterAgain())
}

// enterAgain does what Enter was pressed for, where that had to wait.
func (a *App) enterAgain() tea.Cmd {
	if !a.entered || a.reader.Searching() || a.picking && a.reader.Provisional() {
		return nil
	}
	a.entered = false
	if p := a.reader.Prompt(); p != model.NoPrompt || !a.picking {
		return a.enterPrompt(p)
	}
	if a.reader.Listing().Len() == 0 {
		a.note = "Nothing is listed to take."
		return nil
	}
	return a.pick(times{})
}

// enterPrompt takes what was typed.
func (a *App) enterPrompt(p model.Prompt) tea.Cmd {
	r := a.reader
	switch p {
	case model.FilterPrompt:
		if r.Fault() != nil { // what is listed is of an earlier query, too
			return nil
		}
		if r.Searching() { // what is listed is not what was asked for
			a.entered = true
			return nil
		}
		if r.Listing().Len() == 0 {
			a.note, a.warning = "Nothing matches: Esc clears the filter.", true
			return nil
		}
		if a.picking {
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
	case model.PagePrompt:
		if a.release.search.words != "" && len(a.release.search.matches) == 0 {
			a.note, a.warning = "Not found in this release.", true
		}
		r.EndPrompt()
	default:
		r.EndPrompt()
	}
	return nil
}

// paste types pasted text, as one line, where something is typed.
func (a *App) paste(text string) tea.Cmd {
	if a.reader.Prompt() == model.NoPrompt {
		return nil
	}
	text, _ = data.SanitizeLine(text)
	return a.typed(tea.PasteMsg{Content: text})
}
