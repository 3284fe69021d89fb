package ssh

import (
	"strings"
	"testing"
	"time"
)

// Readers are told what a sync brought, until they had time to see it and press a key; the
// metrics count it.
func TestSynced(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	x := r.dial().reader(100, 30)
	x.frame(newest)
	r.Synced(Synced{Asked: 2, Failed: 1, New: 3, Changed: 1, Failing: 1, News: "3 new from Ministry of Trade"})
	x.expect("3 new from Ministry of Trade")
	x.press("j")
	if screen := x.frame("2 of 10"); !strings.Contains(strings.Join(screen, "\n"), "3 new") {
		t.Errorf("the first key takes it away: %q", screen)
	}
	r.later.Add(int64(time.Minute))
	x.press("j")
	if screen := x.frame("3 of 10"); strings.Contains(strings.Join(screen, "\n"), "3 new") {
		t.Errorf("it stands for good: %q", screen)
	}
	r.Synced(Synced{Asked: 1, Failed: 1, Failing: 2})
	var text strings.Builder
	r.metrics.write(&text, 0, 0)
	all := samples(t, text.String())
	for name, want := range map[string]float64{
		"sources_total": 3, "failures_total": 2, "new_total": 3, "changed_total": 1, "failing_sources": 2, "last_seconds": float64(today.Unix()),
	} {
		if got := all["pressroom_sync_"+name]; got < want || got > want+5 {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}
