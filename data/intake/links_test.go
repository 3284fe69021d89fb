package intake_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// later has the pages that are remembered of a source be asked longer ago.
func later(t *testing.T, s store.Store, source string, d time.Duration) {
	t.Helper()
	if err := s.ChangeSource(t.Context(), source, func(now *store.Source, _ []store.Source) error {
		for i := range now.Fetch.Texts {
			now.Fetch.Texts[i].Asked = now.Fetch.Texts[i].Asked.Add(-d)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// Of a list of links the text of each release is asked for once, and again where the list
// says that it has changed; what cannot be had now is asked for later, and ever more seldom.
func TestSyncListOfLinks(t *testing.T) {
	site, s := newSite(t), storetest.New(t)
	status, titles, dates := map[int]int{}, map[int]string{}, map[int]int{}
	var asked []string
	listed := []int{24, 23, 22, 21}
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/n/%d", &n); err != nil {
			list := ""
			for _, n := range listed {
				list += fmt.Sprintf("<li><a href='/n/%d'>Quay number %d is opened%s</a> 2023-11-%d</li>", n, n, titles[n], n+dates[n])
			}
			w.Header().Set("ETag", fmt.Sprintf(`"%s"`, fmt.Sprint(listed, titles, dates)))
			if r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, "<!DOCTYPE html><html><head><title>News</title></head><body><ul>"+list+"</ul></body></html>")
			return
		}
		asked = append(asked, r.URL.Path)
		if status[n] != 0 {
			w.WriteHeader(status[n])
			return
		}
		fmt.Fprintf(w, "<!DOCTYPE html><html><body><article><h1>Quay number %d</h1><p>The owners opened quay %d on Monday, as the ministry said before%s.</p></article></body></html>", n, n, titles[n])
	}
	client := newClient(t)
	if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL + "/news"}); err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		change func()
		want   string
		asked  string
		later  time.Duration // than the step before
	}{
		{func() { status[22] = 404 }, "4 new, 0 changed, 0 unchanged", "/n/24 /n/23 /n/22 /n/21", 0},
		{func() {}, "0 new, 0 changed, 0 unchanged", "", 0},
		{func() { listed = append([]int{25}, listed...) }, "1 new, 0 changed, 4 unchanged", "/n/25", time.Hour - time.Minute},
		{func() {}, "0 new, 0 changed, 5 unchanged", "/n/22", time.Minute}, // though the list is what it was
		{func() {}, "0 new, 0 changed, 0 unchanged", "", 2*time.Hour - time.Minute},
		{func() { titles[24] = " again" }, "0 new, 1 changed, 4 unchanged", "/n/24", 0},
		{func() { dates[24] = 4 }, "0 new, 1 changed, 4 unchanged", "/n/24", 0},
		{func() { titles[23], status[23] = " late", 404 }, "0 new, 0 changed, 5 unchanged", "/n/23", 0},
		{func() { listed, status[27] = append([]int{27, 26}, listed...), 503 }, "1 new, 0 changed, 5 unchanged", "/n/27 /n/26", 0},
		{func() { status[27] = 429 }, "0 new, 0 changed, 6 unchanged", "", 0},
		{func() {}, "0 new, 0 changed, 6 unchanged", "/n/27", time.Hour},
		{func() { status[27] = 0 }, "1 new, 0 changed, 6 unchanged", "/n/27 /n/23 /n/22", 0},
		{func() { status[23] = 0; listed = append([]int{28}, listed...) }, "1 new, 0 changed, 7 unchanged", "/n/28", 0},
		{func() {}, "0 new, 1 changed, 7 unchanged", "/n/23", 2 * time.Hour},
		{func() {}, "0 new, 0 changed, 0 unchanged", "", 0},
		{func() { status[22] = 0 }, "0 new, 1 changed, 7 unchanged", "/n/22", 4 * time.Hour},
		{func() {}, "0 new, 0 changed, 0 unchanged", "", 1000 * time.Hour},
	} {
		step.change()
		later(t, s, "Office", step.later)
		asked = nil
		sources, _ := s.Sources(t.Context())
		got, err := intake.Sync(t.Context(), s, client, sources[0], intake.Pull{})
		if counts := fmt.Sprintf("%d new, %d changed, %d unchanged", got.Added, got.Changed, got.Unchanged); err != nil || counts != step.want || strings.Join(asked, " ") != step.asked {
			t.Errorf("step %d: %s, %q, %v: %v", i, counts, asked, err, got.Problems)
		}
	}
	list, err := s.Dated(t.Context(), "Office", 0, 99991231)
	if err != nil || len(list) != 8 {
		t.Fatalf("%d releases, %v", len(list), err)
	}
	for _, c := range list {
		d, err := s.Document(t.Context(), c.Number)
		if err != nil || c.Excerpt || !strings.HasPrefix(d.Body, "The owners opened quay") {
			t.Errorf("%s: %q, cut off: %v, %v", c.Address, d.Body, c.Excerpt, err)
		}
	}
}

