package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// organisation is an Organisation in the making.
type organisation struct {
	Organisation
	words   int // of the name
	company bool
}

// run is a stretch of tokens that may be a name.
type run struct{ begin, end int }

// maxRun bounds the words of a name. A longer run of capitals is a headline.
const maxRun = 12

// findOrganisations walks over the runs of capitals and asks each, in order,
// what makes it a name: its words, the brackets behind it, what is around it.
func (f *finder) findOrganisations() {
	for i := 0; i < len(f.t); {
		switch {
		case listWords[f.t[i].s] && f.listsCompanies(i), f.plural(i) && !f.t[i].caps && f.capital(i+1): // chipmakers A and B
			f.companiesListed(i + 1)
		case f.is(i, "other") && f.plural(i+1):
			f.companiesSummed(i)
		}
		if !f.t[i].caps || f.roles[i].end != 0 || f.koreanName(i) {
			if r := f.roleAt(i); r.end > 0 && !r.small {
				f.bodiesOfRole(i, r)
			}
			i++
			continue
		}
		r := run{i, f.runEnd(i)}
		i = max(f.judge(r), r.begin+1)
	}
	f.bareAcronyms()
	f.shortForms()
}

// runEnd returns the end of the run of capitals at i: words joined by nothing
// or by &, up to a role, a name of a person, a possessive or a new sentence.
func (f *finder) runEnd(i int) int {
	at := i
	for at < len(f.t) {
		t := &f.t[at]
		switch {
		case at > i && (t.first || f.roles[at].end != 0 && t.caps || f.koreanName(at)):
			return at
		case at > i && t.s == "The" && f.capital(at+1): // a sentence behind a heading: Next Steps The Korea …
			return at
		case t.caps:
			at++
			if t.poss {
				return at
			}
		case at > i && t.s == "&" && f.capital(at+1) && f.roles[at+1].end == 0:
			at++
		case at > i && smallBrands[t.s] && allCaps(f.t[at-1].s):
			at++
		default:
			return at
		}
	}
	return at
}

// judge decides on a run, and returns where to go on.
func (f *finder) judge(r run) int {
	next := r.end
	r = f.strip(r)
	r, seated := f.seat(r)
	if r.end-r.begin > maxRun || r.begin == r.end {
		return next
	}
	if cut := f.beforePerson(r); cut < r.end {
		r.end, next = cut, cut
		if r.end == r.begin {
			return next
		}
	}
	if whole, ok := f.foreign(r); ok {
		if f.is(whole.end, "mbH") || f.is(whole.end, "e.V.") {
			whole.end++
		}
		acronym, _ := f.bracket(whole.end)
		f.register(whole, acronym)
		return whole.end
	}
	if joined, ok := f.joinLeft(r); ok {
		r, next = joined, joined.end
	}
	if f.bracketInside(r) {
		return next
	}
	r = f.tail(r)
	if f.is(r.end, ",") && f.in(r.end+1, companySigns) { // Tanabe Industries, Ltd.
		r.end += 2
	}
	if f.in(r.begin-1, peopleOwners) && f.t[r.begin-1].poss { // People’s Bank of China
		r.begin--
	}
	next = max(next, r.end)
	acronym, after := f.bracket(r.end)
	switch {
	case f.partOfLaw(r):
	case f.isBody(r), f.isCompany(r), acronym != "" && f.introduced(r, acronym, after):
		f.register(r, acronym)
	case seated && f.plainName(r):
		f.registerCompany(r)
	case f.known(r, acronym), f.subsidiary(r), f.owner(r), f.apposed(r):
	}
	return next
}

