package feed

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
)

// withoutControls returns XML without the characters that it may not have, written as
// they are or by number: for one of them a parser refuses all.
func withoutControls(b []byte) (clean []byte, removed int) {
	from := 0
	take := func(i, n int) {
		clean = append(clean, b[from:i]...)
		from = i + n
		removed++
	}
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c < ' ' && c != '\n' && c != '\t' && c != '\r':
			take(i, 1)
		case c == '&' && i+1 < len(b) && b[i+1] == '#':
			if n := illegalReference(b[i:min(len(b), i+12)]); n > 0 {
				take(i, n)
				i += n - 1
			}
		}
	}
	if removed == 0 {
		return b, 0
	}
	return append(clean, b[from:]...), removed
}

// illegalReference returns the length of a reference by number to a character that XML
// may not have, or 0.
func illegalReference(s []byte) int {
	end := bytes.IndexByte(s, ';')
	if end < 0 {
		return 0
	}
	digits, base := string(s[2:end]), 10
	if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == '\t' || n == '\n' || n == '\r' || n >= ' ' && n < 0xd800 || n > 0xdfff && n < 0xfffe || n > 0xffff && n <= unicode.MaxRune {
		return 0
	}
	return end + 1
}
