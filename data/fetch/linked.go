package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"
	"time"
	"unicode"

	"pressroom/data/feed"
	"pressroom/data/text"
)

// The pages of releases that are asked for in one pull of a list of links: other sources wait
// for a site that is slow, or asks for long pauses.
const (
	maxTexts = 50
	maxLater = 3               // one after the other that cannot be had now: then the site is left alone
	textTime = 5 * time.Minute // after which no other is asked for
)

// linked gives a release of a list of links to keep, with the text of its page where that is
// not kept yet. One whose page cannot be read is kept as it is listed; where that may be
// otherwise later, it is left for then.
func (p *pull) linked(ctx context.Context, it feed.Item) (isNew bool, err error) {
	kept, same := false, false
	if p.source.Has != nil {
		if kept, same, p.unkept = p.source.Has(&it); p.unkept != nil {
			return false, p.unkept
		}
	}
	if !same && !p.asked(ctx, &it) {
		if p.left++; ctx.Err() != nil || !kept {
			return false, ctx.Err()
		}
	}
	isNew, p.unkept = p.keep(it)
	return isNew, p.unkept
}

// asked asks for the text of a release, and reports whether there is no more to be had later.
// Nothing is asked for any more where the site wants to be left alone, or looks to be down: one
// page that always fails keeps none behind it away.
func (p *pull) asked(ctx context.Context, it *feed.Item) bool {
	if p.texts == maxTexts || p.later == maxLater || time.Since(p.begun) > textTime {
		return false
	}
	p.texts++
	err := p.text(ctx, it)
	var e *Error
	if !errors.As(err, &e) || e.Kind != Temporary && e.Kind != Deferred {
		p.later = 0
		return true
	}
	if p.later++; e.Kind == Deferred || e.Status == http.StatusTooManyRequests || e.After > 0 {
		p.later = maxLater
	}
	p.why = cmp.Or(p.why, e)
	return false
}

// text asks for the page of a release, and takes its text.
func (p *pull) text(ctx context.Context, it *feed.Item) error {
	login := loginOf(p.source.Address)
	answer, err := p.Get(ctx, Request{Address: withLogin(it.Address, login), Named: hostsOf(p.source.Address)})
	if err != nil {
		return err
	}
	o := feed.Options{Address: answer.Address, ContentType: answer.ContentType, Date: it.Date}
	var read []feed.Item
	if _, err = p.read(ctx, answer.Address, bytes.NewReader(answer.Body), o, func(one feed.Item) error {
		read = append(read, one)
		return nil
	}); err != nil || len(read) != 1 || read[0].Body == "" || !isOf(it, &read[0]) {
		return err // it is kept as it is listed
	}
	one := &read[0]
	it.Body, it.Attachments, it.Lang, it.Excerpt, it.Elsewhere = one.Body, one.Attachments, one.Lang, one.Excerpt, false
	if it.Author = one.Author; it.Category == p.source.Category {
		it.Category = cmp.Or(one.Category, it.Category)
	}
	if it.Undated {
		it.Date, it.Undated = one.Date, one.Undated
	}
	if strings.HasSuffix(it.Title, "…") || strings.HasSuffix(it.Title, "...") {
		it.Title = one.Title
	}
	return nil
}

// isOf reports whether a page is that of a release, as the half of the words of its headline
// tells: some sites answer with another page, as one that wants a consent or a browser's scripts.
func isOf(it, page *feed.Item) bool {
	words := func(s string) iter.Seq[string] {
		return strings.FieldsFuncSeq(text.Fold(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	}
	there, found, all := map[string]bool{}, 0, 0
	for w := range words(page.Title + " " + page.Body) {
		there[w] = true
	}
	for w := range words(it.Title) {
		if all++; there[w] {
			found++
		}
	}
	return 2*found >= all
}
