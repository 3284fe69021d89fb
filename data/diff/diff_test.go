package diff_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/corpus"
	"pressroom/data/diff"
	"pressroom/data/snapshot/snapshottest"
)

// show writes runs as wdiff does.
func show(runs []diff.Run) string {
	var b strings.Builder
	for _, r := range runs {
		switch r.Op {
		case diff.Out:
			b.WriteString("[-" + r.Text + "-]")
		case diff.In:
			b.WriteString("{+" + r.Text + "+}")
		default:
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ before, after, want string }{
		{"", "", ""},
		{"The same.", "The  same.", "The  same."},
		{"It rose by 24.3%, on Friday.", "It rose by 24.5%, on Monday.", "It rose by [-24.3-]{+24.5+}%, on [-Friday-]{+Monday+}."},
		{"a b", "b", "[-a -]b"},
		{"", "new words", "{+new words+}"},
		{"old words", "", "[-old words-]"},
		{"장관은 28일 말했다.", "장관은 29일 말했다.", "장관은 [-28일 -]{+29일 +}말했다."},
		{"経済産業省は発表した", "経済産業局は発表した", "経済産業[-省-]{+局+}は発表した"},
		{"“Graphene” is new", "Graphene is new", "[-“-]Graphene [-” -]is new"},
		// Line ends and columns stay, but within a line that changed.
		{"Pears    5\nPlums   12\nQuinces  1", "Pears    6\nPlums   12\nQuinces  2", "Pears    [-5 -]{+6\n+}Plums   12\nQuinces  [-1-]{+2+}"},
		{"Pears    5\nPlums   12", "Plums   12", "[-Pears    5\n-]Plums   12"},
		// One word between two long changes is chance.
		{"one two three the four five six", "un deux trois the quatre cinq six", "[-one two three the four five -]{+un deux trois the quatre cinq +}six"},
		{"one the two end", "un the deux end", "[-one -]{+un +}the [-two -]{+deux +}end"},
	} {
		if got := show(diff.Words(test.before, test.after)); got != test.want {
			t.Errorf("%q to %q is\n%s, want\n%s", test.before, test.after, got, test.want)
		}
	}
}

func document(text string) *data.Document {
	return &data.Document{Release: data.Release{Title: "Title"}, Body: text}
}

// page writes the blocks of a change, one a line: what did not change as =.
func page(c diff.Change) string {
	var lines []string
	for i := range c.Blocks {
		b := &c.Blocks[i]
		switch {
		case b.Op == diff.Out:
			lines = append(lines, "- "+b.Addressed())
		case b.Op == diff.In:
			lines = append(lines, "+ "+b.Addressed())
		case b.Runs != nil:
			lines = append(lines, "~ "+show(b.Runs))
		case b.Rows != nil:
			for _, row := range b.Rows {
				line := "|"
				for _, cell := range row {
					line += show(cell) + "|"
				}
				lines = append(lines, line)
			}
		default:
			lines = append(lines, "=")
		}
	}
	return strings.Join(lines, "\n")
}

const table = "| Year | Sum |\n| --- | --- |\n"

func TestDocuments(t *testing.T) {
	for _, test := range []struct{ name, before, after, want string }{
		{"the same", "One.\nTwo.", "One.\nTwo.", "=\n="},
		{"set anew", "The first sentence.\nThe second one.", "The first sentence. The second one.", "="},
		{"a word", "One is here.\nTwo is here.\nThree.", "One is here.\nTwo was here.\nThree.", "=\n~ Two [-is -]{+was +}here.\n="},
		{"a paragraph out", "The first of them.\nThe second of all.\nThree.", "The first of them.\nThree.", "=\n- The second of all.\n="},
		{"a paragraph in", "The first of them.\nThree.", "The first of them.\nThe second of all.\nThree.", "=\n+ The second of all.\n="},
		{"another paragraph", "One.\nNo word stays here.\nThree.", "One.\nAll others come now!\nThree.", "=\n- No word stays here.\n+ All others come now!\n="},
		{"cut, and whole", "One.\nThe second goes on until", "One.\nThe second goes on until its end.\nAnd on.", "=\n~ The second goes on until {+its end.+}\n+ And on."},
		{"two become one", "The first part.\nThe second part.", "The first part, and the second part.",
			"~ The first part[-. The -]{+, and the +}second part."},
		{"the end of the first goes", "Keep this word.\nAnd then more text follows here.", "Keep this and then more text follows here.",
			"~ Keep this [-word. And -]{+and +}then more text follows here."},
		{"the end of the first goes alone", "Keep this word.\nand then more text follows here.", "Keep this and then more text follows here.",
			"~ Keep this [-word. -]and then more text follows here."},
		{"the end of the first is another", "Keep this word!\nAnd then more text follows here.", "Keep this word? And then more text follows here.",
			"~ Keep this word[-!-]{+? +}And then more text follows here."},
		{"all out", "One.\nTwo.", "", "- One.\n- Two."},
		{"all in", "", "One.\nTwo.", "+ One.\n+ Two."},
		{"a cell", "Text.\n\n" + table + "| 2024 | 10 |\n| 2025 | 12 |", "Text.\n\n" + table + "| 2024 | 10 |\n| 2025 | 13 |",
			"=\n|Year|Sum|\n|2024|10|\n|2025|[-12-]{+13+}|"},
		{"a row", "Text.\n\n" + table + "| 2024 | 10 |", "Text.\n\n" + table + "| 2024 | 10 |\n| 2025 | 12 |",
			"=\n|Year|Sum|\n|2024|10|\n|{+2025+}|{+12+}|"},
		{"a table goes", "Text.\n\n" + table + "| 2024 | 10 |", "Text.", "=\n- Year\tSum\n2024\t10"},
		{"a table comes", "Text.", "Text.\n\n" + table + "| 2024 | 10 |", "=\n+ Year\tSum\n2024\t10"},
		{"other columns", "Text.\n\n" + table + "| 2024 | 10 |", "Text.\n\n| Year | Sum | Unit |\n| --- | --- | --- |\n| 2024 | 10 | won |",
			"=\n- Year\tSum\n2024\t10\n+ Year\tSum\tUnit\n2024\t10\twon"},
	} {
		c := diff.Documents(document(test.before), document(test.after))
		if got := page(c); got != test.want {
			t.Errorf("%s: it is\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// words returns the words of blocks but for those of a fate.
func words(c *diff.Change, but diff.Op) string {
	var b strings.Builder
	for i := range c.Blocks {
		block := &c.Blocks[i]
		if block.Op == but && but != diff.Same {
			continue
		}
		runs := block.Runs
		if runs == nil {
			runs = []diff.Run{{Text: block.Addressed()}}
		}
		for _, r := range runs {
			if r.Op != but {
				b.WriteString(r.Text)
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}

// Whatever is changed in a text: without what was put in it is the older one, and without
// what was taken out the newer one.
func TestBoth(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	snap, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for n := range snap.End() {
		bodies = append(bodies, snapshottest.Document(snap, n).Body)
	}
	for range 300 {
		before := bodies[random.IntN(len(bodies))]
		after := mangled(random, before)
		if random.IntN(10) == 0 {
			after = bodies[random.IntN(len(bodies))]
		}
		c := diff.Documents(document(before), document(after))
		for but, want := range map[diff.Op]string{diff.Out: after, diff.In: before} {
			if got, want := words(&c, but), strings.Join(strings.Fields(plain(want)), ""); got != want {
				t.Fatalf("without %d it is\n%s, want\n%s", but, got, want)
			}
		}
	}
}

// plain returns the words of a text without the signs of its items.
func plain(text string) string {
	var b strings.Builder
	for _, block := range body.Read(text).Blocks {
		b.WriteString(block.Addressed() + " ")
	}
	return b.String()
}

// mangled changes a text here and there.
func mangled(random *rand.Rand, text string) string {
	words := strings.Fields(text)
	var out []string
	for i := 0; i < len(words); i++ {
		switch random.IntN(60) {
		case 0:
			out = append(out, "new", words[i])
		case 1:
			out = append(out, "other")
		case 2:
			i += random.IntN(40)
		case 3:
			out = append(out, words[i]+"\n")
		case 4:
			out = append(out, words[random.IntN(len(words)):][:1]...)
		default:
			out = append(out, words[i])
		}
	}
	return strings.Join(out, " ")
}

// Texts of every kind are compared in a bounded time, or not at all.
func TestHostile(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	unrelated := func(n int) string {
		var b strings.Builder
		for range n {
			fmt.Fprintf(&b, "%x ", random.IntN(5000))
		}
		return b.String()
	}
	for name, texts := range map[string][2]string{
		"no word in common":  {unrelated(60_000), unrelated(60_000)},
		"one word":           {strings.Repeat("x", 1<<20), strings.Repeat("x", 1<<20) + "y"},
		"one word, often":    {strings.Repeat("a ", 200_000), strings.Repeat("a ", 150_000)},
		"signs":              {strings.Repeat("-", 300_000), strings.Repeat("=", 300_000)},
		"paragraphs":         {strings.Repeat("A line.\n", 50_000), strings.Repeat("A line.\nB line.\n", 25_000)},
		"escapes":            {"a \x1b[31mb\x1b[0m c", "a \x1b]0;x\x07b c"},
		"not UTF-8":          {"a \xff\xfe b", "a \xff b"},
		"Korean, no spaces":  {strings.Repeat("제조업인공지능전환", 20_000), strings.Repeat("제조업인공지능전환", 20_001)},
		"Chinese, no spaces": {strings.Repeat("制造业", 50_000), strings.Repeat("制造商", 50_000)},
		"a table":            {table + strings.Repeat("| 1 | 2 |\n", 5_000), table + strings.Repeat("| 1 | 3 |\n", 5_000)},
		"links":              {strings.Repeat("[a](<https://example.org/1>) ", 500), strings.Repeat("[a](<https://example.org/2>) ", 500)},
	} {
		c := diff.Documents(document(texts[0]), document(texts[1]))
		if !strings.Contains(texts[0], "\x1b") && texts[0] != texts[1] && c.Out+c.In == 0 && name != "signs" && name != "not UTF-8" {
			t.Errorf("%s: nothing has changed", name)
		}
	}
	large := strings.Repeat("word ", diff.MaxText/8)
	if c := diff.Documents(document(large), document(large+large)); !c.TooLong || c.Blocks != nil {
		t.Error("a text of any length is compared")
	}
}

func TestFolded(t *testing.T) {
	for _, test := range []struct{ blocks, want string }{
		{"", ""}, {"~", "~"}, {"=", "="}, {"==", "2"}, {"=~=", "=~="}, {"==~==", "==~=="}, {"===~===", "2=~=2"}, {"~==~", "~==~"}, {"~===~", "~===~"},
		{"~====~", "~=2=~"}, {"=====", "5"}, {"===~", "2=~"},
	} {
		blocks := make([]diff.Block, len(test.blocks))
		for i, c := range test.blocks {
			if c == '~' {
				blocks[i].Op = diff.In
			}
		}
		got := ""
		for _, p := range diff.Folded(blocks, 1) {
			switch {
			case p.Block == nil:
				got += fmt.Sprint(p.Hidden)
			case p.Block.Changed():
				got += "~"
			default:
				got += "="
			}
		}
		if got != test.want {
			t.Errorf("%s folds to %s, want %s", test.blocks, got, test.want)
		}
	}
}

func BenchmarkDocuments(b *testing.B) {
	snap, _ := corpus.Load()
	before := snapshottest.Document(snap, 3).Body
	after := strings.Replace(before, "the", "one", 3)
	for b.Loop() {
		diff.Documents(document(before), document(after))
	}
}

// Words of the headline count as those of the text do.
func TestCountsHeadline(t *testing.T) {
	before, after := document("Ships sail."), document("Ships sail today.")
	before.Title, after.Title = "A Quay Opens", "Two Quays Open"
	if c := diff.Documents(before, after); c.Out != 3 || c.In != 4 {
		t.Errorf("%d words out, %d in", c.Out, c.In)
	}
	before.Body, after.Body = "Text.", "Text.\n\n"+table+"| 2024 | 10 |"
	if c := diff.Documents(before, after); c.Out != 3 || c.In != 7 {
		t.Errorf("with a table, %d words out, %d in", c.Out, c.In)
	}
	after.Body = before.Body
	if c := diff.Documents(before, after); c.Out != 3 || c.In != 3 {
		t.Errorf("of the headline alone, %d words out, %d in", c.Out, c.In)
	}
}

// Words of blocks and tables that are gone, or new, as a whole are counted, and a table
// that was taken out or put in is drawn so in each cell.
func TestWholeBlocks(t *testing.T) {
	ports := "| port | tonnes |\n| --- | --- |\n| Busan | 12 |\n"
	c := diff.Documents(document("First paragraph here.\n\nTwo words.\n\nLast paragraph here."), document("First paragraph here.\n\n"+ports+"\nLast paragraph here."))
	if c.Out != 2 || c.In == 0 {
		t.Errorf("%d words are out and %d in", c.Out, c.In)
	}
	back := diff.Documents(c.After, c.Before)
	if back.Out != c.In || back.In != c.Out {
		t.Errorf("the other way %d words are out and %d in, not %d and %d", back.Out, back.In, c.In, c.Out)
	}
	for op, blocks := range map[diff.Op][]diff.Block{diff.In: c.Blocks, diff.Out: back.Blocks} {
		found := false
		for i := range blocks {
			if blocks[i].Kind != body.Table {
				continue
			}
			found = true
			for _, row := range blocks[i].Cells() {
				for _, cell := range row {
					if len(cell) != 1 || cell[0].Op != op || cell[0].Text == "" {
						t.Errorf("a cell is %v, want all of it %d", cell, op)
					}
				}
			}
		}
		if !found {
			t.Errorf("no table is drawn: %v", blocks)
		}
	}
}
