package snapshot

import (
	"iter"
	"slices"
)

// named are the values by which a facet chooses: their names, and which of them each
// value has that rows number.
type named struct {
	names []string  // of releases that there are, sorted
	of    [][]int32 // places in names, by the numbers that rows have
}

// namedBy returns what the counted values are named, where one may have several names.
func namedBy[T any](values []T, count []int32, name func(T) iter.Seq[string]) (by named) {
	for i, v := range values {
		if count[i] > 0 {
			by.names = slices.AppendSeq(by.names, name(v))
		}
	}
	slices.Sort(by.names)
	by.names = slices.Compact(by.names)
	by.of = make([][]int32, len(values))
	for i, v := range values {
		for n := range name(v) {
			if at, ok := slices.BinarySearch(by.names, n); ok && !slices.Contains(by.of[i], int32(at)) {
				by.of[i] = append(by.of[i], int32(at))
			}
		}
	}
	return by
}

// one yields one name.
func one(name string) iter.Seq[string] { return func(yield func(string) bool) { yield(name) } }

// Categories returns the names of the categories, sorted; "" is among them where
// releases have none. The slice must not be changed.
func (s *Snapshot) Categories() []string { return s.categorised.names }

// CategoriesOf returns the places in [Snapshot.Categories] of a release's
// categories. The slice must not be changed.
func (s *Snapshot) CategoriesOf(n int) []int32 { return s.categorised.of[s.rows.at(n).category] }

// Sources returns the names of the sources and files that the releases are from,
// sorted. The slice must not be changed.
func (s *Snapshot) Sources() []string { return s.sourced.names }

// SourcesOf returns the place in [Snapshot.Sources] of a release's source, as the only
// one. The slice must not be changed.
func (s *Snapshot) SourcesOf(n int) []int32 { return s.sourced.of[s.rows.at(n).origin] }

// Languages returns the languages of the releases as ISO 639-1, sorted; "" is among
// them where nothing tells it. The slice must not be changed.
func (s *Snapshot) Languages() []string { return s.spoken.names }

// LanguagesOf returns the place in [Snapshot.Languages] of a release's language, as the
// only one. The slice must not be changed.
func (s *Snapshot) LanguagesOf(n int) []int32 { return s.spoken.of[s.rows.at(n).origin] }

// What a release may have beside its text, as places for [Snapshot.Has].
const (
	HasVersions   int32 = iota // others of its text are kept
	HasAttachment              // files come with it
	HasGone                    // that it is no longer at its source
	NumHas
)

// hasOf are the places for what releases have, by row.has.
var hasOf = func() (of [1 << NumHas][]int32) {
	for bits := range of {
		for has := range NumHas {
			if bits&(1<<has) != 0 {
				of[bits] = append(of[bits], has)
			}
		}
	}
	return of
}()

// has returns which of hasOf a release has.
func (r *row) has() int { return int(r.state / revised % (1 << NumHas)) }

// HasOf returns what a release has beside its text. The slice must not be changed.
func (s *Snapshot) HasOf(n int) []int32 { return hasOf[s.rows.at(n).has()] }

// HasAny reports whether any release has something beside its text.
func (s *Snapshot) HasAny() bool { return s.Len() > int(s.has[0]) }
