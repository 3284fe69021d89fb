package names

// trie holds the forms of names, as their words one after the other.
type trie struct {
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
		t.next, t.id, t.short = map[edge]int32{}, []int32{0}, []bool{false}
	}
	e := edge{n, word}
	to, ok := t.next[e]
	if !ok {
		to = int32(len(t.id))
		t.next[e] = to
		t.id, t.short = append(t.id, 0), append(t.short, false)
	}
	return to
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
		to, ok := t.next[edge{n, tokens[at].s}]
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
