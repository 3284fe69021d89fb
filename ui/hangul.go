package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"
)

// A Korean keyboard in Hangul mode sends the letter that is printed on a key
// beside the Latin one. Outside of prompts such a letter works as the key that it
// lies on, in the two-set layout (KS X 5002) of all usual keyboards.

// jamoKeys are the keys of the conjoining jamo: leading consonants, vowels, trailing consonants.
var jamoKeys = []struct {
	first rune
	keys  []string
}{
	{0x1100, strings.Fields("r R s e E f a q Q t T d w W c z x v g")},
	{0x1161, strings.Fields("k o i O j p u P h hk ho hl y n nj np nl b m ml l")},
	{0x11a8, strings.Fields("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g")},
}

// latinKeys returns the Latin keys that Korean letters and full-width forms lie on, "" for other text.
func latinKeys(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case c >= '！' && c <= '～':
			b.WriteRune(c - '！' + '!')
			continue
		case c == '　':
			b.WriteByte(' ')
			continue
		}
		for _, jamo := range norm.NFKD.String(string(c)) { // of syllables, and of letters alone
			key := ""
			for _, k := range jamoKeys {
				if i := int(jamo - k.first); i >= 0 && i < len(k.keys) {
					key = k.keys[i]
				}
			}
			if key == "" {
				return ""
			}
			b.WriteString(key)
		}
	}
	return b.String()
}

// latin returns the key presses that a press means outside of prompts.
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
