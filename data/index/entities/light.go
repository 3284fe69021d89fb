package entities

import (
	"context"
	"database/sql"
	"errors"
	"slices"
)

// Of a large snapshot what only likeness needs stays in the file: the words of the
// releases, which are ten times what they name, and most shingles. Who asks what a
// release is like has the file read.

// lightFrom is how many releases are large. It is changed by tests.
var lightFrom = 20_000

// thinned is how many of the shingles of a light note are left out for one.
const thinned = 4

// thin returns one shingle in so many, chosen by the shingle itself.
func thin(list []uint32) []uint32 {
	var chosen []uint32
	for _, h := range list {
		if h/sampled%thinned == 0 {
			chosen = append(chosen, h)
		}
	}
	return slices.Clone(chosen) // without room for more
}

// light returns what is kept in memory of a note that is in a file.
func (n *note) light() *note {
	l := *n
	l.words, l.shingles = nil, thin(n.shingles)
	return &l
}

// wordFile opens the file that has the words: the one that was asked first.
func (x *Index) wordFile(ctx context.Context) (*openFile, error) {
	o, err := x.File.attach(ctx)
	if err != nil {
		return nil, err
	}
	w := &x.tables().weights
	if w.token == 0 { // nothing is known yet
		w.token = o.token
	}
	if w.token != o.token {
		o.close()
		return nil, errors.New("another file was put in the place of this one")
	}
	return o, nil
}

// eachWords calls f with the words of each release from one to another that has any, by
// the numbers of the lexicon, or of the file that has them. F must not keep the list.
func (x *Index) eachWords(ctx context.Context, from, to int, f func(row int, words []count)) error {
	t := x.tables()
	if t.light {
		return x.eachInFile(ctx, from, to, f)
	}
	var words []count
	for row := from; row <= to && row < len(t.notes); row++ {
		if n := t.notes[row]; n != nil {
			words = slices.AppendSeq(words[:0], n.words.all())
			f(row, words)
		}
	}
	return ctx.Err()
}

// eachInFile is eachWords of the file.
func (x *Index) eachInFile(ctx context.Context, from, to int, f func(row int, words []count)) (err error) {
	t := x.tables()
	o, err := x.wordFile(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	defer func() { o.damaged(err) }()
	var words []count
	read := func(rows *sql.Rows) error {
		defer rows.Close()
		for rows.Next() {
			var row int
			var version, blob sql.RawBytes
			if err := rows.Scan(&row, &version, &blob); err != nil {
				return err
			}
			if row < 0 || row >= len(t.notes) || t.notes[row] == nil || x.c.VersionOf(row) != string(version) {
				continue
			}
			if list, ok := decodeWords(blob, words); ok {
				words = list
				f(row, words)
			}
		}
		return rows.Err()
	}
	for ; from <= to; from += scanned {
		rows, err := o.conn.QueryContext(ctx, "SELECT number, version, note FROM notes WHERE number BETWEEN ? AND ?", from, min(to, from+scanned-1))
		if err == nil {
			err = read(rows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scanned is how many releases are read from the file in one statement: nobody can
// write meanwhile.
const scanned = 1024

// stems returns what gives the stem of a word by its number.
func (x *Index) stems(ctx context.Context, m *weights) func(term int32) string {
	if t := x.tables(); !t.light {
		return func(term int32) string { return t.lexicon.value(wordKind, term) }
	}
	known := map[int32]string{}
	return func(term int32) string {
		stem, ok := known[term]
		if ok || int(term) >= m.orgs {
			return stem
		}
		if o, err := x.wordFile(ctx); err == nil {
			_ = o.conn.QueryRowContext(ctx, "SELECT value FROM lexicon WHERE id = ?", term).Scan(&stem) // else there is none
			o.close()
		}
		known[term] = stem
		return stem
	}
}
