// Package sqlite keeps a [store.Store] in one file, by SQLite without C.
//
// The file is made by the first write, with mode 0600 in a folder of 0700, and
// never by looking. A write-ahead log beside it lets any number of processes
// read while one writes. Each commit is on the disk when it returns.
//
// SQLite does not notice a changed byte within a row. Each row therefore has a
// checksum, numbers of releases and changes have no gaps, and one row, facts,
// knows how many there must be: what is read is right, or the error is
// [store.ErrDamaged]. Where the row of facts or a source is damaged, releases are
// read all the same, with that error, and nothing is written.
//
// Texts are kept as they are. Compressed by DEFLATE, each for itself, they take
// half of the room, but an import takes nearly twice as long, and other programs
// could not read what is left of a damaged file.
//
// An import must not keep a mark of a reader from the disk for long. Its texts
// are therefore written in short transactions before, where nobody sees them,
// and one last transaction brings the releases in that point to them. Texts
// of an import that was killed are removed by a later one.
package sqlite
