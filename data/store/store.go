// Package store says what pressroom keeps for good: the sources that are
// followed, their releases in all versions, and what each reader marked. It
// keeps nothing that can be made again: columns and indexes lie elsewhere, with
// the [Generation] that they were made from.
//
// A [Store] is opened by data/store/sqlite, which keeps a file.
//
// Releases come in by imports, which are all or nothing:
//
//	result, err := s.Import(ctx, "Ministry of Trade", func(in store.Import) error {
//		for _, d := range documents {
//			if _, err := in.Put(d); err != nil {
//				return err
//			}
//		}
//		return nil
//	})
//
// A release has a number, given once and never reused, and marks hang on it.
// Another text at the same address is a new version of the same release. Every
// change of a release has a number too, in the order in which imports were
// committed. A holder of something derived from the releases keeps the
// generation it has come to, and asks for what changed since:
//
//	generation, err = s.Changes(ctx, generation, func(c store.Change) error {
//		return snapshot.Apply(c)
//	})
//
// Of a release that changed several times, only the newest change is there: it
// says how the release is now.
package store

import (
	"context"
	"errors"
	"net/url"
	"time"

	"pressroom/data"
)

// Store keeps sources, releases and marks. Any number of goroutines may use
// one, and any number of stores, in other processes too, may be open on the
// same file or database: each sees what the others have committed. Looking
// writes nothing. All texts must be sanitised. Errors are [*Error], or that of
// a context, or of a function that was handed in.
type Store interface {
	// Sources returns the sources that were not removed, in the order of their names.
	Sources(ctx context.Context) ([]Source, error)
	// PutSource adds a source, or changes the one of the same name. Where there is none,
	// one that was removed and had the same address comes back by the new name.
	PutSource(ctx context.Context, s Source) error
	// ChangeSource calls f with a source and with all there are, as they are when nobody
	// else can change them, and keeps what f makes of the one; its name stays. After an
	// error of f, which is returned, nothing is kept. F must not use the store.
	// [ErrNotFound] where there is none of the name.
	ChangeSource(ctx context.Context, name string, f func(s *Source, all []Source) error) error
	// RenameSource gives a source another name: [ErrNotFound] where there is
	// none, [ErrExists] where the new name is taken.
	RenameSource(ctx context.Context, name, to string) error
	// RemoveSource removes a source from the list, and returns how many releases went with
	// it: none, or all, as RemoveReleases has it. Those that stay are a source's again if one
	// of the same name or address is put, and those that went come again where it brings
	// them. [ErrNotFound] where there is none.
	RemoveSource(ctx context.Context, name string, releases bool) (removed int, err error)

	// Import brings in what f puts, as one change that others see whole or not
	// at all: if f returns an error or panics, nothing of it is kept. The source
	// is added if there is none of the name. One that was removed is there again with
	// what it has not, and is not followed. [ErrNotFound] where it was removed meanwhile.
	Import(ctx context.Context, source string, f func(Import) error) (Result, error)

	// RemoveReleases removes releases for good, as one change: all versions of them, and
	// what readers have marked. Their numbers stay taken, and their addresses are kept, so
	// that what is put there later is left out. [ErrNotFound] where there is none of a
	// number, and then all of them stay.
	RemoveReleases(ctx context.Context, numbers []int) error

	// Generation returns how far the changes have come. It is cheap enough to
	// be asked twice a second.
	Generation(ctx context.Context) (Generation, error)
	// Changes calls yield with the releases that were changed after a
	// generation, each once, as it is now, in the order of their changes, and
	// returns the generation that this leads to. The zero generation yields all
	// releases but removed ones, in the order of their numbers. The error is [ErrGeneration] where the store
	// never had this generation, as after a backup was restored: what was made
	// of it must be made anew. Where a part of the store is damaged, what can be
	// read is yielded, and the error is [ErrDamaged] then.
	Changes(ctx context.Context, since Generation, yield func(Change) error) (Generation, error)
	// Texts is Changes with the texts of the releases.
	Texts(ctx context.Context, since Generation, yield func(c Change, text string) error) (Generation, error)
	// Bodies calls yield with the texts of releases in their newest versions, in the
	// order of the numbers, and never while something of the store is held: yield may
	// take its time, and writers wait for nothing. A text that cannot be read
	// ends nothing: its error is with it, [ErrNotFound] where there is no release of
	// the number or it was removed, [ErrDamaged] where it is not what was written.
	Bodies(ctx context.Context, numbers []int, yield func(Body) error) error
	// Find returns the release at an address of a source, removed or not, and
	// reports whether there is one.
	Find(ctx context.Context, source, address string) (Change, bool, error)
	// FindAll returns the releases at an address of any source, removed or not.
	FindAll(ctx context.Context, address string) ([]Change, error)
	// Titled returns the releases of a source, or of all where it has no name, that have a
	// date and a headline.
	Titled(ctx context.Context, source string, date data.Date, title string) ([]Change, error)
	// Dated returns the releases of a source with a date in a period, without
	// removed ones, in the order of their dates and numbers.
	Dated(ctx context.Context, source string, from, to data.Date) ([]Change, error)
	// Newest returns up to n releases of a source with the newest dates, these first,
	// and of a day of which not all are returned any. It costs no more the more there are.
	Newest(ctx context.Context, source string, n int) ([]Change, error)
	// Document returns a release in its newest version: [ErrNotFound] where
	// there is none of the number, or it was removed.
	Document(ctx context.Context, number int) (data.Document, error)
	// Versions returns all versions of a release, the newest first, without their texts:
	// [ErrNotFound] where there is none of the number, or it was removed.
	Versions(ctx context.Context, number int) ([]Version, error)
	// VersionText returns the text of a version of a release, which is named by its hash:
	// [ErrNotFound] where there is none.
	VersionText(ctx context.Context, number int, version string) (string, error)

	// Marks returns what a reader has marked.
	Marks(ctx context.Context, reader string) (*Marks, error)
	// MarksVersion returns the version of what a reader has marked, which grows
	// with each change of it: 0 is a reader without marks.
	MarksVersion(ctx context.Context, reader string) (int64, error)
	// Mark marks for a reader. When it returns without an error, the marks are
	// on the disk. [ErrNotFound] for numbers that no release has, [ErrGeneration] for
	// numbers of a generation that the store never had, as after a backup was restored,
	// [ErrLimit] for what is too large. A batch with nothing in it is only held to its
	// generation.
	Mark(ctx context.Context, reader string, b Batch) error
	// Undo takes the last action back that was asked for, was not taken back yet and is
	// not older than a time, and returns its inverse with the releases that this changes: a
	// zero action where there is none. An action of which an import has taken everything
	// back, since the texts were corrected, is passed over, and no release is marked as
	// read that was corrected since the action.
	Undo(ctx context.Context, reader string, since time.Time) (Action, error)
	// Forget removes all that is kept of a reader.
	Forget(ctx context.Context, reader string) error
	// Readers returns the readers who have marks, in the order of their names.
	Readers(ctx context.Context) ([]string, error)

	// Check reads all there is and returns what is wrong with it, one line each.
	Check(ctx context.Context) ([]string, error)
	// Stats returns how much is kept: of a damaged store what can be read, with [ErrDamaged].
	Stats(ctx context.Context) (Stats, error)
	// Close frees what the store holds. It must not be used after it.
	Close() error
}

