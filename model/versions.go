package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/diff"
	"pressroom/data/store"
)

// keeper is the part of a [store.Store] that knows the history of releases.
type keeper interface {
	Versions(ctx context.Context, number int) ([]store.Version, error)
	VersionText(ctx context.Context, number int, version string) (string, error)
	Find(ctx context.Context, source, address string) (store.Change, bool, error)
}

// ErrNoVersions is the error of a library that keeps no versions: of a board file, say.
var ErrNoVersions = errors.New("only an archive keeps versions")

// Versions returns the versions of a release, the newest first, without texts, from the archive.
func (l *Library) Versions(ctx context.Context, number int) ([]store.Version, error) {
	if l.keeper == nil {
		return nil, ErrNoVersions
	}
	list, err := l.keeper.Versions(ctx, number)
	if err == nil && (len(list) == 0 || list[0].ID != l.ID(number)) {
		err = errors.New("the archive was replaced by another one")
	}
	return list, err
}

// VersionText returns the text of a version of a release, from the archive.
func (l *Library) VersionText(ctx context.Context, number int, v *store.Version) (string, error) {
	if l.keeper == nil {
		return "", ErrNoVersions
	}
	return l.keeper.VersionText(ctx, number, v.Version)
}

// Edition returns the version in place at of the list of a release, the newest first, or
// what changed in it: then it must not be the last. It reads the archive, and belongs in
// a command.
func (l *Library) Edition(ctx context.Context, number int, list []store.Version, at int, changes bool) (*Edition, error) {
	read := func(at int) (*data.Document, error) {
		text, err := l.VersionText(ctx, number, &list[at])
		d := list[at].Document
		d.Body = text
		return &d, err
	}
	d, err := read(at)
	e := &Edition{Document: d, Seen: list[at].Seen, Version: len(list) - at, Of: len(list)}
	if err == nil && changes {
		e.Since = list[at+1].Seen
		e.Before, err = read(at + 1)
	}
	return e, err
}

// lineage is what the libraries share that follow one another of one archive.
type lineage struct {
	mu      sync.Mutex
	changed map[int]int64 // the last change of releases that were corrected or have vanished while the program runs
}

func newLineage() *lineage { return &lineage{changed: map[int]int64{}} }

func (x *lineage) put(c *store.Change) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.changed[c.Number] = c.Changed
}

// LastChange returns a number that changes whenever something becomes of a release.
func (l *Library) LastChange(number int) int64 {
	if l.lineage == nil {
		return 0
	}
	l.lineage.mu.Lock()
	defer l.lineage.mu.Unlock()
	return l.lineage.changed[number]
}

// HistoryOf returns a command's function that reads the history of a release: see [Library.History].
func (r *Reader) HistoryOf(of *data.Release) func() History {
	ctx, lib := r.o.Context, r.lib
	return func() History { return lib.History(ctx, of) }
}

// History is the history of a release: its versions, and when it vanished.
type History struct {
	Versions  int       // how many there are; 0 where that is not known
	Corrected time.Time // when the newest was brought in; zero where it is one that was there before
	Gone      time.Time // since when it is no longer at its source
}

// History returns the history of a release. It is empty unless the release is revised
// or has vanished; what cannot be read is left out. It reads the archive, and belongs in
// a command.
func (l *Library) History(ctx context.Context, r *data.Release) (h History) {
	if l.keeper == nil || !r.Revised && !r.Vanished {
		return h
	}
	c, found, err := l.keeper.Find(ctx, r.Source, r.Address)
	if err != nil || !found || c.ID != r.ID {
		return h
	}
	if h.Gone = c.Since; !r.Revised {
		return h
	}
	h.Versions = c.Versions
	if list, err := l.Versions(ctx, r.Number); err == nil {
		h.Corrected = list[0].Seen
		if slices.ContainsFunc(list[1:], func(v store.Version) bool { return v.Seen.After(h.Corrected) }) {
			h.Corrected = time.Time{}
		}
	}
	return h
}

// Notes returns the history of a release, as it stands beside its date.
func (h History) Notes(r *data.Release) (notes []string) {
	if r.Revised {
		if h.Versions > 0 {
			notes = append(notes, fmt.Sprintf("version %d of %d", h.Versions, h.Versions))
		}
		if !h.Corrected.IsZero() {
			notes = append(notes, "corrected "+dayBeside(h.Corrected, r.Date))
		} else if h.Versions == 0 {
			notes = append(notes, "corrected")
		}
	}
	if r.Vanished {
		gone := "no longer at its source"
		if !h.Gone.IsZero() {
			gone += " since " + dayBeside(h.Gone, r.Date)
		}
		notes = append(notes, gone)
	}
	return notes
}

// Notes returns which version it is, as it stands beside its date.
func (e *Edition) Notes() []string {
	return []string{fmt.Sprintf("version %d of %d", e.Version, e.Of), "seen " + dayBeside(e.Seen, e.Document.Date)}
}

// TooLong is the message that two versions are too long to be compared.
var TooLong = fmt.Sprintf("The texts are too long to be compared: together they have more than %d MB.", diff.MaxText>>20)

// Changed returns the heading of a change: its two versions, and how many words differ.
func (e *Edition) Changed(c *diff.Change) string {
	what := fmt.Sprintf("What changed: version %d, seen %s, became version %d of %d, seen %s", e.Version-1, seenAt(e.Since, e.Seen), e.Version, e.Of, seenAt(e.Seen, e.Since))
	switch {
	case c.TooLong:
		return what
	case c.Out+c.In > 0:
		return fmt.Sprintf("%s: %s out, %d in", what, data.Count(c.Out, "word"), c.In)
	}
	return what + ": no word of headline or text"
}

