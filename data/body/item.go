package body

import (
	"slices"
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
	family    rune // see family
	first     int  // its first number: 2 where the paragraph before has none
	marks     []int
	small     bool // its first item begins with a small letter
	announced bool // a colon stands before it
	unproven  bool // no end of a sentence does: many items have to prove it
	stopless  bool // its items have no stop at their ends
	headed    bool // one of its items begins with a heading

	longest, shortest int // items in words, where they were measured
	read              int // up to which word no auxiliary is in them
}

// findItems finds the sequences of signs. A number opens an item only where
// it continues a list that began with 1, and a list has at least two items,
// each with something to say.
func (p *page) findItems() {
	open := map[rune]*list{}
	var lists []*list
	for i := range p.words {
		if i > 0 && p.within[i] && p.within[i-1] {
			continue
		}
		f, v := p.signAt(i)
		if f == 0 {
			continue
		}
		if l := open[f]; l != nil && (p.goesOnAt(i, f, v, l) || p.follows(i, v, l, open)) {
			l.marks = append(l.marks, i)
			continue
		}
		second := v == 2 && open[f] == nil && p.beginsSecond(i, f)
		if v > 1 && !second || v == 0 && !p.bulletAt(i, f, false) || v == 1 && !p.beginsAt(i, f) {
			continue
		}
		l := p.newList(i, f)
		if second {
			l.first, l.unproven = v, true
		}
		open[f] = l
		lists = append(lists, l)
	}
	for _, l := range lists {
		p.settle(l)
	}
	p.findLineItems()
	p.findLeads()
}

// beginsSecond reports whether paragraphs with numbers begin with the 2 at word i, behind one that has none.
func (p *page) beginsSecond(i int, f rune) bool {
	return (f == stopFamily || f == bareFamily) && p.startsItem(i) && isCapital(p.at(i+1)) && !figured(p.at(i+1)) && p.speaksOn(i+1)
}

// newList returns the list of family f that word i opens.
func (p *page) newList(i int, f rune) *list {
	announced := endsIn(p.at(i-1), ":：")
	begun := announced || p.abbreviates(i-1) && isCapital(p.at(i+1)) || p.lineStart(i) || p.words[i].cut || p.ends[i-1] || p.titled(i)
	return &list{family: f, first: 1, marks: []int{i}, small: isLower(p.at(i + 1)), announced: announced,
		unproven: f == bareFamily || f == stopFamily && !begun || p.smallDash(i, f)}
}

// abbreviates reports whether word i is an abbreviation that may end a sentence: Co., p.m.
func (p *page) abbreviates(i int) bool {
	core, stopped := strings.CutSuffix(p.at(i), ".")
	return stopped && (soft[core] || isDotted(core))
}

// signAt returns the family and the number of the sign that word i is.
func (p *page) signAt(i int) (rune, int) {
	w := p.at(i)
	if f, v := family(w); f != 0 {
		return f, v
	}
	if v := ordinalSign(w); v > 0 {
		return ordinalFamily, v
	}
	if to, office := p.speaker(i); office {
		return questionFamily, 2
	} else if to > 0 && p.has(to, to+maxAsked, func(k int) bool { return strings.HasSuffix(p.at(k), "?") }) {
		return questionFamily, 1
	}
	if to := p.behindSign(i); to > i+1 {
		w = p.text(i, to)
	}
	switch question, answer := asksOrAnswers(w); {
	case question:
		return questionFamily, 1
	case answer:
		return questionFamily, 2
	}
	return 0, 0
}

// behindSign returns the word behind the sign at word i, which is of several words where a question has a number
// (Question 1:, [Question 1]), or where it says who asks or answers (see speaker).
func (p *page) behindSign(i int) int {
	if to, _ := p.speaker(i); to > 0 {
		return to
	}
	if w := strings.TrimLeft(p.at(i), "([<"); w == "Question" || w == "Answer" {
		if next := p.at(i + 1); isDigits(strings.TrimRight(next, ":)]>")) && !isDigits(next) {
			return i + 2
		}
	}
	return i + 1
}

// goesOnAt reports whether the sign at word i, the value of which is v, goes on
// with l.
func (p *page) goesOnAt(i int, f rune, v int, l *list) bool {
	switch {
	case f == questionFamily: // in any order: two questions may have one answer
		next := p.behindSign(i)
		return p.speaksOn(next) || figured(p.at(next))
	case v == 0:
		return (p.bulletAt(i, f, true) || l.small && (p.smallDash(i, f) || len(l.marks) > 1 && isDash(string(f)) && isLower(p.at(i+1)))) && p.sameList(l, i)
	}
	return v > 1 && len(l.marks) == v-l.first && p.continuesAt(i, f, l)
}

