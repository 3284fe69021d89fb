package ui

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"pressroom/data"
	"pressroom/model"
)

func TestTypeAFilter(t *testing.T) {
	bubble(t, "small", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "j", "j", "/")
		typeIn(a, "korea's")
		if got := a.reader.At(0).Title; a.reader.Cursor() != 0 || !strings.Contains(got, "Korea’s New Test") {
			t.Errorf("the cursor is on %q", got)
		}
		shows(t, a, "/ korea's", "1 of ")
		press(a, "backspace", "backspace", "down", "up", "up", "down")
		if a.reader.Cursor() != 1 {
			t.Errorf("arrows move the cursor to %d", a.reader.Cursor())
		}
		press(a, "up", "enter")
		if a.reader.Focus() != model.ReleasePane || a.reader.Shown().Title != a.reader.At(0).Title {
			t.Error("Enter does not open the best match")
		}
		press(a, "esc", "esc")
		if a.reader.Listing().Len() != 10 {
			t.Errorf("%d are listed after Esc", a.reader.Listing().Len())
		}
		press(a, "/")
		typeIn(a, "zzqq")
		shows(t, a, "No release has zzqq.", "Esc clears")
		press(a, "enter")
		shows(t, a, "Nothing matches: Esc clears the filter.")
		press(a, "ctrl+u")
		if a.reader.Query().Words != "" || a.reader.Listing().Len() != 10 {
			t.Errorf("after Ctrl-u the letters are %q", a.reader.Query().Words)
		}
		press(a, "backspace")
		if a.reader.Prompt() != model.NoPrompt {
			t.Error("Backspace does not leave an empty filter")
		}
	})
	bubble(t, "large", func(t *testing.T) {
		a := bigApp(t, Options{}, 120, 40)
		press(a, "j", "j", "j")
		on := a.reader.At(3).ID
		press(a, "/")
		typeIn(a, "minister industry")
		if n := a.reader.Listing().Len(); n == 0 || n == a.reader.Library().Len() {
			t.Fatalf("%d are listed", n)
		}
		press(a, "esc")
		if got := a.reader.At(a.reader.Cursor()).ID; got != on {
			t.Errorf("Esc goes to %s, want %s, where the cursor was", got, on)
		}
	})
}

// Letters typed faster than answers come give the list of the last of them.
func TestTypeFast(t *testing.T) {
	bubble(t, "large", func(t *testing.T) {
		a := bigApp(t, Options{}, 120, 40)
		var cmds []tea.Cmd
		for _, k := range []string{"/", "m", "i", "n", "i", "s", "backspace", "s", "t"} {
			_, cmd := a.Update(keyPress(k))
			cmds = append(cmds, cmd)
		}
		for i := range cmds { // answers come in any order
			carry(a, cmds[len(cmds)-1-i])
		}
		if got := a.reader.Listing().Query.Words; got != "minist" {
			t.Errorf("the list is that of %q", got)
		}
	})
}

// What is pasted is typed as one line, without its controls and the sequences of a
// terminal; where nothing is typed the line says so, and a cut is reported.
func TestPaste(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		send(a, tea.PasteMsg{Content: "korea\n"})
		if a.reader.Query().Words != "" || a.reader.Prompt() != model.NoPrompt {
			t.Error("a paste outside a prompt does something")
		}
		shows(t, a, "press / first")
		press(a, "/")
		send(a, tea.PasteMsg{Content: "am\x1b[31mkor\r\nko\u202erea\x07\x00\ttest"})
		if got := a.reader.Query().Words; got != "amkor korea test" {
			t.Errorf("the letters are %q", got)
		}
		if fault := overflow(a.View(), 80, 24); fault != "" || strings.Contains(a.View().Content, "\x1b[31m") {
			t.Error("the paste reaches the screen: ", fault)
		}
		shows(t, a, "amkor korea test")
		hides(t, a, "is cut")
		press(a, "ctrl+u")
		send(a, tea.PasteMsg{Content: "a\x1b]8;;https://example.org\x1b\\b\x1b]8;;\x1b\\c\x9b1md훛雛\x1b"})
		if got := a.reader.Query().Words; got != "abcd훛雛" {
			t.Errorf("the letters are %q", got)
		}
		press(a, "ctrl+u")
		send(a, tea.PasteMsg{Content: strings.Repeat("long", 1000)})
		shows(t, a, "The pasted text was cut: a line has at most 200 characters.")
		if n := len(a.reader.Query().Words); n != 200 {
			t.Errorf("%d letters are taken", n)
		}
		press(a, "ctrl+v") // the clipboard of the machine is not the user's
		if n := len(a.reader.Query().Words); n != 200 || len(a.input.KeyMap.Paste.Keys()) != 0 {
			t.Error("there is a paste key")
		}
	})
}

