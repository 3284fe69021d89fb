package names

import (
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/text"
)

// Person is a person that a release names.
type Person struct {
	Name     string      // the fullest form in the text: Kim Dae-ja
	Role     string      // as the text writes it: Director General for Industrial Policy; "" if it has none
	Of       string      // where the role is held, as in [Organisation].Name; "" if the text does not say
	Mentions []text.Span // in the body; also of the surname alone
	InTitle  bool        // the headline names the person as well
}

// Organisation is a body that acts under a name of its own, as far as a
// release names it.
type Organisation struct {
	Name     string      // the fullest form in the text, without "the"
	Acronym  string      // what else the text calls it; "" for none
	Mentions []text.Span // in the body; also of the acronym and of short forms
	InTitle  bool        // the headline names it as well
}

// Amount is a sum of money.
type Amount struct {
	Currency string    // its ISO code: KRW
	Value    float64   // whole units of the currency; of a range, the lower end
	High     float64   // the upper end of a range, else Value
	AtLeast  bool      // "more than", "over", "at least"
	AtMost   bool      // "up to", "less than"
	Text     string    // as written, with the words that belong to it: more than KRW 100 trillion
	Span     text.Span // of Text in the body; empty if InTitle
	Again    bool      // the sum before in another currency, in brackets: 370 trillion won (US$274.7 billion)
	InTitle  bool      // the headline has it, and the body has not
}

// Names is what a release names, each kind in the order of first mention.
type Names struct {
	People        []Person
	Organisations []Organisation
	Amounts       []Amount
}

// Find returns what a text names. Every span lies in text, and begins and
// ends between characters. The time it takes grows with the text's length.
func Find(text string) Names { return FindIn("", text) }

// FindIn returns what a release names. The spans are of the body.
//
// A headline Sets Every Word Like This, so that names cannot be told from
// other words: it says which of the names of the body it has, and an acronym
// in it counts as the body's; of its own it adds only what needs no capitals
// to be seen, sums of money, bodies that everybody knows by one word, companies of
// several words that everybody knows, and who speaks at a press conference or the
// like. Those stand last, and have no mentions.
func FindIn(title, body string) Names {
	f := find(title, body)
	return f.names(title)
}

// find does the work of [FindIn].
func find(title, body string) *finder {
	f := &finder{text: body, t: tokenize(body), head: tokenize(title)}
	f.prepare()
	f.findOrganisations()
	f.mentionOrganisations()
	if f.coordinate() {
		f.mentionOrganisations()
	}
	f.findPeople()
	if f.unsigned() {
		f.mentionOrganisations()
	}
	return f
}

// names returns what was found.
func (f *finder) names(title string) Names {
	n := Names{
		People:        withSpeaker(f.listPeople(), title),
		Organisations: f.listOrganisations(),
		Amounts:       AmountsIn(title, f.text),
	}
	n.withKorean(f, title)
	return n
}

// finder is one text on its way to its names.
type finder struct {
	text  string
	t     []token
	head  []token // of the headline
	atlas *atlas
	lower map[string]bool // the words that the body writes small
	roles []role          // by the token they begin at; see roleAt

	otherwise map[string]bool // the acronyms that the body has for what is no body

	orgs    []organisation
	byKey   map[string]int // canonical key → organisation
	byAcr   map[string]int // acronym → organisation
	forms   trie
	listEnd int     // where the list of companies ends that was read last
	pending []run   // acronyms in which a role is held
	orgAt   []int32 // token → organisation + 1, where it is mentioned
	people  []person
	named   map[string]int   // canonical key → person
	family  map[string][]int // a name by which people are called again → people
	taken   []bool           // tokens of people's names
}

