package ssh

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// Limits of those who ask for the metrics.
const (
	maxScrapes  = 8                // at once
	scrapeTime  = 10 * time.Second // of one
	scrapeBytes = 8 << 10          // of a request
)

// serveMetrics answers who asks for the metrics on l, until it is closed.
//
// It speaks the little of HTTP that this takes: package net/http would add a
// megabyte and a half to the memory of every reader at home, where nothing is
// served.
func (s *Server) serveMetrics(l net.Listener) {
	places := make(chan struct{}, maxScrapes)
	for {
		places <- struct{}{}
		c, err := l.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil: // too many open files, and the like
			time.Sleep(100 * time.Millisecond)
			<-places
			continue
		}
		go func() {
			defer func() { <-places }()
			defer c.Close()
			_ = c.SetDeadline(time.Now().Add(scrapeTime)) // who is late gets half an answer
			_, _ = c.Write(s.scraped(c))
		}()
	}
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
	if !ended || len(request) != 3 || !strings.HasPrefix(request[2], "HTTP/1.") {
		return answer("400 Bad Request", "no request that is understood\n")
	}
	switch path, _, _ := strings.Cut(request[1], "?"); {
	case path != "/metrics":
		return answer("404 Not Found", "the metrics are at /metrics\n")
	case request[0] != "GET":
		return answer("405 Method Not Allowed\r\nAllow: GET", "the metrics can be read alone\n")
	}
	var text bytes.Buffer
	sessions, conns := s.door.count()
	s.metrics.write(&text, sessions, conns)
	return answer("200 OK", text.String())
}

func answer(status, text string) []byte {
	return fmt.Appendf(nil, "HTTP/1.1 %s\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
		status, len(text), text)
}
