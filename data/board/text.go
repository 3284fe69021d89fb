package board

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

func isSpace(c rune) bool { return unicode.IsSpace(c) }

// isHyphen reports whether a line is a hyphen alone, white space and what
// [data.Sanitize] takes out aside. Nearly every line is told by its first
// letter.
func isHyphen(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	if c := line[0]; c < utf8.RuneSelf && c > ' ' && c != '-' && c != 0x7f {
		return false
	}
	if c, _ := utf8.DecodeRune(line); unicode.IsLetter(c) {
		return false
	}
	clean, _ := data.Sanitize(string(line))
	return strings.TrimSpace(clean) == "-"
}

// gluedDate finds the word date, with something like a day glued to it, at
// the end of text. It returns where the word begins and the day as written,
// or -1. The day is for others to check: date2025-02-30 is found.
func gluedDate(text string) (at int, day string) {
	const word = "date"
	at = strings.LastIndex(text, word)
	if at < 0 {
		return -1, ""
	}
	day = text[at+len(word):]
	if day == "" || day[0] < '0' || day[0] > '9' || strings.ContainsFunc(day, isSpace) {
		return -1, ""
	}
	return at, day
}

// linesUp yields the lines of text from its last to its first, without white
// space at their ends, each with where it begins.
func linesUp(text string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for end := len(text); end >= 0; {
			begin := strings.LastIndexByte(text[:end], '\n') + 1
			if !yield(strings.TrimRightFunc(text[begin:end], isSpace), begin) {
				return
			}
			end = begin - 1
		}
	}
}

// firstUnclean returns where the first line with something that
// [data.Sanitize] takes out begins, or 0.
func firstUnclean(text string) int {
	at := 0
	for line := range strings.Lines(text) {
		if _, n := data.Sanitize(line); n > 0 {
			return at
		}
		at += len(line)
	}
	return 0
}

// count writes a number and what it counts: 1 problem, 2 problems.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
