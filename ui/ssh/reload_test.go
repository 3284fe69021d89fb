package ssh

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/snapshot"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

const tomorrow = "-\nTrade\nA release of tomorrow\nIt says little. date2025-11-29\n"

// A new corpus comes to who reads without the cursor moving, and without the
// page of who has one open changing.
func TestReload(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	c := r.dial()
	choosing, reading := c.reader(100, 30), c.reader(100, 30)
	choosing.press("jj")
	choosing.frame("3 of 10")
	page := wander(reading)

	r.publish(tomorrow + corpus.Text())
	if err := r.Reload(); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Join(choosing.frame("4 of 11"), "\n"); !strings.Contains(rows, "A release of tomorrow") ||
		!strings.Contains(rows, "▸27   Korea Accelerates") {
		t.Errorf("the list is\n%s", rows)
	}
	if rows := reading.frame("11 releases"); !slices.Equal(rows[1:], page[1:]) {
		t.Errorf("the page is\n%s\nand was\n%s", strings.Join(rows, "\n"), strings.Join(page, "\n"))
	}
	if _, list, _ := c.run("list"); strings.Count(list, "\n") != 11 {
		t.Errorf("a command lists\n%s", list)
	}

	for i, bad := range []string{"nonsense", "-\nTrade\nNo date\nNone.\n"} {
		r.publish(bad)
		if err := r.Reload(); err == nil {
			t.Errorf("%q is read", bad)
		}
		if got := r.log.with("level=ERROR", "reading again failed: what was there stays"); len(got) != i+1 {
			t.Errorf("logged is %q", got)
		}
	}
	choosing.press("k")
	choosing.frame("3 of 11")
	newcomer := c.start("xterm", 100, 30)
	newcomer.frame("1 of 11")
	newcomer.quits()
	choosing.quits()
	reading.press("Q")
	reading.ends(0)
	if got := r.log.with("read again", "releases=11", "readers=2"); len(got) != 1 {
		t.Errorf("logged is %q", got)
	}
	if a, b := r.metrics.reloads.Load(), r.metrics.unloaded.Load(); a != 3 || b != 2 {
		t.Errorf("%d reloads are counted, and %d that failed", a, b)
	}
}

