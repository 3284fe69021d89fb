//go:build unix

package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// long reports whether the tests that meet a moment by chance have many rounds:
// with PRESSROOM_LONG=1, by hand.
func long() bool { return os.Getenv("PRESSROOM_LONG") != "" }

// Whenever SIGKILL comes, a mark that was on the screen for a second is there afterwards,
// nothing is marked that was not, and the archive is well.
func TestMarksOutliveKills(t *testing.T) {
	t.Parallel()
	const marks, burst = 6, 4 // those that are waited for, and those that the signal meets
	kills := 2
	if long() {
		kills = 50
	}
	var board strings.Builder
	title := func(kill, mark int) string { return fmt.Sprintf("Mark %d of kill %d", mark, kill) }
	for kill := range kills {
		for mark := range marks + burst {
			fmt.Fprintf(&board, "{\"category\":\"kill%d\",\"title\":%q,\"date\":\"2025-11-20\",\"body\":\"It is marked.\"}\n", kill, title(kill, mark))
		}
	}
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	imports(t, env, board.String())
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("the seed is %d", seed)
	pause := func(most time.Duration) { time.Sleep(time.Duration(random.Int64N(int64(most)))) }
	var promised, pressed []string
	for kill := range kills {
		s := prepare(t, env, binary(t), fmt.Sprintf("category:kill%d", kill))
		s.start()
		s.expect(title(kill, 0))
		var seen []time.Time
		for mark := range marks {
			s.press("s")
			s.redrawn("★ " + title(kill, mark))
			seen = append(seen, time.Now())
			s.press("j")
			pause(600 * time.Millisecond)
		}
		kept := promise(t, env)
		time.Sleep(time.Until(seen[marks/3].Add(kept)))
		s.press(strings.Repeat("sj", burst))
		pause(100 * time.Millisecond)
		at := time.Now()
		s.signal(syscall.SIGKILL)
		s.exits(-1)
		for mark := range marks + burst {
			pressed = append(pressed, title(kill, mark))
			if mark < marks && at.Sub(seen[mark]) >= kept {
				promised = append(promised, title(kill, mark))
			}
		}
		starred := marked(prints(t, env, "list", "is:starred"))
		for _, title := range promised {
			if !slices.Contains(starred, title) {
				t.Errorf("after kill %d: %s is not there", kill, title)
			}
		}
		for _, title := range starred {
			if !slices.Contains(pressed, title) {
				t.Errorf("after kill %d: %s was not marked", kill, title)
			}
		}
		if out := prints(t, env, "archive", "check"); !strings.Contains(out, "all is well") {
			t.Fatalf("after kill %d the archive is %s", kill, out)
		}
	}
}
