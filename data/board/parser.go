package board

import (
	"bytes"
	"strings"

	"pressroom/data"
)

// parser holds the record that is being read, and what was made of those
// before it.
type parser struct {
	reports
	line int // of the chunk in hand, from 1

	// The record that is being read. A separator in it may be text: what stands
	// behind it is a piece, until its end shows whether it is a record itself.
	start   int    // line of its separator; 0 before the first
	first   int    // line on which its text begins
	text    []byte // its lines, at most maxRecord
	piece   int    // where in text the piece begins; 0 where there is none
	pieceAt int    // line of the piece's separator
	tooLong bool

	headRead int  // bytes of the text before the first record that were searched for the date of a page
	page     bool // they have it

	dated      bool // the last record had a date
	found      bool // a record with text in it, kept or not
	recent     recent
	waiting    []record // until their categories are decided
	size       int      // bytes of those
	categories *categories
}

func (p *parser) begin(line int) {
	p.start, p.first, p.text, p.piece, p.tooLong = line, line+1, p.text[:0], 0, false
}

// add takes a chunk of a line into the record.
func (p *parser) add(chunk []byte) {
	if p.start == 0 && len(p.text) == 0 && !p.tooLong {
		if len(bytes.TrimSpace(chunk)) == 0 {
			return
		}
		p.first = p.line
	}
	switch {
	case p.tooLong:
	case len(p.text)+len(chunk) > maxRecord:
		if p.piece > 0 {
			p.split()
		}
		p.text, p.tooLong = p.text[:0], true
	default:
		p.text = append(p.text, chunk...)
	}
}

// between reports whether the text so far is a whole record, or what a site has above the first one.
func (p *parser) between() bool {
	if p.start == 0 && !hasSentence(tail(p.text)) {
		return !p.isPage()
	}
	return !isBlank(tail(p.text)) && !p.open(p.piece)
}

// separator takes a line that is a dash alone. It begins a record, unless the one
// before has no date yet: then it may be a line of its text.
func (p *parser) separator(line []byte) {
	newest := p.closePiece()
	if !p.tooLong && len(p.text)+len(line) <= maxRecord && p.open(newest) {
		p.text = append(p.text, line...)
		p.piece, p.pieceAt = len(p.text), p.line
		return
	}
	p.finish()
	p.begin(p.line)
}

// open reports whether the text goes on behind a separator, by its newest piece:
// it has no date at its end, or the date of a page whose body has not come.
func (p *parser) open(newest int) bool {
	text := tail(p.text[newest:])
	if isBlank(text) {
		return newest > 0
	}
	if endsPlainly(text) {
		return false
	}
	text = clean(text)
	m, ok := endDate(text)
	return !ok || m.page && len(p.text) < maxHead && !hasSentence(text[:m.from])
}

// closePiece decides whether the newest piece is a record by itself. It returns
// where in text the newest piece begins, if it is none.
func (p *parser) closePiece() (newest int) {
	if p.piece == 0 || p.tooLong {
		return 0
	}
	piece := string(p.text[p.piece:])
	switch {
	case isBlank(piece):
	case p.stands(clean(piece), true):
		p.split()
		return 0
	case p.start > 0 || !p.isPage():
		p.reports.add(p.pieceAt, "a dash alone, within a record: taken as its text")
	}
	newest, p.piece = p.piece, 0
	return newest
}

// isPage reports whether the text is that of a page, whose lists have dashes on
// lines of their own.
func (p *parser) isPage() bool {
	if p.start > 0 {
		return false
	}
	if n := min(len(p.text), maxHead); n != p.headRead { // a long text is asked for at each of its dashes
		p.headRead, p.page = n, hasLabelLine(string(p.text[:n]))
	}
	return p.page
}

// split ends the record before the piece, which becomes the one in hand.
func (p *parser) split() {
	text, piece, at := p.text, p.piece, p.pieceAt
	p.text, p.piece = text[:lastLine(text[:piece-1])], 0 // without the separator
	p.finish()
	n := copy(text, text[piece:])
	p.begin(at)
	p.text = text[:n]
}

// stands reports whether a piece is a record by itself: it begins with a category
// that is known, or has a date and a line that can be a category or a headline
// above its text. Without a dash before it, it needs all parts.
func (p *parser) stands(piece string, dash bool) bool {
	m, ok := endDate(piece)
	if ok {
		piece = piece[:m.from]
	}
	first, rest := firstLine(skipped(piece))
	if dash && isDay(first) { // where days stand on top of the records
		top, _ := firstLine(string(p.text[:min(len(p.text), maxMark)]))
		next, below := firstLine(rest)
		return isDay(top) && couldBeHeadline(next) && !isBlank(below)
	}
	switch {
	case isBlank(rest):
		return false
	case p.categories.known.find(first) != "":
		return dash || ok && strings.Contains(strings.TrimLeft(rest, "\n"), "\n")
	case !ok || !couldBeHeadline(first):
		return false
	case p.categories.throughout():
		second, body := firstLine(rest)
		return body != "" && head{first, second}.points() > 0
	}
	return true
}

