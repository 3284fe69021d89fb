package names

import "strings"

// role is an office or a title as a text writes it, in front of a name or
// behind it.
type role struct {
	end     int // the token after it; 0 for no role
	core    int // the token after its last core word, before "for Trade"
	subject int // where the words after "for" or "of" begin; 0 for none
	small   bool
}

// roleCores are what a role is; roleWords may stand before one.
var (
	roleCores = set(`Minister Vice-Minister President Vice-President Chairman
		Chairwoman Chairperson Chair Co-chair Commissioner Director
		Director-General Secretary Secretary-General Undersecretary Ambassador
		CEO COO CFO CTO CSO CIO EVP SVP Governor Mayor Professor Dean
		Administrator Representative Officer Premier Chancellor Envoy Head
		Manager Speaker Advisor Adviser Founder Co-founder Delegate Counsellor
		Prof. Dr. Dr Mr. Mr Ms. Ms Mrs. Mrs Prince King Queen Negotiator
		Ombudsman Lawmaker Spokesperson Spokesman Spokeswoman Senator Congressman
		Congresswoman Rector Provost`)
	smallCores = set(`minister president chairman chairwoman chairperson chair
		director governor mayor professor head lawmaker founder secretary
		ambassador representative commissioner`)
	roleWords = set(`Prime Vice Deputy First Second Third 1st 2nd Senior
		Executive Managing Chief Acting Assistant Associate Under Honorary
		Special Coordinating State Principal Former Co-Chief Presidential Deputy
		Standing General Lead`)
	// A subject may stand before these: Trade Minister, Commerce Secretary.
	subjectCores = set(`Minister Vice-Minister Secretary Undersecretary Commissioner Representative Ambassador Envoy`)
	// titles give way to an office: Dr. Akhmetov, Vice President of KazPortGas.
	titles = set(`Prof. Dr. Dr Mr. Mr Ms. Ms Mrs. Mrs Sir`)
	// mere titles are no role.
	mere = set(`Mr. Mr Ms. Ms Mrs. Mrs`)
)

// maxRole bounds the tokens of a role, so that no text costs more than a
// bounded look at each place.
const maxRole = 16

// parseRole returns the role that begins at token i, if one does.
func (f *finder) parseRole(i int) role {
	t := &f.t[i]
	if !t.caps {
		if smallCores[t.s] {
			return role{end: i + 1, core: i + 1, small: true}
		}
		if !roleWords[t.s] {
			return role{}
		}
	}
	at := i
	if subjects[t.s] && !roleWords[t.s] {
		at = f.subjectBefore(i)
		if at == 0 {
			return role{}
		}
	}
	core, ok := f.roleCore(at)
	if !ok {
		return role{}
	}
	if at > i && !f.leadsToSubjectCore(at, core) {
		return role{}
	}
	r := role{end: core, core: core}
	f.roleSubject(&r)
	return r
}

// subjectBefore passes the subject words of Trade, Industry and Energy
// Minister that begin at i. It returns 0 where the words belong to a body.
func (f *finder) subjectBefore(i int) int {
	if f.is(i-1, "of") || f.is(i-1, "for") || f.is(i-1, "and") || f.is(i-1, "&") || f.is(i-1, ",") && i > 1 && f.in(i-2, subjects) {
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
		if !f.in(at, roleCores) {
			return end, end > 0
		}
		at++
		if f.is(at, "General") || f.is(at, "Designate") {
			at++
		}
		end = at
		switch {
		case f.t[at-1].poss:
			return end, true
		case f.in(at, roleCores): // Dr. Professor
		case (f.is(at, "and") || f.is(at, "&")) && (f.in(at+1, roleWords) || f.in(at+1, roleCores)):
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

// roleSubject passes what the role is for: for Trade and Investment, of
// Economy and Finance, to Korea. A name may follow at once; see [finder.nameIn].
func (f *finder) roleSubject(r *role) {
	at := r.end
	if !f.is(at, "for") && !f.is(at, "of") && !f.is(at, "to") || f.t[at-1].poss {
		return
	}
	of := !f.is(at, "for")
	if f.is(at, "to") { // Ambassador to Korea, to the Republic of Korea
		if end := f.placeEnd(at + 1); end > at+1 {
			r.subject, r.end = at+1, end
			return
		}
	}
	if of && f.is(at+1, "State") && f.is(at+2, "for") { // Secretary of State for Trade
		at += 2
		of = false
	}
	at++
	if f.is(at, "the") {
		at++
	}
	if !f.capital(at) || of && !f.in(at, subjects) {
		return // President of KATS: that is where, not what for
	}
	begin := at
	for at < len(f.t) && at-begin < maxRole {
		seg := at
		for at < len(f.t) && at-begin < maxRole && f.t[at].caps && !f.koreanName(at) && !f.t[at].poss && (at == seg || !f.t[at].first) {
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
	if of && f.bodyIn(begin, at) {
		return // President of Energy Robotics
	}
	r.subject, r.end = begin, at
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
	if at == i || !f.capital(at) || !f.in(at, subjects) || f.roleFollows(at) {
		return 0, false
	}
	if and {
		return at, true
	}
	// A comma alone goes on only if the list has its "and" to come.
	for n := at; n < len(f.t) && n < at+8; n++ {
		if f.is(n, "and") || f.is(n, "&") {
			return at, f.in(n+1, subjects) || f.is(n+1, "the") && f.in(n+2, subjects)
		}
		if !f.t[n].caps && !f.is(n, ",") {
			return 0, false
		}
	}
	return 0, false
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

// roleText returns a role as it is written, up to token end.
func (f *finder) roleText(i, end int) string {
	if end == i+1 && f.in(i, mere) {
		return ""
	}
	return f.joined(i, end)
}

// sameRole reports how well the role of a later mention fits a person's:
// Director General is Director General for Industrial Policy, Minister is
// Trade Minister. 0 is not at all.
func sameRole(later, full string) int {
	switch {
	case later == "" || full == "":
		return 1
	case later == full:
		return 4
	case strings.HasPrefix(full, later+" "):
		return 3
	}
	core, _, _ := strings.Cut(full, " for ")
	core, _, _ = strings.Cut(core, " of ")
	later = withoutSubject(later)
	for part := range strings.SplitSeq(core, " and ") {
		if part == later {
			return 3
		}
		// A Vice Minister is not the Minister.
		if rest, ok := strings.CutSuffix(part, " "+later); ok && !demoting(rest) {
			return 2
		}
	}
	return 0
}

// withoutSubject returns Trade Minister as Minister.
func withoutSubject(role string) string {
	for {
		word, rest, ok := strings.Cut(role, " ")
		if !ok || !subjects[strings.TrimSuffix(word, ",")] && word != "and" || roleWords[word] {
			return role
		}
		role = rest
	}
}

// demoting reports whether a role that begins so is another than without.
func demoting(before string) bool {
	last := before[strings.LastIndexByte(before, ' ')+1:]
	switch last {
	case "Vice", "Deputy", "Under", "Assistant", "Associate", "Former", "Acting", "Prime":
		return true
	}
	return false
}
