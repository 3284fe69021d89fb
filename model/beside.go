package model

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"pressroom/data/index/sidecar"
	"pressroom/data/index/texts"
)

// textsEnding is what the name of the file with the index of an archive's texts has
// behind that of the archive.
const textsEnding = ".index"

// indexFiles are the files that may be beside an archive.
var indexFiles = []struct {
	ending string
	format sidecar.Format
}{{textsEnding, texts.Format}}

// IndexBytes returns how many bytes the indexes and columns beside an archive take.
func IndexBytes(archive string) (n int64) {
	for _, ending := range []string{".columns", textsEnding} {
		if info, err := os.Stat(archive + ending); err == nil {
			n += info.Size()
		}
	}
	return n
}

// CheckIndexes reads the indexes beside an archive whole, and removes those that are
// damaged. It returns their names.
func CheckIndexes(ctx context.Context, archive string) (removed []string, err error) {
	for _, f := range indexFiles {
		path := archive + f.ending
		damage := sidecar.Check(ctx, path, f.format)
		switch {
		case damage == nil || errors.Is(damage, fs.ErrNotExist):
		case sidecar.IsDamaged(damage):
			removed = append(removed, path)
			err = errors.Join(err, os.Remove(path))
		default:
			err = errors.Join(err, damage)
		}
	}
	return removed, err
}
