// Package data is the vocabulary of pressroom: what a release is, what a day
// and a period of days are, what a reader may ask for, and which characters
// may pass from outside to a terminal.
//
// It imports the standard library alone, and nothing of pressroom. The
// packages below it bring releases in (board, feed), keep them by number (snapshot),
// recover the structure of a body (body) and find headlines (index/letters).
// Everything above speaks in the words defined here.
//
// A [Release] is what a list tells; a [Document] has the text as well. A release has
// a number for good, and an ID that people type: neither changes with what is
// corrected later.
//
// [ParseQuery] is written by hand: it reads queries that are half typed, takes for
// words what only looks like a field, and points at what is wrong, which parsers
// made from a grammar do badly.
package data

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Release is what a list tells of one press release, sanitised: no field holds a
// character that [Sanitize] would take away.
type Release struct {
	// Number is given once, when a release is first seen, and never to another. It
	// stays through corrections, and is what everything that is kept of a release
	// is kept by.
	Number int

	// ID is what people type: [IDLen] characters, made of the content at first
	// sight, which never change either.
	ID string

	// Address is what makes the release this one at its source: the same address
	// with another text is a new version. A release of a board file has none but
	// the file and the ID, as file#id.
	Address string
	Page    string // the URL at which it is read, where Address is none; "" elsewhere
	Source  string // the file or site that it was read from
	Version string // the [Hash] of its content, as text

	Date     Date
	Category string // "" on a board that has none; several are joined by "; "
	Title    string // the headline, one line
	Excerpt  bool   // its source cut the text off
	Lang     string // ISO 639-1, as ko; "" where nothing tells it
	Revised  bool   // other versions of its text are kept: a library knows, a store counts them
	Vanished bool   // it is no longer at its source: likewise
}

// Link returns the URL at which a release can be read at its source, "" where none is known.
func (r *Release) Link() string {
	switch {
	case r.Page != "":
		return r.Page
	case strings.HasPrefix(r.Address, "https://"), strings.HasPrefix(r.Address, "http://"):
		return r.Address
	}
	return ""
}

// IsLocal reports whether an address is unique in its source at the most, as 1, a date or a
// headline is: other sources may have the same one.
func IsLocal(address string) bool {
	scheme, _, found := strings.Cut(address, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "tag", "urn", "feed", "undated":
		return !found
	}
	return address != ""
}

// Document is a release with its text.
type Document struct {
	Release
	Body  string // as the board has it; lines are parted by \n
	Place Place  // where it was read
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

	More int // problems that it stands for, where others are not listed; 0 is one
}

// String returns "file:line: what is wrong".
func (p Problem) String() string { return p.Place.String() + ": " + p.What }

// CountProblems returns how many problems there are, those that are not listed included.
func CountProblems(list []Problem) int {
	n := 0
	for i := range list {
		n += max(1, list[i].More)
	}
	return n
}

// Count writes a number and what it counts, for messages: 1 file, 2 files.
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// The alphabet of identities is Crockford's: no i, l, o, u to misread.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// ID is what people type for a release, as bits; [Release] has it as text.
type ID [IDLen * 5 / 8]byte

// IDLen is how many characters an ID has.
const IDLen = 8

// String returns the [IDLen] characters of i, which sort as IDs do.
func (i ID) String() string { return crockford.EncodeToString(i[:]) }

// ParseID is the inverse of [ID.String]. What is none gives the zero ID.
func ParseID(s string) (id ID) {
	if b, err := crockford.DecodeString(s); err == nil && len(b) == len(id) {
		id = ID(b)
	}
	return id
}

// Hash tells contents apart: it is made of a release's date, title and body, with
// white space folded so that a re-wrapped import keeps it. The category is left
// out, because sites move releases between categories and some of their boards
// have none.
type Hash [10]byte

// String writes h in 16 characters, which sort as hashes do.
func (h Hash) String() string { return crockford.EncodeToString(h[:]) }

// ParseHash is the inverse of [Hash.String].
func ParseHash(s string) (h Hash, err error) {
	b, err := crockford.DecodeString(s)
	if err != nil || len(s) != crockford.EncodedLen(len(h)) {
		return h, fmt.Errorf("%q is not the hash of a content", s)
	}
	return Hash(b), nil
}

// ID returns the ID that h makes: its beginning.
func (h Hash) ID() ID { return ID(h[:len(ID{})]) }

