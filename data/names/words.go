package names

import (
	"embed"
	"iter"
	"slices"
	"strings"
	"sync"

	"pressroom/data/text"
)

// wordFiles are the long lists of words, by language. A line is a word; what is
// behind # says what the words are, and where one comes from that is not plain.
//
//go:embed words
var wordFiles embed.FS

// List returns the set of words of a file of the lists: en/stopwords.
func List(list string) map[string]bool {
	m := map[string]bool{}
	for line := range wordLines(list) {
		m[line] = true
	}
	return m
}

// wordSet is a set of words that is made when it is first asked for, so that a program that reads no names
// does not pay for them.
type wordSet struct {
	once sync.Once
	list string // the file of words
	text string // or the words
	make func(map[string]bool)
	m    map[string]bool
	sieve
}

// set returns the set of the words of a text.
func set(text string) *wordSet { return &wordSet{text: text} }

// wordsOf returns the set of the words of a file of the lists.
func wordsOf(list string) *wordSet { return &wordSet{list: list} }

// has reports whether the set has a word.
func (s *wordSet) has(word string) bool {
	s.once.Do(s.read)
	return s.may(word) && s.m[word]
}

// all returns the words.
func (s *wordSet) all() map[string]bool {
	s.once.Do(s.read)
	return s.m
}

func (s *wordSet) read() {
	s.m = map[string]bool{}
	if s.list != "" {
		s.m = List(s.list)
	}
	for w := range strings.FieldsSeq(s.text) {
		s.m[w] = true
	}
	if s.make != nil {
		s.make(s.m)
	}
	s.sieve = sieveOf(s.m)
}

// wordLines yields the lines of a file of the lists.
func wordLines(list string) iter.Seq[string] {
	return text.ListLines(wordFiles, "words/"+list+".txt")
}

// term is a word of a list that says what it means: US$ = USD.
type term struct{ word, means string }

// terms returns the terms of a kind of a list, the longest words first, of which others are the beginning. They are
// read when they are first asked for.
func terms(list, kind string) func() []term {
	return sync.OnceValue(func() []term { return readTerms(list, kind) })
}

func readTerms(list, kind string) (terms []term) {
	for line := range wordLines(list) {
		if entry, ok := strings.CutPrefix(line, kind+": "); ok {
			word, means, _ := strings.Cut(entry, " = ")
			terms = append(terms, term{word, means})
		}
	}
	slices.SortStableFunc(terms, func(a, b term) int { return len(b.word) - len(a.word) })
	return terms
}

// The words that the rules know. They are kinds of words, and not names,
// wherever a kind will do: a ministry that nobody has heard of ends in the same
// words as the others.

// headWords end the name of an organisation.
var headWords = wordsOf("en/headwords")

// ofHeads may be followed by what they are for: Ministry of, Agency for.
var ofHeads = wordsOf("en/ofheads")

// companyWords end the name of a company, where the word that begins it is
// not an ordinary one: Rainbow Robotics, but not Advanced Robotics.
var companyWords = wordsOf("en/companywords")

// stopWords say nothing about what a text is about.
var stopWords = wordsOf("en/stopwords")

// notBodies end with a head word and are none.
var notBodies = wordsOf("en/notbodies")

// concepts end what has an acronym and is no body.
var concepts = wordsOf("en/concepts")

// places of work end a name whose beginning may be a company.
var facilities = wordsOf("en/facilities")

// bodyNouns tell what a name beside them is.
var bodyNouns = wordsOf("en/bodynouns")

// subjects are what ministries and their officials are for.
var subjects = wordsOf("en/subjects")

// ordinary words begin programmes, sentences and headings, not the names of
// companies. The subjects are ordinary as well.
var ordinary = wordsOf("en/ordinary")

// wide begin the names of public bodies.
var wide = wordsOf("en/wide")

// knownCompanies are called by one word, which also begins the names of the
// companies of their groups. What is here saves a rule no text can give: that
// POSCO in a sentence without a company word is a company.
var knownCompanies = wordsOf("en/companies")

// smallBrands are written small after the name of their group.
var smallBrands = set(`siltron hynix bioscience ecoplant oceanplant enmove nexilis eternix biopharm`)

// knownBodies are named by their acronym and seldom introduced.
var knownBodies = wordsOf("en/knownbodies")

// actions are what only bodies and people do.
var actions = wordsOf("en/actions")

// groups are called by one word too, loosely: Hanwha is Hanwha Ocean where a
// text speaks of no other Hanwha.
var groups = set(`Samsung SK LG Hyundai Hanwha Doosan Lotte GS CJ HD LS`)

// regions end the name of a place.
var regions = wordsOf("en/regions")

// foreignHeads begin or end the name of a body in another language.
var foreignHeads = wordsOf("foreignheads")

// foreignLinks stand small inside such a name.
var foreignLinks = wordsOf("foreignlinks")
