package feed

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/board"
	"pressroom/data/body"
	words "pressroom/data/text"
)

// Item is a release as a source has it, sanitised.
type Item struct {
	// ID is what its source names it by: a feed's GUID, a message's ID, else its
	// Address; "" where there is neither, or both name other items of its feed too.
	ID string

	Origin    Origin // the feed or list that it is of
	Source    string // that it says it is of, as in what pressroom exports; "" where it says none
	Address   string // of the release's own page, "" if it has none
	Date      data.Date
	Title     string // one line
	Category  string // "" if it has none
	Lang      string // ko, en: ISO 639-1; "" if that cannot be told
	Author    string // the person or office that it names as its author
	Body      string // see [body.Read]
	Excerpt   bool   // its source cuts the body off, or says that it goes on
	Undated   bool   // it has no date: Date is that of Options
	Elsewhere bool   // its text is at its address alone, as [Options].Links has it
	Linked    bool   // its feed has no GUID of it: ID is its link, which may be that of another later

	Attachments []Attachment // the body names them too, see [data.HasAttachment]
	Place       data.Place   // where it was read; line 0 where a format has no lines

	removed int   // characters of the body that were taken out already
	flat    error // why its HTML has no structure; nil where it has what it has
}

// Origin is what a feed or a list of releases says of itself, "" for what it does not say.
type Origin struct {
	Self  string // the address that it gives as its own
	Site  string // the address of the page that it belongs to
	Title string
}

func newOrigin(self, site, title string) Origin {
	line := func(s string) string {
		s, _ = data.SanitizeLine(s)
		return cut(data.OneLine(s), maxFeed)
	}
	return Origin{line(self), line(site), line(title)}
}

// Attachment is a file that a release comes with, or another thing with a name and an
// address.
type Attachment = body.File

// Document returns the release as stores take it. What they do not keep is left out.
func (it *Item) Document() data.Document {
	d := data.Document{
		Release: data.Release{Address: it.ID, Date: it.Date, Category: it.Category, Title: it.Title, Excerpt: it.Excerpt, Lang: it.Lang},
		Body:    it.Body, Place: it.Place,
	}
	if d.Link() == "" {
		d.Page = (&data.Release{Address: withoutTracking(it.Address)}).Link() // which a mail's address is not
	}
	return d
}

// HasCutTitle reports whether the headline says that it goes on.
func (it *Item) HasCutTitle() bool {
	return strings.HasSuffix(it.Title, "…") || strings.HasSuffix(it.Title, "...")
}

// Report is what was read, and what was not.
type Report struct {
	Format     Format
	Title      string         // of the feed
	Site       string         // that a page says it is of, or the title of a feed; "" where neither is said
	Items      int            // given to keep
	Categories bool           // some have a category of their own
	Problems   []data.Problem // what was skipped, mended or guessed
	Truncated  bool           // the last item seems cut off: the file may still be being written

	Complete bool // the feed says that it lists all there is: what it does not list is gone (RFC 5005)

	Links  bool          // it is a page that lists links alone
	List   bool          // it goes on: a feed, a board's list or text; not the page of one release
	Feeds  []Attachment  // that a page names, as its alternates
	Boards []Attachment  // that a page links
	Next   []string      // addresses of further pages of the same board, nearest first
	Every  time.Duration // how often the feed wants to be asked, 0 if it does not say
}

// Options say what is known of the bytes.
type Options struct {
	Format      Format    // "" to look at the bytes
	Address     string    // where they come from: relative links are resolved by it
	ContentType string    // of the HTTP response, for its charset
	Category    string    // for items that have none
	Date        data.Date // for items that have none; 0 to skip them
	Limits      Limits    // zero values are the defaults
	Links       bool      // gives also what a page lists as links alone
}

// Limits bound what is read. A zero field is its default.
type Limits struct {
	Document int64 // bytes of a document that is read as a whole; 64 MiB
	Item     int   // bytes of one item's text; 4 MiB
	Items    int   // 2,000,000
	Files    int   // in archives; 100,000
	Unpacked int64 // bytes of all files of an archive; 2 GiB
	Nesting  int   // of elements in a feed; 200
	Archives int   // within archives; 2
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Document: cmp.Or(l.Document, 64<<20), Item: cmp.Or(l.Item, 4<<20), Items: cmp.Or(l.Items, 2_000_000), Files: cmp.Or(l.Files, 100_000),
		Unpacked: cmp.Or(l.Unpacked, 2<<30), Nesting: cmp.Or(l.Nesting, 200), Archives: cmp.Or(l.Archives, 2),
	}
}

// Limits of an item's fields, in bytes.
const (
	maxTitle       = 1000
	maxField       = 200
	maxID          = 1000
	maxFeed        = 500
	maxAttachments = 50
)

