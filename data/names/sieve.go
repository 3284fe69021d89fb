package names

// sieve lets the words of a set pass and keeps most others back, by their length and three of
// their bytes: a text asks some thirty sets for each of its words, and a map has to hash it
// each time. Its length is a power of two; the zero value lets nothing pass.
type sieve []uint64

// sieveBits is how many bits a word has in a sieve at the least: one in so many others passes.
const sieveBits = 8

// sieveOf returns the sieve of the words that a map has.
func sieveOf[V any](words map[string]V) sieve {
	s := make(sieve, 1)
	for len(s)*64 < len(words)*sieveBits {
		s = make(sieve, 2*len(s))
	}
	for w := range words {
		s.add(w)
	}
	return s
}

// add lets a word pass.
func (s sieve) add(word string) {
	at := sieveHash(word)
	s[at>>6&uint32(len(s)-1)] |= 1 << (at & 63)
}

// may reports whether a word passes.
func (s sieve) may(word string) bool {
	at := sieveHash(word)
	return len(s) > 0 && s[at>>6&uint32(len(s)-1)]>>(at&63)&1 != 0
}

// sieveHash mixes what a sieve looks at of a word, with the best bits last.
func sieveHash(word string) uint32 {
	n := len(word)
	if n == 0 {
		return 0
	}
	return (uint32(word[0]) | uint32(word[n-1])<<8 | uint32(word[n/2])<<16 | uint32(n)<<24) * 0x9e3779b1 >> 12
}
