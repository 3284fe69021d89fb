package names

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// This file is about companies that no sign tells, and that stand in a list of those whose shares
// are traded: fined A and B, talks with C.

// nameList is the lines of a sorted list, which are looked up where they stand: a map of them would
// hold ten times as much.
type nameList struct {
	text  string
	lines []int32 // where each begins in text
}

// listedCompanies returns the names of listed.txt and unlisted.txt, which are read when a text first asks
// for them.
var listedCompanies = sync.OnceValue(func() *nameList {
	l := &nameList{}
	var b strings.Builder
	names := slices.AppendSeq(slices.Collect(wordLines("en/listed")), wordLines("en/unlisted"))
	slices.SortFunc(names, func(a, b string) int {
		return strings.Compare(strings.TrimSuffix(a, " ?"), strings.TrimSuffix(b, " ?"))
	})
	for _, line := range names {
		l.lines = append(l.lines, int32(b.Len()))
		b.WriteString(line)
		b.WriteByte('\n')
	}
	l.text = b.String()
	return l
})

// at returns the name on line i, and whether it is a company's without another sign.
func (l *nameList) at(i int) (name string, sure bool) {
	name, _, _ = strings.Cut(l.text[l.lines[i]:], "\n")
	name, unsure := strings.CutSuffix(name, " ?")
	return name, !unsure
}

// search returns the first line whose name is not before a name.
func (l *nameList) search(name string) int {
	return sort.Search(len(l.lines), func(i int) bool {
		at, _ := l.at(i)
		return at >= name
	})
}

// find reports whether the list has a name, and whether that is a company's without another sign.
func (l *nameList) find(name string) (sure, ok bool) {
	i := l.search(name)
	if i == len(l.lines) {
		return false, false
	}
	at, sure := l.at(i)
	return sure, at == name
}

// begins reports whether a name of the list begins as a word does.
func (l *nameList) begins(word string) bool {
	word = plainLetters(word)
	i := l.search(word)
	if i == len(l.lines) {
		return false
	}
	name, _ := l.at(i)
	return strings.HasPrefix(name, word)
}

// plainLetters returns a name without accents, as the list often has it: Credit Agricole.
func plainLetters(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf && r != '’' }) < 0 {
		return name // most are, and a replacer copies
	}
	return withoutAccents.Replace(name)
}

var withoutAccents = strings.NewReplacer("à", "a", "á", "a", "ã", "a", "ä", "a", "ç", "c", "è", "e", "é", "e", "ê", "e", "É", "E",
	"í", "i", "ñ", "n", "ó", "o", "ô", "o", "ö", "o", "ø", "o", "Ø", "O", "ú", "u", "ü", "u")

// maxListed is the most words of a name in the list.
const maxListed = 6

// listedEnd returns where the longest name in the list ends that begins a run, 0 for none, and whether
// it is a company's without another sign.
func (f *finder) listedEnd(r run) (end int, sure bool) {
	l := listedCompanies()
	if !l.begins(f.t[r.begin].s) {
		return 0, false
	}
	for end = min(r.end, r.begin+maxListed); end > r.begin; end-- {
		name := strings.ReplaceAll(f.joined(r.begin, end), "'", "’")
		if sure, ok := l.find(name); ok {
			return end, sure
		}
		if plain := plainLetters(name); plain != name {
			if sure, ok := l.find(plain); ok {
				return end, sure
			}
		}
	}
	return 0, false
}

// listedCompany takes a company of the list: Exide, Kobe Steel. What also means something else is one
// where it does what companies do. Of a longer run only a name of several words is one, or what
// has words of companies or a country behind it, so that neither
// Nexen Day nor somebody of that name is.
func (f *finder) listedCompany(r run) bool {
	if f.is(r.end, "$") && r.end-r.begin > 1 {
		r.end-- // Telstra | A$15 million
	}
	end, sure := f.listedEnd(r)
	if end == 0 || f.roleEndsAt(r.begin) || f.allPlaces(run{r.begin, end}) {
		return false
	}
	whole := f.listedWhole(r, end)
	alone := end-r.begin == 1
	if alone && (whole.end < r.end || f.lower[strings.ToLower(f.t[r.begin].s)] || f.surnameOf(f.t[r.begin].s)) {
		return false
	}
	if !sure && (f.t[r.begin].first && alone || f.isAny(r.begin-1, "the", "a", "an", "The") || whole.end < r.end || !f.actsAt(whole.end)) {
		return false
	}
	f.registerCompany(whole)
	return true
}

