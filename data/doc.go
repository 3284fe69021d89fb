// Package data is the vocabulary of pressroom: what a release is, what a day
// and a period of days are, what a reader may ask for, and which characters
// may pass from outside to a terminal.
//
// It imports the standard library alone, and nothing of pressroom. The
// packages below it bring releases in (board, corpus), recover the structure
// of a body (body) and find headlines (fuzzy). Everything above speaks in the
// words defined here.
//
// A Release is immutable once it is in a Catalogue; a Catalogue is immutable
// altogether, so that any number of readers can share one.
package data
