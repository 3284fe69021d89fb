package intake_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pressroom/data/feed"
	"pressroom/data/intake"
	"pressroom/data/store"
)

// file is an input of a text.
func file(name, text string) intake.Input {
	return intake.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// rss is a feed of items.
func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Office</title>` + strings.Join(items, "") + "</channel></rss>"
}

func item(guid, title, date, text string) string {
	if date != "" {
		date = "<pubDate>" + date + "</pubDate>"
	}
	return fmt.Sprintf("<item><title>%s</title><guid>%s</guid>%s<description>%s</description></item>", title, guid, date, text)
}

const friday, saturday = "Fri, 21 Nov 2025 10:00:00 +0900", "Sat, 22 Nov 2025 10:00:00 +0900"

func counts(s intake.Summary) string {
	return fmt.Sprintf("%d new, %d changed, %d unchanged, %d problems", s.Added, s.Changed, s.Unchanged, len(s.Problems))
}

// Each step says what the import before it makes of it, dry and then truly.
func TestImport(t *testing.T) {
	ctx := context.Background()
	s := store.NewMemory()
	undated := func(day int) intake.Input {
		in := file("feed", rss(item("1", "One", "", "Text.")))
		in.Date = 20251121
		in.Date = in.Date.AddDays(day)
		return in
	}
	for _, step := range []struct {
		name string
		in   []intake.Input
		want string
	}{
		{"undated, of the first day", []intake.Input{undated(0)}, "1 new, 0 changed, 0 unchanged, 1 problems"},
		{"undated, a day later", []intake.Input{undated(1)}, "0 new, 0 changed, 1 unchanged, 1 problems"},
		{"new, whole", []intake.Input{file("feed", rss(item("2", "Two", friday, "It is the whole text.")))}, "1 new, 0 changed, 0 unchanged, 0 problems"},
		{"cut off", []intake.Input{file("feed", rss(item("2", "Two", friday, "It is the…")))}, "0 new, 0 changed, 1 unchanged, 0 problems"},
		{"corrected", []intake.Input{file("feed", rss(item("2", "Two", friday, "It is the corrected text.")))}, "0 new, 1 changed, 0 unchanged, 0 problems"},
		{"cut off, of another day", []intake.Input{file("feed", rss(item("2", "Two", saturday, "It is the…")))}, "0 new, 1 changed, 0 unchanged, 0 problems"},
		{"two texts at one address", []intake.Input{file("a", rss(item("3", "Three", friday, "First."))), file("b", rss(item("3", "Three", friday, "Second.")))},
			"1 new, 0 changed, 0 unchanged, 1 problems"},
		{"the same again", []intake.Input{file("a", rss(item("3", "Three", friday, "First."))), file("b", rss(item("3", "Three", friday, "Second.")))},
			"0 new, 0 changed, 1 unchanged, 1 problems"},
	} {
		before, err := s.Generation(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, dry := range []bool{true, false} {
			got, err := intake.Import(ctx, s, "Office", step.in, intake.Options{Dry: dry})
			if err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			if counts(got) != step.want {
				t.Errorf("%s, dry %v: %s, want %s: %v", step.name, dry, counts(got), step.want, got.Problems)
			}
			if now, _ := s.Generation(ctx); dry && now != before {
				t.Errorf("%s: a dry import changed the store", step.name)
			}
		}
	}
}

// After an error nothing is kept, and what was met before it is told.
func TestImportAllOrNothing(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	good, bad := file("good", rss(item("1", "One", friday, "Text."), item("2", "Two", "", "Text."))), file("bad", "nonsense")
	missing := intake.Input{Name: "missing", Open: func() (io.ReadCloser, error) { return nil, errors.New("missing: not there") }}
	found := bad
	found.Found = true
	for _, test := range []struct {
		name  string
		in    []intake.Input
		error string
		want  string
	}{
		{"bad", []intake.Input{good, bad}, "bad: " + feed.ErrUnknown.Error(), "0 new, 0 changed, 0 unchanged, 1 problems"},
		{"missing", []intake.Input{good, missing}, "missing: not there", "0 new, 0 changed, 0 unchanged, 1 problems"},
		{"nothing", []intake.Input{found}, "bad: no release in it", "0 new, 0 changed, 0 unchanged, 1 problems"},
		{"found", []intake.Input{good, found}, "<nil>", "1 new, 0 changed, 0 unchanged, 2 problems"},
	} {
		s := store.NewMemory()
		got, err := intake.Import(ctx, s, "Office", test.in, intake.Options{})
		if fmt.Sprint(err) != test.error || counts(got) != test.want {
			t.Errorf("%s: %v and %s, want %s and %s", test.name, err, counts(got), test.error, test.want)
		}
		stats, _ := s.Stats(ctx)
		if stats.Releases != got.Added {
			t.Errorf("%s: %d releases were kept", test.name, stats.Releases)
		}
	}
	s := store.NewMemory()
	_, err := intake.Import(ctx, s, "Office", []intake.Input{good}, intake.Options{Item: func(int) { cancel(errors.New("no more")) }})
	if stats, _ := s.Stats(context.Background()); err == nil || stats.Releases > 0 {
		t.Errorf("given up: %v, and %d releases", err, stats.Releases)
	}
}
