package body

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind is what a block is on the page.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Numbered     // an item of a list, with a number: 1. or ❶
	Bullet       // an item of a list, without a number
	Note         // ※ or *
	Quote        // what someone said, and who
	Table        // see [Block.Rows]
	Preformatted // its spaces and line ends say something
)

var kindNames = [...]string{"paragraph", "heading", "numbered", "bullet", "note", "quote", "table", "preformatted"}

// String returns the kind's name.
func (k Kind) String() string { return kindNames[k] }

// Document is a body with its structure.
type Document struct {
	Blocks []Block
}

// Block is a part of a body that stands by itself on the page. Sign, Lead and
// Text, one after the other, are the block's source, but for white space.
type Block struct {
	Kind  Kind
	Level int    // how many items an item lies in
	Sign  string // what the source has before an item or a note: 1. ❶ ▲ ※
	Lead  string // the phrase an item begins with, to be set in bold
	Text  string // one line; after a Lead, with the space that parts them; of a Table, see [Block.Rows]; if Preformatted, lines
	Close bool   // near to the block before: an item among short ones, or the same person speaking on
	Links []Link // in order; Recover makes none, since addresses in a text show themselves
}

// Recover finds the structure of a body. It loses, adds and moves no
// character: see the package comment for the promise and for each rule.
func Recover(text string) Document {
	b := &builder{page: newPage(text)}
	for i := 0; i < len(b.words); {
		i = b.next(i)
	}
	b.flush()
	for k, s := range b.spans {
		b.blocks[k].Text += b.text(s.from, s.to)
	}
	setClose(b.blocks)
	return Document{b.blocks}
}

// span is a run of words [from, to).
type span struct{ from, to int }

// builder turns the sentences of a page into blocks, one after the other.
type builder struct {
	*page
	blocks []Block
	spans  []span  // the words of each block's Text, filled in at the end
	run    []span  // sentences that wait for their paragraph
	stack  []*list // the lists that are open, outermost first
	said   int     // sentences in the present item
	most   int     // the most sentences of an item of the outermost list
	quoted int     // the first quotation not yet passed
}

// next takes the piece that begins at word i, and returns where it ends.
func (b *builder) next(i int) int {
	if to := b.tailEnd(i); to > 0 {
		b.endList()
		b.flush()
		if n := b.knownPhrase(i, to); n > 0 && isCapital(b.at(n)) {
			b.add(Block{Kind: Heading}, i, n)
			i = n
		}
		b.note(i, to)
		return to
	}
	if it := b.items[i]; it != nil {
		return b.item(i, it)
	}
	if b.words[i].line {
		b.endList()
	}
	if b.isNote(i) {
		to := b.noteEnd(i)
		b.flush()
		b.note(i, to)
		return to
	}
	if to := b.figuresEnd(i, b.stops[i]); to > 0 {
		b.endList()
		b.flush()
		b.add(Block{}, i, to)
		return to
	}
	to := b.stops[i]
	if n := b.dateline(to); i == 0 && n > 0 {
		b.add(Block{}, 0, n)
		return n
	}
	if n := b.heading(i, to); n > 0 {
		b.endList()
		b.flush()
		b.add(Block{Kind: Heading}, i, n)
		return n
	}
	if ends := b.unmarkedSpeech(i); ends != nil {
		b.endList()
		b.flush()
		for k, to := range ends {
			b.add(Block{Kind: Quote, Close: k > 0}, i, to)
			i = to
		}
		return i
	}
	b.sentence(i, to)
	return to
}

// sentence takes the piece of words [i, to), which is no heading or note: what someone said, a
// sentence of an item, a list with semicolons, figures, or a sentence of a paragraph.
func (b *builder) sentence(i, to int) {
	last, _ := b.last()
	speech, alone := b.isSpeech(i, to, b.quotesIn(i, to), last.Kind == Quote && len(b.run) == 0)
	if len(b.stack) > 0 {
		if b.staysInItem(i, to, speech) {
			b.addToItem(i, to)
			return
		}
		b.endList()
	}
	switch starts := b.semicolons(i, to); {
	case speech:
		b.speech(i, to, alone)
	case starts != nil:
		b.run = append(b.run, span{i, starts[0]})
		b.flush()
		b.bullets(starts, to, 0)
	case b.isFigures(i, to):
		b.flush()
		b.add(Block{}, i, to)
	default:
		if b.words[i].line {
			b.flush()
		}
		b.run = append(b.run, span{i, to})
	}
}

