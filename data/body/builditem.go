package body

import (
	"slices"
	"strings"
)

// item opens the item whose sign is word i, and returns the end of its first
// sentence.
func (b *builder) item(i int, it *item) int {
	b.flush()
	level := b.enter(it.list)
	if level == 0 {
		b.most = max(b.most, b.said)
		if it.order == 0 {
			b.most = 0
		}
		b.said = 1
	}
	from := b.behindSign(i)
	block := Block{Kind: Numbered, Level: level, Sign: b.text(i, from)}
	if it.list.family == leadFamily {
		block.Kind, block.Sign, from = Bullet, "", i
	} else if isBullet(it.list.family) {
		block.Kind = Bullet
	}
	if inner := b.items[from]; from > i && inner != nil { // a sign behind a sign
		if !paired(it, inner) { // □ ① … ② … □ ③ …
			b.add(block, from, from)
			return from
		}
		block.Sign = b.text(i, from+1) // • ㅇ … • ㅇ …
		from++
	}
	to, stop := b.stops[from], b.stops[from]
	if it.list.stopless && (to == len(b.words) || b.items[to] == nil) { // the last one, also before a heading and more items
		to = b.itemEnd(it.list, from, to)
	}
	lead, inWord := b.itemLead(it.list, from, to)
	if lead > 0 {
		block.Lead = b.text(from, lead)
		if inWord {
			block.Lead, block.Text = strings.TrimSuffix(block.Lead, ":"), ":"
		}
		if lead < to || b.itemAsks(it.list, from, to) {
			block.Text += b.gap(lead)
		}
		from = lead
	}
	starts := b.semicolons(from, to)
	if starts == nil {
		b.add(block, from, to)
		if to < stop {
			b.endList()
		}
		return to
	}
	b.add(block, from, starts[0])
	b.bullets(starts, to, level+1)
	return to
}

// itemLead returns where the lead ends of the item of l whose text is words [from, to), as lead does: a heading is one as
// well, with less proof where another item of the list has one, and a known one that is all the item has before a list in it.
func (b *builder) itemLead(l *list, from, to int) (end int, inWord bool) {
	if end, inWord = b.lead(from, to); end > 0 && end < to {
		return end, inWord
	}
	if b.itemAsks(l, from, to) {
		return to, false
	}
	if n := b.knownPhrase(from, to); l.headed && n > 0 && isCapital(b.at(n)) {
		end = n
	} else if end = b.heading(from, to); end == 0 && l.headed {
		if n, score := b.best(from, to); score+2*others >= 0 {
			end = n
		}
	}
	if listed := to < len(b.words) && b.items[to] != nil && b.items[to].list != l; (listed || b.linesOf(from, to)) && l.headed && b.isUnstopped(from, to) {
		end = to
	} else if end == to && (!listed || !isKnown(b.text(from, to))) {
		end = 0
	}
	return end, false
}

// itemAsks reports whether the words [from, to) of an item of l are a question that its next sentence answers: 1. Who pays? Firms do.
func (p *page) itemAsks(l *list, from, to int) bool {
	return l.family == stopFamily && to-from <= maxHeading && !p.lineStart(to) && p.items[to] == nil && interrogatives[p.at(from)] && p.isQuestion(from, to) &&
		!p.isQuestion(to, p.stops[to]) && !p.firstPerson(from, p.stops[to])
}

// paired reports whether each sign of a list stands before one of another, as far as two items show.
func paired(outer, inner *item) bool {
	next := min(outer.order+1, len(outer.list.marks)-1)
	return len(inner.list.marks) == len(outer.list.marks) && inner.order == outer.order && inner.list.marks[next] == outer.list.marks[next]+1
}

// enter makes l the innermost list and returns its level: the lists that were
// opened within it are closed, and if it is new it lies in the present one.
func (b *builder) enter(l *list) int {
	if k := slices.Index(b.stack, l); k >= 0 {
		b.stack = b.stack[:k+1]
		return k
	}
	for n := len(b.stack); n > 0 && b.finished(b.stack[n-1], l); n-- {
		b.stack = b.stack[:n-1]
	}
	b.stack = append(b.stack, l)
	return len(b.stack) - 1
}

