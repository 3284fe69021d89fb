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
package snapshot
