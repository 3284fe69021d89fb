package body

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The measures of a paragraph, in cells of text.
const (
	// idealParagraph is what a paragraph aims at: about six lines.
	idealParagraph = 430
	// maxParagraph is where a paragraph of several sentences ends at the
	// latest.
	maxParagraph = 900
	// longLead is the size from which on a body's first sentence, the lead of
	// the release, stands alone well.
	longLead = 250
	// lonely is the size below which a sentence should not stand alone.
	lonely = 220
	// maxSentences bounds the sentences of a paragraph, and with it the work.
	maxSentences = 7
	// wall is the size of a line, in a body that has lines, from which on it
	// is set in paragraphs after all.
	wall = 1200
)

// What a break costs, in units of which a paragraph of twice or of none of
// the ideal size costs sizeCost.
const (
	sizeCost   = 100
	lonelyCost = 45
	leadBonus  = 30
	strongCue  = 180 // a change of subject: break
	mildCue    = 25  // perhaps
	clingCue   = -90 // the sentence leans on the one before: do not
	echoCue    = -25 // it takes up a word of it
)

// flush sets the sentences that wait as paragraphs. In a body with lines, a
// line stays a paragraph.
func (b *builder) flush() {
	run := b.run
	if len(run) == 0 {
		return
	}
	b.run = b.run[:0]
	if b.lines > 1 {
		size := 0
		for _, s := range run {
			size += b.words[s.to-1].to - b.words[s.from].from
		}
		if size < wall {
			b.add(Block{}, run[0].from, run[len(run)-1].to)
			return
		}
	}
	from := 0
	for _, to := range b.group(run) {
		b.add(Block{}, run[from].from, run[to-1].to)
		from = to
	}
}

// group returns where the paragraphs of a run end: the choice of breaks that
// costs least of all. Each paragraph costs by how far its size is from the
// ideal, and each break is paid, or rewarded, by the cue of the sentence
// behind it. The run is walked once, looking back at most maxSentences.
func (b *builder) group(run []span) []int {
	n := len(run)
	sizes := make([]int, n)
	gain := make([]int, n)
	for i, s := range run {
		sizes[i] = width(b.src[b.words[s.from].from:b.words[s.to-1].to]) + 1
		if i > 0 {
			gain[i] = b.cueBetween(run[i-1], s)
		}
	}
	best := make([]int, n+1) // the least cost of the first i sentences
	back := make([]int, n+1)
	for to := 1; to <= n; to++ {
		size := 0
		best[to] = int(^uint(0) >> 1)
		for from := to - 1; from >= 0 && to-from <= maxSentences; from-- {
			size += sizes[from]
			if size > maxParagraph && to-from > 1 {
				break
			}
			lead := from == 0 && len(b.blocks) == 0
			cost := best[from] + paragraphCost(size, to-from, lead) - gain[from]
			if cost < best[to] {
				best[to], back[to] = cost, from
			}
		}
	}
	var ends []int
	for to := n; to > 0; to = back[to] {
		ends = append(ends, to)
	}
	slices.Reverse(ends)
	return ends
}

// paragraphCost is what a paragraph of that size and number of sentences
// costs.
func paragraphCost(size, sentences int, lead bool) int {
	if lead && sentences == 1 && size >= longLead {
		return -leadBonus
	}
	off := (size - idealParagraph) * 100 / idealParagraph
	cost := off * off * sizeCost / 10000
	if sentences == 1 && size < lonely {
		cost += lonelyCost
	}
	return cost
}

// cueBetween says how much the sentence b wants a break between it and a.
func (p *page) cueBetween(a, b span) int {
	if strings.HasSuffix(p.at(b.to-1), ":") {
		return strongCue
	}
	c := cue(p, b.from)
	switch {
	case strings.HasSuffix(p.at(a.to-1), "?"): // its answer
		return clingCue
	case c == 0 && p.pauses(b.from, b.to) && strings.HasSuffix(p.at(b.from), "ing"):
		return mildCue // Addressing these concerns, the government …
	case c < strongCue && c >= 0 && p.echoes(a, b):
		return c + echoCue
	}
	return c
}

// cues are the words that sentences begin with, by what they tell of their subject. The longest that fits counts.
var cues = func() map[string]int {
	m := map[string]int{}
	for name, cue := range map[string]int{"strongCues": strongCue, "mildCues": mildCue, "clingCues": clingCue} {
		for phrase := range setOf(name) {
			m[phrase] = cue
		}
	}
	return m
}()

// maxCueWords is the most words of a phrase in cues.
const maxCueWords = 3

// cue says how much the sentence that begins at word i wants a break before
// it, by its first words: a phrase of cues, or a year in front (In 2026,).
func cue(p *page, i int) int {
	phrase, found := "", 0
	for k := i; k < i+maxCueWords && k < len(p.words); k++ {
		w := p.lower(k)
		if w == "" {
			break
		}
		if phrase != "" {
			phrase += " "
		}
		phrase += w
		if c, ok := cues[phrase]; ok {
			found = c
		}
	}
	if found == 0 && introducers[p.at(i)] && isYear(p.lower(i+1)) {
		return mildCue
	}
	return found
}

func isYear(w string) bool { return len(w) == 4 && isDigits(w) && (w[0] == '1' || w[0] == '2') }

// Only the first echoWords of a sentence can take up words of the one before,
// and only words of echoLetters and more.
const echoWords, echoLetters = 5, 4

// echoes reports whether sentence b takes up one of the words of a.
func (p *page) echoes(a, b span) bool {
	var heads []string
	for i := b.from; i < b.to && i < b.from+echoWords; i++ {
		w := p.lower(i)
		first, _ := utf8.DecodeRuneInString(w)
		if len(w) >= echoLetters && unicode.IsLetter(first) && !small[w] {
			heads = append(heads, w)
		}
	}
	return p.has(a.from, a.to, func(i int) bool { return slices.Contains(heads, p.lower(i)) })
}
