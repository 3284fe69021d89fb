package ui

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// lineOf returns the line of the screen that has a text, in the list's pane.
func lineOf(t *testing.T, a *App, text string) string {
	t.Helper()
	_, y := find(t, a, text)
	return strings.TrimRight(strings.Split(rows(a)[y], "│")[0], " ")
}

// Releases that match in their texts alone stand below a rule, each with the
// place that matches, and its words highlighted.
func TestSnippets(t *testing.T) {
	bubble(t, "forms", func(t *testing.T) {
		for _, tt := range []struct {
			w, h int
			want string // the line with the snippet of the first
		}{
			{60, 20, "▌         …tariff agreement has lowered auto and parts"},
			{80, 24, "▌         …tariff agreement has lowered auto and parts tariffs to 15 percent"},
			{200, 50, ""},
			{80, 5, "none"},
		} {
			a := corpusApp(t, Options{}, tt.w, tt.h)
			press(a, "/")
			typeIn(a, "tariff")
			shows(t, a, "In the text: 2", "K-Mobility Drives", "1 of 2")
			switch tt.want {
			case "none":
				hides(t, a, "…tariff", "such as tariff")
			case "":
				shows(t, a, "tariff agreement has lowered auto and parts", "economic challenges such as tariff")
			default:
				if got := lineOf(t, a, "…tariff"); got != tt.want {
					t.Errorf("%dx%d: the snippet is %q, want %q", tt.w, tt.h, got, tt.want)
				}
			}
			if tt.want != "none" && strings.Count(a.View().Content, a.st.Highlight.Render("tariff")) < 2 {
				t.Errorf("%dx%d: the words are not highlighted", tt.w, tt.h)
			}
		}
	})
	bubble(t, "true to the texts", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		for _, word := range []string{"tariff", "palladium", "rhodium", "bonding", "investment"} {
			press(a, "/")
			typeIn(a, word)
			l := a.reader.Listing()
			from, end := l.Range(model.InTexts)
			if from == end {
				t.Errorf("%s: no hit in a text", word)
			}
			for i := from; i < end; i++ {
				s, body := a.reader.Snippet(i), strings.Join(strings.Fields(documentAt(a.reader, i).Body), " ")
				text := strings.Trim(s.Text, "…")
				if text == "" || !strings.Contains(body, strings.TrimSpace(text)) {
					t.Errorf("%s: %q is not in the text", word, s.Text)
				}
				for _, span := range s.Highlights {
					if got := strings.ToLower(s.Text[span.Start:span.End]); !strings.HasPrefix(got, word[:6]) {
						t.Errorf("%s highlights %q", word, got)
					}
				}
			}
			press(a, "esc")
		}
	})
}

// The rule stands once, between the headlines and the texts, and at the top of
// a window that begins below it; the cursor and clicks pass it by.
func TestRuleAboveTheTexts(t *testing.T) {
	bubble(t, "between", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "/")
		typeIn(a, "incheon")
		press(a, "ctrl+j")
		x, y := find(t, a, "In the text: 1")
		_, first := find(t, a, "Groundbreaking")
		_, second := find(t, a, "Amkor Korea Launches")
		if x != 1 || first >= y || second != y+1 {
			t.Errorf("the rule is on line %d, the hits on %d and %d", y, first, second)
		}
		click(a, x+2, y)
		if a.reader.Cursor() != 0 || a.reader.Focus() != model.ListPane {
			t.Errorf("a click on the rule goes to %d", a.reader.Cursor())
		}
		press(a, "down")
		if a.reader.Cursor() != 1 || !strings.Contains(a.reader.At(1).Title, "Launches") {
			t.Errorf("down goes to %d", a.reader.Cursor())
		}
		for part := range 3 { // headline, headline, snippet
			press(a, "home")
			click(a, 12, second+part)
			if a.reader.Cursor() != 1 {
				t.Errorf("a click on line %d of the hit selects %d", part, a.reader.Cursor())
			}
		}
	})
	bubble(t, "at the top", func(t *testing.T) {
		a := bigApp(t, Options{}, 80, 24)
		press(a, "/")
		typeIn(a, "friday")
		press(a, "ctrl+j", "G")
		from, end := a.reader.Listing().Range(model.InTexts)
		n := end - from
		if n < 2000 {
			t.Fatalf("%d hits in texts", n)
		}
		if got, want := strings.TrimSpace(strings.Split(rows(a)[3], "│")[0]), "In the text: "+thousands(n); got != want {
			t.Errorf("the first line is %q, want %q", got, want)
		}
		if got := strings.Count(strings.Join(rows(a), "\n"), "In the text"); got != 1 {
			t.Errorf("the rule stands %d times", got)
		}
		if a.reader.Snippet(a.reader.Cursor()).Text == "" || !strings.Contains(lineOf(t, a, "so on Friday. It"), "Friday") {
			t.Error("the last has no snippet")
		}
	})
}

