package store

import (
	"fmt"
	"math/rand/v2"
	"time"

	"pressroom/data"
)

// Prepared returns a document as a store takes it in: with its version and, where
// it has no address, with its content as one. Number, ID and source are empty.
func Prepared(d data.Document, x *data.Hasher) data.Document {
	d.Number, d.ID, d.Source, d.Place = 0, "", "", data.Place{}
	d.Revised, d.Vanished = false, false
	d.Version = x.Hash(d.Date, d.Title, d.Body).String()
	if d.Address == "" {
		d.Address = d.Version
	}
	if d.Page == d.Address {
		d.Page = ""
	}
	return d
}

// OutcomeOf returns what comes of a document that is put where a release is,
// or none.
func OutcomeOf(old Change, found bool, d data.Document) Outcome {
	switch {
	case old.State == Removed && !old.Since.IsZero():
		return Forgotten
	case !found || old.State == Removed:
		return Added
	case old.State == Vanished, old.Version != d.Version, old.Category != d.Category, old.Excerpt != d.Excerpt,
		d.Page != "" && old.Page != d.Page: // a copy may come without
		return Changed
	}
	return Unchanged
}

// Count counts one document. A release that the same import has changed already
// counts no more: base is the last change before the import.
func (r *Result) Count(old Change, o Outcome, base int64) {
	switch {
	case o == Unchanged:
		r.Unchanged++
	case o == Forgotten:
		r.Forgotten++
	case old.Changed > base && old.State == Present:
	case o == Added:
		r.Added++
	default:
		r.Changed++
	}
}

// NewID returns the ID of a release that was first seen in a version. Where
// others have it, the next tries give others.
func NewID(version string, try int) (string, error) {
	hash, err := data.ParseHash(version)
	for range try {
		hash = hash.Next()
	}
	return hash.ID().String(), err
}

// NewCommit draws the number by which a generation is known again.
func NewCommit() int64 { return rand.Int64() | 1 }

// Check returns an error where the name of the source is none, or too long.
func (s Source) Check() error {
	if s.Name == "" || len(s.Name) > MaxName {
		return fmt.Errorf("the name of a source has %d bytes: it has 1 to %d", len(s.Name), MaxName)
	}
	return nil
}

// Rounded returns the source with its times as they are kept: to the second, in UTC.
func (s Source) Rounded() Source {
	for _, t := range []*time.Time{&s.Fetch.Tried, &s.Fetch.Done, &s.Fetch.Next, &s.Fetch.Alone, &s.Fetch.FailingSince, &s.Fetch.Held} {
		if t.IsZero() {
			*t = time.Time{}
		} else {
			*t = t.UTC().Truncate(time.Second)
		}
	}
	return s
}

// AddSources counts sources that were not removed.
func (s *Stats) AddSources(list []Source) {
	s.Sources += len(list)
	for i := range list {
		if list[i].Address != "" {
			s.Followed++
		}
	}
}

// Add counts a release.
func (s *Stats) Add(c Change) {
	s.Releases++
	s.Versions += c.Versions
	if c.State == Vanished {
		s.Vanished++
	}
	if s.Oldest == 0 || c.Date < s.Oldest {
		s.Oldest = c.Date
	}
	s.Newest = max(s.Newest, c.Date)
}
