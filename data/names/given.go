package names

import "strings"

// This file is about people whom no office marks, but a given name that is no other word.

// givenNames are names that people are given, and nothing else is called.
var givenNames = words("en/givennames")

// isGiven reports whether a word is a given name, or begins with one and a hyphen: Jean-Luc.
func isGiven(w string) bool {
	first, _, _ := strings.Cut(w, "-")
	return givenNames[w] || givenNames[first]
}

// givenName reports whether the tokens i to end are a person’s name because they begin with a given
// one: with Deere’s Cory Lind, but not the Thomas Lind Institute.
func (f *finder) givenName(i, end int) bool {
	if end-i < 2 || !isGiven(f.t[i].s) || f.thing(i+1, end) || f.is(end-1, "Day") {
		return false
	}
	return !f.namesMore(end)
}

// namesMore reports whether the name before token i goes on there, so that it is a body’s or a place’s:
// the Thomas Lind | Institute, Morgan Lind | & Co.
func (f *finder) namesMore(i int) bool {
	if f.is(i, "&") || f.is(i, "-") && f.t[i].glued {
		return true
	}
	return f.capital(i) && !f.t[i].first && f.roles[i].end == 0 && !letters[f.t[i].s] && !f.t[i-1].poss
}

// personRun reports whether a run of capitals is a person’s name by its given one, as far as nothing in
// it says that it is a body’s.
func (f *finder) personRun(r run) bool {
	return r.end-r.begin > 1 && r.end-r.begin <= maxName && isGiven(f.t[r.begin].s) && !knownCompanies[f.t[r.begin].s] && !f.thing(r.begin+1, r.end) && !headWords[f.last(r)] && !f.atlas.last[f.last(r)]
}
