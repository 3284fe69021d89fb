package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// BenchmarkFrame is a move of the cursor and the frame that shows it, drawn
// into cells, as the terminal's renderer takes it.
func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{10, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			lib := madeLibrary(n)
			a := New(Options{Library: lib, Clock: today, Profile: colorprofile.ANSI256})
			send(a, tea.WindowSizeMsg{Width: 120, Height: 40})
			cells := uv.NewScreenBuffer(120, 40)
			keys := []string{"down", "up"}
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				a.Update(keyPress(keys[i%2]))
				i++
				cells.Clear()
				uv.NewStyledString(a.View().Content).Draw(cells, cells.Bounds())
			}
		})
	}
}

// BenchmarkFilterFrame is a letter of the filter and the frame that shows
// what it found.
func BenchmarkFilterFrame(b *testing.B) {
	for _, n := range []int{10, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			a := New(Options{Library: madeLibrary(n), Clock: today, Profile: colorprofile.ANSI256})
			a.reader.Library().Index()
			send(a, tea.WindowSizeMsg{Width: 120, Height: 40})
			press(a, "/")
			letters := []string{"k", "o", "r", "e", "a", "ctrl+u"}
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				_, cmd := a.Update(keyPress(letters[i%len(letters)]))
				answerFirst(a, cmd)
				i++
				_ = a.View()
			}
		})
	}
}

// answerFirst carries out the command that answers, and none of those that wait.
func answerFirst(a *App, cmd tea.Cmd) {
	for a.reader.Searching() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			cmd = batch[0]
			continue
		}
		a.Update(msg)
	}
}

// BenchmarkPage renders a release of the corpus.
func BenchmarkPage(b *testing.B) {
	a := corpusApp(b, Options{}, 120, 40)
	r := documentAt(a.reader, 3)
	key := pageKey{id: r.ID, measure: 78, theme: a.st.Theme}
	b.SetBytes(int64(len(r.Body)))
	b.ReportAllocs()
	for b.Loop() {
		drawPage(b.Context(), r, nil, key)
	}
}
