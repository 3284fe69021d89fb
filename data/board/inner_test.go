package board

import (
	"strings"
	"testing"
)

func TestCutLine(t *testing.T) {
	for _, test := range []struct {
		line       string
		n          int
		head, rest string
	}{
		{"short", 5, "short", ""},
		{"one two three", 8, "one two", "three"},
		{"one twothree", 8, "one twot", "hree"}, // the space is in the first half
		{"one twothree", 6, "one tw", "othree"},
		{"four fivesix", 8, "four fiv", "esix"}, // in its middle
		{"부두 보수", 4, "부", "두 보수"},
	} {
		if head, rest := cutLine(test.line, test.n); head != test.head || rest != test.rest {
			t.Errorf("cutLine(%q, %d) is %q and %q", test.line, test.n, head, rest)
		}
	}
}

func TestGoesOn(t *testing.T) {
	const long, longer, third = "Korea and Japan Agree on Ferries for Busan", "And on a New Quay in the Old Port", "It opened on Monday. It is new."
	for _, test := range []struct {
		title, next, rest string
		want              bool
	}{
		{"Korea Opens a Quay", "in Busan and Ulsan", third, true},
		{"Korea Opens a Quay", "In Busan and Ulsan", third, false},
		{"Korea Opens a Quay,", "Busan a Ferry", third, true},
		{"Korea Opens a Quay in", "Busan", third, true},
		{"Korea Opens a Quay In", "Busan", third, false},
		{"Korea Opens “the Quay", "of Busan” in May", third, true},
		{"Korea Opens “the Quay”", "Of Busan in May", third, false},
		{"Korea Opens (the Quay", "Of Busan) in May", third, true},
		{"Korea Opens a Quay in", "It opened on Monday.", third, false},
		{"Korea Opens a Quay:", "Korea Opens a Quay", third, false},
		{"It opened on Monday.", "in Busan", third, false},
		{long, longer, third, true},
		{"Korea and Japan Agree on Ferries for B", longer, third, false}, // too short to be broken
		{long, "And on Quays", third, false},                             // of three words
		{long, longer, "Busan", false},
		{long, "And on a quay in the Old Port", third, false},
		{"Korea and Japan agree on Ferries for Busan", longer, third, false},
	} {
		if got := goesOn(test.title, test.next, test.rest); got != test.want {
			t.Errorf("%q goes on in %q: %t", test.title, test.next, got)
		}
	}
}

func TestCutRepeated(t *testing.T) {
	for _, test := range []struct {
		title, body, rest string
		again             bool
	}{
		{"Quay Opens", "Quay opens\nIt rained.", "It rained.", true},
		{"Quay Opens", "Quay opens", "Quay opens", false},
		{"Quay Opens in Busan", "Quay Opens in Busan The quay is new. It is wide.", "The quay is new. It is wide.", true},
		{"Quay Opens in Busan", "Quay Opens in Busan on Monday. It is wide.", "", false},
		{"Quay Opens in Busan", "Quay Opens in Busan, The quay is new. It is wide.", "", false},
		{"Quay Opens in Busan", "Quay Opens in Busan The quay", "", false},
		{"Quay in Busan", "Quay in Busan The quay is new. It is wide.", "", false}, // of three words
	} {
		if !test.again {
			test.rest = test.body
		}
		if rest, again := cutRepeated(test.title, test.body); rest != test.rest || again != test.again {
			t.Errorf("cutRepeated(%q, %q) is %q, %t", test.title, test.body, rest, again)
		}
	}
}

func TestNamesOfCategories(t *testing.T) {
	n := newNames([]string{"Trade/Investment", "Industry", "Energy", "Energy Policy"})
	for line, want := range map[string]string{
		"TRADE AND INVESTMENT": "Trade/Investment", "Industry, Energy": "Industry; Energy", "Industry / Energy": "Industry; Energy", "Industry, Fisheries": "",
		"Trade / Investment, Energy": "Trade/Investment; Energy", "Industry; Trade/Investment": "Industry; Trade/Investment", "Fisheries": "", "": "", "Industry,": "Industry",
		strings.Repeat("Industry, ", 40): "",
	} {
		if got := n.find(line); got != want {
			t.Errorf("find(%q) is %q", line, got)
		}
	}
	for line, want := range map[string]string{"home TOPICS Industry": "Industry", "home Energy Policy": "Energy Policy", "Industry": "", "home Fisheries": "", "Industry home": ""} {
		if got := n.atEnd(line); got != want {
			t.Errorf("atEnd(%q) is %q", line, got)
		}
	}
	if got := n.atEnd(strings.Repeat("x", maxMark) + "Industry"); got != "" {
		t.Errorf("a long line ends in %q", got)
	}
	if got := n.complete("Industry, Fisheries"); got != "Industry; Fisheries" {
		t.Errorf("complete is %q", got)
	}
	if got := n.complete("Ports, Fisheries"); got != "Ports, Fisheries" {
		t.Errorf("complete is %q", got)
	}
	before := len(n)
	n.add("industry") // known
	n.add(" / ")      // has no letter
	if len(n) != before {
		t.Errorf("%d names became %d", before, len(n))
	}
}

