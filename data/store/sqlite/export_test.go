package sqlite

import (
	"context"
	"time"
)

// OpenVFS opens an archive on a file system of its own.
func OpenVFS(ctx context.Context, path, vfs string) (*Store, error) { return open(ctx, path, vfs) }

// SetPatience sets how long writes wait, until the function that it returns is
// called.
func SetPatience(d time.Duration) func() {
	was := busyTimeout
	busyTimeout = d
	return func() { busyTimeout = was }
}

// SetLease sets how long imports may write nothing, until the function that it
// returns is called.
func SetLease(d time.Duration) func() {
	was := lease
	lease = d
	return func() { lease = was }
}

// Schemas is how many schemas there were.
func Schemas() int { return len(migrations) }

// AddMigration adds a migration until the function that it returns is called.
func AddMigration(sql string) func() {
	migrations = append(migrations, sql)
	return func() { migrations = migrations[:len(migrations)-1] }
}

// How actions and lines are written in the file.
var (
	EncodeAction, DecodeAction = encodeAction, decodeAction
	EncodeLines, DecodeLines   = encodeLines, decodeLines
)
