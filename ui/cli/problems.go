package cli

import (
	"context"
	"fmt"
	"sync"

	"pressroom/data"
)

// onProblem tells of a problem that was met behind the command.
func (p *program) onProblem(q data.Problem) {
	p.mu.Lock()
	tell := p.tell
	p.mu.Unlock()
	if tell == nil {
		tell = func(q data.Problem) { p.reading.Problems([]data.Problem{q}) }
	}
	tell(q)
}

// handleProblems has problems that are met behind the command be told otherwise.
func (p *program) handleProblems(tell func(data.Problem)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tell = tell
}

// problemsForReader keeps problems from the screen while a reader has it: next waits for one,
// until ctx is done, and write writes all of them afterwards.
func (p *program) problemsForReader(ctx context.Context) (next func() (data.Problem, bool), write func()) {
	var mu sync.Mutex
	var list []data.Problem
	unkept := 0
	came := make(chan data.Problem, maxWaitingProblems)
	p.handleProblems(func(q data.Problem) {
		mu.Lock()
		defer mu.Unlock()
		if len(list) < maxKept {
			list = append(list, q)
		} else {
			unkept++
		}
		select {
		case came <- q:
		default: // the reader is told enough
		}
	})
	next = func() (q data.Problem, more bool) {
		select {
		case q = <-came:
			return q, true
		case <-ctx.Done():
			return q, false
		}
	}
	return next, func() {
		p.handleProblems(nil)
		mu.Lock()
		defer mu.Unlock()
		p.reading.Problems(list)
		if unkept > 0 {
			fmt.Fprintf(p.errs, "and %d later problems that were not kept\n", unkept)
		}
	}
}

// maxWaitingProblems is how many problems wait for the reader at the most.
const maxWaitingProblems = 16

// maxKept is how many problems are kept until the reader is left.
const maxKept = 1000
