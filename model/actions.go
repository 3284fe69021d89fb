package model

import (
	tea "charm.land/bubbletea/v2"

	"pressroom/data"
)

// MoveTo puts the cursor on place i of the list, or on the nearest there is.
func (r *Reader) MoveTo(i int) tea.Cmd {
	i = min(max(i, 0), max(0, r.listing.Len()-1))
	if i == r.cursor {
		return nil
	}
	r.cursor = i
	return r.moving()
}

// Step goes to the next release of the list, or with -1 to the previous one,
// and shows it at once. At an end it reports false.
func (r *Reader) Step(n int) bool {
	i := r.cursor + n
	if i < 0 || i >= r.listing.Len() {
		return false
	}
	r.cursor = i
	r.moved++
	r.show()
	return true
}

// Open shows the release under the cursor and lets keys go to it.
func (r *Reader) Open() {
	if r.listing.Len() == 0 {
		return
	}
	r.moved++
	r.show()
	r.prompt = NoPrompt
	r.before = -1
	r.focus = ReleasePane
}

// Zoom gives the release the whole screen, or takes it back.
func (r *Reader) Zoom() {
	if r.zoom {
		r.zoom = false
		return
	}
	r.Open()
	r.zoom = r.focus == ReleasePane
}

// Back leaves what was entered last: the full screen and the release for the
// list, the facets for the list; in the list it drops the typed letters. It
// reports whether there was anything to leave.
func (r *Reader) Back() (bool, tea.Cmd) {
	switch {
	case r.overlay != NoOverlay:
		r.overlay = NoOverlay
	case r.focus != ListPane:
		r.focus, r.zoom = ListPane, false
	case r.query.Letters != "":
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
		r.focus, r.zoom = p, false
	}
}

// Cover puts an overlay over the panes; NoOverlay takes it away.
func (r *Reader) Cover(o Overlay) { r.overlay, r.prompt = o, NoPrompt }

// StartPrompt puts up a prompt.
func (r *Reader) StartPrompt(p Prompt) {
	r.prompt = p
	if p == FilterPrompt {
		r.focus, r.zoom = ListPane, false
		r.before = -1
		if r.listing.Len() > 0 {
			r.before = r.listing.Row(r.cursor)
		}
	}
}

// EndPrompt takes the prompt away. What was typed stays in force.
func (r *Reader) EndPrompt() {
	r.prompt = NoPrompt
	r.before = -1
}

// CancelPrompt takes the prompt away, and of the filter also the letters, and
// goes back to the release that the cursor was on.
func (r *Reader) CancelPrompt() tea.Cmd {
	filter := r.prompt == FilterPrompt
	r.prompt = NoPrompt
	if !filter {
		return nil
	}
	if r.query.Letters == "" {
		r.before = -1
		return nil
	}
	q := r.query
	q.Letters = ""
	return r.ask(q, onSame)
}

// SetLetters filters the headlines by typed letters. While they are typed the
// cursor is on the best match; when they are dropped it stays on its release.
func (r *Reader) SetLetters(s string) tea.Cmd {
	if s == r.query.Letters {
		return nil
	}
	q := r.query
	q.Letters = s
	want := onBest
	if s == "" && r.prompt != FilterPrompt {
		want = onSame
	}
	return r.ask(q, want)
}

// ToggleCategory chooses a category, or no longer.
func (r *Reader) ToggleCategory(name string) tea.Cmd {
	return r.ask(r.query.WithCategory(name), onSame)
}

// TogglePeriod chooses a period, or no longer.
func (r *Reader) TogglePeriod(p data.Period) tea.Cmd {
	return r.ask(r.query.WithPeriod(p), onSame)
}

// AddPeriod chooses the period that was typed. The error says what is wrong
// with it.
func (r *Reader) AddPeriod(s string) (tea.Cmd, error) {
	p, err := data.ParsePeriod(s, r.today())
	if err != nil {
		return nil, err
	}
	for _, have := range r.query.Periods {
		if have == p {
			return nil, nil
		}
	}
	return r.ask(r.query.WithPeriod(p), onSame), nil
}

// ClearFacets takes every chosen facet off, at once.
func (r *Reader) ClearFacets() tea.Cmd {
	if !r.query.Faceted() {
		return nil
	}
	return r.ask(data.Query{Letters: r.query.Letters}, onSame)
}

// Chips returns the names of the chosen facets, in the order in which they
// are numbered.
func (r *Reader) Chips() []string {
	var chips []string
	for _, c := range r.query.Categories {
		chips = append(chips, CategoryName(c))
	}
	for _, p := range r.query.Periods {
		chips = append(chips, p.String())
	}
	return chips
}

// RemoveChip takes the facet off that is chip i.
func (r *Reader) RemoveChip(i int) tea.Cmd {
	n := len(r.query.Categories)
	switch {
	case i >= 0 && i < n:
		return r.ToggleCategory(r.query.Categories[i])
	case i >= n && i < n+len(r.query.Periods):
		return r.TogglePeriod(r.query.Periods[i-n])
	}
	return nil
}

// CategoryName returns what to call a category: releases of a board without
// categories have one too.
func CategoryName(c string) string {
	if c == "" {
		return "(no category)"
	}
	return c
}
