// Package fuzzytest makes headlines for tests and benchmarks. The program
// does not import it.
package fuzzytest

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// vocabulary is how many words the headlines draw from. The first of them,
// and so the most frequent, are those of press releases; the others are made
// of syllables.
const vocabulary = 60_000

// zipfS and zipfV shape the frequencies of the words: the k-th is drawn in
// proportion to (zipfV+k)^-zipfS, close to what English text has.
const (
	zipfS = 1.07
	zipfV = 3
)

// Headlines returns n headlines of press releases, of 75 bytes on average.
// Their words follow Zipf's law; some have typographic quotation marks and
// dashes, numbers, acronyms, or Korean. The same seed gives the same
// headlines, and more of them only adds at the end.
func Headlines(seed uint64, n int) []string {
	random := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	zipf := rand.NewZipf(random, zipfS, zipfV, vocabulary-1)
	words := makeWords()
	list := make([]string, n)
	var b strings.Builder
	for i := range list {
		b.Reset()
		for goal := 55 + random.IntN(35); b.Len() < goal; {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			write(&b, random, words[zipf.Uint64()])
		}
		list[i] = strings.Clone(b.String())
	}
	return list
}

// write writes one word, now and then with what surrounds words in headlines.
func write(b *strings.Builder, random *rand.Rand, word string) {
	switch random.IntN(60) {
	case 0:
		b.WriteString(strconv.Itoa(2000 + random.IntN(40)))
	case 1:
		b.WriteString("‘" + word + "’")
	case 2:
		b.WriteString(word + "’s")
	case 3:
		b.WriteString("“" + word + "”")
	case 4:
		b.WriteString(word + ",")
	case 5:
		b.WriteString(word + " –")
	case 6:
		b.WriteString(word + "-Based")
	case 7:
		b.WriteString("USD " + strconv.Itoa(1+random.IntN(900)) + "." + strconv.Itoa(random.IntN(10)) + " Million")
	default:
		b.WriteString(word)
	}
}

const common = `to and for in of the on Korea with Industry Minister AI at a Export Trade MOU Energy Meeting
Korea’s U.S. Cooperation Korean Investment Holds Industrial Semiconductor Technology New Supply Global Announces Support
Growth Chain Economic EU Discuss Japan China Free Agreement Companies Signed Hydrogen Battery Manufacturing Plan Standards
Carbon Neutral Policy Forum Strategy Innovation Hosts Tariff Power Nuclear Vice First Launches Visits Digital Ministry KATS
Green M.AX Exports R&D Business Development International Attends Talks Billion Record Steel Fund Ships Bio Smart Safety
Shipbuilding Alliance Secure Opens Overseas Car Regional Market Data Roundtable Vietnam FTA Seeks Robots Display Auto
Strengthen Small Expand Materials Testing Facility Committee Promotes Rare Earth Summit APEC Graphene Resources Year Begin
반도체 수출 산업통상자원부 장관 회의 개최 인공지능 투자 협력 발표`

const syllables = `ba be bi bo bu ca ce co cu da de di do du el en er fa fe fi fo ga ge go gra ha he ho in is ja jo ka ke ko
la le li lo lu ma me mi mo mu na ne ni no on or pa pe pi po pre qua ra re ri ro ru sa se si so sta su ta te ti to tra tu
un va ve vi vo wa we wi yo za ze zi ent ion ing ment al ic ty ous tion`

// makeWords returns the vocabulary, the most frequent words first.
func makeWords() []string {
	words := strings.Fields(common)
	parts := strings.Fields(syllables)
	random := rand.New(rand.NewPCG(1, 2))
	for len(words) < vocabulary {
		var w string
		for range 2 + random.IntN(3) {
			w += parts[random.IntN(len(parts))]
		}
		words = append(words, strings.ToUpper(w[:1])+w[1:])
	}
	return words
}

// Snapshot returns a snapshot of releases with headlines, whose numbers are their
// places and whose order is that of the numbers.
func Snapshot(titles []string) *snapshot.Snapshot {
	var b snapshot.Builder
	for i, title := range titles {
		b.Add(data.Document{Release: data.Release{Title: title, Date: 20251128, Address: strconv.Itoa(i)}})
	}
	s, _ := b.Snapshot()
	return s
}
