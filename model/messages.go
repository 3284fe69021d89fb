package model

import "pressroom/data/store"

// Found is the answer to a query: the releases that it lists, and the counts
// of the facets under it.
type Found struct {
	question *question
	listing  *Listing
	deep     depth
	err      error
}

// Newer is the message that there may be a newer library: see [Options.Latest].
type Newer struct{}

// Settled is the message that the cursor has rested for [SettleTime] and the release
// under it may be shown.
type Settled struct{ generation uint64 }

// Indexed is the message that the library's headlines are indexed, so that the first
// letter typed need not wait for it.
type Indexed struct{}

// Named is the message that the index of the names in a library is made, or why it could
// not be.
type Named struct {
	library *Library
	Err     error
}

// Versioned brings the versions of a release and the text of one, or why they cannot be
// read.
type Versioned struct {
	asked uint64
	list  []store.Version
	read  *Edition
	Err   error
}
