package snapshot

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data"
)

// large returns documents with twice as much text as is kept in memory.
func large() (documents []data.Document) {
	for i := range 2 * spoolFrom / 2000 {
		documents = append(documents, data.Document{
			Release: data.Release{Date: 20251114, Title: fmt.Sprint("Headline ", i)},
			Body:    strings.Repeat(fmt.Sprint("수출 ", i, " "), 2000/8),
		})
	}
	return append(documents, data.Document{Release: data.Release{Date: 20251114, Title: "No text"}})
}

// checkTexts has a snapshot give back the texts of the documents that it was made of.
func checkTexts(t *testing.T, s *Snapshot, documents []data.Document) {
	t.Helper()
	for n, d := range documents {
		if text, err := s.Body(t.Context(), n); err != nil || text != d.Body {
			t.Fatalf("the text of %d is %.40q, %v, want %.40q", n, text, err, d.Body)
		}
		if s.VersionOf(n) != d.Hash().String() {
			t.Fatalf("%d has not the version of its text", n)
		}
	}
}

// The texts of a large board are not in memory, and leave no file behind; those of a
// small one are in no file.
func TestTextsAreSpooled(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	documents := large()
	s, _ := New(documents)
	checkTexts(t, s, documents)
	if p := s.bodies.(*spool); p.last != "" || p.written != p.bytes() {
		t.Errorf("%d of %d bytes are in memory", len(p.last), p.bytes())
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("%v is there", left)
	}
	small, _ := New(documents[:10])
	checkTexts(t, small, documents[:10])
	if p := small.bodies.(*spool); p.file != nil {
		t.Error("the texts of ten releases are in a file")
	}
}

// Where there is no temporary file, or no room for it, the texts are in memory.
func TestTextsWithoutSpool(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	documents := large()
	s, _ := New(documents)
	checkTexts(t, s, documents)

	t.Setenv("TMPDIR", t.TempDir())
	var b Builder
	for i, d := range documents {
		b.Add(d)
		if b.bodies.temp != nil && i > len(documents)*3/4 {
			b.bodies.temp.Close() // what is written fails, and what was can no longer be read
			b.bodies.temp = os.NewFile(^uintptr(0), "full")
		}
	}
	s, _ = b.Snapshot()
	p := s.bodies.(*spool)
	if p.written == 0 || p.last == "" {
		t.Fatalf("%d bytes are written, and %d in memory", p.written, len(p.last))
	}
	for n, d := range documents {
		text, err := s.Body(t.Context(), n)
		switch inFile := p.ends[n] <= p.written && d.Body != ""; {
		case inFile && (text != "" || err == nil):
			t.Fatalf("%d is %.40q, %v: its file cannot be read", n, text, err)
		case !inFile && (text != d.Body || err != nil):
			t.Fatalf("%d is %.40q, %v, want %.40q", n, text, err, d.Body)
		}
	}
}

// Changes bring other texts for the next snapshot, and none for the one before.
func TestSpoolWithChanges(t *testing.T) {
	documents := large()
	s, _ := New(documents)
	corrected := documents[7]
	corrected.Body = "Corrected."
	next := s.Apply([]Change{{Number: 7, Document: &corrected}, {Number: len(documents), Document: &corrected}})
	checkTexts(t, s, documents)
	after := append(append([]data.Document{}, documents...), corrected)
	after[7] = corrected
	checkTexts(t, next, after)
	if got, want := next.TextBytes()-s.TextBytes(), len(corrected.Title)+2*len(corrected.Body); got != want {
		t.Errorf("the texts have %d bytes more, want about %d", got, want)
	}
}
