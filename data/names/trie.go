package names

// trie holds the forms of names, as their words one after the other.
type trie struct {
	first map[string]int32 // word → node: of most places in a text nothing more is asked
	sieve
	next  map[edge]int32
	id    []int32 // node → organisation + 1
	short []bool
	moved map[int]int
}

type edge struct {
	node int32
	word string
}

func (t *trie) node(n int32, word string) int32 {
	if t.next == nil {
		t.first, t.next, t.id, t.short = map[string]int32{}, map[edge]int32{}, []int32{0}, []bool{false}
	}
	to, ok := t.step(n, word)
	if ok {
		return to
	}
	to = int32(len(t.id))
	t.id, t.short = append(t.id, 0), append(t.short, false)
	switch {
	case n > 0:
		t.next[edge{n, word}] = to
	case len(t.first)*sieveBits < len(t.sieve)*64:
		t.first[word] = to
		t.sieve.add(word)
	default:
		t.first[word] = to
		t.sieve = sieveOf(t.first)
	}
	return to
}

// step returns the node behind a node for a word, and whether there is one.
func (t *trie) step(n int32, word string) (to int32, ok bool) {
	if n > 0 {
		to, ok = t.next[edge{n, word}]
	} else if t.may(word) {
		to, ok = t.first[word]
	}
	return to, ok
}

// add adds the form that the tokens are.
func (t *trie) add(tokens []token, id int) {
	n := int32(0)
	for i := range tokens {
		n = t.node(n, tokens[i].s)
	}
	if t.id[n] == 0 || t.short[n] {
		t.id[n], t.short[n] = int32(id+1), false
	}
}

// addText adds the form of a text.
func (t *trie) addText(s string, id int) { t.add(tokenize(s), id) }

// addShort adds a short form, which any other form of the same word goes before.
func (t *trie) addShort(word string, id int) {
	n := t.node(0, word)
	if t.id[n] == 0 {
		t.id[n], t.short[n] = int32(id+1), true
	}
}

// rename makes the forms of organisation old those of id.
func (t *trie) rename(old, id int) {
	if t.moved == nil {
		t.moved = map[int]int{}
	}
	t.moved[old] = id
}

// longest returns the organisation whose form is the longest at token i, and
// the token behind it, 0 for none.
func (t *trie) longest(tokens []token, i int) (id, end int, short bool) {
	n := int32(0)
	for at := i; at < len(tokens); at++ {
		to, ok := t.step(n, tokens[at].s)
		if !ok {
			break
		}
		n = to
		if t.id[n] != 0 {
			id, end, short = int(t.id[n])-1, at+1, t.short[n]
		}
		if tokens[at].poss && !isOwner(tokens[at].s) {
			break
		}
	}
	for {
		to, ok := t.moved[id]
		if !ok || end == 0 {
			return id, end, short
		}
		id = to
	}
}
