package entities_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/names"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// hostile returns releases that name so many different companies each, numbered
// from first.
func hostile(releases, each int) *snapshot.Snapshot {
	var list []data.Document
	for r := range releases {
		var b strings.Builder
		for i := range each {
			n := uint64(r*each + i)
			fmt.Fprintf(&b, "The %s %s Corporation said so. ", title(word(n)), title(word(n+7)))
		}
		list = append(list, data.Document{Release: data.Release{Date: data.Date(20251128), Title: fmt.Sprint("Release ", r)}, Body: b.String()})
	}
	c, _ := snapshot.New(list)
	return c
}

func live() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Of a release, and of all, so many names count; the rest is told of.
func TestLimits(t *testing.T) {
	for _, test := range []struct{ releases, each, entries, leftOut int }{
		{1, 300, 300, 0},
		{1, 301, 300, 1},
		{200, 250, 50_000, 0},
		{201, 250, 50_000, 250},
	} {
		if testing.Short() && test.releases > 1 {
			continue
		}
		c := hostile(test.releases, test.each)
		before := live()
		x := entities.NewIndex(c)
		if err := x.Build(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n, left := len(x.Organisations()), x.LeftOut().Organisations; n != test.entries || left != test.leftOut {
			t.Errorf("%d releases with %d companies: %d are known and %d left out, want %d and %d",
				test.releases, test.each, n, left, test.entries, test.leftOut)
		}
		text := 0
		for i := range c.Len() {
			text += len(snapshottest.Document(c, i).Body)
		}
		if took := int(live()) - int(before); took > 9*text+1<<20 {
			t.Errorf("the index of %d releases with %d companies takes %d KB, of %d KB of text", test.releases, test.each, took>>10, text>>10)
		}
		runtime.KeepAlive(x)
	}
	var sums strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&sums, "It cost KRW %d billion. ", i+1)
	}
	c, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20251128, Title: "Sums"}, Body: sums.String()}})
	x := entities.NewIndex(c)
	if n, left := len(entities.SumsOf(x, 0)), x.LeftOut().Amounts; n != 1000 || left != 200 {
		t.Errorf("of 1200 sums %d are known and %d left out", n, left)
	}
}

// A word of a mebibyte is looked at once, and not at each of its stops, which would take minutes.
func TestLongWord(t *testing.T) {
	found := names.FindIn("Quay", strings.Repeat("1.", 1<<19)+" Minister of Trade Ahn Duk-geun met the U.S. side.")
	if len(found.People) != 1 || found.People[0].Name != "Ahn Duk-geun" {
		t.Errorf("the people are %+v", found.People)
	}
}
