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

// isQuestion reports whether the sentence of words [from, to) is a question that nobody quotes.
func (p *page) isQuestion(from, to int) bool {
	return strings.HasSuffix(p.at(to-1), "?") && !p.within[from]
}
