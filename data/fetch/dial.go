package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// refusedError is the error of a host that is not dialled.
type refusedError struct{ host, why string }

func (e *refusedError) Error() string {
	return fmt.Sprintf("%s is %s: pressroom source add with its own address asks it all the same", e.host, e.why)
}

// whyPrivate returns why an address that the user did not name is refused, "" if it is
// public.
func whyPrivate(ip netip.Addr) string {
	ip = ip.Unmap()
	switch {
	case ip.IsLoopback(), ip.IsUnspecified():
		return "on this machine"
	case ip.IsPrivate(), ip.IsLinkLocalUnicast(), slices.ContainsFunc(notPublic, func(p netip.Prefix) bool { return p.Contains(ip) }):
		return "in a private net"
	case !ip.IsGlobalUnicast():
		return "no address of one host"
	}
	for prefix, at := range embedding {
		if prefix.Contains(ip) {
			b := ip.As16()
			return whyPrivate(netip.AddrFrom4([4]byte(b[at : at+4])))
		}
	}
	return ""
}

// notPublic are special-purpose prefixes (RFC 6890): shared address space, benchmarks,
// documentation, protocols.
var notPublic = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"100::/64", "2001:db8::/32", "2001:2::/48", "fec0::/10")

// embedding are prefixes of IPv6 whose addresses contain one of IPv4 (NAT64, 6to4), and
// the byte at which it begins.
var embedding = map[netip.Prefix]int{
	netip.MustParsePrefix("64:ff9b::/96"): 12, netip.MustParsePrefix("2002::/16"): 2, netip.MustParsePrefix("::/96"): 12,
}

func prefixes(list ...string) []netip.Prefix {
	var p []netip.Prefix
	for _, s := range list {
		p = append(p, netip.MustParsePrefix(s))
	}
	return p
}

// resolve is the Options.Resolve of the system.
func resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

// guardedDial resolves a name, and dials its addresses only if all are public. It dials
// the addresses that it checked, so that DNS rebinding gains nothing.
func (c *Client) guardedDial(ctx context.Context, network, address string) (net.Conn, error) {
	if c.isProxy(address) {
		return c.o.Dial(ctx, network, address)
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	var addresses []netip.Addr
	if ip, err := netip.ParseAddr(host); err == nil {
		addresses = []netip.Addr{ip}
	} else if addresses, err = c.o.Resolve(ctx, host); err != nil {
		return nil, err
	}
	for _, ip := range addresses {
		if why := whyPrivate(ip); why != "" {
			return nil, &refusedError{host, why}
		}
	}
	addresses = addresses[:min(len(addresses), maxTried)]
	err = errors.New("its host has no address")
	for _, ip := range addresses {
		var conn net.Conn
		if conn, err = c.try(ctx, network, net.JoinHostPort(ip.Unmap().String(), port), c.o.Stall/time.Duration(len(addresses)+1)); err == nil {
			return conn, nil
		}
	}
	return nil, err
}

// maxTried is how many addresses of a host are tried. Each gets its part of the time, as
// one of IPv6 may lead nowhere on this machine.
const maxTried = 4

func (c *Client) try(ctx context.Context, network, address string, most time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	return c.o.Dial(ctx, network, address)
}

// proxy is the Proxy function of the transports. It remembers the proxies, which are
// dialled wherever they are.
func (c *Client) proxy(r *http.Request) (*url.URL, error) {
	u, err := c.o.Proxy(r)
	if err != nil {
		return nil, errNoProxy
	}
	if u != nil {
		port := u.Port()
		if port == "" {
			port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
			if port == "" {
				port = "80"
			}
		}
		c.mu.Lock()
		c.proxies[net.JoinHostPort(u.Hostname(), port)] = true
		c.mu.Unlock()
	}
	return u, nil
}

func (c *Client) isProxy(address string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.proxies[address]
}

// literalPrivate refuses a host that is written as a private address: behind a proxy nothing
// else can be checked.
func literalPrivate(host string) *refusedError {
	name := strings.TrimSuffix(strings.ToLower(host), ".")
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return &refusedError{host, "on this machine"}
	}
	if ip, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		if why := whyPrivate(ip); why != "" {
			return &refusedError{host, why}
		}
	}
	return nil
}

// Public returns an error where an address is none of http or https, or its host is written
// as one on this machine or in a private net. A name may still lead there.
func Public(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return newError(address, Refused, "it is no address of the web: that is written as https://host/path")
	}
	if refused := literalPrivate(u.Hostname()); refused != nil {
		return newError(u.Redacted(), Refused, "%v", refused)
	}
	return nil
}

// transport returns a transport that dials by dial.
func (c *Client) transport(dial func(ctx context.Context, network, address string) (net.Conn, error)) *http.Transport {
	return &http.Transport{
		Proxy:                  c.proxy,
		DialContext:            dial,
		TLSClientConfig:        c.o.TLS,
		TLSHandshakeTimeout:    c.o.Stall,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}
