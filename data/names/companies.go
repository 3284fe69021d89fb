package names

import "strings"

// This file is about companies that their words show.

// isCompany reports whether a run is a company by its last word, and by a
// first word that is no ordinary one: Rainbow Robotics, not Green Energy.
func (f *finder) isCompany(r run) bool {
	if n := r.end - r.begin; n > 1 && n <= 4 && knownCompanies.has(f.t[r.begin].s) && f.atlas.last[f.last(r)] && !f.t[r.begin].poss {
		return true // Google Cloud Korea
	}
	if r.end-r.begin > 2 && f.placeAt(r.begin) && f.is(r.begin+1, "National") && companyWords.has(f.last(r)) {
		return true // the Korea National Railway
	}
	return f.isFirm(r) || r.end-r.begin > 1 && (f.isAny(r.begin, "PT", "PT.") || f.bankBefore(r) || companyWords.has(f.last(r)) && f.distinctive(r) && !f.allPlaces(r) && !f.thingOfName(r))
}

// thingOfName reports whether a run is a car or a subject behind a name: the Casper Electric, the IEA Critical
// Minerals Summit.
func (f *finder) thingOfName(r run) bool {
	w := f.t[r.begin].s
	return r.end-r.begin == 2 && models.has(w) && f.is(r.begin+1, "Electric") || knownBodies.has(w) && !knownCompanies.has(w) && f.isAny(r.end-1, "Media", "Minerals")
}

// bankBefore reports whether a run is a bank with its name behind the word: Bank Ibercaja.
func (f *finder) bankBefore(r run) bool {
	return f.is(r.begin, "Bank") && r.end-r.begin < 4 && !concepts.has(f.last(r)) && f.saysName(r.begin+1) && !f.lower[strings.ToLower(f.t[r.begin+1].s)]
}

// isFirm reports whether a run is two names that do something: Berg & Maru has said.
func (f *finder) isFirm(r run) bool {
	last := run{r.end - 1, r.end}
	return r.end-r.begin == 3 && f.is(r.begin+1, "&") && f.distinctive(r) && f.plainName(last) && f.distinctive(last) && f.actsAt(r.end)
}

// distinctive reports whether the first word of a run can begin the name of a
// company: no ordinary word, no place, and none that the text writes small.
func (f *finder) distinctive(r run) bool {
	t := &f.t[r.begin]
	w := t.s
	if t.place && r.end-r.begin > 2 && !f.land(r.begin+1) && f.distinctive(run{r.begin + 1, r.end}) {
		return true // Shenzhen Kexin Microsystems
	}
	if f.saysKind(r.begin) {
		return false
	}
	if len(w) > 7 && strings.HasSuffix(w, "ing") || endsInOne(w, "able", "ible") {
		return false // Fostering Startups, Portable Battery
	}
	if f.pairOfLands(r.begin) {
		return false // the US-North Korea summit
	}
	low := strings.ToLower(w)
	return !f.lower[low] && (!strings.Contains(w, "-") || !f.lower[low[strings.IndexByte(low, '-')+1:]])
}

// ofLand reports whether a name that begins at token i is a country’s, or of several: Korea, National, EU-India.
func (f *finder) ofLand(i int) bool { return f.land(i) || wide.has(f.t[i].s) || f.pairOfLands(i) }

// pairOfLands reports whether the word at i is a country and something with a hyphen: Korea-Mongolia.
func (f *finder) pairOfLands(i int) bool {
	before, _, ok := strings.Cut(f.t[i].s, "-")
	return ok && (f.atlas.places[before] || f.atlas.peoples[before])
}

// saysKind reports whether the word at i says of what kind something is, or where.
func (f *finder) saysKind(i int) bool {
	w := f.t[i].s
	return ordinary.has(w) || subjects.has(w) || f.land(i) || companyWords.has(w) && w != "SDI" || strings.HasPrefix(w, "AI-") || strings.HasPrefix(w, "K-") && !isAcronym(w)
}

