package names

import "strings"

// coordinate takes the unknown names in a list of which at least two are known
// for organisations: against Baosteel, Jiangsu Shagang Group, Xiangtan Iron &
// Steel, and Sino International. It reports whether it found any.
//
// Two names joined by "and" are no such list: “SNU and Manufacturing AX”.
func (f *finder) coordinate() bool {
	found := false
	for i := 0; i < len(f.t); {
		end, unknown, known := f.list(i)
		if end == i || i > 0 && f.koreanName(i-1) {
			i++
			continue
		}
		if known >= 2 || known == 1 && (f.actsAt(end) || f.doneBy(i)) { // Hyundai Motor, Air Liquide and Iwatani agreed
			for _, r := range unknown {
				f.registerCompany(r)
				found = true
			}
		}
		i = end
	}
	return found
}

// actsAt reports whether the word at i, with have or will before it, is what bodies do.
func (f *finder) actsAt(i int) bool {
	if f.isAny(i, "have", "has", "also") {
		i++
	}
	return f.in(i, actions) || f.in(i, joinings)
}

// doneBy reports whether what stands before the list at token i is done by, with or for companies: projects
// led by A, B and C.
func (f *finder) doneBy(i int) bool {
	return f.is(i-1, "by") && (f.in(i-2, makings) || f.in(i-2, makers) || f.isAny(i-2, "joined", "attended", "developed", "built", "supported", "sponsored")) || f.isAny(i-1, "with", "from") && f.in(i-2, deals)
}

// pairs reports whether the two names from token i to end do something together, or something is between them.
func (f *finder) pairs(i, end int) bool {
	return (f.actsAt(end) || f.in(end, intents) || f.is(i-1, "between") && !allCaps(f.t[end-1].s)) && f.companies(i, end)
}

// companies reports whether nothing in the pair from token i to end says that it is no body’s name.
func (f *finder) companies(i, end int) bool {
	for n := i; n < end; n++ {
		if f.orgAt[n] == 0 && (f.land(n) || f.in(n, surnames) || isGiven(f.t[n].s) || f.in(n, concepts) || f.in(n, stuffs)) {
			return false
		}
	}
	return true
}

// intents are what a pair of bodies is about to do.
var intents = set(`will intend plan expect hope aim`)

// joinings are what several do together.
var joinings = set(`joined attended participated took welcomed invested cooperate compete`)

// list reads names with commas and "and" between them at token i. It returns
// the token behind them, i for no list; and which of them are unknown, and
// how many known for organisations.
func (f *finder) list(i int) (end int, unknown []run, known int) {
	at, items := i, 0
	for items < maxList {
		r, ok := f.item(at)
		if !ok {
			break
		}
		if f.orgAt[r.begin] != 0 {
			known++
		} else if f.unknownCompany(r) {
			unknown = append(unknown, r)
		}
		items++
		end = f.passBrackets(r.end)
		at = end
		if f.is(at, ",") {
			at++
		}
		if f.is(at, "and") {
			at++
		}
		if f.is(at, "the") {
			at++
		}
		if at == end {
			break
		}
	}
	switch {
	case items >= 3:
		return end, unknown, known
	case items == 2 && known == 1 && len(unknown) == 1 && f.pairs(i, end):
		return end, unknown, 2 // KEPCO and Petrovietnam signed
	}
	return max(end, i), nil, 0
}

// item returns the name in a list at token i.
func (f *finder) item(i int) (run, bool) {
	if i >= len(f.t) {
		return run{}, false
	}
	if o := f.orgAt[i]; o != 0 {
		end := i
		for end < len(f.t) && f.orgAt[end] == o {
			end++
		}
		return run{i, end}, true
	}
	if !f.t[i].caps || f.roles[i].end != 0 || f.koreanName(i) {
		return run{}, false
	}
	end := i
	for end < len(f.t) && end-i < 6 && (f.t[end].caps || end > i && f.is(end, "&") && f.capital(end+1)) && f.orgAt[end] == 0 && f.roles[end].end == 0 && (end == i || !f.t[end].first) {
		end++
	}
	if f.t[end-1].poss || f.capital(end) {
		return run{}, false
	}
	return run{i, end}, true
}

// unknownCompany reports whether a name in a list of organisations may be one:
// no place, no acronym, no ordinary word, and nobody’s name.
func (f *finder) unknownCompany(r run) bool {
	if r.end-r.begin > 1 && f.placeAt(r.begin) && !f.land(r.begin+1) { // Korea Zinc
		r.begin++
	} else if r.end-r.begin == 1 && f.t[r.begin].first && (!f.is(r.end, ",") || strings.HasSuffix(f.t[r.begin].s, "ly")) {
		return false
	}
	if r.end-r.begin > 3 || !f.plainName(r) {
		return false
	}
	for n := r.begin; n < r.end; n++ {
		w := f.t[n].s
		if ordinary[w] || surnames[w] || allCaps(w) && (r.end-r.begin == 1 && len(w) < 3 || r.end-r.begin > 2 || stuffs[w]) || regions[w] || strings.ContainsRune(w, '.') {
			return false
		}
	}
	return true
}