// A category that a source is given is that of the releases in its list of links which have
// none, and their texts stay; one that has its own keeps it.
func TestSyncListOfLinksCategory(t *testing.T) {
	site, s := newSite(t), storetest.New(t)
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/news" {
			for n := 1; n <= 3; n++ {
				fmt.Fprintf(w, "<li><a href='/n/%d'>Quay number %d is opened</a> 2025-11-2%d</li>", n, n, n)
			}
			return
		}
		own := ""
		if r.URL.Path == "/n/2" {
			own = "<meta property='article:section' content='Tolls'>"
		}
		fmt.Fprintf(w, "<html><head>%s</head><body><article><h1>Quay number %s is opened</h1><p>The owners opened it on Monday, as was said before.</p></article></body></html>", own, r.URL.Path[3:])
	}
	client := newClient(t)
	for i, want := range []string{"3 new, 0 changed, 0 unchanged", "0 new, 2 changed, 1 unchanged", "0 new, 0 changed, 3 unchanged"} {
		if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL + "/news", Category: []string{"", "Ports", "Ports"}[i]}); err != nil {
			t.Fatal(err)
		}
		sources, _ := s.Sources(t.Context())
		got, err := intake.Sync(t.Context(), s, client, sources[0], intake.Pull{})
		if counts := fmt.Sprintf("%d new, %d changed, %d unchanged", got.Added, got.Changed, got.Unchanged); err != nil || counts != want {
			t.Errorf("step %d: %s, %v", i, counts, err)
		}
	}
	for n, category := range map[int]string{1: "Ports", 2: "Tolls", 3: "Ports"} {
		c, _, err := s.Find(t.Context(), "Office", fmt.Sprintf("%s/n/%d", site.URL, n))
		d, err2 := s.Document(t.Context(), c.Number)
		if err != nil || err2 != nil || c.Category != category || c.Versions != 1 || !strings.HasPrefix(d.Body, "The owners") {
			t.Errorf("%d: %q, %d versions, %q", n, c.Category, c.Versions, d.Body)
		}
	}
}

// The page of a new release is looked at again for a while, also where the list stays as it
// is: a correction of it is a version. A page that differs each time tells of none, and that
// of an older release is not asked for again.
func TestSyncListOfLinksCorrected(t *testing.T) {
	site, s := newSite(t), storetest.New(t)
	text, views, ago := map[int]string{}, 0, map[int]int{1: 0, 2: 1, 3: 2, 4: 40}
	var asked []string
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		var n int
		etag, body := `"list"`, ""
		if _, err := fmt.Sscanf(r.URL.Path, "/n/%d", &n); err != nil {
			for n := 1; n <= 4; n++ {
				body += fmt.Sprintf("<li><a href='/n/%d'>Quay number %d is opened</a> %s</li>", n, n, time.Now().AddDate(0, 0, -ago[n]).Format(time.DateOnly))
			}
		} else {
			asked = append(asked, r.URL.Path+r.Header.Get("If-None-Match"))
			body = fmt.Sprintf("<article><h1>Quay number %d is opened</h1><p>The owners opened quay %d on Monday, as the ministry said before%s.</p></article>", n, n, text[n])
			if etag = fmt.Sprintf(`"%s"`, text[n]); n == 2 {
				views++
				body, etag = strings.ReplaceAll(body, "before", fmt.Sprintf("before (%d views)", views)), ""
			}
		}
		if w.Header().Set("ETag", etag); etag != "" && r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<!DOCTYPE html><html><head><title>News</title></head><body>"+body+"</body></html>")
	}
	client := newClient(t)
	if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL + "/news"}); err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		later time.Duration
		text  string // of the first and the last
		want  string
		asked string
	}{
		{0, "", "4 new, 0 changed, 0 unchanged", `/n/1 /n/2 /n/3 /n/4`},
		{time.Hour - time.Minute, "", "0 new, 0 changed, 0 unchanged", ""},
		{time.Minute, "", "0 new, 0 changed, 4 unchanged", `/n/1"" /n/2 /n/2 /n/3""`},
		{time.Hour, " twice", "0 new, 0 changed, 0 unchanged", ""},
		{time.Hour, " twice", "0 new, 1 changed, 3 unchanged", `/n/1"" /n/1 /n/2 /n/2 /n/3""`},
		{4 * time.Hour, " twice", "0 new, 0 changed, 4 unchanged", `/n/1" twice" /n/2 /n/2 /n/3""`},
		{8 * time.Hour, " twice", "0 new, 0 changed, 4 unchanged", `/n/1" twice" /n/2 /n/2 /n/3""`},
		{16 * time.Hour, " twice", "0 new, 0 changed, 4 unchanged", `/n/1" twice" /n/2 /n/2 /n/3""`},
		{32 * time.Hour, " twice", "0 new, 0 changed, 4 unchanged", `/n/1" twice" /n/2 /n/2 /n/3""`},
		{64 * time.Hour, " twice", "0 new, 0 changed, 4 unchanged", `/n/1" twice" /n/2 /n/2 /n/3""`},
		{128 * time.Hour, " twice", "0 new, 0 changed, 4 unchanged", `/n/1" twice" /n/2 /n/2 /n/3""`},
		{1000 * time.Hour, " thrice", "0 new, 0 changed, 0 unchanged", ""},
	} {
		later(t, s, "Office", step.later)
		asked, text[1], text[4] = nil, step.text, step.text
		sources, _ := s.Sources(t.Context())
		got, err := intake.Sync(t.Context(), s, client, sources[0], intake.Pull{})
		if counts := fmt.Sprintf("%d new, %d changed, %d unchanged", got.Added, got.Changed, got.Unchanged); err != nil || counts != step.want || strings.Join(asked, " ") != step.asked || len(got.Problems) > 0 {
			t.Errorf("step %d: %s, %q, %v: %v", i, counts, asked, err, got.Problems)
		}
	}
}

