package fetch

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/url"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
)

// Source is what is followed.
type Source struct {
	Address  string
	Format   feed.Format   // "" to look at the bytes
	Category string        // for releases that have none
	Every    time.Duration // how often it is asked; 0 is DefaultEvery
	Pages    int           // most pages of a board in one pull; 0 is MaxPages
	Since    data.Date     // releases before it are left out; 0 for none

	// Text says what is known of the text of a release of a list of links. Nil is nothing.
	Text func(it *feed.Item) (Text, error)
}

// Text is what is known of the text of a release of a list of links.
type Text struct {
	Kept    bool   // the release is kept
	Same    bool   // as it is listed
	Due     bool   // its page is to be asked for
	Version string // the hash of what is kept, where it is looked whether the page was changed since
	Validator

	// Got, if not nil, is told what the page gave where it was asked for and is to blame for it:
	// no answer where there is an error, and no text where that stays Elsewhere.
	Got func(it *feed.Item, answer *Answer, err error)
}

// How often sources are asked.
const (
	DefaultEvery = time.Hour
	MinEvery     = 5 * time.Minute
	maxEvery     = 24 * time.Hour // that failures and sites can stretch it to
	maxFailures  = 16             // that are counted
)

// maxResumed is how often a pull fails where it goes on, until it does so no more.
const maxResumed = 2

// MaxPages is the most pages of a board in one pull.
const MaxPages = 200

// State is what is remembered of a source from one pull to the next. Its zero value is
// that of one that was never asked.
type State struct {
	Validator
	Moved    string    // the target of permanent redirects (301, 308)
	Checked  time.Time // when it was last asked
	Next     time.Time // it is not asked before
	Alone    time.Time // its site asked not to be asked before, not even by hand
	Failures int       // since it last worked
	Since    time.Time // when they began
	Reason   string    // of the last of them
	Ended    bool      // it is gone for good, and not asked again
	Kind     string    // of what had releases there, see kindOf; "" is not known
	Rest     string    // the page of a board to go on from, which a pull had no time for; "" for none
}

// Due reports whether a source is to be asked.
func (s *State) Due(now time.Time) bool {
	return !s.Ended && (!now.Before(s.Next) || s.IsOfWrongClock(now))
}

// IsOfWrongClock reports whether the times of a source were noted by a clock that was
// ahead: else it would not be asked until that time has come.
func (s *State) IsOfWrongClock(now time.Time) bool {
	return s.Checked.After(now.Add(clockSlack)) || s.Alone.After(now.Add(maxWait+clockSlack))
}

// clockSlack is how far the clocks of two machines with one archive may differ.
const clockSlack = time.Hour

// jitter returns a duration that differs from d by up to a tenth, so that sources that
// were asked together are not asked together again.
func jitter(d time.Duration) time.Duration {
	return d - d/10 + time.Duration(rand.Int64N(int64(d/5)+1))
}

// worked notes that a pull succeeded. The next one is after the source's own interval, or
// later where the response or the feed asks for that (max-age, ttl).
func (s *State) worked(source *Source, fresh time.Duration) {
	s.Checked = time.Now()
	s.Failures, s.Since, s.Reason, s.Alone = 0, time.Time{}, "", time.Time{}
	wait := jitter(source.interval())
	if fresh = min(fresh, maxEvery); wait < fresh { // never sooner than is wanted
		wait = fresh + time.Duration(rand.Int64N(int64(fresh/10)+1))
	}
	s.Next = s.Checked.Add(wait)
}

// Refused returns what is remembered of a source that was asked for the first time, by
// [Client.Discover]: what the site wants, if its answer was to be left alone.
func (s *Source) Refused(err error) State {
	var state State
	var e *Error
	if errors.As(err, &e) && e.After > 0 {
		state.failed(s, err)
	}
	return state
}

// failed notes that a pull failed, with exponential back-off: the time to the next one
// doubles with each failure, up to a day.
func (s *State) failed(source *Source, err error) {
	var e *Error
	if errors.As(err, &e) && e.Kind == Deferred { // it was not asked, and is not to blame
		s.Alone = time.Now().Add(e.After)
		s.Next = s.Alone.Add(jitter(time.Minute))
		return
	}
	s.Checked = time.Now()
	if s.Failures == 0 {
		s.Since = s.Checked
	}
	s.Failures = min(s.Failures+1, maxFailures)
	s.Reason = err.Error()
	s.Alone = time.Time{}
	wait := jitter(min(source.interval()<<(s.Failures-1), max(maxEvery, source.interval())))
	if e != nil {
		s.Ended = e.Kind == Gone
		if wait = max(wait, e.After); e.After > 0 {
			s.Alone = s.Checked.Add(e.After)
		}
	}
	s.Next = s.Checked.Add(wait)
}

