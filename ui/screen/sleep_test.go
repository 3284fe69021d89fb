//go:build unix

package screen_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"pressroom/ui/screen"
)

// A program that is put to sleep is not taken for one that has quit, however
// late its session hears of it.
func TestSessionSleepsOnABusyMachine(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(32)) // so that goroutines overtake one another
	var wait sync.WaitGroup
	for range 64 {
		f := dial(echo(), func(l *screen.Remote) { l.SleepAfter = time.Millisecond })
		wait.Go(func() {
			for range 60 {
				f.Input([]byte("a"))
				select {
				case err := <-f.end:
					t.Errorf("it has ended: %v", err)
					return
				case <-time.After(4 * time.Millisecond):
				}
			}
			f.Input([]byte("q"))
			select {
			case <-f.end:
			case <-time.After(time.Minute):
				t.Error("it slept over the end")
			}
		})
	}
	wait.Wait()
}

// A program that quits while it is asked to sleep, and says no, has quit.
func TestSessionQuitsWhenItShouldSleep(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(32)) // so that goroutines overtake one another
	for range 40 {
		var wait sync.WaitGroup
		for range 64 {
			f := dial(echo(), func(l *screen.Remote) { l.SleepAfter = time.Nanosecond })
			wait.Go(func() {
				f.Input([]byte("\x1b[?62cq")) // no answer is waited for
				select {
				case <-f.end:
				case <-time.After(time.Minute):
					t.Error("it sleeps, and has quit")
				}
			})
		}
		wait.Wait()
		if t.Failed() {
			return
		}
	}
}
