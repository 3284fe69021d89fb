package names

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"pressroom/data"
)

// known are the renamings and spellings that no text tells, by the keys of both sides.
type known struct{ organisations, people map[string]string }

// extended is what a user's own list makes of the known ones; nil where there is none.
var extended atomic.Pointer[known]

// loadKnown returns the list of renamings.
func loadKnown() *known {
	if k := extended.Load(); k != nil {
		return k
	}
	return ownKnown()
}

// ownKnown reads the list that comes with the program, once. A line that is no entry does
// not pass its test.
var ownKnown = sync.OnceValue(func() *known {
	k := &known{map[string]string{}, map[string]string{}}
	for line := range wordLines("known") {
		if err := k.add(line); err != nil {
			panic("words/known.txt: " + err.Error())
		}
	}
	k.flatten()
	return k
})

// add adds an entry. The error says what is wrong with its line.
func (k *known) add(line string) error {
	kind, entry, _ := strings.Cut(line, ":")
	from, to, ok := strings.Cut(entry, " = ")
	if !ok {
		return fmt.Errorf("%q is no entry: write organisation: OLD NAME = NEW NAME, or person: A SPELLING = NAME", line)
	}
	list, key := k.organisations, plainOrganisationKey
	switch strings.TrimSpace(kind) {
	case "organisation":
	case "person":
		list, key = k.people, plainPersonKey
	default:
		return fmt.Errorf("%q is no kind of entry: organisation and person are", strings.TrimSpace(kind))
	}
	from, to = key(from), key(to)
	if from == "" || to == "" {
		return errors.New("a side of the entry has no name")
	}
	if from == to {
		return nil
	}
	next, is := to, true
	for step := 0; is; step++ {
		if next == from || step == maxRenamed {
			return fmt.Errorf("%q is said to be %q, which leads back to it, or on and on", from, to)
		}
		next, is = list[next]
	}
	list[from] = to
	return nil
}

// maxRenamed is how many times one may have been renamed.
const maxRenamed = 20

// flatten has who was renamed several times be who it is now.
func (k *known) flatten() {
	for _, list := range []map[string]string{k.organisations, k.people} {
		for from, to := range list {
			for step := 0; step <= maxRenamed && list[to] != ""; step++ {
				to = list[to]
			}
			list[from] = to
		}
	}
}

// Limits of a user's list.
const (
	maxKnown     = 10_000 // entries
	maxKnownLine = 1000   // bytes
)

// Extend adds a user's list of renamings and spellings to that of the program, in its
// format: an entry a line, as "organisation: OLD NAME = NEW NAME" or "person: A SPELLING =
// NAME", with remarks behind #. Where both know a name the user's holds. It is called
// before any text is read for names. The problems are lines that are no entries, and are
// skipped; the error is that of the reader.
func Extend(name string, from io.Reader) (problems []data.Problem, err error) {
	own := ownKnown()
	k := &known{maps.Clone(own.organisations), maps.Clone(own.people)}
	lines := bufio.NewScanner(from)
	lines.Buffer(make([]byte, 0, maxKnownLine), maxKnownLine)
	number, entries := 0, 0
	problem := func(what string) {
		what, _ = data.SanitizeLine(what)
		problems = append(problems, data.Problem{Place: data.Place{File: name, Line: number}, What: what})
	}
	for lines.Scan() {
		number++
		line, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\ufeff"), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if entries++; entries > maxKnown {
			problem(fmt.Sprintf("the rest is left out: a list has at most %d entries", maxKnown))
			break
		}
		if err := k.add(line); err != nil {
			problem("skipped: " + err.Error())
		}
	}
	err = lines.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		number++
		problem(fmt.Sprintf("the rest is left out: a line has more than %d bytes", maxKnownLine))
		err = nil
	}
	k.flatten()
	extended.Store(k)
	return problems, err
}

// WriteLists writes all word lists, and a user's, for a hash that is the same as long as they are.
func WriteLists(w io.Writer) {
	_ = fs.WalkDir(wordFiles, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, _ := wordFiles.ReadFile(path) // which is in the program
			fmt.Fprintf(w, "%s %d %s", path, len(text), text)
		}
		return err
	})
	for _, list := range []map[string]string{loadKnown().organisations, loadKnown().people} {
		for _, from := range slices.Sorted(maps.Keys(list)) {
			fmt.Fprintf(w, "%q %q ", from, list[from])
		}
	}
}