// A hit in a text opens at its first match; n and N go through all of them, and
// around.
func TestOpenAHit(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, word := range []string{"tariff", "chip", "palladium", "humanoid", "bonding"} {
			for _, size := range [][2]int{{80, 12}, {120, 20}, {60, 14}} {
				a := corpusApp(t, Options{}, size[0], size[1])
				press(a, "/")
				typeIn(a, word)
				first, _ := a.reader.Listing().Range(model.InTexts)
				for range first {
					press(a, "down")
				}
				press(a, "enter")
				p := &a.release
				text := a.page().flow().text
				want := regexp.MustCompile(`(?i)\b`+word+`s?\b`).FindAllString(text, -1)
				if len(want) == 0 || len(p.search.matches) != len(want) || p.search.at != 0 {
					t.Fatalf("%s at %v: %d places, at %d, want %d", word, size, len(p.search.matches), p.search.at, len(want))
				}
				inWindow := func(i int) {
					t.Helper()
					if line := p.search.matches[i][0].line; p.search.at != i || line < p.top || line >= p.top+a.layout.release.h {
						t.Errorf("%s at %v: place %d, line %d, is not in the window from %d", word, size, i, line, p.top)
					}
					shows(t, a, fmt.Sprintf("found %d of %d", i+1, len(want)))
					if here := a.st.FoundHere.Render(want[i]); !strings.Contains(a.View().Content, here) {
						t.Errorf("%s at %v: place %d is not highlighted", word, size, i)
					}
				}
				inWindow(0)
				for i := range want {
					press(a, "n")
					inWindow((i + 1) % len(want))
				}
				press(a, "N")
				inWindow(len(want) - 1)
			}
		}
	})
	bubble(t, "read before", func(t *testing.T) { // opens where it was left
		a := corpusApp(t, Options{}, 80, 12)
		press(a, "/")
		typeIn(a, "palladium")
		press(a, "enter", "end")
		top := a.release.top
		press(a, "esc", "enter")
		if top == 0 || a.release.top != top {
			t.Errorf("opened again at line %d, want %d", a.release.top, top)
		}
	})
	first := func(t *testing.T, a *App) {
		t.Helper()
		p := &a.release
		if len(p.search.matches) == 0 || p.search.at != 0 {
			t.Fatalf("%d places, at %d", len(p.search.matches), p.search.at)
		}
		if line := p.search.matches[0][0].line; line < p.top || line >= p.top+a.layout.release.h {
			t.Errorf("the first place, in line %d, is not in the window from %d", line, p.top)
		}
	}
	bubble(t, "read before under another query", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 12)
		for _, query := range []string{"anonymizing", `"Rainbow Robotics"`, "anonymizing sort:date"} {
			press(a, "/", "ctrl+u")
			typeIn(a, query)
			press(a, "enter")
			first(t, a)
			press(a, "esc")
		}
	})
	bubble(t, "headlines by scattered letters", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 12)
		press(a, "/")
		typeIn(a, "aims")
		press(a, "enter")
		first(t, a)
	})
	bubble(t, "the next of the list", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 12)
		press(a, "/")
		typeIn(a, "regulatory")
		press(a, "enter")
		for range a.reader.Listing().Len() - 1 {
			press(a, "]")
			first(t, a)
		}
	})
}

// A prompt that is given more room shows what was cut off before.
func TestPromptGrows(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 40, 12)
		press(a, "/")
		const query = "semiconductor advanced packaging and testing"
		typeIn(a, query)
		hides(t, a, query)
		send(a, tea.WindowSizeMsg{Width: 200, Height: 50})
		shows(t, a, query)
	})
}

