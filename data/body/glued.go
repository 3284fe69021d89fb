package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about sentences and signs that a source glues to the word before
// them.

// cutsUnspaced reports whether a sentence ends before c although no space
// stands there: after a full stop of Chinese or Japanese, and after a Korean
// ending (했다.이어) that was glued to the next sentence.
func cutsUnspaced(before, last, c rune) bool {
	switch last {
	case '。', '！', '？':
		return !strings.ContainsRune(closers, c) && !unicode.IsPunct(c)
	case '.':
		return unicode.Is(unicode.Hangul, before) && unicode.Is(unicode.Hangul, c)
	}
	return false
}

// cutsGlued reports whether the word w ends before rest although no space
// stands there: a sign of a list (1)The), or a sentence (“… the quay.The
// Office …”, “… ports.2. Four …”), unless the stop is one of an address or a
// name.
func cutsGlued(w, rest string) bool {
	c, _ := utf8.DecodeRuneInString(rest)
	switch last := w[len(w)-1]; {
	case last == ')' && unicode.IsLetter(c) && len(w) <= maxSign:
		f, _ := family(w)
		question, answer := asksOrAnswers(w)
		return f == closeFamily || question || answer
	case !unicode.IsUpper(c) && !unicode.IsDigit(c):
		return false
	case c == '1' && unicode.IsLower(rune(last)):
		return len(w) <= maxGlued && opensTitles(rest)
	}
	if len(w) > maxGlued || strings.ContainsAny(w, "/@:") || strings.HasPrefix(w, "www.") {
		return false
	}
	return endsGlued(w, rest)
}

// endsGlued reports whether a sentence ends with w, a word of no address, and another begins with
// the capital or the figure behind it.
func endsGlued(w, rest string) bool {
	stopped := strings.TrimRight(w, closers)
	if stopped == "" {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(stopped)
	if last != '.' && last != '?' && last != '!' {
		return unicode.IsLower(last) && stopped == w && opensSentence(rest)
	}
	core := stopped[:len(stopped)-size]
	if before, _ := utf8.DecodeLastRuneInString(core); strings.Contains(core, ".") || !unicode.IsLower(before) {
		return false
	}
	c, n := utf8.DecodeRuneInString(rest)
	if unicode.IsDigit(c) {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		return digits <= 2 && strings.HasPrefix(rest[digits:], ". ")
	}
	after, _ := utf8.DecodeRuneInString(rest[n:])
	return !isURLEnd(rest) && (unicode.IsLower(after) || unicode.IsSpace(after) || unicode.IsUpper(after))
}

// maxGlued bounds the word that a sentence is glued to, in bytes.
const maxGlued = 60

// opensSentence reports whether a sentence begins with a subject that no name ends
// in: the heading before it was glued to it (“… of the
// PlanThe coast is …”). SmartThings and YouTube are names.
func opensSentence(rest string) bool {
	subject, after, found := strings.Cut(rest[:min(len(rest), maxGlued)], " ")
	c, _ := utf8.DecodeRuneInString(after)
	return found && strings.HasPrefix(subject, "Th") && subjects[subject] && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

// opensTitles reports whether the first of several numbered titles stands here,
// glued to a heading as the second one is to a sentence: “… the Plan1. Background
// … ports.2. Next Steps”.
func opensTitles(rest string) bool {
	title, found := strings.CutPrefix(rest[:min(len(rest), maxTitled)], "1. ")
	c, _ := utf8.DecodeRuneInString(title)
	return found && unicode.IsUpper(c) && strings.Contains(title, ".2. ")
}

// maxTitled bounds the text below the first of several numbered titles, in bytes.
const maxTitled = 4000

// isURLEnd reports whether the end of an address stands here: Booking.Com.
func isURLEnd(rest string) bool {
	end := strings.IndexFunc(rest, func(c rune) bool { return !unicode.IsLetter(c) })
	if end < 0 {
		end = len(rest)
	}
	switch strings.ToLower(rest[:end]) {
	case "com", "net", "org", "kr", "js", "io", "ai":
		return true
	}
	return false
}