// beforePerson returns where a run ends whose body or country holds the office
// before it, and that goes on with who is in it: President of the Port Commission |
// Jean-Luc Petit, Prime Minister of Japan | Ota Kento.
func (f *finder) beforePerson(r run) int {
	at := r.begin - 1
	if f.is(at, "the") {
		at--
	}
	if !f.is(at, "of") || !f.roleEndsAt(at) {
		return r.end
	}
	head := r.begin
	for head < r.end && !headWords[f.t[head].s] && !f.t[head].place {
		head++
	}
	for head+1 < r.end && (headWords[f.t[head+1].s] || f.t[head+1].place) {
		head++
	}
	rest := r.end - head - 1
	if rest < 2 || rest > maxName {
		return r.end
	}
	for _, t := range f.t[head+1 : r.end] {
		if ordinary[t.s] || subjects[t.s] || companyWords[t.s] || isAcronym(t.s) || t.people {
			return r.end
		}
	}
	return head + 1
}

// allPlaces reports whether a run is a country, a city or a people.
func (f *finder) allPlaces(r run) bool {
	for _, t := range f.t[r.begin:r.end] {
		if !t.place && !t.people {
			return false
		}
	}
	return true
}

// roleEndsAt reports whether a role ends before token i.
func (f *finder) roleEndsAt(i int) bool {
	for n := i - 1; n >= 0 && n >= i-maxRole; n-- {
		if f.roles[n].end == i {
			return true
		}
	}
	return false
}

// peopleOwners are whose a body can be by its name.
var peopleOwners = set(`People Women Children Workers Farmers Consumers Veterans`)

// partOfLaw reports whether a run goes on a longer name that is no body's: the
// Act on the Promotion of [Offshore Wind Power].
func (f *finder) partOfLaw(r run) bool {
	at := r.begin - 1
	if f.is(at, "the") {
		at--
	}
	if !f.is(at, "of") && !f.is(at, "on") || !f.capital(at-1) || f.roles[at-1].end > 0 || headWords[f.t[at-1].s] {
		return false
	}
	w := f.t[at-1].s
	return concepts[w] || subjects[w] || ordinary[w]
}

// strip takes the words off that only stand in front of a name: The, During;
// and whose ministry it is.
func (f *finder) strip(r run) run {
	for r.begin < r.end {
		w := f.t[r.begin].s
		if articles[w] && r.end-r.begin > 0 || f.t[r.begin].people && w != "U.S." && f.in(r.begin+1, ministries) {
			r.begin++
			continue
		}
		break
	}
	return r
}

// articles and their like are capitals only because a sentence begins.
var (
	articles = set(`The A An In At On Under During With By For From While As After
		Before Following Through To Meanwhile However Beyond Both Among Also This
		These It Its We Our And But When Where Since Until Like Of That Led`)
	ministries = set(`Ministry Department`)
)

// seat takes the words off that say where a company has its seat, and reports whether
// there are any: Ulsan-based | Anglor. AI-based is what something is made of.
func (f *finder) seat(r run) (run, bool) {
	for n := r.begin; n < r.end-1; n++ {
		at := strings.LastIndexByte(f.t[n].s, '-')
		if at < 0 || !seats[f.t[n].s[at+1:]] {
			continue
		}
		place := f.t[n].s[:at]
		if !f.atlas.places[place] && (isAcronym(place) || ordinary[place] || subjects[place] || stuffs[place] || f.lower[strings.ToLower(place)] || f.t[r.begin].first && f.t[n].s[at+1:] == "based") {
			continue
		}
		return run{n + 1, r.end}, true
	}
	return r, false
}

// stuffs are what other things than companies are based on.
var stuffs = set(`Rules Market Values Evidence Cloud Community Silicon Platform Consensus Paper Plant Web Internet Blockchain
	Lithium Home Space Sea Ground Knowledge Performance Risk Needs Rights Place Steel Grain Cost Asset Faith Broad`)

// seats are what a place is to a company.
var seats = set(`based headquartered listed`)

// last returns the last word of a run.
func (f *finder) last(r run) string { return f.t[r.end-1].s }

