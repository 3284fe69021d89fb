package texts

import (
	"slices"
	"unicode/utf8"

	"pressroom/data/text"
)

// choseong are the consonants that Korean syllables begin with, in Unicode's order, as keyboards write them.
var choseong = [...]rune{
	'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ',
	'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
}

// syllablesPerInitial is how many syllables begin with the same consonant.
const syllablesPerInitial = 588

// initialMark begins the tokens of initial consonants in the index. It is no letter, so that no text has such tokens.
const initialMark = "\ue000"

// compoundMark is the token before each compound in the index, so that no phrase is found across it. No text has it.
const compoundMark = "\ue001"

// finalsPerVowel is how many syllables share consonant and vowel; the first ends in no consonant.
const finalsPerVowel = 28

// The syllables of Unicode.
const (
	firstSyllable = '가'
	lastSyllable  = '힣'
)

// particles mark topic, subject, object, and a noun before another: behind a final consonant, and behind none.
var particles = [...][2]rune{{'은', '는'}, {'이', '가'}, {'을', '를'}, {'과', '와'}}

// hasParticle reports whether a Korean word ends in a particle, as 반도체를: who asks for it wants 반도체가 too.
// Two syllables are left without it.
func hasParticle(parts []part) bool {
	n := len(parts)
	if n < 3 || slices.ContainsFunc(parts, func(q part) bool { return q.kind != partLetter }) {
		return false
	}
	last, _ := utf8.DecodeRuneInString(parts[n-1].form)
	noun, _ := utf8.DecodeRuneInString(parts[n-2].form)
	if _, syllable := initialOf([]byte(parts[n-2].form)); !syllable {
		return false
	}
	behind := 1
	if (noun-firstSyllable)%finalsPerVowel != 0 {
		behind = 0
	}
	return slices.ContainsFunc(particles[:], func(pair [2]rune) bool { return pair[behind] == last })
}

// initialOf returns the consonant that a Korean syllable begins with.
func initialOf(letter []byte) (rune, bool) {
	c, _ := utf8.DecodeRune(letter)
	if c < firstSyllable || c > lastSyllable {
		return 0, false
	}
	return choseong[(c-firstSyllable)/syllablesPerInitial], true
}

// initialPairs returns the initial consonants of runs of Korean syllables in pairs, and the last of each alone.
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
