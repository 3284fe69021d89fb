package names

// This file is about what a role is for: for Trade and Investment, of Economy and Finance.

// roleSubject passes what the role is for: for Trade and Investment, of Economy and Finance,
// of Commerce for Industry, to Korea. A name may follow at once; see [finder.nameIn].
func (f *finder) roleSubject(r *role) {
	for range 2 {
		begin, end := f.subjectBehind(r.end)
		if begin == 0 {
			return
		}
		if r.subject == 0 {
			r.subject = begin
		}
		r.end = end
	}
}

// subjectBehind returns where the words are that stand behind for, of or to at token at;
// begin is 0 where there are none.
func (f *finder) subjectBehind(at int) (begin, end int) {
	if !f.isAny(at, "for", "of", "to") || f.t[at-1].poss {
		return 0, 0
	}
	of := !f.is(at, "for")
	if begin, end := f.sentTo(at); begin > 0 {
		return begin, end
	}
	at = f.pass(at+1, "the", "a", "an")
	if !f.capital(at) || of && !f.in(at, subjects) || f.is(at+1, "of") && f.in(at, stateOrUnit) {
		return 0, 0 // President of KATS, Ambassador of the State of Oman, Secretary for the Bureau of Trade: that is where, not what for
	}
	begin = at
	at = f.passSubjects(at, of)
	if at == begin || !of && f.officeIn(begin, at) || of && (f.isHolder(run{begin, at}) || f.isAny(at, "and", "&") && divisions.has(f.last(run{at, max(at+1, f.boundedRunEnd(at+1))}))) {
		return 0, 0 // President of Energy Robotics, Chair of Maritime UK
	}
	return begin, at
}

// passSubjects returns where the listed subjects end that begin at token i, behind for or, by of, another word.
func (f *finder) passSubjects(i int, of bool) int {
	at := i
	for at < len(f.t) && at-i < maxRole {
		seg := at
		for at-i < maxRole && f.subjectWord(at, at == seg) {
			at++
		}
		next, ok := f.listGoesOn(at)
		if !ok && (of || !f.is(at, "and") || !f.placeAt(at-1) || !f.placeAt(at+1)) { // for Eastern Europe | and Central Asia
			break
		}
		at = max(at+1, next)
	}
	return at
}

// stateOrUnit are whose an office is, with what behind them.
var stateOrUnit = set(`State Bureau Office Department`)

// officeIn reports whether another office is in the words from token i to j, behind the first: Chief of Staff for
// Commission | President Ann Lind.
func (f *finder) officeIn(i, j int) bool {
	for i++; i < j; i++ {
		if f.in(i, roleCores) && f.capital(i+1) {
			return true
		}
	}
	return false
}

// isHolder reports whether a run of subjects behind the of of an office is the body where it is held: the
// CEO of International Maritime Industries (IMI), the Chair of Maritime UK.
func (f *finder) isHolder(r run) bool {
	if f.bodyIn(r.begin, r.end) || f.wholeName(r) > 0 {
		return true
	}
	return r.end-r.begin > 1 && (f.in(r.end-1, headWords) && f.is(r.end, "(") || f.is(r.end-1, "Forum") || f.placeAt(r.end-1))
}

// sentTo returns where the words are behind a to at token at that say to whom somebody is sent, or an aide:
// Ambassador to Korea, Aide to the President. It is 0 where there are none.
func (f *finder) sentTo(at int) (begin, end int) {
	if !f.is(at, "to") {
		return 0, 0
	}
	if end := f.placeEnd(at + 1); end > at+1 {
		return at + 1, end
	}
	if f.is(at+1, "the") && f.in(at+2, advised) {
		return at + 2, at + 3
	}
	return 0, 0
}

// subjectWord reports whether the word at i may be one of what a role is for. First says that it
// is the first of its segment, before which a sentence may begin.
func (f *finder) subjectWord(i int, first bool) bool {
	return f.capital(i) && !f.koreanName(i) && !f.t[i].poss && (first || !f.t[i].first) && f.passTitles(i) == i && !f.in(i, calendar)
}

// placeEnd returns the end of the country or city at i, with the article before it; i
// for none.
func (f *finder) placeEnd(i int) int {
	at := f.pass(i, "the")
	end := at
	for end < len(f.t) && f.t[end].place {
		end++
	}
	if end == at {
		return i
	}
	return end
}

