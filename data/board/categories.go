package board

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A title and the first paragraph of a body over several lines look much like a
// category and a title. So a board's first records are held back, up to maxHeld,
// and weighed together. What is known of a board decides each of its records:
//
//   - A first line that is a known category is one.
//   - Without room for a category and a title there is none.
//   - Else the looks of the two lines, how often the first one heads records, and
//     what the other records are, give points for and against.
//
// The weights only have to be right in their order: no single look decides, but
// on a board where no category is known, and the sum of all speaks against them,
// there are none.
const (
	pointsNoRoom     = -8 // one line of text above the date's line
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
	pointsBlank      = -5 // a blank line stands where the category would
	pointsBoard      = +2 // the board has categories
	pointsMixed      = -1 // some records of it have none
	pointsStrong     = +3 // a head that proves as much as a record without room
)

const (
	maxHeld           = 1000    // records that decide
	maxHeldSize       = 4 << 20 // bytes of those
	minForRepetition  = 3       // records, below which repetition says nothing
	maxCategoryWords  = 6       // beyond, a first line is long
	maxCategoryLength = 50      // in characters; likewise
	maxHeadlineLength = 250     // in characters; the longest seen has 130
)

// A head is the first two lines of a record, above the line of the date.
type head struct{ first, second string }

// headOf returns a record's head, and whether it has room for a category and a
// title.
func headOf(text string) (h head, room bool) {
	first, rest := firstLine(text)
	second, _, room := strings.Cut(rest, "\n")
	if isBlank(second) { // blank lines between the two
		second, rest = firstLine(rest)
		room = rest != "" || strings.HasSuffix(text, "\n") && second != ""
	}
	return head{first, strings.TrimSpace(second)}, room
}

// categories decides which records of a board have one.
type categories struct {
	known    names
	shared   map[string]string // each name once, for all its releases
	any      bool              // a record has one
	first    bool              // a record began with a known one, …
	other    bool              // … or did not
	decided  bool              // the first records were weighed
	prior    int               // points by what the board is
	none     bool              // no record of the board has one but a known one
	few      bool              // so few records that repetition says nothing
	headings map[string]*heading
	// a board whose blank lines say nothing
	spaced bool
}

// heading is what is known of a first line, in any spelling.
type heading struct {
	spellings map[string]int
	second    string
	repeated  bool // another second line stands below it
}

func newCategories(known names) *categories {
	return &categories{known: known, shared: map[string]string{}, headings: map[string]*heading{}}
}

// full reports whether enough records wait.
func (c *categories) full(records, size int) bool { return records >= maxHeld || size >= maxHeldSize }

// note takes note of a record before it is decided.
func (c *categories) note(r *record) {
	first, _ := firstLine(r.text)
	known := r.page || c.known.find(first) != ""
	c.first, c.other = c.first || known, c.other || !known
}

// throughout reports whether all records so far begin with a known category.
func (c *categories) throughout() bool { return c.first && !c.other }

// learn counts a record's first line.
func (c *categories) learn(h head) *heading {
	key := keyOf(h.first)
	seen := c.headings[key]
	if seen == nil {
		if len(c.headings) == maxCategories {
			return nil
		}
		seen = &heading{spellings: map[string]int{}, second: h.second}
		c.headings[key] = seen
	}
	// A record that is there twice repeats nothing.
	seen.repeated = seen.repeated || seen.second != h.second
	if len(seen.spellings) < maxSpellings {
		seen.spellings[h.first]++
	}
	return seen
}

const maxSpellings = 20

// weigh decides what the board is, by its first records.
func (c *categories) weigh(records []record) {
	heads, rooms := make([]head, len(records)), make([]bool, len(records))
	for i, r := range records {
		if heads[i], rooms[i] = headOf(r.text); rooms[i] && !r.page {
			c.learn(heads[i])
		}
	}
	c.decided, c.few = true, len(records) < minForRepetition
	for i, h := range heads {
		if seen := c.headings[keyOf(h.first)]; rooms[i] && seen != nil && seen.repeated && c.points(h) > 0 {
			c.adopt(seen, h.first)
		}
	}
	c.settle(records, heads, rooms)
}

// settle decides by which points a record has a category, from how many of the first ones begin
// with a known one, have no room for one, or look as if they had.
func (c *categories) settle(records []record, heads []head, rooms []bool) {
	known, noRoom, blank, strong, sum := 0, 0, 0, 0, 0
	for i, r := range records {
		if r.blank {
			blank++
		}
		switch {
		case r.page:
		case c.known.find(heads[i].first) != "":
			known++
		case !rooms[i]:
			noRoom++
		default:
			// Looks say no more than a lack of room does: so a board without
			// categories stays one when its dates move up by a line.
			points := c.points(heads[i])
			sum += max(points, pointsNoRoom)
			if points >= pointsStrong {
				strong++
			}
		}
	}
	c.spaced = 2*blank > len(records)
	switch {
	case known > 0 && noRoom > 0:
		c.prior = pointsMixed
	case known > 0:
	case strong > noRoom && noRoom > 0:
		c.prior = pointsMixed
	case sum+noRoom*pointsNoRoom < 0:
		c.none = true
	default:
		c.prior = pointsBoard
	}
}

// adopt makes a first line that heads several records a known category, in the
// spelling that most of them have.
func (c *categories) adopt(seen *heading, name string) string {
	for spelling, n := range seen.spellings {
		if most := seen.spellings[name]; n > most || n == most && spelling < name {
			name = spelling
		}
	}
	name = c.known.complete(name)
	c.known.add(name)
	return name
}

// points returns what is known of a head.
func (c *categories) points(h head) int {
	sum := h.points()
	seen := c.headings[keyOf(h.first)]
	switch {
	case c.few:
	case seen != nil && seen.repeated:
		sum += pointsRepeated
	default:
		sum += pointsAlone
	}
	return sum
}

// of returns the category of a record, and whether its text begins with it. An
// unknown first line that heads several records is known from then on.
func (c *categories) of(r *record) (name string, found bool) {
	h, room := headOf(r.text)
	if name = c.known.find(h.first); name != "" {
		return name, true
	}
	if room && labelledCategory(h.first) != "" {
		return c.known.complete(h.first), true
	}
	if !room || c.none {
		return "", false
	}
	seen := c.learn(h)
	sum := c.points(h) + c.prior
	if r.blank && !c.spaced {
		sum += pointsBlank
	}
	if sum < 0 {
		return "", false
	}
	if seen == nil || !seen.repeated {
		return c.known.complete(h.first), true
	}
	return c.adopt(seen, h.first), true
}

// points returns what the looks of the two lines say.
func (h head) points() int {
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
