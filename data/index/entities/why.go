package entities

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/names"
	"pressroom/data/text"
)

// Why two releases are alike is told by what a reader would name: people and
// organisations, but not those that most releases name, such as the publisher; then
// words, those of a headline first, but none that stand in releases about anything.

const (
	maxWhy     = 6 // words and names in Why
	mostNaming = 2 // of a small snapshot, no name tells that more than one release in so many has
)

// plainWords tell nothing of what a release is about, beside the [stopWords], which have
// no weight either.
var plainWords = sync.OnceValue(func() map[string]bool { return stemsOf("en/plainwords", "ko/plainwords") })

func stemsOf(lists ...string) map[string]bool {
	stems := map[string]bool{}
	for _, list := range lists {
		for w := range names.List(list) {
			stems[string(text.Stem([]byte(text.Fold(w))))] = true
		}
	}
	return stems
}

// addresses are of the web and of mail: their parts are no words.
var addresses = data.Pattern(`(?i)\b(?:https?://|www\.)\S+|\S+@\S+`)

// Words that are none: what is left of addresses, and verbs of Korean sentences by their
// endings.
var noReason = data.Pattern(`[@/]|\pL\.\pL\pL|\p{Hangul}(?:하고|하며|하여|하는|했다|하였다|한다|된다|됐다|되었다|혔다|했으며|하였으며|할|될)$`)

// common reports whether so many releases have a term that it tells nothing of two.
func (x *Index) common(m *weights, term int32) bool {
	switch n := x.c.Len(); {
	case n >= commonFrom:
		return float64(m.rarity[term]) < math.Log(commonPart)-1e-6
	case int(term) >= m.orgs:
		return float64(m.rarity[term]) < math.Log(mostNaming)-1e-6
	}
	return false
}

// shared returns the terms that two releases have in common, the weightiest first, names
// before words. Both have words, of which stemOf tells the stems.
func (x *Index) shared(m *weights, row, other int, words, others []count, stemOf func(term int32) string) []weighted {
	t := x.tables()
	own := map[int32]float32{}
	for _, w := range t.terms(m, row, words) {
		own[w.term] = w.weight
	}
	var shared []weighted
	for _, w := range t.terms(m, other, others) {
		if weight := own[w.term] * w.weight; weight > 0 {
			shared = append(shared, weighted{w.term, weight})
		}
	}
	heads := map[string]bool{}
	for _, row := range []int{row, other} {
		for w := range names.Words(x.c.Title(row)) {
			heads[stem(w)] = true
		}
	}
	kind := func(term int32) int {
		switch {
		case int(term) >= m.orgs:
			return 0
		case heads[stemOf(term)]:
			return 1
		}
		return 2
	}
	slices.SortFunc(shared, func(a, b weighted) int {
		if c := cmp.Or(cmp.Compare(kind(a.term), kind(b.term)), cmp.Compare(b.weight, a.weight)); c != 0 {
			return c
		}
		if kind(a.term) == 0 {
			return cmp.Compare(a.term, b.term)
		}
		return strings.Compare(stemOf(a.term), stemOf(b.term))
	})
	return shared
}

// why returns what two releases share: names first, then words as the other one writes
// them. Where all of it is common, that is what there is to say.
func (x *Index) why(m *weights, row, other int, words, others []count, stemOf func(term int32) string) []string {
	shared := x.shared(m, row, other, words, others, stemOf)
	rare := slices.DeleteFunc(slices.Clone(shared), func(w weighted) bool { return x.common(m, w.term) })
	named := map[string]bool{} // the words of all names that both have
	for _, w := range shared {
		name, acronym := x.nameOf(m, w.term)
		for word := range strings.FieldsSeq(name + " " + acronym) {
			named[stem(strings.Trim(word, ",."))] = true
		}
	}
	telling := func(word string) bool { return !plainWords()[stem(word)] && !noReason().MatchString(word) }
	if why := x.say(m, other, rare, named, stemOf, telling); len(why) > 0 {
		return why
	}
	return x.say(m, other, shared, nil, stemOf, func(string) bool { return true })
}

// nameOf returns the name that a term is, "" where it is a word.
func (x *Index) nameOf(m *weights, of int32) (name, acronym string) {
	switch t, term := x.tables(), int(of); {
	case term >= m.people:
		return t.people[term-m.people].Name, ""
	case term >= m.orgs:
		e := &t.orgs[term-m.orgs]
		return e.Name, e.Acronym
	}
	return "", ""
}

// say returns terms as a release writes them: names, and words that are telling and are
// not of those that are named.
func (x *Index) say(m *weights, other int, terms []weighted, named map[string]bool, stemOf func(term int32) string, telling func(string) bool) (why []string) {
	written := x.written(other)
	for _, p := range terms {
		if len(why) == maxWhy {
			break
		}
		if name, _ := x.nameOf(m, p.term); name != "" {
			why = append(why, name)
			continue
		}
		if int(p.term) >= m.orgs {
			continue
		}
		if s := stemOf(p.term); written[s] != "" && !named[s] && telling(written[s]) {
			why = append(why, written[s])
		}
	}
	return why
}

// written returns how a release writes the words of its stems: small, if it
// ever does, but for addresses. Of one whose text cannot be read the headline tells.
func (x *Index) written(row int) map[string]string {
	forms := map[string]string{}
	words, _ := x.c.Body(context.Background(), row)
	for _, part := range []string{body.Words(words), x.c.Title(row)} {
		for w := range names.Words(addresses().ReplaceAllString(part, " ")) {
			s := stem(w)
			if old, ok := forms[s]; s != "" && (!ok || w == text.Fold(w) && old != text.Fold(old)) {
				forms[s] = w
			}
		}
	}
	return forms
}
