package ui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/body"
)

// longApp returns a reader in which a release of a megabyte is open, and what draws the
// rest of it: its beginning is on the screen.
func longApp(t *testing.T, place int) (a *App, rest tea.Cmd) {
	t.Helper()
	lib := heavyLibrary(2, 1<<20)
	opened = append(opened, lib)
	a = New(Options{Library: lib, Clock: today})
	first := a.reader.At(0)
	a.reader.SavePlace(first.ID, place)
	cmds := []tea.Cmd{a.Init()}
	for _, msg := range []tea.Msg{tea.WindowSizeMsg{Width: 80, Height: 24}, tea.KeyPressMsg{Code: tea.KeyEnter}} {
		_, cmd := a.Update(msg)
		cmds = append(cmds, cmd)
	}
	for len(cmds) > 0 && rest == nil {
		cmd := cmds[0]
		if cmds = cmds[1:]; cmd == nil {
			continue
		}
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			cmds = append(cmds, msg...)
		case pageReady:
			if rest = msg.rest; rest == nil {
				t.Fatal("a megabyte is drawn at once")
			}
			a.Update(msg)
		}
	}
	return a, rest
}

// The beginning of a long text is read while the rest is drawn, and stays where it is.
func TestLongTextBegins(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a, rest := longApp(t, 0)
		shows(t, a, "Plant No.", "The plant No.")
		hides(t, a, drawing)
		press(a, "G")
		shows(t, a, drawingRest)
		press(a, "space")
		time.Sleep(time.Minute)
		if shown := a.reader.Shown().ID; shown != a.reader.At(0).ID {
			t.Error("the end of the beginning is taken for that of the release")
		}
		page := a.page()
		top := page.plain[a.release.top]
		a.Update(rest())
		if whole := a.page(); whole.part || len(whole.lines) < 10*len(page.lines) || whole.plain[a.release.top] != top {
			t.Errorf("the whole page of %d lines begins at %q, the screen began with %q", len(whole.lines), whole.plain[a.release.top], top)
		}
		hides(t, a, drawingRest)
	})
}

// Who was further down in a long text reads that it is drawn, and then what was there.
func TestLongTextResumes(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a, rest := longApp(t, 400_000)
		shows(t, a, "Plant No.", drawing)
		hides(t, a, "The plant No.")
		a.Update(rest())
		shows(t, a, "The plant No.")
		hides(t, a, drawing)
		if page := a.page(); page.before[a.release.top] > 400_000 || page.before[a.release.top] < 399_900 {
			t.Errorf("the screen begins at letter %d", page.before[a.release.top])
		}
	})
}

// Who goes on ends the drawing of a long text, and has it drawn anew by coming back.
func TestLongTextIsAbandoned(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a, rest := longApp(t, 0)
		first := a.reader.Shown().ID
		_, cmd := a.Update(keyPress("]"))
		if a.reader.Shown().ID == first {
			t.Fatal("the next release is not shown")
		}
		msg := rest().(pageReady)
		if msg.page != nil {
			t.Errorf("%d lines are drawn for nobody", len(msg.page.lines))
		}
		a.Update(msg)
		_, back := a.Update(keyPress("["))
		count := drawn(t, a, cmd, back)
		if a.reader.Shown().ID != first || count[a.release.key] != 1 || a.page().part {
			t.Errorf("%s is drawn %d times after coming back", first, count[a.release.key])
		}
	})
}

// What is drawn without a renderer is what the renderer makes of it.
func TestPlainBlocks(t *testing.T) {
	p, err := newPainter(80, NewStyles(Theme{Dark: true}))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 3))
	parts := strings.Split("a b R&D AT&T &amp; &lt; &#65; &copy; 1. 2) - + * _ __ ~ ~~ # > < | ` [x] (y) ! : :smile: \\ www.example.org https://example.org/a_b a@b.kr "+
		"“Quoted” 수출 ※ ▲ Now. The_end --- === … 'it' \"is\" snake_case ¹ é ㎡", " ")
	plain := 0
	for range 4000 {
		var words []string
		for range 1 + random.IntN(8) {
			words = append(words, parts[random.IntN(len(parts))])
		}
		text := strings.Join(words, []string{" ", " ", "  "}[random.IntN(3)])
		for _, kind := range []body.Kind{body.Paragraph, body.Note, body.Heading, body.Quote} {
			md := body.Document{Blocks: []body.Block{{Kind: kind, Text: text}}}.Markdown()
			if !isPlain(kind, md) {
				continue
			}
			plain++
			out, err := p.r.Render(md)
			if got := strings.Trim(out, "\n"); err != nil || got != md {
				t.Fatalf("%s is drawn as %q, %v", fmt.Sprintf("%q", md), got, err)
			}
		}
	}
	if plain < 500 {
		t.Errorf("%d blocks are plain", plain)
	}
}
