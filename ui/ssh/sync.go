package ssh

import (
	"sync/atomic"

	"pressroom/ui"
)

// Synced is what asking the sources of the library came to.
type Synced struct {
	Asked, Failed int    // sources
	Brought       int    // sources that had some new releases
	New, Changed  int    // releases
	Failing       int    // sources that do not work now
	News          string // what readers are told, "" for nothing
}

// synced is what is counted of it.
type synced struct {
	asked, failed, added, changed, failing, last atomic.Int64
}

// Synced counts what asking the sources came to, and tells the readers what is new.
// The releases come to them as a newer library: see [Server.Reload].
func (s *Server) Synced(r Synced) {
	m := &s.metrics.synced
	m.asked.Add(int64(r.Asked))
	m.failed.Add(int64(r.Failed))
	m.added.Add(int64(r.New))
	m.changed.Add(int64(r.Changed))
	m.failing.Store(int64(r.Failing))
	if r.Asked > r.Failed {
		m.last.Store(s.cfg.Clock().Unix())
	}
	if r.News != "" {
		s.broadcast(ui.News(r.News))
	}
}
