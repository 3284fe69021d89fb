package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quote is a passage in double quotation marks: src[from:to], the marks
// included, which begins in word first and ends in word last.
type quote struct {
	from, to    int
	first, last int
	closed      bool
}

const (
	// maxQuote is the most bytes one speech may hold. A mark without its
	// partner would otherwise turn the rest of a body into speech.
	maxQuote = 3000
	// maxUnclosed is the most sentences that a quotation may still hold when
	// the line ends before its closing mark.
	maxUnclosed = 3
)

// findQuotes pairs the quotation marks. An opening mark of one kind may be
// closed by any other. An opening mark while one is open goes on with it where
// a sentence has just ended, as each paragraph of a long speech begins with
// one; elsewhere it means that the first was never closed, and so does the
// end of the line.
func (p *page) findQuotes() {
	open := -1
	prev := ' '
	for i, c := range p.src {
		n := utf8.RuneLen(c)
		if c == utf8.RuneError {
			n = 1
		}
		switch {
		case isLineEnd(c):
			if open >= 0 {
				p.unclosed(open, i)
				open = -1
			}
		case open >= 0 && c == '“' && strings.HasPrefix(p.src[open:], "„"):
			p.addQuote(open, i+n, true)
			open = -1
		case c == '‘' && open < 0 && unicode.IsSpace(prev):
			if end := singleQuote(p.src[i:]); end > 0 {
				p.addQuote(i, i+end, true)
			}
		case !strings.ContainsRune("\"“”„«»", c):
		case opens(c, prev, p.src[i+n:]) && (open < 0 || !strings.ContainsRune("”»", c)):
			open = p.reopen(open, i)
		case open >= 0:
			p.closeQuote(open, i, i+n)
			open = -1
		}
		prev = c
	}
	if open >= 0 {
		p.unclosed(open, len(p.src))
	}
}

// reopen returns where the quotation is open to which the opening mark at i belongs: the one
// that is open already, -1 for none, or a new one.
func (p *page) reopen(open, i int) int {
	if open >= 0 && p.goesOn(i) {
		return open
	}
	if open >= 0 {
		p.unclosed(open, i)
	}
	return i
}

// closeQuote ends the quotation that opens at open by the mark in bytes [i, end), unless it is too
// long.
func (p *page) closeQuote(open, i, end int) {
	if end-open > maxQuote {
		p.unclosed(open, i)
	} else {
		p.addQuote(open, end, true)
	}
}

// singleQuote returns the length of the speech in single quotation marks that s
// begins with, 0 where there is none: what they hold ends in a stop, since they
// stand around names and words as well.
func singleQuote(s string) int {
	for i, c := range s[:min(len(s), maxQuote)] {
		switch {
		case i > 0 && strings.ContainsRune("‘“”\"", c), isLineEnd(c):
			return 0
		case c == '’' && strings.ContainsRune(".!?,", rune(s[i-1])):
			return i + len("’")
		}
	}
	return 0
}

// goesOn reports whether the byte at i begins a word behind the end of a
// sentence.
func (p *page) goesOn(i int) bool {
	w := p.wordAt(i)
	return w > 0 && p.words[w].from == i && p.ends[w-1]
}

// opens reports whether the quotation mark c, after prev and before rest, is
// an opening one: the curly by what it is, the straight by where the space is.
func opens(c, prev rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	outside := unicode.IsSpace(prev) || strings.ContainsRune("([{<‘—–-:,", prev)
	inside := rest != "" && !unicode.IsSpace(next) && !strings.ContainsRune(".,;:!?)]", next)
	return c == '“' || c == '„' || c == '«' || outside && inside
}

func (p *page) addQuote(from, to int, closed bool) {
	q := quote{from: from, to: to, first: p.wordAt(from), last: p.wordAt(to - 1), closed: closed}
	if q.last >= len(p.words) {
		q.last = len(p.words) - 1
	}
	for i := q.first; i <= q.last; i++ {
		if p.words[i].to < q.to {
			p.within[i] = true
		}
	}
	p.quotes = append(p.quotes, q)
}

