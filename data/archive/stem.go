package archive

// stem returns the stem of an English word in lower case, after M. F. Porter,
// "An algorithm for suffix stripping", 1980: standards and standard, exported
// and exporting come to one. It shortens or rewrites the end of word in place;
// the first two letters never change, which lets a search compare them first.
// A word that holds anything but a to z stays as it is: numbers, acronyms with
// numbers (5g), other scripts.
func stem(word []byte) []byte {
	if len(word) < 3 || len(word) > maxStemmed {
		return word
	}
	for _, c := range word {
		if c < 'a' || c > 'z' {
			return word
		}
	}
	word = stemPlural(word)
	word = stemPast(word)
	if n := len(word); word[n-1] == 'y' && hasVowel(word[:n-1]) {
		word[n-1] = 'i'
	}
	word = replaceSuffix(word, doubleSuffixes[:], 0)
	word = replaceSuffix(word, singleSuffixes[:], 0)
	word = stripSuffix(word)
	return stemEnd(word)
}

// maxStemmed is the length of the longest word that is stemmed.
const maxStemmed = 40

// consonant reports whether word[i] is one: y is where no consonant is before
// it.
func consonant(word []byte, i int) bool {
	switch word[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !consonant(word, i-1)
	}
	return true
}

// measure counts the times that vowels are followed by consonants in word, m
// in the paper's [C](VC)^m[V]. It stops counting at two: no rule asks further.
func measure(word []byte) int {
	m, vowels := 0, false
	for i := range word {
		if !consonant(word, i) {
			vowels = true
		} else if vowels {
			vowels = false
			if m++; m == 2 {
				break
			}
		}
	}
	return m
}

func hasVowel(word []byte) bool {
	for i := range word {
		if !consonant(word, i) {
			return true
		}
	}
	return false
}

// doubled reports whether word ends in two equal consonants.
func doubled(word []byte) bool {
	n := len(word)
	return n >= 2 && word[n-1] == word[n-2] && consonant(word, n-1)
}

// short reports whether word ends in consonant, vowel, consonant, the last of
// which is not w, x or y: a syllable that lost its e (hop, of hoping).
func short(word []byte) bool {
	n := len(word)
	if n < 3 || !consonant(word, n-1) || consonant(word, n-2) || !consonant(word, n-3) {
		return false
	}
	return word[n-1] != 'w' && word[n-1] != 'x' && word[n-1] != 'y'
}

func endsIn(word []byte, suffix string) bool {
	return len(word) >= len(suffix) && string(word[len(word)-len(suffix):]) == suffix
}

// stemPlural is step 1a.
func stemPlural(word []byte) []byte {
	switch {
	case endsIn(word, "sses"), endsIn(word, "ies"):
		return word[:len(word)-2]
	case endsIn(word, "s") && !endsIn(word, "ss"):
		return word[:len(word)-1]
	}
	return word
}

// stemPast is step 1b.
func stemPast(word []byte) []byte {
	if endsIn(word, "eed") {
		if measure(word[:len(word)-3]) > 0 {
			return word[:len(word)-1]
		}
		return word
	}
	var stem []byte
	switch {
	case endsIn(word, "ed"):
		stem = word[:len(word)-2]
	case endsIn(word, "ing"):
		stem = word[:len(word)-3]
	default:
		return word
	}
	if !hasVowel(stem) {
		return word
	}
	n := len(stem)
	switch {
	case endsIn(stem, "at"), endsIn(stem, "bl"), endsIn(stem, "iz"):
		return append(stem, 'e')
	case doubled(stem) && stem[n-1] != 'l' && stem[n-1] != 's' && stem[n-1] != 'z':
		return stem[:n-1]
	case measure(stem) == 1 && short(stem):
		return append(stem, 'e')
	}
	return stem
}

// A suffix and what stands for it.
type suffixRule struct{ from, to string }

// doubleSuffixes are step 2, with the author's later abli and logi, and
// singleSuffixes step 3. The first that fits is the one: longer ones come
// before those they end in.
var doubleSuffixes = [...]suffixRule{
	{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
	{"bli", "ble"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
	{"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"},
	{"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"},
	{"logi", "log"},
}

var singleSuffixes = [...]suffixRule{
	{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""},
}

// lastSuffixes are step 4.
var lastSuffixes = [...]string{
	"al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent",
	"ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
}

// replaceSuffix applies the rule that fits, where the measure of what is left
// exceeds m.
func replaceSuffix(word []byte, rules []suffixRule, m int) []byte {
	for _, r := range rules {
		if endsIn(word, r.from) {
			if left := word[:len(word)-len(r.from)]; measure(left) > m {
				return append(left, r.to...)
			}
			return word
		}
	}
	return word
}

// stripSuffix is step 4.
func stripSuffix(word []byte) []byte {
	for _, s := range lastSuffixes {
		if !endsIn(word, s) {
			continue
		}
		left := word[:len(word)-len(s)]
		if measure(left) > 1 && (s != "ion" || endsIn(left, "s") || endsIn(left, "t")) {
			return left
		}
		return word
	}
	return word
}

// stemEnd is step 5: a final e, and one l of two.
func stemEnd(word []byte) []byte {
	if n := len(word); n > 0 && word[n-1] == 'e' {
		left := word[:n-1]
		if m := measure(left); m > 1 || m == 1 && !short(left) {
			word = left
		}
	}
	if n := len(word); endsIn(word, "ll") && measure(word[:n-1]) > 1 {
		word = word[:n-1]
	}
	return word
}
