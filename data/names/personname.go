package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about which words are the name of a person.

// surnames of Korea, as romanised on passports and in releases, and of Taiwan.
var surnames = wordsOf("en/surnames")

// particles go inside a name in small letters.
var particles = set(`von van der den de del della di da dos du bin bint ibn al el la le ter ten`)

// koreanName reports whether a name of the form Kim Dae-ja begins at i.
func (f *finder) koreanName(i int) bool {
	if i < 0 || i+1 >= len(f.t) {
		return false
	}
	a, b := &f.t[i], &f.t[i+1]
	if !a.caps || a.poss || !b.caps || b.first {
		return false
	}
	return surnames.has(capitalised(a.s)) && hyphened(b.s) || strings.IndexByte(a.s, '-') > 0 && surnames.has(b.s) && givenFirst(a.s)
}

// givenFirst reports whether a word is a given name of two syllables as it stands before a surname: Chih-hung Liu.
func givenFirst(w string) bool {
	return hyphened(w) && !strings.HasSuffix(w, "-tech") && w[strings.IndexByte(w, '-')+1] >= 'a' && !roleCores.has(w)
}

// capitalised returns KIM as Kim.
func capitalised(w string) string {
	if len(w) > 1 && allCaps(w) {
		return w[:1] + strings.ToLower(w[1:])
	}
	return w
}

// hyphened reports whether w is a given name of two syllables: Dae-ja, Dae-Ja.
func hyphened(w string) bool {
	a, b, ok := strings.Cut(w, "-")
	if !ok || len(a) < 2 || len(a) > 6 || len(b) < 1 || len(b) > 6 {
		return false
	}
	for i, r := range a + b {
		if !unicode.IsLetter(r) || i > 0 && i < len(a) && unicode.IsUpper(r) && !allCaps(w) {
			return false
		}
	}
	return !provinces.has(strings.ToLower(b)) || len(a) <= 4 && b != "si" && w != "Jeju-do"
}

// provinces are the endings of places: Gyeongsangbuk-do.
var provinces = set(`do si gun gu dong myeon eup ri ro gil`)

// maxName bounds the words of a person's name.
const maxName = 5

// nameAt returns the end of the name that begins at token i; i for none. A
// name ends where an organisation, a role or an ordinary word begins.
func (f *finder) nameAt(i int) int {
	if f.koreanName(i) {
		return i + 2
	}
	if end := f.bracketedName(i); end > i {
		return end
	}
	at, most := i, maxName
	for at < len(f.t) && at-i < most {
		t := &f.t[at]
		switch {
		case t.caps && f.nameWord(at, at == i):
			at++
			if t.poss {
				return at
			}
		case at > i && strings.HasPrefix(t.s, "al-") && !t.poss:
			at++
		case at > i && f.nickname(at):
			at += 3
			most += 3
		case at > i && particles.has(t.s) && (f.capital(at+1) || f.in(at+1, particles) && f.capital(at+2)):
			at++
			most = maxName + 2 // Khalid bin Rashid Al Nahyan
		default:
			return at
		}
	}
	return at
}

// nickname reports whether a name of one word in quotation marks stands at i, with more of the name behind
// it: Luis “Toto” Maru.
func (f *finder) nickname(i int) bool {
	return f.isAny(i, "“", "\"") && f.isAny(i+2, "”", "\"") && f.capital(i+1) && f.capital(i+3) && !f.t[i+3].first
}

// bracketedName returns the end of initials with the given name in brackets behind them: SB
// (Su-bin) Kim; i for none.
func (f *finder) bracketedName(i int) int {
	if i+4 >= len(f.t) || !f.is(i+1, "(") || !f.is(i+3, ")") || !f.t[i+2].caps || !f.t[i+4].caps {
		return i
	}
	if w := f.t[i].s; !isAcronym(w) || len(w) > 4 || isAcronym(f.t[i+2].s) || !surnames.has(capitalised(f.t[i+4].s)) && !hyphened(f.t[i+2].s) {
		return i
	}
	return i + 5
}

// nameWord reports whether the word at i can be part of a person's name.
func (f *finder) nameWord(i int, first bool) bool {
	t := &f.t[i]
	if f.orgAt[i] != 0 || f.saysOther(i) || !first && f.endsName(i) || first && t.first && articles.has(t.s) {
		return false
	}
	if (ordinary.has(t.s) || subjects.has(t.s)) && !f.alsoName(i, first) {
		return false
	}
	return f.nameForm(i, first)
}

