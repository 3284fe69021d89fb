package data

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stands behind the last sentence of a release: signs of the end, notes, sources, whom to ask. Each needs a
// sentence's end, the beginning of a line, or a sign of the end before it.
var (
	endSign = Pattern(`(?i:(?:#\s?){3,}|[-/<(\[]\s?(?:end|ends|끝)\s?[-/>)\]]|-\s?30\s?-)$`)
	endWord = Pattern(`(?:(?i:end (?:of )?text\.?)|ENDS?|Ends|End\.|끝\.?)$`)
	// tailed is what begins a part behind a sentence's end or at the beginning of a line.
	tailed = Pattern(`^(?:` +
		`\*{1,3}\s?#?[^\s*]` + // a note
		`|[※☞]` +
		`|(?i:(?:for\s(?:more\s)?details,\s)?please\s(?:refer\sto|see|find)\s(?:the\s)?attach)` +
		`|\[(?i:photos?|image|사진)[^\[\]]{0,40}\]` +
		`|\((?i:for (?:more|further|additional) |contacts?\b|source\b|e-?mail\b|tel\b|enquir|inquir|editors?\s?:)` +
		`|\(?(?:` + translated + `)` +
		`|(?i:(?:data )?sources?|notes?|attach(?:ment|ed)s?(?: files?)?|annex(?:es)?(?: [a-z0-9])?|photos?|notes? (?:to|for) editors?|(?:for )?(?:more|further|additional) information|last updated)\s?:` +
		`|(?i:last )?[Uu]pdated (?:on )?\d` +
		`|(?:Jointly i|I)ssued by (?:the )?[A-Z]` +
		`|(?:` + askedAt + `)\s?:` +
		`|(?:출처|자료|붙임|첨부)(?:처|자|부서)?\s?:` +
		`)`)
	translated = `(?i:(?:this|the above|the following)(?: \pL+)? is (?:an?|the) (?:\pL+ )?(?:\pL+ )?translation|(?:unofficial|provisional|tentative|courtesy) (?:\pL+ )?translation|check against delivery)`
	// askedAt are labels of whom to ask, and where.
	askedAt = `(?i:(?:media |press |further )?contacts?(?: persons?)?|release date|spokes(?:person|man|woman)(?: (?:of|for) [^:.]{1,40})?|annex [a-z0-9]|(?:media |press )?(?:enquiries|inquiries|quer(?:y|ies))|press office|e-?mail|tel|telephone|phone|fax|hotline|website)|(?:문의|담당)(?:처|자|부서)?`
	// labelled is such a label; behind another one it needs no sentence's end before it.
	labelled = Pattern(`^(?:` + askedAt + `)\s?:`)
	// listed is a heading of whom to ask and what to read, which may follow what has no stop.
	listed = Pattern(`^(?:Contacts? for (?:the )?(?:media|press)|(?:Media|Press) (?:contacts?|enquiries|inquiries)|(?:Associated|Related) (?i:links?|materials?|documents?|topics|products|information)|Release [Dd]ate|Annex(?:es)?|Contact|F(?:or|OR) (?i:(?:more|further) information)|Contacts|Inquiries|Divisions? in [Cc]harge)\s+[A-Z(\d]`)
	// asked tells whom to ask, and may follow what has no stop.
	asked = Pattern(`^(?:(?:News )?(?:Media |Press )?Contacts?:` +
		`|(?:[※☞*(]\s?)?For (?:any |all )?(?:(?:more|further|additional|media|press|general) (?:\pL+ )?)?(?:information|details|inquiries|enquiries|queries|questions)\b[^.:;]{0,80}?(?::|\b(?:contact|visit|see|refer|call|e-?mail|write)\b))`)
	// signedOff is who signs behind the last sentence, and when: (SFC-E), MINISTRY OF TRADE 10 FEBRUARY 2026.
	signedOff = Pattern(`[.!?。]["”’)]*\s+(\([^()]{1,40}\)|[A-Z]{2,}(?:[\s,.&-]+(?:[A-Z]{2,}|\d{1,4}))+(?:[\s,]+` + dayOfMonth + `)?|(?:(?:Ministry|Department|Office|Embassy)[\pL ,&-]{3,60} )?` + dayOfMonth + `|` + postal + `)$`)
)

const dayOfMonth = `\d{1,2}\s(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\pL*\s\d{4}`

// postal is an address up to its postal code: Harbour Office, 12 Quay Road, Busan 48058
const postal = `[A-Z][\pL ]{2,50},(?: [\pL\d'’.#-]{1,30}){1,5},(?: (?:[A-Z\d][\pL\d.-]*,?|of|the)){0,8} [\d-]{4,9}(?:, [A-Z][\pL ]{2,20})?`

