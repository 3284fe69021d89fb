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
func (r *Reader) moveEditionTo(lib *Library, rowOf func(int) int) {
	e := &r.editions
	if e.number < 0 {
		return
	}
	to := rowOf(e.number)
	if to < 0 || e.read == nil || lib.At(to).Version != e.list[0].Version {
		r.LeaveEdition()
		return
	}
	e.number = to
}
