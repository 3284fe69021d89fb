package names

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// person is a Person in the making.
type person struct {
	Person
	words []string // of the name
}

// speech is what stands beside the name of one who speaks.
var speech = set(`said says stated added noted told explained emphasized`)

// maxHolder bounds the words of a body between a name and its role.
const maxHolder = 4

// findPeople finds first those with a role or an unmistakable name, and then
// the later mentions, each knowing who was named before.
func (f *finder) findPeople() {
	for i := 0; i < len(f.t); {
		next := f.personAt(i)
		if next <= i {
			next = i + 1
		}
		i = next
	}
}

// personAt looks for a person at token i, and returns where to go on.
func (f *finder) personAt(i int) int {
	if next := f.colleagues(i); next > i {
		return next
	}
	if f.orgAt[i] == 0 {
		if r := f.roleAt(i); r.end > 0 {
			if next := f.afterRole(i, r); next > i {
				return next
			}
			return r.core
		}
	}
	t := &f.t[i]
	if !t.caps || f.orgAt[i] != 0 {
		return i + 1
	}
	end := f.nameAt(i)
	if end == i {
		return i + 1
	}
	if end-i >= 2 {
		if next := f.beforeRole(i, end); next > 0 {
			return next
		}
		if f.koreanName(i) || f.spoken(i, end) || f.memberOf(i, end) || f.givenName(i, end) || f.amongNames(i, end) {
			f.addPerson(i, end, "", "")
			return end
		}
		if known, ok := f.named[PersonKey(f.joined(i, end))]; ok {
			f.mentionPerson(known, i, end)
			return end
		}
		return i + 1
	}
	f.surnameAlone(i)
	return i + 1
}

// afterRole takes the name behind a role: President Kim Dae-ja, President Kim.
func (f *finder) afterRole(i int, r role) int {
	begin, roleEnd := r.end, r.end
	if r.subject > 0 {
		begin = f.nameIn(r)
		roleEnd = begin
	}
	begin = f.passAside(begin)
	if begin >= len(f.t) || f.t[begin-1].poss {
		return 0
	}
	if n := f.behindColon(begin); n > begin {
		begin = n
	} else if f.t[begin].first && !r.title {
		return 0
	}
	begin = f.pass(begin, "Ambassador") // Deputy Trade Representative Ambassador Anna Lind
	begin = f.passTitles(begin)
	end := f.nameAt(begin)
	if end == begin {
		return f.behindHolder(i, r)
	}
	if end-begin == 1 && (r.title && f.isProduct(i, end) || f.quoted(i, end) || f.occasion(begin)) {
		return end
	}
	if r.title && f.capital(end) && regions.has(f.t[f.boundedRunEnd(end)-1].s) {
		return 0 // King Abdullah Economic City
	}
	if f.givesWay(r, begin) {
		if next := f.beforeRole(begin, end); next > 0 {
			return next
		}
	}
	return f.holds(i, run{begin, end}, r, f.roleText(r, roleEnd))
}

// passAside passes a subject or an acronym in brackets behind an office: Minister for Trade (Industry) | Ann Lind, Zorba
// Bank President (ZB) | Ivo Maru.
func (f *finder) passAside(i int) int {
	if n := f.passBrackets(i); n == i+3 && (f.in(i+1, subjects) || allCaps(f.t[i+1].s)) {
		return n
	}
	return i
}

// occasion reports whether the word at i makes a house or an occasion of the office before it: the President Hotel, the
// CEO Summit.
func (f *finder) occasion(i int) bool {
	return f.in(i, concepts) || f.in(i, regions) && !f.in(i, surnames)
}

// givesWay reports whether the role r before the name at token i gives way to an office behind it: Ambassador Anna
// Lind, Chief Negotiator; the Hon Ivo Maru, Minister for Ports.
func (f *finder) givesWay(r role, i int) bool {
	return r.title || f.isAny(i-1, "Ambassador", "Amb.") || f.isAny(i-2, "the", "The") && f.in(i-1, mere)
}