// A library that is followed takes its predecessor's place without doubt, and the
// same one again is no news.
func TestReloadLibrary(t *testing.T) {
	t.Parallel()
	kept := storetest.New(t)
	bring := func(numbers ...int) {
		_, err := kept.Import(t.Context(), "Ministry", func(in store.Import) (err error) {
			for _, n := range numbers {
				_, put := in.Put(data.Document{Release: data.Release{Address: fmt.Sprint(n), Date: 20251114, Title: fmt.Sprint("Release ", n)}})
				err = errors.Join(err, put)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	bring(1, 2, 3, 4, 5)
	k := model.NewArchive(kept, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	r := open(t, func(cfg *Config) {
		cfg.Load = func(ctx context.Context) (*model.Library, error) {
			_, err := k.Refresh(ctx)
			return k.Library(), err
		}
	})
	reader := r.dial().start("xterm-256color", 100, 30)
	reader.frame("1 of 5")
	first := r.current()
	if err := errors.Join(r.ReloadLibrary(), r.Reload()); err != nil || r.current() != first {
		t.Fatalf("without a change: %v", err)
	}
	if err := kept.RemoveReleases(t.Context(), []int{1, 2, 3, 4}); err != nil {
		t.Fatal(err)
	}
	if err := r.ReloadLibrary(); err != nil {
		t.Fatal(err)
	}
	reader.frame("1 of 1")
	bring(6)
	if err := r.ReloadLibrary(); err != nil {
		t.Fatal(err)
	}
	reader.frame("of 2")
	reader.quits()
	if got := r.log.with("read again"); len(got) != 2 {
		t.Errorf("logged is %q", got)
	}
}

// numbered is board text of n releases.
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "-\nTrade\nRelease %d\nIt says little. date2025-11-28\n", i)
	}
	return b.String()
}

// A library that looks like half of one is not taken, unless it is asked for
// once more, by hand.
func TestDoubt(t *testing.T) {
	t.Parallel()
	cut := strings.TrimSuffix(numbered(12), "date2025-11-28\n")
	for name, c := range map[string]struct {
		was, next string
		why       string // "" where it is taken at once
	}{
		"half":              {numbered(10), numbered(5), ""},
		"less than half":    {numbered(12), numbered(4), "4 releases are left of 12"},
		"more":              {numbered(10), numbered(11), ""},
		"cut off":           {numbered(10), cut, "board.txt ends within a release"},
		"cut off as before": {numbered(3) + cut, cut, ""},
		"whole again":       {cut, numbered(12), ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := openOn(t, c.was, nil)
			list := func() int {
				_, out, _ := r.dial().run("list")
				return strings.Count(out, "\n")
			}
			had, next := strings.Count(c.was, "date"), strings.Count(c.next, "date")
			r.publish(c.next)
			if c.why == "" {
				if err := r.Reload(); err != nil || list() != next {
					t.Errorf("%d are listed after %v, want %d", list(), err, next)
				}
				return
			}
			refused := func(after time.Duration) {
				t.Helper()
				r.later.Add(int64(after))
				if err := r.Reload(); err == nil || !strings.HasPrefix(err.Error(), c.why+": is it still being written?") || list() != had {
					t.Errorf("after %v %d are listed, and the error is %v", after, list(), err)
				}
			}
			refused(0)
			refused(0)                   // two signals that came together
			refused(againBefore + 1)     // by the clock
			refused(againAfter - 1)      // too soon
			r.publish(tomorrow + c.next) // another one
			r.later.Add(int64(againAfter))
			if err := r.Reload(); err == nil {
				t.Error("another one is taken")
			}
			r.publish(c.next)
			refused(againAfter)
			r.later.Add(int64(againAfter))
			if err := r.Reload(); err != nil || list() != next {
				t.Errorf("asked for again %d are listed, and the error is %v", list(), err)
			}
			if got := r.log.with("level=WARN", "asked for again", c.why); len(got) != 1 {
				t.Errorf("logged is %q", got)
			}
		})
	}
}

// isClosed reports whether a library finds nothing in its texts any more.
func isClosed(lib *model.Library) bool {
	_, err := plain.Search(context.Background(), lib, must(data.ParseQuery("little", data.DateOf(today))), nil, 0, false)
	return err != nil
}

// However fast reloads follow each other, one old library is held at most, and
// none when the server is closed.
func TestOldLibraries(t *testing.T) {
	t.Parallel()
	r := openOn(t, numbered(3), nil)
	r.dial().start("xterm", 80, 24).frame("1 of 3")
	for n := range 4 {
		r.publish(numbered(4 + n))
		if err := r.Reload(); err != nil {
			t.Fatal(err)
		}
		for i, lib := range r.libs {
			if want := i < len(r.libs)-2; isClosed(lib) != want {
				t.Errorf("after %d reloads library %d is closed: %t, want %t", n+1, i, !want, want)
			}
		}
	}
	r.publish(numbered(1)) // not taken
	_ = r.Reload()
	if n := len(r.libs); !isClosed(r.libs[n-1]) || !isClosed(r.libs[n-3]) || isClosed(r.libs[n-2]) {
		t.Error("what was not taken is held, or too much closed")
	}
	r.Close()
	for i, lib := range r.libs {
		if !isClosed(lib) {
			t.Errorf("library %d is still open", i)
		}
	}
}

// What hangs while it is read keeps nobody: it ends with the server, or after
// a time.
func TestHangingReload(t *testing.T) {
	t.Parallel()
	var hangs atomic.Bool
	hung := make(chan struct{}, 1)
	r := open(t, func(c *Config) {
		load := c.Load
		c.Load = func(ctx context.Context) (*model.Library, error) {
			if hangs.Load() {
				hung <- struct{}{}
				<-ctx.Done()
				return nil, context.Cause(ctx)
			}
			return load(ctx)
		}
	})
	r.cfg.timeouts.reload = time.Millisecond
	hangs.Store(true)
	if err := r.Reload(); err == nil || err.Error() != "not read within less than a second" {
		t.Errorf("a reload that hangs ends with %v", err)
	}
	<-hung
	hangs.Store(false)
	r.cfg.timeouts.reload = time.Hour
	r.publish(tomorrow + corpus.Text())
	if err := r.Reload(); err != nil {
		t.Error(err)
	}
	hangs.Store(true)
	ended := make(chan error, 3)
	for range cap(ended) {
		go func() { ended <- r.Reload() }()
	}
	<-hung
	x := r.dial().start("xterm", 80, 24)
	x.frame("1 of 11") // others read on
	x.quits()
	r.awaitEnd(r.stops(), testTime)
	for range cap(ended) {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("a reload ends with %v", err)
		}
	}
	if got := r.log.with("reading again failed"); len(got) != 1 {
		t.Errorf("logged is %q", got)
	}
}

