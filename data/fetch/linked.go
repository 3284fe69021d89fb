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

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/text"
)

// The pages of releases that are asked for in one pull of a list of links: other sources wait
// for a site that is slow, or asks for long pauses.
const (
	maxTexts = 50
	maxAgain = 10 // of them that were asked for before
	maxLater = 3  // one after the other that cannot be had now: then the site is left alone
)

// pullTime is how long a pull may take until it asks for no other page.
const pullTime = 5 * time.Minute

// linked gives a release of a list of links to keep, with the text of its page where that is
// to be asked for. One whose page cannot be read is kept as it is listed; where that may be
// otherwise later, it is left for then.
func (p *pull) linked(ctx context.Context, it feed.Item) (isNew bool, err error) {
	known := Text{Due: true}
	if p.source.Text != nil {
		if known, p.unkept = p.source.Text(&it); p.unkept != nil {
			return false, p.unkept
		}
	}
	if !known.Due && !known.Same {
		p.why = cmp.Or(p.why, errFailed)
	}
	if !(known.Due && p.asked(ctx, &it, &known)) && !known.Same {
		if p.left++; ctx.Err() != nil || !known.Kept {
			return false, ctx.Err()
		}
	}
	isNew, p.unkept = p.keep(it)
	return isNew, p.unkept
}

// asked asks for the text of a release, and reports whether there is no more to be had later.
// Nothing is asked for any more where the site wants to be left alone, or looks to be down: one
// page that always fails keeps none behind it away.
func (p *pull) asked(ctx context.Context, it *feed.Item, known *Text) bool {
	if p.texts == maxTexts || p.later == maxLater || time.Since(p.begun) > pullTime || known.Same && p.again == maxAgain {
		return false
	}
	if p.texts++; known.Same {
		p.again++
	}
	answer, err := p.text(ctx, it, known)
	var e *Error
	isAlone := errors.As(err, &e) && isLater(err) && (e.Kind == Deferred || e.Status == http.StatusTooManyRequests || e.After > 0)
	if known.Got != nil && !isAlone && ctx.Err() == nil {
		known.Got(it, answer, err)
	}
	if !isLater(err) {
		p.later = 0
		return true
	}
	if p.later++; isAlone {
		p.later = maxLater
	}
	p.why = cmp.Or(p.why, err)
	return false
}

// isLater reports whether what failed may not fail later.
func isLater(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.Kind == Temporary || e.Kind == Deferred)
}

// errFailed is why a release is left whose page is not asked for.
var errFailed = errors.New("its page gave no text, and is asked for ever more seldom")

// leave says how many releases are left for the next time, and why.
func (p *pull) leave() {
	why := cmp.Or(p.why, errors.New("the text of each is on a page of its own"))
	p.problem(data.Count(p.left, "release") + " left for the next time: " + why.Error())
	p.Report.Problems[len(p.Report.Problems)-1].More = p.left
}

// text asks for the page of a release, and takes its text: where that is another one than what
// is kept, only if the page has it also when it is asked for once more. Some pages differ each time.
func (p *pull) text(ctx context.Context, it *feed.Item, known *Text) (*Answer, error) {
	read, answer, err := p.readText(ctx, it, known.Validator)
	if err != nil || read == nil {
		return answer, err
	}
	if d := read.Document(); known.Version != "" && new(data.Hasher).Hash(d.Date, d.Title, d.Body).String() != known.Version {
		again, _, err := p.readText(ctx, it, Validator{})
		if err != nil || again == nil || again.Body != read.Body {
			return &Answer{}, err // without the validators of a text that is not kept
		}
	}
	*it = *read
	return answer, nil
}

// readText asks for the page of a release, and returns the release with its text, nil where
// that has not changed or the page has none.
func (p *pull) readText(ctx context.Context, listed *feed.Item, v Validator) (*feed.Item, *Answer, error) {
	login := loginOf(p.source.Address)
	answer, err := p.Get(ctx, Request{Address: withLogin(listed.Address, login), Named: hostsOf(p.source.Address), Validator: v})
	if err != nil || answer.NotModified {
		return nil, answer, err
	}
	o := feed.Options{Address: answer.Address, ContentType: answer.ContentType, Date: listed.Date}
	var read []feed.Item
	if _, err = p.read(ctx, answer.Address, bytes.NewReader(answer.Body), o, func(one feed.Item) error {
		read = append(read, one)
		return nil
	}); err != nil || len(read) != 1 || read[0].Body == "" || !isOf(listed, &read[0]) {
		return nil, answer, err // it is kept as it is listed
	}
	one, whole := &read[0], *listed
	it := &whole
	it.Body, it.Attachments, it.Lang, it.Excerpt, it.Elsewhere = one.Body, one.Attachments, one.Lang, one.Excerpt, false
	if it.Author = one.Author; it.Category == p.source.Category {
		it.Category = cmp.Or(one.Category, it.Category)
	}
	if it.Undated {
		it.Date, it.Undated = one.Date, one.Undated
	}
	if it.HasCutTitle() {
		it.Title = one.Title
	}
	return it, answer, nil
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
