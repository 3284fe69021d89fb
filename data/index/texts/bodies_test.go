package texts_test

import (
	"math/rand/v2"
	"strings"
	"time"

	"pressroom/data"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/snapshot"
)

// bodyBytes is how long the bodies of generated releases are.
const bodyBytes = 2000

// vocabulary is how many words the bodies draw from; endings make about five
// times as many of them.
const vocabulary = 60_000

// zipfS and zipfV shape the frequencies of the words: the k-th is drawn in
// proportion to (zipfV+k)^-zipfS, close to what English text has.
const (
	zipfS = 1.07
	zipfV = 3
)

// commonWords are the most frequent words, in their order.
const commonWords = `the of and to in for a on with korea industry minister said as will by is that at from
export trade energy cooperation technology government investment semiconductor between supply countries global
companies ministry economic new two was agreement plan support policy been market percent production growth
year month exports which first through their has also korean held under its joint sector this development
hydrogen battery standards vehicles steel chain tariff nuclear carbon forum bilateral meeting strengthen`

const wordParts = `ba be bi bo bu ca ce co cu da de di do du el en er fa fe fi fo ga ge go gra ha he ho in is ja jo ka
ke ko la le li lo lu ma me mi mo mu na ne ni no on or pa pe pi po pre qua ra re ri ro ru sa se si so sta su ta te ti
to tra tu un va ve vi vo wa we wi yo za ze zi ent ion ing ment al ic ty ous tion`

// koreanBody stands in one body of thirty.
const koreanBody = "산업통상자원부는 반도체 수출이 크게 늘었다고 밝혔다. "

// generate returns n releases, of some hundred a day, with headlines of
// fuzzytest and bodies of bodyBytes. The same seed gives the same releases.
func generate(seed uint64, n int) *snapshot.Snapshot {
	random := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	zipf := rand.NewZipf(random, zipfS, zipfV, vocabulary-1)
	words, common := bodyWords()
	endings := [...]string{"", "", "", "", "", "s", "s", "ed", "ing", "ation"}
	headlines := fuzzytest.Headlines(seed, n)
	releases := make([]data.Document, n)
	first := data.NewDate(2025, time.November, 28)
	var b strings.Builder
	for i := range releases {
		b.Reset()
		if random.IntN(30) == 0 {
			b.WriteString(koreanBody)
		}
		capital := true
		for b.Len() < bodyBytes {
			k := zipf.Uint64()
			word := words[k]
			if k >= common {
				word += endings[random.IntN(len(endings))]
			}
			if capital || random.IntN(9) == 0 {
				word = strings.ToUpper(word[:1]) + word[1:]
			}
			b.WriteString(word)
			capital = random.IntN(18) == 0
			switch {
			case capital:
				b.WriteString(". ")
			case random.IntN(60) == 0:
				b.WriteString("’s ")
			case random.IntN(12) == 0:
				b.WriteString(", ")
			default:
				b.WriteByte(' ')
			}
		}
		releases[i] = data.Document{Release: data.Release{Date: first.AddDays(-i / 100), Title: headlines[i]}, Body: strings.Clone(b.String())}
	}
	c, _ := snapshot.New(releases)
	return c
}

// bodyWords returns the vocabulary, the most frequent words first, and how many
// of them are common.
func bodyWords() (words []string, common uint64) {
	words = strings.Fields(commonWords)
	common = uint64(len(words))
	parts := strings.Fields(wordParts)
	random := rand.New(rand.NewPCG(1, 2))
	for len(words) < vocabulary {
		var w string
		for range 2 + random.IntN(3) {
			w += parts[random.IntN(len(parts))]
		}
		words = append(words, w)
	}
	return words, common
}

// rareWord returns a word that a few releases of a hundred thousand have.
func rareWord() string {
	words, _ := bodyWords()
	return words[vocabulary-1]
}