// A piece of text is the figures of a table that ran together if it has at least
// minFigures of them, and one word in figureShare is one.
const (
	minFigures  = 8
	figureShare = 3
)

// isFigures reports whether the words [from, to) are what is left of a table.
func (p *page) isFigures(from, to int) bool { return areMany(p.figures(from, to), to-from) }

func areMany(figures, words int) bool { return figures >= minFigures && figures*figureShare >= words }

// figures returns how many of the words [from, to) are figures.
func (p *page) figures(from, to int) (n int) {
	for i := from; i < to; i++ {
		if isFigure(p.at(i)) {
			n++
		}
	}
	return n
}

// figureRun is what figuresEnd found last, of which the next words may begin with a part.
type figureRun struct{ from, end, to, figures int }

// figuresEnd returns where the figures of a table end with which the words [from, to) begin, and
// behind which a sentence begins: “Asia 610 15.0 Africa 402 -8.1 … An official said …”. It is 0
// where they do not.
func (p *page) figuresEnd(from, to int) int {
	t := &p.figured
	if from < t.from || from >= t.end || to != t.to {
		*t = figureRun{from: from, end: from, to: to}
		for i := from; i < to; i++ {
			if isFigure(p.at(i)) {
				t.end = i + 1
				t.figures++
			} else if i-t.end >= figureShare*2 {
				break
			}
		}
	}
	t.figures -= p.figures(t.from, from)
	t.from = from
	end := t.end
	sentence := isCapital(p.at(end)) && isLower(p.at(end+1)) || p.at(end) == "The" && p.settlesDown(end+1, to)
	if !areMany(t.figures, end-from) || end+1 >= to || !sentence {
		return 0
	}
	return end
}

// quotesIn returns the quotations that begin in words [from, to). Sentences
// come in order, so that each quotation is passed once.
func (b *builder) quotesIn(from, to int) []quote {
	for b.quoted < len(b.quotes) && b.quotes[b.quoted].first < from {
		b.quoted++
	}
	n := b.quoted
	for n < len(b.quotes) && b.quotes[n].first < to {
		n++
	}
	return b.quotes[b.quoted:n]
}

// add adds a block whose text is words [from, to), behind what Text holds
// already.
func (b *builder) add(block Block, from, to int) {
	b.blocks = append(b.blocks, block)
	b.spans = append(b.spans, span{from, to})
}

// last returns the block added last and its words, or empty ones.
func (b *builder) last() (*Block, *span) {
	n := len(b.blocks)
	if n == 0 {
		return &Block{}, &span{}
	}
	return &b.blocks[n-1], &b.spans[n-1]
}

// isNote reports whether a note begins at word i: with ※ anywhere, with * or Note: at
// the beginning of a sentence. A star that closes again (*this*) is emphasis,
// one behind a word a reference, and one with a space on both sides within a
// sentence a sum.
func (b *builder) isNote(i int) bool {
	w := b.at(i)
	switch {
	case isNoteSign(w):
		return !b.lineStart(i + 1)
	case b.isEditorsNote(i), b.isContact(i), slices.Contains(b.footnotes, i):
		return true
	case w == "Note:":
		return b.sentenceAt(i+1) == i && startsSentence(b.at(i+1)) && b.items[i+1] == nil
	}
	return b.isStarNote(i)
}

// isEditorsNote reports whether a sentence begins at word i with Editor’s note:
func (b *builder) isEditorsNote(i int) bool {
	return strings.HasPrefix(b.at(i), "Editor") && b.at(i+1) == "note:" && (i == 0 || b.ends[i-1]) && isCapital(b.at(i+2))
}

