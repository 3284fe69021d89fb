package body

// This file is about datelines: where and when a release was given out, on top of it.

// dateline returns the word behind the dateline that a body begins with, in its first line or before its first
// sentence, which ends before word to: Brussels, 15 April 2026. It is 0 where there is none.
func (p *page) dateline(to int) int {
	if w := p.at(0); introducers[w] || subjects[w] || nobodies[w] {
		return 0
	}
	end := p.dateEnd(to)
	switch {
	case end == 0:
		return 0
	case end < to && isCapital(p.at(end)) && p.begins(end, to) != nothing:
		return end
	}
	names := end // June 1, 2026 – Jakarta, Indonesia
	for names < to && (isCapital(p.at(names)) || isDash(p.at(names))) {
		names++
	}
	if names == to && p.lineStart(to) && to < len(p.words) && to <= maxHeading {
		return to
	}
	if n := p.scored(0, to); n >= end { // June 1, 2026 – Jakarta – Global Affairs The Minister …
		return n
	}
	return 0
}

// dateEnd returns the word behind the day, month and year that words with capitals, before word to, end with or are; 0
// where they do not.
func (p *page) dateEnd(to int) int {
	month, day := false, false
	for i := 0; i < to && i < maxDateline; i++ {
		w := bare(p.at(i))
		switch {
		case !isCapital(w) && !isDash(p.at(i)) || p.ends[i] && i+1 < to:
			return 0
		case months[w]:
			month = true
		case isYear(w):
			if month && day {
				return i + 1
			}
			return 0
		case isDigits(w):
			day = true
		}
	}
	return 0
}

// maxDateline is the most words of a dateline up to its year.
const maxDateline = 9
