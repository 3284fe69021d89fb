package intake

import "time"

// NewHolder returns the name of a holder of leases in this process.
var NewHolder = newHolder

// SetLease has leases end, and be looked at, after other times, until what it returns is
// called.
func SetLease(end, wait, poll time.Duration) (back func()) {
	e, w, p := leaseTime, leaseWait, leasePoll
	leaseTime, leaseWait, leasePoll = end, wait, poll
	return func() { leaseTime, leaseWait, leasePoll = e, w, p }
}
