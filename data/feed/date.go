package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

// months are the beginnings of the names of months, longest first where one begins
// another.
var months = []struct {
	begins string
	month  time.Month
}{
	{"jan", 1}, {"ene", 1}, {"gen", 1}, {"feb", 2}, {"fév", 2}, {"fev", 2}, {"mar", 3}, {"mär", 3}, {"apr", 4}, {"avr", 4}, {"abr", 4},
	{"may", 5}, {"mai", 5}, {"mag", 5}, {"juin", 6}, {"jun", 6}, {"giu", 6}, {"juil", 7}, {"jul", 7}, {"lug", 7}, {"aug", 8}, {"aoû", 8}, {"aou", 8}, {"ago", 8},
	{"sep", 9}, {"set", 9}, {"oct", 10}, {"okt", 10}, {"ott", 10}, {"out", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12}, {"déc", 12},
}

func monthOf(word string) time.Month {
	word = strings.ToLower(word)
	for _, m := range months {
		if strings.HasPrefix(word, m.begins) && utf8.RuneCountInString(word) <= 10 {
			return m.month
		}
	}
	return 0
}

// part is a run of digits or of letters of a date.
type part struct {
	text   string
	number int // of digits
	digits int // how many
	before string
}

// maxParts bounds what is read of a text that may be a date.
const maxParts = 12

func partsOf(s string) []part {
	var parts []part
	for i := 0; i < len(s) && len(parts) < maxParts; {
		c, n := utf8.DecodeRuneInString(s[i:])
		from := i
		switch {
		case c >= '0' && c <= '9':
			number := 0
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				number = min(number*10+int(s[i]-'0'), 1e15)
				i++
			}
			parts = append(parts, part{text: s[from:i], number: number, digits: i - from})
		case unicode.IsLetter(c):
			for i < len(s) {
				if c, n = utf8.DecodeRuneInString(s[i:]); !unicode.IsLetter(c) {
					break
				}
				i += n
			}
			parts = append(parts, part{text: s[from:i]})
		default:
			i += n
			if len(parts) > 0 {
				parts[len(parts)-1].before += string(c) // what parts it from the next
			}
		}
	}
	return parts
}

// parseDate reads the day that a text begins with, in any of the ways that sites write
// one, as it is written: in the zone of whoever wrote it. Where a day could be a month
// (3/4/2025) it reads none.
func parseDate(s string) data.Date {
	s = strings.TrimSpace(s)
	if len(s) > 200 {
		return 0
	}
	parts := partsOf(s)
	for i := range parts {
		for _, read := range dateForms {
			if d := read(parts[i:]); d != 0 {
				return d
			}
		}
	}
	return 0
}

// dateForms read a date that begins with the first of some parts.
var dateForms = []func([]part) data.Date{compact, seconds, yearFirst, dayFirst, monthFirst, numeric}

// isYear reports whether a part is a year of four digits.
func (p part) isYear() bool { return p.digits == 4 && p.number > 1000 }

// isShort reports whether a part is a number of one or two digits.
func (p part) isShort() bool { return p.digits == 1 || p.digits == 2 }

// word reports whether part i is one of the words.
func word(parts []part, i int, words ...string) bool {
	return i < len(parts) && slices.Contains(words, strings.ToLower(parts[i].text))
}

// compact reads 20251114 and 20251114093000.
func compact(parts []part) data.Date {
	if d := parts[0].digits; d != 8 && d != 12 && d != 14 {
		return 0
	}
	number := func(from, to int) int { n, _ := strconv.Atoi(parts[0].text[from:to]); return n }
	return day(number(0, 4), number(4, 6), number(6, 8))
}

// seconds reads seconds since 1970, or milliseconds, if there is nothing else.
func seconds(parts []part) data.Date {
	n := int64(parts[0].number)
	switch {
	case len(parts) > 1:
		return 0
	case parts[0].digits == 13:
		n /= 1000
	case parts[0].digits != 10 || n < 1e8:
		return 0
	}
	y, m, d := time.Unix(n, 0).UTC().Date()
	return day(y, int(m), d)
}

