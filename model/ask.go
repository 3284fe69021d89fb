package model

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

// Start asks for what a reader is opened on: see [Reader.SetLetters]. What
// there is to read is not listed in the meantime, as if it were the answer.
func (r *Reader) Start(s string) tea.Cmd {
	cmd := r.SetLetters(s)
	r.back = nil
	if r.Searching() {
		r.clearStale()
		r.shown = -1
	}
	return cmd
}

// ask changes the query; what is left by that can be gone back to.
func (r *Reader) ask(q data.Query, want cursorTarget) tea.Cmd {
	if r.prompt != FilterPrompt && q.String() != r.query.String() {
		r.pushView(r.currentView())
	}
	return r.setQuery(q, want)
}

// setQuery is ask without a new view in the history.
func (r *Reader) setQuery(q data.Query, want cursorTarget) tea.Cmd {
	if q.String() != r.query.String() {
		r.snippets, r.queryMarks = snippets{}, r.marksFor(q)
	}
	r.query = q
	r.pinned = r.pinned && want != firstRelease
	return r.answer(want, r.lib.Len() <= inlineRows)
}

// AskAgain lists what is asked for by the marks as they are now.
func (r *Reader) AskAgain() tea.Cmd {
	if r.query.Is == 0 || r.queryMarks == r.marking.now {
		return nil
	}
	r.queryMarks = r.marksFor(r.query)
	return r.setQuery(r.query, sameRelease)
}

// recount asks again when the index of names is made; the list stays in the meantime.
func (r *Reader) recount() tea.Cmd {
	if !r.query.Texted() {
		return r.ask(r.query, sameRelease)
	}
	return r.search(withTexts, sameRelease, false)
}

// answer lists what the query finds: headlines at once or by a command, then texts by a command.
func (r *Reader) answer(want cursorTarget, atOnce bool) tea.Cmd {
	if len(r.query.Clauses) > 0 || r.query.Named() && r.lib.named() == nil { // headlines alone cannot tell
		return r.search(withTexts, want, true)
	}
	if !atOnce {
		return r.search(headlines, want, true)
	}
	r.endQuestion(nil)
	l, err := find(r.o.Context, r.lib, r.query, r.queryMarks, r.listing, headlines)
	if err != nil {
		r.listing, r.cursor = unknownListing(r.lib, r.query), 0
		r.endQuestion(err)
		return nil
	}
	return r.takeHeadlines(l, want)
}

// typedTexts is the library up to which typed letters are looked for in texts too: a larger one takes minutes to index.
// It is changed by tests.
var typedTexts = 200_000

// textsToo reports whether the query goes on to the texts.
func (r *Reader) textsToo() bool { return r.query.Texted() && r.lib.Len() <= typedTexts }

// HeadlinesOnly reports whether the query is looked for in headlines alone, since there are too many texts.
func (r *Reader) HeadlinesOnly() bool {
	return r.query.Words != "" && len(r.query.Clauses) == 0 && r.query.Texted() && !r.textsToo()
}

// takeHeadlines lists what was found by headlines, and goes on to the texts.
func (r *Reader) takeHeadlines(l *Listing, want cursorTarget) tea.Cmd {
	if !r.textsToo() {
		return r.take(l, want)
	}
	_, ready := r.lib.texts.Ready()
	if _, some := l.Range(InHeadlines); some == 0 && (ready || l.Len() == 0 || r.lib.Len() <= inlineRows) {
		return r.search(withTexts, want, true) // texts come before what is left
	}
	then := sameRelease
	if want == firstRelease || want >= 0 && l.placeOf(int(want)) < 0 { // it may match in its text
		then = want
	}
	return tea.Batch(r.take(l, want), r.search(withTexts, then, false))
}

// question is a query that was asked and is not answered whole.
type question struct {
	want     cursorTarget // where the cursor goes when the answer comes
	stale    bool         // the list is still that of an earlier query
	overdue  bool         // it has taken longer than AnswerDelay
	err      error        // why it cannot be answered; nil while it is under way
	withdraw context.CancelFunc
}

