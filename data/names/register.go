package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data/text"
)

// This file keeps the organisations found, and finds where they are mentioned.

// register notes an organisation with its acronym, and returns its number.
func (f *finder) register(r run, acronym string) int {
	id := f.registerAs(f.joined(r.begin, r.end), acronym, r.end-r.begin)
	f.forms.add(f.t[r.begin:r.end], id)
	if acronym != "" {
		f.forms.addText(acronym, id)
	}
	return id
}

// registerCompany is register for what is a company.
func (f *finder) registerCompany(r run) int {
	acronym, _ := f.bracket(r.end) // CEO of Elektrarna Dukovany II (EDU II)
	id := f.register(r, acronym)
	f.orgs[id].company = true
	return id
}

// registerAs notes an organisation under a name.
func (f *finder) registerAs(name, acronym string, words int) int {
	key := OrganisationKey(name)
	id, ok := f.byKey[key]
	if a := acronym; ok && a != "" && f.orgs[id].Acronym != "" && f.orgs[id].Acronym != a && OrganisationKey(a) != key {
		// Another acronym makes it another body, whatever is left of its name.
		id, ok = f.byAcr[a]
	}
	if !ok {
		id, ok = f.byAcr[name]
	}
	if !ok && acronym != "" {
		// Said again in other words: the acronym tells that it is the same.
		if id, ok = f.byAcr[acronym]; !ok { // JATRO’s plant came before the Japan Automatic Turbine Company (JATRO)
			id, ok = f.byKey[OrganisationKey(acronym)]
		}
		ok = ok && f.orgs[id].Name == acronym
	}
	if !ok {
		id = len(f.orgs)
		f.orgs = append(f.orgs, organisation{Organisation: Organisation{Name: name}, words: words})
	}
	f.byKey[key] = id
	o := &f.orgs[id]
	if len(name) > len(o.Name) {
		o.Name, o.words = name, words
	}
	if acronym != "" && (o.Acronym == "" || OrganisationKey(o.Acronym) == key) {
		o.Acronym = acronym
	}
	if acronym != "" {
		if _, taken := f.byAcr[acronym]; !taken {
			f.byAcr[acronym] = id
		}
	}
	return id
}

// bareAcronyms gives acronyms that no brackets introduce to the one
// organisation whose words they spell: SNU is Seoul National University. An
// acronym in which a role is held, and that spells none, stands for itself.
func (f *finder) bareAcronyms() {
	spelled := map[string]int{} // acronym → organisation, -1 for several
	for id := range f.orgs {
		if f.orgs[id].Acronym != "" || f.orgs[id].words < 3 {
			continue
		}
		name := withoutForms(strings.TrimPrefix(f.orgs[id].Name, "Office of the "))                                                   // USTR, KAI
		for _, a := range []string{initials(name), initials(strings.ReplaceAll(strings.TrimPrefix(name, "U.S. "), " of ", " Of "))} { // and MOEA, DOE
			if self, ok := f.byAcr[a]; ok && (f.orgs[self].Name != a || self == id) {
				continue
			}
			if other, ok := spelled[a]; ok && other != id {
				spelled[a] = -1
			} else {
				spelled[a] = id
			}
		}
	}
	for _, tokens := range [][]token{f.t, f.head} {
		for i := range tokens {
			w := tokens[i].s
			if id, ok := spelled[w]; ok && id >= 0 && len(w) >= 3 && f.orgs[id].Acronym == "" {
				f.orgs[id].Acronym = w
				f.byAcr[w] = id
				f.foldInto(w, id) // FTC may have stood for itself so far
			}
		}
	}
	for _, r := range f.pending {
		w := f.t[r.begin].s
		if _, ok := f.byAcr[w]; !ok && !f.otherwise[w] {
			id := f.register(r, "")
			f.orgs[id].Acronym = w
			f.byAcr[w] = id
		}
	}
}

// withoutForms returns a company’s name without its forms: Korea Aerospace Industries, of Korea Aerospace Industries Co., Ltd.
func withoutForms(name string) string {
	for {
		at := strings.LastIndexByte(name, ' ')
		if at < 0 || !isForm(name[at+1:]) {
			return strings.TrimSuffix(name, ",")
		}
		name = name[:at]
	}
}

