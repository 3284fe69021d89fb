package ui

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/screen"
)

// An address in a text is shown as it stands there, and is a link of the
// terminal (OSC 8) as well. Glamour makes links of whatever Markdown calls one;
// those that a page keeps are made here. What is drawn has links for every
// terminal: package screen leaves them away where they would be junk.

const (
	beginLink = "\x1b]8;"
	endLink   = "\a"
)

// maxLink is the longest address that becomes a link: each line has it whole.
const maxLink = 500

// inLink are the bytes of an address beside letters and digits; a semicolon would part the sequence's fields.
const inLink = "-._~:/?#[]@!$&'()*+,=%"

// href returns an address as ASCII, "" where it does not lead to the web or to mail.
func href(address string) string {
	if len(address) > maxLink {
		return ""
	}
	address = encode(address)
	if strings.ContainsFunc(address, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune(inLink, c))
	}) {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
		if local, domain, ok := strings.Cut(u.Opaque, "@"); !ok || local == "" || domain == "" {
			return ""
		}
	default:
		return ""
	}
	return address
}

// encode returns an address with all that is not ASCII percent-encoded.
func encode(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// linkTo returns a line as a link of its page, or as it is where the address may lead nowhere.
func linkTo(address string, number int, line string) string {
	if address = href(address); address == "" {
		return line
	}
	return ansi.SetHyperlink(address, "id="+strconv.Itoa(number)) + line + ansi.ResetHyperlink()
}

// linker makes the links of a page. A number tells a terminal which lines are of one link.
type linker struct{ made int }

// relink puts the page's own links in the place of glamour's.
func (l *linker) relink(s string) string {
	var b strings.Builder
	open := false
	for {
		before, rest, found := strings.Cut(s, beginLink)
		b.WriteString(before)
		if !found {
			break
		}
		var link string
		link, s, _ = strings.Cut(rest, endLink)
		if open {
			b.WriteString(ansi.ResetHyperlink())
			open = false
		}
		_, address, _ := strings.Cut(link, ";")
		if address = href(address); address != "" {
			l.made++
			b.WriteString(ansi.SetHyperlink(address, "id="+strconv.Itoa(l.made)))
			open = true
		}
	}
	if open {
		b.WriteString(ansi.ResetHyperlink())
	}
	return b.String()
}

// Citation returns a citation of a release of a library: with its address where it has
// one on the web, which others can follow, else with its ID; with the name of its source
// as publisher, or the site where the source has none; and with the version, where it is
// not nil.
func Citation(r *data.Release, e *model.Edition, library string) string {
	if e != nil {
		r = &e.Document.Release
	}
	where, publisher := r.ID, ""
	switch {
	case r.Link() != "":
		where = r.Link()
		if r.Source != "" && r.Source != store.Imported {
			publisher = strings.TrimPrefix(r.Source, "www.") + ", "
		} else if u, err := url.Parse(where); err == nil && u.Hostname() != "" {
			publisher = strings.TrimPrefix(u.Hostname(), "www.") + ", "
		}
	case library == corpus.Publisher:
		publisher = library + ", "
	}
	cited := fmt.Sprintf("“%s” (%s%s), %s", r.Title, publisher, r.Date, where)
	if e != nil {
		cited += fmt.Sprintf(", version %d of %d", e.Version, e.Of)
	}
	return cited
}

// copyCitation puts what a researcher cites on the clipboard.
func (a *App) copyCitation(times) tea.Cmd {
	r := a.reader.Shown()
	if a.reader.Focus() == model.ListPane && a.reader.Listing().Len() > 0 {
		r = a.reader.At(a.reader.Cursor())
	}
	if r == nil {
		return nil
	}
	e := a.reader.Edition()
	if e != nil && (e.Before != nil || a.reader.Focus() != model.ReleasePane) {
		e = nil
	}
	text := Citation(r, e, a.reader.Library().Name)
	a.note = text // to be marked or typed off: no clipboard says whether it has taken it
	switch a.o.Clipboard {
	case screen.NoClipboard:
		a.note += " · This terminal has no clipboard."
		return nil
	case screen.TmuxClipboard:
		a.note += " · Sent to tmux. If it did not arrive: tmux set -s set-clipboard on"
	default:
		a.note += " · Sent to the terminal’s clipboard."
	}
	return func() tea.Msg { return screen.Copy(text) }
}
