package feed

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/mmcdole/gofeed"

	"pressroom/data"
)

// syndication reads RSS, Atom and JSON Feed.
type syndication struct{}

func (syndication) is(head []byte, _ string) bool {
	head = bytes.TrimSpace(head)
	if bytes.HasPrefix(head, []byte("{")) {
		return isJSONFeed(head)
	}
	_, name := withoutPrefix(rootElement(head))
	return slices.Contains([]string{"rss", "feed", "rdf", "channel"}, name)
}

func isJSONFeed(head []byte) bool {
	version := bytes.Index(head, []byte(`"version"`))
	return version >= 0 && bytes.Contains(head[version:min(len(head), version+100)], []byte("jsonfeed.org"))
}

// rootElement returns the name of the first element of XML or HTML, in small letters.
func rootElement(head []byte) string {
	for {
		head = bytes.TrimSpace(head)
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			_, rest, found := bytes.Cut(head, []byte("-->"))
			if !found {
				return ""
			}
			head = rest
		case bytes.HasPrefix(head, []byte("<?")), bytes.HasPrefix(head, []byte("<!")):
			end := markupEnd(head)
			if end < 0 {
				return ""
			}
			head = head[end:]
		case bytes.HasPrefix(head, []byte("<")):
			name := head[1:min(len(head), 40)]
			if end := bytes.IndexAny(name, " \t\r\n>/"); end >= 0 {
				name = name[:end]
			}
			return strings.ToLower(string(name))
		default:
			return ""
		}
	}
}

// markupEnd returns the byte behind a declaration, which may have others within its
// brackets.
func markupEnd(head []byte) int {
	inner := false
	for i, c := range head {
		switch c {
		case '[':
			inner = true
		case ']':
			inner = false
		case '>':
			if !inner {
				return i + 1
			}
		}
	}
	return -1
}

func (s syndication) read(in *input) error {
	err := s.readItems(in)
	in.report.Site = cmp.Or(in.report.Site, in.report.Title)
	in.names.users = nil // no more are held
	if e := in.flush(); e != nil {
		return e
	}
	return err
}

// readItems reads all items, and holds them.
func (syndication) readItems(in *input) error {
	head, _ := in.r.Peek(headSize)
	if !bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) {
		b, err := in.all()
		if err != nil {
			return err
		}
		return in.jsonFeed(b)
	}
	f := xmlFeed{in: in, items: itemScanner{r: in.r, o: &in.o.Limits}}
	var batch []xmlItem
	bytesOf := 0
	for {
		item, err := f.items.next()
		switch {
		case err == nil:
			batch = append(batch, item)
			if bytesOf += len(item.xml); bytesOf < batchSize {
				continue
			}
		case err == errTooLong, err == errTooDeep, err == errCut:
		case err != io.EOF:
			return in.readError(err)
		}
		if err := f.read(batch); err != nil {
			return err
		}
		batch, bytesOf = batch[:0], 0
		switch err {
		case errTooLong, errTooDeep, errCut:
			f.number++
			if err == errTooLong {
				in.problem("item %d skipped: its text has more than the %s that are read", f.number, size(int64(in.o.Limits.Item)))
			} else {
				in.problem("item %d skipped: %v", f.number, err)
			}
			in.report.Truncated = err == errCut
		}
		if err == io.EOF || err == errCut {
			return f.end()
		}
	}
}

// entryOf makes an item of a feed's entry, of which so many bytes of text are read at most.
func entryOf(ctx context.Context, e *gofeed.Item, base *url.URL, most int) (Item, error) {
	text := e.Content
	if strings.TrimSpace(text) == "" {
		text = e.Description
	}
	if len(text) > most {
		return Item{}, fmt.Errorf("its text has %s, more than the %s that are read", size(int64(len(text))), size(int64(most)))
	}
	it := Item{ID: strings.TrimSpace(e.GUID), Title: plainText(e.Title), Date: entryDate(e)}
	it.Address = resolve(base, e.Link)
	if it.Address == "" && strings.HasPrefix(it.ID, "http") {
		it.Address = it.ID
	}
	for _, c := range e.Categories {
		if it.Category = plainText(c); it.Category != "" {
			break
		}
	}
	for _, a := range e.Authors {
		if a != nil && it.Author == "" {
			it.Author = author(a)
		}
	}
	if dc := e.DublinCoreExt; dc != nil && len(dc.Language) > 0 {
		it.Lang = dc.Language[0]
	}
	for _, enc := range e.Enclosures {
		if enc != nil && !strings.HasPrefix(enc.Type, "image/") {
			if address := resolve(base, enc.URL); address != "" {
				it.Attachments = append(it.Attachments, Attachment{Name: fileName(address), Address: address})
			}
		}
	}
	from := base
	if u, err := url.Parse(it.Address); err == nil && it.Address != "" {
		from = u
	}
	setHTML(ctx, &it, text, from)
	it.Excerpt = goesOn(it.Body)
	return it, nil
}

func author(p *gofeed.Person) string {
	if p.Name != "" {
		return plainText(p.Name)
	}
	return p.Email
}

// entryDate returns the day of an entry, in the zone that its date is written in.
func entryDate(e *gofeed.Item) data.Date {
	written := []string{e.Published, e.Updated}
	if dc := e.DublinCoreExt; dc != nil {
		written = append(written, dc.Date...)
	}
	for _, s := range written {
		if d := parseDate(s); d != 0 {
			return d
		}
	}
	for i, t := range []*time.Time{e.PublishedParsed, e.UpdatedParsed} {
		if t != nil && strings.ContainsFunc(written[i], unicode.IsLetter) && t.Year() > 0 && t.Year() <= 9999 {
			return data.DateOf(*t)
		}
	}
	return 0
}

// feedBase returns what relative links of a feed are resolved by.
func feedBase(base *url.URL, link string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(link))
	switch {
	case err != nil || link == "":
		return base
	case base != nil:
		return base.ResolveReference(u)
	case u.IsAbs():
		return u
	}
	return nil
}

func resolve(base *url.URL, ref string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	return u.String()
}

// maxEvery is the longest time that a feed can ask to be left alone.
const maxEvery = 7 * 24 * time.Hour

// interval returns how often a feed wants to be asked: RSS says it in minutes, and the
// syndication module in times a period.
func interval(head []byte) time.Duration {
	if n, err := strconv.Atoi(elementText(head, "ttl")); err == nil && n > 0 {
		return min(time.Duration(min(n, 1e6))*time.Minute, maxEvery)
	}
	period, ok := map[string]time.Duration{
		"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": maxEvery, "monthly": maxEvery, "yearly": maxEvery,
	}[elementText(head, "sy:updatePeriod")]
	if !ok {
		return 0
	}
	if n, err := strconv.Atoi(elementText(head, "sy:updateFrequency")); err == nil && n > 0 && n < 1000 {
		period /= time.Duration(n)
	}
	return period
}

// isComplete reports whether the head of a feed says that it lists all there is.
func isComplete(head []byte) bool {
	isThere := func(end string) bool { return bytes.Contains(head, []byte("<fh:complete"+end)) }
	return bytes.Contains(head, []byte("http://purl.org/syndication/history/1.0")) && slices.ContainsFunc([]string{"/>", " />", ">"}, isThere)
}

// elementText returns the text of the first element of a name without attributes.
func elementText(b []byte, name string) string {
	_, rest, _ := bytes.Cut(b, []byte("<"+name+">"))
	text, _, found := bytes.Cut(rest, []byte("</"+name))
	if !found {
		return ""
	}
	return strings.TrimSpace(string(text))
}
