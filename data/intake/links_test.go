package intake_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// Of a list of links the text of each release is asked for once, and again where the list
// says that it has changed; what cannot be had now is asked for later.
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
				list += fmt.Sprintf("<li><a href='/n/%d'>Quay number %d is opened%s</a> 2025-11-%d</li>", n, n, titles[n], n+dates[n])
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
	client := fetch.New(fetch.Options{Agent: "pressroom/test", Pause: time.Nanosecond})
	defer client.Close()
	if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL + "/news"}); err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		change func()
		want   string
		asked  string
	}{
		{func() { status[22] = 404 }, "4 new, 0 changed, 0 unchanged", "/n/24 /n/23 /n/22 /n/21"},
		{func() {}, "0 new, 0 changed, 0 unchanged", ""},
		{func() { listed = append([]int{25}, listed...) }, "1 new, 0 changed, 4 unchanged", "/n/25"},
		{func() { titles[24] = " again" }, "0 new, 1 changed, 4 unchanged", "/n/24"},
		{func() { dates[24] = 4 }, "0 new, 1 changed, 4 unchanged", "/n/24"},
		{func() { titles[23], status[23] = " late", 404 }, "0 new, 0 changed, 5 unchanged", "/n/23"},
		{func() { listed, status[27] = append([]int{27, 26}, listed...), 503 }, "1 new, 0 changed, 5 unchanged", "/n/27 /n/26 /n/23"},
		{func() { status[27] = 429 }, "0 new, 0 changed, 6 unchanged", "/n/27"},
		{func() { status[27] = 0 }, "1 new, 0 changed, 6 unchanged", "/n/27 /n/23"},
		{func() { status[23] = 0; listed = append([]int{28}, listed...) }, "1 new, 1 changed, 6 unchanged", "/n/28 /n/23"},
		{func() {}, "0 new, 0 changed, 0 unchanged", ""},
	} {
		step.change()
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
		if without := strings.HasSuffix(c.Address, "/22"); err != nil || c.Excerpt != without || !without && !strings.HasPrefix(d.Body, "The owners opened quay") {
			t.Errorf("%s: %q, cut off: %v, %v", c.Address, d.Body, c.Excerpt, err)
		}
	}
}