// isStarNote reports whether word i begins a note with stars or the figure of a reference.
func (b *builder) isStarNote(i int) bool {
	w := b.at(i)
	text := strings.TrimLeft(w, "*"+superscripts)
	if text == w || i > 0 && !b.ends[i-1] && !b.lineStart(i) && w[0] != '*' {
		return false
	}
	if utf8.RuneCountInString(w)-utf8.RuneCountInString(text) > 3 || strings.Contains(text, "*") {
		return false
	}
	if text == "" {
		return !b.lineStart(i+1) && startsSentence(strings.TrimPrefix(b.at(i+1), "#"))
	}
	if !startsSentence(text) {
		return false
	}
	for k := i + 1; k < len(b.words) && k <= i+subjectReach && !b.ends[k-1]; k++ {
		if strings.HasSuffix(bareButStar(b.at(k)), "*") {
			return false
		}
	}
	return true
}

// superscripts are figures that refer to notes, and begin them.
const superscripts = "¹²³⁴⁵⁶⁷⁸⁹⁰"

// noteEnd returns where the note that begins at word i ends: with its sentence,
// and those that lean on it.
func (b *builder) noteEnd(i int) int {
	to := b.stops[i]
	for n := 0; n < maxSentences && !b.isContact(i) && !b.lineStart(to) && b.items[to] == nil && !b.isNote(to) && (b.drawsOn(to) || b.endsWith(to)); n++ {
		to = b.stops[to]
	}
	return to
}

// drawsOn reports whether the sentence at word i leans on that of a note before it: As such, … They … In “It is over.” the
// release may go on.
func (b *builder) drawsOn(i int) bool { return cue(b.page, i) == clingCue && !singular[b.at(i)] }

// endsWith reports whether the sentence at word i, behind that of a note, is the last of the body, and
// short: the note goes on with it.
func (b *builder) endsWith(i int) bool {
	return b.stops[i] == len(b.words) && b.tailEnd(i) == 0 && !figured(b.at(i)) && b.words[len(b.words)-1].to-b.words[i].from < lonely && cue(b.page, i) <= 0 &&
		!b.saysIn(i, b.stops[i]) && b.heading(i, b.stops[i]) == 0
}

func bareButStar(w string) string { return strings.TrimRight(w, closers+".,;:!?") }

// note adds the note of words [from, to).
func (b *builder) note(from, to int) {
	block := Block{Kind: Note}
	if w := b.at(from); isNoteSign(w) || slices.Contains(b.footnotes, from) || strings.Trim(w, "*"+superscripts) == "" {
		block.Sign = w
		from++
	}
	b.add(block, from, to)
}

// speech adds the sentence [from, to), in which someone speaks. The same
// person speaking on stays near: He added, “…”. So does a sentence that is
// nothing but a quotation, alone: behind “…,” said Minister Kim. it stays
// in the paragraph, and the sentence before it that tells who speaks comes
// along.
func (b *builder) speech(from, to int, alone bool) {
	newLine := b.words[from].line
	if n := len(b.run); alone && !newLine && n > 0 && b.tellsWho(b.run[n-1]) {
		from = b.run[n-1].from
		b.run = b.run[:n-1]
		newLine = b.words[from].line
	}
	b.flush()
	last, words := b.last()
	follows := last.Kind == Quote && !newLine
	if follows && alone && beginsQuoted(b.at(words.from)) {
		words.to = to
		return
	}
	w := b.at(from)
	again := alone || w == "He" || w == "She" || w == "They"
	b.add(Block{Kind: Quote, Close: follows && again}, from, to)
}

// tellsWho reports whether a sentence has a verb of speaking, or announces
// with a colon.
func (b *builder) tellsWho(s span) bool {
	return strings.HasSuffix(b.at(s.to-1), ":") || b.has(s.from, s.to, func(i int) bool { return speechVerbs[b.lower(i)] })
}

func beginsQuoted(w string) bool {
	return strings.HasPrefix(w, "“") || strings.HasPrefix(w, "\"") || strings.HasPrefix(w, "«")
}