// holds takes the name that has the role r at token i before it. What somebody is now goes before what
// somebody was: Former Minister Ivo Maru, now Chairman of Zorba.
func (f *finder) holds(i int, name run, r role, text string) (end int) {
	of := f.holder(i, name.end)
	if name.end-name.begin == 1 {
		if r.small {
			return 0
		}
		f.refer(name.begin, text, of)
		return name.end
	}
	if f.is(r.begin, "Former") && f.is(name.end, ",") {
		if at := f.nowAt(name.end + 1); at > 0 {
			now := f.roleAt(at)
			text, of = f.roleText(now, now.end), f.holder(at, now.end)
		}
	}
	f.addPerson(name.begin, name.end, text, of)
	return name.end
}

// beforeRole takes a name with the role behind it: Kevin Engel, COO of Amkor.
func (f *finder) beforeRole(i, end int) int {
	at := end
	if at = f.passLetters(at); f.t[end-1].poss {
		return 0
	}
	if at = f.roleBehind(i, end, at); at == 0 {
		return 0
	}
	r := f.roleAt(at)
	if r.end > 0 && f.t[r.end-1].poss && f.roleAt(r.end).end > 0 { // the Prime Minister’s Special Envoy
		at, r = r.end, f.roleAt(r.end)
	}
	if r.end == 0 || r.title && !f.is(r.end, "of") || at == end && r.small {
		return 0
	}
	stop := r.end
	if r.subject > 0 {
		// Park, Minister for Trade, but not Park, Minister for Trade Kim.
		if name := f.nameIn(r); r.end-name > 1 || f.koreanName(r.end) {
			stop = name
		}
	} else if f.ofNext(r) {
		return 0
	}
	if f.isAny(at-1, "former", "then") { // Ivo Maru, former Minister and now Chairman of Zorba
		if now := f.nowBehind(stop); now > 0 {
			at, stop = now, f.roleAt(now).end
			r = f.roleAt(at)
		}
	}
	if end == i+1 && len(f.family[f.t[i].s]) == 1 {
		p := &f.people[f.family[f.t[i].s][0]] // Mr Maru, who is also Minister for Ports
		p.Role = cmp.Or(p.Role, f.roleText(r, stop))
		f.refer(i, "", "")
		return stop
	}
	f.addPerson(i, end, f.roleText(r, stop), f.holder(at, stop))
	return stop
}

// passLetters passes what stands behind a name and is no part of it: Jane Doe | MP, Kim Dae-ja | (김대자), | (R).
func (f *finder) passLetters(i int) int {
	if f.is(i, ",") && f.in(i+1, letters) && f.is(i+2, ",") && f.roleAt(i+3).end > 0 {
		i++ // Ann Lind, MP | , Chairman
	}
	for f.in(i, letters) {
		i++
	}
	if f.is(i, "(") && f.is(i+2, ")") && (f.word(i + 1)[0] >= utf8.RuneSelf || f.isAny(i+1, "R", "L", "C")) {
		i += 3
	}
	return i
}

// nowAt returns where the office begins that somebody has now, by the word at token i: now | professor. It
// is 0 for none.
func (f *finder) nowAt(i int) int {
	if !f.isAny(i, "now", "currently", "presently") {
		return 0
	}
	i = f.pass(i+1, "a", "an", "the")
	if r := f.roleAt(i); r.end == 0 || r.title {
		return 0
	}
	return i
}

// nowBehind returns where the office begins that somebody has now, behind what was before up to token i:
// of the Harbour Bank and now | Chairman. It is 0 for none.
func (f *finder) nowBehind(i int) int {
	for n := i; n < i+maxRun && n < len(f.t) && !f.isAny(n, ".", ";", "”"); n++ {
		if at := f.nowAt(n); at > 0 {
			return at
		}
	}
	return 0
}

// sureName reports whether the tokens i to end are a name without a comma or an office to tell: a Korean
// one, or one with a given name.
func (f *finder) sureName(i, end int) bool { return f.koreanName(i) || f.givenName(i, end) }

// ofNext reports whether a role is that of the name behind it, as in a list: Simon Vance,
// President Kim Dae-ja.
func (f *finder) ofNext(r role) bool {
	if r.end >= len(f.t) {
		return false
	}
	at := f.passTitles(r.end)
	end := f.nameAt(at)
	return end >= at+2 || f.in(r.end, surnames) && end > at
}

