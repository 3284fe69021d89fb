package names

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"pressroom/data/text"
)

// Country is a country that a release names.
type Country struct {
	Code   string // of ISO 3166: VN
	Name   string // in English: Vietnam
	Korean string // its name in Korean: 베트남
}

// noCountry is the code of names that have a country's in them: Latin America.
const noCountry = "-"

// atlas is what is known of the names of countries.
type atlas struct {
	countries []Country // in the order of the file; the first is that of names that only have a country's in them
	places    map[string]bool
	peoples   map[string]bool // adjectives, and acronyms that stand before a noun as they do
	last      map[string]bool // names of one word, which may end a subsidiary's: Amkor Korea
	english   trie            // the names and adjectives of countries
	land      trie            // the same and the cities; its ids are those of landKinds
	korean    map[string]int
	longest   int            // bytes of the longest Korean name
	typed     map[string]int // what a reader may type, folded
}

// The ids of atlas.land.
const (
	landPlace  = iota // Korea, New York
	landPeople        // Korean
	landBoth          // U.S.
	landNone          // South China Sea
)

// loadAtlas reads the list of countries, once, when a text is first read.
var loadAtlas = sync.OnceValue(func() *atlas {
	a := &atlas{countries: make([]Country, 1), places: map[string]bool{}, peoples: map[string]bool{}, last: map[string]bool{}, korean: map[string]int{}, typed: map[string]int{}}
	for w := range List("en/places") {
		a.land.addText(w, landPlace)
		if !strings.Contains(w, " ") {
			a.places[w] = true
		}
	}
	for line := range wordLines("countries") {
		field := strings.Split(line, "|")
		for len(field) < 4 {
			field = append(field, "")
		}
		english, adjectives, korean := listed(field[1]), listed(field[2]), listed(field[3])
		id := 0
		if code := strings.TrimSpace(field[0]); code != noCountry {
			id = len(a.countries)
			a.countries = append(a.countries, Country{code, english[0], korean[0]})
			a.typed[text.Fold(code)] = id
		}
		for _, w := range english {
			a.addPlace(w, id)
		}
		for _, w := range adjectives {
			a.addPeople(w, id)
		}
		for _, w := range korean {
			a.korean[w] = id
			a.longest = max(a.longest, len(w))
		}
		if id > 0 {
			for _, w := range slices.Concat(english, adjectives, korean) {
				if _, ok := a.typed[text.Fold(w)]; !ok {
					a.typed[text.Fold(w)] = id
				}
			}
		}
	}
	for w := range List("en/branches") {
		a.last[w] = true
	}
	for w := range List("en/continents") {
		a.land.addText(w, landPeople)
		a.peoples[w] = true
	}
	return a
})