// Tails returns where the parts of a body's tail begin, in their order: what
// stands behind its last sentence, such as ###, a note, Source: or a contact. It
// is empty where the body ends with its text.
func Tails(body string) (from []int) {
	text := strings.TrimRightFunc(body, unicode.IsSpace)
	for {
		at := tailAt(text, maxTailParts)
		if at <= 0 || len(from) == maxTailParts {
			return from
		}
		from = append([]int{at}, from...)
		text = strings.TrimRightFunc(text[:at], unicode.IsSpace)
	}
}

// Limits of a tail: what is longer, or has more parts, is a text of its own.
const (
	maxTail      = 400 // bytes of a part
	maxFirst     = 80  // bytes of what tailed matches
	maxTailParts = 8
	maxLabel     = 60 // bytes
	maxLabelled  = 5  // words before a label
	maxEndSign   = 24 // bytes
)

// tailAt returns where the last part of a tail begins, -1 for none. It looks back past at most so many labels.
func tailAt(text string, back int) int {
	from := max(0, len(text)-maxEndSign)
	if m := endSign().FindStringIndex(text[from:]); m != nil {
		return from + m[0]
	}
	if m := endWord().FindStringIndex(text[from:]); m != nil && stopsBefore(text, from+m[0]) {
		return from + m[0]
	}
	if from = max(0, len(text)-maxTail); !endsSentence(text) {
		if m := signedOff().FindStringSubmatchIndex(text[from:]); m != nil {
			return from + m[2]
		}
	}
	at, label := partAt(text)
	if label > at && back > 0 {
		first := tailAt(strings.TrimRightFunc(text[:label], unicode.IsSpace), back-1)
		if first > 0 && strings.Count(text[first:label], "(") == strings.Count(text[first:label], ")") {
			at = label
		}
	}
	if at > 0 && (text[at] == '(' && !strings.HasSuffix(text, ")") || goesOn(text[at:]) && !closed(text[:at])) {
		return -1
	}
	return at
}

// closed reports whether a text ends with a sign of the end, or the word in capitals.
func closed(text string) bool {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	return strings.HasSuffix(text, "ENDS") || strings.HasSuffix(text, "###")
}

