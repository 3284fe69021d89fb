package body

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/snapshot/snapshottest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// releases returns the releases of the corpus, newest first.
func releases(tb testing.TB) []data.Document {
	tb.Helper()
	snap, err := corpus.Load()
	if err != nil {
		tb.Fatal(err)
	}
	all := make([]data.Document, snap.Len())
	for i := range all {
		all[i] = *snapshottest.Document(snap, i)
	}
	return all
}

func TestPromiseOnCorpus(t *testing.T) {
	for _, r := range releases(t) {
		checkPromise(t, r.Body)
		checkDrawn(t, r.Body)
	}
}

// TestGolden compares the Markdown of the corpus with what an editor has
// approved.
func TestGolden(t *testing.T) {
	for _, r := range releases(t) {
		name := r.Date.String() + "-" + r.ID
		golden(t, name+".md", Recover(r.Body).Markdown()+"\n")
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: run go test ./data/body -update", err)
	}
	if got == string(want) {
		return
	}
	is, approved := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	n := 0
	for n < len(is) && n < len(approved) && is[n] == approved[n] {
		n++
	}
	t.Errorf("%s:%d is not what was approved: see the difference, then go test ./data/body -update\n got %q\nwant %q",
		name, n+1, is[n:min(n+2, len(is))], approved[n:min(n+2, len(approved))])
}

func BenchmarkMarkdown(b *testing.B) {
	for i, r := range releases(b) {
		b.Run(strconv.Itoa(i)+"-"+r.ID, func(b *testing.B) {
			b.SetBytes(int64(len(r.Body)))
			b.ReportAllocs()
			for b.Loop() {
				Recover(r.Body).Markdown()
			}
		})
	}
}
