package names

import (
	"embed"
	"iter"
	"slices"
	"strings"
)

// wordFiles are the long lists of words, by language. A line is a word; what is
// behind # says what the words are, and where one comes from that is not plain.
//
//go:embed words
var wordFiles embed.FS

// words returns the set of words of a file of the lists.
func words(list string) map[string]bool {
	m := map[string]bool{}
	for line := range wordLines(list) {
		m[line] = true
	}
	return m
}

// wordLines yields the lines of a file of the lists without their comments.
func wordLines(list string) iter.Seq[string] {
	text, err := wordFiles.ReadFile("words/" + list + ".txt")
	if err != nil {
		panic(err) // a file is missing from the program
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(text)) {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}

// term is a word of a list that says what it means: US$ = USD.
type term struct{ word, means string }

// terms returns the terms of a kind of a list, the longest words first, of which others are the beginning.
func terms(list, kind string) (terms []term) {
	for line := range wordLines(list) {
		if entry, ok := strings.CutPrefix(line, kind+": "); ok {
			word, means, _ := strings.Cut(entry, " = ")
			terms = append(terms, term{word, means})
		}
	}
	slices.SortStableFunc(terms, func(a, b term) int { return len(b.word) - len(a.word) })
	return terms
}
