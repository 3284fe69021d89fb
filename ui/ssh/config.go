package ssh

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// Config is how a server is run.
type Config struct {
	Listen  []string // host:port, or :port for all addresses
	HostKey string   // a file; made where it is missing

	MaxSessions   int // at once
	MaxPerAddress int // sessions at once of one address, or of one /64 of IPv6

	Idle    time.Duration // without a key, after which a session ends; 0 for never
	MaxTime time.Duration // of a session; 0 for no end
	Grace   time.Duration // that readers are left when the server stops

	Banner         string // a file, shown before a session; "" for none
	AuthorizedKeys string // a file; "" lets anyone read
	Metrics        string // host:port for Prometheus, or a port of the loopback; "" for none

	// Load reads the library: at the start, and for each [Server.Reload] and
	// [Server.ReloadLibrary]. Where nothing has changed it may return the one before. It
	// returns soon after its context is done.
	Load func(context.Context) (*model.Library, error)

	// Marks returns what keeps the marks of readers with a key; nil where nothing does,
	// as where releases have no numbers for good.
	Marks func(context.Context) (commands.MarkStore, error)

	Log   *slog.Logger
	Clock func() time.Time // time.Now where nil

	timeouts   timeouts      // usualTimeouts where zero
	sleepAfter time.Duration // sleepTime where zero
}

// Defaults are limits for a small machine: a thousand readers take about half
// a gigabyte.
var Defaults = Config{
	Listen:        []string{":2222"},
	MaxSessions:   1000,
	MaxPerAddress: 20,
	Idle:          30 * time.Minute,
	MaxTime:       12 * time.Hour,
	Grace:         30 * time.Second,
}

// Limits that are nobody's to set. Each is far beyond what an honest client needs.
const (
	commandTime = 30 * time.Second // of a command's answer
	maxPending  = 200              // connections that have no session yet
	spareConns  = 4                // connections of an address beyond its sessions, to be told why not
	maxChannels = 8                // of a connection, at once
	maxRefused  = 64               // channels of a connection that were refused
	requestRate = 100              // requests a second of a connection, in the long run
	requestPeak = 300              // requests at once
	sleepTime   = 5 * time.Second  // after the last key, until a program is put to sleep
)

// timeouts are how long a client, or a file, may let the server wait.
type timeouts struct {
	handshake time.Duration // from the connection to its first session
	linger    time.Duration // of a connection whose sessions have ended
	stall     time.Duration // of a write that the client does not read
	reload    time.Duration // of a corpus that is read again
}

var usualTimeouts = timeouts{handshake: 20 * time.Second, linger: 20 * time.Second, stall: 30 * time.Second, reload: 5 * time.Minute}

// check reports what is wrong with a configuration, by the names of the flags.
func (c *Config) check() error {
	if len(c.Listen) == 0 {
		return fmt.Errorf("--listen: no address to listen on")
	}
	if c.HostKey == "" {
		return fmt.Errorf("--host-key: there is no home to keep the key in: set HOME, or name a file")
	}
	for _, address := range c.Listen {
		_, port, err := net.SplitHostPort(address)
		if err == nil && port != "" {
			_, err = net.LookupPort("tcp", port)
		}
		if err != nil || port == "" {
			return fmt.Errorf("--listen %s: it takes host:port, or :port for all addresses, as in :2222 or [::1]:2222", address)
		}
	}
	for name, n := range map[string]int{"--max-sessions": c.MaxSessions, "--max-per-address": c.MaxPerAddress} {
		if n < 1 {
			return fmt.Errorf("%s %d: it takes a number of sessions, 1 or more", name, n)
		}
	}
	for name, d := range map[string]time.Duration{"--idle": c.Idle, "--max-time": c.MaxTime, "--grace": c.Grace} {
		if d < 0 {
			return fmt.Errorf("%s %s: it takes a time such as 90s, 30m or 12h", name, data.DurationText(d))
		}
	}
	if c.Metrics != "" {
		if _, err := metricsAddress(c.Metrics); err != nil {
			return err
		}
	}
	return nil
}

// metricsAddress returns where metrics are served: on the loopback, unless an address says otherwise.
func metricsAddress(s string) (string, error) {
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		host, port = "", s
	}
	if _, err := net.LookupPort("tcp", port); err != nil || port == "" {
		return "", fmt.Errorf("--metrics %s: it takes a port, or host:port, as in 9222 or 0.0.0.0:9222", s)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port), nil
}

// addressOf returns the address that limits count for: a network of IPv6 belongs to one customer.
func addressOf(a net.Addr) netip.Prefix {
	at, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Prefix{}
	}
	ip, bits := at.Addr().Unmap().WithZone(""), 32
	if ip.Is6() {
		bits = 64
	}
	p, _ := ip.Prefix(bits)
	return p
}
