package names_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pressroom/data/corpus"
	"pressroom/data/names"
	"pressroom/data/snapshot/snapshottest"
)

// record is a release of a gold file: what it names, a line each.
type record struct {
	title, body, office   string
	people, orgs, amounts []string
}

// readGold reads a file of testdata; gold.txt says what its lines mean. A
// release without a body is the corpus's of that headline.
func readGold(t testing.TB, file string) []*record {
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var records []*record
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch {
		case !ok || key != "title" && len(records) == 0:
			t.Fatalf("%s:%d: %q is no line of a gold file", file, n+1, line)
		case key == "title":
			records = append(records, &record{title: value})
			continue
		}
		r := records[len(records)-1]
		if a, b, ok := strings.Cut(value, "|"); ok {
			value = strings.TrimSpace(a) + " | " + strings.TrimSpace(b)
		}
		switch key {
		case "body":
			r.body = value
		case "office":
			r.office = value
		case "heading", "list", "note", "excerpt": // of package body
		case "person":
			r.people = append(r.people, value)
		case "org":
			r.orgs = append(r.orgs, value)
		case "sum":
			r.amounts = append(r.amounts, value)
		default:
			t.Fatalf("%s:%d: %q is no kind", file, n+1, key)
		}
	}
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Len() {
		for _, r := range records {
			if r.title == snapshottest.Document(c, i).Title && r.body == "" {
				r.body = snapshottest.Document(c, i).Body
			}
		}
	}
	for _, r := range records {
		if r.body == "" {
			t.Fatalf("%s: %q has no body", file, r.title)
		}
	}
	return records
}

// lines returns what was found in the form of the gold files.
func lines(n names.Names) (people, orgs, amounts []string) {
	for _, p := range n.People {
		people = append(people, p.Name+" | "+p.Role)
	}
	for _, o := range n.Organisations {
		orgs = append(orgs, o.Name+" | "+o.Acronym)
	}
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	for _, a := range n.Amounts {
		value := number(a.Value)
		switch {
		case a.High != a.Value:
			value += ".." + number(a.High)
		case a.AtLeast:
			value = ">=" + value
		case a.AtMost:
			value = "<=" + value
		}
		amounts = append(amounts, a.Currency+" "+value+" | "+a.Text)
	}
	return people, orgs, amounts
}

// tally counts what was found and what should have been.
type tally struct{ right, found, labelled int }

