package names

import (
	"cmp"
	"strings"
	"sync"
)

// This file is about names that what stands around them gives away.

// bracketInside takes M.AX (Manufacturing AX) Alliance for M.AX Alliance: a
// word for a body alone behind the brackets.
func (f *finder) bracketInside(r run) bool {
	if !f.is(r.end, "(") || f.t[r.end-1].poss {
		return false
	}
	for at := r.end + 1; at < len(f.t) && at <= r.end+6; at++ {
		if f.is(at, ")") {
			if !f.in(at+1, headWords) || f.t[at+1].first || f.capital(at+2) {
				return false
			}
			id := f.registerAs(f.joined(r.begin, r.end)+" "+f.t[at+1].s, "", r.end-r.begin+1)
			f.forms.add(f.t[r.begin:at+2], id)
			return true
		}
		if !f.t[at].word {
			return false
		}
	}
	return false
}

// known takes a run that begins with a company everybody knows: POSCO, SK
// hynix, Hanwha Ocean’s Geoje Shipyard.
func (f *finder) known(r run) bool {
	w := f.t[r.begin].s
	if f.otherThanKnown(r) || f.isBuilding(r) {
		return false
	}
	if _, named := f.byAcr[w]; r.end-r.begin == 1 && !named && f.otherwise[w] {
		return false // the known automatic test system (KATS), the Annual Ministerial Dialogue (AMD)
	}
	if r.end-r.begin == 1 && knownBodies.has(w) {
		id := f.register(r, "")
		if _, ok := f.byAcr[w]; !ok {
			f.byAcr[w] = id
			f.orgs[id].Acronym = cmp.Or(f.orgs[id].Acronym, w)
		}
		return true
	}
	if !knownCompanies.has(w) && camelCase(w) && r.end-r.begin == 1 && (!f.t[r.begin].first || f.is(r.end, "of") && f.land(r.end+1)) {
		f.registerCompany(r)
		return true
	}
	if !knownCompanies.has(w) || regions.has(f.last(r)) || r.end-r.begin > 1 && regions.has(f.t[r.end-2].s) {
		return false // the Lotte Hotel Seoul
	}
	if !f.isModel(r) {
		f.registerCompany(run{r.begin, f.knownEnd(r)})
	}
	return true
}

// otherThanKnown reports whether a run that begins with a company everybody knows is somebody’s name, or a
// sum, or an event of a year: Dr. Kao Kim Hoeurn, PLN 60 billion, ArchXpo 2018.
func (f *finder) otherThanKnown(r run) bool {
	if n := r.end - r.begin; n > 1 && n < 4 && f.roleEndsAt(r.begin) && !f.thing(r.begin+1, r.end) {
		return true // Secretary-General Kao Kim Hourn
	}
	return f.in(r.begin+1, hotels) || f.is(r.begin-1, "by") && f.in(r.begin, hotels) || camelCase(f.t[r.begin].s) && (f.allPlaces(r) || f.counts(r.end) && !knownCompanies.has(f.t[r.begin].s)) || r.begin > 0 && f.roleEndsAt(r.begin) && (f.titleAt(r.begin-1) || r.end-r.begin == 1 && f.in(r.begin-1, ofStates)) || codes.has(f.t[r.begin].s) && f.counts(r.end)
}

// hotels have houses that are called so: the JW Marriott Essex House, the Courtyard by Marriott.
var hotels = set(`Marriott Hilton Hyatt Sheraton Wyndham`)

