package body

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

// word is a run of the source without white space: src[from:to]. A sign that
// opens items or notes is a word of its own, even where the source glues it
// to its neighbours.
type word struct {
	from, to int
	line     bool // the first word of a line
	cut      bool // a sentence begins with it, without a space before
}

// page is one body under work: its words, what encloses them, and the cuts.
type page struct {
	src       string
	words     []word
	lines     int
	prose     bool // most lines end in a stop
	quotes    []quote
	within    []bool          // after word i the text is inside a quotation or brackets
	ends      []bool          // word i ends a sentence
	items     []*item         // the list item that word i opens, or nil
	stops     []int           // the word behind the piece of text that word i is in
	questions map[int]bool    // the words that questions begin with which are headings
	noted     int             // the star of the first note
	footnotes []int           // the numbers of notes that the text refers to
	referred  map[int]int     // the word behind that which first refers to a number
	interview bool            // the body has questions and answers
	several   bool            // the body has headings that prove each other
	acronyms  map[string]bool // what names in brackets are short for: (MOEA)
	figured   figureRun       // see figuresEnd
	tails     []int           // the words that parts of the tail begin with: see [data.Tails]
}

// The signs that stand around words. Both kinds of quotation marks count,
// because a source mixes them.
const (
	openers = "\"'“‘„«([{<「『（【"
	closers = "\"'”’»)]}>」』）】"
)

// newPage cuts the source into words and learns everything about it that
// does not depend on what the blocks will be.
func newPage(src string) *page {
	p := &page{src: src, acronyms: map[string]bool{}}
	p.tokenize()
	p.unwrap()
	p.prose = p.isProse()
	p.findTails()
	p.within = make([]bool, len(p.words))
	p.ends = make([]bool, len(p.words))
	p.items = make([]*item, len(p.words))
	for i := range p.words {
		p.ends[i] = p.endsSentence(i)
	}
	p.findQuotes()
	p.findBrackets()
	for i := range p.ends {
		if p.within[i] {
			p.ends[i] = false
		}
	}
	for i := range p.words {
		if p.ends[i] && p.asks(i) {
			p.ends[i] = false
		}
	}
	p.findAcronyms()
	p.partKnown()
	p.findItems()
	p.findStops()
	p.findQuestions()
	p.findHeadings()
	p.findHeaded()
	return p
}

// findTails finds the words that the parts of the tail begin with.
func (p *page) findTails() {
	i := 0
	for _, from := range data.Tails(p.src) {
		for i < len(p.words) && p.words[i].from < from {
			i++
		}
		if i > 0 && i < len(p.words) && p.words[i].from == from && !p.startsNote(i) && !p.startsList(i) {
			p.tails = append(p.tails, i)
		}
	}
}

// startsNote reports whether word i has the sign of a note, which has rules of its own.
func (p *page) startsNote(i int) bool {
	return isNoteSign(p.at(i)) || p.at(i)[0] == '*' && (strings.Trim(p.at(i), "*") != "" || startsSentence(p.at(i+1)))
}

// startsList reports whether word i begins a known heading with the sign of an item behind it.
func (p *page) startsList(i int) bool {
	n := p.knownPhrase(i, len(p.words))
	return n > 0 && p.titlesDash(n)
}

// isNextNote reports whether word i is the sign of a note that needs no stop: a second or third, behind the first (**), or
// one below the figures of a table: 4.4 * Provisional
func (p *page) isNextNote(i int) bool {
	w := p.at(i)
	if w == "*" && isFigure(p.at(i-1)) && p.figures(max(0, i-2*figureShare), i) >= figureShare {
		return isCapital(p.at(i+1)) && !figured(p.at(i+1))
	}
	return (w == "**" || w == "***") && p.noted > 0 && p.noted < i && !p.words[i].line && startsSentence(p.at(i+1))
}

// tailEnd returns where the part of the tail ends that begins at word i, 0 where
// none does.
func (p *page) tailEnd(i int) int {
	n, found := slices.BinarySearch(p.tails, i)
	if i > 0 && p.items[i-1] != nil {
		found = false // 3. Inquiries Automobile Division
	}
	switch {
	case !found:
		return 0
	case n+1 < len(p.tails):
		return p.tails[n+1]
	}
	return len(p.words)
}

// findAcronyms finds the short names that the text gives in brackets: (MOEA), (Minister Lee Jong Ho, MSIT).
func (p *page) findAcronyms() {
	for i := range p.words {
		if w := p.at(i); (w[0] == '(' || i > 0 && p.within[i-1] && endsIn(p.at(i-1), ",")) && strings.HasSuffix(strings.TrimRight(w, ".,;:"), ")") && isAcronym(w) {
			p.acronyms[bare(w)] = true
		}
	}
}

// findStops cuts the text into the pieces that blocks are made of: sentences,
// which also end before a sign or a note.
func (p *page) findStops() {
	p.stops = make([]int, len(p.words))
	p.noted = 0
	for i := 1; i < len(p.words) && p.noted == 0; i++ {
		if p.at(i) == "*" && p.ends[i-1] {
			p.noted = i
		}
	}
	for i := len(p.words) - 1; i >= 0; i-- {
		next := i + 1
		if !p.ends[i] && !p.lineStart(next) && p.items[next] == nil && !isNoteSign(p.at(next)) && !p.isNextNote(next) && !slices.Contains(p.footnotes, next) && p.tailEnd(next) == 0 {
			next = p.stops[next]
		}
		p.stops[i] = next
	}
}

