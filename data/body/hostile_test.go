package body

import (
	"strings"
	"testing"
	"time"
)

// hostileSize is the size of a hostile body, and hostileTime what the slowest
// machine may take for it: milliseconds where the work is linear, minutes
// where it is quadratic.
const (
	hostileSize = 1 << 16
	hostileTime = 2 * time.Second
)

// TestHostile gives Recover and Markdown much of each thing that a
// rule looks for. None may take time that grows with the square of it.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts")
	}
	for _, unit := range []string{
		"“", "“ ", "“a ", "\"", "\" a", "” ", "“a” ", "“A b.” ", "<", "< ", "<A ", "<A> ", ">", "1. ", "1. A ", "1. A. ", "1. A. 2. B. ", ";", "; ", "a: b; c; ",
		"a; ", ": ", "a", "가", "가.", "다. ", "A. ", "A b. ", "A B The c. ", "Aa Bb It of ", "Next Steps The x. ", "Next Steps ", "(", "(a ", ")", "() ", "* ", "*", "*A ", "*A. ", "※ ", "※", "※ A. ",
		"①", "① ", "①②", "① A ② B ", "▲ ", "▲ a ", "▲a", "\n", "A\n", "- a\n", "1. a\n", "A B\n", "\\", "`", "_", "~", "&", "&amp;", "&a", "@", "a@b", "a@b.", "a@b.kr ", "www.",
		"http://", "http://a ", "http://a) ", "h", "#", "# ", "##\n", "– ", "A – B ", "1. A – ", "said “", "said, “A b. ", "“A b c d.” ", "He said, “A.” ", "A said “b c d e f g” ", "A? ", "“A?” B ",
		"U.S. ", "No. 1. ", "A.B.", ". ", "... ", "\u00a0", "\u3000a", "é", "\ufffd", "& ", "In 2026, a. ", "Mr. ", "A: ", "aThe b", "a1. A", "a1. A.2. ", "x1) ", "1) A. ", "A 1 2\n", "The ", "With the a, the ", "said ", "’", "“’", "(A. ", "[", "] ", "<A\n",
		"(A) B. ", "A: B ", "a:\n", "a:\na;\n", "* A\n", "a: – b ", "Tel: ", "About 1 ", "Main elements of the ", "Faster payments Large firms must pay ", "Agenda 1: ", "Agenda 1: A The b. ", "About A A ", "A’s The A ", "• ㅇ ", "(1) 5% a ", "Note: ", "Q: a. A: b. ",
	} {
		text := strings.Repeat(unit, hostileSize/len(unit))
		start := time.Now()
		md := Recover(text).Markdown()
		Plain(md)
		if took := time.Since(start); took > hostileTime {
			t.Errorf("much of %q takes %v", unit, took)
		} else if took > time.Second {
			t.Logf("much of %q takes %v", unit, took)
		}
	}
	// One long thing among many short ones is as dangerous.
	half := hostileSize / 2
	for _, pair := range [][2]string{
		{"a", " “b”"}, {"“", " “b c.”"}, {"a", " he said, “b”"}, {"’", " “a”"}, {"(", " (a)"}, {"a", ". A b"}, {"a b ", ". A b"}, {"A ", "1. A. "}, {"a; ", "a: b; c. "},
		{"① A ② B ", "▲ a ▲ b "}, {"“a ", "“b.” "}, {"A", " The b c. "}, {"h", " http://a"}, {"a", "@"}, {"*", " *A"},
	} {
		text := strings.Repeat(pair[0], half/len(pair[0])) + strings.Repeat(pair[1], half/len(pair[1]))
		start := time.Now()
		Plain(Recover(text).Markdown())
		if took := time.Since(start); took > hostileTime {
			t.Errorf("much of %q and of %q takes %v", pair[0], pair[1], took)
		} else if took > time.Second {
			t.Logf("much of %q and of %q takes %v", pair[0], pair[1], took)
		}
	}
}

// Lists within each other have many parts that may be the last, and headings one behind the other many figures
// behind them: what was read of both is known by then.
func TestHostileLists(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts")
	}
	const most = 8 * time.Second // a quarter of a second where the work is linear, 11 to 60 where it is quadratic
	for _, unit := range []string{"1. Support • Repair • ", "1. Support - Repair - ", "Agenda 1: 1) will The ", "Korea’s Ⅰ 1) It rose "} {
		start := time.Now()
		Recover(strings.Repeat(unit, 8*hostileSize/len(unit)))
		if took := time.Since(start); took > most {
			t.Errorf("much of %q takes %v", unit, took)
		}
	}
}