// follows reports whether the sign at word i goes on with l behind the last item of a list within
// the items of l, which needs no stop: “(3) Shunan: Idemitsu 3. Schedule …”.
func (p *page) follows(i, v int, l *list, open map[rune]*list) bool {
	if l.family != stopFamily || len(l.marks) != v-l.first || !isCapital(p.at(i+1)) || p.points(i-1) {
		return false
	}
	for _, inner := range open {
		if inner != l && len(inner.marks) > 1 && inner.marks[0] > l.marks[len(l.marks)-1] {
			return true
		}
	}
	return false
}

// settle makes the marks of a list items, if the list is a real one.
func (p *page) settle(l *list) {
	single := len(l.marks) == 1
	if single && !(isBullet(l.family) && p.words[l.marks[0]].line || p.isLone(l.marks[0], l.family)) {
		return
	}
	if l.family == questionFamily && !p.answered(l) || l.unproven && len(l.marks) < manyItems {
		return
	}
	for k, end := range append(slices.Clone(l.marks[1:]), len(p.words)) {
		if !p.saysSomething(l.marks[k]+1, end) {
			return
		}
	}
	if l.family == closeFamily && p.refersTo(l) {
		return
	}
	p.interview = p.interview || l.family == questionFamily
	l.stopless = !single && isWordEnd(p.at(l.marks[1]-1))
	p.open(l, 0)
}

// isLone reports whether the sign at word i needs no other: (1) behind a known heading, or a bullet where a sentence
// begins, and before one.
func (p *page) isLone(i int, f rune) bool {
	if f == bothFamily {
		return i > 0 && isKnown(p.text(p.sentenceAt(i), i))
	}
	return isBullet(f) && (f == '°' || !strings.ContainsRune(looseBullets+lineBullets+risen, f)) && (i == 0 || p.ends[i-1]) && isCapital(p.at(i+1)) && !figured(p.at(i+1)) &&
		!p.has(i+1, min(len(p.words), i+maxColonLead), p.beginsSign)
}

// open makes the marks of l from the one at first on items.
func (p *page) open(l *list, first int) {
	for k := first; k < len(l.marks); k++ {
		p.items[l.marks[k]] = &item{list: l, order: k}
	}
}

// manyItems is how many items prove a list whose first sign stands where it
// proves nothing.
const manyItems = 3

// answered reports whether signs of questions and of answers are among those of a list.
func (p *page) answered(l *list) bool {
	signs := 0
	for _, i := range l.marks {
		_, value := p.signAt(i)
		signs |= value
	}
	return signs == 1|2
}

// endsIn reports whether w ends in one of some signs.
func endsIn(w, signs string) bool {
	c, n := utf8.DecodeLastRuneInString(w)
	return n > 0 && strings.ContainsRune(signs, c)
}

// isWordEnd reports whether w ends in a letter, a figure or a bracket, and in no
// stop.
func isWordEnd(w string) bool {
	c, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsLetter(c) || unicode.IsDigit(c) || c == ')'
}

// saysSomething reports whether the words [from, to) are more than the and
// between ① and ②.
func (p *page) saysSomething(from, to int) bool {
	return p.has(from, min(to, from+3), func(i int) bool { return !small[bare(p.at(i))] && strings.ContainsFunc(p.at(i), unicode.IsLetter) })
}

// speaksOn reports whether word i can be the first of an item's text: a
// letter, or the opening of a quotation.
func (p *page) speaksOn(i int) bool {
	if p.lineStart(i) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(p.at(i), openers))
	return unicode.IsLetter(c) || isSign(c) && !strings.ContainsRune(noteSigns, c)
}

// beginsAt reports whether a list can begin with the sign 1 at word i: where
// a sentence can, or after a colon. A circled sign may stand in a sentence,
// unless the word before points to it: as shown in ①.
func (p *page) beginsAt(i int, f rune) bool {
	if !p.speaksOn(p.behindSign(i)) && !p.counts(i, f) {
		return false
	}
	if p.words[i].line || p.words[i].cut || p.ends[i-1] || p.titled(i) {
		return f != bareFamily || isCapital(p.at(i+1)) && !figured(p.at(i+1))
	}
	return endsIn(p.at(i-1), ":：;") || f == questionFamily && p.at(i) != "Q." || p.beginsInSentence(i, f)
}

// counts reports whether an item in brackets may begin with a figure behind the sign at word i: (1) 62.4% of firms …
func (p *page) counts(i int, f rune) bool {
	return f == bothFamily && figured(p.at(i+1)) && isLower(p.at(i+2)) && !p.lineStart(i+1)
}

