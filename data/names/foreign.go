package names

import "strings"

// This file is about bodies with names in other languages, which have small words
// where English has none: Agência para o Porto e Comércio Externo (APCE).

// compounds end words for bodies that are written together: Hafengesellschaft.
var compounds = []string{"gesellschaft", "ministerium", "verband", "agentur", "anstalt", "kammer", "werke", "institut", "kartellamt", "bundesamt", "patentamt", "bank"}

// foreign returns the run that a run is the beginning of, where a word in it is one for a
// body in another language, or where a form of company ends it: Porto do Sul Ltda.
func (f *finder) foreign(r run) (run, bool) {
	r = f.withoutPeople(r)
	end := r.end
	for n := r.begin; n < r.end; n++ {
		if f.t[n].poss {
			return r, false
		}
	}
	for end-r.begin < maxRun {
		at := end
		for at < end+3 && f.in(at, foreignLinks) {
			at++
		}
		switch {
		case at > end && f.capital(at) && f.roles[at].end == 0, f.elided(at):
			end = at + 1
		case end > r.end && f.capital(end) && !f.t[end].first && f.roles[end].end == 0 && !f.koreanName(end):
			end++
		case at > end+1 && foreignHeads.has(f.t[r.begin].s) && f.t[at].word && !f.capital(at+1):
			end = at + 1 // Autorité de la | concurrence
			return run{r.begin, end}, true
		default:
			return run{r.begin, end}, f.isForeign(run{r.begin, end}, end > r.end)
		}
	}
	return r, false
}

// withoutPeople returns a run without whose body it is: the French | Autorité de la concurrence.
func (f *finder) withoutPeople(r run) run {
	if f.peopleAt(r.begin) && r.begin+1 < r.end && foreignHeads.has(f.t[r.begin+1].s) {
		r.begin++
	}
	return r
}

// elided reports whether the word at i has its article before it: d’Électricité.
func (f *finder) elided(i int) bool {
	if i >= len(f.t) || f.t[i].caps {
		return false
	}
	before, after, ok := strings.Cut(strings.ReplaceAll(f.t[i].s, "'", "’"), "’")
	return ok && len(before) <= 4 && after != "" && strings.ToLower(after[:1]) != after[:1] || ok && len(before) <= 4 && after != "" && after[0] >= 0x80
}

// isForeign reports whether a run names a body in another language. linked says that
// it has small words inside, so that more than a form of company must not tell.
func (f *finder) isForeign(r run, linked bool) bool {
	for n := r.begin; n < r.end; n++ {
		if w := f.t[n].s; foreignHeads.has(w) && r.end-r.begin > 1 || f.compound(n) {
			return true
		}
	}
	last := f.last(r)
	return linked && (knownCompanies.has(f.t[r.begin].s) || isForm(last) || headWords.has(last) && strings.ContainsAny(last, "."))
}

// compound reports whether the word at i is a body's by its end.
func (f *finder) compound(i int) bool {
	w := f.t[i].s
	for _, end := range compounds {
		if at := len(w) - len(end); at > 3 && strings.HasSuffix(w, end[1:]) && (w[at] == end[0] || w[at] == end[0]-'a'+'A') {
			return f.t[i].caps
		}
	}
	return false
}