// knownEnd returns where the name of a company ends whose first word everybody knows: Hanwha
// Ocean | Shipyard, Samsung | Day.
func (f *finder) knownEnd(r run) int {
	end := r.begin + 1
	for end < r.end && !facilities.has(f.t[end].s) && !f.t[end].place && (!concepts.has(f.t[end].s) || f.is(end-1, "&") || end == r.end-1 && subjects.has(f.t[end].s)) {
		end++
	}
	last := f.t[end-1].s
	suppliers := f.t[end-1].poss && isOwner(last) && !companyWords.has(last) // Boeing | Suppliers’ Day
	if !suppliers && (end == r.end && !ordinary.has(last) || end < r.end && (companyWords.has(last) || headWords.has(last))) {
		return end // Hyundai Heavy Industries | Gunsan Shipyard
	}
	// Samsung Day is an event: of a run that ends so, only the first word is the company, with
	// company words behind it.
	end = r.begin + 1
	for end < r.end && (companyWords.has(f.t[end].s) || smallBrands.has(f.t[end].s)) {
		end++
	}
	return end
}

// wholeName returns where the name of a body ends that everybody knows by all its words, 0 for none.
func (f *finder) wholeName(r run) int {
	if _, end, _ := wholeNames().longest(f.t, r.begin); end > 0 {
		for end < r.end && (f.atlas.last[f.t[end].s] || companyWords.has(f.t[end].s)) { // Tata Steel | UK
			end++
		}
		return end
	}
	if r.end-r.begin > 2 && f.is(r.end-1, "Park") && f.is(r.end-2, "Techno") { // Gyeonggi Techno Park
		return r.end
	}
	if end := f.placeEnd(r.begin + 1); f.is(r.begin, "Invest") && end > r.begin+1 && !f.in(end, concepts) { // Invest Northern Ireland, but not the Invest Korea Summit
		return end
	}
	return 0
}

// wholeNames are the bodies whose words do not tell that they are.
var wholeNames = sync.OnceValue(func() *trie {
	var t trie
	for name := range List("en/bodies") {
		t.addText(name, 0)
	}
	return &t
})

// subsidiary takes GM Korea, Amkor Korea: a word that is no ordinary one, and
// a country.
func (f *finder) subsidiary(r run) bool {
	if r.end-r.begin == 2 && (f.in(r.begin, directions) || isGiven(f.t[r.begin].s) || f.t[r.begin].first && strings.HasSuffix(f.t[r.begin].s, "ed")) || f.quoted(r.begin, r.end) {
		return false // the Minister for Northern Australia, Neil Holland; the “Stargate UAE” project
	}
	if r.end-r.begin < 2 || r.end-r.begin > 3 || f.allPlaces(r) || !f.atlas.last[f.last(r)] || !f.distinctive(r) || f.t[r.begin].first && r.end-r.begin == 2 && f.lower[strings.ToLower(f.t[r.begin].s)] {
		return false
	}
	f.registerCompany(r)
	return true
}

// nounEnds reports whether a word ends as nouns for what is done or is do: Significance, Cooperation.
func nounEnds(w string) bool {
	return endsInOne(w, "ance", "ence", "ency", "ancy", "tion", "sion", "ment", "ness", "ship", "ity")
}

// apposed takes Anam Industrial, Korea’s first company; Graphene Square is the
// world’s first company: a word for a body behind it, before anything happens.
func (f *finder) apposed(r run) bool {
	if !f.plainName(r) || f.t[r.end-1].poss {
		return false
	}
	// the startup Neubility, chipmaker Hanmi
	if f.in(r.begin-1, bodyNouns) && !strings.HasSuffix(f.t[r.begin-1].s, "s") {
		f.registerCompany(r)
		return true
	}
	at := r.end
	switch {
	case f.is(at, ",") && !f.is(r.begin-1, "in"): // the plant in Windsor, a joint venture
		at++
		if !f.isAny(at, "a", "an", "one", "the") && !(at < len(f.t) && f.t[at].poss) {
			return false
		}
	case f.is(at, "is"), f.is(at, "was"):
		at++
	default:
		return false
	}
	begin := at
	for ; at < len(f.t) && at < begin+8 && f.t[at].word; at++ {
		if f.in(at, stops) || f.roles[at].end > 0 { // Ann Lind, the CEO of the maker
			return false
		}
		// “Gwangju, the company” is no apposition.
		if f.in(at, bodyNouns) && (at > begin+1 || f.isAny(begin, "a", "an")) && !strings.HasSuffix(f.t[at].s, "s") {
			f.registerCompany(r)
			return true
		}
	}
	return false
}

