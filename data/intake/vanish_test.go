package intake_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// office is a site with a feed of releases, each with a page of its own.
type office struct {
	*site
	listed   []int          // releases of the feed, by the day of November that they are of
	status   map[int]int    // of pages; 200 where there is none
	text     map[int]string // of items
	complete bool
	numbered bool                                     // its GUIDs are no addresses
	feed     func(w http.ResponseWriter, text string) // how it is answered
	asked    []string                                 // pages
}

func newOffice(t *testing.T) *office {
	o := &office{site: newSite(t), status: map[int]int{}, text: map[int]string{}}
	o.feed = func(w http.ResponseWriter, text string) { fmt.Fprint(w, text) }
	o.answer = func(w http.ResponseWriter, r *http.Request) {
		var day int
		if r.URL.Path == "/feed" {
			o.feed(w, o.rss())
			return
		}
		o.asked = append(o.asked, r.URL.Path)
		fmt.Sscanf(r.URL.Path, "/%d", &day)
		if status := o.status[day]; status != 0 {
			w.WriteHeader(status)
			return
		}
		fmt.Fprint(w, "<html><p>The page.</p></html>")
	}
	return o
}

func (o *office) rss() string {
	var items []string
	for _, day := range o.listed {
		date := time.Date(2025, 11, day, 3, 0, 0, 0, time.UTC).Format(time.RFC1123Z)
		text := o.text[day]
		if text == "" {
			text = "The text."
		}
		address := fmt.Sprintf("%s/%d", o.URL, day)
		if o.numbered {
			address = fmt.Sprintf("%d</guid><link>%s</link><guid>", day, address)
		}
		items = append(items, strings.Replace(item(address, fmt.Sprint("Release ", day), date, text), "<guid></guid>", "", 1))
	}
	text := rss(items...)
	if o.complete {
		text = strings.Replace(text, `<rss version="2.0"><channel>`,
			`<rss version="2.0" xmlns:fh="http://purl.org/syndication/history/1.0"><channel><fh:complete/>`, 1)
	}
	return text
}

// gone returns the releases that are gone, by their days.
func gone(t *testing.T, s store.Store) (days []int) {
	t.Helper()
	changes, err := s.Dated(t.Context(), "Office", 0, 99991231)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if c.State == store.Vanished {
			days = append(days, c.Date.Day())
		}
	}
	return days
}

func (o *office) sync(t *testing.T, s store.Store, pull intake.Pull) (intake.Summary, error) {
	t.Helper()
	list, err := s.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	client := newClient(t)
	o.asked = nil
	return intake.Sync(t.Context(), s, client, list[0], pull)
}

// first returns a store that has synced ten releases, of 11 to 20 November.
func (o *office) first(t *testing.T) store.Store {
	t.Helper()
	s := storetest.New(t)
	if err := s.PutSource(context.Background(), store.Source{Name: "Office", Address: o.URL + "/feed"}); err != nil {
		t.Fatal(err)
	}
	o.listed = []int{20, 19, 18, 17, 16, 15, 14, 13, 12, 11}
	if got, err := o.sync(t, s, intake.Pull{}); err != nil || got.Added != 10 || len(o.asked) > 0 {
		t.Fatalf("%v, %v, %q", got, err, o.asked)
	}
	return s
}

// without returns a list without some days.
func without(list []int, days ...int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(day int) bool { return slices.Contains(days, day) })
}

