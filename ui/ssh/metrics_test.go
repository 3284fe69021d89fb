package ssh

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

var (
	helpLine   = regexp.MustCompile(`^# HELP ([a-z_]+) [A-Z].*\.$`)
	typeLine   = regexp.MustCompile(`^# TYPE ([a-z_]+) (gauge|counter|histogram)$`)
	sampleLine = regexp.MustCompile(`^([a-z_]+)(\{[a-z]+="[^"\\]*"\})? (\S+)$`)
)

// samples reads what Prometheus does, as strictly as it is written down: each
// metric with its help and type before it, in one place, no sample twice, and
// histograms that rise to their count.
func samples(t *testing.T, text string) map[string]float64 {
	t.Helper()
	all := map[string]float64{}
	kinds := map[string]string{}
	var helped, metric string
	var rising float64
	for l := range strings.Lines(text) {
		l = strings.TrimSuffix(l, "\n")
		if m := helpLine.FindStringSubmatch(l); m != nil {
			helped = m[1]
			continue
		}
		if m := typeLine.FindStringSubmatch(l); m != nil {
			if metric = m[1]; helped != metric || kinds[metric] != "" {
				t.Errorf("%s: out of place", l)
			}
			kinds[metric], rising = m[2], 0
			continue
		}
		m := sampleLine.FindStringSubmatch(l)
		if m == nil {
			t.Errorf("no line of metrics: %q", l)
			continue
		}
		name := m[1]
		if kinds[metric] == "histogram" {
			name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_bucket"), "_sum"), "_count")
		}
		value, err := strconv.ParseFloat(m[3], 64)
		if _, twice := all[m[1]+m[2]]; twice || err != nil || name != metric || strings.HasSuffix(metric, "_total") != (kinds[metric] == "counter") {
			t.Errorf("%s: twice %t, of %s (%s), %v", l, twice, metric, kinds[metric], err)
		}
		if strings.HasSuffix(m[1], "_bucket") {
			if value < rising {
				t.Errorf("%s: less than the bucket before", l)
			}
			rising = value
		}
		all[m[1]+m[2]] = value
	}
	return all
}

// scrape asks a server for its metrics.
func (r *room) scrape() map[string]float64 {
	r.t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: testTime}
	answer, err := client.Get("http://" + r.MetricsAddr().String() + "/metrics")
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	text := must(io.ReadAll(answer.Body))
	if got := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || got != "text/plain; version=0.0.4; charset=utf-8" {
		r.t.Errorf("status %d, %s", answer.StatusCode, got)
	}
	return samples(r.t, string(text))
}

// Metrics are text that Prometheus reads, and count right.
func TestMetrics(t *testing.T) {
	r := open(t, func(c *Config) { c.Metrics, c.MaxSessions = "0", 1 })
	if got := r.MetricsAddr().String(); !strings.HasPrefix(got, "127.0.0.1:") {
		t.Errorf("they are served on %s", got)
	}
	for name, value := range r.scrape() {
		if value != 0 && name != "pressroom_goroutines" && name != "pressroom_heap_bytes" {
			t.Errorf("at the start %s is %v", name, value)
		}
	}
	c := r.dial()
	x := c.reader(80, 24)
	for range 2 {
		c.run("list")
	}
	_, _, _ = c.OpenChannel("direct-tcpip", nil)
	_ = x.s.Setenv("FOO", "")
	r.publish("nonsense")
	_ = r.Reload()
	x.press("j")
	x.frame("2 of 10")
	all, _ := x.written()
	got := r.scrape()
	for name, want := range map[string]float64{
		"pressroom_sessions":                           1,
		"pressroom_connections":                        1,
		`pressroom_sessions_total{kind="reader"}`:      1,
		`pressroom_sessions_total{kind="command"}`:     0,
		`pressroom_refused_total{reason="room"}`:       2,
		`pressroom_refused_total{reason="forwarding"}`: 1,
		"pressroom_panics_total":                       0,
		"pressroom_errors_total":                       0,
		"pressroom_reloads_total":                      1,
		"pressroom_failed_reloads_total":               1,
		`pressroom_frame_seconds_bucket{le="+Inf"}`:    got["pressroom_frame_seconds_count"],
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v (%t), want %v", name, v, ok, want)
		}
	}
	if n := got["pressroom_frame_seconds_count"]; n < 2 || got["pressroom_frame_seconds_sum"] <= 0 {
		t.Errorf("%v frames are counted, of %v seconds", n, got["pressroom_frame_seconds_sum"])
	}
	if sent, most := got["pressroom_sent_bytes_total"], r.metrics.out.Load(); sent < float64(len(all)) || sent > float64(most) {
		t.Errorf("%v bytes are counted as sent, the terminal got %d, and %d were sent by now", sent, len(all), most)
	}
	if received := got["pressroom_received_bytes_total"]; received < 500 || received > float64(r.metrics.in.Load()) {
		t.Errorf("%v bytes are counted as received", received)
	}
	x.quits()
	r.await("a session is counted that has ended", func() bool { return r.scrape()["pressroom_sessions"] == 0 })
}

