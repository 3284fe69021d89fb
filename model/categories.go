package model

import (
	"strings"
	"sync"

	"pressroom/data/names"
	"pressroom/data/text"
)

// foldedCategories has the categories of a library as they are compared with
// what is typed. It is made when it is first asked.
type foldedCategories struct {
	once   sync.Once
	list   []names.Entry
	folded []string
	place  map[string]int // the first of each
}

func (f *foldedCategories) make(categories []string) {
	f.once.Do(func() {
		f.place = make(map[string]int, len(categories))
		for i, name := range categories {
			f.list = append(f.list, names.Entry{Name: name})
			folded := text.Fold(name)
			f.folded = append(f.folded, folded)
			if _, ok := f.place[folded]; !ok {
				f.place[folded] = i
			}
		}
	})
}

// entries returns the categories as the values of a facet are.
func (f *foldedCategories) entries(categories []string) []names.Entry {
	f.make(categories)
	return f.list
}

// match returns the categories that a typed name means: the one of that name,
// whatever the case, else those that hold it. A name that none holds stands for
// itself, and lists nothing.
func (f *foldedCategories) match(categories []string, typed string) []string {
	f.make(categories)
	folded := text.Fold(typed)
	if i, ok := f.place[folded]; ok {
		return categories[i : i+1 : i+1]
	}
	var holding []string
	for i, name := range f.folded {
		if folded != "" && strings.Contains(name, folded) {
			holding = append(holding, categories[i])
		}
	}
	if holding == nil {
		return []string{typed}
	}
	return holding
}
