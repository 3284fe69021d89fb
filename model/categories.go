package model

import (
	"strings"
	"sync"

	"pressroom/data/names"
	"pressroom/data/text"
)

// foldedNames has the categories, or the sources, of a library as they are compared
// with what is typed. It is made when it is first asked.
type foldedNames struct {
	once   sync.Once
	list   []names.Entry
	folded []string
	place  map[string]int // the first of each
}

func (f *foldedNames) make(list []string) {
	f.once.Do(func() {
		f.place = make(map[string]int, len(list))
		for i, name := range list {
			f.list = append(f.list, names.Entry{Name: name})
			folded := text.Fold(name)
			f.folded = append(f.folded, folded)
			if _, ok := f.place[folded]; !ok {
				f.place[folded] = i
			}
		}
	})
}

// entries returns the names as the values of a facet are.
func (f *foldedNames) entries(list []string) []names.Entry {
	f.make(list)
	return f.list
}

// places returns the places of the names that a typed one means: the one of that name,
// whatever the case, else those that hold it.
func (f *foldedNames) places(list []string, typed string) (places []int) {
	f.make(list)
	folded := text.Fold(typed)
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

// match returns the names that a typed one means. One that means none stands for
// itself, and lists nothing.
func (f *foldedNames) match(list []string, typed string) []string {
	var names []string
	for _, i := range f.places(list, typed) {
		names = append(names, list[i])
	}
	if names == nil {
		return []string{typed}
	}
	return names
}
