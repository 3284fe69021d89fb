package board

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

// The forms of a day: 2025-12-01 with dashes, stops or strokes, one digit or two,
// and as Korean has it; behind a label also without signs. The day of the week and
// the time may follow.
const (
	dayForm = `(\d{4}) ?[-./‐‑‒–—−．／] ?(\d{1,2}) ?[-./‐‑‒–—−．／] ?(\d{1,2})\.?|(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일`
	compact = `(\d{4})(\d\d)(\d\d)`
	behind  = `(?: ?\((?:[A-Za-z]{3,9}\.?|[월화수목금토일])\))?(?:,? \d{1,2}:\d\d(?::\d\d)?)?` + updated
	updated = `(?:[ |,(]{1,3}(?i:last )?(?i:updated|modified)(?i: on)? ?:? ?[\pL\d .,:/-]{0,20}\d{4}[-./\d]{0,6}\)?)?`
)

var (
	dateWord  = `(?:` + strings.Join(bounded(load("datelabels")), "|") + `)`
	dateLabel = dateWord + ` ?[:：]? ?`
	anyForm   = `(?:` + dayForm + `|` + compact + `)`
	thisAge   = strings.ReplaceAll(dayForm, `(\d{4})`, `((?:19|20)\d\d)`)

	// labelled is a day behind its label; date may be glued to any word.
	labelled = data.Pattern(`(?i)(?:` + dateLabel + `|date)` + anyForm + behind)
	// labelLine is a line of a page that has its date and nothing else.
	labelLine = data.Pattern(`(?i)^[-•·*○□▪‣ ]*` + dateLabel + `(?:` + anyForm + `|` + inWords + `)` + behind + `$`)
	// spelled is a day in words behind its label, and spelledAlone one that is a line, or ends it behind a sentence.
	spelled      = data.Pattern(`(?i)` + dateLabel + inWords + behind)
	spelledAlone = data.Pattern(`(?i)(?:^|[.!?][”"’)]? )` + inWords + behind + `$`)
	// labelAlone is a line that has a label, whose day stands on the next one.
	labelAlone = data.Pattern(`(?i)^(?:` + dateWord + `|date) ?[:：]?$`)
	// bare is a day without a label, and no part of a longer word or number.
	bare = data.Pattern(`(?:^|[^\pL\pN])[\[(]?(?:` + thisAge + `)` + behind + `[\])]?`)
	// leadsOn is the end of a text in which a day belongs to the sentence.
	leadsOn = data.Pattern(`(?i)(?:\b(?:after|and|as of|at|before|between|by|during|for|from|in|of|on|or|since|than|the|through|till|to|until)|[-–—~(/,\d])$`)
)

// dateMark is where a text has its date: from there, up to there.
type dateMark struct {
	from, to int
	date     data.Date
	err      error // of a day that the calendar does not have
	page     bool  // the line is a page's, which has its date above its body
	head     bool  // the body stands below it
}

// window is how many bytes of a line's end are looked at for a date.
const window = 100

// dateAtEnd finds the date at the end of a line, behind which the site's marks
// may stand: one that has a label, or any.
func dateAtEnd(line string, needsLabel bool) (m dateMark, ok bool) {
	skip := max(0, len(line)-window)
	for skip > 0 && line[skip]&0xc0 == 0x80 {
		skip++
	}
	end := line[skip:]
	if !hasYear(end) {
		return m, false
	}
	all := labelled().FindAllStringSubmatchIndex(end, -1)
	if len(all) == 0 && !needsLabel {
		all = bare().FindAllStringSubmatchIndex(end, -1)
		if n := len(all); n > 0 && !standsAlone(end, startOf(end, all[n-1])) {
			return m, false
		}
	}
	read := dayOf
	if len(all) == 0 {
		all, read = spelled().FindAllStringSubmatchIndex(end, -1), dayInWords
	}
	if len(all) == 0 && !needsLabel {
		all = spelledAlone().FindAllStringSubmatchIndex(end, -1)
	}
	if len(all) == 0 {
		return m, false
	}
	last := all[len(all)-1]
	after := end[last[1]:]
	if after != "" && (after[0] >= '0' && after[0] <= '9' || !isBlank(after) && !isMark(after, true)) {
		return m, false
	}
	m = dateMark{from: skip + startOf(end, last), to: skip + last[1]}
	m.date, m.err = read(end, last)
	return m, true
}