// at returns word i, and "" beyond the last.
func (p *page) at(i int) string {
	if i < 0 || i >= len(p.words) {
		return ""
	}
	return p.src[p.words[i].from:p.words[i].to]
}

// has reports whether is holds for one of the words [from, to).
func (p *page) has(from, to int, is func(i int) bool) bool {
	for i := from; i < to; i++ {
		if is(i) {
			return true
		}
	}
	return false
}

// lineStart reports whether word i begins a line, or lies beyond the text.
func (p *page) lineStart(i int) bool { return i >= len(p.words) || p.words[i].line }

// glued reports whether no white space stands before word i.
func (p *page) glued(i int) bool { return i > 0 && p.words[i-1].to == p.words[i].from }

func (p *page) tokenize() {
	from, line, cut := -1, true, false
	var last, before rune // the runes before the present one in this word
	flush := func(to int) {
		if from < 0 || from == to {
			return
		}
		if line {
			p.lines++
		}
		p.words = append(p.words, word{from, to, line, cut})
		from, line, cut = -1, false, false
	}
	for i := 0; i < len(p.src); {
		c, n := utf8.DecodeRuneInString(p.src[i:])
		switch {
		case unicode.IsSpace(c):
			flush(i)
			line = line || isLineEnd(c)
			last, before = 0, 0
		case isSign(c):
			flush(i)
			from = i
			flush(i + n)
			last, before = 0, 0
		default:
			if from >= 0 && (cutsUnspaced(before, last, c) || cutsGlued(p.src[from:i], p.src[i:])) {
				flush(i)
				cut = c < utf8.RuneSelf
			}
			if from < 0 {
				from = i
			}
			before, last = last, c
		}
		i += n
	}
	flush(len(p.src))
}

func isLineEnd(c rune) bool {
	return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029
}

// text returns the source of words [from, to) with each run of white space
// made one space, and one set before a sentence that has none; a no-break space
// stays one.
func (p *page) text(from, to int) string {
	if from >= to {
		return ""
	}
	var text strings.Builder
	for i := from + 1; i < to; i++ {
		if p.words[i].cut {
			text.WriteString(squeeze(p.src[p.words[from].from:p.words[i-1].to]) + " ")
			from = i
		}
	}
	text.WriteString(squeeze(p.src[p.words[from].from:p.words[to-1].to]))
	return text.String()
}

// gap returns the white space that stands before word i, squeezed, or is set
// before a sentence that has none.
func (p *page) gap(i int) string {
	if p.glued(i) && !p.words[i].cut {
		return ""
	}
	return " "
}

func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := rune(0)
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(c) {
			if c == 0xa0 || c == 0x202f {
				space = 0xa0
			} else if space == 0 {
				space = ' '
			}
		} else {
			if space != 0 {
				b.WriteRune(space)
				space = 0
			}
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// wordAt returns the word that holds byte offset i, or the next one.
func (p *page) wordAt(i int) int {
	return sort.Search(len(p.words), func(k int) bool { return p.words[k].to > i })
}

// maxBracket is the most bytes a pair of brackets may hold for the sentence
// ends inside to be no ends: beyond it, the pair is thought an accident.
const maxBracket = 400

// findBrackets marks the words that lie inside ( ) and [ ].
func (p *page) findBrackets() {
	depth := make([]int, len(p.words)+1)
	var open []int
	for i, c := range p.src {
		switch c {
		case '(', '[', '（':
			open = append(open, i)
		case ')', ']', '）':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if i-from <= maxBracket {
				depth[p.wordAt(from)]++
				depth[p.wordAt(i)]--
			}
		case '\n':
			open = open[:0]
		}
	}
	d := 0
	for i := range p.words {
		d += depth[i]
		p.within[i] = p.within[i] || d > 0
	}
}

// width is the size of s on a page, in cells: letters of East Asia take two.
func width(s string) int {
	n := 0
	for _, c := range s {
		n++
		if c >= 0x1100 && unicode.In(c, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			n++
		}
	}
	return n
}

// bare returns w without the signs around it.
func bare(w string) string {
	return strings.TrimRight(strings.TrimLeft(w, openers), closers+".,;:!?*．，；：！？")
}

// maxLookup is longer than any word of the lists; what is longer is not
// looked up, so that a monstrous word costs nothing.
const maxLookup = 40

// lower returns word i bare and in small letters, for a lookup.
func (p *page) lower(i int) string {
	w := p.at(i)
	if len(w) > maxLookup {
		return ""
	}
	return strings.ToLower(bare(w))
}

// isCapital reports whether w, quotation marks and brackets aside, begins
// with a capital letter or a digit.
func isCapital(w string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, openers))
	return unicode.IsUpper(c) || unicode.IsDigit(c)
}

// isLower reports whether w begins with a small letter.
func isLower(w string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, openers))
	return unicode.IsLower(c)
}
