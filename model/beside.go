package model

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/sidecar"
	"pressroom/data/index/texts"
	"pressroom/data/names"
	"pressroom/data/snapshot"
)

// What the names of the files beside an archive have behind that of the archive.
const (
	textsEnding = ".index"
	namesEnding = ".names"
)

// indexFiles are the files that may be beside an archive.
var indexFiles = []struct {
	ending string
	format sidecar.Format
}{{textsEnding, texts.Format}, {namesEnding, names.FileFormat}}

// keptBytes is of how many bytes of text indexes are kept in files: those of less are
// made in a tenth of a second.
const keptBytes = 512 << 10

// IndexBeside has the indexes of a store that is a file be kept in files beside it, so
// that they are not made again when the program starts, and other processes share
// them. Report, where it is not nil, is told when one of them was damaged or of another
// archive, and is made anew; it may be called from any goroutine. It is for before the
// first [Kept.Renew].
func (k *Kept) IndexBeside(path string, report func(data.Problem)) {
	k.beside = path
	k.note = func(ending string) func(why string) {
		if report == nil {
			return nil
		}
		return func(why string) { report(data.Problem{Place: data.Place{File: path + ending}, What: why}) }
	}
	k.names = &names.File{Path: path + namesEnding, Probe: corpus.Text(), Note: k.note(namesEnding)}
}

// texts says where the index of the texts is kept.
func (k *Kept) texts() texts.Kept {
	kept := texts.Kept{Archive: k.store}
	if k.beside != "" {
		kept.Path, kept.Note = k.beside+textsEnding, k.note(textsEnding)
	}
	return kept
}

// namesOf returns where names of a library are kept, nil for nowhere.
func (k *Kept) namesOf(s *snapshot.Snapshot) *names.File {
	if s.TextBytes() < keptBytes {
		return nil
	}
	return k.names
}

// IndexBytes returns how many bytes the indexes and columns beside an archive take.
func IndexBytes(archive string) (n int64) {
	for _, ending := range []string{".columns", textsEnding, namesEnding} {
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
