package body

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"pressroom/data"
)

// office is a page of data/names/testdata/offices.txt, with what it holds: headings,
// lists by the number of their items and the beginning of the first, notes by theirs.
type office struct {
	title, body, office    string
	headings, lists, notes []string
	excerpt                bool
}

func readOffices(t *testing.T, file string) (all []*office) {
	text, err := os.ReadFile("../names/testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		if key == "title" {
			all = append(all, &office{title: value})
		} else if len(all) == 0 {
			continue
		}
		o := all[len(all)-1]
		switch key {
		case "body":
			o.body = value
		case "office":
			o.office = value
		case "heading":
			o.headings = append(o.headings, value)
		case "list":
			o.lists = append(o.lists, value)
		case "note":
			o.notes = append(o.notes, value)
		case "excerpt":
			o.excerpt = true
		}
	}
	return all
}

// found counts what is where it was labelled, and what is where nothing was.
type found struct{ labelled, right, false int }

// take compares the beginnings of got with want, and says what differs.
func (f *found) take(kind string, got, want []string) (differences []string) {
	f.labelled += len(want)
	for _, w := range want {
		at := -1
		for i, g := range got {
			if strings.HasPrefix(g, w) {
				at = i
				break
			}
		}
		if at < 0 {
			differences = append(differences, "missing "+kind+" "+w)
			continue
		}
		f.right++
		got = append(got[:at:at], got[at+1:]...)
	}
	f.false += len(got)
	for _, g := range got {
		differences = append(differences, "found   "+kind+" "+g)
	}
	return differences
}

// parts returns the headings, lists and notes of a body, as they are labelled. Lists
// within items are behind the others: not all of them are labelled.
func parts(source string) (headings, lists, inner, notes []string) {
	var open, level, n []int // by level, the place of a list in lists; the level and the items of each
	for _, b := range Recover(source).Blocks {
		if b.Kind != Numbered && b.Kind != Bullet {
			open = nil
		}
		switch b.Kind {
		case Heading:
			headings = append(headings, b.Text+"$")
		case Note:
			notes = append(notes, b.Lead+b.Text)
		case Numbered, Bullet:
			for len(open) <= b.Level {
				level, n = append(level, len(open)), append(n, 0)
				open = append(open, len(lists))
				lists = append(lists, b.Lead+b.Text)
			}
			open = open[:b.Level+1]
			n[open[b.Level]]++
		}
	}
	var outer []string
	for i, first := range lists {
		if first = strconv.Itoa(n[i]) + " | " + first; level[i] > 0 {
			inner = append(inner, first)
		} else {
			outer = append(outer, first)
		}
	}
	return headings, outer, inner, notes
}

// What the pages of whole releases hold, by the office, and what was taken for
// something that it is not.
func TestOffices(t *testing.T) {
	for _, file := range []string{"offices.txt", "offices2.txt", "offices3.txt"} {
		t.Run(file, func(t *testing.T) {
			counts := map[string]*[4]found{"ministry": {}, "other": {}}
			for _, o := range readOffices(t, file) {
				headings, lists, inner, notes := parts(o.body)
				for _, l := range o.lists {
					for _, in := range inner {
						if strings.HasPrefix(in, l) {
							lists = append(lists, in)
						}
					}
				}
				for i := range o.headings {
					o.headings[i] += "$"
				}
				c := counts[o.office]
				differences := c[0].take("heading", headings, o.headings)
				differences = append(differences, c[1].take("list", lists, o.lists)...)
				differences = append(differences, c[2].take("note", notes, o.notes)...)
				var got, want []string
				if data.IsExcerpt(o.body) {
					got = append(got, "excerpt")
				}
				if o.excerpt {
					want = append(want, "excerpt")
				}
				differences = append(differences, c[3].take("", got, want)...)
				if len(differences) > 0 {
					t.Logf("%s\n\t%s", o.title, strings.Join(differences, "\n\t"))
				}
			}
			for office, c := range counts {
				for i, kind := range []string{"headings", "lists", "notes", "excerpts"} {
					t.Logf("%-8s %-8s %d of %d, %d false", office, kind, c[i].right, c[i].labelled, c[i].false)
					if c[i].false > 0 || 5*c[i].right < 4*c[i].labelled {
						t.Errorf("%s: fewer than four in five %s are found, or some that are none", office, kind)
					}
				}
			}
		})
	}
}
