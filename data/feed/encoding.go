package feed

import (
	"bytes"
	"mime"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"

	"pressroom/data"
)

// decode makes the reader of a document one of UTF-8 without a byte order mark. It
// returns what was guessed.
func (in *input) decode(head []byte) (how string) {
	e, how := encodingOf(head, in.o.ContentType)
	if e != nil {
		in.r = newHeadReader(transform.NewReader(in.r, e.NewDecoder()))
	}
	if mark, _ := in.r.Peek(len("\ufeff")); string(mark) == "\ufeff" {
		in.r.Discard(len(mark)) // cannot fail: they were just seen
	}
	return how
}

// encodingOf tells the encoding of bytes that begin with head: by a byte order mark,
// as UTF-8 if they are that, by what they or their HTTP response declare, and else by
// how they look. It is nil for UTF-8; how says what was guessed.
func encodingOf(head []byte, contentType string) (e encoding.Encoding, how string) {
	switch {
	case bytes.HasPrefix(head, []byte("\ufeff")):
		return nil, ""
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		e, _ := htmlindex.Get("utf-16")
		if head[0] == 0xfe {
			e, _ = htmlindex.Get("utf-16be")
		}
		return e, ""
	case len(head) > 3 && head[0] == '<' && head[1] == 0:
		e, _ := htmlindex.Get("utf-16le")
		return e, ""
	case len(head) > 3 && head[0] == 0 && head[1] == '<':
		e, _ := htmlindex.Get("utf-16be")
		return e, ""
	case isUTF8(head):
		return nil, ""
	}
	declared := declaredIn(contentType, head)
	e, name := asDeclared(declared, head)
	if mostlyUTF8(head) && !manyBytes[name] {
		return nil, "bytes that are no UTF-8 were replaced"
	}
	if e != nil {
		return e, ""
	}
	e, name = detect(head)
	switch {
	case e == nil && declared == "":
		return nil, ""
	case e == nil:
		return nil, "it is not " + declared + ", as it says: bytes that are no text were replaced"
	case declared == "":
		return e, "its encoding is not declared: taken as " + name
	}
	return e, "it is not " + declared + ", as it says: taken as " + name
}

// asDeclared returns the encoding that a text declares, and its name, if it is of that and
// that is not UTF-8.
func asDeclared(declared string, head []byte) (encoding.Encoding, string) {
	e, name := charset.Lookup(declared)
	if e == nil || name == "utf-8" || name == "replacement" || !decodes(e, head) {
		return nil, ""
	}
	return e, name
}

// manyBytes are the encodings that not all bytes are of: those of one byte read anything.
var manyBytes = map[string]bool{"euc-kr": true, "shift_jis": true, "euc-jp": true, "gbk": true, "gb18030": true, "big5": true}

// isUTF8 reports whether the beginning of a text is UTF-8. Its last character may be
// cut off.
func isUTF8(head []byte) bool {
	for i := range min(utf8.UTFMax, len(head)) {
		if utf8.Valid(head[:len(head)-i]) {
			return true
		}
	}
	return len(head) == 0
}

// maxStray is how many bytes of another encoding may be as many as a text has of UTF-8: a
// long text in EUC-JP has by chance two characters that are UTF-8 for three bytes that are not.
const maxStray = 8

// mostlyUTF8 reports whether a text is UTF-8 but for some bytes, which others would not
// be by chance.
func mostlyUTF8(head []byte) bool {
	valid, wrong := 0, 0
	for len(head) > 0 {
		c, n := utf8.DecodeRune(head)
		switch {
		case c == utf8.RuneError && n == 1:
			wrong++
		case n > 1:
			valid++
		}
		head = head[n:]
	}
	return valid > 1 && (valid >= 2*wrong || wrong <= maxStray && 2*valid > wrong)
}

// declaredIn returns the name of the encoding that a response or the document itself
// declares.
func declaredIn(contentType string, head []byte) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	head = head[:min(len(head), 2048)]
	for _, declaration := range declarations {
		if m := declaration().FindSubmatch(head); m != nil {
			return string(m[1])
		}
	}
	return ""
}

// declarations of encodings are that of XML, and of HTML or CSS.
var declarations = []func() *regexp.Regexp{
	data.Pattern(`(?is)^\s*<\?xml\b.*?\bencoding=["' ]*([^"' ;/>?\r\n]+)["' ;/>?\r\n]`),
	data.Pattern(`(?i)charset=["' ]*([^"' ;/>?\r\n]+)["' ;/>?\r\n]`),
}

// maxWrong is how many characters of a thousand may be wrong in a text that was saved
// by several hands.
const maxWrong = 2

// decodes reports whether bytes are of an encoding.
func decodes(e encoding.Encoding, head []byte) bool {
	text, err := e.NewDecoder().Bytes(head)
	if err != nil && len(text) == 0 {
		return false
	}
	text = text[:max(0, len(text)-8)] // a character that was cut off
	n := utf8.RuneCount(text)
	return bytes.Count(text, []byte("\ufffd"))*1000 <= n*maxWrong
}

// detectable are the encodings that offices use and do not declare, by the names that
// the detector has for them.
var detectable = map[string]string{
	"EUC-KR": "euc-kr", "Shift_JIS": "shift_jis", "EUC-JP": "euc-jp", "GB-18030": "gb18030", "Big5": "big5",
	"ISO-8859-1": "windows-1252", "ISO-8859-2": "windows-1250", "windows-1250": "windows-1250", "windows-1251": "windows-1251",
	"windows-1252": "windows-1252", "ISO-8859-9": "windows-1254", "windows-1253": "windows-1253", "ISO-8859-7": "windows-1253",
	"windows-1254": "windows-1254", "windows-1255": "windows-1255", "windows-1256": "windows-1256", "KOI8-R": "koi8-r",
	"UTF-16LE": "utf-16le", "UTF-16BE": "utf-16be", "ISO-2022-JP": "iso-2022-jp", "ISO-2022-KR": "",
}

// minHangul is how many of a hundred characters beyond ASCII are syllables in a text in
// Korean: of Chinese and Japanese that is read as such, half are.
const minHangul = 85

// isKorean reports whether bytes read as Korean: of few of them the detector makes
// Chinese or Japanese.
func isKorean(e encoding.Encoding, head []byte) bool {
	if !decodes(e, head) {
		return false
	}
	text, _ := e.NewDecoder().Bytes(head)
	hangul, other := 0, 0
	for _, c := range string(text) {
		switch {
		case c < utf8.RuneSelf:
		case unicode.Is(unicode.Hangul, c):
			hangul++
		default:
			other++
		}
	}
	return hangul > 1 && hangul*100 >= (hangul+other)*minHangul
}

// detect tells an encoding by how its bytes look.
func detect(head []byte) (encoding.Encoding, string) {
	if e, err := htmlindex.Get("euc-kr"); err == nil && isKorean(e, head) {
		return e, "euc-kr"
	}
	found, err := chardet.NewTextDetector().DetectAll(head)
	if err != nil {
		return nil, ""
	}
	for _, r := range found {
		name := detectable[r.Charset]
		if name == "" {
			continue
		}
		if e, err := htmlindex.Get(name); err == nil && decodes(e, head) {
			return e, name
		}
	}
	return nil, ""
}
