package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/fetch"
	"pressroom/data/store"
)

// Pull is how much of a source is asked for.
type Pull struct {
	Pages int           // most pages of a board; 0 is [fetch.MaxPages]
	Since data.Date     // releases before it are left out; 0 for none
	Every time.Duration // between fetches of a source that has no interval of its own; 0 is [fetch.DefaultEvery]
}

// Due reports whether a source is followed, and is to be asked.
func Due(source store.Source, now time.Time) bool {
	state := stateOf(source)
	return source.Address != "" && state.Due(now)
}

// Allowed reports whether a source may be asked by hand, also before it is due: it
// is followed, is not gone for good, and its site did not ask to be left alone.
func Allowed(source store.Source, now time.Time) bool {
	state := stateOf(source)
	return source.Address != "" && !state.Ended && (!now.Before(state.Alone) || state.IsOfWrongClock(now))
}

// SetInterval has a source be asked after another interval, also the next time: of one
// that fails the next time stays. The error says what is too little.
func SetInterval(s *store.Source, every time.Duration) error {
	if every < fetch.MinEvery && every != 0 {
		return fmt.Errorf("%s is too little: a source is asked every %s at the most, as in 15m or 2h; 0 is the default, %s",
			data.DurationText(every), data.DurationWords(fetch.MinEvery), data.DurationWords(fetch.DefaultEvery))
	}
	if s.Interval = every; s.Fetch.Failures == 0 && !s.Fetch.Tried.IsZero() {
		source := sourceOf(*s, Pull{})
		s.Fetch.Next = source.Again(stateOf(*s))
	}
	return nil
}

// NoteRefused notes in a source that is added what its site answered when it was looked
// at: where that was to be left alone, it is.
func NoteRefused(s *store.Source, err error) {
	source := sourceOf(*s, Pull{})
	if state := source.Refused(err); !state.Alone.IsZero() {
		note(s, s.Address, state)
	}
}

// Sync asks a source that is followed, and keeps what it has. After an error
// nothing of it is kept but the error, and when to try again. Others may ask it at the
// same time: see [SyncAll].
func Sync(ctx context.Context, s store.Store, c *fetch.Client, source store.Source, pull Pull) (Summary, error) {
	summary := Summary{Source: source.Name}
	var k *keeper
	var pulled fetch.Pulled
	var failed error // what the site is to blame for
	result, err := s.Import(ctx, source.Name, func(in store.Import) error {
		var err error
		if k, err = newKeeper(ctx, s, in, &summary); err != nil {
			return err
		}
		in.Adopt()
		var unkept error
		from := sourceOf(source, pull)
		from.Text, k.known = k.text, slices.Clone(source.Fetch.Texts)
		state := stateOf(source)
		if now := time.Now(); slices.ContainsFunc(source.Fetch.Texts, func(p store.Page) bool { return isTextDue(&p, now) }) {
			state.Validator = fetch.Validator{} // the list may stay as it is
		}
		pulled, err = c.Pull(ctx, from, state, func(it feed.Item) (bool, error) {
			var isNew bool
			isNew, unkept = k.keep(it)
			return isNew, unkept
		})
		k.addProblems(pulled.Report.Problems)
		if pulled.Same {
			summary.Same = source.Fetch.Done
		}
		if err != nil {
			if unkept == nil && ctx.Err() == nil {
				failed = err
			}
			return err
		}
		in.ChangeSource(func(now *store.Source) {
			if note(now, source.Address, pulled.State); !pulled.Same {
				now.Fetch.Texts = k.remembered(pull.Since == 0)
			}
		})
		return k.vanish(in, &pulled, pull, source.Fetch.Missing, func(ctx context.Context, address string) (bool, error) {
			return c.Gone(ctx, source.Address, address)
		})
	})
	switch {
	case err == nil:
		k.end(result)
	case failed != nil:
		kept := s.ChangeSource(ctx, source.Name, func(now *store.Source, _ []store.Source) error {
			note(now, source.Address, pulled.State)
			return nil
		})
		if kept != nil && !errors.Is(kept, store.ErrNotFound) { // else it was removed meanwhile
			return summary, kept
		}
		return summary, failed
	}
	return summary, err
}

// sourceOf returns what a client asks.
func sourceOf(s store.Source, p Pull) fetch.Source {
	return fetch.Source{
		Address: s.Address, Format: feed.Format(s.Format), Category: s.Category, Every: cmp.Or(s.Interval, p.Every),
		Pages: p.Pages, Since: p.Since,
	}
}

// stateOf returns what is remembered of a source.
func stateOf(s store.Source) fetch.State {
	f := s.Fetch
	return fetch.State{
		Validator: fetch.Validator{ETag: f.ETag, LastModified: f.LastModified},
		Checked:   f.Tried, Next: f.Next, Alone: f.Alone, Failures: f.Failures, Since: f.FailingSince, Reason: f.Failure, Ended: f.Ended,
		Kind: f.Kind, Rest: f.Rest,
	}
}

// note notes in a source what is known of it since it was asked at an address, and that
// nobody asks it any more. One that somebody has given another address meanwhile was not
// asked there.
func note(s *store.Source, asked string, state fetch.State) {
	if s.Address != asked {
		s.Fetch.Holder, s.Fetch.Held = "", time.Time{}
		return
	}
	done := s.Fetch.Done
	if state.Failures == 0 {
		done = state.Checked
	}
	s.Fetch = store.Fetch{
		ETag: state.ETag, LastModified: state.LastModified, Tried: state.Checked, Done: done, Next: state.Next,
		Alone: state.Alone, Failure: state.Reason, Failures: state.Failures, FailingSince: state.Since, Ended: state.Ended,
		Kind: state.Kind, Rest: state.Rest, Missing: s.Fetch.Missing, Texts: s.Fetch.Texts,
	}
	if movedWithin(s.Address, state.Moved) {
		s.Address = state.Moved
	}
}

// movedWithin reports whether an address moved for good within its site. One
// that leads elsewhere is followed again each time: the host of a source's
// address may be in a private net, since the user named it, and no site may name
// one in the user's place. Nor does an address with a login change.
func movedWithin(address, moved string) bool {
	from, err := url.Parse(address)
	to, err2 := url.Parse(moved)
	if moved == "" || err != nil || err2 != nil || from.User != nil {
		return false
	}
	bare := func(u *url.URL) string { return strings.TrimPrefix(u.Hostname(), "www.") }
	return bare(from) == bare(to) && (from.Port() == to.Port() || from.Scheme != to.Scheme)
}
