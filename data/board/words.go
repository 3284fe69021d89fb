package board

import (
	"embed"
	"slices"
	"strings"
	"unicode"

	"pressroom/data/text"
)

// The word lists have a file for each language, a word or phrase a line; a line
// with # in front says where they come from.
//
//go:embed words
var words embed.FS

// load returns the entries of a list, of all languages.
func load(list string) (entries []string) {
	for _, language := range []string{"en", "ko"} {
		entries = slices.AppendSeq(entries, text.ListLines(words, "words/"+language+"/"+list+".txt"))
	}
	return entries
}

// phrases is a set of phrases, folded as tokens folds.
type phrases struct {
	set     map[string]bool
	word    map[string]bool // those of all phrases
	longest int             // in tokens
}

func loadPhrases(list string) phrases {
	p := phrases{set: map[string]bool{}, word: map[string]bool{}}
	for _, entry := range load(list) {
		t := tokens(entry)
		p.set[strings.Join(t, " ")] = true
		for _, w := range t {
			p.word[w] = true
		}
		p.longest = max(p.longest, len(t))
	}
	return p
}

// has reports whether a line is one of the phrases.
func (p phrases) has(line string) bool { return p.set[strings.Join(tokens(line), " ")] }

// tokens splits a line into its words and numbers, in lower case and without the
// signs between them. A number keeps its commas and stops.
func tokens(line string) []string {
	return tokensWhile(line, func(string) bool { return true })
}

// tokensWhile returns the tokens of a line, and none where one does not hold.
func tokensWhile(line string, hold func(token string) bool) []string {
	var list []string
	from, kind := 0, other
	end := func(at int) bool {
		if kind == other {
			return true
		}
		token := strings.ToLower(strings.TrimRight(line[from:at], ",."))
		list = append(list, strings.Map(narrow, token))
		return hold(list[len(list)-1])
	}
	for at, c := range line {
		k := kindOf(narrow(c))
		if k == kind || kind == figures && (c == ',' || c == '.') {
			continue
		}
		if !end(at) {
			return nil
		}
		from, kind = at, k
	}
	if !end(len(line)) {
		return nil
	}
	return list
}

// The kinds of characters that tokens are made of.
const (
	other = iota
	figures
	letters
)

func kindOf(c rune) int {
	switch {
	case c >= '0' && c <= '9':
		return figures
	case unicode.IsLetter(c) || unicode.IsMark(c):
		return letters
	}
	return other
}

// narrow returns the ASCII character that a full-width one stands for.
func narrow(c rune) rune {
	if c >= '！' && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

func isNumber(token string) bool { return token[0] >= '0' && token[0] <= '9' }
