// Package plain writes releases as text and as JSON, for pipes, scripts and
// whoever reads without the reader, and finds the release that someone names.
//
// Nothing that it writes holds an escape sequence, to a terminal or to a
// file: releases are sanitised when they are read, and no colour is added
// here. The functions write many small pieces; give them a buffered writer
// and look at the error of its Flush.
package plain