func TestMarksOfSites(t *testing.T) {
	p := parser{}
	for title, want := range map[string]string{
		"[Press Release] Quay Opens": "Quay Opens", "Press Release: Quay Opens": "Quay Opens", "[Press Release]": "[Press Release]", "[Quay] Opens": "[Quay] Opens",
		"Quay Opens New": "Quay Opens", "Quay Opens [N]": "Quay Opens", "Something New": "Something New", "Busan, What Is New": "Busan, What Is", "Quay Made New": "Quay Made New",
		"A Quay": "A Quay", "New": "New", "A New Quay Now": "A New Quay Now",
	} {
		if got := p.cutHeadMarks(title, 1); got != want {
			t.Errorf("cutHeadMarks(%q) is %q", title, got)
		}
	}
	for line, want := range map[string]bool{
		"Print": true, "1 2 3 4 5 Next": true, "Total 1,234": true, "1 2 3": false, "Next year": false, "": false, "[Press Release]": true,
		"Copyright 2025 of the Office": true, "© Office": true, "(c) Office": true, "Copper": false, "(Ferries)": false,
	} {
		if got := aroundRecord(line); got != want {
			t.Errorf("%q around a record: %t", line, got)
		}
	}
	if isMark("1 2 3 Next", false) {
		t.Error("numbers are a mark where none are allowed")
	}
	if isMark(strings.Repeat("Print ", 20), true) {
		t.Error("a long line is a mark")
	}
	for line, want := range map[string]bool{"plan.pdf": true, "plan.hwp (12 KB)": true, "plan of ferries": false, "": true} {
		if got := belowDate(line); got != want {
			t.Errorf("%q below a date: %t", line, got)
		}
	}
	for line, want := range map[string]bool{"[Photo] The quay": true, "Photo: the quay": true, "Photo 2: the quay": true, "Photo of the quay": false, "[Quay] The photo": false} {
		if got := isCaption(line); got != want {
			t.Errorf("%q is a caption: %t", line, got)
		}
	}
	for _, test := range []struct{ text, kept, cut string }{
		{"It rained.\nPrint\n\nNext\n", "It rained.\n", "Print\n\nNext\n"},
		{"Print\nNext\n", "Print\n", "Next\n"}, // the first line stays
		{"It rained.\n" + strings.Repeat("Print\n", maxMarks+1), "It rained.\nPrint\n", strings.Repeat("Print\n", maxMarks)},
	} {
		if kept, cut := cutMarksUp(test.text, aroundRecord); kept != test.kept || cut != test.cut {
			t.Errorf("cutMarksUp(%.30q) keeps %.30q and cuts %d bytes", test.text, kept, len(cut))
		}
	}
}

func TestDaysAtTheEnd(t *testing.T) {
	for text, want := range map[string]string{
		"It rained. date2025-12-10": "2025-12-10", "It rained.date2025-12-10": "2025-12-10", "It rained. 2025-12-10": "2025-12-10", "It rained (2025-12-10)": "", "It rained. (2025-12-10)": "2025-12-10",
		"It rained on 2025-12-10": "", "It rained. Date 2025/12/1": "2025-12-01", "It rained. date 2025.12.10": "2025-12-10", "It rained. date2025-12-10\nPrint": "2025-12-10", "It rained.": "", "2025": "",
	} {
		m, ok := endDate(text)
		got := ""
		if ok && m.err == nil {
			got = m.date.String()
		}
		if got != want {
			t.Errorf("the day at the end of %q is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"date0": "0", "a date9x": "9x", "date/1": "", "date:1": "", "date1 2": "", "date": "", "9": ""} {
		if _, got := gluedDate(text); got != want {
			t.Errorf("the day glued to its word in %q is %q, want %q", text, got, want)
		}
	}
	const label = "Date: 2025-12-1"
	for before, want := range map[int]bool{maxHead - len(label): true, maxHead - len(label) + 1: false} {
		if p := (parser{text: []byte(strings.Repeat("\n", before) + label)}); p.isPage() != want {
			t.Errorf("a date behind %d bytes is that of a page: %t", before, !want)
		}
	}
	for text, want := range map[string]bool{"in 2025": true, "12345": true, "123 456": false, "20 25": false, "": false} {
		if got := hasYear(text); got != want {
			t.Errorf("hasYear(%q) is %t", text, got)
		}
	}
}
