package feed

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/mmcdole/gofeed"

	"pressroom/data"
)

// xmlFeed is a feed that is read.
type xmlFeed struct {
	in     *input
	items  itemScanner
	number int   // of the last item
	some   bool  // an item could be read
	wrong  error // of the first that could not
}

// xmlPart is some items of a feed, as XML and as what they say.
type xmlPart struct {
	xml     []xmlItem
	feed    *gofeed.Feed
	removed int   // control characters
	err     error // the XML cannot be read
	items   []Item
	faults  []error // of each item that cannot be kept
}

// read reads some items, a part of them on each core. Where those of a part cannot be read
// together, each is read by itself.
func (f *xmlFeed) read(items []xmlItem) error {
	if len(items) == 0 {
		return nil
	}
	cores := min(runtime.GOMAXPROCS(0), len(items))
	parts := make([]xmlPart, cores)
	if err := data.Parallel(context.Background(), cores, func(_ context.Context, i int) error {
		parts[i] = f.part(items[i*len(items)/cores : (i+1)*len(items)/cores])
		return nil
	}); err != nil {
		return f.in.wrap(err)
	}
	removed := 0
	for i := range parts {
		removed += parts[i].removed
	}
	f.noteRemoved(removed)
	for i := range parts {
		if err := f.take(&parts[i]); err != nil {
			return err
		}
	}
	return nil
}

// take gives the items of a part, and reports those that cannot be read.
func (f *xmlFeed) take(p *xmlPart) error {
	if p.err == nil && len(p.items) == len(p.xml) {
		return f.give(p)
	}
	for i := range p.xml {
		if err := f.in.ctx.Err(); err != nil {
			return err
		}
		one := p
		if len(p.xml) > 1 {
			read := f.part(p.xml[i : i+1])
			one = &read
		}
		err := one.err
		if err == nil && len(one.items) == 0 {
			err = errors.New("there is nothing in it that can be read")
		}
		if err == nil {
			if err := f.give(one); err != nil {
				return err
			}
			continue
		}
		f.wrong = cmp.Or(f.wrong, err)
		f.number++
		f.in.problem("item %d skipped: %v", f.number, err)
	}
	return nil
}

// part reads items as a feed. A panic of the parser is an error. It changes nothing of f,
// as several parts are read at once.
func (f *xmlFeed) part(items []xmlItem) (p xmlPart) {
	p.xml = items
	defer func() {
		if r := recover(); r != nil {
			p.err = fmt.Errorf("it cannot be read: %v", r)
		}
	}()
	texts := f.parse(&p)
	if p.err != nil {
		return p
	}
	base := feedBase(f.in.base, p.feed.Link)
	p.items, p.faults = make([]Item, len(p.feed.Items)), make([]error, len(p.feed.Items))
	for i, entry := range p.feed.Items {
		if texts != nil {
			texts[i].give(entry)
		}
		p.items[i], p.faults[i] = entryOf(f.in.ctx, entry, base, f.in.o.Limits.Item)
	}
	return p
}

// parse parses the items of a part without their texts, and returns these; or, where it
// cannot be told whose they are, with them, and returns nil.
func (f *xmlFeed) parse(p *xmlPart) []itemTexts {
	b, texts, ofTexts := f.items.feedOf(p.xml)
	b, p.removed = withoutControls(b)
	p.feed, p.err = newFeedParser().Parse(bytes.NewReader(b))
	if p.err == nil && len(p.feed.Items) == len(p.xml) {
		p.removed += ofTexts
		return texts
	}
	b, p.removed = withoutControls(f.items.wholeFeedOf(p.xml))
	p.feed, p.err = newFeedParser().Parse(bytes.NewReader(b))
	return nil
}

// newFeedParser returns a parser that looks for no pictures in the texts: it would read the
// HTML of each for that.
func newFeedParser() *gofeed.Parser {
	p := gofeed.NewParser()
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p
}

func (f *xmlFeed) noteRemoved(n int) {
	if n > 0 {
		f.in.problem("%s taken out", data.Count(n, "control character"))
	}
}

// give gives the items of a part.
func (f *xmlFeed) give(p *xmlPart) error {
	in := f.in
	f.some = true
	in.report.Title = cmp.Or(in.report.Title, plainText(p.feed.Title))
	in.names.origin = newOrigin(resolve(in.base, p.feed.FeedLink), resolve(in.base, p.feed.Link), plainText(p.feed.Title))
	for i, it := range p.items {
		f.number++
		if p.faults[i] != nil {
			in.problem("item %d skipped: %v", f.number, p.faults[i])
			continue
		}
		it.Lang = cmp.Or(it.Lang, p.feed.Language)
		if err := in.hold(it, f.number); err != nil {
			return err
		}
	}
	return nil
}

// end reports what is to be said of the feed as a whole.
func (f *xmlFeed) end() error {
	in := f.in
	in.report.Every = interval(f.items.head)
	in.report.Complete = isComplete(f.items.head)
	in.report.List = true
	switch {
	case f.some || f.number > 0 && f.wrong == nil:
		return nil
	case f.wrong != nil:
		return in.errorf("it is no feed that can be read: %v", f.wrong)
	}
	p := f.part(nil)
	f.noteRemoved(p.removed)
	if p.err != nil {
		return in.errorf("it is no feed that can be read: %v", p.err)
	}
	in.report.Title = plainText(p.feed.Title)
	in.problem("the feed has no items")
	return nil
}
