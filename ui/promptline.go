package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"pressroom/ui/cells"
)

// promptLine is bubbles' text input with a drawing of its own, which puts the cursor into the right cell.
type promptLine struct {
	textinput.Model
	width   int // cells, that of the cursor behind the text included
	from    int // the first rune that is shown
	measure cells.Measure
	offered bool // the text is proposed, and not typed: what is typed takes its place
}

// newPromptLine returns an empty line without a paste key, which would read a server's clipboard.
func newPromptLine() promptLine {
	in := textinput.New()
	in.Prompt = ""
	in.SetVirtualCursor(false)
	in.CharLimit = maxTyped
	in.KeyMap.Paste = key.NewBinding()
	in.SetStyles(textinput.Styles{})
	return promptLine{Model: in}
}

// maxTyped is the most letters that can be typed on a line.
const maxTyped = 200

// offer puts a text on the line that is taken by Enter, edited, or typed over.
func (l *promptLine) offer(text string) {
	l.SetValue(text)
	l.CursorEnd()
	l.offered = true
}

func (l *promptLine) update(msg tea.Msg) tea.Cmd {
	if k, isKey := msg.(tea.KeyPressMsg); l.offered && (!isKey || k.Text != "") {
		l.Reset()
	}
	l.offered = false
	if k, ok := msg.(tea.KeyPressMsg); ok && l.Position()+1 == len([]rune(l.Value())) && key.Matches(k, l.KeyMap.DeleteWordForward) {
		// Bubbles reads beyond the last letter when it looks for the word's end.
		msg = tea.KeyPressMsg{Code: tea.KeyDelete}
	}
	var cmd tea.Cmd
	l.Model, cmd = l.Model.Update(msg)
	return cmd
}

// edits reports whether a key edits the line, or moves the cursor on it.
func (l *promptLine) edits(k tea.KeyPressMsg) bool {
	m := &l.KeyMap
	return key.Matches(k, m.CharacterForward, m.CharacterBackward, m.WordForward, m.WordBackward, m.DeleteWordBackward, m.DeleteWordForward,
		m.DeleteAfterCursor, m.DeleteBeforeCursor, m.DeleteCharacterBackward, m.DeleteCharacterForward, m.LineStart, m.LineEnd)
}

// follow makes the line w cells wide, and moves what is shown so that the cursor is in it.
func (l *promptLine) follow(w int, m cells.Measure) {
	l.width, l.measure = max(w, 1), m
	text := []rune(l.Value())
	at := min(l.Position(), len(text))
	l.from = min(l.from, at)
	for l.from < at && l.cells(text[l.from:at]) >= l.width {
		l.from++
	}
	for l.from > 0 && l.cells(text[l.from-1:]) < l.width {
		l.from--
	}
}

// draw returns what is shown of the text, and the cell that the cursor is in.
func (l *promptLine) draw() (text string, cursor int) {
	all := []rune(l.Value())
	from := min(l.from, len(all))
	at := min(max(l.Position(), from), len(all))
	shown := l.measure.Truncate(string(all[from:]), max(l.width, 1), "")
	return strings.TrimRight(shown, "\n"), min(l.cells(all[from:at]), max(l.width-1, 0))
}

func (l *promptLine) cells(text []rune) int { return l.measure.Width(string(text)) }
