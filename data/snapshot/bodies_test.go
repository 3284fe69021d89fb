package snapshot_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// shelf has texts by number, as a store does.
type shelf map[int]store.Body

func (s shelf) Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error {
	for _, n := range numbers {
		b := s[n]
		b.Number = n
		if err := yield(b); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// A stored snapshot has headlines, IDs and versions as they are given, and texts from
// where they are: the newest, none of another release, and no empty ones in the place
// of those that cannot be read.
func TestStored(t *testing.T) {
	texts := shelf{}
	s := snapshot.NewStoreBuilder(texts).Snapshot()
	var changes []snapshot.Change
	version := func(n int) string { return new(data.Hasher).Hash(20251114, fmt.Sprint("Title ", n), "").String() }
	for n := 1; n <= 4; n++ {
		id := fmt.Sprintf("0000000%d", n)
		changes = append(changes, snapshot.Change{Number: n, Document: &data.Document{
			Release: data.Release{ID: id, Version: version(n), Date: 20251114, Title: fmt.Sprint("Title ", n), Address: fmt.Sprint("https://example.org/", n)},
			Body:    "not kept",
		}})
		texts[n] = store.Body{ID: id, Text: fmt.Sprint("Text ", n)}
	}
	s = s.Apply(changes)
	if s.Len() != 4 || s.At(2).ID != "00000002" || s.At(2).Version != version(2) || s.Title(2) != "Title 2" {
		t.Fatalf("release 2 is %+v", s.At(2))
	}
	d, err := s.Document(t.Context(), 3)
	if err != nil || d.Body != "Text 3" || d.Release != *s.At(3) {
		t.Errorf("release 3 is %+v, %v", d, err)
	}
	texts[1] = store.Body{ID: "00000001", Text: "Newer 1"}
	damaged := errors.New("it is damaged")
	texts[2] = store.Body{ID: "00000002", Err: damaged}
	texts[3] = store.Body{ID: "00000009", Text: "of another archive"}
	if text, err := s.Body(t.Context(), 1); text != "Newer 1" || err != nil {
		t.Errorf("the newer text is %q, %v", text, err)
	}
	for n, want := range map[int]error{2: damaged, 3: nil} {
		if text, err := s.Body(t.Context(), n); text != "" || err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("text %d is %q, %v", n, text, err)
		}
		if d, err := s.Document(t.Context(), n); d != nil || err == nil {
			t.Errorf("release %d is %+v, %v", n, d, err)
		}
	}
	got := ""
	err = s.Bodies(t.Context(), []int{4, 3, 2, 1}, func(n int, text string, err error) error {
		got += fmt.Sprint(n, " ", text, " ", err == nil, "; ")
		return nil
	})
	if want := "4 Text 4 true; 3  false; 2  false; 1 Newer 1 true; "; err != nil || got != want {
		t.Errorf("the texts are %s, %v, want %s", got, err, want)
	}
}
