package names

import "strings"

// This file is about companies that their words show.

// isCompany reports whether a run is a company by its last word, and by a
// first word that is no ordinary one: Rainbow Robotics, not Green Energy.
func (f *finder) isCompany(r run) bool {
	if n := r.end - r.begin; n > 1 && n <= 4 && knownCompanies[f.t[r.begin].s] && f.atlas.last[f.last(r)] && !f.t[r.begin].poss {
		return true // Google Cloud Korea
	}
	if r.end-r.begin > 2 && f.placeAt(r.begin) && f.is(r.begin+1, "National") && companyWords[f.last(r)] {
		return true // the Korea National Railway
	}
	return r.end-r.begin > 1 && companyWords[f.last(r)] && f.distinctive(r)
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
	if knownCompanies[w] {
		return true
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
func (f *finder) ofLand(i int) bool { return f.land(i) || wide[f.t[i].s] || f.pairOfLands(i) }

// pairOfLands reports whether the word at i is a country and something with a hyphen: Korea-Mongolia.
func (f *finder) pairOfLands(i int) bool {
	before, _, ok := strings.Cut(f.t[i].s, "-")
	return ok && (f.atlas.places[before] || f.atlas.peoples[before])
}

// saysKind reports whether the word at i says of what kind something is, or where.
func (f *finder) saysKind(i int) bool {
	w := f.t[i].s
	return ordinary[w] || subjects[w] || f.land(i) || companyWords[w] && w != "SDI" || strings.HasPrefix(w, "AI-") || strings.HasPrefix(w, "K-") && !isAcronym(w)
}
