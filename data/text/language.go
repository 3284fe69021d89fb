package text

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// langSize is how many bytes of a text its language is told by.
const langSize = 4000

// scripts are those that tell a language by themselves, or nearly so.
var scripts = []struct {
	lang  string
	table *unicode.RangeTable
}{
	{"ko", unicode.Hangul}, {"ja", unicode.Hiragana}, {"ja", unicode.Katakana}, {"zh", unicode.Han},
	{"ru", unicode.Cyrillic}, {"ar", unicode.Arabic}, {"th", unicode.Thai}, {"el", unicode.Greek}, {"he", unicode.Hebrew},
	{"hi", unicode.Devanagari}, {"ta", unicode.Tamil}, {"ka", unicode.Georgian}, {"hy", unicode.Armenian}, {"km", unicode.Khmer},
}

// smallWords are among the most common of languages in Latin letters, and are words of one of them alone.
var smallWords = func() map[string]string {
	m := map[string]string{}
	for lang, words := range map[string]string{
		"en": "the of and to with for that was which this from will have has been by",
		"fr": "le les des et du est dans une pour sur qui aux avec par sont cette",
		"de": "der und das den von mit dem für ist nicht ein eine auf wird im zum",
		"es": "el los las del y por con para una su al se como más este",
		"pt": "os do da dos das em não uma no na pelo pela são ao mais",
		"it": "il di che della per gli nel sono alla dei delle con degli dal è",
		"nl": "het van een voor zijn met op aan niet door ook bij naar worden",
		"vi": "của và các là được trong cho với những một không người này",
		"id": "yang dan di untuk dengan dari pada ini akan dalam telah oleh",
		"pl": "w z na się do jest nie oraz przez od które dla",
		"tr": "ve bir bu için ile olarak da olan daha",
	} {
		for w := range strings.FieldsSeq(words) {
			if _, twice := m[w]; twice {
				m[w] = "" // tells nothing
			} else {
				m[w] = lang
			}
		}
	}
	return m
}()

// languageNames are the English names of languages by code: of those that can be told, or that sites declare.
var languageNames = func() map[string]string {
	m := map[string]string{}
	for pair := range strings.FieldsSeq(`ar:Arabic be:Belarusian bg:Bulgarian bn:Bengali cs:Czech da:Danish de:German el:Greek
		en:English es:Spanish et:Estonian fa:Persian fi:Finnish fr:French he:Hebrew hi:Hindi hr:Croatian hu:Hungarian
		hy:Armenian id:Indonesian it:Italian ja:Japanese ka:Georgian kk:Kazakh km:Khmer ko:Korean ky:Kyrgyz lt:Lithuanian
		lv:Latvian mk:Macedonian mn:Mongolian mr:Marathi ms:Malay nb:Norwegian ne:Nepali nl:Dutch no:Norwegian pl:Polish
		ps:Pashto pt:Portuguese ro:Romanian ru:Russian sk:Slovak sl:Slovenian sr:Serbian sv:Swedish ta:Tamil tg:Tajik
		th:Thai tr:Turkish uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese zh:Chinese`) {
		code, name, _ := strings.Cut(pair, ":")
		m[code] = name
	}
	return m
}()

// LanguageName returns the English name of a language by its code of ISO 639-1, "" where
// it is not among those that are known.
func LanguageName(code string) string { return languageNames[code] }

// minSmallWords is how many words of a language a text in Latin letters must have.
const minSmallWords = 2

// Language returns the language of a text, as ISO 639-1: of a headline and a body, say,
// of which the beginnings are looked at. Its script overrules what is declared, since
// sites declare one language for all that they publish; in Latin letters its small
// words do. It is "" where nothing tells it.
func Language(declared string, texts ...string) string {
	declared = languageCode(declared)
	left := langSize
	var cut [2]string
	parts := cut[:0]
	for _, s := range texts {
		parts = append(parts, s[:min(len(s), left)])
		left -= len(parts[len(parts)-1])
	}
	if allLatin(parts) {
		return latinLanguage(declared, parts)
	}
	letters, latin, all := lettersOf(parts)
	best := ""
	for lang, n := range letters {
		if best == "" || n > letters[best] || n == letters[best] && lang < best {
			best = lang
		}
	}
	share := 5 // one letter of so many
	if best == "ko" || best == "zh" || best == "ja" {
		// A syllable or character says more than a letter: a text in Korean may have many
		// letters of names in English.
		share = 10
	}
	switch {
	case all == 0:
		return declared
	case letters["ja"]*20 >= all && letters["ja"]*5 >= letters["zh"]:
		return "ja"
	case best != "" && letters[best]*share >= all:
		return sameScript(best, declared)
	case latin*2 < all:
		return declared
	}
	return latinLanguage(declared, parts)
}

