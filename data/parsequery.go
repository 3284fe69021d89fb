package data

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
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
//	source:KATS  lang:ko         where it is from, and its language
//	has:versions  has:attachment what is there beside its text; has:gone, no longer at its source
//	-org:samsung  -lang:ko       values that it must not have
//	category:energy  date:2025-11  since:30d  before:2025-01-01
//	org:KATS  person:"Kim Dae-ja"  country:vietnam
//	krw>=1tn  usd>500m  amount:any
//	is:unread  is:starred  -is:starred  is:corrected  new:
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
	p.query.Words = strings.Join(union(nil, p.words), " ")
	var clauses []Clause // each once
	for _, c := range p.query.Clauses {
		if !slices.ContainsFunc(clauses, c.equal) {
			clauses = append(clauses, c)
		}
	}
	p.query.Clauses = clauses
	if len(s) > MaxQuery/8 { // written out with backslashes and whole dates it may be longer, and must be read again
		if n := len(p.query.String()); n > MaxQuery {
			return Query{}, nil, &QueryError{0, len(s), fmt.Sprintf("a query has at most %d bytes, and this one %d when it is written out", MaxQuery, n)}
		}
	}
	return p.query, p.hints, nil
}

// queryParser reads items one after the other.
type queryParser struct {
	text   string
	today  Date
	at     int
	query  Query
	words  []string     // plain words, for Letters
	starts []int        // where they begin
	seen   map[any]bool // words, terms of clauses, names and sums
	hints  []QueryHint
	last   lastItem // what an OR would join
	latest string   // the last field, behind which an OR takes another value of it
	or     bool     // an OR waits for its right side
	single string   // the last name that was asked for without quotation marks, with its field
	ends   int      // where that ended
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
	t = p.spacedSum(t)
	if name, op := fieldAt(t.mask); op != "" {
		value := t.from(len(name) + len(op))
		op, value = meantOp(strings.ToLower(name), op, value)
		value = p.spacedValue(name, op, value)
		if is, err := p.isNew(start, not, name, op, value); is {
			return err
		}
		if p.isField(strings.ToLower(name), op, value) {
			return p.field(start, not, strings.ToLower(name), op, value)
		}
		if strings.HasSuffix(t.mask, ":") {
			t = token{strings.TrimSuffix(t.text, ":"), strings.TrimSuffix(t.mask, ":"), t.at}
		}
		if op == ":" && !slices.Contains(QueryFields, strings.ToLower(name)) && !strings.HasPrefix(value.text, "//") {
			p.hint(start, "%s: is no field%s, and looked for as a word", name, elsewhere(strings.ToLower(name), value.text))
		}
	}
	return p.bare(start, not, must, t)
}

// errOR is the error of joining what OR does not.
const errOR = "OR joins words, or values of one field, as in org:KATS OR org:KTR: of other fields all hold"

// operators are words of other search engines, with what to write here. Those that change nothing are passed over.
var operators = map[string]string{
	"AND": "all words have to be there: AND is not needed",
	"&":   "all words have to be there: & is not needed",
	"&&":  "all words have to be there: && is not needed",
	"|":   "either of two words is written a OR b",
	"or":  "or is looked for as a word: either of two is written a OR b",
	"||":  "either of two words is written a OR b",
	"NOT": "what is without a word is written -word: NOT is looked for",
}

// bare takes a token that is a word, or an operator.
func (p *queryParser) bare(start int, not, must bool, t token) error {
	if t.mask == "OR" && !not {
		if p.last == nothing || p.or {
			return p.errorf(start, "OR needs a word before it")
		}
		p.or = true // behind a facet another value of it may come
		return nil
	}
	p.hintDash(start, t)
	if what := operators[t.mask]; what != "" && !not && !must {
		if t.mask != "&" || !p.hintValue(start, t.text) {
			p.hint(start, "%s", what)
		}
		if t.mask != "NOT" && t.mask != "or" {
			return nil
		}
	}
	if strings.ContainsAny(t.mask, "()") && (strings.Contains(p.text, " OR ") || p.or) {
		p.hint(start, "brackets do not group here: a OR b joins two words")
	}
	if strings.Trim(t.mask, "-+*"+quotes) == "" {
		return nil // nothing to find yet: a dash, a star
	}
	if name, value, is := strings.Cut(t.mask, ":"); is && name[:min(len(name), 1)] >= "\x80" && otherFields[name] != "" {
		p.hint(start, "%s: is no field%s, and looked for as a word", name, elsewhere(name, value))
	}
	p.hintWord(start, t)
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
		p.words, p.starts = append(p.words, t.text), append(p.starts, start)
		p.last = aWord
		p.hintSum()
		p.hintValue(start, t.text)
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

// count counts a term, a name or a sum that was not there before, and reports too many.
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

func (p *queryParser) addSum(start int, s Sum) error {
	p.query.Sums = added(p.query.Sums, s)
	return p.count(start, s)
}

// term adds a term: a clause of its own, or behind an OR an alternative of the one before.
func (p *queryParser) term(start int, not bool, t Term) error {
	if err := p.count(start, t); err != nil {
		return err
	}
	if !p.or {
		p.query.Clauses = append(p.query.Clauses, Clause{not, []Term{t}})
		p.last = aClause
		return nil
	}
	if p.last == aFacet {
		return p.errorf(start, errOR)
	}
	p.or = false
	if p.last == aWord { // the word before becomes an alternative too
		n := len(p.words) - 1
		p.query.Clauses = append(p.query.Clauses, Clause{false, []Term{{Word, false, p.words[n]}}})
		p.words, p.starts = p.words[:n], p.starts[:n]
	}
	c := &p.query.Clauses[len(p.query.Clauses)-1]
	if c.Not || not {
		return p.errorf(start, "- and OR do not go together: write -a -b for neither")
	}
	c.Any = added(c.Any, t)
	p.last = aClause
	return nil
}

func (c Clause) equal(other Clause) bool { return c.Not == other.Not && slices.Equal(c.Any, other.Any) }

func (p *queryParser) errorf(start int, format string, args ...any) error {
	return &QueryError{start, max(p.at, start), fmt.Sprintf(format, args...)}
}

func (p *queryParser) hint(start int, format string, args ...any) {
	p.hints = append(p.hints, QueryHint{start, max(p.at, start), fmt.Sprintf(format, args...)})
}
