//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/model"
	"pressroom/ui/ssh"
)

// office is a site with a feed at /feed, a fault at /fault and a hang at /hang.
func office(t *testing.T, asked func(path string)) *httptest.Server {
	hang := make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked(r.URL.Path)
		switch r.URL.Path {
		case "/feed":
			fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Office</title><item><title>From a Feed</title><guid>1</guid>`+
				`<pubDate>Fri, 21 Nov 2025 10:00:00 +0900</pubDate><description>Its text.</description></item></channel></rss>`)
		case "/hang":
			select {
			case <-hang:
			case <-r.Context().Done():
			}
		case "/fault":
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(site.Close)
	t.Cleanup(func() { close(hang) })
	return site
}

func source(name, address string) store.Source { return store.Source{Name: name, Address: address} }

// archived returns a new archive's environment, with sources of a name and address.
func archived(t *testing.T, sources ...string) (env []string, p *program) {
	t.Helper()
	env = []string{"XDG_DATA_HOME=" + t.TempDir()}
	p = &program{env: env, changed: make(chan struct{}, 1)}
	path, err := archivePath(nil, env)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	p.store = s
	t.Cleanup(func() { _ = s.Close() })
	for i := 0; i < len(sources); i += 2 {
		if err := s.PutSource(t.Context(), source(sources[i], sources[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	return env, p
}

// R asks all that may be asked, not twice within seconds, and says which fail and are left alone.
func TestSyncer(t *testing.T) {
	var asked atomic.Int64
	site := office(t, func(path string) {
		if path != "/robots.txt" {
			asked.Add(1)
		}
	})
	broken := office(t, func(string) {})
	_, p := archived(t, "Feed", site.URL+"/feed", "Broken", broken.URL+"/fault", "Imported", "")
	s := p.newSyncer()
	var steps []model.SyncProgress
	r, err := s.Sync(t.Context(), func(p model.SyncProgress) { steps = append(steps, p) })
	if err != nil || r.Followed != 2 || r.Asked != 2 || r.New != 1 || r.Brought != 1 || len(r.Alone) != 0 || asked.Load() != 1 {
		t.Errorf("%+v, %v; asked %d times", r, err, asked.Load())
	}
	if len(r.Failed) != 1 || r.Failed[0].Source != "Broken" || r.Failed[0].Reason != "the site has an error (503)" || time.Until(r.Failed[0].Again) < 50*time.Minute {
		t.Errorf("failed are %+v", r.Failed)
	}
	if first, last := steps[0], steps[len(steps)-1]; first.Total != 2 || first.Done != 0 || last.Done != 2 {
		t.Errorf("the steps are %+v", steps)
	}
	select {
	case <-p.changed:
	default:
		t.Error("what was brought is not told")
	}
	r, err = s.Sync(t.Context(), func(model.SyncProgress) {})
	if err != nil || r.Asked != 0 || r.Recent != 1 || len(r.Alone) != 1 || asked.Load() != 1 {
		t.Errorf("again: %+v, %v; asked %d times", r, err, asked.Load())
	}
	err = p.store.ChangeSource(t.Context(), "Feed", func(s *store.Source, _ []store.Source) error {
		s.Fetch.Tried = time.Now().Add(-2 * restTime)
		return nil
	})
	if r, again := s.Sync(t.Context(), func(model.SyncProgress) {}); err != nil || again != nil || r.Asked != 1 || r.Recent != 0 || asked.Load() != 2 {
		t.Errorf("some seconds later: %+v, %v, %v; asked %d times", r, err, again, asked.Load())
	}
	for _, p := range []*program{{env: p.env, corpus: []string{"board.txt"}}, {env: []string{"PRESSROOM_ARCHIVE="}}} {
		if p.newSyncer() != nil {
			t.Error("where no archive is read, sources are asked")
		}
	}
}

// R in the reader brings what is new under the eyes of who reads; to leave it in the
// middle of a sync takes no time, and leaves what was there.
func TestReaderSyncs(t *testing.T) {
	t.Parallel()
	hanging := make(chan struct{}, 10)
	site := office(t, func(string) {})
	other := office(t, func(path string) {
		if path == "/hang" {
			hanging <- struct{}{}
		}
	})
	env, p := archived(t, "Feed", site.URL+"/feed")
	s := prepare(t, env, binary(t))
	s.start()
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	s.press("R")
	s.expect("1 new from 1 source") // a key would take it away
	s.redrawn("From a Feed")
	s.press("q")
	s.ends(0)

	if err := p.store.PutSource(t.Context(), source("Hang", other.URL+"/hang")); err != nil {
		t.Fatal(err)
	}
	s = prepare(t, env, binary(t))
	s.start()
	s.expect("From a Feed")
	s.press("R")
	<-hanging
	s.redrawn("syncing 1 of 1")
	begun := time.Now()
	s.press("q")
	s.ends(0)
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("to leave took %v", took)
	}
	list, err := p.store.Sources(t.Context())
	if err != nil || len(list) != 2 || !reflect.DeepEqual(list[1], source("Hang", other.URL+"/hang")) {
		t.Errorf("%v, and the sources are %+v", err, list)
	}
	if problems, err := p.store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("%v, %q", err, problems)
	}
}

// A server asks the sources that are due, and logs and tells what came of it; where
// none is followed the log says so once.
func TestServerSync(t *testing.T) {
	site := office(t, func(string) {})
	broken := office(t, func(string) {})
	_, p := archived(t)
	var log bytes.Buffer
	var told []ssh.Synced
	s := &serverSync{p: p, every: 15 * time.Minute, log: slog.New(slog.NewTextHandler(&log, nil)), client: newClient(), synced: func(r ssh.Synced) { told = append(told, r) }}
	if err := s.round(t.Context()); err == nil || !strings.HasPrefix(err.Error(), "no source is followed") || len(told) > 0 {
		t.Errorf("without a source: %v, %+v", err, told)
	}
	for _, one := range []store.Source{source("Feed", site.URL+"/feed"), source("Broken", broken.URL+"/fault")} {
		if err := p.store.PutSource(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := s.round(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := ssh.Synced{Asked: 2, Failed: 1, New: 1, Failing: 1, News: "1 new from Feed."}
	if len(told) != 1 || told[0] != want {
		t.Errorf("told is %+v, want once %+v", told, want)
	}
	list, err := p.store.Sources(t.Context())
	if err != nil || time.Until(list[1].Fetch.Next) > 20*time.Minute {
		t.Errorf("%v; the feed is asked again at %v", err, list[1].Fetch.Next)
	}
	for _, line := range []string{`msg="source asked" source=Feed new=1 changed=0`, `msg="source failed" source=Broken problem=`} {
		if strings.Count(log.String(), line) != 1 {
			t.Errorf("%q is not once in\n%s", line, &log)
		}
	}
}

// To end a server ends the asking, which began with it.
func TestServerSyncEnds(t *testing.T) {
	hanging := make(chan struct{}, 10)
	site := office(t, func(path string) {
		if path == "/hang" {
			hanging <- struct{}{}
		}
	})
	_, p := archived(t, "Hang", site.URL+"/hang")
	ctx, end := context.WithCancel(t.Context())
	stop := p.syncBeside(ctx, end, nil, 15*time.Minute, slog.New(slog.DiscardHandler))
	<-hanging
	begun := time.Now()
	stop()
	if took := time.Since(begun); took > endTime {
		t.Errorf("it took %v", took)
	}
	list, err := p.store.Sources(t.Context())
	if err != nil || len(list) != 1 || !reflect.DeepEqual(list[0], source("Hang", site.URL+"/hang")) {
		t.Errorf("%v, %+v", err, list)
	}
}

// A source that is named twice is asked once, and not by another process.
func TestNamedTwice(t *testing.T) {
	_, p := archived(t, "a", "https://example.org/a", "b", "https://example.org/b")
	asked, err := p.toAsk(t.Context(), p.store, []string{"b", "a", "b"}, syncOptions{})
	if err != nil || len(asked) != 2 || asked[0].Name != "b" || asked[1].Name != "a" {
		t.Errorf("%v, %+v are asked", err, asked)
	}
}

// What a source brought is printed while others are still asked, also on a pipe.
func TestSyncPrintsAtOnce(t *testing.T) {
	read := make(chan struct{})
	quick := office(t, func(string) {})
	slow := office(t, func(path string) {
		if path == "/feed" {
			<-read
		}
	})
	env, _ := archived(t, "Quick", quick.URL+"/feed", "Slow", slow.URL+"/feed")
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan int)
	go func() {
		defer out.Close()
		ended <- Main([]string{"sync"}, nil, out, os.Stderr, env)
	}()
	lines := bufio.NewReader(in)
	for _, want := range []string{"Quick: 1 new, 0 changed, 0 unchanged\n", "Slow: 1 new, 0 changed, 0 unchanged\n"} {
		if line, err := lines.ReadString('\n'); line != want {
			t.Errorf("%q, %v; want %q", line, err, want)
		}
		if want[0] == 'Q' {
			close(read)
		}
	}
	if code := <-ended; code != 0 {
		t.Errorf("the exit code is %d", code)
	}
}
