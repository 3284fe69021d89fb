package model

import (
	"context"
	"errors"
	"sync"

	"pressroom/data"
	"pressroom/data/archive"
	"pressroom/data/fuzzy"
	"pressroom/data/names"
)

// Library is what there is to read. It is immutable and shared by all the
// readers of a process.
type Library struct {
	*data.Catalogue
	Name     string         // where the releases come from, for the title bar
	Problems []data.Problem // what was skipped or mended on the way in

	names *names.Index

	once  sync.Once
	index *fuzzy.Index

	textOnce sync.Once
	texts    *archive.Archive
	textErr  error
}

// NewLibrary returns the library of a catalogue.
func NewLibrary(name string, c *data.Catalogue, problems []data.Problem) *Library {
	return &Library{Catalogue: c, Name: name, Problems: problems, names: names.NewIndex(c)}
}

// Index returns the index of the headlines, which the first call makes.
func (l *Library) Index() *fuzzy.Index {
	l.once.Do(func() {
		l.index = fuzzy.NewIndex(l.Len(), l.Title)
	})
	return l.index
}

// maxNamed is up to how many releases who and what they name is known: all of
// them have to be read for it.
const maxNamed = 50_000

// Names returns the index of who and what the releases name, which is built
// when it is first asked; nil where the library is too large for it.
func (l *Library) Names() *names.Index {
	if l.Len() > maxNamed {
		return nil
	}
	return l.names
}

// named returns the index of names if it is built, and nil if not.
func (l *Library) named() *names.Index {
	if x := l.Names(); x != nil && x.Ready() {
		return x
	}
	return nil
}

// Archive returns the index of the texts, which the first call makes: that
// takes a hundredth of a second for the embedded releases, and half a minute
// for a hundred thousand. It is not cut short, since what is asked next will
// need it too.
func (l *Library) Archive() (*archive.Archive, error) {
	l.textOnce.Do(func() {
		l.texts, l.textErr = archive.Temp(context.Background(), l.Catalogue, nil)
	})
	return l.texts, l.textErr
}

// Close lets go of what the library opened. What is asked for after it finds
// nothing in the texts.
func (l *Library) Close() error {
	l.textOnce.Do(func() { l.textErr = errors.New("the library is closed") })
	if l.texts == nil {
		return nil
	}
	return l.texts.Close()
}
