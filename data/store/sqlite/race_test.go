//go:build race

package sqlite_test

// slower is how many times fewer tries there are with the race detector, which
// makes SQLite ten times slower.
const slower = 5
