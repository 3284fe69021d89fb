package names

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"pressroom/data/text"
)

// scales multiply. A letter only counts where it sticks to the number.
var scales = map[string]int{
	"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15,
	"mn": 6, "mil": 6, "bn": 9, "bil": 9, "tn": 12, "mio": 6, "mrd": 9, "mln": 6, "bln": 9, "tln": 12, "trln": 12,
	"lakh": 5, "crore": 7,
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
	f, _ := strconv.ParseFloat(plainDigits(q.digits)+"e"+strconv.Itoa(q.scale), 64)
	return f
}

// plainDigits returns the digits of a number with a point alone: a comma with one or two figures
// behind it, where there is no other sign, is one. No thousands are written so.
func plainDigits(digits string) string {
	if at := strings.IndexAny(digits, ",."); at >= 0 && digits[at] == ',' && len(digits)-at <= 3 {
		return strings.Replace(digits, ",", ".", 1)
	}
	return strings.ReplaceAll(digits, ",", "")
}

// isYear reports whether a number is as likely a year.
func (q quantity) isYear() bool {
	n := q.whole()
	return q.scale == 0 && !strings.ContainsAny(q.digits, ",.") && n >= 1900 && n < 2100
}

// maxDigits bounds a number; a longer one is no sum of money.
const maxDigits = 30

// readQuantity reads 1,234.5, 16.3 million, 10-billion, 5bn at i.
func readQuantity(s string, i int) (quantity, bool) {
	if strings.HasPrefix(s[i:], fullDigits) {
		return fullQuantity(s, i)
	}
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
	return withScale(s, quantity{digits: s[i:end], end: end})
}

// spacedQuantity is readQuantity for a number that may have spaces between its thousands: 31 600 000.
func spacedQuantity(s string, i int) (quantity, bool) {
	end := skipDigits(s, i)
	digits := s[i:end]
	for end > i && end-i <= 3 || len(digits) > 3 && len(digits) <= maxDigits {
		next := skipSpace(s, end)
		group := skipDigits(s, next)
		if next == end || next > end+2 || group != next+3 || group < len(s) && (s[group] == ',' || s[group] == '.') && skipDigits(s, group+1) > group+1 {
			break
		}
		digits, end = digits+s[next:group], group
	}
	if len(digits) == skipDigits(s, i)-i {
		return readQuantity(s, i)
	}
	return withScale(s, quantity{digits: digits, end: end})
}

// fullDigits are the bytes that full-width figures begin with.
const fullDigits = "\xef\xbc"

// fullQuantity reads a number in full-width figures.
func fullQuantity(s string, i int) (quantity, bool) {
	var digits strings.Builder
	end, last := i, i
	for digits.Len() <= maxDigits && strings.HasPrefix(s[end:], fullDigits) {
		c, n := utf8.DecodeRuneInString(s[end:])
		c -= '０' - '0'
		if c < '0' && c != '.' && c != ',' || c > '9' {
			break
		}
		digits.WriteRune(c)
		end += n
		if c >= '0' {
			last = end
		}
	}
	q := quantity{digits: strings.TrimRight(digits.String(), ".,"), end: last}
	if q.digits == "" || digits.Len() > maxDigits {
		return quantity{}, false
	}
	return withScale(s, q)
}

// withScale reads the scale behind a number.
func withScale(s string, q quantity) (quantity, bool) {
	end := q.end
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
		if (name == "mio" || name == "mrd") && strings.HasPrefix(s[word:], ". ") { // 2,5 Mio. Euro
			q.end++
		}
	} else if startsWithWord(s[end:]) {
		return quantity{}, false
	}
	return q, true
}

// countsThings reports whether a number that ends at i is of things and not of money: a noun in the
// plural is behind it, before any word that nouns do not have before them. USD 3 and 5 partner
// countries, but USD 3 and 5 per tonne for members.
func countsThings(s string, i int) bool {
	if code, _ := currencyAfter(s, i); code != "" {
		return false
	}
	for range maxCounted {
		at := skipSpace(s, i)
		end := at
		for end < len(s) && end-at < 20 && (s[end] >= 'a' && s[end] <= 'z' || s[end] == '-') {
			end++
		}
		w := s[at:end]
		if at == i || len(w) < 3 || startsWithWord(s[end:]) || stopWords.has(w) && !slices.Contains([]string{"more", "new", "other"}, w) || notCounted.has(w) {
			return false
		}
		if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") || w == "people" || w == "men" || w == "women" || w == "children" {
			return true
		}
		i = end
	}
	return false
}

// maxCounted is the most words from a number to the noun that it counts.
const maxCounted = 3

// notCounted are words behind a sum that are no adjectives of what it would count.
var notCounted = set(`per each apiece plus minus less versus depending based monthly annually yearly daily weekly next last
	worth amid across towards toward via according following including excluding against without within throughout while
	thus always sometimes perhaps besides afterwards onwards`)

// spelled are numbers in words, which only a scale makes a quantity.
var spelled = sync.OnceValue(func() map[string]string {
	m := map[string]string{"half a": "0.5", "a half": "0.5", "a": "1", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "a hundred": "100"}
	for n, one := range spelledOnes {
		digit := strconv.Itoa(n + 1)
		m[one], m[one+" hundred"] = digit, digit+"00"
		for t, ten := range []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
			tens := strconv.Itoa(t + 2)
			m[ten], m[ten+"-"+one] = tens+"0", tens+digit
		}
	}
	return m
})

// spelledOnes are the numbers from one to nine.
var spelledOnes = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// startsSpelled reports whether a word may begin a number of two words.
func startsSpelled(word string) bool {
	return word == "a" || word == "half" || slices.Contains(spelledOnes, word)
}

