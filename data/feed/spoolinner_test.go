package feed

import (
	"fmt"
	"strings"
	"testing"
)

// Texts come back in any order, from the file and from what is not written yet. Those that
// could not be written stay in memory, and no more are taken.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var s spool
	defer s.clear()
	text := func(i int) string { return strings.Repeat(fmt.Sprint(i, " "), 1+i*i%9000) }
	var kept []spooled
	for i := range 300 {
		at, ok := s.put(text(i))
		if !ok {
			t.Fatalf("text %d is not taken", i)
		}
		kept = append(kept, at)
	}
	if s.written == 0 || len(s.last) == 0 {
		t.Fatalf("%d bytes are written, %d wait", s.written, len(s.last))
	}
	check := func(i int) {
		var got string
		if err := s.get(kept[i], &got); err != nil || got != text(i) {
			t.Errorf("text %d is %.40q, %v", i, got, err)
		}
	}
	for i := range kept {
		check(i)
		check(len(kept) - 1 - i)
		check(i * 7 % len(kept))
	}
	waiting := len(s.last)
	s.file.Close()
	for range 2 {
		if _, ok := s.put(strings.Repeat("x", spoolBuffer)); ok {
			t.Error("a text is taken that cannot be written")
		}
	}
	if check(len(kept) - 1); len(s.last) != waiting {
		t.Errorf("%d bytes wait, not %d", len(s.last), waiting)
	}
	if err := s.get(spooled{0, 1}, new(string)); err == nil {
		t.Error("what cannot be read is read")
	}
}
