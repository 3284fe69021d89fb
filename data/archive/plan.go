package archive

import (
	"context"
	"slices"
	"strings"

	"pressroom/data/text"
)

// plan is how a Text is answered: the rows that can match, and the clauses that
// only the text of a row decides.
type plan struct {
	rows    int // of the archive, when the plan was made
	batches int // at least those of the rows
	clauses []planned
	base    rowset
	open    []*planned
	matcher *matcher // of the sequences of more than one token
}

// planned is a clause, with the rows of its alternatives.
type planned struct {
	not bool
	any []condition
}

// condition is one alternative of a clause: a sequence of tokens, or letters of
// headlines.
type condition struct {
	rows     rowset   // that meet it; if it is open, that may
	titles   rowset   // those of them whose headlines may have it; must, where it is one token
	open     bool     // only the text of a row tells whether it is met
	title    bool     // in the headline alone
	sequence []lookup // nil for letters
	pattern  int      // of the plan's matcher, of which the sequence is, if it has more than one token
}

// fewToRead is how many texts are sooner read than FTS5 is asked for a phrase:
// reading one takes a hundredth of a millisecond, asking ten milliseconds where
// twenty thousand texts have the words.
const fewToRead = 256

// maxPhrases is how many phrases FTS5 is asked for: of more, the texts are read.
const maxPhrases = 8

// maxWindow is how many tokens of a phrase FTS5 is asked for. It looks at each
// in every row, and a phrase may be as long as a text.
const maxWindow = 4

// planner makes a plan, and asks the database for what it needs.
type planner struct {
	ctx       context.Context
	search    *search
	plan      plan
	found     map[lookup]found
	sequences []*pattern
}

// found has the rows of a token, and those whose headlines have it.
type found struct {
	rows, titles rowset
	forms        []string // of the words that are meant, one for each kind but stemmed
}

func (s *search) newPlan(list []clause, letters func(string) []int32) (*plan, error) {
	p := planner{ctx: s.ctx, search: s, plan: plan{rows: s.Len()}, found: map[lookup]found{}}
	p.plan.batches = int(s.batches.Load()) // behind the rows
	for _, c := range list {
		made := planned{not: c.not}
		for i := range c.patterns {
			if err := p.add(&made, &c.patterns[i]); err != nil {
				return nil, err
			}
		}
		for _, l := range c.letters {
			rows := newRowset(p.plan.rows)
			if letters != nil {
				for _, number := range letters(l) {
					rows.add(s.rowOf(number))
				}
			}
			made.any = append(made.any, condition{rows: rows, titles: rows})
		}
		p.plan.clauses = append(p.plan.clauses, made)
	}
	p.plan.matcher = newMatcher(p.sequences)
	p.join()
	return &p.plan, p.narrow()
}

// add adds the alternatives of a pattern to a clause.
func (p *planner) add(c *planned, q *pattern) error {
	sequences := [...][]lookup{q.lookups(), q.initialLookups()}
	if len(sequences[0]) > 1 || len(sequences[1]) > 1 {
		p.sequences = append(p.sequences, q)
	}
	for i, sequence := range sequences {
		if len(sequence) == 0 {
			continue
		}
		made := condition{sequence: sequence, pattern: len(p.sequences) - 1, title: q.title || i == 1, open: len(sequence) > 1}
		for i, l := range sequence {
			f, err := p.lookUp(l)
			if err != nil {
				return err
			}
			if i == 0 {
				made.rows, made.titles = slices.Clone(f.rows), slices.Clone(f.titles)
				continue
			}
			made.rows.and(f.rows)
			made.titles.and(f.titles)
		}
		if made.title {
			made.rows = made.titles
		}
		c.any = append(c.any, made)
	}
	return nil
}

