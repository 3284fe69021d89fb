package names

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"pressroom/data/text"
)

// endonyms are the names of countries in the language that most speak there, folded, with
// their places in the atlas: Deutschland is Germany.
var endonyms = sync.OnceValue(func() map[string]int {
	ids := map[string]int{}
	for id, c := range loadAtlas().countries {
		region, err := language.ParseRegion(c.Code)
		if err != nil { // of none
			continue
		}
		spoken, _ := language.Compose(language.Und, region)
		base, _ := spoken.Base()
		if in := display.Regions(language.Make(base.String())); in != nil {
			ids[text.Fold(in.Name(region))] = id
		}
	}
	return ids
})
