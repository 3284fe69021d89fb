package names

import "strings"

// This file is about the words beside a sum that say how it is meant, and of which dollar it is.

// bounds are the words before a sum that say how it is meant.
var bounds = []struct {
	words           string
	atLeast, atMost bool
}{
	{"more than ", true, false}, {"over ", true, false}, {"at least ", true, false}, {"upwards of ", true, false},
	{"in excess of ", true, false}, {"no less than ", true, false}, {"not less than ", true, false},
	{"exceeding ", true, false}, {"above ", true, false}, {"a minimum of ", true, false},
	{"up to ", false, true}, {"less than ", false, true}, {"under ", false, true}, {"below ", false, true},
	{"at most ", false, true}, {"a maximum of ", false, true}, {"no more than ", false, true}, {"as much as ", false, true},
	{"about ", false, false}, {"around ", false, false}, {"approximately ", false, false}, {"roughly ", false, false},
	{"some ", false, false}, {"nearly ", false, false}, {"almost ", false, false}, {"close to ", false, false},
	{"an estimated ", false, false}, {"약 ", false, false}, {"between ", false, false},
	{"최대 ", false, true}, {"최소 ", true, false},
}

// behind are the words after a sum that say how it is meant.
var behind = []struct {
	words           string
	atLeast, atMost bool
}{
	{" or more", true, false}, {" or higher", true, false}, {" or above", true, false},
	{" or less", false, true}, {" or lower", false, true}, {" or below", false, true},
	{" 이상", true, false}, {" 초과", true, false}, {" 이하", false, true}, {" 미만", false, true},
}

// widen takes the words into the sum that belong to it, and sets its text.
// None of them may reach into the sum before, which ends at last.
func (a *Amount) widen(s string, last int) {
	isRange := a.High > a.Value
	for _, b := range bounds {
		at := a.Span.Start - len(b.words)
		if at < last || !endsWith(s[:a.Span.Start], b.words) || insideWord(s, at) {
			continue
		}
		if b.words == "between " && !isRange || b.words == "more than " && endsWith(s[:at], "no ") {
			continue
		}
		a.Span.Start, a.AtLeast, a.AtMost = at, b.atLeast, b.atMost
		break
	}
	for _, b := range behind {
		rest := s[a.Span.End:]
		if strings.HasPrefix(rest, b.words) && (hasHangul(b.words) || !startsWithWord(rest[len(b.words):])) {
			a.Span.End += len(b.words)
			a.AtLeast, a.AtMost = b.atLeast, b.atMost
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

// dollars are the signs of the dollars of one country each.
var dollars = []currency{
	{"NZ$", "NZD"}, {"AU$", "AUD"}, {"A$", "AUD"}, {"CA$", "CAD"}, {"C$", "CAD"}, {"S$", "SGD"}, {"HK$", "HKD"},
}

// dollarOffices are what only the releases of an office that counts in its own dollars have.
var dollarOffices = []currency{
	{"DFAT", "AUD"}, {"Austrade", "AUD"}, {".gov.au", "AUD"}, {".gc.ca", "CAD"}, {"Global Affairs Canada", "CAD"}, {".govt.nz", "NZD"}, {"NZTE", "NZD"},
}

// ownDollar returns the currency that $ alone stands for in a text: that of the one country whose dollars it
// names with their sign, or whose office it is of, if it names none of the United States; USD else.
func ownDollar(s string) string {
	if strings.Contains(s, "US$") || strings.Contains(s, "USD") || strings.Contains(s, "U.S. dollar") || !strings.Contains(s, "$") {
		return "USD"
	}
	own := "USD"
	for _, d := range dollarOffices {
		if own == "USD" && strings.Contains(s, d.word) {
			own = d.code
		}
	}
	for _, d := range dollars {
		for at := 0; ; {
			n := strings.Index(s[at:], d.word)
			if n < 0 {
				break
			}
			if at += n; insideWord(s, at) { // S$ is within US$
				at += len(d.word)
				continue
			}
			if own != "USD" && own != d.code {
				return "USD"
			}
			own = d.code
			break
		}
	}
	return own
}
