package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/model"
	"pressroom/ui/cells"
)

// editing are the keys that edit a line, and some that are typed.
var editing = []tea.KeyPressMsg{
	{Code: 'd', Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModCtrl},
	{Code: tea.KeyBackspace, Mod: tea.ModAlt}, {Code: 'w', Mod: tea.ModCtrl}, {Code: 'u', Mod: tea.ModCtrl}, {Code: 'k', Mod: tea.ModCtrl},
	{Code: tea.KeyBackspace}, {Code: tea.KeyDelete}, {Code: 'd', Mod: tea.ModCtrl}, {Code: 'h', Mod: tea.ModCtrl},
	{Code: tea.KeyLeft}, {Code: tea.KeyRight}, {Code: tea.KeyLeft, Mod: tea.ModAlt}, {Code: tea.KeyRight, Mod: tea.ModCtrl},
	{Code: 'b', Mod: tea.ModAlt}, {Code: 'f', Mod: tea.ModAlt}, {Code: tea.KeyHome}, {Code: tea.KeyEnd}, {Code: 'a', Mod: tea.ModCtrl}, {Code: 'e', Mod: tea.ModCtrl},
	{Code: 'v', Mod: tea.ModCtrl}, {Code: 't', Mod: tea.ModCtrl}, {Code: tea.KeySpace, Text: " "}, {Code: 'x', Text: "x"}, {Code: '그', Text: "그"}, {Code: tea.KeyTab},
	{Code: tea.KeyUp}, {Code: tea.KeyDown}, {Code: '\u0301', Text: "\u0301"}, {Code: '👍', Text: "👍"},
}

// Deleting the word before which the cursor stands never panics, and deletes the
// word.
func TestDeleteWordForward(t *testing.T) {
	for _, test := range [][3]string{
		{"a", "0", ""}, {"ab", "1", "a"}, {"one two", "0", " two"}, {"one two", "3", "one"}, {"one ", "3", "one"}, {"그래핀", "2", "그래"}, {"", "0", ""},
	} {
		for _, k := range editing[:3] {
			l := newPromptLine()
			l.Focus()
			l.SetValue(test[0])
			l.SetCursor(int(test[1][0] - '0'))
			l.update(k)
			if got := l.Value(); got != test[2] {
				t.Errorf("%v on %q at %s leaves %q, want %q", k, test[0], test[1], got, test[2])
			}
		}
	}
}

// Whatever is typed, pasted and deleted on a line of whatever width: nothing
// panics, what is shown fits, and the cursor stands behind what is before it.
func FuzzPromptLine(f *testing.F) {
	f.Add("graphene", []byte{0, 1, 2, 3}, uint8(20))
	f.Add("그래핀 산업", []byte{11, 11, 11, 0, 25, 25, 0}, uint8(6))
	f.Add("e\u0301 👍🏽 \u1112\u1161\u11ab", []byte{17, 0, 0, 0, 18, 3, 3, 29, 30}, uint8(3))
	f.Fuzz(func(t *testing.T, text string, keys []byte, width uint8) {
		l := newPromptLine()
		l.Focus()
		l.update(tea.PasteMsg{Content: text})
		for _, k := range keys[:min(len(keys), 60)] {
			l.update(editing[int(k)%len(editing)])
			l.follow(int(width), cells.Measure{})
			shown, x := l.draw()
			if w := (cells.Measure{}).Width(shown); w > max(1, int(width)) {
				t.Fatalf("%q takes %d cells of %d", shown, w, width)
			}
			if x < 0 || x > max(0, int(width)-1) {
				t.Fatalf("the cursor is at %d of %d", x, width)
			}
		}
	})
}

// In every prompt the cursor stands where the next letter goes, in cells: in
// Korean, in a line that is longer than its field, and on the way through it.
func TestPromptCursor(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for name, open := range map[string][]string{
			"filter": {"/"}, "page": {"enter", "/"}, "period": {"r"}, "overlay": {"?", "/"},
		} {
			a := corpusApp(t, Options{}, 100, 30)
			press(a, open...)
			x := a.View().Cursor.X
			for i, typed := range []string{"그", "래", "핀"} {
				send(a, tea.KeyPressMsg{Code: []rune(typed)[0], Text: typed})
				if got, want := a.View().Cursor.X, x+2*(i+1); got != want {
					t.Errorf("%s: behind %d Korean letters the cursor is at %d, want %d", name, i+1, got, want)
				}
			}
			row := rows(a)[a.View().Cursor.Y]
			if before := ansi.Strip(ansi.Truncate(row, a.View().Cursor.X, "")); !strings.HasSuffix(before, "그래핀") {
				t.Errorf("%s: before the cursor stands %q", name, before)
			}
			send(a, tea.PasteMsg{Content: strings.Repeat("graphene ", 20)})
			end := a.View().Cursor.X
			for i := range 16 {
				press(a, "left")
				if got, want := a.View().Cursor.X, end-i-1; got != want {
					t.Fatalf("%s: after %d times left the cursor is at %d, want %d", name, i+1, got, want)
				}
			}
			press(a, "home")
			if got := a.View().Cursor.X; got != x {
				t.Errorf("%s: at the beginning the cursor is at %d, want %d", name, got, x)
			}
		}
	})
}

// Letters of a Korean keyboard work as the keys that they lie on, alone and in
// syllables; in prompts they are what they are.
func TestKoreanKeys(t *testing.T) {
	const keys = "qwertyuiopasdfghjklzxcvbnm"
	const letters = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
	for i, c := range []rune(letters) {
		if got := latinKeys(string(c)); got != keys[i:i+1] {
			t.Errorf("%c lies on %q, want %q", c, got, keys[i:i+1])
		}
	}
	for text, want := range map[string]string{
		"ㅃㅉㄸㄲㅆㅒㅖ": "QWERTOP", "저": "wj", "한글": "gksrmf", "값": "rkqt", "뷁": "qnpfr", "의": "dml",
		"？": "?", "／": "/", "　": " ", "ｊ": "j", "j": "", "é": "", "": "", "ㅓj": "",
	} {
		if got := latinKeys(text); got != want {
			t.Errorf("%q lies on %q, want %q", text, got, want)
		}
	}
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 100, 30)
		korean := func(text string) { send(a, tea.KeyPressMsg{Code: []rune(text)[0], Text: text}) }
		korean("ㅓ")
		korean("ㅓ")
		korean("ㅏ")
		if got := a.reader.Cursor(); got != 1 {
			t.Errorf("after j, j, k the cursor is at %d, want 1", got)
		}
		korean("뫼") // a, h and l, of which the last opens
		if got := a.reader.Focus(); got != model.ReleasePane {
			t.Errorf("a syllable is not taken for its keys: the focus is on pane %d", got)
		}
		press(a, "esc", "/")
		korean("ㅓ")
		if got := a.reader.Text(); got != "ㅓ" {
			t.Errorf("in a prompt it types %q", got)
		}
	})
}
