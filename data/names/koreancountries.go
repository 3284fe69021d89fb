package names

import (
	"strings"
	"unicode/utf8"

	"pressroom/data/text"
)

// This file finds the countries of a Korean text. Korean writes particles to
// the word, 베트남과, so that a name is looked for where a word begins.

// short are the single syllables for countries, as in 한·미 and 한중일.
var short = map[rune]string{'한': "KR", '미': "US", '중': "CN", '일': "JP", '영': "GB", '독': "DE", '러': "RU", '불': "FR", '호': "AU", '인': "IN", '북': "KP"}

// together are names of two or three in one word, and what may stand behind.
var (
	together     = []string{"한미일", "한중일", "북미", "한미", "한중", "한일", "미중", "중일", "미일", "한러", "한영", "한독"}
	behindShort  = []string{"정상", "회담", "양국", "관계", "협력", "동맹", "통상", "자유", "간", "경제", "산업", "무역", "투자", "장관", "수교", "공동", "은", "는", "이", "가", "의", "과", "와"}
	koreanHomes  = []string{"정부", "대통령", "총리", "장관", "대사", "외교", "공화국", "산업부", "석유", "국왕", "내전"}
	homonyms     = map[string]bool{"수단": true, "오만": true, "가나": true, "말리": true, "피지": true, "부탄": true, "이란": true, "차드": true}
	notInitials  = map[string]bool{"북미": true} // North America as well
	koreanJoints = []string{"·", "ㆍ", "-", "‧", "・", "–"}
)

// inKorean finds the countries of a Korean text.
func (a *atlas) inKorean(text string) []mention {
	var found []mention
	if !hasHangul(text) {
		return nil
	}
	word := true // a word may begin
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isHangul(r) {
			word = !isWord(r)
			i += n
			continue
		}
		if !word {
			i += n
			continue
		}
		name, id := a.koreanAt(text[i:])
		switch {
		case name != "":
			if id > 0 && (!homonyms[name] || a.surelyCountry(text, i, i+len(name), found)) {
				found = append(found, mention{at: i, id: id})
			}
			i += len(name)
			word = false
		default:
			list, end := a.initialsAt(text, i)
			if end > i {
				found = append(found, list...)
				i = end
				continue
			}
			i += n
			word = false
		}
	}
	return found
}

func isHangul(r rune) bool { return r >= '가' && r <= '힣' }

// koreanAt returns the longest name that a text begins with.
func (a *atlas) koreanAt(s string) (string, int) {
	for n := min(a.longest, len(s)); n > 0; n-- {
		if id, ok := a.korean[s[:n]]; ok {
			return s[:n], id
		}
	}
	return "", 0
}

// surelyCountry reports whether what is beside a name that is a word as well says that
// it is a country's: 오만 정부, 이란·이라크.
func (a *atlas) surelyCountry(s string, begin, end int, found []mention) bool {
	rest := strings.TrimLeft(s[end:], " ")
	for _, w := range koreanHomes {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	for _, joint := range append([]string{", ", ","}, koreanJoints...) {
		if after, ok := strings.CutPrefix(s[end:], joint); ok {
			if name, id := a.koreanAt(after); name != "" && id > 0 && !homonyms[name] {
				return true
			}
		}
		if before, ok := strings.CutSuffix(s[:begin], joint); ok && len(found) > 0 {
			last := found[len(found)-1]
			if name, _ := a.koreanAt(before[last.at:]); name != "" && last.at+len(name) == len(before) {
				return true
			}
		}
	}
	return false
}

// initialsAt reads 한·미, 한-베트남, 한중일 at i, and returns the countries and where
// they end; i where there are none.
func (a *atlas) initialsAt(s string, i int) ([]mention, int) {
	for _, w := range together {
		if !strings.HasPrefix(s[i:], w) || notInitials[w] {
			continue
		}
		rest := strings.TrimLeft(s[i+len(w):], " ")
		for _, b := range behindShort {
			if strings.HasPrefix(rest, b) {
				return a.initials(w, i), i + len(w)
			}
		}
		return nil, i
	}
	var list []mention
	at, end := i, i // end is where the last country ends
	for len(list) < maxInitials {
		r, n := utf8.DecodeRuneInString(s[at:])
		m := mention{at: at}
		name, id := a.koreanAt(s[at:])
		switch {
		case strings.HasPrefix(s[at:], "EU"):
			m.id, n = a.typed["eu"], len("EU")
		case name != "" && id > 0:
			m.id, n = id, len(name)
		case short[r] != "":
			m.id = a.typed[text.Fold(short[r])]
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		list = append(list, m)
		at += n
		end = at
		joint := ""
		for _, j := range koreanJoints {
			if strings.HasPrefix(s[at:], j) {
				joint = j
			}
		}
		if joint == "" {
			break
		}
		at += len(joint)
	}
	if len(list) < 2 {
		return nil, i
	}
	return list, end
}

// maxInitials bounds the countries that are named in one word.
const maxInitials = 8

// initials returns the countries of a word such as 한중일.
func (a *atlas) initials(w string, at int) []mention {
	var list []mention
	for _, r := range w {
		list = append(list, mention{at: at, id: a.typed[text.Fold(short[r])]})
	}
	return list
}