func (s *Source) interval() time.Duration {
	if s.Every == 0 {
		return DefaultEvery
	}
	return max(s.Every, MinEvery)
}

// Again returns when a source that works is to be asked again if it is asked as often as
// it says from now on: its state has when it was asked.
func (s *Source) Again(state State) time.Time {
	next := state.Checked.Add(jitter(s.interval()))
	if next.Before(state.Alone) {
		return state.Alone
	}
	return next
}

// Pulled is what a pull brought.
type Pulled struct {
	State  State       // to be kept, and given to the next pull
	Report feed.Report // of all its pages
	Pages  int         // that were read
	New    int         // releases of which keep said so
	Same   bool        // the site says that nothing has changed
}

// Pull asks a source, and gives what it has to keep, which says whether that is new. Of
// a board it asks for further pages until one brings nothing new, or has what is older
// than a day that is named; those for which there is no time are asked for by the next pull. The state is right
// after an error as well: then it says when to try again; what was given to keep until
// then is whole, but not all. A source fails also where it gives another kind of document
// than before, or no release where it had some.
func (c *Client) Pull(ctx context.Context, source Source, state State, keep func(feed.Item) (isNew bool, err error)) (Pulled, error) {
	p := pull{Client: c, source: source, keep: keep, Pulled: Pulled{State: state}, seen: map[string]bool{}, begun: time.Now()}
	err := p.run(ctx)
	switch {
	case ctx.Err() != nil: // nobody's fault
		p.State = state
		return p.Pulled, ctx.Err()
	case p.unkept != nil:
		p.State = state
		return p.Pulled, p.unkept
	case err != nil:
		p.State.Validator = state.Validator // what is not whole is asked for again
		if !p.resumed || isLater(err) && state.Failures < maxResumed {
			p.State.Rest = state.Rest
		}
		p.State.failed(&source, err)
	default:
		if p.Report.Items > 0 {
			p.State.Kind = kindOf(&p.Report)
		}
		p.State.worked(&source, max(p.fresh, p.Report.Every))
	}
	return p.Pulled, err
}

// pull is the state of one call of Pull.
type pull struct {
	*Client
	Pulled
	source  Source
	keep    func(feed.Item) (bool, error)
	fresh   time.Duration
	seen    map[string]bool // pages
	older   bool            // a page had releases from before Since
	resumed bool            // it went on where the pull before had no time
	shifted int             // how many pages may be read again there, behind what is new
	unkept  error           // of keep
	links   []feed.Item     // of the page that is read, whose texts are at their own pages
	begun   time.Time
	texts   int   // that were asked for
	again   int   // of them, once more
	left    int   // that are asked for the next time
	later   int   // that failed one after the other, and may not the next time
	why     error // of the first that failed so
}

func (p *pull) run(ctx context.Context) error {
	first, login := p.source.Address, loginOf(p.source.Address)
	if p.State.Moved != "" {
		first = withLogin(p.State.Moved, login)
	}
	named := hostsOf(p.source.Address)
	next, err := p.ask(ctx, Request{Address: first, Named: named, Validator: p.State.Validator}, func(a *Answer) {
		p.fresh, p.State.Validator, p.Same = a.Fresh, a.Validator, a.NotModified
		if a.Moved != "" {
			p.State.Moved = a.Moved
		}
	})
	rest := ""
	if !p.isByHand() {
		rest, p.State.Rest = p.State.Rest, ""
	}
	for most := cmp.Or(p.source.Pages, MaxPages); err == nil && cmp.Or(next, rest) != "" && p.Pages < most; {
		if next == "" { // all that is new is read
			next, rest, p.Same, p.resumed, p.shifted = rest, "", false, true, p.Pages
		}
		if !p.isByHand() && time.Since(p.begun) > pullTime {
			p.State.Rest = next
			p.problem("further pages left for the next time: it takes longer than " + data.DurationWords(pullTime))
			return nil
		}
		next, err = p.ask(ctx, Request{Address: withLogin(next, login), Named: named}, func(*Answer) {})
	}
	if err == nil && p.left > 0 {
		p.State.Validator = Validator{} // the page may stay as it is
		p.leave()
	}
	return err
}

