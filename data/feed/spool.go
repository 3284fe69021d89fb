package feed

import "os"

// maxInMemory is up to how many bytes the texts of items that are held stay in memory.
const maxInMemory = 1 << 20

// spoolBuffer is how many bytes are written to the temporary file, and read, at once.
const spoolBuffer = 64 << 10

// spool keeps texts in a temporary file while they wait: those of a large feed take more
// memory than all else. Its zero value is ready, and has no file before the first text.
type spool struct {
	file    *os.File
	written int64  // bytes in the file
	last    []byte // what follows them
	failed  bool   // there is no room, or no folder for such files: texts stay in memory

	window []byte // what was read of the file
	from   int64  // where in it that begins
}

// spooled is the place of a text; the zero value is none.
type spooled struct{ at, size int64 }

// put keeps a text, and reports whether it could.
func (s *spool) put(text string) (spooled, bool) {
	if s.failed || text == "" {
		return spooled{}, false
	}
	if len(s.last)+len(text) > spoolBuffer && !s.flush() {
		return spooled{}, false
	}
	at := spooled{s.written + int64(len(s.last)), int64(len(text))}
	s.last = append(s.last, text...)
	return at, true
}

// flush writes what is not in the file yet. Where it cannot, that stays in memory.
func (s *spool) flush() bool {
	if s.file == nil {
		f, err := os.CreateTemp("", "pressroom-*.feed") // with mode 0600
		if err != nil {
			s.failed = true
			return false
		}
		_ = os.Remove(f.Name()) // where the system can do that while it is open: nothing stays of a killed process
		s.file = f
	}
	n, err := s.file.WriteAt(s.last, s.written)
	if err != nil {
		s.failed = true
		return false
	}
	s.written += int64(n)
	s.last = s.last[:0]
	return true
}

// get reads a text, where it is kept. Those in a row are read together.
func (s *spool) get(at spooled, text *string) error {
	switch end := at.at + at.size; {
	case at.size == 0:
		return nil
	case at.at >= s.written:
		*text = string(s.last[at.at-s.written : end-s.written])
		return nil
	case at.at < s.from || end > s.from+int64(len(s.window)):
		n := min(max(at.size, spoolBuffer), s.written-at.at)
		s.window = append(s.window[:0], make([]byte, n)...)
		s.from = at.at
		if _, err := s.file.ReadAt(s.window, s.from); err != nil {
			s.window = nil
			return err
		}
	}
	*text = string(s.window[at.at-s.from:][:at.size])
	return nil
}

// clear gives the file up, with all that is in it.
func (s *spool) clear() {
	if s.file != nil {
		_ = s.file.Close() // of a file that nobody reads again
		_ = os.Remove(s.file.Name())
	}
	*s = spool{}
}
