package model

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

// Saved is a saved search, as lists show it.
type Saved struct {
	store.Search
	SavedCount
	Here bool // it is what is asked for
}

// SavedCount is how many releases a saved search finds.
type SavedCount struct {
	All    int  // -1 while not known
	Unread int  // of them
	Marked bool // marks are kept, and tell which are unread
}

// searches are what is known of the saved searches.
type searches struct {
	searchCounts
	asked   countedOf // that a command counts
	queries map[string]savedQuery
	typed   savedQuery // the query typed last, as it was read
}

// savedQuery is a query as it was typed, and as it is read on a day.
type savedQuery struct {
	text string
	day  data.Date
	data.Query
	written string // the query as it is written out
	err     error
}

// countedOf is what counts of saved searches depend on.
type countedOf struct {
	library *Library
	marks   *store.Marks
	visit   visit
	day     data.Date
	named   bool // it is known whom releases name
	marking bool
}

// searchCounts are how much queries find.
type searchCounts struct {
	of     countedOf
	found  map[string]data.Numbers // by query, whatever is marked
	counts map[string]SavedCount
}

// SavedHeading stands above the saved searches in the facet pane.
const SavedHeading = "Saved"

// Searches returns the saved searches, in the order in which they were saved first.
func (r *Reader) Searches() []Saved {
	saved := r.marking.now.Searches
	list := make([]Saved, len(saved))
	query := r.query.String()
	for i, s := range saved {
		found, known := r.searches.counts[s.Query]
		if !known || r.searches.of.library != r.lib {
			found = SavedCount{All: -1}
		}
		q := r.parsedSearch(s.Query)
		list[i] = Saved{s, found, q.err == nil && q.written == query}
	}
	return list
}

// parsedSearch returns the query of a saved search, whose periods are counted from now.
func (r *Reader) parsedSearch(text string) savedQuery {
	if q, there := r.searches.queries[text]; there && q.day == r.now() {
		return q
	}
	q := savedQuery{text: text, day: r.now()}
	if q.Query, q.err = data.ParseQuery(text, q.day); q.err == nil {
		q.written = q.String()
	}
	if r.searches.queries == nil || len(r.searches.queries) > store.MaxSearches {
		r.searches.queries = map[string]savedQuery{}
	}
	r.searches.queries[text] = q
	return q
}

// noteTyped remembers a query as it was typed: since:7d is saved so, and not as a day.
func (r *Reader) noteTyped(typed string) {
	r.searches.typed = savedQuery{text: strings.TrimSpace(r.chosen.String() + " " + typed), written: r.query.String()}
}

// askedText returns what is asked for as it is saved.
func (r *Reader) askedText() string {
	if t := &r.searches.typed; t.written == r.query.String() && t.text != "" && len(t.text) <= data.MaxQuery {
		return t.text
	}
	return r.query.String()
}

// Asks reports whether a saved search is what is asked for.
func (r *Reader) Asks(s store.Search) bool { return s.Query == r.askedText() }

// maxSuggested is how many letters a name has that is suggested.
const maxSuggested = 60

