package names

import "strings"

// This file is about what a body is of or for, behind its head word.

// tail adds what a body is of or for: Ministry | of Trade, Industry and
// Resources; Institute | for Advancement of Technology.
func (f *finder) tail(r run) run {
	if r.end == r.begin || !ofHeads.has(f.last(r)) && !(f.is(r.end-1, "General") && f.isAny(r.end-2, "Directorate", "Consulate")) || f.t[r.end-1].poss || r.end-r.begin == 2 && f.land(r.begin) && f.is(r.begin+1, "Union") || f.last(r) == "Secretariat" && r.end-r.begin > 1 && f.is(r.end, "of") {
		return r
	}
	at := r.end
	for n, goesOn := 0, true; goesOn && n < maxRun; n++ {
		if f.isAny(at, "of", "on", "for") || n > 0 && f.is(at, "in") {
			at, goesOn = f.tailBehind(r, at, n == 0)
		} else if n > 0 {
			at, goesOn = f.tailList(r, at)
		} else {
			break
		}
	}
	r.end = at
	r.end = max(at, f.spelledOn(r))
	return r
}

// tailBehind returns where the words end behind the of, for, on or in at token at, and whether the
// tail may go on there; at, where they are none of the run’s. First says that it is the first.
func (f *finder) tailBehind(r run, at int, first bool) (end int, goesOn bool) {
	next := f.pass(at+1, "the")
	if cause := f.pass(next, "a"); f.in(r.end-1, causes) && !headWords.has(f.t[max(f.segment(cause)-1, 0)].s) {
		next = cause // Coalition for a | Prosperous America
	}
	if f.isAny(at, "on", "in") && (f.placeAt(next) || f.in(next, calendar) || f.districtAt(next)) {
		return f.tailPlace(r, at), false
	}
	end = f.segment(next)
	if first && f.last(r) == "Office" {
		end = f.officeOf(next, end)
	}
	if end == next || f.noTail(r, at, run{next, end}) || !first && f.owns(r, at, next) {
		return at, false
	}
	if f.is(at, "of") && f.placeAt(next) && end-next > 2 && f.roleEndsAt(r.begin-2) && f.is(r.begin-2, "of") && !f.placeAt(next+1) {
		return next + 1, false // Governor of the Bank of England | Adrian Lind
	}
	return end, true
}

// noTail reports whether the words behind the of or on at token at are no part of a body’s name: Korea’s, a law, the
// body whose unit it is, or a motto: Vice-President of the European Commission | for A Europe Fit for Ports.
func (f *finder) noTail(r run, at int, words run) bool {
	last := words.end - 1
	return f.placeAt(last) && f.t[last].poss && !f.isAny(r.end-1, "Museum", "Bank") || f.is(at, "on") && f.in(last, laws) || f.is(words.begin-1, "the") && last == words.begin && isAcronym(f.t[last].s) && !f.land(last) || f.unitOfBody(r, words) || f.is(at, "for") && f.isAny(words.begin, "A", "An")
}

// districtAt reports whether the word at i is a part of a Korean city: Jung-gu.
func (f *finder) districtAt(i int) bool {
	at := strings.LastIndexByte(f.word(i), '-')
	return at > 0 && provinces.has(f.t[i].s[at+1:])
}

// owns reports whether what begins at token next, behind the of at token at, is whose the body is: the Center for
// Security | of the Ministry of Trade, the Ministry of Trade | of Taiwan.
func (f *finder) owns(r run, at, next int) bool {
	return f.isAny(at, "of", "in") && (f.in(next, ministries) || f.in(r.end-1, ministries) && f.placeAt(next))
}

// causes end what is for a cause.
var causes = set(`Coalition Center Centre Alliance Institute Campaign`)

// laws are what nobody is on by name.
var laws = set(`Package Act Directive Regulation Treaty`)

// tailPlace returns the end of the place behind the in at token at, where a body is called so: the
// American Chamber of Commerce in Korea (AMCHAM). It is at in the Bank of Korea in Seoul on Monday.
func (f *finder) tailPlace(r run, at int) int {
	end := f.placeEnd(at + 1)
	if end == at+1 {
		return at
	}
	if f.is(at, "on") && on.has(f.last(r)) { // Caucus on Korea
		return end
	}
	if !f.is(at, "in") {
		return at
	}
	if acronym, _ := f.bracket(end); acronym != "" || f.is(end, "(") && f.is(end+2, ")") && f.spells(f.t[end+1].s, run{r.begin, end}) || f.is(r.end-1, "Chamber") && (f.is(at-1, "Commerce") || f.atlas.last[f.t[end-1].s]) {
		return end
	}
	return at
}

// on are bodies that a country may be the subject of.
var on = set(`Caucus Committee Subcommittee Commission`)