// prepare notes what the rules ask of the whole text.
func (f *finder) prepare() {
	f.atlas = loadAtlas()
	f.atlas.mark(f.t)
	f.atlas.mark(f.head)
	f.lower, f.otherwise = make(map[string]bool, len(f.t)/3), map[string]bool{}
	f.roles = make([]role, len(f.t))
	f.orgAt = make([]int32, len(f.t))
	f.taken = make([]bool, len(f.t))
	f.byKey, f.byAcr = map[string]int{}, map[string]int{}
	f.named, f.family = map[string]int{}, map[string][]int{}
	for i := range f.t {
		if t := &f.t[i]; t.word && !t.caps {
			f.lower[t.s] = true
		}
		if f.is(i-1, "(") && f.is(i+1, ")") && (f.in(i-2, concepts) || meantOtherwise(f.t, i) && !f.capital(i-2)) {
			f.otherwise[f.t[i].s] = true
		}
		if r := f.parseRole(i); r.end > 0 {
			if _, end, _ := wholeNames().longest(f.t, i); end <= i+1 { // Hon Hai, MP Materials
				f.roles[i] = r
			}
		}
	}
}

// is reports whether token i is there and is the word or sign s.
func (f *finder) is(i int, s string) bool {
	return i >= 0 && i < len(f.t) && f.t[i].s == s
}

// isAny reports whether token i is one of some words.
func (f *finder) isAny(i int, words ...string) bool {
	return i >= 0 && i < len(f.t) && slices.Contains(words, f.t[i].s)
}

// pass returns the token behind token i if that is one of some words, else i.
func (f *finder) pass(i int, words ...string) int {
	if f.isAny(i, words...) {
		return i + 1
	}
	return i
}

// word returns token i, "" where there is none.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.t) {
		return ""
	}
	return f.t[i].s
}

// in reports whether token i is there and is one of the words.
func (f *finder) in(i int, words *wordSet) bool {
	return i >= 0 && i < len(f.t) && words.has(f.t[i].s)
}

// capital reports whether token i is there and is a word with a capital.
func (f *finder) capital(i int) bool {
	return i >= 0 && i < len(f.t) && f.t[i].caps
}

// placeAt reports whether token i is there and is of the name of a place.
func (f *finder) placeAt(i int) bool { return i >= 0 && i < len(f.t) && f.t[i].place }

// peopleAt reports whether token i is there and is of the name of a people.
func (f *finder) peopleAt(i int) bool { return i >= 0 && i < len(f.t) && f.t[i].people }

// land reports whether token i is there and is of the name of a place or a people.
func (f *finder) land(i int) bool { return f.placeAt(i) || f.peopleAt(i) }

// joined returns the tokens i to j as one line, as the text writes them.
func (f *finder) joined(i, j int) string {
	if i >= j {
		return ""
	}
	s := f.text[f.t[i].start:f.t[j-1].end]
	if strings.ContainsAny(s, "\n\t\r\u00a0") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// span returns where the tokens i to j are.
func (f *finder) span(i, j int) text.Span {
	return text.Span{Start: f.t[i].start, End: f.t[j-1].end}
}

// speaksAt is the occasion at which somebody speaks, up to who it is.
var speaksAt = data.Pattern(`(?i)\b(?:conference|briefing|speech|remarks|address|statement|interview|lecture|keynote|message)\b.*?\b(?:by|with)\s+`)

// speaker returns who speaks by a headline that names an occasion: Press
// Conference by Minister Obata. Such a text often names nobody else. In other
// headlines, which Set Every Word Like This, names cannot be told from words.
func speaker(title string) (Person, bool) {
	at := speaksAt().FindStringIndex(title)
	if at == nil {
		return Person{}, false
	}
	people := Find(title[at[1]:]).People
	if len(people) == 0 || people[0].Role == "" || people[0].Mentions[0].Start > len(people[0].Role)+1 {
		return Person{}, false
	}
	return Person{Name: people[0].Name, Role: people[0].Role, InTitle: true}, true
}

// withSpeaker adds who speaks by the headline, where the body has nobody of the
// name.
func withSpeaker(people []Person, title string) []Person {
	p, ok := speaker(title)
	if !ok || slices.ContainsFunc(people, func(q Person) bool {
		return slices.ContainsFunc(strings.Fields(p.Name), func(w string) bool { return slices.Contains(strings.Fields(q.Name), w) })
	}) {
		return people
	}
	return append(people, p)
}