func TestVanish(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(o *office)
		pull   intake.Pull
		want   string // the days that are gone
		asked  int    // pages
		fails  bool
	}{
		{"withdrawn", func(o *office) { o.listed, o.status[15] = without(o.listed, 15), 404 }, intake.Pull{}, "[15]", 2, false},
		{"gone for good", func(o *office) { o.listed, o.status[15] = without(o.listed, 15), 410 }, intake.Pull{}, "[15]", 2, false},
		{"two of three", func(o *office) {
			o.listed, o.status[13], o.status[15] = without(o.listed, 13, 15, 17), 404, 404
		}, intake.Pull{}, "[13 15]", 4, false},
		{"still there", func(o *office) { o.listed = without(o.listed, 15) }, intake.Pull{}, "[]", 1, false},
		{"forbidden", func(o *office) { o.listed, o.status[15] = without(o.listed, 15), 403 }, intake.Pull{}, "[]", 1, false},
		{"a fault", func(o *office) { o.listed, o.status[15] = without(o.listed, 15), 500 }, intake.Pull{}, "[]", 1, false},
		{"no page is there", func(o *office) {
			o.listed = without(o.listed, 15)
			for day := 11; day <= 20; day++ {
				o.status[day] = 404
			}
		}, intake.Pull{}, "[]", 2, false},
		{"at the end of the list", func(o *office) { o.listed, o.status[11] = without(o.listed, 11), 404 }, intake.Pull{}, "[]", 0, false},
		{"the newest", func(o *office) { o.listed, o.status[20] = without(o.listed, 20), 404 }, intake.Pull{}, "[]", 0, false},
		{"too many", func(o *office) {
			o.listed = []int{20, 10}
			for day := 11; day < 20; day++ {
				o.status[day] = 404
			}
		}, intake.Pull{}, "[]", 0, false},
		{"an empty answer", func(o *office) { o.listed, o.status[15] = nil, 404 }, intake.Pull{}, "[]", 0, true},
		{"an error", func(o *office) {
			o.listed, o.status[15] = without(o.listed, 15), 404
			o.feed = func(w http.ResponseWriter, _ string) { w.WriteHeader(500) }
		}, intake.Pull{}, "[]", 0, true},
		{"cut off", func(o *office) {
			o.listed, o.status[15] = without(o.listed, 15), 404
			o.feed = func(w http.ResponseWriter, text string) {
				fmt.Fprint(w, text[:strings.Index(text, "Release 11")])
			}
		}, intake.Pull{}, "[]", 0, false},
		{"no longer than asked for", func(o *office) { o.listed, o.status[15] = without(o.listed, 15), 404 },
			intake.Pull{Since: 20251116}, "[]", 0, false},

		{"all is listed", func(o *office) { o.complete, o.listed = true, without(o.listed, 11, 15) }, intake.Pull{}, "[11 15]", 0, false},
		{"more than half goes", func(o *office) { o.complete, o.listed = true, []int{20, 19, 18} }, intake.Pull{}, "[]", 0, false},
		{"all is listed, and is empty", func(o *office) { o.complete, o.listed = true, nil }, intake.Pull{}, "[]", 0, true},
		{"all is listed, from a day on", func(o *office) { o.complete, o.listed = true, without(o.listed, 15) },
			intake.Pull{Since: 20251112}, "[]", 1, false},
		{"all is listed, and cut off", func(o *office) {
			o.complete, o.listed = true, without(o.listed, 15)
			o.feed = func(w http.ResponseWriter, text string) { fmt.Fprint(w, text[:strings.Index(text, "Release 11")]) }
		}, intake.Pull{}, "[]", 0, false},
	} {
		o := newOffice(t)
		s := o.first(t)
		test.change(o)
		got, err := o.sync(t, s, test.pull)
		if (err != nil) != test.fails {
			t.Errorf("%s: %v", test.name, err)
		}
		if days := fmt.Sprint(gone(t, s)); days != test.want || got.Vanished != len(gone(t, s)) || len(o.asked) != test.asked {
			t.Errorf("%s: gone are %s (%d), and %q were asked; want %s and %d", test.name, days, got.Vanished, o.asked, test.want, test.asked)
		}
		if d, err := s.Document(t.Context(), 5); err != nil || d.Body == "" {
			t.Errorf("%s: a release is not kept: %v", test.name, err)
		}
	}
}