// unitOfBody reports whether a run is a unit of the body behind its of: the Commercial Affairs
// Department of the Singapore Police Force are two.
func (f *finder) unitOfBody(r, body run) bool {
	return units.has(f.t[r.end-1].s) && knownBodies.has(f.t[body.begin].s) || units.has(f.t[r.end-1].s) && f.is(body.begin-1, "the") && (body.end-body.begin > 1 && f.isBody(body) || f.wholeName(body) == body.end)
}

// tailList returns where the next of the listed subjects at token at ends, and whether there is one.
func (f *finder) tailList(r run, at int) (end int, goesOn bool) {
	next, ok := f.listGoesOn(at)
	if !ok || !f.tailWord(next) {
		return at, false
	}
	if end = f.ministrySegment(r, next, f.segment(next)); end == next {
		return at, false
	}
	return end, true
}

// units are parts of a body, which may be named behind them.
var units = set(`Department Office Bureau Center Centre School Committee Institute Secretariat Board Council Directorate Directorate-General Division`)

// officeOf returns the end of who holds the office whose body it is: the Office of the |
// U.S. Trade Representative. It is end where nobody does.
func (f *finder) officeOf(next, end int) int {
	for at := next; at <= end && at < next+4; at++ {
		if r := f.roleAt(at); r.end > 0 && !r.small && (at == next || f.land(at-1)) {
			return r.end
		}
	}
	return end
}

// plurals reports whether the words at i and j are plurals of a kind: Ports and Ferries.
func (f *finder) plurals(i, j int) bool {
	return f.capital(i) && f.capital(j) && plural(f.t[i].s) && plural(f.t[j].s) && !f.land(i)
}

func plural(w string) bool {
	return len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// plainSubject reports whether the word at i may end what a committee is on, with no name
// behind it.
func (f *finder) plainSubject(i int) bool {
	return f.capital(i) && !f.capital(i+1) && f.roles[i].end == 0 && !isAcronym(f.t[i].s) && !f.t[i].place && !knownCompanies.has(f.t[i].s) && !f.t[i].poss
}

// spelledOn returns where a list ends with which a run goes on to an acronym that
// spells it all: Ministry of Harbours | and Ferries (MOHF). It is 0 where there is
// none.
func (f *finder) spelledOn(r run) int {
	at := r.end
	for range 4 {
		at = f.pass(f.pass(at, ","), "and", "&")
		end := f.segment(at)
		if at == r.end || end == at {
			return 0
		}
		if a, _ := f.bracket(end); a != "" {
			if !f.spells(a, run{r.begin, end}) {
				return 0
			}
			return end
		}
		at = end
	}
	return 0
}

// calendar is when something happens.
var calendar = wordsOf("en/calendar")

// ministrySegment shortens a segment of what a ministry is for by what is no
// subject: the minister’s name may follow at once.
func (f *finder) ministrySegment(r run, begin, end int) int {
	if !ministries.has(f.last(r)) {
		return end
	}
	for n := begin + 1; n < end; n++ {
		if f.in(n-1, subjects) && !f.in(n, subjects) && !f.in(n+1, subjects) && !f.in(n, ordinary) && !f.in(n, concepts) && f.t[n].s != "&" {
			if a, _ := f.bracket(end); a != "" && f.spells(a, run{r.begin, end}) {
				return end // Department of Investment Review (DIR)
			}
			return n
		}
	}
	return end
}

// segment returns the end of the capitals at i that a tail goes on with.
func (f *finder) segment(i int) int {
	if !f.capital(i) || f.koreanName(i) {
		return i
	}
	end := f.boundedRunEnd(i)
	if f.is(end, ":") && end-i > 1 && ordinary.has(f.t[end-1].s) { // Association of Ports | Source: …
		end--
	}
	for n := i; n < end; n++ {
		if f.koreanName(n) || n > i && (f.is(n-1, "Ministry") || f.in(n, calendar) || f.is(n, "Opening") || f.t[n].people && f.is(n+1, "Opening")) { // Ministry of Foreign Affairs | Opening Remarks
			return n
		}
	}
	return end
}

// listEndsInBody reports whether a list that goes on at i ends in a word for a body.
func (f *finder) listEndsInBody(i int) bool {
	for range maxRun {
		if headWords.has(f.t[i-1].s) && !subjects.has(f.t[i-1].s) {
			return true
		}
		i = f.pass(f.pass(i, ","), "and", "&")
		if !f.capital(i) {
			return false
		}
		i = f.boundedRunEnd(i)
	}
	return false
}

// tailWord reports whether the word at i can go on a list of what a ministry
// is for. In "the Ministry of Environment and SK Energy" SK cannot.
func (f *finder) tailWord(i int) bool {
	end := f.boundedRunEnd(i)
	if f.is(i-1, "the") && f.listEndsInBody(end) {
		return false // the Committee on Growth and the Trade, Industry, and Energy Committee
	}
	if f.is(end-1, "Union") && f.is(end-2, "Customs") {
		return true
	}
	return end-i < 4 && (!headWords.has(f.t[end-1].s) || subjects.has(f.t[end-1].s))
}