// languageCode returns the language of a locale, as ko of ko-KR, or "" where it is none.
func languageCode(locale string) string {
	code := strings.ToLower(strings.TrimSpace(locale))
	if at := strings.IndexAny(code, "-_"); at >= 0 {
		code = code[:at]
	}
	if len(code) != 2 || code[0] < 'a' || code[0] > 'z' || code[1] < 'a' || code[1] > 'z' {
		return ""
	}
	return code
}

// allLatin reports whether too few bytes are beyond ASCII for another script to tell the language.
func allLatin(texts []string) bool {
	const share = 20 // the smallest share of letters that does is of one in as many
	beyond, all := 0, 0
	for _, s := range texts {
		all += len(s)
		for i := range len(s) {
			beyond += int(s[i] >> 7)
		}
	}
	return beyond*share < all
}

// lettersOf counts the letters of texts: those that tell a language, those that are Latin, and all.
func lettersOf(texts []string) (letters map[string]int, latin, all int) {
	hangul := 0
	letters = map[string]int{}
	for _, s := range texts {
		for _, c := range s {
			switch {
			case c < utf8.RuneSelf:
				if c|0x20 >= 'a' && c|0x20 <= 'z' {
					latin++
				}
			case c >= '가' && c <= '힣':
				hangul++
			case unicode.Is(unicode.Latin, c):
				latin++
			case unicode.IsLetter(c):
				letters[scriptOf(c)]++
			}
		}
	}
	letters["ko"] += hangul
	all = latin
	for _, n := range letters {
		all += n
	}
	delete(letters, "") // they tell nothing
	if letters["ko"] == 0 {
		delete(letters, "ko")
	}
	return letters, latin, all
}

// scriptOf returns the language that the script of a letter tells, or "".
func scriptOf(c rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, c) {
			return s.lang
		}
	}
	return ""
}

// sameScript returns the language that is declared if it is written in the script of another.
func sameScript(lang, declared string) string {
	for _, family := range []string{"ru uk be bg sr mk kk ky mn tg", "ar fa ur ps", "hi mr ne", "zh yue"} {
		list := strings.Fields(family)
		if list[0] == lang && slices.Contains(list, declared) {
			return declared
		}
	}
	return lang
}

// manySmallWords of one language, and none of another, tell a language before the end of a text.
const manySmallWords = 8

// latinLanguage tells a language by its small words.
func latinLanguage(declared string, texts []string) string {
	var found [4]smallCount // few languages share words that are of one alone
	words := found[:0]
	for _, s := range texts {
		for w := range strings.FieldsFuncSeq(s, func(c rune) bool { return !unicode.IsLetter(c) }) {
			if len(w) > maxSmallWord {
				continue
			}
			lang := smallWord(w)
			if lang == "" {
				continue
			}
			at := slices.IndexFunc(words, func(c smallCount) bool { return c.lang == lang })
			if at < 0 {
				at, words = len(words), append(words, smallCount{lang, 0})
			}
			if words[at].n++; len(words) == 1 && words[at].n == manySmallWords {
				return lang
			}
		}
	}
	// The most frequent, and of two as frequent the first by its code.
	slices.SortFunc(words, func(a, b smallCount) int { return cmp.Or(b.n-a.n, strings.Compare(a.lang, b.lang)) })
	words = append(words, smallCount{}, smallCount{})
	best := words[0]
	switch of := slices.IndexFunc(words, func(c smallCount) bool { return c.lang == declared }); {
	case best.n < minSmallWords || best.n == words[1].n:
		return declared
	case declared != "" && best.n < 2*minSmallWords && of >= 0:
		return declared
	}
	return best.lang
}

// smallCount is how many small words of a language a text has.
type smallCount struct {
	lang string
	n    int
}

// How many bytes a small word may have, and one in ASCII.
const (
	maxSmallWord  = 12
	maxSmallASCII = 6
)

// smallWord returns the language of which alone a word is one of the small words.
func smallWord(w string) string {
	var lower [maxSmallWord]byte
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			return smallWords[strings.ToLower(w)]
		}
		lower[i] = w[i] | 0x20
	}
	if len(w) > maxSmallASCII {
		return ""
	}
	return smallWords[string(lower[:len(w)])]
}
