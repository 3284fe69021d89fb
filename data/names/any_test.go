package names_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pressroom/data/names"
)

// Whatever few words a text is of, and however it begins and ends, finding names in it ends
// and gives parts of it.
func TestFindInFewWords(t *testing.T) {
	vocabulary := wordsOf(t, "words", "testdata")
	between := []string{" ", " ", " ", ", ", " and ", " of ", " (", ") ", "’s ", ": ", ". ", "\n", "/"}
	seeds := uint64(30_000)
	if testing.Short() {
		seeds = 5_000
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(5, seed))
		var b strings.Builder
		for i := range 1 + r.IntN(7) {
			if i > 0 || r.IntN(4) == 0 {
				b.WriteString(between[r.IntN(len(between))])
			}
			b.WriteString(vocabulary[r.IntN(len(vocabulary))])
		}
		func() {
			defer func() {
				if e := recover(); e != nil {
					t.Errorf("%q: %v", b.String(), e)
				}
			}()
			check(t, b.String(), names.Find(b.String()), false)
		}()
	}
}

// An organisation that is named in English within its Korean name is mentioned once there.
func TestNamedWithin(t *testing.T) {
	const body = "주식회사 DSM 15000. DSM said so."
	n := names.Find(body)
	if len(n.Organisations) != 1 || fmt.Sprint(n.Organisations[0].Mentions) != "[{0 16} {24 27}]" {
		t.Errorf("%+v", n.Organisations)
	}
}

// A role before which there is nothing but a comma is no crash.
func TestRoleAtTheBeginning(t *testing.T) {
	for _, body := range []string{", founder of Zorba", "Zorba, founder", "Zorba, co-founder of Quay"} {
		check(t, body, names.Find(body), false)
	}
}

// wordsOf returns the words of the files in some folders, each once.
func wordsOf(t *testing.T, folders ...string) (words []string) {
	for _, folder := range folders {
		err := fs.WalkDir(os.DirFS(folder), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasPrefix(path, "fuzz") {
				return err
			}
			b, err := fs.ReadFile(os.DirFS(folder), path)
			words = append(words, strings.Fields(string(b))...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}