// peopleOwners are whose a body can be by its name, and whose name a company has.
var peopleOwners = set(`People Women Children Kids Workers Farmers Consumers Veterans NGOs SMEs`)

// isOwner reports whether a body can be called that of what a word with a possessive means: Workers,
// Manufacturers’, Cattlemen’s.
func isOwner(w string) bool {
	return peopleOwners.has(w) || len(w) > 5 && endsInOne(w, "ers", "ors", "men", "ists", "ants", "ents", "ees", "ies")
}

// ownsBody reports whether a name goes on at token i behind a possessive: the Korean Metal Workers’ |
// Union, the People’s | Bank of China. But in the Workers’ New Bank the bank is only theirs.
func (f *finder) ownsBody(i int) bool {
	if !isOwner(f.t[i-1].s) || !f.capital(i) || f.t[i].first || f.is(i, "New") {
		return false
	}
	for n := i; n < i+5 && f.capital(n) && f.roles[n].end == 0; n++ {
		if w := f.t[n].s; headWords.has(w) || companyWords.has(w) && peopleOwners.has(f.t[i-1].s) || f.isAny(n, "Register", "Network", "Home", "Government") {
			return true
		}
	}
	return false
}

// ownsPerson takes a body whose somebody is: Zorba’s Kim Dae-ja, Deere’s Cory Lind.
func (f *finder) ownsPerson(r run) bool {
	if !f.t[r.end-1].poss || !f.plainName(r) || !f.sureRun(r.end) {
		return false
	}
	if w := f.last(r); r.end-r.begin == 1 {
		for id := range f.orgs {
			if strings.HasSuffix(f.orgs[id].Name, " "+w) {
				f.forms.addShort(w, id) // Deere’s, of John Deere
				return true
			}
		}
	}
	f.registerCompany(r)
	return true
}

// sureRun reports whether a person’s name begins at token i that needs no office to tell.
func (f *finder) sureRun(i int) bool {
	return f.koreanName(i) || f.capital(i) && f.personRun(run{i, f.boundedRunEnd(i)})
}

// bodyOfNamed takes the body behind a run that is a person’s name.
func (f *finder) bodyOfNamed(r run) {
	if f.koreanName(r.begin) || r.end <= len(f.t) && f.personRun(r) && !f.t[r.end-1].poss {
		f.bodyOfPerson(r.end)
	}
}

// bodyOfPerson takes the body behind the name that ends before token i: Kim Dae-ja of [Zorba], Kim Dae-ja
// ([Zorba]).
func (f *finder) bodyOfPerson(i int) {
	bracket := f.is(i, "(")
	if !bracket && !f.isAny(i, "of", "from") {
		return
	}
	i = f.pass(i+1, "the")
	if !f.capital(i) || f.roles[i].end != 0 || f.koreanName(i) {
		return
	}
	r := run{i, f.boundedRunEnd(i)}
	if bracket && (!f.is(r.end, ")") || strings.HasPrefix(f.t[i].s, "D-") || strings.HasPrefix(f.t[i].s, "R-")) || f.allPlaces(r) || f.personRun(r) || strings.ContainsAny(f.last(r), "0123456789") {
		return
	}
	f.holderRun(r, false)
}

// owner takes Kia’s Hwaseong plant, Graphene Square’s new factory: the owner of
// a place of work is a company, unless it is a country or a city.
func (f *finder) owner(r run) bool {
	if f.in(r.begin-2, facilities) && f.is(r.begin-1, "of") && f.plainName(r) && !f.t[r.end-1].poss && (r.end-r.begin == 1 && isAcronym(f.last(r)) || f.is(r.end, "in")) {
		f.registerCompany(r) // the battery plant of CALX, the factory of Hanbit in Tartu
		return true
	}
	if !f.t[r.end-1].poss || !f.plainName(r) {
		return false
	}
	for n := r.end; n < len(f.t) && n < r.end+5 && f.t[n].word; n++ {
		if f.in(n, facilities) {
			f.registerCompany(r)
			return true
		}
	}
	return false
}