// tidy sanitises an item, and fills in what can be told. It returns what it mended,
// and why the item cannot be kept, if so.
func (it *Item) tidy(o *Options) (mended []string, err error) {
	removed := it.removed
	for _, f := range []struct {
		text *string
		most int
	}{{&it.Title, maxTitle}, {&it.Category, maxField}, {&it.Author, maxField}, {&it.ID, maxID}, {&it.Lang, maxField}, {&it.Source, maxField}} {
		clean, n := data.SanitizeLine(*f.text)
		removed += n
		if *f.text = data.OneLine(clean); len(*f.text) > f.most {
			*f.text = cut(*f.text, f.most)
			mended = append(mended, fmt.Sprintf("a field was cut at %d bytes", f.most))
		}
	}
	if it.flat != nil {
		mended = append(mended, fmt.Sprintf("its HTML could not be read (%v): its text was kept without structure", it.flat))
	}
	clean, n := data.Sanitize(it.Body)
	it.Body = strings.TrimSpace(clean)
	if removed += n; removed > 0 {
		mended = append(mended, fmt.Sprintf("%s that could command a terminal or be no text taken out", data.Count(removed, "character")))
	}
	if len(it.Body) > o.Limits.Item {
		return mended, fmt.Errorf("its text has %d bytes, more than the %d that are read", len(it.Body), o.Limits.Item)
	}
	if it.Address = body.WebAddress(it.Address, nil); it.ID == "" {
		it.ID = withoutTracking(it.Address)
	}
	if it.Title == "" {
		it.Title = firstWords(it.Body)
	}
	if it.Title == "" {
		return mended, fmt.Errorf("it has no title and no text")
	}
	if it.Date == 0 {
		it.Date, _ = board.DateInWords(body.Words(it.Body))
	}
	if it.Date == 0 && o.Date != 0 {
		it.Date, it.Undated = o.Date, true
		mended = append(mended, "it has no date: taken as of "+o.Date.String())
	}
	if it.Date == 0 {
		return mended, fmt.Errorf("it has no date that can be read")
	}
	if it.Category == "" {
		it.Category, _ = data.SanitizeLine(o.Category)
	}
	it.Lang = words.Language(it.Lang, it.Title, withoutAttached(it.Body))
	if it.Attachments = tidyAttachments(it.Attachments); len(it.Attachments) > 0 && !data.HasAttachment(it.Body) {
		it.Body = body.Attach(it.Body, it.Attachments)
	}
	return mended, nil
}

// withoutAttached returns a text without the line that names its attachments, whose names
// may be in another language.
func withoutAttached(text string) string {
	if data.HasAttachment(text) {
		return text[:strings.LastIndexByte(text, '\n')+1]
	}
	return text
}

func tidyAttachments(list []Attachment) []Attachment {
	var kept []Attachment
	seen := map[Attachment]bool{}
	for _, a := range list {
		a.Name, _ = data.SanitizeLine(a.Name)
		a.Name = cut(data.OneLine(a.Name), maxField)
		had := a.Address
		a.Address = body.WebAddress(a.Address, nil)
		if a.Address == "" && had != "" || a.Name == "" && a.Address == "" || seen[a] || len(kept) == maxAttachments {
			continue
		}
		if a.Name == "" {
			a.Name = fileName(a.Address)
		}
		seen[a] = true
		kept = append(kept, a)
	}
	return kept
}

// cut returns s cut at a character, with an ellipsis, so that it has at most n bytes.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n -= len("…")
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n]) + "…"
}

// maxGuessedTitle is the most bytes of a text that stand for a headline that is
// missing.
const maxGuessedTitle = 120

// firstWords returns the beginning of a text as a headline.
func firstWords(text string) string {
	first, _, _ := strings.Cut(body.Words(text), "\n")
	if s, _, found := strings.Cut(first, ". "); found {
		first = s
	}
	return cut(data.OneLine(strings.TrimLeft(first, "#>*- ")), maxGuessedTitle)
}

// broken is how feeds say at the end of a text that it goes on elsewhere.
var broken = data.Pattern(`(?i)(?:…|\.\.\.)[\])]?\s*(?:[\[(]?(?:read more|continue reading|read the full|more)\b.{0,80}|더\s?보기.{0,8}|[»→]\s*)?$`)

// goesOn reports whether a text says at its end that it goes on elsewhere. Not to end
// with a stop says nothing: feeds give whole texts that do not.
func goesOn(text string) bool {
	text = strings.TrimSpace(withoutAttached(text))
	last := text[strings.LastIndexByte(text, '\n')+1:]
	return (strings.Contains(last, "…") || strings.Contains(last, "...")) && broken().MatchString(last)
}
