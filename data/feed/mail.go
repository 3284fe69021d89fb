package feed

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"net/textproto"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/charset"

	"pressroom/data"
)

// mail reads a message, or an mbox of many.
type mail struct{}

const fromLine = "From "

// mailFields are those that messages begin with.
var mailFields = []string{
	"received", "return-path", "delivered-to", "from", "to", "subject", "date", "message-id", "mime-version", "reply-to", "content-type", "dkim-signature", "x-original-to", "sender", "list-id",
}

func (mail) is(head []byte, _ string) bool {
	if bytes.HasPrefix(head, []byte(fromLine)) {
		_, head, _ = bytes.Cut(head, []byte("\n"))
	}
	known := 0
	for line := range bytes.Lines(head) {
		l := strings.TrimRight(string(line), "\r\n")
		if l == "" {
			break
		}
		if l[0] == ' ' || l[0] == '\t' {
			continue
		}
		name, _, found := strings.Cut(l, ":")
		if !found || name == "" || strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c > '~' }) {
			return false
		}
		if slices.Contains(mailFields, strings.ToLower(name)) {
			known++
		}
	}
	return known >= 2
}

// maxParts of a message, and how deep they lie in each other.
const (
	maxMailParts = 200
	maxMailDepth = 10
)

func (mail) read(in *input) error {
	head, _ := in.r.Peek(len(fromLine))
	if string(head) == fromLine {
		return in.mbox()
	}
	b, err := in.all()
	if err != nil {
		return err
	}
	return in.message(b, "the message", 1)
}

// fromDate is a line that begins a message of an mbox: who sent it, and when, as C's
// asctime writes it, with a zone before or behind the year or without.
var fromDate = data.Pattern(`^From +\S+ +[A-Z][a-z]{2},? +[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d{2}(:\d{2})?( +\S+)? +\d{4}\b`)

// mbox reads message by message. The first line, and each fromDate behind an empty line,
// begins one: any other that begins with From is text.
func (in *input) mbox() error {
	var message bytes.Buffer
	most := 2 * in.o.Limits.Item * 4 / 3 // a text, and one of it as HTML, in base64
	number, line, began, tooLong, blank := 0, 0, 0, false, true
	end := func() error {
		if number == 0 {
			return nil
		}
		what := fmt.Sprintf("message %d", number)
		if tooLong {
			in.problems.add(data.Place{File: in.name, Line: began}, "%s skipped: it has more than %s", what, size(int64(most)))
			return nil
		}
		return in.message(message.Bytes(), what, began)
	}
	for {
		text, long, err := readLine(in.r, most)
		if err != nil && err != io.EOF {
			return in.readError(err)
		}
		line++
		switch {
		case line == 1 || blank && fromDate().Match(text):
			if e := end(); e != nil {
				return e
			}
			message.Reset()
			number, began, tooLong = number+1, line, false
		case long || message.Len()+len(text) > most:
			tooLong = true
			message.Reset()
		case !tooLong:
			if rest := bytes.TrimLeft(text, ">"); len(rest) < len(text) && bytes.HasPrefix(rest, []byte(fromLine)) {
				text = text[1:] // as mbox quotes such lines
			}
			message.Write(text)
		}
		blank = len(bytes.TrimRight(text, "\r\n")) == 0
		if err == io.EOF {
			return end()
		}
	}
}

// message gives the release that a message brings.
func (in *input) message(b []byte, what string, line int) error {
	place := data.Place{File: in.name, Line: line}
	m, err := netmail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		in.problems.add(place, "%s skipped: its head cannot be read: %v", what, err)
		return nil
	}
	it := Item{
		ID: strings.Trim(m.Header.Get("Message-Id"), "<> "), Title: decodeWords(m.Header.Get("Subject")), Date: parseDate(m.Header.Get("Date")),
		Lang: m.Header.Get("Content-Language"), Author: sender(m.Header.Get("From")), Place: place,
	}
	parts := mailParts{in: in, item: &it, place: place, what: what}
	parts.read(textproto.MIMEHeader(m.Header), m.Body, 0)
	if parts.html != "" {
		setHTML(in.ctx, &it, parts.html, nil)
	} else {
		it.Body = withoutSignature(parts.plain)
	}
	return in.emit(it, what)
}

