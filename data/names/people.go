package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// person is a Person in the making.
type person struct {
	Person
	words []string // of the name
}

// surnames of Korea, as romanised on passports and in releases.
var surnames = set(`Kim Lee Yi Rhee Park Bak Choi Choe Jung Jeong Chung Cheong
	Kang Gang Cho Jo Yoon Yun Jang Chang Lim Im Rim Han Oh Seo Suh Shin Sin Kwon
	Gwon Hwang Ahn An Song Jeon Jun Chun Hong Yoo Yu You Ryu Ko Go Koh Moon Mun
	Yang Son Sohn Bae Pae Baek Paik Huh Heo Nam Shim Sim Noh Roh No Ha Kwak Gwak
	Sung Seong Cha Joo Ju Woo Wu Koo Gu Ku Min Na Ra Jin Chin Um Eom Chae Won
	Cheon Bang Pang Kong Gong Hyun Hyeon Ham Byun Byeon Yeom Yeo Choo Chu Do Seok
	Suk Sun Sul Seol Ma Gil Kil Wi Pyo Myung Myeong Ki Ban Bahn Wang Geum Keum Ok
	Yook Yuk In Maeng Je Mo Tak Kook Guk Eun Yong Ye Kyung Bong Sa Boo Bu Ka
	Whang Hur Ryoo Rho Joung Jhun Paek Pyun Pyeon Namgung Hwangbo Seonwoo Kye Gye
	Sagong Dokgo Eo Uhm Um Lyu Cheung Ji Chi`)

// particles go inside a name in small letters.
var particles = set(`von van der den de del della di da dos du bin bint ibn al el la le ter ten`)

// speech is what stands beside the name of one who speaks.
var speech = set(`said says stated added noted told explained emphasized`)

// koreanName reports whether a name of the form Kim Dae-ja begins at i.
func (f *finder) koreanName(i int) bool {
	if i+1 >= len(f.t) {
		return false
	}
	a, b := &f.t[i], &f.t[i+1]
	if !a.caps || a.poss || !b.caps || b.first || !surnames[capitalised(a.s)] {
		return false
	}
	return hyphened(b.s)
}

// capitalised returns KIM as Kim.
func capitalised(w string) string {
	if len(w) > 1 && allCaps(w) {
		return w[:1] + strings.ToLower(w[1:])
	}
	return w
}

// hyphened reports whether w is a given name of two syllables: Dae-ja, Dae-Ja.
func hyphened(w string) bool {
	a, b, ok := strings.Cut(w, "-")
	if !ok || len(a) < 2 || len(a) > 6 || len(b) < 1 || len(b) > 6 {
		return false
	}
	for i, r := range a + b {
		if !unicode.IsLetter(r) || i > 0 && i < len(a) && unicode.IsUpper(r) && !allCaps(w) {
			return false
		}
	}
	return !provinces[strings.ToLower(b)] || len(a) <= 4 && b != "do" && b != "si"
}

// provinces are the endings of places: Gyeongsangbuk-do.
var provinces = set(`do si gun gu dong myeon eup ri ro gil`)

// maxHolder bounds the words of a body between a name and its role.
const maxHolder = 4

// maxName bounds the words of a person's name.
const maxName = 4

// nameAt returns the end of the name that begins at token i; i for none. A
// name ends where an organisation, a role or an ordinary word begins.
func (f *finder) nameAt(i int) int {
	if f.koreanName(i) {
		return i + 2
	}
	at, most := i, maxName
	for at < len(f.t) && at-i < most {
		t := &f.t[at]
		switch {
		case t.caps && f.nameWord(at, at == i):
			at++
			if t.poss {
				return at
			}
		case at > i && strings.HasPrefix(t.s, "al-") && !t.poss:
			at++
		case at > i && particles[t.s] && (f.capital(at+1) || f.in(at+1, particles) && f.capital(at+2)):
			at++
			most = maxName + 2 // Khalid bin Rashid Al Nahyan
		default:
			return at
		}
	}
	return at
}

