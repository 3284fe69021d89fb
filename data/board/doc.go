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
// A record begins with a line that holds a dash and nothing else. Then come
// a line with the category, a line with the title, and the body, over one
// line or several. The record ends in the word date and an ISO date glued to
// it. The line that carries the date belongs to the body: a release without a
// body has its date on a line of its own. Only the end of a record counts, a
// date2025-01-01 further up is text like any other.
//
// Boards are copied from pages, and pages differ. What is meant is read where it
// can be told:
//
//   - A dash alone is text where the record has no date yet and what follows
//     cannot be a record. Behind a whole record, *** and ===== stand for one.
//   - Where no separator stands, a record ends with its date above a category that
//     is known, or begins with a day on a line of its own.
//   - Records may have categories, or none, or some of them: each is decided, by
//     what is known of the board. Spellings of one category are one, and a line
//     may have several.
//   - Dates may have other forms, stand behind other words for date, or behind or
//     below the headline. Without any such word they end a sentence. A record
//     without one has that in words at the head of its text: SEJONG, Dec. 9, 2025 –
//   - A headline may be broken into lines, or said again at the head of the body.
//   - The site's marks may stand around headline, body and date: New, Attached
//     file, pagers, counters, the names of files. Within a body they are text.
//   - A page with one release has lines of navigation, a headline, its date behind
//     a word such as Registration date, and then the body. It may say which line is
//     what, in its front, glued to it or above it: Title: Quay Opens, • DivisionPress Office.
//     Category: Energy is one in any record, and so is [Energy] before a headline where it is known.
//   - A release that is there cut off and, within a day, whole is kept whole.
//   - Names that HTML has for characters are those characters.
//
// A byte order mark, CR LF, blank lines, white space around lines and around the
// dash are forgiven. A carriage return that ends no line is a space.
//
// # What is reported
//
// Nothing is lost in silence. A record that cannot be kept is skipped and becomes
// a [data.Problem]; so does text that no release took, with what it is and why,
// once for each text; and so does what had to be guessed. A problem's line is that
// of the text in question, and that of the record's dash where a record has no
// date or is skipped as a whole.
//
// # What it costs
//
// Time is linear in the size of the text. Memory holds the releases and, besides,
// the first thousand records and four mebibytes of them, until their categories
// are decided. A record beyond one mebibyte is skipped while it is read, and
// problems beyond a thousand are counted instead of kept.
package board
