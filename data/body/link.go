package body

import (
	"net/url"
	"strings"

	"pressroom/data"
)

// Link is a part of a block's text that leads somewhere.
type Link struct {
	From, To int    // bytes of Lead and Text, one after the other
	Address  string // http, https or mailto, see [WebAddress]
}

// Addressed returns Lead and Text with the address of each link behind it, for output that
// has no links.
func (b *Block) Addressed() string {
	text := b.Lead + b.Text
	if len(b.Links) == 0 {
		return text
	}
	var s strings.Builder
	at := 0
	for _, l := range b.Links {
		if l.From >= at && l.To <= len(text) {
			s.WriteString(text[at:l.To] + " <" + l.Address + ">")
			at = l.To
		}
	}
	return s.String() + text[at:]
}

// WebAddress returns the address that a page's reference means, resolved by base,
// which may be nil, in a form that every terminal and Markdown can hold. It is ""
// where the reference leads to no page and no mailbox: scripts, data, files.
func WebAddress(ref string, base *url.URL) string {
	ref, _ = data.SanitizeLine(strings.TrimSpace(ref))
	if ref == "" || len(ref) > maxAddress {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" || u.Opaque != "" {
			return ""
		}
	case "mailto":
		if !strings.Contains(u.Opaque, "@") {
			return ""
		}
	default:
		return ""
	}
	u.User = nil // a name before the host is there to mislead
	address := unlinkable.Replace(u.String())
	if len(address) > maxAddress {
		return ""
	}
	return address
}

// unlinkable is what would end a link of Markdown.
var unlinkable = strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", `\`, "%5C", "`", "%60", `"`, "%22", "|", "%7C", "\u00a0", "%C2%A0")

// showsItself reports whether text is the address that it leads to: Markdown
// makes a link of it anyway.
func showsItself(text, address string) bool {
	if "mailto:"+text == address {
		return mail(text) == len(text)
	}
	isWeb := strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://")
	return isWeb && webAddress(text) == text && WebAddress(text, nil) == address
}
