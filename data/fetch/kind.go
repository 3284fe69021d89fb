package fetch

import (
	"cmp"
	"mime"
	"strings"

	"pressroom/data"
	"pressroom/data/feed"
)

// A site answers with status 200 and a page also where it is being mended, wants a login
// or a consent. That such a page is no release is told by what the source gave before: it
// is another kind of document. A source of which nothing is known yet may be a feed or a
// list, as [Client.Discover] finds them; the page of one release is followed only where
// the user has said so, by [Source].Format.

// The kinds of pages that list releases, and that list links alone, as the page that a site
// shows in the place of a board may. The other kinds are formats.
const (
	listKind  = "list"
	linksKind = "links"
)

// kindOf returns the kind of a document, "" where its format is not known.
func kindOf(r *feed.Report) string {
	switch {
	case r.Format == feed.Pages && r.Links:
		return linksKind
	case r.Format == feed.Pages && r.List:
		return listKind
	}
	return string(r.Format)
}

// kindNames say what a kind is; any other is a document of its format.
var kindNames = map[string]string{
	string(feed.Feed): "a feed", string(feed.Pages): "a page", listKind: "a list of releases", linksKind: "a list of links", string(feed.Board): "the text of a board",
}

func kindName(kind string) string { return cmp.Or(kindNames[kind], "a "+kind+" document") }

// kindError returns an error where a document, read with err, is not what its source gives.
func (p *pull) kindError(a *Answer, r *feed.Report, err error) error {
	kind, want := kindOf(r), p.State.Kind
	if p.source.Format != "" { // it was read so, whatever it is
		want = string(p.source.Format)
		if (kind == listKind || kind == linksKind) && want == string(feed.Pages) {
			want = kind
		}
		if media, _, _ := mime.ParseMediaType(a.ContentType); err != nil && media == "text/html" {
			kind = string(feed.Pages)
		}
	}
	switch {
	case kind == "": // it is empty, or of no format, which err says
		return nil
	case want == "" && kind == string(feed.Pages):
		return newError(a.Address, Unavailable, "gave a page%s where a feed or a list of releases was looked for: kept nothing%s", titled(r), meant(feed.Pages))
	case want != "" && kind != want && (p.source.Format == "" || r.Format != feed.Archive): // which has files of the format
		return newError(a.Address, Temporary, "gave %s%s where it gives %s: kept nothing%s", kindName(kind), titled(r), kindName(want), meant(r.Format))
	case err == nil && r.Items == 0 && p.State.Kind != "" && p.Pages == 0:
		return newError(a.Address, Temporary, "gave %s without a release where it had some: kept nothing", kindName(kind))
	}
	return nil
}

// meant says what to do where a document of another format is what is to be read.
func meant(f feed.Format) string {
	return "; if that is meant: pressroom source edit NAME --format " + string(f)
}

// maxTitle is how many bytes of the title of a page a message repeats.
const maxTitle = 60

// titled returns the title of a document in brackets, as a part of a message.
func titled(r *feed.Report) string {
	title, _ := data.SanitizeLine(strings.ToValidUTF8(r.Title[:min(len(r.Title), maxTitle)], ""))
	if title == "" {
		return ""
	}
	return ` ("` + title + `")`
}
