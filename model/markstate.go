package model

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

// ReadTime is how long a release is open before it counts as read.
const ReadTime = 2 * time.Second

// Times of writing marks.
const (
	writeMarksTime = 4 * time.Second // one try
	lineTime       = time.Second     // after which the line that a reader came to is written
	leastRetry     = time.Second     // until the next try of one that failed
	mostRetry      = 15 * time.Second
)

// marking is what a reader has marked, as the screen shows it: written later.
type marking struct {
	kept       *MarkWriter  // of releases that a store has; nil where nobody keeps them
	keeper     *MarkWriter  // of the library: kept, or such as are gone with the session
	now        *store.Marks // never changed, but replaced, since searches look at it
	changes    uint64       // counts those that were put to the keeper
	taken      uint64       // what changes was when now was read: since then now is of no version
	writing    bool         // a command does
	stale      bool         // now has to be read again
	of         *lineage     // that now is of
	wait       time.Duration
	touched    bool // something was marked by hand
	visit      visit
	searchUndo []searchChange // that can be taken back, the last one last

	open    int    // the release that is being read, -1 for none
	opened  uint64 // counts them
	lines   bool   // there are lines to write
	waiting bool   // a timer runs for them

	unread, listed markCount
}

// markCount is counts of unread, starred, new and corrected releases, and what they were made from.
type markCount struct {
	marks           *store.Marks
	library         *Library
	listing         *Listing
	from            int // the first number that is new
	unread, starred int
	isNew           int
	corrected       int
}

// MarksWritten is the result of writing marks.
type MarksWritten struct {
	keeper *MarkWriter
	at     uint64       // the changes that there were before
	read   *store.Marks // as they are now, where they were read again

	Undone []store.Action // their inverses; an empty one where there was nothing to undo
	Err    error          // why they are not written, and will be tried again; or will not be: see Lost
}

// Lost reports whether what could not be written will not be tried again.
func (m MarksWritten) Lost() bool {
	return errors.Is(m.Err, store.ErrNotFound) || errors.Is(m.Err, store.ErrLimit)
}

// newMarking returns the marks of a reader who begins with a library at a given time.
func newMarking(lib *Library, kept *MarkWriter, now time.Time) marking {
	m := marking{kept: kept, of: lib.lineage, open: -1}
	m.keeper = m.keeperOf(lib)
	m.now = m.keeper.first
	m.visit = visitOf(m.now).at(now)
	return m
}

// keeperOf returns what keeps the marks of a library: the store of its releases, or the session.
func (m *marking) keeperOf(lib *Library) *MarkWriter {
	_, isSession := m.session()
	switch {
	case m.kept != nil && lib.keeper != nil:
		return m.kept
	case isSession:
		return m.keeper
	}
	return newSessionMarks()
}

// session returns the marks of the session, and whether they are those of the library.
func (m *marking) session() (s *sessionMarks, is bool) {
	if m.keeper == nil {
		return nil, false
	}
	s, is = m.keeper.store.(*sessionMarks)
	return s, is
}

// moveMarksTo takes marks over to another library; numberOf returns a release's number there, or -1.
func (r *Reader) moveMarksTo(old, lib *Library, numberOf func(int) int) tea.Cmd {
	m := &r.marking
	was := m.open
	if m.open = numberOf(was); m.open >= 0 && lib.At(m.open).Version != old.At(was).Version {
		m.opened++ // another text than the one that was opened does not count as read by itself
	}
	before := m.keeper
	m.keeper = m.keeperOf(lib)
	switch s, isSession := m.session(); {
	case m.keeper != before:
		r.takeMarks(m.keeper.first)
		m.searchUndo, m.of = nil, lib.lineage
		m.visit = visitOf(m.now).at(r.o.Clock())
		r.takeWidths()
	case isSession:
		_ = m.keeper.Flush(context.Background()) // in memory
		s.renumber(numberOf)
		m.now, _ = s.Marks(context.Background(), "")
	case lib.lineage != old.lineage:
		m.keeper.renumber(numberOf, lib)
		m.searchUndo, m.visit = nil, visit{}
		m.changes++ // so that all are read, whatever their version
		return r.writeMarks(true)
	default:
		return nil
	}
	m.writing, m.changes, r.queryMarks = false, m.changes+1, r.marksFor(r.query)
	return r.writeMarks(true)
}