// initials returns the first letters of a name's capital words.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		if w == "U.S." {
			w = "U-S"
		}
		for part := range strings.SplitSeq(w, "-") {
			if r, _ := utf8.DecodeRuneInString(part); 'A' <= r && r <= 'Z' {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// shortForms adds what companies are called later: Amkor for Amkor Technology,
// Amkor Korea for Amkor Technology Korea. A short form is a word that is no
// ordinary one, and that no two companies share but a company and its
// subsidiary, of which it is the company.
func (f *finder) shortForms() {
	f.foldGroups()
	f.foldMinistries()
	f.foldLand()
	owner := map[string]int{} // first word → organisation, -1 for several
	for id := range f.orgs {
		o := &f.orgs[id]
		words := strings.Fields(o.Name)
		if o.words == 0 || len(words) < 2 || len(words) > 6 || !f.isCompanyName(o, words) {
			continue
		}
		if n := len(words); n == 3 && f.atlas.last[words[2]] {
			f.foldInto(words[0]+" "+words[2], id)
		}
		first := words[0]
		at, ok := owner[first]
		switch {
		case !ok:
			owner[first] = id
		case at >= 0 && f.atlas.last[words[len(words)-1]]:
		case at >= 0 && f.endsInCountry(at):
			owner[first] = id
		default:
			owner[first] = -1
		}
	}
	for first, id := range owner {
		if id < 0 {
			continue
		}
		if _, ok := f.byKey[OrganisationKey(first)]; !ok {
			f.forms.addShort(first, id)
		} else if f.calledFirst(first, id) {
			f.foldInto(first, id) // Saebom’s plant is that of Saebom Technology
		}
	}
}

// calledFirst reports whether the company called by the first word alone is the one of the longer name: Saebom of Saebom
// Technology, JTC of JTC Corporation.
func (f *finder) calledFirst(first string, id int) bool {
	if f.onlyForm(id) && !groups.has(first) && (!isAcronym(first) || strings.HasSuffix(f.orgs[id].Name, " Corporation")) {
		return true
	}
	return !isAcronym(first) && !knownCompanies.has(first)
}

// onlyForm reports whether a name of two words is a company’s with nothing but the form of it behind:
// Rapidus Corporation, but not Siemens Healthineers.
func (f *finder) onlyForm(id int) bool {
	_, form, _ := strings.Cut(f.orgs[id].Name, " ")
	return isForm(form) || form == "Corporation" || form == "Holdings" || form == "Investment Company"
}

// foldGroups makes the name of a group alone a short form of its company, if
// the text names but one.
func (f *finder) foldGroups() {
	companies := map[string]int{} // group → its company, -1 for several
	for id := range f.orgs {
		first, _, ok := strings.Cut(f.orgs[id].Name, " ")
		if !ok || !groups.has(first) {
			continue
		}
		if _, ok := companies[first]; ok {
			companies[first] = -1
			continue
		}
		companies[first] = id
	}
	for first, id := range companies {
		if _, ok := f.byKey[OrganisationKey(first)]; ok && id >= 0 {
			f.foldInto(first, id)
		}
	}
}

// foldMinistries makes the Industry Ministry a short form of the one Ministry of Trade,
// Industry and Resources of a text.
func (f *finder) foldMinistries() {
	for id := range f.orgs {
		subject, kind, ok := strings.Cut(f.orgs[id].Name, " ")
		if !ok || !ministries.has(kind) || !subjects.has(subject) {
			continue
		}
		full := -1
		for other := range f.orgs {
			words := strings.FieldsFunc(f.orgs[other].Name, func(r rune) bool { return r == ' ' || r == ',' })
			if len(words) < 3 || f.orgs[other].words == 0 || !slices.Contains(words, kind) || words[0] == subject || !slices.Contains(words, subject) {
				continue
			}
			if full >= 0 {
				full = -1
				break
			}
			full = other
		}
		if full >= 0 {
			f.foldInto(f.orgs[id].Name, full)
		}
	}
}

// foldLand makes what a body is called without its country, or without whose it is, a short form of it: the
// Department of Energy, of the U.S. Department of Energy; the Court of Justice, of the Court of Justice of the Union.
func (f *finder) foldLand() {
	for id := range f.orgs {
		name := f.orgs[id].Name
		short, _ := strings.CutPrefix(name, "U.S. ")
		if at := strings.LastIndex(name, " of the "); at > 0 && short == name {
			short = name[:at]
		}
		if _, ok := f.byKey[OrganisationKey(short)]; ok && short != name && f.orgs[id].words > 0 {
			f.foldInto(short, id)
		}
	}
}

func (f *finder) endsInCountry(id int) bool {
	words := strings.Fields(f.orgs[id].Name)
	return f.atlas.last[words[len(words)-1]]
}

// isCompanyName reports whether an organisation may be called by its first
// word. A known group may not: Samsung is not Samsung Electronics.
func (f *finder) isCompanyName(o *organisation, words []string) bool {
	first := words[0]
	if ordinary.has(first) || subjects.has(first) || f.atlas.places[first] || f.atlas.peoples[first] || wide.has(first) || f.lower[strings.ToLower(first)] || len(first) < 3 {
		return false
	}
	last := words[len(words)-1]
	return o.company || companyWords.has(last) || isForm(last) || f.atlas.last[last] || last == "Group" || last == "Industries" || last == "Corporation" || last == "Holdings"
}

// foldInto makes the organisation called short, if there is one, a short form
// of organisation id.
func (f *finder) foldInto(short string, id int) {
	key := OrganisationKey(short)
	old, ok := f.byKey[key]
	if ok && old != id {
		f.orgs[old].words = 0 // it is gone
		f.forms.rename(old, id)
	}
	f.byKey[key] = id
	f.forms.addText(short, id)
}

// mentionOrganisations finds where the forms of the organisations stand, the
// longest first.
func (f *finder) mentionOrganisations() {
	clear(f.orgAt)
	for id := range f.orgs {
		f.orgs[id].Mentions = nil
	}
	for i := 0; i < len(f.t); {
		id, end, short := f.forms.longest(f.t, i)
		if end == 0 || short && !f.standsAlone(i) {
			i++
			continue
		}
		o := &f.orgs[id]
		o.Mentions = append(o.Mentions, f.span(i, end))
		for ; i < end; i++ {
			f.orgAt[i] = int32(id + 1)
		}
	}
	for i := 0; i < len(f.head); {
		id, end, short := f.forms.longest(f.head, i)
		if end == 0 || short && !f.head[i].poss {
			i = max(i+1, f.companyInTitle(i))
			continue
		}
		f.orgs[id].InTitle = true
		i = end
	}
	for i := range f.head {
		w := f.head[i].s
		if !knownBodies.has(w) {
			continue
		}
		if id, ok := f.byKey[OrganisationKey(w)]; ok {
			f.orgs[id].InTitle = true
		} else if _, ok := f.byAcr[w]; !ok {
			id := f.registerAs(w, w, 1)
			f.orgs[id].InTitle = true
		}
	}
}

// standsAlone reports whether the one word at token i is no part of another
// name: Park Systems may be Park, but Park Dong-il is not.
func (f *finder) standsAlone(i int) bool {
	t := &f.t[i]
	if t.poss {
		return !f.capital(i-1) || f.t[i-1].poss || t.first
	}
	if f.capital(i+1) && !f.t[i+1].first || f.roleAt(i-1).end == i {
		return false
	}
	return !f.capital(i-1) || t.first || f.t[i-1].poss
}

// listOrganisations returns the organisations, in the order of first mention.
func (f *finder) listOrganisations() []Organisation {
	var list []Organisation
	for id := range f.orgs {
		if o := &f.orgs[id]; o.words > 0 && (len(o.Mentions) > 0 || o.InTitle) {
			list = append(list, o.Organisation)
		}
	}
	sortMentions(list, func(o *Organisation) []text.Span { return o.Mentions })
	return slices.Clip(list)
}
