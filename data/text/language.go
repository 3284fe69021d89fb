package text

import (
	"slices"
	"strings"
	"unicode"
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

// smallWords are among the most common of languages in Latin letters, and are words
// of one of them alone.
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

// minSmallWords is how many words of a language a text in Latin letters must have.
const minSmallWords = 2

// Language returns the language of a text, as ISO 639-1. Its script overrules what is
// declared, since sites declare one language for all that they publish; in Latin
// letters its small words do. It is "" where nothing tells it.
func Language(declared, text string) string {
	declared, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(declared)), "-")
	declared, _, _ = strings.Cut(declared, "_")
	if len(declared) != 2 || declared[0] < 'a' || declared[0] > 'z' || declared[1] < 'a' || declared[1] > 'z' {
		declared = ""
	}
	text = text[:min(len(text), langSize)]
	letters, latin, all := lettersOf(text)
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
	return latinLanguage(declared, text)
}

// lettersOf counts the letters of a text: those that tell a language, those that are
// Latin, and all.
func lettersOf(text string) (letters map[string]int, latin, all int) {
	letters = map[string]int{}
	for _, c := range text {
		if !unicode.IsLetter(c) {
			continue
		}
		all++
		if unicode.Is(unicode.Latin, c) {
			latin++
			continue
		}
		for _, s := range scripts {
			if unicode.Is(s.table, c) {
				letters[s.lang]++
				break
			}
		}
	}
	return letters, latin, all
}

// sameScript returns the language that is declared if it is written in the script of
// another.
func sameScript(lang, declared string) string {
	for _, family := range []string{"ru uk be bg sr mk kk ky mn tg", "ar fa ur ps", "hi mr ne", "zh yue"} {
		list := strings.Fields(family)
		if list[0] == lang && slices.Contains(list, declared) {
			return declared
		}
	}
	return lang
}

func latinLanguage(declared, text string) string {
	words := map[string]int{}
	for w := range strings.FieldsFuncSeq(text, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if lang := smallWords[strings.ToLower(w)]; lang != "" {
			words[lang]++
		}
	}
	best, second := "", 0
	for lang, n := range words {
		if best == "" || n > words[best] || n == words[best] && lang < best {
			if best != "" {
				second = max(second, words[best])
			}
			best = lang
		} else {
			second = max(second, n)
		}
	}
	switch {
	case words[best] < minSmallWords || words[best] == second:
		return declared
	case declared != "" && declared != best && words[best] < 2*minSmallWords && words[declared] > 0:
		return declared
	}
	return best
}