// stops end an apposition before it has said what it is.
var stops = set(`where which who whose that will would and to for in on at with by has have had from as`)

// plainName reports whether a run can be a company's name by itself.
func (f *finder) plainName(r run) bool {
	if r.end-r.begin < 1 || r.end-r.begin > 4 {
		return false
	}
	for n := r.begin; n < r.end; n++ {
		w := f.t[n].s
		if f.t[n].place || f.t[n].people || concepts.has(w) || facilities.has(w) {
			return false
		}
	}
	w := f.t[r.begin].s
	if ordinary.has(w) || subjects.has(w) {
		return false
	}
	// A word that the text also writes small is an ordinary one, if it is alone.
	return r.end-r.begin > 1 || !f.lower[strings.ToLower(w)]
}

// bodiesOfRole takes the body in which a role is held: [KoreaBIO] Chairman Ko
// Han-sung; Kevin Engel, COO of [Amkor Technology].
func (f *finder) bodiesOfRole(i int, r role) {
	f.bodyBeforeRole(i, r)
	at := f.bodyBehind(r)
	if at == 0 || !f.capital(at) || f.roles[at].end != 0 || f.koreanName(at) {
		return
	}
	body := run{at, f.boundedRunEnd(at)}
	body.end = f.beforePerson(body)
	if _, longer := f.joinLeft(body); longer {
		return // the Food | and Drug Administration
	}
	f.holderRun(body, f.in(r.core-1, ofStates))
}

// bodyBeforeRole takes the body before a role that begins at token i: [KoreaBIO] Chairman Ko
// Han-sung.
func (f *finder) bodyBeforeRole(i int, r role) {
	before := f.runBefore(i)
	for before.begin < before.end && f.in(before.begin, roleWords) {
		before.begin++ // Outgoing | Zorba President
	}
	if before.end == before.begin {
		return
	}
	if w := f.t[before.begin].s; knownBodies.has(w) && before.end-before.begin > 1 && f.allPlaces(run{before.begin + 1, before.end}) && !f.land(before.begin) {
		before.end = before.begin + 1 // KOTRA | Warsaw Director
		f.known(before)
		return
	}
	caps := allCaps(f.t[before.begin].s)
	// Institute of Industrial Technology President is not of a Technology.
	tail := f.is(before.begin-1, "of") || f.is(before.begin-1, "and") && f.in(before.begin-2, subjects) && !caps
	if !tail && (f.nameStarts(r.core) || f.nameBefore(before.begin)) {
		f.holderRun(before, f.in(r.core-1, ofStates) && f.t[r.begin-1].poss || f.isAny(r.core-1, "Governor", "Vice-Governor", "Mayor", "Premier") && !caps)
	}
}

// besideName reports whether an office in small words at token i is beside the name of who has it: Zorba
// founder Kim Dae-ja; Ann Lind, founder of Zorba.
func (f *finder) besideName(i int, r role) bool {
	before := i
	if f.is(i-1, ",") && f.is(i-2, ")") && f.is(i-4, "(") {
		before = i - 3 // Kim Dae-ja (R), | chairman
	}
	if f.is(i-1, ",") && (f.koreanName(before-3) || f.nameBefore(i)) {
		return true
	}
	return f.koreanName(r.end) || f.capital(r.end) && f.capital(r.end+1) && f.nameAt(r.end) > r.end+1
}

// bodyBehind returns where the words begin behind the of or at of a role, 0 where it has none.
func (f *finder) bodyBehind(r role) int {
	at := r.core
	if r.subject > 0 {
		at = r.end
	}
	if !f.isAny(at, "of", "at") {
		return 0
	}
	return f.pass(at+1, "the")
}

