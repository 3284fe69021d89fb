package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// item is the sign that opens a list item.
type item struct {
	list  *list
	order int // place in the list, from 0
}

// list is a sequence of signs of one family: 1. 2. 3., or ① ②, or ▲ ▲.
type list struct {
	family rune // see family
	marks  []int
	small  bool // its first item begins with a small letter
}

// The families of signs that count. Of circled digits, the family is the
// sign of its first.
const (
	stopFamily  = '.' // 1.
	closeFamily = ')' // 1)
	bothFamily  = '(' // (1)
)

// circled are the runs of signs for 1 to 20 or to 10.
var circled = []struct{ first, last rune }{
	{'①', '⑳'}, {'❶', '❿'}, {'➀', '➉'}, {'➊', '➓'}, {'⑴', '⒇'},
}

// bullets are the signs that stand before items without a number.
const bullets = "▲△▶▷►●○◆◇■□◎•‣▪▫"

// lineBullets are signs for items at the beginning of a line alone: within
// one they are dashes.
const lineBullets = "-–—·+"

const noteSign = '※'

// isSign reports whether c is a word of its own wherever it stands.
func isSign(c rune) bool {
	if c < 0x2000 {
		return false
	}
	if c == noteSign || strings.ContainsRune(bullets, c) {
		return true
	}
	f, _ := circledValue(c)
	return f != 0
}

func circledValue(c rune) (family rune, value int) {
	for _, r := range circled {
		if c >= r.first && c <= r.last {
			return r.first, int(c-r.first) + 1
		}
	}
	return 0, 0
}

// family returns what sign w could be: the family it is of, and its number,
// at most 99, or 0 for a bullet.
func family(w string) (family rune, value int) {
	c, n := utf8.DecodeRuneInString(w)
	if n == len(w) {
		if f, v := circledValue(c); f != 0 {
			return f, v
		}
		if strings.ContainsRune(bullets, c) || strings.ContainsRune(lineBullets, c) {
			return c, 0
		}
		return 0, 0
	}
	if len(w) > len("(99)") {
		return 0, 0
	}
	digits := w[:len(w)-1]
	switch {
	case w[0] == '(' && w[len(w)-1] == ')':
		family, digits = bothFamily, w[1:len(w)-1]
	case w[len(w)-1] == '.':
		family = stopFamily
	case w[len(w)-1] == ')':
		family = closeFamily
	default:
		return 0, 0
	}
	if !isDigits(digits) || digits[0] == '0' || len(digits) > 2 {
		return 0, 0
	}
	for _, d := range digits {
		value = value*10 + int(d-'0')
	}
	return family, value
}

// findItems finds the sequences of signs. A number opens an item only where
// it continues a list that began with 1, and a list has at least two items,
// each with something to say.
func (p *page) findItems() {
	open := map[rune]*list{}
	var lists []*list
	for i := range p.words {
		f, v := family(p.at(i))
		if f == 0 || p.within[i] && (i == 0 || p.within[i-1]) {
			continue
		}
		switch {
		case v == 0:
			if !p.bulletAt(i, f) {
				continue
			}
			if l := open[f]; l != nil && p.sameList(l, i) {
				l.marks = append(l.marks, i)
				continue
			}
		case v > 1:
			if l := open[f]; l != nil && len(l.marks) == v-1 && p.continuesAt(i, f, l) {
				l.marks = append(l.marks, i)
			}
			continue
		case !p.beginsAt(i, f):
			continue
		}
		l := &list{family: f, marks: []int{i}, small: isLower(p.at(i + 1))}
		open[f] = l
		lists = append(lists, l)
	}
	for _, l := range lists {
		p.settle(l)
	}
}

// settle makes the marks of a list items, if the list is a real one.
func (p *page) settle(l *list) {
	single := len(l.marks) == 1
	if single && !(isBullet(l.family) && p.words[l.marks[0]].line) {
		return
	}
	for k, i := range l.marks {
		end := len(p.words)
		if k+1 < len(l.marks) {
			end = l.marks[k+1]
		}
		if !p.saysSomething(i+1, end) {
			return
		}
	}
	for k, i := range l.marks {
		p.items[i] = &item{list: l, order: k}
	}
}

func isBullet(family rune) bool {
	return strings.ContainsRune(bullets, family) || strings.ContainsRune(lineBullets, family)
}

// saysSomething reports whether the words [from, to) are more than the and
// between ① and ②.
func (p *page) saysSomething(from, to int) bool {
	for i := from; i < to && i < from+3; i++ {
		if w := p.at(i); !small[bare(w)] && strings.ContainsFunc(w, unicode.IsLetter) {
			return true
		}
	}
	return false
}

// speaksOn reports whether word i can be the first of an item's text: a
// letter, or the opening of a quotation.
func (p *page) speaksOn(i int) bool {
	if p.lineStart(i) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(p.at(i), openers))
	return unicode.IsLetter(c) || isSign(c) && c != noteSign
}

