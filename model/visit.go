package model

import (
	"fmt"
	"maps"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// VisitPause is how long a reader does nothing before another visit begins. A reader
// who comes back sooner sees the same releases as new, and one who leaves the program
// open over night sees in the morning what came in the night.
const VisitPause = time.Hour

// visitValue is the name of the value that a visit is kept by.
const visitValue = "visit"

// OnlyLooked reports whether a batch has only the visit and the place of a reader who
// marked nothing.
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

// NewSince returns a copy of marks, which may be nil, for which the releases that came
// since the last visit before a given time are new.
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

// NoteActivity extends the present visit to now, and to the releases that the reader
// can have seen. The visit is written with the next mark, or at the end.
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