// asking returns the question that is under way, or nil.
func (r *Reader) asking() *question {
	if r.question == nil || r.question.err != nil {
		return nil
	}
	return r.question
}

// endQuestion ends the question: with an error where it cannot be answered.
func (r *Reader) endQuestion(err error) {
	if q := r.asking(); q != nil {
		q.withdraw()
	}
	if err == nil {
		r.question = nil
		return
	}
	next := question{err: err}
	if r.question != nil {
		next.want = r.question.want
	}
	r.question = &next
}

// search returns the command that answers the query to a depth, in place of the one before, and its timer.
func (r *Reader) search(deep depth, want cursorTarget, stale bool) tea.Cmd {
	ctx, cancel := context.WithCancel(r.o.Context)
	asked := &question{want: want, stale: stale, withdraw: cancel}
	if before := r.asking(); before != nil {
		before.withdraw()
		asked.overdue = before.overdue && stale
	}
	r.question = asked
	lib, q, prev, admit, marks := r.lib, r.query, r.listing, r.o.Admit, r.queryMarks
	answer := func() tea.Msg {
		defer cancel()
		l, err := lib.answer(ctx, q, marks, prev, deep, admit)
		if ctx.Err() != nil {
			return nil // withdrawn: a newer question is under way
		}
		return Found{asked, l, deep, err}
	}
	return tea.Batch(answer, after(AnswerDelay, func() tea.Cmd { return r.markOverdue(asked) }))
}

// SearchTime is how long a reader's search may take, with its admission and without the making of indexes.
const SearchTime = 10 * time.Second

// errSlow is the error of a search that takes longer.
var errSlow = fmt.Errorf("no answer within %v: narrow the query, or use longer words", SearchTime)

// answer is find for a reader: it waits for the indexes, and its search is limited.
func (l *Library) answer(ctx context.Context, q data.Query, marks *store.Marks, prev *Listing, deep depth, admit Admission) (*Listing, error) {
	if deep == withTexts && q.Texted() {
		if _, err := l.Texts(ctx); err != nil {
			return nil, err
		}
	}
	if q.Named() {
		if _, err := l.Names(ctx); err != nil {
			return nil, err
		}
	}
	return limited(ctx, l, admit, func(ctx context.Context) (*Listing, error) { return find(ctx, l, q, marks, prev, deep) })
}

// limited runs an admitted search until ctx is done, the library is closed, or [SearchTime] has passed.
func limited[T any](ctx context.Context, l *Library, admit Admission, search func(context.Context) (T, error)) (found T, err error) {
	own, cancel := context.WithTimeout(ctx, SearchTime)
	defer cancel()
	defer context.AfterFunc(l.life, cancel)()
	leave := func() {}
	if admit != nil {
		leave, err = admit(own)
	}
	if err == nil {
		defer leave()
		found, err = search(own)
	}
	switch {
	case err == nil || ctx.Err() != nil:
		return found, err
	case l.life.Err() != nil:
		return found, ErrClosed
	case own.Err() != nil:
		return found, errSlow
	}
	return found, err
}

func (r *Reader) found(msg Found) tea.Cmd {
	asked := r.question
	if msg.question != asked {
		return nil // late
	}
	switch {
	case msg.err != nil: // what is of an earlier query is no longer listed
		r.clearStale()
		r.endQuestion(msg.err)
		return nil
	case msg.deep == headlines:
		return r.takeHeadlines(msg.listing, asked.want)
	case !msg.listing.Named() && r.lib.named() != nil: // names became known under way
		return tea.Batch(r.take(msg.listing, asked.want), r.recount())
	}
	return r.take(msg.listing, asked.want)
}

// markOverdue marks a question as overdue, if its answer is still awaited.
func (r *Reader) markOverdue(asked *question) tea.Cmd {
	if r.asking() == asked {
		asked.overdue = true
		r.clearStale()
	}
	return nil
}