// lookUp returns the rows of a token, which is looked up once.
func (p *planner) lookUp(l lookup) (found, error) {
	if f, ok := p.found[l]; ok {
		return f, nil
	}
	if err := p.search.pause(); err != nil {
		return found{}, err
	}
	f := found{newRowset(p.plan.rows), newRowset(p.plan.rows), []string{l.text}}
	add := func(list []byte) error { return decodeRows(list, f.rows, f.titles) }
	r, batches := p.search.turn, p.plan.batches
	var err error
	switch l.kind {
	case exactly:
		err = r.entry(p.ctx, tokenRows, batches, l.text, add)
	case beginning:
		err = r.entries(p.ctx, tokenRows, batches, l.text, l.text+"\U0010ffff", func(_, list []byte) error { return add(list) })
	case stemmed:
		if f.forms, err = r.forms(p.ctx, batches, l.text); err != nil {
			break
		}
		for _, form := range f.forms {
			if err = r.entry(p.ctx, tokenRows, batches, form, add); err != nil {
				break
			}
		}
	}
	p.found[l] = f
	return f, err
}

// join computes which rows can match.
func (p *planner) join() {
	base := newRowset(p.plan.rows)
	base.fill(p.plan.rows)
	p.plan.open = nil
	for i := range p.plan.clauses {
		c := &p.plan.clauses[i]
		union := newRowset(p.plan.rows)
		open := false
		for _, a := range c.any {
			open = open || a.open
			if !c.not || !a.open {
				union.or(a.rows)
			}
		}
		if c.not {
			base.andNot(union)
		} else {
			base.and(union)
		}
		if open {
			p.plan.open = append(p.plan.open, c)
		}
	}
	p.plan.base = base
}

// narrow asks FTS5 for the sequences, as long as there are many rows whose
// texts would have to be read. One that ends in the beginning of a word is
// asked for without: FTS5 would have to put the places of all such words
// together.
func (p *planner) narrow() error {
	for _, c := range p.plan.open {
		for i := range c.any {
			a := &c.any[i]
			if !a.open {
				continue
			}
			window := p.window(a.sequence)
			if len(window) < 2 {
				continue
			}
			if p.search.work.Phrases == maxPhrases || p.plan.base.len() <= fewToRead {
				return nil
			}
			p.search.work.Phrases++
			rows, err := p.matching(window, a.title)
			if err != nil {
				return err
			}
			a.rows.and(rows)
			a.open = len(window) < len(a.sequence)
			p.join()
		}
	}
	return nil
}

// window returns the part of a sequence that FTS5 is asked for, the rarest.
func (p *planner) window(sequence []lookup) []lookup {
	if n := len(sequence) - 1; sequence[n].kind == beginning {
		sequence = sequence[:n]
	}
	if len(sequence) <= maxWindow {
		return sequence
	}
	best, least := 0, -1
	for i := range len(sequence) - maxWindow + 1 {
		sum := 0
		for _, l := range sequence[i : i+maxWindow] {
			sum += p.found[l].rows.len()
		}
		if least < 0 || sum < least {
			best, least = i, sum
		}
	}
	return sequence[best : best+maxWindow]
}

// matching returns the rows in which FTS5 finds a sequence.
func (p *planner) matching(sequence []lookup, title bool) (rowset, error) {
	if err := p.search.pause(); err != nil {
		return nil, err
	}
	rows := newRowset(p.plan.rows)
	forms := p.found[sequence[len(sequence)-1]].forms
	if len(forms) == 0 {
		return rows, nil
	}
	list, err := p.search.turn.matching(p.ctx, match(sequence, title, forms))
	if err != nil {
		return nil, err
	}
	eachRow(list, rows.add)
	return rows, nil
}

// forms returns the words that have a stem.
func (r *reader) forms(ctx context.Context, batches int, stemmed string) (list []string, err error) {
	if string(text.Stem([]byte(stemmed))) == stemmed {
		list = append(list, stemmed)
	}
	err = r.entry(ctx, stemForms, batches, stemmed, func(words []byte) error {
		list = append(list, strings.Fields(string(words))...)
		return nil
	})
	slices.Sort(list) // batches have the same ones
	return slices.Compact(list), err
}
