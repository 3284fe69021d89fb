package intake_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pressroom/data"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// What names its source goes to that, however many there are; the rest to the one that is
// given. The same again changes nothing, and of a source all is kept or nothing.
func TestImportEach(t *testing.T) {
	var b strings.Builder
	line := func(i int, source string) {
		fmt.Fprintf(&b, `{"guid":"%d","date":"2025-11-14","title":"Release %d","body":"Text.","source":%s}`+"\n", i, i, source)
	}
	for i := range 120 {
		line(i, fmt.Sprintf("%q", fmt.Sprint("Office ", i%40)))
	}
	line(120, `""`)
	line(121, `"imported"`)
	line(122, `{"name":"of another program"}`)
	line(123, `"`+strings.Repeat("x", store.MaxName+1)+`"`)
	text := b.String()
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	s := storetest.New(t)
	for round, want := range []string{"3 new, 0 unchanged", "0 new, 3 unchanged"} {
		list := intake.ImportEach(t.Context(), s, "imported", []intake.Input{{Name: "all.jsonl", Open: open}}, intake.Options{})
		if len(list) != 41 {
			t.Fatalf("round %d: there are %d sources, want 41", round, len(list))
		}
		for i, one := range list {
			name, want := "imported", strings.Replace(want, "3", "4", 1)
			if i > 0 {
				name, want = fmt.Sprint("Office ", i-1), strings.Replace(want, "4", "3", 1)
			}
			if got := fmt.Sprintf("%d new, %d unchanged", one.Added, one.Unchanged); one.Err != nil || one.Source != name || got != want {
				t.Errorf("round %d: %s, %s, %v, want %s, %s", round, one.Source, got, one.Err, name, want)
			}
		}
	}

	s = storetest.New(t)
	const undated = `{"guid":"1","date":"2025-11-14","title":"One","body":"Text.","source":"Office"}` + "\n" + `{"guid":"2","title":"Two","body":"Text."}` + "\n"
	others := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(undated)), nil }
	list := intake.ImportEach(t.Context(), s, "imported", []intake.Input{{Name: "all.jsonl", Open: others}}, intake.Options{})
	if len(list) != 1 || list[0].Source != "Office" || list[0].Err != nil || len(list[0].Problems) != 1 {
		t.Errorf("what cannot be read beside what is of another source is told of as %+v", list)
	}

	s = storetest.New(t)
	broken, opened := errors.New("broken"), 0
	failing := func() (io.ReadCloser, error) {
		if opened++; opened == 1 {
			return open()
		}
		return io.NopCloser(io.MultiReader(strings.NewReader(text[:len(text)/2]), iotest.ErrReader(broken))), nil
	}
	for i, one := range intake.ImportEach(t.Context(), s, "imported", []intake.Input{{Name: "all.jsonl", Open: failing}}, intake.Options{}) {
		if errors.Is(one.Err, broken) != (i > 0) {
			t.Errorf("%s: %v", one.Source, one.Err)
		}
	}
	if list, err := s.Sources(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("after an error there are %v, %v", list, err)
	}

	panics := intake.Options{Item: func(int) { panic("a fault of its own") }}
	if _, err := intake.Import(t.Context(), s, "imported", []intake.Input{{Name: "all.jsonl", Open: open}}, panics); !errors.Is(err, data.ErrPanic) {
		t.Errorf("of a panic the error is %v", err)
	}
}
