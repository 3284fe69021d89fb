package model

import (
	"context"
	"fmt"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/archive"
)

// Start asks for what a reader is opened on: see [Reader.SetLetters]. What
// there is to read is not listed in the meantime, as if it were the answer.
func (r *Reader) Start(s string) tea.Cmd {
	cmd := r.SetLetters(s)
	if r.searching {
		r.takeAway()
		r.shown = -1
	}
	return cmd
}

// ask changes the query and lists what it finds.
func (r *Reader) ask(q data.Query, want landing) tea.Cmd {
	if q.String() != r.query.String() {
		r.snippets = map[int]archive.Snippet{}
	}
	r.query = q
	r.held = r.held && want != onBest
	r.stopAsking()
	return r.answer(want, r.lib.Len() <= inlineRows)
}

// recount asks the same again, now that it is known who and what the releases
// name. What is listed stands in the meantime.
func (r *Reader) recount() tea.Cmd {
	if !r.query.Texted() {
		return r.ask(r.query, onSame)
	}
	r.stopAsking()
	cmd := r.search(texts, onSame)
	r.searching = false
	return cmd
}

// answer lists what the query finds: headlines at once or by a command, then
// texts by a command. While nothing of the answer is known the list stays as it
// is, for [AnswerDelay].
func (r *Reader) answer(want landing, atOnce bool) tea.Cmd {
	r.want, r.err = want, nil
	if len(r.query.Clauses) > 0 || r.query.Named() && r.lib.named() == nil { // headlines alone cannot tell
		return r.search(texts, want)
	}
	if !atOnce {
		return r.search(headlines, want)
	}
	l, err := find(r.o.Context, r.lib, r.query, r.listing, headlines)
	if err != nil {
		r.fail(err)
		return nil
	}
	return r.takeHeadlines(l)
}

// typedTexts is the size of library up to which typed letters are looked for
// in the texts as well. Larger ones take minutes to index: there the texts are
// searched for what only they can answer, a phrase, say.
const typedTexts = 200_000

// textsToo reports whether the query goes on to the texts when headlines have
// answered it.
func (r *Reader) textsToo() bool { return r.query.Texted() && r.lib.Len() <= typedTexts }

// HeadlinesOnly reports whether the query is looked for in headlines alone,
// since there are too many texts: a phrase goes on to them.
func (r *Reader) HeadlinesOnly() bool {
	return r.query.Words != "" && len(r.query.Clauses) == 0 && r.query.Texted() && !r.textsToo()
}

// takeHeadlines lists what was found by headlines, and goes on to the texts.
// Where no headline was found nothing is known yet.
func (r *Reader) takeHeadlines(l *Listing) tea.Cmd {
	if !r.textsToo() {
		return r.take(l)
	}
	if l.Len() == 0 {
		return r.search(texts, r.want)
	}
	cmd := tea.Batch(r.take(l), r.search(texts, onSame))
	r.searching = false // what is listed is of this query
	return cmd
}

// search returns the command that answers the query to a depth, and the one
// that tells when that takes long.
func (r *Reader) search(deep depth, want landing) tea.Cmd {
	r.want, r.searching = want, true
	ctx, cancel := context.WithCancel(r.o.Context)
	r.withdraw = cancel
	lib, q, prev, generation, admit := r.lib, r.query, r.listing, r.generation, r.o.Admit
	answer := func() tea.Msg {
		defer cancel()
		l, err := lib.answer(ctx, q, prev, deep, admit)
		if ctx.Err() != nil {
			return nil // withdrawn: a newer question is under way
		}
		return Found{generation, l, deep, err}
	}
	return tea.Batch(answer, tea.Tick(AnswerDelay, func(time.Time) tea.Msg { return overdue{generation} }))
}

// SearchTime is how long a reader's search may take, its admission counted and
// the making of the indexes that it needs not.
const SearchTime = 10 * time.Second

// errSlow is what a search comes to that takes longer.
var errSlow = fmt.Errorf("no answer within %v: ask for less, with fewer or longer words", SearchTime)

// answer is find for a reader: it waits for the indexes, is admitted, and has a
// limited time.
func (l *Library) answer(ctx context.Context, q data.Query, prev *Listing, deep depth, admit func(context.Context) (func(), error)) (*Listing, error) {
	if deep == texts && q.Texted() {
		if _, err := l.Archive(ctx); err != nil {
			return nil, err
		}
	}
	if q.Named() {
		if _, err := l.Names(ctx); err != nil {
			return nil, err
		}
	}
	own, done := l.while(ctx)
	defer done()
	own, cancel := context.WithTimeout(own, SearchTime)
	defer cancel()
	found, err := admitted(own, admit, func() (*Listing, error) { return find(own, l, q, prev, deep) })
	switch {
	case err == nil || ctx.Err() != nil:
		return found, err
	case l.life.Err() != nil:
		return nil, ErrClosed
	case own.Err() != nil:
		return nil, errSlow
	}
	return nil, err
}

// admitted calls search when admit lets it begin.
func admitted(ctx context.Context, admit func(context.Context) (func(), error), search func() (*Listing, error)) (*Listing, error) {
	if admit != nil {
		leave, err := admit(ctx)
		if err != nil {
			return nil, err
		}
		defer leave()
	}
	return search()
}

// found takes an answer in.
func (r *Reader) found(msg Found) tea.Cmd {
	if msg.generation != r.generation {
		return nil // late
	}
	r.withdraw = nil
	switch {
	case msg.err != nil:
		r.fail(msg.err)
		return nil
	case msg.deep == headlines:
		return r.takeHeadlines(msg.listing)
	case msg.listing.orgs == nil && r.lib.named() != nil: // names became known under way
		return tea.Batch(r.take(msg.listing), r.recount())
	}
	return r.take(msg.listing)
}

// fail notes that the query cannot be answered whole. What is of an earlier one
// is no longer listed.
func (r *Reader) fail(err error) {
	r.takeAway()
	r.err, r.searching, r.overdue = err, false, false
}

// stopAsking withdraws the question that is under way: its answer would be
// late, and so would be the snippets that are under way.
func (r *Reader) stopAsking() {
	r.generation++
	maps.DeleteFunc(r.snippets, func(_ int, s archive.Snippet) bool { return s.Text == "" })
	if r.withdraw != nil {
		r.withdraw()
		r.withdraw = nil
	}
}

// overdue says that the answer to a question has taken longer than [AnswerDelay].
type overdue struct{ generation uint64 }

// late tells that an answer is awaited, if it still is.
func (r *Reader) late(msg overdue) {
	if msg.generation == r.generation && r.withdraw != nil {
		r.overdue = true
		r.takeAway()
	}
}

// takeAway stops listing what an earlier query found. The cursor will return to
// its release.
func (r *Reader) takeAway() {
	if !r.searching || r.listing.unknown {
		return
	}
	if back := r.before >= 0 && r.prompt != FilterPrompt; !back && r.want == onSame && r.cursor < r.listing.Len() {
		r.want, r.land = onRow, r.listing.Number(r.cursor)
	}
	r.listing, r.cursor = unknownListing(r.lib, r.query), 0
}
