package feed

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"pressroom/data"
)

// Outline is a source in a list of them, as feed readers give them to each other.
type Outline struct {
	Title   string
	Address string // of the feed
	Folder  string // that it lies in, "" for none
}

// opml is a list of sources (OPML 2.0).
type opml struct {
	XMLName  xml.Name      `xml:"opml"`
	Version  string        `xml:"version,attr"`
	Title    string        `xml:"head>title"`
	Outlines []opmlOutline `xml:"body>outline"`
}

type opmlOutline struct {
	Text     string        `xml:"text,attr"`
	Title    string        `xml:"title,attr,omitempty"`
	Type     string        `xml:"type,attr,omitempty"`
	Address  string        `xml:"xmlUrl,attr,omitempty"`
	Small    string        `xml:"xmlurl,attr,omitempty"` // as some programs write it
	Outlines []opmlOutline `xml:"outline"`
}

// Limits of a list of sources.
const (
	maxOPML     = 16 << 20 // bytes
	maxOutlines = 10_000
	maxFolders  = 20 // within each other
)

// WebScheme returns an address with http in place of the scheme feed, which browsers gave
// to feed readers: feed://host/path, or feed:https://host/path.
func WebScheme(address string) string {
	address = strings.TrimSpace(address)
	if rest, is := strings.CutPrefix(address, "feed://"); is {
		return "http://" + rest
	}
	return strings.TrimPrefix(address, "feed:")
}

// ReadOPML returns the sources of a list, with their addresses as they stand there. The
// name is the file's, for errors.
func ReadOPML(name string, r io.Reader) ([]Outline, error) {
	name, _ = data.SanitizeLine(name)
	var list opml
	limited := &io.LimitedReader{R: r, N: maxOPML}
	d := xml.NewDecoder(limited)
	d.CharsetReader = encodedWords.CharsetReader
	d.Strict, d.Entity = false, xml.HTMLEntity // addresses often have a bare &
	if err := d.Decode(&list); err != nil {
		what, _ := data.SanitizeLine(err.Error())
		switch {
		case errors.Is(err, io.EOF): // before any element
			what = "it has no <opml>"
		case limited.N == 0:
			what = fmt.Sprintf("it has more than %s", size(maxOPML))
		}
		return nil, fmt.Errorf("%s: it is no OPML that can be read: %s", name, cut(what, maxMessage))
	}
	var outlines []Outline
	var walk func(list []opmlOutline, folder string, deep int) error
	walk = func(list []opmlOutline, folder string, deep int) error {
		for _, o := range list {
			title, _ := data.SanitizeLine(cmp.Or(o.Title, o.Text))
			title = cut(data.OneLine(title), maxField)
			if address, _ := data.SanitizeLine(WebScheme(cmp.Or(o.Address, o.Small))); address != "" {
				outlines = append(outlines, Outline{title, address, folder})
			}
			if len(outlines) > maxOutlines {
				return fmt.Errorf("%s: it has more than %d sources", name, maxOutlines)
			}
			if deep < maxFolders {
				if err := walk(o.Outlines, title, deep+1); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := walk(list.Outlines, "", 0); err != nil {
		return nil, err
	}
	return outlines, nil
}

// WriteOPML writes a list of sources, those of a folder together.
func WriteOPML(w io.Writer, title string, outlines []Outline) error {
	list := opml{Version: "2.0", Title: title}
	folders := map[string]int{}
	for _, o := range outlines {
		one := opmlOutline{Text: o.Title, Title: o.Title, Type: "rss", Address: o.Address}
		if o.Folder == "" {
			list.Outlines = append(list.Outlines, one)
			continue
		}
		i, ok := folders[o.Folder]
		if !ok {
			i = len(list.Outlines)
			folders[o.Folder] = i
			list.Outlines = append(list.Outlines, opmlOutline{Text: o.Folder})
		}
		list.Outlines[i].Outlines = append(list.Outlines[i].Outlines, one)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(list); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
