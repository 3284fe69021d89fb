package board

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

// settle decides on the categories of the records that wait, puts them into
// their final form, and gives them away.
func (p *parser) settle() {
	if !p.categories.decided {
		p.categories.weigh(p.waiting)
	}
	for i := range p.waiting {
		r := &p.waiting[i]
		if !r.page {
			p.takeCategory(r)
		}
		if !p.takeTitle(r) {
			continue
		}
		p.cutHead(&r.Document)
		r.Body = strings.TrimSpace(r.Body)
		r.Excerpt = !r.own && data.IsExcerpt(r.Body)
		if cut, whole, found := p.recent.add(r.Document); found {
			p.leftOut(cut.Place.Line, cut.Title, "cut off: an earlier version of the release at "+whole.String())
		}
	}
	clear(p.waiting)
	p.waiting, p.size = p.waiting[:0], 0
}

// takeCategory takes the category off a record's text.
func (p *parser) takeCategory(r *record) {
	first, rest := firstLine(r.text)
	if name, title := p.categories.known.before(first); name != "" {
		p.categories.any = true
		r.Category, r.text = name, title+"\n"+rest
		return
	}
	name, found := p.categories.of(r)
	if !found {
		return
	}
	p.categories.any = true
	r.Category = name
	r.text, r.line = rest, r.line+1
}

// takeTitle parts a record's text into headline and body, and reports whether it
// has any.
func (p *parser) takeTitle(r *record) bool {
	s := p.skipMarks(r, r.source, aboveTitle)
	if s.text == "" {
		p.reportNoTitle(r.Place.Line)
		return false
	}
	title, body, found := strings.Cut(s.text, "\n")
	title = data.OneLine(title)
	if !found || r.page && isSentence(title) {
		sentence, rest := firstSentence(title)
		p.reports.add(s.line, "no headline: the first sentence was made one")
		r.Title, r.Body = sentence, rest+"\n"+body
		return true
	}
	if head, listed := strings.CutPrefix(title, "- "); listed && strings.HasPrefix(body, "- ") { // items of a list
		title, body = head, body[len("- "):]
		p.leftOut(s.line, "- ", whyMark)
	}
	title = p.cutHeadMarks(title, s.line)
	line := cmp.Or(r.bodyLine, s.line+1)
	for range maxTitleLines - 1 {
		next, rest := firstLine(body)
		if isBlank(rest) || !goesOn(title, next, rest) {
			break
		}
		line += strings.Count(body[:len(body)-len(rest)], "\n")
		title, body = title+" "+data.OneLine(next), rest
	}
	title = p.cutHeadMarks(title, s.line)
	kept, foot := cutMarksUp(body, atFoot)
	p.leaveOutMarks(source{text: foot, line: line + strings.Count(kept, "\n")})
	s = p.skipMarks(r, source{text: kept, line: line}, inBody)
	if rest, again := cutRepeated(title, s.text); again {
		p.leftOut(s.line, title, "the headline, said again at the head of its text")
		s.text = rest
	}
	r.Title, r.Body = title, s.text
	if len(r.captions) > 0 {
		r.Body = strings.Join(r.captions, "\n") + "\n" + r.Body
	}
	return true
}

// atFoot reports whether a line at the end of a body is the site's. Numbers may
// be those of a table.
func atFoot(line string) bool { return isMark(line, false) }

const maxTitleLines = 3

var joiners = loadPhrases("joiners")

// goesOn reports whether a headline goes on in the next line, behind which more
// text follows.
func goesOn(title, next, rest string) bool {
	if isSentence(next) || isSentence(title) || keyOf(next) == keyOf(title) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(next)
	words := strings.Fields(title)
	last := words[len(words)-1]
	end, _ := utf8.DecodeLastRuneInString(title)
	third, _ := firstLine(rest)
	switch {
	case ofPhoto(next):
		return false
	case c == '(' && isSentence(third) && unicode.IsUpper(firstLetter(next)):
		return true
	case unicode.IsLower(c), strings.ContainsRune(",:&/–—-‘“(", end), joiners.has(last) && last == strings.ToLower(last):
		return true
	case strings.Count(title, "“") > strings.Count(title, "”"), strings.Count(title, "(") > strings.Count(title, ")"):
		return true
	}
	// Capitals alone, or on all words of two lines as long as headlines are.
	if inCapitals(title) && inCapitals(next) {
		return isSentence(third)
	}
	return utf8.RuneCountInString(title) >= minTitleLine && len(strings.Fields(next)) >= minTitleWords &&
		titleCase(next) && titleCase(title) && isSentence(third)
}

