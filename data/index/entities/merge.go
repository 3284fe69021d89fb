package entities

import (
	"cmp"
	"slices"
	"strings"

	"pressroom/data/names"
	"pressroom/data/text"
)

// This file makes one list of what many releases name. The same organisation
// has its full name here and its acronym there, so that what one release
// explains is learned before all are counted.

// merge returns the tables of names. Order has the numbers of the releases, newest
// first.
func merge(notes []*note, v *vocabulary, order []int32) *tables {
	t := &tables{}
	orgs := newMerger()
	k := learn(notes, v, order)
	for _, row := range order {
		n := notes[row]
		t.leftOut.add(n.leftOut)
		for _, id := range n.of(orgKind) {
			o := &v.orgs[id]
			name := o.name
			if name == o.acronym {
				name = cmp.Or(k.names[name], name)
			}
			orgs.add(row, k.keyOf(o, v.orgKeys[id]), name, o.acronym, "")
		}
		for _, id := range n.of(acronymKind) {
			a := v.acronyms[id]
			if key, ok := k.acronyms[a]; ok {
				orgs.add(row, k.canonical(key), k.names[a], a, "")
			}
		}
	}
	t.orgs, t.orgsOf, t.orgKeys = orgs.entries(len(notes))
	for alias := range k.same {
		if id, ok := t.orgKeys[k.canonical(alias)]; ok {
			t.orgKeys[alias] = id
		}
	}
	k.nameBlocs(t.orgKeys)
	people := newMerger()
	for _, row := range order {
		for _, id := range notes[row].of(personKind) {
			p := &v.people[id]
			people.add(row, v.personKeys[id], p.name, "", p.role)
		}
	}
	t.people, t.peopleOf, t.personKeys = people.entries(len(notes))
	countries := newMerger()
	for _, row := range order {
		for _, id := range notes[row].of(countryKind) {
			name := v.countries[id]
			countries.add(row, name, name, "", "")
		}
	}
	t.countries, t.countriesOf, t.countryKeys = countries.entries(len(notes))
	t.leftOut.add(LeftOut{Organisations: orgs.leftOut, People: people.leftOut})
	t.byAcronym = map[string][]int{}
	for id := range t.orgs {
		if a := text.Fold(t.orgs[id].Acronym); a != "" {
			t.byAcronym[a] = append(t.byAcronym[a], id)
		}
	}
	return t
}

// knowledge is what the releases say about the names of organisations.
type knowledge struct {
	acronyms map[string]string // acronym → the key of the one name it stands for
	same     map[string]string // key → the key that it goes by
	names    map[string]string // acronym that only the list explains → the name
}

// learn collects what acronyms stand for, and which names are one. An acronym
// that stands for two bodies explains nothing, unless their names are two
// spellings of one: Korea and Korean Agency for Technology and Standards.
func learn(notes []*note, v *vocabulary, order []int32) *knowledge {
	k := &knowledge{acronyms: map[string]string{}, same: map[string]string{}, names: map[string]string{}}
	full := map[string]map[string]int{} // acronym → key → releases
	alias := map[string]map[string]bool{}
	for _, row := range order {
		for _, id := range notes[row].of(orgKind) {
			o := &v.orgs[id]
			key := v.orgKeys[id]
			if o.acronym != "" && o.acronym != o.name {
				if full[o.acronym] == nil && len(full) < maxEntries {
					full[o.acronym] = map[string]int{}
				}
				if keys := full[o.acronym]; keys != nil && (len(keys) < maxSpellings || keys[key] > 0) {
					keys[key]++
				}
			}
			for a := range strings.SplitSeq(o.aliases, "\n") {
				if a == "" {
					continue
				}
				if alias[a] == nil && len(alias) < maxEntries {
					alias[a] = map[string]bool{}
				}
				if keys := alias[a]; keys != nil && len(keys) < maxSpellings {
					keys[key] = true
				}
			}
		}
	}
	for a, keys := range alias {
		if len(keys) == 1 {
			for key := range keys {
				k.same[a] = key
			}
		}
	}
	for a, keys := range full {
		k.explain(a, keys)
	}
	k.explainByList(full)
	return k
}

// explainByList has acronyms stand for what everybody knows that they do, unless the releases
// explain them otherwise. Full has the keys that they explain each by.
func (k *knowledge) explainByList(full map[string]map[string]int) {
	for _, s := range names.KnownAcronyms() {
		key := names.OrganisationKey(s.Name)
		if keys := full[s.Acronym]; len(keys) == 0 {
			k.acronyms[s.Acronym], k.names[s.Acronym] = key, s.Name
		} else if keys[key] > 0 {
			k.acronyms[s.Acronym] = key
		}
	}
}

// nameBlocs has the organisations of keys be found by their Korean names in the list, too.
func (k *knowledge) nameBlocs(keys map[string]int) {
	for _, s := range names.KnownAcronyms() {
		id, ok := keys[k.canonical(names.OrganisationKey(s.Name))]
		for _, name := range s.Korean {
			if _, taken := keys[names.OrganisationKey(name)]; ok && !taken {
				keys[names.OrganisationKey(name)] = id
			}
		}
	}
}

