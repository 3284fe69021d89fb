package names

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
				break // the Bank of Korea in Seoul on Monday
			}
			end := f.segment(next)
			if end == next {
				break
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
		if f.in(n-1, subjects) && !f.in(n, subjects) && f.t[n].s != "&" {
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
	for n := i; n < end; n++ {
		if f.koreanName(n) {
			return n
		}
	}
	return end
}

// tailWord reports whether the word at i can go on a list of what a ministry
// is for. In "the Ministry of Environment and SK Energy" SK cannot.
func (f *finder) tailWord(i int) bool {
	if allCaps(f.t[i].s) && f.t[i].s != "ICT" && f.t[i].s != "AI" {
		return false
	}
	end := f.boundedRunEnd(i)
	return end-i < 4 && (!headWords[f.t[end-1].s] || subjects[f.t[end-1].s])
}
