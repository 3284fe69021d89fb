package screen_test

import (
	"fmt"
	"testing"
)

// BenchmarkPaint is a move of the cursor, from the key to the last byte that
// the terminal is sent.
func BenchmarkPaint(b *testing.B) {
	for _, n := range []int{10, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := newSession(reader(b, madeLibrary(n)), xterm, 120, 40)
			keys := []string{"j", "k"}
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				s.moves(keys[i%2])
				i++
			}
		})
	}
}
