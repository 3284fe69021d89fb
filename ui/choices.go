package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/text"
	"pressroom/model"
)

// choices are the completions of what is typed, in a list below it; Tab takes the marked one.
type choices struct {
	list    []choice
	of      choicesOf
	mark    int
	moved   bool // by the arrows: Enter takes it, too
	walking bool // the arrows move in them
}

// choicesOf is what choices depend on.
type choicesOf struct {
	prompt  model.Prompt
	typed   string
	listing *model.Listing
	near    *model.Suggestion
}

// choice is one of them.
type choice struct {
	label, more string // its name, and what stands beside that
	right       string // its count, or its key
	text        string // what the line becomes
	action      *action
	search      string // the saved search that is asked for
	near        bool   // it is what no release has, spelled as one has it
	chip        int    // with none of these, the chip that is taken off
}

// How choices are drawn.
const (
	mostChoices  = 6 // at once, at most
	mostCommands = 12
	choicesWidth = 36 // cells from a label to its count at least
)

// follow brings the choices up to what is typed.
func (c *choices) follow(a *App) {
	of := choicesOf{a.reader.Prompt(), a.input.Value(), a.reader.Listing(), a.suggestion()}
	if of == c.of {
		return
	}
	if of.prompt != c.of.prompt || of.typed != c.of.typed {
		c.mark, c.moved = 0, false
	}
	c.of, c.list, c.walking = of, nil, true
	var list []model.Completion
	switch of.prompt {
	case model.FilterPrompt:
		list, c.walking = a.reader.Completions(of.typed)
		if of.near != nil && a.reader.Listing().Len() > 0 { // else it stands in the list's place
			c.list, c.walking = []choice{{label: of.near.Words, more: "did you mean this?", right: thousands(of.near.Count), near: true}}, true
		}
	case model.PeriodPrompt:
		list = a.reader.Periods(of.typed)
	case model.PalettePrompt:
		c.list = a.commands(of.typed)
	}
	for _, v := range list {
		right := ""
		if v.Count >= 0 {
			right = thousands(v.Count)
		}
		c.list = append(c.list, choice{label: v.Label, right: right, text: v.Text})
	}
	c.mark = min(c.mark, max(0, len(c.list)-1))
}

// commands returns the actions of the place below the palette, those first that begin with the typed text.
func (a *App) commands(typed string) (list []choice) {
	in := a.below()
	words := strings.Fields(text.Fold(typed))
	if name := strings.Join(words, " "); a.isWithheld(name, in) {
		return nil
	}
	ranks := map[string]int{}
	add := func(c choice) {
		folded := text.Fold(c.label + " " + c.more)
		if !holds(folded, words) || ranks[c.label+c.more] > 0 {
			return
		}
		rank := 3
		switch name := text.Fold(c.label); {
		case len(words) > 0 && strings.HasPrefix(name, words[0]):
			rank = 1
		case len(words) > 0 && strings.Contains(" "+folded, " "+words[0]):
			rank = 2
		}
		ranks[c.label+c.more] = rank
		list = append(list, c)
	}
	for _, s := range a.reader.Searches() {
		add(choice{label: "saved", more: s.Name, right: foundBy(s.SavedCount), search: s.Name})
	}
	for i, chip := range a.reader.Chips() {
		add(choice{label: "take off", more: chip, chip: i})
	}
	for _, first := range []bool{false, true} { // moving comes last: its keys are well known
		for _, s := range a.keys {
			for i := range s.actions {
				if d := &s.actions[i]; d.in&in != 0 && d.help != "" && d.offered(a) && d.name != "command" && (s.title == movingTitle) == first {
					add(choice{label: d.name, more: d.help, right: a.keyName(d.shown), action: d})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(c, d choice) int { return ranks[c.label+c.more] - ranks[d.label+d.more] })
	return list
}

// isWithheld reports whether a name is that of an action which this session does not have:
// another one that the word is in must not be done in its place.
func (a *App) isWithheld(name string, in place) bool {
	withheld := false
	for _, s := range a.keys {
		for i := range s.actions {
			if d := &s.actions[i]; d.name == name && d.in&in != 0 {
				withheld = true
			}
		}
	}
	return withheld && a.actionNamed(name, in) == nil
}

func (c *choices) move(n int) {
	c.mark, c.moved = min(max(c.mark+n, 0), max(0, len(c.list)-1)), true
}

func (a *App) takeChoice() tea.Cmd {
	if len(a.choices.list) == 0 && a.reader.Prompt() == model.FilterPrompt && a.suggestion() != nil {
		return a.acceptSuggestion()
	}
	if len(a.choices.list) == 0 {
		a.note = "No completion begins like this: type on, or press Enter."
		if a.reader.Prompt() == model.PalettePrompt {
			a.note = "No command here has this name."
		}
		return nil
	}
	c := a.choices.list[a.choices.mark]
	switch {
	case c.near:
		return a.acceptSuggestion()
	case c.text != "":
		a.input.SetValue(c.text)
		a.input.CursorEnd()
		return a.changed()
	case c.search != "":
		a.reader.CancelPrompt()
		return a.chooseSearch(c.search)
	case c.action != nil:
		a.reader.CancelPrompt()
		return c.action.do(a, times{})
	}
	a.reader.CancelPrompt()
	return a.reader.RemoveChip(c.chip)
}

// overChoices reports whether row y of the screen shows a choice.
func (a *App) overChoices(y int) bool {
	rows, _ := a.choices.rows(a, a.w, a.choicesRoom())
	return y >= a.choicesFrom() && y < a.choicesFrom()+len(rows)
}

// clickChoice takes the choice in row y of the screen.
func (a *App) clickChoice(y int) tea.Cmd {
	if !a.overChoices(y) {
		return nil
	}
	_, top := a.choices.rows(a, a.w, a.choicesRoom())
	a.choices.mark = top + y - a.choicesFrom()
	return a.takeChoice()
}

// rows returns the choices that are seen, in at most h lines of w cells, and the first of them.
func (c *choices) rows(a *App, w, h int) (rows []string, top int) {
	most := mostChoices
	if c.of.prompt == model.PalettePrompt {
		most = mostCommands
	}
	h = min(h, most, len(c.list))
	if h <= 0 {
		return nil, 0
	}
	st := a.st
	top = min(max(c.mark-h/2, 0), len(c.list)-h)
	label, more, right := 0, 0, 0
	for _, v := range c.list {
		label, more, right = max(label, st.Width(v.label)), max(more, st.Width(v.more)+2), max(right, st.Width(v.right))
	}
	wide := min(w, max(label+more+right+6, choicesWidth))
	for i, v := range c.list[top : top+h] {
		mark, base, dim := st.atCursor(top+i == c.mark)
		text := v.label
		if v.more != "" {
			text = st.fit(v.label, min(label, w/2)) + "  "
		}
		text = st.Truncate(text, max(wide-3-st.Width(v.right), 1), st.Sign.more)
		rest := st.Truncate(v.more, max(wide-3-st.Width(text+v.right), 0), st.Sign.more)
		gap := strings.Repeat(" ", max(wide-2-st.Width(text+rest+v.right), 0))
		rows = append(rows, st.fit(mark+base.Render(text)+dim.Render(rest+gap+v.right)+st.blank(base, 1), w))
	}
	return rows, top
}
