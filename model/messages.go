package model

import "pressroom/data/store"

// Found is the answer to a query: the releases that it lists, and the counts of the facets.
type Found struct {
	question *question
	listing  *Listing
	deep     depth
	err      error
}

// Newer is the message that there may be a newer library: see [Options.Latest].
type Newer struct{}

// Settled is the message that the cursor has rested for [SettleTime].
type Settled struct{ generation uint64 }

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
