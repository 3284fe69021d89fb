// Package data is the vocabulary of pressroom: what a release is, what a day
// and a period of days are, what a reader may ask for, and which characters
// may pass from outside to a terminal.
//
// It imports the standard library alone, and nothing of pressroom. The
// packages below it bring releases in (board, corpus), keep them by number
// (snapshot), recover the structure of a body (body) and find headlines (fuzzy).
// Everything above speaks in the words defined here.
//
// A [Release] is what a list tells; a [Document] has the text as well. A release has
// a number for good, and an ID that people type: neither changes with what is
// corrected later.
//
// [ParseQuery] is written by hand: it reads queries that are half typed, takes for
// words what only looks like a field, and points at what is wrong, which parsers
// made from a grammar do badly.
package data
