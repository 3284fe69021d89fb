package archive

import (
	"database/sql"
	"strings"
	"testing"

	"pressroom/data/corpus"
)

// The examples of Porter's paper, and words of press releases.
func TestStem(t *testing.T) {
	for _, pair := range strings.Fields(`caresses:caress ponies:poni ties:ti caress:caress cats:cat feed:feed
		agreed:agre plastered:plaster bled:bled motoring:motor sing:sing conflated:conflat troubled:troubl sized:size
		hopping:hop tanned:tan falling:fall hissing:hiss fizzed:fizz failing:fail filing:file happy:happi sky:sky
		relational:relat conditional:condit rational:ration valenci:valenc digitizer:digit conformabli:conform
		radicalli:radic differentli:differ vileli:vile analogousli:analog vietnamization:vietnam predication:predic
		operator:oper feudalism:feudal decisiveness:decis hopefulness:hope callousness:callous formaliti:formal
		sensitiviti:sensit sensibiliti:sensibl triplicate:triplic formative:form formalize:formal electriciti:electr
		electrical:electr hopeful:hope goodness:good revival:reviv allowance:allow inference:infer airliner:airlin
		adjustable:adjust defensible:defens irritant:irrit replacement:replac adjustment:adjust dependent:depend
		adoption:adopt communism:commun activate:activ angulariti:angular homologous:homolog effective:effect
		bowdlerize:bowdler probate:probat rate:rate cease:ceas controll:control roll:roll
		standards:standard standardization:standard exporting:export semiconductors:semiconductor
		industries:industri industry:industri is:is as:as 5g:5g a:a`) {
		word, want, _ := strings.Cut(pair, ":")
		if got := string(stem([]byte(word))); got != want {
			t.Errorf("the stem of %s is %s, want %s", word, got, want)
		}
	}
}

// FTS5's porter tokenizer was written by others after the same paper: on all
// the words of the corpus, with endings, the two agree.
func TestStemAgreesWithSQLite(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	exec := func(query string, args ...any) {
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec("CREATE VIRTUAL TABLE porter USING fts5 (word, tokenize = 'porter ascii')")
	exec("CREATE VIRTUAL TABLE stems USING fts5vocab (porter, 'instance')")
	var cut tokens
	cut.cut(corpus.Text())
	words := map[string]bool{}
	for i := range cut.list {
		for _, ending := range []string{"", "s", "es", "ed", "ing", "ation", "ational", "izer", "ly", "fulness", "iveness", "ibility", "ment", "ee", "y", "ies"} {
			words[string(cut.form(i))+ending] = true
		}
	}
	var list []string
	for w := range words {
		if plain := strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == ""; plain && len(w) <= maxStemmed {
			list = append(list, w)
		}
	}
	exec("INSERT INTO porter VALUES (?)", strings.Join(list, " "))
	rows, err := db.Query("SELECT term, offset FROM stems")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var want string
		var at int
		if err := rows.Scan(&want, &at); err != nil {
			t.Fatal(err)
		}
		if got := string(stem([]byte(list[at]))); got != want {
			t.Errorf("the stem of %s is %s, and SQLite's %s", list[at], got, want)
		}
		n++
	}
	if n != len(list) || n < 10_000 {
		t.Errorf("%d of %d words were compared", n, len(list))
	}
}
