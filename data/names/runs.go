package names

import "strings"

// This file is about where a run of capitals ends.

// runEnd returns the end of the run of capitals at i: words joined by nothing
// or by &, up to a role, a name of a person, a possessive or a new sentence.
func (f *finder) runEnd(i int) int {
	at := i
	for at < len(f.t) {
		t := &f.t[at]
		switch {
		case at > i && (t.first || f.roles[at].end != 0 && t.caps || f.koreanName(at)):
			return at
		case at > i && f.anotherBegins(at):
			return at
		case t.caps:
			at++
			if t.poss && !f.ownsBody(at) {
				return at
			}
		case at > i && t.s == "&" && f.capital(at+1) && f.roles[at+1].end == 0:
			at++
		case at > i && smallBrands.has(t.s) && allCaps(f.t[at-1].s):
			at++
		default:
			return at
		}
	}
	return at
}

// anotherBegins reports whether another name or a place begins at token i within a run of capitals:
// Engagement Division | Ministry of Trade; Office of Public Affairs | WASHINGTON, D.C.
func (f *finder) anotherBegins(i int) bool {
	w := f.t[i].s
	if w == "The" && (f.capital(i+1) || strings.HasSuffix(f.t[i-1].s, ".")) || articles.has(w) && len(w) > 1 && i+1 < len(f.t) && f.t[i+1].word && !f.t[i+1].caps {
		return true // a sentence behind a heading: Next Steps | The Korea …, Public Affairs | This week
	}
	if f.is(i-1, "Charge") && f.is(i-2, "in") { // Division in Charge | Fair Trade Division
		return true
	}
	if headings.has(w) && headWords.has(f.t[i-1].s) && !f.is(i+1, "of") {
		return true
	}
	return f.isAny(i, "Distinguished", "Excellencies", "Ladies", "Colleagues") || f.besideHeading(i) || f.behindForm(i) || f.shoutedBehind(i) || len(w) > 4 && allCaps(w) && f.atlas.places[capitalised(w)]
}

// behindForm reports whether another name begins at token i behind the form of a company: Zorba Inc. | Keystone.
func (f *finder) behindForm(i int) bool {
	form := f.t[i-1].s
	return len(form) > 2 && strings.HasSuffix(form, ".") && isForm(form) && form != "Co." && !isForm(f.t[i].s) && !f.land(i)
}

// besideHeading reports whether a date or a body begins at token i behind a heading or a name: the Writers’ Club | Nov.
// 12; Clean Energy | U.S. Department of Energy.
func (f *finder) besideHeading(i int) bool {
	w, before := f.t[i].s, f.t[i-1].s
	return calendar.has(w) && (f.counts(i+1) || f.is(i+1, ".") && f.counts(i+2)) || w == "U.S." && f.in(i+1, ministries) ||
		f.is(i+1, "of") && (ministries.has(w) && headWords.has(before) || w == "Office" && headings.has(before))
}

// headings begin what stands behind the last name of a text.
var headings = set(`Notes Contact Contacts Background About Attachment Attachments Annex Quotes ENDS End Reference Note Inquiries Enquiries Schedule Overview`)

// boundedRunEnd is runEnd for looking ahead: it looks at no more than a name.
func (f *finder) boundedRunEnd(i int) int {
	at := i
	for at < len(f.t) && at-i <= maxRun {
		t := &f.t[at]
		if at > i && (t.first || f.roles[at].end != 0 || f.anotherBegins(at)) || !t.caps && t.s != "&" {
			break
		}
		at++
		if t.poss && !f.ownsBody(at) {
			break
		}
	}
	return at
}
