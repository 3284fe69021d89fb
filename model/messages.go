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

// Newer says that there may be a newer library: see [Options.Latest].
type Newer struct{}

// Settled says that the cursor has rested for [SettleTime] and the release
// under it may be shown.
type Settled struct{ generation uint64 }

// Indexed says that the library's headlines are indexed, so that the first
// letter typed need not wait for it.
type Indexed struct{}

// Named says that it is known who and what the releases of a library name, or
// why not.
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
