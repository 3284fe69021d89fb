package entities

import (
	"slices"
	"testing"

	"pressroom/data"
	"pressroom/data/names"
)

// Words come out of a bag as they went in.
func TestBag(t *testing.T) {
	for _, words := range [][]count{nil, {{0, 1}}, {{7, 300}, {3, 1}, {1 << 18, 2}}} {
		if got := slices.Collect(pack(words).all()); !slices.Equal(got, words) {
			t.Errorf("of %v come %v", words, got)
		}
	}
	for range pack([]count{{1, 1}, {2, 1}}).all() {
		break // and no more is asked for
	}
}

// Sums are kept with all that their currencies have.
func TestCurrenciesFit(t *testing.T) {
	for _, c := range data.Currencies {
		if s := sumOf(&names.Amount{Currency: c}); string(s.currency[:]) != c {
			t.Errorf("%s is kept as %s", c, s.currency)
		}
	}
}
