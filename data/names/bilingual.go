package names

import (
	"cmp"
	"slices"
	"strings"

	"pressroom/data/text"
)

// This file joins what a text names in Korean with what it names in English.

// withKorean adds the names of the Korean words to those of the English: of the body, and of the
// headline, where they can be told as well. A Korean name in brackets behind an English one is
// the same body.
func (n *Names) withKorean(f *finder, title string) {
	if hasHangul(f.text) {
		people, orgs := findKorean(f.text, f.t)
		n.People = append(n.People, people...)
		endsAt := map[int]int{} // byte → the organisation that ends there, + 1
		for id := range n.Organisations {
			for _, s := range n.Organisations[id].Mentions {
				endsAt[s.End] = id + 1
			}
		}
		for _, o := range orgs {
			if id, ok := n.sameAs(&o, endsAt[beforeBracket(f.text, o.Mentions[0].Start)]); ok {
				e := &n.Organisations[id]
				e.Mentions = apart(append(e.Mentions, o.Mentions...))
				if e.Name == e.Acronym {
					e.Name = o.Name
				}
				continue
			}
			n.Organisations = append(n.Organisations, o)
		}
		sortMentions(n.People, func(p *Person) []text.Span { return p.Mentions })
		sortMentions(n.Organisations, func(o *Organisation) []text.Span { return o.Mentions })
	}
	if !hasHangul(title) {
		return
	}
	people, orgs := findKorean(title, f.head)
	for _, p := range people {
		n.addTitlePerson(p)
	}
	for _, o := range orgs {
		n.addTitleOrganisation(o)
	}
}

// sameAs returns which of the English organisations one with a Korean name is: that before its bracket,
// whose place + 1 is given, one of the same key, or one that is nothing but its acronym.
func (n *Names) sameAs(o *Organisation, before int) (int, bool) {
	if before > 0 {
		return before - 1, true
	}
	for id := range n.Organisations {
		e := &n.Organisations[id]
		if hasHangul(e.Name) {
			break // those that were added
		}
		if OrganisationKey(e.Name) == OrganisationKey(o.Name) || o.Acronym != "" && (e.Acronym == o.Acronym || e.Name == o.Acronym) {
			return id, true
		}
	}
	return 0, false
}

// apart returns spans in order, and of those that overlap the one that begins first, or is
// longest: 주식회사 DSM, and no DSM in it.
func apart(spans []text.Span) []text.Span {
	slices.SortFunc(spans, func(a, b text.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	end := 0
	return slices.DeleteFunc(spans, func(s text.Span) bool {
		if s.Start < end {
			return true
		}
		end = s.End
		return false
	})
}

func (n *Names) addTitlePerson(p Person) {
	for i := range n.People {
		if PersonKey(n.People[i].Name) == PersonKey(p.Name) {
			n.People[i].InTitle = true
			return
		}
	}
	p.InTitle, p.Mentions = true, nil
	n.People = append(n.People, p)
}

func (n *Names) addTitleOrganisation(o Organisation) {
	for i := range n.Organisations {
		if OrganisationKey(n.Organisations[i].Name) == OrganisationKey(o.Name) {
			n.Organisations[i].InTitle = true
			return
		}
	}
	o.InTitle, o.Mentions = true, nil
	n.Organisations = append(n.Organisations, o)
}

// beforeBracket returns where the words end before the bracket that opens before byte at, -1 for none:
// Korea Energy Agency (한국에너지공단.
func beforeBracket(text string, at int) int {
	before, ok := strings.CutSuffix(strings.TrimRight(text[:at], " "), "(")
	if !ok {
		return -1
	}
	return len(strings.TrimRight(before, " "))
}
