package names

import (
	"cmp"
	"strings"
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
		f.listAt(i)
		if !f.t[i].caps || f.roles[i].end != 0 || f.koreanName(i) {
			if end := f.namedAfter(i); end > 0 {
				f.register(run{i, end}, "")
				i = end
				continue
			}
			f.bodyOfNamed(run{i, i + 2})
			if r := f.roleAt(i); r.end > 0 && (!r.small || f.besideName(i, r)) {
				f.bodiesOfRole(i, r)
				for n := i + 1; n < r.core && (r.small || f.t[n].caps && !isAcronym(f.t[n].s)); n++ { // Chief | Agricultural Negotiator, chief | FTA negotiator
					i = n
				}
			}
			i++
			continue
		}
		r := run{i, f.runEnd(i)}
		f.bodyOfNamed(r)
		i = max(f.judge(r), r.begin+1)
	}
	f.bareAcronyms()
	f.shortForms()
}

// namedAfter returns where a body or a place ends that is named after the bearer of the title
// at token i: King Saud University. It is 0 for none.
func (f *finder) namedAfter(i int) int {
	r := f.roleAt(i)
	if !r.title || !f.in(i, ranks) || r.end >= len(f.t) || !f.t[r.end].caps {
		return 0
	}
	whole := run{i, f.boundedRunEnd(r.end)}
	if joined, ok := f.joinLeft(whole); ok { // King Abdullah Studies | and Research Center
		whole = joined
	}
	if whole = f.tail(whole); whole.end-i > 2 && f.isBody(whole) {
		return whole.end
	}
	return 0
}

// judge decides on a run, and returns where to go on.
func (f *finder) judge(r run) int {
	next := r.end
	r = f.strip(r)
	r, seated := f.seat(r)
	if _, bloc, _ := blocNames().longest(f.t, r.begin); r.end-r.begin > maxRun || r.begin == r.end || bloc == r.end && f.is(bloc, "(") && !f.isBody(r) {
		return next
	}
	r = f.withoutDesk(r)
	if cut := f.beforePerson(r); cut < r.end {
		r.end, next = cut, cut
		if r.end == r.begin {
			return next
		}
	}
	if end := f.wholeName(r); end > 0 && (end >= r.end || !f.isBody(r)) {
		r.end = end
		if r = f.tail(r); r.end > end { // Korea Foundation | for the Promotion of Schools
			end = r.end
		}
		acronym, _ := f.bracket(end)
		f.register(r, cmp.Or(acronym, f.shortened(r)))
		return end
	}
	if whole, ok := f.foreign(r); ok {
		whole.end = f.pass(whole.end, "mbH", "e.V.")
		acronym, _ := f.bracket(whole.end)
		f.register(whole, acronym)
		return whole.end
	}
	if joined, ok := f.joinLeft(r); ok {
		r, next = f.strip(joined), joined.end
	}
	if f.bracketInside(r) {
		return next
	}
	r = f.fields(f.tail(r))
	r.end = f.pass(r.end, "plc")
	if f.is(r.end, ",") && isForm(f.word(r.end+1)) { // Tanabe Industries, Ltd.
		r.end += 2
	}
	f.take(r, seated)
	return max(next, r.end)
}

// take registers a run, if something makes it a name. Seated says that the seat of a company
// stands before it.
func (f *finder) take(r run, seated bool) {
	acronym, after := f.bracket(r.end)
	acronym = cmp.Or(acronym, f.shortened(r))
	switch {
	case f.isBody(r), f.isCompany(r), f.isDirectorate(r), acronym != "" && !f.allPlaces(r) && f.introduced(r, acronym, after):
		f.register(r, acronym)
	case seated && f.plainName(r):
		f.registerCompany(r)
	case f.known(r), f.subsidiary(r), f.owner(r), f.ownsPerson(r), f.apposed(r), f.deals(r), f.listedCompany(r):
	}
}

// withoutDesk takes off what answers for a body or what it holds: DBT | Press Office, Port Committee | Meeting.
func (f *finder) withoutDesk(r run) run {
	switch {
	case r.end-r.begin < 3:
	case desks.has(f.last(r)) && f.isAny(r.end-2, "Press", "Media", "Public"):
		r.end -= 2
	case f.isAny(r.end-1, "Meeting", "Meetings") && headWords.has(f.t[r.end-2].s):
		r.end--
	}
	return r
}

// desks of a body answer the press.
var desks = set(`Newsdesk Office Team Desk Liaison Affairs Relations Enquiries`)

