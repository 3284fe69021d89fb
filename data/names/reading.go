package names

import (
	"iter"
	"slices"
	"strings"
)

// Reading is what a release names, and what it tells of the names in other releases.
type Reading struct {
	Names
	Aliases   [][]string // of each organisation: the other keys that it has here
	Acronyms  []string   // that are no names of its organisations: others may explain them
	Countries []string   // their English names

	head, body []token
}

// Read reads a release for an index of many.
func Read(title, body string) Reading {
	f := find(title, body)
	r := Reading{Names: f.names(title), Acronyms: f.unexplained(title), head: f.head, body: f.t}
	r.Aliases = make([][]string, len(r.Organisations))
	place := map[string]int{}
	for i := range r.Organisations {
		place[r.Organisations[i].Name] = i
	}
	for key, id := range f.byKey {
		// One word is too little: Hanwha may be Hanwha Ocean here only.
		if i, ok := place[f.orgs[id].Name]; ok && strings.Contains(key, " ") && key != OrganisationKey(f.orgs[id].Name) {
			r.Aliases[i] = append(r.Aliases[i], key)
		}
	}
	for i := range r.Aliases {
		slices.Sort(r.Aliases[i])
	}
	for _, c := range countriesIn(f.head, title, f.t, body) {
		r.Countries = append(r.Countries, c.Name)
	}
	return r
}

// Words yields the words and signs of the headline, then of the body.
func (r *Reading) Words() iter.Seq[string] { return wordsIn(r.head, r.body) }

// Words yields the words and signs of a text as names are made of them.
func Words(text string) iter.Seq[string] { return wordsIn(tokenize(text)) }

func wordsIn(lists ...[]token) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, list := range lists {
			for i := range list {
				if !yield(list[i].s) {
					return
				}
			}
		}
	}
}

// unexplained returns the acronyms of a release that it neither explains nor
// counts among its organisations, another release may know them, and the blocs. Of a
// headline in capitals alone every word looks like one.
func (f *finder) unexplained(title string) []string {
	list := f.blocs(title)
	blocs := len(list)
	seen := map[string]bool{}
	for _, w := range list {
		seen[w] = true
	}
	add := func(w string) {
		if len(w) >= 3 && allCaps(w) && !seen[w] {
			seen[w] = true
			list = append(list, w)
		}
	}
	for i := range f.t {
		if f.orgAt[i] == 0 {
			add(f.t[i].s)
		}
	}
	if !isUpper(title) {
		for i := range f.head {
			if _, end, _ := f.forms.longest(f.head, i); end == 0 {
				add(f.head[i].s)
			}
		}
	}
	// What brackets introduce here means that here, whatever it is elsewhere.
	for i := range f.t {
		if w := f.t[i].s; f.is(i-1, "(") && seen[w] && f.is(i+1, ")") && !slices.Contains(list[:blocs], w) {
			seen[w] = false
		}
	}
	return slices.DeleteFunc(list, func(w string) bool { return !seen[w] })
}