// unclosed gives a quotation that opens at from, and is not closed before
// limit, the end that is most likely: the end of the line if that is near,
// otherwise the end of its sentence.
func (p *page) unclosed(from, limit int) {
	first, ends, end := p.wordAt(from), 0, -1
	i := first
	for ; i < len(p.words) && p.words[i].from < limit && p.words[i].from-from <= maxQuote; i++ {
		if p.ends[i] {
			ends++
			if end < 0 {
				end = i
			}
		}
		if ends > maxUnclosed {
			break
		}
	}
	if atEnd := i > first && p.lineStart(i) && ends <= maxUnclosed; atEnd {
		end = i - 1
	}
	if end >= 0 {
		p.addQuote(from, min(limit, p.words[end].to), false)
	}
}

var (
	speechVerbs = setOf("speechVerbs")
	colonVerbs  = setOf("colonVerbs")
	speechNouns = setOf("speechNouns")
	namers      = setOf("namers")
)

const (
	// minSpeech is the least words of a speech that has no stop of its own:
	// he said that “Industry GX Plus” will grow is not one.
	minSpeech = 6
	// minSaid is the least words of one whose speaker comes behind, and
	// minAlone of one that is a sentence by itself.
	minSaid, minAlone = 3, 4
	// verbReach is how many words before a quotation its verb may stand, and
	// saidReach how many behind.
	verbReach, saidReach = 20, 8
)

// isSpeech reports whether the sentence of words [from, to) holds what
// someone said, and whether it is nothing else. Behind a speech, after, a
// quotation that is a sentence is one whatever its length.
func (p *page) isSpeech(from, to int, quotes []quote, after bool) (speech, alone bool) {
	for _, q := range quotes {
		whole := q.first == from && q.last >= to-1
		if p.speaks(from, to, q) || whole && after {
			return true, whole
		}
	}
	return false, false
}

func (p *page) speaks(from, to int, q quote) bool {
	words := q.last - q.first + 1
	inner := strings.TrimSpace(strings.Trim(p.src[q.from:q.to], "\"“”„«»‘’"))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(inner, "’'"))
	stopped := strings.ContainsRune(".!?…。", last)
	ended := strings.ContainsRune(".!?…。,", last)
	if q.closed && p.saidKorean(q, words, last) {
		return true
	}
	if q.first > from && p.announces(from, q.first) {
		return stopped || words >= minSpeech || !q.closed || ended && words >= minAlone && speechVerbs[p.lower(q.first-1)]
	}
	if q.first == from && p.speaksFirst(to, q, stopped && words >= minAlone, ended) {
		return true
	}
	enough := words >= minSpeech || q.first <= from && words >= minSaid
	return ended && enough && p.saysIn(q.last+1, min(to, q.last+1+saidReach))
}

// speaksFirst reports whether a quotation with which a sentence begins, up to word to, is speech: it is
// the whole sentence, has who spoke behind a dash, or a verb of speaking: “It works,” said Kim – but not
// “Project K,” said to cost.
func (p *page) speaksFirst(to int, q quote, whole, ended bool) bool {
	inner := strings.TrimLeft(p.src[q.from:q.to], "\"“”„«»‘’ ")
	if whole && (q.last >= to-1 && !isLower(inner) || p.signs(q.last+1)) {
		return true
	}
	return ended && speechVerbs[p.lower(q.last+1)] && p.at(q.last+2) != "to"
}

// signs reports whether who spoke stands behind the dash at word i: “It works.” – Kim Su-bin, Minister
func (p *page) signs(i int) bool { return isDash(p.at(i)) && isCapital(p.at(i+1)) }

// isSigned reports whether who spoke stands behind a quotation and a dash, up to word i: “It works.” – Kim
// Su-bin, Minister “It pays.”
func (p *page) isSigned(i int) bool {
	for k := i - 1; k > 0 && k > i-maxHeading && !p.ends[k] && isWordEnd(p.at(i-1)); k-- {
		if isDash(p.at(k)) {
			return strings.TrimRight(p.at(k-1), closers) != p.at(k-1) && isCapital(p.at(k+1))
		}
	}
	return false
}

// saysIn reports whether one of the words [from, to) says that somebody speaks.
func (p *page) saysIn(from, to int) bool {
	return p.has(from, to, func(i int) bool { return speechVerbs[p.lower(i)] || p.lower(i) == "according" })
}

