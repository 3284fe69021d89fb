package texts

import "math/bits"

// set is a set of releases, a bit for each number.
type set []uint64

func newSet(end int) set { return make(set, (end+63)/64) }

// add adds a number, unless it is beyond the set: of a release that came after the snapshot that is searched.
func (s set) add(n int32) {
	if i := int(uint32(n) / 64); i < len(s) {
		s[i] |= 1 << (uint32(n) % 64)
	}
}

func (s set) has(n int32) bool {
	i := int(uint32(n) / 64)
	return i < len(s) && s[i]&(1<<(uint32(n)%64)) != 0
}

func (s set) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

func (s set) and(t set) {
	for i := range s {
		s[i] &= t[i]
	}
}

func (s set) or(t set) {
	for i := range s {
		s[i] |= t[i]
	}
}

func (s set) andNot(t set) {
	for i := range s {
		s[i] &^= t[i]
	}
}

func (s set) fill() {
	for i := range s {
		s[i] = ^uint64(0)
	}
}
