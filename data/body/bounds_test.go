package body

import (
	"strings"
	"testing"
)

// words returns n words of a title, or of a sentence without its stop.
func words(word string, n int) string {
	return strings.TrimSuffix(strings.Repeat(word+" ", n), " ")
}

// TestBounds holds each rule to its constant: at the bound it applies, one
// beyond it does not.
func TestBounds(t *testing.T) {
	has := func(name, source, kind string, want bool) {
		t.Helper()
		if got := strings.Contains(kinds(source), kind); got != want {
			t.Errorf("%s: a %s is %v, want %v\n%.300s", name, kind, got, want, shape(source))
		}
	}
	heading := func(n int) string { return "It grew. " + words("Trade", n) + " The two sides met." }
	has("minHeading", heading(minHeading), "heading", true)
	has("minHeading", heading(minHeading-1), "heading", false)
	has("maxHeading", heading(maxHeading), "heading", true)
	has("maxHeading", heading(maxHeading+1), "heading", false)

	angle := func(n int) string { return "<" + strings.Repeat("A", n-2) + "> It met." }
	has("maxAngle", angle(maxAngle), "heading", true)
	has("maxAngle", angle(maxAngle+1), "heading", false)

	semicolons := func(n int) string { return "It has: " + strings.Repeat("a; ", n) + "b." }
	has("minSemicolons", semicolons(minSemicolons), "bullet", true)
	has("minSemicolons", semicolons(minSemicolons-1), "bullet", false)

	said := func(n int) string { return "He said that “" + words("it", n) + "” here." }
	has("minSpeech", said(minSpeech), "quote", true)
	has("minSpeech", said(minSpeech-1), "quote", false)

	alone := func(n int) string { return "It grew. “" + words("It", n) + ".” It is over." }
	has("minAlone", alone(minAlone), "quote", true)
	has("minAlone", alone(minAlone-1), "quote", false)

	far := func(n int) string { return "He said to " + words("it", n-2) + " and, “It works.”" }
	has("verbReach", far(verbReach-2), "quote", true)
	has("verbReach", far(verbReach+2), "quote", false)

	unclosed := func(n int) string { return "Kim said, “" + words("It is.", n) }
	if got := kinds(unclosed(maxUnclosed)); got != "quote" {
		t.Errorf("maxUnclosed: %s", got)
	}
	if got := kinds(unclosed(maxUnclosed + 1)); got != "quote paragraph" {
		t.Errorf("maxUnclosed and one more: %s", got)
	}
	long := "Kim said, “" + words("It is.", maxQuote/len("It is. ")+1) + "” It is over."
	if got := len(Recover(long).Blocks[0].Text); got > maxQuote {
		t.Errorf("maxQuote: a speech of %d bytes", got)
	}

	lead := func(n int) string { return "A: 1. " + words("Trade", n) + " – It grows. 2. It lasts." }
	for n, want := range map[int]bool{maxLead - 1: true, maxLead: false} {
		if got := Recover(lead(n)).Blocks[1].Lead != ""; got != want {
			t.Errorf("maxLead: a lead of %d words is %v", n, got)
		}
	}
	item := func(n int) string { return "A: 1. " + strings.Repeat("a", n-1) + ". 2. It lasts." }
	for n, want := range map[int]bool{looseItem: true, looseItem + 1: false} {
		if got := Recover(item(n)).Blocks[2].Close; got != want {
			t.Errorf("looseItem: the items behind one of %d cells are close: %v", n, got)
		}
	}
}

// TestParagraphs holds the grouping to its measures on text without cues.
func TestParagraphs(t *testing.T) {
	sentence := "Alpha " + words("beta", 20) + "." // about 110 cells
	for n := 1; n < 40; n++ {
		doc := Recover(words(sentence, n))
		for i, b := range doc.Blocks {
			sentences := strings.Count(b.Text, ".")
			if w := width(b.Text); w > maxParagraph || n > 6 && w < idealParagraph/2 || sentences > maxSentences {
				t.Errorf("of %d sentences, paragraph %d has %d: %d cells", n, i, sentences, w)
			}
		}
	}
	// No run of short lines becomes a wall, and a line that is one does not
	// stay one.
	line := words(sentence, wall/len(sentence)-1)
	if got := kinds(line + "\nIt is over."); got != "paragraph paragraph" {
		t.Errorf("a line below wall: %s", got)
	}
	if got := kinds(words(sentence, wall/len(sentence)+2) + "\nIt is over."); got == "paragraph paragraph" {
		t.Errorf("a line above wall: %s", got)
	}
	// The lead stands alone if it is long, and a cue is stronger than sizes.
	first := "Alpha " + words("gamma", longLead/len("gamma ")) + "."
	if got := Recover(first + " " + words(sentence, 4)).Blocks[0].Text; got != first {
		t.Errorf("the lead is %q", got)
	}
	for _, cue := range []string{"During the ceremony, it grew.", "In his remarks, he praised it.", "Meanwhile, it fell."} {
		got := Recover(words(sentence, 3) + " " + cue + " " + words(sentence, 3))
		if len(got.Blocks) < 2 || !strings.HasPrefix(got.Blocks[1].Text, cue) {
			t.Errorf("%q begins no paragraph", cue)
		}
	}
	for _, cling := range []string{"This is new.", "They are new."} {
		got := shape(words(sentence, 4) + " " + cling + " " + words(sentence, 3))
		if strings.Contains(got, "paragraph "+cling[:8]) {
			t.Errorf("%q begins a paragraph", cling)
		}
	}
}
