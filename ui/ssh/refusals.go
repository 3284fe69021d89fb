package ssh

import (
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"
)

// refusals logs who is turned away: the first of an address and a reason at
// once, and those that follow within refusalTime as a sum, so that no client
// fills the log.
type refusals struct {
	log *slog.Logger

	mu    sync.Mutex
	again map[refusal]int // how often since the last line
	timer *time.Timer     // writes the sums; nil while there is nothing to sum up
}

// refusal is what lines are summed up by.
type refusal struct {
	from         netip.Prefix // the zero one stands for all beyond maxRefusals
	what, reason string
}

const (
	refusalTime = 10 * time.Second
	maxRefusals = 1000
)

// add logs a refusal, or counts it.
func (r *refusals) add(from netip.Prefix, addr net.Addr, what, reason string, attrs ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := refusal{from, what, reason}
	if _, known := r.again[key]; !known && len(r.again) >= maxRefusals {
		key.from = netip.Prefix{}
	}
	if _, known := r.again[key]; known {
		r.again[key]++
		return
	}
	if r.again == nil {
		r.again = map[refusal]int{}
	}
	r.again[key] = 0
	if r.timer == nil {
		r.timer = time.AfterFunc(refusalTime, r.sumUp)
	}
	r.log.Info(what, append([]any{"address", addressText(addr), "reason", reason}, attrs...)...)
}

// sumUp logs how often each refusal came again, and forgets those that did not.
func (r *refusals) sumUp() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, n := range r.again {
		if n == 0 {
			delete(r.again, key)
			continue
		}
		from := key.from.String()
		if !key.from.IsValid() {
			from = "others"
		}
		r.log.Info(key.what+", again", "address", from, "reason", key.reason, "times", n, "within", refusalTime.String())
		r.again[key] = 0
	}
	r.timer = nil
	if len(r.again) > 0 {
		r.timer = time.AfterFunc(refusalTime, r.sumUp)
	}
}

// end logs what is left to be summed up, and stops.
func (r *refusals) end() {
	r.sumUp()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.timer != nil {
		r.timer.Stop()
	}
	r.timer, r.again = nil, nil
}
