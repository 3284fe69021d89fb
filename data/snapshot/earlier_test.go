package snapshot_test

import (
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// A release that one file has cut off and another whole is shown once, whole. What only looks so
// is two.
func TestVersionsAcrossFiles(t *testing.T) {
	const whole = "The Ministry met ferry lines on Monday. The quay will be repaired by May."
	const cut = "The Ministry met ferry lines on Monday. The quay will be re"
	date := func(s string) data.Date { d, _ := data.ParseDate(s); return d }
	doc := func(file string, line int, day, title, body string) data.Document {
		d := data.Document{Body: body}
		d.Date, d.Title, d.Excerpt, d.Place = date(day), title, data.IsExcerpt(body), data.Place{File: file, Line: line}
		return d
	}
	const same = "Ferries to Sail"
	for _, test := range []struct {
		name string
		docs []data.Document
		want string
	}{
		{"a day later", []data.Document{doc("a", 1, "2025-12-09", same, cut), doc("b", 1, "2025-12-10", same, whole)}, "1 b:1; a:1: cut off: an earlier version of the release at b:1"},
		{"a day before", []data.Document{doc("a", 1, "2025-12-10", same, cut), doc("b", 1, "2025-12-09", same, whole)}, "1 b:1; a:1: cut off: an earlier version of the release at b:1"},
		{"twice cut off", []data.Document{doc("a", 1, "2025-12-09", same, whole), doc("b", 1, "2025-12-09", same, cut), doc("c", 1, "2025-12-10", same, cut)},
			"1 a:1; b:1: cut off: an earlier version of the release at a:1; c:1: cut off: an earlier version of the release at a:1"},
		{"two days later", []data.Document{doc("a", 1, "2025-12-08", same, cut), doc("b", 1, "2025-12-10", same, whole)}, "2 b:1 a:1"},
		{"another headline", []data.Document{doc("a", 1, "2025-12-09", same, cut), doc("b", 1, "2025-12-09", "Quay Opens", whole)}, "2 a:1 b:1"},
		{"another text", []data.Document{doc("a", 1, "2025-12-09", same, "The Ministry met the chairs of ferry lines in Bu"), doc("b", 1, "2025-12-09", same, whole)}, "2 a:1 b:1"},
		{"not cut off", []data.Document{doc("a", 1, "2025-12-09", same, "The Ministry met ferry lines on Monday."), doc("b", 1, "2025-12-09", same, whole)}, "2 a:1 b:1"},
		{"of one file", []data.Document{doc("a", 1, "2025-12-09", same, cut), doc("a", 9, "2025-12-09", same, whole)}, "2 a:1 a:9"},
	} {
		s, problems := snapshot.New(test.docs)
		got := fmt.Sprint(s.Len())
		for _, n := range s.Order() {
			got += " " + s.PlaceOf(int(n)).String()
		}
		for _, p := range problems {
			got += "; " + p.String()
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
