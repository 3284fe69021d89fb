package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/model"
)

// toggleMark sets a mark on a release, or takes it off.
func toggleMark(mark store.Mark, on, off, empty string) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		set, there, cmd := a.reader.ToggleMark(mark)
		switch {
		case !there:
			a.note = empty
		case set:
			a.note = on + a.forNow()
		default:
			a.note = off + a.forNow()
		}
		return cmd
	}
}

// forNow returns a note, once in a session, that marks are not kept, where they are not.
func (a *App) forNow() string {
	if a.reader.KeepsMarks() || a.toldForNow {
		return ""
	}
	a.toldForNow = true
	return " Marks of these releases are gone when you leave."
}

func (a *App) readListed(times) tea.Cmd {
	n, cmd := a.reader.ReadListed()
	if n == 0 {
		a.note = "Nothing that is listed is unread."
	} else {
		a.note = releases(n) + " marked as read: U undoes it." + a.forNow()
	}
	return cmd
}

// undo undoes the last action of the user: a marking, or a change of saved searches.
func (a *App) undo(times) tea.Cmd {
	changed, there, cmd := a.reader.UndoSearch()
	if !there {
		return a.reader.UndoMark()
	}
	var parts []string
	for _, s := range changed {
		if s.Query == "" {
			parts = append(parts, fmt.Sprintf("“%s” is no longer saved", s.Name))
		} else {
			parts = append(parts, fmt.Sprintf("“%s” asks for %s again", s.Name, s.Query))
		}
	}
	a.note = "Undone: " + strings.Join(parts, ", and ") + "."
	return cmd
}

func (a *App) nextUnread(t times) tea.Cmd {
	for range t.or1() {
		there, again := a.reader.NextUnread()
		switch {
		case !there && a.reader.Unread() > 0:
			a.note = fmt.Sprintf("No other unread release is listed; %s unread in all.", thousands(a.reader.Unread()))
		case !there:
			a.note = "All is read."
		case again:
			a.note = "From the first release of the list again."
		}
		if !there {
			return nil
		}
	}
	a.readUnder()
	return nil
}

// onMarks reports the result of writing marks, where it failed or is not seen by itself.
func (a *App) onMarks(msg model.MarksWritten) tea.Cmd {
	cmd := a.reader.Update(msg)
	switch {
	case msg.Lost():
		a.reportError("A mark is lost", msg.Err)
	case msg.Err != nil:
		a.reportError("Marks are not written yet, and are tried again", msg.Err)
		a.unwritten = true
	case a.unwritten:
		a.unwritten = false
		a.report("Marks are written again.", false)
	}
	for _, undone := range msg.Undone {
		a.note, a.warning = a.undone(undone), false
	}
	return cmd
}

// undone returns the message for an undo that did action.
func (a *App) undone(action store.Action) string {
	n := len(action.Numbers)
	if n == 0 {
		return "Nothing was marked in the last day that can be undone."
	}
	state := "unread again"
	switch {
	case action.Mark == store.Starred && action.On:
		state = "starred again"
	case action.Mark == store.Starred:
		state = "no longer starred"
	case action.On:
		state = "read again"
	}
	if lib := a.reader.Library(); n == 1 && lib.Has(action.Numbers[0]) {
		return fmt.Sprintf("Undone%s, %s: “%s”", a.earlier(action.Time), state, lib.Title(action.Numbers[0]))
	}
	return fmt.Sprintf("Undone%s, %s: %s", a.earlier(action.Time), state, releases(n))
}

// earlier returns when something was marked, if before this session.
func (a *App) earlier(marked time.Time) string {
	if begun := a.begun.Truncate(time.Second); !marked.Before(begun) {
		return ""
	}
	now := a.o.Clock()
	when := marked.In(now.Location())
	if when.YearDay() != now.YearDay() || when.Year() != now.Year() {
		return " of yesterday, " + when.Format("15:04")
	}
	return " of " + when.Format("15:04") + ", before you opened this"
}

// star draws the margin beside the headline of a release, with its star.
func (a *App) star(r *data.Release, margin string) string {
	if !a.reader.IsStarred(r.Number) || margin == "" {
		return margin
	}
	return margin[:max(0, len(margin)-2)] + a.st.Brand.Render(a.st.Sign.star) + margin[:min(1, len(margin)-1)]
}

// resume goes to where the reader left, and says so where that is not where all begin.
func (a *App) resume() tea.Cmd {
	if !a.o.Resume {
		return nil
	}
	elsewhere, cmd := a.reader.Resume()
	if elsewhere && a.note == "" {
		a.note = "Where you left off. Backspace goes to the newest."
	}
	return cmd
}

// Leave saves where the reader is, once the program has ended, for one that
// resumes.
func (a *App) Leave() {
	if a.o.Resume {
		a.reader.Leave()
	}
}

// markRelease marks the release under the cursor, or takes its mark off, and goes on.
func (a *App) markRelease(times) tea.Cmd {
	r := a.reader
	if r.Listing().Len() == 0 {
		return nil
	}
	id := r.At(r.Cursor()).ID
	if i := slices.Index(a.marked, id); i >= 0 {
		a.marked = slices.Delete(a.marked, i, i+1)
	} else {
		a.marked = append(a.marked, id)
	}
	return r.MoveTo(r.Cursor() + 1)
}

// pick takes the marked releases, or else that under the cursor once it is certain, and ends the program.
func (a *App) pick(times) tea.Cmd {
	empty := a.place() == inList && a.reader.Listing().Len() == 0
	switch {
	case len(a.marked) > 0:
	case a.reader.Searching():
		a.entered, a.note = true, "Still searching: the first result will be taken."
		return nil
	case empty && a.suggestion() != nil:
		return a.acceptSuggestion()
	case empty:
		return a.say("The list is empty: there is nothing to take.")
	case a.reader.Provisional():
		a.entered, a.note = true, "Still reading: the first release of all will be taken."
		return nil
	}
	a.picked = a.marked
	if shown := a.reader.Shown(); len(a.picked) == 0 && a.reader.Focus() == model.ReleasePane && shown != nil {
		a.picked = []string{shown.ID}
	} else if len(a.picked) == 0 && a.reader.Listing().Len() > 0 {
		a.picked = []string{a.reader.At(a.reader.Cursor()).ID}
	}
	return tea.Quit
}
