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
		if and = and || f.is(n, "&"); !f.is(n, "&") && !f.in(n, subjects) && !companyWords.has(f.t[n].s) {
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
	if !f.isAny(r.end, "and", ",") || !f.capital(r.end+1) || f.t[r.end-1].poss {
		return r, false
	}
	if headWords.has(f.last(r)) || r.end-r.begin > 6 {
		return r, false
	}
	right := f.behindAnd(r.end)
	if right.end-right.begin > 6 || right.end == right.begin {
		return r, false
	}
	whole := run{r.begin, right.end}
	if acronym, _ := f.bracket(f.tail(right).end); acronym != "" {
		if f.peopleAt(r.begin) && r.end-r.begin > 1 && firstLetter(f.t[r.begin].s) != firstLetter(acronym) { // U.S. Food and Drug Administration
			r.begin++
		}
		return f.tail(whole), f.spellsBoth(acronym, r, right)
	}
	if f.oneName(r, right) {
		return f.tail(whole), true
	}
	return r, false
}

// spellsBoth reports whether an acronym is of what stands before an "and" as well as of what stands behind it.
func (f *finder) spellsBoth(acronym string, left, right run) bool {
	whole := run{left.begin, right.end}
	a, c := firstLetter(f.t[left.begin].s), firstLetter(f.t[right.begin].s)
	switch {
	case a == c: // Competition and Consumer Protection Commission (CCPC)
		return f.spells(acronym, whole) && !f.spells(acronym, right)
	case a == firstLetter(acronym) && !wide.has(f.t[right.begin].s) && (!knownCompanies.has(f.t[left.begin].s) || f.spells(acronym, whole)):
		return true
	}
	return (f.pairOfLands(left.begin) || allCaps(f.t[left.begin].s) && left.end-left.begin > 1) && f.spells(acronym, run{left.begin + 1, right.end}) // EU-India Trade and Technology Council
}

// behindAnd returns the run of capitals behind the and that ends the list at token at; it is empty
// where there is none.
func (f *finder) behindAnd(at int) run {
	for n := 0; n < 3 && f.is(at, ",") && f.capital(at+1) && f.roles[at+1].end == 0; n++ {
		at = f.boundedRunEnd(at + 1)
	}
	at = f.pass(at, ",")
	if !f.is(at, "and") || !f.capital(at+1) || f.roles[at+1].end != 0 || f.koreanName(at+1) {
		return run{}
	}
	return run{at + 1, f.boundedRunEnd(at + 1)}
}

// oneName reports whether what stands before an "and" and behind it is one name, though no acronym
// says so: the Korea Health and Welfare Institute.
func (f *finder) oneName(left, right run) bool {
	head, first := f.last(right), f.t[right.begin].s
	if f.twoOfMinistry(left, right) || f.twoOfDivision(left, right) || f.quoted(left.begin, right.end) && headWords.has(head) {
		return true
	}
	if !headWords.has(head) || isAcronym(first) && !subjects.has(first) || wide.has(first) {
		return false
	}
	committee := head == "Committee"
	the := f.isAny(left.begin-1, "the", "The") || committee && f.capital(left.begin-1) && f.t[left.begin-1].poss
	if the && f.twoFields(left, right) {
		return true
	}
	if !subjects.has(f.last(left)) {
		return false
	}
	if the && (left.end-left.begin > 1 || committee) {
		return true
	}
	return f.ofLand(left.begin) && f.allSubjects(run{left.begin + 1, left.end}) && f.allSubjects(run{right.begin, right.end - 1})
}

// twoOfMinistry reports whether two runs are the name of a ministry by what it is for: the Trade, Industry | and
// Energy Ministry.
func (f *finder) twoOfMinistry(left, right run) bool {
	return f.is(right.end-1, "Ministry") && f.allSubjects(left) && f.allSubjects(run{right.begin, right.end - 1})
}

// twoFields reports whether two runs are the name of a country’s body with two fields: the Korea Mine
// Rehabilitation and Mineral Resources Corporation.
func (f *finder) twoFields(left, right run) bool {
	if adjective(f.last(left)) && adjective(f.t[right.begin].s) {
		return true // the Taiwan Electrical and Electronic Manufacturers’ Association
	}
	return wide.has(f.t[left.begin].s) && left.end-left.begin > 2 && !companyWords.has(f.last(left)) && f.in(right.begin, subjects)
}

// twoOfDivision reports whether two runs are the name of a division in a list: Director, Hydrogen and
// Ammonia Division, …
func (f *finder) twoOfDivision(left, right run) bool {
	return f.twoOfAgency(left, right) || f.twoOfCompany(left, right) || (f.isAny(left.begin-1, ",", ":", ";", "(") || f.t[left.begin].first) && divisions.has(f.last(right)) && !knownCompanies.has(f.t[left.begin].s) &&
		(f.isAny(right.end, ",", ".", ";", "of") || f.in(right.end, ministries))
}

// twoOfAgency reports whether two runs are the name of an agency or a division with two subjects, one
// before the "and": the Food and Drug Administration, the House Ways and Means Committee.
func (f *finder) twoOfAgency(left, right run) bool {
	if !f.isAny(left.begin-1, "the", "The") && !f.isAny(left.begin, "House", "Senate") || right.end-right.begin < 2 {
		return false
	}
	w, first, head := f.last(left), f.t[right.begin].s, f.last(right)
	switch {
	case !subjectHeads.has(head):
		return w == "Research" && first == "Development" && headWords.has(head)
	case divisions.has(head) && (f.peopleAt(left.end-1) || endsInOne(w, "ern")) && endsInOne(first, "an"):
		return true // the Asian and Oceanian Affairs Bureau
	case f.ownName(left.end-1) || f.ownName(right.begin) || wide.has(first) || f.roles[left.begin].end > 0:
		return false
	case head == "Committee":
		return f.plurals(left.end-1, right.begin)
	}
	return f.saysKind(left.end-1) || nounEnds(w) || adjective(w) || divisions.has(head) && left.end-left.begin == 1
}

// ownName reports whether the word at i is, or ends, a name by itself: an acronym, a company, a body, a place.
func (f *finder) ownName(i int) bool {
	w := f.t[i].s
	return w == "Government" || isAcronym(w) || headWords.has(w) || knownCompanies.has(w) || f.land(i)
}

// adjective reports whether a word ends as adjectives of fields do: Electrical, Electronic.
func adjective(w string) bool {
	return len(w) > 5 && endsInOne(w, "al", "ic")
}

// twoOfCompany reports whether two runs are the name of a company with two fields: Aljomaih Energy and
// Water Company.
func (f *finder) twoOfCompany(left, right run) bool {
	return f.isAny(right.end-1, "Company", "Corporation") && right.end-right.begin > 1 && f.allSubjects(run{right.begin, right.end - 1}) &&
		left.end-left.begin == 2 && subjects.has(f.last(left)) && !allCaps(f.t[left.begin].s) && !knownCompanies.has(f.t[left.begin].s) && f.distinctive(left)
}

// subjectHeads end the names of bodies that have two subjects.
var subjectHeads = set(`Division Department Bureau Agency Administration Authority Service Inspectorate Committee Commission Corporation
	Institute Office Council Center Centre Board Foundation`)

// divisions are parts of a ministry that have two subjects as often as one.
var divisions = set(`Division Department Bureau`)

// allSubjects reports whether a run has words, and all are subjects of ministries.
func (f *finder) allSubjects(r run) bool {
	for n := r.begin; n < r.end; n++ {
		if !f.in(n, subjects) {
			return false
		}
	}
	return r.begin < r.end
}