// explain settles what an acronym stands for.
func (k *knowledge) explain(acronym string, keys map[string]int) {
	var sorted []string
	for key := range keys {
		sorted = append(sorted, key)
	}
	slices.SortFunc(sorted, func(a, b string) int {
		return cmp.Or(cmp.Compare(keys[b], keys[a]), cmp.Compare(a, b))
	})
	best := sorted[0]
	for _, other := range sorted[1:] {
		if !spelledAlike(best, other) {
			return
		}
	}
	for _, other := range sorted[1:] {
		if _, ok := k.same[other]; !ok && other != k.canonical(best) {
			k.same[other] = best
		}
	}
	k.acronyms[acronym] = best
}

// spelledAlike reports whether two keys are spellings of one name: most words
// are the same, or begin the same.
func spelledAlike(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	shared := 0
	for _, w := range x {
		for i, v := range y {
			if w == v || len(w) > 4 && len(v) > 4 && (strings.HasPrefix(w, v) || strings.HasPrefix(v, w)) {
				shared++
				y = slices.Delete(slices.Clone(y), i, i+1)
				break
			}
		}
	}
	return float64(shared) >= 0.75*float64(max(len(x), shared+len(y)))
}

// canonical returns the key by which a key goes.
func (k *knowledge) canonical(key string) string {
	for range 4 { // an alias of an alias; never a circle
		to, ok := k.same[key]
		if !ok {
			return key
		}
		key = to
	}
	return key
}

// keyOf returns the key of an organisation of a release, which by itself has key.
func (k *knowledge) keyOf(o *spelledOrg, key string) string {
	if o.name == o.acronym {
		if key, ok := k.acronyms[o.acronym]; ok {
			return k.canonical(key)
		}
	}
	return k.canonical(key)
}

// merger counts entries by key.
type merger struct {
	ids     map[string]int
	list    []counted
	leftOut int // mentions, since there were too many entries
}

type counted struct {
	Entry
	key       string
	spellings tally
	acronyms  tally
}

func newMerger() *merger { return &merger{ids: map[string]int{}} }

// add counts a mention in a release. Releases come newest first.
func (m *merger) add(row int32, key, name, acronym, role string) {
	id, ok := m.ids[key]
	if !ok && len(m.list) == maxEntries {
		m.leftOut++
		return
	}
	if !ok {
		id = len(m.list)
		m.ids[key] = id
		m.list = append(m.list, counted{key: key})
	}
	e := &m.list[id]
	if n := len(e.Rows); n == 0 || e.Rows[n-1] != row {
		e.Rows = append(e.Rows, row)
	}
	if name != "" && (name != acronym || len(e.spellings) == 0) {
		e.spellings.add(name)
	}
	if acronym != "" {
		e.acronyms.add(acronym)
	}
	if e.Role == "" {
		e.Role = role
	}
}

// entries returns the entries, most rows first, and where each row's are.
func (m *merger) entries(rows int) (list []Entry, of rowLists, ids map[string]int) {
	for i := range m.list {
		e := &m.list[i]
		e.Name, e.Acronym = common(e.spellings, e.key), common(e.acronyms, "")
		for _, s := range e.spellings {
			if s.text != e.Name {
				e.Also = append(e.Also, s.text)
			}
		}
	}
	slices.SortFunc(m.list, func(a, b counted) int {
		return cmp.Or(cmp.Compare(len(b.Rows), len(a.Rows)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.key, b.key))
	})
	list, ids, of.ends = make([]Entry, 0, len(m.list)), m.ids, make([]int32, rows)
	for id := range m.list {
		ids[m.list[id].key] = id
		list = append(list, m.list[id].Entry)
		for _, row := range list[id].Rows {
			of.ends[row]++
		}
	}
	all := int32(0)
	for row, n := range of.ends { // where each begins, as long as nothing is in it
		of.ends[row], all = all, all+n
	}
	of.ids = make([]int32, all)
	for id := range list {
		for _, row := range list[id].Rows {
			of.ids[of.ends[row]] = int32(id)
			of.ends[row]++
		}
	}
	return list, of, ids
}

// rowLists has the entries of each row, one behind the other.
type rowLists struct{ ends, ids []int32 }

func (l *rowLists) of(row int) []int32 {
	begin, end := int32(0), l.ends[row]
	if row > 0 {
		begin = l.ends[row-1]
	}
	return l.ids[begin:end:end]
}

// common returns the spelling that is counted most; of several, one with a
// word more, and then the first by the alphabet.
func common(spellings tally, otherwise string) string {
	best := spelling{}
	for _, s := range spellings {
		if best.text == "" || cmp.Or(cmp.Compare(s.n, best.n), cmp.Compare(strings.Count(s.text, " "), strings.Count(best.text, " ")), cmp.Compare(best.text, s.text)) > 0 {
			best = s
		}
	}
	return cmp.Or(best.text, otherwise)
}
