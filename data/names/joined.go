package names

// This file is about names that go on behind a comma or an "and".

// fields adds what else a company does: Boeing Defense |, Space & Security.
func (f *finder) fields(r run) run {
	if r.end-r.begin < 2 || !f.is(r.end, ",") || !f.capital(r.end+1) || !f.in(r.end-1, subjects) || !f.distinctive(r) {
		return r
	}
	end := f.boundedRunEnd(r.end + 1)
	and := false
	for n := r.end + 1; n < end; n++ {
		if and = and || f.is(n, "&"); !f.is(n, "&") && !f.in(n, subjects) && !companyWords[f.t[n].s] {
			return r
		}
	}
	if !and {
		return r
	}
	return run{r.begin, end}
}

// joinLeft joins the words before an "and" that belong to the name: [Small
// Enterprise and] Market Service (SEMAS), where the acronym begins with the S
// of the first and not with the M of the second.
func (f *finder) joinLeft(r run) (run, bool) {
	if !f.is(r.end, "and") && !f.is(r.end, ",") || !f.capital(r.end+1) || f.t[r.end-1].poss {
		return r, false
	}
	if headWords[f.last(r)] || r.end-r.begin > 6 {
		return r, false
	}
	at := r.end
	for n := 0; n < 3 && f.is(at, ",") && f.capital(at+1) && f.roles[at+1].end == 0; n++ {
		at = f.boundedRunEnd(at + 1)
	}
	if f.is(at, ",") {
		at++
	}
	if !f.is(at, "and") || !f.capital(at+1) || f.roles[at+1].end != 0 || f.koreanName(at+1) {
		return r, false
	}
	b := run{at + 1, f.boundedRunEnd(at + 1)}
	if b.end-b.begin > 6 || b.end == b.begin {
		return r, false
	}
	whole := run{r.begin, b.end}
	acronym, _ := f.bracket(f.tail(b).end)
	if acronym != "" {
		a, c := firstLetter(f.t[r.begin].s), firstLetter(f.t[b.begin].s)
		ok := a != c && a == firstLetter(acronym) && !wide[f.t[b.begin].s] && !knownCompanies[f.t[r.begin].s]
		return f.tail(whole), ok
	}
	// Without one: the Korea Health and Welfare Institute.
	if !headWords[f.last(b)] || !subjects[f.last(r)] || isAcronym(f.t[b.begin].s) && !subjects[f.t[b.begin].s] || wide[f.t[b.begin].s] {
		return r, false
	}
	the := f.is(r.begin-1, "the") || f.is(r.begin-1, "The") || f.last(b) == "Committee" && f.capital(r.begin-1) && f.t[r.begin-1].poss
	if the && (r.end-r.begin > 1 || f.last(b) == "Committee" || f.last(b) == "Agency" && f.in(r.begin, subjects)) || (f.land(r.begin) || wide[f.t[r.begin].s]) && f.allSubjects(run{r.begin + 1, r.end}) && f.allSubjects(run{b.begin, b.end - 1}) {
		return f.tail(whole), true
	}
	return r, false
}

// allSubjects reports whether a run has words, and all are subjects of ministries.
func (f *finder) allSubjects(r run) bool {
	for n := r.begin; n < r.end; n++ {
		if !f.in(n, subjects) {
			return false
		}
	}
	return r.begin < r.end
}

// boundedRunEnd is runEnd for looking ahead: it looks at no more than a name.
func (f *finder) boundedRunEnd(i int) int {
	at := i
	for at < len(f.t) && at-i <= maxRun {
		t := &f.t[at]
		if at > i && (t.first || f.roles[at].end != 0) || !t.caps && t.s != "&" {
			break
		}
		at++
		if t.poss {
			break
		}
	}
	return at
}