// beginsInSentence reports whether a list can begin with the sign 1 at word i in the middle of a
// sentence.
func (p *page) beginsInSentence(i int, f rune) bool {
	prev := p.at(i - 1)
	switch {
	case p.at(i)[0] == '(' && (isCapital(p.at(i+1)) || p.counts(i, f)) && !p.points(i-1) && !figured(prev):
		return true
	case f == bothFamily, f == closeFamily, f == letterFamily, f == smallFamily:
		return strings.HasSuffix(prev, ",")
	case f == bareFamily, f == dottedFamily:
		return false
	case f == stopFamily: // Ladies and Gentlemen 1. Thank you … – or: at 10 A.M. 1. The Minister …
		begun := endsIn(prev, ",") || p.abbreviates(i-1) || isWordEnd(prev) && !p.points(i-1)
		return begun && !isLower(p.at(i+1))
	}
	return f > 0xff && f != syllableFamily && !p.points(i-1)
}

// points reports whether word i leads to a sign that it names: in (1), Figure 2.
func (p *page) points(i int) bool { return small[p.lower(i)] || pointers[p.lower(i)] }

// sentenceAt returns the word that the sentence of word i begins with, or one more than maxHeading
// words before it.
func (p *page) sentenceAt(i int) int {
	from := i - 1
	for from > 0 && i-from <= maxHeading && !p.ends[from-1] && !p.words[from].line {
		from--
	}
	return max(from, 0)
}

var pointers = setOf("pointers")

// continuesAt reports whether the sign at word i goes on with l: after the
// end of a sentence or a semicolon; in a list that began with a small letter
// also after a comma or an and; and where its items have no stops, before a
// capital.
func (p *page) continuesAt(i int, f rune, l *list) bool {
	if !p.speaksOn(i+1) && !p.counts(i, f) && !(p.ends[i-1] && p.yearBegins(i+1)) {
		return false
	}
	if f == bareFamily {
		return p.startsItem(i) && isCapital(p.at(i+1)) && !figured(p.at(i+1))
	}
	if p.words[i].line || p.ends[i-1] || f > 0xff && f != syllableFamily {
		return true
	}
	return p.leadsOn(i, f, l)
}

// leadsOn reports whether the word before the sign at word i, which ends no sentence, lets l go on.
func (p *page) leadsOn(i int, f rune, l *list) bool {
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
	if w := p.lower(i - 1); p.points(i - 1) {
		if (w == "and" || w == "or") && strings.HasSuffix(p.at(i-2), ";") {
			return true
		}
		return (w == "and" || w == "or") && (l.small || f == bothFamily)
	}
	return f == bothFamily || p.unstoppedBefore(i, f, l)
}

// yearBegins reports whether word i is a figure with which a sentence begins:
// 2. 2024 has been a hard year.
func (p *page) yearBegins(i int) bool {
	return isYear(p.at(i)) && !p.lineStart(i+1) && isLower(p.at(i+1))
}

// bulletAt reports whether the sign at word i is a bullet: text follows, and
// white space stands on both sides unless it begins a line. ▲2.3 is a
// number that rose, and ○○○ a name that was hidden. A dash opens a list behind
// a colon, and goes on with one before a capital.
func (p *page) bulletAt(i int, f rune, open bool) bool {
	next := p.at(i + 1)
	if p.lineStart(i+1) || sameSign(next, f) || f == '*' && !p.starBullet(i, open) {
		return false
	}
	if p.words[i].line {
		return (f != 'o' || isCapital(next)) && (!p.glued(i+1) || p.speaksOn(i+1))
	}
	speaks := p.speaksOn(i+1) || figured(next) && !strings.ContainsRune(risen, f)
	if p.glued(i) || p.glued(i+1) && figured(next) || !speaks {
		return false
	}
	return p.inlineBullet(i, f, open)
}

// inlineBullet reports whether what stands around the sign at word i, in the middle of a line, lets
// it be a bullet.
func (p *page) inlineBullet(i int, f rune, open bool) bool {
	prev, next := p.at(i-1), p.at(i+1)
	switch {
	case f == '+' || f == '·' || f == '*':
		return false
	case strings.ContainsRune(lineBullets, f):
		if open {
			return isCapital(next) && !strings.HasSuffix(prev, ",")
		}
		return p.dashBegins(i, f)
	case f == 'ㅇ': // no word is this letter alone
		return true
	case open && (f == 'o' || f == '°'):
		return isCapital(next)
	case strings.ContainsRune(looseBullets, f):
		return !isLower(next) && (p.ends[i-1] || endsIn(prev, ":：") || strings.HasSuffix(prev, ";"))
	}
	return true
}

func sameSign(w string, f rune) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return c == f
}

// sameList reports whether the bullet at word i goes on with l: on one line,
// or from line to line.
func (p *page) sameList(l *list, i int) bool {
	return p.words[i].line == p.words[l.marks[0]].line || !p.words[i].line || !strings.ContainsRune(lineBullets+looseBullets, l.family)
}
