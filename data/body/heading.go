package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// minHeading and maxHeading bound the words of a heading that nothing
	// but its capitals shows; a known one may be of one word.
	minHeading, maxHeading = 2, 14
	// maxAngle is the most bytes between < and >.
	maxAngle = 150
	// openerReach is how many words behind the opener its comma may stand.
	openerReach = 25
	// subjectReach is how many words behind a subject a small letter must
	// show that a sentence has begun.
	subjectReach = 5
)

var (
	// small are the words that a title writes with a small letter.
	small = set(`a an the of in on at to for and or but nor by with from as via vs per into onto over amid upon
		than through between under within toward towards among`)
	// subjects begin a sentence with its subject; introducers with a phrase
	// that a comma ends. He, She and An are missing: they are family names,
	// and Vice Premier He said is no heading.
	subjects    = set(`The This These Those It Its They We Our Their There Both Each`)
	introducers = set(`With In On At As For To By From Through Throughout During After Before Since While When If
		Although Following Under Once Based Building Beginning Starting Given Despite Amid Over Meanwhile
		Furthermore Moreover Additionally Going Looking Upon`)
	// adverbs open a sentence with a comma right behind them.
	adverbs = set(`Today Yesterday Recently Currently Meanwhile However Moreover Furthermore Additionally
		Accordingly Consequently Therefore Earlier Previously`)
	// appositions go on with the noun before a comma.
	appositions = set("a an which who whose where and or led held known such as")
	// short introducers would be small in a title; With and longer ones are
	// capitals in many.
	short = set(`In On At As For To By`)
	// persons end a title of office, whose bearer follows.
	persons = set(`Minister President Chairman Chairwoman Chairperson Chair Premier Director General Secretary
		Commissioner Governor Mayor Member Ambassador Professor Lawmaker Representative CEO COO CFO CTO Chief
		Officer Envoy Chancellor King Queen Prince Princess Mr Ms Mrs Dr Rep Sen`)
	// known headings need less proof of what follows. A heading is known as well
	// if it is one of headNouns behind one or two of headAdjectives.
	known = map[string]bool{
		"background": true, "overview": true, "outlook": true, "highlights": true, "looking ahead": true,
		"way forward": true, "summary": true, "conclusion": true, "context": true, "introduction": true,
		"next steps": true, "opening remarks": true, "closing remarks": true, "notes to editors": true,
		"note to editors": true, "further information": true, "more information": true, "about": true,
	}
	headAdjectives = set(`key main major future expected next core general specific detailed principal other
		additional final joint policy background further recent related`)
	headNouns = set(`outcomes results highlights details points effects impact impacts benefits achievements
		directions direction plans plan measures facts features objectives goals tasks findings contents content
		activities themes terms issues actions summary remarks information`)
)

// isKnown reports whether a phrase is a heading whatever follows.
func isKnown(phrase string) bool {
	phrase = strings.ToLower(phrase)
	if known[phrase] {
		return true
	}
	words := strings.Fields(phrase)
	n := len(words)
	if n < 2 || n > maxKnown || !headNouns[words[n-1]] {
		return false
	}
	for _, w := range words[:n-1] {
		if !headAdjectives[w] {
			return false
		}
	}
	return true
}

// maxKnown is the most words of a known heading.
const maxKnown = 3

// heading returns the word behind the heading that begins at word from, or 0
// if there is none. The text must go on behind it, before word to if the
// sentence ends there.
func (p *page) heading(from, to int) int {
	if n := p.enclosed(from, to); n > 0 {
		return n
	}
	if p.within[from] {
		return 0
	}
	if p.words[from].line && p.lineStart(to) && p.lineHeading(from, to) {
		return to
	}
	if n := p.knownHeading(from, to); n > 0 {
		return n
	}
	if n := p.titleHeading(from, to); n > 0 {
		return n
	}
	return p.plainHeading(from, to)
}

// titleHeading finds a heading in title case before a sentence, or before a list: “Key Facts About
// These Terms: • …”.
func (p *page) titleHeading(from, to int) int {
	capitalised := 0
	for i := from; i < to && i <= from+maxHeading; i++ {
		w := p.at(i)
		if i >= from+minHeading && capitalised >= minHeading && (p.turns(from, i, to) || p.dated(i)) {
			return i
		}
		if capitalised >= minHeading && i+1 < len(p.words) && p.items[i+1] != nil && strings.HasSuffix(w, ":") {
			return i + 1
		}
		if !p.inTitle(w, i == from) || p.within[i] && !strings.Contains(w, "(") {
			break
		}
		if isCapital(w) {
			capitalised++
		}
	}
	return 0
}

