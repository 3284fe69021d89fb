package entities

import "fmt"

// Read returns how many releases were read for an index and those that it came of.
func Read(x *Index) int { return x.tables().lexicon.read }

// Found returns how many releases were read for an index itself.
func Found(x *Index) int { return x.found }

// SetLight has snapshots of more releases be large, until the function that it returns
// is called.
func SetLight(from int) (back func()) {
	before := lightFrom
	lightFrom = from
	return func() { lightFrom = before }
}

// Light reports whether the words are in the file.
func Light(x *Index) bool { return x.tables().light }

// SumsOf returns the sums that the release in a row names.
func SumsOf(x *Index, row int) (list []string) {
	if n := x.tables().notes[row]; n != nil {
		for _, s := range n.sums {
			list = append(list, fmt.Sprintf("%s %g %g", s.currency, s.value, s.high))
		}
	}
	return list
}
