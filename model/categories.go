package model

import (
	"strings"
	"sync"

	"pressroom/data/text"
)

// foldedCategories has the categories of a library as they are compared with
// what is typed. It is made when it is first asked.
type foldedCategories struct {
	once   sync.Once
	folded []string
	place  map[string]int // the first of each
}

// match returns the categories that a typed name means: the one of that name,
// whatever the case, else those that hold it. A name that none holds stands for
// itself, and lists nothing.
func (f *foldedCategories) match(names []string, typed string) []string {
	f.once.Do(func() {
		f.place = make(map[string]int, len(names))
		for i, name := range names {
			folded := text.Fold(name)
			f.folded = append(f.folded, folded)
			if _, ok := f.place[folded]; !ok {
				f.place[folded] = i
			}
		}
	})
	folded := text.Fold(typed)
	if i, ok := f.place[folded]; ok {
		return names[i : i+1 : i+1]
	}
	var holding []string
	for i, name := range f.folded {
		if folded != "" && strings.Contains(name, folded) {
			holding = append(holding, names[i])
		}
	}
	if holding == nil {
		return []string{typed}
	}
	return holding
}
