package names

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// This file is about acronyms that everybody knows, and about blocs of countries, which an index
// counts among the organisations.

// KnownAcronym is an acronym that everybody knows: of words/acronyms.txt.
type KnownAcronym struct {
	Acronym, Name string
	Korean        []string // names
	bloc          bool
}

// KnownAcronyms returns the list, which is not to be changed.
var KnownAcronyms = sync.OnceValue(func() (list []KnownAcronym) {
	for line := range wordLines("acronyms") {
		line, bloc := strings.CutPrefix(line, "bloc ")
		field := append(strings.Split(line, " = "), "")
		list = append(list, KnownAcronym{field[0], field[1], listed(field[2]), bloc})
	}
	return list
})

// blocNames are the English names and the acronyms of blocs; its ids are places in KnownAcronyms.
var blocNames = sync.OnceValue(func() *trie {
	var t trie
	for id, s := range KnownAcronyms() {
		if s.bloc {
			t.addText(s.Name, id)
			t.addText(s.Acronym, id)
		}
	}
	return &t
})

// blocs returns the acronyms of the blocs that a release names, outside of the names of
// organisations: the ASEAN Secretariat is another.
func (f *finder) blocs(title string) []string {
	var list []string
	note := func(id int) {
		if a := KnownAcronyms()[id].Acronym; !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for i := range f.t {
		if f.orgAt[i] == 0 {
			f.blocAt(f.text, f.t, i, note)
		}
	}
	for i := range f.head {
		if _, end, _ := f.forms.longest(f.head, i); end == 0 {
			f.blocAt(title, f.head, i, note)
		}
	}
	return slices.DeleteFunc(list, func(a string) bool {
		_, other := f.byAcr[a] // which the text calls so
		for i := range f.t {
			other = other || f.t[i].s == a && meantOtherwise(f.t, i) && !f.blocBehind(i)
		}
		return other
	})
}

// blocBehind reports whether the full name of a bloc ends before the brackets around token i.
func (f *finder) blocBehind(i int) bool {
	for begin := max(0, i-maxListed); begin < i-1; begin++ {
		if _, end, _ := blocNames().longest(f.t, begin); end == i-1 && end > begin+1 {
			return true
		}
	}
	return false
}

// blocAt notes the blocs that are named at token i of a text: the EU, EU-Korea, EU와, 유럽연합.
func (f *finder) blocAt(text string, t []token, i int, note func(int)) {
	if t[i].plain && !blocNames().may(t[i].s) { // as most are
		return
	}
	if id, end, _ := blocNames().longest(t, i); end > i+1 {
		note(id)
		return
	}
	for part := range strings.FieldsFuncSeq(t[i].s, isHyphen) {
		part = strings.TrimRightFunc(part, isHangul)
		if id, end, _ := blocNames().longest([]token{{s: part}}, 0); end > 0 && !isModelNumber(t, i, part) && !meantOtherwise(t, i) {
			note(id)
		}
	}
	if !hasHangul(t[i].s) {
		return
	}
	for id, s := range KnownAcronyms() {
		if slices.ContainsFunc(s.Korean, func(name string) bool { return strings.HasPrefix(text[t[i].start:], name) }) {
			note(id)
		}
	}
}

func isHyphen(r rune) bool { return r == '-' || r == '‑' || r == '–' }

// isModelNumber reports whether a word with a figure at token i may be of a product, as a word
// with a capital is before it: LG G7. But Canada’s G7.
func isModelNumber(t []token, i int, word string) bool {
	return strings.ContainsFunc(word, unicode.IsDigit) && i > 0 && t[i-1].caps && !t[i-1].poss && !t[i].first && !t[i-1].place && !t[i-1].people && !t[i-1].first
}

// meantOtherwise reports whether the acronym at token i stands in brackets behind words that it
// abbreviates: global capability centre (GCC).
func meantOtherwise(t []token, i int) bool {
	w := t[i].s
	begin := i - 1 - len(w)
	if begin < 0 || i+1 >= len(t) || t[i-1].s != "(" || t[i+1].s != ")" {
		return false
	}
	for n := range len(w) {
		if first := t[begin+n].s; first == "" || unicode.ToUpper(firstLetter(first)) != rune(w[n]) {
			return false
		}
	}
	return true
}