// beforePerson returns where a run ends whose body or country holds the office
// before it, and that goes on with who is in it: President of the Port Commission |
// Jean-Luc Petit, Prime Minister of Japan | Ota Kento.
func (f *finder) beforePerson(r run) int {
	at := r.begin - 1
	if f.is(at, "the") {
		at--
	}
	if !f.isAny(at, "of", "at") || !f.roleEndsAt(at) || f.wholeName(r) == r.end {
		return r.end
	}
	head := r.begin
	if !f.is(at, "at") || !isAcronym(f.t[head].s) { // Vice President at UPS | Axel Lind
		head = f.headIn(r)
	}
	for head+1 < r.end && (headWords.has(f.t[head+1].s) || f.t[head+1].place) {
		head++
	}
	rest := r.end - head - 1
	if rest < 2 || rest > maxName {
		return r.end
	}
	for n := head + 1; n < r.end; n++ {
		if f.saysKind(n) || f.thing(n, n+1) || headWords.has(f.t[n].s) || isAcronym(f.t[n].s) {
			return r.end
		}
	}
	return head + 1
}

// headIn returns the first word of a run that says what it is, or is of a place; else the one before a given name:
// President of UPS International | James Barber.
func (f *finder) headIn(r run) int {
	for n := r.begin + 2; n < r.end; n++ {
		if f.is(n, "Government") {
			return n // Vice Mayor of the Port City Government | Ann Lind
		}
	}
	for n := r.begin; n < r.end; n++ {
		if headWords.has(f.t[n].s) || f.t[n].place {
			return n
		}
	}
	return f.beforeGiven(r) - 1
}

