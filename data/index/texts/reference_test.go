package texts_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/data/text"
)

// The reference reads every release, and knows nothing of tokens, pairs of
// letters or sets of rows. It shares the stems, which have a test of their own.

// unit is a word, or a letter of a script that is searched by parts of words.
type unit struct {
	text   string
	letter bool
	last   bool
	behind string // the signs up to the next
}

// readTexts has the texts that were read, as units.
type readTexts struct {
	mu    *sync.Mutex
	texts map[string]unitsRead
}

// unitsRead are the units of a text, and its compounds.
type unitsRead struct{ units, compounds []unit }

func newReference() readTexts { return readTexts{new(sync.Mutex), map[string]unitsRead{}} }

var parted = []*unicode.RangeTable{unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana}

func units(s string) []unit {
	var list []unit
	word := func(c rune) bool { return unicode.In(c, unicode.L, unicode.M, unicode.Nd, unicode.Nl) } // a figure in a circle is a sign
	letter := func(c rune) bool {
		return unicode.In(c, parted...) || c == 'ー' || c == '々' || c == '\u3099' || c == '\u309a'
	}
	for rest := text.Fold(spellSigns(s)); ; {
		rest = strings.TrimLeftFunc(rest, func(c rune) bool { return !word(c) })
		if rest == "" {
			return list
		}
		field := rest[:len(rest)-len(strings.TrimLeftFunc(rest, word))]
		rest = rest[len(field):]
		signs := rest[:len(rest)-len(strings.TrimLeftFunc(rest, func(c rune) bool { return !word(c) }))]
		runes := []rune(field)
		for i := 0; i < len(runes); {
			j := i + 1
			if letter(runes[i]) {
				list = append(list, unit{text: string(runes[i]), letter: true, last: j == len(runes) || !letter(runes[j])})
			} else {
				for j < len(runes) && !letter(runes[j]) {
					j++
				}
				list = append(list, unit{text: cutAt(string(runes[i:j]), 96)})
			}
			i = j
		}
		list[len(list)-1].behind = signs
	}
}

var numeral = regexp.MustCompile(`^[0-9]+$`)

// compounds returns the words that a text has with signs within, each without them.
func compounds(list []unit) (words []unit) {
	number := numeral.MatchString
	for i := 0; i+1 < len(list); i++ {
		whole, k := list[i].text, i
		for ; k+1 < len(list) && list[k].behind == list[i].behind; k++ {
			a, b := list[k], list[k+1]
			joined := map[string]bool{
				"-": !number(a.text) || !number(b.text), "&": true, "'": len(b.text) > 2,
				".": !number(a.text) && !number(b.text) && (len(a.text) == 1 || len(b.text) == 1),
				",": number(a.text) && number(b.text) && len(b.text) == 3,
			}
			if a.letter || b.letter || !joined[a.behind] {
				break
			}
			whole += b.text
		}
		if k > i && k-i < 4 {
			words = append(words, unit{text: cutAt(whole, 96)})
		}
		i = max(i, k-1)
	}
	return words
}

// loneLetter is a letter by itself with one or two signs behind it, as in C++.
var loneLetter = regexp.MustCompile(`(?:^|[^0-9A-Za-z\x{80}-\x{10FFFF}])[A-Za-z][+#]{1,2}`)

// spellSigns writes the signs out that make another word of a letter by itself.
func spellSigns(s string) string {
	var b strings.Builder
	spelled := strings.NewReplacer("+", "plus", "#", "sharp")
	for {
		at := loneLetter.FindStringIndex(s)
		if at == nil {
			return b.String() + s
		}
		b.WriteString(s[:at[0]])
		word, rest := s[at[0]:at[1]], s[at[1]:]
		if c, _ := utf8.DecodeRuneInString(rest); rest != "" && (c >= utf8.RuneSelf || unicode.IsLetter(c) || unicode.IsDigit(c)) {
			b.WriteString(word[:len(word)-1])
			s = word[len(word)-1:] + rest
			continue
		}
		b.WriteString(spelled.Replace(word))
		b.WriteByte(' ')
		s = rest
	}
}

