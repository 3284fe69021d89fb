package cli

import (
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

// telling has problems that are met behind the command be told otherwise.
func (p *program) telling(tell func(data.Problem)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tell = tell
}

// afterReader keeps problems from the screen while a reader has it; what is returned
// writes them.
func (p *program) afterReader() (write func()) {
	var mu sync.Mutex
	var list []data.Problem
	p.telling(func(q data.Problem) {
		mu.Lock()
		defer mu.Unlock()
		list = append(list, q)
	})
	return func() {
		p.telling(nil)
		mu.Lock()
		defer mu.Unlock()
		p.reading.Problems(list)
	}
}
