package board

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data"
)

// Board is what one file holds.
type Board struct {
	// Releases are in the order of the file, sanitised, and have no ID yet:
	// [data.NewCatalogue] gives them theirs, and drops those that are there
	// twice.
	Releases []data.Release

	// Problems are in the order of their lines. If there are too many, the
	// last one has no line and says how many more there were.
	Problems []data.Problem

	// Categories reports whether records begin with a category, or with
	// their title. It is decided for the file as a whole, by evidence from
	// its first thousand records.
	//
	// A record with one line of text above its date's line has no room for
	// a category and a title: it speaks against categories. If that line is
	// a category known from the ministry's site, the record lacks a title
	// and says nothing. In any other record the two lines at its head are
	// weighed. It speaks for categories when the first line is a known one,
	// when it is of few words, when it is at the head of other records too,
	// and when the second line reads like a headline. It speaks against
	// them when the first line is long, ends like a sentence, or is found
	// nowhere else in a file of some size, and when the second line reads
	// like a paragraph. The sum decides, and a draw is a board with
	// categories, as most are.
	Categories bool

	// Truncated reports whether the last record has no date at its end: the
	// file may have been cut off, or is still being written.
	Truncated bool
}

// Limits that keep hostile input cheap. They are far beyond honest input: the
// longest release seen is 9 KB.
const (
	maxRecord     = 1 << 20 // bytes of a record
	maxTitle      = 1000    // bytes of a headline; each key looks at all of them
	maxCategory   = 200     // bytes of a category
	maxCategories = 10_000  // that differ
	maxProblems   = 1000    // problems kept one by one
	bufferSize    = 64 << 10
)

// Parse reads a board from r. The name is the file's, for messages alone.
//
// Records that cannot be kept are reported in Board.Problems and are no
// error. It is an error, which names the file, when r cannot be read to its
// end or holds no record at all; the Board is then empty.
func Parse(name string, r io.Reader) (Board, error) {
	var releases []data.Release
	b, err := Read(name, r, func(r data.Release) { releases = append(releases, r) })
	b.Releases = releases
	if err != nil {
		return Board{}, err
	}
	return b, nil
}

// Read is [Parse] for boards of any size: releases are given to keep as they
// are read, and are not in the Board. Before an error some may have been given.
func Read(name string, r io.Reader, keep func(data.Release)) (Board, error) {
	p := parser{name: name, keep: keep, categories: map[string]string{}}
	in := bufio.NewReaderSize(r, bufferSize)
	if err := skipMark(in); err != nil {
		return Board{}, readError(name, err)
	}
	for whole := true; ; {
		chunk, err := in.ReadSlice('\n')
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			return Board{}, readError(name, err)
		}
		// A line longer than the buffer comes in several chunks. None of
		// them can be a hyphen alone.
		begins := whole
		whole = err != bufio.ErrBufferFull
		if begins {
			p.line++
		}
		if begins && whole && isHyphen(chunk) {
			p.finish()
			p.begin()
		} else {
			p.add(chunk)
		}
		if err == io.EOF {
			break
		}
	}
	p.finish()
	if !p.found {
		return Board{}, fmt.Errorf("%s: no release in it: a record begins with a line that is - alone, "+
			"then come category, title and body, and it ends as in date2025-11-14", name)
	}
	return p.board(), nil
}

// readError names the file once: an error of package os names it as well.
func readError(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s: cannot be read: %w", name, err)
}

// skipMark takes a byte order mark off the beginning. That of UTF-16 is an
// error: no line of such a file can be read.
func skipMark(in *bufio.Reader) error {
	mark, err := in.Peek(3)
	if err != nil && err != io.EOF {
		return err
	}
	if s := string(mark); strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		return errors.New("it is UTF-16: convert it to UTF-8")
	} else if s == "\ufeff" {
		in.Discard(len(s)) // cannot fail: they were just seen
	}
	return nil
}

// parser holds the record that is being read, and what was made of those
// before it.
type parser struct {
	name string
	line int // of the chunk in hand, from 1

	// The record that is being read.
	start   int    // line of its hyphen; 0 before the first record
	text    []byte // its lines, at most maxRecord
	tooLong bool
	dated   bool // a date was found at its end

	rubbish int // first line of text before the first record, or 0

	found      bool // a record with text in it, kept or not
	keep       func(data.Release)
	waiting    []data.Release // until it is known whether records have categories, as finish makes them
	decided    bool
	withNames  bool              // records begin with a category
	categories map[string]string // each name once, shared by its releases
	detector   categoryDetector
	problems   []data.Problem
	unkept     int // problems beyond maxProblems
}

func (p *parser) begin() {
	p.start, p.text, p.tooLong, p.dated = p.line, p.text[:0], false, false
}

// add takes a chunk of a line into the record.
func (p *parser) add(chunk []byte) {
	switch {
	case p.start == 0:
		if p.rubbish == 0 && strings.TrimSpace(string(chunk)) != "" {
			p.rubbish = p.line
		}
	case len(p.text)+len(chunk) > maxRecord:
		p.tooLong = true
	case !p.tooLong:
		p.text = append(p.text, chunk...)
	}
}

// report keeps a problem, or counts it if there are many.
func (p *parser) report(line int, format string, args ...any) {
	if len(p.problems) == maxProblems {
		p.unkept++
		return
	}
	p.problems = append(p.problems, data.Problem{
		Place: data.Place{File: p.name, Line: line},
		What:  fmt.Sprintf(format, args...),
	})
}