// listed returns the entries of a field, which have commas between them.
func listed(field string) []string {
	var list []string
	for s := range strings.SplitSeq(field, ",") {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}

func (a *atlas) addPlace(name string, id int) {
	a.english.add(pieces(tokenize(name)), id)
	kind := landPlace
	switch {
	case id == 0:
		kind = landNone
	case isAcronym(name):
		kind = landBoth
		a.peoples[name] = true
	}
	a.land.addText(name, kind)
	if id > 0 && !strings.Contains(name, " ") {
		a.places[name] = true
		a.last[name] = true
	}
}

func (a *atlas) addPeople(name string, id int) {
	a.english.add(pieces(tokenize(name)), id)
	kind := landPeople
	if id == 0 {
		kind = landNone
	}
	a.land.addText(name, kind)
	if id > 0 && !strings.Contains(name, " ") {
		a.peoples[name] = true
	}
}

// mark tells the tokens that are of the name of a country or a city, and those
// that are of a people's.
func (a *atlas) mark(t []token) {
	for i := 0; i < len(t); {
		kind, end := 0, 0
		if t[i].caps {
			kind, end, _ = a.land.longest(t, i)
		}
		if end == 0 {
			i++
			continue
		}
		for ; i < end; i++ {
			t[i].place = kind == landPlace || kind == landBoth
			t[i].people = kind == landPeople || kind == landBoth
		}
	}
}

// Countries returns the countries that a release names by a name or an adjective, in
// English or Korean, in the order of first mention, the headline before the
// body. Korea is the Republic of Korea.
func Countries(title, body string) []Country {
	return countriesIn(tokenize(title), title, tokenize(body), body)
}

// countriesIn is Countries of a headline and a body that are cut into tokens.
func countriesIn(head []token, title string, tokens []token, body string) []Country {
	a := loadAtlas()
	var found []Country
	seen := make([]bool, len(a.countries))
	for i, text := range []string{title, body} {
		ids := a.inEnglish([][]token{head, tokens}[i], text)
		ids = append(ids, a.inKorean(text)...)
		slices.SortStableFunc(ids, func(x, y mention) int { return x.at - y.at })
		for _, m := range ids {
			if !seen[m.id] {
				seen[m.id] = true
				found = append(found, a.countries[m.id])
			}
		}
	}
	return found
}

// LookupCountry returns the country that a reader means by what was typed: a name
// or an adjective in either language, its name in its own language, or the code of ISO
// 3166, in any letter case.
func LookupCountry(typed string) (Country, bool) {
	a := loadAtlas()
	folded := text.Fold(typed)
	id, ok := a.typed[folded]
	if !ok {
		id, ok = endonyms()[folded]
	}
	if !ok {
		return Country{}, false
	}
	return a.countries[id], true
}

// CountryMention is where a text names a country.
type CountryMention struct {
	Country
	text.Span
}

// CountryMentions returns where a text names countries, in order, those of English
// before those of Korean.
func CountryMentions(s string) (list []CountryMention) {
	a := loadAtlas()
	for _, m := range append(a.inEnglish(tokenize(s), s), a.inKorean(s)...) {
		if m.end == 0 {
			name, _ := a.koreanAt(s[m.at:])
			_, n := utf8.DecodeRuneInString(s[m.at:])
			m.end = m.at + max(n, len(name))
		}
		list = append(list, CountryMention{a.countries[m.id], text.Span{Start: m.at, End: m.end}})
	}
	return list
}

// mention is where a country is named.
type mention struct {
	at, id int
	end    int // 0 for Korean, where it follows from the text
}

// inEnglish finds the countries of the tokens of an English text. What has a hyphen may be
// two: US-North Korea.
func (a *atlas) inEnglish(tokens []token, text string) []mention {
	var found []mention
	t := pieces(tokens)
	for i := 0; i < len(t); {
		id, end, _ := a.english.longest(t, i)
		if end == 0 && t[i].caps && len(t[i].s) > 3 && isUpper(t[i].s) { // KOREA
			loud := t[i]
			loud.s = capitalised(loud.s)
			id, end, _ = a.english.longest([]token{loud}, 0)
			end *= i + 1
		}
		if end == 0 {
			i++
			continue
		}
		if id > 0 && !(slices.Contains([]string{"Jordan", "Chad", "Israel", "Georgia"}, t[i].s) && partOfName(t, i)) {
			found = append(found, mention{t[i].start, id, t[max(i, end-1)].end})
		}
		i = end
	}
	// Georgia beside the United States is the state.
	us, ge := a.typed["us"], a.typed["ge"]
	if slices.ContainsFunc(found, func(m mention) bool { return m.id == us }) && !strings.Contains(text, "Tbilisi") && !strings.Contains(text, "Georgian") {
		found = slices.DeleteFunc(found, func(m mention) bool { return m.id == ge })
	}
	return found
}

// partOfName reports whether the piece at i has a word with a capital beside
// it that makes it a person’s name: Michael Jordan.
func partOfName(t []token, i int) bool {
	if i+1 < len(t) && t[i+1].caps && !t[i+1].first && !t[i].poss && !t[i+1].glued && utf8.RuneCountInString(t[i+1].s) > 1 && !isAcronym(t[i+1].s) {
		return !roleCores.has(t[i+1].s) && !headWords.has(t[i+1].s)
	}
	return i > 0 && t[i-1].caps && !t[i-1].first && !t[i-1].poss && t[i].start-t[i-1].end == 1
}

// isUpper reports whether a word is all capitals.
func isUpper(w string) bool { return w == strings.ToUpper(w) && w != strings.ToLower(w) }

// pieces returns the tokens, those with hyphens cut into their parts.
func pieces(tokens []token) []token {
	if !slices.ContainsFunc(tokens, func(t token) bool { return !t.plain }) {
		return tokens
	}
	list := make([]token, 0, len(tokens)+len(tokens)/8)
	for _, t := range tokens {
		if t.plain {
			list = append(list, t)
			continue
		}
		t.s = strings.ReplaceAll(t.s, "'", "’")
		rest := t
		for {
			at := strings.IndexAny(rest.s, "-‑")
			if at <= 0 {
				break
			}
			_, n := utf8.DecodeRuneInString(rest.s[at:])
			part := rest
			part.s, part.end, part.poss = rest.s[:at], rest.start+at, false
			list = append(list, part)
			rest.s, rest.start, rest.first = rest.s[at+n:], rest.start+at+n, false
			c, _ := utf8.DecodeRuneInString(rest.s)
			rest.caps = unicode.IsUpper(c)
		}
		list = append(list, rest)
	}
	return list
}
