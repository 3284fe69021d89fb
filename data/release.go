package data

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
)

// Release is one press release, sanitised: no field holds a character that
// [Sanitize] would take away.
type Release struct {
	ID       string // see [Release.Key]; given by [NewCatalogue]
	Date     Date
	Category string // "" on a board that has none
	Title    string // the headline, one line
	Body     string // the text as the board has it; lines are parted by \n
	Excerpt  bool   // the board cut the text off in mid-sentence
	Place    Place  // where it was read
}

// Place is a line of a file, for messages.
type Place struct {
	File string
	Line int // from 1; 0 is the file as a whole
}

// String returns file:line, as compilers and editors write it.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Problem is something that was skipped or mended on the way in. It is
// reported and never fatal.
type Problem struct {
	Place
	What string // what is wrong, and what was done about it
}

// String returns "file:line: what is wrong".
func (p Problem) String() string { return p.Place.String() + ": " + p.What }

// The alphabet of identities is Crockford's: no i, l, o, u to misread.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// idLen is how many characters of a key make an ID: 40 bits. Where two
// releases of a catalogue share them, both take longIDLen.
const (
	idLen     = 8
	longIDLen = 16
)

// Key returns the release's identity in full: a hash of its date, title and
// body, with white space folded so that a re-wrapped import keeps it. The
// category is left out, because sites move releases between categories and
// some of their boards have none.
func (r *Release) Key() string {
	k, _ := keyOf(r.Date, r.Title, r.Body, nil)
	return k.String()
}

// key is a [Release.Key] as a number of 80 bits, to sort by the million.
type key struct {
	high uint64
	low  uint16
}

// keyOf returns the key of a release. It writes to scratch, and returns it for
// the next.
func keyOf(date Date, title, body string, scratch []byte) (key, []byte) {
	text := scratch[:0]
	for _, s := range [...]string{date.String(), title, body} {
		for field := range strings.FieldsSeq(s) {
			text = append(append(text, field...), ' ')
		}
		text = append(text, 0)
	}
	sum := sha256.Sum256(text)
	return key{binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint16(sum[8:10])}, text
}

// short returns the bits that make the first idLen characters.
func (k key) short() uint64 { return k.high >> (64 - 5*idLen) }

// String writes k in longIDLen characters, which sort as keys do.
func (k key) String() string {
	b := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint64(nil, k.high), k.low)
	return crockford.EncodeToString(b)
}

// Words returns the number of words in the body. A run of Korean, Japanese or
// Chinese letters counts by its spaces, as Korean is written.
func (r *Release) Words() int {
	n := 0
	for f := range strings.FieldsSeq(r.Body) {
		if strings.ContainsFunc(f, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
			n++
		}
	}
	return n
}

// wordsPerMinute is how fast an adult reads factual English in silence
// (Brysbaert 2019 finds 238).
const wordsPerMinute = 238

// ReadingMinutes returns how long the body takes to read, in whole minutes
// and at least one.
func (r *Release) ReadingMinutes() int {
	return max(1, (r.Words()+wordsPerMinute/2)/wordsPerMinute)
}

// IsExcerpt reports whether a body was cut off in mid-sentence: it has text,
// and its last sign, quotation marks and brackets aside, does not end a
// sentence. An ellipsis at the end is a cut as well. A tail (see [Tails]), an
// address, and the last item of a list whose items have no stops are no cut.
func IsExcerpt(body string) bool {
	if tails := Tails(body); len(tails) > 0 {
		body = body[:tails[0]]
	}
	body = strings.TrimSpace(body)
	switch {
	case body == "":
		return false
	case strings.HasSuffix(body, "…") || strings.HasSuffix(body, "..."):
		return true
	}
	return !endsSentence(body) && !address.MatchString(body) && !endsList(body)
}