// isByHand reports whether it was said how much is asked for: then it is, whatever time that takes.
func (p *pull) isByHand() bool { return p.source.Since != 0 || p.source.Pages != 0 }

func (p *pull) problem(what string) {
	p.Report.Problems = append(p.Report.Problems, data.Problem{Place: data.Place{File: p.source.Address}, What: what})
}

// ask asks for a page, and returns the next one to ask for: none where this one is
// the last that is wanted, or has not changed. Note is told of the answer.
func (p *pull) ask(ctx context.Context, r Request, note func(*Answer)) (next string, err error) {
	var fresh int
	var report feed.Report
	r.Read = func(a *Answer, body io.Reader) (err error) {
		fresh, report, err = p.page(ctx, a, body)
		p.addReport(report)
		return err
	}
	answer, err := p.Get(ctx, r)
	if err != nil {
		return "", err
	}
	if note(answer); answer.NotModified {
		return "", nil
	}
	for _, it := range p.links {
		isNew, err := p.linked(ctx, it)
		if err != nil {
			return "", err
		}
		if isNew {
			fresh++
			p.New++
		}
	}
	p.links = nil
	if fresh == 0 && p.shifted > 0 && !p.older {
		p.shifted--
		return p.next(report.Next), nil
	}
	if p.older || fresh == 0 && (p.source.Since == 0 || report.Items == 0) || report.Links && !p.isByHand() {
		return "", nil
	}
	return p.next(report.Next), nil
}

// addReport adds the report of a page to those of the pages before.
func (p *pull) addReport(report feed.Report) {
	if p.Pages++; p.Pages == 1 {
		p.Report = report
		return
	}
	p.Report.Items += report.Items
	p.Report.Problems = append(p.Report.Problems, report.Problems...)
	p.Report.Categories = p.Report.Categories || report.Categories
	p.Report.Truncated = p.Report.Truncated || report.Truncated
}

// next returns the nearest page that was not read.
func (p *pull) next(list []string) string {
	for _, address := range list {
		if !p.seen[address] {
			p.seen[address] = true
			return address
		}
	}
	return ""
}

// page reads a page, and returns how many of its releases are new.
func (p *pull) page(ctx context.Context, answer *Answer, body io.Reader) (fresh int, r feed.Report, err error) {
	o := feed.Options{
		Format: p.source.Format, Address: answer.Address, ContentType: answer.ContentType, Category: p.source.Category,
		Date: data.DateOf(time.Now()), Links: true,
	}
	r, err = p.read(ctx, answer.Address, body, o, func(it feed.Item) error {
		if it.Date < p.source.Since {
			p.older = true
			return nil
		}
		if it.Elsewhere {
			p.links = append(p.links, it)
			return nil
		}
		isNew, err := p.keep(it)
		if isNew {
			fresh++
			p.New++
		}
		if p.unkept = err; err != nil {
			return err
		}
		return ctx.Err()
	})
	if ctx.Err() == nil && p.unkept == nil {
		if other := p.kindError(answer, &r, err); other != nil {
			err = other
		}
	}
	return fresh, r, err
}

// read parses a response body, within a limit of time for the whole: a hostile document may
// have many items that each take long.
func (c *Client) read(ctx context.Context, address string, r io.Reader, o feed.Options, keep func(feed.Item) error) (feed.Report, error) {
	limited, cancel := context.WithTimeout(ctx, c.o.Timeout+c.o.Reading)
	defer cancel()
	report, err := feed.Read(limited, address, r, o, keep)
	if limited.Err() != nil && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		err = newError(address, LimitExceeded, "to read it takes longer than %s", data.DurationWords(c.o.Reading))
	}
	return report, err
}

func sameHost(a, b string) bool {
	u, err := url.Parse(a)
	v, err2 := url.Parse(b)
	return err == nil && err2 == nil && u.Host == v.Host
}

// loginOf returns an address with the login in it, nil if it has none.
func loginOf(address string) *url.URL {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return u
	}
	return nil
}

// withLogin returns an address with the login of another of the same host.
func withLogin(address string, login *url.URL) string {
	u, err := url.Parse(address)
	if login == nil || err != nil || u.Host != login.Host || u.Scheme != login.Scheme {
		return address
	}
	u.User = login.User
	return u.String()
}

// hostsOf returns the host of an address that the user named.
func hostsOf(address string) []string {
	if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
		return []string{u.Hostname()}
	}
	return nil
}
