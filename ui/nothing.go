package ui

import (
	"strings"

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

// whyNothing says that nothing matches, and what to do, or that it is not known
// yet. That is said when it takes long: a sentence that comes and goes at once
// is only a flicker.
func (a *App) whyNothing() []string {
	r := a.reader
	q := r.Listing().Query
	switch {
	case r.Library().Len() == 0:
		return []string{"There are no releases."}
	case r.Err() != nil && !r.Listing().Known():
		return []string{"This cannot be answered:", r.Err().Error() + "."}
	case r.Waiting() && q.Texted():
		return []string{"Searching the texts" + a.st.Sign.more}
	case r.Waiting():
		return []string{"Searching" + a.st.Sign.more}
	case !r.Listing().Known():
		return nil
	case r.HeadlinesOnly():
		return []string{"No headline matches.", "", "So many texts are searched for", `words in quotation marks: "word"`}
	case q.Texted() && q.Faceted():
		return []string{"Nothing matches with these facets.", "", "Esc clears what is typed,", "X takes the facets off."}
	case q.Texted():
		return []string{"Nothing matches.", "", "Try fewer letters;", "Esc clears them."}
	}
	text := []string{"No release in what is chosen.", "", "X takes all facets off."}
	if r.Prompt() == model.FilterPrompt { // where X is a letter
		text = []string{"No release has this.", "", "Esc clears it."}
	}
	if newest := r.Library().Days()[0]; len(q.Periods) > 0 {
		text = append(text, "", "The newest is of "+newest.String()+".")
	}
	return text
}
