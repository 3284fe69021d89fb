package names

import "strings"

// This file is about titles, which stand before a name and are no office: Dr., H.E.,
// Sir, Prince. An office behind or before the name goes before them.

var (
	// mere titles say nothing of what somebody does.
	mere = wordsOf("en/titles")
	// ranks say it where there is no office.
	ranks = set(`Prof. Prof Dr. Dr Prince Princess King Queen Sheikh Sheikha Shaikh Lord Lady Baroness Baron Gen. Lt. Col. Capt.`)
	// pronouns begin His Excellency.
	pronouns = set(`His Her Their Your`)
	// styles stand behind a pronoun, or behind one of theirs.
	styles = set(`Excellency Excellencies Highness Majesty Majesties Royal Serene Imperial Honour`)
	// letters stand behind a name and are no part of it.
	letters = set(`MP MEP MSP KC QC CBE OBE MBE KBE DBE PhD Ph.D Ph.D. MD MBA FRS FREng CMG KCMG GCMG PBM BBM PC`)
)

// passTitles returns where the titles at token i end.
func (f *finder) passTitles(i int) int {
	at := i
	for at < len(f.t) && at < i+maxName+2 {
		w := f.t[at].s
		switch {
		case at > i && f.t[at].first && !f.t[at].glued && !mere.has(f.t[at-1].s):
			return at
		case pronouns.has(w) && f.in(at+1, styles):
			at++
			for f.in(at, styles) {
				at++
			}
		case f.titleAt(at):
			at++
		case f.isAny(at, "the", "The", "Senator") && f.honoured(at): // Senator the Hon Anna Lind
			at++
		default:
			return at
		}
	}
	return at
}

// honoured reports whether the words at i lead to an Honourable: Senator the Hon.
func (f *finder) honoured(i int) bool {
	i = f.pass(i, "Senator")
	return f.isAny(i, "the", "The") && f.isAny(i+1, "Hon", "Hon.", "Honourable", "Honorable", "Rt", "Right")
}

// titleAt reports whether the word at i is a title, or one before a title: Crown Prince, Rt Hon.
func (f *finder) titleAt(i int) bool {
	switch w := f.t[i].s; {
	case (w == "Crown" || w == "Rt" || w == "Right") && (f.in(i+1, ranks) && f.capital(i+2) || f.in(i+1, mere)):
		return true
	case w == "General" && f.soldierAt(i):
		return true
	case ranks.has(w) && f.capital(i+1):
		return true
	default:
		return mere.has(w) && f.t[i].caps && !f.t[i].poss && !f.notTitle(i)
	}
}

// soldierAt reports whether General at token i is before a name: General Xavier Brunsen, but
// not General Motors, or Director General Kim.
func (f *finder) soldierAt(i int) bool {
	if f.capital(i-1) && !f.t[i].first || !f.capital(i+1) || !f.capital(i+2) {
		return false
	}
	w := f.t[i+1].s
	return !roleCores.has(w) && !companyWords.has(w) && !headWords.has(w) && !subjects.has(w) && !ordinary.has(w) && !concepts.has(w) && !isAcronym(w)
}

// notTitle reports whether a word that may be a title is a name: Tan Wee Kiat, Tan Sri
// Zafrul.
func (f *finder) notTitle(i int) bool {
	switch f.t[i].s {
	case "Tan":
		return !f.is(i+1, "Sri")
	case "Sri":
		return !f.is(i-1, "Tan")
	case "Seri":
		return !f.in(i-1, mere)
	case "HE":
		return !f.in(i+1, mere) && !f.in(i+1, ranks)
	}
	return false
}

// keptTitles returns the titles that stand for an office where a person has none: Dr., Crown
// Prince.
func (f *finder) keptTitles(r role) string {
	begin, end := -1, 0
	for n := r.begin; n < r.end; n++ {
		if f.in(n, ranks) || f.is(n, "Crown") {
			if begin < 0 {
				begin = n
			}
			end = n + 1
		}
	}
	if begin < 0 {
		return ""
	}
	return f.joined(begin, end)
}

// productNouns are what has a name like a person’s: the chatbot Dr. Answer.
var productNouns = wordsOf("en/productnouns")

// isProduct reports whether a title at token i and the one word behind it name a product:
// the chatbot Dr. Answer, “Dr. Answer”, Dr. Answer is an AI service.
func (f *finder) isProduct(i, end int) bool {
	word := f.t[end-1].s
	if surnames.has(word) && !f.in(i-1, productNouns) && !f.quoted(i, end) {
		return false
	}
	if f.in(i-1, productNouns) || f.quoted(i, end) {
		return true
	}
	if strings.HasPrefix(f.t[i].s, "Dr") && !surnames.has(word) && len(f.family[word]) == 0 && !f.in(i-1, speech) && !f.in(end, speech) && !f.in(end, actions) {
		return true // nobody of the name is in the text, nor says anything
	}
	return f.saidToBeProduct(end)
}

// saidToBeProduct reports whether what stands at token i says that the name before it is a
// product’s: Dr. Answer is an AI service.
func (f *finder) saidToBeProduct(i int) bool {
	if !f.isAny(i, "is", "was", ",") {
		return false
	}
	for n := i + 1; n < i+8 && n < len(f.t) && f.t[n].word && !f.in(n, stops); n++ {
		if f.in(n, productNouns) {
			return n > i+1
		}
	}
	return false
}

// quoted reports whether the tokens i to end stand between quotation marks, with nothing else.
func (f *finder) quoted(i, end int) bool {
	return f.isAny(i-1, "“", "‘", "\"") && f.isAny(end, "”", "’", "\"")
}