// seenAt returns the day of a time, with the clock where another one is of that day.
func seenAt(t, other time.Time) string {
	t, other = t.Local(), other.Local()
	if data.DateOf(t) == data.DateOf(other) {
		return t.Format("2 Jan 2006, 15:04:05")
	}
	return t.Format("2 Jan 2006")
}

// dayBeside returns the day of a time beside a date: without the year if that is the same.
func dayBeside(t time.Time, beside data.Date) string {
	if t = t.Local(); t.Year() == beside.Year() {
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// Edition is a version of the shown release that is read in its place, or what
// changed in it.
type Edition struct {
	Document *data.Document
	Before   *data.Document // where it is shown what changed since then; else nil
	Seen     time.Time      // when the version was brought in
	Since    time.Time      // when the version before was
	Version  int            // 1 is the oldest
	Of       int
}

// editions are the versions of one release, while one of them is read or awaited.
type editions struct {
	number  int
	list    []store.Version // the newest first; nil while they are awaited
	at      int             // the one that is asked for
	changes bool            // what changed in it is
	read    *Edition        // the one that is read: while another is awaited, that before; nil for none
	asked   uint64          // counts the questions
	cancel  context.CancelFunc
}

// ErrOneVersion is the error of asking for the versions of a release that has one.
var ErrOneVersion = errors.New("this release has one version")

// versionsTime is the longest that an archive may take to give the versions of a release.
const versionsTime = 10 * time.Second

// Edition returns the version that is read in place of the shown release, nil where the
// release is read as it is.
func (r *Reader) Edition() *Edition {
	e := &r.editions
	if e.number != r.shown {
		return nil
	}
	return e.read
}

// ShowChanges shows what changed in the version that is read, or that version again.
func (r *Reader) ShowChanges() tea.Cmd {
	e := &r.editions
	switch {
	case r.Edition() == nil:
		return r.askVersions(true)
	case e.changes && e.at == 0:
		r.LeaveEdition()
		return nil
	case !e.changes && e.at == len(e.list)-1:
		first := Versioned{asked: e.asked, Err: ErrFirstVersion}
		return func() tea.Msg { return first }
	}
	return r.askEdition(e.at, !e.changes)
}

// ErrFirstVersion is the error of asking what changed in the oldest version.
var ErrFirstVersion = errors.New("this is the first version: there is none before it")

// ShowOlder shows the version before, or what changed in that; behind the oldest comes the newest.
func (r *Reader) ShowOlder() tea.Cmd {
	e := &r.editions
	if r.Edition() == nil {
		return r.askVersions(false)
	}
	n := len(e.list)
	if e.changes {
		n-- // in the oldest nothing did
	}
	at := (e.at + 1) % n
	if at == 0 && !e.changes {
		r.LeaveEdition()
		return nil
	}
	return r.askEdition(at, e.changes)
}

// LeaveEdition goes back to the release as it is, and reports whether anything else was read or awaited.
func (r *Reader) LeaveEdition() bool {
	e := &r.editions
	open := r.Edition() != nil || e.cancel != nil
	if e.cancel != nil {
		e.cancel()
	}
	*e = editions{number: -1, asked: e.asked + 1} // what still comes is of no more use
	return open
}

// SettleEdition leaves the versions of a release that is shown no more.
func (r *Reader) SettleEdition() {
	if e := &r.editions; e.number != r.shown {
		r.LeaveEdition()
	}
}

// askVersions asks for the version before the newest, or what the newest changed.
func (r *Reader) askVersions(changes bool) tea.Cmd {
	r.LeaveEdition()
	if r.shown < 0 {
		return nil
	}
	if changes {
		return r.askEdition(0, true)
	}
	return r.askEdition(1, false)
}

// askEdition asks for a version of the shown release, or what changed in it, in place of what was asked before.
func (r *Reader) askEdition(at int, changes bool) tea.Cmd {
	e := &r.editions
	if e.cancel != nil {
		e.cancel()
	}
	ctx, cancel := context.WithTimeout(r.o.Context, versionsTime)
	e.asked++
	e.number, e.at, e.changes, e.cancel = r.shown, at, changes, cancel
	asked, lib, number, list := e.asked, r.lib, r.shown, e.list
	return func() tea.Msg {
		defer cancel()
		var err error
		if list == nil {
			if list, err = lib.Versions(ctx, number); err == nil && len(list) == 1 {
				err = ErrOneVersion
			}
		}
		var read *Edition
		if err == nil {
			read, err = lib.Edition(ctx, number, list, at, changes)
		}
		if errors.Is(err, context.Canceled) {
			return nil
		}
		return Versioned{asked, list, read, err}
	}
}

// Answers reports whether a message is what is asked for now.
func (r *Reader) Answers(msg Versioned) bool { return msg.asked == r.editions.asked }

// versioned takes in a version. After one that cannot be read, the one before it can be asked for.
func (r *Reader) versioned(msg Versioned) {
	e := &r.editions
	if !r.Answers(msg) || e.cancel == nil {
		return
	}
	e.cancel = nil
	switch {
	case e.number != r.shown, msg.Err != nil && e.read == nil:
		r.LeaveEdition()
		e.asked = msg.asked // the error is shown
	case msg.Err == nil:
		e.list, e.read = msg.list, msg.read
	}
}

// moveEditionTo goes on in another library, unless the release has another version there.
func (r *Reader) moveEditionTo(lib *Library, numberOf func(int) int) {
	e := &r.editions
	if e.number < 0 {
		return
	}
	to := numberOf(e.number)
	if to < 0 || e.read == nil || lib.At(to).Version != e.list[0].Version {
		r.LeaveEdition()
		return
	}
	e.number = to
}
