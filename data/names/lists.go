package names

import (
	"strings"

	"pressroom/data/text"
)

// This file is about names in a list that a word before or behind it says are
// companies'.

// listWords may begin a list of companies.
var listWords = set(`including included include as like namely from of between by with among in at now formerly previously`)

// maxList bounds the names in a list.
const maxList = 24

// listsCompanies reports whether the word at i begins a list of companies: companies
// such as A, B, and C; representatives from E and F; a joint venture of G and H.
func (f *finder) listsCompanies(i int) bool {
	switch w := f.t[i].s; w {
	case "as":
		return f.is(i-1, "such") && f.bodiesBefore(i, 7)
	case "from":
		return f.in(i-1, senders) || f.boughtBefore(i)
	case "including", "like":
		return f.bodiesBefore(i, 7)
	case "included", "include":
		return f.bodiesBefore(i, 2)
	case "namely":
		return f.bodiesBefore(i, maxRun)
	case "at":
		return f.in(i-1, workers)
	case "in":
		return f.in(i-1, holdings)
	case "by":
		return f.madeBy(i)
	case "with":
		return f.in(i-1, ventures) || f.in(i-1, deals) || f.isAny(i-1, "together", "jointly", "partnership", "collaboration")
	case "of", "between", "among":
		return f.in(i-1, ventures) || w == "of" && f.in(i-1, leaders)
	default:
		return f.otherName(i)
	}
}

// madeBy reports whether the by at token i says whose something is, or who did it.
func (f *finder) madeBy(i int) bool {
	return f.in(i-1, makers) || f.in(i-1, ventures) || f.in(i-1, makings) && (f.in(i-2, ventures) || f.in(i-3, ventures))
}

// otherName reports whether the word at i stands before what a company is called now, or was before, alone in
// brackets: WestLB (now Portigon).
func (f *finder) otherName(i int) bool {
	end := f.boundedRunEnd(i + 1)
	return f.is(i-1, "(") && f.capital(i-2) && !f.land(i-2) && f.is(end, ")") && f.plainName(run{i + 1, end})
}

var (
	// senders are those of a company that a list speaks of.
	senders = set(`representatives executives experts officials engineers equipment machinery orders order`)
	// workers work at companies.
	workers = set(`buyer buyers engineers employee employees executives developers`)
	// deals are made with companies.
	deals = set(`order orders contract contracts deal deals MoU MoUs MOU MOUs`)
	// leaders are those of several companies.
	leaders = set(`heads presidents CEOs executives representatives chairmen economists founders leaders directors`)
	// ventures are of, between, by or with companies.
	ventures = set(`venture ventures consortium subsidiary subsidiaries affiliate affiliates spin-off merger takeover stake shares`)
	// holdings are in companies.
	holdings = set(`stake shares`)
	// makers are what is done to goods by companies.
	makers = set(`made manufactured produced assembled supplied imported exported operated mined equipped designed built run developed sold bought delivered acquired`)
	// makings are what companies do to a venture.
	makings = set(`led formed founded established headed up launched owned`)
)

// listAt takes the companies of the list that the word at i begins. Within a list no other begins.
func (f *finder) listAt(i int) {
	switch {
	case i < f.listEnd:
	case listWords.has(f.t[i].s) && f.listsCompanies(i):
		f.listEnd = f.companiesListed(i + 1)
	case !f.plural(i) || f.t[i].poss:
	case f.capital(i+1) && (!f.t[i].caps || f.t[i].first && f.is(f.boundedRunEnd(i+1), ",")): // chipmakers A and B
		f.listEnd = f.companiesListed(i + 1)
	case f.is(i+1, "(") && f.capital(i+2) && f.is(f.boundedRunEnd(i+2), ","): // stores (A, B, and C)
		f.listEnd = f.companiesListed(i + 2)
	}
}

// boughtBefore reports whether something is bought before token i, in its sentence: buy towers | from A, cables | from B.
func (f *finder) boughtBefore(i int) bool {
	for n := i - 1; n >= 0 && n > i-maxRun && !f.t[n+1].first; n-- {
		if f.isAny(n, "buy", "buys", "bought", "purchase", "purchased", "ordered", "acquired") {
			return true
		}
	}
	return false
}

// companiesListed takes the names in the list that begins at token at, and returns where it ends.
func (f *finder) companiesListed(at int) int {
	for range maxList {
		for f.isAny(at, ",", ";", "and", "or", "the") || f.in(at, bodyNouns) {
			at++
		}
		if at = f.passKind(at); !f.capital(at) || f.roles[at].end != 0 || f.koreanName(at) {
			return at
		}
		r := f.listed(at)
		if whole, ok := f.joinLeft(r); ok { // the Korea SMEs | and Startups Agency
			at = f.passBrackets(whole.end)
			continue
		}
		// What goes on with “of” is longer than it seems.
		if r.end-r.begin > 5 || r.end == r.begin || f.kindAlone(r) || f.goesOnOf(r.end) {
			return at
		}
		if !f.allPlaces(r) && !f.isBody(r) && !f.personRun(r) {
			f.registerCompany(r)
		}
		at = f.passCountry(f.passBrackets(r.end))
		if f.t[at-1].poss || !f.isAny(at, ",", ";", "and", "or") {
			return at
		}
	}
	return at
}

