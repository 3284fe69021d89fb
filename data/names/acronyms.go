package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about acronyms in brackets, and which of them introduce a body.

// spells reports whether the letters of an acronym are the beginnings of the
// words of a name, in their order; a small word may be passed over, and so may
// any other, but never the first.
func (f *finder) spells(acronym string, r run) bool {
	letters := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return c
		}
		return -1
	}, acronym)
	for n := r.begin; n < r.end && letters != ""; n++ {
		for part := range strings.FieldsFuncSeq(f.t[n].s, func(c rune) bool { return c == '-' || c == '&' }) {
			if rest, ok := strings.CutPrefix(letters, part); ok && allCaps(part) { // UKPF has both letters of UK
				letters = rest
				continue
			}
			if size := spelledBy(letters, part); size > 0 {
				letters = letters[size:]
			} else if n == r.begin {
				return false
			}
		}
	}
	return letters == ""
}

// spelledBy returns how many bytes of the letters the beginning of a word spells: the
// first, and the small ones behind it, as Can of NRCan.
func spelledBy(letters, word string) int {
	size := 0
	for i, c := range letters {
		w, n := utf8.DecodeRuneInString(word)
		if i > 0 && !unicode.IsLower(c) {
			break
		}
		if n == 0 || unicode.ToLower(w) != unicode.ToLower(c) {
			return 0
		}
		word = word[n:]
		size = i + utf8.RuneLen(c)
	}
	return size
}

func firstLetter(w string) rune {
	r, _ := utf8.DecodeRuneInString(w)
	return r
}

// bracket reads the acronym in the brackets at token i, and returns the token
// behind it: (KATS, (ETS), (EDU II).
func (f *finder) bracket(i int) (acronym string, after int) {
	if f.is(i, "(") && f.is(i+2, ",") && f.roleAt(i+3).end > 0 && f.t[i+1].word && f.roleAt(i+1).end == 0 {
		return f.t[i+1].s, i + 2 // (aT, President Hong Moon-pyo
	}
	if acronym := f.fromHereOn(i); acronym != "" {
		return acronym, i
	}
	if inside := f.passQuote(i + 1); f.is(i, "(") && inside > i+1 && inside+1 < len(f.t) && isAcronym(f.t[inside].s) {
		if after := f.passQuote(inside + 1); f.isAny(after, ")", ",", ";") {
			return f.t[inside].s, after // (“MSIT”; Minister Lim
		}
	}
	if !f.is(i, "(") || i+2 >= len(f.t) || !f.shortName(i+1) {
		return "", i
	}
	end := i + 2
	if f.capital(end) && len(f.t[end].s) <= 6 && allCaps(f.t[end].s) {
		end++
	}
	if !f.isAny(end, ")", ",", ";") {
		return "", i
	}
	return f.joined(i+1, end), end
}

// shortName reports whether the word at i may be an acronym in brackets.
func (f *finder) shortName(i int) bool {
	w := f.t[i].s
	return isAcronym(w) || knownBodies.has(w) || strings.HasPrefix(w, "K-")
}

// fromHereOn returns the acronym that the brackets at token i say is used from here on: (Minister Ann Lind, hereinafter
// referred to as ‘MSIT’). It is "" for none.
func (f *finder) fromHereOn(i int) string {
	for n := i + 1; f.is(i, "(") && n < i+maxRun && n < len(f.t) && !f.is(n, ")"); n++ {
		if at := f.passQuote(n); f.isAny(n, "hereinafter", "hereafter") && at < len(f.t) && isAcronym(f.t[at].s) {
			return f.t[at].s
		}
	}
	return ""
}

// shortened returns the short name in the brackets at token i, which begins as the name does:
// Enterprise Singapore (EnterpriseSG). It is "" for none.
func (f *finder) shortened(r run) string {
	if !f.is(r.end, "(") || !f.isAny(r.end+2, ")", ",") {
		return ""
	}
	short := f.t[r.end+1].s
	if f.blends(short, r) {
		return short // Taipower
	}
	if !f.is(r.end+2, ")") {
		return ""
	}
	if strings.HasPrefix(short, f.t[r.begin].s) && len(short) > len(f.t[r.begin].s) || camelCase(short) && f.spells(short, r) { // KenGen
		return short
	}
	return ""
}

// blends reports whether a word is made of the beginnings of the first two words of a run, three letters or more of
// each: Taipower, of Taiwan Power Co.
func (f *finder) blends(w string, r run) bool {
	if r.end-r.begin < 2 || len(w) < 6 || !f.t[r.end+1].caps {
		return false
	}
	first, second := f.t[r.begin].s, strings.ToLower(f.t[r.begin+1].s)
	n := 0
	for n < len(w) && n < len(first) && w[n] == first[n] {
		n++
	}
	return n >= 3 && len(w)-n >= 3 && strings.HasPrefix(second, strings.ToLower(w[n:]))
}

// passQuote returns where the words and marks end, from token i on, that stand before or behind
// an acronym in brackets: hereinafter, “.
func (f *finder) passQuote(i int) int {
	for at := i; at < i+6 && at < len(f.t); at++ {
		if s := f.t[at].s; s != "“" && s != "”" && s != "\"" && s != "‘" && s != "’" && s != "hereinafter" && s != "hereafter" && s != "or" && s != "referred" && s != "to" && s != "as" {
			return at
		}
	}
	return i
}

// introduced reports whether a run with an acronym behind it is a body, where
// its last word does not tell: because somebody presides over it, because it
// is the body of a country, or because it does what only bodies do. The
// Emissions Trading System (ETS) has an acronym as well.
func (f *finder) introduced(r run, acronym string, after int) bool {
	if f.is(after, ",") && f.roleAt(after+1).end > 0 {
		return true
	}
	last := f.last(r)
	spelled := f.spells(acronym, r)
	if spelled && f.spelledBody(r) {
		return true
	}
	if r.end-r.begin < 2 || f.is(after, ")") && f.in(after+1, concepts) || headWords.has(last) || concepts.has(last) || concepts.has(strings.TrimSuffix(last, "s")) {
		return false
	}
	if last == "International" || (wide.has(f.t[r.begin].s) || f.atlas.last[last]) && spelled {
		return true
	}
	return f.is(after, ")") && f.in(after+1, actions)
}

// spelledBody reports whether a run whose words an acronym spells is for that a body: the fund of a
// country, or a name in another language, as Polskie Elektrownie Jądrowe (PEJ).
func (f *finder) spelledBody(r run) bool {
	last := f.last(r)
	if last == "Fund" {
		return f.ofLand(r.begin)
	}
	return r.end-r.begin > 1 && !concepts.has(last) && f.foreignLetters(r.begin, r.end)
}