// enclosed returns the word behind a heading in brackets of its own.
func (p *page) enclosed(from, to int) int {
	switch w := p.at(from); {
	case strings.HasPrefix(w, "<"), strings.HasPrefix(w, "["), strings.HasPrefix(w, "【"):
		return p.angle(from)
	}
	return 0
}

// dated reports whether the words before word i are a date in brackets, and
// word i begins a sentence: Ferry Tolls (May 5) Korea's tolls rose.
func (p *page) dated(i int) bool {
	open := i - 1
	for open > i-maxDate && !strings.HasPrefix(p.at(open), "(") {
		open--
	}
	if !strings.HasPrefix(p.at(open), "(") || !strings.HasSuffix(p.at(i-1), ")") || !isCapital(p.at(i)) {
		return false
	}
	month, day := false, false
	for k := open; k < i; k++ {
		w := bare(p.at(k))
		month = month || months[w]
		day = day || isDigits(w)
	}
	return month && day
}

// maxDate is the most words of a date in brackets.
const maxDate = 5

var months = set(`January February March April May June July August September October November December
	Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`)

// plainHeading finds a heading in sentence case, which only the sentence behind
// it shows: “Office approves scheme for ferries The scheme will pay …”.
func (p *page) plainHeading(from, to int) int {
	if !isCapital(p.at(from)) {
		return 0
	}
	end := min(to, from+maxPlain)
	at := p.turnsAt(from+minHeading-1, end)
	if at == end || !isLower(p.at(at-1)) {
		return 0
	}
	for i := from; i < at; i++ {
		if strings.IndexByte(".;:?!,", p.at(i)[len(p.at(i))-1]) >= 0 || p.within[i] || strings.ContainsAny(p.at(i), "<>[]") {
			return 0
		}
	}
	return at
}

// maxPlain is the most words of a heading in sentence case.
const maxPlain = 18

// inTitle reports whether w can stand within a heading in title case.
func (p *page) inTitle(w string, first bool) bool {
	core := strings.TrimLeft(w, openers)
	c, n := utf8.DecodeRuneInString(core)
	switch last := w[len(w)-1]; {
	case core == "" || strings.IndexByte(".;:?!", last) >= 0 && !isDotted(strings.TrimSuffix(core, ".")):
		return w == "&" || isDash(w)
	case w == "&", isDash(w):
		return !first
	case unicode.IsUpper(c), unicode.IsDigit(c):
		return true
	case small[bare(w)]:
		return !first
	}
	second, _ := utf8.DecodeRuneInString(core[n:])
	return unicode.IsLower(c) && unicode.IsUpper(second) // iPhone
}

// turns reports whether the heading that began at word from ends before word
// i, which begins a sentence: i is a capitalised word that opens sentences,
// as no title would have it there.
func (p *page) turns(from, i, to int) bool {
	w := p.at(i)
	adverb, paused := strings.CutSuffix(w, ",")
	subject, introducer := subjects[w], introducers[w]
	if paused = paused && adverbs[adverb]; !subject && !introducer && !paused || i+1 >= to {
		return false
	}
	if !p.titleEnds(i - 1) {
		return false
	}
	if introducer && !p.pauses(i, to) {
		return false
	}
	next := p.at(i + 1)
	if isLower(next) || paused {
		return true
	}
	// A capital or a number behind it: In Seoul, … or The Ministry of …
	if p.capitalisesAll(from, i) || p.hasPerson(from, i) || introducer && !short[w] || w == "To" {
		return false
	}
	if introducer {
		return strings.HasSuffix(next, ",") && !strings.Contains(next, "-") || isDigits(bare(next))
	}
	return w == "The" && p.settlesDown(i+1, to)
}

// titleEnds reports whether a heading can end with word i: a small word, a title of office, a comma
// or a dash go on.
func (p *page) titleEnds(i int) bool {
	w := p.at(i)
	last := bare(w)
	return !small[strings.ToLower(last)] && !persons[last] && !strings.HasSuffix(w, ",") && !isDash(w)
}

// pauses reports whether the phrase that begins at word i ends in a comma
// before its sentence does, with a subject behind it. The Institute For the
// Advancement of Technology, led by …, has none there.
func (p *page) pauses(i, to int) bool {
	for k := i + 1; k < to-1 && k <= i+openerReach; k++ {
		if strings.HasSuffix(p.at(k), ",") {
			next := p.lower(k + 1)
			return !appositions[next] && !strings.HasSuffix(next, "ed") && !strings.HasSuffix(next, "ing")
		}
	}
	return false
}

