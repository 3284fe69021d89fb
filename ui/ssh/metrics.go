package ssh

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	rtmetrics "runtime/metrics"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"pressroom/ui"
)

// frameBounds are the upper bounds of the buckets that frame times are counted in.
var frameBounds = [...]time.Duration{
	time.Millisecond, 2500 * time.Microsecond, 5 * time.Millisecond, 10 * time.Millisecond, 25 * time.Millisecond,
	50 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond, time.Second, 5 * time.Second,
}

type metrics struct {
	in, out  atomic.Int64 // bytes on the wire
	readers  atomic.Int64 // sessions begun, with a terminal
	commands atomic.Int64 // and without one
	panics   atomic.Int64
	errors   atomic.Int64 // sessions that ended by another fault of the server's own
	reloads  atomic.Int64
	unloaded atomic.Int64 // reloads that failed

	// Of syncs of the library's sources: see [Synced].
	asked, failed, added, changed, failing, lastSync atomic.Int64

	frames    [len(frameBounds) + 1]atomic.Int64
	frameTime atomic.Int64 // nanoseconds, of all frames together

	mu      sync.Mutex
	refused map[string]int64 // by reason
}

// refuse counts a refusal.
func (m *metrics) refuse(why string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refused == nil {
		m.refused = map[string]int64{}
	}
	m.refused[why]++
}

func (m *metrics) frame(took time.Duration) {
	i := 0
	for i < len(frameBounds) && took > frameBounds[i] {
		i++
	}
	m.frames[i].Add(1)
	m.frameTime.Add(int64(took))
}

// labelEscapes escapes the value of a label: Prometheus knows these three escapes, and not the others that %q writes.
var labelEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

// heapInUse returns the bytes of the heap in use, which runtime/metrics reads without stopping the program.
func heapInUse() int64 {
	parts := []rtmetrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	rtmetrics.Read(parts)
	var sum uint64
	for _, p := range parts {
		sum += p.Value.Uint64()
	}
	return int64(sum)
}

// write writes the metrics for Prometheus, whose own library would bring much for a few lines of text.
func (m *metrics) write(w io.Writer, sessions, conns int) {
	single := func(kind, name, help string, value int64) {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %d\n", name, help, name, kind, name, value)
	}
	single("gauge", "pressroom_sessions", "Sessions now.", int64(sessions))
	single("gauge", "pressroom_connections", "Connections now.", int64(conns))
	single("gauge", "pressroom_goroutines", "Goroutines now.", int64(runtime.NumGoroutine()))
	single("gauge", "pressroom_heap_bytes", "Heap in use now.", heapInUse())
	fmt.Fprint(w, "# HELP pressroom_sessions_total Sessions begun.\n# TYPE pressroom_sessions_total counter\n")
	fmt.Fprintf(w, "pressroom_sessions_total{kind=\"reader\"} %d\npressroom_sessions_total{kind=\"command\"} %d\n",
		m.readers.Load(), m.commands.Load())
	fmt.Fprint(w, "# HELP pressroom_refused_total Connections, sessions and requests turned away.\n# TYPE pressroom_refused_total counter\n")
	m.mu.Lock()
	for _, why := range slices.Sorted(maps.Keys(m.refused)) {
		fmt.Fprintf(w, "pressroom_refused_total{reason=\"%s\"} %d\n", labelEscapes.Replace(why), m.refused[why])
	}
	m.mu.Unlock()
	single("counter", "pressroom_received_bytes_total", "Bytes received.", m.in.Load())
	single("counter", "pressroom_sent_bytes_total", "Bytes sent.", m.out.Load())
	single("counter", "pressroom_panics_total", "Sessions ended by a panic.", m.panics.Load())
	single("counter", "pressroom_errors_total", "Sessions ended by another internal error.", m.errors.Load())
	single("counter", "pressroom_reloads_total", "Times the corpus was read again.", m.reloads.Load())
	single("counter", "pressroom_failed_reloads_total", "Times it could not be, and the old one stayed.", m.unloaded.Load())
	single("counter", "pressroom_sync_sources_total", "Times a source was asked for what is new.", m.asked.Load())
	single("counter", "pressroom_sync_failures_total", "Times it failed.", m.failed.Load())
	single("counter", "pressroom_sync_new_total", "Releases that sources brought.", m.added.Load())
	single("counter", "pressroom_sync_changed_total", "Releases that sources brought in another version.", m.changed.Load())
	single("gauge", "pressroom_sync_failing_sources", "Sources that do not work now.", m.failing.Load())
	single("gauge", "pressroom_sync_last_seconds", "When a source last worked, as a time since 1970; 0 is not yet.", m.lastSync.Load())
	fmt.Fprint(w, "# HELP pressroom_frame_seconds Time from a key, or other cause, to the frame written for it.\n# TYPE pressroom_frame_seconds histogram\n")
	var count int64
	for i, bound := range frameBounds {
		count += m.frames[i].Load()
		fmt.Fprintf(w, "pressroom_frame_seconds_bucket{le=\"%g\"} %d\n", bound.Seconds(), count)
	}
	count += m.frames[len(frameBounds)].Load()
	fmt.Fprintf(w, "pressroom_frame_seconds_bucket{le=\"+Inf\"} %d\npressroom_frame_seconds_sum %g\npressroom_frame_seconds_count %d\n",
		count, time.Duration(m.frameTime.Load()).Seconds(), count)
}

// Synced is the result of a sync of the library's sources.
type Synced struct {
	Asked, Failed int    // sources
	New, Changed  int    // releases
	Failing       int    // sources that do not work now
	News          string // the message to readers, "" for none
}

// Synced counts the result of a sync, and sends its message to the readers.
// The releases come to them as a newer library: see [Server.Reload].
func (s *Server) Synced(r Synced) {
	m := &s.metrics
	m.asked.Add(int64(r.Asked))
	m.failed.Add(int64(r.Failed))
	m.added.Add(int64(r.New))
	m.changed.Add(int64(r.Changed))
	m.failing.Store(int64(r.Failing))
	if r.Asked > r.Failed {
		m.lastSync.Store(s.cfg.Clock().Unix())
	}
	if r.News != "" {
		s.broadcast(ui.News(r.News))
	}
}

// Limits of clients of the metrics endpoint.
const (
	maxScrapes  = 64              // connections at once
	scrapeTime  = 5 * time.Second // until a request is whole, and until its answer is sent
	scrapeBytes = 8 << 10         // of a request's header
)

// scrapes are the connections that ask for the metrics, the oldest first.
type scrapes struct {
	mu   sync.Mutex
	open []net.Conn
}

// add takes a connection in. Of too many, the oldest of the address that has most is closed: an honest request is
// answered at once, so that one that waits is slow.
func (s *scrapes) add(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = append(s.open, c)
	if len(s.open) > maxScrapes {
		i, _ := crowded(s.open, func(c net.Conn) netip.Prefix { return addressOf(c.RemoteAddr()) })
		_ = s.open[i].Close()
		s.open = slices.Delete(s.open, i, i+1)
	}
}

func (s *scrapes) remove(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(o net.Conn) bool { return o == c })
}

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
