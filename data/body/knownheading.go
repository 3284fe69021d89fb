package body

import (
	"embed"
	"strings"
)

// This file is about headings that are always the same: Background, Next Steps.

// wordFiles are lists of words by language, a phrase a line; a line with # in front
// says where they come from.
//
//go:embed words
var wordFiles embed.FS

// wordList returns the set of phrases of a list, of all languages.
func wordList(list string) map[string]bool {
	m := map[string]bool{}
	for _, language := range []string{"en", "ko"} {
		text, err := wordFiles.ReadFile("words/" + language + "/" + list + ".txt")
		if err != nil {
			continue // not every list has every language
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				m[line] = true
			}
		}
	}
	return m
}

var (
	// known headings need less proof of what follows. A heading is known as well
	// if it is one of headNouns behind one or two of headAdjectives.
	known          = wordList("headings")
	headAdjectives = set(`key main major future expected next core general specific detailed principal other
		additional final joint policy background further recent related quick important proposed planned`)
	headNouns = set(`outcomes results highlights details points effects impact impacts benefits achievements
		directions direction plans plan measures facts features objectives goals tasks findings contents content
		activities themes terms issues actions summary remarks information elements revisions recommendations changes
		points figures messages conclusions dates steps schedule`)
	// namedSo go on with the name that a known heading begins: Next Steps Committee.
	namedSo = set(`Act Board Bulletin Committee Council Forum Group Guide Initiative Institute Letter Magazine Notes
		Office Paper Papers Plan Program Programme Report Session Society Team Technology`)
)

// knownFirst are the words that known headings begin with.
var knownFirst = func() map[string]bool {
	m := map[string]bool{}
	for phrase := range known {
		first, _, _ := strings.Cut(phrase, " ")
		m[first] = true
	}
	return m
}()

// maxKnown is the most words of a known heading.
const maxKnown = 4

// isKnown reports whether a phrase is a heading whatever follows.
func isKnown(phrase string) bool {
	phrase = strings.ToLower(phrase)
	if known[phrase] {
		return true
	}
	words := strings.Fields(phrase)
	n := len(words)
	if n < 2 || n >= maxKnown || !headNouns[words[n-1]] {
		return false
	}
	for _, w := range words[:n-1] {
		if !headAdjectives[w] {
			return false
		}
	}
	return true
}

// knownHeading finds one of the headings that are always the same, before a
// colon and a capital, before another heading, or before a sentence.
func (p *page) knownHeading(from, to int) int {
	if !isCapital(p.at(from)) {
		return 0
	}
	for n := min(maxKnown, to-from-1); n > 0; n-- {
		i := from + n
		phrase, colon := strings.CutSuffix(p.text(from, i), ":")
		if isKnown(phrase) && p.at(i) != "About" && (colon && isCapital(p.at(i)) || p.opensBehind(i, to) || p.listTitle(i, to) > 0 || p.titleHeading(i, to) > 0) {
			return i
		}
		if end := p.smallFrom(i); end > 0 && isKnown(phrase) && (subjects[p.at(end)] || isCapital(p.at(end)) && isLower(p.at(end+1))) && !auxiliaries[p.at(end-1)] {
			return end
		}
	}
	return 0
}

// smallFrom returns the word behind of, on or for and a few words with small letters at word i, 0 where none stand
// there: Key points | of the plan.
func (p *page) smallFrom(i int) int {
	end := i
	if w := p.at(i); w != "of" && w != "on" && w != "for" {
		return 0
	}
	for end < i+subjectReach && isLower(p.at(end)) && p.at(end)[0] != '(' && isWordEnd(p.at(end)) && !speechVerbs[p.at(end)] {
		end++
	}
	if end < i+2 || end >= len(p.words) || !p.phraseEnds(end) {
		return 0
	}
	return end
}

// knownPhrase returns where the longest known heading ends that begins at word from and has no
// colon, 0 where there is none.
func (p *page) knownPhrase(from, to int) int {
	for n := min(maxKnown, to-from-1); n > 0; n-- {
		if isKnown(p.text(from, from+n)) {
			return from + n
		}
	}
	return 0
}

// partKnown ends what stands before a known heading of several words that no stop parts from it:
// “… less than £10 million Notes to editors 1. The fund …”.
func (p *page) partKnown() {
	for i := 1; i < len(p.words); i++ {
		if !p.ends[i-1] && !p.within[i-1] && isCapital(p.at(i)) && p.phraseEnds(i) {
			p.ends[i-1] = p.aboutWhat(i) || p.knownAt(i)
		} else if beginsQuoted(p.at(i)) && p.isSigned(i) {
			p.ends[i-1] = true
		}
	}
}

// knownAt reports whether a known heading stands at word i: one with a colon, or one of several words
// before a sign of a list or a sentence.
func (p *page) knownAt(i int) bool {
	if first := p.lower(i); !knownFirst[first] && !headAdjectives[first] {
		return false
	}
	if phrase, colon := strings.CutSuffix(p.at(i), ":"); colon && known[strings.ToLower(phrase)] && isCapital(p.at(i+1)) {
		return true
	}
	for n := 2; n <= maxKnown && i+n < len(p.words); n++ {
		f, v := p.signAt(i + n)
		begins := v == 1 || isBullet(f) || (subjects[p.at(i+n)] || p.at(i+n) == "I") && isLower(p.at(i+n+1))
		if phrase := p.text(i, i+n); begins && known[strings.ToLower(phrase)] || isKnown(phrase) && subjects[p.at(p.smallFrom(i+n))] && p.runsInto(p.smallFrom(i+n)) {
			return true
		}
	}
	return false
}

// maxNamed is how many words behind a known heading a small letter shows that a sentence has begun.
const maxNamed = 3

// aboutWhat reports whether a heading stands at word i whose subject the sentence behind repeats.
func (p *page) aboutWhat(i int) bool {
	for k := i + minHeading; k < i+maxHeading && p.at(i) == "About" && isWordEnd(p.at(k-1)); k++ {
		if p.repeats(i, k) {
			return true
		}
	}
	return false
}

// opensBehind reports whether a sentence begins at word i, behind a known heading: with a word
// that opens sentences, or with a name before a verb. Behind a small letter (Next steps), any
// capital shows it.
func (p *page) opensBehind(i, to int) bool {
	w := p.at(i)
	if subjects[w] || introducers[w] && p.pauses(i, to) {
		return true
	}
	if !isCapital(w) || namedSo[bare(w)] || introducers[w] {
		return false
	}
	reach := 1
	if p.at(i-1) == "Background" {
		reach = maxNamed // no name begins so
	}
	if isAcronym(w) || bare(w) == "Korea" || persons[bare(w)] || isLower(p.at(i-1)) {
		reach = subjectReach
	}
	for k := i + 1; k < to && k <= i+reach; k++ {
		if w := p.at(k); isLower(w) && (k == i+1 || !small[bare(w)]) && bare(w) != "and" {
			return true
		} else if namedSo[bare(w)] {
			return false
		}
	}
	return false
}
