package body

import "testing"

// What stands at the first word of a page, or in all of it: for each question, pages of
// which it is true, up to the last, and of which it no longer is.
func TestPages(t *testing.T) {
	for _, test := range []struct {
		name string
		is   func(p *page) bool
		yes  []string
		no   []string
	}{
		{"isFigures", func(p *page) bool { return p.isFigures(0, len(p.words)) },
			[]string{words("610", 8), words("610", 8) + " " + words("word", 16), "-8.1 +2 (3 △4 ▲5 ▼6 7 8"},
			[]string{words("610", 7), words("610", 8) + " " + words("word", 17), words("word", 9), words("610", 7) + " +"}},
		{"figuresEnd", func(p *page) bool { return p.figuresEnd(0, len(p.words)) == 8 },
			[]string{words("610", 8) + " An official said so", words("610", 8) + " The Ministry has said so"},
			[]string{words("610", 8) + " an official said so", words("610", 8) + " The Ministry", words("610", 8) + " An", words("610", 7) + " An official said so"}},
		{"isRow", func(p *page) bool { return p.isRow(0, len(p.words)) },
			[]string{"610 15.0", "Asia 610 15.0", words("word", 4) + " 610 15.0"},
			[]string{"Asia 610", words("word", 5) + " 610 15.0", "Asia 610 15.0."}},
		{"isProse", func(p *page) bool { return p.isProse() },
			[]string{"It grew.\nIt fell!", "It grew.\nIt fell?\nAsia", "It grew.”\nIt fell.)"},
			[]string{"It grew.", "It grew.\nAsia", "Asia\nAfrica\nIt grew."}},
		{"dated", func(p *page) bool { return p.dated(len(p.words) - 1) },
			[]string{"Tolls (May 5) Korea", "Tolls (5 May 2026) Korea", "Tolls (Monday, May 5, 2026, Busan) Korea"},
			[]string{"Tolls (May) Korea", "Tolls (5) Korea", "Tolls (May 5) korea", "Tolls (May 5 Korea", "Tolls May 5) Korea", "Tolls (on Monday, May 5, 2026, Busan) Korea"}},
		{"repeats", func(p *page) bool { return p.repeats(0, len(p.words)-1) },
			[]string{"About KEA KEA", "About KEA Loans KEA"},
			[]string{"For KEA KEA", "About KEA Zorba", "About KEA", "About About", "About the KEA KEA"}},
		{"isBare", func(p *page) bool { return p.isBare(0, len(p.words)) },
			[]string{"the quay and 2 ferries"}, []string{"the quay.", "the quay: 2", "the quay, 2", "the [quay]", "the (quay and) ferry"}},
		{"standsAlone", func(p *page) bool { return p.standsAlone(p.firstOfLine(1), p.firstOfLine(2)) },
			[]string{"It grew.\nThe quay\nIt fell."},
			[]string{"It grew\nThe quay\nIt fell.", "It grew.\nthe quay\nIt fell.", "It grew.\nThe quay.\nIt fell.", "It grew.\nThe quay\nit fell."}},
		{"lineHeading", func(p *page) bool { return p.lineHeading(0, p.firstOfLine(1)) },
			[]string{"Ferry Tolls\nIt grew.", words("Ferry", 14) + "\nIt grew.", "Background\nIt grew.", "Next Steps:\nIt grew."},
			[]string{"Ferry\nIt grew.", "Ferry tolls\nIt grew.", words("Ferry", 15) + "\nIt grew.", "Ferry Tolls", "Ferry Tolls of\nIt grew.", "Ferry Tolls,\nIt grew.", "Ferry@Tolls Now\nIt grew.", "Year 2025 2026\nIt grew.", "Ferry Tolls\nAsia 610 15.0"}},
		{"heading", func(p *page) bool { return p.heading(0, p.stops[0]) > 0 },
			[]string{words("Ferry", 14) + " The council met.", "Office approves scheme for ferries The scheme will pay.", "The Commission’s assessment The Commission found it good.",
				"Ferry Tolls (May 5) Korea’s tolls rose.", "About KEA KEA lends money.", "About the KEA The KEA lends money.", "What Comes Next: The council met.", "How the factory works: The council met.", "Ferry Tolls Today, it met."},
			[]string{words("Ferry", 15) + " The council met.", "Office approves schemes, for ferries The scheme will pay.", "Ferry Tolls (May) Korea’s tolls rose.", "For KEA KEA lends money.",
				"Comes Next: The council met.", "How the factory is run: The council met.", "Minister Anna Lind: The council met.", "Ferry Today, it met."}},
		{"pauses", func(p *page) bool { return p.pauses(0, len(p.words)) },
			[]string{"In Seoul, it met", "In " + words("word", 25) + ", it met"},
			[]string{"In Seoul it met", "In " + words("word", 26) + ", it met", "In Seoul, led by", "In Seoul, which met", "In Seoul, opening it"}},
		{"settlesDown", func(p *page) bool { return p.settlesDown(0, len(p.words)) },
			[]string{"Ferry Tolls rose", words("Ferry", 25) + " rose"}, []string{"Ferry Tolls Rose", "Ferry and the", words("Ferry", 26) + " rose"}},
		{"isLead", func(p *page) bool { return p.isLead(0) },
			[]string{"New Quays and Piers — Four projects", words("Ferry", 12) + " – Four projects"},
			[]string{"New quays — Four projects", "New Quays — four projects", "New Quays — 4 projects", "New Quays, — Four projects", "New Quays and — Four projects", words("Ferry", 13) + " – Four projects", "— Four projects"}},
		{"lead", func(p *page) bool { n, _ := p.lead(0, len(p.words)); return n > 0 },
			[]string{"Trade – It grows", "Trade: It grows", words("Ferry", 12) + " – It grows", words("Ferry", 8) + ": It grows", "Trade – it grows"},
			[]string{"– It grows", "Trade –", "Trade – it grows – fast", "Trade: it grows", "Trade will – It grows", "It ended. Trade – It grows", words("Ferry", 13) + " – It grows", words("Ferry", 9) + ": It grows", "Trade; – It grows"}},
		{"verbal list", func(p *page) bool { return p.semicolons(0, len(p.words)) != nil },
			[]string{"It will lend; tax; wait; and go", "It will have: cars; ships; steel"},
			[]string{"It will lend; tax; and go", "It will have: cars; ships", "It: cars; ships; or steel", "It does lend; tax; wait; and go", "It will lend; Tax; wait; and go", "It will lend; tax; wait; go", "It will lend; the tax; wait; and go"}},
		{"echoes", func(p *page) bool { return p.echoes(span{0, p.stops[0]}, span{p.stops[0], len(p.words)}) },
			[]string{"The ferry sank. Then a new ferry came.", "It is a quay. Old big new long quay it is."},
			[]string{"The ferry sank. It was old, and so the ferry went.", "It is a big. One big.", "It went from here. It came from there."}},
		{"leansLater", func(p *page) bool { return p.leansLater(span{0, len(p.words)}) },
			[]string{"After the crisis, the company has grown", "After the crisis, it grew", words("word", 17) + " crisis, it grew"},
			[]string{"After the crisis, Zorba grew", "After the crisis it grew", words("word", 18) + " crisis, it grew"}},
		{"unmarked speech", func(p *page) bool { return p.saysColon(0, len(p.words)) > 0 },
			[]string{"The Secretary said: We are glad", "Lind " + words("word", 18) + " said: We are glad"},
			[]string{"The Secretary said: we are glad", "the Secretary said: We are glad", "The Secretary: We are glad", "The Secretary said: “We are glad", "Lind " + words("word", 20) + " said: We are glad"}},
		{"an announced speech", func(p *page) bool { return p.announces(0, len(p.words)-1) },
			[]string{"Kim stated, “X”", "Kim noted that “X”", "Kim told reporters, “X”", "Kim told " + words("word", 19) + ", “X”", "In his remarks: “X”", "They agreed: “X”", "Kim said : “X”"},
			[]string{"Kim told reporters “X”", "Kim met them, “X”", "a forum titled, “X”", "They agreed “X”", "Kim told " + words("word", 20) + ", “X”"}},
	} {
		for _, s := range test.yes {
			if !test.is(newPage(s)) {
				t.Errorf("%s(%q) is false", test.name, s)
			}
		}
		for _, s := range test.no {
			if test.is(newPage(s)) {
				t.Errorf("%s(%q) is true", test.name, s)
			}
		}
	}
}

// firstOfLine returns the first word of a line, counted from 0; the word behind all where there are
// no more lines.
func (p *page) firstOfLine(n int) int {
	for i, w := range p.words {
		if w.line {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return len(p.words)
}
