package board

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data"
)

// reports are the problems of a file.
type reports struct {
	file     string
	problems []data.Problem
	unkept   int            // problems beyond maxProblems
	seen     map[string]int // of what was left out, the problem that tells it
	times    map[int]int    // how often, where it was more than once
}

// add keeps a problem, or counts it if there are many.
func (r *reports) add(line int, format string, args ...any) {
	if len(r.problems) == maxProblems {
		r.unkept++
		return
	}
	r.problems = append(r.problems, data.Problem{
		Place: data.Place{File: r.file, Line: line},
		What:  fmt.Sprintf(format, args...),
	})
}

// leftOut reports text that no release took, and why. The same text is reported
// once, with how often it was left out.
func (r *reports) leftOut(line int, text, why string) {
	what := "left out: " + quote(text) + ", " + why
	if i, ok := r.seen[what]; ok {
		r.times[i]++
		r.problems[i].Line = min(r.problems[i].Line, line)
		return
	}
	if len(r.problems) < maxProblems {
		if r.seen == nil {
			r.seen, r.times = map[string]int{}, map[int]int{}
		}
		r.seen[what] = len(r.problems)
	}
	r.add(line, "%s", what)
}

// list returns the problems in the order of their lines.
func (r *reports) list() []data.Problem {
	for i, n := range r.times {
		r.problems[i].What += fmt.Sprintf("; %s further down", data.Count(n, "more time"))
		r.problems[i].More = 1 + n
	}
	slices.SortStableFunc(r.problems, func(a, b data.Problem) int { return cmp.Compare(a.Line, b.Line) })
	if r.unkept > 0 {
		r.problems = append(r.problems, data.Problem{
			Place: data.Place{File: r.file},
			What:  data.Count(r.unkept, "more problem") + " not listed",
			More:  r.unkept,
		})
	}
	return r.problems
}

const maxQuote = 60 // bytes of a text that a report repeats

// quote writes the first line of a text in quotation marks, and how many lines
// follow it.
func quote(text string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	first = strings.TrimSpace(first)
	if len(first) > maxQuote {
		n := maxQuote
		for !utf8.RuneStart(first[n]) {
			n--
		}
		first = first[:n] + "…"
	}
	more := 0
	for line := range strings.Lines(rest) {
		if !isBlank(line) {
			more++
		}
	}
	if more > 0 {
		return fmt.Sprintf("“%s” and %s", first, data.Count(more, "more line"))
	}
	return "“" + first + "”"
}
