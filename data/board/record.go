package board

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

// record is a release whose category is not decided yet.
type record struct {
	data.Document          // its date and place
	source                 // its text from the head on, without the date
	blank         bool     // its first line is blank, where others have a category
	titled        bool     // a line of the page says that it is the headline
	page          bool     // it has no category, or one that is known
	own           bool     // its text is that of its own page, which cuts nothing off
	captions      []string // of photos, above the headline
	bodyLine      int      // where the body begins, if it is not below the headline
}

// maxHead is how much of a text is searched for what stands at its head or end.
const maxHead = 8 << 10

// takeOne makes a record of a text, or reports why not.
func (p *parser) takeOne(s source) bool {
	m, ok := p.dateOf(s)
	below := ""
	if ok {
		below = s.text[m.to:]
	}
	beside := s.start == 0 && (isMail(s.text) || !(ok && m.err == nil && (m.page || m.head || p.stands(s.text, false))))
	switch {
	case beside:
		p.leftOut(s.line, s.text, "text before the first record")
		return false
	case !ok && p.found && onlyMarks(s.text):
		p.dated = true
		p.leaveOutMarks(s)
		return false
	case !ok:
		p.found = true
		p.reports.add(s.place(), "no date: record skipped; its text must end as in date2025-11-14")
		return false
	case m.err != nil:
		p.found = true
		p.reports.add(s.lineOf(m.from), "record skipped: %v", m.err)
		return false
	}
	p.found = true
	r := record{Document: data.Document{Release: data.Release{Source: p.file, Date: m.date}, Place: data.Place{File: p.file, Line: s.place()}}}
	r.blank = s.start > 0 && strings.HasPrefix(strings.TrimLeft(s.text, " \t"), "\n")
	above := source{text: s.text[:m.from], line: s.line, start: s.start}
	after := source{text: below, line: s.lineOf(m.to), start: s.start}
	switch {
	case m.head || m.page && !hasSentence(above.text):
		r.page = m.page || !isBlank(above.text) // else a day stands on top of a record like others
		r.source = p.readPage(&r, above, after)
		r.own = m.page
	default:
		p.leaveOutBelow(after)
		r.source = above
	}
	r.source = p.skipMarks(&r, r.source, aboveTitle)
	if r.text == "" {
		p.reportNoTitle(s.place())
		return false
	}
	p.categories.note(&r)
	p.waiting = append(p.waiting, r)
	p.size += len(r.text)
	return true
}

// isMail reports whether a text is an archive of mail, whose headers look like the labels of a page.
func isMail(text string) bool {
	return strings.HasPrefix(text, "From ") && strings.Contains(text, "\nFrom: ")
}

// dateOf finds the date of a record: at its end, within it, or in words.
func (p *parser) dateOf(s source) (m dateMark, ok bool) {
	if m, ok = endDate(s.text); !ok {
		m, ok = dateInside(s.text)
	}
	if p.dated = ok; ok || s.start == 0 {
		return m, ok
	}
	if m.date, ok = DateInWords(s.text); ok {
		m.from, m.to = len(s.text), len(s.text)
		p.reports.add(s.place(), "no date at the end: that in its text is taken, %v", m.date)
	}
	return m, ok
}

func (p *parser) reportNoTitle(line int) {
	p.reports.add(line, "no title: record skipped; it has no text but its category and date")
}

// dateInside finds the date of a text that does not end in it: that of a page,
// that behind or below a headline, or the last at the end of a line.
func dateInside(text string) (m dateMark, ok bool) {
	at, sentence := 0, false
	for line := range strings.Lines(text[:min(len(text), maxHead)]) {
		trimmed := strings.TrimRightFunc(line, isSpace)
		if m, ok = dateAtEnd(trimmed, isLabelLine(trimmed)); !ok && hasSentence(text[at+len(line):]) {
			m, ok = dateInBrackets(trimmed)
		}
		if ok && !sentence && !isSentence(strings.TrimSpace(trimmed[:m.from])) {
			if m.page = isLabelLine(trimmed); m.page {
				m.from = 0
			}
			m.head, m.from, m.to = true, m.from+at, m.to+at
			return m, true
		}
		sentence = sentence || isSentence(trimmed)
		at += len(line)
	}
	for line, at := range linesUp(text) {
		if m, ok = dateAtEnd(line, true); ok {
			m.from, m.to = m.from+at, m.to+at
			return m, true
		}
	}
	return dateMark{}, false
}

