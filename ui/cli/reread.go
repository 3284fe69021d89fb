package cli

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
)

// rereadable is a stream that can be read once more, from its beginning, where it is
// JSON: what was exported of several sources is. Meanwhile it is in a temporary file.
type rereadable struct {
	from io.Reader
	kept *os.File // of the first reading; nil for none
	read bool
}

// open begins to read it.
func (r *rereadable) open() (io.ReadCloser, error) {
	if r.read {
		if r.kept == nil {
			return nil, errors.New("standard input cannot be read again: name a file")
		}
		_, err := r.kept.Seek(0, io.SeekStart)
		return r.kept, err
	}
	r.read = true
	from := bufio.NewReaderSize(r.from, 64<<10)
	head, _ := from.Peek(64) // an error comes again
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return io.NopCloser(from), nil
	}
	var err error
	if r.kept, err = os.CreateTemp("", "pressroom-*.json"); err != nil {
		return nil, err
	}
	_ = os.Remove(r.kept.Name()) // it has no name while it is used, where the system allows that
	return io.NopCloser(io.TeeReader(from, r.kept)), nil
}