// isBody reports whether a run ends, before "of" or "for" if it has one, in a
// word for an organisation.
func (f *finder) isBody(r run) bool {
	head := r.end - 1
	for n := r.begin; n < r.end; n++ {
		if (f.is(n, "of") || f.is(n, "for") || f.is(n, "on")) && n > r.begin {
			head = n - 1
			break
		}
	}
	w := f.t[head].s
	if !headWords[w] || f.t[head].poss && head < r.end-1 {
		return false
	}
	if head == r.begin {
		return head < r.end-1 && ofHeads[w]
	}
	if w == "Committee" && meetings[f.t[head-1].s] {
		return false
	}
	if notBodies[f.t[head-1].s] && w != "Ministry" && w != "Committee" && (head-r.begin == 1 || w == "Center" || w == "Group" || w == "Exchange") {
		return false
	}
	if head == r.begin+1 && head == r.end-1 {
		// Industry Ministry, European Union, National Service: a kind, or a bloc.
		before := f.t[r.begin].s
		if f.land(r.begin) && (w == "Ministry" || w == "Union") || ordinary[before] && !isAcronym(before) && !(w == "Assembly" && before == "National") {
			return false
		}
		if w == "Committee" && f.capital(r.begin-1) && f.t[r.begin-1].poss {
			return true // the National Assembly’s Trade Committee
		}
		if subjects[before] && !isAcronym(before) && !wide[before] && w != "Ministry" && !(w == "Department" && departments[before]) {
			return false
		}
	}
	return true
}

// meetings are what a committee is that meets now and then, between countries or in a
// company, and has no name of its own: Joint Committee.
var meetings = set(`Joint Technical Steering Organizing Organising Working Executive Standing Preparatory Selection
	Drafting Subsidiary Coordination Ministerial Mixed Special Select Expert`)

// departments are called so for short: the Justice Department. A Sales Department has no
// name.
var departments = set(`State Justice Treasury Commerce Energy Defense Labor Interior Education Transportation Agriculture War
	Homeland Health`)

// isCompany reports whether a run is a company by its last word, and by a
// first word that is no ordinary one: Rainbow Robotics, not Green Energy.
func (f *finder) isCompany(r run) bool {
	if n := r.end - r.begin; n > 1 && n <= 4 && knownCompanies[f.t[r.begin].s] && f.atlas.last[f.last(r)] && !f.t[r.begin].poss {
		return true // Google Cloud Korea
	}
	return r.end-r.begin > 1 && (companyWords[f.last(r)] || f.subsidiaryAt(r)) && f.distinctive(r)
}

func (f *finder) subsidiaryAt(r run) bool {
	return r.end-r.begin > 2 && f.atlas.last[f.last(r)] && companyWords[f.t[r.end-2].s]
}

// distinctive reports whether the first word of a run can begin the name of a
// company: no ordinary word, no place, and none that the text writes small.
func (f *finder) distinctive(r run) bool {
	t := &f.t[r.begin]
	w := t.s
	if ordinary[w] || subjects[w] || t.place || t.people || companyWords[w] && w != "SDI" || strings.HasPrefix(w, "AI-") || strings.HasPrefix(w, "K-") && !isAcronym(w) {
		return false
	}
	if knownCompanies[w] {
		return true
	}
	low := strings.ToLower(w)
	return !f.lower[low] && (!strings.Contains(w, "-") || !f.lower[low[strings.IndexByte(low, '-')+1:]])
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
	the := f.is(r.begin-1, "the") || f.is(r.begin-1, "The")
	if the && (r.end-r.begin > 1 || f.last(b) == "Committee") || (f.land(r.begin) || wide[f.t[r.begin].s]) && f.allSubjects(run{r.begin + 1, r.end}) && f.allSubjects(run{b.begin, b.end - 1}) {
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

// spells reports whether the letters of an acronym are the beginnings of the
// words of a name, in their order; a small word may be passed over, and so may
// any other, but never the first.
func (f *finder) spells(acronym string, r run) bool {
	letters := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return c
		}
		return -1
	}, acronym)
	for n := r.begin; n < r.end && letters != ""; n++ {
		for part := range strings.FieldsFuncSeq(f.t[n].s, func(c rune) bool { return c == '-' || c == '&' }) {
			if rest, ok := strings.CutPrefix(letters, part); ok && allCaps(part) { // UKPF has both letters of UK
				letters = rest
				continue
			}
			if size := spelledBy(letters, part); size > 0 {
				letters = letters[size:]
			} else if n == r.begin {
				return false
			}
		}
	}
	return letters == ""
}

