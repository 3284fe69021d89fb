package ui

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/text"
)

// behind is the message of a problem that was met in the background.
type behind struct{ data.Problem }

// awaitProblem waits for the next problem, where one can come.
func (a *App) awaitProblem() tea.Cmd {
	if a.o.Behind == nil {
		return nil
	}
	return func() tea.Msg {
		if q, more := a.o.Behind(); more {
			return behind{q}
		}
		return nil
	}
}

// onBehind reports a problem that was met in the background, and waits for the next one.
func (a *App) onBehind(q behind) tea.Cmd {
	a.problems = append(a.problems, q.Problem)
	first, size := utf8.DecodeRuneInString(q.What)
	a.report(string(unicode.ToUpper(first))+q.What[size:]+". ! shows where.", true)
	return a.awaitProblem()
}

// allProblems returns what was skipped or mended.
func (a *App) allProblems() []data.Problem {
	list := a.reader.Library().Problems
	return append(list[:len(list):len(list)], a.problems...)
}

func (a *App) countProblems() int {
	return data.CountProblems(a.reader.Library().Problems) + data.CountProblems(a.problems)
}

// tellProblems reports how many records were skipped or mended, unless that was reported.
func (a *App) tellProblems() {
	n := data.CountProblems(a.reader.Library().Problems)
	if n > 0 && n != a.skipped {
		a.report(fmt.Sprintf("%d skipped or mended while reading: ! shows what", n), true)
	}
	a.skipped = n
}

// problemText returns what was skipped or mended.
func (a *App) problemText() *entryText {
	st, problems := a.st, a.allProblems()
	file, line := "", 0 // the longest, and the greatest
	for i := range problems {
		if p := &problems[i]; len(p.File) > len(file) {
			file = p.File
		}
		line = max(line, problems[i].Line)
	}
	longest := st.Width(data.Place{File: file, Line: line}.String())
	return &entryText{
		name: "What was skipped, mended or made anew", n: len(problems),
		folded: func(i int) string { return text.Fold(problems[i].Place.String() + " " + problems[i].What) },
		draw: func(i, w int) []string {
			column := min(longest, max(12, w/3))
			return st.beside(st.Strong.Render(st.fit(problems[i].Place.String(), column))+"  ", st.Wrap(problems[i].What, max(w-column-2, 8)))
		},
	}
}
