package names

import "strings"

// coordinate takes the unknown names in a list of which at least two are known
// for organisations: against Baosteel, Jiangsu Shagang Group, Xiangtan Iron &
// Steel, and Sino International; or one, where the list does what bodies do, or
// something is done with it. It reports whether it found any.
//
// Two names joined by "and" are no such list by themselves: “SNU and Manufacturing AX”.
func (f *finder) coordinate() bool {
	found := false
	for i := 0; i < len(f.t); {
		l := f.list(i)
		if l.end == i || i > 0 && f.koreanName(i-1) {
			i++
			continue
		}
		if l.known >= 2 && l.items > 2 || l.known > 0 && l.and && (f.actsAt(l.end) || f.actedOn(i)) || f.sumsUp(l.end, l.items) {
			for _, r := range l.unknown {
				if l.known > 1 || f.company(r) {
					f.registerCompany(r)
					found = true
				}
			}
		}
		for _, r := range l.unknown {
			if l.known > 0 && f.orgAt[r.begin] == 0 && f.listedUnsure(r) {
				f.registerCompany(r)
				found = true
			}
		}
		i = l.end
	}
	return found
}

// actsAt reports whether the verb at token i, with have or already before it, is what bodies do: Hyundai Motor,
// Air Liquide and Iwatani | have agreed.
func (f *finder) actsAt(i int) bool {
	for n := 0; n < 3 && f.in(i, auxiliaries); n++ {
		i++
	}
	return f.in(i, actions) || f.in(i, doings) || f.isAny(i, "are", "were") && f.isAny(i+1, "to", "among")
}

// auxiliaries stand before what somebody does.
var auxiliaries = set(`have has had also already both jointly each`)

// doings are what bodies do among others: products win as well.
var doings = set(`will would intend plan expect hope aim did do won deliver sell operate produce make offer provide export own`)

// actedOn reports whether what stands before the list at token i is done by, with or for bodies: projects
// led by A and B; between A and B; invited A and B.
func (f *finder) actedOn(i int) bool {
	switch f.word(i - 1) {
	case "between", "invited", "with", "by", "from", "to", "through", "via", "for", "against", "chose", "selected", "fined", "visited", "thanked", "awarded", "include", "includes", "including":
		return true
	}
	return false
}

// company reports whether nothing in a run says that it is no company’s name.
func (f *finder) company(r run) bool {
	for n := r.begin; n < r.end; n++ {
		if f.land(n) || f.in(n, surnames) || isGiven(f.t[n].s) || f.in(n, concepts) || f.in(n, stuffs) {
			return false
		}
	}
	return true
}

// list is names with commas and "and" between them.
type list struct {
	end     int   // the token behind it, that where it begins for no list
	unknown []run // names that may be companies’
	items   int
	and     bool // there is one between them
	known   int  // items that are known for organisations
}

// list reads the list at token i.
func (f *finder) list(i int) list {
	l, at := list{end: i}, i
	for l.items < maxList {
		at = f.passKind(at)
		r, ok := f.item(at)
		if !ok {
			break
		}
		if f.orgAt[r.begin] != 0 {
			l.known++
		} else if f.unknownCompany(r) && (!f.is(r.end, "of") || f.land(r.end+1)) {
			l.unknown = append(l.unknown, r)
		}
		l.items++
		l.end = f.passPlace(f.passBrackets(r.end))
		at = f.pass(l.end, ",")
		l.and = l.and || f.is(at, "and")
		if at = f.pass(f.pass(at, "and"), "the"); at == l.end {
			break
		}
	}
	return l
}

// passKind passes what says of what kind, or of which country, the name behind it is: Oxford firm | YASA,
// chipmaker | Hanmi, Belgium’s | Vaxima.
func (f *finder) passKind(i int) int {
	at := i
	if f.land(at) && f.t[at].poss && f.capital(at+1) {
		return at + 1
	}
	if f.capital(at) {
		at++
	}
	if f.in(at, bodyNouns) && f.capital(at+1) && f.orgAt[i] == 0 {
		return at + 1
	}
	return i
}

// passPlace passes where a company of a list is: STMicroelectronics | in Catania and Crolles, Onsemi …
func (f *finder) passPlace(i int) int {
	place := f.placeEnd(i + 1)
	if !f.is(i, "in") || !f.capital(i+1) || f.orgAt[i+1] != 0 || place == i+1 && (f.in(i+1, subjects) || f.in(i+1, ordinary)) {
		return i
	}
	at := max(i+2, place)
	if f.is(at, "and") && f.capital(at+1) && f.orgAt[at+1] == 0 && f.is(at+2, ",") {
		at += 2
	}
	if !f.isAny(at, ",", "and") {
		return i
	}
	return at
}

// item returns the name in a list at token i.
func (f *finder) item(i int) (run, bool) {
	if i >= len(f.t) {
		return run{}, false
	}
	if end := f.mentionEnd(i); end > i {
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
	} else if r.end-r.begin == 1 && f.t[r.begin].first && f.adverb(r.begin) {
		return false
	}
	if r.end-r.begin > 3 || !f.plainName(r) || f.is(r.end, ",") && f.placeAt(r.end+1) { // Albany, Texas
		return false
	}
	return !f.ordinaryIn(r)
}

// ordinaryIn reports whether a word of a run is one that companies in a list seldom have.
func (f *finder) ordinaryIn(r run) bool {
	for n := r.begin; n < r.end; n++ {
		w := f.t[n].s
		if allCaps(w) && (r.end-r.begin == 1 && len(w) < 3 || r.end-r.begin > 2 || stuffs.has(w)) || ordinary.has(w) || surnames.has(w) || regions.has(w) || grounds.has(w) || dotted(w) {
			return true
		}
	}
	return false
}

// dotted reports whether a word has a full stop inside, and is no address that is a name: SSG.com.
func dotted(w string) bool {
	return strings.ContainsRune(w, '.') && !strings.HasSuffix(strings.ToLower(w), ".com")
}

// adverb reports whether the word at i, which begins a sentence, may be there for no name: Recently, On-site.
func (f *finder) adverb(i int) bool {
	return !f.is(i+1, ",") || strings.HasSuffix(f.t[i].s, "ly") || strings.HasPrefix(f.t[i].s, "On-")
}
