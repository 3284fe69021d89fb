package board

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Whether a board has categories cannot be seen in one record: a title and
// the first paragraph of a body over several lines look much like a category
// and a title. But a board is of one kind throughout. So every record is
// added, up to maxDetected, and gives points for or against; the sum decides.
//
// The weights only have to be right in their order. A record without room for
// both lines proves more than any look of words; only under a known category
// it proves nothing, for there it is a record whose title was lost. A known
// category above a second line proves next to as much. What remains are looks,
// and no single one of them decides.
const (
	pointsNoRoom     = -8 // one line of text above the date's line
	pointsKnown      = +6 // the first line is a category seen on the site
	pointsFewWords   = +2 // the first line has one word or two …
	pointsThreeWords = +1 // … or three, as headlines seldom have
	pointsLong       = -3 // the first line is longer than names are
	pointsSentence   = -3 // the first line ends like a sentence
	pointsLonger     = -3 // the first line is longer than the second
	pointsRepeated   = +2 // the first line heads other records too …
	pointsAlone      = -1 // … or none
	pointsHeadline   = +2 // the second line could be a headline …
	pointsFullStop   = -2 // … or ends like a sentence, as few headlines do …
	pointsParagraph  = -3 // … or has several sentences, or is too long
)

const (
	maxDetected       = 1000 // records that decide
	minForRepetition  = 3    // records, below which repetition says nothing
	maxCategoryWords  = 6    // beyond, a first line is long
	maxCategoryLength = 50   // in characters; likewise
	maxHeadlineLength = 250  // in characters; the longest seen has 130
)

// knownCategories are those of the ministry's English site.
var knownCategories = []string{"Industry", "Trade/Investment", "Energy", "FTA/Economic Cooperation"}

// A head is the first two lines of a record, above the line of the date.
type head struct{ first, second string }

// categoryDetector decides by the first records of a board whether records have
// categories.
type categoryDetector struct {
	heads  []head // with room for a category and a title
	noRoom int
}

// add counts a record: its first line, and what follows that.
func (d *categoryDetector) add(first, rest string) {
	if d.full() {
		return
	}
	second, _, room := strings.Cut(rest, "\n")
	switch {
	case room:
		d.heads = append(d.heads, head{first, strings.TrimSpace(second)})
	case !isKnown(first):
		d.noRoom++
	}
}

// full reports whether enough records were added: more change nothing.
func (d *categoryDetector) full() bool { return len(d.heads)+d.noRoom >= maxDetected }

// isKnown reports whether a line is one of knownCategories, in any letter
// case.
func isKnown(line string) bool {
	return slices.ContainsFunc(knownCategories, func(known string) bool { return strings.EqualFold(known, line) })
}

// hasCategories reports whether the board has categories.
func (d *categoryDetector) hasCategories() bool {
	seconds := map[string]map[string]bool{} // by first line
	for _, h := range d.heads {
		if seconds[h.first] == nil {
			seconds[h.first] = map[string]bool{}
		}
		// A record that is there twice repeats nothing.
		seconds[h.first][h.second] = true
	}
	sum := d.noRoom * pointsNoRoom
	for _, h := range d.heads {
		points := h.points()
		switch {
		case len(d.heads)+d.noRoom < minForRepetition:
		case len(seconds[h.first]) > 1:
			points += pointsRepeated
		default:
			points += pointsAlone
		}
		// Looks say no more than a lack of room does: so a board without
		// categories stays one when its dates move up by a line.
		sum += max(points, pointsNoRoom)
	}
	return sum >= 0
}

// points returns what the looks of the two lines say.
func (h head) points() int {
	if isKnown(h.first) {
		return pointsKnown
	}
	sum := 0
	words := len(strings.Fields(h.first))
	length, second := utf8.RuneCountInString(h.first), utf8.RuneCountInString(h.second)
	switch {
	case words > maxCategoryWords || length > maxCategoryLength:
		sum += pointsLong
	case words <= 2:
		sum += pointsFewWords
	case words == 3:
		sum += pointsThreeWords
	}
	if endsSentence(h.first) {
		sum += pointsSentence
	}
	if length > second {
		sum += pointsLonger
	}
	switch {
	case second > maxHeadlineLength || manySentences(h.second):
		sum += pointsParagraph
	case endsSentence(h.second):
		sum += pointsFullStop
	default:
		sum += pointsHeadline
	}
	return sum
}

// manySentences reports whether a line has a sentence's end with another
// sentence after it. Two letters before the full stop that are no capitals
// keep U.S. and M.AX out.
func manySentences(line string) bool {
	small := func(c rune) bool { return unicode.IsLetter(c) && !unicode.IsUpper(c) }
	text := []rune(line)
	for i := 2; i < len(text); i++ {
		if !strings.ContainsRune(".!?", text[i]) || !small(text[i-1]) || !small(text[i-2]) {
			continue
		}
		after := strings.TrimLeft(string(text[i+1:]), `"'”’)]`)
		next := strings.TrimLeft(after, ` "'“‘([<`)
		c, _ := utf8.DecodeRuneInString(next)
		if strings.HasPrefix(after, " ") && unicode.IsLetter(c) && !unicode.IsLower(c) {
			return true
		}
	}
	return false
}

// endsSentence reports whether a line ends in a full stop. Headlines may well
// end in a question mark or an exclamation mark.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, `"'”’)]`)
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, "。")
}
