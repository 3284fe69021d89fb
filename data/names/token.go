package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data/text"
)

// token is a word, a number or a sign of a text. A possessive ’s is not part
// of a word, and the full stop of an initial or an abbreviation is.
type token struct {
	s          string
	start, end int
	word       bool // begins with a letter or a digit
	caps       bool // begins with an upper-case letter
	poss       bool // a possessive follows
	first      bool // begins a sentence, a heading or an item
	glued      bool // no space before
	place      bool // of the name of a country or a city
	people     bool // of the adjective of a country, or a short name that stands for one: U.S.
	plain      bool // ASCII without a hyphen or an apostrophe: it has no parts
}

// ownNames have a possessive within the name of a company: Moody’s.
var ownNames = set("Christie Domino King Queen Kellogg Levi Lloyd Lowe Macy McDonald Moody Sainsbury Sotheby Wendy")

// abbreviations keep their full stop.
var abbreviations = set("Co CO Corp Inc Ltd Ltda Ind Dr Mr Ms Mrs Prof Jr Sr St Hon Messrs Smt Kum Eng Ma PT Rep Sen Gov Amb Gen Lt Col Capt Esq Sdn Bhd Pte Pty Pvt")

// tokenize cuts a text into tokens, in one pass.
func tokenize(text string) []token {
	tokens := make([]token, 0, len(text)/5+1)
	first, space, newline := true, true, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			if first = first || r == '\n' && newline; r == '\n' { // an empty line ends a heading
				newline = true
			}
			space = true
			i += n
			continue
		}
		newline = false
		t := token{start: i, first: first, glued: !space}
		space = false
		if isWord(r) {
			t.word, t.caps = true, unicode.IsUpper(r) || unicode.IsTitle(r)
			t.end, t.poss, i = scanWord(text, i)
			t.caps = t.caps || smallBrand(text[t.start:t.end]) || uncapped.has(text[t.start:t.end])
			first = false
		} else {
			t.end = i + n
			i = t.end
			// A quotation mark may stand between a full stop and the sentence.
			if !strings.ContainsRune("\"“”‘’'«»)", r) {
				first = strings.ContainsRune(".!?:;[]•▲❶❷❸❹❺❻❼❽❾❿※", r)
			}
		}
		t.s = text[t.start:t.end]
		if t.plain = isPlain(t.s); t.word && !t.plain {
			t.s = strings.ReplaceAll(t.s, "–", "-")
		}
		tokens = append(tokens, t)
	}
	return tokens
}

// isPlain reports whether a token is ASCII without a hyphen or an apostrophe.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == '-' || c == '\'' {
			return false
		}
	}
	return true
}

// isWord reports whether r is part of words.
func isWord(r rune) bool { return text.KindOf(r) != text.Sign }

// scanWord returns the end of the word at i, whether a possessive follows,
// and where to go on.
func scanWord(text string, i int) (end int, poss bool, next int) {
	start := i
	for i < len(text) {
		if 'a' <= text[i] && text[i] <= 'z' { // as most are
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if isWord(r) {
			if r == 'T' && i > start && beginsSentence(text[start:i], text[i:]) {
				return i, false, i
			}
			i += n
			continue
		}
		word, rest := text[start:i], text[i+n:]
		switch {
		case r == '’' || r == '\'':
			if size := possessive(word, rest); size >= 0 {
				return i, true, i + n + size
			}
		case r == '.' && keepsStop(word, rest):
			if rest == "" || rest[0] != '-' || !startsWithWord(rest[1:]) {
				return i + n, false, i + n
			}
			i += n // U.S.-Korea
			continue
		}
		if !joins(word, r, rest) {
			return i, false, i
		}
		i += n
	}
	return i, false, i
}

// keepsStop reports whether the full stop between word and rest is part of the word.
func keepsStop(word, rest string) bool {
	if len(word) > maxStopped {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest)
	if len(word) == 1 {
		next, _, _ := strings.Cut(strings.TrimPrefix(rest[:min(len(rest), maxArticle)], " "), " ")
		if articles.has(next) { // POSCO Future M. | At the forum
			return false
		}
	}
	return !unicode.IsLetter(after) && (isInitials(word[strings.LastIndexByte(word, '-')+1:]) || abbreviations.has(word))
}

// maxStopped is the most bytes of a word that a full stop is part of. What is longer is looked at
// once, and not at each of its stops: 1.1.1.1.…
const maxStopped = 64

// maxArticle bounds the bytes of a word that begins a sentence, with spaces around.
const maxArticle = 16

// joins reports whether a word goes on behind the sign r: O’Neill, so-called, R&D, M.AX, 2.5.
func joins(word string, r rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '’', '\'', '‘', 'ʻ':
		return unicode.IsLetter(after)
	case '-', '‑', '&':
		return rest != "" && isWord(after)
	case '–': // Korea–Japan
		return unicode.IsUpper(after) && 'A' <= word[0] && word[0] <= 'Z'
	case '.':
		return unicode.IsDigit(after) || unicode.IsLetter(after) && isWord(after) && !endsGlued(word, rest)
	}
	return false
}