// nameWord reports whether the word at i can be part of a person's name.
func (f *finder) nameWord(i int, first bool) bool {
	t := &f.t[i]
	if f.orgAt[i] != 0 || !first && (t.first || f.koreanName(i)) {
		return false
	}
	if t.place || t.people || headWords[t.s] || roleCores[t.s] || f.roles[i].end != 0 && !surnames[t.s] {
		return false
	}
	if (ordinary[t.s] || subjects[t.s]) && !surnames[t.s] && t.s != "Young" {
		return false
	}
	if strings.HasSuffix(t.s, ".") || !first && (t.s == "II" || t.s == "III") {
		return true // an initial
	}
	return utf8.RuneCountInString(t.s) > 1 && (!isAcronym(t.s) || len(t.s) == 2 || surnames[capitalised(t.s)] || !allCaps(t.s))
}

// nameIn splits the words after "for" or "of" in a role from the name that
// may follow them at once: for Industrial Policy | Park Dong-il, for Trade |
// Inkyo Cheong. It returns where the name begins, which is r.end if none does.
func (f *finder) nameIn(r role) int {
	if r.subject == 0 || f.koreanName(r.end) {
		return r.end
	}
	run := r.end // the last run of capitals
	for run > r.subject && f.t[run-1].caps {
		run--
	}
	at := run // behind the last word that is a subject
	for n := run; n < r.end; n++ {
		if f.in(n, subjects) || f.in(n, ordinary) || f.t[n].people {
			at = n + 1
		}
	}
	n := r.end - at
	if at == r.subject && n > 0 {
		return r.end // nothing is left that the role is for
	}
	switch {
	case n == 0 || n == 1 && at == run:
		return r.end
	case n > 3 && f.in(r.end-3, surnames):
		return r.end - 3
	case n > maxName:
		return r.end - 2
	}
	return at
}

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
		if f.koreanName(i) || f.spoken(i, end) || f.hasParticle(i, end) || f.memberOf(i, end) {
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
	if begin >= len(f.t) || f.t[begin-1].poss || f.t[begin].first {
		return 0
	}
	end := f.nameAt(begin)
	if end == begin {
		return f.behindHolder(i, r)
	}
	if f.isTitle(i, roleEnd) && end-begin > 1 {
		if next := f.beforeRole(begin, end); next > 0 {
			return next
		}
	}
	text := f.roleText(i, roleEnd)
	of := f.holder(i, end)
	if end-begin == 1 {
		if r.small {
			return 0
		}
		f.refer(begin, text, of)
		return end
	}
	f.addPerson(begin, end, text, of)
	return end
}

// isTitle reports whether the words [i, end) are titles, and no office.
func (f *finder) isTitle(i, end int) bool {
	for ; i < end; i++ {
		if !f.in(i, titles) {
			return false
		}
	}
	return true
}

// behindHolder takes the name behind a role and where it is held: President of the
// Port Commission Jean-Luc Petit; and the name between two commas: its President,
// Han Min-jae, spoke. One that has a role of its own is another person.
func (f *finder) behindHolder(i int, r role) int {
	if r.small || r.subject > 0 || f.isTitle(i, r.end) {
		return 0
	}
	at := f.passHolder(r.end)
	if end := f.nameAt(at); at > r.end && end >= at+2 && !f.t[at].first {
		f.addPerson(at, end, f.roleText(i, r.end), f.holder(i, r.end))
		return end
	}
	if !f.is(at, ",") {
		return 0
	}
	begin := at + 1
	end := f.nameAt(begin)
	if end < begin+2 || f.t[end-1].poss || !(end == len(f.t) || f.is(end, ",") || f.is(end, ".") || f.is(end, ";")) {
		return 0
	}
	if f.is(end, ",") && (f.roleAt(end+1).end > 0 || f.nameAt(end+1) > end+2 || f.is(end+1, "and")) {
		return 0
	}
	f.addPerson(begin, end, f.roleText(i, r.end), f.holder(i, r.end))
	return end
}

