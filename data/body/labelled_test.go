package body

import (
	"os"
	"strings"
	"testing"

	"pressroom/data"
)

// TestLabelled counts what is found of pages whose parts are labelled.
func TestLabelled(t *testing.T) {
	text, err := os.ReadFile("testdata/labelled.txt")
	if err != nil {
		t.Fatal(err)
	}
	var found, labelled, falsely [2]int // headings, items
	cuts, lists, ended := 0, 0, 0       // lists that a paragraph follows
	notes, noted := 0, 0
	for _, page := range strings.Split(string(text), "\n=== ")[1:] {
		head, parts, _ := strings.Cut(page, "\n")
		source, want := unlabelled(parts, head)
		checkPromise(t, source)
		if data.IsExcerpt(source) != strings.HasSuffix(head, " cut") {
			cuts++
			t.Logf("%s: wrong about being cut", head)
		}
		at, ends := 0, map[int]bool{}
		for _, b := range Recover(source).Blocks {
			all := len(strip(b.Sign + b.Lead + b.Text))
			size := all
			kind := -1
			switch b.Kind {
			case Heading:
				kind = 0
			case Numbered, Bullet:
				kind = 1
				if label := want[at]; label.kind == 'H' && label.size == len(strip(b.Sign+b.Lead)) { // 1. Background
					kind, size = 0, label.size
				}
			}
			if label, is := want[at]; kind >= 0 && is && label.kind == "HL"[kind] && (kind == 1 || label.size == size) {
				found[kind]++
				label.kind = label.kind | 0x20 // found
				want[at] = label
			} else if kind >= 0 {
				falsely[kind]++
				t.Logf("%s: no %v: %s", head, b.Kind, b.Text)
			}
			if want[at].kind == 'N' && b.Kind == Note {
				noted++
			}
			at += all
			ends[at] = true
		}
		for at, label := range want {
			if label.behind == 'L' && label.kind == 'P' {
				lists++
				if ends[at] {
					ended++
				} else {
					t.Logf("%s: the list goes on: %s", head, label.text)
				}
			}
		}
		for _, label := range want {
			if label.kind == 'N' {
				notes++
			}
			if kind := strings.IndexByte("HL", label.kind&^0x20); kind >= 0 {
				labelled[kind]++
			}
			if label.kind == 'H' || label.kind == 'L' {
				t.Logf("%s: missing %s", head, label.text)
			}
		}
	}
	t.Logf("headings %d of %d, %d false; items %d of %d, %d false; notes %d of %d; ends of lists %d of %d; %d wrong cuts", found[0], labelled[0], falsely[0], found[1], labelled[1], falsely[1], noted, notes, ended, lists, cuts)
	if found[0]*100 < labelled[0]*91 || found[1]*100 < labelled[1]*98 || noted*20 < notes*19 || falsely[0] > 0 || ended*20 < lists*19 || falsely[1] > 0 || cuts > 1 {
		t.Error("less is found than was")
	}
}

// label is what stands in a page: a heading, an item, of a size without white space.
type label struct {
	kind, behind byte // its own, and that of the part before it
	size         int
	text         string
}

// unlabelled returns the text of labelled parts, and those by where they begin in it, white space aside.
// Its head says whether it is broken into lines.
func unlabelled(parts, head string) (source string, want map[int]label) {
	want = map[int]label{}
	wrapped, lines := strings.Contains(head, " wrap"), strings.HasSuffix(head, " lines")
	at, behind := 0, byte(0)
	for line := range strings.Lines(parts) {
		if line = strings.TrimSpace(line); len(line) < 3 {
			continue
		}
		kind, part := line[0], line[2:]
		want[at] = label{kind, behind, len(strip(part)), part}
		behind = kind
		at += len(strip(part))
		switch {
		case source == "":
		case lines:
			source += "\n"
		case !wrapped:
			source += " "
		case kind == 'L':
			source += "\n"
		default:
			source += "\n\n"
		}
		if wrapped {
			part = wrap(part, 72)
		}
		source += part
	}
	return source, want
}

// wrap breaks a text into lines of at most n bytes.
func wrap(text string, n int) string {
	var b strings.Builder
	size := 0
	for word := range strings.FieldsSeq(text) {
		switch {
		case size > 0 && size+1+len(word) > n:
			b.WriteByte('\n')
			size = 0
		case size > 0:
			b.WriteByte(' ')
			size++
		}
		b.WriteString(word)
		size += len(word)
	}
	return b.String()
}
