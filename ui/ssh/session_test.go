package ssh

import (
	"runtime"
	"sync"
	"testing"
)

// A session that ends at once has said before that it begins: a client that
// hears of the end first takes it for a broken line.
func TestReplyComesFirst(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(16)) // so that goroutines overtake one another
	r := open(t, nil)
	var wait sync.WaitGroup
	for range 4 {
		c := r.dial()
		wait.Go(func() {
			for range 300 {
				if code, _, errs := c.run(" "); code != 2 || errs == "" {
					t.Errorf("exit code %d, and it says %q", code, errs)
					return
				}
			}
		})
	}
	wait.Wait()
}
