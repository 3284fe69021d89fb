package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data/text"
)

// This file is about people of Korean texts whose office does not stand at once behind the name:
// the body stands between, 김수빈 한빛코리아 대표; or the country, 카렐 하블리체크 체코 부총리.

// bosses of companies: whoever has such an office has it in what stands before.
var koreanBosses = set(`사장 회장 부회장 부사장 대표 대표이사 사장직무대행 수석부회장 명예회장`)

// maxGap is how many words may stand between a name and its office.
const maxGap = 2

// behindBody takes 김수빈 한빛코리아 대표 at token i: a name, one or two words for where the office is
// held, and the office.
func (f *koreanFinder) behindBody(i int) bool {
	w := f.word(i)
	plain := isKoreanPerson(w)
	if !plain && !isShortPerson(w) {
		return false
	}
	at := i + 1
	for n := 0; n <= maxGap && at < len(f.t); n++ {
		at = f.passAcronym(at)
		office, _ := f.officeAt(at)
		if office == "" {
			if f.word(at) == "" || n > 0 && f.t[at].glued {
				return false
			}
			at++
			continue
		}
		if n == 0 || !f.holds(i+1, koreanBosses.has(office) && plain && f.listed(i)) {
			return false
		}
		if n > 1 && !koreanBosses.has(office) {
			office = f.text[f.t[i+2].start : f.t[at].start+len(office)]
		}
		f.addPerson(i, w, office)
		f.people[len(f.people)-1].Of = f.word(i + 1)
		return true
	}
	return false
}

// holds reports whether an office can be held in the word at token i, and takes it for a body. Of a boss says
// that any word will do.
func (f *koreanFinder) holds(i int, boss bool) bool {
	w := f.word(i)
	if isPosted(w) {
		return true
	}
	if !boss && beforeParticles(w, isKoreanBody) != w && !f.companyLike(i) {
		return false
	}
	f.addOrg(f.t[i].start, f.t[i].end)
	return true
}

// isPosted reports whether a word says to which country somebody is sent: 주베트남.
func isPosted(w string) bool {
	land, ok := strings.CutPrefix(w, "주")
	name, _ := loadAtlas().koreanAt(land)
	return ok && name != "" && name == land
}

// listed reports whether the name at token i stands in a list, or behind a particle, so that it is no
// part of what is before it.
func (f *koreanFinder) listed(i int) bool {
	return i == 0 || !f.t[i-1].word || f.particled(i-1)
}

// particled reports whether the word at i seems to end in a particle.
func (f *koreanFinder) particled(i int) bool {
	return endsInOne(f.word(i), "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에는", "와", "과", "로", "도", "및", "등", "며", "고", "한", "된")
}

// particledSurely reports whether a word ends in what is a particle and seldom the end of a name.
func (f *koreanFinder) particledSurely(w string) bool {
	return endsInOne(w, "은", "는", "을", "를", "에서", "에는", "에게", "으로", "와", "및", "등", "하고", "하며")
}

// isShortPerson reports whether a word of two letters may be a name: 조현.
func isShortPerson(w string) bool {
	letters := []rune(w)
	return len(letters) == 2 && korean().familyNames[string(letters[:1])] && korean().givenSyllables[string(letters[1:])] && !korean().noName[w]
}

// companyLike reports whether the word at i is a company where somebody heads it.
func (f *koreanFinder) companyLike(i int) bool {
	w := f.word(i)
	return endsWithOne(w, korean().companyTails, 2) != "" && !f.particledSurely(w) && !korean().noBodies[w]
}

// heads reports whether the word at token i is what the one named behind it has an office in: the company of a
// boss, where its end says so or a sentence begins with it; the division of an official.
func (f *koreanFinder) heads(i int, office string) bool {
	w := f.word(i)
	if w == "" || isKoreanOffice(w) {
		return false
	}
	if slices.Contains([]string{"과장", "사무관", "서기관", "주무관"}, office) {
		return strings.HasSuffix(w, "과") && utf8.RuneCountInString(w) > 2
	}
	begins := (i == 0 || !f.t[i-1].word) && utf8.RuneCountInString(w) > 2 && w[0] > '9' && !f.particled(i) && !korean().noName[w] && !isKoreanPerson(w)
	return koreanBosses.has(office) && (f.companyLike(i) || begins)
}

// passAcronym passes (EU) at token i.
func (f *koreanFinder) passAcronym(i int) int {
	if f.is(i, "(") && f.is(i+2, ")") {
		return i + 3
	}
	return i
}

// officeAt returns the office at token i without particles, and the token behind it, with another office
// behind 겸 or at once: 부총리 겸 산업부 장관, 대표이사 사장.
func (f *koreanFinder) officeAt(i int) (office string, end int) {
	w := f.word(i)
	if w == "" {
		return "", i
	}
	office = beforeParticles(w, isKoreanOffice)
	if office == "" || office != w {
		return office, i + 1
	}
	at := i + 1
	if f.is(at, "겸") {
		at++
		if f.body(at) != "" && f.body(at) == f.word(at) {
			at++
		}
	}
	if next := beforeParticles(f.word(at), isKoreanOffice); next != "" && !f.t[at].glued && !strings.HasPrefix(next, "장") {
		return f.text[f.t[i].start : f.t[at].start+len(next)], at + 1
	}
	return office, i + 1
}

