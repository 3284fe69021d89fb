package ui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/model"
)

// shownKey returns which page the release that is shown has in the pane: that of the
// release, or of the version that is read in its place.
func (a *App) shownKey(r *data.Release) pageKey {
	key := a.pageKey(r)
	if e := a.reader.Edition(); e != nil {
		key.version, key.state = e.Document.Version, fmt.Sprintf("version %d of %d", e.Version, e.Of)
		if e.Before != nil {
			key.state += " since " + e.Before.Version
		}
	}
	return key
}

// headOf returns the head of the page that is awaited.
func (a *App) headOf(r *data.Release, measure int) []string {
	if e := a.reader.Edition(); e != nil {
		return head(&e.Document.Release, e.Notes(), 0, measure, a.st)
	}
	return head(r, model.History{}.Notes(r), 0, measure, a.st)
}

// place returns where in the page of a release, or of the version that is read in its
// place, its reader was.
func (p *releasePane) place(a *App, r *data.Release) int {
	if a.reader.Edition() == nil {
		return a.reader.Place(r.ID)
	}
	if p.read.id == p.key.id && p.read.version == p.key.version && p.read.state == p.key.state {
		return p.readTo
	}
	return 0
}

// drawEdition draws a version of a release, or what changed in it.
func drawEdition(e *model.Edition, key pageKey) *page {
	if e.Before != nil {
		return drawChanges(e, key.measure, NewStyles(key.theme))
	}
	return drawPage(context.Background(), e.Document, e.Notes(), key)
}

// versionKey shows something of the versions of the release that is open, or that is
// under the cursor.
func versionKey(show func(*model.Reader) tea.Cmd) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		r := a.reader
		of := r.Shown()
		if r.Focus() == model.ListPane {
			if of = nil; r.Listing().Len() > 0 {
				of = r.At(r.Cursor())
			}
		}
		switch {
		case of == nil:
			a.note = "Nothing is listed to read."
			return nil
		case !of.Revised:
			a.note = "This release has one version."
			return nil
		case r.Focus() == model.ListPane:
			a.open()
		}
		read := r.Edition() != nil
		cmd := show(r)
		if read && r.Edition() == nil {
			a.note = "This is the release as it is now."
		}
		return cmd
	}
}

// tellVersions says why there are no versions to be read, where there is an error.
func (a *App) tellVersions(err error) {
	switch {
	case errors.Is(err, model.ErrFirstVersion):
		a.note = "This is the first version: nothing is known of it before."
	case errors.Is(err, model.ErrOneVersion):
		a.note = "This release has one version."
	default:
		a.warn("Its versions cannot be read", err)
	}
}

// editionHints returns what serves while a version is read.
func (a *App) editionHints() (hints []hint) {
	if a.reader.Edition().Before != nil {
		hints = append(hints, a.hint("what changed", "the release")...)
		hints = append(hints, a.pair("next place", "previous place", "changes")...)
	} else {
		hints = append(hints, a.hint("back", "the newest")...)
		hints = append(hints, a.hint("what changed", "")...)
	}
	return append(hints, a.hint("older version", "older")...)
}

// stepChanges goes to another place that changed, around the page's ends, and reports
// whether there is one. Where words are searched for in the page, n is for these.
func (p *releasePane) stepChanges(a *App, n int) bool {
	page := a.page()
	if page == nil || len(page.places) == 0 || p.search.words != "" {
		return false
	}
	if p.change < 0 && n < 0 {
		p.change = 0
	}
	p.change = ((p.change+n)%len(page.places) + len(page.places)) % len(page.places)
	line := page.places[p.change]
	if h := a.releaseBody().h; line < p.top || line >= p.top+h {
		p.scrollTo(a, line-h/3)
	}
	return true
}

// margin returns what stands before a line of the page: where n has gone to a change,
// the cursor.
func (p *releasePane) margin(a *App, page *page, left string, line int) string {
	if page == nil || p.change < 0 || p.change >= len(page.places) || page.places[p.change] != line || left == "" {
		return left
	}
	return left[1:] + a.st.Accent.Render(a.st.Sign.cursor)
}
