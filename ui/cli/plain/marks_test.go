package plain_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// No more searches are read than a reader may have, nor longer names, however long the
// file is that they come from.
func TestMarkReaderBoundsSearches(t *testing.T) {
	lib := model.NewLibrary("test", load(t), nil)
	defer lib.Close()
	r := plain.NewMarkReader(lib, store.NewMarks(), time.Now())
	read := func(name string) error { return r.Read(fmt.Sprintf(`{"search":%q,"query":"ships"}`, name)) }
	for _, name := range []string{strings.Repeat("x", store.MaxName+1), " "} {
		if err := read(name); err == nil {
			t.Errorf("a name of %d bytes is taken", len(name))
		}
	}
	for n := range store.MaxSearches {
		if err := read(fmt.Sprint("search ", n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := read("one more"); err == nil || len(r.Batch().Searches) != store.MaxSearches {
		t.Errorf("of one more the error is %v, and %d are read", err, len(r.Batch().Searches))
	}
}

// A line of marks is of the release that has its source and address; of another source's, if
// it alone has the address, or had it in its feed; without an address, of the one that its ID begins.
func TestMarkReaderFinds(t *testing.T) {
	release := func(source, address, title string) data.Document {
		return data.Document{Release: data.Release{Source: source, Address: address, Title: title, Date: 20251114}, Body: title}
	}
	c, _ := snapshot.New([]data.Document{
		release("a", "https://o.example/1", "One"), release("b", "https://o.example/1", "Two"),
		release("a", "feed:https://o.example/ Office#3", "Three"), release("a", "https://o.example/4", "Four"),
	})
	lib := model.NewLibrary("test", c, nil)
	defer lib.Close()
	for _, test := range []struct {
		lines string
		want  string // numbers that are read, unknown, already
	}{
		{`{"source":"a","address":"https://o.example/1","read":true}`, "[0] 0 0"},
		{`{"source":"b","address":"https://o.example/1","read":true}`, "[1] 0 0"},
		{`{"source":"z","address":"https://o.example/1","read":true}`, "[] 1 0"},
		{`{"source":"z","address":"3","read":true}`, "[2] 0 0"},
		{`{"source":"z","address":"https://o.example/4","read":true}`, "[3] 0 0"},
		{`{"source":"z","address":"https://o.example/5","id":"` + c.ID(3) + `","read":true}`, "[] 1 0"},
		{`{"id":"` + c.ID(3)[:5] + `","read":true}`, "[3] 0 0"},
		{`{"id":"none","read":true}`, "[] 1 0"},
		{`{"id":"` + c.ID(3) + `","read":true}` + "\n\n" + `{"address":"https://o.example/4","read":true}`, "[3] 0 1"},
	} {
		r := plain.NewMarkReader(lib, store.NewMarks(), time.Now())
		for line := range strings.Lines(test.lines) {
			if err := r.Read(line); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
		var numbers []int
		for _, a := range r.Batch().Actions {
			numbers = append(numbers, a.Numbers...)
		}
		if got := fmt.Sprint(numbers, r.Unknown, r.Already); got != test.want {
			t.Errorf("%s is of %s, want %s", test.lines, got, test.want)
		}
	}
}
