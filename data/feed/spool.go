package feed

import "os"

// maxInMemory is up to how many bytes the texts of items that are held stay in memory.
const maxInMemory = 1 << 20

// spool keeps texts in a temporary file while they wait: those of a large feed take more
// memory than all else. Its zero value is ready, and has no file before the first text.
type spool struct {
	file   *os.File
	end    int64
	failed bool // there is no room, or no folder for such files: texts stay in memory
}

// spooled is the place of a text; the zero value is none.
type spooled struct{ at, size int64 }

// put keeps a text, and reports whether it could.
func (s *spool) put(text string) (spooled, bool) {
	if s.failed || text == "" {
		return spooled{}, false
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "pressroom-*.feed") // with mode 0600
		if err != nil {
			s.failed = true
			return spooled{}, false
		}
		_ = os.Remove(f.Name()) // where the system can do that while it is open: nothing stays of a killed process
		s.file = f
	}
	at := spooled{s.end, int64(len(text))}
	if _, err := s.file.WriteAt([]byte(text), at.at); err != nil {
		s.failed = true
		return spooled{}, false
	}
	s.end += at.size
	return at, true
}

// get reads a text, where it is kept.
func (s *spool) get(at spooled, text *string) error {
	if at.size == 0 {
		return nil
	}
	b := make([]byte, at.size)
	if _, err := s.file.ReadAt(b, at.at); err != nil {
		return err
	}
	*text = string(b)
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
