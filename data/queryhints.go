package data

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about what a query may have been meant to be: hints beside how it is read.

// hintValue says how a name of several words is written, as country:United States, or one with a slash or an
// ampersand, was meant: a shell takes quotation marks away.
func (p *queryParser) hintValue(start int, word string) (hinted bool) {
	field, value, _ := strings.Cut(p.single, ":")
	capital := func(s string) bool {
		c, _ := utf8.DecodeRuneInString(s)
		return unicode.IsUpper(c)
	}
	hinted = p.single != "" && strings.TrimSpace(p.text[p.ends:start]) == ""
	if word == "/" || word == "&" {
		rest := strings.Fields(p.text[start:])
		word = strings.Join(rest[:min(2, len(rest))], " ")
	} else {
		hinted = hinted && capital(value) && capital(word)
	}
	if hinted {
		whole := field + ":" + QuoteValue(value+" "+word)
		p.hint(start, "%s: has the value %s, and %s is looked for as a word: %s takes both, and in a shell '%s'", field, value, word, whole, whole)
	}
	p.single = ""
	return hinted
}

// hintList says how several values are written, and how one of several words.
func (p *queryParser) hintList(start int, name string, t token) {
	values := strings.FieldsFunc(t.mask, func(c rune) bool { return strings.ContainsRune("(),|", c) })
	switch {
	case p.singleQuoted(start, t.mask):
		p.hint(start, "%s: takes several words in double quotation marks: %s:\"…\"", name, name)
	case strings.HasPrefix(t.mask, "(") || len(values) > 1 && !quoteAt(t.mask):
		values = append(values, "…", "…") // at least
		p.hint(start, "%s: takes one value: %s:%s %s:%s finds either", name, name, values[0], name, values[1])
	case len(t.mask) > 1 && (t.mask[0] == '-' || t.mask[0] == '!'):
		p.hint(start, "-%s:%s is without it", name, t.text[1:])
	}
}

// hintHas says which values has: takes, where one is no beginning of any, nor several of it.
func (p *queryParser) hintHas(start int, facet Facet, value string) {
	typed := strings.ToLower(value)
	known := func(has string) bool { return strings.HasPrefix(has, typed) || typed == has+"s" }
	if facet == Has && !slices.ContainsFunc(HasValues, known) {
		p.hint(start, "has: is %s or %s, not %s", strings.Join(HasValues[:len(HasValues)-1], ", "), HasValues[len(HasValues)-1], value)
	}
}

// singleQuoted reports whether typed begins with a quotation mark that begins no phrase, and that is closed.
func (p *queryParser) singleQuoted(start int, typed string) bool {
	c, n := utf8.DecodeRuneInString(typed)
	return n < len(typed) && strings.ContainsRune("'‘「『", c) && strings.ContainsAny(p.text[start+1:], "'’」』")
}

// hintDash says how something is left out, where a hyphen stands alone first, or before a field.
func (p *queryParser) hintDash(start int, t token) {
	field, _, _ := strings.Cut(strings.TrimSpace(p.text[p.at:]), ":")
	if t.text == "-" && field != "" && (p.last == nothing || slices.Contains(QueryFields, strings.ToLower(field))) {
		p.hint(start, "what is left out stands behind - without a space: -word, -org:KATS")
	}
}

// hintWord says how a word may have been meant that has signs of other search engines.
func (p *queryParser) hintWord(start int, t token) {
	switch left, right, either := strings.Cut(t.mask, "|"); {
	case p.singleQuoted(start, t.mask):
		p.hint(start, "a phrase stands in double quotation marks")
	case either && left != "" && right != "":
		p.hint(start, "either of two words is written %s OR %s", left, right)
	case len(t.mask) > 1 && t.mask[0] == '!':
		p.hint(start, "what is without a word is written -%s", t.text[1:])
	}
}

// elsewhere proposes what was meant by a field that is none: a comparison for a currency, else a field.
func elsewhere(name, value string) string {
	switch {
	case name == "id":
		return " (pressroom show ID opens a release)"
	case name == "text" || name == "body" || name == "content":
		return " (a word alone is looked for in texts too)"
	case slices.Contains(IsValues, name):
		return " (is:" + name + " is one)"
	case !isCurrency(name):
		return near(name)
	}
	if value == "" || value[0] < '0' || value[0] > '9' {
		return " (amount:" + name + " is one)"
	}
	from, to, _ := strings.Cut(value, "..")
	ask := name + ">=" + from
	if to != "" {
		ask += " " + name + "<=" + to
	}
	return " (" + ask + " finds sums)"
}