// announces reports whether the words [from, at) lead to a speech at word
// at: … stated, “ / … noted that “ / … told reporters, “ / … remarks: “.
func (p *page) announces(from, at int) bool {
	prev := p.at(at - 1)
	if prev == ":" { // said : « … »
		at--
	}
	last := p.lower(at - 1)
	if speechVerbs[last] || strings.HasSuffix(prev, ":") && colonVerbs[last] {
		return true
	}
	paused := strings.HasSuffix(prev, ",") || strings.HasSuffix(prev, ":")
	if namers[last] || !paused && last != "that" {
		return false
	}
	if strings.HasSuffix(prev, ":") && (speechNouns[last] || p.hasPerson(max(from, at-verbReach), at)) {
		return true
	}
	return p.saysIn(max(from, at-verbReach), at-1)
}

var firsts = setOf("firsts")

// unmarkedSpeech returns where the blocks end of a speech that no quotation
// marks enclose, and that begins at word i with its speaker: “The Secretary said:
// We are glad …”. It is nil where there is none.
//
// The speech goes on to the next speaker, a heading, a sign or a change of
// subject; where two sentences in a row say neither I nor we, it has ended before
// them.
func (b *builder) unmarkedSpeech(i int) []int {
	at := b.saysColon(i, b.stops[i])
	if at == 0 {
		return nil
	}
	to := b.stops[i]
	ends, spoken := []int{to}, 1 // how many of ends are surely of the speech
	found := to > at && b.firstPerson(at, to)
	for n := 1; n < maxSpoken && to < len(b.words); n++ {
		if b.items[to] != nil || b.isNote(to) || b.heading(to, b.stops[to]) > 0 ||
			b.saysColon(to, b.stops[to]) > 0 || b.announcesList(b.stops[to]) || cue(b.page, to) >= strongCue {
			if n-spoken <= 1 {
				spoken = n
			}
			break
		}
		next := b.stops[to]
		if first := b.firstPerson(to, next); first {
			found, spoken = true, n+1
		}
		to = next
		ends = append(ends, to)
	}
	if to == len(b.words) && len(ends)-spoken <= 1 {
		spoken = len(ends)
	}
	if !found { // Ann Lind, chair of it, said: Firms will welcome it.
		if to = b.stops[i]; to == at {
			return nil
		}
		return []int{b.leaning(to)}
	}
	return b.byLine(ends[:spoken])
}

// leaning returns the end of the sentences from word i on that lean on the one before.
func (b *builder) leaning(i int) int {
	for i < len(b.words) && cue(b.page, i) == clingCue && b.items[i] == nil && !b.isNote(i) && b.tailEnd(i) == 0 && b.heading(i, b.stops[i]) == 0 {
		i = b.stops[i]
	}
	return i
}

// announcesList reports whether a list begins at word i, behind a colon.
func (b *builder) announcesList(i int) bool {
	return i < len(b.words) && b.items[i] != nil && endsIn(b.at(i-1), ":：")
}

// maxSpoken is the most sentences of a speech without marks.
const maxSpoken = 12

// byLine returns those of ends behind which a line begins, and the last.
func (p *page) byLine(ends []int) []int {
	var lines []int
	for k, to := range ends {
		if k == len(ends)-1 || p.lineStart(to) {
			lines = append(lines, to)
		}
	}
	return lines
}

// saysColon returns the word behind a verb of speaking and its colon in the
// words [from, to), 0 where there is none or a quotation mark follows.
func (p *page) saysColon(from, to int) int {
	for i := from + 1; i < to && i <= from+verbReach; i++ {
		if !strings.HasSuffix(p.at(i), ":") || p.within[i] {
			continue
		}
		next := p.at(i + 1)
		if speechVerbs[p.lower(i)] && isCapital(next) && !beginsQuoted(next) && isCapital(p.at(from)) {
			return i + 1
		}
		return 0
	}
	return 0
}

// firstPerson reports whether one of the words [from, to) is I or we.
func (p *page) firstPerson(from, to int) bool {
	return p.has(from, to, func(i int) bool { return firsts[p.lower(i)] })
}

// saidKorean reports whether the ending that Korean glues to a quotation
// says that it was spoken: “…”라고, “…있다”며.
func (p *page) saidKorean(q quote, words int, last rune) bool {
	rest := p.src[q.to:min(q.to+12, len(p.src))]
	for _, ending := range []string{"라고", "이라고", "라며", "이라며", "라면서", "며", "면서", "고"} {
		if strings.HasPrefix(rest, ending) {
			return words >= minSaid && strings.ContainsRune("다라자까요죠.!?", last)
		}
	}
	return false
}
