package board

import (
	"bytes"
	"html"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

func isSpace(c rune) bool { return unicode.IsSpace(c) }

func isBlank(s string) bool { return strings.TrimLeftFunc(s, isSpace) == "" }

// source is the text of a record, and where it stands.
type source struct {
	text  string
	line  int // of its beginning
	start int // the record's place: the line of its separator; 0 where there is none
}

// lineOf returns the line of the file on which byte at of the text stands.
func (s source) lineOf(at int) int { return s.line + strings.Count(s.text[:at], "\n") }

// place returns the line that the record is known by.
func (s source) place() int {
	if s.start == 0 {
		return s.line
	}
	return s.start
}

// dashes are the signs that are alone on a line between records, as boards and
// editors write them.
const dashes = "-‐‑‒–—―−－﹣ㅡ─"

// isDash reports whether a line is dashes alone, white space and what
// [data.Sanitize] takes out aside. Nearly every line is told by its first
// letter.
func isDash(line []byte) bool {
	if len(line) == 0 || len(line) > maxMark {
		return len(line) > 0 && line[0] == '-' && len(bytes.TrimSpace(line[1:])) == 0
	}
	if c := line[0]; c < utf8.RuneSelf && c > ' ' && c != '-' && c != 0x7f {
		return false
	}
	text, _ := data.Sanitize(string(line))
	text = strings.TrimSpace(text)
	return text != "" && strings.Trim(text, dashes) == ""
}

// isRule reports whether a line is drawn of other signs: ***, =====.
func isRule(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) >= minRule && strings.IndexByte("*=_", line[0]) >= 0 && len(bytes.Trim(line, string(line[:1]))) == 0
}

// minRule is how many signs make a line.
const minRule = 3

// entity is a character as HTML names it. Without its semicolon it may be a part
// of an address. Text that was escaped twice has &amp; in place of its &.
var entity = data.Pattern(`&(?:amp;){0,2}(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// cleaned returns a text sanitised and without the names that HTML has for
// characters, in as many lines, and how many characters were taken out.
func cleaned(text string) (string, int) {
	if strings.Contains(text, "&") {
		text = entity().ReplaceAllStringFunc(text, func(name string) string {
			c := name
			for range 1 + strings.Count(name, "amp;") {
				c = html.UnescapeString(c)
			}
			if isBlank(c) && c != "\u00a0" {
				return " "
			}
			return c
		})
	}
	return data.Sanitize(text)
}

// clean is cleaned and unifyLines for a text that is only looked at.
func clean(text string) string {
	text, _ = cleaned(unifyLines(strings.ToValidUTF8(text, "\ufffd")))
	return text
}

// unifyLines writes all line ends as newlines; a carriage return that ends no
// line is a space.
func unifyLines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", " ")
}

// gluedWord stands before the day, without a space, at the end of a record.
const gluedWord = "date"

// gluedDate finds the word date, with something like a day glued to it, at
// the end of text. It returns where the word begins and the day as written,
// or -1. The day is for others to check: date2025-02-30 is found.
func gluedDate(text string) (at int, day string) {
	at = strings.LastIndex(text, gluedWord)
	if at < 0 {
		return -1, ""
	}
	day = text[at+len(gluedWord):]
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
			begin := lastLine(text[:end])
			if !yield(strings.TrimRightFunc(text[begin:end], isSpace), begin) {
				return
			}
			end = begin - 1
		}
	}
}

// lastLine returns where the last line of a text begins.
func lastLine[T string | []byte](text T) int {
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] == '\n' {
			return i + 1
		}
	}
	return 0
}

// firstLine returns the first line that is not blank, trimmed, and what follows
// its line end.
func firstLine(text string) (line, rest string) {
	text = strings.TrimLeftFunc(text, isSpace)
	line, rest, _ = strings.Cut(text, "\n")
	return strings.TrimSpace(line), rest
}

// anyLine reports whether is holds for a line of a text, trimmed.
func anyLine(text string, is func(line string) bool) bool {
	for line := range strings.Lines(text) {
		if is(strings.TrimSpace(line)) {
			return true
		}
	}
	return false
}

// tail returns the last bytes of a text, from the beginning of a line if there is
// one.
func tail(text []byte) string {
	if n := len(text) - maxHead; n > 0 {
		text = text[n:]
	}
	return string(text)
}

// firstUnclean returns where the first line with something that
// [data.Sanitize] takes out begins, or 0.
func firstUnclean(text string) int {
	at := 0
	for line := range strings.Lines(text) {
		if _, n := cleaned(line); n > 0 {
			return at
		}
		at += len(line)
	}
	return 0
}

// firstInvalid returns where s stops being UTF-8, or -1.
func firstInvalid(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, c := range s {
		if c == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}