// ofStates are offices that are held in states and cities.
var ofStates = set(`Minister Minister-President Premier Chancellor Governor Vice-Governor Mayor King Queen Prince Princess Emir Sultan
	Ambassador Consul Senator Congressman Congresswoman Taoiseach`)

// nameStarts reports whether a person's name seems to begin at token i.
func (f *finder) nameStarts(i int) bool {
	return f.capital(i) && (f.koreanName(i) || !ordinary.has(f.t[i].s) && !f.t[i].place || f.alsoMonth(i))
}

// nameBefore reports whether a person’s name and a comma seem to end before token i: Sanjay
// Mehra, | Hanbit President and CEO.
func (f *finder) nameBefore(i int) bool {
	if !f.is(i-1, ",") || !f.capital(i-2) || f.t[i-2].poss {
		return false
	}
	begin := i - 2
	for begin > 0 && begin > i-5 && f.capital(begin-1) && f.roles[begin-1].end == 0 && !f.t[begin].first {
		begin--
	}
	return i-1-begin >= 2
}

// runBefore returns the run of capitals that ends before token i.
func (f *finder) runBefore(i int) run {
	begin := i
	for begin > 0 && !f.t[i].first && i-begin <= maxRun && f.t[begin-1].caps && (!f.t[begin-1].poss || begin == i || f.ownsBody(begin)) && f.roles[begin-1].end == 0 && !styles.has(f.t[begin-1].s) {
		begin--
		if f.t[begin].first {
			break
		}
	}
	return run{begin, i}
}

// holderRun registers the run in which a role is held, unless it is a country,
// a city, a people, or part of a longer name. Of a state says that only a word for a body makes
// it one: the Mayor of Tartu, but the Governor of the Bank of Tartu.
func (f *finder) holderRun(r run, ofState bool) {
	r = f.strip(r)
	if r.end == r.begin || r.end-r.begin > 5 || f.t[r.begin].first && strings.HasSuffix(f.last(r), "ed") || f.koreanName(r.begin) || f.personRun(r) || f.personRun(run{r.begin + 1, r.end}) {
		return
	}
	if f.is(r.begin-1, "&") || r.end-r.begin == 1 && len(f.last(r)) < 2 || !f.canHold(r) || ofState && !f.isBody(r) || f.isBody(r) || f.isCompany(r) {
		return
	}
	w := f.t[r.begin].s
	if r.end-r.begin > 1 || !allCaps(w) || knownCompanies.has(w) {
		f.registerCompany(r)
	} else if _, ok := f.byAcr[w]; !ok {
		f.pending = append(f.pending, r)
	}
}

// canHold reports whether a run may be a name: no facility, region or people, nor only words for
// places and subjects.
func (f *finder) canHold(r run) bool {
	switch last := f.last(r); {
	case headWords.has(last) && r.end-r.begin == 2 && f.land(r.begin): // the Swiss Confederation
		return false
	case concepts.has(last) && last != "Forum" && !(r.end-r.begin == 2 && f.distinctive(r)), r.end-r.begin == 1 && (headWords.has(last) || headed.has(last)), // the Council
		last == "Service" && r.end-r.begin == 2 && f.is(r.begin, "Civil"):
		return false
	}
	named := false
	for n := r.begin; n < r.end; n++ {
		if f.in(n, facilities) || f.in(n, regions) {
			return false
		}
		named = named || f.saysName(n)
	}
	if named {
		return true
	}
	return r.end-r.begin == 2 && f.placeAt(r.begin+1) && !f.land(r.begin) && f.is(r.begin-1, "of") // Chair of Maritime UK
}

// saysName reports whether the word at i is one that only names have.
func (f *finder) saysName(i int) bool {
	w := f.t[i].s
	return !f.land(i) && !wide.has(w) && !ordinary.has(w) && !subjects.has(w)
}
