package board_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data/board"
	"pressroom/data/snapshot"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func Example() {
	const text = `-
Industry
Robots Go to Work
Robots went to work on Monday. date2025-11-24
-
Industry
Robots Come Home
`
	b, err := board.Parse("news.txt", strings.NewReader(text))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range b.Releases {
		fmt.Printf("%s, %s: %s\n", r.Date, r.Category, r.Title)
		fmt.Println(r.Body)
	}
	for _, p := range b.Problems {
		fmt.Println(p)
	}
	// Output:
	// 2025-11-24, Industry: Robots Go to Work
	// Robots went to work on Monday.
	// news.txt:5: no date: record skipped; its text must end as in date2025-11-14
}

// TestFixtures reads each testdata/NAME.txt and compares what came of it with
// NAME.golden. After a change that is meant, run the test with -update and
// read the difference.
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := print(board.Parse(name+".txt", strings.NewReader(string(text))))
			golden := strings.TrimSuffix(file, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// print writes all that is known of a board, in the order of the file, and
// what a snapshot has to say on it.
func print(b board.Board, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var s strings.Builder
	fmt.Fprintf(&s, "categories: %v\n", b.Categories)
	for _, r := range b.Releases {
		fmt.Fprintf(&s, "\n%s %s\ncategory: %q\ntitle:    %q\n", r.Place, r.Date, r.Category, r.Title)
		for i, line := range strings.Split(r.Body, "\n") {
			fmt.Fprintf(&s, "%-9s %q\n", []string{"body:", ""}[min(i, 1)], line)
		}
		if r.Excerpt {
			s.WriteString("excerpt\n")
		}
	}
	s.WriteString("\n")
	for _, p := range b.Problems {
		fmt.Fprintln(&s, p)
	}
	snap, twice := snapshot.New(b.Releases)
	for _, p := range twice {
		fmt.Fprintln(&s, p)
	}
	fmt.Fprintf(&s, "releases: %d\n", snap.Len())
	return s.String()
}
