package model

import (
	"context"
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/store"
)

// Marks narrow lists and counts as any facet does, whatever else is asked; and no list
// of one reader's marks is handed to another.
func TestIs(t *testing.T) {
	lib := madeNamed(60)
	defer lib.Close()
	mine, other := store.NewMarks(), store.NewMarks()
	for i, n := range lib.Order() {
		if i%3 == 0 {
			mine.Read.Put(int(n))
		}
		if i%5 == 0 {
			mine.Starred.Put(int(n))
		}
	}
	for _, text := range []string{"", "korea", "category:industry", "org:motir korea", "date:2025"} {
		for is := data.Is(1); is < 16; is++ {
			q, plain := parsed(t, text), parsed(t, text)
			q.Is = is
			all, err := Search(context.Background(), lib, plain, nil)
			if err != nil {
				t.Fatal(err)
			}
			for who, marks := range map[string]*store.Marks{"mine": mine, "another's": other, "nobody's": nil} {
				got, err := Search(context.Background(), lib, q, marks)
				if err != nil {
					t.Fatal(err)
				}
				var rows, want []int32
				days := make([]int, len(lib.Days()))
				for i := range all.Len() {
					n := all.Number(i)
					if marks == nil && is.Holds(false, false) || marks != nil && is.Holds(marks.Read.Has(n), marks.Starred.Has(n)) {
						want = append(want, int32(n))
						days[lib.DayOf(n)]++
					}
				}
				for i := range got.Len() {
					rows = append(rows, int32(got.Number(i)))
				}
				what := fmt.Sprintf("%q with %v of %s marks", text, is, who)
				same(t, what, rows, want)
				if len(plain.Periods) == 0 {
					same(t, what+" by day", got.days, days)
				}
			}
		}
	}
}
