package texts

import (
	"unicode/utf8"

	"pressroom/data/text"
)

// choseong are the consonants that Korean syllables begin with, in the order
// of Unicode's syllables, as letters that a keyboard writes.
var choseong = [...]rune{
	'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ',
	'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
}

// syllablesPerInitial is how many syllables begin with the same consonant.
const syllablesPerInitial = 588

// initialMark begins the tokens of initial consonants in the index. It is no
// letter, so that no text has such tokens.
const initialMark = "\ue000"

// initialOf returns the consonant that a Korean syllable begins with.
func initialOf(letter []byte) (rune, bool) {
	c, _ := utf8.DecodeRune(letter)
	if c < 0xac00 || c > 0xd7a3 {
		return 0, false
	}
	return choseong[(c-0xac00)/syllablesPerInitial], true
}

// isInitial reports whether c is a consonant written alone, as in ㅅㅇㅂ.
func isInitial(c rune) bool { return 'ㄱ' <= c && c <= 'ㅎ' }

// initialPairs returns the initial consonants of the runs of Korean syllables, in
// pairs, and the last of each run alone.
func initialPairs(t *text.Tokens) []string {
	var list []string
	for i := range t.List {
		if !t.List[i].CJK {
			continue
		}
		c, ok := initialOf(t.Form(i))
		if !ok {
			continue
		}
		pair := initialMark + string(c)
		if !t.List[i].Last {
			if next, ok := initialOf(t.Form(i + 1)); ok {
				pair += string(next)
			}
		}
		list = append(list, pair)
	}
	return list
}
