package feed

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// A feed in XML is read some items at a time, each time as a feed of its own with the
// same head: its size does not matter, an item that is broken costs no other, and of a
// feed that is cut off all are read that are whole.

// maxFeedHead is the most bytes that are kept of what stands around the items.
const maxFeedHead = 256 << 10

// batchSize is how many bytes of items are read at a time.
const batchSize = 256 << 10

// itemScanner finds the items of a feed.
type itemScanner struct {
	r    *bufio.Reader
	o    *Limits
	head []byte   // what stands around the items
	open []string // the elements that are open around the first of them
	seen bool     // an item
	buf  []byte   // what markup read last
	tag  []byte   // the end of it, where that is a tag or other markup
	xml  []byte   // the item that is read
}

var (
	errTooLong = errors.New("it is too long")
	errTooDeep = errors.New("its elements are nested too deep")
	errCut     = errors.New("it is cut off")
)

// next returns the next item. Its error is one of those above, where the
// item is passed over, io.EOF behind the last, or of the reader.
func (s *itemScanner) next() (xmlItem, error) {
	for {
		text, err := s.markup(maxFeedHead)
		if err != nil && err != errTooLong {
			return xmlItem{}, err
		}
		name, closes := tagName(s.tag)
		if !closes && s.isItem(name) {
			s.seen = true
			return s.item(name)
		}
		s.around(text, name, closes)
	}
}

// isItem reports whether an element is one of the feed's items: it has no prefix, or that
// of the first element.
func (s *itemScanner) isItem(name string) bool {
	prefix, name := withoutPrefix(name)
	if name != "item" && name != "entry" || prefix == "" || len(s.open) == 0 {
		return prefix == "" && (name == "item" || name == "entry")
	}
	feeds, _ := withoutPrefix(s.open[0])
	return strings.EqualFold(prefix, feeds)
}

// withoutPrefix parts the prefix of a namespace off a name.
func withoutPrefix(name string) (prefix, local string) {
	if before, after, found := strings.Cut(name, ":"); found {
		return before, after
	}
	return "", name
}

// around keeps what stands outside of items.
func (s *itemScanner) around(text []byte, name string, closes bool) {
	if s.seen && closes || bytes.HasPrefix(s.tag, []byte("<!DOCTYPE")) || bytes.HasPrefix(s.tag, []byte("<?")) || len(s.head)+len(text)+len(s.tag) > maxFeedHead {
		return
	}
	s.head = append(append(s.head, text...), s.tag...)
	if s.seen || name == "" {
		return
	}
	if closes {
		if i := lastIndex(s.open, name); i >= 0 {
			s.open = s.open[:i]
		}
	} else if !bytes.HasSuffix(s.tag, []byte("/>")) && len(s.open) < s.o.Nesting {
		s.open = append(s.open, string(s.tag[1:1+len(rawName(s.tag))]))
	}
}

func lastIndex(list []string, name string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if strings.EqualFold(list[i], name) {
			return i
		}
	}
	return -1
}

// item reads to the end of an item, whose first tag was read.
func (s *itemScanner) item(name string) (it xmlItem, wrong error) {
	most := 3*s.o.Item + batchSize // text that is escaped is longer
	s.xml = append(s.xml[:0], s.tag...)
	within := children{plain: name == "item" && endsAsRead(s.tag)}
	for deep := 1; deep > 0; {
		if bytes.HasSuffix(s.tag, []byte("/>")) && len(s.xml) == len(s.tag) {
			break
		}
		text, err := s.markup(most)
		switch {
		case err == io.EOF:
			return xmlItem{}, errCut
		case err == errTooLong:
			wrong = err
		case err != nil:
			return xmlItem{}, err
		}
		begins := len(s.xml) + len(text)
		inner, closes := tagName(s.tag)
		within.see(s.tag, inner, closes, begins)
		switch {
		case inner == "", !closes && bytes.HasSuffix(s.tag, []byte("/>")):
		case closes && inner == name:
			deep = 0 // whatever was left open in it
		case closes:
			deep = max(1, deep-1)
		default:
			deep++
		}
		if deep > s.o.Nesting {
			wrong = errTooDeep
		}
		if begins+len(s.tag) > most {
			wrong = errTooLong
		}
		if wrong != nil {
			s.xml = s.xml[:0]
			continue
		}
		s.xml = append(append(s.xml, text...), s.tag...)
	}
	it.xml = bytes.Clone(s.xml)
	if wrong == nil && within.plain {
		it.texts = within.texts
	}
	return it, wrong
}

// markup reads the text before the next tag, or a piece of it, and that tag into s.tag;
// sections of text and comments are given as text, without a tag. What is longer than
// most is passed over. Both are valid until it is called again.
func (s *itemScanner) markup(most int) (text []byte, err error) {
	s.tag = nil
	s.buf, err = s.until(s.buf[:0], "<", most)
	if err != nil {
		return s.buf, err
	}
	from := len(s.buf) - 1
	begins, _ := s.r.Peek(len("![CDATA["))
	end, section := ">", false
	switch {
	case bytes.HasPrefix(begins, []byte("!--")):
		end, section = "-->", true
	case string(begins) == "![CDATA[":
		end, section = "]]>", true
	case bytes.HasPrefix(begins, []byte("!DOCTYPE")):
		return s.buf[:from], s.doctype()
	}
	s.buf, err = s.until(s.buf, end, most)
	if err == nil && end == "-->" && len(s.buf)-from < len("<!---->") { // its end is of its beginning
		s.buf, err = s.until(s.buf, end, most)
	}
	switch {
	case err != nil:
		return s.buf[:from], err
	case section:
		return s.buf, nil
	}
	s.tag = s.buf[from:]
	return s.buf[:from], nil
}

// doctype passes over a document type, which may define what no feed needs.
func (s *itemScanner) doctype() error {
	rest, err := s.until(nil, ">", maxFeedHead)
	if err == nil && bytes.ContainsRune(rest, '[') && !bytes.ContainsRune(rest, ']') {
		if _, err = s.until(nil, "]", maxFeedHead); err == nil {
			_, err = s.until(nil, ">", maxFeedHead)
		}
	}
	if err == errTooLong {
		err = nil
	}
	return err
}

// until appends to b what there is up to and with end. What is longer than most is passed
// over.
func (s *itemScanner) until(b []byte, end string, most int) ([]byte, error) {
	from, tooLong := len(b), false
	for {
		chunk, err := s.r.ReadSlice(end[len(end)-1])
		if len(b)-from+len(chunk) > most+len(end) {
			tooLong = true
			b = append(b[:from], b[max(from, len(b)-len(end)):]...) // enough to see the end by
		}
		if tooLong && len(chunk) > len(end) {
			chunk = chunk[len(chunk)-len(end):]
		}
		b = append(b, chunk...)
		switch {
		case err == bufio.ErrBufferFull:
		case err != nil:
			return b, err
		case bytes.HasSuffix(b[from:], []byte(end)):
			if tooLong {
				return b[:from], errTooLong
			}
			return b, nil
		}
	}
}

// tagName returns the name of a tag, in small letters and "" if it is none, and whether
// it closes an element.
func tagName(tag []byte) (name string, closes bool) {
	if len(tag) < 2 {
		return "", false
	}
	if tag[1] == '/' {
		return strings.ToLower(string(rawName(tag[1:]))), true
	}
	if tag[1] == '!' || tag[1] == '?' {
		return "", false
	}
	return strings.ToLower(string(rawName(tag))), false
}

// rawName returns the name that begins behind the first byte of a tag.
func rawName(tag []byte) []byte {
	name := tag[1:]
	if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	return name
}