// What is remembered of the pages of a list of links stays where only the newest are asked
// for. That of a release which was removed goes: it would have the list be asked for anew each time.
func TestSyncListOfLinksRemembered(t *testing.T) {
	site, s := newSite(t), storetest.New(t)
	var asked []string
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path+r.Header.Get("If-None-Match"))
		if r.URL.Path != "/news" {
			http.NotFound(w, r)
			return
		}
		if w.Header().Set("ETag", `"list"`); r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<li><a href='/n/1'>Quay number 1 is opened</a> 2023-11-21</li><li><a href='/n/2'>Quay number 2 is opened</a> 2023-11-22</li><li><a href='/n/3'>Quay number 3 is opened</a> 2023-11-23</li>")
	}
	client := newClient(t)
	if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL + "/news"}); err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		pull  intake.Pull
		want  string
		later time.Duration
	}{
		{intake.Pull{}, "/news /n/1 /n/2 /n/3", 0},
		{intake.Pull{Since: 20231122}, "/news /n/2 /n/3", time.Hour},
		{intake.Pull{}, "/news /n/1", 0},
		{intake.Pull{}, `/news"list"`, 0},
		{intake.Pull{}, "/news /n/2 /n/3", 2 * time.Hour}, // without the first, which is removed
		{intake.Pull{}, `/news"list"`, 2 * time.Hour},
	} {
		if i == 4 {
			c, _, err := s.Find(t.Context(), "Office", site.URL+"/n/1")
			if err2 := s.RemoveReleases(t.Context(), []int{c.Number}); err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
		}
		later(t, s, "Office", step.later)
		asked = nil
		sources, _ := s.Sources(t.Context())
		if _, err := intake.Sync(t.Context(), s, client, sources[0], step.pull); err != nil || strings.Join(asked, " ") != step.want {
			t.Errorf("step %d: %q, %v", i, asked, err)
		}
	}
}

// A page that is corrected while it is looked at is taken the next time.
func TestSyncListOfLinksCorrectedMeanwhile(t *testing.T) {
	site, s := newSite(t), storetest.New(t)
	text := 0
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/news" {
			for n := 1; n <= 3; n++ {
				fmt.Fprintf(w, "<li><a href='/n/%d'>Quay number %d is opened</a> %s</li>", n, n, time.Now().Format(time.DateOnly))
			}
			return
		}
		if r.URL.Path == "/n/1" {
			if w.Header().Set("ETag", fmt.Sprintf(`"%d"`, text)); r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		fmt.Fprintf(w, "<html><body><article><h1>Quay number %s is opened</h1><p>The owners opened %d of them on Monday, as was said before.</p></article></body></html>", r.URL.Path[3:], text)
		if r.URL.Path == "/n/1" && text == 1 {
			text++
		}
	}
	client := newClient(t)
	if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL + "/news"}); err != nil {
		t.Fatal(err)
	}
	for _, d := range []time.Duration{0, time.Hour, 2 * time.Hour} {
		later(t, s, "Office", d)
		sources, _ := s.Sources(t.Context())
		if _, err := intake.Sync(t.Context(), s, client, sources[0], intake.Pull{}); err != nil {
			t.Fatal(err)
		}
		text = max(text, 1)
	}
	c, _, err := s.Find(t.Context(), "Office", site.URL+"/n/1")
	d, err2 := s.Document(t.Context(), c.Number)
	if err != nil || err2 != nil || !strings.HasPrefix(d.Body, "The owners opened 2") {
		t.Errorf("%q, %v, %v", d.Body, err, err2)
	}
}
