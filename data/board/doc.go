// Package board reads the text of a news board: releases one after the other,
// as a ministry's site shows them.
//
//	-
//	Industry
//	Korea Advances AI-driven K-Bio Innovation
//	The Ministry hosted the 2025 Biotechnology Industry Day. date2025-11-28
//	-
//	Energy
//	…
//
// # The format
//
// A record begins with a line that holds a hyphen and nothing else. Then come
// a line with the category, a line with the title, and the body, over one
// line or several. The record ends in the word date and an ISO date glued to
// it. The line that carries the date belongs to the body: a release without a
// body has its date on a line of its own. Only the end of a record counts, a
// date2025-01-01 further up is text like any other.
//
// Some boards have no categories; there the title comes first. [Parse] finds
// out by itself, once for the file: see [Board.Categories].
//
// # What is forgiven
//
// A byte order mark, CR LF, blank lines, white space around lines and around
// the hyphen. A carriage return that ends no line is a space.
//
// # What is reported
//
// Parse is made for text that nobody has checked. A record that cannot be
// kept is skipped and becomes a [data.Problem], and so does text before the
// first record. A release with control characters loses them, is kept, and is
// reported too. A problem's line is
//
//   - the line of the date, where the date is wrong,
//   - the first line with bytes that are not UTF-8, or with control
//     characters, where these are the problem,
//   - the first line of the text that stands before the first record,
//   - and the line of the record's hyphen in all other cases, as it is in
//     [data.Release.Place].
//
// # What it costs
//
// Time is linear in the size of the text. Memory holds the releases and never
// more than a record besides, whatever the input: a record beyond one
// mebibyte is skipped while it is read, and problems beyond a thousand are
// counted instead of kept.
package board
