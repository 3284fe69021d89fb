package plain_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// ships is a library of three releases, of which one is of wind.
func ships(t *testing.T) *model.Library {
	t.Helper()
	var documents []data.Document
	for i, title := range []string{"Ships Sail", "Wind Rises", "Ships Rest"} {
		documents = append(documents, data.Document{Release: data.Release{Title: title, Date: data.Date(20251101 + i)}, Body: title + " in a harbour of the south."})
	}
	c, _ := snapshot.New(documents)
	lib := model.NewLibrary("test", c, nil)
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

func query(t *testing.T, text string) data.Query {
	t.Helper()
	q, err := data.ParseQuery(text, 20251130)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// A list has what its query finds, newest first; a search says where, in the text too, and
// has no more than is asked for.
func TestListedAndSearched(t *testing.T) {
	lib := ships(t)
	for text, want := range map[string]string{"": "[2 1 0]", "ships": "[2 0]", "wind": "[1]", "trains": "[]"} {
		rows, err := plain.Listed(t.Context(), lib, query(t, text), nil)
		if got := fmt.Sprint(rows); got != want || err != nil {
			t.Errorf("%q lists %s, %v, want %s", text, got, err, want)
		}
	}
	for _, test := range []struct {
		query    string
		limit    int
		hits     int
		snippets bool
	}{{"harbour", 0, 3, true}, {"harbour", 2, 2, true}, {"wind", 0, 1, true}, {"since:2025-11-02", 0, 2, false}, {"trains", 0, 0, false}} {
		hits, err := plain.Search(t.Context(), lib, query(t, test.query), nil, test.limit, true)
		if err != nil || len(hits) != test.hits {
			t.Errorf("%q finds %v, %v, want %d", test.query, hits, err, test.hits)
		}
		for _, h := range hits {
			if (h.Snippet != "") != test.snippets || (h.Score > 0) != test.snippets {
				t.Errorf("%q finds %+v", test.query, h)
			}
		}
	}
}

// A name is exact where it is of one release, or is several IDs of one each.
func TestNamed(t *testing.T) {
	lib := ships(t)
	for name, want := range map[string]string{
		"wind": "[1] true true", "ships": "[2 0] true false", "win": "[1] false false", "trains": "[] false false",
		lib.ID(1): "[1] true true", lib.ID(1) + " " + lib.ID(0)[:6]: "[1 0] true true", lib.ID(1) + " " + lib.ID(1): "[] false false", lib.ID(1) + " none": "[] false false",
	} {
		rows, named, exact, err := plain.Named(t.Context(), lib, name)
		if got := fmt.Sprint(rows, named, exact); got != want || err != nil {
			t.Errorf("%q names %s, %v, want %s", name, got, err, want)
		}
	}
}

// What is known of a release is written: that it is cut off, and the amounts that it names.
func TestExcerptAndAmounts(t *testing.T) {
	for _, excerpt := range []bool{true, false} {
		d := data.Document{Release: data.Release{Title: "Ports Grow", Date: 20251114, Excerpt: excerpt}, Body: "The Ministry spends $5 billion on ports."}
		var text, object strings.Builder
		if err := plain.Release(&text, plain.Page{Document: &d}, 80); err != nil || strings.HasSuffix(text.String(), "\n\n[An excerpt: the source cuts the text off here.]\n") != excerpt {
			t.Errorf("an excerpt: %t\n%s\n%v", excerpt, &text, err)
		}
		var known struct {
			Excerpt bool
			Amounts []struct {
				Currency string
				Value    float64
				Text     string
			}
		}
		err := plain.ReleaseJSON(&object, plain.Page{Document: &d})
		if err == nil {
			err = json.Unmarshal([]byte(object.String()), &known)
		}
		if got := fmt.Sprint(known); err != nil || got != fmt.Sprint("{", excerpt, " [{USD 5e+09 $5 billion}]}") {
			t.Errorf("known is %s, %v", got, err)
		}
	}
}

// Versions are written a line each, or as an array of the same; of a table that changed the
// words of each cell.
func TestVersions(t *testing.T) {
	seen := time.Date(2025, 11, 14, 9, 0, 0, 0, time.UTC)
	version := func(title string) store.Version {
		return store.Version{Seen: seen, Document: data.Document{Release: data.Release{Title: title, Date: 20251114}}}
	}
	list := []store.Version{version("Two"), version("One")}
	read := func(v *store.Version) (string, error) { return "A text of five words.", nil }
	var lines, array strings.Builder
	if err := plain.Versions(&lines, list, read, false); err != nil || strings.Count(lines.String(), "5 words") != 2 || !strings.HasSuffix(lines.String(), "  One\n") {
		t.Errorf("versions are %v\n%s", err, &lines)
	}
	var got []struct {
		Version int
		Title   string
		Words   int
	}
	err := plain.Versions(&array, list, read, true)
	if err == nil {
		err = json.Unmarshal([]byte(array.String()), &got)
	}
	if s := fmt.Sprint(got); err != nil || s != "[{2 Two 5} {1 One 5}]" {
		t.Errorf("versions are %s, %v", s, err)
	}

	table := func(sum string) *data.Document {
		return &data.Document{Body: "| Year | Sum |\n| --- | --- |\n| 2024 | 80 |\n| 2025 | " + sum + " |"}
	}
	var text strings.Builder
	e := &model.Edition{Before: table("81"), Document: table("90"), Version: 2, Of: 3}
	if err := plain.Changes(&text, e, 80); err != nil || !strings.Contains(text.String(), "became version 2 of 3") || !strings.Contains(text.String(), "[-81-]{+90+}") || strings.Contains(text.String(), "too long") {
		t.Errorf("the changes are %v\n%s", err, &text)
	}
	if notes := fmt.Sprint((plain.Page{Document: e.Document, Edition: e}).Notes()); !strings.HasPrefix(notes, "[version 2 of 3 seen ") {
		t.Errorf("beside its date stands %s", notes)
	}
	var changes strings.Builder
	if err := plain.ChangesJSON(&changes, &model.Edition{Before: table("81"), Document: table("90")}); err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(strings.Fields(changes.String()), ""); !strings.Contains(s, `{"op":"out","text":"81"},{"op":"in","text":"90"}`) || !strings.Contains(s, `{"op":"same","text":"2024"}`) {
		t.Errorf("the changes of a table are\n%s", &changes)
	}
}

// Of several releases a rule stands between two, and as JSON they are an array; one is an object.
func TestReleases(t *testing.T) {
	one := plain.Page{Document: &data.Document{Release: data.Release{Title: "Ports Grow", Date: 20251114}, Body: "Minister Jane Doe spoke.\n\n- Ports\n- Quays"}}
	for n, rules := range map[int]int{1: 0, 2: 1, 3: 2} {
		pages := slices.Repeat([]plain.Page{one}, n)
		var text, object strings.Builder
		if err := plain.Releases(&text, pages, 20, false); err != nil || strings.Count(text.String(), "\n\n"+strings.Repeat("=", 20)+"\n\n") != rules || !strings.HasPrefix(text.String(), "Ports Grow\n") || strings.Count(text.String(), "\n- Ports\n- Quays\n") != n {
			t.Errorf("%d releases are %v\n%s", n, err, &text)
		}
		if err := plain.Releases(&object, pages, 20, true); err != nil || strings.HasPrefix(object.String(), "[") != (n > 1) || strings.Count(object.String(), `"Jane Doe"`) != n {
			t.Errorf("%d releases are %v\n%s", n, err, &object)
		}
	}
}