// finished reports whether open has no item left behind the beginning of l,
// so that l is a list of its own.
func (b *builder) finished(open, l *list) bool {
	last := open.marks[len(open.marks)-1]
	inner := strings.ContainsRune(looseBullets, l.family) && !strings.ContainsRune(looseBullets, open.family)
	return last < l.marks[0] && !inner && (open.family == l.family || !strings.HasSuffix(b.at(l.marks[0]-1), ":"))
}

// staysInItem reports whether the sentence of words [i, to) belongs to the
// open item. Between two signs all does. Behind the last, an item has no more
// sentences than the longest before it, and a speech, a change of subject or
// the announcement of another such list ends it earlier.
func (b *builder) staysInItem(i, to int, speech bool) bool {
	outer := b.stack[0]
	if i < outer.marks[len(outer.marks)-1] {
		return true
	}
	if to < len(b.words) && b.items[to] != nil && b.items[to].list.family == outer.family {
		return false
	}
	if outer.family == questionFamily && b.beginsAnew(i, to) {
		return false
	}
	return !speech && b.said < max(1, b.most) && cue(b.page, i) < strongCue
}

// beginsAnew reports whether the sentence of words [i, to) leaves the item before it: it takes up no word of it, and
// begins with a name or somebody’s office, or is no short one and says neither I nor it.
func (b *builder) beginsAnew(i, to int) bool {
	w, next := b.at(i), b.at(i+1)
	if introducers[w] || subjects[w] && w != "The" || cue(b.page, i) < 0 {
		return false
	}
	for k := i; k < to && (!isCapital(next) || figured(next)); k++ {
		if w := b.lower(k); to-i < minAnew || pronouns[w] || firsts[w] {
			return false
		}
	}
	_, words := b.last()
	return !b.echoes(span{words.from, words.to}, span{i, to})
}

// minAnew is the least words of a sentence that leaves an item and begins with no name.
const minAnew = 7

var (
	pronouns = setOf("pronouns")
	singular = setOf("singular")
)

// addToItem adds the sentence of words [from, to) to the open item.
func (b *builder) addToItem(from, to int) {
	b.said++
	last, words := b.last()
	if (last.Kind == Numbered || last.Kind == Bullet) && words.to == from {
		words.to = to
		return
	}
	b.add(Block{}, from, to) // behind a note
}

// endList closes the lists that are open.
func (b *builder) endList() {
	b.stack, b.said, b.most = b.stack[:0], 0, 0
}

// bullets adds the items of a semicolon list. The conjunction before the
// last stays behind its semicolon, as editors have it.
func (b *builder) bullets(starts []int, to, level int) {
	for k := range starts {
		if w := b.at(starts[k]); k > 0 && (w == "and" || w == "or") && starts[k]+1 < to {
			starts[k]++
		}
	}
	for k, from := range starts {
		end := to
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		item := Block{Kind: Bullet, Level: level}
		if w := b.at(from); isDash(w) && from+1 < end { // a sign of its own stands there
			item.Sign = w
			from++
		}
		b.add(item, from, end)
	}
}

// looseItem is the size of an item, in cells, from which on a list is set
// with a line between its items: more than three lines of a page.
const looseItem = 225

// setClose decides for each list whether its items stand close together: if
// none of them is long.
func setClose(blocks []Block) {
	for first := 0; first < len(blocks); first++ {
		end, long := first, false
		for ; end < len(blocks) && (blocks[end].Kind == Numbered || blocks[end].Kind == Bullet); end++ {
			long = long || width(blocks[end].Lead)+width(blocks[end].Text) > looseItem
		}
		for k := first + 1; k < end && !long; k++ {
			blocks[k].Close = true
		}
		first = max(first, end-1)
	}
}
