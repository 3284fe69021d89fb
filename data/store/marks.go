package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"pressroom/data"
)

// Mark is what a reader says of a release.
type Mark int

// The marks.
const (
	Read Mark = iota
	Starred
	Outdated // it was read, and another text came: set by an import, which takes Read away
)

// Action is one marking of releases, which is undone as a whole.
type Action struct {
	Mark    Mark
	On      bool // whether the mark is set or taken away
	Auto    bool // the reader did not ask for it: it is not what is undone
	Numbers []int
	Time    time.Time // kept to the second
}

// Search is a query that a reader gave a name.
type Search struct {
	Name, Query string
}

// Batch is what is written for a reader at once.
type Batch struct {
	Actions  []Action          // in the order in which they were done
	Lines    map[int]int       // where a reader is in a release; 0 is forgotten
	Searches []Search          // added or changed; one without a query is removed
	Values   map[string]string // such as the last view; "" is removed

	// Of is the generation that the numbers were read in: they are those of other
	// releases in a store that never had it. An automatic action leaves out those of which
	// another text came after it: that one was not seen. The zero generation asks nothing.
	Of Generation
}

// IsEmpty reports whether a batch has nothing to write.
func (b Batch) IsEmpty() bool {
	return len(b.Actions)+len(b.Lines)+len(b.Searches)+len(b.Values) == 0
}

// Limits of what is kept of one reader.
const (
	MaxReaders  = 10_000         // of a store
	MaxActions  = 1000           // that can be undone; older ones cannot
	UndoFor     = 24 * time.Hour // how long an action can be undone
	MaxLines    = 10_000         // those of the oldest releases go
	MaxSearches = 200
	MaxValues   = 100
	MaxName     = 200      // bytes of a name
	MaxValue    = 64 << 10 // bytes of a query or value
)

// Marks is what a reader has marked.
type Marks struct {
	Version  int64
	Read     data.Numbers
	Starred  data.Numbers
	Outdated data.Numbers // stays when the release is read again
	Lines    map[int]int
	Searches []Search // in the order in which they were first saved
	Values   map[string]string
}

// NewMarks returns empty marks.
func NewMarks() *Marks { return &Marks{Lines: map[int]int{}, Values: map[string]string{}} }

// Of returns the releases that have a mark.
func (m *Marks) Of(mark Mark) *data.Numbers {
	switch mark {
	case Starred:
		return &m.Starred
	case Outdated:
		return &m.Outdated
	}
	return &m.Read
}

// IsCorrected reports whether a release was read, and has another text since, which was
// not.
func (m *Marks) IsCorrected(number int) bool { return m.Outdated.Has(number) && !m.Read.Has(number) }

// Set sets or takes away the mark of an action, and returns the numbers for which that
// changed anything, ascending.
func (m *Marks) Set(a Action) (changed []int) {
	set := m.Of(a.Mark)
	for _, n := range a.Numbers {
		switch {
		case set.Has(n) == a.On:
			continue
		case a.On:
			set.Put(n)
		default:
			set.Remove(n)
		}
		changed = append(changed, n)
	}
	slices.Sort(changed)
	return changed
}

// Put applies the lines, searches and values of a batch. The error is
// [ErrLimit] where that makes more than may be kept.
func (m *Marks) Put(b Batch) error {
	for n, line := range b.Lines {
		if line == 0 {
			delete(m.Lines, n)
		} else {
			m.Lines[n] = line
		}
	}
	if over := len(m.Lines) - MaxLines; over > 0 {
		for _, n := range slices.Sorted(maps.Keys(m.Lines))[:over] {
			delete(m.Lines, n)
		}
	}
	for _, s := range b.Searches {
		at := slices.IndexFunc(m.Searches, func(o Search) bool { return o.Name == s.Name })
		switch {
		case s.Query == "" && at >= 0:
			m.Searches = slices.Delete(m.Searches, at, at+1)
		case s.Query == "":
		case at >= 0:
			m.Searches[at] = s
		default:
			m.Searches = append(m.Searches, s)
		}
	}
	for name, value := range b.Values {
		if value == "" {
			delete(m.Values, name)
		} else {
			m.Values[name] = value
		}
	}
	if len(m.Searches) > MaxSearches || len(m.Values) > MaxValues {
		return fmt.Errorf("%d searches and %d values: %d and %d are kept", len(m.Searches), len(m.Values), MaxSearches, MaxValues)
	}
	return nil
}

// Clone returns a copy.
func (m *Marks) Clone() *Marks {
	return &Marks{
		Version: m.Version, Read: slices.Clone(m.Read), Starred: slices.Clone(m.Starred), Outdated: slices.Clone(m.Outdated),
		Lines: maps.Clone(m.Lines), Searches: slices.Clone(m.Searches), Values: maps.Clone(m.Values),
	}
}

// Check returns an error where a part of the batch is larger
// than what may be kept.
func (b Batch) Check() error {
	tooLong := func(what, name, value string) error {
		switch {
		case name == "" || len(name) > MaxName:
			return fmt.Errorf("the name of a %s has %d bytes: 1 to %d are kept", what, len(name), MaxName)
		case len(value) > MaxValue:
			return fmt.Errorf("the %s %s has %d bytes: %d are kept", what, name, len(value), MaxValue)
		}
		return nil
	}
	var errs []error
	for _, s := range b.Searches {
		errs = append(errs, tooLong("search", s.Name, s.Query))
	}
	for name, value := range b.Values {
		errs = append(errs, tooLong("value", name, value))
	}
	return cmp.Or(errs...)
}

// Unknown returns a number in the batch that no release has, where there is
// one: last is the largest that was given.
func (b Batch) Unknown(last int) (int, bool) {
	unknown := func(n int) bool { return n < 1 || n > last }
	for _, a := range b.Actions {
		if i := slices.IndexFunc(a.Numbers, unknown); i >= 0 {
			return a.Numbers[i], true
		}
	}
	for n := range b.Lines {
		if unknown(n) {
			return n, true
		}
	}
	return 0, false
}

// Without returns the batch without the releases that there are none of, where a number
// is known to be one: below 1, or beyond the last that was given.
func (b Batch) Without(unknown int) Batch {
	is := func(n int) bool { return n < 1 || unknown >= 1 && n >= unknown }
	actions := b.Actions
	b.Actions = nil
	for _, a := range actions {
		if a.Numbers = slices.DeleteFunc(slices.Clone(a.Numbers), is); len(a.Numbers) > 0 {
			b.Actions = append(b.Actions, a)
		}
	}
	b.Lines = maps.Clone(b.Lines)
	maps.DeleteFunc(b.Lines, func(n, _ int) bool { return is(n) })
	return b
}

// Parts returns batches that have, one after the other, what this one has, each as little
// as can be refused by itself.
func (b Batch) Parts() (parts []Batch) {
	for _, a := range b.Actions {
		parts = append(parts, Batch{Actions: []Action{a}, Of: b.Of})
	}
	if len(b.Lines) > 0 {
		parts = append(parts, Batch{Lines: b.Lines, Of: b.Of})
	}
	for _, s := range b.Searches {
		parts = append(parts, Batch{Searches: []Search{s}})
	}
	for _, name := range slices.Sorted(maps.Keys(b.Values)) {
		parts = append(parts, Batch{Values: map[string]string{name: b.Values[name]}})
	}
	return parts
}
