package body

import "strings"

var interrogatives = setOf("interrogatives")

// findQuestions finds the questions that part a text as headings do: “What are the safeguards? The
// Commission can …”. There are at least two, each has an answer, and nobody speaks as I or we.
func (p *page) findQuestions() {
	var starts []int
	for i := 0; i < len(p.words); i = p.stops[i] {
		to := p.stops[i]
		if to-i <= maxHeading && to < len(p.words) && interrogatives[p.at(i)] && p.isQuestion(i, to) &&
			!p.isQuestion(to, p.stops[to]) && p.items[to] == nil && !p.firstPerson(i, p.stops[to]) {
			starts = append(starts, i)
		}
	}
	starts = append(starts, p.titledQuestion(len(starts))...)
	if len(starts) > 1 {
		p.questions = map[int]bool{}
		for _, i := range starts {
			p.questions[i] = true
		}
	}
}

// titledQuestion returns where the question begins that runs into the title on top of a text, where others follow:
// “Questions on ports Why do we need a plan? …”.
func (p *page) titledQuestion(others int) []int {
	if others == 0 || !p.isQuestion(0, p.stops[0]) || interrogatives[p.at(0)] {
		return nil
	}
	for i := minHeading; i < p.stops[0] && i <= maxHeading; i++ {
		if interrogatives[p.at(i)] && p.phraseEnds(i) && p.isBare(0, i) {
			for k := range i {
				p.stops[k] = i
			}
			return []int{i}
		}
	}
	return nil
}

// speaker returns the word behind who speaks at word i, in a record of questions and answers, and whether that is somebody in
// office: Minister Kim: …; Ito, Harbour News: … It is 0 where nobody does.
func (p *page) speaker(i int) (to int, office bool) {
	if i > 0 && !p.ends[i-1] && !p.words[i].line {
		return 0, false
	}
	return p.speakerAt(i)
}

// speakerAt does so wherever word i stands.
func (p *page) speakerAt(i int) (to int, office bool) {
	if w := p.at(i); !isCapital(w) || figured(w) || ordinalSign(w) > 0 || p.within[i] {
		return 0, false
	}
	for k := i; k < i+maxSpeaker && (k == i || !p.lineStart(k)); k++ {
		w := p.at(k)
		if !strings.HasSuffix(w, ":") {
			if p.ends[k] || !isCapital(w) && !small[w] {
				break
			}
			continue
		}
		if !isCapital(w) || !isCapital(p.at(k+1)) || p.lineStart(k+1) {
			break
		}
		return p.whoSpeaks(i, k+1)
	}
	return 0, false
}

// whoSpeaks returns to if the words [i, to) before a colon are who speaks: somebody in office, in capitals, or with a comma.
func (p *page) whoSpeaks(i, to int) (_ int, office bool) {
	caps := !p.has(i, to, func(k int) bool { return !isAcronym(p.at(k)) }) && p.has(i, to, func(k int) bool { return len(p.at(k)) > maxShort })
	if last := p.at(to - 1); caps {
		return to, !askers[last[:1]+strings.ToLower(bare(last[1:]))]
	}
	office = p.hasPerson(i, to)
	if i+1 == to || !office && !p.has(i, to, func(k int) bool { return endsIn(p.at(k), ",") }) {
		return 0, false
	}
	return to, office
}

// officeSpeaks reports whether somebody in office speaks at word i, wherever that stands: Mr. Kim, Minister: …
func (p *page) officeSpeaks(i int) bool {
	to, office := p.speakerAt(i)
	return to > 0 && office && !beginsQuoted(p.at(to))
}

// asksAt reports whether somebody of a paper or a station asks at word i, behind a title: Ferry tolls NHK, Ito: …
func (p *page) asksAt(i int) bool {
	outlet := i
	if !isAcronym(p.at(i)) || len(p.at(i)) > maxShort+len(",") {
		outlet++
	}
	if outlet > i && !outlets[bare(p.at(outlet))] || !endsIn(p.at(outlet), ",") {
		return false
	}
	to, _ := p.speakerAt(i)
	return to > 0 && p.isBare(p.sentenceAt(i), i)
}

// outlets are what papers and stations are called, behind a name.
var outlets = setOf("outlets")

// maxSpeaker is the most words of who speaks, and maxAsked how many words behind one a question ends.
const (
	maxSpeaker = 12
	maxAsked   = 100
)

// isQuestion reports whether the sentence of words [from, to) is a question that nobody quotes.
func (p *page) isQuestion(from, to int) bool {
	return strings.HasSuffix(p.at(to-1), "?") && !p.within[from]
}
