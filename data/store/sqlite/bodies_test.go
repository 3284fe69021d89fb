package sqlite_test

import (
	"errors"
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// Texts come in the order asked for, newest versions, each with the ID of its
// release; of what is not there the error says so, and the others come.
func TestBodies(t *testing.T) {
	open := newArchive(t)
	s, other := opened(t, open), opened(t, open)
	read := func(numbers ...int) string {
		text := ""
		must(t, s.Bodies(t.Context(), numbers, func(b store.Body) error {
			if b.Err != nil {
				fails(t, b.Err, store.ErrNotFound)
				text += fmt.Sprint(b.Number, b.ID, b.Text, " none; ")
				return nil
			}
			d, err := s.Document(t.Context(), b.Number)
			equal(t, "the ID", b.ID, d.ID)
			text += fmt.Sprint(b.Number, " ", b.Text, "; ")
			return err
		}))
		return text
	}
	equal(t, "of an empty store", read(1, 2), "1 none; 2 none; ")
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "First."), storetest.Doc("2", "Two", ""), storetest.Doc("3", "Three", "Third."))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Corrected."))
	must(t, s.RemoveReleases(t.Context(), []int{3}))
	equal(t, "texts", read(4, 2, 3, 1, 2, -1, 0), "4 none; 2 ; 3 none; 1 Corrected.; 2 ; -1 none; 0 none; ")
	equal(t, "nothing", read(), "")

	// A writer waits for nobody who reads, and what yield returns ends the reading.
	var docs []data.Document
	var numbers []int
	for i := range 300 {
		docs = append(docs, storetest.Doc(fmt.Sprint(i+10), fmt.Sprint("Title ", i), fmt.Sprint("Text ", i)))
		numbers = append(numbers, i+4)
	}
	storetest.Put(t, s, "a", docs...)
	enough, at := errors.New("enough"), 0
	err := s.Bodies(t.Context(), numbers, func(b store.Body) error {
		if b.Number != numbers[at] || b.Text != fmt.Sprint("Text ", at) || b.Err != nil {
			t.Errorf("place %d is %+v", at, b)
		}
		if at%100 == 0 {
			storetest.Put(t, other, "a", storetest.Doc("1", "One", fmt.Sprint("Written meanwhile ", at)))
		}
		if at++; at == 250 {
			return enough
		}
		return nil
	})
	equal(t, "the error and the texts", []any{err, at}, []any{enough, 250})
	equal(t, "what was written", read(1), "1 Written meanwhile 200; ")
}
