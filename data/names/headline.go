package names

import (
	"regexp"
	"slices"
	"strings"
)

// speaksAt is the occasion at which somebody speaks, up to who it is.
var speaksAt = regexp.MustCompile(`(?i)\b(?:conference|briefing|speech|remarks|address|statement|interview|lecture|keynote|message)\b.*?\b(?:by|with)\s+`)

// speaker returns who speaks by a headline that names an occasion: Press
// Conference by Minister Obata. Such a text often names nobody else. In other
// headlines, which Set Every Word Like This, names cannot be told from words.
func speaker(title string) (Person, bool) {
	at := speaksAt.FindStringIndex(title)
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
