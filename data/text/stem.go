package text

// Stem returns what the forms of an English word in lower case have in common:
// of standard and standards, of supply, supplied and supplying. It takes away
// what grammar adds to a word, and nothing that makes another word of it:
// standardization, import and important, general and generation stay apart.
// The stemmer is our own, and not Snowball's English, because that goes on to
// such endings and brings together 61 of the 156 pairs that TestStem keeps
// apart, university and universe among them.
//
// The rules are the steps 1 and 5 of Snowball's English (M. F. Porter,
// "English (Porter2) stemming algorithm", 2001), with exceptions of its own.
// Stem shortens or rewrites the end of word in place; the first letter never
// changes, which lets a search compare it first. A word that holds anything but
// a to z stays as it is: numbers, acronyms with numbers (5g), other scripts.
func Stem(word []byte) []byte {
	if len(word) < 3 || len(word) > maxStemmed {
		return word
	}
	for _, c := range word {
		if c < 'a' || c > 'z' {
			return word
		}
	}
	if s, ok := exceptions[string(word)]; ok {
		return append(word[:0], s...)
	}
	changedY := endsIn(word, "ies") || endsIn(word, "ied")
	word = stemPlural(word)
	if n := len(word); n > 2 && word[n-1] == 'i' && !changedY {
		return append(word, 'i') // not what words in y are written with: levi, and levy
	}
	word = stemPast(word)
	if n := len(word); n > 2 && word[n-1] == 'y' && !vowel(word, n-2) {
		word[n-1] = 'i'
	}
	return stemEnd(word)
}

// maxStemmed is the length of the longest word that is stemmed.
const maxStemmed = 40

// exceptions are words that the rules would take to another word (news to new), or away from their forms.
var exceptions = map[string]string{
	"news": "news", "goods": "goods", "customs": "customs", "arms": "arms", "series": "series", "species": "species",
	"economics": "economics", "electronics": "electronics", "politics": "politics", "physics": "physics",
	"united": "united", "unite": "unite", "evening": "evening", "paste": "paste", "humane": "humane", "locale": "locale",
	"morale": "morale", "rationale": "rationale", "gases": "gas", "buses": "bus", "lens": "lens", "lenses": "lens",
	"freed": "free", "dying": "die", "lying": "lie", "tying": "tie", "boycotted": "boycott", "boycotting": "boycott",
	"embed": "embed", "embeds": "embed", "bias": "bias", "canvas": "canvas", "atlas": "atlas", "alias": "alias",
	"goes": "go", "vying": "vie", "skis": "skii", "this": "this",
	"mous": "mou", "gpus": "gpu", "cpus": "cpu", "npus": "npu", "tpus": "tpu", "pcs": "pc", "tvs": "tv", "menus": "menu",
}

// notPast are words that end in eed or ing, and are no form of another.
var notPast = map[string]bool{
	"proceed": true, "exceed": true, "succeed": true, "inning": true, "outing": true, "herring": true, "earring": true,
}

// vowel reports whether word[i] is one: y is behind a consonant.
func vowel(word []byte, i int) bool {
	switch word[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y':
		return i > 0 && !vowel(word, i-1)
	}
	return false
}

func hasVowel(word []byte) bool {
	for i := range word {
		if vowel(word, i) {
			return true
		}
	}
	return false
}

// region returns where what follows the first consonant behind a vowel begins: R1 in the paper, and R2 from there.
func region(word []byte, from int) int {
	for i := from + 1; i < len(word); i++ {
		if vowel(word, i-1) && !vowel(word, i) {
			return i + 1
		}
	}
	return len(word)
}

// shortEnd reports whether word ends in a short syllable, which may have lost its e: hop of hoping, us of using.
func shortEnd(word []byte) bool {
	n := len(word)
	if n < 2 || vowel(word, n-1) || !vowel(word, n-2) {
		return false
	}
	if n == 2 {
		return true
	}
	return !vowel(word, n-3) && word[n-1] != 'w' && word[n-1] != 'x' && word[n-1] != 'y'
}

func endsIn(word []byte, suffix string) bool {
	return len(word) >= len(suffix) && string(word[len(word)-len(suffix):]) == suffix
}

// stemPlural takes away the s of plurals and of verbs.
func stemPlural(word []byte) []byte {
	n := len(word)
	switch {
	case endsIn(word, "sses"):
		return word[:n-2]
	case endsIn(word, "ies"), endsIn(word, "ied"):
		if n <= 4 { // ties, and not cries
			return word[:n-1]
		}
		return word[:n-2]
	case endsIn(word, "ss"), endsIn(word, "us"):
		return word
	case endsIn(word, "s") && (n > 3 || hasVowel(word[:n-2])): // SMEs and FTAs too, but not gas
		return word[:n-1]
	}
	return word
}

// stemPast takes away ed and ing, and gives back the e that went with them.
func stemPast(word []byte) []byte {
	n := len(word)
	if !endsIn(word, "ed") && !endsIn(word, "ing") || notPast[string(word)] {
		return word
	}
	if endsIn(word, "eed") {
		if region(word, 0) <= n-3 { // agreed, but not need
			return word[:n-1]
		}
		return word
	}
	stem := word[:n-len("ed")]
	if word[n-1] == 'g' {
		stem = word[:n-len("ing")]
	}
	n = len(stem)
	switch {
	case !hasVowel(stem):
		return word
	case endsIn(stem, "at"), endsIn(stem, "bl"), endsIn(stem, "iz"):
		return append(stem, 'e')
	case n > 3 && stem[n-1] == stem[n-2]: // planned, but not added
		switch stem[n-1] {
		case 'b', 'd', 'g', 'm', 'n', 'p', 'r', 't':
			return stem[:n-1]
		}
	case region(stem, 0) == n && shortEnd(stem):
		return append(stem, 'e')
	}
	return stem
}

// stemEnd takes away a final e, and one l of two, which forms lose or double.
func stemEnd(word []byte) []byte {
	n := len(word)
	r1 := region(word, 0)
	r2 := region(word, r1)
	switch {
	case word[n-1] == 'e' && (r2 < n || r1 < n && !shortEnd(word[:n-1])):
		return word[:n-1]
	case endsIn(word, "ll") && r2 < n:
		return word[:n-1]
	}
	return word
}

// HasStem reports whether a word has a stem. Most words that have not are told
// by their beginning, without being stemmed.
func HasStem(form []byte, stem string) bool {
	if n := max(0, len(stem)-2); len(form) < n || string(form[:n]) != stem[:n] || len(form) > maxStemmed {
		return string(form) == stem
	}
	var scratch [maxStemmed + 1]byte
	return string(Stem(append(scratch[:0], form...))) == stem
}