// listedWhole returns the name of a company of the list that ends at token end, with what stands behind it in
// the run: words of companies and countries, or one more name, as in Hana Micron | Vina.
func (f *finder) listedWhole(r run, end int) run {
	several := end > r.begin+1
	for end < r.end && (companyWords.has(f.t[end].s) || headWords.has(f.t[end].s) || f.atlas.last[f.t[end].s]) {
		end++
	}
	if several && end == r.end-1 && f.saysName(end) && f.plainName(run{end, r.end}) && !productNouns.has(f.last(r)) {
		end++
	}
	return run{r.begin, end}
}

// titleVerbs are what companies do in headlines, which Set Every Word Like This.
var titleVerbs = set(`Acquires Agrees Announces Begins Breaks Builds Buys Commits Completes Develops Donates Expands Invests Joins
Launches Opens Plans Pledges Receives Reports Secures Sells Signs Starts Supplies Unveils Wins`)

// companyInTitle takes the company of several words that begins at token i of the headline, whatever the
// body has, and returns where it ends, 0 where there is none: Samsung Electronics | Breaks Ground. It is of
// the list, or begins with a word that everybody knows and goes on with words of companies. No other
// noun goes on behind it: Kia Electric Vehicle Plant.
func (f *finder) companyInTitle(i int) int {
	end := i + 1
	if knownCompanies.has(f.head[i].s) {
		for end < len(f.head) && !f.head[end-1].poss && (companyWords.has(f.head[end].s) || smallBrands.has(f.head[end].s)) {
			end++
		}
	}
	for n := min(len(f.head), i+maxListed); n > end && f.head[i].caps && listedCompanies().begins(f.head[i].s); n-- {
		if sure, ok := listedCompanies().find(plainLetters(titleWords(f.head[i:n]))); ok && sure {
			end = n
		}
	}
	if i+1 < len(f.head) && subjects.has(f.head[i].s) && f.head[i+1].s == "Ministry" && !f.hasMinistry() {
		end++
	}
	if end == i+1 || f.titleGoesOn(end) {
		return 0
	}
	name := titleWords(f.head[i:end])
	id := f.registerAs(name, "", end-i)
	f.orgs[id].company, f.orgs[id].InTitle = true, true
	return end
}

// hasMinistry reports whether the body names a ministry, which the headline may mean by a shorter name.
func (f *finder) hasMinistry() bool {
	return slices.ContainsFunc(f.orgs, func(o organisation) bool { return !o.InTitle && strings.Contains(o.Name, "Ministry") })
}

// titleGoesOn reports whether the name before token i of the headline goes on there.
func (f *finder) titleGoesOn(i int) bool {
	return i < len(f.head) && (f.head[i].caps || f.head[i].s == "&") && !f.head[i-1].poss && !titleVerbs.has(f.head[i].s)
}

// titleWords returns some tokens of the headline as one line.
func titleWords(tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && !t.glued {
			b.WriteByte(' ')
		}
		b.WriteString(t.s)
	}
	return b.String()
}

// surnameOf reports whether a word is somebody's surname in the text: Ann Gartner.
func (f *finder) surnameOf(w string) bool {
	for i := 1; i < len(f.t); i++ {
		if f.t[i].s == w && !f.t[i].first && (isGiven(f.t[i-1].s) || f.roleEndsAt(i)) {
			return true
		}
	}
	return false
}

// listedUnsure reports whether a run is a name of the list that also means something else.
func (f *finder) listedUnsure(r run) bool {
	end, _ := f.listedEnd(r)
	return end == r.end && (r.end-r.begin > 1 || !f.lower[strings.ToLower(f.t[r.begin].s)] && !f.t[r.begin].first)
}

// models are what carmakers and others call their goods.
var models = wordsOf("en/models")

// isModel reports whether a run is a product of the company that its first word names: Kia Niro, Galaxy S25.
func (f *finder) isModel(r run) bool {
	if r.end-r.begin < 2 {
		return false
	}
	w := f.t[r.begin+1].s
	if models.has(w) {
		return true
	}
	small := strings.TrimLeft(w, "ABCDEFGHIJKLMNOPRSTUVWXYZi") // no Q: Samsung Q3 is a quarter
	return r.end-r.begin == 2 && small != w && small != "" && len(w) < 6 && strings.Trim(small, "0123456789") == "" && w[:1] != "H" && w[:2] != "FY"
}
