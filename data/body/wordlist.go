package body

import (
	"embed"
	"slices"
	"strings"

	"pressroom/data/text"
)

// wordFiles are lists of words by language, a phrase a line, and in sets.txt several, each below its name. Lines with #
// in front say what the words do, and where they come from.
//
//go:embed words
var wordFiles embed.FS

// wordLines returns the lines of a list, of all languages.
func wordLines(list string) (lines []string) {
	for _, language := range []string{"en", "ko"} {
		lines = slices.AppendSeq(lines, text.ListLines(wordFiles, "words/"+language+"/"+list+".txt"))
	}
	return lines
}

// wordList returns the set of phrases of a list.
func wordList(list string) map[string]bool {
	m := map[string]bool{}
	for _, line := range wordLines(list) {
		m[line] = true
	}
	return m
}

// sets are those of sets.txt. In them a _ stands for the space of a phrase.
var sets = func() map[string]map[string]bool {
	m, name := map[string]map[string]bool{}, ""
	for _, line := range wordLines("sets") {
		if line[0] == '[' {
			name = strings.Trim(line, "[]")
			if m[name] == nil {
				m[name] = map[string]bool{}
			}
			continue
		}
		for w := range strings.FieldsSeq(line) {
			m[name][strings.ReplaceAll(w, "_", " ")] = true
		}
	}
	return m
}()

// setOf returns the set of a name, which sets.txt must have.
func setOf(name string) map[string]bool {
	if sets[name] == nil {
		panic("no set of words is called " + name)
	}
	return sets[name]
}