// Who asks for something else than the metrics is told so, who never ends a
// request too, and the next one is answered.
func TestWrongScrapes(t *testing.T) {
	t.Parallel()
	r := open(t, func(c *Config) { c.Metrics = "0" })
	for _, c := range []struct{ request, status string }{
		{"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "404 Not Found"},
		{"POST /metrics HTTP/1.1\r\nHost: x\r\n\r\n", "405 Method Not Allowed"},
		{"GET /metrics?x=1 HTTP/1.1\nHost: x\nConnection: close\n\n", "200 OK"},
		{"GET /metrics\r\n\r\n", "400 Bad Request"},
		{"\x16\x03\x01\r\n\r\n", "400 Bad Request"},
		{"GET /metrics HTTP/1.1\r\nX: " + strings.Repeat("x", 4*scrapeBytes), "431 Request Header Fields Too Large"},
	} {
		line, err := net.Dial("tcp", r.MetricsAddr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(line, c.request)
		_ = line.SetDeadline(time.Now().Add(testTime))
		got, err := io.ReadAll(line)
		if status, _, _ := strings.Cut(string(got), "\r\n"); status != "HTTP/1.1 "+c.status {
			t.Errorf("%.40q is answered %q (%v), want %q", c.request, status, err, c.status)
		}
		_ = line.Close()
	}
	r.scrape()
}

// Frames are counted in the bucket whose bound they do not exceed.
func TestFrameTimes(t *testing.T) {
	var m metrics
	for _, took := range []time.Duration{time.Microsecond, time.Millisecond, time.Millisecond + 1, 100 * time.Millisecond, time.Minute} {
		m.frame(took)
	}
	var b bytes.Buffer
	m.write(&b, 3, 4)
	got := samples(t, b.String())
	for le, want := range map[string]float64{"0.001": 2, "0.0025": 3, "0.05": 3, "0.1": 4, "5": 4, "+Inf": 5} {
		if v := got[fmt.Sprintf("pressroom_frame_seconds_bucket{le=%q}", le)]; v != want {
			t.Errorf("up to %s there are %v, want %v", le, v, want)
		}
	}
	if got["pressroom_frame_seconds_count"] != 5 || got["pressroom_sessions"] != 3 || got["pressroom_connections"] != 4 {
		t.Errorf("%v", got)
	}
}

// The log has a line for the beginning of a session and one for its end, with
// who it was, how long and how much.
func TestLog(t *testing.T) {
	t.Parallel()
	for format, handler := range map[string]func(io.Writer) slog.Handler{
		"text": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
		"json": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
	} {
		log := &journal{}
		r := open(t, func(c *Config) { c.Log = slog.New(handler(log)) })
		key := newKey(t)
		c := must(r.try("a\n\x1b[31mb", publicKey(key)))
		_, out, _ := c.run("list")
		x := c.reader(80, 24)
		x.press("q")
		x.ends(0)
		log.await(t, "session ends", "quit")
		all, _ := x.written()
		mark := gossh.FingerprintSHA256(key.PublicKey())
		for i, line := range append(log.with("session begins"), log.with("session ends")...) {
			got := fields(t, format, line)
			want := map[string]string{"level": "INFO", "address": c.LocalAddr().String(), "key": mark, "session": fmt.Sprint(i%2 + 1)}
			if i < 2 {
				want["user"], want["kind"], want["term"] = "a\n\x1b[31mb", []string{"command", "reader"}[i], []string{"", "xterm-256color"}[i]
			} else {
				want["sent"], want["received"] = []string{fmt.Sprint(len(out)), fmt.Sprint(len(all))}[i-2], fmt.Sprint(i-2)
				want["reason"] = []string{"list", "quit"}[i-2]
				if d, err := time.ParseDuration(got["duration"]); err != nil || d < 0 || d > testTime {
					t.Errorf("%s: the duration is %q", format, got["duration"])
				}
			}
			for name, value := range want {
				if got[name] != value {
					t.Errorf("%s: %s is %q, want %q, in %s", format, name, got[name], value, line)
				}
			}
		}
		if n := len(log.with("session ")); n != 4 {
			t.Errorf("%s: %d lines of two sessions:\n%s", format, n, log.with())
		}
	}
}

// pair is a name and a value of a line of log text.
var pair = regexp.MustCompile(`(\w+)=("(?:[^"\\]|\\.)*"|\S*)`)

// fields returns the values of a line of log by their names.
func fields(t *testing.T, format, line string) map[string]string {
	t.Helper()
	got := map[string]string{}
	if format == "json" {
		var values map[string]any
		if err := json.Unmarshal([]byte(line), &values); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		for name, v := range values {
			got[name] = fmt.Sprint(v)
		}
		return got
	}
	for _, m := range pair.FindAllStringSubmatch(line, -1) {
		got[m[1]] = m[2]
		if value, err := strconv.Unquote(m[2]); err == nil {
			got[m[1]] = value
		}
	}
	return got
}
