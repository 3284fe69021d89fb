package ssh

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"pressroom/data"
)

// Limits of clients of the metrics endpoint.
const (
	maxScrapes   = 64              // connections at once
	scrapeTime   = 5 * time.Second // until a request is whole, and again until its answer is sent
	scrapeLinger = time.Second     // from an answer until the client closes
	scrapeBytes  = 8 << 10         // of a request
)

// scrapes are the connections that ask for the metrics, the oldest first.
type scrapes struct {
	mu     sync.Mutex
	open   []scrape
	closed bool
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
	if s.closed {
		_ = c.Close()
		return
	}
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

// close closes all connections, and those that come after.
func (s *scrapes) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, c := range s.open {
		_ = c.Close()
	}
}

// serveMetrics serves /metrics on l until it is closed.
//
// It speaks the little of HTTP that this takes: package net/http would add a
// megabyte and a half to the memory of every reader at home, where nothing is
// served.
func (s *Server) serveMetrics(l net.Listener) {
	var open scrapes
	defer open.close()
	for {
		c, err := l.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil: // too many open files, and the like
			time.Sleep(100 * time.Millisecond)
			continue
		}
		open.add(c)
		go func() {
			defer open.remove(c)
			defer c.Close()
			if err := data.Guard(func() error { s.serveScrape(c); return nil }); err != nil {
				s.cfg.Log.Error("metrics panicked", "error", err)
			}
		}()
	}
}

// serveScrape answers one request. The connection then lingers until the
// client has closed it: to close it on bytes that were not read would take the
// answer away from a client that is still sending.
func (s *Server) serveScrape(c net.Conn) {
	_ = c.SetReadDeadline(time.Now().Add(scrapeTime))
	answer := s.scraped(c)
	_ = c.SetWriteDeadline(time.Now().Add(scrapeTime))
	if _, err := c.Write(answer); err != nil {
		return
	}
	if half, ok := c.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	_ = c.SetReadDeadline(time.Now().Add(scrapeLinger))
	_, _ = io.Copy(io.Discard, io.LimitReader(c, 16*scrapeBytes))
}

// scraped returns the answer to the request that in brings.
func (s *Server) scraped(in io.Reader) []byte {
	lines := bufio.NewScanner(io.LimitReader(in, scrapeBytes))
	lines.Scan()
	request := strings.Fields(lines.Text())
	ended := false
	for !ended && lines.Scan() {
		ended = lines.Text() == ""
	}
	if errors.Is(lines.Err(), os.ErrDeadlineExceeded) {
		return answer("408 Request Timeout", "the request took too long\n")
	}
	if !ended || len(request) != 3 || !strings.HasPrefix(request[2], "HTTP/1.") {
		return answer("400 Bad Request", "no request that is understood\n")
	}
	switch target, err := url.ParseRequestURI(request[1]); {
	case err != nil:
		return answer("400 Bad Request", "no address that is understood\n")
	case target.Path != "/metrics":
		return answer("404 Not Found", "the metrics are at /metrics\n")
	case request[0] != "GET":
		return answer("405 Method Not Allowed\r\nAllow: GET", "the metrics can be read alone\n")
	}
	var text bytes.Buffer
	sessions, conns := s.registry.count()
	s.metrics.write(&text, sessions, conns)
	return answer("200 OK", text.String())
}

func answer(status, text string) []byte {
	return fmt.Appendf(nil, "HTTP/1.1 %s\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
		status, len(text), text)
}
