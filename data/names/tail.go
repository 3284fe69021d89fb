package names

import "strings"

// This file is about what a body is of or for, behind its head word.

// tail adds what a body is of or for: Ministry | of Trade, Industry and
// Resources; Institute | for Advancement of Technology.
func (f *finder) tail(r run) run {
	if r.end == r.begin || !ofHeads[f.last(r)] || f.t[r.end-1].poss {
		return r
	}
	at := r.end
	for n := 0; n < maxRun; n++ {
		if f.is(at, "of") || f.is(at, "for") || f.is(at, "on") || n > 0 && f.is(at, "in") {
			next := at + 1
			if f.is(next, "the") {
				next++
			}
			if !f.is(at, "of") && !f.is(at, "for") && (f.placeAt(next) || f.in(next, calendar)) {
				if end := f.placeEnd(at + 1); f.is(at, "in") && end > at+1 {
					if a, _ := f.bracket(end); a != "" || f.is(r.end-1, "Chamber") {
						at = end // the American Chamber of Commerce in Korea (AMCHAM)
					}
				}
				break // the Bank of Korea in Seoul on Monday
			}
			end := f.segment(next)
			if n == 0 && f.last(r) == "Office" {
				end = f.officeOf(next, end)
			}
			if end == next || units[f.t[r.end-1].s] && end-next > 1 && f.is(next-1, "the") && f.isBody(run{next, end}) {
				break // the Commercial Affairs Department of the Singapore Police Force are two
			}
			if (f.is(at, "on") || f.plurals(end-1, end+1)) && (f.is(end, "and") || f.is(end, "&")) && f.plainSubject(end+1) {
				end += 2 // Committee on Ways and Means, Chamber of Ports and Ferries
			} else if f.is(at, "on") && f.is(end, "and") && f.is(end+1, "the") && f.plainSubject(end+2) && !(f.is(end+3, ",") && f.listEndsInBody(end+3)) {
				end += 3 // Subcommittee on East Asia and the Pacific
			}
			if n == 0 {
				end = f.ministrySegment(r, next, end)
			}
			at = end
			continue
		}
		next, ok := f.listGoesOn(at)
		if n == 0 || !ok || !f.tailWord(next) {
			break
		}
		end := f.ministrySegment(r, next, f.segment(next))
		if end == next {
			break
		}
		at = end
	}
	r.end = at
	if end := f.spelledOn(r); end > 0 {
		r.end = end
	}
	return r
}

// units are parts of a body, which may be named behind them.
var units = set(`Department Office Bureau Center Centre School Committee Institute Secretariat Board Council`)

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
	return len(w) > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// plainSubject reports whether the word at i may end what a committee is on, with no name
// behind it.
func (f *finder) plainSubject(i int) bool {
	return f.capital(i) && !f.capital(i+1) && f.roles[i].end == 0 && !isAcronym(f.t[i].s) && !f.t[i].place && !knownCompanies[f.t[i].s] && !f.t[i].poss
}

// spelledOn returns where a list ends with which a run goes on to an acronym that
// spells it all: Ministry of Harbours | and Ferries (MOHF). It is 0 where there is
// none.
func (f *finder) spelledOn(r run) int {
	at := r.end
	for range 4 {
		if f.is(at, ",") {
			at++
		}
		if f.is(at, "and") || f.is(at, "&") {
			at++
		}
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
var calendar = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
	July August September October November December`)

// ministrySegment shortens a segment of what a ministry is for by what is no
// subject: the minister’s name may follow at once.
func (f *finder) ministrySegment(r run, begin, end int) int {
	if !ministries[f.last(r)] {
		return end
	}
	for n := begin + 1; n < end; n++ {
		if f.in(n-1, subjects) && !f.in(n, subjects) && !f.in(n, ordinary) && !f.in(n, concepts) && f.t[n].s != "&" {
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
	if f.is(end, ":") && end-i > 1 && ordinary[f.t[end-1].s] { // Association of Ports | Source: …
		end--
	}
	for n := i; n < end; n++ {
		if f.koreanName(n) {
			return n
		}
	}
	return end
}

// listEndsInBody reports whether a list that goes on at i ends in a word for a body.
func (f *finder) listEndsInBody(i int) bool {
	for range maxRun {
		if headWords[f.t[i-1].s] && !subjects[f.t[i-1].s] {
			return true
		}
		if f.is(i, ",") {
			i++
		}
		if f.is(i, "and") || f.is(i, "&") {
			i++
		}
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
	if allCaps(f.t[i].s) && f.t[i].s != "ICT" && f.t[i].s != "AI" {
		return false
	}
	end := f.boundedRunEnd(i)
	if f.is(i-1, "the") && f.listEndsInBody(end) {
		return false // the Committee on Growth and the Trade, Industry, and Energy Committee
	}
	if f.is(end-1, "Union") && f.is(end-2, "Customs") {
		return true
	}
	return end-i < 4 && (!headWords[f.t[end-1].s] || subjects[f.t[end-1].s])
}
