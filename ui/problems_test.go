package ui

import (
	"testing"

	"pressroom/data"
)

// What goes wrong behind the reader is told while it is open, one after the other, and !
// has where.
func TestProblemsBehind(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		come := make(chan data.Problem, 2)
		come <- data.Problem{Place: data.Place{File: "archive.db.index"}, What: "the index of the texts is made anew: a page of it is not as it was written"}
		come <- data.Problem{Place: data.Place{File: "archive.db.names"}, What: "who the releases name is read anew"}
		close(come)
		a := corpusApp(t, Options{Behind: func() (data.Problem, bool) { q, more := <-come; return q, more }}, 120, 40)
		shows(t, a, "Who the releases name is read anew. ! shows where.", "2 messages (!)")
		press(a, "!")
		shows(t, a, "archive.db.index", "the index of the texts is made anew: a page of it is not as it was written", "archive.db.names")
	})
	bubble(t, "nothing", func(t *testing.T) {
		a := corpusApp(t, Options{Behind: func() (data.Problem, bool) { return data.Problem{}, false }}, 120, 40)
		hides(t, a, "!")
		press(a, "!")
		shows(t, a, "Nothing was skipped or mended.")
	})
}
