package ui

import (
	"fmt"
	"net/url"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/screen"
)

// Citation returns a citation of a release of a library: with its address where it has
// one on the web, which others can follow, else with its ID; with the name of its source
// as publisher, or the site where the source has none; and with the version, where it is
// not nil.
func Citation(r *data.Release, e *model.Edition, library string) string {
	if e != nil {
		r = &e.Document.Release
	}
	where, publisher := r.ID, ""
	switch {
	case r.Link() != "":
		where = r.Link()
		if r.Source != "" && r.Source != store.Imported {
			publisher = strings.TrimPrefix(r.Source, "www.") + ", "
		} else if u, err := url.Parse(where); err == nil && u.Hostname() != "" {
			publisher = strings.TrimPrefix(u.Hostname(), "www.") + ", "
		}
	case library == corpus.Publisher:
		publisher = library + ", "
	}
	cited := fmt.Sprintf("“%s” (%s%s), %s", r.Title, publisher, r.Date, where)
	if e != nil {
		cited += fmt.Sprintf(", version %d of %d", e.Version, e.Of)
	}
	return cited
}

// copyCitation puts what a researcher cites on the clipboard.
func (a *App) copyCitation(times) tea.Cmd {
	r := a.reader.Shown()
	if a.reader.Focus() == model.ListPane && a.reader.Listing().Len() > 0 {
		r = a.reader.At(a.reader.Cursor())
	}
	if r == nil {
		return nil
	}
	e := a.reader.Edition()
	if e != nil && (e.Before != nil || a.reader.Focus() != model.ReleasePane) {
		e = nil
	}
	text := Citation(r, e, a.reader.Library().Name)
	a.note = text // to be marked or typed off: no clipboard says whether it has taken it
	switch a.o.Clipboard {
	case screen.NoClipboard:
		a.note += " · This terminal has no clipboard."
		return nil
	case screen.TmuxClipboard:
		a.note += " · Sent to tmux. If it did not arrive: tmux set -s set-clipboard on"
	default:
		a.note += " · Sent to the terminal’s clipboard."
	}
	return func() tea.Msg { return screen.Copy(text) }
}
