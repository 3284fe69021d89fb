package names

// role is an office or a title as a text writes it, in front of a name or
// behind it.
type role struct {
	begin   int // the first token of the office, behind titles
	end     int // the token after it; 0 for no role
	core    int // the token after its last core word, before "for Trade"
	subject int // where the words after "for" or "of" begin; 0 for none
	small   bool
	title   bool // no office: Dr., Prince
}

// roleCores are what a role is; roleWords may stand before one.
var (
	roleCores = wordsOf("en/offices")
	roleWords = wordsOf("en/rolewords")
	// A subject may stand before these: Trade Minister, Commerce Secretary.
	subjectCores = set(`Counselor Counsellor Attaché Advisor Adviser Minister Vice-Minister Secretary Undersecretary Commissioner Representative Ambassador Envoy Chair Ombudsman`)
	// bare cores follow a country where they name an office of it: U.S. Attorney.
	bareCores = set(`Attorney Fellow Researcher`)
)

// maxRole bounds the tokens of a role, so that no text costs more than a
// bounded look at each place.
const maxRole = 16

// parseRole returns the role that begins at token i, if one does: titles, or an office,
// or several, with what each is for.
func (f *finder) parseRole(i int) role {
	t := &f.t[i]
	if !t.caps && !smallStarts.has(t.s) || f.groupOfName(i) {
		return role{}
	}
	at := f.passTitles(i)
	if at > i {
		if r := f.parseOffice(at); r.end > 0 && !r.small && !f.is(at, "Sultan") {
			return r // Dr. Vice Minister
		}
		return role{begin: i, end: at, core: at, title: true}
	}
	if end := f.smallOffice(i); end > 0 && !t.caps {
		return f.smallRole(i, end)
	}
	if at := f.smallBehindSubjects(i); at > 0 {
		return f.smallRole(i, at+1)
	}
	r := f.parseOffice(i)
	for r.end > 0 && r.end-i < maxRole {
		next := f.anotherOffice(i, r)
		if next.end == 0 {
			break
		}
		r.end, r.core, r.subject = next.end, next.core, next.subject
	}
	return r
}

// groupOfName reports whether the word at i is the Group of a name, and not of an office: Zorba Group |
// Chairman.
func (f *finder) groupOfName(i int) bool {
	return f.is(i, "Group") && f.capital(i-1) && !f.t[i].first && !f.t[i-1].poss
}

// smallRole returns the role of the small words from token i to end, with what is behind them: founder | and
// CEO, adviser | to the President.
func (f *finder) smallRole(i, end int) role {
	if f.isAny(end, "and", "/") && f.capital(end+1) {
		if r := f.parseOffice(end + 1); r.end > 0 {
			r.begin = i
			return r
		}
	}
	r := role{begin: i, end: end, core: end, small: true}
	if n := f.passSmallSubjects(end); n > end { // special envoy for nuclear energy, secretary of state
		r.subject, r.end = end+1, n
	} else if f.is(end, "to") || f.is(end, "of") && !f.is(end+1, "the") {
		f.roleSubject(&r)
	}
	return r
}

// anotherOffice returns the office that follows the role r which begins at i, joined by
// "and" or a slash: High Representative for Ports/Vice-President, but not "the Minister for
// Trade and Vice Minister Kim", which are two people.
func (f *finder) anotherOffice(i int, r role) role {
	if !f.is(r.end, "/") && !(r.subject > 0 && (f.is(r.end, "and") || f.is(r.end, "&")) && !f.is(i-1, "the")) || f.t[r.end-1].poss || r.subject > 0 && f.nameIn(r) < r.end {
		return role{}
	}
	if next := f.parseOffice(r.end + 1); next.end > 0 {
		return next
	}
	if f.is(r.end, "/") || r.end+2 >= len(f.t) || !allCaps(f.t[r.end+1].s) || f.t[r.end+1].place {
		return role{}
	}
	return f.parseOffice(r.end + 2) // Under Secretary for Standards and NIST Director
}

// parseOffice returns the one office that begins at token i, or two that share what they
// are for: President and CEO.
func (f *finder) parseOffice(i int) role {
	if i >= len(f.t) {
		return role{}
	}
	t := &f.t[i]
	if !t.caps && !roleWords.has(t.s) || f.underOne(i) {
		return role{}
	}
	at := f.passBeforeCore(i)
	if at < i {
		return role{}
	}
	if f.is(at, "Chief") && at > i && f.nameOfChief(at+1) {
		return role{begin: i, end: at + 1, core: at + 1}
	}
	core, ok := f.roleCore(at)
	if !ok || at > i && !f.leadsToSubjectCore(at, core) && !f.peopleAt(i) && !f.is(at-1, "Policy") {
		return role{}
	}
	r := role{begin: i, end: core, core: core}
	f.roleSubject(&r)
	return r
}

