package model

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/index/letters"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// Library is a snapshot of releases with its indexes and a generation.
// It is immutable and shared by all the readers of a process. Its indexes are made
// when they are first asked for: one call makes an index, all others wait for it,
// each with a context of its own, and [Library.Close] ends the making. Those of a
// library that follows another take over the changes: see [Archive].
type Library struct {
	*snapshot.Snapshot
	Name     string         // where the releases come from, for the title bar
	Problems []data.Problem // what was skipped or mended on the way in

	// Truncated is the name of a file that ends within a release, as one does
	// that is still being written; "" where there is none.
	Truncated string

	// Damaged reports whether the archive has more that cannot be read: Problems say so.
	Damaged bool

	// Generation is that of the archive which the library was made of; zero where
	// it was made of files.
	Generation store.Generation

	keeper  keeper   // of the releases' history; nil where none is kept
	lineage *lineage // nil likewise

	life context.Context // done when the library is closed
	end  context.CancelFunc

	categories, sources func() *foldedNames

	index   func() *letters.Index // makes it once; a panic comes again at each call
	indexed atomic.Pointer[letters.Index]
	all     [2]func() *Listing // of the empty query, without names and with them
	recent  recent
	texts   data.Shared[*texts.Index]
	names   data.Shared[*entities.Index]

	shared    *sharedTexts    // which texts has when it is as new as the library
	leave     sync.Once       // of shared
	mentioned *entities.Index // which names has when it is built
}

// NewLibrary returns the library of a snapshot.
func NewLibrary(name string, s *snapshot.Snapshot, problems []data.Problem) *Library {
	return newLibrary(name, s, problems, newSharedTexts(nil), entities.NewIndex(s))
}

// newLibrary returns a library that holds an index of texts, and has one of names, which lets the texts go first.
func newLibrary(name string, s *snapshot.Snapshot, problems []data.Problem, t *sharedTexts, mentioned *entities.Index) *Library {
	l := &Library{Snapshot: s, Name: name, Problems: problems, shared: t, mentioned: mentioned}
	mentioned.Pause = l.texts.Settle
	l.life, l.end = context.WithCancel(context.Background())
	l.life.Done() // its channel is made now, and not by whoever asks first
	l.categories, l.sources = foldNames(s.Values(data.Category)), foldNames(s.Values(data.Source))
	l.index = sync.OnceValue(func() *letters.Index { return l.keepIndex(letters.New(s)) })
	for i := range l.all {
		l.all[i] = sync.OnceValue(l.listAll)
	}
	return l
}

// next returns the library of s, whose indexes take over the changes.
func (l *Library) next(s *snapshot.Snapshot, changes []snapshot.Change, problems []data.Problem) *Library {
	t := l.shared
	if !t.hold() {
		t = newSharedTexts(t.kept)
	}
	next := newLibrary(l.Name, s, problems, t, l.mentioned.Apply(s, changes))
	next.Damaged = l.Damaged || len(problems) > 0
	if x := l.indexed.Load(); x != nil {
		next.index = sync.OnceValue(func() *letters.Index { return next.keepIndex(x.Apply(s, changes)) })
	}
	return next
}

// keepIndex has x be what the next library's index is made of.
func (l *Library) keepIndex(x *letters.Index) *letters.Index {
	l.indexed.Store(x)
	return x
}

// everything returns the listing of the empty query, which all readers share.
func (l *Library) everything() *Listing {
	if l.named() != nil {
		return l.all[1]()
	}
	return l.all[0]()
}

// past is how many days old the newest release of a board of the past is at least.
const past = 31

// Now returns the day from which periods such as 7d are counted: today, or of an old board its newest day.
func (l *Library) Now(today data.Date) data.Date {
	if from, to := l.MainDays(); from < to && l.Days()[from].AddDays(past) < today {
		return l.Days()[from]
	}
	return today
}

// Index returns the index of the headlines, which the first call makes.
func (l *Library) Index() *letters.Index { return l.index() }

// Limits of releases that are read for an index of names, which an archive keeps.
const (
	maxNamed     = 50_000
	maxNamedKept = 200_000
)

// errUnnamed is the error of asking for names in a larger library.
var errUnnamed = fmt.Errorf("people, organisations and sums are known in up to %d releases, in an archive up to %d: choose a smaller corpus",
	maxNamed, maxNamedKept)

