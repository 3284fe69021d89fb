package ssh

import (
	"bytes"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// Clients of the metrics that are slow in every way delay nobody, however many
// they are, and are gone with the server.
func TestSlowScrapes(t *testing.T) {
	t.Parallel()
	const request = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
	for name, slow := range map[string]func(c *net.TCPConn){
		"silent":       func(*net.TCPConn) {},
		"half a word":  func(c *net.TCPConn) { _, _ = io.WriteString(c, "GE") },
		"no end":       func(c *net.TCPConn) { _, _ = io.WriteString(c, strings.TrimSuffix(request, "\r\n")) },
		"no reading":   func(c *net.TCPConn) { _ = c.SetReadBuffer(1); _, _ = io.WriteString(c, request) },
		"keep-alive":   func(c *net.TCPConn) { _, _ = io.WriteString(c, request+request) },
		"half closed":  func(c *net.TCPConn) { _, _ = io.WriteString(c, request); _ = c.CloseWrite() },
		"large":        func(c *net.TCPConn) { _, _ = c.Write(make([]byte, 64<<10)) },
		"byte by byte": func(c *net.TCPConn) { go trickle(c, request) },
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t, func(c *Config) { c.Metrics = "0" })
			for range 3 * maxScrapes {
				c, err := net.Dial("tcp", r.MetricsAddr().String())
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				slow(c.(*net.TCPConn))
			}
			for range 3 {
				r.scrape()
			}
		})
	}
}

// trickle sends text as slowly as can be, until the connection is closed.
func trickle(c net.Conn, text string) {
	for i := range text {
		if _, err := io.WriteString(c, text[i:i+1]); err != nil {
			return
		}
		time.Sleep(scrapeTime / 4)
	}
}

// Who sends more than is read still gets the answer, and who is late is told.
func TestScrapesAnswered(t *testing.T) {
	t.Parallel()
	r := open(t, func(c *Config) { c.Metrics = "0" })
	body := strings.Repeat("x", 4*scrapeBytes)
	for request, want := range map[string]string{
		"POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 32768\r\n\r\n" + body: "405 Method Not Allowed",
		"GET /" + body + " HTTP/1.1\r\n\r\n":                                        "431 Request Header Fields Too Large",
		"GET http://x:9/metrics?a=b HTTP/1.1\r\nHost: x\r\n\r\n":                    "200 OK",
		"GET /metrics":                                      "400 Bad Request",
		"GET metrics HTTP/1.1\r\n\r\n":                      "400 Bad Request",
		"GET /%zz HTTP/1.1\r\n\r\n":                         "400 Bad Request",
		"GET /metrics HTTP/2.0\r\nHost: x\r\n\r\n":          "505 HTTP Version Not Supported: unsupported protocol version",
		"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\nGET / HTT": "200 OK",
	} {
		c, err := net.Dial("tcp", r.MetricsAddr().String())
		if err != nil {
			t.Fatal(err)
		}
		_ = c.SetDeadline(time.Now().Add(testTime))
		_, _ = io.WriteString(c, request)
		_ = c.(*net.TCPConn).CloseWrite()
		got, err := io.ReadAll(c)
		if status, _, _ := strings.Cut(string(got), "\r\n"); status != "HTTP/1.1 "+want || err != nil {
			t.Errorf("%.50q is answered %q (%v), want %q", request, status, err, want)
		}
		_ = c.Close()
	}
}

// remote is a connection from an address.
type remote struct {
	net.Conn
	from   string
	closed bool
}

func (r *remote) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.ParseIP(r.from), Port: 1} }
func (r *remote) Close() error         { r.closed = true; return nil }

// Where there are too many, the oldest of the address that has most gives way.
func TestCrowdedScrapes(t *testing.T) {
	var s scrapes
	var all []*remote
	add := func(from string) *remote {
		c := &remote{from: from}
		all = append(all, c)
		s.add(c)
		return c
	}
	honest := add("10.0.0.1")
	for range maxScrapes + 10 {
		add("10.0.0.2")
	}
	other := add("10.0.0.3")
	open := 0
	for i, c := range all {
		if !c.closed {
			open++
		} else if i == 0 || i > 12 {
			t.Errorf("connection %d of %s is closed", i, c.from)
		}
	}
	if open != maxScrapes {
		t.Errorf("%d are open", open)
	}
	if honest.closed || other.closed {
		t.Error("one of another address is closed")
	}
}

// The values of labels are escaped as Prometheus reads them.
func TestLabels(t *testing.T) {
	var m metrics
	m.refuse("a \"b\" \\ é\n\x01")
	var b bytes.Buffer
	m.write(&b, 0, 0)
	want := "pressroom_refused_total{reason=\"a \\\"b\\\" \\\\ é\\n\x01\"} 1\n"
	if !strings.Contains(b.String(), want) {
		t.Errorf("no %q in\n%s", want, &b)
	}
}