// SuggestedName returns a name for what is asked for, "" where nothing is.
func (r *Reader) SuggestedName() string {
	text := r.askedText()
	for _, s := range r.marking.now.Searches {
		if s.Query == text {
			return s.Name
		}
	}
	words := strings.NewReplacer(`"`, "", `\`, "").Replace(r.Text())
	name, _ := data.SanitizeLine(strings.TrimSpace(words + " " + strings.Join(r.Chips(), " ")))
	if utf8.RuneCountInString(name) > maxSuggested {
		name = strings.TrimSpace(string([]rune(name)[:maxSuggested]))
	}
	return name
}

// SearchNamed returns the saved search of a name, and whether there is one.
func (r *Reader) SearchNamed(name string) (s store.Search, there bool) {
	i := slices.IndexFunc(r.marking.now.Searches, func(s store.Search) bool { return s.Name == name })
	if i < 0 {
		return s, false
	}
	return r.marking.now.Searches[i], true
}

// SaveSearch saves the present query under a name. A search of that name is replaced; a
// search with the same query under another name is renamed, and its old name returned.
// The error is why it is not saved.
func (r *Reader) SaveSearch(name string) (renamed string, cmd tea.Cmd, err error) {
	name, _ = data.SanitizeLine(name)
	name = strings.Join(strings.Fields(name), " ")
	text := r.askedText()
	_, replaced := r.SearchNamed(name)
	switch {
	case text == "":
		return "", nil, errors.New("there is no query to save: type a filter or choose a facet first")
	case name == "":
		return "", nil, errors.New("a saved search needs a name")
	case len(name) > store.MaxName:
		return "", nil, fmt.Errorf("a name has at most %d bytes, and this one %d", store.MaxName, len(name))
	case len(text) > data.MaxQuery:
		return "", nil, fmt.Errorf("a query that is saved has at most %d bytes, and this one %d", data.MaxQuery, len(text))
	}
	batch := store.Batch{Searches: []store.Search{{Name: name, Query: text}}}
	for _, s := range r.marking.now.Searches {
		if s.Query == text && s.Name != name {
			renamed = s.Name
			batch.Searches = []store.Search{{Name: s.Name}, {Name: name, Query: text}}
		}
	}
	if !replaced && renamed == "" && len(r.marking.now.Searches) >= store.MaxSearches {
		return "", nil, fmt.Errorf("%d searches are saved, which is the limit: remove one first", store.MaxSearches)
	}
	r.marking.noteSearches(batch)
	return renamed, r.putBatch(batch), nil
}

// RemoveSearch removes a saved search.
func (r *Reader) RemoveSearch(name string) tea.Cmd {
	batch := store.Batch{Searches: []store.Search{{Name: name}}}
	r.marking.noteSearches(batch)
	return r.putBatch(batch)
}

// putBatch applies searches and values at once, and has them written.
func (r *Reader) putBatch(b store.Batch) tea.Cmd {
	m := &r.marking
	next := *m.now
	next.Searches, next.Values = slices.Clone(m.now.Searches), maps.Clone(m.now.Values)
	if next.Values == nil {
		next.Values = map[string]string{}
	}
	_ = next.Put(b) // what is too much was refused before
	m.now = &next
	m.changes++
	m.keeper.put(b)
	return r.writeMarks(false)
}

// ChooseSearch asks for a saved search, or clears the query where it is that. The error is of its query.
func (r *Reader) ChooseSearch(name string) (tea.Cmd, error) {
	s, there := r.SearchNamed(name)
	if !there {
		return nil, fmt.Errorf("there is no saved search named %s", name)
	}
	q := r.parsedSearch(s.Query)
	if q.err != nil {
		return nil, fmt.Errorf("the saved search %s cannot be read: %w", name, q.err)
	}
	r.note(r.query)
	if r.query.String() == q.written {
		return r.ask(data.Query{}, sameRelease), nil
	}
	cmd := r.ask(q.Query, firstRelease)
	r.searches.typed = savedQuery{text: s.Query, written: q.written}
	return cmd, nil
}

// searchItems returns the lines of the facet pane for saved searches.
func (r *Reader) searchItems() (items []Item) {
	for _, s := range r.Searches() {
		it := Item{Kind: SearchItem, Name: s.Name, Label: s.Name, Count: s.All, Found: s.SavedCount, Chosen: s.Here}
		if r.wanted(it.Label) {
			items = append(items, it)
		}
	}
	rest := len(items) - mostValues
	if rest <= 1 { // a line that opens a single one would take its place
		return items
	}
	if r.facets.more[SavedHeading] || len(r.facets.words) > 0 {
		return r.withMore(items, SavedHeading, 0)
	}
	return r.withMore(items[:mostValues], SavedHeading, rest)
}

// CountSearches returns the command that counts what the saved searches find, where that
// is not known of the library and the marks that there are now: it never costs a key.
func (r *Reader) CountSearches() tea.Cmd {
	list := r.marking.now.Searches
	of := countedOf{r.lib, r.marking.now, r.marking.visit, r.now(), r.lib.named() != nil, r.Marking()}
	of.visit.seen, of.visit.last = 0, 0
	s := &r.searches
	if len(list) == 0 || of == s.of || s.asked.library != nil || r.loading != nil {
		return nil
	}
	known := s.found
	if s.of.library != r.lib || of.day != s.of.day || of.named != s.of.named {
		known = nil
	}
	s.asked = of
	queries := make([]savedQuery, len(list))
	for i, one := range list {
		queries[i] = r.parsedSearch(one.Query)
	}
	ctx, admit := r.o.Context, r.o.Admit
	return func() tea.Msg {
		c := searchCounts{of: of, found: map[string]data.Numbers{}, counts: map[string]SavedCount{}}
		for _, q := range queries {
			found := known[q.text]
			if found == nil {
				var err error
				if found, err = of.library.foundBy(ctx, q, admit); err != nil {
					continue
				}
			}
			c.found[q.text] = found
			c.counts[q.text] = of.count(found, q.Is)
		}
		return then(func() tea.Cmd {
			s.asked = countedOf{}
			if of.library == r.lib {
				s.searchCounts = c
			}
			return nil
		})
	}
}

// errLater is why a search is not counted: what it needs is not made yet.
var errLater = errors.New("not known yet")

// foundBy returns what a saved search finds, whatever is marked, without scattered letters.
func (l *Library) foundBy(ctx context.Context, saved savedQuery, admit Admission) (data.Numbers, error) {
	q := saved.Query
	q.Is, q.Sort = 0, data.ByDefault
	deep := headlines
	_, ready := l.texts.Ready()
	switch {
	case saved.err != nil:
		return nil, saved.err
	case q.Named() && l.named() == nil:
		return nil, errLater
	case q.Texted() && (l.Len() <= typedTexts || ready && len(q.Clauses) > 0): // as the list has it
		deep = withTexts
		if _, err := l.Texts(ctx); err != nil {
			return nil, err
		}
	case len(q.Clauses) > 0: // it would take minutes
		return nil, errLater
	}
	listing, err := limited(ctx, l, admit, func(ctx context.Context) (*Listing, error) { return l.find(ctx, q, nil, nil, deep) })
	if err != nil {
		return nil, err
	}
	found := data.Numbers{}
	for i, n := range listing.numbers {
		if i < listing.ends[InsideWords] || q.Words == "" {
			found.Put(int(n))
		}
	}
	return found, nil
}

// count counts the releases for which the conditions on marks hold.
func (of *countedOf) count(found data.Numbers, is data.Is) (n SavedCount) {
	n.Marked = of.marking
	for number := range found.All() {
		m := markedOf(of.marks, number, of.visit.from)
		if !is.Holds(m) {
			continue
		}
		if n.All++; !m.Read {
			n.Unread++
		}
	}
	return n
}
