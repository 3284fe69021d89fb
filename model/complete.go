package model

import (
	"fmt"
	"strings"

	"pressroom/data"
	"pressroom/data/text"
)

// maxCompletions bounds how many ways to go on are offered.
const maxCompletions = 50

// minField is how much of a field's name has to be there for it to be written
// out: fewer letters are meant for headlines.
const minField = 3

// Completions returns what a query may go on to: s with the field or the value
// at its end written out, the most frequent value first. The byte from is where
// they begin to differ from each other: behind the field of a value.
func (r *Reader) Completions(s string) (out []string, from int) {
	start := lastItem(s)
	head, item := s[:start], s[start:]
	name, value, isField := strings.Cut(item, ":")
	if !isField {
		for _, f := range data.QueryFields {
			if len(item) >= minField && strings.HasPrefix(f, strings.ToLower(item)) {
				out = append(out, head+f+":")
			}
		}
		return out, start
	}
	typed := text.Fold(strings.Trim(value, `"“”`))
	for _, v := range r.values(strings.ToLower(name)) {
		if beginsWord(text.Fold(v), typed) && len(out) < maxCompletions {
			out = append(out, head+strings.ToLower(name)+":"+data.QuoteValue(v))
		}
	}
	return out, start + len(name) + len(":")
}

// values returns the values that a field may have in this library.
func (r *Reader) values(field string) []string {
	if f, is := data.FacetOf(field); is {
		v, _ := r.lib.values(f)
		return v.spellings()
	}
	var out []string
	switch field {
	case "sort":
		return []string{"date", "relevance", "title"}
	case "amount":
		return []string{"any"}
	case "date", "since", "before":
		months := map[int]bool{}
		for _, d := range r.lib.Days() {
			if m := int(d) / 100; !months[m] {
				months[m] = true
				out = append(out, fmt.Sprintf("%04d-%02d", d.Year(), int(d.Month())))
			}
		}
	}
	return out
}

// beginsWord reports whether a word of s begins with typed.
func beginsWord(s, typed string) bool {
	for i := 0; ; {
		if strings.HasPrefix(s[i:], typed) {
			return true
		}
		next := strings.IndexAny(s[i:], " /-")
		if next < 0 {
			return false
		}
		i += next + 1
	}
}

// lastItem returns where the item begins that s ends with. Spaces between
// quotation marks part nothing.
func lastItem(s string) int {
	start, quoted := 0, false
	for i, c := range s {
		switch {
		case c == '"' || c == '“' || c == '”':
			quoted = !quoted
		case c == ' ' && !quoted:
			start = i + 1
		}
	}
	return start
}
