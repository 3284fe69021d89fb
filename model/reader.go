package model

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/index/letters"
	"pressroom/data/store"
	"pressroom/data/text"
)

// Pane is a part of the screen that keys can go to.
type Pane uint8

// The panes, in the order in which Tab visits them.
const (
	ListPane Pane = iota
	ReleasePane
	FacetPane
)

// Prompt is a line that the user is typing on.
type Prompt uint8

// The prompts.
const (
	NoPrompt      Prompt = iota
	FilterPrompt         // letters of headlines
	PeriodPrompt         // a range of days for the date facet
	PagePrompt           // words to find in the open release
	OverlayPrompt        // words to find in the overlay
	FacetPrompt          // words of the values that the facet pane lists
	PalettePrompt        // words of what can be done
	SavePrompt           // the name of a search that is saved
)

// Overlay is a text drawn over the panes.
type Overlay uint8

// The overlays.
const (
	NoOverlay      Overlay = iota
	HelpOverlay            // keys
	QueryOverlay           // the language of queries
	ProblemOverlay         // what was skipped while reading the releases, and why
	SourceOverlay          // the sources that are followed, and how they are
	MessageOverlay         // what has happened by itself
)

// SettleTime is how long the cursor rests before the release under it is
// shown beside the list. It is longer than the pause between two strokes of a
// hand that is still moving, so that a walk down the list draws no page.
const SettleTime = 150 * time.Millisecond

// AnswerDelay is how long the answer to a query may take before the screen shows that
// it is awaited. It is longer than answers take in all but the largest libraries,
// so that typing does not make the list flicker.
const AnswerDelay = 200 * time.Millisecond

// inlineRows is the library up to which a query is answered at once; above it, by a command.
const inlineRows = 10_000

// Reader is the state of one reader. It is changed by its methods alone, from
// one goroutine.
type Reader struct {
	o     Options
	lib   *Library
	today func() data.Date

	query          data.Query   // what is asked for
	queryMarks     *store.Marks // as they were when it was asked: what is marked since stays in the list
	listing        *Listing     // what the last answer lists; its query may be older
	question       *question    // what is asked and not answered; nil where all is settled
	snippets       snippets     // for the present query
	loading        *Progress
	syncing        *syncing           // nil while the sources are not asked
	sources        SourcesRead        // as they were last read
	sourcesAsked   uint64             // how often they were to be
	suggestion     *Suggestion        // what is near to a query that finds nothing
	stopSuggesting context.CancelFunc // of what looks for it

	cursor int    // place in the list
	pinned bool   // the user put it there; else it is where the list was first shown, on its first release
	moved  uint64 // counts the cursor's moves: see [SettleTime]
	shown  int    // number of the release in the release pane, -1 for none
	places map[string]int

	releases     map[int]*data.Release // by number: see release
	beforePrompt int                   // that of the release under the cursor when the filter prompt opened, -1 for none

	chosen    data.Query // the facets chosen when the filter prompt opened
	typed     typedText
	lastValid string   // what was typed last that is a query
	vain      []string // of what is listed: see [Library.VainExclusions]
	history   []string // queries asked before, the last one last

	opened        view   // when the filter prompt was
	back, forward []view // to go back to, the last one last; and forward again

	focus   Pane
	zoom    Zoom
	order   Arrangement
	widths  Widths
	prompt  Prompt
	overlay Overlay
	menu    menu
	opening Menu // is awaited: all releases are being read for it

	editions editions // of the shown release
	facets   facets
	marking  marking
	searches searches
}

// typedText is what is to be said of the text that was typed last.
type typedText struct {
	err    *data.QueryError
	paused bool // nothing was typed since for a while: the error is shown
	hints  []data.QueryHint
}

// cursorTarget is where the cursor goes in a new list: to a release, by its number, or as the constants say.
type cursorTarget int

const (
	sameRelease  cursorTarget = -1 - iota // the same release if it is there, else near its place
	firstRelease                          // the first
)

// Options are what a reader depends on, beside the library.
type Options struct {
	// Context ends all that the reader asks for. [context.Background] where nil.
	Context context.Context

	// Clock says which day it is, for periods such as 7d. [time.Now] where nil.
	Clock func() time.Time

	// Latest, where it is not nil, returns the newest library that there is. The
	// reader goes on with it when a [Newer] message wakes it.
	Latest func() *Library

	// Syncer, where it is not nil, asks the sources.
	Syncer Syncer

	// Marks, where it is not nil, keeps what is marked of libraries that a store has.
	Marks *MarkWriter

	// Admit, where it is not nil, is asked before each search whether it may begin.
	Admit Admission
}

// Admission waits until a search may begin, or returns why it may not. Leave is called
// when the search has ended.
type Admission func(context.Context) (leave func(), err error)

