// Package corpus holds the releases that pressroom carries in itself, so that
// there is something to read without a network and without a file: ten
// releases of the Ministry of Trade, Industry and Resources of Korea, of
// November 2025, as their board had them.
package corpus

import (
	_ "embed"
	"fmt"
	"strings"

	"pressroom/data/board"
	"pressroom/data/snapshot"
)

// Name is what messages call the embedded text.
const Name = "releases.txt"

// Publisher says whose releases they are.
const Publisher = "Korea, Ministry of Trade, Industry and Resources"

//go:embed releases.txt
var text string

// Text returns the embedded board text, byte for byte.
func Text() string { return text }

// Load returns the snapshot of the embedded releases. It takes well under a
// millisecond. An error means that the text has anything wrong with it at
// all, and the program was built from a broken copy.
func Load() (*snapshot.Snapshot, error) {
	b, err := board.Parse(Name, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	snap, twice := snapshot.New(b.Releases)
	if problems := append(b.Problems, twice...); len(problems) > 0 {
		return nil, fmt.Errorf("embedded corpus: %v", problems[0])
	}
	return snap, nil
}
