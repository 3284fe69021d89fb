package names

import (
	"strconv"
	"strings"
)

// scales multiply. A letter only counts where it sticks to the number.
var scales = map[string]int{
	"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15,
	"mn": 6, "mil": 6, "bn": 9, "bil": 9, "tn": 12,
	"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12,
}

// quantity is a number with its scale, as read at a place.
type quantity struct {
	scale  int // the power of ten written behind it; 0 for none
	digits string
	end    int
}

// whole returns the number with its scale. It is read as one, 272.9e9, because
// a product would not be the nearest number to what is written.
func (q quantity) whole() float64 {
	f, _ := strconv.ParseFloat(strings.ReplaceAll(q.digits, ",", "")+"e"+strconv.Itoa(q.scale), 64)
	return f
}

// maxDigits bounds a number; a longer one is no sum of money.
const maxDigits = 30

// readQuantity reads 1,234.5, 16.3 million, 10-billion, 5bn at i.
func readQuantity(s string, i int) (quantity, bool) {
	end := i
	for end < len(s) && end-i <= maxDigits {
		c := s[end]
		isDigit := c >= '0' && c <= '9'
		if !isDigit && !((c == ',' || c == '.') && end > i && end+1 < len(s) && s[end+1] >= '0' && s[end+1] <= '9') {
			break
		}
		end++
	}
	if end == i || end-i > maxDigits || s[i] < '0' || s[i] > '9' {
		return quantity{}, false
	}
	q := quantity{digits: s[i:end], end: end}
	if strings.Count(q.digits, ".") > 1 {
		return quantity{}, false // a date, 2025.11.28
	}
	at := skipSpace(s, end)
	if at == end && end < len(s) && s[end] == '-' {
		at++
	}
	word := at
	for word < len(s) && word-at < 12 && (s[word]|0x20 >= 'a' && s[word]|0x20 <= 'z') {
		word++
	}
	// A lone letter is a scale only on the number itself: $5B, not 5 m.
	name := s[at:word]
	if word-at > 2 {
		name = strings.ToLower(name) // in a headline, Billion
	}
	if f, ok := scales[name]; ok && (word-at > 1 || at == end) && !startsWithWord(s[word:]) {
		q.scale, q.end = f, word
	} else if startsWithWord(s[end:]) {
		return quantity{}, false
	}
	return q, true
}
