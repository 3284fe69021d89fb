package fetch

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// selfSigned returns a certificate of the loopback that is valid until a time.
func selfSigned(t *testing.T, until time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "a"}, NotBefore: until.AddDate(-1, 0, 0), NotAfter: until,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// served returns the host of a site on the loopback.
func served(t *testing.T, handler http.HandlerFunc, config *tls.Config) string {
	t.Helper()
	s := httptest.NewUnstartedServer(handler)
	s.Config.ErrorLog = quiet
	if s.TLS = config; config != nil {
		s.StartTLS()
	} else {
		s.Start()
	}
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// deaf returns the address of a port of the loopback at which nobody listens.
func deaf(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// resets returns the address of a listener that breaks each connection off.
func resets(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.(*net.TCPConn).SetLinger(0) // so that it is a reset
			_, _ = c.Read(make([]byte, 1))
			c.Close()
		}
	}()
	return l.Addr().String()
}

// jargon is what a message for people does not have.
var jargon = regexp.MustCompile(`\btcp\b|dial |net/http|x509|proxyconnect|tls:|EOF|i/o|lookup|\d[hms]\d|context|errno|\[::1\]`)

// Whatever keeps a site from answering, the message says it plainly, and names the host.
func TestPlainReasons(t *testing.T) {
	ok := func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") }
	answer := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
	}
	valid, expired := selfSigned(t, time.Now().AddDate(0, 6, 0)), selfSigned(t, time.Now().AddDate(0, -6, 0))
	trusted := x509.NewCertPool()
	for _, c := range []tls.Certificate{expired} {
		if parsed, err := x509.ParseCertificate(c.Certificate[0]); err == nil {
			trusted.AddCert(parsed)
		}
	}
	down, broken := deaf(t), resets(t)
	forbids, login, fails := served(t, answer(403), nil), served(t, answer(407), nil), served(t, answer(502), nil)
	self, late := served(t, ok, &tls.Config{Certificates: []tls.Certificate{valid}}), served(t, ok, &tls.Config{Certificates: []tls.Certificate{expired}})
	old := served(t, ok, &tls.Config{Certificates: []tls.Certificate{valid}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10})
	plain := served(t, ok, nil)
	unresolved := func(err *net.DNSError) func(context.Context, string, string) (net.Conn, error) {
		return func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: err}
		}
	}
	timedOut := func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: context.DeadlineExceeded}
	}
	for name, c := range map[string]struct {
		address, proxy string
		dial           func(context.Context, string, string) (net.Conn, error)
		want           string
	}{
		"down":                     {"http://" + down + "/x", "", nil, down + " takes no connections: "},
		"reset":                    {"http://" + broken + "/x", "", nil, broken + " closed the connection early: "},
		"not resolved":             {"http://nowhere.invalid/x", "", unresolved(&net.DNSError{Err: "no such host", Name: "nowhere.invalid", IsNotFound: true}), "nowhere.invalid is not found: no host is named nowhere.invalid"},
		"the name server is down":  {"http://nowhere.invalid/x", "", unresolved(&net.DNSError{Err: "i/o timeout", Name: "nowhere.invalid", IsTimeout: true}), "nowhere.invalid is not found: the name server does not answer"},
		"the name server fails":    {"http://nowhere.invalid/x", "", unresolved(&net.DNSError{Err: "server misbehaving", Name: "nowhere.invalid", IsTemporary: true}), "nowhere.invalid is not found: the name server "},
		"a time limit":             {"http://o.example/x", "", timedOut, "o.example does not answer: "},
		"self-signed":              {"https://" + self + "/x", "", nil, "the certificate of " + self + " is signed by nobody"},
		"expired":                  {"https://" + late + "/x", "", nil, "the certificate of " + late + " has expired"},
		"an old TLS":               {"https://" + old + "/x", "", nil, old + " and this program know no encryption in common"},
		"no TLS":                   {"https://" + plain + "/x", "", nil, plain + " does not speak TLS there: "},
		"TLS is reset":             {"https://" + broken + "/x", "", nil, broken + " closed the connection early: "},
		"the proxy is down":        {"http://o.example/x", "http://" + down, nil, "the proxy " + down + " takes no connections: "},
		"for TLS too":              {"https://o.example/x", "http://" + down, nil, "the proxy " + down + " takes no connections: "},
		"the proxy is not found":   {"http://o.example/x", "http://proxy.invalid:3128", unresolved(&net.DNSError{Err: "no such host", Name: "proxy.invalid", IsNotFound: true}), "the proxy proxy.invalid:3128 is not found: no host is named proxy.invalid"},
		"the proxy forbids it":     {"https://o.example/x", "http://" + forbids, nil, "the proxy " + forbids + ` does not lead to o.example: it says "Forbidden"`},
		"the proxy fails":          {"https://o.example/x", "http://" + fails, nil, "the proxy " + fails + ` does not lead to o.example: it says "Bad Gateway"`},
		"the proxy wants a login":  {"https://o.example/x", "http://" + login, nil, "the proxy " + login + ` does not lead to o.example: it says "Proxy Authentication Required"; a login`},
		"also without TLS":         {"http://o.example/x", "http://" + login, nil, "the proxy wants a login (407)"},
		"the proxy is none":        {"http://o.example/x", "://", nil, "HTTP_PROXY or HTTPS_PROXY is no address of a proxy"},
		"no proxy of SOCKS":        {"http://o.example/x", "socks5://" + broken, nil, "the proxy " + broken + " "},
		"a proxy of SOCKS is down": {"http://o.example/x", "socks5://" + down, nil, "the proxy " + down + " takes no connections: "},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{Pause: time.Nanosecond, TLS: &tls.Config{RootCAs: trusted}, Dial: c.dial}
			o.Resolve = func(context.Context, string) ([]netip.Addr, error) {
				return []netip.Addr{netip.MustParseAddr("93.184.216.34")}, nil
			}
			o.Proxy = func(*http.Request) (*url.URL, error) {
				if c.proxy == "" {
					return nil, nil
				}
				return url.Parse(c.proxy)
			}
			client := New(o)
			defer client.Close()
			_, err := client.Get(t.Context(), Request{Address: c.address, Named: hostsOf(c.address)})
			var e *Error
			if !errors.As(err, &e) || !strings.HasPrefix(e.What, c.want) || jargon.MatchString(e.What) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}
