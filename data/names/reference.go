package names

import (
	"slices"
	"strings"

	"pressroom/data/text"
)

// This file is about people named before: adding, referring, listing.

// addPerson notes the person named by the tokens i to end, who may be known.
func (f *finder) addPerson(i, end int, role, of string) {
	name := f.joined(i, end)
	key := PersonKey(name)
	id, ok := f.named[key]
	if !ok {
		id = len(f.people)
		p := person{Person: Person{Name: name, Role: role, Of: of}}
		for n := i; n < end; n++ {
			if f.t[n].word {
				p.words = append(p.words, f.t[n].s)
			}
		}
		f.people = append(f.people, p)
		f.named[key] = id
		for _, w := range calledBy(p.words) {
			f.family[w] = append(f.family[w], id)
		}
	}
	p := &f.people[id]
	if p.Role == "" {
		p.Role = role
	}
	if p.Of == "" {
		p.Of = of
	}
	f.mentionPerson(id, i, end)
}

// mentionPerson notes that the tokens i to end are person id.
func (f *finder) mentionPerson(id, i, end int) {
	f.people[id].Mentions = append(f.people[id].Mentions, f.span(i, end))
	for n := i; n < end; n++ {
		f.taken[n] = true
	}
}

// calledBy returns the words by which people of a name are called again: a
// Korean by the surname; others by the first or the last word, because the
// surname of Nguyen Hong Dien and of Jose Fernandez stand at other ends, and
// the one is called by the last word all the same.
func calledBy(words []string) []string {
	if len(words) > 1 && allCaps(words[0]) && len(words[0]) > 2 { // MOTEGI Haruki is Minister Motegi
		words = append([]string{capitalised(words[0])}, words[1:]...)
	}
	if len(words) == 1 {
		return words
	}
	first, last := words[0], words[len(words)-1]
	switch familyPlace(words) {
	case 0:
		if len(words) == 3 && commonLast.has(last) { // Jung Kwang Kim may be Minister Kim
			return []string{first, last}
		}
		if len(words) == 3 || hyphened(last) {
			return []string{first}
		}
	case len(words) - 1:
		if surnames.has(last) && !surnames.has(first) { // but: Cho Hyun is Minister Cho
			return []string{last}
		}
	}
	switch {
	case first == last:
		return words[:1]
	case len(words) == 3 && len(words[1]) > 2 && strings.ToLower(words[1]) != words[1] && !strings.HasSuffix(words[1], "."):
		return []string{last, first, words[1]} // Álvaro García Hurtado is Minister García
	}
	return []string{last, first}
}

// commonLast are surnames that few given names end in.
var commonLast = set(`Kim Lee Park Choi Yoon Kwon Hwang`)

// maxNamesakes is among how many people of a surname a reference chooses. It
// bounds what a text of Kims alone can cost.
const maxNamesakes = 16

// refer resolves a role with a name of one word at token i, President Kim: the
// person of that name whose role fits best, and of those the one named last.
// Where none fits it is somebody new, known by that word alone: President
// Trump.
func (f *finder) refer(i int, role, of string) {
	word := f.t[i].s
	ids := f.family[word]
	if len(ids) > maxNamesakes {
		ids = ids[len(ids)-maxNamesakes:]
	}
	best, bestScore := -1, 0
	for _, id := range ids {
		p := &f.people[id]
		score := 2 * sameRole(role, p.Role)
		if score > 0 && of != "" && of == p.Of {
			score += 5
		} else if score > 0 && of != "" && p.Of != "" {
			score--
		}
		if score > 0 && score >= bestScore {
			best, bestScore = id, score
		}
	}
	if len(ids) == 1 && best < 0 && !surnames.has(word) && len(f.people[ids[0]].words) > 1 {
		best = ids[0] // Ambassador Tao is the Trade Representative, as there is no other Tao
	}
	if best >= 0 {
		if p := &f.people[best]; p.Role == "" && len(ids) == 1 && !surnames.has(word) {
			p.Role = role // Jamieson Lind, later Ambassador Lind
		}
		f.mentionPerson(best, i, i+1)
		return
	}
	f.addPerson(i, i+1, role, of)
}

// surnameAlone takes a surname without a role as a mention of the only person
// of that name: “…,” Engel said.
func (f *finder) surnameAlone(i int) {
	t := &f.t[i]
	ids := f.family[t.s]
	if len(ids) != 1 || f.taken[i] || f.lower[t.s] || ordinary.has(t.s) || subjects.has(t.s) || t.place {
		return
	}
	if f.capital(i+1) && !f.t[i+1].glued && !t.poss || f.capital(i-1) && !f.t[i-1].poss && !f.taken[i-1] {
		return
	}
	f.mentionPerson(ids[0], i, i+1)
}

// listPeople returns the people, in the order of first mention.
func (f *finder) listPeople() []Person {
	var list []Person
	skip := f.foldSurnames()
	inTitle := f.titlePeople()
	for id := range f.people {
		if !skip[id] {
			p := f.people[id].Person
			p.InTitle = inTitle[id]
			list = append(list, p)
		}
	}
	sortMentions(list, func(p *Person) []text.Span { return p.Mentions })
	return list
}

