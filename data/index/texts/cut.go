package texts

import (
	"context"
	"strings"
	"unicode/utf8"

	"pressroom/data/text"
)

// indexed is what the index is given of a release: tokens with spaces between, and
// the words that were not met before and are not their own stems.
type indexed struct {
	number              int
	title, body, starts string
	words               []stemmedWord
}

type stemmedWord struct{ stem, word string }

// cutAll sends what the index is given of the releases.
func cutAll(ctx context.Context, put documents, to chan<- indexed) error {
	c := cutter{known: map[string]*form{}, begun: map[string]int{}}
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

// maxNumbered is how many tokens and beginnings a cutter remembers, to do its work on
// each but once: some 40 MB.
const maxNumbered = 400_000

// maxStart is how many letters the longest beginnings in starts have.
const maxStart = 3

// cutter makes of texts what the index is given.
type cutter struct {
	tokens text.Tokens
	out    strings.Builder
	number int // of the release in hand

	known  map[string]*form
	begun  map[string]int // beginnings, and the last release with each: its number and one
	starts []string       // of the body in hand
	words  []stemmedWord
}

// form is a token, and the last release whose body has it: its number and one.
type form struct {
	text string
	in   int
}

// index returns the tokens of s for the index, and notes them. Letters of
// scripts that are searched by parts of words come as pairs; the last of a run
// comes alone, so that the end of a run is a place where no pair fits. Behind
// the tokens of a headline come its initial consonants, in pairs too.
func (c *cutter) index(s string, title bool) string {
	c.tokens.Cut(s)
	c.out.Reset()
	c.out.Grow(len(s) + 16)
	korean := false
	for i, k := range c.tokens.List {
		token := c.tokens.Form(i)
		if k.CJK {
			korean = true
			token = c.tokens.Bigram(i)
		}
		c.note(token, !k.CJK, title)
		c.out.Write(token)
		c.out.WriteByte(' ')
	}
	if title && korean {
		for _, pair := range initialPairs(&c.tokens) {
			c.out.WriteString(pair)
			c.out.WriteByte(' ')
		}
	}
	return c.out.String()
}

// note notes a token of the release in hand.
func (c *cutter) note(token []byte, word, title bool) {
	f := c.known[string(token)]
	if f == nil {
		f = &form{text: string(token)}
		c.known[f.text] = f
		if word {
			if s := text.Stem(append(make([]byte, 0, len(token)+1), token...)); string(s) != f.text {
				c.words = append(c.words, stemmedWord{string(s), f.text})
			}
		}
	}
	if title || f.in == c.number+1 {
		return
	}
	f.in = c.number + 1
	for end, letters := 0, 0; end < len(f.text) && letters < maxStart; letters++ {
		_, n := utf8.DecodeRuneInString(f.text[end:])
		end += n
		if c.begun[f.text[:end]] != c.number+1 {
			c.begun[f.text[:end]] = c.number + 1
			c.starts = append(c.starts, f.text[:end])
		}
	}
}