// ofPhoto reports whether a line is about a picture: (Photo), [Photo: the quay], quay_01.jpg
func ofPhoto(line string) bool {
	return mayHave(line, '.') && fileName().MatchString(line) || mayHave(line, ':', ')', ']', '>') && isCaption(line+line)
}

// inCapitals reports whether a line has capitals, and no small letters.
func inCapitals(line string) bool {
	return !strings.ContainsFunc(line, unicode.IsLower) && strings.ContainsFunc(line, unicode.IsUpper)
}

// firstLetter returns the character behind the bracket that a line begins with.
func firstLetter(line string) rune {
	c, _ := utf8.DecodeRuneInString(line[1:])
	return c
}

const (
	minTitleLine  = 40 // characters of a headline's line before it is broken
	minTitleWords = 4  // of the line behind it
)

// titleCase reports whether all longer words of a line begin with capitals.
func titleCase(line string) bool {
	for _, w := range strings.Fields(line) {
		c, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "‘“'\"([<"))
		if !unicode.IsUpper(c) && !unicode.IsNumber(c) && !joiners.has(w) && utf8.RuneCountInString(w) > 2 {
			return false
		}
	}
	return true
}

// cutRepeated takes the headline off the head of a body: from a line of its own,
// or from running text where a sentence begins behind it.
func cutRepeated(title, body string) (rest string, again bool) {
	first, below := firstLine(body)
	if len(first) <= 2*len(title) && keyOf(first) == keyOf(title) && !isBlank(below) {
		return below, true
	}
	line := strings.TrimLeftFunc(body, isSpace)
	if len(strings.Fields(title)) < minRepeated || !strings.HasPrefix(line, title) {
		return body, false
	}
	after := strings.TrimLeft(line[len(title):], " \u00a0")
	if after == line[len(title):] {
		return body, false
	}
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, "“‘\"'[(<□○■◇◆"))
	if !unicode.IsLetter(c) || unicode.IsLower(c) || !hasSentence(after) {
		return body, false
	}
	return after, true
}

// minRepeated is how many words a headline has that is known again in running
// text: a name is fewer, and begins sentences.
const minRepeated = 4

var sentenceEnd = data.Pattern(`[.!?][”’"')\]]*(?:\s|$)|。`)

// firstSentence parts a line behind its first sentence, and where that is longer
// than a headline.
func firstSentence(line string) (sentence, rest string) {
	sentence, rest = cutLine(line, maxHeadlineLength)
	for _, at := range sentenceEnd().FindAllStringIndex(sentence, -1) {
		if end := at[1]; end == len(line) || manySentences(line[:min(len(line), end+utf8.UTFMax)]) {
			return strings.TrimSpace(line[:end]), strings.TrimSpace(line[end:])
		}
	}
	return sentence, rest
}

// cutHead moves what exceeds the limits of a headline and of a category to the
// head of the body, where nothing of it is lost, and reports that.
func (p *parser) cutHead(r *data.Document) {
	title, rest := cutLine(r.Title, maxTitle)
	if rest != "" {
		p.reports.add(r.Place.Line, "headline of %d bytes: what exceeds %d was put at the head of its text", len(r.Title), maxTitle)
		r.Title, r.Body = title, rest+"\n"+r.Body
	}
	category, rest := cutLine(r.Category, maxCategory)
	if rest != "" {
		p.reports.add(r.Place.Line, "category of %d bytes: what exceeds %d was put at the head of its text", len(r.Category), maxCategory)
		r.Category, r.Body = category, rest+"\n"+r.Body
	}
	shared := p.categories.shared
	one, known := shared[r.Category]
	switch {
	case known:
		r.Category = one
	case len(shared) == maxCategories:
		p.reports.add(r.Place.Line, "more than %d categories: this one was put at the head of its text", maxCategories)
		r.Category, r.Body = "", r.Category+"\n"+r.Body
	default:
		shared[r.Category] = r.Category
	}
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
