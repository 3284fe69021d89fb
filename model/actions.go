package model

import (
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
)

// Open shows the release under the cursor and lets keys go to it.
func (r *Reader) Open() {
	if r.listing.Len() == 0 {
		return
	}
	r.moved++
	r.pinned = true
	r.EndPrompt()
	if r.focus != ReleasePane {
		r.pushView(r.currentView())
	}
	r.show()
	r.focus = ReleasePane
}

// Back leaves what was entered last, and reports whether there was anything to leave.
func (r *Reader) Back() (bool, tea.Cmd) {
	switch {
	case r.overlay != NoOverlay:
		r.overlay = NoOverlay
	case r.menu.kind != NoMenu:
		r.CloseMenu()
	case r.focus == ReleasePane && r.LeaveEdition():
	case r.focus != ListPane:
		if r.focus == ReleasePane {
			r.leaveRelease()
		}
		r.leave(ListPane)
		if r.listing.Len() > 0 { // one that is not listed may have been open
			r.show()
		}
	case r.Text() != "":
		return true, r.SetLetters("")
	default:
		return false, nil
	}
	return true, nil
}

// Enter lets keys go to a pane.
func (r *Reader) Enter(p Pane) {
	switch p {
	case ReleasePane:
		r.Open()
	default:
		r.leave(p)
	}
}

// ShowOverlay puts an overlay over the panes; NoOverlay takes it away.
func (r *Reader) ShowOverlay(o Overlay) { r.overlay, r.prompt = o, NoPrompt }

// StartPrompt puts up a prompt.
func (r *Reader) StartPrompt(p Prompt) {
	r.prompt = p
	if p == FilterPrompt {
		r.opened = r.currentView()
		r.leave(ListPane)
		r.chosen, r.lastValid = r.query.Facets(), r.Text()
		if r.beforePrompt = -1; r.pinned || r.cursor > 0 {
			r.beforePrompt = r.under()
		}
	}
}

// EndPrompt takes the prompt away. What was typed stays in force.
func (r *Reader) EndPrompt() {
	if r.prompt == FilterPrompt && r.query.String() != r.opened.query.String() {
		r.pushView(r.opened)
	}
	r.remember()
	r.prompt, r.typed, r.beforePrompt = NoPrompt, typedText{}, -1
}

// CancelPrompt takes the prompt away, and of the filter also what was typed; the cursor goes back to its release.
func (r *Reader) CancelPrompt() tea.Cmd {
	filter := r.prompt == FilterPrompt
	r.prompt, r.typed = NoPrompt, typedText{}
	if !filter {
		return nil
	}
	if r.query.String() == r.chosen.String() {
		r.beforePrompt = -1
		return nil
	}
	if r.beforePrompt < 0 {
		return r.setQuery(r.chosen, firstRelease)
	}
	r.pinned = true // again
	return r.setQuery(r.chosen, sameRelease)
}

// Text returns the words that are asked for, as they are typed: the chosen facets stand beside them.
func (r *Reader) Text() string { return r.query.WithoutFacets().String() }

// QueryErrorDelay is the pause in typing after which a query error is shown: a field that is half typed is none yet.
const QueryErrorDelay = 700 * time.Millisecond

// QueryError returns the error of what was typed last, nil without one, or while it is
// being typed. The last valid query stays in force.
func (r *Reader) QueryError() *data.QueryError {
	if !r.typed.paused {
		return nil
	}
	return r.typed.err
}

// HasQueryError reports whether what was typed last has an error, which may not be shown yet.
func (r *Reader) HasQueryError() bool { return r.typed.err != nil }

// ShowQueryError shows the error of what was typed last at once, and reports whether there is one.
func (r *Reader) ShowQueryError() bool {
	r.typed.paused = true
	return r.typed.err != nil
}

// Hint returns how the text typed last is read, where it may have been meant otherwise; "" else.
func (r *Reader) Hint() string {
	hints := r.vain
	for _, h := range r.typed.hints {
		hints = append(hints[:len(hints):len(hints)], h.What)
	}
	if r.prompt != FilterPrompt || len(hints) == 0 {
		return ""
	}
	return hints[len(hints)-1]
}

// begun reports whether s ends with a field and no value, or the beginning of a known value.
func (r *Reader) begun(s string) bool {
	item := strings.TrimRight(s[lastItem(s):], `"“`)
	list, values := r.Completions(s)
	return strings.HasSuffix(item, ":") || values && len(list) > 0
}

// SetLetters asks for what is typed: see [data.ParseQuery]. Facets that are
// typed are added to those chosen before. While the filter is typed the cursor
// is on the best match; when it is dropped it stays on its release.
func (r *Reader) SetLetters(s string) tea.Cmd {
	q, hints, err := data.ParseQueryHints(s, r.now())
	r.typed = typedText{hints: hints}
	if err != nil {
		errors.As(err, &r.typed.err)
		if r.prompt != FilterPrompt {
			r.typed.paused = true
			return nil
		}
		wrong := r.typed.err
		var rest tea.Cmd
		if wrong.End < len(s) || !r.begun(s) {
			rest = after(QueryErrorDelay, func() tea.Cmd {
				r.typed.paused = r.typed.paused || r.typed.err == wrong
				return nil
			})
		}
		if q, ok := r.without(s, wrong); ok {
			return tea.Batch(rest, r.askTyped(q, firstRelease))
		}
		return rest
	}
	r.lastValid = s
	want := firstRelease
	if r.prompt != FilterPrompt {
		r.chosen = r.query.Facets()
		if s == "" {
			want = sameRelease
		}
	}
	cmd := r.askTyped(q, want)
	r.noteTyped(s)
	return cmd
}