// bodyIn reports whether one of the tokens says that they name a body.
func (f *finder) bodyIn(i, j int) bool {
	for ; i < j; i++ {
		if f.in(i, headWords) && !f.in(i, subjects) {
			return true
		}
	}
	return false
}

// listGoesOn returns where a list of subjects goes on after token i: Trade,
// Industry and Resources; Growth, Energy, and the Environment.
func (f *finder) listGoesOn(i int) (int, bool) {
	at := f.pass(i, ",")
	and := f.is(at, "and") || f.is(at, "&")
	if and {
		at = f.pass(at+1, "the", "a", "an")
	}
	if at == i || !f.capital(at) || f.roleFollows(at) {
		return 0, false
	}
	if and {
		return at, f.subjectAt(at) || f.in(at, parts) || f.plurals(i-1, at) || f.endsInSubject(at) || nounEnds(f.t[at].s) && f.lastSubject(at)
	}
	return f.commaGoesOn(at)
}

// commaGoesOn returns at where a list of subjects goes on with token at behind a comma alone: only
// if the list has its "and" to come, and then with any word.
func (f *finder) commaGoesOn(at int) (int, bool) {
	if !f.subjectAt(at) && f.begins(at) {
		return 0, false
	}
	for n := at; n < len(f.t) && n < at+8; n++ {
		if f.isAny(n, "and", "&") {
			if f.isAny(n+1, "the", "a", "an") {
				n++
			}
			if end := f.boundedRunEnd(n + 1); f.placeAt(end - 1) {
				return 0, false // the Ministry of Trade, GovTech and Enterprise Singapore
			}
			return at, f.endsInSubject(n+1) || f.subjectAt(n+1) && (f.in(n+1, subjects) || f.subjectAt(at)) || (f.subjectAt(at) || f.in(at+1, subjects)) && f.lastSubject(n+1)
		}
		if !f.t[n].caps && !f.is(n, ",") {
			return 0, false
		}
	}
	return 0, false
}

// lastSubject reports whether the word at i, alone between small words, ends a list of subjects though
// no list has it: Trade, Supply and Consumption.
func (f *finder) lastSubject(i int) bool {
	return f.plainSubject(i) && (nounEnds(f.t[i].s) || plural(f.t[i].s)) && !f.begins(i)
}

// advised are those to whom somebody is an aide.
var advised = set(`President Minister Prime Secretary Governor Chairman Board Government`)

// begins reports whether the word at i seems to begin another name or a role.
func (f *finder) begins(i int) bool {
	w := f.t[i].s
	return isAcronym(w) || f.roles[i].end > 0 || f.koreanName(i) || f.t[i].poss || knownCompanies.has(w) || camelCase(w)
}

// endsInSubject reports whether the two or three words at i are what a role is for, by the last: Port
// Policy. They are no body's name.
func (f *finder) endsInSubject(i int) bool {
	end := f.boundedRunEnd(i)
	for n := i; n < end && n < i+3; n++ {
		w := f.t[n].s
		if n > i && (subjects.has(w) || parts.has(w)) {
			return true
		}
		if isAcronym(w) || knownCompanies.has(w) || f.placeAt(n) || f.peopleAt(n) && n+1 == end || headWords.has(w) || companyWords.has(w) || surnames.has(w) || f.t[n].poss || f.passTitles(n) > n {
			return false
		}
	}
	return false
}

// parts of a ministry that an official is for.
var parts = set(`Pacific Hemisphere Sector Bureau Division Group Branch Department`)

// subjectAt reports whether the word at i may begin what a role is for: a subject, a place,
// or an ordinary word before a subject, as in Clean Growth.
func (f *finder) subjectAt(i int) bool {
	return f.in(i, subjects) || f.placeAt(i) && f.capital(i-1) || f.in(i, ordinary) && f.in(i+1, subjects) || f.is(i, "Net") && f.is(i+1, "Zero")
}

// roleFollows reports whether the subject words at i lead to a role of their
// own: the Ministry of Environment and Trade Minister Yeo.
func (f *finder) roleFollows(i int) bool {
	and := false // Science | and Technology Adviser
	for n := i; n < len(f.t) && n < i+4 && (f.t[n].caps || !and && f.is(n, "and")); n++ {
		if f.in(n, subjectCores) && !f.is(n-1, "and") {
			return true
		}
		and = and || !f.t[n].caps
	}
	return false
}
