package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// A Korean keyboard in Hangul mode sends the letter that is printed on a key
// beside the Latin one. Outside of prompts such a letter works as the key that it
// lies on, in the two-set layout (KS X 5002) of all usual keyboards.

// jamoKeys are the keys of letters, in the order of the compatibility jamo from ㄱ
// (U+3131). Letters of two keys are written on both.
var jamoKeys = strings.Fields(
	"r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g " +
		"k o i O j p u P h hk ho hl y n nj np nl b m ml l")

const (
	firstJamo = 'ㄱ'
	lastJamo  = 'ㅣ'

	firstSyllable, lastSyllable = '가', '힣'
	vowels, finals              = 21, 28 // of the syllables, no final counted
)

// The letters of a syllable, by the numbers that it is made of.
var (
	leads   = []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
	trails  = []rune("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ") // from the second on
	vowelAt = 'ㅏ'
)

// latinKeys returns the keys that text lies on, as they are typed in Latin mode:
// of Korean letters and syllables, and of full-width forms. Other text returns
// "".
func latinKeys(text string) string {
	var b strings.Builder
	for _, c := range text {
		keys := ""
		switch {
		case c >= firstJamo && c <= lastJamo:
			keys = jamoKeys[c-firstJamo]
		case c >= firstSyllable && c <= lastSyllable:
			n := int(c - firstSyllable)
			keys = jamoKeys[leads[n/(vowels*finals)]-firstJamo] + jamoKeys[int(vowelAt-firstJamo)+n/finals%vowels]
			if final := n % finals; final > 0 {
				keys += jamoKeys[trails[final-1]-firstJamo]
			}
		case c >= 0x1100 && c < 0x1100+rune(len(leads)): // conjoining, as some systems send them
			keys = jamoKeys[leads[c-0x1100]-firstJamo]
		case c >= 0x1161 && c < 0x1161+vowels:
			keys = jamoKeys[int(vowelAt-firstJamo)+int(c-0x1161)]
		case c > 0x11a7 && c <= 0x11a7+rune(len(trails)):
			keys = jamoKeys[trails[c-0x11a8]-firstJamo]
		case c >= '！' && c <= '～':
			keys = string(c - '！' + '!')
		case c == '　':
			keys = " "
		default:
			return ""
		}
		b.WriteString(keys)
	}
	return b.String()
}

// latin returns the key presses that a press means outside of prompts: itself, or
// those of the keys that its Korean letters lie on.
func latin(msg tea.KeyPressMsg) []tea.KeyPressMsg {
	keys := latinKeys(msg.Text)
	if keys == "" {
		return []tea.KeyPressMsg{msg}
	}
	var presses []tea.KeyPressMsg
	for _, c := range keys {
		if c == ' ' {
			presses = append(presses, tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
			continue
		}
		if msg.Mod&tea.ModShift != 0 && utf8.RuneCountInString(keys) == 1 {
			c = []rune(strings.ToUpper(string(c)))[0]
		}
		presses = append(presses, tea.KeyPressMsg{Code: c, Text: string(c)})
	}
	return presses
}