// nameForm reports whether the word at i is written as words of names are.
func (f *finder) nameForm(i int, first bool) bool {
	t := &f.t[i]
	if strings.HasSuffix(t.s, ".") || !first && (t.s == "II" || t.s == "III") {
		return true // an initial
	}
	if first && f.shouted(i) || !first && f.shoutedLast(i) {
		return true
	}
	if len(t.s) == 1 && f.capital(i+1) && !f.t[i+1].first {
		return first && f.roleEndsAt(i) || !first && isGiven(f.t[i-1].s) // Minister K Maru, Anna M Lind
	}
	return utf8.RuneCountInString(t.s) > 1 && (!isAcronym(t.s) || len(t.s) == 2 || surnames.has(capitalised(t.s)) || !allCaps(t.s))
}

// endsName reports whether the word at i, behind one of a name, is of something else: another sentence or
// Korean name, but that of Paul Chan Mo-po.
func (f *finder) endsName(i int) bool {
	return f.t[i].first || f.koreanName(i) && !isGiven(f.t[i-1].s) || letters.has(f.t[i].s)
}

// shouted reports whether the word at i is a family name in capitals, as Japan writes them behind a
// title or an office: Mr. MOTEGI Haruki.
func (f *finder) shouted(i int) bool {
	if len(f.t[i].s) < 3 || !allCaps(f.t[i].s) || !f.capital(i+1) || f.roles[i+1].end != 0 || !(i > 0 && f.titleAt(i-1) || f.roleEndsAt(i) || f.isAny(i+2, ",", "(") && f.roleAt(i+3).end > 0 || f.shoutedBehind(i)) {
		return false
	}
	w := f.t[i+1].s
	return !isAcronym(w) && !f.land(i+1) && !ordinary.has(w) && !subjects.has(w) && !headWords.has(w) && !companyWords.has(w) && !knownCompanies.has(f.t[i].s) && !knownBodies.has(f.t[i].s)
}

// shoutedBehind reports whether the word at i is written as Japanese family names are, in capitals, and stands behind what
// an office is of or for, with one more name behind it: of the Trade Bureau | YAMADA Shigeo, for Foreign Affairs | MORI Takeo.
func (f *finder) shoutedBehind(i int) bool {
	w := f.word(i)
	return i > 0 && len(w) > 2 && strings.IndexByte("AEIOUN", w[len(w)-1]) >= 0 && allCaps(w) && (headWords.has(f.t[i-1].s) || subjects.has(f.t[i-1].s)) &&
		!f.land(i) && !knownBodies.has(w) && !knownCompanies.has(w) && f.capital(i+1) && !f.capital(i+2) && !isAcronym(f.t[i+1].s) && !f.saysKind(i+1) && f.roles[i+1].end == 0 && !headWords.has(f.t[i+1].s)
}

// shoutedLast reports whether the word at i is a family name in capitals behind a given name: Kristin BJERKE.
func (f *finder) shoutedLast(i int) bool {
	w := f.t[i].s
	return len(w) > 2 && isGiven(f.t[i-1].s) && !knownBodies.has(w) && !knownCompanies.has(w)
}

// saysOther reports whether the word at i says that what it is part of is no person’s name, but
// that of a place, a body or an office.
func (f *finder) saysOther(i int) bool {
	t := &f.t[i]
	if i > 0 && ranks.has(t.s) && (isGiven(f.t[i-1].s) || f.roleEndsAt(i)) && !t.first && !f.capital(i+1) {
		return false // Madeleine King
	}
	named := i > 1 && isGiven(f.t[i-1].s) && !f.capital(i+1) && (f.roleEndsAt(i-1) || f.titleAt(i-2)) // Ambassador Neil Holland
	return t.place && !named || t.people || grounds.has(t.s) || headWords.has(t.s) || roleCores.has(t.s) && !f.namedRank(i) || f.roles[i].end != 0 && !surnames.has(t.s)
}

// grounds end the names of houses and streets.
var grounds = set(`House Square Street Road Avenue Palace Castle Plaza Boulevard`)

// namedRank reports whether the word at i is a rank that is somebody's name: Sultan Al Jabri, Sultan Ahmed Al Jaber,
// Anna King.
func (f *finder) namedRank(i int) bool {
	return f.is(i, "Sultan") && f.isAny(i+1, "Al", "bin", "Ahmed") ||
		f.in(i, ranks) && f.capital(i-1) && !f.t[i].first && !f.capital(i+1) && !f.t[i-1].poss && !f.land(i-1) && !f.in(i-1, roleWords) && !f.in(i-1, roleCores)
}

