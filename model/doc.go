// Package model is the reader's state and every decision about it: what is
// listed and in which order, where the cursor is, what is open, which facets
// are chosen, which prompt is up.
//
// It knows no width, no colour and no key. The user interface asks a [Reader]
// what to draw, calls its methods for what the user did, and passes it the
// messages that its commands return. A Reader belongs to one session; the
// [Library] that it reads is immutable and shared by all of them.
//
// Work that can be slow on a large library runs in a command. Each answer
// carries the generation of its question, and an answer to a question that is
// no longer asked is dropped.
package model