// foreigner takes 카렐 하블리체크 체코 부총리 at token i: two to four words of other languages, where the
// office is held, and the office.
func (f *koreanFinder) foreigner(i int) bool {
	end, foreign := i, 0
	for end < len(f.t) && end < i+maxName && f.foreignWord(end) && (end == i || !f.t[end].glued) && f.heldAt(end) == end {
		if hasForeignSyllable(f.t[end].s) {
			foreign++
		}
		end++
	}
	if end < i+2 || foreign == 0 || !f.listed(i) {
		return false
	}
	held := f.heldAt(end)
	if held == end {
		return false
	}
	at := f.passAcronym(held)
	for n := 0; n < 4 && at < len(f.t); n++ {
		office, _ := f.officeAt(at)
		if office == "" {
			if !f.t[at].word && f.t[at].s != "·" || f.t[at].word && f.particledSurely(f.t[at].s) {
				return false
			}
			at++
			continue
		}
		role := f.text[f.t[f.passAcronym(held)].start : f.t[at].start+len(office)]
		f.addForeigner(i, end, role, held)
		return true
	}
	return false
}

// addForeigner notes the person of the tokens i to end, who is called by the last of them later.
func (f *koreanFinder) addForeigner(i, end int, role string, held int) {
	name := f.text[f.t[i].start:f.t[end-1].end]
	id := len(f.people)
	p := Person{Name: name, Role: role, Mentions: []text.Span{{Start: f.t[i].start, End: f.t[end-1].end}}}
	if id, _ := loadAtlas().koreanAt(f.t[end].s); id != f.t[end].s {
		p.Of = f.text[f.t[end].start:f.t[held-1].end]
		f.addOrg(f.t[end].start, f.t[held-1].end)
	}
	f.people = append(f.people, p)
	f.person[name] = id
	f.called[f.t[end-1].s] = id + 1
}

// calledAgain takes 하블리체크 부총리 for the one named before.
func (f *koreanFinder) calledAgain(i int) bool {
	id := f.called[f.word(i)]
	if id == 0 || beforeParticles(f.word(i+1), isKoreanOffice) == "" {
		return false
	}
	p := &f.people[id-1]
	p.Mentions = append(p.Mentions, text.Span{Start: f.t[i].start, End: f.t[i].end})
	return true
}

// heldAt returns the end of the country or the body at token i where an office is held; i for none.
func (f *koreanFinder) heldAt(i int) int {
	w := f.word(i)
	if w == "" {
		return i
	}
	if name, _ := loadAtlas().koreanAt(w); name == w || isKoreanBody(w) || f.companyLike(i) {
		return i + 1
	}
	at := i
	for at < len(f.t) && at < i+3 && f.t[at].word && f.t[at].caps && !hasHangul(f.t[at].s) {
		at++
	}
	return at
}

// foreignWord reports whether the word at i may be of a name of another language.
func (f *koreanFinder) foreignWord(i int) bool {
	w := f.word(i)
	return w != "" && hasHangul(w) && utf8.RuneCountInString(w) <= 8 && !isKoreanOffice(w) && !korean().noName[w] && !f.particledSurely(w) && strings.IndexFunc(w, func(r rune) bool { return !isHangul(r) }) < 0
}

func hasForeignSyllable(w string) bool {
	for _, r := range w {
		if korean().foreign[string(r)] {
			return true
		}
	}
	return false
}

// companiesListed takes the unknown words in a list before 등, of which two at least are known: 삼성전자,
// LG이노텍, 한빛비나 등.
func (f *koreanFinder) companiesListed() {
	for i := range f.t {
		if !f.is(i, "등") && !(f.word(i) != "" && strings.HasPrefix(f.t[i].s, "등") && isParticle("등", f.t[i].s[len("등"):])) {
			continue
		}
		known, unknown := 0, []int{}
		at := i - 1
		for ; at >= 0 && len(unknown) < maxList && f.word(at) != "" && (hasHangul(f.t[at].s) || f.t[at].caps); at -= 2 {
			if _, ok := f.org[OrganisationKey(f.t[at].s)]; ok || isKoreanBody(f.t[at].s) {
				known++
			} else if utf8.RuneCountInString(f.t[at].s) > 2 && !f.particled(at) && !isKoreanOffice(f.t[at].s) && !isKoreanPerson(f.t[at].s) {
				unknown = append(unknown, at)
			}
			if !f.is(at-1, ",") {
				break
			}
		}
		if known >= 2 {
			for _, n := range unknown {
				f.addOrg(f.t[n].start, f.t[n].end)
			}
		}
	}
}
