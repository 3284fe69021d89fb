package names

import (
	"strings"
	"sync"
	"unicode/utf8"

	"pressroom/data/text"
)

// This file is about Korean texts. Korean has no capitals, but its names have
// ends that tell them: a body ends in 위원회 or 공사, a company has ㈜ before it or the
// name of a group, and a person an office beside the name, 김수빈 장관. Particles go on
// a word, 장관은, and are no part of it.

// koreanVocabulary is what is known of Korean words.
type koreanVocabulary struct {
	bodies, bodyEnds, noBodies                   map[string]bool
	groups, companyEnds, strongEnds, companies   map[string]bool
	offices, familyNames, givenSyllables, noName map[string]bool
	foreign, companyTails                        map[string]bool
}

// korean reads the lists of Korean words, once, when a Korean text is first read.
var korean = sync.OnceValue(func() *koreanVocabulary {
	return &koreanVocabulary{
		List("ko/bodies"), List("ko/bodyends"), List("ko/nobodies"),
		List("ko/groups"), List("ko/companyends"), List("ko/strongends"), List("ko/companies"),
		List("ko/offices"), List("ko/surnames"), List("ko/given"), List("ko/nonames"),
		List("ko/foreign"), List("ko/companytails"),
	}
})

// The particles that may stand behind a name: those that stand behind a syllable with a final
// consonant, those behind one without, and those behind both.
var (
	afterConsonant = set(`은 이 을 과 으로 이나 이며 이라는 과의 과는 으로부터 이라고`)
	afterVowel     = set(`는 가 를 와 로 나 며 라는 와의 와는 로부터 라고`)
	afterAny       = set(`의 에 에서 에게 도 만 까지 부터 에는 에서는 에도 측 측은 측이 등 등은 등이 등과 간 내 및 에서도 만의 보다 처럼 께서 님 님은`)
)

// hasHangul reports whether a text has a Korean letter.
func hasHangul(s string) bool {
	for i := range len(s) {
		if s[i] >= "가"[0] && s[i] <= "힣"[0] { // it begins a character
			if r, _ := utf8.DecodeRuneInString(s[i:]); isHangul(r) {
				return true
			}
		}
	}
	return false
}

// endsInConsonant reports whether the last syllable of a word has a final consonant.
func endsInConsonant(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return isHangul(r) && (r-'가')%28 != 0
}

// isParticle reports whether rest may be particles behind a stem.
func isParticle(stem, rest string) bool {
	switch {
	case rest == "" || afterAny.has(rest):
		return true
	case rest == "로" || rest == "로부터":
		r, _ := utf8.DecodeLastRuneInString(stem)
		return !endsInConsonant(stem) || (r-'가')%28 == 8 // ㄹ
	case endsInConsonant(stem):
		return afterConsonant.has(rest)
	}
	return afterVowel.has(rest)
}

// beforeParticles returns the longest beginning of a word that is ok and has nothing but
// particles behind it, "" for none.
func beforeParticles(word string, ok func(string) bool) string {
	for end := len(word); end > 0; {
		if isParticle(word[:end], word[end:]) && ok(word[:end]) {
			return word[:end]
		}
		_, n := utf8.DecodeLastRuneInString(word[:end])
		end -= n
		if len(word)-end > maxParticle {
			break
		}
	}
	return ""
}

// maxParticle bounds the bytes of the particles behind a name.
const maxParticle = 4 * len("은")

// endsWithOne returns the longest of the ends that a word has, with something before it of
// at least so many letters; "" for none.
func endsWithOne(word string, ends map[string]bool, before int) string {
	at, n := 0, utf8.RuneCountInString(word)
	for i := range word {
		if at >= before && n-at <= maxEnd && ends[word[i:]] {
			return word[i:]
		}
		at++
	}
	return ""
}

// maxEnd bounds the letters of an end.
const maxEnd = 8

// isKoreanBody reports whether a word without particles names a body.
func isKoreanBody(w string) bool {
	if korean().bodies[w] || korean().companies[w] {
		return true
	}
	for no := range korean().noBodies {
		if strings.HasSuffix(w, no) && (w == no || !strings.HasPrefix(w, "한국") && !strings.HasPrefix(w, "국가")) {
			return false
		}
	}
	return endsWithOne(w, korean().bodyEnds, 2) != "" || endsWithOne(w, korean().strongEnds, 2) != "" || isGroupCompany(w)
}

// isGroupCompany reports whether a word is the name of a group with what the company does.
func isGroupCompany(w string) bool {
	end := endsWithOne(w, korean().companyEnds, 1)
	return end != "" && korean().groups[strings.TrimSuffix(w, end)]
}

