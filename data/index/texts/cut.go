package texts

import (
	"context"
	"strings"
	"unicode/utf8"

	"pressroom/data/text"
)

// indexed is what is indexed of a release: tokens with spaces between, and new words that are not their own stems.
type indexed struct {
	number              int
	title, body, starts string
	words               []stemmedWord
}

type stemmedWord struct{ stem, word string }

// cutAll sends what the index is given of the releases.
func cutAll(ctx context.Context, put documents, to chan<- indexed) error {
	c := cutter{known: map[string]*form{}, begun: map[string]*form{}}
	return put(ctx, func(d document) error {
		c.number, c.words = d.number, nil
		x := indexed{number: d.number, title: c.index(d.title, true)}
		x.body = c.index(d.body, false)
		x.starts, x.words = strings.Join(c.starts, " "), c.words
		c.starts = c.starts[:0]
		select {
		case to <- x:
		case <-ctx.Done():
			return ctx.Err()
		}
		if len(c.known)+len(c.begun) > maxNumbered {
			clear(c.known)
			clear(c.begun)
		}
		return nil
	})
}

// maxNumbered is how many tokens and beginnings a cutter remembers, to do its work on each but once: some 40 MB.
const maxNumbered = 400_000

// maxStart is how many letters the longest beginnings in starts have.
const maxStart = 3

// cutter makes of texts what the index is given.
type cutter struct {
	tokens text.Tokens
	out    strings.Builder
	number int // of the release in hand

	known  map[string]*form // tokens
	begun  map[string]*form // beginnings
	starts []string         // of the body in hand
	words  []stemmedWord
}

// form is a token or a beginning, and the last release whose body has it: its number and one.
type form struct {
	text   string
	in     int
	starts []*form // the beginnings of a token
}

// isNew reports whether the body of a release was not known to have the form yet.
func (f *form) isNew(number int) bool {
	is := f.in != number+1
	f.in = number + 1
	return is
}

// index returns the tokens of s for the index, and notes them. CJK letters come as pairs, and the last of a run alone,
// so that no pair fits there. Initial consonants of a headline and compounds stand behind, each with a mark.
func (c *cutter) index(s string, title bool) string {
	c.tokens.Cut(s)
	c.out.Reset()
	c.out.Grow(len(s) + 16)
	korean := false
	put := func(token []byte, word bool) {
		c.note(token, word, title)
		c.out.Write(token)
		c.out.WriteByte(' ')
	}
	for i, k := range c.tokens.List {
		if k.CJK {
			korean = true
			put(c.tokens.Bigram(i), false)
		} else {
			put(c.tokens.Form(i), true)
		}
	}
	if title && korean {
		for _, pair := range initialPairs(&c.tokens) {
			c.out.WriteString(pair)
			c.out.WriteByte(' ')
		}
	}
	for i := range c.tokens.List {
		if form, end := c.tokens.Compound(i); end > 0 {
			c.out.WriteString(compoundMark + " ")
			put(form, true)
		}
	}
	return c.out.String()
}

// note notes a token of the release in hand.
func (c *cutter) note(token []byte, word, title bool) {
	f := c.known[string(token)]
	if f == nil {
		f = c.know(string(token), word)
	}
	if title || !f.isNew(c.number) {
		return
	}
	for _, start := range f.starts {
		if start.isNew(c.number) {
			c.starts = append(c.starts, start.text)
		}
	}
}

// know remembers a token that is met for the first time.
func (c *cutter) know(token string, word bool) *form {
	f := &form{text: token}
	c.known[token] = f
	if word {
		if s := string(text.Stem(append(make([]byte, 0, len(token)+1), token...))); s != token {
			c.words = append(c.words, stemmedWord{s, token})
		}
	}
	for end := 0; end < len(token) && len(f.starts) < maxStart; {
		_, n := utf8.DecodeRuneInString(token[end:])
		end += n
		start := c.begun[token[:end]]
		if start == nil {
			start = &form{text: token[:end]}
			c.begun[start.text] = start
		}
		f.starts = append(f.starts, start)
	}
	return f
}