// endsPlainly reports whether a text ends in date and an ISO date glued to it, as
// nearly all do, behind other text.
func endsPlainly(text string) bool {
	text = strings.TrimRightFunc(text, isSpace)
	at, day := gluedDate(text)
	if at < 1 || strings.IndexByte(" \n.", text[at-1]) < 0 && text[at-1] < utf8.RuneSelf {
		return false
	}
	if _, err := data.ParseDate(day); err != nil {
		return false
	}
	before := strings.TrimRight(text[:at], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	return !unicode.IsLetter(last) || !isLabelLine(text[lastLine(before):])
}

// isLabelLine reports whether a line is the date of a page. The word date alone,
// glued to its day, ends a record.
func isLabelLine(line string) bool {
	line = strings.TrimSpace(line)
	at, _ := gluedDate(line)
	return at != 0 && len(line) <= maxMark && labelLine().MatchString(line)
}

// hasLabelLine reports whether a text has such a line.
func hasLabelLine(text string) bool {
	return anyLine(text, isLabelLine)
}

// endDate finds the date at the end of a record's text, below which the site's
// marks may stand.
func endDate(text string) (m dateMark, ok bool) {
	if endsPlainly(text) {
		at, day := gluedDate(strings.TrimRightFunc(text, isSpace))
		m = dateMark{from: at, to: at + len(gluedWord) + len(day)}
		m.date, m.err = data.ParseDate(day)
		return m, true
	}
	kept, _ := cutMarksUp(text, belowDate)
	kept = strings.TrimRightFunc(kept, isSpace)
	at := lastLine(kept)
	line := kept[at:]
	if m, ok = dateAtEnd(line, false); !ok {
		return m, false
	}
	m.page = isLabelLine(line)
	if m.page {
		m.from = 0
	}
	if m.from == 0 && !m.page {
		m.from = labelAbove(kept[:at]) - at
	}
	m.from, m.to = m.from+at, m.to+at
	return m, true
}

// labelAbove returns where the label of a day begins that stands on a line of its own at
// the end of a text, or where the text ends.
func labelAbove(text string) int {
	above := strings.TrimRightFunc(text, isSpace)
	begin := lastLine(above)
	if !labelAlone().MatchString(strings.TrimSpace(above[begin:])) {
		return len(text)
	}
	return begin
}

// hasYear reports whether a text has four figures in a row.
func hasYear(text string) bool {
	n := 0
	for i := 0; i < len(text) && n < 4; i++ {
		if n++; text[i] < '0' || text[i] > '9' {
			n = 0
		}
	}
	return n == 4
}

// startOf returns where a match begins, without the sign before a bare day.
func startOf(text string, found []int) int {
	return found[0] + strings.IndexFunc(text[found[0]:], func(c rune) bool {
		return c == '(' || c == '[' || unicode.IsLetter(c) || unicode.IsNumber(c)
	})
}

// standsAlone reports whether a bare day is no part of the sentence before it: one
// in brackets needs the sentence's end.
func standsAlone(text string, day int) bool {
	before := strings.TrimRightFunc(text[:day], isSpace)
	if text[day] == '(' || text[day] == '[' {
		return before == "" || endsSentence(before)
	}
	return !leadsOn().MatchString(before)
}

// dayOf reads the day that dayForm found.
func dayOf(text string, found []int) (data.Date, error) {
	group := 2
	for found[group] < 0 {
		group += 6
	}
	part := func(i int) int {
		n, _ := strconv.Atoi(text[found[group+2*i]:found[group+2*i+1]])
		return n
	}
	d, err := data.ParseDate(fmt.Sprintf("%04d-%02d-%02d", part(0), part(1), part(2)))
	if err != nil {
		return 0, fmt.Errorf("%q is no day of the calendar", text[found[group]:found[group+5]])
	}
	return d, nil
}

// dayInWords reads the day that inWords found.
func dayInWords(text string, found []int) (data.Date, error) {
	group := func(i int) string { return text[found[2*i]:found[2*i+1]] }
	order := [3]int{2, 1, 3} // December 1, 2025
	if found[2] < 0 {
		order = [3]int{4, 5, 6} // 1 December 2025
	}
	day, ok := inCalendar(group(order[0]), group(order[1]), group(order[2]))
	if !ok {
		return 0, fmt.Errorf("%q is no day of the calendar", strings.Join([]string{group(order[0]), group(order[1]), group(order[2])}, " "))
	}
	return day, nil
}

// bounded returns patterns of the labels: ASCII ones begin a word, while nothing
// parts Korean ones from what stands before them.
func bounded(labels []string) []string {
	list := quoted(labels)
	for i, l := range list {
		if l[0] < utf8.RuneSelf {
			list[i] = `\b` + l
		}
	}
	return list
}
