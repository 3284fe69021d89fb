package texts

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data/body"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// Snippet is the place of a release that shows best why it matches.
type Snippet struct {
	Number     int
	Where      Where
	Text       string      // one line of the body, with … where it was cut
	Highlights []text.Span // what was searched for, in Text
	Headline   []text.Span // and in the headline
}

// The measures of a snippet, in bytes: about a quarter stands before the first word that is highlighted.
const (
	snippetBytes  = 180
	snippetBefore = 45
)

// ellipsis stands where a snippet was cut.
const ellipsis = "…"

// Snippets returns the snippets of releases, which are meant to be those on the
// screen: each costs reading a body, a hundredth of a millisecond for 2 KB. A
// release whose text cannot be read has none of it in its snippet.
func (t Query) Snippets(ctx context.Context, s *snapshot.Snapshot, numbers []int) (list []Snippet, err error) {
	finder := t.finder()
	var cut text.Tokens
	err = s.Bodies(ctx, numbers, func(n int, text string, _ error) error {
		found := Snippet{Number: n}
		cut.Cut(s.Title(n))
		found.Where = finder.where(n, &cut)
		found.Headline = spansOf(finder.marks(&cut, true))
		words := body.Words(text)
		cut.Cut(words)
		found.Text, found.Highlights = snippet(words, finder.marks(&cut, false))
		list = append(list, found)
		return ctx.Err()
	})
	return list, err
}

// Highlights returns the stretches of a text in which t finds something, in their
// order; they do not overlap. Headline tells whether it is one: some terms are
// found in headlines alone.
func (t Query) Highlights(s string, headline bool) []text.Span {
	var cut text.Tokens
	cut.Cut(s)
	f := t.finder()
	return spansOf(f.marks(&cut, headline))
}

// finder finds in a text what a [Query] asks for. It has the clauses that say not left out.
type finder struct {
	matcher *matcher
	clause  []int          // of each pattern
	clauses []bool         // each: it asks for letters of headlines alone, which a hit has
	letters []map[int]bool // of a clause that asks for other terms besides: the releases that have the letters
}

func (t Query) finder() finder {
	var f finder
	var patterns []*pattern
	list, _ := t.clauses() // what is too much is not highlighted
	for _, c := range list {
		if c.not {
			continue
		}
		for i := range c.patterns {
			patterns = append(patterns, &c.patterns[i])
			f.clause = append(f.clause, len(f.clauses))
		}
		f.clauses = append(f.clauses, len(c.patterns) == 0)
		f.letters = append(f.letters, t.haveLetters(c))
	}
	f.matcher = newMatcher(patterns)
	return f
}

// haveLetters returns the releases whose headlines have letters of a clause that asks for other terms too.
func (t Query) haveLetters(c clause) map[int]bool {
	if t.Letters == nil || len(c.letters) == 0 || len(c.patterns) == 0 {
		return nil
	}
	numbers := map[int]bool{}
	for _, l := range c.letters {
		for _, n := range t.Letters(l) {
			numbers[n] = true
		}
	}
	return numbers
}

// where tells whether the headline of a release that is a hit has all that is asked for.
func (f *finder) where(number int, headline *text.Tokens) Where {
	holds := slices.Clone(f.clauses)
	for i, numbers := range f.letters {
		holds[i] = holds[i] || numbers[number]
	}
	f.matcher.each(headline, true, func(k, _, _ int) { holds[f.clause[k]] = true })
	if slices.Contains(holds, false) {
		return InText
	}
	return InHeadline
}

// mark is a place where a clause finds something.
type mark struct {
	text.Span
	clause int
}

// marks returns the places in their order.
func (f *finder) marks(t *text.Tokens, headline bool) []mark {
	var list []mark
	f.matcher.each(t, headline, func(k, from, to int) {
		span := text.Span{Start: int(t.List[from].Start), End: int(t.List[to-1].End)}
		list = append(list, mark{span, f.clause[k]})
	})
	slices.SortFunc(list, func(a, b mark) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	return list
}

// spansOf returns the spans of marks, which do not overlap.
func spansOf(marks []mark) []text.Span {
	var list []text.Span
	for _, m := range marks {
		list = append(list, m.Span)
	}
	return text.Merge(list)
}

// snippet cuts out of a body the place where most of the clauses find something, the first of such places.
func snippet(body string, marks []mark) (string, []text.Span) {
	from := 0
	if len(marks) > 0 {
		from = marks[densest(marks)].Start
		from = wordStart(body, from)
	}
	to := wordEnd(body, from)
	if to == len(body) { // there is room before it
		from = min(from, wordStart(body, max(0, to-snippetBytes+snippetBefore)))
	}
	line := strings.ReplaceAll(body[from:to], "\n", " ")
	kept := strings.TrimLeft(line, " ")
	from += len(line) - len(kept)
	line = strings.TrimRight(kept, " ")
	shift := from
	if from > 0 {
		line = ellipsis + line
		shift -= len(ellipsis)
	}
	var highlights []text.Span
	for _, s := range spansOf(marks) {
		if s.Start >= from && s.End <= to {
			highlights = append(highlights, text.Span{Start: s.Start - shift, End: s.End - shift})
		}
	}
	if to < len(body) {
		line += ellipsis
	}
	return line, highlights
}

// Excerpt returns the place of a text around spans of it, as a line, and the spans
// in that.
func Excerpt(s string, spans []text.Span) (line string, highlights []text.Span) {
	var marks []mark
	for _, at := range spans {
		marks = append(marks, mark{Span: at})
	}
	return snippet(s, marks)
}

// densest returns the mark that begins the stretch with the most clauses, with two ends that run through them.
func densest(marks []mark) int {
	best, most, end := 0, 0, 0
	in := map[int]int{}
	for i, m := range marks {
		for end < len(marks) && (end <= i || marks[end].End <= m.Start+snippetBytes-snippetBefore) {
			in[marks[end].clause]++
			end++
		}
		if len(in) > most {
			best, most = i, len(in)
		}
		if in[m.clause]--; in[m.clause] == 0 {
			delete(in, m.clause)
		}
	}
	return best
}

// wordStart returns where a snippet begins whose first highlight is at i: at a sentence nearby, or at a word.
func wordStart(body string, i int) int {
	from := max(0, i-snippetBefore)
	if from == 0 {
		return 0
	}
	for from < i && !utf8.RuneStart(body[from]) {
		from++
	}
	if at := strings.LastIndex(body[from:i], ". "); at >= 0 {
		return from + at + 2
	}
	if at := strings.IndexAny(body[from:i], " \n"); at >= 0 {
		return from + at + 1
	}
	return from // letters without spaces
}

// wordEnd returns where a snippet ends that begins at from.
func wordEnd(body string, from int) int {
	to := from + snippetBytes
	if to >= len(body) {
		return len(body)
	}
	for !utf8.RuneStart(body[to]) {
		to--
	}
	if at := strings.LastIndexAny(body[from:to], " \n"); at > snippetBytes/2 {
		return from + at
	}
	return to
}