// finish makes records of the text that was read, or reports why not.
func (p *parser) finish() {
	if p.tooLong {
		if p.start == 0 {
			p.reports.add(p.first, "text before the first record skipped: a record begins with a line that is - alone")
			return
		}
		p.found = true
		p.reports.add(p.start, "record longer than %d KiB skipped: is a line with - alone missing?", maxRecord>>10)
		return
	}
	raw := string(p.text)
	if isBlank(raw) && p.start == 0 {
		return
	}
	s := source{text: raw, line: p.first, start: p.start}
	if at := firstInvalid(raw); at >= 0 {
		p.found = p.found || p.start > 0
		p.reports.add(s.lineOf(at), "not UTF-8 (byte %#02x): record skipped; convert the file to UTF-8", raw[at])
		return
	}
	unified := unifyLines(raw)
	var removed int
	s.text, removed = cleaned(unified)
	s.text = strings.TrimRightFunc(joinLabels(s.text), isSpace)
	if s.text == "" && p.start > 0 {
		p.reports.add(p.start, "empty record skipped")
	}
	if s.text == "" {
		return // signs that cannot be seen, before the first record
	}
	if p.take(s) && removed > 0 {
		s.text = unified
		p.reports.add(s.lineOf(firstUnclean(unified)), "%s taken out", data.Count(removed, "control character"))
	}
	if p.categories.decided || p.categories.full(len(p.waiting), p.size) {
		p.settle()
	}
}

// take makes records of a text, and reports whether it has one.
func (p *parser) take(s source) bool {
	parts := p.parts(s)
	for _, part := range parts[:len(parts)-1] {
		p.takeOne(part)
	}
	return p.takeOne(parts[len(parts)-1])
}

// parts splits a text where a separator is missing: below a date and above a
// category that is known, or above each of several dates that are lines alone. Where
// no category is known, the first such place is reported.
func (p *parser) parts(s source) []source {
	parts := []source{s}
	guessed, onTop := false, beginsWithDays(s.text)
	last := strings.LastIndex(s.text, gluedWord)
	for at := 0; at < len(s.text); {
		line, _, more := strings.Cut(s.text[at:], "\n")
		below := at + len(line) + 1
		if !more {
			break
		}
		begin := &parts[len(parts)-1]
		from := 0                                                           // where in the last part the next one begins
		if onTop && at > 0 && isDay(line) || !onTop && closesRecord(line) { // else what follows is not looked at: it may be very many marks
			switch next, rest := firstLine(skipped(s.text[below:])); {
			case onTop:
				if first, _ := firstLine(s.text[below:]); couldBeHeadline(first) && !isBlank(rest) {
					from = len(begin.text) - len(s.text) + at
				}
			case p.categories.known.find(next) != "" && strings.Contains(rest, "\n"):
				from = len(begin.text) - len(s.text) + below
			case !guessed && below < last && !belowDate(next):
				p.reports.add(begin.lineOf(len(begin.text)-len(s.text)+at), "a date within a record: is a line with - alone missing below it?")
				guessed = true
			}
		}
		if from > 0 {
			line := begin.lineOf(from)
			p.reports.add(line, "a line with - alone is missing: a record begins here")
			next := source{text: begin.text[from:], line: line, start: line}
			begin.text = strings.TrimRightFunc(begin.text[:from], isSpace)
			parts = append(parts, next)
		}
		at = below
	}
	return parts
}

// closesRecord reports whether a line has the date of a record at its end: one glued to its word, or
// one with a label behind a sentence.
func closesRecord(line string) bool {
	line = strings.TrimRightFunc(line, isSpace)
	if _, day := gluedDate(line); day != "" {
		return true
	}
	m, ok := dateAtEnd(line, true)
	return ok && m.from > 0 && endsSentence(strings.TrimSpace(line[:m.from]))
}

// beginsWithDays reports whether a text begins with a day on a line of its own, and another such line
// stands in it.
func beginsWithDays(text string) bool {
	first, rest := firstLine(text)
	return isDay(first) && anyLine(rest, isDay)
}

// isDay reports whether a line is a day alone.
func isDay(line string) bool {
	line = strings.TrimSpace(line)
	m, ok := dateAtEnd(line, false)
	return ok && m.from == 0 && m.err == nil
}