// ErrClosed is the error of asking a closed library.
var ErrClosed = errors.New("the library is closed")

// HasNames reports whether the library is small enough for an index of names.
func (l *Library) HasNames() bool {
	return l.Len() <= maxNamed || l.mentioned.File != nil && l.Len() <= maxNamedKept
}

// Names returns the index of the people, organisations and sums that the releases name,
// and waits for it until ctx is done. The index of the texts is made first. The error is
// that the library is too large or closed, or that the index could not be made.
func (l *Library) Names(ctx context.Context) (*entities.Index, error) {
	if !l.HasNames() {
		return nil, errUnnamed
	}
	x, err := l.names.Get(ctx, l.life, func(ctx context.Context) (*entities.Index, error) {
		return l.mentioned, l.mentioned.Build(ctx)
	})
	return x, l.indexError(ctx, "names", err)
}

// named returns the index of names if it is made, and nil if not.
func (l *Library) named() *entities.Index {
	x, _ := l.names.Ready()
	return x
}

// Texts returns the index of the texts, and waits for it until ctx is done:
// making it takes a hundredth of a second for the embedded releases, and half a
// minute for a hundred thousand. Where the library follows another, it is the index
// of that one with the changes.
func (l *Library) Texts(ctx context.Context) (*texts.Index, error) {
	if l.life.Err() != nil {
		return nil, ErrClosed
	}
	x, err := l.texts.Get(ctx, l.life, func(ctx context.Context) (*texts.Index, error) { return l.shared.upTo(ctx, l) })
	return x, l.indexError(ctx, "texts", err)
}

// indexError returns the error of making an index as those who wait for it get it.
func (l *Library) indexError(ctx context.Context, what string, err error) error {
	switch {
	case err == nil, ctx.Err() != nil, errors.Is(err, ErrClosed):
		return err
	case l.life.Err() != nil:
		return ErrClosed
	}
	return fmt.Errorf("the index of the %s could not be made: %w", what, err)
}

// Close ends the work on the library, and closes what it opened: searches end with an error.
func (l *Library) Close() (err error) {
	l.end()
	l.recent.clear()
	l.names.End(ErrClosed)
	if l.texts.End(ErrClosed) {
		_ = l.texts.Settle(context.Background()) // which life ends
	}
	l.leave.Do(func() { err = l.shared.release() })
	return err
}

// sharedTexts is the index of texts of libraries that follow one another; the last to be closed closes it.
type sharedTexts struct {
	kept func() texts.Kept // nil where nothing follows
	life context.Context
	end  context.CancelFunc
	made data.Shared[*texts.Index]

	mu      sync.Mutex
	holders int
	failed  bool // it could not be made, or not be brought up to date
}

// newSharedTexts returns an index that one library holds.
func newSharedTexts(kept func() texts.Kept) *sharedTexts {
	t := &sharedTexts{kept: kept, holders: 1}
	t.life, t.end = context.WithCancel(context.Background())
	return t
}

// hold counts one more library, unless the index is closed or of no use.
func (t *sharedTexts) hold() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failed || t.life.Err() != nil {
		return false
	}
	t.holders++
	return true
}

// release counts one less, and closes the index where nobody is left.
func (t *sharedTexts) release() error {
	t.mu.Lock()
	t.holders--
	last := t.holders == 0
	if last {
		t.end()
	}
	t.mu.Unlock()
	if !last || !t.made.End(ErrClosed) {
		return nil
	}
	_ = t.made.Settle(context.Background()) // which life ends
	if x, made := t.made.Ready(); made {
		return x.Close()
	}
	return nil
}

// upTo returns the index when it has what l has.
func (t *sharedTexts) upTo(ctx context.Context, l *Library) (*texts.Index, error) {
	x, err := t.made.Get(ctx, t.life, func(ctx context.Context) (*texts.Index, error) {
		if t.kept == nil {
			return texts.New(ctx, l.Snapshot)
		}
		kept := t.kept()
		if l.TextBytes() < keptBytes {
			kept.Path = ""
		}
		return texts.Open(ctx, kept, l.Snapshot, l.Generation)
	})
	if err == nil {
		err = x.Follow(ctx, l.Snapshot, l.Generation)
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, ErrClosed) {
		t.mu.Lock()
		t.failed = true
		t.mu.Unlock()
	}
	return x, err
}

