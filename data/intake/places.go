package intake

import "pressroom/data"

// places are where addresses were first read, by their hashes: sixteen bytes for each of
// what may be millions.
type places struct {
	files []string
	at    map[uint64]place
}

// place is a line of one of the files.
type place struct{ file, line uint32 }

func newPlaces() places { return places{at: map[uint64]place{}} }

// add notes the place of a hash that has none.
func (p *places) add(hash uint64, at data.Place) {
	if n := len(p.files); n == 0 || p.files[n-1] != at.File {
		p.files = append(p.files, at.File)
	}
	p.at[hash] = place{uint32(len(p.files) - 1), uint32(at.Line)}
}

// of returns the place of a hash, and whether it has one.
func (p *places) of(hash uint64) (data.Place, bool) {
	at, known := p.at[hash]
	if !known {
		return data.Place{}, false
	}
	return data.Place{File: p.files[at.file], Line: int(at.line)}, true
}
