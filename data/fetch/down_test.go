package fetch

import (
	"net"
	"strings"
	"testing"
	"time"

	"pressroom/data/feed"
)

// A site that is down is said to be, by its own name and not by that of its rules.
func TestDown(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip(err)
	}
	host := l.Addr().String()
	_ = l.Close()
	c := New(Options{Pause: time.Nanosecond})
	defer c.Close()
	_, err = c.Pull(t.Context(), Source{Address: "http://" + host + "/feed"}, State{}, func(feed.Item) (bool, error) { return false, nil })
	want := "http://" + host + "/feed: " + host + " takes no connections: it is down, or the address is another one; it may work later"
	if err == nil || err.Error() != want || strings.Contains(err.Error(), "robots") {
		t.Errorf("%v, want %s", err, want)
	}
}