// yearFirst reads 2025-11-14, 2025. 11. 14., 2025년 11월 14일 and 2025 Nov 14.
func yearFirst(parts []part) data.Date {
	if !parts[0].isYear() {
		return 0
	}
	rest := parts[1:]
	if word(rest, 0, "년", "年") {
		rest = rest[1:]
	}
	if word(rest, 1, "월", "月") {
		rest = append([]part{rest[0]}, rest[2:]...)
	}
	if len(rest) < 2 || !rest[1].isShort() {
		return 0
	}
	if m := monthOf(rest[0].text); m != 0 {
		return day(parts[0].number, int(m), rest[1].number)
	}
	if !rest[0].isShort() || strings.Contains(rest[0].before, ":") { // a time
		return 0
	}
	return day(parts[0].number, rest[0].number, rest[1].number)
}

// ordinals are what stands behind the number of a day.
var ordinals = []string{"st", "nd", "rd", "th", "er", "de", "of"}

// dayFirst reads 14 Nov 2025, 14 Nov 25, 14th of November, 2025, 14 de noviembre de 2025.
func dayFirst(parts []part) data.Date {
	if !parts[0].isShort() {
		return 0
	}
	i := 1
	for word(parts, i, ordinals...) {
		i++
	}
	if i >= len(parts) || parts[i].digits > 0 {
		return 0
	}
	m := monthOf(parts[i].text)
	for i++; word(parts, i, "de"); {
		i++
	}
	if m == 0 || i >= len(parts) {
		return 0
	}
	switch y := parts[i]; {
	case y.digits == 4:
		return day(y.number, int(m), parts[0].number)
	case y.digits == 2 && y.number < 70:
		return day(2000+y.number, int(m), parts[0].number)
	case y.digits == 2:
		return day(1900+y.number, int(m), parts[0].number)
	}
	return 0
}

// monthFirst reads Nov. 14, 2025 and Nov 14 09:30:00 KST 2025.
func monthFirst(parts []part) data.Date {
	if parts[0].digits > 0 || len(parts) < 3 || !parts[1].isShort() {
		return 0
	}
	m := monthOf(parts[0].text)
	i := 2
	for word(parts, i, ordinals...) {
		i++
	}
	if i < len(parts) && parts[i].isShort() { // a time, as the date command writes it, and its zone
		for i < len(parts) && !parts[i].isYear() {
			i++
		}
	}
	if m == 0 || i >= len(parts) || parts[i].digits != 4 {
		return 0
	}
	return day(parts[i].number, int(m), parts[1].number)
}

// numeric reads 14.11.2025, 11/14/2025 and 14/11/2025.
func numeric(parts []part) data.Date {
	if len(parts) < 3 || !parts[0].isShort() || !parts[1].isShort() || parts[2].digits != 4 {
		return 0
	}
	first, second, y := parts[0].number, parts[1].number, parts[2].number
	switch {
	case first > 12, strings.HasPrefix(parts[0].before, "."), first == second:
		return day(y, second, first)
	case second > 12:
		return day(y, first, second)
	}
	return 0
}

// The years that a release may be of.
const firstYear, lastYear = 1900, 2200

func day(y, m, d int) data.Date {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < firstYear || y > lastYear || int(t.Month()) != m || t.Day() != d {
		return 0
	}
	return data.DateOf(t)
}

// dateLabels are words that sites write before a release's date.
var dateLabels = []string{
	"date of registration", "registration date", "registered date", "date registered", "published date", "publication date", "release date", "date posted", "posted on", "published on",
	"registered", "published", "posted", "created", "date", "등록일자", "등록일", "작성일", "게시일", "게시일자", "배포일", "발행일", "보도일", "날짜", "掲載日", "公開日", "発表日", "发布时间", "发布日期", "發布日期", "日期",
}

// labelledDate reads a line that is a date, with or without a label before it.
func labelledDate(line string) data.Date {
	if utf8.RuneCountInString(line) > 60 {
		return 0
	}
	rest := strings.TrimLeft(strings.ToLower(line), "-–•·* ")
	labelled := false
	for _, label := range dateLabels {
		if after, ok := strings.CutPrefix(rest, label); ok {
			rest, labelled = after, true
			break
		}
	}
	rest = strings.TrimLeft(rest, " :：|-")
	first, _, _ := strings.Cut(rest, " ")
	begins := rest != "" && rest[0] >= '0' && rest[0] <= '9' || monthOf(strings.TrimRight(first, ".")) != 0
	if !begins || !labelled && strings.Trim(rest, "0123456789") == "" { // a number of anything
		return 0
	}
	return parseDate(rest)
}
