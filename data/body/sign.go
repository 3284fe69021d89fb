package body

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The families of signs that count. Of a run of signs, circled digits say, the
// family is the sign of its first.
const (
	stopFamily     = '.' // 1.
	closeFamily    = ')' // 1)
	bothFamily     = '(' // (1)
	bareFamily     = '0' // 1
	letterFamily   = 'a' // a) or (a)
	dottedFamily   = 'b' // a.
	romanFamily    = 'I' // I. or Ⅰ.
	smallFamily    = 'i' // i) or (i) or i.
	syllableFamily = '가' // 가. or 가)
	ordinalFamily  = '1' // First, Second,
	questionFamily = '?' // Q) and A), Q1. and A1.
	leadFamily     = '–' // no sign, but a lead: New Quays — Four projects …
)

// runs are the signs for 1 to 10 or to 20.
var runs = []struct{ first, last rune }{
	{'①', '⑳'}, {'❶', '❿'}, {'➀', '➉'}, {'➊', '➓'}, {'⑴', '⒇'}, {'ⓐ', 'ⓩ'}, {'㉠', '㉭'}, {'㉮', '㉻'},
}

// bullets are the signs that stand before items without a number. Behind those
// of risen, a figure is one that rose or fell.
const (
	bullets = "•‣∙⦁∘❖❍❏❐❑❒➢➤✓✔☐☑☒⚪⚫"
	risen   = "▲△▼▽▴▾"
)

// isShape reports whether c is a triangle, a square or a circle, as bullets are.
func isShape(c rune) bool { return c >= '■' && c <= '◿' }

// looseBullets are bullets where a sentence may begin, and elsewhere other
// things: degrees, arrows, the letter o, a dot between two names.
const looseBullets = "°→⇒oㅇㆍ·"

// lineBullets are signs for items at the beginning of a line, or behind a
// colon: elsewhere they are dashes.
const lineBullets = "-–—·+*"

const noteSigns = "※☞"

// isNoteSign reports whether w is the sign of a note wherever it stands.
func isNoteSign(w string) bool { return w != "" && strings.Contains(noteSigns, w) }

// isSign reports whether c is a word of its own wherever it stands.
func isSign(c rune) bool {
	if c < 0x2000 {
		return false
	}
	f, _ := runValue(c)
	return f != 0 || isShape(c) || strings.ContainsRune(noteSigns+bullets, c)
}

func runValue(c rune) (family rune, value int) {
	for _, r := range runs {
		if c >= r.first && c <= r.last {
			return r.first, int(c-r.first) + 1
		}
	}
	return 0, 0
}

// maxSign is longer than any sign, in bytes.
const maxSign = 16

// family returns what sign w could be: the family it is of, and its number,
// at most 99, or 0 for a bullet.
func family(w string) (family rune, value int) {
	if len(w) > maxSign {
		return 0, 0
	}
	if len(w) <= 2 && isDigits(w) && w[0] != '0' {
		value, _ = strconv.Atoi(w)
		return bareFamily, value
	}
	c, n := utf8.DecodeRuneInString(w)
	if n == len(w) {
		if f, v := runValue(c); f != 0 {
			return f, v
		}
		if isBullet(c) {
			return c, 0
		}
		if v := romanValue(w); v > 0 && n > 1 { // Ⅰ
			return romanFamily, v
		}
		return 0, 0
	}
	w = narrow(w)
	core, closed := strings.CutSuffix(w, ")")
	if !closed {
		var stopped bool
		if core, stopped = strings.CutSuffix(w, "."); !stopped {
			return 0, 0
		}
	}
	core, both := strings.CutPrefix(core, "(")
	if both && !closed || core == "" {
		return 0, 0
	}
	return counted(core, closed, both)
}

// counted returns the family and the number of a sign whose brackets or stop
// were taken away.
func counted(core string, closed, both bool) (family rune, value int) {
	if isDigits(core) {
		if core[0] == '0' || len(core) > 2 {
			return 0, 0
		}
		value, _ = strconv.Atoi(core)
		switch {
		case both:
			return bothFamily, value
		case closed:
			return closeFamily, value
		}
		return stopFamily, value
	}
	if v := romanValue(core); v > 0 && !closed {
		return romanFamily, v
	}
	if v := romanValue(strings.ToUpper(core)); v > 0 && core[0] == 'i' {
		return smallFamily, v
	}
	if len(core) == 1 && core[0] >= 'a' && core[0] <= 'z' {
		if closed {
			return letterFamily, int(core[0]-'a') + 1
		}
		return dottedFamily, int(core[0]-'a') + 1
	}
	for i, syllable := range []rune("가나다라마바사아자차카타파하") {
		if core == string(syllable) {
			return syllableFamily, i + 1
		}
	}
	return 0, 0
}

// romans are the numbers that lists have in Roman letters.
var romans = strings.Fields("I II III IV V VI VII VIII IX X XI XII")

func romanValue(w string) int {
	c, n := utf8.DecodeRuneInString(w)
	if c >= 'Ⅰ' && c <= 'Ⅻ' && n == len(w) {
		return int(c-'Ⅰ') + 1
	}
	return slices.Index(romans, w) + 1
}

// narrow returns w with full-width forms of ASCII as ASCII.
func narrow(w string) string {
	return strings.Map(func(c rune) rune {
		if c >= '！' && c <= '～' {
			return c - '！' + '!'
		}
		return c
	}, w)
}

// ordinals begin the sentences of a list in words.
var ordinals = map[string]int{
	"First": 1, "Firstly": 1, "Second": 2, "Secondly": 2, "Third": 3, "Thirdly": 3, "Fourth": 4, "Fourthly": 4,
	"Fifth": 5, "Fifthly": 5, "Sixth": 6, "Seventh": 7, "Eighth": 8, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5,
}

// ordinalSign returns the number of a word such as “Second,” and 0 of others.
func ordinalSign(w string) int {
	if core, paused := strings.CutSuffix(w, ","); paused {
		return ordinals[core]
	}
	return 0
}

// askers and answerers are the signs of questions and of answers, and who asks and answers in the record of a press conference.
var (
	askers    = setOf("askers")
	answerers = setOf("answerers")
)

// asksOrAnswers reports whether w is the sign of a question, or of an answer:
// Q) Q: Q1. Question 2: is “Question” and its number.
func asksOrAnswers(w string) (question, answer bool) {
	if len(w) > maxSign || len(w) < 2 {
		return false, false
	}
	w = narrow(w)
	core := strings.TrimRight(w, ")]>.:")
	if core == w || len(w)-len(core) > 1 {
		return false, false
	}
	for _, pair := range []string{"()", "[]", "<>"} {
		if strings.HasPrefix(core, pair[:1]) && strings.HasSuffix(w, pair[1:]) {
			core, w = core[1:], "" // its brackets are told
		}
	}
	if w != "" && strings.ContainsAny(w[len(core):], "]>") {
		return false, false
	}
	if core = strings.TrimRight(core, " 0123456789"); len(core) > maxShort && isAcronym(core) { // REPORTER:
		core = core[:1] + strings.ToLower(core[1:])
	}
	return askers[core], answerers[core]
}

func isBullet(family rune) bool {
	return isShape(family) || strings.ContainsRune(bullets, family) || strings.ContainsRune(looseBullets, family) ||
		strings.ContainsRune(lineBullets, family)
}

// figured reports whether w begins with a figure or a sign of currency.
func figured(w string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, openers))
	return unicode.IsDigit(c) || unicode.Is(unicode.Sc, c)
}
