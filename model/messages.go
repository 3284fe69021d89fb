package model

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/store"
)

// then is the message of what only the reader has to hear of, as an answer, or that a time has passed: what it does then.
// That looks first whether it is still wanted.
type then func() tea.Cmd

// after returns the command that has the reader do something when a time has passed.
func after(d time.Duration, do then) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return do })
}

// Found is the answer to a query: the releases that it lists, and the counts of the facets.
type Found struct {
	question *question
	listing  *Listing
	deep     depth
	err      error
}

// Newer is the message that there may be a newer library: see [Options.Latest].
type Newer struct{}

// Named is the message that the index of names is made, or why it could not be.
type Named struct {
	library *Library
	Err     error
}

// Versioned brings the versions of a release and the text of one, or why they cannot be read.
type Versioned struct {
	asked uint64
	list  []store.Version
	read  *Edition
	Err   error
}
