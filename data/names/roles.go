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
	roleCores  = words("en/offices")
	smallCores = set(`spokesperson spokesman spokeswoman minister president chairman chairwoman chairperson chair
		director governor mayor professor head lawmaker founder secretary
		ambassador representative commissioner`)
	roleWords = set(`Prime Vice Deputy First Second Third 1st 2nd Senior
		Executive Managing Chief Acting Assistant Associate Under Honorary
		Special Coordinating State Principal Former Co-Chief Presidential Deputy
		Standing General Lead Parliamentary Cabinet Federal High Regional Interim Incoming Outgoing Group Founding Managing
		Non-Executive Supreme Shadow Crown Permanent Global Joint Chargé Press acting interim Majority Minority Senate House`)
	// A subject may stand before these: Trade Minister, Commerce Secretary.
	subjectCores = set(`Advisor Adviser Minister Vice-Minister Secretary Undersecretary Commissioner Representative Ambassador Envoy`)
	// bare cores follow a country where they name an office of it: U.S. Attorney.
	bareCores = set(`Attorney`)
)

// maxRole bounds the tokens of a role, so that no text costs more than a
// bounded look at each place.
const maxRole = 16

// parseRole returns the role that begins at token i, if one does: titles, or an office,
// or several, with what each is for.
func (f *finder) parseRole(i int) role {
	t := &f.t[i]
	if !t.caps && !smallCores[t.s] && !roleWords[t.s] {
		return role{}
	}
	at := f.passTitles(i)
	if at > i {
		if r := f.parseOffice(at); r.end > 0 && !r.small {
			return r // Dr. Vice Minister
		}
		return role{begin: i, end: at, core: at, title: true}
	}
	if !t.caps && smallCores[t.s] {
		if f.is(i+1, "and") && f.capital(i+2) { // founder and CEO
			if r := f.parseOffice(i + 2); r.end > 0 {
				r.begin = i
				return r
			}
		}
		return role{begin: i, end: i + 1, core: i + 1, small: true}
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
	if !t.caps && !roleWords[t.s] {
		return role{}
	}
	at := i
	switch {
	case f.unheardSubject(i), f.peopleAt(i) && f.in(i+1, bareCores):
		at++
	case subjects[t.s] && !roleWords[t.s]:
		if at = f.subjectBefore(i); at == 0 {
			return role{}
		}
	}
	core, ok := f.roleCore(at)
	if !ok || at > i && !f.leadsToSubjectCore(at, core) && !f.peopleAt(i) {
		return role{}
	}
	r := role{begin: i, end: core, core: core}
	f.roleSubject(&r)
	return r
}

// unheardSubject reports whether the word at i is what a minister is for, though no ministry
// that the rules know has it: Harbour Minister, EU Ferry Commissioner. A body’s is not:
// MOTIR Minister.
func (f *finder) unheardSubject(i int) bool {
	w := f.t[i].s
	if !f.is(i+1, "Minister") && !(f.is(i+1, "Commissioner") && (f.is(i-1, "EU") || f.is(i-1, "European"))) {
		return false
	}
	return !f.land(i) && !f.t[i].poss && !isAcronym(w) && !ordinary[w] && !subjects[w] && !articles[w] && !headWords[w] && !roleWords[w] && !roleCores[w] && !surnames[w] && f.capital(i+2) &&
		!(f.capital(i-1) && !f.land(i-1) && !f.t[i].first && !f.t[i-1].poss)
}

// subjectBefore passes the subject words of Trade, Industry and Energy
// Minister that begin at i. It returns 0 where the words belong to a body.
func (f *finder) subjectBefore(i int) int {
	if f.is(i-1, "of") || f.is(i-1, "for") || f.is(i-1, "and") && f.in(i-2, subjects) || f.is(i-1, "&") || f.is(i-1, ",") && i > 1 && f.in(i-2, subjects) {
		return 0
	}
	at := i
	for at < len(f.t) && at-i < 8 && !f.t[at].poss {
		switch {
		case f.in(at, roleWords) || f.in(at, roleCores):
			return at
		case f.in(at, subjects) && f.t[at].caps, f.is(at, ","), f.is(at, "and"), f.is(at, "&"):
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
		if f.is(at-1, "Chief") && at > i && f.is(at, "of") && f.is(at+1, "Staff") {
			return at + 2, true
		}
		// Deputy U.S. Trade Representative, Acting KATS President
		if at > i && (f.peopleAt(at) || allCaps(f.word(at)) && f.in(at+1, roleCores)) && (f.in(at+1, subjects) || f.in(at+1, roleCores)) {
			at++
		}
		// Chief Strategy Officer: one or two words of any kind.
		if f.is(at-1, "Chief") && at > i {
			for n := range 3 {
				if f.is(at+n, "Officer") || f.is(at+n, "Negotiator") {
					at += n
					break
				}
			}
		}
		if f.is(at-1, "Executive") && f.is(at-2, "Chief") && at-2 >= i && !f.in(at, roleCores) {
			return at, true
		}
		if n := f.subjectCore(at); n > 0 && at > i { // First Vice | Foreign Minister
			at = n
		}
		if !f.in(at, roleCores) || f.in(at, bareCores) && at == i && !f.is(at+1, "General") && !f.peopleAt(at-1) {
			return end, end > 0
		}
		at++
		if f.is(at, "General") || f.is(at, "Designate") {
			at++
		}
		if f.is(at, "in") && f.is(at+1, "Charge") {
			at += 2
		}
		end = at
		switch {
		case f.t[at-1].poss:
			return end, true
		case f.passTitles(at) > at: // Energy Minister Prince Abdulrahman
			return end, true
		case f.in(at, roleCores): // Chairman Governor
		case (f.is(at, "and") || f.is(at, "&") || f.is(at, "/")) && (f.in(at+1, roleWords) || f.in(at+1, roleCores) || f.subjectCore(at+1) > 0 && !f.is(i-1, "the")):
			at++
		default:
			return end, true
		}
	}
	return end, end > 0
}

// subjectCore returns the core behind one or two subjects at i, 0 where there is
// none.
func (f *finder) subjectCore(i int) int {
	for at := i; at < i+2 && f.in(at, subjects) && f.t[at].caps && !f.t[at].poss; at++ {
		if f.in(at+1, subjectCores) {
			return at + 1
		}
	}
	return 0
}

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
		if !f.is(end, "for") || !f.in(end-1, subjects) {
			return
		}
	}
}

