package board

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"pressroom/data"
)

// readPage makes a record's text of a page, or of a record that has its date at
// its head: the last line above the date is the headline, and what stands below
// it the body. Of the lines above, a path through the site and the line before
// the headline can be the category; the others are the site's.
func (p *parser) readPage(r *record, above, below source) source {
	lines, path := p.linesOf(r, above)
	r.Category = cmp.Or(r.Category, path)
	body := p.skipMarks(r, p.cutFoot(below), pageBody)
	n := len(lines)
	if n == 0 {
		return body
	}
	body = p.categoryBelow(r, body)
	title := lines[n-1]
	if n > 1 && r.Category == "" {
		line := lines[n-2].text
		r.Category = p.categories.known.find(line)
		if r.Category == "" && n == 2 && above.start > 0 && (head{line, title.text}).points() > 0 {
			r.Category = p.categories.known.complete(line)
		}
		if r.Category != "" {
			n--
		}
	}
	for _, l := range lines[:n-1] {
		p.leftOut(l.line, l.text, "a line above the headline of a page")
	}
	p.categories.any = p.categories.any || r.Category != ""
	r.bodyLine = body.line
	return source{text: title.text + "\n" + body.text, line: title.line, start: above.start}
}

// linesOf returns the lines above the date that are not the site's, and the
// category to which the page's path leads.
func (p *parser) linesOf(r *record, s source) (lines []source, path string) {
	at := 0
	for line := range strings.Lines(s.text) {
		trimmed := strings.TrimSpace(line)
		l := source{text: trimmed, line: s.lineOf(at)}
		at += len(line)
		category := p.categories.known.atEnd(trimmed)
		switch {
		case trimmed == "":
		case p.field(r, l, &lines):
		case isCaption(trimmed):
			r.captions = append(r.captions, trimmed)
		case category != "" && marks.has(tokens(trimmed)[0]):
			path = category
			p.leftOut(l.line, trimmed, "a path through the site that ends in the category")
		case isBullet(trimmed):
		case aroundRecord(trimmed), isOther(trimmed), labelAlone().MatchString(trimmed):
			p.leftOut(l.line, trimmed, whyMark)
		case r.titled:
			p.leftOut(l.line, trimmed, "a line below the headline of a page")
		default:
			lines = append(lines, l)
		}
	}
	return lines, path
}

// A page may say which of its lines is the headline, and which the category: Title: Quay Opens. Below
// its text it names the releases next to it.
var (
	titleField    = field("titlelabels")
	categoryField = field("categorylabels")
	otherField    = field("otherlabels")
	neighbour     = field("neighbours")
	beside        = data.Pattern(`^(?i:` + strings.Join(quoted(load("neighbours")), "|") + `)\s+\S`)

	// labelOnly is a line that is such a label alone, with what it labels on the next one.
	labelOnly = data.Pattern(`^(?i:` + strings.Join(quoted(slices.Concat(load("titlelabels"), load("categorylabels"), load("otherlabels"))), "|") + `)\s?[:：]?$`)
	titleOnly = data.Pattern(`^(?i:` + strings.Join(quoted(load("titlelabels")), "|") + `)$`)

	// otherGlued is such a label behind the sign of an item, with what it labels glued to it, or alone: • DivisionPress Office
	otherGlued = data.Pattern(`^(?:[-•·*○□▪‣]\s*(?i:` + otherLabels + `)\s?(?:[\p{Lu}\d].*)?|(?i:` + otherLabels + `))$`)
)

var otherLabels = strings.Join(quoted(load("otherlabels")), "|")

// isOther reports whether a line of a page says who wrote a release, or whom to ask.
func isOther(line string) bool {
	return otherField().MatchString(line) || otherGlued().MatchString(line)
}

// maxLabelLine is longer than any label, in bytes.
const maxLabelLine = 32

// joinLabels writes each label of a page that stands on a line alone before what it labels. The number of lines stays.
func joinLabels(text string) string {
	head := text[:min(len(text), maxHead)]
	lines := strings.Split(head, "\n")
	labelled := false
	for i := 0; i+1 < len(lines) && !labelled; i++ {
		label := strings.TrimSpace(lines[i])
		labelled = len(label) <= maxLabelLine && (titleOnly().MatchString(label) || hasYear(lines[i+1]) && labelAlone().MatchString(label) && isDay(lines[i+1]) && !isBlank(strings.Join(lines[i+2:], "")))
	}
	if !labelled {
		return text
	}
	for i := 0; i+1 < len(lines); i++ {
		label, value := strings.TrimSpace(lines[i]), strings.TrimSpace(lines[i+1])
		counted := isMark(label, false) && value != "" && (isNumber(value) || fileName().MatchString(value))
		if value != "" && (counted || labelOnly().MatchString(label) || labelAlone().MatchString(label)) {
			lines[i], lines[i+1] = "", strings.TrimRight(label, " :：")+": "+value
		}
	}
	return strings.Join(lines, "\n") + text[len(head):]
}

func field(list string) func() *regexp.Regexp {
	return data.Pattern(`^(?i:` + strings.Join(quoted(load(list)), "|") + `)\s?[:：]\s*(\S.*)$`)
}

// field takes a line of a page that says what it is, and reports whether it does.
func (p *parser) field(r *record, l source, lines *[]source) bool {
	if m := titleField().FindStringSubmatch(l.text); m != nil {
		l.text = m[1]
		r.titled = true
		*lines = append(*lines, l)
		return true
	}
	return p.categoryIn(r, l)
}

// categoryIn takes a line of a page that says which category it has, and reports whether it does. A page has one.
func (p *parser) categoryIn(r *record, l source) bool {
	name := labelledCategory(l.text)
	switch {
	case name == "":
		return false
	case r.Category != "":
		p.leftOut(l.line, l.text, "another category of the page")
	default:
		r.Category = cmp.Or(p.categories.known.find(name), p.categories.known.complete(name))
	}
	return true
}

// categoryBelow takes the line off the head of a page's body that says which category it has.
func (p *parser) categoryBelow(r *record, body source) source {
	first, rest := firstLine(body.text)
	if isBlank(rest) || !p.categoryIn(r, source{text: first, line: body.line}) {
		return body
	}
	return p.skipMarks(r, source{text: rest, line: body.line + 1, start: body.start}, pageBody)
}

// cutFoot takes the site's lines off the end of a page.
func (p *parser) cutFoot(s source) source {
	marked := false
	kept, foot := cutMarksUp(s.text, func(line string) bool {
		if marked = marked || aroundRecord(line); beside().MatchString(line) {
			return !isSentence(line)
		}
		return aroundRecord(line) || neighbour().MatchString(line) || fileName().MatchString(line)
	})
	if !marked { // Next Quay Opens is text where nothing of the site's is around it
		kept, foot = cutMarksUp(s.text, func(line string) bool { return neighbour().MatchString(line) || fileName().MatchString(line) })
	}
	p.leaveOutMarks(source{text: foot, line: s.lineOf(len(kept))})
	s.text = kept
	return s
}

// leaveOutMarks reports each line of a text as a mark of the site.
func (p *parser) leaveOutMarks(s source) {
	at := 0
	for line := range strings.Lines(s.text) {
		if trimmed := strings.TrimSpace(line); trimmed != "" {
			p.leftOut(s.lineOf(at), trimmed, whyMark)
		}
		at += len(line)
	}
}
