package names

// This file is about where the role begins that stands behind a name.

// roleBehind returns where the role begins behind the name of the tokens i to end, with letters up to at: 0
// where none can.
func (f *finder) roleBehind(i, end, at int) int {
	switch {
	case f.is(at, ",") && f.is(at+1, "who"):
		return f.passBecame(at + 2)
	case f.isAny(at, ",", "("), f.is(at, "as") && at == end, f.isAny(at, "–", "—") && !f.t[at].glued:
		return f.passToRole(at + 1)
	case f.in(at, auxiliaries) || f.isAny(at, "was", "will"):
		return f.passAppointed(at)
	case f.is(at, "is") && f.isAny(at+1, "the", "a") && f.sureName(i, end): // Anna Lind is the Deputy Secretary
		return at + 2
	case at == end && f.sureName(i, end):
		return at
	}
	return 0
}

// passToRole returns where the role begins behind the small words, the country or the body that
// may stand before it at token at.
func (f *finder) passToRole(at int) int {
	for n := 0; n < 3 && (f.isAny(at, "the", "a", "an", "our", "their", "its", "his", "her") || f.peopleAt(at)) && f.roleAt(at).end == 0; n++ {
		at++
	}
	if f.isAny(at, "recently", "newly") && f.is(at+1, "appointed") {
		at += 2
	}
	if f.isAny(at, "retired", "outgoing", "incoming", "former", "current", "then", "newly-appointed") || f.isAny(at-1, "a", "an") && f.roleAt(at).end == 0 && f.roleAt(at+1).small { // outgoing CEO of Zorba, a robotics professor
		at++
	}
	if f.placeAt(at) && f.t[at].poss || f.capital(at) && f.t[at].poss && f.roleAt(at+1).small { // Korea’s Prime Minister, DOE’s deputy director
		at++
	}
	for n := at; n < at+maxHolder && f.capital(n) && !f.t[n].first; n++ { // Sanjay Mehra, Hanbit President and CEO
		if f.roleAt(n).end > 0 {
			return n
		}
	}
	return at
}

// passBecame returns where the role begins behind the words at token i that say how somebody came to it:
// who | became, who served as | President.
func (f *finder) passBecame(i int) int {
	for n := 0; n < 4 && f.in(i, becoming); n++ {
		i++
	}
	return i
}

// passAppointed returns where the role begins behind the words at token i that say that somebody is given it: has been
// appointed the new | director; 0 for others.
func (f *finder) passAppointed(i int) int {
	for n := 0; n < 3 && (f.in(i, auxiliaries) || f.isAny(i, "was", "will", "be", "been")); n++ {
		i++
	}
	if !f.isAny(i, "appointed", "named", "elected", "nominated") {
		return 0
	}
	for i++; f.isAny(i, "as", "the", "a", "new", "next", "to", "be"); i++ {
	}
	return i
}

// becoming says how somebody came to an office.
var becoming = set(`also became becomes concurrently currently formerly is was has been serves served took office as previously the a`)