// beforeGiven returns the first token of a run, behind its first, that is a given name; the run’s end where none is.
func (f *finder) beforeGiven(r run) int {
	for n := r.begin + 1; n < r.end; n++ {
		if isGiven(f.t[n].s) {
			return n
		}
	}
	return r.end
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

// strip takes the words off that only stand in front of a name: The, During;
// and whose ministry it is.
func (f *finder) strip(r run) run {
	for r.begin < r.end {
		if !articles.has(f.t[r.begin].s) && !f.ownerOfBody(r) {
			break
		}
		r.begin++
	}
	return r
}

// ownerOfBody reports whether a run begins with the people whose ministry, or whose body that everybody knows, it
// goes on with: the Vietnamese | Trade Ministry, the ROC | Ministry of Economic Affairs.
func (f *finder) ownerOfBody(r run) bool {
	if f.is(r.begin, "U.S.") || !f.land(r.begin) && !f.is(r.begin, "ROC") {
		return false
	}
	next := r.begin + 1
	if f.t[r.begin].place && !f.t[r.begin].people {
		return f.is(next, "Ministry") && r.end > next // the Singapore | Ministry of Trade
	}
	return f.in(next, ministries) || f.is(next, "Federal") && f.in(next+1, ministries) || r.end > next+1 && f.is(r.end-1, "Ministry") && f.in(next, subjects) ||
		f.land(r.begin) && r.end == next+1 && f.in(next, knownBodies)
}

// articles and their like are capitals only because a sentence begins.
var (
	articles   = wordsOf("en/openers")
	ministries = set(`Ministry Department`)
)

// seat takes the words off that say where a company has its seat, and reports whether
// there are any: Ulsan-based | Anglor. AI-based is what something is made of.
func (f *finder) seat(r run) (run, bool) {
	for n := r.begin; n < r.end-1; n++ {
		at := strings.LastIndexByte(f.t[n].s, '-')
		if at < 0 || !seats.has(f.t[n].s[at+1:]) || f.is(n, "State-owned") && (n > r.begin || f.wholeName(r) > 0) {
			continue
		}
		place := f.t[n].s[:at]
		if !f.atlas.places[place] && !strings.HasSuffix(f.t[n].s, "owned") && (isAcronym(place) || ordinary.has(place) || subjects.has(place) || stuffs.has(place) || f.lower[strings.ToLower(place)] || f.t[r.begin].first && f.t[n].s[at+1:] == "based") {
			continue
		}
		return run{n + 1, r.end}, !strings.HasSuffix(f.t[n].s, "led")
	}
	return r, false
}

// stuffs are what other things than companies are based on.
var stuffs = wordsOf("en/stuffs")

// seats are what a place is to a company.
var seats = set(`based headquartered led listed owned`)

// last returns the last word of a run.
func (f *finder) last(r run) string { return f.t[r.end-1].s }

// isDirectorate reports whether a run is a directorate of the European Commission: DG Trade.
func (f *finder) isDirectorate(r run) bool {
	return f.is(r.begin, "DG") && r.end-r.begin > 1 && (f.allSubjects(run{r.begin + 1, r.end}) || r.end-r.begin == 2 && allCaps(f.last(r)))
}

// isBody reports whether a run ends, before "of" or "for" if it has one, in a
// word for an organisation.
func (f *finder) isBody(r run) bool {
	head := f.headAt(r)
	w := f.t[head].s
	if w == "Government" {
		return head > r.begin+1 && head == r.end-1 && f.isAny(head-1, "City", "County", "District", "Metropolitan", "Municipal", "Prefectural", "Provincial", "People")
	}
	if !headWords.has(w) || head < r.end-1 && f.isAny(r.end-1, "Debate", "Meeting", "Conference", "Summit", "Dialogue") || f.t[head].poss && head < r.end-1 || f.isBuilding(r) {
		return false
	}
	if head == r.begin {
		return head < r.end-1 && ofHeads.has(w) && !(w == "Union" && f.is(head+1, "for")) // the Representative of the Union for Trade
	}
	return !f.isKind(r, head) && !f.oneOfMany(r, head) && (head != r.begin+1 || head != r.end-1 || f.isBodyOfTwo(r.begin))
}

// oneOfMany reports whether an article and common words make a run one of many: at a Crisis Management Centre in Tartu.
func (f *finder) oneOfMany(r run, head int) bool {
	if !f.isAny(r.begin-1, "a", "an") || head != r.end-1 || !f.isAny(r.end, "in", "at", "for", "to", "and", ",", ".", ";") {
		return false
	}
	return f.onlyKinds(run{r.begin, head})
}

// onlyKinds reports whether all words of a run say of what kind something is, and none of which country.
func (f *finder) onlyKinds(r run) bool {
	for n := r.begin; n < r.end; n++ {
		if !f.saysKind(n) && !nounEnds(f.t[n].s) || f.land(n) {
			return false
		}
	}
	return true
}

// isKind reports whether the word of a run that says what it is makes a kind of thing with the one before it, and
// no name: a Joint Committee, the National Strategic Industries, a Working Group.
func (f *finder) isKind(r run, head int) bool {
	w, before := f.t[head].s, f.t[head-1].s
	switch {
	case w == "Committee":
		return meetings.has(before) && (head == r.end-1 || f.isAny(head-1, "Joint", "Executive")) || f.is(r.begin, "Joint") && head == r.end-1
	case f.kindByHead(r, head):
		return true
	case w == "Laboratories" && before == "National":
		return f.ofLand(head-2) || !f.capital(head-2)
	case w == "Ministry" || !notBodies.has(before):
		return false
	case before == "Cooperation" && w == "Center" && f.ofLand(r.begin): // the Korea-Mongolia Metals Cooperation Center
		return head == r.begin+1
	}
	return head == r.begin+1 || f.isAny(head, "Center", "Centre", "Group", "Exchange")
}

// kindByHead reports whether words make a kind of thing with the one that they have behind them: Strategic Partners, the
// National Industries, a Customs Union, the Korea-U.S. Alliance.
func (f *finder) kindByHead(r run, head int) bool {
	switch f.t[head].s {
	case "Partners":
		return f.onlyKinds(run{r.begin, head})
	case "Industries":
		return f.is(r.begin, "National")
	case "Union":
		return policies.has(f.t[head-1].s) && !f.ofLand(r.begin)
	case "Alliance":
		return f.pairOfLands(r.begin)
	}
	return false
}

// policies are what a union is that is no body: the Capital Markets Union.
var policies = set(`Markets Customs Banking Energy Monetary Economic Fiscal Security Health Investment Investments Skills Digital Tax`)

// isBuilding reports whether a run is what a company’s building is called: the POSCO Center.
func (f *finder) isBuilding(r run) bool {
	return r.end-r.begin == 2 && knownCompanies.has(f.t[r.begin].s) && f.isAny(r.end-1, "Center", "Centre")
}

// headAt returns the word of a run that says what it is: the last, or the one before "of", "for" or
// "on".
func (f *finder) headAt(r run) int {
	for n := r.begin + 1; n < r.end; n++ {
		if f.isAny(n, "of", "for", "on") {
			if f.is(n-1, "General") && f.isAny(n-2, "Directorate", "Consulate") && n-2 >= r.begin {
				return n - 2
			}
			return n - 1
		}
	}
	return r.end - 1
}

// isBodyOfTwo reports whether the word at i makes a name with the word for an organisation behind
// it. Industry Ministry, European Union, National Service are none: a kind, or a bloc.
func (f *finder) isBodyOfTwo(i int) bool {
	before, w := f.t[i].s, f.t[i+1].s
	switch {
	case f.land(i) && f.isAny(i+1, "Ministry", "Union", "Confederation", "Federation"):
		return false
	case w == "Administration" && !subjects.has(before) && !isAcronym(before): // the Whitfield Administration
		return false
	case w == "Alliance" && companyWords.has(before), w == "Department" && departments.has(before), w == "Commission" && f.counts(i-1):
		return true // the Battery Alliance, the State Department, the 25th Energy Commission
	case ordinary.has(before) && !isAcronym(before) && !(w == "Assembly" && before == "National"):
		return false
	case w == "Committee" && f.capital(i-1) && f.t[i-1].poss:
		return true // the National Assembly’s Trade Committee
	case w == "Ministry", w == "Division":
		return true
	}
	return !subjects.has(before) || isAcronym(before) || wide.has(before)
}

// meetings are what a committee is that meets now and then, between countries or in a
// company, and has no name of its own: Joint Committee.
var meetings = wordsOf("en/meetings")

// departments are called so for short: the Justice Department. A Sales Department has no
// name.
var departments = wordsOf("en/departments")