// maxSpelled is the most words of a number in words.
const maxSpelled = 2

// passSpelled returns where the word of a number that begins at i ends, at at or behind it: -1 where it is too long for one, or
// no scale, hundred or a can follow.
func passSpelled(s string, i, at int) int {
	for at < len(s) && at-i <= len("seventy-seven") && (s[at]|0x20 >= 'a' && s[at]|0x20 <= 'z' || s[at] == '-' && at > i) {
		at++
	}
	if at-i > len("seventy-seven") || at+1 >= len(s) || s[at] != ' ' || strings.IndexByte("abchlmqt", s[at+1]|0x20) < 0 {
		return -1
	}
	return at
}

// spelledQuantity reads ten billion, or half a million, at i.
func spelledQuantity(s string, i int) (quantity, bool) {
	if i >= len(s) || strings.IndexByte("aefhnost", s[i]|0x20) < 0 || i > 0 && s[i-1] == '-' {
		return quantity{}, false
	}
	end := i
	for range maxSpelled {
		if end = passSpelled(s, i, end); end < 0 {
			break
		}
		words := strings.ToLower(s[i:end])
		if digits := spelled()[words]; digits != "" {
			if q, ok := withScale(s, quantity{digits: digits, end: end}); ok && q.scale >= scales["thousand"] && q.end > end+2 {
				return q, true
			}
		}
		if !startsSpelled(words) {
			break
		}
		end++
	}
	return quantity{}, false
}

// koreanUnits are the units that Korean numbers have, the longer ones first.
var koreanUnits = []struct {
	word  string
	scale int
}{
	{"천조", 15}, {"백조", 14}, {"십조", 13}, {"조", 12}, {"천억", 11}, {"백억", 10}, {"십억", 9}, {"억", 8},
	{"천만", 7}, {"백만", 6}, {"십만", 5}, {"만", 4}, {"천", 3},
}

// koreanCurrencies stand behind the number, and what may stand between.
var (
	koreanCurrencies = terms("currencies", "korean")
	koreanFillers    = []string{"여", " ", "미국", "미", " "}
)

// koreanUnitAt returns the power of ten of the unit that s begins with, and its length, 0 where
// there is none.
func koreanUnitAt(s string) (scale, size int) {
	for _, u := range koreanUnits {
		if strings.HasPrefix(s, u.word) {
			return u.scale, len(u.word)
		}
	}
	return 0, 0
}

// koreanSum reads 3조 5,000억원, 644억 달러, or 3,000억~5,000억원, at i.
func koreanSum(s string, i int) (Amount, bool) {
	low := readKorean(s, i)
	code, end := koreanCurrency(s, low.end)
	high, upper := koreanUpper(s, i, max(low.end, end), low)
	if again, at := koreanCurrency(s, upper); again != "" && (code == "" || code == again) {
		if low.terms == 0 {
			low.total = quantity{scale: high.last, digits: low.digits}.whole()
		}
		if low.total > 0 && low.total < high.total { // a range goes up
			return Amount{Currency: again, Value: low.total, High: high.total, Span: text.Span{Start: i, End: at}}, true
		}
	}
	if code == "" || low.total == 0 {
		return Amount{}, false
	}
	return Amount{Currency: code, Value: low.total, High: low.total, Span: text.Span{Start: i, End: end}}, true
}

// koreanNumber is a number in Korean units, as read at a place.
type koreanNumber struct {
	total  float64
	terms  int    // the numbers with a unit: two in 3조 5,000억
	last   int    // the power of ten of the last unit
	digits string // the figures where no unit is behind them
	end    int
}

// readKorean reads 3조 5,000억 at i, or the figures alone where they have no unit.
func readKorean(s string, i int) koreanNumber {
	n := koreanNumber{last: 1 << 10, end: i}
	for at := i; ; {
		end := at
		for end < len(s) && end-at <= maxDigits && (s[end] >= '0' && s[end] <= '9' || s[end] == ',' || s[end] == '.') {
			end++
		}
		scale, unit := koreanUnitAt(s[end:])
		if end == at || unit == 0 || scale >= n.last {
			if n.terms == 0 {
				n.digits, n.end = s[i:end], end
			}
			return n
		}
		n.total += quantity{scale: scale, digits: s[at:end]}.whole()
		n.terms++
		n.last, n.end = scale, end+unit
		at = n.end
		if next := skipSpace(s, at); next < len(s) && s[next] >= '0' && s[next] <= '9' {
			at, n.end = next, next
		}
	}
}

// koreanUpper reads the upper end, and where that ends, of a range whose lower one stands from i to end. A
// lower end without a unit has the one of the upper, 3~5조원, but for a year, and a part of a word or a
// date. A sign on the next line is a bullet. Where there is none, it ends at i.
func koreanUpper(s string, i, end int, low koreanNumber) (koreanNumber, int) {
	at, ok := rangeSign(s, end)
	if !ok || end == i || strings.Contains(s[end:at], "\n") {
		return koreanNumber{}, i
	}
	high := readKorean(s, at)
	if bare := (quantity{digits: low.digits}); high.terms == 0 || low.terms == 0 && (high.terms > 1 || bare.isYear() || insideWord(s, i)) {
		return koreanNumber{}, i
	}
	return high, high.end
}

// koreanCurrency reads a currency behind a Korean number that ends at i.
func koreanCurrency(s string, i int) (code string, end int) {
	for _, filler := range koreanFillers {
		if strings.HasPrefix(s[i:], filler) {
			i += len(filler)
		}
	}
	for _, c := range koreanCurrencies() {
		if strings.HasPrefix(s[i:], c.word) {
			return c.means, i + len(c.word)
		}
	}
	return "", 0
}