// Next returns the hash that makes the ID where another release has that of h.
func (h Hash) Next() Hash {
	sum := sha256.Sum256(h[:])
	return Hash(sum[:len(h)])
}

// Hasher makes hashes, and keeps what one needs for the next. It is not safe for
// concurrent use.
type Hasher struct{ text []byte }

// Hash returns the hash of a release's content.
func (x *Hasher) Hash(date Date, title, body string) Hash {
	text := x.text[:0]
	for _, s := range [...]string{date.String(), title, body} {
		text = append(appendFields(text, s), 0)
	}
	x.text = text
	sum := sha256.Sum256(text)
	return Hash(sum[:len(Hash{})])
}

// appendFields appends the fields of s with a space behind each, and copies runs with single spaces in one piece.
func appendFields(to []byte, s string) []byte {
	isWord := func(c byte) bool { return c > ' ' && c < utf8.RuneSelf }
	from := 0 // of what is not appended yet
	for i := 0; i < len(s); {
		if isWord(s[i]) || s[i] == ' ' && i > from && i+1 < len(s) && isWord(s[i+1]) {
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(c) {
			if i > from {
				to = append(append(to, s[from:i]...), ' ')
			}
			from = i + n
		}
		i += n
	}
	if from < len(s) {
		to = append(append(to, s[from:]...), ' ')
	}
	return to
}

// Hash returns the hash of the document's content.
func (d *Document) Hash() Hash { return new(Hasher).Hash(d.Date, d.Title, d.Body) }

// Words returns the number of words in the body. A run of Korean, Japanese or
// Chinese letters counts by its spaces, as Korean is written.
func (d *Document) Words() int {
	n := 0
	for f := range strings.FieldsSeq(d.Body) {
		if strings.ContainsFunc(f, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
			n++
		}
	}
	return n
}

// wordsPerMinute is how fast an adult reads factual English in silence (Brysbaert 2019 finds 238).
const wordsPerMinute = 238

// ReadingMinutes returns how long the body takes to read, in whole minutes
// and at least one.
func (d *Document) ReadingMinutes() int {
	return max(1, (d.Words()+wordsPerMinute/2)/wordsPerMinute)
}

// Attached begins the last line of a text that files come with, and names them there.
const Attached = "Attached: "

// HasAttachment reports whether files come with a release, by the last line of its
// body.
func HasAttachment(body string) bool {
	return strings.HasPrefix(body[strings.LastIndexByte(body, '\n')+1:], Attached)
}

// IsExcerpt reports whether a body of a source that cuts, as the lists of boards do, was
// cut off in mid-sentence; elsewhere a text may be whole without a final stop. It has text,
// and its last sign, quotation marks and brackets aside, does not end a
// sentence. An ellipsis at the end is a cut as well. A tail (see [Tails]), an
// address, and the last item of a list whose items have no stops are no cut.
func IsExcerpt(body string) bool {
	body = strings.TrimSpace(body)
	switch {
	case body == "", len(Tails(body)) > 0:
		return false
	case strings.HasSuffix(body, "…") || strings.HasSuffix(body, "..."):
		return true
	}
	return !endsSentence(body) && !(strings.HasSuffix(body, "”") && strings.Contains(body, "“")) && !signedQuote().MatchString(lastWords(body)) && (withinPhrase(body+" ") || !address().MatchString(lastWords(body)) && !endsList(body))
}

// lastWords returns the end of a text from a word on: expressions that end with it would be tried at each byte.
func lastWords(text string) string {
	const most = 512
	if len(text) <= most {
		return text
	}
	return text[strings.LastIndexAny(text[:len(text)-most], " \n")+1:]
}

const (
	versionDays = 1  // that two versions of a release are apart at most
	minVersion  = 30 // characters of a text that tells that it is the same
)

// IsEarlier reports whether the text of a release is cut off where that of another, whose headline
// it has, goes on: sites show a release again when they have the whole of it, often a day later.
func IsEarlier(cut, whole *Document) bool {
	if !cut.Excerpt || cut.Body == whole.Body || len(cut.Body) >= len(whole.Body)+len("...") || utf8.RuneCountInString(cut.Body) < minVersion {
		return false
	}
	if cut.Date.AddDays(versionDays) < whole.Date || whole.Date.AddDays(versionDays) < cut.Date {
		return false
	}
	from := OneLine(strings.TrimRight(cut.Body, ".… "))
	to := OneLine(whole.Body)
	return len(from) < len(to) && strings.HasPrefix(to, from)
}