// passBeforeCore passes what stands at token i before the core of an office and its words: Trade | Minister; it is -1 where
// that is of no office.
func (f *finder) passBeforeCore(i int) int {
	w := f.t[i].s
	switch {
	case f.is(i+1, "Policy") && f.is(i+2, "Officer"):
		return i + 2
	case f.unheardSubject(i), f.peopleAt(i) && f.in(i+1, bareCores), f.is(i, "Union") && f.is(i+1, "Minister") && !f.peopleAt(i-1) && !f.isAny(i-1, "European", "African"):
		return i + 1
	case subjects.has(w) && !roleWords.has(w):
		if at := f.subjectBefore(i); at > 0 {
			return at
		}
		return -1
	}
	return i
}

// nameOfChief reports whether the words at i name the chief before them: Trade Negotiations Chief | Kim Dae-ja.
func (f *finder) nameOfChief(i int) bool {
	return f.koreanName(i) || f.capital(i) && surnames.has(f.t[i].s) && !f.capital(i+1)
}

// underOne reports whether a sentence begins at token i that says under whom something is: Under | Acting President Kim.
func (f *finder) underOne(i int) bool { return f.is(i, "Under") && f.in(i+1, roleWords) }

// unheardSubject reports whether the word at i is what a minister is for, though no ministry
// that the rules know has it: Harbour Minister, EU Ferry Commissioner. A body’s is not:
// MOTIR Minister.
func (f *finder) unheardSubject(i int) bool {
	w := f.t[i].s
	if !f.is(i+1, "Minister") && !(f.is(i+1, "Commissioner") && (f.is(i-1, "EU") || f.is(i-1, "European"))) {
		return false
	}
	return !f.land(i) && !f.t[i].poss && !isAcronym(w) && !ordinary.has(w) && !subjects.has(w) && !articles.has(w) && !headWords.has(w) && !roleWords.has(w) && !roleCores.has(w) && !surnames.has(w) && f.capital(i+2) &&
		!(f.capital(i-1) && !f.land(i-1) && !f.t[i].first && !f.t[i-1].poss)
}

// subjectBefore passes the subject words of Trade, Industry and Energy
// Minister that begin at i. It returns 0 where the words belong to a body.
func (f *finder) subjectBefore(i int) int {
	if f.is(i, "Administration") && f.capital(i-1) || f.isAny(i-1, "of", "for", "&") || f.in(i-1, knownCompanies) && !f.t[i-1].poss || f.is(i-1, "and") && f.in(i-2, subjects) || f.is(i-1, ",") && i > 1 && f.in(i-2, subjects) {
		return 0
	}
	at := i
	for at < len(f.t) && at-i < 8 && !f.t[at].poss {
		switch {
		case f.in(at, roleWords) || f.in(at, roleCores):
			return at
		case f.in(at, subjects) && f.t[at].caps, f.is(at, ","), f.is(at, "and"):
			at++
		default:
			return 0
		}
	}
	return 0
}

// leadsToSubjectCore reports whether one of the tokens is a core that has its
// subject in front.
func (f *finder) leadsToSubjectCore(i, j int) bool {
	for ; i < j; i++ {
		if f.in(i, subjectCores) {
			return true
		}
	}
	return false
}

// roleCore passes Executive Vice President and Chief Strategy Officer at i,
// and returns the token after it.
func (f *finder) roleCore(i int) (end int, ok bool) {
	at := i
	for at-i < maxRole {
		for at-i < maxRole && f.in(at, roleWords) && !f.in(at, roleCores) {
			at++
		}
		if at > i && f.is(at-1, "Chief") {
			switch {
			case f.is(at, "of") && f.is(at+1, "Staff"):
				return at + 2, true
			case f.is(at, "Justice"):
				return at + 1, true
			}
			at = f.passChief(at)
		} else if at > i {
			at = f.passOwner(at)
		}
		if at-2 >= i && f.chiefEnds(at) {
			return f.passRank(at), true
		}
		if n := f.subjectCore(at); n > 0 && at > i { // First Vice | Foreign Minister
			at = n
		}
		if !f.coreAt(at, at == i) {
			return end, end > 0
		}
		end = f.passRank(at + 1)
		if at = f.nextCore(i, end); at == 0 {
			return end, true
		}
	}
	return end, end > 0
}

