package sqlite_test

import (
	"reflect"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
)

// FuzzDecode reads rows of marks of any bytes: there is an error, or what is read
// is written as it was.
func FuzzDecode(f *testing.F) {
	f.Add(sqlite.EncodeAction(store.Action{Mark: store.Starred, On: true, Numbers: []int{1, 2, 1 << 20}, Time: time.Unix(1763107200, 0)}))
	f.Add(sqlite.EncodeLines(map[int]int{1: 2, 300: 4000}))
	f.Add([]byte{0x80})
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := sqlite.DecodeAction(b); err == nil && len(a.Numbers) > 0 {
			again, err := sqlite.DecodeAction(sqlite.EncodeAction(a))
			if err != nil || !reflect.DeepEqual(again, a) {
				t.Errorf("%v is %v, %v", a, again, err)
			}
		}
		lines, again := map[int]int{}, map[int]int{}
		if sqlite.DecodeLines(b, lines) == nil {
			if err := sqlite.DecodeLines(sqlite.EncodeLines(lines), again); err != nil || !reflect.DeepEqual(again, lines) {
				t.Errorf("%v is %v, %v", lines, again, err)
			}
		}
	})
}