// without returns what is asked for without a wrong part; false where an earlier form of that is in force, as the year
// is of date:2025-1.
func (r *Reader) without(s string, f *data.QueryError) (q data.Query, ok bool) {
	start, end := 0, len(s)
	for start = lastItem(s[:end]); start > min(f.Start, len(s)); start = lastItem(s[:end]) {
		end = start - 1
	}
	item := s[start:end]
	if i := strings.IndexAny(item, ":<>="); i >= 0 && strings.HasPrefix(r.lastValid, s[:start]+item[:i+1]) {
		return q, false
	}
	q, err := data.ParseQuery(s[:start]+s[end:], r.now())
	return q, err == nil
}

// askTyped asks for what is typed, beside the facets that were chosen before.
func (r *Reader) askTyped(q data.Query, want cursorTarget) tea.Cmd {
	q = r.chosen.And(q)
	if q.String() == r.query.String() {
		return nil
	}
	return r.ask(q, want)
}

// historySize is how many queries are remembered.
const historySize = 50

// remember puts what was typed into the history.
func (r *Reader) remember() {
	if r.prompt == FilterPrompt {
		r.note(r.query)
	}
}

// note puts a query into the history, unless it is too long to be asked again.
func (r *Reader) note(q data.Query) {
	if s := q.String(); s != "" && len(s) <= data.MaxQuery {
		r.history = slices.DeleteFunc(r.history, func(h string) bool { return h == s })
		r.history = append(r.history, s)
		r.history = r.history[max(0, len(r.history)-historySize):]
	}
}

// History returns the queries asked before, the last one last.
func (r *Reader) History() []string { return r.history }

// Toggle toggles the choice of a value of a facet, or takes it back that it is left out.
// Where it was typed, by an acronym or a part, the others that this means stay as they are.
func (r *Reader) Toggle(f data.Facet, name string) tea.Cmd {
	q := r.query
	v, known := r.lib.values(f)
	if !known || slices.Contains(q.Values[f], name) {
		return r.ask(q.With(f, name), sameRelease)
	}
	var chosen, excluded bool
	q.Values[f], chosen = v.takeOff(q.Values[f], name)
	q.Not[f], excluded = v.takeOff(q.Not[f], name)
	if !chosen && !excluded {
		q = q.With(f, name)
	}
	return r.ask(q, sameRelease)
}

// AddPeriod chooses the period that was typed. The error says what is wrong with it.
func (r *Reader) AddPeriod(s string) (tea.Cmd, error) {
	if _, err := data.ParsePeriod(s, r.now()); err != nil {
		return nil, err
	}
	p, _, _ := r.periodOf(s)
	if slices.Contains(r.query.Periods, p) {
		return nil, nil
	}
	return r.ask(r.query.WithPeriod(p), sameRelease), nil
}

// ClearFacets clears all chosen facets at once.
func (r *Reader) ClearFacets() tea.Cmd {
	if !r.query.Faceted() {
		return nil
	}
	return r.ask(r.query.WithoutFacets(), sameRelease)
}

// chip is a chosen facet; there may be thousands, so its query is made when it is taken off.
type chip struct {
	label   string
	without func() data.Query
}

func (r *Reader) chips(q data.Query) (list []chip) {
	add := func(label string, without func() data.Query) { list = append(list, chip{label, without}) }
	values := func(f data.Facet) {
		v, known := r.lib.values(f)
		label := CategoryName
		if known {
			label = v.short
		}
		for _, name := range q.Values[f] {
			add(label(name), func() data.Query { return q.With(f, name) })
		}
		for _, name := range q.Not[f] {
			add("not "+label(name), func() data.Query { return q.Without(f, name) })
		}
	}
	values(data.Category)
	for _, p := range q.Periods {
		add(p.String(), func() data.Query { return q.WithPeriod(p) })
	}
	if rest := q; q.Window != (data.Period{}) {
		rest.Window = data.Period{}
		add(q.Window.String(), func() data.Query { return rest })
	}
	for f := data.Category + 1; f < data.NumFacets; f++ {
		values(f)
	}
	for _, s := range q.Sums {
		add(s.String(), func() data.Query { return q.WithSum(s) })
	}
	for _, is := range q.Is.Conditions() {
		add(is.Label(), func() data.Query { return q.WithIs(is) })
	}
	return list
}

// Chips returns the names of the chosen facets, in the order in which they are numbered.
func (r *Reader) Chips() []string {
	var labels []string
	for _, c := range r.chips(r.query) {
		labels = append(labels, c.label)
	}
	return labels
}

// RemoveChips takes off the last n of the chosen facets.
func (r *Reader) RemoveChips(n int) tea.Cmd {
	q := r.query
	for ; n > 0 && q.Faceted(); n-- {
		chips := r.chips(q)
		q = chips[len(chips)-1].without()
	}
	if q.String() == r.query.String() {
		return nil
	}
	return r.ask(q, sameRelease)
}

// RemoveChip takes the facet off that is chip i.
func (r *Reader) RemoveChip(i int) tea.Cmd {
	if chips := r.chips(r.query); i >= 0 && i < len(chips) {
		return r.ask(chips[i].without(), sameRelease)
	}
	return nil
}