// goesOnOf reports whether a name goes on with the of or for at token i. Behind the of of a country it does not.
func (f *finder) goesOnOf(i int) bool {
	return f.isAny(i, "of", "for") && f.passCountry(i) == i
}

// passCountry passes the country that a company of a list is of: Viva | of Canada.
func (f *finder) passCountry(i int) int {
	end := f.pass(i+1, "the")
	if !f.is(i, "of") || !f.land(end) {
		return i
	}
	for f.land(end) {
		end++
	}
	return end
}

// kindAlone reports whether a run only says of what kind something is: an Agency, Japanese-invested, the Trade Fair.
func (f *finder) kindAlone(r run) bool {
	if concepts.has(f.last(r)) || facilities.has(f.last(r)) {
		return true
	}
	return r.end-r.begin == 1 && (headWords.has(f.last(r)) || f.pairOfLands(r.begin) || strings.Contains(f.last(r), "-") && strings.HasSuffix(f.last(r), "ed"))
}

// listed returns the name at i in a list.
func (f *finder) listed(i int) run {
	r, _ := f.seat(run{i, f.boundedRunEnd(i)})
	for n := r.begin; n < r.end-1; n++ {
		if f.is(n, "Company") { // the National Atomic Company | Kazatomprom
			r.begin = n + 1
		}
	}
	return r
}

// passBrackets returns where the brackets at i end: TSMC (Taiwan).
func (f *finder) passBrackets(i int) int {
	if !f.is(i, "(") {
		return i
	}
	for at := i + 1; at < len(f.t) && at < i+8; at++ {
		if f.is(at, ")") {
			return at + 1
		}
	}
	return i
}

// bodiesBefore reports whether one of up to most words before token i speaks of
// companies.
func (f *finder) bodiesBefore(i, most int) bool {
	for n := i - 1; n >= 0 && n > i-most && !f.is(n, "."); n-- {
		if f.plural(n) {
			return true
		}
	}
	return false
}

// plural reports whether the word at i is one for several companies.
func (f *finder) plural(i int) bool {
	if i < 0 || i >= len(f.t) {
		return false
	}
	w := f.t[i].s
	return strings.HasSuffix(w, "s") && (bodyNouns.has(w) || f.t[i].first && bodyNouns.has(text.Fold(w)))
}

// sumsUp reports whether what stands at token i sums a list of so many companies up: and other companies, and
// 120 small firms.
func (f *finder) sumsUp(i, items int) bool {
	at := f.pass(i, ",")
	if !f.is(at, "and") || !(f.counts(at+1) && items > 1) && !f.is(at+1, "other") {
		return false
	}
	at++
	for n := at + 1; n < at+4 && f.word(n) != "" && f.t[n].word && !f.t[n].caps; n++ {
		if f.plural(n) {
			return true
		}
	}
	return false
}

// counts reports whether the word at i is a number.
func (f *finder) counts(i int) bool {
	w := f.word(i)
	return spelledCounts.has(w) || w != "" && w[0] >= '0' && w[0] <= '9'
}

// spelledCounts say how many others there are.
var spelledCounts = set(`two three four five six seven eight nine ten several some many`)

// deals takes Sociolla bought soap, Hanbit agreed to supply it.
func (f *finder) deals(r run) bool {
	if r.end-r.begin == 1 && f.nounAlone(r) || !f.plainName(r) || f.t[r.end-1].poss || f.personRun(r) {
		return false
	}
	if n := r.begin - 2; f.is(r.begin-1, "of") && (f.is(n, "acquisition") || f.is(n, "takeover") || f.is(n, "control") && f.is(n-1, "joint")) || f.boughtBy(r.begin) {
		f.registerCompany(r)
		return true
	}
	at := f.pass(f.passWhich(r.end), "has", "have", "had")
	if f.in(at, trades) || f.is(at, "agreed") && f.is(at+1, "to") && f.in(at+2, buildings) {
		f.registerCompany(r)
		return true
	}
	return false
}

// nounAlone reports whether a run of one word may be a noun: the Deal, Smiths, but not Smiths of the UK.
func (f *finder) nounAlone(r run) bool {
	w := f.last(r)
	return f.isAny(r.begin-1, "the", "The") || headWords.has(w) || surnames.has(w) || nounEnds(w) || plural(w) && f.passCountry(r.end) == r.end
}

// boughtBy reports whether a by before token i says who buys: the acquisition of Kellanova’s plant by | Mars.
func (f *finder) boughtBy(i int) bool {
	for n := i - 2; f.is(i-1, "by") && n > i-20 && n > 0 && !f.is(n, "."); n-- {
		if f.is(n, "of") && f.isAny(n-1, "acquisition", "takeover") {
			return true
		}
	}
	return false
}

// passWhich passes what begins to tell more of a name that ends before token i: Patagonia | , which buys yarn.
func (f *finder) passWhich(i int) int {
	if f.is(i, ",") && f.is(i+1, "which") {
		return i + 2
	}
	return i
}

// trades are what companies do, and buildings what they agree to.
var (
	trades    = set(`supplies manufactures bought acquired buys sells employs`)
	buildings = set(`buy supply build acquire manufacture invest`)
)