func TestRange(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		press(a, "r")
		shows(t, a, "Dates: 2025-11, 2025-11-18..2025-11-25, 7d")
		typeIn(a, "2025-11-18..2025-11-25")
		shows(t, a, "6 releases")
		press(a, "enter")
		shows(t, a, " 2025-11-18..2025-11-25 ×", " of 6")
		press(a, "r")
		typeIn(a, "2025-02-30")
		press(a, "enter")
		shows(t, a, `"2025-02-30" is not a date`)
		if a.reader.Prompt() != model.PeriodPrompt || a.View().Cursor == nil {
			t.Error("the prompt is gone")
		}
		press(a, "backspace")
		shows(t, a, ": 2025-02-3")
		press(a, "ctrl+u", "enter")
		if a.reader.Prompt() != model.NoPrompt || len(a.reader.Chips()) != 1 {
			t.Error("an empty range is not the end of the prompt")
		}
		press(a, "r")
		typeIn(a, "7d") // until 2025-12-02: today is 2025-12-01
		press(a, "enter")
		a.reader.RemoveChip(0)
		shows(t, a, " 2025-11-25..2025-12-02 ×", " of 5")
		press(a, "r", "2", "esc")
		if a.reader.Prompt() != model.NoPrompt || len(a.reader.Chips()) != 1 {
			t.Error("Esc does not give the range up")
		}
		a = corpusApp(t, Options{}, 40, 5)
		press(a, "r")
		typeIn(a, "2024")
		shows(t, a, "Dates: 2024")
		press(a, "enter")
		shows(t, a, "No release has date:2024.")
	})
}

// Words are found in the page, also over a line's end, and n and N go around.
func TestFindInThePage(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 20)
		press(a, "enter", "z", "/")
		typeIn(a, "Industry Day")
		n := len(a.release.search.matches)
		if want := strings.Count(documentAt(a.reader, a.reader.Cursor()).Body, "Industry Day"); n != want || n < 2 {
			t.Errorf("%d places are found, want %d", n, want)
		}
		shows(t, a, fmt.Sprintf("found 1 of %d", n))
		press(a, "enter", "n")
		shows(t, a, fmt.Sprintf("found 2 of %d", n))
		press(a, "N", "N")
		shows(t, a, fmt.Sprintf("found %d of %d", n, n))
		top := a.release.top
		line := a.release.search.matches[n-1][0].line
		if line < top || line >= top+a.layout.release.h {
			t.Errorf("line %d is not in the window from %d", line, top)
		}
		press(a, "/")
		typeIn(a, "zzqq")
		shows(t, a, "not found")
		press(a, "esc")
		if a.release.top != top || a.release.search.words != "" {
			t.Errorf("giving up leaves line %d, want %d", a.release.top, top)
		}
		press(a, "n")
		shows(t, a, "There is no search yet")
		press(a, "/")
		typeIn(a, "zzqq")
		press(a, "enter")
		shows(t, a, "Not found in this release.")
		press(a, "]")
		hides(t, a, "ot found")
	})
}

// What the help lists as done everywhere is done in the place that it was asked for in.
func TestHelpOfAPlace(t *testing.T) {
	for in := range tried {
		a := keysApp(t)
		for _, s := range a.newHelp(model.HelpOverlay, in).sections {
			for _, e := range s.entries {
				d := a.firstAction(inAll, func(d *action) bool { return d.shown == e[0] && d.help == e[1] })
				if (s.title == movingTitle || s.title == commonTitle) && a.actionNamed(d.name, in|inOverlay) == nil {
					t.Errorf("in place %d it lists %s, which does nothing there", in, e[0])
				}
			}
		}
	}
	bubble(t, "of a release", func(t *testing.T) {
		a := corpusApp(t, Options{}, 100, 100)
		press(a, "?")
		shows(t, a, "to the top of the screen")
		press(a, "esc", "enter", "?")
		hides(t, a, "to the top of the screen")
		shows(t, a, "half a page up")
	})
}

