package entities_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// sameIndex fails where two indexes of a snapshot differ.
func sameIndex(t *testing.T, s *snapshot.Snapshot, got, want *entities.Index) {
	t.Helper()
	shown := func(list []entities.Entry) string { return fmt.Sprintf("%+v", list) }
	for what, pair := range map[string][2]string{
		"organisations":   {shown(got.Organisations()), shown(want.Organisations())},
		"people":          {shown(got.People()), shown(want.People())},
		"countries":       {shown(got.Countries()), shown(want.Countries())},
		"near-duplicates": {fmt.Sprint(got.NearDuplicates()), fmt.Sprint(want.NearDuplicates())},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s are %.300s, want %.300s", what, pair[0], pair[1])
		}
	}
	for _, n := range s.Order() {
		row := int(n)
		if g, w := fmt.Sprint(got.OrganisationsOf(row), got.PeopleOf(row), got.CountriesOf(row), entities.SumsOf(got, row)),
			fmt.Sprint(want.OrganisationsOf(row), want.PeopleOf(row), want.CountriesOf(row), entities.SumsOf(want, row)); g != w {
			t.Errorf("release %d names %s, want %s", row, g, w)
		}
		g, w := got.Related(t.Context(), row, 5), want.Related(t.Context(), row, 5)
		if !slices.EqualFunc(g, w, func(a, b entities.Similar) bool {
			return a.Row == b.Row && math.Abs(a.Score-b.Score) < 1e-5 && slices.Equal(a.Why, b.Why)
		}) {
			t.Errorf("release %d is like %v, want %v", row, g, w)
		}
	}
}

// After changes an index knows what a fresh one does, and has read no more than
// what changed.
func TestApply(t *testing.T) {
	s, index := corpusIndex(t)
	var documents []data.Document
	for _, n := range s.Order() {
		documents = append(documents, *snapshottest.Document(s, int(n)))
	}
	corrected := documents[2]
	corrected.Body = strings.ReplaceAll(corrected.Body, "Seoul National University", "Busan Institute of Technology")
	excerpt := documents[5]
	excerpt.Body = excerpt.Body[:500]
	added := data.Document{Release: data.Release{Date: 20251129, Title: "Notice"}, Body: "KATS and Vietnam agreed, said Minister Kim Jung-kwan. It costs KRW 5 billion."}
	read := s.Len()
	for _, changes := range [][]snapshot.Change{
		{{Number: s.End(), Document: &added}},
		{{Number: 2, Document: &corrected}, {Number: 4}},
		{{Number: s.End() + 3, Document: &excerpt}, {Number: 4, Document: &documents[7]}, {Number: 0}},
		{},
		{{Number: s.End()}},
	} {
		index.Organisations() // builds it
		s = s.Apply(changes)
		index = index.Apply(s, changes)
		if index.Ready() {
			t.Error("it is built before it is asked")
		}
		sameIndex(t, s, index, entities.NewIndex(s))
		for _, c := range changes {
			if c.Document != nil {
				read++
			}
		}
		if got := entities.Read(index); got != read {
			t.Errorf("%d releases were read, want %d", got, read)
		}
	}
	// One that was never built has nothing to keep.
	sameIndex(t, s, entities.NewIndex(s).Apply(s, nil), entities.NewIndex(s))
}

// What many corrections leave behind is let go of.
func TestApplyForgets(t *testing.T) {
	s, index := corpusIndex(t)
	for i := range 1100 {
		d := data.Document{Release: data.Release{Date: 20251129, Title: "Notice"}, Body: fmt.Sprintf("It is number %d.", i)}
		changes := []snapshot.Change{{Number: 20, Document: &d}}
		if err := index.Build(t.Context()); err != nil {
			t.Fatal(err)
		}
		s = s.Apply(changes)
		index = index.Apply(s, changes)
	}
	if read := entities.Read(index); read > 1000 {
		t.Errorf("%d releases are remembered of %d", read, s.Len())
	}
	sameIndex(t, s, index, entities.NewIndex(s))
}
