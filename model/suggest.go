package model

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

// Suggestion is what is known of a query that finds nothing: which parts of it no
// release has, and what finds something instead.
type Suggestion struct {
	Parts   []string // of the query
	Missing []Missing
	Query   string // the query, spelled as the releases spell it; "" where nothing is near
	Words   string // what is spelled otherwise in it
	Count   int    // of releases that Query lists

	of *Listing
}

// SuggestDelay is the pause in typing after which a suggestion is looked for.
const SuggestDelay = 300 * time.Millisecond

// Suggestion returns what is known of the present query where it finds nothing, nil while
// that is not looked for yet, and where it finds something.
func (r *Reader) Suggestion() *Suggestion {
	if r.suggestion == nil || r.suggestion.of != r.listing || r.asking() != nil {
		return nil
	}
	return r.suggestion
}

// suggestLater returns the command that looks for a suggestion after [SuggestDelay], where nothing matches.
func (r *Reader) suggestLater() tea.Cmd {
	if r.stopSuggesting != nil {
		r.stopSuggesting()
		r.stopSuggesting = nil
	}
	l := r.listing
	if q := l.Query; l.unknown || l.Matches() > 0 || !q.Texted() && !q.Faceted() || r.lib.Len() == 0 || r.lib.Len() > typedTexts || r.suggestion != nil && r.suggestion.of == l {
		return nil
	}
	return after(SuggestDelay, func() tea.Cmd { return r.suggest(l) })
}

// suggest looks for a suggestion, if nothing else is listed by now.
func (r *Reader) suggest(l *Listing) tea.Cmd {
	if l != r.listing || r.question != nil {
		return nil
	}
	ctx, stop := context.WithCancel(r.o.Context)
	r.stopSuggesting = stop
	lib, admit, marks, today := r.lib, r.o.Admit, r.queryMarks, r.now()
	return func() tea.Msg {
		defer stop()
		near, err := limited(ctx, lib, admit, func(ctx context.Context) (*Suggestion, error) {
			return findSuggestion(ctx, lib, l.Query, marks, today)
		})
		if err != nil { // nobody asked for it
			return nil
		}
		near.of = l
		return then(func() tea.Cmd {
			r.suggestion = near
			return nil
		})
	}
}

// findSuggestion returns the suggestion for a query whose last word may be the beginning of one.
func findSuggestion(ctx context.Context, lib *Library, q data.Query, marks *store.Marks, today data.Date) (*Suggestion, error) {
	f := finder{ctx, lib, marks, today, nil}
	near := &Suggestion{Parts: parts(q.String()), Missing: f.missing(q)}
	if words := strings.Fields(q.Words); len(words) > 0 {
		last := words[len(words)-1]
		i := slices.IndexFunc(near.Missing, func(m Missing) bool { return m.Part == last })
		if i >= 0 && f.find(oneTerm(data.Prefix, last)).Len() > 0 {
			near.Missing = slices.Delete(near.Missing, i, i+1)
		}
	}
	near.Query, near.Words = near.respell(q.String())
	if other, err := data.ParseQuery(near.Query, today); err == nil && near.Words != "" {
		near.Count = f.find(other).Matches()
	}
	if near.Count == 0 {
		near.Query, near.Words = "", ""
	}
	return near, f.err
}

// respell returns a query with what no release has respelled, and the parts that are.
func (n *Suggestion) respell(query string) (respelled, words string) {
	var all, other []string
	for _, m := range n.Missing {
		if strings.Contains(m.Part, " ") && m.Whole && strings.Contains(query, m.Part) {
			query = strings.Replace(query, m.Part, m.Nearest, 1)
			other = append(other, m.Nearest)
		}
	}
	for _, part := range parts(query) {
		i := slices.IndexFunc(n.Missing, func(m Missing) bool { return m.Part == part && m.Nearest != "" })
		if i >= 0 {
			part = n.Missing[i].respelled()
			other = append(other, part)
		}
		all = append(all, part)
	}
	return strings.Join(all, " "), strings.Join(other, " ")
}

// respelled returns a part with the nearest value, or words, in its place.
func (m Missing) respelled() string {
	if m.Whole {
		return m.Nearest
	}
	if field, _, isField := strings.Cut(m.Part, ":"); isField && !strings.HasPrefix(m.Part, `"`) {
		return field + ":" + data.QuoteValue(m.Nearest)
	}
	near := m.Nearest
	if m.Part == strings.ToLower(m.Part) {
		near = strings.ToLower(near)
	}
	typed := strings.TrimRight(m.Part, `"*`)
	bare := strings.TrimLeft(typed, `"+~`)
	return m.Part[:len(typed)-len(bare)] + near + m.Part[len(typed):]
}

// AcceptSuggestion returns the typed text with its suggestion, and lists what that finds.
func (r *Reader) AcceptSuggestion(typed string) (string, tea.Cmd) {
	near := r.Suggestion()
	if near == nil || near.Query == "" {
		return typed, nil
	}
	whole, err := data.ParseQuery(near.Query, r.now())
	if err != nil {
		return typed, nil
	}
	if q, err := data.ParseQuery(typed, r.now()); err == nil {
		typed, _ = near.respell(q.String())
	}
	if chosen, _ := near.respell(r.chosen.String()); r.prompt == FilterPrompt {
		if q, err := data.ParseQuery(chosen, r.now()); err == nil {
			r.chosen = q
		}
	}
	return typed, r.ask(whole, firstRelease)
}
