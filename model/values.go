package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/text"
)

// values is how a library answers for one facet: its values, and which of them a release has.
type values struct {
	entries []entities.Entry               // the values, named as in queries
	of      func(number int) []int32       // the places of a release's
	find    func(typed string) []int       // the places of those that a query means
	leftOut int                            // times that releases name one which is not kept
	label   func(e *entities.Entry) string // what lists call it
}

// valuesOf are the facets' answers, of which each is asked for a library.
var valuesOf = [data.NumFacets]func(*Library) values{
	data.Category: func(l *Library) values {
		names := l.categories()
		return values{
			entries: names.list, of: l.ValuesOf(data.Category), find: names.places,
			label: func(e *entities.Entry) string { return CategoryName(e.Name) },
		}
	},
	data.Source: func(l *Library) values {
		names := l.sources()
		return values{
			entries: names.list, of: l.ValuesOf(data.Source), find: names.places,
			label: func(e *entities.Entry) string { return cmp.Or(e.Name, "(no source)") },
		}
	},
	data.Language: func(l *Library) values {
		list := l.Values(data.Language)
		return values{
			entries: languageEntries(list), of: l.ValuesOf(data.Language), find: func(typed string) []int { return findLanguages(list, typed) },
			label: func(e *entities.Entry) string { return LanguageName(e.Name) },
		}
	},
	data.Has: func(l *Library) values {
		return values{entries: hasEntries, of: l.ValuesOf(data.Has), find: findHas, label: func(e *entities.Entry) string { return hasLabels[e.Name] }}
	},
	data.Organisation: func(l *Library) values {
		x := l.named()
		return values{x.Organisations(), x.OrganisationsOf, x.FindOrganisations, x.LeftOut().Organisations, labelOf}
	},
	data.Person: func(l *Library) values {
		x := l.named()
		return values{x.People(), x.PeopleOf, x.FindPeople, x.LeftOut().People, labelOf}
	},
	data.Country: func(l *Library) values {
		x := l.named()
		return values{x.Countries(), x.CountriesOf, x.FindCountries, 0, labelOf}
	},
}

// VainExclusions returns the hints on values that a query excludes and that no release of
// the library has, as far as the facets are known. What has: does not take is told where the
// query is read.
func (l *Library) VainExclusions(q data.Query) (hints []string) {
	for f, facet := range data.Facets {
		for _, typed := range q.Not[f] {
			if v, known := l.values(data.Facet(f)); known && data.Facet(f) != data.Has && len(v.find(typed)) == 0 {
				value := facet.Field + ":" + data.QuoteValue(typed)
				hints = append(hints, "no release has "+value+": -"+value+" excludes none")
			}
		}
	}
	return hints
}

// labelOf is the name of an entry with its acronym.
func labelOf(e *entities.Entry) string {
	if e.Acronym != "" && e.Acronym != e.Name {
		return e.Acronym + " " + e.Name
	}
	return e.Name
}

// values returns how the library answers for a facet, and whether that is known.
func (l *Library) values(f data.Facet) (v values, known bool) {
	if data.Facets[f].Named && l.named() == nil {
		return v, false
	}
	return valuesOf[f](l), true
}

// distinguishes reports whether a facet tells the releases of the library apart.
func (l *Library) distinguishes(f data.Facet) bool {
	switch f {
	case data.Source:
		return len(l.Values(f)) > 1
	case data.Language:
		known := slices.DeleteFunc(slices.Clone(l.Values(f)), func(lang string) bool { return lang == "" })
		return len(known) > 1
	case data.Has:
		return l.HasAny()
	}
	return !data.Facets[f].Named || l.HasNames()
}

// Facets returns the facets that tell the releases of the library apart, as they are listed.
func (l *Library) Facets() (list []data.Facet) {
	for f := range data.NumFacets {
		if l.distinguishes(f) {
			list = append(list, f)
		}
	}
	return list
}

// entriesOf returns names as the values of a facet are.
func entriesOf(list []string) []entities.Entry {
	entries := make([]entities.Entry, len(list))
	for i, name := range list {
		entries[i].Name = name
	}
	return entries
}

// languageEntries returns languages as the values of a facet are, with their names.
func languageEntries(list []string) []entities.Entry {
	entries := entriesOf(list)
	for i, code := range list {
		entries[i].Also = []string{LanguageName(code)}
	}
	return entries
}

// What a release may have, as queries write it and as lists call it.
var (
	hasEntries = entriesOf(data.HasValues)
	hasLabels  = map[string]string{"versions": "other versions", "attachment": "attachments", "gone": "gone from its source"}
)