// Import takes releases in, for one source. It is valid until the function that
// it was handed to returns.
type Import interface {
	// ChangeSource has f change the source with the import, as it is then: how its next
	// fetch begins, say. Its name stays. F must not use the store.
	ChangeSource(f func(s *Source))
	// Adopt has what is put become this source's where only a source has it that nobody
	// follows: with the same address, and the same headline or date, or both where the
	// address is local. It keeps its number, its ID, its versions and its marks. What was
	// removed from there by itself is left out.
	Adopt()
	// Put brings a document in, by its address, or, if that is empty, by its
	// content (see [ContentAddress]). Number, ID, source and version are the
	// store's to give. It returns what this comes to, as far as the store is
	// known when it is called: another import may be quicker.
	Put(d data.Document) (Outcome, error)
	// Vanish marks a release as no longer at its source. It stays, until it
	// is put again, with this state.
	Vanish(address string) error
}

// Outcome is the result of putting a document.
type Outcome int

// The outcomes of a Put.
const (
	Unchanged Outcome = iota
	Added             // a release that was not there
	Changed           // a new version, another category or page, or back at its source
	Forgotten         // a release that was removed by itself, and stays so
)

// Result is the result of an import. A release counts once, and
// Unchanged and Forgotten count the documents that changed nothing.
type Result struct {
	Added, Changed, Unchanged, Forgotten, Vanished int
	Adopted                                        int // from other sources, and unchanged else: see [Import.Adopt]
	// Generation is that of the store with the import.
	Generation Generation
}

// Generation is how far the changes of a store have come: the number of the
// last one, and a number drawn when it was committed, by which a generation
// is known again even where a store was replaced by an older one. The zero
// Generation is before the first change.
type Generation struct {
	Change int64
	Commit int64
}

// State is where a release is.
type State int

// The states of a release.
const (
	Present  State = iota // as its source has it
	Vanished              // no longer at its source
	Removed               // from the store: only its number, ID and address are left
)

// Change is a release as it is since a change.
type Change struct {
	data.Release
	Added    int64 // the number of the change that brought the release
	Changed  int64 // the number of this change
	Batch    int64 // the last change of the import that brought it; 0 where [Store.Find], Titled or Dated gives it
	Versions int   // how many versions of the text there are
	State    State
	Since    time.Time // when it was found to have vanished, or removed by itself, to the second; else zero
}

// Body is the text of a release.
type Body struct {
	Number int
	ID     string // of the release: the number is another one's in another store
	Text   string
	Err    error // why it could not be read; nil where it was
}

