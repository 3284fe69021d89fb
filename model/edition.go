package model

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

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
	at      int             // the one that is read
	changes bool            // what changed in it is
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
	if e.list == nil || e.number != r.shown {
		return nil
	}
	return EditionOf(e.list, e.at, e.changes)
}

// EditionOf returns the version in place at of a list with the newest first, or what
// changed in it: then it must not be the last.
func EditionOf(list []store.Version, at int, changes bool) *Edition {
	v := &list[at]
	e := &Edition{Document: &v.Document, Seen: v.Seen, Version: len(list) - at, Of: len(list)}
	if changes {
		before := &list[at+1]
		e.Before, e.Since = &before.Document, before.Seen
	}
	return e
}

// ShowChanges shows what changed in the version that is read, or, once more, that
// version again.
func (r *Reader) ShowChanges() tea.Cmd {
	e := &r.editions
	switch {
	case r.Edition() == nil:
		return r.askVersions(true)
	case e.changes && e.at == 0:
		r.LeaveEdition()
	case e.changes:
		e.changes = false
	case e.at == len(e.list)-1:
		return func() tea.Msg { return Versioned{asked: e.asked, list: e.list, Err: ErrFirstVersion} }
	default:
		e.changes = true
	}
	return nil
}

// ErrFirstVersion is the error of asking what changed in the oldest version.
var ErrFirstVersion = errors.New("this is the first version: there is none before it")

// ShowOlder shows the version before the one that is read, or what changed in that;
// behind the oldest comes the newest.
func (r *Reader) ShowOlder() tea.Cmd {
	e := &r.editions
	if r.Edition() == nil {
		return r.askVersions(false)
	}
	n := len(e.list)
	if e.changes {
		n-- // in the oldest nothing did
	}
	if e.at = (e.at + 1) % n; e.at == 0 && !e.changes {
		r.LeaveEdition()
	}
	return nil
}

// LeaveEdition goes back to the release as it is, and reports whether anything else was
// read or awaited.
func (r *Reader) LeaveEdition() bool {
	e := &r.editions
	open := r.Edition() != nil || e.cancel != nil
	if e.cancel != nil {
		e.cancel()
	}
	*e = editions{number: -1, asked: e.asked}
	return open
}

// SettleEdition leaves the versions of a release that is shown no more.
func (r *Reader) SettleEdition() {
	if e := &r.editions; e.number != r.shown {
		r.LeaveEdition()
	}
}

// askVersions asks for the versions of the shown release.
func (r *Reader) askVersions(changes bool) tea.Cmd {
	r.LeaveEdition()
	if r.shown < 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(r.o.Context, versionsTime)
	e := &r.editions
	e.asked++
	e.number, e.changes, e.cancel = r.shown, changes, cancel
	asked, lib, number := e.asked, r.lib, r.shown
	return func() tea.Msg {
		defer cancel()
		list, err := lib.Versions(ctx, number)
		switch {
		case errors.Is(err, context.Canceled):
			return nil
		case err == nil && len(list) == 1:
			err = ErrOneVersion
		}
		return Versioned{asked, list, err}
	}
}

// versioned takes the versions of a release in.
func (r *Reader) versioned(msg Versioned) {
	e := &r.editions
	if msg.asked != e.asked || e.cancel == nil {
		return
	}
	e.cancel = nil
	if msg.Err != nil || e.number != r.shown {
		r.LeaveEdition()
		return
	}
	if e.list = msg.list; !e.changes {
		e.at = 1
	}
}

// moveEditionTo goes on in another library, unless the release has another version there.
func (r *Reader) moveEditionTo(lib *Library, rowOf func(int) int) {
	e := &r.editions
	if e.number < 0 {
		return
	}
	to := rowOf(e.number)
	if to < 0 || e.list == nil || lib.At(to).Version != e.list[0].Version {
		r.LeaveEdition()
		return
	}
	e.number = to
}