// The context of a server ends it: while its library is read, and later.
func TestContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cfg := Defaults
	cfg.HostKey = t.TempDir() + "/key"
	cfg.Load = func(ctx context.Context) (*model.Library, error) {
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if _, err := New(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	r := open(t, func(c *Config) { cfg = *c })
	cfg.HostKey = r.cfg.HostKey
	s, err := New(ctx, cfg)
	if err != nil || s.Listen() != nil {
		t.Fatal(err)
	}
	cancel()
	if err := s.Serve(); err != nil {
		t.Error(err)
	}
	if err := s.Reload(); !errors.Is(err, context.Canceled) {
		t.Errorf("a closed server reads again: %v", err)
	}
}

// A panic while a library is read or prepared is logged, and the server goes on
// with what it has.
func TestPanicInPreparation(t *testing.T) {
	t.Parallel()
	var broken atomic.Bool
	r := open(t, func(c *Config) {
		load := c.Load
		c.Load = func(ctx context.Context) (*model.Library, error) {
			if broken.Load() {
				panic("an odd text")
			}
			return load(ctx)
		}
	})
	broken.Store(true)
	if err := r.Reload(); !errors.Is(err, data.ErrPanic) {
		t.Errorf("the reload ends with %v", err)
	}
	if _, err := New(context.Background(), r.cfg); !errors.Is(err, data.ErrPanic) {
		t.Errorf("the start ends with %v", err)
	}
	empty, _ := snapshot.New(nil)
	lib := model.NewLibrary("none", empty, nil)
	lib.Snapshot = nil // of which every index asks
	r.prepare(t.Context(), lib)
	for _, what := range []string{"texts", "names"} {
		line := r.log.await(t, "level=ERROR", "index of the "+what+" failed", "internal error at", "stack=")
		if !strings.Contains(line, "nil pointer") {
			t.Errorf("logged is %s", line)
		}
	}
	if n := r.metrics.panics.Load(); n != 2 {
		t.Errorf("%d panics are counted", n)
	}
	r.dial().reader(80, 24).quits()
}

// A corpus that cannot be read does not keep a key from being taken away, nor
// a missing banner a corpus from being read.
func TestReloadInParts(t *testing.T) {
	t.Parallel()
	key, other := newKey(t), newKey(t)
	var keys, banner string
	r := open(t, func(c *Config) {
		dir := t.TempDir()
		keys = writeFile(t, dir, "keys", string(gossh.MarshalAuthorizedKey(key.PublicKey())))
		banner = writeFile(t, dir, "banner", "welcome\n")
		c.AuthorizedKeys, c.Banner = keys, banner
	})
	if _, err := r.try("reader", publicKey(other)); err == nil {
		t.Error("a key is let in that is not listed")
	}
	writeFile(t, filepath.Dir(keys), "keys", string(gossh.MarshalAuthorizedKey(other.PublicKey())))
	r.publish("nonsense")
	if err := r.Reload(); err == nil {
		t.Error("nonsense is read")
	}
	if _, err := r.try("reader", publicKey(key)); err == nil {
		t.Error("a key is let in that was taken away")
	}
	if err := os.Remove(banner); err != nil {
		t.Fatal(err)
	}
	r.publish(tomorrow + corpus.Text())
	if err := r.Reload(); err == nil || !strings.Contains(err.Error(), banner) {
		t.Errorf("a missing banner: %v", err)
	}
	if _, list, _ := must(r.try("reader", publicKey(other))).run("list"); strings.Count(list, "\n") != 11 {
		t.Errorf("a command lists\n%s", list)
	}
}
