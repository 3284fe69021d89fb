package names

import (
	"strings"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/text"
)

// Currencies that stand in front of the number, and behind it.
var (
	before = terms("currencies", "before")
	after  = terms("currencies", "after")
)

// wonSign is a letter that stands for the won's sign, before a number with a scale.
const wonSign = "W"

// codes are the codes that stand in front of the number, or behind it.
var codes = &wordSet{make: func(m map[string]bool) {
	for _, c := range data.Currencies {
		m[c] = true
	}
}}

// AmountsIn returns the sums of money that a release names, as [FindIn] does, at a tenth
// of the cost. An [Index] counts the first [MaxSums].
func AmountsIn(title, body string) []Amount {
	amounts := findAmounts(body)
	if own := ownDollar(body); own != "USD" {
		for i := range amounts {
			if sum := body[amounts[i].Span.Start:amounts[i].Span.End]; strings.Contains(sum, "$") && amounts[i].Currency == "USD" {
				amounts[i].Currency = own
			}
		}
	}
	type sum struct {
		currency  string
		low, high float64
	}
	seen := map[sum]bool{}
	for _, a := range amounts {
		seen[sum{a.Currency, a.Value, a.High}] = true
	}
	for _, a := range findAmounts(title) {
		key := sum{a.Currency, a.Value, a.High}
		if seen[key] {
			continue
		}
		seen[key] = true
		a.Span, a.InTitle = text.Span{}, true
		amounts = append(amounts, a)
	}
	return amounts
}

// findAmounts reads a text from left to right. Every place costs a bounded
// look at what is around it, so that the whole is linear.
func findAmounts(s string) []Amount {
	var found []Amount
	last := 0 // the end of the sum before
	for i := 0; i < len(s); {
		c := s[i]
		isDigit := c >= '0' && c <= '9'
		a, ok := Amount{}, false
		if isDigit {
			a, ok = koreanSum(s, i)
		}
		if !ok && insideWord(s, i) {
			i++
			continue
		}
		switch {
		case ok:
		case isDigit || c == '$' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf:
			if a, ok = prefixed(s, i); !ok {
				a, ok = suffixed(s, i)
			}
		case c >= 'a' && c <= 'z':
			a, ok = suffixed(s, i)
		}
		if !ok {
			i = max(i+1, skipDigits(s, i))
			continue
		}
		end := a.Span.End
		if isUnit(s[last:a.Span.Start]) {
			i = end
			continue
		}
		a.widen(s, last)
		a.Again = len(found) > 0 && inBracketsBehind(s, last, a.Span) && found[len(found)-1].Currency != a.Currency
		found = append(found, a)
		last = a.Span.End
		i = max(end, last)
	}
	return found
}

// inBracketsBehind reports whether a sum stands alone in brackets behind what ends at last.
func inBracketsBehind(s string, last int, sum text.Span) bool {
	if sum.Start-last > maxBetween {
		return false
	}
	between := strings.TrimSpace(s[last:sum.Start])
	for _, words := range equals {
		between = strings.TrimSpace(strings.TrimSuffix(between, words))
	}
	after := strings.TrimLeft(s[sum.End:], " \u00a0")
	return (between == "(" || between == "（") && (strings.HasPrefix(after, ")") || strings.HasPrefix(after, "）") || strings.HasPrefix(after, ","))
}

// maxBetween bounds what is between a sum and itself in another currency.
const maxBetween = 32

// equals may stand before a sum in another currency.
var equals = []string{"equivalent to", "equal to", "or", "=", "≈"}