// What is listed again is back, and has the whole text that it had.
func TestVanishedReturns(t *testing.T) {
	o := newOffice(t)
	o.text[15] = "It is the whole text."
	s := o.first(t)
	all := o.listed
	o.listed, o.status[15] = without(all, 15), 404
	if got, err := o.sync(t, s, intake.Pull{}); err != nil || got.Vanished != 1 {
		t.Fatal(got, err)
	}
	if got, err := o.sync(t, s, intake.Pull{}); err != nil || got.Vanished != 0 || len(o.asked) > 0 {
		t.Errorf("once more: %+v, %v, %q", got, err, o.asked)
	}
	o.listed, o.text[15] = all, "It is the…"
	if got, err := o.sync(t, s, intake.Pull{}); err != nil || got.Changed != 1 {
		t.Errorf("it returns: %+v, %v", got, err)
	}
	c, found, err := s.Find(t.Context(), "Office", o.URL+"/15")
	if err != nil || !found || c.State != store.Present || !c.Since.IsZero() || c.Versions != 1 {
		t.Errorf("it is %+v, %v, %v", c, found, err)
	}
	if d, err := s.Document(t.Context(), c.Number); err != nil || d.Body != "It is the whole text." {
		t.Errorf("its text is %q, %v", d.Body, err)
	}
}

// Of another site no page is asked.
func TestVanishElsewhere(t *testing.T) {
	o, other := newOffice(t), newOffice(t)
	s := o.first(t)
	_, err := s.Import(t.Context(), "Office", func(in store.Import) error {
		_, err := in.Put(data.Document{Release: data.Release{Address: other.URL + "/15", Date: 20251115, Title: "Elsewhere"}, Body: "Text."})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	other.status[15] = 404
	if got, err := o.sync(t, s, intake.Pull{}); err != nil || got.Vanished > 0 || len(other.asked)+len(o.asked) > 0 {
		t.Errorf("%+v, %v, %q, %q", got, err, o.asked, other.asked)
	}
}

// A page that proves nothing is asked once a day at the most, and then ever more seldom;
// those that were not asked yet come first.
func TestVanishAsksSeldom(t *testing.T) {
	o := newOffice(t)
	s := o.first(t)
	all := o.listed
	text := 0
	sync := func(want int) {
		t.Helper()
		text++
		o.text[20] = fmt.Sprint("Changed ", text, " times.")
		if _, err := o.sync(t, s, intake.Pull{}); err != nil || len(o.asked) != want {
			t.Errorf("the pages %q were asked, want %d; %v", o.asked, want, err)
		}
	}
	later := func(d time.Duration) {
		t.Helper()
		if err := s.ChangeSource(t.Context(), "Office", func(now *store.Source, _ []store.Source) error {
			for i := range now.Fetch.Missing {
				now.Fetch.Missing[i].Asked = now.Fetch.Missing[i].Asked.Add(-d)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	o.listed = without(all, 13, 14, 15, 16)
	sync(3)
	sync(1) // the fourth
	sync(0)
	later(23 * time.Hour)
	sync(0)
	later(time.Hour)
	sync(3)
	sync(1)
	later(24 * time.Hour)
	sync(0)
	later(24 * time.Hour)
	o.status[13], o.status[14], o.status[15] = 404, 404, 404
	sync(4) // three of four, and one that is listed
	if n := len(gone(t, s)); n < 3 {
		sync(2) // the fourth, and one that is listed
	} else {
		sync(1)
	}
	if got := fmt.Sprint(gone(t, s)); got != "[13 14 15]" {
		t.Errorf("gone are %s", got)
	}
	later(-48 * time.Hour) // the clock was wrong
	sync(1)
	o.listed = all
	sync(0)
	if list, err := s.Sources(t.Context()); err != nil || len(list[0].Fetch.Missing) > 0 {
		t.Errorf("all are listed, and %+v are remembered, %v", list[0].Fetch.Missing, err)
	}
}

// A release whose ID is no address is asked for at its page.
func TestVanishByPage(t *testing.T) {
	for status, want := range map[int]string{404: "[15]", 0: "[]"} {
		o := newOffice(t)
		o.numbered = true
		s := o.first(t)
		o.listed, o.status[15] = without(o.listed, 15), status
		if _, err := o.sync(t, s, intake.Pull{}); err != nil {
			t.Fatal(err)
		}
		if days := fmt.Sprint(gone(t, s)); days != want || len(o.asked) == 0 || o.asked[0] != "/15" {
			t.Errorf("status %d: gone are %s, and %q were asked", status, days, o.asked)
		}
	}
}
