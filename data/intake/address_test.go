package intake_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// titles returns the headlines that a source has, with how many versions there are of each.
func titles(t *testing.T, s store.Store, source string) string {
	t.Helper()
	list, err := s.Dated(t.Context(), source, 0, 99991231)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range list {
		all = append(all, fmt.Sprintf("%s %d", c.Title, c.Versions))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// officeFeed is the RSS feed of an office.
func officeFeed(title, link string, items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>` + title + "</title><link>" + link + "</link>" + strings.Join(items, "") + "</channel></rss>"
}

const twenty = "The ministry will spend twenty billion won on ports and rails in the southern provinces this year"

// Files of several sources are brought in to one: an ID that is unique in its own at the
// most is no version of what another one names so.
func TestSameIDs(t *testing.T) {
	a := officeFeed("Office A", "https://a.example/", item("1", "Ports", friday, "Ports are built."), item("2", "Rails", friday, "Rails are laid."))
	b := officeFeed("Office B", "https://b.example/", item("1", "Ships", friday, "Ships are built."), item("2", "Ports", friday, "The ports of B."))
	dates := func(office, title string) string {
		text := map[string]string{"Ports": twenty, "Ships": "A new yard was opened by its owners on Monday in the old harbour of Ulsan"}[title]
		return officeFeed("News", "https://"+office+".example/", item("2025-11-21", title, friday, text))
	}
	jsonFeed := func(office, title string) string {
		return fmt.Sprintf(`{"version":"https://jsonfeed.org/version/1.1","title":%q,"home_page_url":"https://a.example/","items":[{"id":1,"title":%q,"content_text":"Text.","date_published":"2025-11-21"}]}`, office, title)
	}
	lines := func(title, date, text string) string {
		return fmt.Sprintf(`{"guid":"1","title":%q,"date":%q,"body":%q}`+"\n", title, date, text)
	}
	mail := func(id, title string) string {
		return "From: a@a.example\nSubject: " + title + "\nMessage-ID: <" + id + ">\nDate: Fri, 21 Nov 2025 10:00:00 +0900\n\nText of " + title + ".\n"
	}
	board := func(title string) string {
		return "<html><body><ul><li><a href='/eng/article/B/1/view'>" + title + "</a><p>Text of " + title + ".</p><p>date 2025-11-21</p></li>" +
			"<li><a href='/eng/article/B/2/view'>More " + title + "</a><p>More text of " + title + ".</p><p>date 2025-11-21</p></li></ul></body></html>"
	}
	for name, c := range map[string]struct {
		files [2]string
		want  string
	}{
		"numbers":                     {[2]string{a, b}, "Ports 1, Ports 1, Rails 1, Ships 1"},
		"dates":                       {[2]string{dates("a", "Ports"), dates("b", "Ships")}, "Ports 1, Ships 1"},
		"one site, two feeds":         {[2]string{jsonFeed("A", "Ports"), jsonFeed("B", "Ships")}, "Ports 1, Ships 1"},
		"feeds of one title and site": {[2]string{dates("a", "Ports"), dates("a", "Ships")}, "Ports 1, Ships 1"},
		"lines of two programs":       {[2]string{lines("Ports", "2025-11-21", "Text."), lines("Ships", "2025-11-21", "Text.")}, "Ports 1, Ships 1"},
		"lines of one table":          {[2]string{lines("Ports", "2025-11-21", "| Port | 1 |\n|---|--:|\n| 2 | 3 |\n4 5 6 7 8"), lines("Ships", "2025-11-21", "| Ship | 1 |\n|---|--:|\n| 2 | 3 |\n4 5 6 7 8")}, "Ports 1, Ships 1"},
		"lines, a new text":           {[2]string{lines("Ports", "2025-11-21", "Text."), lines("Ports", "2025-11-21", "Corrected.")}, "Ports 2"},
		"lines, a new headline":       {[2]string{lines("Ports", "2025-11-21", twenty), lines("Ports and rails", "2025-11-21", twenty+", it said")}, "Ports and rails 2"},
		"messages":                    {[2]string{mail("1@localhost", "Ports"), mail("1@localhost", "Ships")}, "Ports 1, Ships 1"},
		"one message":                 {[2]string{mail("1@a.example", "Ports"), mail("1@a.example", "Ports")}, "Ports 1"},
		"boards that were saved":      {[2]string{board("Ports"), board("Ships")}, "More Ports 1, More Ships 1, Ports 1, Ships 1"},
		"addresses":                   {[2]string{officeFeed("A", "", item("https://a.example/1", "Ports", friday, "Text.")), officeFeed("B", "", item("https://a.example/1", "Ships", friday, "Other."))}, "Ships 2"},
		"a new headline in a feed":    {[2]string{officeFeed("A", "", item("1", "Ports", friday, twenty)), officeFeed("A", "", item("1", "Rails", friday, twenty))}, "Rails 2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := storetest.New(t)
			bring := func(again bool) {
				t.Helper()
				for i, text := range c.files {
					got, err := intake.Import(t.Context(), s, "imported", []intake.Input{file(fmt.Sprint("file", i), text)}, intake.Options{})
					if err != nil || again && got.Added > 0 {
						t.Fatalf("file %d: %s, %v", i, counts(got), err)
					}
				}
			}
			bring(false)
			if got := titles(t, s, "imported"); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			bring(true)
		})
	}

	// So it is where one import has both.
	for _, files := range [][2]string{{a, b}, {lines("Ports", "2025-11-21", "Text."), lines("Ships", "2025-11-21", "Text.")}} {
		s := storetest.New(t)
		if got, err := intake.Import(t.Context(), s, "imported", []intake.Input{file("a", files[0]), file("b", files[1])}, intake.Options{}); err != nil || len(got.Problems) > 0 || got.Changed > 0 {
			t.Errorf("both at once: %s, %v: %v", counts(got), err, got.Problems)
		}
	}
}

// What an archive has under an ID alone, as all was kept once, keeps it, and so does what
// is followed. What another feed has taken the place of is there again.
func TestKeptUnderIDsAlone(t *testing.T) {
	s := storetest.New(t)
	before := func(guid, title, text string) {
		t.Helper()
		line := fmt.Sprintf(`{"source":"imported","guid":%q,"title":%q,"date":"2025-11-21","body":%q}`, guid, title, text)
		if _, err := intake.Import(t.Context(), s, "imported", []intake.Input{file("old", line)}, intake.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	before("1", "Ports", "Ports are built.")
	before("2", "Rails", "Rails are laid.")
	before("2", "Ships", "Ships are built.") // of another office
	office := func(text string) string {
		return officeFeed("Office A", "https://a.example/", item("1", "Ports", friday, text), item("2", "Rails", friday, "Rails are laid."))
	}
	for _, step := range []struct{ text, counts, want string }{
		{office("Ports are built."), "1 new, 0 changed, 1 unchanged, 0 problems", "Ports 1, Rails 1, Ships 2"},
		{office("Ports are built."), "0 new, 0 changed, 2 unchanged, 0 problems", "Ports 1, Rails 1, Ships 2"},
		{office("Ports are not built."), "0 new, 1 changed, 1 unchanged, 0 problems", "Ports 2, Rails 1, Ships 2"},
	} {
		got, err := intake.Import(t.Context(), s, "imported", []intake.Input{file("a", step.text)}, intake.Options{})
		if now := titles(t, s, "imported"); err != nil || counts(got) != step.counts || now != step.want {
			t.Errorf("%s: %s, %v, want %s: %s", counts(got), now, err, step.counts, step.want)
		}
	}
}

// What was imported of a feed before it was followed becomes its own, also where the feed
// numbers its items; what another feed numbers so does not.
func TestFollowedAfterImport(t *testing.T) {
	numbers := officeFeed("Office A", "https://a.example/", item("1", "Ports", friday, "Ports are built."), item("2", "Rails", friday, "Rails are laid."))
	others := officeFeed("Office B", "https://b.example/", item("1", "Ships", friday, "Ships are built."), item("2", "Yards", friday, "Yards are cleared."))
	for name, c := range map[string]struct{ before, want, left string }{
		"the same feed":     {numbers, "Ports 1, Rails 1", ""},
		"another feed":      {others, "Ports 1, Rails 1", "Ships 1, Yards 1"},
		"under an ID alone": {`{"source":"imported","guid":"1","title":"Ships","date":"2025-11-21","body":"Text."}`, "Ports 1, Rails 1", "Ships 1"},
		"the same so":       {`{"source":"imported","guid":"1","title":"Ports","date":"2025-11-21","body":"Ports are built."}`, "Ports 1, Rails 1", ""},
	} {
		site, s := newSite(t), storetest.New(t)
		if _, err := intake.Import(t.Context(), s, "imported", []intake.Input{file("f", c.before)}, intake.Options{}); err != nil {
			t.Fatal(err)
		}
		site.answer = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, numbers) }
		for range 2 {
			if _, _, err := follow(t, t.Context(), s, site.URL); err != nil {
				t.Fatal(err)
			}
			site.answer = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, numbers+" ") }
		}
		if got, left := titles(t, s, "Office"), titles(t, s, "imported"); got != c.want || left != c.left {
			t.Errorf("%s: %s and %s, want %s and %s", name, got, left, c.want, c.left)
		}
	}
}

// A feed with IDs of its own is the same one by another title: when it is followed after it
// was imported, and while it is followed. A feed of another site is another one.
func TestRetitledFeed(t *testing.T) {
	items := []string{item("1", "Ports", friday, twenty), item("2", "Rails", friday, "Rails are laid.")}
	for name, c := range map[string]struct {
		before, then []string // title and site
		items        []string // the second time
		want, left   string
	}{
		"the same title":    {[]string{"News 2025", "o"}, []string{"News 2025", "o"}, items, "Ports 1, Rails 1", ""},
		"another title":     {[]string{"News 2025", "o"}, []string{"News 2026", "o"}, items, "Ports 1, Rails 1", ""},
		"a new headline":    {[]string{"News 2025", "o"}, []string{"News 2026", "o"}, []string{item("1", "Ports again", friday, twenty), items[1]}, "Ports again 2, Rails 1", ""},
		"numbered anew":     {[]string{"News 2025", "o"}, []string{"News 2026", "o"}, []string{item("1", "Ships", saturday, "Ships are built."), items[1]}, "Ports 1, Rails 1, Ships 1", ""},
		"another site":      {[]string{"News", "p"}, []string{"News", "o"}, items, "Ports 1, Rails 1", "Ports 1, Rails 1"},
		"a longer site":     {[]string{"News", "o.example/a"}, []string{"News 2026", "o"}, items, "Ports 1, Rails 1", "Ports 1, Rails 1"},
		"no title any more": {[]string{"News", "o"}, []string{"", "o"}, items, "Ports 1, Rails 1", ""},
	} {
		site, s := newSite(t), storetest.New(t)
		text := func(of []string, items []string) string {
			return officeFeed(of[0], "https://"+of[1]+".example/", items...)
		}
		if _, err := intake.Import(t.Context(), s, "imported", []intake.Input{file("f", text(c.before, items))}, intake.Options{}); err != nil {
			t.Fatal(err)
		}
		for i, one := range []string{text(c.then, items), text(c.then, c.items), text([]string{"News of the office", "o"}, c.items)} {
			site.answer = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, one+strings.Repeat(" ", i)) }
			if _, _, err := follow(t, t.Context(), s, site.URL); err != nil {
				t.Fatal(err)
			}
		}
		if got, left := titles(t, s, "Office"), titles(t, s, "imported"); got != c.want || left != c.left {
			t.Errorf("%s: %s and %s, want %s and %s", name, got, left, c.want, c.left)
		}
	}
}

// An ID that has the time of the last change is of no other release: that is told by page,
// headline, and day or text.
func TestUpdatedIDs(t *testing.T) {
	entry := func(id, page, title, date, text string) string {
		return strings.Replace(item(id, title, date, text), "<description>", "<link>https://o.example/"+page+"</link><description>", 1)
	}
	first := entry("1-1000", "1", "Ports", friday, twenty)
	for name, c := range map[string]struct{ then, want string }{
		"the same day":              {entry("1-1130", "1", "Ports", friday, "Ports are built."), "Ports 2"},
		"most of the text":          {entry("1-1130", "1", "Ports", saturday, twenty+", it said"), "Ports 2"},
		"its text again":            {entry("1-1130", "1", "Ports", friday, twenty), "Ports 1"},
		"another day and text":      {entry("1-1130", "1", "Ports", saturday, "Another issue of what comes each week at one page, with news of its own"), "Ports 1, Ports 1"},
		"another headline":          {entry("1-1130", "1", "Rails", friday, twenty), "Ports 1, Rails 1"},
		"another page":              {entry("1-1130", "2", "Ports", friday, twenty), "Ports 1, Ports 1"},
		"the page of what it lists": {first + entry("1-1130", "1", "Ports", friday, "Ports are built."), "Ports 1, Ports 1"},
		"and lists below it":        {entry("1-1130", "1", "Ports", saturday, twenty+", it said") + first, "Ports 1, Ports 1"},
	} {
		site, s := newSite(t), storetest.New(t)
		for i, text := range []string{first, c.then, c.then} {
			site.answer = feedOf(text, item("tag:o.example,2025:x", fmt.Sprint("Else ", i/2), friday, "Text."))
			if _, _, err := follow(t, t.Context(), s, site.URL); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.TrimPrefix(titles(t, s, "Office"), "Else 1 2, "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
