package data

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// QueryError says what is wrong with a query, and where in its text.
type QueryError struct {
	Start, End int // bytes of the text
	What       string
}

func (e *QueryError) Error() string { return e.What }

// QueryFields are the fields of a query, as they are completed and proposed.
var QueryFields = []string{"title", "category", "date", "since", "before", "org", "person", "amount", "sort"}

// ParseQuery reads a query:
//
//	graphene pohang              both words, in headline or text
//	"advanced packaging"         the phrase
//	semicon*                     words that begin so
//	-tariff      a OR b          without; either
//	title:amkor  ~grphn          in the headline; its letters
//	category:energy  date:2025-11  since:30d  before:2025-01-01
//	org:KATS  person:"Kim Dae-ja"
//	krw>=1tn  usd>500m  amount:any
//	sort:date                    or relevance, or title
//
// Periods such as 30d are counted from today. The error is a [*QueryError]
// that points at the place.
func ParseQuery(s string, today Date) (Query, error) {
	p := queryParser{text: s, today: today}
	for p.skipSpace(); p.at < len(p.text); p.skipSpace() {
		if err := p.item(); err != nil {
			return Query{}, err
		}
	}
	if p.or {
		return Query{}, &QueryError{len(s), len(s), "OR needs a word after it"}
	}
	p.query.Letters = strings.Join(p.words, " ")
	return p.query, nil
}

// queryParser reads items one after the other.
type queryParser struct {
	text  string
	today Date
	at    int
	query Query
	words []string // plain words, for Letters
	last  lastItem // what an OR would join
	or    bool     // an OR waits for its right side
}

// lastItem says where the item before went.
type lastItem uint8

const (
	nothing lastItem = iota
	aWord            // the last of words
	aClause          // the last of Clauses
	aFacet
)

func (p *queryParser) skipSpace() {
	for p.at < len(p.text) {
		c, n := utf8.DecodeRuneInString(p.text[p.at:])
		if !unicode.IsSpace(c) {
			return
		}
		p.at += n
	}
}

// item reads one item: a word, a phrase, a field, an OR.
func (p *queryParser) item() error {
	start := p.at
	not := false
	if p.text[p.at] == '-' && p.at+1 < len(p.text) && !spaceAt(p.text, p.at+1) {
		not = true
		p.at++
	}
	if p.text[p.at] == '~' {
		p.at++
		word := p.bare()
		if word == "" {
			return p.errorf(start, "~ needs letters after it: ~grphn")
		}
		return p.term(start, not, Term{Letters, true, word})
	}
	if closing := closingQuote(p.text[p.at:]); closing != "" {
		phrase, err := p.quoted(closing)
		if err != nil {
			return err
		}
		return p.phrase(start, not, phrase, false)
	}
	if name, op := fieldAt(p.text[p.at:]); op != "" {
		p.at += len(name) + len(op)
		if not && name != "title" {
			return p.errorf(start, "- goes with words and title:, not with %s", name)
		}
		return p.field(start, not, strings.ToLower(name), op)
	}
	word := p.bare()
	switch {
	case word == "OR" && !not:
		if p.last == nothing || p.or {
			return p.errorf(start, "OR needs a word before it")
		}
		if p.last == aFacet {
			return p.errorf(start, "OR joins words; several values of a field are an OR already")
		}
		p.or = true
		return nil
	case strings.Trim(word, "-*\"“”") == "":
		return nil // nothing to find yet: a dash, a star
	}
	return p.word(start, not, word, false)
}

// word takes a bare word, which may be a beginning of words.
func (p *queryParser) word(start int, not bool, word string, title bool) error {
	if stem, ok := strings.CutSuffix(word, "*"); ok {
		return p.term(start, not, Term{Prefix, title, stem})
	}
	if !not && !title && !p.or {
		p.words = append(p.words, word)
		p.last = aWord
		return nil
	}
	return p.term(start, not, Term{Word, title, word})
}

// phrase takes what stood in quotation marks.
func (p *queryParser) phrase(start int, not bool, text string, title bool) error {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return p.errorf(start, "there is nothing between the quotation marks")
	}
	return p.term(start, not, Term{Phrase, title, text})
}

// term adds a term: a clause of its own, or behind an OR an alternative of
// the one before.
func (p *queryParser) term(start int, not bool, t Term) error {
	if !p.or {
		p.query.Clauses = append(p.query.Clauses, Clause{not, []Term{t}})
		p.last = aClause
		return nil
	}
	p.or = false
	if p.last == aWord { // the word before becomes an alternative too
		n := len(p.words) - 1
		p.query.Clauses = append(p.query.Clauses, Clause{false, []Term{{Word, false, p.words[n]}}})
		p.words = p.words[:n]
	}
	c := &p.query.Clauses[len(p.query.Clauses)-1]
	if c.Not || not {
		return p.errorf(start, "- and OR do not go together: write -a -b for neither")
	}
	c.Any = append(c.Any, t)
	p.last = aClause
	return nil
}