// beginsAt reports whether a list can begin with the sign 1 at word i: where
// a sentence can, or after a colon. A circled sign may stand in a sentence,
// unless the word before points to it: as shown in ①.
func (p *page) beginsAt(i int, f rune) bool {
	if !p.speaksOn(i + 1) {
		return false
	}
	if p.words[i].line || p.ends[i-1] {
		return true
	}
	prev := p.at(i - 1)
	if strings.HasSuffix(prev, ":") || strings.HasSuffix(prev, ";") {
		return true
	}
	if f == bothFamily || f == closeFamily {
		return strings.HasSuffix(prev, ",")
	}
	return f > 0xff && !small[p.lower(i-1)] && !pointers[p.lower(i-1)]
}

// pointers name a sign instead of opening an item with it.
var pointers = set("see item items step figure table note notes no both under section point points")

// continuesAt reports whether the sign at word i goes on with l: after the
// end of a sentence or a semicolon, and in a list that began with a small
// letter also after a comma or an and.
func (p *page) continuesAt(i int, f rune, l *list) bool {
	if !p.speaksOn(i + 1) {
		return false
	}
	if p.words[i].line || p.ends[i-1] || f > 0xff {
		return true
	}
	prev := strings.TrimRight(p.at(i-1), closers)
	if prev == "" {
		return false
	}
	switch prev[len(prev)-1] {
	case ';', '!', '?':
		return true
	case '.': // in 2026. 2. – but not No. 2.
		core := prev[:len(prev)-1]
		return !numbered[strings.TrimLeft(core, openers)] && !titles[core]
	case ',':
		return l.small || f != stopFamily
	}
	w := p.lower(i - 1)
	if f == bothFamily {
		return !pointers[w] && (!small[w] || w == "and" || w == "or")
	}
	return l.small && (w == "and" || w == "or")
}

// bulletAt reports whether the sign at word i is a bullet: text follows, and
// white space stands on both sides unless it begins a line. ▲2.3 is a
// number that rose, and ○○○ a name that was hidden.
func (p *page) bulletAt(i int, f rune) bool {
	if p.words[i].line {
		return !p.lineStart(i+1) && (!p.glued(i+1) || p.speaksOn(i+1)) && !sameSign(p.at(i+1), f)
	}
	if strings.ContainsRune(lineBullets, f) || p.glued(i) || !p.speaksOn(i+1) {
		return false
	}
	return !sameSign(p.at(i+1), f)
}

func sameSign(w string, f rune) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return c == f
}

// sameList reports whether the bullet at word i goes on with l: on one line,
// or from line to line.
func (p *page) sameList(l *list, i int) bool {
	return p.words[i].line == p.words[l.marks[0]].line || !p.words[i].line
}

// lead returns where the lead phrase of an item ends: the words [from, lead)
// are the phrase, and the dash or the colon follows (at the end of word
// lead-1 if inWord). 0 is none.
//
// The phrase must be short, hold no verb that makes it a clause, and the text
// behind must begin like a sentence, or the dash be the only one.
func (p *page) lead(from, to int) (lead int, inWord bool) {
	for i := from; i < to && i < from+maxLead; i++ {
		w := p.at(i)
		if isDash(w) {
			if i == from || i+1 >= to || !isCapital(p.at(i+1)) && p.dashAgain(i+1, to) {
				return 0, false
			}
			return i, false
		}
		if p.within[i] {
			continue
		}
		if strings.HasSuffix(w, ":") && len(w) > 1 && i+1 < to {
			if !isCapital(p.at(i+1)) || i+1-from > maxColonLead {
				return 0, false
			}
			return i + 1, true
		}
		if auxiliaries[w] || p.ends[i] || strings.HasSuffix(w, ";") {
			return 0, false
		}
	}
	return 0, false
}

const (
	// maxLead is the most words before the dash of a lead phrase, its dash
	// included, and maxColonLead before the colon.
	maxLead      = 13
	maxColonLead = 8
)

// auxiliaries make a clause of the words that they stand among.
var auxiliaries = set(`will would is are was were has have had can could shall should must may might be been do does
	did plans aims`)

func isDash(w string) bool { return w == "–" || w == "—" || w == "-" || w == "―" }

// dashAgain reports whether the sentence at word i has another dash: the two
// would be a parenthesis.
func (p *page) dashAgain(i, to int) bool {
	for ; i < to && !p.words[i].line; i++ {
		if isDash(p.at(i)) {
			return true
		}
		if p.ends[i] {
			return false
		}
	}
	return false
}

// minSemicolons is how many semicolons behind a colon make a list: three
// items. One may join two clauses of prose.
const minSemicolons = 2

// semicolons returns where the items of a semicolon list in the sentence
// [from, to) begin, nil if it holds none: the first after the colon, each
// other after a semicolon. What is quoted or in brackets does not count.
func (p *page) semicolons(from, to int) []int {
	var starts []int
	for i := from; i+1 < to; i++ {
		if p.within[i] {
			continue
		}
		switch w := p.at(i); {
		case strings.HasSuffix(w, ":") && len(w) > 1 && i > from:
			if len(starts) <= minSemicolons {
				starts = append(starts[:0], i+1)
			}
		case strings.HasSuffix(w, ";") && len(starts) > 0:
			starts = append(starts, i+1)
		}
	}
	if len(starts) <= minSemicolons {
		return nil
	}
	return starts
}
