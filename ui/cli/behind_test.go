package cli

import (
	"bytes"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/ui/cli/commands"
)

// A reader that is open for weeks keeps so many problems and no more, and what is
// written when it is left says how many there were beside them.
func TestProblemsBehindReader(t *testing.T) {
	var errs bytes.Buffer
	p := &program{errs: &errs, reading: &commands.Env{Errs: &errs}}
	next, write := p.problemsForReader(t.Context())
	for i := range maxKept + 2 {
		p.onProblem(data.Problem{Place: data.Place{File: "a", Line: i + 1}, What: "skipped"})
	}
	if q, more := next(); !more || q.Line != 1 {
		t.Errorf("the reader is told of %v, %v; want the first", q, more)
	}
	if errs.Len() != 0 {
		t.Errorf("written while the reader has the screen: %q", errs.String())
	}
	write()
	lines := strings.Split(strings.TrimSuffix(errs.String(), "\n"), "\n")
	if n := len(lines); n != commands.MaxLines+2 || lines[n-2] != "and 980 more problems" || lines[n-1] != "and 2 later problems that were not kept" {
		t.Errorf("written is %q", lines)
	}
	errs.Reset()
	p.onProblem(data.Problem{Place: data.Place{File: "a", Line: 9}, What: "skipped"})
	if got := errs.String(); got != "a:9: skipped\n" {
		t.Errorf("behind no reader %q is written", got)
	}
}