// dateInBrackets finds the day in brackets behind a headline.
func dateInBrackets(line string) (m dateMark, ok bool) {
	at := strings.LastIndexAny(line, "([")
	if at <= 0 || strings.ContainsAny(line[at:], ".,") && isSentence(line[:at]) {
		return m, false
	}
	if m, ok = dateAtEnd(line[at:], false); !ok || m.from != 0 {
		return m, false
	}
	m.from, m.to = at, at+m.to
	return m, true
}

// leaveOutBelow reports what stands below a record's date.
func (p *parser) leaveOutBelow(s source) {
	at := 0
	for line := range strings.Lines(s.text) {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "":
		case at == 0 && isMark(trimmed, true) || belowDate(trimmed):
			p.leftOut(s.lineOf(at), trimmed, whyMark)
		default:
			p.leftOut(s.lineOf(at), s.text[at:], "text below the date of a record")
			return
		}
		at += len(line)
	}
}

// onlyMarks reports whether all lines of a text are the site's.
func onlyMarks(text string) bool {
	kept, _ := cutMarksUp("\n"+text, aroundRecord)
	return isBlank(kept)
}

const whyMark = "a mark of the site"

// place is where lines of a site are looked for. In a body captions and the signs
// of items are text; above that of a page stand the names of attached files.
type place int

const (
	aboveTitle place = iota
	inBody
	pageBody
)

// skipMarks takes the site's lines off the head of a text, as long as text is
// left.
func (p *parser) skipMarks(r *record, s source, in place) source {
	for {
		trimmed := strings.TrimLeftFunc(s.text, isSpace)
		s.line = s.lineOf(len(s.text) - len(trimmed))
		s.text = trimmed
		first, rest := firstLine(trimmed)
		next, _ := firstLine(rest)
		if next == "" && !(in == inBody && !endsSentence(first) && aroundRecord(first)) || in == aboveTitle && !strings.Contains(strings.TrimLeftFunc(rest, isSpace), "\n") || p.categories.known.find(first) != "" {
			return s
		}
		is := func(line string) bool {
			return aroundRecord(line) || in == pageBody && (fileName().MatchString(line) || isOther(line))
		}
		switch {
		case isBullet(first) && (in == aboveTitle || is(next)):
		case is(first):
			p.leftOut(s.line, first, whyMark)
		case in == aboveTitle && isCaption(first):
			r.captions = append(r.captions, first)
			p.reports.add(s.line, "a photo's caption above the headline was put at the head of the text")
		default:
			return s
		}
		s.text, s.line = rest, s.line+1
	}
}

// skipped is skipMarks for a text that is only looked at.
func skipped(text string) string {
	for {
		first, rest := firstLine(text)
		if isBlank(rest) || !aroundRecord(first) && !isBullet(first) && !isCaption(first) {
			return text
		}
		text = rest
	}
}

// isBullet reports whether a line has the signs of list items alone.
func isBullet(line string) bool {
	return line != "" && strings.Trim(line, bullets) == ""
}

const bullets = dashes + "*•·ㆍ○□▪‣ "

// hasSentence reports whether a line of a text is a sentence.
func hasSentence(text string) bool {
	return anyLine(text, isSentence)
}

// isSentence reports whether a line looks like one of a body: it ends like a
// sentence, holds several, or is too long for a headline.
func isSentence(line string) bool {
	return endsSentence(line) || utf8.RuneCountInString(line) > maxHeadlineLength || manySentences(line) // the last is for short lines
}

// couldBeHeadline reports whether a line does not begin or end within a sentence.
func couldBeHeadline(line string) bool {
	c, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return !isSentence(line) && !unicode.IsLower(c) && !strings.ContainsRune(",;:", last)
}
