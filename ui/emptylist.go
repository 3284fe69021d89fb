package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/model"
)

// nothingListed returns the lines of a list without rows: why there are none.
func (a *App) nothingListed(w, h int) []string {
	text := a.st.Wrap(strings.Join(a.whyNothing(), "\n"), max(w-3, 8))
	skip := 1 // a blank line, where there is room
	if h <= len(text) {
		skip = 0
	}
	var out []string
	for i := range h {
		line := ""
		if i >= skip && i-skip < len(text) {
			line = "  " + text[i-skip]
		}
		out = append(out, a.st.fit(line, w))
	}
	return out
}

// whyNothing returns why nothing is listed, and what to do.
func (a *App) whyNothing() []string {
	r := a.reader
	q := r.Listing().Query
	switch {
	case r.Library().Len() == 0:
		return []string{"There are no releases."}
	case r.Err() != nil && !r.Listing().Known():
		return []string{"The query cannot be answered:", a.reason(r.Err()) + "."}
	case r.Waiting() && q.Texted():
		return []string{"Searching the texts" + a.st.Sign.more}
	case r.Waiting():
		return []string{"Searching" + a.st.Sign.more}
	case !r.Listing().Known():
		return nil
	case r.HeadlinesOnly():
		return []string{"No headline matches.", "", "So many texts are searched for", `words in quotation marks: "word"`}
	}
	text := []string{a.nothingHas()}
	if near := a.suggestion(); near != nil {
		text = append(text, "", fmt.Sprintf("Did you mean %s (%s)? %s takes it.", near.Words, thousands(near.Count), a.keyName("Enter")))
	}
	if p, outside := a.outside(); outside {
		text = append(text, "", p)
	}
	if q.Texted() {
		text = append(text, "", "Esc clears what is typed.")
	}
	if q.Faceted() && r.Prompt() != model.FilterPrompt { // where X is a letter
		text = append(text, "", "X clears the chosen facets.")
	}
	return text
}

// nothingHas returns which parts of a query no release has.
func (a *App) nothingHas() string {
	if a.reader.Listing().Query.String() == data.IsUnread.String() {
		return "All is read."
	}
	var parts []string
	if n := a.reader.Suggestion(); n != nil {
		for _, m := range n.Missing {
			parts = append(parts, m.Part)
		}
		if len(parts) == 0 && len(n.Parts) > 1 {
			return "Each part is found, but no release has all of them."
		}
	}
	switch q := a.reader.Listing().Query; {
	case len(parts) > 0:
		return "No release has " + strings.Join(parts, ", or ") + "."
	case q.Texted() && q.Faceted():
		return "Nothing matches with these facets."
	case q.Texted():
		return "Nothing matches."
	case a.reader.Prompt() == model.FilterPrompt:
		return "No release has this."
	}
	return "No release in the chosen facets."
}

// suggestion returns what a query that finds nothing may have meant, nil where that is not known.
func (a *App) suggestion() *model.Suggestion {
	if n := a.reader.Suggestion(); n != nil && n.Query != "" {
		return n
	}
	return nil
}

func (a *App) acceptSuggestion() tea.Cmd {
	typed, cmd := a.reader.AcceptSuggestion(a.input.Value())
	a.input.SetValue(typed)
	a.input.CursorEnd()
	return cmd
}

// outside returns the first or last date of the library, where an asked period lies wholly beyond it.
func (a *App) outside() (text string, is bool) {
	days := a.reader.Library().Days()
	newest, oldest := days[0], days[len(days)-1]
	q := a.reader.Listing().Query
	periods := append([]data.Period{q.Window}, q.Periods...)
	for word := range strings.FieldsSeq(q.Words) { // a date alone is a word
		if p, err := data.ParsePeriod(word, newest); err == nil {
			periods = append(periods, p)
		}
	}
	for _, p := range periods {
		switch {
		case p == data.Period{}:
		case p.From > newest:
			return "The newest release is dated " + newest.String() + ".", true
		case p.To != 0 && p.To < oldest:
			return "The oldest release is dated " + oldest.String() + ".", true
		}
	}
	return "", false
}
