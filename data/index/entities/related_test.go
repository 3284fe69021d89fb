package entities_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/entities"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

func corpusIndex(t testing.TB) (*snapshot.Snapshot, *entities.Index) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c, entities.NewIndex(c)
}

func rowOf(t testing.TB, c *snapshot.Snapshot, title string) int {
	for i := range c.Len() {
		if strings.HasPrefix(snapshottest.Document(c, i).Title, title) {
			return i
		}
	}
	t.Fatalf("no release %q", title)
	return 0
}

func TestRelatedInTheCorpus(t *testing.T) {
	c, index := corpusIndex(t)
	for _, pair := range [][3]string{
		{"Groundbreaking Ceremony for Amkor", "Amkor Korea Launches", "Kang Gam-chan"},
		{"MOTIR and SNU Sign MOU", "SNU and M.AX Alliance", "Seoul National University"},
		{"Korea to Boost Recycling", "Korea Accelerates International Standardization", "Kim Dae-ja"},
	} {
		a, b := rowOf(t, c, pair[0]), rowOf(t, c, pair[1])
		for _, ends := range [][2]int{{a, b}, {b, a}} {
			got := index.Related(t.Context(), ends[0], 3)
			if len(got) == 0 || got[0].Row != ends[1] {
				t.Errorf("%q is most like %v, want %q", snapshottest.Document(c, ends[0]).Title, got, snapshottest.Document(c, ends[1]).Title)
				continue
			}
			t.Logf("%.40s… %.2f %q", snapshottest.Document(c, ends[0]).Title, got[0].Score, got[0].Why)
			if !slices.Contains(got[0].Why, pair[2]) {
				t.Errorf("%q is like %q because of %q, without %s", snapshottest.Document(c, ends[0]).Title, snapshottest.Document(c, ends[1]).Title, got[0].Why, pair[2])
			}
		}
	}
	if near := index.NearDuplicates(); len(near) != 0 {
		t.Errorf("near-duplicates %v in the corpus", near)
	}
}

func TestRelatedBounds(t *testing.T) {
	c, index := corpusIndex(t)
	for row := range c.Len() {
		list := index.Related(t.Context(), row, c.Len())
		for i, s := range list {
			if s.Row == row || s.Score <= 0 || s.Score > 1 || len(s.Why) == 0 || len(s.Why) > 6 {
				t.Errorf("row %d: %+v", row, s)
			}
			if i > 0 && s.Score > list[i-1].Score {
				t.Errorf("row %d: %v is not in order", row, list)
			}
		}
		if one := index.Related(t.Context(), row, 1); len(list) > 0 && (len(one) != 1 || one[0].Row != list[0].Row) {
			t.Errorf("row %d: the first is %v, and of one %v", row, list[0], one)
		}
	}
	for _, row := range []int{-1, c.Len()} {
		if got := index.Related(t.Context(), row, 3); got != nil {
			t.Errorf("row %d: %v", row, got)
		}
	}
}

func TestNearDuplicates(t *testing.T) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	var releases []data.Document
	for i := range c.Len() {
		releases = append(releases, *snapshottest.Document(c, i))
	}
	excerpt := *snapshottest.Document(c, 5)
	excerpt.Body, excerpt.Excerpt = excerpt.Body[:500], true
	corrected := *snapshottest.Document(c, 2)
	corrected.Body = strings.Replace(corrected.Body, "more than 90", "more than 80", 1)
	short := data.Document{Release: data.Release{Date: 20251101, Title: "Notice"}, Body: "The office is closed today."}
	again := data.Document{Release: data.Release{Date: 20251102, Title: "Notice"}, Body: "The office is closed today."}
	c, _ = snapshot.New(append(releases, excerpt, corrected, short, again))
	index := entities.NewIndex(c)
	groups := index.NearDuplicates()
	if len(groups) != 2 {
		t.Fatalf("near-duplicates are %v, want two pairs", groups)
	}
	for _, g := range groups {
		if len(g) != 2 || snapshottest.Document(c, g[0]).Title != snapshottest.Document(c, g[1]).Title {
			t.Errorf("%v are near-duplicates", g)
		}
		for _, row := range g {
			if !slices.Equal(index.NearDuplicatesOf(row), g) {
				t.Errorf("row %d is in %v, want %v", row, index.NearDuplicatesOf(row), g)
			}
		}
	}
	if rows := index.NearDuplicatesOf(rowOf(t, c, "K-Mobility")); rows != nil {
		t.Errorf("K-Mobility is nearly %v", rows)
	}
}

func TestBuildIsCancelled(t *testing.T) {
	c, _ := corpusIndex(t)
	index := entities.NewIndex(c)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := index.Build(ctx); !errors.Is(err, context.Canceled) || index.Ready() {
		t.Fatalf("Build gives %v, ready %v", err, index.Ready())
	}
	if err := index.Build(context.Background()); err != nil || !index.Ready() {
		t.Fatalf("Build gives %v, ready %v", err, index.Ready())
	}
}

func TestEmptyIndex(t *testing.T) {
	c, _ := snapshot.New(nil)
	index := entities.NewIndex(c)
	if n := len(index.Organisations()) + len(index.People()) + len(index.NearDuplicates()) + len(index.Related(t.Context(), 0, 5)); n != 0 {
		t.Errorf("%d things in an empty catalogue", n)
	}
}

// Two builds of one snapshot are the same, whichever reader had which row.
func TestBuildIsDeterministic(t *testing.T) {
	c := many(600)
	a, b := entities.NewIndex(c), entities.NewIndex(c)
	text := func(x *entities.Index) string {
		s := fmt.Sprint(x.Organisations(), x.People(), x.NearDuplicates())
		for row := 0; row < c.Len(); row += 30 {
			s += fmt.Sprint(x.OrganisationsOf(row), x.PeopleOf(row), entities.SumsOf(x, row), x.Related(t.Context(), row, 5))
		}
		return s
	}
	if text(a) != text(b) {
		t.Error("two indexes of one snap differ")
	}
}
