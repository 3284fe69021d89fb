package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Characters have forms that are raised and lowered, so that a figure stays what it is:
// 10⁶ is not 106.
var (
	raised  = forms("0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻–⁻=⁼(⁽)⁾nⁿ")
	lowered = forms("0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋–₋=₌(₍)₎")
)

func forms(pairs string) map[rune]rune {
	m := map[rune]rune{}
	list := []rune(pairs)
	for i := 0; i+1 < len(list); i += 2 {
		m[list[i]] = list[i+1]
	}
	return m
}

// replaced returns a text of forms, if each of its characters but white space has one.
func replaced(s string, forms map[rune]rune) (string, bool) {
	var b strings.Builder
	for _, c := range s {
		f, ok := forms[c]
		if !ok && !unicode.IsSpace(c) {
			return s, false
		}
		if ok {
			b.WriteRune(f)
		}
	}
	return b.String(), true
}

// Superscript returns a text as it stands raised behind another: of raised characters,
// else as ^x or ^(…), where it could be read as a part of a figure. The ending of an
// ordinal, a trade mark and a note in brackets cannot: they stay.
func Superscript(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r, ok := replaced(s, raised); ok {
		return r
	}
	first, _ := utf8.DecodeRuneInString(s)
	single := utf8.RuneCountInString(s) == 1
	switch {
	case strings.ContainsAny(s, "^⁰¹²³⁴⁵⁶⁷⁸⁹"), single && (!unicode.IsLetter(first) || strings.ContainsRune("aeoªº", first)):
		return s
	case single:
		return "^" + s
	case unicode.IsLetter(first) && (first > unicode.MaxLatin1 || !strings.ContainsFunc(s, unicode.IsDigit)), strings.ContainsRune("[(*†‡", first):
		return s
	}
	return "^(" + s + ")"
}

// Subscript returns a text as it stands lowered behind another: CO₂. One that has no such
// characters stays.
func Subscript(s string) string {
	r, _ := replaced(s, lowered)
	return r
}

// maxScript is the most characters, and the most nodes, that stand raised or lowered.
// More is a text.
const maxScript = 40

// script reads a sup or sub element. One that has more than a few words is read as any.
func (r *reader) script(n *html.Node, form func(string) string) {
	var text strings.Builder
	address, nodes := "", 0
	for c := range n.Descendants() {
		nodes++
		switch {
		case c.Type == html.TextNode:
			text.WriteString(c.Data)
		case c.Type == html.ElementNode && (left[c.DataAtom] || hidden(c) || !inlines[c.DataAtom]), text.Len() > maxScript*utf8.UTFMax, nodes > maxScript:
			r.children(n)
			return
		case c.DataAtom == atom.A && address == "":
			address = WebAddress(attribute(c, "href"), r.base)
		}
	}
	s := text.String()
	trimmed := strings.TrimSpace(s)
	if trimmed == "" || utf8.RuneCountInString(trimmed) > maxScript {
		r.children(n)
		return
	}
	formed := form(trimmed)
	r.space = r.space || formed == trimmed && !strings.HasPrefix(s, trimmed)
	from := r.text.Len()
	r.write(formed)
	if to := r.text.Len(); address != "" && from < to {
		if r.text.Bytes()[from] == ' ' {
			from++
		}
		r.block.Links = append(r.block.Links, Link{from, to, address})
	}
	r.space = !strings.HasSuffix(s, trimmed)
}