func (c tally) precision() float64 { return ratio(c.right, c.found) }
func (c tally) recall() float64    { return ratio(c.right, c.labelled) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// compare counts got against want, and says what differs. A line is right if
// all of it is: the name and the role, the name and the acronym, the currency,
// the value and the words around it.
func (c *tally) compare(got, want []string) (differences []string) {
	c.found += len(got)
	c.labelled += len(want)
	left := map[string]int{}
	for _, w := range want {
		left[w]++
	}
	for _, g := range got {
		if left[g] > 0 {
			left[g]--
			c.right++
			continue
		}
		differences = append(differences, "found   "+g)
	}
	for _, w := range want {
		if left[w] > 0 {
			left[w]--
			differences = append(differences, "missing "+w)
		}
	}
	return differences
}

// The figures that are asked for: of the corpus, on which and on the texts of
// other.txt the rules were tuned, and of the texts held out, which show what to
// expect of a release that nobody has seen. Those of styles.txt are of other offices;
// what they show at first sight, the file says, and so do offices12.txt and offices13.txt of theirs, which
// name companies without any sign.
func TestGold(t *testing.T) {
	for _, file := range []struct {
		name              string
		precision, recall float64
	}{
		{"gold.txt", 0.95, 0.9},
		{"other.txt", 0.95, 0.9},
		{"heldout.txt", 0.85, 0.8},
		{"later.txt", 0.85, 0.8},
		{"styles.txt", 0.9, 0.85},
		{"offices12.txt", 0.9, 0.85},
		{"offices13.txt", 0.9, 0.8},
	} {
		t.Run(file.name, func(t *testing.T) {
			kinds := [3]tally{}
			for _, r := range readGold(t, file.name) {
				people, orgs, amounts := lines(names.FindIn(r.title, r.body))
				differences := kinds[0].compare(people, r.people)
				differences = append(differences, kinds[1].compare(orgs, r.orgs)...)
				differences = append(differences, kinds[2].compare(amounts, r.amounts)...)
				if len(differences) > 0 {
					t.Logf("%s\n\t%s", r.title, strings.Join(differences, "\n\t"))
				}
			}
			for i, kind := range []string{"people", "organisations", "sums"} {
				c := kinds[i]
				t.Logf("%-13s precision %.3f  recall %.3f  (%d labelled, %d found, %d right)",
					kind, c.precision(), c.recall(), c.labelled, c.found, c.right)
				if c.precision() < file.precision || c.recall() < file.recall {
					t.Errorf("%s are below precision %.2f or recall %.2f", kind, file.precision, file.recall)
				}
			}
		})
	}
}

// What the pages of whole releases name, by the office, is at least what is asked for. People and
// organisations are told by their names alone, people by their roles as well, sums by their values.
//
// At first sight of those of offices4.txt, the ministry's people were found with precision .97 and
// recall .86, with their roles .85 and .74, bodies with .94 and .79, sums with .91 and .95; the others'
// people with .97 and .79, with their roles .84 and .68, bodies with .92 and .76, sums .84 and .82.
// At first sight of those of offices7.txt: people .99 and .97, with their roles .96 and .94, bodies .96
// and .91, sums 1 and 1; before ten of its labels were mended by the definitions, .98 and .96, .90 and
// .88, .96 and .91.
// At first sight of those of offices8.txt: the ministry's people 1 and 1, with their roles 1 and 1, bodies .97 and
// .89; the others' people 1 and .98, with their roles .93 and .91, bodies .96 and .80; sums 1 and 1.
// At first sight of those of offices9.txt, which are hard, as they name many companies that nobody knows: .96 and
// 1, with roles .96 and .92, bodies .97 and .79; the others' .97 and .93, .95 and .90, .95 and .82; sums 1 and 1.
// At first sight of those of offices10.txt: 1 and 1, with roles 1 and 1, bodies .98 and .93; the others' .95 and .91,
// .95 and .91, 1 and .84; sums 1 and 1.
// At first sight of those of offices11.txt: 1 and 1, with roles 1 and 1, bodies 1 and .90; the others' 1 and 1, .83
// and .83, .89 and .74; sums 1 and 1.
// At first sight of those of offices14.txt: 1 and 1, with roles 1 and 1, bodies .97 and .96; the others' 1 and .92, 1
// and .92, .95 and .83; sums 1 and 1.
// At first sight of those of offices15.txt: 1 and 1, .96 and .96, .96 and .90; the others' 1 and .97, .94 and .92,
// .94 and .78; sums 1 and 1.
// At first sight of those of offices16.txt: 1 and .96, 1 and .96, .99 and .96; the others' .96 and .96, .92 and .92,
// .95 and .85; sums 1 and 1.
// At first sight of those of offices17.txt: .93 and .93, .93 and .93, .98 and .93; the others' 1 and .95, .95 and .91,
// .94 and .86; sums 1 and 1.
//
// Of real releases of other offices, which are not kept here, three sets of two dozen gave at first sight, each after
// the rules were mended on those before: people .94 and .91, .97 and .91, .97 and .94; with their roles .80 and .77,
// .86 and .81, .91 and .89; bodies .79 and .82, .81 and .78, .83 and .83; sums 1 and 1, 1 and 1, 1 and .96.
func TestOffices(t *testing.T) {
	type floor struct{ precision, recall float64 }
	floors := map[string][4]floor{
		"ministry": {{.99, .985}, {.98, .97}, {.985, .975}, {1, 1}},
		"other":    {{.99, .98}, {.965, .955}, {.98, .955}, {1, 1}},
	}
	kinds := []string{"people", "people with role", "organisations", "sums"}
	total := map[string]*[4]tally{"ministry": {}, "other": {}}
	for _, file := range []string{"offices.txt", "offices2.txt", "offices3.txt", "offices4.txt", "offices5.txt", "offices6.txt", "offices7.txt", "offices8.txt", "offices9.txt", "offices10.txt", "offices11.txt",
		"offices14.txt", "offices15.txt", "offices16.txt", "offices17.txt"} {
		for _, r := range readGold(t, file) {
			c, ok := total[r.office]
			if !ok {
				t.Fatalf("%q has no office", r.title)
			}
			people, orgs, amounts := lines(names.FindIn(r.title, r.body))
			c[0].compare(heads(people), heads(r.people))
			differences := c[1].compare(people, r.people)
			differences = append(differences, c[2].compare(heads(orgs), heads(r.orgs))...)
			differences = append(differences, c[3].compare(heads(amounts), heads(r.amounts))...)
			if len(differences) > 0 {
				t.Logf("%s\n\t%s", r.title, strings.Join(differences, "\n\t"))
			}
		}
	}
	for office, want := range floors {
		for i, kind := range kinds {
			c := total[office][i]
			t.Logf("%-8s %-16s precision %.3f  recall %.3f  (%d labelled, %d found, %d right)",
				office, kind, c.precision(), c.recall(), c.labelled, c.found, c.right)
			if c.precision() < want[i].precision || c.recall() < want[i].recall {
				t.Errorf("%s: %s are below precision %.2f or recall %.2f", office, kind, want[i].precision, want[i].recall)
			}
		}
	}
}

// heads returns what stands before the bar of each line, each once.
func heads(lines []string) (all []string) {
	for _, line := range lines {
		head, _, _ := strings.Cut(line, " |")
		if !slices.Contains(all, head) {
			all = append(all, head)
		}
	}
	return all
}