// spelledBy returns how many bytes of the letters the beginning of a word spells: the
// first, and the small ones behind it, as Can of NRCan.
func spelledBy(letters, word string) int {
	size := 0
	for i, c := range letters {
		w, n := utf8.DecodeRuneInString(word)
		if i > 0 && !unicode.IsLower(c) {
			break
		}
		if n == 0 || unicode.ToLower(w) != unicode.ToLower(c) {
			return 0
		}
		word = word[n:]
		size = i + utf8.RuneLen(c)
	}
	return size
}

func firstLetter(w string) rune {
	r, _ := utf8.DecodeRuneInString(w)
	return r
}

// bracket reads the acronym in the brackets at token i, and returns the token
// behind it: (KATS, (ETS), (EDU II).
func (f *finder) bracket(i int) (acronym string, after int) {
	if f.is(i, "(") && f.is(i+2, ",") && f.roleAt(i+3).end > 0 && f.t[i+1].word && f.roleAt(i+1).end == 0 {
		return f.t[i+1].s, i + 2 // (aT, President Hong Moon-pyo
	}
	if !f.is(i, "(") || i+2 >= len(f.t) || !isAcronym(f.t[i+1].s) && !strings.HasPrefix(f.t[i+1].s, "K-") {
		return "", i
	}
	end := i + 2
	if f.capital(end) && len(f.t[end].s) <= 3 && allCaps(f.t[end].s) {
		end++
	}
	if !f.is(end, ")") && !f.is(end, ",") && !f.is(end, ";") {
		return "", i
	}
	return f.joined(i+1, end), end
}

// introduced reports whether a run with an acronym behind it is a body, where
// its last word does not tell: because somebody presides over it, because it
// is the body of a country, or because it does what only bodies do. The
// Emissions Trading System (ETS) has an acronym as well.
func (f *finder) introduced(r run, acronym string, after int) bool {
	if f.is(after, ",") && f.roleAt(after+1).end > 0 {
		return true
	}
	last := f.last(r)
	if r.end-r.begin < 2 || concepts[last] || concepts[strings.TrimSuffix(last, "s")] {
		return false
	}
	if last == "International" || (wide[f.t[r.begin].s] || f.atlas.last[last]) && f.spells(acronym, r) {
		return true
	}
	if f.spells(acronym, r) && f.saidToBeBody(after) {
		return true
	}
	if f.is(after, ")") && f.in(after+1, actions) {
		return true
	}
	if !f.spells(acronym, r) {
		return false
	}
	return f.signedWith(r, after)
}

// saidToBeBody reports whether what stands behind the brackets at token i says that
// the name is a body’s: (UKPF), the government’s export credit agency.
func (f *finder) saidToBeBody(i int) bool {
	if !f.is(i, ")") || !f.is(i+1, ",") || !f.is(i+2, "the") && !f.is(i+2, "a") && !f.is(i+2, "an") {
		return false
	}
	for n := i + 3; n < i+9 && n < len(f.t) && f.t[n].word; n++ {
		if bodyNouns[f.t[n].s] || appositions[f.t[n].s] {
			return true
		}
	}
	return false
}

// appositions say of a name in a sentence that it is a body’s.
var appositions = set(`agency authority bank body bureau council fund institution ministry regulator`)

// signedWith reports whether something is signed by or with the run: one signs
// with bodies.
func (f *finder) signedWith(r run, after int) bool {
	if !f.is(r.begin-1, "with") && !f.is(r.begin-1, "and") {
		return false
	}
	for n := r.begin - 1; n >= 0 && n > r.begin-14 && !f.is(n, "."); n-- {
		if f.is(n, "signed") || f.is(n, "agreement") || f.is(n, "contract") || f.is(n, "MOU") {
			return true
		}
	}
	return f.is(after, ")") && f.is(after+1, "signed")
}
