package ui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/text"
)

// problems are those that were met behind the reader, as when a damaged index is made
// anew: a library has its own.
type problems struct {
	list  []data.Problem
	await func() (data.Problem, bool) // nil where none can come
}

// behind brings a problem that was met behind the reader.
type behind struct{ data.Problem }

// next waits for the next problem.
func (p *problems) next() tea.Cmd {
	await := p.await
	if await == nil {
		return nil
	}
	return func() tea.Msg {
		if q, more := await(); more {
			return behind{q}
		}
		return nil
	}
}

// onBehind tells of a problem, and waits for the next one.
func (a *App) onBehind(q behind) tea.Cmd {
	a.problems.list = append(a.problems.list, q.Problem)
	first, size := utf8.DecodeRuneInString(q.What)
	a.report(string(unicode.ToUpper(first))+q.What[size:]+". ! shows where.", true)
	return a.problems.next()
}

// allProblems returns what was skipped or mended.
func (a *App) allProblems() []data.Problem {
	list := a.reader.Library().Problems
	return append(list[:len(list):len(list)], a.problems.list...)
}

// countProblems returns how many there are.
func (a *App) countProblems() int {
	return data.CountProblems(a.reader.Library().Problems) + data.CountProblems(a.problems.list)
}

// tellProblems says that something was skipped, where something was that was not told.
func (a *App) tellProblems() {
	n := data.CountProblems(a.reader.Library().Problems)
	if n > 0 && n != a.skipped {
		a.report(fmt.Sprintf("%d skipped or mended while reading: ! shows what", n), true)
	}
	a.skipped = n
}

// problemText is what was skipped or mended.
type problemText struct {
	st       *Styles
	problems []data.Problem
	column   int // cells that the places take
	words    string
	found    []int // the problems that have the words; all where words is ""
}

func (a *App) newProblems() *problemText {
	t := &problemText{st: a.st, problems: a.allProblems()}
	file, line := "", 0 // the longest, and the greatest
	for i := range t.problems {
		if p := &t.problems[i]; len(p.File) > len(file) {
			file = p.File
		}
		line = max(line, t.problems[i].Line)
	}
	t.column = a.st.Width(data.Place{File: file, Line: line}.String())
	return t
}

// maxProblem is the longest line of a problem, in cells.
const maxProblem = 100

func (t *problemText) title() string { return "What was skipped or mended" }

func (t *problemText) len(int) int {
	if t.words != "" {
		return len(t.found)
	}
	return len(t.problems)
}

func (t *problemText) lines(i, w int) (lines []string) {
	if t.words != "" {
		i = t.found[i]
	}
	w = min(w, maxProblem)
	column := min(t.column, max(12, w/3))
	left := t.st.Key.Render(t.st.fit(t.problems[i].Place.String(), column))
	for n, part := range t.st.Wrap(t.problems[i].What, max(w-column-2, 8)) {
		if n > 0 {
			left = strings.Repeat(" ", column)
		}
		lines = append(lines, left+"  "+part)
	}
	return lines
}

// search leaves the problems that hold every word. Where words only grew, no other
// than those that are left can hold them.
func (t *problemText) search(words string) {
	among := t.found
	if t.words == "" || !strings.HasPrefix(words, t.words) {
		among = nil
	}
	if words == "" {
		t.words, t.found = "", nil
		return
	}
	folded := strings.Fields(text.Fold(words))
	found := []int{}
	look := func(i int) {
		if p := &t.problems[i]; holds(text.Fold(p.Place.String()+" "+p.What), folded) {
			found = append(found, i)
		}
	}
	if among == nil {
		for i := range t.problems {
			look(i)
		}
	}
	for _, i := range among {
		look(i)
	}
	t.words, t.found = words, found
}
