package names

import "strings"

// This file is about short forms of names that leave out their country.

// foldLands makes Midland Power a short form of Korea Midland Power, if the text names but one such.
func (f *finder) foldLands() {
	whole := map[string]int{} // name without its country → organisation, -1 for several
	for id := range f.orgs {
		land, rest, ok := strings.Cut(f.orgs[id].Name, " ")
		if !ok || f.orgs[id].words < 3 || !wide[land] && !f.atlas.places[land] {
			continue
		}
		if _, ok := whole[rest]; ok {
			id = -1
		}
		whole[rest] = id
	}
	for id := range f.orgs {
		if into, ok := whole[f.orgs[id].Name]; ok && into >= 0 && f.orgs[id].words > 1 {
			f.foldInto(f.orgs[id].Name, into)
		}
	}
}
