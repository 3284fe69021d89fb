package ui

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/model"
)

// strangeKeys are what a hand may press that does not know the keys: all letters and
// signs, some more often, keys with names, and letters of a Korean keyboard.
func strangeKeys() (keys []string) {
	for c := '!'; c <= '~'; c++ {
		keys = append(keys, string(c))
	}
	for name := range codes {
		keys = append(keys, name, name)
	}
	for c := 'a'; c <= 'z'; c++ {
		keys = append(keys, "ctrl+"+string(c))
	}
	return append(keys, strings.Fields("/ / / f f enter enter esc esc esc j j j k G i m : ? w z r")...)
}

// strange returns what a stranger does next.
func strange(random *rand.Rand, keys []string, w, h *int) tea.Msg {
	switch n := random.IntN(40); {
	case n == 0:
		*w, *h = 1+random.IntN(220), 1+random.IntN(60)
		return tea.WindowSizeMsg{Width: *w, Height: *h}
	case n == 1:
		return tea.PasteMsg{Content: []string{"org:", "\x1b[31mamkor\n", "지역 \"", strings.Repeat("x ", 300), "date:2025-13", "\x1b]0;t\a"}[random.IntN(6)]}
	case n < 5:
		return tea.MouseClickMsg{X: random.IntN(*w), Y: random.IntN(*h), Button: tea.MouseLeft}
	case n == 5:
		return tea.MouseWheelMsg{X: random.IntN(*w), Y: random.IntN(*h), Button: tea.MouseWheelDown}
	case n == 6:
		return tea.MouseMotionMsg{X: random.IntN(*w), Y: random.IntN(*h), Button: tea.MouseLeft}
	case n == 7:
		c := []rune("ㅓㅏㅔㄹ가훈…é")[random.IntN(8)]
		return tea.KeyPressMsg{Code: c, Text: string(c)}
	}
	return keyPress(keys[random.IntN(len(keys))])
}

// columns are the places of a row where a pane begins, and what stands before them.
var columns = regexp.MustCompile(`\x1b\[\d+G`)

// openStyle returns the part of a row that ends within a style or a link where a pane
// begins, "" where none does: either may be scrolled without the other.
func openStyle(row string) string {
	for _, part := range columns.Split(row, -1) {
		if i := strings.LastIndex(part, "\x1b["); i >= 0 && !strings.HasPrefix(part[i:], "\x1b[m") && !strings.HasPrefix(part[i:], "\x1b[0m") {
			return part
		}
		if i := strings.LastIndex(part, "\x1b]8;"); i >= 0 && !strings.HasPrefix(part[i:], "\x1b]8;;\a") && !strings.HasPrefix(part[i:], "\x1b]8;;\x1b\\") {
			return part
		}
	}
	return ""
}

// partOf returns a library of every nth release of another one.
func partOf(lib *model.Library, n int) *model.Library {
	var releases []data.Document
	for i, number := range lib.Order() {
		if i%n == 0 {
			releases = append(releases, *snapshottest.Document(lib.Snapshot, int(number)))
		}
	}
	snap, _ := snapshot.New(releases)
	return model.NewLibrary("part", snap, nil)
}

// Whatever a stranger presses, pastes and clicks, at whatever size, and whatever releases
// come and go meanwhile: the frame fits, the help and the way back stand at the foot, and what is drawn beside each other is apart.
func TestStranger(t *testing.T) {
	keys, most := strangeKeys(), 700
	if testing.Short() {
		most = 200
	}
	for seed := range uint64(4) {
		bubble(t, fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 10))
			w, h := 120, 40
			newest := madeLibrary(120)
			libs := []*model.Library{newest, partOf(newest, 2), partOf(newest, 7), partOf(newest, 50)}
			opened = append(opened, libs...)
			a := newApp(Options{Library: newest, Latest: func() *model.Library { return newest }}, w, h)
			if seed%2 == 0 {
				a = corpusApp(t, Options{Slow: seed == 2}, w, h)
			}
			var last []string
			for range most {
				msg := strange(random, keys, &w, &h)
				if seed%2 == 1 && random.IntN(40) == 0 { // releases come, and go
					newest = libs[random.IntN(len(libs))]
					send(a, model.Newer{})
				}
				last = append(last, fmt.Sprintf("%T %v", msg, msg))
				last = last[max(0, len(last)-8):]
				send(a, msg)
				v := a.View()
				if fault := overflow(v, w, h); fault != "" {
					t.Fatalf("%dx%d, after %q: %s", w, h, last, fault)
				}
				lines := strings.Split(v.Content, "\n")
				for _, row := range lines {
					if part := openStyle(row); part != "" {
						t.Fatalf("%dx%d, after %q: a style is open behind %q", w, h, last, part)
					}
				}
				if a.layout.footer.empty() || a.layout.tooSmall {
					continue
				}
				pinned, foot := a.pinned(), rows(a)[h-1]
				for _, p := range pinned {
					if want := p.key + " " + p.word; a.w > a.pinnedWidth() && !strings.Contains(foot, want) {
						t.Fatalf("%dx%d, after %q: %q is not at the foot: %q", w, h, last, want, foot)
					}
				}
				if a.reader.Prompt() != model.NoPrompt && (v.Cursor == nil || v.Cursor.Y != 0) {
					t.Fatalf("%dx%d, after %q: there is no cursor on the line", w, h, last)
				}
			}
		})
	}
}
