package archive

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"pressroom/data"
)

// plan is how a Text is answered: FTS5 yields the rows that match, and the
// tests leave some of them out. Where FTS5 is asked for nothing, the rows are
// those of the first test that a row has to pass, or all.
type plan struct {
	nothing bool   // finds nothing
	match   string // for FTS5; "" if it is asked for nothing
	tests   []test
	rows    int // of the archive, when the plan was made
	finder  finder
}

// has reports whether the archive had the row when the plan was made. Others
// were added since, or come out of a damaged file.
func (p *plan) has(row int32) bool { return row >= 0 && int(row) < p.rows }

// test is a clause that FTS5 cannot answer: one that holds beginnings of
// words or letters of headlines, or one that says not where nothing else is
// asked of FTS5.
type test struct {
	not bool
	any []condition
}

// condition is one alternative of a test: the row is in the set, and the
// pattern, if there is one, is found in its text.
type condition struct {
	rows    rowset
	titles  rowset // those whose headline has it, if that is known
	pattern *pattern
}

// planner makes a plan, and asks the database for what it needs.
type planner struct {
	ctx    context.Context
	reader *reader
	text   Text
	plan   plan
}

func (a *Archive) newPlan(ctx context.Context, r *reader, t Text) (*plan, error) {
	p := planner{ctx: ctx, reader: r, text: t, plan: plan{rows: a.Len(), finder: t.finder()}}
	var must, not []string
	var later [][]pattern // clauses that say not, for FTS5
	asked := len(t.Clauses) == 0
	for _, c := range t.Clauses {
		patterns, other := clausePatterns(c)
		if len(patterns)+len(other) == 0 {
			continue
		}
		asked = true
		plain := len(other) == 0 && !slices.ContainsFunc(patterns, func(q pattern) bool { return q.start() })
		switch {
		case plain && !c.Not:
			must = append(must, matchAny(patterns))
		case plain:
			not = append(not, matchAny(patterns))
			later = append(later, patterns)
		default:
			if len(patterns) == 1 && len(other) == 0 && !c.Not && len(patterns[0].parts) > 1 {
				// What comes before the beginning has to be there as well.
				before := pattern{parts: patterns[0].parts[:len(patterns[0].parts)-1], title: patterns[0].title}
				must = append(must, before.match())
			}
			if err := p.test(c.Not, patterns, other); err != nil {
				return nil, err
			}
		}
	}
	p.plan.nothing = !asked
	p.plan.match = strings.Join(must, " AND ")
	switch {
	case p.plan.match != "" && len(not) > 0:
		p.plan.match = "(" + p.plan.match + ") NOT (" + strings.Join(not, " OR ") + ")"
	case p.plan.match == "":
		for _, patterns := range later {
			if err := p.test(true, patterns, nil); err != nil {
				return nil, err
			}
		}
	}
	return &p.plan, nil
}

// clausePatterns returns the patterns of a clause, without those that ask for
// nothing, and its terms of letters.
func clausePatterns(c data.Clause) (patterns []pattern, letters []string) {
	for _, t := range c.Any {
		if t.Kind == data.Letters {
			letters = append(letters, t.Text)
		} else if p := patternOf(t); len(p.parts) > 0 {
			patterns = append(patterns, p)
		}
	}
	return patterns, letters
}

func matchAny(patterns []pattern) string {
	var alternatives []string
	for _, p := range patterns {
		alternatives = append(alternatives, p.match())
	}
	return "(" + strings.Join(alternatives, " OR ") + ")"
}

// test adds a test: what FTS5 can find of the clause comes as one set, each
// beginning of words as another.
func (p *planner) test(not bool, patterns []pattern, letters []string) error {
	t := test{not: not}
	var plain []pattern
	for _, q := range patterns {
		if !q.start() {
			plain = append(plain, q)
			continue
		}
		last := q.parts[len(q.parts)-1]
		rows, titles, err := p.beginnings(last.form)
		if err != nil {
			return err
		}
		c := condition{rows: rows, titles: titles}
		if q.title {
			c.rows = titles
		}
		if len(q.parts) > 1 {
			c.pattern = &q
		}
		t.any = append(t.any, c)
	}
	if len(plain) > 0 {
		rows, err := p.matching(matchAny(plain))
		if err != nil {
			return err
		}
		t.any = append(t.any, condition{rows: rows})
	}
	for _, l := range letters {
		rows := newRowset(p.plan.rows)
		if p.text.Letters != nil {
			for _, row := range p.text.Letters(l) {
				rows.add(row)
			}
		}
		t.any = append(t.any, condition{rows: rows})
	}
	p.plan.tests = append(p.plan.tests, t)
	return nil
}

// beginnings returns the rows that have a word which begins so, and those of
// them whose headlines have.
func (p *planner) beginnings(start string) (rows, titles rowset, err error) {
	rows, titles = newRowset(p.plan.rows), newRowset(p.plan.rows)
	found, err := p.reader.query(p.ctx, beginningsSQL, start, start+"\U0010ffff")
	if err != nil {
		return nil, nil, err
	}
	defer found.Close()
	for found.Next() {
		var first int32
		var list sql.RawBytes
		if err := found.Scan(&first, &list); err != nil {
			return nil, nil, err
		}
		if err := decodeRows(list, first, rows, titles); err != nil {
			return nil, nil, err
		}
	}
	return rows, titles, found.Err()
}

// matching returns the rows that FTS5 finds.
func (p *planner) matching(match string) (rowset, error) {
	rows := newRowset(p.plan.rows)
	list, err := p.reader.matching(p.ctx, match)
	if err != nil {
		return nil, err
	}
	eachRow(list, func(row int32) { rows.add(row) })
	return rows, nil
}