// isKoreanPerson reports whether a word without particles is the name of a person.
func isKoreanPerson(w string) bool {
	letters := []rune(w)
	if len(letters) < 3 || len(letters) > 4 || korean().noName[w] || endsWithOne(w, korean().offices, 0) != "" || korean().bodies[w] {
		return false
	}
	family := 1
	if korean().familyNames[string(letters[:2])] {
		family = 2
	}
	if beforeParticles(w, isKoreanOffice) != "" || !korean().familyNames[string(letters[:family])] || len(letters)-family > 2 {
		return false
	}
	for _, r := range letters[family:] {
		if !korean().givenSyllables[string(r)] {
			return false
		}
	}
	if name, _ := loadAtlas().koreanAt(strings.TrimPrefix(w, "주")); name != "" {
		return false // 주미국 대사
	}
	return true
}

// isKoreanOffice reports whether a word without particles is an office.
func isKoreanOffice(w string) bool { return endsWithOne(w, korean().offices, 0) != "" }

// koreanFinder collects the names of a Korean text.
type koreanFinder struct {
	text   string
	t      []token
	people []Person
	orgs   []Organisation
	person map[string]int // name → person
	org    map[string]int // key → organisation
	called map[string]int // the last word of a foreign name → person + 1
}

// findKorean returns the people and organisations that the Korean words of a text name.
func findKorean(text string, t []token) ([]Person, []Organisation) {
	f := koreanFinder{text: text, t: t, person: map[string]int{}, org: map[string]int{}, called: map[string]int{}}
	for i := 0; i < len(t); i++ {
		if s := t[i].s; s != "㈜" && s != "(" && !hasHangul(s) {
			continue
		}
		if end := f.companyWithForm(i); end > i {
			i = end - 1
			continue
		}
		if !f.personAt(i) {
			f.bodyAt(i)
		}
	}
	f.companiesListed()
	return f.people, f.orgs
}

// word returns the letters of token i, "" where it is no word.
func (f *koreanFinder) word(i int) string {
	if i < 0 || i >= len(f.t) || !f.t[i].word {
		return ""
	}
	return f.t[i].s
}

func (f *koreanFinder) is(i int, s string) bool { return i >= 0 && i < len(f.t) && f.t[i].s == s }

// companyWithForm takes ㈜한빛, (주)한빛, 한빛㈜, 한빛(주), 주식회사 한빛 and 한빛 주식회사 at token i, and
// returns where it ends.
func (f *koreanFinder) companyWithForm(i int) int {
	if end := f.formBehind(i); end > 0 {
		return end
	}
	begin, end := i, i
	switch {
	case f.is(i, "㈜"), f.is(i, "주식회사"):
		end = i + 1
	case f.is(i, "(") && (f.is(i+1, "주") || f.is(i+1, "유")) && f.is(i+2, ")"):
		end = i + 3
	default:
		return i
	}
	w := f.word(end)
	if w == "" || !hasHangul(w) && !f.t[end].caps || f.particleAt(end) {
		return i
	}
	f.addOrg(f.t[begin].start, f.t[end].start+withoutParticle(w))
	return end + 1
}

// formBehind takes the name at token i with its form behind it, and returns where that ends: 0
// where it is none, or itself a form.
func (f *koreanFinder) formBehind(i int) int {
	if f.word(i) == "" || f.is(i, "㈜") || f.is(i, "주식회사") {
		return 0
	}
	const form = "주식회사"
	switch {
	case f.is(i+1, "㈜") && (f.t[i+1].glued || f.particleAt(i+2)):
		f.addOrg(f.t[i].start, f.t[i+1].end)
		return i + 2
	case f.is(i+1, "(") && f.is(i+2, "주") && f.is(i+3, ")") && (f.t[i+1].glued || f.particleAt(i+4)):
		f.addOrg(f.t[i].start, f.t[i+3].end)
		return i + 4
	case strings.HasPrefix(f.word(i+1), form) && isParticle(form, f.t[i+1].s[len(form):]):
		f.addOrg(f.t[i].start, f.t[i+1].start+len(form))
		return i + 2
	}
	return 0
}

// particleAt reports whether token i is no more than a particle of the form of company before it: 새봄 (주)|와.
func (f *koreanFinder) particleAt(i int) bool {
	return f.word(i) != "" && f.t[i].glued && isParticle("주식회사", f.t[i].s)
}

// withoutParticle returns how many bytes of a word are before what may be a particle: that is one,
// as far as the sounds before it let it be.
func withoutParticle(w string) int {
	name := len(w)
	for cut := len(w); cut > 0 && len(w)-cut <= maxParticle; {
		_, n := utf8.DecodeLastRuneInString(w[:cut])
		cut -= n
		if utf8.RuneCountInString(w[:cut]) >= 2 && isParticle(w[:cut], w[cut:]) {
			name = cut
		}
	}
	return name
}

