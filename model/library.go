package model

import (
	"sync"

	"pressroom/data"
	"pressroom/data/fuzzy"
)

// Library is what there is to read. It is immutable and shared by all the
// readers of a process.
type Library struct {
	*data.Catalogue
	Name     string         // where the releases come from, for the title bar
	Problems []data.Problem // what was skipped or mended on the way in

	once  sync.Once
	index *fuzzy.Index
}

// NewLibrary returns the library of a catalogue.
func NewLibrary(name string, c *data.Catalogue, problems []data.Problem) *Library {
	return &Library{Catalogue: c, Name: name, Problems: problems}
}

// Index returns the index of the headlines, which the first call makes.
func (l *Library) Index() *fuzzy.Index {
	l.once.Do(func() {
		l.index = fuzzy.NewIndex(l.Len(), func(i int) string { return l.At(i).Title })
	})
	return l.index
}