// chiefEnds reports whether the office of a chief ends before token i: Chief Executive, Section Chief.
func (f *finder) chiefEnds(i int) bool {
	return (f.is(i-1, "Executive") && f.is(i-2, "Chief") || f.is(i-1, "Chief") && f.is(i-2, "Section")) && !f.in(i, roleCores)
}

// passOwner passes the country or the body whose office begins at i: Deputy | U.S. Trade
// Representative, Acting | KATS President.
func (f *finder) passOwner(i int) int {
	owner := f.peopleAt(i) || allCaps(f.word(i)) && f.in(i+1, roleCores)
	end := i + 1
	if f.is(i, "United") && f.is(i+1, "States") {
		owner, end = true, i+2
	}
	if owner && (f.in(end, subjects) || f.in(end, roleCores)) {
		return end
	}
	return i
}

// passChief passes one or two words of any kind at i that stand before the core of a chief:
// Chief | Strategy Officer.
func (f *finder) passChief(i int) int {
	for at := i; at < i+3; at++ {
		if f.isAny(at, "Officer", "Negotiator") {
			return at
		}
	}
	return i
}

// coreAt reports whether a core stands at i. First says that no other word of the role stands
// before it, as one or a country has to before a bare core.
func (f *finder) coreAt(i int, first bool) bool {
	if f.is(i, "Member") {
		return f.isAny(i-1, "Assembly", "Ranking")
	}
	if !f.in(i, roleCores) || f.is(i, "Representative") && f.is(i+1, "Office") || f.namedRank(i) || f.is(i, "PM") && !(f.capital(i+1) && !f.counts(i-1)) {
		return false
	}
	return !first || !f.in(i, bareCores) || f.is(i+1, "General") || f.peopleAt(i-1)
}

// headed are what somebody is Head of by title.
var headed = set(`Unit Cabinet Mission Delegation Division Sector Section Department Chancery`)

// passRank passes what may stand behind a core: Director | General, Official | in Charge.
func (f *finder) passRank(i int) int {
	i = f.pass(i, "General", "Designate", "Emeritus", "II", "ad")
	i = f.pass(i, "interim")
	if f.is(i-1, "Head") && f.is(i, "of") && f.in(i+1, headed) {
		i += 2
	}
	if f.is(i, "without") && f.is(i+1, "Portfolio") {
		i += 2
	}
	if f.is(i, "Extraordinary") && f.is(i+1, "and") && f.is(i+2, "Plenipotentiary") {
		i += 3
	}
	if f.is(i, "in") && f.isAny(i+1, "Charge", "Chief") {
		i += 2
	}
	return i
}

// nextCore returns where another core or its words begin behind those of a role, [i, end): 0
// where there is none.
func (f *finder) nextCore(i, end int) int {
	switch {
	case f.t[end-1].poss, f.passTitles(end) > end: // Energy Minister Prince Abdulrahman
		return 0
	case f.is(end, "Ambassador") && f.capital(end+1): // a title: Trade Representative | Ambassador Anna Lind
		return 0
	case f.in(end, roleCores) && !(f.in(end, ranks) && !f.capital(end+1)): // Chairman Governor, but not Minister King
		return end
	case !f.isAny(end, "and", "&", "/"):
		return 0
	case f.in(end+1, roleWords), f.in(end+1, roleCores), f.subjectCore(end+1) > 0 && !f.is(i-1, "the"):
		return end + 1
	}
	return 0
}

// subjectCore returns the core behind one or two subjects at i, 0 where there is
// none.
func (f *finder) subjectCore(i int) int {
	for at := i; at < i+5 && (f.in(at, subjects) && f.t[at].caps && !f.t[at].poss || at > i && f.isAny(at, "and", ",") && f.in(at+1, subjects)); at++ {
		if f.in(at+1, subjectCores) {
			return at + 1
		}
	}
	return 0
}

// roleAt returns the role at token i; its end is 0 for none.
func (f *finder) roleAt(i int) role {
	if i < 0 || i >= len(f.roles) {
		return role{}
	}
	return f.roles[i]
}

// roleText returns a role as it is written, up to token end: the office, or else those of the
// titles that say more than Mr.
func (f *finder) roleText(r role, end int) string {
	if r.title {
		return f.keptTitles(r)
	}
	return f.joined(r.begin, end)
}