// spoken are currencies as they are called, by their codes.
var spoken = map[string]string{
	"won": "krw", "dollar": "usd", "dollars": "usd", "us$": "usd", "$": "usd", "euro": "eur", "euros": "eur", "yen": "jpy", "₩": "krw", "원": "krw", "€": "eur", "£": "gbp",
}

// hintSum says how to ask for a sum where the last plain words name one, as KRW 1 trillion does.
func (p *queryParser) hintSum() {
	const most = 3
	for n := 1; n <= min(most, len(p.words)); n++ {
		from := len(p.words) - n
		if text, ok := sumOf(p.words[from:]); ok {
			p.hint(p.starts[from], "%s finds releases that name such a sum, or more", text)
			return
		}
	}
}

// sumOf returns the condition that words name: a currency, and a number with its unit, in either order.
func sumOf(words []string) (condition string, ok bool) {
	code := func(word string) string {
		word = strings.ToLower(word)
		if spoken[word] != "" {
			return spoken[word]
		}
		if isCurrency(word) && word != "amount" {
			return word
		}
		return ""
	}
	if len(words) == 1 {
		words = signed(words[0])
	}
	first, last := code(words[0]), code(words[len(words)-1])
	number := ""
	switch {
	case first != "" && last == "":
		number = strings.Join(words[1:], "")
	case first == "" && last != "":
		first, number = last, strings.Join(words[:len(words)-1], "")
	default:
		return "", false
	}
	number, to, isRange := strings.Cut(strings.ToLower(strings.ReplaceAll(number, ",", "")), "..")
	if number, ok = withUnit(number); !ok {
		return "", false
	}
	condition = first + ">=" + number
	if to, ok = withUnit(to); ok && isRange {
		condition += " " + first + "<=" + to
	}
	return condition, true
}

// signed returns a word as a sum of money is said, where it has a currency's sign before it or behind it: $5m, 1조원.
func signed(word string) []string {
	for _, sign := range []string{"us$", "$", "₩", "€", "£"} {
		if n := len(sign); len(word) > n && strings.EqualFold(word[:n], sign) {
			return []string{sign, word[n:]}
		}
	}
	if number, is := strings.CutSuffix(word, "원"); is {
		return []string{number, "원"}
	}
	return []string{word}
}

// withUnit returns a number with its unit as conditions have it.
func withUnit(number string) (text string, ok bool) {
	digits := strings.TrimRightFunc(number, isUnitLetter)
	if _, err := strconv.ParseFloat(digits, 64); err != nil || strings.Trim(digits, "0123456789.") != "" {
		return "", false
	}
	unit := number[len(digits):]
	for _, u := range units {
		if slices.Contains(u.names, unit) {
			return digits + u.names[0], true
		}
	}
	return number, koreanUnits[unit] != 0
}

// otherFields are names that other search engines have for fields.
var otherFields = map[string]string{
	"organisation": "org", "organization": "org", "company": "org", "people": "person", "name": "person",
	"cat": "category", "topic": "category", "nation": "country", "language": "lang", "office": "source", "site": "source",
	"after": "since", "from": "since", "until": "before", "to": "before",
	"day": "date", "month": "date", "year": "date", "headline": "title", "subject": "title", "tag": "category", "in": "category",
	"by": "person", "author": "person", "who": "person", "ministry": "source", "publisher": "source", "press": "source", "order": "sort",
	"기관": "org", "조직": "org", "회사": "org", "기업": "org", "인물": "person", "사람": "person", "이름": "person", "국가": "country", "나라": "country",
	"날짜": "date", "기간": "date", "이후": "since", "부터": "since", "이전": "before", "까지": "before", "제목": "title", "분야": "category", "분류": "category",
	"언어": "lang", "출처": "source", "부처": "source", "정렬": "sort", "금액": "amount",
}

// near proposes the field that was probably meant, and says nothing where none is near.
func near(name string) string {
	if best := cmp.Or(otherFields[strings.ToLower(name)], nearest(strings.ToLower(name), QueryFields)); best != "" {
		return " (" + best + ": is one)"
	}
	return ""
}
