package archive

import "encoding/binary"

// lexicon gathers, while releases are indexed, the words that they hold and
// the rows that hold them. A word is stemmed once, however often it stands in
// the releases.
type lexicon struct {
	words map[string]*entry
	bytes int // what it takes, about
}

// entry is a word, its stem, and the rows that have it: see [decodeRows].
type entry struct {
	form, stem string
	rows       []byte
	first      int32 // the first row in rows
	last       int32 // the last
}

// lexiconBytes is what a lexicon may take before it is written out and begun
// anew.
const lexiconBytes = 48 << 20

func newLexicon() *lexicon { return &lexicon{words: map[string]*entry{}} }

// full reports whether l has to be written out.
func (l *lexicon) full() bool { return l.bytes > lexiconBytes }

// of returns the entry of a word.
func (l *lexicon) of(form []byte) *entry {
	if e := l.words[string(form)]; e != nil {
		return e
	}
	e := &entry{form: string(form)}
	e.stem = e.form
	if s := stem(append(make([]byte, 0, len(form)+1), form...)); string(s) != e.form {
		e.stem = string(s)
	}
	l.words[e.form] = e
	l.bytes += len(e.form) + len(e.stem) + 160
	return e
}

// note notes that a row has the word. Rows come in ascending order, and of
// each the headline before the text: the first time that a row has a word says
// whether its headline does.
func (l *lexicon) note(e *entry, row int32, title bool) {
	step := uint64(0)
	switch {
	case len(e.rows) == 0:
		e.first = row
	case e.last == row:
		return
	default:
		step = uint64(row - e.last)
	}
	e.last = row
	step <<= 1
	if title {
		step |= 1
	}
	before := cap(e.rows)
	e.rows = binary.AppendUvarint(e.rows, step)
	l.bytes += cap(e.rows) - before
}