// Version is one version of a release.
type Version struct {
	data.Document
	Seen time.Time // when it was brought in, to the second
}

// Imported is the name of the source of files for which no other is named: what two of
// them have is there once.
const Imported = "imported"

// Source is where releases come from.
type Source struct {
	Name     string
	Address  string        // a URL or a path; "" for one that is not followed
	Format   string        // how what is there is read; "" finds out
	Category string        // for releases that have none
	Interval time.Duration // between fetches; 0 is the default
	Fetch    Fetch
}

// WithoutLogin returns an address without the login in it.
func WithoutLogin(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}

// ShownAddress returns an address as it is shown: a line without a password.
func ShownAddress(address string) string {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		address = u.Redacted()
	}
	address, _ = data.SanitizeLine(address)
	return address
}

// Fetch is what is known of the fetches of a source.
type Fetch struct {
	ETag, LastModified string    // to be asked with the next time
	Tried              time.Time // the last try
	Done               time.Time // the last one without a failure
	Next               time.Time // not to be tried before
	Alone              time.Time // not even by hand before: the site asked for it
	Failure            string    // of the last try; "" is none
	Failures           int       // in a row
	FailingSince       time.Time // the first of them
	Ended              bool      // the source is gone for good
	Kind               string    // of what was read there when it last had releases: see fetch.State; "" is not known
	Rest               string    // see fetch.State
	Holder             string    // the process that asks it now; "" for none
	Held               time.Time // until then no other process may ask it or its site
	Missing            []Page    `json:",omitempty"` // of what it no longer lists, and is not known to be gone
	Texts              []Page    `json:",omitempty"` // of what it lists, which are to be asked again
}

// Page is the page of a release, which was asked for.
type Page struct {
	Address            string
	ETag, LastModified string    `json:",omitempty"` // to be asked with the next time
	Asked              time.Time // the last time, in UTC and to the second
	Times              int       // it was asked
	Failed             bool      `json:",omitempty"` // the last time
}

// IsDue reports whether a page may be asked again: after a time, and then ever more seldom,
// until that was doubled as often as is said. Where it was asked in the future, the clock
// was wrong.
func (p *Page) IsDue(now time.Time, after time.Duration, doubled int) bool {
	return p.Times == 0 || p.Asked.After(now) || now.Sub(p.Asked) >= after<<min(p.Times-1, doubled)
}

// Note notes that a page was asked for.
func (p *Page) Note(now time.Time) { p.Asked, p.Times = now.UTC().Truncate(time.Second), p.Times+1 }

// Stats is how much a store keeps.
type Stats struct {
	Releases       int       // that are not removed
	Vanished       int       // of them
	Versions       int       // of all of them
	Text           int64     // bytes of headlines and bodies, in all versions
	Oldest, Newest data.Date // of the releases
	Changes        int64     // the number of the last one
	Sources        int       // that were not removed
	Followed       int       // of them: they have an address
	Readers        int       // of whom something is kept: marks, places, searches, visits
	Bytes          int64     // on the disk, with the log
	Free           int64     // of them, given back by compacting
}

// The kinds of errors of a store, to test for with [errors.Is].
var (
	ErrDamaged    = errors.New("it is damaged")
	ErrForeign    = errors.New("it is no archive of pressroom")
	ErrLocked     = errors.New("another program is writing to it")
	ErrReadOnly   = errors.New("it may not be written")
	ErrDenied     = errors.New("it may not be opened")
	ErrFull       = errors.New("the disk is full")
	ErrDisk       = errors.New("the disk failed")
	ErrNewer      = errors.New("a newer pressroom made it")
	ErrNoLocks    = errors.New("its disk has no locks")
	ErrReplaced   = errors.New("it was moved or removed while it was open")
	ErrTooSlow    = errors.New("the import took too long")
	ErrGeneration = errors.New("it never had this generation")
	ErrNotFound   = errors.New("there is none")
	ErrExists     = errors.New("there is one already")
	ErrLimit      = errors.New("it is too much")
	ErrClosed     = errors.New("it is closed")
)

// Error is what went wrong with a store: on one line what, where, and what can
// be done.
type Error struct {
	Where string // the file or database
	What  string // beyond the kind; may be ""
	Kind  error  // one of those above, or another
	Hint  string // what can be done; "" is nothing
	Cause error  // what the database or system said; may be nil

	Number int // of the release that there is none of, where that is what is wrong
}

// Error returns the error on one line.
func (e *Error) Error() string { return "archive " + e.Where + ": " + e.Reason() }

// Reason returns the error without where it is.
func (e *Error) Reason() string {
	text := e.Kind.Error()
	if e.What != "" {
		text += ": " + e.What
	}
	if e.Hint != "" {
		text += ": " + e.Hint
	}
	if e.Cause != nil {
		text += " (" + e.Cause.Error() + ")"
	}
	return text
}

// Unwrap returns the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// IsContext reports whether an error is that of a context that ended.
func IsContext(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
