//go:build !race

package sqlite_test

const slower = 1