// clearStale empties a list of an earlier query. The cursor will return to its release.
func (r *Reader) clearStale() {
	q := r.asking()
	if q == nil || !q.stale || r.listing.unknown {
		return
	}
	if back := r.beforePrompt >= 0 && r.prompt != FilterPrompt; !back && q.want == sameRelease && r.cursor < r.listing.Len() {
		q.want = cursorTarget(r.listing.Number(r.cursor))
	}
	r.listing, r.cursor = unknownListing(r.lib, r.query), 0
}

// MoveTo puts the cursor on place i of the list, or on the nearest there is.
func (r *Reader) MoveTo(i int) tea.Cmd {
	i = min(max(i, 0), max(0, r.listing.Len()-1))
	if i == r.Cursor() {
		return nil
	}
	r.cursor, r.pinned = i, true
	r.keepCursor()
	return r.moving()
}

// keepCursor keeps the cursor where the user put it when the pending answer comes.
func (r *Reader) keepCursor() {
	if q := r.asking(); q != nil && !q.stale && q.want >= 0 {
		q.want = sameRelease
	}
}

// Step goes to the n-th release on, and shows it. At an end it reports false.
func (r *Reader) Step(n int) bool {
	i := r.cursor + n
	if i < 0 || i >= r.listing.Len() {
		return false
	}
	r.cursor, r.pinned = i, true
	r.keepCursor()
	r.moved++
	r.show()
	return true
}

// Part returns the places of the list from and before which what stands with
// place i is: releases of its month, or where the list has another order, the
// section.
func (r *Reader) Part(i int) (from, to int) {
	l := r.listing
	n := l.Len()
	if i < 0 || i >= n {
		return 0, n
	}
	if l.Ranked() {
		return l.Range(l.Section(i))
	}
	month := func(i int) int { return int(r.lib.Days()[r.lib.DayOf(l.Number(i))]) / 100 }
	here := month(i)
	from = sort.Search(n, func(k int) bool { return month(k) <= here })
	to = sort.Search(n, func(k int) bool { return month(k) < here })
	return from, to
}

// take lists what was found and puts the cursor where it belongs.
func (r *Reader) take(l *Listing, want cursorTarget) tea.Cmd {
	old := r.under()
	if r.beforePrompt >= 0 && r.prompt != FilterPrompt {
		old, r.beforePrompt = r.beforePrompt, -1
	}
	if want == firstRelease && r.pinned { // the user has moved it meanwhile
		want = sameRelease
	}
	r.endQuestion(nil)
	r.listing, r.vain = l, r.lib.VainExclusions(l.Query)
	r.cursor = min(r.cursor, max(0, l.Len()-1))
	if want >= 0 {
		old = int(want)
	}
	switch {
	case want == firstRelease:
		r.cursor = 0
	case old >= 0:
		if i := l.placeOf(old); i >= 0 {
			r.cursor = i
		}
	}
	if r.focus == ReleasePane && r.shown >= 0 { // the release that is read stays
		r.moved++
		return r.suggestLater()
	}
	return tea.Batch(r.moving(), r.suggestLater())
}

// placeOf returns where in the list the release of a number is, or -1.
func (l *Listing) placeOf(number int) int { return slices.Index(l.numbers, int32(number)) }

// moving notes that the cursor moved, and shows what is under it when it rests.
func (r *Reader) moving() tea.Cmd {
	r.moved++
	if r.listing.Len() == 0 {
		r.shown = -1
		return nil
	}
	if r.AtRest() {
		return nil
	}
	if r.shown < 0 {
		r.show()
		return nil
	}
	moved := r.moved
	return after(SettleTime, func() tea.Cmd {
		if r.moved == moved { // the cursor rests
			r.show()
		}
		return nil
	})
}

// AtRest reports whether the release under the cursor is the one that is shown.
func (r *Reader) AtRest() bool {
	return r.listing.Len() == 0 || r.listing.Number(r.cursor) == r.shown
}

// show puts the release under the cursor in the release pane.
func (r *Reader) show() { r.shown = r.under() }

// under returns the number of the release under the cursor, -1 where there is none.
func (r *Reader) under() int {
	if r.cursor >= r.listing.Len() {
		return -1
	}
	return r.listing.Number(r.cursor)
}
