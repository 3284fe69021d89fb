package ssh

import (
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/model"
)

// wander goes somewhere with a reader: a query, a facet, a release, a line of
// it. It returns what the terminal shows there.
func wander(x *terminal) []string {
	x.t.Helper()
	x.press("/korea\n")
	x.frame("/ korea")
	x.press("f")
	x.frame("Over time")
	x.press("j \x1b[27u")
	x.frame(" Industry ×")
	x.press("jj\rz")
	x.frame("evaluating the reliability of wafer") // the page, alone
	x.press("jjjjjj")
	return x.frame("automated operations, including")
}

// A reader with a key whose line dropped is where they were when they are back
// within the hour: query, facets, release and line.
func TestResume(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	key := gossh.PublicKeys(newKey(t))
	c := r.dial(key)
	before := wander(c.reader(100, 30))
	c.drop()
	r.later.Store(int64(time.Hour - time.Second))
	c = r.dial(key)
	x := c.start("xterm-256color", 100, 30)
	// The heading of the pane says of before what was found in the page.
	if after := x.frame("q list"); !slices.Equal(after[1:], before[1:]) {
		t.Errorf("it shows\n%s\nand before\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
	}
	x.press("z\x1b[27u")
	if list := strings.Join(x.frame("3 of "), "\n"); !strings.Contains(list, "/ korea") || !strings.Contains(list, " Industry ×") {
		t.Errorf("the list is\n%s", list)
	}
	c.drop()
	eventually(t, func() string { return fmt.Sprint("the second drop is not noticed:\n", r.log.with("session")) },
		func() bool { return len(r.log.with("session ends", `reason="line dropped"`)) == 2 })
	r.later.Store(int64(2*time.Hour - time.Second)) // an hour after that
	begunAnew(t, r.dial(key))
}

// begunAnew leaves a reader who must be at the beginning.
func begunAnew(t *testing.T, c *client) {
	t.Helper()
	x := c.reader(100, 30)
	if rows := strings.Join(x.frame(newest), "\n"); !strings.Contains(rows, "1 of 10") || strings.Contains(rows, "/ korea") || strings.Contains(rows, " Industry ×") {
		t.Errorf("it did not begin anew:\n%s", rows)
	}
	x.quits()
}

// Who left, who has no key, and who has another begins anew.
func TestNoResume(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	key := gossh.PublicKeys(newKey(t))
	c := r.dial(key)
	wander(c.reader(100, 30))
	c.drop()
	r.log.await(t, "session ends")
	begunAnew(t, r.dial())
	begunAnew(t, r.dial(gossh.PublicKeys(newKey(t))))

	x := r.dial(key).start("xterm", 100, 30)
	x.frame("q list")
	x.quits()
	begunAnew(t, r.dial(key))

	c = r.dial()
	wander(c.reader(100, 30))
	c.drop()
	begunAnew(t, r.dial())
}

// Who is back before the server has noticed that the line dropped is where
// they were too.
func TestResumeAtOnce(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	key := gossh.PublicKeys(newKey(t))
	for i := range 9 {
		c := r.dial(key)
		x := c.start("xterm", 100, 30)
		x.frame(fmt.Sprintf("%d of 10", i+1))
		x.press("j")
		x.frame(fmt.Sprintf("%d of 10", i+2))
		c.drop()
	}
}

// deaf is a line that is cut without anybody being told: what comes is not
// heard any more.
type deaf struct {
	net.Conn
	on    atomic.Bool
	close sync.Once
	gone  chan struct{}
}

func (d *deaf) Read(p []byte) (int, error) {
	n, err := d.Conn.Read(p)
	if d.on.Load() {
		<-d.gone
		return 0, net.ErrClosed
	}
	return n, err
}

func (d *deaf) Close() error {
	d.close.Do(func() { close(d.gone) })
	return d.Conn.Close()
}

// A line that looks alive and is not is found out when its reader is back.
func TestResumeFromDeadLine(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	key := gossh.PublicKeys(newKey(t))
	line := &deaf{Conn: must(net.Dial("tcp", r.Addrs()[0].String())), gone: make(chan struct{})}
	c := must(r.greet(line, &gossh.ClientConfig{User: "reader", Auth: []gossh.AuthMethod{key}}))
	before := wander(c.reader(100, 30))
	line.on.Store(true)
	x := r.dial(key).start("xterm-256color", 100, 30)
	if after := x.frame("q list"); !slices.Equal(after[1:], before[1:]) {
		t.Errorf("it shows\n%s\nand before\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
	}
	r.log.await(t, "connection ended", `reason="dead line"`)
	x.quits()
}

// A reader who opens a second terminal keeps the first.
func TestTwoSessionsOfAKey(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	key := gossh.PublicKeys(newKey(t))
	c := r.dial(key)
	first := c.reader(100, 30)
	first.press("jj")
	first.frame("3 of 10")
	begunAnew(t, r.dial(key))
	begunAnew(t, c) // in the same connection
	first.press("j")
	first.frame("4 of 10")
	first.quits()
}

// The places of readers are kept for an hour, and for so many.
func TestPlaces(t *testing.T) {
	p := newPlaces()
	at := func(query string) model.Bookmark { return model.Bookmark{Query: query} }
	p.keep("", at("nobody"), today)
	p.keep("a", at("first"), today)
	p.keep("a", at("second"), today)
	if got := p.take("a", today.Add(placeTime-1)); got == nil || got.Query != "second" {
		t.Errorf("taken is %+v", got)
	}
	if got := p.take("a", today); got != nil {
		t.Errorf("taken twice: %+v", got)
	}
	p.keep("a", at("late"), today)
	if got := p.take("a", today.Add(placeTime)); got != nil {
		t.Errorf("after an hour: %+v", got)
	}
	if got := p.take("", today); got != nil {
		t.Errorf("without a key: %+v", got)
	}
	for i := range maxPlaces + 10 {
		p.keep(fmt.Sprint(i), at("many"), today)
	}
	if p.of.Len() != maxPlaces || p.take("9", today) != nil || p.take("10", today) == nil {
		t.Errorf("%d places are kept", p.of.Len())
	}
}
