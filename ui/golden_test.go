package ui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "write the golden frames anew")

// goldenSizes are a narrow, a medium, a wide and a very wide terminal.
var goldenSizes = [][2]int{{60, 20}, {80, 24}, {120, 40}, {200, 50}}

// goldenScreens are the screens that have a golden file, by their names in
// screens. Each file holds the frames of all sizes, without styles.
var goldenScreens = []string{
	"list", "release", "zoom", "alone", "beside", "facets", "facets-find", "facets-more", "bars", "chips", "filter", "nothing", "filtered", "found", "help",
	"help-search", "period-error", "versions", "changes", "empty", "one-release", "texts", "texts-below", "text-hit", "fault", "complete", "names",
	"names-end", "related", "queries", "prompt", "palette", "palette-typed", "complete-date", "find-values", "find", "pick", "marks", "marks-page", "marks-asked", "save", "saved", "loading", "searching", "many-korean", "many-long", "many-facets", "problems",
}

// goldenThemes are the looks that have a golden file with styles.
var goldenThemes = []struct {
	name   string
	screen string
	o      Options
}{
	{"styled-dark", "filter", Options{}},
	{"styled-light", "filter", Options{Light: true}},
	{"styled-16", "filter", Options{Profile: colorprofile.ANSI}},
	{"styled-none", "filter", Options{Profile: colorprofile.ASCII}},
	{"styled-page", "found", Options{}},
	{"styled-changes", "changes", Options{}},
	{"styled-changes-16", "changes", Options{Profile: colorprofile.ANSI}},
	{"styled-changes-none", "changes", Options{Profile: colorprofile.ASCII}},
	{"ascii-changes", "changes", Options{ASCII: true}},
	{"marks-dark", "marks", Options{}},
	{"marks-light", "marks", Options{Light: true}},
	{"marks-16", "marks", Options{Profile: colorprofile.ANSI}},
	{"marks-none", "marks", Options{Profile: colorprofile.ASCII}},
	{"ascii-list", "bars", Options{ASCII: true}},
	{"ascii-marks", "marks", Options{ASCII: true, Profile: colorprofile.ASCII}},
	{"ascii-page", "zoom", Options{ASCII: true}},
}

func frameOf(t *testing.T, screen string, o Options, w, h int) string {
	t.Helper()
	for _, s := range screens {
		if s.name == screen {
			a := s.app(t, o, w, h)
			if len(s.keys) > 0 {
				a.messages.fresh = false // it was seen
			}
			press(a, s.keys...)
			return a.View().Content
		}
	}
	t.Fatalf("no screen %q", screen)
	return ""
}

// plainFrame returns a frame's letters between two bars, so that the end of
// each line is seen.
func plainFrame(frame string, w int) string {
	var b strings.Builder
	for l := range strings.SplitSeq(ansi.Strip(frame), "\n") {
		fmt.Fprintf(&b, "|%s|\n", strings.ReplaceAll(l, "\u00a0", " "))
	}
	return fmt.Sprintf("+%s+\n%s", strings.Repeat("-", w), b.String())
}

// styledFrame returns a frame with its escape sequences readable.
func styledFrame(frame string) string {
	return strings.ReplaceAll(frame, "\x1b[", "␛") + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Errorf("%s differs from line %d on:\n%s\nwant:\n%s\ngo test ./ui -run TestGolden -update writes it anew", file, i+1,
				strings.Join(a[min(i, len(a)):min(i+3, len(a))], "\n"), strings.Join(b[min(i, len(b)):min(i+3, len(b))], "\n"))
			return
		}
	}
}

// TestGolden compares frames with those that were looked at and found good.
func TestGolden(t *testing.T) {
	for _, name := range goldenScreens {
		bubble(t, name, func(t *testing.T) {
			var all strings.Builder
			for _, size := range goldenSizes {
				fmt.Fprintf(&all, "%dx%d\n%s\n", size[0], size[1], plainFrame(frameOf(t, name, Options{}, size[0], size[1]), size[0]))
			}
			golden(t, name, all.String())
		})
	}
	for _, g := range goldenThemes {
		bubble(t, g.name, func(t *testing.T) {
			frame := frameOf(t, g.screen, g.o, 120, 40)
			if g.o.ASCII {
				golden(t, g.name, plainFrame(frame, 120))
			} else {
				golden(t, g.name, styledFrame(frame))
			}
		})
	}
}

// On an ASCII terminal nothing but ASCII is drawn, the words of releases
// aside.
func TestASCII(t *testing.T) {
	for _, name := range []string{"list", "zoom", "bars", "facets", "help", "help-search", "empty", "period", "note",
		"texts", "text-hit", "names", "names-end", "related", "pick", "marks", "marks-page", "marks-asked", "loading", "searching", "fault", "complete"} {
		bubble(t, name, func(t *testing.T) {
			frame := ansi.Strip(frameOf(t, name, Options{ASCII: true}, 120, 40))
			a := corpusApp(t, Options{ASCII: true}, 120, 40)
			words := ""
			for i := range a.reader.Library().Len() {
				words += a.reader.At(i).Title + documentAt(a.reader, i).Body
			}
			for _, c := range frame {
				if c > '~' && !strings.ContainsRune(words, c) {
					t.Errorf("%q is drawn", c)
				}
			}
		})
	}
}

// Nothing is told by colour alone: without styles the cursor, the focus, what
// is chosen and what is marked can be seen.
func TestWithoutStyles(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{ASCII: true, Profile: colorprofile.ASCII}, 120, 40)
		seen := map[string]string{rows(a)[0] + strings.Join(rows(a), "\n"): "the start"}
		for _, k := range []string{"j", "f", "j", "enter", "k", "h", "enter", "v", "h", "tab", "enter"} {
			press(a, k)
			frame := strings.Join(rows(a), "\n")
			if before, twice := seen[frame]; twice {
				t.Errorf("after %s the letters are those after %s", k, before)
			}
			seen[frame] = k
		}
	})
}