// alsoName reports whether the ordinary word at i is one that people are called: some are so only
// at the end of a name.
func (f *finder) alsoName(i int, first bool) bool {
	w := f.t[i].s
	return surnames.has(w) || alsoNames.has(w) || first && f.alsoMonth(i) || !first && colours.has(w) && !f.capital(i+1)
}

// nameIn splits the words after "for" or "of" in a role from the name that
// may follow them at once: for Industrial Policy | Park Dong-il, for Trade |
// Inkyo Cheong. It returns where the name begins, which is r.end if none does.
func (f *finder) nameIn(r role) int {
	if r.subject == 0 || f.koreanName(r.end) {
		return r.end
	}
	run := r.end // the last run of capitals
	for run > r.subject && f.t[run-1].caps {
		run--
	}
	at := f.behindSubject(run, r.end)
	n := r.end - at
	if at == r.subject && n > 0 {
		return r.end // nothing is left that the role is for
	}
	switch {
	case n == 0 || n == 1 && at == run:
		return r.end
	}
	return at
}

// behindSubject returns where the words of what a role is for end in the run of capitals from token run to end:
// behind the last that is a subject, or before a given name, as in the Pacific | Sarah Lind.
func (f *finder) behindSubject(run, end int) int {
	at := run
	for n := run; n < end; n++ {
		if f.saysWhat(n) {
			at = n + 1
		}
	}
	for n := at; n < end-1; n++ {
		if isGiven(f.t[n].s) {
			if w := f.t[at].s; at > run && n == at+1 && !plural(w) && !nounEnds(w) && !roleCores.has(w) {
				return at // of Trade and Industry | Johari Abdul Ghani
			}
			return n
		}
	}
	return at
}

// saysWhat reports whether the word at i says what a role is for, and is of no name.
func (f *finder) saysWhat(i int) bool {
	if f.in(i, ordinary) && (!f.in(i, alsoNames) || f.in(i+1, subjects)) {
		return true
	}
	return f.in(i, subjects) || f.in(i, parts) || f.land(i)
}

// alsoMonth reports whether the month at i is a given name: founder June Paik.
func (f *finder) alsoMonth(i int) bool {
	return f.isAny(i, "April", "May", "June", "August") && f.roleEndsAt(i) && f.capital(i+1) && f.in(i+1, surnames)
}

// colours and the like end a name: Raymond Green.
var colours = set(`Green White Good May Day Major Grand West`)

// alsoNames are ordinary words that people are called.
var alsoNames = set(`Low Young Long Rich Strong To`)

// givenNames are names that people are given, and nothing else is called.
var givenNames = wordsOf("en/givennames")

// isGiven reports whether a word is a given name, or begins with one and a hyphen: Jean-Luc.
func isGiven(w string) bool {
	first, _, _ := strings.Cut(w, "-")
	return givenNames.has(w) || len(first) < len(w) && givenNames.has(first)
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
	return f.capital(i) && !f.t[i].first && f.roles[i].end == 0 && !letters.has(f.t[i].s) && !f.t[i-1].poss
}

// personRun reports whether a run of capitals is a person’s name by its given one, as far as nothing in
// it says that it is a body’s.
func (f *finder) personRun(r run) bool {
	return r.end-r.begin > 1 && r.end-r.begin <= maxName && isGiven(f.t[r.begin].s) && !knownCompanies.has(f.t[r.begin].s) && !f.thing(r.begin+1, r.end) && !headWords.has(f.last(r)) && !f.atlas.last[f.last(r)]
}

// amongNames reports whether the two words from token i to end stand in a list with somebody’s name that needs no
// sign: Ann Lind, Ivo Maru and Eva Berg.
func (f *finder) amongNames(i, end int) bool {
	if end != i+2 || f.t[i].first || f.thing(i, end) || f.namesMore(end) || !f.in(i-1, listSigns) {
		return false
	}
	before := i - 1
	for f.isAny(before-1, ",", "and") {
		before--
	}
	for at := before - 1; at >= 0 && f.taken[at]; at-- {
		if f.in(at-1, listSigns) {
			return true
		}
	}
	for range 4 {
		next := f.pass(f.pass(end, ","), "and")
		if next == end || next >= len(f.t) || f.orgAt[next] != 0 {
			return false
		}
		if end = f.nameAt(next); end != next+2 || f.sureName(next, end) {
			return end > next && f.sureName(next, end)
		}
	}
	return false
}

// listSigns stand before the names of a list.
var listSigns = set(`, and including : were with`)