// findHas finds also attachments, and vers.
func findHas(typed string) (places []int) {
	folded := text.Fold(typed)
	for i := range hasEntries {
		name := hasEntries[i].Name
		if folded != "" && (strings.HasPrefix(name, folded) || folded == name+"s") {
			places = append(places, i)
		}
	}
	return places
}

// LanguageName returns the name of a language; an unknown one has a name too.
func LanguageName(code string) string {
	if code == "" {
		return "(not known)"
	}
	return cmp.Or(text.LanguageName(code), code)
}

// findLanguages finds a language by its code, with or without a country, or the beginning of its name.
func findLanguages(list []string, typed string) (places []int) {
	folded := text.Fold(typed)
	code, _, _ := strings.Cut(folded, "-")
	for i, lang := range list {
		if lang == code || len(folded) > 2 && strings.HasPrefix(text.Fold(LanguageName(lang)), folded) {
			places = append(places, i)
		}
	}
	return places
}

// chosen returns the places of the values that a query means.
func (v *values) chosen(typed []string) map[int]bool {
	is := make(map[int]bool, len(typed))
	for _, t := range typed {
		for _, id := range v.find(t) {
			is[id] = true
		}
	}
	return is
}

// takeOff returns typed values without one that they mean, and whether they did: others are written by name.
func (v *values) takeOff(typed []string, name string) (rest []string, meant bool) {
	for _, t := range typed {
		these := []string{t}
		if ids := v.find(t); slices.ContainsFunc(ids, func(id int) bool { return v.entries[id].Name == name }) {
			meant, these = true, nil
			for _, id := range ids {
				these = append(these, v.entries[id].Name)
			}
		}
		for _, one := range these {
			if one != name && !slices.Contains(rest, one) {
				rest = append(rest, one)
			}
		}
	}
	return rest, meant
}

// short returns how a chip writes a value: by its acronym, if it has one.
func (v *values) short(typed string) string {
	found := v.find(typed)
	for _, id := range found {
		switch e := &v.entries[id]; {
		case e.Name == typed && e.Acronym != "":
			return e.Acronym
		case e.Rows == nil && len(found) == 1: // it is known without reading, and named in one way
			return v.label(e)
		}
	}
	return CategoryName(typed)
}

// CategoryName returns what to call a category, which may be none.
func CategoryName(c string) string {
	if c == "" {
		return "(no category)"
	}
	return strings.ReplaceAll(c, data.CategorySeparator, ", ")
}

// mostNamed is how many organisations [Reader.NamedIn] returns.
const mostNamed = 3

// Organisation is an organisation that a release names.
type Organisation struct {
	Short string // what it is mostly called
	name  string // in a query
}

// NamedIn returns the first organisations of a release that tell it from most others; nil while not known.
func (r *Reader) NamedIn(number int) []Organisation {
	v, known := r.lib.values(data.Organisation)
	if !known {
		return nil
	}
	var list []Organisation
	for _, id := range v.of(number) {
		if e := &v.entries[id]; 2*len(e.Rows) <= r.lib.Len() && len(list) < mostNamed {
			list = append(list, Organisation{cmp.Or(e.Acronym, e.Name), e.Name})
		}
	}
	return list
}

// foldedNames has names as they are compared with what is typed.
type foldedNames struct {
	list   []entities.Entry // as the values of a facet are
	folded []string
	place  map[string]int // the first of each
}

// foldNames returns what makes names comparable, once.
func foldNames(list []string) func() *foldedNames {
	return sync.OnceValue(func() *foldedNames {
		f := &foldedNames{list: entriesOf(list), place: make(map[string]int, len(list))}
		for i, name := range list {
			folded := foldedName(name)
			f.folded = append(f.folded, folded)
			if _, ok := f.place[folded]; !ok {
				f.place[folded] = i
			}
		}
		return f
	})
}

// foldedName returns a name as it is compared: boards write a category with and without spaces around a slash.
func foldedName(name string) string {
	parts := strings.Split(text.Fold(name), "/")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return strings.Join(parts, "/")
}

// places returns the names that a typed one means: that of the name, else those that hold it.
func (f *foldedNames) places(typed string) (places []int) {
	folded := foldedName(typed)
	if i, ok := f.place[folded]; ok {
		return []int{i}
	}
	for i, name := range f.folded {
		if folded != "" && strings.Contains(name, folded) {
			places = append(places, i)
		}
	}
	return places
}
