package names

import "strings"

// This file is about the names behind an office that several hold.

// colleagues takes the names behind an office that several hold: Senators Anna Lind and Ivo Maru.
func (f *finder) colleagues(i int) int {
	begin := i
	if f.in(i, roleWords) {
		i++ // Ranking | Members
	}
	core, several := strings.CutSuffix(f.word(i), "s")
	if !several || !roleCores.has(core) && !(core == "Member" && i > begin) || !f.t[i].caps || f.t[i].poss {
		return 0
	}
	office := strings.TrimSuffix(f.joined(begin, i+1), "s")
	next, at := 0, i+1
	if f.is(at, "from") {
		at = f.placeEnd(at + 1) // Senators from New Mexico Anna Lind and Ivo Maru
	}
	for {
		end := f.nameAt(at)
		if end == at || end == at+1 && !f.surnameListed(at, at == i+1) || f.in(at, roleWords) || roleCores.has(strings.TrimSuffix(f.word(at), "s")) {
			return next
		}
		f.addPerson(at, end, office, "")
		if next = f.passBrackets(end); next == end+3 { // Professors Kim Dae-ja (KAIST) and Ivo Maru
			end = next
		}
		if next = end; !f.isAny(end, ",", "and") {
			return next
		}
		for at = end; f.isAny(at, ",", "and"); {
			at++
		}
	}
}

// surnameListed reports whether the word at i is a name in a list behind an office that several hold: Senators Lind,
// Maru and Berg. First says that the list begins there.
func (f *finder) surnameListed(i int, first bool) bool {
	w := f.t[i].s
	if f.land(i) || knownCompanies.has(w) || allCaps(w) || f.t[i].poss || wide.has(w) {
		return false
	}
	return !first || f.isAny(i+1, ",", "and") && f.nameAt(f.pass(f.pass(i+1, ","), "and")) > i+2
}
