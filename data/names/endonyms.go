package names

import (
	"strings"
	"sync"

	"pressroom/data/text"
)

// endonyms are the names of countries in the language that most speak there, folded, with
// their places in the atlas: Deutschland is Germany.
var endonyms = sync.OnceValue(func() map[string]int {
	codes := map[string]int{}
	for id, c := range loadAtlas().countries {
		codes[c.Code] = id
	}
	ids := map[string]int{}
	for line := range wordLines("endonyms") {
		code, name, _ := strings.Cut(line, " = ")
		if id, ok := codes[code]; ok {
			ids[text.Fold(name)] = id
		}
	}
	return ids
})
