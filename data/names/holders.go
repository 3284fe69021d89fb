package names

// This file is about names that stand behind an office and whose it is: President of the Port Commission
// Jean-Luc Petit; and behind its comma or colon.

// behindColon returns where the name begins behind the colon at i, as in (MOTIR, Minister:
// Kim Dae-ja), or Director of the Trade Division: Kim Dae-ja (formerly …); i where there is none.
func (f *finder) behindColon(i int) int {
	at := f.passHolder(i)
	if !f.is(at, ":") {
		return i
	}
	i = at
	if end := f.nameAt(i + 1); end >= i+3 && (f.isAny(end, ")", ",", ";", ".", "(") || end == len(f.t)) {
		return i + 1
	}
	return i
}

// behindHolder takes the name behind a role and where it is held: President of the
// Port Commission Jean-Luc Petit; and the name between two commas: its President,
// Han Min-jae, spoke. One that has a role of its own is another person.
func (f *finder) behindHolder(i int, r role) int {
	end := f.passCharge(r.end)
	at := f.passHolder(end)
	if !f.is(r.end, "for") {
		end = r.end
	}
	if at == r.end && f.is(at, "of") && f.in(r.core-1, ofStates) {
		at = f.passState(at + 1)
	}
	begin := f.passTitles(at)
	if name := f.nameAt(begin); at > r.end && f.fullName(begin, name) && !f.t[at].first {
		f.addPerson(begin, name, f.roleText(r, r.end), f.holder(i, r.end))
		return name
	}
	if at = f.passAside(f.passCharge(at)); !f.is(at, ",") {
		return 0
	}
	at = f.passSeat(at)
	begin = f.passTitles(at + 1)
	name := f.nameAt(begin)
	if name == begin+1 && begin > at+1 && !f.t[begin].poss { // the Under-Secretary, Mr Roger
		f.refer(begin, f.roleText(r, r.end), f.holder(i, r.end))
		return name
	}
	if !f.fullName(begin, name) || begin == at+1 && !f.closed(name) && !f.goesOn(name) && !(end > r.end && f.in(name, speech)) && !f.ofOne(i) {
		return 0
	}
	f.addPerson(begin, name, f.roleText(r, end), f.holder(i, r.end))
	return name
}

// fullName reports whether the name of the tokens i to end is of two words or more, and owns nothing.
func (f *finder) fullName(i, end int) bool { return end >= i+2 && !f.t[end-1].poss }

// ofOne reports whether the office at token i is told of one who has it: his | chairman, as | U.S. secretary, Kia's | president.
func (f *finder) ofOne(i int) bool {
	return f.isAny(f.beforeLand(i), "his", "her", "its", "their", "as", "As") || i > 0 && f.t[i-1].poss
}

// beforeLand returns the token before token i, and before the people whose office begins there: as | U.S. secretary of state.
func (f *finder) beforeLand(i int) int {
	for i--; f.peopleAt(i); i-- {
	}
	return i
}

// passSeat returns the comma behind the body that stands between the comma at i and a title: Secretary, Ministry of
// Harbours |, Shri Ivo Maru; i where none does.
func (f *finder) passSeat(i int) int {
	if body := f.passOrganisation(i + 1); f.is(body, ",") && f.passTitles(body+1) > body+1 {
		return body
	}
	return i
}

// passState returns where a state or a city ends that no list has, at token i, with a name of two words
// behind it: the Mayor of Tartu | Ivo Maru, the Governor of East Timber | Ivo Maru. It is i - 1 for none.
func (f *finder) passState(i int) int {
	state := i
	if f.in(state, directions) {
		state++
	}
	if f.koreanName(state+1) || f.nameAt(state) == state+3 && f.nameAt(state+1) == state+3 {
		return state + 1
	}
	return i - 1
}

// directions stand before the name of a state.
var directions = set(`North South East West Central New Upper Lower Northern Southern Eastern Western`)

// goesOn reports whether a sentence goes on with others behind the name before token i, and with no
// office of the name: and Ivo Maru; , and Ms. Berg.
func (f *finder) goesOn(i int) bool {
	return f.is(i, "and") || f.is(i, ",") && (f.is(i+1, "and") || f.roleAt(i+1).title)
}

// closed reports whether the name before token i ends there: at a stop, or at a comma that
// no other name, role or "and" follows.
func (f *finder) closed(i int) bool {
	if f.in(i, letters) {
		i++
	}
	if f.is(i, ",") {
		return (f.roleAt(i+1).end == 0 || f.ofSurname(f.roleAt(i+1).end)) && f.nameAt(i+1) <= i+2 && !(f.is(i+1, "and") && f.capital(i+2))
	}
	return i == len(f.t) || f.isAny(i, ".", ";")
}

// ofSurname reports whether one name stands at token i, behind an office: Minister | Maru congratulated.
func (f *finder) ofSurname(i int) bool {
	return i < len(f.t) && f.nameAt(i) == i+1 && !f.isAny(i+1, ",", "and")
}

// passCharge returns where the small words end that say what the holder of an office does, as in
// Vice-President in charge of competition policy, Anna Lind; i where there are none.
func (f *finder) passCharge(i int) int {
	for at := i + 1; f.isAny(i, "in", "responsible", "for") && at < i+maxRun && at < len(f.t) && f.t[at-1].word; at++ {
		if f.is(at, ",") {
			return at
		}
	}
	return i
}

// mentionEnd returns where the mention of a body ends that token i is of; i where it is of none.
func (f *finder) mentionEnd(i int) int {
	at := i
	for at < len(f.t) && f.orgAt[at] != 0 && f.orgAt[at] == f.orgAt[i] {
		at++
	}
	return at
}

// passOrganisation returns where the body ends that is mentioned at token i, with the brackets behind it; i where
// none is.
func (f *finder) passOrganisation(i int) int {
	at := f.mentionEnd(i)
	if at > i && f.is(at, "(") && f.is(at+2, ")") {
		at += 3
	}
	return at
}

// passRealm passes the words at token i that call a country what it is: the Republic of | Poland.
func (f *finder) passRealm(i int) int {
	if of := f.pass(i+2, "the"); f.isAny(i, "Republic", "Kingdom", "State") && f.is(i+1, "of") && f.placeAt(of) {
		return of
	}
	return i
}

// passHolder returns where the body, or the country, ends that stands behind of at
// token i; i where none does.
func (f *finder) passHolder(i int) int {
	at := i + 1
	if f.is(i, "in") && f.placeEnd(at) > at { // Consul-General in Perth Naito Yasushi
		return f.placeEnd(at)
	}
	if !f.isAny(i, "of", "at", "for") || at >= len(f.t) {
		return i
	}
	at = f.passRealm(f.pass(at, "the"))
	begin := at
	switch {
	case at >= len(f.t):
		return i
	case f.orgAt[at] != 0:
		at = f.passOrganisation(at)
		if whose := f.pass(at+1, "the"); f.isAny(at, "of", "in", "under") && whose < len(f.t) && (f.orgAt[whose] != 0 || f.placeAt(whose)) {
			at = max(f.placeEnd(whose), f.passOrganisation(whose)) // of the Bureau of Trade | in the Ministry of Ports, of the Senate | of Chile
		}
	case f.is(i, "for"):
		return i
	default:
		for at < begin+4 && f.placeAt(at) {
			at++
		}
		if end := f.placeEnd(at + 1); at > begin && f.is(at, "to") && end > at+1 { // Ambassador of Japan to Korea
			at = end
		}
	}
	if at == begin {
		return i
	}
	return at
}