// What is wrong with a query is told with its place, and the query from before
// stays in force; Enter and Tab wait for a right one.
func TestWrongQuery(t *testing.T) {
	for _, tt := range []struct{ wrong, place, what string }{
		{`"advanced pack`, `"advanced pack`, `a quotation mark is open`},
		{"date:2025-13", "2025-13", `"2025-13" is not a`},
		{"sort:up", "up", "sort: is date, relevance or title, not up"},
		{"krw>=much", "krw>=much", "much"},
		{"OR", "", "OR needs a word after it"},
		{"-date:2025", "-date:", "before: and since: leave days out"},
	} {
		bubble(t, tt.wrong, func(t *testing.T) {
			a := corpusApp(t, Options{}, 80, 24)
			press(a, "/")
			typeIn(a, "amkor")
			good := listed(a)
			send(a, tea.PasteMsg{Content: " " + tt.wrong})
			foot := strings.Join(rows(a)[23-len(a.message())+1:], "")
			if !strings.HasPrefix(foot, strings.TrimRight(" "+tt.place, " ")) || !strings.Contains(foot, tt.what) || !strings.HasSuffix(strings.TrimRight(foot, " "), "Esc clear") {
				t.Errorf("the fault line is %q", foot)
			}
			if tt.place != "" && !strings.Contains(a.View().Content, a.st.Highlight.Render(tt.place)) {
				t.Error("the place is not highlighted")
			}
			press(a, "enter", "ctrl+j")
			if len(a.choices.list) == 0 { // which cover it
				shows(t, a, " still amkor")
			}
			if listed(a) != good || good != "21 20" || a.reader.Query().Words != "amkor" || a.reader.Prompt() != model.FilterPrompt {
				t.Errorf("listed are %q for %q", listed(a), a.reader.Query())
			}
			press(a, "ctrl+u")
			hides(t, a, tt.what)
			if a.reader.Listing().Len() != 10 {
				t.Errorf("%d are listed in the end", a.reader.Listing().Len())
			}
		})
	}
}

// While the line is wrong, before it is called so, the list says what it is of: of the
// rest of the line, and not of the beginning of a field, read as a word; or, where a
// value is half changed, of the value from before.
func TestHalfTyped(t *testing.T) {
	for typed, want := range map[string]struct{ still, listed string }{
		"amkor sort:":        {"amkor", "21 20"},
		"amkor sort:x":       {"amkor", "21 20"},
		"sort:x amkor":       {"amkor", "21 20"},
		"amkor sort:x groun": {"amkor groun", "21"},
		"amkor OR":           {"amkor", "21 20"},
		`amkor "adv`:         {"amkor", "21 20"},
		"amkor krw>=":        {"amkor", "21 20"},
		"amkor date:2025-1":  {"amkor date:2025", "21 20"},
		"amkor date:2025-13": {"amkor date:2025", "21 20"},
		"amkor date:":        {"amkor", "21 20"},
		"sort:":              {"all", "28 28 27 25 25 24 21 20 18 14"},
	} {
		bubble(t, typed, func(t *testing.T) {
			a := corpusApp(t, Options{}, 120, 40)
			press(a, "/")
			for _, c := range typed {
				a.Update(keyPress(string(c)))
			}
			send(a, nil)
			if listed(a) != want.listed {
				t.Errorf("listed are %q for %q", listed(a), a.reader.Query())
			}
			if len(a.choices.list) == 0 {
				shows(t, a, " still "+want.still+"  ")
			}
		})
	}
}

// What only looks like a field is words, and a hint stands at the foot while it is
// typed.
func TestHint(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "/")
		send(a, tea.PasteMsg{Content: "Korea: bio"})
		if foot := rows(a)[23]; !strings.Contains(foot, "Korea: is no field, and looked for as a word") {
			t.Errorf("the foot is %q", foot)
		}
		shows(t, a, "Korea Advances AI-driven")
		press(a, "enter")
		hides(t, a, "is no field")
	})
}

// The arrows on an empty line bring back earlier queries, and move in the list
// as soon as something is typed.
func TestHistory(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "/", "up", "down")
		if a.input.Value() != "" || a.reader.Cursor() != 1 {
			t.Errorf("without a history the arrows give %q and go to %d", a.input.Value(), a.reader.Cursor())
		}
		for _, q := range []string{"amkor", "graphene", "korea", "graphene"} {
			press(a, "ctrl+u")
			typeIn(a, q)
			press(a, "ctrl+j", "/")
		}
		press(a, "ctrl+u")
		for i, step := range []struct{ key, typed, days string }{
			{"up", "graphene", "18"}, {"up", "korea", ""}, {"up", "amkor", "21 20"}, {"up", "amkor", "21 20"},
			{"down", "korea", ""}, {"down", "graphene", "18"}, {"down", "", ""}, {"down", "", ""}, {"up", "graphene", "18"},
		} {
			press(a, step.key)
			if a.input.Value() != step.typed || a.reader.Query().Words != step.typed || step.days != "" && listed(a) != step.days {
				t.Errorf("step %d, %s: %q lists %q, want %q and %q", i, step.key, a.input.Value(), listed(a), step.typed, step.days)
			}
		}
		press(a, "up", "up")
		typeIn(a, " ")
		cursor := a.reader.Cursor()
		press(a, "down")
		if a.input.Value() != "amkor " || a.reader.Cursor() != cursor+1 {
			t.Errorf("after typing, the arrow gives %q and goes to %d", a.input.Value(), a.reader.Cursor())
		}
	})
}

