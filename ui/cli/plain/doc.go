// Package plain writes releases as text and as JSON, for pipes, scripts and
// reading without the reader, and finds the release that someone names.
//
// Nothing that it writes holds an escape sequence, to a terminal or to a
// file: releases are sanitised when they are read, and no colour is added
// here. A release is drawn from the blocks of its body, and not by the painter of
// pages: a pipe has no bold and no underline, so that headings and quotations
// need marks of their own. The functions write many small pieces; give them a buffered writer
// and look at the error of its Flush.
package plain