// turnsAt returns where a sentence begins within the words [from, to) that no
// stop parts from what is before: “… the old customs house The council meets”.
// No author goes on with a capital The behind a noun with a small letter. It
// returns to where there is none.
func (p *page) turnsAt(from, to int) int {
	for i := from + 1; i+1 < to; i++ {
		if subjects[p.at(i)] && p.runsInto(i) {
			return i
		}
	}
	return to
}

// runsInto reports whether the subject at word i stands behind a word that ends
// a phrase, and before a small letter.
func (p *page) runsInto(i int) bool {
	before, next := p.at(i-1), p.at(i+1)
	if p.within[i] || !isWordEnd(before) || small[p.lower(i-1)] || speechVerbs[p.lower(i-1)] || p.lower(i-1) == "that" {
		return false
	}
	if figured(next) { // The 2026 harbour policies
		next = p.at(i + 2)
	}
	return isLower(next) && !small[bare(next)]
}

// capitalisesAll reports whether the heading writes even its small words with
// capitals (Ties With Japan): then a capital proves nothing.
func (p *page) capitalisesAll(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if w := bare(p.at(i)); isCapital(w) && small[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// hasPerson reports whether a title of office is among words [from, to):
// Executive Chair Euisun Chung The Second is a person.
func (p *page) hasPerson(from, to int) bool {
	for i := from; i < to; i++ {
		if persons[bare(p.at(i))] {
			return true
		}
	}
	return false
}

// settlesDown reports whether a word that no title would write small comes
// soon behind word i.
func (p *page) settlesDown(i, to int) bool {
	for k := i; k < to && k <= i+openerReach; k++ {
		if w := p.at(k); isLower(w) && !small[bare(w)] {
			return true
		}
	}
	return false
}

// knownHeading finds one of the headings that are always the same, before a
// colon and a capital, or before a word that is plainly a subject: Next Steps
// MOTIR will …
func (p *page) knownHeading(from, to int) int {
	for n := 1; n <= maxKnown && from+n+1 < to; n++ {
		phrase, colon := strings.CutSuffix(p.text(from, from+n), ":")
		if !isCapital(p.at(from)) || !isKnown(phrase) {
			continue
		}
		i := from + n
		w := p.at(i)
		if colon && isCapital(w) || subjects[w] || introducers[w] && p.pauses(i, to) {
			return i
		}
		if !isAcronym(w) && bare(w) != "Korea" && !persons[bare(w)] {
			continue
		}
		for k := i + 1; k < to && k <= i+subjectReach; k++ {
			if isLower(p.at(k)) && !small[bare(p.at(k))] {
				return i
			}
		}
	}
	return 0
}

func isAcronym(w string) bool {
	n := 0
	for _, c := range bare(w) {
		if !unicode.IsUpper(c) && c != '&' && c != '-' {
			return false
		}
		n++
	}
	return n > 1
}

// headClosers are the brackets that headings stand in, by the opening ones.
var headClosers = map[rune]string{'<': ">", '[': "]", '【': "】"}

// angle finds a heading in brackets of its own: <15th APEC Energy Ministers’
// Meeting>, [Background]. It begins like a title, and no small letter goes on behind it, as
// one would in <Squid Game> became a success, or in a < b > c. Where letters
// have no capitals to tell, it must have its line to itself.
func (p *page) angle(from int) int {
	start := p.words[from].from
	open, size := utf8.DecodeRuneInString(p.src[start:])
	closer := headClosers[open]
	for i := from; i < len(p.words) && p.words[i].to-start <= maxAngle; i++ {
		if i > from && p.words[i].line {
			return 0
		}
		w := p.at(i)
		at := strings.Index(w, closer)
		if at < 0 {
			continue
		}
		inner := p.src[start+size : p.words[i].from+at]
		c, _ := utf8.DecodeRuneInString(inner)
		if at != len(w)-len(closer) || strings.ContainsRune(inner, open) || isDigits(inner) || !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return 0
		}
		if strings.Contains(inner, "://") || unicode.IsLower(c) && !strings.Contains(inner, " ") {
			return 0 // <https://…>, and a tag: <br>
		}
		if p.lineStart(i+1) || startsTitle(p.at(i+1)) {
			return i + 1
		}
		return 0
	}
	return 0
}

// startsTitle reports whether w begins with a capital, a digit or a sign.
func startsTitle(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return isCapital(w) || isSign(c) || c == '*' || c == '<' || isDash(w)
}
