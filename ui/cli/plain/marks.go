package plain

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/store"
	"pressroom/model"
)

// mark is a line of what a reader has marked: a release, or a search.
type mark struct {
	Source  string `json:"source,omitempty"`
	Address string `json:"address,omitempty"`
	ID      string `json:"id,omitempty"`
	Title   string `json:"title,omitempty"`
	Read    bool   `json:"read,omitempty"`
	Starred bool   `json:"starred,omitempty"`
	Before  bool   `json:"read_before,omitempty"` // another text came since
	Line    int    `json:"line,omitempty"`

	Search string `json:"search,omitempty"`
	Query  string `json:"query,omitempty"`
}

// Marks writes what a reader has marked in a library, a line of JSON for each release in
// the order of the list, and for each search.
func Marks(w io.Writer, lib *model.Library, m *store.Marks) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, number := range lib.Order() {
		n := int(number)
		l := mark{Read: m.Read.Has(n), Starred: m.Starred.Has(n), Before: m.IsCorrected(n), Line: m.Lines[n]}
		if l == (mark{}) {
			continue
		}
		r := lib.At(n)
		l.Source, l.Address, l.ID, l.Title = r.Source, r.Address, r.ID, r.Title
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	for _, s := range m.Searches {
		if err := e.Encode(mark{Search: s.Name, Query: s.Query}); err != nil {
			return err
		}
	}
	return nil
}

// MarkReader reads what [Marks] writes, for a library that may be another one.
type MarkReader struct {
	Unknown int // releases that the library does not have
	Already int // marks and searches that are there as they are

	now      time.Time
	marked   *store.Marks
	at       map[[2]string]int // numbers by source and address
	by       map[string]int    // by address; -1 where several sources have it
	id       func(prefix string) []int
	numbers  [store.Outdated + 1][]int // that get each mark
	lines    map[int]int
	searches []store.Search
}

// NewMarkReader returns a reader of marks, which are set at a time, beside those that are
// there.
func NewMarkReader(lib *model.Library, marked *store.Marks, now time.Time) *MarkReader {
	r := &MarkReader{now: now, marked: marked.Clone(), at: map[[2]string]int{}, by: map[string]int{}, id: lib.WithPrefix, lines: map[int]int{}}
	for _, number := range lib.Order() {
		n := int(number)
		one := lib.At(n)
		r.at[[2]string{one.Source, one.Address}] = n
		r.name(one.Address, n)
		if id := feed.WithoutFeed(one.Address); id != one.Address { // as it was known by once
			r.name(id, n)
		}
	}
	return r
}

// name notes that a release is known by an address, as others may be.
func (r *MarkReader) name(address string, n int) {
	if _, twice := r.by[address]; twice {
		n = -1
	}
	r.by[address] = n
}

// Read reads a line; an empty one is none.
func (r *MarkReader) Read(line string) error {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	var m mark
	if err := json.Unmarshal([]byte(line), &m); err != nil {
		return errors.New("it is no line of marks, which is a JSON object")
	}
	if m.Search != "" {
		return r.readSearch(m)
	}
	if m.Address == "" && m.ID == "" {
		return errors.New("it names neither a release nor a search")
	}
	n := r.find(m)
	if n < 0 {
		r.Unknown++
		return nil
	}
	if m.Read {
		r.mark(store.Read, n)
	}
	if m.Starred {
		r.mark(store.Starred, n)
	}
	if m.Before && !r.marked.Read.Has(n) && !r.marked.Outdated.Has(n) {
		r.numbers[store.Outdated] = append(r.numbers[store.Outdated], n)
	}
	if m.Line > 0 {
		r.lines[n] = m.Line
	}
	return nil
}

// mark puts a release to those that get a mark, where it does not have it.
func (r *MarkReader) mark(mark store.Mark, n int) {
	if set := r.marked.Of(mark); set.Has(n) {
		r.Already++
	} else {
		set.Put(n)
		r.numbers[mark] = append(r.numbers[mark], n)
	}
}

// New returns how many marks and searches there are beside what is marked already.
func (r *MarkReader) New() (read, starred, searches int) {
	return len(r.numbers[store.Read]), len(r.numbers[store.Starred]), len(r.searches)
}

func (r *MarkReader) readSearch(m mark) error {
	name, _ := data.Sanitize(m.Search)
	query, _ := data.Sanitize(m.Query)
	s := store.Search{Name: data.OneLine(name), Query: data.OneLine(query)}
	switch {
	case s.Name == "" || len(s.Name) > store.MaxName:
		return fmt.Errorf("the name of a search has %d bytes: it has 1 to %d", len(s.Name), store.MaxName)
	case len(s.Query) > store.MaxValue:
		return fmt.Errorf("search %q: its query has %d bytes: %d are kept", s.Name, len(s.Query), store.MaxValue)
	}
	if _, err := data.ParseQuery(s.Query, data.DateOf(r.now)); err != nil || s.Query == "" {
		return fmt.Errorf("search %q: %q is no query", s.Name, s.Query)
	}
	if slices.Contains(r.marked.Searches, s) {
		r.Already++
		return nil
	}
	if err := r.marked.Put(store.Batch{Searches: []store.Search{s}}); err != nil {
		return fmt.Errorf("search %q: %w", s.Name, err)
	}
	r.searches = append(r.searches, s)
	return nil
}

// find returns the number of the release that a line names, -1 for none.
func (r *MarkReader) find(m mark) int {
	if n, found := r.at[[2]string{m.Source, m.Address}]; found {
		return n
	}
	if n, found := r.by[m.Address]; found && n >= 0 {
		return n
	}
	if m.Address == "" {
		if found := r.id(m.ID); len(found) == 1 {
			return found[0]
		}
	}
	return -1
}

// Batch returns what was read, as what is to be marked.
func (r *MarkReader) Batch() store.Batch {
	b := store.Batch{Lines: r.lines, Searches: r.searches}
	for mark, numbers := range r.numbers {
		if auto := store.Mark(mark) == store.Outdated; len(numbers) > 0 { // which nobody marks by hand
			b.Actions = append(b.Actions, store.Action{Mark: store.Mark(mark), On: true, Auto: auto, Numbers: numbers, Time: r.now})
		}
	}
	return b
}
