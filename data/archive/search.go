package archive

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
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
	Row   int // its row in the catalogue, or in order of adding
	Where Where
	Score float64 // its relevance, where hits come in that order; more is better
}

// Search returns the releases that match. It may be called from any number of
// goroutines, and returns soon after ctx is done.
func (a *Archive) Search(ctx context.Context, t Text, o Options) (hits []Hit, err error) {
	err = a.read(ctx, func(r *reader) error {
		s, err := a.search(ctx, r, t)
		if err != nil {
			return err
		}
		s.keep = o.Keep
		if hits, err = s.hits(o); err != nil {
			return err
		}
		return s.where(hits)
	})
	if err != nil {
		return nil, err
	}
	return hits, nil
}

// Rows returns the rows of all releases that match, in ascending order.
func (a *Archive) Rows(ctx context.Context, t Text) (rows []int32, err error) {
	err = a.read(ctx, func(r *reader) error {
		s, err := a.search(ctx, r, t)
		if err != nil {
			return err
		}
		if s.plan.match != "" && len(s.plan.tests) == 0 {
			list, err := r.matching(ctx, s.plan.match)
			if err != nil {
				return err
			}
			eachRow(list, func(row int32) {
				if s.plan.has(row) {
					rows = append(rows, row)
				}
			})
			return nil
		}
		if s.plan.nothing {
			return nil
		}
		return s.each(func(row int32) bool {
			rows = append(rows, row)
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
	ctx    context.Context
	reader *reader
	plan   *plan
	keep   func(row int) bool
	cut    tokens
}

func (a *Archive) search(ctx context.Context, r *reader, t Text) (*search, error) {
	p, err := a.newPlan(ctx, r, t)
	return &search{Archive: a, ctx: ctx, reader: r, plan: p}, err
}

func (s *search) hits(o Options) ([]Hit, error) {
	if o.Limit <= 0 || o.Limit > s.plan.rows {
		o.Limit = s.plan.rows
	}
	o.Offset = min(max(0, o.Offset), s.plan.rows)
	end := o.Offset + o.Limit
	if s.plan.nothing || end == 0 {
		return nil, nil
	}
	var hits []Hit
	switch o.Order {
	case Best, Newest:
		want := end
		if o.Order == Best {
			want = max(end, few+1)
		}
		err := s.each(func(row int32) bool {
			hits = append(hits, Hit{Row: int(row)})
			return len(hits) < want
		})
		if err != nil {
			return nil, err
		}
		if o.Order == Best && len(hits) <= few {
			among := newRowset(s.plan.rows)
			for _, h := range hits {
				among.add(int32(h.Row))
			}
			if hits, err = s.ranked(end, among); err != nil {
				return nil, err
			}
		}
	case Relevance:
		var err error
		if hits, err = s.ranked(end, nil); err != nil {
			return nil, err
		}
	case Title:
		order, err := s.titleOrder(s.ctx, s.reader)
		if err != nil {
			return nil, err
		}
		err = s.each(func(row int32) bool {
			hits = append(hits, Hit{Row: int(row)})
			return true
		})
		if err != nil {
			return nil, err
		}
		slices.SortFunc(hits, func(a, b Hit) int { return cmp.Compare(order[a.Row], order[b.Row]) })
	}
	return hits[min(o.Offset, len(hits)):min(end, len(hits))], nil
}

// The statements of a search. FTS5's rowids are one more than the rows.
const (
	matchSQL      = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid"
	listSQL       = "SELECT group_concat(rowid) FROM words WHERE words MATCH ?"
	rankedSQL     = "SELECT rowid, bm25(words, ?, 1.0) FROM words WHERE words MATCH ?"
	beginningsSQL = "SELECT first, rows FROM beginnings WHERE word >= ? AND word < ?"
	textSQL       = "SELECT title, body FROM releases WHERE row = ?"
	titlesSQL     = "SELECT title FROM releases ORDER BY row"
)

// each calls f with each row that matches, in ascending order, until f returns
// false.
func (s *search) each(f func(row int32) bool) error {
	if s.plan.match == "" {
		return s.eachTested(f)
	}
	rows, err := s.reader.query(s.ctx, matchSQL, s.plan.match)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int32
		if err := rows.Scan(&id); err != nil {
			return err
		}
		ok, err := s.passes(id - 1)
		if err != nil {
			return err
		}
		if ok && !f(id-1) {
			return nil
		}
	}
	return rows.Err()
}

// eachTested is each where FTS5 is asked for nothing.
func (s *search) eachTested(f func(row int32) bool) (err error) {
	one := func(row int32) bool {
		var ok bool
		if row%1024 == 0 {
			if err = s.ctx.Err(); err != nil {
				return false
			}
		}
		if ok, err = s.passes(row); err != nil {
			return false
		}
		return !ok || f(row)
	}
	for _, t := range s.plan.tests {
		if !t.not && len(t.any) == 1 {
			t.any[0].rows.each(one)
			return err
		}
	}
	for row := range int32(s.plan.rows) {
		if !one(row) {
			break
		}
	}
	return err
}

// passes reports whether a row passes the tests, those first that cost least.
func (s *search) passes(row int32) (bool, error) {
	if !s.plan.has(row) || s.keep != nil && !s.keep(int(row)) {
		return false, nil
	}
	read := false
	for _, t := range s.plan.tests {
		holds := false
		for _, c := range t.any {
			if !c.rows.has(row) {
				continue
			}
			if c.pattern == nil {
				holds = true
				break
			}
			read = true
		}
		if !holds && read {
			var err error
			if holds, err = s.verify(t, row); err != nil {
				return false, err
			}
		}
		if holds == t.not {
			return false, nil
		}
	}
	return true, nil
}

// verify reads the text of a row, to tell whether it has one of the patterns
// of t.
func (s *search) verify(t test, row int32) (bool, error) {
	if err := s.ctx.Err(); err != nil {
		return false, err
	}
	title, body, err := s.textOf(s.ctx, s.reader, int(row))
	if err != nil {
		return false, err
	}
	for i, text := range [...]string{title, body} {
		s.cut.cut(text)
		for _, c := range t.any {
			if c.pattern != nil && c.rows.has(row) && c.pattern.in(&s.cut, i == 0) {
				return true, nil
			}
		}
	}
	return false, nil
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
		var text sql.NullString
		if err := rows.Scan(&text); err != nil {
			return "", err
		}
		list = text.String
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