// finish makes a release of the record that was read, or reports why not. It
// leaves the category undecided: until [parser.settle], Title is the record's
// first line and Body all that follows.
func (p *parser) finish() {
	if p.start == 0 {
		if p.rubbish != 0 {
			p.report(p.rubbish, "text before the first record skipped: a record begins with a line that is - alone")
		}
		return
	}
	if p.tooLong {
		p.found = true
		p.report(p.start, "record longer than %d KiB skipped: is a line with - alone missing?", maxRecord>>10)
		return
	}
	text := string(p.text)
	if at := firstInvalid(text); at >= 0 {
		p.found = true
		p.report(p.lineAt(text, at), "not UTF-8 (byte %#02x): record skipped; convert the file to UTF-8", text[at])
		return
	}
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", " ")
	}
	raw := text
	text, removed := data.Sanitize(raw)
	text = strings.TrimRightFunc(text, isSpace)
	if text == "" {
		p.report(p.start, "empty record skipped")
		return
	}
	p.found = true
	body, date, ok := p.cutDate(text)
	if p.dated = ok; !ok {
		return
	}
	first, rest, found := strings.Cut(strings.TrimLeftFunc(body, isSpace), "\n")
	if first = strings.TrimSpace(first); !found || first == "" {
		p.reportNoTitle(p.start)
		return
	}
	if removed > 0 {
		p.report(p.lineAt(raw, firstUnclean(raw)), "%s taken out", count(removed, "control character"))
	}
	rest = strings.TrimLeftFunc(rest, isSpace)
	p.detector.add(first, rest)
	p.waiting = append(p.waiting, data.Release{
		Date:  date,
		Title: first,
		Body:  rest,
		Place: data.Place{File: p.name, Line: p.start},
	})
	if p.decided || p.detector.full() {
		p.settle()
	}
}

func (p *parser) reportNoTitle(line int) {
	p.report(line, "no title: record skipped; the title has a line of its own, above the text that ends in the date")
}

// cutDate takes the date off the end of a record's text. A problem with it is
// reported.
func (p *parser) cutDate(text string) (body string, date data.Date, ok bool) {
	at, day := gluedDate(text)
	if at < 0 {
		// The usual reasons are a forgotten hyphen and a page's footer.
		for line, upTo := range linesUp(text) {
			if at, _ := gluedDate(line); at >= 0 {
				p.report(p.start, "no date at its end: record skipped; text follows the date of line %d", p.lineAt(text, upTo))
				return "", 0, false
			}
		}
		p.report(p.start, "no date: record skipped; its text must end as in date2025-11-14")
		return "", 0, false
	}
	date, err := data.ParseDate(day)
	if err != nil {
		p.report(p.lineAt(text, at), "record skipped: %v", err)
		return "", 0, false
	}
	return text[:at], date, true
}

// lineAt returns the line of the file on which byte at of the record's text
// stands.
func (p *parser) lineAt(text string, at int) int {
	return p.start + 1 + strings.Count(text[:at], "\n")
}

// settle decides on the categories, puts the releases that wait for it into
// their final form, and gives them away.
func (p *parser) settle() {
	if !p.decided {
		p.decided, p.withNames = true, p.detector.hasCategories()
	}
	for _, r := range p.waiting {
		if p.withNames {
			title, body, found := strings.Cut(r.Body, "\n")
			if !found {
				p.reportNoTitle(r.Place.Line)
				continue
			}
			r.Category, r.Title, r.Body = r.Title, strings.TrimSpace(title), body
		}
		p.cutHead(&r)
		r.Body = strings.TrimSpace(r.Body)
		r.Excerpt = data.IsExcerpt(r.Body)
		p.keep(r)
	}
	clear(p.waiting)
	p.waiting = p.waiting[:0]
}

// cutHead moves what exceeds the limits of a headline and of a category to the
// head of the body, where nothing of it is lost, and reports that.
func (p *parser) cutHead(r *data.Release) {
	title, rest := cutLine(r.Title, maxTitle)
	if rest != "" {
		p.report(r.Place.Line, "headline of %d bytes: what exceeds %d was put at the head of its text", len(r.Title), maxTitle)
		r.Title, r.Body = title, rest+"\n"+r.Body
	}
	category, rest := cutLine(r.Category, maxCategory)
	if rest != "" {
		p.report(r.Place.Line, "category of %d bytes: what exceeds %d was put at the head of its text", len(r.Category), maxCategory)
		r.Category, r.Body = category, rest+"\n"+r.Body
	}
	if _, known := p.categories[r.Category]; !known && len(p.categories) == maxCategories {
		p.report(r.Place.Line, "more than %d categories: this one was put at the head of its text", maxCategories)
		r.Category, r.Body = "", r.Category+"\n"+r.Body
		return
	}
	r.Category = p.shared(r.Category)
}

// cutLine cuts a line after at most n bytes, at a space if there is one in the
// last half of them.
func cutLine(s string, n int) (head, rest string) {
	if len(s) <= n {
		return s, ""
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > n/2 {
		n = i
	}
	return strings.TrimSpace(s[:n]), strings.TrimSpace(s[n:])
}

// board settles what is left and returns what is known of the whole.
func (p *parser) board() Board {
	p.settle()
	slices.SortStableFunc(p.problems, func(a, b data.Problem) int { return cmp.Compare(a.Line, b.Line) })
	if p.unkept > 0 {
		p.problems = append(p.problems, data.Problem{
			Place: data.Place{File: p.name},
			What:  count(p.unkept, "more problem") + " not listed",
		})
	}
	return Board{Categories: p.withNames, Problems: p.problems, Truncated: !p.dated}
}

// shared returns the one copy of a category's name, so that a large board
// does not hold it once a release.
func (p *parser) shared(name string) string {
	if one, ok := p.categories[name]; ok {
		return one
	}
	p.categories[name] = name
	return name
}

// firstInvalid returns where s stops being UTF-8, or -1.
func firstInvalid(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, c := range s {
		if c == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}