// writeMarks returns the command that writes what is marked, one at a time, and reads all again if wanted.
func (r *Reader) writeMarks(again bool) tea.Cmd {
	m := &r.marking
	m.stale = m.stale || again
	if m.writing {
		return nil
	}
	msg, known, again := MarksWritten{keeper: m.keeper, at: m.changes}, m.now.Version, m.stale
	if m.changes != m.taken {
		known = noVersion
	}
	m.writing, m.stale, m.lines = true, false, false
	ctx := context.WithoutCancel(r.o.Context) // what is begun is written
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, writeMarksTime)
		defer cancel()
		msg.Undone, msg.Err = msg.keeper.write(ctx)
		if ctx.Err() != nil && msg.Err != nil {
			msg.Err = errBusy
		}
		if msg.Err == nil && (again || len(msg.Undone) > 0) {
			msg.read, msg.Err = msg.keeper.newer(ctx, known)
		}
		return msg
	}
}

// errBusy is what a write comes to that takes too long.
var errBusy = fmt.Errorf("the archive takes longer than %v: another program may be writing to it", writeMarksTime)

// noVersion is the version of marks that no store has.
const noVersion = -1

// newer returns the marks where they are not of a version that is known.
func (m *MarkWriter) newer(ctx context.Context, known int64) (*store.Marks, error) {
	version, err := m.store.MarksVersion(ctx, m.reader)
	if err != nil || version == known {
		return nil, err
	}
	return m.store.Marks(ctx, m.reader)
}

// marksWritten takes in the result of writing marks.
func (r *Reader) marksWritten(msg MarksWritten) tea.Cmd {
	m := &r.marking
	if msg.keeper != m.keeper {
		return nil // of another library
	}
	m.writing = false
	switch {
	case msg.read != nil && msg.at == m.changes:
		r.takeMarks(msg.read)
		m.taken = m.changes
		if m.of != r.lib.lineage {
			m.visit, m.of = visitOf(m.now).at(r.o.Clock()), r.lib.lineage
		}
	case msg.read != nil: // something was marked meanwhile
		m.stale = true
	}
	switch {
	case msg.Lost(): // which the screen must not show
		return r.writeMarks(true)
	case msg.Err != nil:
		m.wait = min(max(2*m.wait, leastRetry), mostRetry)
		return after(m.wait, func() tea.Cmd {
			if msg.keeper != m.keeper {
				return nil
			}
			return r.writeMarks(false)
		})
	}
	m.wait = 0
	if m.stale || m.keeper.isWaiting() {
		return r.writeMarks(false)
	}
	return nil
}

// takeMarks goes on with marks as a store has them.
func (r *Reader) takeMarks(marks *store.Marks) {
	r.marking.now = marks
	for n, line := range marks.Lines {
		if r.lib.Has(n) && n != r.shown {
			r.places[r.lib.ID(n)] = line
		}
	}
}

// setMark marks releases at once, and has that written. It returns how many it changes.
func (r *Reader) setMark(a store.Action) (changed int, cmd tea.Cmd) {
	m := &r.marking
	next := *m.now
	next.Read, next.Starred = slices.Clone(m.now.Read), slices.Clone(m.now.Starred)
	numbers := next.Set(a)
	if len(numbers) == 0 {
		return 0, nil
	}
	m.now = &next
	m.changes++
	a.Numbers, a.Time = numbers, r.o.Clock()
	m.keeper.put(store.Batch{Actions: []store.Action{a}, Of: r.lib.Generation})
	if !a.Auto {
		m.noteMarking(1)
	}
	return len(numbers), r.writeMarks(false)
}