// foldSurnames gives the mentions of those known by one word to the only
// person of that name and role, where the full name came later. It returns
// whom that leaves out.
func (f *finder) foldSurnames() map[int]bool {
	skip := map[int]bool{}
	for id := range f.people {
		p := &f.people[id]
		if len(p.words) != 1 {
			f.foldLonger(id, skip)
			continue
		}
		ids := f.family[p.words[0]]
		if len(ids) > maxNamesakes {
			continue
		}
		match := -1
		for _, other := range ids {
			if other != id && len(f.people[other].words) > 1 && sameRole(p.Role, f.people[other].Role) > 1 {
				if match >= 0 {
					match = -1
					break
				}
				match = other
			}
		}
		if match >= 0 {
			f.foldPerson(id, match)
			skip[id] = true
		}
	}
	return skip
}

// foldPerson gives the mentions of a person to another, who is the same.
func (f *finder) foldPerson(id, into int) {
	full := &f.people[into]
	full.Mentions = append(full.Mentions, f.people[id].Mentions...)
	sortSpans(full.Mentions)
	if full.Role == "" {
		full.Role, full.Of = f.people[id].Role, f.people[id].Of
	}
}

// foldLonger gives the mentions of person id to the one whose name begins as all of this one:
// Abdulrahman bin Salim is Abdulrahman bin Salim al-Saud; or has but an initial more: Anna Lind
// is Anna L. Lind.
func (f *finder) foldLonger(id int, skip map[int]bool) {
	words := f.people[id].words
	ids := f.family[words[0]]
	if len(ids) > maxNamesakes {
		return
	}
	for _, other := range ids {
		longer := f.people[other].words
		if other == id || skip[other] || len(longer) <= len(words) || surnames.has(words[0]) {
			continue
		}
		n := len(words)
		if slices.Equal(longer[:n], words) || n > 1 && slices.Equal(longer[len(longer)-n:], words) || n == 2 && len(longer) == 3 && longer[2] == words[1] && longer[0] == words[0] && strings.HasSuffix(longer[1], ".") {
			f.foldPerson(id, other)
			skip[id] = true
			return
		}
	}
}

// titlePeople returns the people whom the headline names as well: in full,
// or by the one name that only they have.
func (f *finder) titlePeople() map[int]bool {
	in := map[int]bool{}
	for i := range f.head {
		if !f.head[i].caps {
			continue
		}
		key := ""
		for n := i; n < len(f.head) && n < i+maxName; n++ {
			key += " " + f.head[n].s
			if id, ok := f.named[PersonKey(key)]; ok && n > i {
				in[id] = true
			}
		}
		if ids := f.family[f.head[i].s]; len(ids) == 1 && i > 0 && roleCores.has(f.head[i-1].s) {
			in[ids[0]] = true
		}
	}
	return in
}

// sameRole reports how well the role of a later mention fits a person's:
// Director General is Director General for Industrial Policy, Minister is
// Trade Minister. 0 is not at all.
func sameRole(later, full string) int {
	if rest, ok := strings.CutSuffix(full, strings.ToLower(later)); ok && later != "" && !demoting(strings.TrimSpace(rest)) {
		return 2 // the first deputy director is Deputy Director
	}
	switch {
	case later == "" || full == "", ranks.has(later) && endsInOne(strings.TrimSuffix(later, "."), "Dr", "Prof"):
		return 1
	case later == full:
		return 4
	case strings.HasPrefix(full, later+" "), len(later) > 1 && initials(full) == later, len(later) > 1 && initials(strings.Split(full, " and ")[0]) == later: // DPM is Deputy Prime Minister
		return 3
	}
	core, _, _ := strings.Cut(full, " for ")
	core, _, _ = strings.Cut(core, " of ")
	later = withoutSubject(later)
	for part := range strings.SplitSeq(core, " and ") {
		if part == later {
			return 3
		}
		if plain := withoutSubjects(part); plain != part { // First Vice Foreign Minister is First Vice Minister
			part = plain
		}
		if part == later {
			return 2
		}
		// A Vice Minister is not the Minister.
		if rest, ok := strings.CutSuffix(part, " "+later); ok && !demoting(rest) {
			return 2
		}
	}
	return 0
}

// withoutSubject returns Trade Minister as Minister.
func withoutSubject(role string) string {
	for {
		word, rest, ok := strings.Cut(role, " ")
		if !ok || !subjects.has(strings.TrimSuffix(word, ",")) && word != "and" || roleWords.has(word) {
			return role
		}
		role = rest
	}
}

// withoutSubjects returns First Vice Foreign Minister as First Vice Minister.
func withoutSubjects(role string) string {
	words := strings.Fields(role)
	kept := words[:0]
	for _, w := range words {
		if !subjects.has(w) || roleWords.has(w) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// demoting reports whether a role that begins so is another than without.
func demoting(before string) bool {
	last := before[strings.LastIndexByte(before, ' ')+1:]
	switch strings.ToLower(last) {
	case "vice", "deputy", "under", "assistant", "associate", "former", "acting", "prime":
		return true
	}
	return false
}
