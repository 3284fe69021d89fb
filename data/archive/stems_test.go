package archive_test

import (
	"database/sql"
	"regexp"
	"sync"
	"testing"
)

// stems asks FTS5's own porter tokenizer for stems: the same algorithm,
// written by others.
type stems struct {
	db    *sql.DB
	mu    *sync.Mutex
	known map[string]string
	texts map[string][]unit // of the texts that were read
}

func newStems(t testing.TB) stems {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	for _, q := range []string{
		"CREATE VIRTUAL TABLE porter USING fts5 (word, tokenize = 'porter ascii')",
		"CREATE VIRTUAL TABLE stem USING fts5vocab (porter, 'row')",
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	return stems{db, new(sync.Mutex), map[string]string{}, map[string][]unit{}}
}

var plainWord = regexp.MustCompile(`^[a-z]{3,40}$`)

// of returns the stem of a folded word.
func (s stems) of(word string) string {
	if !plainWord.MatchString(word) {
		return word
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if stem, ok := s.known[word]; ok {
		return stem
	}
	if _, err := s.db.Exec("DELETE FROM porter"); err != nil {
		panic(err)
	}
	if _, err := s.db.Exec("INSERT INTO porter VALUES (?)", word); err != nil {
		panic(err)
	}
	var stem string
	if err := s.db.QueryRow("SELECT term FROM stem").Scan(&stem); err != nil {
		panic(err)
	}
	s.known[word] = stem
	return stem
}
