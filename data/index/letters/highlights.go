package letters

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"pressroom/data/text"
)

// Highlights returns the letters of a headline that query matches, in order, apart
// from each other, and cut between characters: where a typed word occurs,
// every occurrence of the best class that it has there; where its letters are
// scattered, those that sahilm/fuzzy chooses. It is nil if query does not
// match.
func Highlights(title, query string) []text.Span {
	folded, at := text.FoldOffsets(title)
	var spans []text.Span
	for _, word := range words(query) {
		t := newToken(word)
		found := t.highlights(folded)
		if found == nil {
			return nil
		}
		spans = append(spans, found...)
	}
	for i := range spans {
		spans[i] = source(title, at, spans[i])
	}
	return text.Merge(spans)
}

// highlights returns where t matches in a folded headline, or nil.
func (t *token) highlights(s string) []text.Span {
	compound := hasJoiner(s)
	best := t.classify(s, compound)
	if best == Scattered {
		return t.scatteredHighlights(s)
	}
	var spans []text.Span
	for i := 0; ; {
		n := strings.Index(s[i:], t.text)
		if n < 0 {
			break
		}
		i += n
		if end := i + len(t.text); classAt(s, i, end) == best {
			spans = append(spans, text.Span{Start: i, End: end})
			i = end
		} else {
			i++
		}
	}
	if !compound || !t.plain {
		return spans
	}
	joined, at := join(nil, nil, s)
	for i := 0; ; {
		n := bytes.Index(joined[i:], t.bytes)
		if n < 0 {
			break
		}
		i += n
		end := i + len(t.text)
		if classAt(s, int(at[i]), int(at[end-1])+1) != best {
			i++
			continue
		}
		for ; i < end; i++ {
			spans = append(spans, text.Span{Start: int(at[i]), End: int(at[i]) + 1})
		}
	}
	return spans
}

// scatteredHighlights returns the scattered letters of t, or nil if they are not there.
func (t *token) scatteredHighlights(s string) []text.Span {
	found := fuzzy.FindNoSort(t.text, []string{s})
	if len(found) == 0 {
		return nil
	}
	spans := make([]text.Span, 0, len(t.runes))
	for k, i := range found[0].MatchedIndexes {
		c, n := utf8.DecodeRuneInString(s[i:])
		if c != t.runes[k] || k > 0 && i < spans[k-1].End {
			// The library's bonus for neighbours overflows after some forty
			// letters in a row; it then repeats an old place.
			return t.firstHighlights(s)
		}
		spans = append(spans, text.Span{Start: i, End: i + n})
	}
	return spans
}

// firstHighlights returns the first place of each letter behind the one before.
func (t *token) firstHighlights(s string) []text.Span {
	spans := make([]text.Span, 0, len(t.runes))
	for i, c := range s {
		if k := len(spans); k < len(t.runes) && c == t.runes[k] {
			spans = append(spans, text.Span{Start: i, End: i + utf8.RuneLen(c)})
		}
	}
	return spans
}

// source returns the bytes of title that the span of its folded text stems from, whole characters with their marks.
func source(title string, at []int32, folded text.Span) text.Span {
	last := at[folded.End-1]
	end := folded.End
	for end < len(at)-1 && at[end] == last {
		end++
	}
	s := text.Span{Start: int(at[folded.Start]), End: int(at[end])}
	for s.Start > 0 {
		c, _ := utf8.DecodeRuneInString(title[s.Start:])
		if !unicode.IsMark(c) {
			break
		}
		_, n := utf8.DecodeLastRuneInString(title[:s.Start])
		s.Start -= n
	}
	for s.End < len(title) {
		c, n := utf8.DecodeRuneInString(title[s.End:])
		if !unicode.IsMark(c) {
			break
		}
		s.End += n
	}
	return s
}

// Letters that are scattered over a headline are meant where they stand in few
// runs: grphn is gr-ph-n in graphene, snumou the beginnings of SNU and MOU. A run
// goes on with the word of the one before it, or begins a word, since that is how
// people shorten what they look for. Of a word of n letters at most half as many
// runs are tight; letters that need more are in nearly any headline that is long.

// Runs returns in how few such runs the letters of a query stand in a headline, each
// of its words on its own, and whether they are tight. A word that stands there as
// it was typed is one run.
func Runs(title, query string) (runs int, tight bool) {
	folded := []rune(text.Fold(title))
	tight = true
	list := words(query)
	for _, word := range list {
		letters := []rune(word)
		n := runsOf(folded, letters)
		runs += n
		tight = tight && n > 0 && n <= max(1, (len(letters)+1)/2)
	}
	return runs, tight && len(list) > 0
}

// runsOf returns the least number of runs, 0 for none, in one pass with the best for each count of letters found: inWord
// where the last of them is in the word in hand, and may be gone on from; ended where it is in an earlier one.
func runsOf(s, letters []rune) int {
	const none = 1 << 20
	n := len(letters)
	inWord, ended, here := make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for i := range inWord {
		inWord[i], ended[i], here[i] = none, none, none
	}
	ended[0] = 0
	best := none
	begins := true
	for _, c := range s {
		switch text.KindOf(c) {
		case text.Letter, text.CJK:
		default:
			for k := range inWord {
				ended[k] = min(ended[k], inWord[k])
				inWord[k], here[k] = none, none
			}
			begins = true
			continue
		}
		// here[k]: k letters found, the last of them at the character before.
		for k := n; k > 0; k-- {
			found := none
			if letters[k-1] == c {
				found = min(here[k-1], inWord[k-1]+1)
				if begins {
					found = min(found, ended[k-1]+1)
				}
			}
			here[k] = found
			if k == n {
				best = min(best, found)
			}
		}
		for k := range inWord {
			inWord[k] = min(inWord[k], here[k])
		}
		begins = false
	}
	if best >= none {
		return 0
	}
	return best
}