// field reads the value of a field and takes it.
func (p *queryParser) field(start int, not bool, name, op string) error {
	from := p.at
	value, phrase := "", false
	if closing := closingQuote(p.text[p.at:]); closing != "" {
		var err error
		if value, err = p.quoted(closing); err != nil {
			return err
		}
		phrase = true
	} else {
		value = p.bare()
	}
	if name == "title" && op == ":" {
		switch {
		case strings.Trim(value, "*") == "":
			return p.errorf(start, "title: needs a word after it")
		case phrase:
			return p.phrase(start, not, value, true)
		}
		return p.word(start, not, value, true)
	}
	if p.or {
		return p.errorf(start, "OR joins words; several values of a field are an OR already")
	}
	p.last = aFacet
	value = strings.Join(strings.Fields(value), " ")
	if op != ":" {
		return p.sum(start, name, op, value)
	}
	if value == "" {
		return p.errorf(start, "%s: needs a value after it", name)
	}
	return p.facet(start, from, name, value)
}

// facet takes the value of a field that is a facet, or the order.
func (p *queryParser) facet(start, from int, name, value string) error {
	q := &p.query
	switch name {
	case "category":
		q.Categories = added(q.Categories, value)
	case "org":
		q.Orgs = added(q.Orgs, value)
	case "person":
		q.People = added(q.People, value)
	case "amount":
		if value != "any" {
			return p.errorf(from, "amount: is any; compare with krw>=1tn or usd>500m")
		}
		q.Sums = added(q.Sums, Sum{})
	case "sort":
		for i, s := range sortNames {
			if s == value && s != "" {
				q.Sort = Sort(i)
				return nil
			}
		}
		return p.errorf(from, "sort: is date, relevance or title, not %s", value)
	case "date", "since", "before":
		period, err := ParsePeriod(value, p.today)
		if err != nil {
			return p.errorf(from, "%s", err)
		}
		switch name {
		case "date":
			q.Periods = added(q.Periods, period)
		case "since":
			if period.From == 0 {
				return p.errorf(from, "since: needs a day, a month or a year")
			}
			q.Window.From = max(q.Window.From, period.From)
		case "before":
			if period.From == 0 {
				return p.errorf(from, "before: needs a day, a month or a year")
			}
			if to := period.From.AddDays(-1); q.Window.To == 0 || to < q.Window.To {
				q.Window.To = to
			}
		}
	default:
		return p.errorf(start, "there is no field %s%s", name, meant(name, QueryFields))
	}
	return nil
}

func added[T comparable](set []T, v T) []T {
	for _, have := range set {
		if have == v {
			return set
		}
	}
	return append(set, v)
}

// bare reads up to the next space.
func (p *queryParser) bare() string {
	from := p.at
	for p.at < len(p.text) && !spaceAt(p.text, p.at) {
		_, n := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += n
	}
	return p.text[from:p.at]
}

// quoted reads what stands in quotation marks.
func (p *queryParser) quoted(closing string) (string, error) {
	start := p.at
	_, n := utf8.DecodeRuneInString(p.text[p.at:])
	from := p.at + n
	end := strings.IndexAny(p.text[from:], closing)
	if end < 0 {
		p.at = len(p.text)
		return "", p.errorf(start, "a quotation mark is open: close it with \"")
	}
	_, n = utf8.DecodeRuneInString(p.text[from+end:])
	p.at = from + end + n
	return p.text[from : from+end], nil
}

func (p *queryParser) errorf(start int, format string, args ...any) error {
	return &QueryError{start, max(p.at, start), fmt.Sprintf(format, args...)}
}

// closingQuote returns the marks that close the quotation that s begins with,
// "" where it begins none. Typographic marks may come pasted.
func closingQuote(s string) string {
	c, _ := utf8.DecodeRuneInString(s)
	switch c {
	case '"', '“', '”', '„', '«':
		return "\"“”»"
	}
	return ""
}

func spaceAt(s string, i int) bool {
	c, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(c)
}

// fieldAt returns the name of the field that s begins with, and what follows
// it: a colon or a comparison. A colon that only ends a word makes no field.
func fieldAt(s string) (name, op string) {
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n < 2 || n == len(s) {
		return "", ""
	}
	for _, op := range []string{">=", "<=", ":", ">", "<", "="} {
		if strings.HasPrefix(s[n:], op) {
			return s[:n], op
		}
	}
	return "", ""
}
