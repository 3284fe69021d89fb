package body

import (
	"fmt"
	"strings"
	"testing"
)

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
			[]string{"Tolls (May 5) Korea", "Tolls (5 May 2026) Korea", "Tolls (from Monday, May 4 to Tuesday, May 5) Korea"},
			[]string{"Tolls (May) Korea", "Tolls (5) Korea", "Tolls (May 5 Korea", "Tolls May 5) Korea", "Tolls (not until Monday or Tuesday, May 5, 2026, Busan) Korea"}},
		{"isBare", func(p *page) bool { return p.isBare(0, len(p.words)) },
			[]string{"the quay and 2 ferries"}, []string{"the quay.", "the quay: 2", "the quay, 2", "the [quay]", "the (quay and) ferry"}},
		{"standsAlone", func(p *page) bool { return p.standsAlone(p.firstOfLine(1), p.firstOfLine(2)) },
			[]string{"It grew.\nThe quay\nIt fell."},
			[]string{"It grew\nThe quay\nIt fell.", "It grew.\nthe quay\nIt fell.", "It grew.\nThe quay.\nIt fell.", "It grew.\nThe quay\nit fell."}},
		{"lineHeading", func(p *page) bool { return p.lineHeading(0, p.firstOfLine(1)) },
			[]string{"Ferry Tolls\nIt grew.", words("Ferry", 20) + "\nIt grew.", "Background\nIt grew.", "Next Steps:\nIt grew."},
			[]string{"Ferry\nIt grew.", "Ferry tolls\nIt grew.", words("Ferry", 21) + "\nIt grew.", "Ferry Tolls", "Ferry Tolls of\nIt grew.", "Ferry Tolls,\nIt grew.", "Ferry@Tolls Now\nIt grew.", "Year 2025 2026\nIt grew.", "Ferry Tolls\nAsia 610 15.0"}},
		{"heading", func(p *page) bool { return p.heading(0, p.stops[0]) > 0 },
			[]string{words("Ferry", 20) + " The council met.", "Office approves scheme for ferries The scheme will pay.", "The Commission’s assessment The Commission found it good.",
				"Ferry Tolls (May 5) Korea’s tolls rose.", "About KEA KEA lends money.", "About the KEA The KEA lends money.", "What Comes Next: The council met.", "How the factory works: The council met.", "Ferry Tolls Today, it met."},
			[]string{words("Ferry", 21) + " The council met.", "Ferry Tolls (May) Korea’s tolls rose.", "For KEA KEA lends money.",
				"Comes Next: The council met.", "How the factory is run: The council met.", "Minister Anna Lind: The council met.", "Ferry Today, it met."}},
		{"pauses", func(p *page) bool { return p.pauses(0, len(p.words)) },
			[]string{"In Seoul, it met", "In " + words("word", 25) + ", it met"},
			[]string{"In Seoul it met", "In " + words("word", 26) + ", it met", "In Seoul, led by", "In Seoul, which met", "In Seoul, opening it"}},
		{"settlesDown", func(p *page) bool { return p.settlesDown(0, len(p.words)) },
			[]string{"Ferry Tolls rose", words("Ferry", 25) + " rose"}, []string{"Ferry Tolls Rose", "Ferry and the", words("Ferry", 26) + " rose"}},
		{"isLead", func(p *page) bool { return p.isLead(0) > 0 },
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
		{"unmarked speech", func(p *page) bool { return p.saysColon(0, len(p.words)) > 0 },
			[]string{"The Secretary said: We are glad", "Lind " + words("word", 18) + " said: We are glad"},
			[]string{"The Secretary said: we are glad", "the Secretary said: We are glad", "The Secretary: We are glad", "The Secretary said: “We are glad", "Lind " + words("word", 20) + " said: We are glad"}},
		{"titledLead", func(p *page) bool { return p.titledLead(p.first(isDash)) },
			[]string{"Plans of the firms - Hanbit Lines: two", "It grew. Plans - Hanbit Lines: two", "Plans " + words("word", 7) + " - Hanbit: two", "Plans - " + words("word", 6) + " Hanbit: two"},
			[]string{"plans of the firms - Hanbit Lines: two", "Plans, of the firms - Hanbit Lines: two", "Plans of the firms - Hanbit Lines two", "Plans of the firms - It met. Lines: two", "Plans of the firms - Hanbit - Lines: two",
				"Plans " + words("word", 8) + " - Hanbit: two", "Plans - " + words("word", 7) + " Hanbit: two"}},
		{"begins", func(p *page) bool { return p.begins(1, len(p.words)) != nothing },
			[]string{"Background The council", "Background In Seoul, it met", "Background Hanbit met", "Background Korea and Japan met"},
			[]string{"Background In Seoul it met", "Background noise", "Background Hanbit One Two Three Four Five met"}},
		{"phraseEnds", func(p *page) bool { return p.phraseEnds(1) },
			[]string{"quay The", "2026 The", "(quay) The"}, []string{"the The", "quay, The", "said The", "that The"}},
		{"runsInto", func(p *page) bool { return p.runsInto(1) },
			[]string{"quay The council", "quay The 2026 policies"}, []string{"quay The Council", "quay The of", "quay, The council", "quay The 2026 Policies"}},
		{"asks", func(p *page) bool { return p.asks(p.first(func(w string) bool { return strings.HasSuffix(w, "”") })) },
			[]string{"“Who?” Kim asked.", "“Go!” he said.", "“Who?” asked Kim of it.", "“Who?” " + words("Kim", 7) + " asked."},
			[]string{"“Who.” Kim asked.", "“Who?” Kim asked them.", "“Who?” Kim left. He asked.", "“Who?” Kim, he asked.", "“Who?” " + words("Kim", 8) + " asked."}},
		{"isBareNumber", func(p *page) bool {
			return p.isBareNumber(p.first(func(w string) bool { return endsIn(w, ".)") && len(w) < 4 }))
		},
			[]string{"3. The quay", "It grew. 3. The quay", "IV. The quay"}, []string{"It is 3. The quay", "3) The quay", "the. The quay"}},
		{"isNote", func(p *page) bool { return (&builder{page: p}).isNote(0) },
			[]string{"*AI is new", "** AI is new", "¹ Without gold", "※ Source", "*AI is one of our new plans* here"},
			[]string{"*AI is new*", "*AI is one of our plans* here", "*AI* is new", "AI is new", "*ai is new", "**** AI is new", "* ai is new", "※"}},
		{"saidKorean", func(p *page) bool { return strings.Contains(kinds(p.src), "quote") },
			[]string{"“정부는 투자를 지원하겠다”고 했다.", "“정부는 투자를 지원하겠다”라며 떠났다."},
			[]string{"“투자를 지원하겠다”고 했다.", "“정부는 투자를 지원”이라고 했다.", "“정부는 투자를 지원하겠다”는 정책이다."}},
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

// first returns the first word that is one, -1 where none is.
func (p *page) first(is func(w string) bool) int {
	for i := range p.words {
		if is(p.at(i)) {
			return i
		}
	}
	return -1
}

// What signs are and what stands at the beginning of a line of Markdown, to the letter.
func TestSigns(t *testing.T) {
	for n, list := range []string{"First Firstly 첫째", "Second Secondly 둘째", "Third Thirdly 셋째", "Fourth Fourthly 넷째", "Fifth Fifthly 다섯째", "Sixth", "Seventh", "Eighth"} {
		for w := range strings.FieldsSeq(list) {
			if got := ordinalSign(w + ","); got != n+1 || ordinalSign(w) != 0 {
				t.Errorf("%s, is number %d, and without the comma %d", w, got, ordinalSign(w))
			}
		}
	}
	for _, test := range []struct{ name, got, want string }{
		{"Ⅰ.", fmt.Sprint(family("Ⅰ.")), fmt.Sprint(romanFamily, 1)},
		{"Ⅻ.", fmt.Sprint(family("Ⅻ.")), fmt.Sprint(romanFamily, 12)},
		{"Ⅿ.", fmt.Sprint(family("Ⅿ.")), "0 0"},
		{"a number", lineStart("1. a"), `1\. a`},
		{"a number alone", lineStart("12)"), `12\)`},
		{"a version", lineStart("1.2 a"), "1.2 a"},
		{"figures", lineStart("12 a"), "12 a"},
		{"figures alone", lineStart("12"), "12"},
		{"a stop", lineStart(". a"), ". a"},
		{"two references", inline("a & b &amp; c"), "a & b &amp;amp; c"},
		{"a reference behind a sign", inline("&&lt;"), "&&amp;lt;"},
		{"a tilde", inline("5~7"), "5~7"},
		{"tildes", inline("5~7~9"), "5&#126;7&#126;9"},
		{"a scheme alone", inline("http:// a"), "http&#58;// a"},
		{"an address of files", inline("ftp://a.kr"), "ftp&#58;//a.kr"},
		{"mail", inline("a@b.kr"), "<a@b.kr>"},
		{"mail to no host", inline("a@b"), "a&#64;b"},
		{"mail to a dash", inline("a@-b.kr"), "a&#64;-b.kr"},
		{"mail to a dash behind", inline("a@b-.kr"), "a&#64;b-.kr"},
		{"mail to a letter", inline("a@b.k"), "<a@b.k>"},
		{"mail to the longest label", inline("a@" + strings.Repeat("b", 63) + ".kr"), "<a@" + strings.Repeat("b", 63) + ".kr>"},
		{"mail to a longer one", inline("a@" + strings.Repeat("b", 64) + ".kr"), "a&#64;" + strings.Repeat("b", 64) + ".kr"},
		{"outside before inside", fmt.Sprint(opens('"', ' ', "a"), opens('"', '(', "a"), opens('"', 'a', "a"), opens('"', ' ', " a"), opens('"', ' ', ". a"), opens('"', ' ', ""), opens('“', 'a', ""), opens('”', ' ', "a")), "true true false false false false true true"},
		{"an abbreviation", fmt.Sprint(isDotted("a.b"), isDotted("[.b"), isDotted("{.b"), isDotted("a.[")), "true false false false"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %s, want %s", test.name, test.got, test.want)
		}
	}
}

// Lists and tables of HTML at their bounds.
func TestHTMLBounds(t *testing.T) {
	rows := func(n int) string {
		return "<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>a", n), 2) + "</table>"
	}
	cell := func(n int) string { return "<table><tr><td>a<td>b<tr><td>c<td>" + strings.Repeat("d", n) + "</table>" }
	for _, test := range []struct{ name, page, want string }{
		{"a list that begins at 0", "<ol start=0><li>a</ol>", "1. a"},
		{"a list that begins below", "<ol start=-3><li>a</ol>", "1. a"},
		{"a list that begins far on", "<ol start=999999><li>a</ol>", "999999. a"},
		{"a list that begins too far on", "<ol start=1000000><li>a</ol>", "1. a"},
		{"no columns", "<table><tr><td colspan=0>a<td>b<tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |"},
		{"a cell over two rows between others", "<table><tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e<tr><td>f<td>g<td>h</table>", "| a | b | c |\n| --- | --- | --- |\n| d |  | e |\n| f | g | h |"},
		{"a list in an item, and one behind it", "<ul><li>a<ul><li>b</ul></li></ul><p>c</p><ul><li>d</ul>", "- a\n  - b\n\nc\n\n- d"},
		{"a raised link behind a space", "<p>a<sup> <a href='/n'>1</a></sup></p>", "a[¹](<https://a.kr/n>)"},
	} {
		if got := fromHTML(t, test.page).Markdown(); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
	for _, test := range []struct {
		name, page string
		want       bool
	}{
		{"most columns", rows(maxColumns), true}, {"one more", rows(maxColumns + 1), false},
		{"most in a cell", cell(maxCell), true}, {"one more byte", cell(maxCell + 1), false},
		{"one row", "<table><tr><td>a<td>b</table>", false}, {"one column", "<table><tr><td>a<tr><td>b</table>", false},
	} {
		is := false
		for _, b := range fromHTML(t, test.page).Blocks {
			is = is || b.Kind == Table
		}
		if is != test.want {
			t.Errorf("%s: a table is %t", test.name, is)
		}
	}
}