// saveLine has it written where in a release its reader is.
func (r *Reader) saveLine(id string, place int) {
	if !r.KeepsMarks() { // the session remembers it anyway
		return
	}
	m := &r.marking
	if numbers := r.lib.WithPrefix(id); len(numbers) == 1 {
		m.keeper.put(store.Batch{Lines: map[int]int{numbers[0]: place}, Of: r.lib.Generation})
		m.changes++
		m.lines = true
	}
}

// VisitPause is how long a reader does nothing before another visit begins. A reader
// who comes back sooner sees the same releases as new, and one who leaves the program
// open over night sees in the morning what came in the night.
const VisitPause = time.Hour

// visitValue is the name of the value that a visit is kept by.
const visitValue = "visit"

// OnlyLooked reports whether a batch has only the visit and the place of a reader who marked nothing.
func OnlyLooked(b store.Batch) bool {
	for name := range b.Values {
		if name != visitValue && name != viewValue {
			return false
		}
	}
	return len(b.Actions)+len(b.Lines)+len(b.Searches) == 0
}

// visit is the time of a reader's visit; its first new number parts what came since from the rest.
type visit struct {
	from int   // the first number that is new in this visit; 0 where there was none before
	seen int   // the first number that was not there when the reader did something last
	last int64 // when that was, in seconds since 1970; 0 for a new reader
}

// String writes the visit as a value.
func (v visit) String() string { return fmt.Sprintf("%d %d %d", v.from, v.seen, v.last) }

// visitOf reads the visit of marks. What is no visit is as if there had been none.
func visitOf(marks *store.Marks) (v visit) {
	if marks == nil {
		return v
	}
	if n, err := fmt.Sscanf(marks.Values[visitValue], "%d %d %d", &v.from, &v.seen, &v.last); n != 3 || err != nil {
		return visit{}
	}
	return v
}

// at returns the visit of a time: the same one, or the next after a pause.
func (v visit) at(now time.Time) visit {
	if v.last != 0 && now.Unix()-v.last >= int64(VisitPause/time.Second) {
		v.from = v.seen
	}
	return v
}

// NewSince returns a copy of marks, which may be nil, for which what came since the last visit is new.
func NewSince(marks *store.Marks, now time.Time) *store.Marks {
	if marks == nil {
		return nil
	}
	return withVisit(marks, visitOf(marks).at(now))
}

func withVisit(marks *store.Marks, v visit) *store.Marks {
	next := *marks
	next.Values = maps.Clone(marks.Values)
	if next.Values == nil {
		next.Values = map[string]string{}
	}
	next.Values[visitValue] = v.String()
	return &next
}

// marksFor returns the marks that a query is asked of, and that stay while it is listed.
func (r *Reader) marksFor(q data.Query) *store.Marks {
	if q.Is&data.IsNew == 0 {
		return r.marking.now
	}
	return withVisit(r.marking.now, r.marking.visit)
}

// IsNew reports whether the release of a number came since the reader's last visit.
func (r *Reader) IsNew(number int) bool { return number >= r.marking.visit.from }

// NoteActivity extends the present visit to now. It is written with the next mark, or at the end.
func (r *Reader) NoteActivity() {
	m := &r.marking
	if !r.KeepsMarks() {
		return
	}
	now := r.o.Clock()
	next := m.visit.at(now)
	before := next.seen
	next.seen, next.last = r.lib.End(), now.Unix()
	if r.loading != nil { // there are more
		next.seen = max(next.seen, before)
	}
	if next.from == m.visit.from && next.seen == m.visit.seen && next.last-m.visit.last < visitStep {
		return
	}
	m.visit = next
	m.keeper.setVisit(next)
}

// visitStep is how exactly it is kept until when a reader was there, in seconds.
const visitStep = 60
