package names

import "strings"

// This file is about the words beside a sum that say how it is meant, and of which dollar it is.

// bounds are the words before a sum that say how it is meant, and boundsBehind those after it.
var (
	bounds       = terms("bounds", "before")
	boundsBehind = terms("bounds", "behind")
)

// widen takes the words into the sum that belong to it, and sets its text.
// None of them may reach into the sum before, which ends at last.
func (a *Amount) widen(s string, last int) {
	for _, b := range bounds() {
		at := a.Span.Start - len(b.word) - len(" ")
		if at < last || !endsWith(s[:a.Span.Start], b.word+" ") || insideWord(s, at) || b.word == "between" && a.High == a.Value {
			continue
		}
		a.Span.Start, a.AtLeast, a.AtMost = at, b.means == "least", b.means == "most"
		break
	}
	for _, b := range boundsBehind() {
		rest, ok := strings.CutPrefix(s[a.Span.End:], " "+b.word)
		if ok && (hasHangul(b.word) || !startsWithWord(rest)) {
			a.Span.End += len(" ") + len(b.word)
			a.AtLeast, a.AtMost = b.means == "least", b.means == "most"
			break
		}
	}
	a.Text = s[a.Span.Start:a.Span.End]
}

// isUnit reports whether what ends before a sum says that it is the unit of a table: (Unit: USD 100 million.
func isUnit(before string) bool {
	before = strings.TrimRight(before, " ")
	return endsWith(before, "unit:") || endsWith(before, "units:") || endsWith(before, "단위:") || endsWith(before, "단위 :") || endsWith(before, "in units of")
}

// Signs of the dollars of one country each, and what only the releases of an office have that counts in its
// own dollars.
var (
	dollars       = terms("currencies", "dollar")
	dollarOffices = terms("currencies", "office")
)

// ownDollar returns the currency that $ alone stands for in a text: that of the one country whose dollars it
// names with their sign, or whose office it is of, if it names none of the United States; USD else.
func ownDollar(s string) string {
	if strings.Contains(s, "US$") || strings.Contains(s, "USD") || strings.Contains(s, "U.S. dollar") || !strings.Contains(s, "$") {
		return "USD"
	}
	own := "USD"
	for _, d := range dollarOffices() {
		if own == "USD" && strings.Contains(s, d.word) {
			own = d.means
		}
	}
	for _, d := range dollars() {
		for at := 0; ; {
			n := strings.Index(s[at:], d.word)
			if n < 0 {
				break
			}
			if at += n; insideWord(s, at) { // S$ is within US$
				at += len(d.word)
				continue
			}
			if own != "USD" && own != d.means {
				return "USD"
			}
			own = d.means
			break
		}
	}
	return own
}
