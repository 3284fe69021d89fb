package board

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"pressroom/data"
)

var (
	marks        = loadPhrases("marks")
	releaseMarks = loadPhrases("releasemarks")
	photoWords   = strings.Join(quoted(load("photowords")), "|")

	// A caption has its word in brackets, or a colon behind it.
	caption = data.Pattern(`^(?i:[\[<(【〈](?:` + photoWords + `)\s?\d{0,2}[\]>)】〉]\s*:?|(?:` + photoWords + `)\s?\d{0,2}\s?[:：])\s*\S`)

	// A release calls itself one in brackets, or before a colon.
	calledSo = data.Pattern(`^(?:[\[<(【〈]([^\])>】〉]{1,40})[\]>)】〉]|([^:：]{1,40})[:：])\s*`)

	fileName  = data.Pattern(`(?i)^[^\n]{1,200}\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png)(?:\s?[(\[][^)\]]{1,30}[)\]])?(?:\s\d{1,3})?$`)
	copyright = data.Pattern(`(?i)^(?:copyright\b|©|\(c\)\s).{0,150}$`)

	// New behind a headline is a mark, unless it is what something is made to.
	newBehind = data.Pattern(`(?:[\[(](?i:new|n)[\])]|\s(?:NEW|New))$`)
	// HOT and NEW before a headline are marks where its own words are not in capitals, or in brackets.
	hotBefore = data.Pattern(`^(?:(HOT\s|NEW\s)\s*(?:\p{Lu}\p{Ll}|\d)|([\[(](?i:hot|new|n)[\])])\s*\S)`)
	madeNew   = data.Pattern(`(?i)\b(?:anything|brand|everything|like|made|makes?|nothing|old|something|the|what)\s+new$`)
)

const (
	maxMark  = 100 // bytes of a line that can be a mark
	maxMarks = 200 // lines of those below a text
)

// isMark reports whether a line has nothing but what a site prints around
// releases: phrases of its navigation, with numbers among them where those are
// allowed.
func isMark(line string, numbers bool) bool {
	if len(line) > maxMark {
		return false
	}
	if inBrackets(line) && releaseMarks.has(line) {
		return true
	}
	list := tokensWhile(line, func(t string) bool { return isNumber(t) || marks.word[t] })
	if list == nil { // most lines have another word
		return false
	}
	found := false
next:
	for len(list) > 0 {
		for n := min(len(list), marks.longest); n > 0; n-- {
			if marks.set[strings.Join(list[:n], " ")] {
				list, found = list[n:], true
				continue next
			}
		}
		if !numbers || !isNumber(list[0]) {
			return false
		}
		list = list[1:]
	}
	return found
}

// isCaption reports whether a line is the caption of a photo.
func isCaption(line string) bool {
	return mayHave(line, ':', ')', ']', '>') && caption().MatchString(line)
}

// mayHave reports whether a line has any of the ASCII signs, or one beyond ASCII
// that may be such a sign in another script.
func mayHave(line string, signs ...byte) bool {
	for i := range len(line) {
		if line[i] >= utf8.RuneSelf || bytes.IndexByte(signs, line[i]) >= 0 {
			return true
		}
	}
	return false
}

func inBrackets(line string) bool {
	if !mayHave(line, ')', ']', '>') {
		return false
	}
	m := calledSo().FindStringSubmatch(line)
	return m != nil && m[1] != "" && len(m[0]) == len(line)
}

// aroundRecord reports whether a line above or below a record is the site's.
func aroundRecord(line string) bool {
	return isMark(line, true) || mayBeCopyright(line) && copyright().MatchString(line)
}

// mayBeCopyright spares most lines the expression for notices of copyright.
func mayBeCopyright(line string) bool {
	return line != "" && (line[0]|0x20 == 'c' || line[0] == '(' || strings.HasPrefix(line, "©"))
}

// belowDate reports whether a line below a record's date is the site's; names of
// attached files stand there.
func belowDate(line string) bool {
	return line == "" || aroundRecord(line) || fileName().MatchString(line)
}

// cutMarksUp takes lines of which is holds, and blank ones, off the end of a text.
// It returns them as they stand, and the text with its last line end.
func cutMarksUp(text string, is func(line string) bool) (kept, cut string) {
	from, n := len(text), 0
	for line, at := range linesUp(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n++; at == 0 || n > maxMarks || !is(line) {
			break
		}
		from = at
	}
	return text[:from], text[from:]
}

// cutHeadMarks takes the site's marks off both ends of a headline.
func (p *parser) cutHeadMarks(title string, line int) string {
	if m := hotBefore().FindStringSubmatch(title); m != nil {
		mark := m[1] + m[2]
		p.leftOut(line, strings.TrimSpace(mark), whyMark)
		title = strings.TrimSpace(title[len(mark):])
	}
	if !mayHave(title, ':', ')', ']', '>') && title[len(title)-1]|0x20 != 'w' {
		return title
	}
	if m := calledSo().FindStringSubmatch(title); m != nil && len(m[0]) < len(title) && releaseMarks.has(m[1]+m[2]) {
		p.leftOut(line, m[0], whyMark)
		title = title[len(m[0]):]
	}
	if at := newBehind().FindStringIndex(title); at != nil && at[0] > 0 && !madeNew().MatchString(title) {
		p.leftOut(line, title[at[0]:], whyMark)
		title = title[:at[0]]
	}
	return strings.TrimSpace(title)
}

func quoted(list []string) []string {
	q := make([]string, len(list))
	for i, s := range list {
		q[i] = regexp.QuoteMeta(s)
	}
	return q
}