// insideWord reports whether the byte at i goes on a word or a number.
func insideWord(s string, i int) bool {
	if i == 0 {
		return false
	}
	p := s[i-1]
	if p >= '0' && p <= '9' || p >= 'a' && p <= 'z' || p >= 'A' && p <= 'Z' || p == '$' {
		return true
	}
	if p < utf8.RuneSelf {
		return (p == '.' || p == ',') && i > 1 && s[i-2] >= '0' && s[i-2] <= '9' && s[i] >= '0' && s[i] <= '9'
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return isWord(r) || !utf8.RuneStart(s[i])
}

func skipDigits(s string, i int) int {
	for i < len(s) && (s[i] >= '0' && s[i] <= '9') {
		i++
	}
	return i
}

// prefixed reads KRW 5 trillion, $644.5 billion, USD 3–5 billion, KRW 10
// billion to 15 billion at i.
func prefixed(s string, i int) (Amount, bool) {
	code, at := currencyBefore(s, i)
	if code == "" {
		return Amount{}, false
	}
	at = skipSpace(s, at)
	low, ok := spacedQuantity(s, at)
	if !ok {
		if low, ok = spelledQuantity(s, at); !ok { // KRW five trillion
			return Amount{}, false
		}
	}
	a := Amount{Currency: code, Span: text.Span{Start: i, End: low.end}}
	high, isRange := upperEnd(s, i, code, low)
	if !isRange {
		high = low
	}
	a.fill(low, high)
	if isRange {
		a.Span.End = high.end
	}
	return a, !percentAt(s, a.Span.End)
}

// suffixed reads 500 million won, 3 to 5 billion won, a 10-billion-won at i.
func suffixed(s string, i int) (Amount, bool) {
	low, ok := readQuantity(s, i)
	if !ok {
		if low, ok = spelledQuantity(s, i); !ok {
			return Amount{}, false
		}
	}
	high := low
	at, isRange := rangeSign(s, low.end)
	if and := skipSpace(s, low.end); !isRange && endsWith(s[:i], "between ") && strings.HasPrefix(s[and:], "and ") {
		at, isRange = and+len("and "), true
	}
	if q, ok := readQuantity(s, at); isRange && ok {
		if q.scale > 0 && low.isYear() { // from KRW 50 billion in 2023 to 200 billion won in 2024
			return Amount{}, false
		}
		high = q
	}
	code, end := currencyAfter(s, high.end)
	if code == "" || code == "KRW" && isVerb(high) || high.scale == 0 && strings.HasSuffix(s[:end], "Euro") || isWeight(s, high, end) { // from 2027 Euro 7
		return Amount{}, false
	}
	if q, upper := upperBehind(s, i, end, code); upper > 0 {
		high, end = q, upper
	}
	a := Amount{Currency: code, Span: text.Span{Start: i, End: end}}
	a.fill(low, high)
	return a, true
}

// isWeight reports whether the pounds that end at end are what something weighs: 40 pounds, two million pounds of ore.
func isWeight(s string, q quantity, end int) bool {
	return (strings.HasSuffix(s[:end], " pounds") || strings.HasSuffix(s[:end], " Pounds")) && (q.scale < 6 || strings.HasPrefix(s[end:], " of "))
}

// isVerb reports whether "won" behind q is the verb: "of 31 orders, Korea's
// 24 won praise", "the team that in 2024 won a medal".
func isVerb(q quantity) bool {
	return q.isYear() || q.scale == 0 && !strings.Contains(q.digits, ",") && q.whole() < 100
}

// fill sets the values of a range, whose lower end may leave its scale to the
// upper one: USD 3–5 billion.
func (a *Amount) fill(low, high quantity) {
	if low.scale == 0 && high.scale != 0 {
		if scaled := (quantity{scale: high.scale, digits: low.digits}); scaled.whole() <= high.whole() {
			low = scaled
		}
	}
	a.Value, a.High = low.whole(), max(low.whole(), high.whole())
}

// currencyBefore reads a currency that stands before its number.
func currencyBefore(s string, i int) (code string, end int) {
	for _, c := range before() {
		end := i + len(c.word)
		if strings.HasPrefix(s[i:], c.word) && !(isLetterAt(c.word, len(c.word)-1) && isLetterAt(s, end)) {
			return c.means, end
		}
	}
	if strings.HasPrefix(s[i:], wonSign) {
		if q, ok := readQuantity(s, i+len(wonSign)); ok && q.scale > 3 {
			return "KRW", i + len(wonSign)
		}
	}
	if i+3 < len(s) && codes.has(s[i:i+3]) && !isLetterAt(s, i+3) {
		return s[i : i+3], i + 3
	}
	return "", 0
}

func isLetterAt(s string, i int) bool {
	return startsWithWord(s[i:]) && (s[i] < '0' || s[i] > '9')
}

// currencyAfter reads a currency that stands behind its number.
func currencyAfter(s string, i int) (code string, end int) {
	at := skipSpace(s, i)
	if at == i && i < len(s) && s[i] == '-' {
		at++
	}
	for _, c := range after() {
		if strings.HasPrefix(s[at:], c.word) && !startsWithWord(s[at+len(c.word):]) {
			return c.means, at + len(c.word)
		}
	}
	if at+3 <= len(s) && codes.has(s[at:at+3]) && !startsWithWord(s[at+3:]) {
		// USD 5 billion KRW 7 trillion: a code before a number is that number's.
		if next := skipSpace(s, at+3); next >= len(s) || s[next] < '0' || s[next] > '9' {
			return s[at : at+3], at + 3
		}
	}
	return "", 0
}

// upperEnd reads the upper end of a range whose lower end stands at i.
func upperEnd(s string, i int, code string, low quantity) (quantity, bool) {
	at, ok := upperBegins(s, i, low)
	if !ok {
		return quantity{}, false
	}
	again, next := currencyBefore(s[:min(len(s), at+8)], min(at, len(s)))
	if again != "" {
		if again != code {
			return quantity{}, false
		}
		at = skipSpace(s, next)
	}
	high, ok := readQuantity(s, at)
	word := strings.HasSuffix(s[:at], "and ") || strings.HasSuffix(s[:at], "to ")
	if !ok || percentAt(s, high.end) || word && high.scale == 0 && countsThings(s, high.end) {
		return quantity{}, false
	}
	// It rose from KRW 715 billion to KRW 936 billion: those are two sums. But from USD 3 to 5 billion
	// has one currency and one scale.
	shared := again == "" && low.scale == 0 && high.scale != 0
	if !shared && endsWith(s[:i], "from ") && !endsWith(s[:i], "ranging from ") && !endsWith(s[:i], "range from ") {
		return quantity{}, false
	}
	scaled := low
	if scaled.scale == 0 {
		scaled.scale = high.scale
	}
	// A range goes up, and an end without a scale that is smaller is no end:
	// KRW 5 trillion to 3 companies.
	if high.whole() <= scaled.whole() {
		return quantity{}, false
	}
	return high, high.scale != 0 || low.scale == 0
}

// upperBegins returns where the upper end of a range may begin behind its lower one, whose sum stands at i.
func upperBegins(s string, i int, low quantity) (int, bool) {
	at, ok := rangeSign(s, low.end)
	if and := skipSpace(s, low.end); !ok && endsWith(s[:i], "between ") && strings.HasPrefix(s[and:], "and ") {
		return and + len("and "), true
	}
	return at, ok
}

// upperBehind reads the upper end, and where that ends, of a range whose ends both have their currency, and
// whose lower one stands from i to end: ranging from 50 million won to 500 million won. It ends at 0 where
// there is none.
func upperBehind(s string, i, end int, code string) (quantity, int) {
	at, ok := rangeSign(s, end)
	if !ok || !endsWith(s[:i], "ranging from ") && !endsWith(s[:i], "range from ") && !endsWith(s[:i], "ranges from ") {
		return quantity{}, 0
	}
	high, ok := readQuantity(s, at)
	if again, upper := currencyAfter(s, high.end); ok && again == code {
		return high, upper
	}
	return quantity{}, 0
}

// endsWith reports whether s ends in words, in any letter case.
func endsWith(s, words string) bool {
	return len(s) >= len(words) && strings.EqualFold(s[len(s)-len(words):], words)
}

// rangeSign reads what stands between the ends of a range, and returns where
// the upper one begins.
func rangeSign(s string, i int) (int, bool) {
	at := skipSpace(s, i)
	for _, sign := range []string{"–", "—", "~", "-", "∼"} {
		if strings.HasPrefix(s[at:], sign) {
			return skipSpace(s, at+len(sign)), true
		}
	}
	if at > i && strings.HasPrefix(s[at:], "to ") {
		return at + len("to "), true
	}
	return 0, false
}

func percentAt(s string, i int) bool {
	at := skipSpace(s, i)
	return strings.HasPrefix(s[at:], "%") || strings.HasPrefix(s[at:], "percent") || strings.HasPrefix(s[at:], "per cent")
}

// skipSpace passes the space within a sum: one or two, of any kind.
func skipSpace(s string, i int) int {
	for range 2 {
		switch {
		case i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t'):
			i++
		case strings.HasPrefix(s[min(i, len(s)):], "\u00a0"):
			i += len("\u00a0")
		}
	}
	return min(i, len(s))
}
