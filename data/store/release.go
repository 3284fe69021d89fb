package store

import (
	"strings"

	"pressroom/data"
)

// NewID returns the ID of a release that was first seen in a version. Where
// others have it, the next tries give others.
func NewID(version string, try int) (string, error) {
	hash, err := data.ParseHash(version)
	for range try {
		hash = hash.Next()
	}
	return hash.ID().String(), err
}

// Fold returns s with its white space as single spaces.
func Fold(s string) string { return strings.Join(strings.Fields(s), " ") }
