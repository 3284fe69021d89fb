package text

import (
	"io/fs"
	"iter"
	"strings"
)

// ListLines yields the lines of a list of words that is a file, without the remarks
// behind # and empty lines. There are none where there is no such file.
func ListLines(files fs.FS, name string) iter.Seq[string] {
	list, _ := fs.ReadFile(files, name) // which is in the program
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(list)) {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}