// possessive returns how many bytes of rest, which an apostrophe parts from the word before, make
// it a possessive: -1 where it is none.
func possessive(word, rest string) int {
	switch {
	case strings.HasPrefix(rest, "s") && !startsWithWord(rest[1:]):
		if ownNames.has(word) {
			return -1
		}
		return len("s")
	case strings.HasSuffix(word, "s") && strings.HasPrefix(rest, " "):
		return 0 // Companies’; a quotation mark after s looks the same
	}
	return -1
}

// endsGlued reports whether a sentence ends behind a word though no space follows
// its stop: on Monday.The Korea …, but not M.AX, or Co.Ltd.
func endsGlued(word, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	c, n := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[n:])
	return unicode.IsLower(last) && len(word) > 2 && unicode.IsUpper(c) && (unicode.IsLower(next) || next == ' ') && !abbreviations.has(word)
}

// beginsSentence reports whether The is glued to the word before: LeadershipThe.
func beginsSentence(word, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsLower(last) && strings.HasPrefix(rest, "The") && !startsWithWord(rest[len("The"):])
}

func startsWithWord(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && isWord(r)
}

// isInitials reports whether w is a capital by itself, or capitals with full
// stops between, U.S: the full stop after it is its own.
func isInitials(w string) bool {
	if len(w) > 7 {
		return false
	}
	for i := 0; i < len(w); i++ {
		if c := w[i]; i%2 == 0 && (c < 'A' || c > 'Z') || i%2 == 1 && c != '.' {
			return false
		}
	}
	return len(w)%2 == 1
}

// isAcronym reports whether w may be one: two or more capitals, and no more
// small letters than capitals.
func isAcronym(w string) bool {
	upper, lower := 0, 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case !unicode.IsDigit(r) && r != '-' && r != '.' && r != '&':
			return false
		}
	}
	return upper >= 2 && lower <= upper && len(w) <= 12
}

// allCaps reports whether w is an acronym without small letters.
func allCaps(w string) bool {
	return !strings.ContainsFunc(w, unicode.IsLower) && isAcronym(w)
}

// camelCase reports whether a word has capitals inside as names of companies do, and few other words:
// ArcelorMittal, but not McDonald, FinTech or ChatGPT.
func camelCase(w string) bool {
	small, humps := 0, 0
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= 'a' && c <= 'z':
			small++
		case c >= 'A' && c <= 'Z':
			if i > 0 && small < 2 {
				return false
			}
			small = 0
			humps++
		default:
			return false
		}
	}
	return humps > 1 && small >= 2 && !strings.HasPrefix(w, "Mac") && !strings.HasPrefix(w, "Fitz") && !strings.HasPrefix(w, "Mc") && !strings.HasPrefix(w, "Van") && !strings.HasSuffix(w, "Tech") && !noCompanies.has(w)
}

// noCompanies have capitals inside, and are sites and things.
var noCompanies = set(`YouTube WhatsApp LinkedIn PlayStation JavaScript PowerPoint WordPress GitHub TikTok PayPal DeepSeek`)

// smallBrand reports whether a word that begins small has capitals behind a few letters, as names of
// companies do: xLight, techUK.
func smallBrand(w string) bool {
	if len(w) < 5 || w[0] < 'a' || w[0] > 'z' {
		return false
	}
	at := strings.IndexFunc(w[:min(len(w), 4+utf8.UTFMax)], unicode.IsUpper)
	return at > 0 && at < 5 && !strings.ContainsAny(w, "-’'./&0123456789")
}

// uncapped are companies that begin with a small letter or a figure: imec, 3M.
var uncapped = &wordSet{make: func(m map[string]bool) {
	for w := range knownCompanies.all() {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			m[w] = true
		}
	}
}}

// endsInOne reports whether a word ends in one of some ends.
func endsInOne(w string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(w, end) })
}