// subjectBehind returns where the words are that stand behind for, of or to at token at;
// begin is 0 where there are none.
func (f *finder) subjectBehind(at int) (begin, end int) {
	if !f.is(at, "for") && !f.is(at, "of") && !f.is(at, "to") || f.t[at-1].poss {
		return 0, 0
	}
	of := !f.is(at, "for")
	if f.is(at, "to") { // Ambassador to Korea, to the Republic of Korea
		if end := f.placeEnd(at + 1); end > at+1 {
			return at + 1, end
		}
	}
	at++
	if f.is(at, "the") {
		at++
	}
	if !f.capital(at) || of && !f.in(at, subjects) {
		return 0, 0 // President of KATS: that is where, not what for
	}
	begin = at
	for at < len(f.t) && at-begin < maxRole {
		seg := at
		for at < len(f.t) && at-begin < maxRole && f.t[at].caps && !f.koreanName(at) && !f.t[at].poss && (at == seg || !f.t[at].first) && f.passTitles(at) == at {
			at++
		}
		if at == seg {
			break
		}
		next, ok := f.listGoesOn(at)
		if !ok {
			break
		}
		at = next
	}
	if of && (f.bodyIn(begin, at) || at-begin > 1 && f.placeAt(at-1)) {
		return 0, 0 // President of Energy Robotics, Chair of Maritime UK
	}
	return begin, at
}

// placeEnd returns the end of the country or city at i, with the article before it; i
// for none.
func (f *finder) placeEnd(i int) int {
	at := i
	if f.is(at, "the") {
		at++
	}
	end := at
	for end < len(f.t) && (f.t[end].place || f.t[end].s == "of" && end > at && f.placeAt(end+1)) {
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
	at := i
	if f.is(at, ",") {
		at++
	}
	and := f.is(at, "and") || f.is(at, "&")
	if and {
		at++
		if f.is(at, "the") {
			at++
		}
	}
	if at == i || !f.capital(at) || f.roleFollows(at) {
		return 0, false
	}
	if and {
		return at, f.subjectAt(at) || f.plurals(i-1, at) || f.endsInSubject(at)
	}
	// A comma alone goes on only if the list has its "and" to come, and then with any word.
	if !f.subjectAt(at) && (isAcronym(f.t[at].s) || f.roles[at].end > 0 || f.koreanName(at) || f.t[at].poss || knownCompanies[f.t[at].s] || camelCase(f.t[at].s)) {
		return 0, false
	}
	for n := at; n < len(f.t) && n < at+8; n++ {
		if f.is(n, "and") || f.is(n, "&") {
			if f.is(n+1, "the") {
				n++
			}
			if end := f.boundedRunEnd(n + 1); f.placeAt(end - 1) {
				return 0, false // the Ministry of Trade, GovTech and Enterprise Singapore
			}
			return at, f.endsInSubject(n+1) || f.subjectAt(n+1) && (f.in(n+1, subjects) || f.subjectAt(at))
		}
		if !f.t[n].caps && !f.is(n, ",") {
			return 0, false
		}
	}
	return 0, false
}

// endsInSubject reports whether the two or three words at i are what a role is for, by the last: Port
// Policy. They are no body's name.
func (f *finder) endsInSubject(i int) bool {
	end := f.boundedRunEnd(i)
	for n := i; n < end && n < i+3; n++ {
		w := f.t[n].s
		if n > i && (subjects[w] || parts[w]) {
			return true
		}
		if isAcronym(w) || knownCompanies[w] || f.land(n) || headWords[w] || companyWords[w] || surnames[w] || f.t[n].poss || f.passTitles(n) > n {
			return false
		}
	}
	return false
}

// parts of a ministry that an official is for.
var parts = set(`Sector Bureau Division Group Branch Department`)

// subjectAt reports whether the word at i may begin what a role is for: a subject, a place,
// or an ordinary word before a subject, as in Clean Growth.
func (f *finder) subjectAt(i int) bool {
	return f.in(i, subjects) || f.placeAt(i) && f.capital(i-1) || f.in(i, ordinary) && f.in(i+1, subjects) || f.is(i, "Net") && f.is(i+1, "Zero")
}

// roleFollows reports whether the subject words at i lead to a role of their
// own: the Ministry of Environment and Trade Minister Yeo.
func (f *finder) roleFollows(i int) bool {
	for n := i; n < len(f.t) && n < i+4 && f.t[n].caps; n++ {
		if f.in(n, subjectCores) {
			return true
		}
	}
	return false
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