// Tab takes what is marked, the arrows mark another, and neither leaves the prompt.
func TestCompletion(t *testing.T) {
	bubble(t, "fields", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "/")
		typeIn(a, "amkor cat")
		shows(t, a, "▌category:")
		press(a, "tab")
		if a.input.Value() != "amkor category:" {
			t.Fatalf("Tab writes %q", a.input.Value())
		}
		shows(t, a, "▌Industry ")
		press(a, "tab")
		if a.input.Value() != "amkor category:Industry " || !slices.Equal(a.reader.Chips(), []string{"Industry"}) || listed(a) != "21 20" {
			t.Errorf("Tab writes %q: %v, %q", a.input.Value(), a.reader.Chips(), listed(a))
		}
		hides(t, a, "▌Industry ")
		press(a, "tab")
		if a.reader.Prompt() != model.FilterPrompt || a.input.Value() != "amkor category:Industry " {
			t.Errorf("a Tab for nothing leads to %q", a.input.Value())
		}
		shows(t, a, "No completion begins like this")
		press(a, "ctrl+j")
		if a.reader.Prompt() != model.NoPrompt || a.reader.Text() != "amkor" || a.reader.Focus() != model.ListPane {
			t.Errorf("Ctrl-j does not keep the filter: %q", a.reader.Text())
		}
		press(a, "X", "/", "ctrl+u")
		typeIn(a, "tit") // may be a word: the arrows are those of the list
		press(a, "down")
		if a.choices.mark != 0 || a.choices.moved {
			t.Error("an arrow goes to what only may be a field")
		}
	})
	bubble(t, "values", func(t *testing.T) {
		for _, typed := range []string{"sort:", "graphene person:kim", "org:s", "org:", "date:", "2025"} {
			a := corpusApp(t, Options{}, 120, 40)
			press(a, "/")
			typeIn(a, typed)
			want, _ := a.reader.Completions(typed)
			if len(want) < 2 {
				t.Fatalf("%s: %v", typed, want)
			}
			for i, c := range want[:min(len(want), 8)] {
				count := ""
				if c.Count >= 0 {
					count = thousands(c.Count)
				}
				marked := ""
				for _, row := range rows(a) {
					if marked == "" && strings.HasPrefix(row, "▌") {
						marked = strings.TrimRight(row, " ")
					}
				}
				if !strings.HasPrefix(marked, "▌"+c.Label) || !strings.HasSuffix(marked, count) {
					t.Errorf("%s: after %d arrows %q is marked, want %s %s", typed, i, marked, c.Label, count)
				}
				press(a, "down")
			}
			press(a, "up", "enter")
			if got, want := a.input.Value(), want[max(0, min(len(want), 9)-2)].Text; got != want || a.reader.Prompt() != model.FilterPrompt {
				t.Errorf("%s: Enter behind the arrows writes %q, want %q", typed, got, want)
			}
			press(a, "enter")
			if a.reader.Prompt() != model.NoPrompt && a.reader.Listing().Len() > 0 {
				t.Errorf("%s: Enter does not open what is listed", typed)
			}
		}
	})
}

// Where there are too many texts to look for letters in, an empty list says so
// and how they are searched.
func TestTextsNotSearched(t *testing.T) {
	if testing.Short() {
		t.Skip("makes very many releases")
	}
	bubble(t, "all", func(t *testing.T) {
		lib := madeLibrary(200_001)
		a := newApp(Options{Library: lib}, 100, 20)
		press(a, "/")
		typeIn(a, "quokka@@@@") // scattered letters would match
		shows(t, a, "No headline matches.", "words in quotation marks")
	})
}

// A chooser's footer says what Esc and q do, and Enter takes nothing where nothing
// is listed.
func TestPickHints(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{Pick: true, Query: "amkor"}, 100, 20)
		shows(t, a, "Esc clear")
		press(a, "esc")
		shows(t, a, "q give up", "7 of 10")
		hides(t, a, "Esc clear")
		press(a, "/")
		typeIn(a, "qqqqqq@")
		press(a, "ctrl+j")
		if quit := brought[tea.QuitMsg](press(a, "enter")); quit {
			t.Error("Enter ends a chooser where nothing is listed")
		}
		shows(t, a, "The list is empty: there is nothing to take.")
	})
}
