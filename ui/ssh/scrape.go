package ssh

import (
	"bytes"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// Limits of clients of the metrics endpoint.
const (
	maxScrapes  = 64              // connections at once
	scrapeTime  = 5 * time.Second // until a request is whole, and until its answer is sent
	scrapeBytes = 8 << 10         // of a request's header
)

// scrapes are the connections that ask for the metrics, the oldest first.
type scrapes struct {
	mu   sync.Mutex
	open []scrape
}

type scrape struct {
	net.Conn
	from netip.Prefix
}

// add takes a connection in. Where there are too many, the oldest of the
// address that has most is closed: an honest request arrives with its
// connection and is answered at once, so that one that waits is slow.
func (s *scrapes) add(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = append(s.open, scrape{c, addressOf(c.RemoteAddr())})
	if len(s.open) > maxScrapes {
		i := s.crowded()
		_ = s.open[i].Close()
		s.open = slices.Delete(s.open, i, i+1)
	}
}

// crowded returns the oldest connection of the address that has most.
func (s *scrapes) crowded() int {
	count := map[netip.Prefix]int{}
	for _, c := range s.open {
		count[c.from]++
	}
	most := 0
	for i, c := range s.open {
		if count[c.from] > count[s.open[most].from] {
			most = i
		}
	}
	return most
}

func (s *scrapes) remove(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(o scrape) bool { return o.Conn == c })
}

// serveMetrics serves /metrics on l until it is closed.
func (s *Server) serveMetrics(l net.Listener) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		var text bytes.Buffer // a client that reads slowly holds no lock of the metrics
		sessions, conns := s.registry.count()
		s.metrics.write(&text, sessions, conns)
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		_, _ = w.Write(text.Bytes())
	})
	var open scrapes
	server := &http.Server{
		Handler: mux, ReadTimeout: scrapeTime, WriteTimeout: scrapeTime, MaxHeaderBytes: scrapeBytes,
		ErrorLog: slog.NewLogLogger(s.cfg.Log.Handler(), slog.LevelError),
		ConnState: func(c net.Conn, state http.ConnState) {
			switch state {
			case http.StateNew:
				open.add(c)
			case http.StateClosed:
				open.remove(c)
			}
		},
	}
	server.SetKeepAlivesEnabled(false)
	defer server.Close()
	_ = server.Serve(l) // which ends when l is closed
}