// Loaded brings a library that was read while an earlier one was shown, or the error of that.
type Loaded struct {
	Library *Library
	Err     error
}

// Progress is how much of a library has been read, in bytes. A total of 0 is not known.
type Progress struct{ Done, Total int64 }

// Load reads a library behind the one that is shown, and shows it when it is
// whole. Read calls progress as often as it likes; what the screen has no time
// for is dropped.
func (r *Reader) Load(read func(progress func(Progress)) (*Library, error)) tea.Cmd {
	more := make(chan Progress, 1)
	r.loading = &Progress{}
	work := func() tea.Msg {
		defer close(more)
		lib, err := read(func(p Progress) {
			select {
			case more <- p:
			default:
			}
		})
		if err == nil && lib.Len() <= inlineRows { // else a command makes it, when all is shown
			lib.Index()
		}
		return Loaded{lib, err}
	}
	return tea.Batch(work, stream(more, func(p Progress) {
		if r.loading != nil { // else the library was faster
			r.loading = &p
		}
	}))
}

// stream returns the command that has the reader take the next value, and then those after it.
func stream[T any](values <-chan T, take func(T)) (next tea.Cmd) {
	next = func() tea.Msg {
		v, ok := <-values
		if !ok {
			return nil
		}
		return then(func() tea.Cmd {
			take(v)
			return next
		})
	}
	return next
}

// Loading returns how much of a library has been read behind the shown one, and whether one is.
func (r *Reader) Loading() (Progress, bool) {
	if r.loading == nil {
		return Progress{}, false
	}
	return *r.loading, true
}

// Provisional reports whether another release may be the first of the list, with the cursor, when all is read.
func (r *Reader) Provisional() bool { return r.loading != nil && !r.pinned }

// refresh goes on with a library that a message brings or announces, and with the present marks.
func (r *Reader) refresh(msg tea.Msg) tea.Cmd {
	if loaded, ok := msg.(Loaded); ok {
		r.loading = nil
		if loaded.Err != nil {
			return nil
		}
		return r.useLibrary(loaded.Library, true)
	}
	var library, marks tea.Cmd
	if r.o.Latest != nil {
		library = r.useLibrary(r.o.Latest(), false)
	}
	if r.KeepsMarks() {
		marks = r.writeMarks(true)
	}
	return tea.Batch(library, marks)
}

// useLibrary goes on with another library: whole says that the one before is its beginning.
func (r *Reader) useLibrary(lib *Library, whole bool) tea.Cmd {
	if lib == r.lib {
		return nil
	}
	return tea.Batch(r.setLibrary(lib, whole), r.Init())
}

// setLibrary goes on with a library: what is asked for stays, and so do the cursor and the open
// release where it has them. An unmoved cursor goes to the first release of a whole library.
func (r *Reader) setLibrary(lib *Library, whole bool) tea.Cmd {
	old := r.lib
	numberOf := func(number int) int {
		if number < 0 {
			return -1
		}
		if numbers := lib.WithPrefix(old.ID(number)); len(numbers) == 1 {
			return numbers[0]
		}
		return -1
	}
	under := r.under()
	if q := r.question; r.listing.unknown && q != nil && q.want >= 0 { // to which the cursor will return
		under = int(q.want)
	}
	under, r.shown, r.beforePrompt = numberOf(under), numberOf(r.shown), numberOf(r.beforePrompt)
	if r.focus == ReleasePane && r.shown < 0 { // another one in its place would be taken for it
		r.leave(ListPane)
	}
	r.moveMenuTo(lib, numberOf)
	r.moveViewsTo(numberOf)
	r.moveEditionTo(lib, numberOf)
	r.lib = lib
	marks := r.moveMarksTo(old, lib, numberOf)
	clear(r.releases)
	r.facets = r.facets.in(lib)
	r.listing, r.snippets = unknownListing(lib, r.query), snippets{}
	menu := tea.Batch(r.reopen(), marks)
	want := cursorTarget(under)
	if q := r.question; !r.pinned && (whole || under < 0 || q != nil && q.want == firstRelease) {
		want = firstRelease
	}
	return tea.Batch(r.answer(want, true), menu)
}
