package archive

import (
	"encoding/binary"

	"pressroom/data/text"
)

// lexicon gathers, while releases are indexed, the tokens that they hold and
// the rows that hold them. A word is stemmed once, however often it stands in
// the releases.
type lexicon struct {
	words map[string]*entry
	noted []*entry // those that the row in hand has
	bytes int      // what it takes, about
}

// entry is a token, its stem, and the rows that have it: see [decodeRows].
type entry struct {
	form, stem string
	rows       []byte
	last       int32 // the last row in rows
	title      bool  // of the row in hand: its headline has it
	times      int   // and how often it stands there
}

// lexiconBytes is what a lexicon may take before it is written out and begun
// anew.
const lexiconBytes = 48 << 20

func newLexicon() *lexicon { return &lexicon{words: map[string]*entry{}} }

// full reports whether l has to be written out.
func (l *lexicon) full() bool { return l.bytes > lexiconBytes }

// of returns the entry of a token. Words have stems.
func (l *lexicon) of(form []byte, word bool) *entry {
	if e := l.words[string(form)]; e != nil {
		return e
	}
	e := &entry{form: string(form)}
	e.stem = e.form
	if word {
		if s := text.Stem(append(make([]byte, 0, len(form)+1), form...)); string(s) != e.form {
			e.stem = string(s)
		}
	}
	l.words[e.form] = e
	l.bytes += len(e.form) + len(e.stem) + 180
	return e
}

// note notes that the row in hand has a token.
func (l *lexicon) note(e *entry, title bool) {
	if e.times++; e.times == 1 {
		l.noted = append(l.noted, e)
	}
	e.title = e.title || title
}

// end ends the row in hand, whose text has so many tokens. Rows come in
// ascending order.
func (l *lexicon) end(row int32, tokens int) {
	for _, e := range l.noted {
		step := uint64(row)
		if len(e.rows) > 0 {
			step = uint64(row - e.last)
		}
		e.last = row
		step = step<<stepShift | uint64(levelOf(e.times, tokens))
		if e.title {
			step |= titleBit
		}
		e.title, e.times = false, 0
		before := cap(e.rows)
		e.rows = binary.AppendUvarint(e.rows, step)
		l.bytes += cap(e.rows) - before
	}
	l.noted = l.noted[:0]
}