// spoken reports whether the name is beside a word of speech: said Anna Smith.
func (f *finder) spoken(i, end int) bool {
	if f.phoneAt(end) || f.isAny(end, "(", ",") && f.phoneAt(end+1) { // Anna Lind +32 2 298 01 00
		return true
	}
	if f.is(i-1, "counterpart") { // his Japanese counterpart Suzuki Naomi
		return true
	}
	if f.is(i-1, ":") && f.in(i-2, contacts) && (end == len(f.t) || f.isAny(end, ",", "(", ";", "–", "on", "at")) {
		return true // Media contact: Ann Lind, NIST
	}
	if f.t[i].first {
		return false
	}
	if end == i+3 && f.is(end, ",") && f.isAny(i-1, "with", "by", "met") && f.in(i, surnames) && f.plainName(run{i, end}) && !f.thing(i, end) {
		return true // with Lim Jock Hoi, an official
	}
	return f.in(i-1, speech) && !f.capital(i-1) && !f.in(end, headWords)
}

// phoneAt reports whether a telephone number stands at token i.
func (f *finder) phoneAt(i int) bool {
	w := f.word(i)
	return w == "+" || len(w) > 1 && w[0] == '0' && w[1] >= '0' && w[1] <= '9'
}

// contacts stand before the colon and the name of whom to ask.
var contacts = set(`contact contacts Contact Contacts information enquiries Enquiries inquiries Inquiries queries`)

// memberOf reports whether a name with a Korean surname is of a body: Helen
// Park of Synopsys Korea.
func (f *finder) memberOf(i, end int) bool {
	if f.is(end, "(") && f.passBracketedBody(end) > end && !f.thing(i, end) && end < i+4 { // Eva Lind (Dhaka University)
		return true
	}
	if !f.is(end, "of") || f.t[i].first {
		return false
	}
	at := end + 1
	at = f.pass(at, "the")
	if at >= len(f.t) || f.orgAt[at] == 0 {
		return false
	}
	if surnames.has(f.t[i].s) || surnames.has(f.t[end-1].s) {
		return true
	}
	return f.isAny(i-1, "and", ",", "with") && !f.thing(i, end) // Eva Lind of Make UK
}

// passBracketedBody returns where the brackets at token i end that hold the name of a body; i for none.
func (f *finder) passBracketedBody(i int) int {
	at := f.mentionEnd(i + 1)
	if at == i+1 || !f.is(at, ")") || allCaps(f.t[i+1].s) {
		return i
	}
	return at + 1
}

// thing reports whether one of the tokens is of the name of a thing, a place or a body.
func (f *finder) thing(i, end int) bool {
	for ; i < end; i++ {
		if w := f.t[i].s; concepts.has(w) || companyWords.has(w) || facilities.has(w) || regions.has(w) && !surnames.has(w) || knownCompanies.has(w) || len(w) > 8 && nounEnds(w) || productNouns.has(strings.ToLower(w)) {
			return true
		}
	}
	return false
}

// foreignLetters reports whether words are written as no English name of a thing is: Maroš Lind.
func (f *finder) foreignLetters(i, end int) bool {
	return strings.ContainsFunc(f.joined(i, end), func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
}

// holder returns the organisation in which a role at i is held: before it,
// in SNU President; after what ends at token end, in Minister Kim of MOTIR; or
// before the bracket, in (KATS, President Kim).
func (f *finder) holder(i, end int) string {
	for n := 1; n <= 3 && i-n >= 0; n++ {
		if o := f.orgAt[i-n]; o != 0 {
			return f.orgs[o-1].Name
		}
		if s := f.t[i-n].s; s == "," && (f.is(i-n-2, "(") || f.is(i-n-3, "(")) || s == ";" || s == "”" || f.peopleAt(i-n) || s == "(" {
			continue
		}
		break
	}
	if f.is(end, "of") || f.is(end, "at") || f.is(end, "from") {
		end++
		end = f.pass(end, "the")
		if end < len(f.t) && f.orgAt[end] != 0 {
			return f.orgs[f.orgAt[end]-1].Name
		}
	}
	return ""
}
