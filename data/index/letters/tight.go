package letters

import (
	"pressroom/data/text"
)

// Letters that are scattered over a headline are meant where they stand in few
// runs: grphn is gr-ph-n in graphene, snumou the beginnings of SNU and MOU. A run
// goes on with the word of the one before it, or begins a word, since that is how
// people shorten what they look for. Of a word of n letters at most half as many
// runs are tight; letters that need more are in nearly any headline that is long.

// Runs returns in how few such runs the letters of a query stand in a headline, each
// of its words on its own, and whether they are tight. A word that stands there as
// it was typed is one run.
func Runs(title, query string) (runs int, tight bool) {
	folded := []rune(text.Fold(title))
	tight = true
	list := words(query)
	for _, word := range list {
		letters := []rune(word)
		n := runsOf(folded, letters)
		runs += n
		tight = tight && n > 0 && n <= max(1, (len(letters)+1)/2)
	}
	return runs, tight && len(list) > 0
}

// runsOf returns the least number of runs, and 0 where there are none. It goes
// through the headline once, with the best number for each count of letters found
// so far: inWord where the last letter found is in the word in hand, and so may be
// gone on from; ended where it is in an earlier word.
func runsOf(s, letters []rune) int {
	const none = 1 << 20
	n := len(letters)
	inWord, ended, here := make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for i := range inWord {
		inWord[i], ended[i], here[i] = none, none, none
	}
	ended[0] = 0
	best := none
	begins := true
	for _, c := range s {
		switch text.KindOf(c) {
		case text.Letter, text.CJK:
		default:
			for k := range inWord {
				ended[k] = min(ended[k], inWord[k])
				inWord[k], here[k] = none, none
			}
			begins = true
			continue
		}
		// here[k]: k letters found, the last of them at the character before.
		for k := n; k > 0; k-- {
			found := none
			if letters[k-1] == c {
				found = min(here[k-1], inWord[k-1]+1)
				if begins {
					found = min(found, ended[k-1]+1)
				}
			}
			here[k] = found
			if k == n {
				best = min(best, found)
			}
		}
		for k := range inWord {
			inWord[k] = min(inWord[k], here[k])
		}
		begins = false
	}
	if best >= none {
		return 0
	}
	return best
}