// cutAt cuts s after at most n bytes, at a character: more of a word does not
// count.
func cutAt(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// finds tells whether a term is found in a text.
func (s readTexts) finds(t data.Term, text string) bool {
	want, have := units(t.Text), s.read(text)
	if t.Kind == data.Word {
		want = withoutParticle(want)
	}
	if whole := compounds(want); len(whole) == 1 && t.Kind != data.Phrase && whole[0].text == joined(want) && (findsUnits(t, whole, have.units) || findsUnits(t, whole, have.compounds)) {
		return true
	}
	return findsUnits(t, want, have.units) || len(want) == 1 && findsUnits(t, want, have.compounds)
}

// joined returns units as one word.
func joined(list []unit) string {
	var b strings.Builder
	for _, u := range list {
		b.WriteString(u.text)
	}
	return cutAt(b.String(), 96)
}

// withoutParticle returns a Korean word without 은, 는, 이, 가, 을, 를, 과 or 와.
func withoutParticle(want []unit) []unit {
	n := len(want)
	for _, w := range want {
		if n < 3 || !w.letter || w.last != (w == want[n-1]) {
			return want
		}
	}
	if n < 3 {
		return want
	}
	noun, _ := utf8.DecodeRuneInString(want[n-2].text)
	of := "는가를와"
	if noun < '가' || noun > '힣' {
		return want
	}
	if (noun-'가')%28 != 0 {
		of = "은이을과"
	}
	if strings.Contains(of, want[n-1].text) {
		want = slices.Clone(want[:n-1])
	}
	return want
}

func findsUnits(t data.Term, want, have []unit) bool {
	for i := range have {
		if i+len(want) > len(have) {
			break
		}
		all := true
		for k, w := range want {
			h, final := have[i+k], k == len(want)-1
			switch {
			case w.letter != h.letter:
				all = false
			case w.letter:
				all = all && w.text == h.text && (final || w.last == h.last)
			case final && t.Kind == data.Prefix:
				all = all && strings.HasPrefix(h.text, w.text)
			case final && t.Kind == data.Word:
				all = all && stemOf(w.text) == stemOf(h.text)
			default:
				all = all && w.text == h.text
			}
		}
		if all {
			return true
		}
	}
	return false
}

// read returns what is in a text that is read again and again.
func (s readTexts) read(text string) unitsRead {
	s.mu.Lock()
	defer s.mu.Unlock()
	list, ok := s.texts[text]
	if !ok {
		all := units(text)
		list = unitsRead{all, compounds(all)}
		s.texts[text] = list
	}
	return list
}

// initials tells whether a term is a run of initial consonants of a headline.
func initials(term, title string) bool {
	const leads = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	term = strings.TrimSpace(term)
	if utf8.RuneCountInString(term) < 2 || strings.ContainsFunc(term, func(c rune) bool { return c < 'ㄱ' || c > 'ㅎ' }) {
		return false
	}
	skeleton := strings.Map(func(c rune) rune {
		if c >= '가' && c <= '힣' {
			return []rune(leads)[(c-'가')/588]
		}
		return ' '
	}, text.Fold(title))
	return strings.Contains(skeleton, term)
}

// matches tells whether a release matches a text.
func (s readTexts) matches(t texts.Query, r *data.Document) bool {
	asked := len(t.Clauses) == 0
	for _, c := range t.Clauses {
		usable, holds := false, false
		for _, term := range c.Any {
			if term.Kind == data.Letters {
				usable = true // and finds nothing
				continue
			}
			if len(units(term.Text)) == 0 {
				continue
			}
			usable = true
			holds = holds || s.finds(term, r.Title) || initials(term.Text, r.Title) ||
				!term.Title && s.finds(term, r.Body)
		}
		if usable {
			asked = true
			if holds == c.Not {
				return false
			}
		}
	}
	return asked
}

// check holds an index to the reference.
func check(t *testing.T, a *texts.Index, c *snapshot.Snapshot, s readTexts, text texts.Query) {
	t.Helper()
	var want []int32
	for _, n := range c.Order() {
		if s.matches(text, snapshottest.Document(c, int(n))) {
			want = append(want, n)
		}
	}
	rows, err := newest(t.Context(), a, c, text)
	if err != nil {
		t.Fatalf("%+v: %v", text.Clauses, err)
	}
	if !slices.Equal(rows, want) {
		t.Fatalf("%+v is found in %d releases, %.100v, want %d, %.100v", text.Clauses, len(rows), fmt.Sprint(rows), len(want), fmt.Sprint(want))
	}
	slices.Sort(want)
	for order := texts.Best; order <= texts.Relevance; order++ {
		hits, err := a.Search(t.Context(), c, text, texts.Options{Order: order})
		if err != nil {
			t.Fatalf("%+v: %v", text.Clauses, err)
		}
		got, where := []int32{}, map[int]texts.Where{}
		for i, h := range hits {
			got = append(got, int32(h.Number))
			where[h.Number] = h.Where
			if order == texts.Relevance && i > 0 && h.Score > hits[i-1].Score {
				t.Fatalf("%+v: row %d of %g stands behind %g", text.Clauses, h.Number, h.Score, hits[i-1].Score)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) && len(want) > 0 {
			t.Fatalf("%+v in order %d is found in %v, want %v", text.Clauses, order, got, want)
		}
		checkSnippets(t, a, c, text, where)
	}
}

// checkSnippets holds the snippets to what they promise.
func checkSnippets(t *testing.T, a *texts.Index, c *snapshot.Snapshot, text texts.Query, where map[int]texts.Where) {
	t.Helper()
	var rows []int
	for row := range where {
		rows = append(rows, row)
	}
	list, err := text.Snippets(t.Context(), c, rows)
	if err != nil || len(list) != len(rows) {
		t.Fatalf("%+v: %d snippets for %d rows, %v", text.Clauses, len(list), len(rows), err)
	}
	for i, s := range list {
		if s.Number != rows[i] || s.Where != where[s.Number] {
			t.Fatalf("%+v: snippet %d is of row %d, %v, want %d, %v", text.Clauses, i, s.Number, s.Where, rows[i], where[s.Number])
		}
		body := strings.ReplaceAll(snapshottest.Document(c, s.Number).Body, "\n", " ")
		if kept := strings.TrimSuffix(strings.TrimPrefix(s.Text, "…"), "…"); !strings.Contains(body, kept) {
			t.Fatalf("%+v: the snippet %q is not of the text", text.Clauses, s.Text)
		}
		checkSpans(t, s.Text, s.Highlights)
		checkSpans(t, snapshottest.Document(c, s.Number).Title, s.Headline)
	}
}

func checkSpans(t *testing.T, shown string, spans []text.Span) {
	t.Helper()
	end := 0
	for _, s := range spans {
		if s.Start < end || s.End <= s.Start || s.End > len(shown) ||
			!utf8.RuneStart(shown[s.Start]) || s.End < len(shown) && !utf8.RuneStart(shown[s.End]) {
			t.Fatalf("%q is highlighted at %v", shown, spans)
		}
		end = s.End
	}
}

func stemOf(word string) string { return string(text.Stem([]byte(word))) }
