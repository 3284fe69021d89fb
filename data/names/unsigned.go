package names

import "strings"

// This file is about companies of one word of which nothing is said but what they do, or what is done by them:
// Litilit has asked, cranes delivered by Hiab.

// unsigned takes the words that no other rule took and that do what bodies do. It reports whether it found any.
func (f *finder) unsigned() bool {
	found := false
	for i := 0; i < len(f.t); {
		r := run{i, i + 1}
		if f.t[i].caps && f.orgAt[i] == 0 && !f.taken[i] {
			r.end = max(f.runEnd(i), r.end)
			if r.end == i+1 && f.unheard(i) && (f.finite(i) || f.doneBy(i)) {
				f.registerCompany(r)
				found = true
			}
		}
		i = r.end
	}
	return found
}

// notNames are kinds of words that say what a word is, so that it is no name of a company.
var notNames = []*wordSet{ordinary, subjects, headWords, headed, wide, codes, models, articles, roleWords, productNouns, calendar, regions}

// unheard reports whether nothing says what the word at i is: a field, a place, a person’s name, an acronym.
func (f *finder) unheard(i int) bool {
	r := run{i, i + 1}
	if f.t[i].first || f.t[i].poss || !f.plainName(r) || !f.company(r) || f.roles[i].end != 0 {
		return false
	}
	w := f.t[i].s
	for _, kind := range notNames {
		if kind.has(w) {
			return false
		}
	}
	return !roleCores.has(strings.TrimSuffix(w, "s")) && f.family[w] == nil && !allCaps(strings.TrimSuffix(w, "s")) && len(w) > 2 && !strings.ContainsAny(w, "0123456789-")
}

// beforeNames stand before the name of something that is no company, though it does something.
var beforeNames = set(`in at near of on from for to since under the a an its The “ (`)

// finite reports whether a verb that bodies have follows the word at i. What people say and win is none.
func (f *finder) finite(i int) bool {
	if f.in(i-1, beforeNames) || f.land(i-1) {
		return false
	}
	at := i + 1
	for n := 0; n < 2 && f.in(at, auxiliaries); n++ {
		at++
	}
	switch w := f.word(at); {
	case speech.has(w), f.isAny(at, "met", "expressed", "replied", "spoke", "thanked", "won", "did"):
		return false
	default:
		return at > i+1 || doings.has(w) || actions.has(w) || strings.HasSuffix(w, "ed") && !f.isAny(at, "owned", "based", "called", "named", "located", "made")
	}
}

// doneBy reports whether something is made or done by the word at i, and against it, and the sentence goes on
// behind it.
func (f *finder) doneBy(i int) bool {
	if !f.is(i-1, "by") && !f.is(i-1, "against") || f.isAny(i-2, "led", "chaired", "headed", "hosted", "joined", "signed", "written", "Made") {
		return false
	}
	return f.isAny(i+1, ",", ".", ";", "and", "or", "in", "for", "to", "has", "had", "have", "will", "would")
}
