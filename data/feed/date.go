package feed

import (
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
	for i, p := range parts {
		if d := dateAt(parts[i:], p); d != 0 {
			return d
		}
	}
	return 0
}

// dateAt reads a date that begins with p.
func dateAt(parts []part, p part) data.Date {
	number := func(i int) int {
		if i < len(parts) && parts[i].digits > 0 && parts[i].digits <= 4 {
			return parts[i].number
		}
		return 0
	}
	switch {
	case p.digits == 8 || p.digits == 12 || p.digits == 14: // 20251114, 20251114093000
		return day(p.number/pow10(p.digits-4), p.number/pow10(p.digits-6)%100, p.number/pow10(p.digits-8)%100)
	case len(parts) == 1 && (p.digits == 10 && p.number > 1e8 || p.digits == 13): // seconds, milliseconds
		if p.digits == 13 {
			p.number /= 1000
		}
		y, m, d := time.Unix(int64(p.number), 0).UTC().Date()
		return day(y, int(m), d)
	case p.digits == 4 && p.number > 1000: // 2025-11-14, 2025. 11. 14., 2025년 11월 14일
		rest := parts[1:]
		if len(rest) > 1 && (rest[0].text == "년" || rest[0].text == "年") {
			rest = rest[1:]
		}
		if len(rest) > 0 {
			if m := monthOf(rest[0].text); m != 0 && len(rest) > 1 { // 2025 Nov 14
				return day(p.number, int(m), rest[1].number)
			}
		}
		if len(rest) > 2 && (rest[1].text == "월" || rest[1].text == "月") {
			rest = append([]part{rest[0]}, rest[2:]...)
		}
		if len(rest) > 1 && rest[0].digits > 0 && rest[0].digits <= 2 && rest[1].digits > 0 && rest[1].digits <= 2 && !strings.Contains(rest[0].before, ":") {
			return day(p.number, rest[0].number, rest[1].number)
		}
	case p.digits > 0 && p.digits <= 2 && len(parts) > 2:
		next := 1
		if t := strings.ToLower(parts[1].text); t == "st" || t == "nd" || t == "rd" || t == "th" || t == "de" || t == "er" { // 14th of
			next = 2
		}
		if next < len(parts) && strings.EqualFold(parts[next].text, "of") {
			next++
		}
		if next < len(parts) && parts[next].digits == 0 {
			if m := monthOf(parts[next].text); m != 0 { // 14 Nov 2025, 14 de noviembre de 2025
				if next+1 < len(parts) && strings.EqualFold(parts[next+1].text, "de") {
					next++
				}
				return day(year(number(next+1), parts, next+1), int(m), p.number)
			}
			return 0
		}
		return numeric(p, parts)
	case p.digits == 0 && len(parts) > 2 && monthOf(p.text) != 0: // Nov. 14, 2025
		next := 2
		if t := strings.ToLower(parts[2].text); t == "st" || t == "nd" || t == "rd" || t == "th" {
			next = 3
		}
		if number(1) > 0 && parts[1].digits <= 2 && next < len(parts) && parts[next].digits == 4 {
			return day(parts[next].number, int(monthOf(p.text)), parts[1].number)
		}
		if next = skipTime(parts, 2); parts[1].digits <= 2 && parts[2].digits > 0 && next < len(parts) && parts[next].digits == 4 { // Nov 14 09:30:00 KST 2025
			return day(parts[next].number, int(monthOf(p.text)), number(1))
		}
	}
	return 0
}

// skipTime returns where the year stands in dates as the date command writes them.
func skipTime(parts []part, i int) int {
	for i < len(parts) && (parts[i].digits <= 2 && parts[i].digits > 0 || parts[i].digits == 0) {
		i++
	}
	return i
}

// numeric reads 14.11.2025, 11/14/2025 and 14/11/2025.
func numeric(p part, parts []part) data.Date {
	if parts[1].digits == 0 || parts[1].digits > 2 || parts[2].digits != 4 {
		return 0
	}
	first, second, y := p.number, parts[1].number, parts[2].number
	switch {
	case first > 12, strings.HasPrefix(p.before, "."), first == second:
		return day(y, second, first)
	case second > 12:
		return day(y, first, second)
	}
	return 0
}

// year returns a year that may be written with two digits.
func year(n int, parts []part, i int) int {
	if i < len(parts) && parts[i].digits == 2 {
		if n < 70 {
			return 2000 + n
		}
		return 1900 + n
	}
	return n
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

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}
