package names

import (
	"embed"
	"strings"
)

// wordFiles are the long lists of words, by language. A line is a word; what is
// behind # says what the words are, and where one comes from that is not plain.
//
//go:embed words
var wordFiles embed.FS

// words returns the set of words of a file of the lists.
func words(list string) map[string]bool {
	text := wordText(list)
	m := make(map[string]bool, strings.Count(text, "\n"))
	for line := range lines(text) {
		m[line] = true
	}
	return m
}

// wordText returns a file of the lists.
func wordText(list string) string {
	text, err := wordFiles.ReadFile("words/" + list + ".txt")
	if err != nil {
		panic(err) // a file is missing from the program
	}
	return string(text)
}

// wordLines yields the lines of a file of the lists without their comments.
func wordLines(list string) func(yield func(string) bool) { return lines(wordText(list)) }

// lines yields the lines of a list without their comments.
func lines(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}
