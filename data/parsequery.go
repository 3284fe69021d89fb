package data

import (
	"fmt"
	"slices"
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

// QueryHint says how a query was read where something else may have been meant.
type QueryHint struct {
	Start, End int // bytes of the text
	What       string
}

// Limits of a query. Each term costs a search of its own, and so do a name and a
// sum of money.
const (
	MaxQuery = 4 << 10 // bytes
	MaxTerms = 64      // words, phrases, beginnings, names and sums together
)

// ParseQuery reads a query:
//
//	graphene pohang              both words, in headline or text
//	"advanced packaging"         the phrase
//	semicon*                     words that begin so
//	-tariff      a OR b          without; either
//	+tariff                      the word, and no scattered letters
//	title:amkor  ~grphn          in the headline; its letters
//	category:energy  date:2025-11  since:30d  before:2025-01-01
//	org:KATS  person:"Kim Dae-ja"  country:vietnam
//	krw>=1tn  usd>500m  amount:any
//	sort:date                    or relevance, or title
//
// A backslash takes the character behind it as it is. Full-width forms of ASCII,
// as an input method types them, are what they look like. What only looks like a
// field, as https: does, is a word. Periods such as 30d are counted from today.
// The error is a [*QueryError] that points at the place.
func ParseQuery(s string, today Date) (Query, error) {
	q, _, err := ParseQueryHints(s, today)
	return q, err
}

// ParseQueryHints is [ParseQuery], and says where the text may have been meant
// otherwise than it is read.
func ParseQueryHints(s string, today Date) (Query, []QueryHint, error) {
	if len(s) > MaxQuery {
		return Query{}, nil, &QueryError{MaxQuery, len(s), fmt.Sprintf("a query has at most %d bytes, and this one %d", MaxQuery, len(s))}
	}
	p := queryParser{text: s, today: today}
	if err := p.items(); err != nil {
		return Query{}, nil, err
	}
	p.query.Words = strings.Join(once(p.words, func(a, b string) bool { return a == b }), " ")
	p.query.Clauses = once(p.query.Clauses, Clause.equal)
	if len(s) > MaxQuery/8 { // written out with backslashes and whole dates it may be longer, and must be read again
		if n := len(p.query.String()); n > MaxQuery {
			return Query{}, nil, &QueryError{0, len(s), fmt.Sprintf("a query has at most %d bytes, and this one %d when it is written out", MaxQuery, n)}
		}
	}
	return p.query, p.hints, nil
}

// once returns a list without what stands in it before: what is said twice holds
// once.
func once[T any](list []T, equal func(a, b T) bool) (kept []T) {
	for _, v := range list {
		if !slices.ContainsFunc(kept, func(have T) bool { return equal(have, v) }) {
			kept = append(kept, v)
		}
	}
	return kept
}

// queryParser reads items one after the other.
type queryParser struct {
	text  string
	today Date
	at    int
	query Query
	words []string     // plain words, for Letters
	seen  map[any]bool // words, terms of clauses, names and sums
	hints []QueryHint
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

// items reads the whole text.
func (p *queryParser) items() error {
	for p.skipSpace(); p.at < len(p.text); p.skipSpace() {
		if err := p.item(); err != nil {
			return err
		}
	}
	if p.or {
		return &QueryError{len(p.text), len(p.text), "OR needs a word after it"}
	}
	return nil
}

func (p *queryParser) skipSpace() {
	for p.at < len(p.text) && spaceAt(p.text, p.at) {
		_, n := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += n
	}
}

// token is what stands up to the next white space. Mask is text with each byte
// that a backslash took away from its meaning replaced by escaped.
type token struct {
	text, mask string
	at         []int // where each byte comes from, and the end
}

const escaped = 1

// from returns the token without its first n bytes.
func (t token) from(n int) token { return token{t.text[n:], t.mask[n:], t.at[n:]} }

// token reads a token, and goes behind it.
func (p *queryParser) token() token {
	var text, mask strings.Builder
	var at []int
	for p.at < len(p.text) && !spaceAt(p.text, p.at) {
		start := p.at
		c, taken := p.letter()
		n := text.Len()
		text.WriteString(c)
		for range text.Len() - n {
			at = append(at, start)
		}
		if taken {
			mask.WriteString(strings.Repeat(string(rune(escaped)), text.Len()-n))
		} else {
			mask.WriteString(c)
		}
	}
	return token{text.String(), mask.String(), append(at, p.at)}
}

// letter reads the next letter in its plain form, or as it is behind a backslash.
func (p *queryParser) letter() (s string, taken bool) {
	if p.text[p.at] == '\\' && p.at+1 < len(p.text) {
		p.at++
		taken = true
	}
	c, n := utf8.DecodeRuneInString(p.text[p.at:])
	s = p.text[p.at : p.at+n]
	p.at += n
	if plain := plainForm(c); !taken && plain != c {
		s = string(plain)
	}
	return s, taken
}

// plainForm returns what a full-width form of ASCII looks like, and other
// characters as they are.
func plainForm(c rune) rune {
	switch {
	case c >= '！' && c <= '～':
		return c - '！' + '!'
	case c == '〜':
		return '~'
	}
	return c
}

// item reads one item: a word, a phrase, a field, an OR.
func (p *queryParser) item() error {
	start := p.at
	t := p.token()
	not, must := false, false
	if len(t.mask) > 1 && (t.mask[0] == '-' || t.mask[0] == '+') {
		not, must = t.mask[0] == '-', t.mask[0] == '+'
		t = t.from(1)
	}
	if t.mask[0] == '~' {
		if len(t.text) == 1 {
			return p.errorf(start, "~ needs letters after it: ~grphn")
		}
		return p.term(start, not, Term{Letters, true, t.text[1:]})
	}
	if quoteAt(t.mask) {
		phrase, err := p.quoted(t.at[0])
		if err != nil {
			return err
		}
		return p.phrase(start, not, phrase, false)
	}
	if name, op := fieldAt(t.mask); op != "" {
		value := t.from(len(name) + len(op))
		if p.isField(strings.ToLower(name), op, value) {
			if not && !strings.EqualFold(name, "title") {
				p.at = value.at[0]
				return p.errorf(start, "- goes with words and title:, not with %s", name)
			}
			return p.field(start, not, strings.ToLower(name), op, value)
		}
		if strings.HasSuffix(t.mask, ":") {
			t = token{strings.TrimSuffix(t.text, ":"), strings.TrimSuffix(t.mask, ":"), t.at}
		}
		if op == ":" && !slices.Contains(QueryFields, strings.ToLower(name)) && !strings.HasPrefix(value.text, "//") {
			p.hint(start, "%s: is no field%s, and looked for as a word", name, near(name))
		}
	}
	return p.bare(start, not, must, t)
}

// isField reports whether a name before an operator is a field, or meant for
// one.
func (p *queryParser) isField(name, op string, value token) bool {
	if op == ":" {
		if !slices.Contains(QueryFields, name) {
			return false
		}
		if value.text == "" && strings.TrimSpace(p.text[p.at:]) != "" {
			p.hint(value.at[0]-1, "%s: takes its value without a space, and is looked for as a word", name)
			return false
		}
		return true
	}
	amount := value.text != "" && value.text[0] >= '0' && value.text[0] <= '9'
	return isCurrency(name) || slices.Contains(QueryFields, name) || len(name) == len("krw") && amount
}

// operators are words of other search engines, with what to write here. Those
// that change nothing are passed over.
var operators = map[string]string{
	"AND": "all words have to be there: AND is not needed",
	"&":   "all words have to be there: & is not needed",
	"&&":  "all words have to be there: && is not needed",
	"|":   "either of two words is written a OR b",
	"||":  "either of two words is written a OR b",
	"NOT": "what is without a word is written -word: NOT is looked for",
}

// bare takes a token that is a word, or an operator.
func (p *queryParser) bare(start int, not, must bool, t token) error {
	if t.mask == "OR" && !not {
		if p.last == nothing || p.or {
			return p.errorf(start, "OR needs a word before it")
		}
		if p.last == aFacet {
			return p.errorf(start, "OR joins words; several values of a field are an OR already")
		}
		p.or = true
		return nil
	}
	if what := operators[t.mask]; what != "" && !not && !must {
		p.hint(start, "%s", what)
		if t.mask != "NOT" {
			return nil
		}
	}
	if strings.ContainsAny(t.mask, "()") && (strings.Contains(p.text, " OR ") || p.or) {
		p.hint(start, "brackets do not group here: a OR b joins two words")
	}
	if strings.Trim(t.mask, "-+*"+quotes) == "" {
		return nil // nothing to find yet: a dash, a star
	}
	return p.word(start, not, must, t, false)
}

// word takes a word, which may be a beginning of words.
func (p *queryParser) word(start int, not, must bool, t token, title bool) error {
	if strings.HasSuffix(t.mask, "*") {
		return p.term(start, not, Term{Prefix, title, strings.TrimSuffix(t.text, "*")})
	}
	if !not && !must && !title && !p.or && !strings.ContainsFunc(t.text, unicode.IsSpace) {
		if err := p.count(start, Term{Text: t.text}); err != nil {
			return err
		}
		p.words = append(p.words, t.text)
		p.last = aWord
		return nil
	}
	return p.term(start, not, Term{Word, title, t.text})
}

// phrase takes what stood in quotation marks.
func (p *queryParser) phrase(start int, not bool, text string, title bool) error {
	if text == "" {
		return p.errorf(start, "there is nothing between the quotation marks")
	}
	return p.term(start, not, Term{Phrase, title, text})
}

// count counts a term, a name or a sum that was not there before, and reports too
// many.
func (p *queryParser) count(start int, what any) error {
	if p.seen == nil {
		p.seen = map[any]bool{}
	}
	if p.seen[what] = true; len(p.seen) > MaxTerms {
		return p.errorf(start, "a query has at most %d words, phrases, names and sums", MaxTerms)
	}
	return nil
}

// named is a name, as it is counted.
type named struct{ field, name string }

// addSum adds a condition on sums.
func (p *queryParser) addSum(start int, s Sum) error {
	p.query.Sums = added(p.query.Sums, s)
	return p.count(start, s)
}

// term adds a term: a clause of its own, or behind an OR an alternative of
// the one before.
func (p *queryParser) term(start int, not bool, t Term) error {
	if err := p.count(start, t); err != nil {
		return err
	}
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
	c.Any = added(c.Any, t)
	p.last = aClause
	return nil
}

// equal reports whether two clauses say the same.
func (c Clause) equal(other Clause) bool { return c.Not == other.Not && slices.Equal(c.Any, other.Any) }

// field takes the value of a field, which goes on behind the token where it
// stands in quotation marks.
func (p *queryParser) field(start int, not bool, name, op string, t token) error {
	value, phrase := t.text, quoteAt(t.mask)
	if phrase {
		var err error
		if value, err = p.quoted(t.at[0]); err != nil {
			return err
		}
	}
	if name == "title" && op == ":" {
		switch {
		case !phrase && strings.Trim(t.mask, "*") == "":
			return p.errorf(start, "title: needs a word after it")
		case phrase:
			return p.phrase(start, not, value, true)
		}
		return p.word(start, not, false, t, true)
	}
	if p.or {
		return p.errorf(start, "OR joins words; several values of a field are an OR already")
	}
	p.last = aFacet
	if op != ":" {
		return p.sum(start, name, op, value)
	}
	facet, is := FacetOf(name)
	if value == "" && !(phrase && is) {
		return p.errorf(start, "%s: needs a value after it", name)
	}
	if !is {
		return p.option(t.at[0], name, value)
	}
	p.query.Values[facet] = added(p.query.Values[facet], value)
	if Facets[facet].Named {
		return p.count(t.at[0], named{name, value})
	}
	return nil
}

// option takes the value of a field that is a date, a sum or the order.
func (p *queryParser) option(from int, name, value string) error {
	q := &p.query
	switch name {
	case "amount":
		switch currency := strings.ToLower(value); {
		case currency == "any":
			return p.addSum(from, Sum{})
		case currency != "amount" && isCurrency(currency):
			return p.addSum(from, Sum{Currency: strings.ToUpper(currency)})
		default:
			return p.errorf(from, "amount: is any, or a currency; compare with krw>=1tn or usd>500m")
		}
	case "sort":
		for i, s := range sortNames {
			if s != "" && strings.EqualFold(s, value) {
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

// quoted reads what stands in the quotation marks at a place, and goes behind
// them. White space within is squeezed.
func (p *queryParser) quoted(start int) (string, error) {
	_, n := utf8.DecodeRuneInString(p.text[start:])
	p.at = start + n
	var b strings.Builder
	space := false // some is due, where something follows
	for p.at < len(p.text) {
		c, taken := p.letter()
		letter, _ := utf8.DecodeRuneInString(c)
		switch {
		case !taken && strings.ContainsRune(quotes, letter) && letter != '„' && letter != '«':
			return b.String(), nil
		case !taken && unicode.IsSpace(letter):
			space = b.Len() > 0
			continue
		case space:
			b.WriteByte(' ')
			space = false
		}
		b.WriteString(c)
	}
	return "", p.errorf(start, "a quotation mark is open: close it with \"")
}

func (p *queryParser) errorf(start int, format string, args ...any) error {
	return &QueryError{start, max(p.at, start), fmt.Sprintf(format, args...)}
}

func (p *queryParser) hint(start int, format string, args ...any) {
	p.hints = append(p.hints, QueryHint{start, max(p.at, start), fmt.Sprintf(format, args...)})
}

// quotes are the marks around phrases. Typographic ones may come pasted, and
// mixed.
const quotes = "\"“”„«»"

// quoteAt reports whether a mark that opens a quotation stands at the beginning.
func quoteAt(mask string) bool {
	c, _ := utf8.DecodeRuneInString(mask)
	return mask != "" && c != '»' && strings.ContainsRune(quotes, c)
}

func spaceAt(s string, i int) bool {
	c, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(c)
}

// fieldAt returns the name that s begins with, and what follows it: a colon or a
// comparison.
func fieldAt(s string) (name, op string) {
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n < 2 || n == len(s) {
		return "", ""
	}
	for _, op := range []string{">=", "<=", "≥", "≤", ":", ">", "<", "="} {
		if strings.HasPrefix(s[n:], op) {
			return s[:n], op
		}
	}
	return "", ""
}