// partAt returns where the last part begins that its first words tell, and the last label of whom to ask; -1 for none.
// The expressions are tried only where one may begin: to search for them takes longer than all else.
func partAt(text string) (at, label int) {
	isSpace := func(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' && c != '\v' } // as \s in the expressions
	from := max(0, len(text)-maxTail)
	at, label = -1, -1
	askedAt, free, ended := -1, from, endsSentence(text)
	for i := from; i < len(text); i++ {
		begins := i == 0 || i > from && isSpace(text[i-1]) // that of the window is within a text
		if !begins || isSpace(text[i]) {
			continue
		}
		if i > free {
			if n := asks(text, i, ended); n > 0 {
				askedAt, free = i, i+n
			}
		}
		if isLabel(text[i:]) && (i == askedAt || i >= free) {
			label = i
			if first := namedFrom(text, i); first >= from && text[i] != 'A' {
				at = first
			}
		}
		if first := text[i:min(len(text), i+maxFirst)]; (endsBefore(text, i) || noteSign(first)) && mayBeTailed(first) && tailed().MatchString(first) {
			at = i
		}
	}
	return max(at, askedAt), label
}

// asks returns the length of what tells whom to ask at i, or, where the text has not ended, what to read; 0 for none.
func asks(text string, i int, ended bool) int {
	if !slices.ContainsFunc(askedFirst, func(first string) bool { return strings.HasPrefix(text[i:], first) }) {
		return 0
	}
	if m := asked().FindStringIndex(text[i:]); m != nil {
		return m[1]
	}
	if m := listed().FindStringIndex(text[i:]); m != nil && !ended && !withinPhrase(text[:i]) {
		return m[1]
	}
	return 0
}

// namedFrom returns where words with capitals begin that lead to a label: Energy Bureau Spokesperson: … -1 for none.
func namedFrom(text string, label int) int {
	i := label
	for range maxLabelled {
		before := strings.TrimRight(text[:i], " ")
		word := before[strings.LastIndexByte(before, ' ')+1:]
		if c, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(c) || word == "The" || strings.ContainsAny(word, ".,:;") {
			return -1
		}
		if i = len(before) - len(word); i > 0 && endsBefore(text, i) {
			return i
		}
	}
	return -1
}

// endsBefore reports whether a line, a sentence or a sign of the end stands before a place in a text.
func endsBefore(text string, i int) bool {
	before := strings.TrimRight(text[:i], " \t\n\f\r")
	if referring := strings.TrimRight(before, "*"); !strings.HasSuffix(referring, " ") {
		before = referring
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?。”’\"')]/>#", last) || strings.Contains(text[len(before):i], "\n") ||
		strings.HasSuffix(before, "END") || strings.HasSuffix(before, "ENDS")
}

// askedFirst is what asked and listed begin with.
var askedFirst = []string{"Contact", "News ", "Media ", "Press ", "Inquiries ", "Associated ", "Related ", "Division", "Release ", "Annexes ", "For ", "FOR ", "※", "☞", "*", "("}

// noteSign reports whether a text begins with the sign of a note.
func noteSign(text string) bool {
	return strings.HasPrefix(text, "※") || strings.HasPrefix(text, "☞")
}

// isLabel reports whether a text begins with a label of whom to ask.
func isLabel(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return (unicode.IsUpper(c) || c >= utf8.RuneSelf) && strings.IndexByte(text[:min(len(text), maxLabel)], ':') > 0 && labelled().MatchString(text)
}

// mayBeTailed spares most places the expression tailed, which is a long one.
func mayBeTailed(text string) bool {
	if strings.HasPrefix(text, "*") || noteSign(text) || strings.HasPrefix(text, "(") || strings.HasPrefix(text, "[") || strings.Contains(text, ":") {
		return true
	}
	lower := strings.ToLower(text)
	return strings.Contains(lower, "attach") || strings.Contains(lower, "updated") || strings.Contains(lower, "issued by") || strings.Contains(lower, "translation") || strings.Contains(lower, "delivery")
}

// withinPhrase reports whether a text ends in a preposition or an article.
func withinPhrase(text string) bool {
	switch text[strings.LastIndexByte(strings.TrimSpace(text), ' ')+1:] {
	case "a ", "an ", "and ", "at ", "by ", "for ", "in ", "of ", "on ", "the ", "to ", "with ":
		return true
	}
	return false
}

// stopsBefore reports whether a sentence or a line ends before a place.
func stopsBefore(text string, at int) bool {
	before := strings.TrimRight(text[:at], " \t")
	return before == "" || strings.HasSuffix(before, "\n") || endsSentence(before)
}

// endsSentence reports whether a text ends with its last sentence, quotation marks and brackets aside.
func endsSentence(text string) bool {
	inner := strings.TrimRight(text, "\"'”’»)]}>」』）】 ")
	last, _ := utf8.DecodeLastRuneInString(inner)
	return strings.ContainsRune(".!?。！？．", last)
}

// address is an address of web or mail, a telephone number, or a file's size (PDF: 310 KB), at the end of a text.
var address = Pattern(`(?i:\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+|\+\d[\d ()-]{6,}\d|\b0\d{1,3}[- ]\d{3,4}[- ]\d{4})[)\]>]?$|\([^()]{0,20}\d ?[KMG]B\)$|` +
	`\s[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|gov|int|edu|info|eu|kr|jp|tw|sg|uk|ie|us|ca|au|nz|de|fr|ch)(?:/\S*)?[)\]>]?$`)

// signedQuote is the end of a quotation with a dash and who spoke: “Our crews are glad.” – Anna Lind, Ferry Club
var signedQuote = Pattern(`[.!?]["”’»]\s+[–—-]\s+\p{Lu}[^.!?"“”]{2,80}$`)

// listSign is the sign of an item in running text.
var listSign = Pattern(itemSign + `\S`)

const itemSign = `(?:^|\s)(?:\(?(?:\d{1,2}|[a-z])[.)]\)?|[•▲△▶■□○●◦·‣✓❍∘ㅇㆍ➊-➓①-⑳❶-❿]|[-–])\s*`

// leadColon is a colon behind the lead of an item: - Factsheet: a second life.
var leadColon = Pattern(itemSign + `\p{Lu}[^.:;!?]{0,60}:$`)

// sentenceEnd is the last word of a sentence, with another sentence behind it.
var sentenceEnd = Pattern(`([^\s.]+)[.!?。]["”’)]*\s+["“‘(]*\p{L}`)

// abbreviated are words that end with a stop within a sentence.
var abbreviated = map[string]bool{"Mr": true, "Ms": true, "Mrs": true, "Dr": true, "Prof": true, "St": true, "No": true,
	"Tel": true, "Fax": true, "Co": true, "Ltd": true, "Inc": true, "Ext": true}

// goesOn reports whether the text goes on behind what looked like a tail: a sentence ends in it, and another begins.
func goesOn(tail string) bool {
	for _, m := range sentenceEnd().FindAllStringSubmatch(tail, -1) {
		if len(m[1]) > 1 && !abbreviated[m[1]] {
			return true
		}
	}
	return false
}

// stop is a sentence's end within a text.
var stop = Pattern(`[!?。:]\s|[^0-9A-Z]\.\s`)

// endsList reports whether two items without stops stand behind the last sentence of a text.
func endsList(text string) bool {
	stops := stop().FindAllStringIndex(text, -1)
	for n := len(stops); n > 1 && leadColon().MatchString(text[stops[n-2][1]-1:stops[n-1][0]+1]); n-- {
		stops = stops[:n-1]
	}
	if stops == nil {
		return false
	}
	last := stops[len(stops)-1][1] - 1 // with the space, before a sign
	return len(listSign().FindAllStringIndex(text[last:], 2)) > 1
}
