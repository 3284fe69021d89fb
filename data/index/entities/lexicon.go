package entities

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"
	"sync"

	"pressroom/data/names"
)

// lexicon numbers what releases name and the words that they are written in, so
// that what is kept of a release is a few numbers. Indexes that are made of each
// other share it. It only grows.
type lexicon struct {
	mu   sync.Mutex
	read int // releases that were noted

	orgs      numbering[spelledOrg]
	people    numbering[spelledPerson]
	acronyms  numbering[string]
	countries numbering[string]
	words     numbering[string] // their stems

	saving sync.Mutex // of file
	file   inFile
}

// spelledOrg is an organisation as a release spells it, and its other keys there, a
// line break between.
type spelledOrg struct{ name, acronym, aliases string }

// spelledPerson is a person as a release names it.
type spelledPerson struct{ name, role string }

// numbering numbers values from 0 on.
type numbering[T comparable] struct {
	ids    map[T]int32 // made when it is needed
	values []T
}

// of returns the number of a value. What is kept of a new one is what own makes of
// it, which holds no text.
func (n *numbering[T]) of(value T, own func(T) T) int32 {
	id, ok := n.find(value)
	if !ok {
		value = own(value)
		id = int32(len(n.values))
		n.ids[value] = id
		n.values = append(n.values, value)
	}
	return id
}

// find returns the number of a value, and whether it has one.
func (n *numbering[T]) find(value T) (id int32, ok bool) {
	if n.ids == nil {
		n.ids = make(map[T]int32, len(n.values))
		for i, v := range n.values {
			n.ids[v] = int32(i)
		}
	}
	id, ok = n.ids[value]
	return id, ok
}

// settle lets go of what only numbering needs.
func (n *numbering[T]) settle() { n.ids, n.values = nil, slices.Clip(slices.Clone(n.values)) }

// vocabulary is what a lexicon has numbered at a time, which may be read without a
// lock, and the keys of it.
type vocabulary struct {
	orgs                       []spelledOrg
	people                     []spelledPerson
	acronyms, countries, words []string
	orgKeys, personKeys        []string
}

// settle returns what l has numbered, and lets go of what only numbering needs.
func (l *lexicon) settle() *vocabulary {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.orgs.settle()
	l.people.settle()
	l.acronyms.settle()
	l.countries.settle()
	l.words.settle()
	v := &vocabulary{orgs: l.orgs.values, people: l.people.values, acronyms: l.acronyms.values, countries: l.countries.values, words: l.words.values}
	for _, o := range v.orgs {
		v.orgKeys = append(v.orgKeys, names.OrganisationKey(o.name))
	}
	for _, p := range v.people {
		v.personKeys = append(v.personKeys, names.PersonKey(p.name))
	}
	return v
}

// isOld reports whether so much was read since l was made that most of what it has
// may be of texts that are gone.
func (l *lexicon) isOld(releases int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.read > 3*releases+1000
}

// note numbers what a release names.
func (l *lexicon) note(r *read) *note {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.read++
	n := &note{leftOut: r.leftOut, shingles: slices.Clone(r.shingles)}
	ids := make([]int32, 0, len(r.Organisations)+len(r.People)+len(r.Acronyms)+len(r.Countries))
	for i := range r.Organisations {
		o := &r.Organisations[i]
		ids = append(ids, l.orgs.of(spelledOrg{o.Name, o.Acronym, strings.Join(r.Aliases[i], "\n")}, func(o spelledOrg) spelledOrg {
			return spelledOrg{strings.Clone(o.name), strings.Clone(o.acronym), o.aliases}
		}))
	}
	n.ends[orgKind] = uint16(len(ids))
	for _, p := range r.People {
		ids = append(ids, l.people.of(spelledPerson{p.Name, p.Role}, func(p spelledPerson) spelledPerson {
			return spelledPerson{strings.Clone(p.name), strings.Clone(p.role)}
		}))
	}
	n.ends[personKind] = uint16(len(ids))
	for _, a := range r.Acronyms {
		ids = append(ids, l.acronyms.of(a, strings.Clone))
	}
	n.ends[acronymKind] = uint16(len(ids))
	for _, c := range r.Countries {
		ids = append(ids, l.countries.of(c, strings.Clone))
	}
	n.ends[countryKind] = uint16(len(ids))
	n.ids = ids
	words := make([]count, 0, len(r.words))
	for _, w := range r.words {
		if _, ok := l.words.find(w.stem); ok || len(l.words.values) < maxWords {
			words = append(words, count{l.words.of(w.stem, strings.Clone), w.n})
		}
	}
	n.words = pack(words)
	var sums []sum
	for i := range r.Amounts {
		if s := sumOf(&r.Amounts[i]); !slices.Contains(sums, s) {
			sums = append(sums, s)
		}
	}
	n.sums = slices.Clone(sums) // without room for more
	return n
}

// count is how often a word stands in a release.
type count struct {
	word int32
	n    int32
}

// bag is the words of a release with their counts, packed to less than half: a library
// has some hundred for each release, and they are read in a row alone. They keep their
// order, since the weights of words are added up in it and must come to the same however
// the words are numbered.
type bag []byte

// pack returns a bag of words.
func pack(words []count) bag {
	var b bag
	for _, c := range words {
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(c.word)), uint64(c.n))
	}
	return slices.Clone(b)
}

// all yields the words.
func (b bag) all() iter.Seq[count] {
	return func(yield func(count) bool) {
		rest := b
		next := func() int32 {
			v, n := binary.Uvarint(rest)
			rest = rest[n:]
			return int32(v)
		}
		for len(rest) > 0 {
			if !yield(count{next(), next()}) {
				return
			}
		}
	}
}

// of returns the numbers of a kind.
func (n *note) of(k kind) []int32 {
	from := uint16(0)
	if k > 0 {
		from = n.ends[k-1]
	}
	return n.ids[from:n.ends[k]]
}

// sum is a sum of money as an index keeps it.
type sum struct {
	value, high float64
	currency    [3]byte
}

func sumOf(a *names.Amount) sum {
	s := sum{value: a.Value, high: a.High}
	copy(s.currency[:], a.Currency) // ISO codes all have three letters
	return s
}
