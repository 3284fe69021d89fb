package texts_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
)

// worst returns, by its form, the queries of at most 4 KB and of as many terms
// as a search takes that cost most: of words that stand everywhere.
func worst() map[string]texts.Query {
	words, _ := bodyWords()
	term := func(kind data.TermKind, text string) data.Term { return data.Term{Kind: kind, Text: text} }
	word := func(i int) data.Term { return term(data.Word, words[i]) }
	phrase := func(i int) data.Term { return term(data.Phrase, words[i%8]+" "+words[i/8]) }
	start := func(i int) data.Term {
		const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
		if i < len(letters) {
			return term(data.Prefix, letters[i:i+1])
		}
		return term(data.Prefix, []string{"s", "c", "m", "p"}[i%4]+[]string{"a", "e", "i", "o", "u", "t", "r"}[i/4%7])
	}
	started := func(i int) data.Term { // of few letters as often as may be
		if i%8 == 0 {
			return term(data.Prefix, words[i%7]+"-"+string(rune('a'+i/8)))
		}
		return term(data.Prefix, words[i%8]+"-"+words[i/8][:1]+"ation")
	}
	titled := func(i int) data.Term { return data.Term{Kind: data.Word, Text: words[i], Title: true} }
	syllable := func(i int) data.Term {
		return term(data.Word, string([]rune("산업통상자원부는반도체수출이크게늘었다고밝혔다")[i%21:][:1+i/21]))
	}
	initial := func(i int) data.Term {
		const letters = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
		list := []rune(letters)
		return term(data.Word, string([]rune{list[i%8], list[i/8]}))
	}
	list := map[string]texts.Query{
		"long phrase": {Clauses: []data.Clause{{Any: []data.Term{term(data.Phrase, strings.TrimSpace(strings.Repeat("the of ", 125)))}}}},
		"unknown":     {Clauses: []data.Clause{{Not: true, Any: []data.Term{term(data.Word, "zzzz")}}}},
	}
	for name, make := range map[string]func(int) data.Term{
		"words": word, "phrases": phrase, "beginnings": start, "beginnings behind words": started, "title": titled,
		"Korean": syllable, "initials": initial,
		"mixed": func(i int) data.Term {
			return []func(int) data.Term{word, phrase, start, started, titled, syllable, initial}[i%7](i)
		},
	} {
		var and, not, or texts.Query
		or.Clauses = []data.Clause{{}}
		for i := range texts.MaxTerms {
			t := make(i)
			and.Clauses = append(and.Clauses, data.Clause{Any: []data.Term{t}})
			not.Clauses = append(not.Clauses, data.Clause{Not: true, Any: []data.Term{t}})
			or.Clauses[0].Any = append(or.Clauses[0].Any, t)
		}
		pairs := texts.Query{} // hold everywhere, each by its last term
		for i := 0; i+1 < texts.MaxTerms; i += 2 {
			pairs.Clauses = append(pairs.Clauses, data.Clause{Any: []data.Term{make(i), term(data.Word, words[i/2])}})
		}
		list[name+" and"], list[name+" not"], list[name+" or"], list[name+" pairs"] = and, not, or, pairs
	}
	return list
}

// What a search costs has a bound, whatever is asked for: for each term it has the
// words of a stem listed, and headlines and texts asked once.
func TestWork(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	a, c := large()
	for name, text := range worst() {
		texts.Forget(a)
		for order := texts.Best; order <= texts.Relevance; order++ {
			before := texts.Ran(a)
			if _, err := a.Search(t.Context(), c, text, texts.Options{Order: order}); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			most := 0 // what was asked before is known
			if order == texts.Best {
				most = 3 * texts.MaxTerms
			}
			if ran := texts.Ran(a) - before; ran > most {
				t.Errorf("%s in order %d: %d statements", name, order, ran)
			}
		}
	}
}

// The worst of each form, on the library that the limits are made for.
func BenchmarkWorst(b *testing.B) {
	if testing.Short() {
		b.Skip("takes a minute")
	}
	c := generate(1, 20_000)
	a, err := texts.New(b.Context(), c)
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	for name, text := range worst() {
		for _, order := range []texts.Order{texts.Best, texts.Relevance} {
			b.Run(fmt.Sprint(name, "/", order), func(b *testing.B) {
				for b.Loop() {
					if _, err := a.Search(b.Context(), c, text, texts.Options{Order: order}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