// mailParts are the texts of a message.
type mailParts struct {
	in          *input
	item        *Item
	place       data.Place
	what        string
	plain, html string
	seen        int
}

// read reads a part, and those within it.
func (p *mailParts) read(h textproto.MIMEHeader, r io.Reader, deep int) {
	if p.seen++; p.seen > maxMailParts || deep > maxMailDepth {
		if p.seen == maxMailParts+1 || deep == maxMailDepth+1 {
			p.problem("some of its parts were left out: there are too many, or they are nested too deep")
		}
		return
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || kind == "" {
		kind = "text/plain"
	}
	r = transferred(h, r)
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		p.each(multipart.NewReader(r, params["boundary"]), deep)
		return
	case kind == "message/rfc822":
		if m, err := netmail.ReadMessage(r); err == nil {
			p.read(textproto.MIMEHeader(m.Header), m.Body, deep+1)
		}
		return
	}
	disposition, how, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := decodeWords(cmp.Or(how["filename"], params["name"]))
	if disposition == "attachment" || kind != "text/plain" && kind != "text/html" {
		if name != "" {
			p.item.Attachments = append(p.item.Attachments, Attachment{Name: name})
		}
		return
	}
	text, err := p.text(r, params["charset"])
	if err != nil {
		p.problem("a part cannot be read to its end: %v", err)
	}
	switch {
	case kind == "text/html" && p.html == "":
		p.html = text
	case kind == "text/plain" && p.plain == "":
		p.plain = text
	case kind == "text/plain":
		p.plain += "\n" + text
	}
}

// each reads the parts of a part.
func (p *mailParts) each(parts *multipart.Reader, deep int) {
	for p.seen <= maxMailParts {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			p.problem("it cannot be read to its end: %v", err)
			return
		}
		p.read(part.Header, part, deep+1)
	}
}

// transferred returns what a part was before it was encoded for its way.
func transferred(h textproto.MIMEHeader, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, &base64Lines{r: r})
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}

func (p *mailParts) problem(format string, args ...any) {
	p.in.problems.add(p.place, "%s: %s", p.what, fmt.Sprintf(format, args...))
}

// text reads the text of a part.
func (p *mailParts) text(r io.Reader, declared string) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, int64(p.in.o.Limits.Item)))
	contentType := ""
	if declared != "" {
		contentType = mime.FormatMediaType("text/plain", map[string]string{"charset": declared})
	}
	e, how := encodingOf(b, contentType)
	if how != "" {
		p.problem("%s", how)
	}
	if e == nil {
		return string(b), err
	}
	decoded, e2 := e.NewDecoder().Bytes(b)
	return string(decoded), cmp.Or(err, e2)
}

// base64Lines leaves out what mail programs put into base64, and what cuts it off.
type base64Lines struct{ r io.Reader }

func (b *base64Lines) Read(p []byte) (int, error) {
	for {
		n, err := b.r.Read(p)
		kept := p[:0]
		for _, c := range p[:n] {
			if c > ' ' && c < 0x7f {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 || err != nil {
			return len(kept), err
		}
	}
}

var encodedWords = mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) {
	return charset.NewReaderLabel(name, r)
}}

// decodeWords returns a field of a message's head as it is to be read.
func decodeWords(s string) string {
	if decoded, err := encodedWords.DecodeHeader(s); err == nil {
		s = decoded
	}
	if e, _ := encodingOf([]byte(s), ""); e != nil { // bytes as they are, against the rules
		if decoded, err := e.NewDecoder().String(s); err == nil {
			s = decoded
		}
	}
	return s
}

// sender returns the name of a message's author.
func sender(from string) string {
	parser := netmail.AddressParser{WordDecoder: &encodedWords}
	if list, err := parser.ParseList(from); err == nil && len(list) > 0 {
		return cmp.Or(list[0].Name, list[0].Address)
	}
	return decodeWords(from)
}

// withoutSignature returns a text without what mail programs put below it.
func withoutSignature(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if before, _, found := strings.Cut(text, "\n-- \n"); found && strings.TrimSpace(before) != "" {
		text = before
	}
	return strings.TrimRightFunc(text, unicode.IsSpace)
}