func TestSearchTheHelp(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 100, 100)
		press(a, "?")
		for _, s := range helpOf(a.keys, 0, func(_ string, d *action) bool { return d.offered(a) }) {
			shows(t, a, s.title)
		}
		press(a, "/")
		typeIn(a, "LIST alone")
		shows(t, a, "the list alone")
		hides(t, a, "half a page up")
		typeIn(a, "qqq")
		shows(t, a, "Nothing here has those words.")
		press(a, "esc")
		shows(t, a, "half a page up")
		press(a, "q")
		hides(t, a, "half a page up")
	})
}

// The examples in the help are queries of the kind that they stand for, and all
// fields are among them.
func TestQueriesInTheHelp(t *testing.T) {
	for _, example := range queryHelp {
		q, err := data.ParseQuery(example[0], data.DateOf(today()))
		if err != nil || q.String() == "" {
			t.Errorf("%s: %v", example[0], err)
		}
		if plain := q.Words == example[0]; plain != (example[0] == "graphene pohang") {
			t.Errorf("%s are letters: %t", example[0], plain)
		}
	}
	for _, field := range data.QueryFields {
		if !strings.Contains(fmt.Sprint(queryHelp), field+":") {
			t.Errorf("the help does not tell of %s:", field)
		}
	}
	bubble(t, "searched", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "?", "/")
		typeIn(a, "phrase")
		shows(t, a, "Queries", `"hybrid bonding"`)
		hides(t, a, "Everywhere", "Moving")
	})
}

// A chip has its sign also where its name has no room.
func TestLongChips(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 60, 20)
		press(a, "/")
		typeIn(a, `org:"Ministry of Trade, Industry and Resources" org:"Korea Planning & Evaluation Institute of Industrial Technology"`)
		press(a, "ctrl+j")
		shows(t, a, " MOTIR ×", " Korea Planning & Evaluation Institute of Industrial Te… ×")
		x, y := find(t, a, "… ×")
		click(a, x+2, y)
		if got := a.reader.Chips(); len(got) != 1 || got[0] != "MOTIR" {
			t.Errorf("a click on the sign leaves %v", got)
		}
	})
}

// The terminal's background makes the theme, and the page is drawn anew.
func TestBackground(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		dark := a.View().Content
		send(a, tea.BackgroundColorMsg{Color: color.White})
		light := a.View().Content
		if light == dark || a.page() == nil || a.release.key.theme.Dark {
			t.Error("a light background changes nothing")
		}
		if strings.Join(rows(a), "\n") == "" || !strings.Contains(light, "\x1b[") {
			t.Error("nothing is drawn")
		}
		send(a, tea.BackgroundColorMsg{Color: color.Black})
		if a.View().Content != dark {
			t.Error("and back is not the same")
		}
		send(a, tea.ColorProfileMsg{Profile: colorprofile.ANSI})
		if strings.Contains(a.View().Content, "38;5;") || a.page() == nil {
			t.Error("256 colours on a terminal of 16")
		}
		kept := corpusApp(t, Options{KeepTheme: true}, 120, 40)
		send(kept, tea.BackgroundColorMsg{Color: color.White})
		if kept.View().Content != dark {
			t.Error("a theme that was asked for is not kept")
		}
	})
}

func TestTooSmall(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 19, 10)
		shows(t, a, "19x10 is too", "20x5")
		before := a.View().Content
		press(a, "j", "/", "a", "enter", "?", "z")
		click(a, 2, 2)
		if a.View().Content != before || a.reader.Cursor() != 0 || a.reader.Prompt() != model.NoPrompt {
			t.Error("keys do something that is not seen")
		}
		if !brought[tea.QuitMsg](press(a, "q")) {
			t.Error("q does not quit")
		}
		send(a, tea.WindowSizeMsg{Width: 80, Height: 24})
		shows(t, a, "November 2025")
	})
}

// Where the board ends in the past, the prompt says of which days it is what is counted
// from today elsewhere, and of what says a day there may have been meant one.
func TestPeriodsOfTheBoardInThePrompt(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{Clock: data.NewDate(2026, 12, 1).Time}, 120, 40)
		press(a, "/")
		typeIn(a, "since:7d")
		shows(t, a, "of the board: 22–28 Nov 2025 · 6 releases")
		press(a, "ctrl+u")
		typeIn(a, "since:2025-11-25")
		hides(t, a, "of the board")
		press(a, "ctrl+u")
		typeIn(a, "nov 18")
		shows(t, a, `Did you mean date:"nov 18" (1)?`)
		press(a, "enter")
		shows(t, a, "Graphene Square Opens Pohang Plant")
	})
}
