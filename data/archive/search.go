package archive

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"pressroom/data/text"
)

// Order is the order of hits.
type Order uint8

// The orders. Best is by relevance where few releases match, and newest first
// where many do, whose order by relevance costs and says little.
const (
	Best      Order = iota
	Newest          // by row, which is newest first in a catalogue
	Relevance       // by BM25, headlines weighing more
	Title           // by headline, as folded
)

// few is up to how many hits [Best] orders by relevance.
const few = 1000

// Options says which hits are wanted.
type Options struct {
	Order  Order
	Limit  int                // 0 is no limit
	Offset int                // how many to pass over
	Keep   func(row int) bool // if not nil, hits in other rows are left out
}

// Where is where a release matches.
type Where uint8

// A release matches in its headline if that alone has all that is wanted.
const (
	InText Where = iota
	InHeadline
)

// String returns "headline" or "text".
func (w Where) String() string {
	if w == InHeadline {
		return "headline"
	}
	return "text"
}

// Hit is a release that matches.
type Hit struct {
	Row   int // its number in the catalogue, or its row in order of adding
	Where Where
	Score float64 // its relevance, where hits come in that order; more is better
}

// Search returns the releases that match. It may be called from any number of
// goroutines, and returns soon after ctx is done. It is an error if t has more
// than 64 different terms.
func (a *Archive) Search(ctx context.Context, t Query, o Options) (hits []Hit, err error) {
	err = a.search(ctx, t, o.Keep, func(s *search) error {
		if hits, err = s.hits(o); err != nil {
			return err
		}
		return s.where(hits)
	})
	if err != nil {
		return nil, err
	}
	for i := range hits {
		hits[i].Row = a.number(hits[i].Row)
	}
	return hits, nil
}

// Rows returns all releases that match, newest first.
func (a *Archive) Rows(ctx context.Context, t Query) (rows []int32, err error) {
	err = a.search(ctx, t, nil, func(s *search) error {
		return s.each(func(row int32) bool {
			rows = append(rows, int32(a.number(int(row))))
			return true
		})
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// search is a search under way.
type search struct {
	*Archive
	ctx         context.Context
	turn        *turn
	plan        *plan
	keep        func(row int) bool
	title, body text.Tokens // of the row in hand
	work        work
}

// work is what a search takes, for those who bound it.
type work struct {
	Phrases int // that FTS5 was asked for
	Cut     int // texts
}

// search calls f with a search for t, if that may find anything.
func (a *Archive) search(ctx context.Context, t Query, keep func(row int) bool, f func(*search) error) error {
	clauses, err := t.clauses()
	if err != nil || len(clauses) == 0 && len(t.Clauses) > 0 {
		return err
	}
	return a.read(ctx, func(turn *turn) (err error) {
		s := &search{Archive: a, ctx: ctx, turn: turn, keep: keep}
		if s.plan, err = s.newPlan(clauses, t.Letters); err != nil {
			return err
		}
		return f(s)
	})
}

// pause is called where a search can be stopped, or wait for others.
func (s *search) pause() error { return s.turn.pause(s.ctx) }

func (s *search) hits(o Options) ([]Hit, error) {
	if o.Limit <= 0 || o.Limit > s.plan.rows {
		o.Limit = s.plan.rows
	}
	o.Offset = min(max(0, o.Offset), s.plan.rows)
	end := o.Offset + o.Limit
	if end == 0 {
		return nil, nil
	}
	want := s.plan.rows
	switch o.Order {
	case Newest:
		want = end
	case Best:
		want = max(end, few+1)
	}
	var hits []Hit
	err := s.each(func(row int32) bool {
		hits = append(hits, Hit{Row: int(row)})
		return len(hits) < want
	})
	if err != nil {
		return nil, err
	}
	switch {
	case o.Order == Title:
		order, err := s.titleOrder(s.ctx, s.turn.reader)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(hits, func(a, b Hit) int { return cmp.Compare(order[a.Row], order[b.Row]) })
	case o.Order == Relevance, o.Order == Best && len(hits) <= few:
		if hits, err = s.ranked(hits, end); err != nil {
			return nil, err
		}
	}
	return hits[min(o.Offset, len(hits)):min(end, len(hits))], nil
}

// The statements of a search. FTS5's rowids are one more than the rows.
const (
	listSQL   = "SELECT group_concat(rowid) FROM words WHERE words MATCH ?"
	textSQL   = "SELECT title, body FROM releases WHERE row = ?"
	titlesSQL = "SELECT title FROM releases ORDER BY row"
)

// each calls f with each row that matches, in ascending order, until f returns
// false.
func (s *search) each(f func(row int32) bool) (err error) {
	s.plan.base.each(func(row int32) bool {
		if row%64 == 0 {
			if err = s.pause(); err != nil {
				return false
			}
		}
		var ok bool
		if ok, err = s.passes(row); err != nil {
			return false
		}
		return !ok || f(row)
	})
	return err
}

// passes reports whether a row that can match does. Its text is read if nothing
// else can tell, and cut once for all clauses.
func (s *search) passes(row int32) (bool, error) {
	if s.keep != nil && !s.keep(s.number(int(row))) {
		return false, nil
	}
	undecided := false
	for _, c := range s.plan.open {
		holds, open := false, false
		for i := range c.any {
			if c.any[i].rows.has(row) {
				holds = holds || !c.any[i].open
				open = open || c.any[i].open
			}
		}
		if !open && holds == c.not {
			return false, nil
		}
		undecided = undecided || open && !holds
	}
	if !undecided {
		return true, nil
	}
	return s.passesRead(row)
}

// passesRead is passes by the text of the row.
func (s *search) passesRead(row int32) (bool, error) {
	if err := s.pause(); err != nil {
		return false, err
	}
	title, body, err := s.textOf(s.ctx, s.turn.reader, int(row))
	if err != nil {
		return false, err
	}
	s.title.Cut(title)
	s.body.Cut(body)
	s.work.Cut++
	inTitle, inBody := s.plan.matcher.in(&s.title, true), s.plan.matcher.in(&s.body, false)
	for _, c := range s.plan.open {
		holds := false
		for i := range c.any {
			a := &c.any[i]
			if !a.rows.has(row) {
				continue
			}
			if a.open && !a.standsIn(inTitle, inBody) {
				a.rows.remove(row)
				continue
			}
			holds = true
		}
		if holds == c.not {
			return false, nil
		}
	}
	return true, nil
}

// standsIn reports whether the sequence is among those found in a headline or a
// text, for which the matcher has a bit each.
func (a *condition) standsIn(title, body uint64) bool {
	bit := uint64(1) << a.pattern
	return title&bit != 0 || !a.title && body&bit != 0
}

// matching returns the rowids that FTS5 finds, as one text with commas
// between them, which takes half the time of as many rows.
func (r *reader) matching(ctx context.Context, match string) (list string, err error) {
	rows, err := r.query(ctx, listSQL, match)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var ids sql.NullString
		if err := rows.Scan(&ids); err != nil {
			return "", err
		}
		list = ids.String
	}
	return list, rows.Err()
}

// eachRow calls f with the rows of a list of rowids.
func eachRow(list string, f func(row int32)) {
	id := int32(0)
	for i := range len(list) {
		if c := list[i]; c == ',' {
			f(id - 1)
			id = 0
		} else {
			id = id*10 + int32(c-'0')
		}
	}
	if list != "" {
		f(id - 1)
	}
}