// NewReader returns a reader of lib with the newest release under the cursor.
func NewReader(lib *Library, o Options) *Reader {
	if o.Context == nil {
		o.Context = context.Background()
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	r := &Reader{
		o:      o,
		lib:    lib,
		today:  func() data.Date { return data.DateOf(o.Clock()) },
		places: map[string]int{}, releases: map[int]*data.Release{},
		beforePrompt: -1, snippets: snippets{}, editions: editions{number: -1},
	}
	r.facets, r.marking = newFacets(lib), newMarking(lib, o.Marks, o.Clock())
	r.takeMarks(r.marking.now)
	r.queryMarks = r.marking.now
	r.takeWidths()
	r.listing = lib.everything()
	r.show()
	return r
}

// now returns the day from which periods are counted: see [Library.Now].
func (r *Reader) now() data.Date { return r.lib.Now(r.today()) }

// Library returns the library that is shown.
func (r *Reader) Library() *Library { return r.lib }

// Query returns what is asked for.
func (r *Reader) Query() data.Query { return r.query }

// Listing returns what is listed. While a large library is searched it is the
// answer to an earlier query: see [Reader.Searching].
func (r *Reader) Listing() *Listing { return r.listing }

// Searching reports whether the list is of an earlier query, or empty until an answer is known.
func (r *Reader) Searching() bool {
	q := r.asking()
	return q != nil && q.stale
}

// Waiting reports whether the answer, or its part from the texts, takes longer than [AnswerDelay].
func (r *Reader) Waiting() bool {
	q := r.asking()
	return q != nil && q.overdue
}

// Err returns what kept the last query from being answered whole.
func (r *Reader) Err() error {
	if r.question == nil {
		return nil
	}
	return r.question.err
}

// Cursor returns the place in the list that the cursor is on, 0 in an empty list.
func (r *Reader) Cursor() int { return min(r.cursor, max(0, r.listing.Len()-1)) }

// At returns the release in place i of the list.
func (r *Reader) At(i int) *data.Release { return r.release(r.listing.Number(i)) }

// Document returns a command's function that reads a release with its text, which may fail.
func (r *Reader) Document(of *data.Release) func() (*data.Document, error) {
	ctx, lib, number := r.o.Context, r.lib, of.Number
	return func() (*data.Document, error) { return lib.Document(ctx, number) }
}

// maxReleases is how many releases are kept as they were made of the columns.
const maxReleases = 256

func (r *Reader) release(number int) *data.Release {
	one := r.releases[number]
	if one == nil {
		if len(r.releases) >= maxReleases {
			clear(r.releases)
		}
		one = r.lib.At(number)
		r.releases[number] = one
	}
	return one
}

// Highlights returns the letters of the headline in place i of the list that matched.
func (r *Reader) Highlights(i int) []text.Span {
	l, number := r.listing, r.listing.Number(i)
	if l.letters != nil && l.Section(i) != InTexts {
		if highlights := letters.Highlights(r.lib.Title(number), l.Query.Words); highlights != nil {
			return highlights
		}
	}
	if !l.Query.Texted() {
		return nil
	}
	return l.text.Highlights(r.lib.Title(number), true)
}

// HighlightsIn returns what of a text the present query finds.
func (r *Reader) HighlightsIn(s string) []text.Span {
	l := r.listing
	spans := r.lib.mentions(l.Query, "", s)
	switch {
	case !l.Query.Texted():
		return spans
	case spans == nil:
		return l.text.Highlights(s, false)
	}
	return text.Merge(append(spans, l.text.Highlights(s, false)...))
}

// Shown returns the release in the release pane, nil where there is none.
func (r *Reader) Shown() *data.Release {
	if r.shown < 0 {
		return nil
	}
	return r.release(r.shown)
}

// Focus returns the pane that keys go to.
func (r *Reader) Focus() Pane { return r.focus }

// Prompt returns the prompt that is up.
func (r *Reader) Prompt() Prompt { return r.prompt }

// Overlay returns the text that is drawn over the panes.
func (r *Reader) Overlay() Overlay { return r.overlay }

// Place returns where in a release its reader was, as left by [Reader.SavePlace].
func (r *Reader) Place(id string) int { return r.places[id] }

// SavePlace remembers where in a release its reader is: the number of characters,
// white space not counted and a blank line as one, before the first line on the
// screen, which holds at any width.
func (r *Reader) SavePlace(id string, place int) {
	if place == r.places[id] {
		return
	}
	r.saveLine(id, place)
	if place == 0 {
		delete(r.places, id)
		return
	}
	r.places[id] = place
}

// Init prepares what the first key may need.
func (r *Reader) Init() tea.Cmd {
	ctx, lib := r.o.Context, r.lib
	return tea.Batch(
		func() tea.Msg {
			lib.Index()
			return nil
		},
		func() tea.Msg {
			switch _, err := lib.Names(ctx); {
			case err == nil:
				return Named{library: lib}
			case ctx.Err() == nil && err != errUnnamed && err != ErrClosed:
				return Named{lib, err}
			}
			return nil
		})
}

// Update takes in the answers of the reader's own commands.
func (r *Reader) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case then:
		return msg()
	case Found:
		return r.found(msg)
	case Versioned:
		r.versioned(msg)
	case Named:
		if msg.library == r.lib && msg.Err == nil && r.asking() == nil {
			return r.recount()
		}
	case Synced:
		r.StopSync()
		r.syncing = nil
		return r.ReadSources()
	case SourcesRead:
		if msg.asked > r.sources.asked { // else a later question was answered before
			r.sources = msg
		}
	case Newer, Loaded:
		return r.refresh(msg)
	case MarksWritten:
		return r.marksWritten(msg)
	}
	return nil
}
