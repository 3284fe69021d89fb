// Package snapshot holds the headlines of releases in columns, by number.
//
// A release has a number for good. A [Builder] numbers what is read from board
// files from 0 on; an archive numbers what it keeps. Everything that is held
// while releases come and go (lists, menus, cursors, indexes) holds numbers.
//
// A [Snapshot] never changes. What was added, corrected or deleted since is
// given to [Snapshot.Apply] as changes, and makes the next snapshot at their cost:
// rows are kept in chunks, texts in blocks, and both snapshots share those that
// did not change. Only the order of the numbers, four bytes for each release, is
// copied.
//
// The releases are headlines: their texts are asked for when they are wanted, of the
// spool of a board, which has many in a temporary file, or of the store of an archive.
// That has the columns in a file beside it, with the generation that they were made
// from. [OpenFile] gives the newest releases at once, and all of them at the cost of a
// copy; what has changed since is applied.
//
// # From a board file to a row of the list
//
// A release goes through these files, in this order:
//
//	ui/cli/library.go        opens the files of --corpus; the embedded text comes from
//	                         data/corpus/corpus.go, and what was imported from the
//	                         archive, by model/archive.go, without what follows up to
//	                         the builder
//	data/board/board.go      reads their lines
//	data/board/parser.go     makes records of them, at the dashes, and has each
//	                         sanitised in text.go: nothing behind it has to
//	data/board/record.go     finds the date that ends a record, by date.go, and keeps
//	                         the record until the categories are decided
//	data/board/headline.go   takes category, by categories.go, headline and body, and
//	                         gives the release away; versions.go drops one that
//	                         was cut off where it is there whole as well
//	data/snapshot/builder.go gives it a number; when all are in, it gives IDs, drops what
//	                         is there twice, and sorts by date
//	data/snapshot/columns.go keeps its row, its headline, and, in a file, its text
//	model/library.go         holds the snapshot with the indexes, which are made when
//	                         somebody asks; where it was read behind the screen, the
//	                         reader goes on with it here
//	model/ask.go             asks for what the reader's query wants, in a command where
//	                         it may take long: listing.go lists the numbers that match,
//	                         and counts the facets; and takes the listing, with the
//	                         cursor where it belongs
//	ui/list.go               finds the rows that the pane has room for
//	ui/row.go                draws one: day, headline, what matched, a snippet
//
// What happens then is told in package ui.
package snapshot
