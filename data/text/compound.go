package text

import "unicode/utf8"

// compound is tokens that are written as one word too: up to which, and the form in Tokens.folded.
type compound struct{ end, from, to int32 }

// maxJoined is how many tokens a compound has at most.
const maxJoined = 4

// Compound returns the form of the tokens from i up to end, where these are written as
// one word too: cooperation of co-operation, us of U.S., rd of R&D, obrien of O’Brien,
// 30000 of 30,000. Where none begins with token i, end is 0. The form is valid until the
// next Cut.
func (t *Tokens) Compound(i int) (form []byte, end int) {
	k := t.List[i].compound
	if k == 0 {
		return nil, 0
	}
	c := t.compounds[k-1]
	return t.folded[c.from:c.to], int(c.end)
}

// join finds the compounds of s. In each all signs are the same: of Korea-U.S. the second one is U.S.
func (t *Tokens) join(s string) {
	t.compounds = t.compounds[:0]
	for i := 0; i+1 < len(t.List); {
		sign := t.joiner(s, i)
		end := i + 1
		for ; sign != 0 && end+1 < len(t.List) && t.joiner(s, end) == sign; end++ {
		}
		if sign == 0 || end+1-i > maxJoined {
			i = end
			continue
		}
		from := int32(len(t.folded))
		for k := i; k <= end; k++ {
			t.folded = append(t.folded, t.Form(k)...)
		}
		to := from + int32(cutForm(t.folded[from:]))
		t.compounds = append(t.compounds, compound{int32(end + 1), from, to})
		t.List[i].compound = int32(len(t.compounds))
		i = end
	}
}

// joiner returns the sign that joins token i and the next, or 0: the hyphen of K-beauty and COVID-19, but not of
// 2024-25; the point of U.S. and M.AX, but not of 1.5; the & of R&D; the apostrophe of O’Brien, but not of
// Korea’s; the comma of 30,000.
func (t *Tokens) joiner(s string, i int) byte {
	a, b := &t.List[i], &t.List[i+1]
	if gap := b.Start - a.End; gap < 1 || gap > utf8.UTFMax || a.CJK || b.CJK || s[a.End] == ' ' {
		return 0
	}
	c, n := utf8.DecodeRuneInString(s[a.End:b.Start])
	if int(a.End)+n != int(b.Start) {
		return 0
	}
	sign := plainSign(c)
	if c < utf8.RuneSelf {
		sign = byte(c)
	}
	before, after := t.isNumber(i), t.isNumber(i+1)
	joins := false
	switch sign {
	case '-':
		joins = !before || !after
	case '.':
		joins = !before && !after && (a.to-a.from == 1 || b.to-b.from == 1)
	case '&':
		joins = true
	case '\'':
		joins = b.to-b.from > maxEnding
	case ',':
		joins = before && after && b.to-b.from == thousand
	}
	if !joins {
		return 0
	}
	return sign
}

const (
	maxEnding = 2 // letters behind an apostrophe that are an ending, as in we'll
	thousand  = 3 // figures behind the comma of 30,000
)

// isNumber reports whether token i has figures alone.
func (t *Tokens) isNumber(i int) bool {
	for _, c := range t.Form(i) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
