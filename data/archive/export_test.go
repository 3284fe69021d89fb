package archive

import "context"

// The limits of a search.
const (
	MaxTerms   = maxTerms
	MaxPhrases = maxPhrases
)

// Work is what a search took.
type Work struct {
	work
	Statements int
}

func (a *Archive) ran() (n int) {
	for _, r := range a.readers.free {
		if r != nil {
			n += r.ran
		}
	}
	return n
}

// WorkOf searches and tells what that took.
func WorkOf(a *Archive, t Query, o Options) (w Work, err error) {
	w.Statements = -a.ran()
	err = a.search(context.Background(), t, o.Keep, func(s *search) error {
		hits, err := s.hits(o)
		if err != nil {
			return err
		}
		err = s.where(hits)
		w.work = s.work
		return err
	})
	w.Statements += a.ran()
	return w, err
}