// personAt takes 김수빈 장관 and 장관 김수빈 at token i, 김 장관 of somebody named before, and the name
// alone of one.
func (f *koreanFinder) personAt(i int) bool {
	w := f.word(i)
	if id, ok := f.person[beforeParticles(w, func(s string) bool { _, ok := f.person[s]; return ok })]; ok {
		f.mention(id, i)
		return true
	}
	next := f.word(i + 1)
	if f.calledAgain(i) {
		return true
	}
	if office := beforeParticles(next, isKoreanOffice); office != "" && !f.t[i+1].glued {
		if isKoreanPerson(w) {
			office, _ = f.officeAt(i + 1)
			f.addPerson(i, w, office)
			if f.heads(i-1, office) { // 한빛코리아 김수빈 대표
				f.addOrg(f.t[i-1].start, f.t[i-1].end)
			}
			return true
		}
		if korean().familyNames[w] {
			return f.again(i, w, office)
		}
	}
	if f.behindBody(i) || f.foreigner(i) { // 김정관 산업부 장관
		return true
	}
	if isKoreanOffice(w) && next != "" && !f.t[i+1].glued && beforeParticles(next, isKoreanOffice) == "" {
		if name := beforeParticles(next, isKoreanPerson); name != "" && beforeParticles(f.word(i+2), isKoreanOffice) == "" {
			f.addPerson(i+1, name, f.officeBefore(i))
			return false // the office is no body, and the name comes next
		}
	}
	return false
}

// officeBefore returns the office at token i with another before it: 부총리 겸 장관 | 김수빈.
func (f *koreanFinder) officeBefore(i int) string {
	if f.is(i-1, "겸") && i > 1 && isKoreanOffice(f.word(i-2)) {
		return f.text[f.t[i-2].start:f.t[i].end]
	}
	return f.t[i].s
}

// body returns the name of the body at token i, "" for none.
func (f *koreanFinder) body(i int) string { return beforeParticles(f.word(i), isKoreanBody) }

func (f *koreanFinder) addPerson(i int, name, role string) {
	id := len(f.people)
	f.people = append(f.people, Person{Name: name, Role: role, Of: f.holder(i)})
	f.person[name] = id
	f.mention(id, i)
}

// holder returns the body before the name, or the office and name, at token i: 산업부 김수빈 장관,
// 산업부(장관 김수빈).
func (f *koreanFinder) holder(i int) string {
	for n := i - 1; n >= 0 && n >= i-3; n-- {
		if f.is(n, "(") || isKoreanOffice(f.word(n)) {
			continue
		}
		if id, ok := f.org[OrganisationKey(beforeParticles(f.word(n), isKoreanBody))]; ok {
			return f.orgs[id].Name
		}
		break
	}
	return ""
}

// mention notes that token i begins with the name of person id.
func (f *koreanFinder) mention(id, i int) {
	p := &f.people[id]
	s := text.Span{Start: f.t[i].start, End: f.t[i].start + len(p.Name)}
	if n := len(p.Mentions); n == 0 || p.Mentions[n-1].End <= s.Start {
		p.Mentions = append(p.Mentions, s)
	}
}

// again takes 김 장관 for the one named last of that surname whose office ends so.
func (f *koreanFinder) again(i int, family, office string) bool {
	for id := len(f.people) - 1; id >= max(0, len(f.people)-maxNamesakes); id-- {
		p := &f.people[id]
		if strings.HasPrefix(p.Name, family) && strings.HasSuffix(p.Role, office) {
			p.Mentions = append(p.Mentions, text.Span{Start: f.t[i].start, End: f.t[i].start + len(family)})
			return true
		}
	}
	return false
}

// bodyAt takes a body at token i, with its acronym: 한국무역보험공사(K-SURE).
func (f *koreanFinder) bodyAt(i int) {
	name := beforeParticles(f.word(i), isKoreanBody)
	if name == "" {
		return
	}
	id := f.addOrg(f.t[i].start, f.t[i].start+len(name))
	if len(name) == len(f.t[i].s) && f.is(i+1, "(") && f.t[i+1].glued && f.is(i+3, ")") && isAcronym(f.t[i+2].s) {
		f.orgs[id].Acronym = f.t[i+2].s
		f.orgs[id].Mentions = append(f.orgs[id].Mentions, text.Span{Start: f.t[i+2].start, End: f.t[i+2].end})
	}
}

// addOrg notes that an organisation stands in a span of the text.
func (f *koreanFinder) addOrg(begin, end int) int {
	name := f.text[begin:end]
	key := OrganisationKey(name)
	id, ok := f.org[key]
	if !ok {
		id = len(f.orgs)
		f.orgs = append(f.orgs, Organisation{Name: name})
		f.org[key] = id
	}
	o := &f.orgs[id]
	if len(name) > len(o.Name) {
		o.Name = name
	}
	if n := len(o.Mentions); n == 0 || o.Mentions[n-1].Start != begin && o.Mentions[n-1].End != end {
		o.Mentions = append(o.Mentions, text.Span{Start: begin, End: end})
	}
	return id
}