// passHolder returns where the body, or the country, ends that stands behind of at
// token i; i where none does.
func (f *finder) passHolder(i int) int {
	at := i + 1
	if !f.is(i, "of") || at >= len(f.t) {
		return i
	}
	if f.is(at, "the") {
		at++
	}
	begin := at
	switch {
	case at >= len(f.t):
		return i
	case f.orgAt[at] != 0:
		for o := f.orgAt[at]; at < len(f.t) && f.orgAt[at] == o; {
			at++
		}
		if f.is(at, "(") && f.is(at+2, ")") {
			at += 3
		}
	default:
		for at < begin+2 && f.placeAt(at) {
			at++
		}
	}
	if at == begin {
		return i
	}
	return at
}

// beforeRole takes a name with the role behind it: Kevin Engel, COO of Amkor.
func (f *finder) beforeRole(i, end int) int {
	at := end
	if !f.is(at, ",") && !f.is(at, "(") || f.t[end-1].poss {
		return 0
	}
	at++
	for n := 0; n < 3 && (f.is(at, "the") || f.is(at, "a") || f.peopleAt(at)) && f.roleAt(at).end == 0; n++ {
		at++
	}
	if f.placeAt(at) && f.t[at].poss { // Korea’s Prime Minister
		at++
	}
	for n := at; n < at+maxHolder && f.capital(n) && !f.t[n].first; n++ { // Sanjay Mehra, Hanbit President and CEO
		if f.roleAt(n).end > 0 {
			at = n
			break
		}
	}
	r := f.roleAt(at)
	if r.end == 0 {
		return 0
	}
	stop := r.end
	if r.subject > 0 {
		// Park, Minister for Trade, but not Park, Minister for Trade Kim.
		if f.nameIn(r) < r.end {
			stop = f.nameIn(r)
		}
	} else if begin := r.end; begin < len(f.t) && f.nameAt(begin) >= begin+2 {
		return 0 // a list: Simon Vance, President Kim Dae-ja
	} else if begin < len(f.t) && f.in(begin, surnames) && f.nameAt(begin) > begin {
		return 0
	}
	f.addPerson(i, end, f.roleText(at, stop), f.holder(at, stop))
	return stop
}

// spoken reports whether the name is beside a word of speech: said Anna Smith.
func (f *finder) spoken(i, end int) bool {
	if f.t[i].first {
		return false
	}
	return f.in(i-1, speech) && !f.capital(i-1) && !f.in(end, headWords)
}

// memberOf reports whether a name with a Korean surname is of a body: Helen
// Park of Synopsys Korea.
func (f *finder) memberOf(i, end int) bool {
	return f.is(end, "of") && end+1 < len(f.t) && f.orgAt[end+1] != 0 && !f.t[i].first && (surnames[f.t[i].s] || surnames[f.t[end-1].s])
}

func (f *finder) hasParticle(i, end int) bool {
	for ; i < end; i++ {
		if !f.t[i].caps && f.t[i].s != "de" && f.t[i].s != "la" {
			return true
		}
	}
	return false
}

// holder returns the organisation in which a role at i is held: before it,
// in SNU President; after what ends at token end, in Minister Kim of MOTIR; or
// before the bracket, in (KATS, President Kim).
func (f *finder) holder(i, end int) string {
	for n := 1; n <= 3 && i-n >= 0; n++ {
		if o := f.orgAt[i-n]; o != 0 {
			return f.orgs[o-1].Name
		}
		if s := f.t[i-n].s; s == "," && f.inBrackets(i-n) || f.peopleAt(i-n) || s == "(" {
			continue
		}
		break
	}
	if f.is(end, "of") || f.is(end, "at") || f.is(end, "from") {
		end++
		if f.is(end, "the") {
			end++
		}
		if end < len(f.t) && f.orgAt[end] != 0 {
			return f.orgs[f.orgAt[end]-1].Name
		}
	}
	return ""
}

// inBrackets reports whether the comma at i follows an acronym in brackets.
func (f *finder) inBrackets(i int) bool {
	return f.is(i-2, "(") || f.is(i-3, "(")
}
