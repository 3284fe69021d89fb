package texts

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// document is a release that is to be indexed.
type document struct {
	number      int
	title, body string
}

// documents calls yield with releases, by number, as FTS5 likes to be given them. An
// error of yield ends it and is returned.
type documents func(ctx context.Context, yield func(document) error) error

// readAtOnce is of how many releases the texts are asked for together.
const readAtOnce = 512

// all yields the releases of a snapshot; of one whose text cannot be read, the
// headline.
func all(s *snapshot.Snapshot) documents {
	return func(ctx context.Context, yield func(document) error) error {
		var numbers []int
		for n := range s.End() {
			if s.Has(n) {
				numbers = append(numbers, n)
			}
			if len(numbers) < readAtOnce && n < s.End()-1 {
				continue
			}
			err := s.Bodies(ctx, numbers, func(n int, text string, _ error) error {
				return yield(document{n, s.Title(n), body.Words(text)})
			})
			if err != nil {
				return err
			}
			numbers = numbers[:0]
		}
		return nil
	}
}

// these yields documents.
func these(list []document) documents {
	return func(_ context.Context, yield func(document) error) error {
		for _, d := range list {
			if err := yield(d); err != nil {
				return err
			}
		}
		return nil
	}
}

// Apply takes over what became of releases: what was added or corrected is found,
// and what was deleted is not, when it returns. It waits until no search is under
// way, and searches wait for it. Of changes of one number the last one holds.
//
// Where it fails the index is of no more use: everything that is asked of it then
// is an error, and it has to be made anew.
func (a *Index) Apply(ctx context.Context, changes []snapshot.Change) error {
	last := map[int]int{}
	for i, c := range changes {
		last[c.Number] = i
	}
	var drop []int
	var put []document
	for i, c := range changes {
		if last[c.Number] != i {
			continue
		}
		drop = append(drop, c.Number)
		if c.Document != nil {
			put = append(put, document{c.Number, c.Document.Title, body.Words(c.Document.Body)})
		}
	}
	// FTS5 begins anew wherever a number is lower than the one before.
	slices.SortFunc(put, func(a, b document) int { return cmp.Compare(a.number, b.number) })
	return a.write(ctx, func() error {
		return a.writeAll(context.WithoutCancel(ctx), drop, these(put), nil)
	})
}

// write calls f when nobody else writes and no search runs.
func (a *Index) write(ctx context.Context, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-a.writing:
		defer func() { a.writing <- struct{}{} }()
	case <-ctx.Done():
		return ctx.Err()
	case <-a.done:
		return a.explain(ctx, errClosed)
	}
	for range a.readers.size {
		r, err := a.readers.take(ctx, a.done, time.Time{}, false)
		if err != nil {
			return a.explain(ctx, err)
		}
		defer a.readers.give(r, false)
	}
	if a.failed != nil {
		return a.explain(ctx, a.failed)
	}
	a.known.forget()
	err := f()
	if err != nil {
		a.failed = fmt.Errorf("a change of it failed, so that it has to be made anew: %w", err)
	}
	return a.explain(ctx, err)
}

// writeAll takes releases out of the index and puts others in. One core cuts the
// texts while another writes.
func (a *Index) writeAll(ctx context.Context, drop []int, put documents, progress func(done int)) error {
	tx, err := a.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := a.drop(ctx, tx, drop); err != nil {
		return err
	}
	cut := make(chan indexed, 256)
	err = data.Parallel(ctx, 2, func(ctx context.Context, i int) error {
		if i == 1 {
			defer close(cut)
			return cutAll(ctx, put, cut)
		}
		return a.put(ctx, tx, cut, progress)
	})
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return a.shrink(ctx)
}

// maxFree is how many times as many pages as are free a database has at least, when
// a change is done: merging leaves free ones.
const maxFree = 20

// shrink returns free pages to the system, if there are many.
func (a *Index) shrink(ctx context.Context) error {
	var free, pages int
	if err := a.writer.QueryRowContext(ctx, "SELECT freelist_count, page_count FROM pragma_freelist_count, pragma_page_count").Scan(&free, &pages); err != nil {
		return err
	}
	if free*maxFree <= pages {
		return nil
	}
	_, err := a.writer.ExecContext(ctx, "PRAGMA incremental_vacuum")
	return err
}

// drop takes releases out of the index.
func (a *Index) drop(ctx context.Context, tx *sql.Tx, numbers []int) error {
	for _, n := range numbers {
		if !a.indexed.has(int32(n)) {
			continue
		}
		for _, table := range [...]string{"heads", "bodies", "starts"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE rowid = ?", n+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// progressEvery is after how many releases progress is reported.
const progressEvery = 500

// put puts what comes into the index.
func (a *Index) put(ctx context.Context, tx *sql.Tx, from <-chan indexed, progress func(done int)) error {
	var insert [4]*sql.Stmt
	for i, statement := range [...]string{
		"INSERT INTO heads (rowid, text) VALUES (?, ?)", "INSERT INTO bodies (rowid, text) VALUES (?, ?)",
		"INSERT INTO starts (rowid, text) VALUES (?, ?)", "INSERT OR IGNORE INTO stems VALUES (?, ?)",
	} {
		var err error
		if insert[i], err = tx.PrepareContext(ctx, statement); err != nil {
			return err
		}
		defer insert[i].Close()
	}
	done := 0
	for x := range from {
		a.indexed = append(a.indexed, make(set, max(0, x.number/64+1-len(a.indexed)))...)
		a.indexed.add(int32(x.number))
		for i, tokens := range [...]string{x.title, x.body, x.starts} {
			if _, err := insert[i].Exec(x.number+1, tokens); err != nil {
				return err
			}
		}
		for _, w := range x.words {
			if _, err := insert[3].Exec(w.stem, w.word); err != nil {
				return err
			}
		}
		if done++; done%progressEvery == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if progress != nil {
				progress(done)
			}
		}
	}
	if progress != nil && done%progressEvery != 0 {
		progress(done)
	}
	return ctx.Err()
}

// indexed is what the index is given of a release: tokens with spaces between, and
// the words that were not met before and are not their own stems.
type indexed struct {
	number              int
	title, body, starts string
	words               []stemmedWord
}

type stemmedWord struct{ stem, word string }

// cutAll sends what the index is given of the releases.
func cutAll(ctx context.Context, put documents, to chan<- indexed) error {
	c := cutter{known: map[string]*form{}, begun: map[string]int{}}
	return put(ctx, func(d document) error {
		c.number, c.words = d.number, nil
		x := indexed{number: d.number, title: c.index(d.title, true)}
		x.body = c.index(d.body, false)
		x.starts, x.words = strings.Join(c.starts, " "), c.words
		c.starts = c.starts[:0]
		select {
		case to <- x:
		case <-ctx.Done():
			return ctx.Err()
		}
		if len(c.known)+len(c.begun) > maxNumbered {
			clear(c.known)
			clear(c.begun)
		}
		return nil
	})
}

// maxNumbered is how many tokens and beginnings a cutter remembers, to do its work on
// each but once: some 40 MB.
const maxNumbered = 400_000

// maxStart is how many letters the longest beginnings in starts have.
const maxStart = 3

// cutter makes of texts what the index is given.
type cutter struct {
	tokens text.Tokens
	out    strings.Builder
	number int // of the release in hand

	known  map[string]*form
	begun  map[string]int // beginnings, and the last release with each: its number and one
	starts []string       // of the body in hand
	words  []stemmedWord
}

// form is a token, and the last release whose body has it: its number and one.
type form struct {
	text string
	in   int
}

// index returns the tokens of s for the index, and notes them. Letters of
// scripts that are searched by parts of words come as pairs; the last of a run
// comes alone, so that the end of a run is a place where no pair fits. Behind
// the tokens of a headline come its initial consonants, in pairs too.
func (c *cutter) index(s string, title bool) string {
	c.tokens.Cut(s)
	c.out.Reset()
	c.out.Grow(len(s) + 16)
	korean := false
	for i, k := range c.tokens.List {
		token := c.tokens.Form(i)
		if k.CJK {
			korean = true
			token = c.tokens.Bigram(i)
		}
		c.note(token, !k.CJK, title)
		c.out.Write(token)
		c.out.WriteByte(' ')
	}
	if title && korean {
		for _, pair := range initialPairs(&c.tokens) {
			c.out.WriteString(pair)
			c.out.WriteByte(' ')
		}
	}
	return c.out.String()
}

// note notes a token of the release in hand.
func (c *cutter) note(token []byte, word, title bool) {
	f := c.known[string(token)]
	if f == nil {
		f = &form{text: string(token)}
		c.known[f.text] = f
		if word {
			if s := text.Stem(append(make([]byte, 0, len(token)+1), token...)); string(s) != f.text {
				c.words = append(c.words, stemmedWord{string(s), f.text})
			}
		}
	}
	if title || f.in == c.number+1 {
		return
	}
	f.in = c.number + 1
	for end, letters := 0, 0; end < len(f.text) && letters < maxStart; letters++ {
		_, n := utf8.DecodeRuneInString(f.text[end:])
		end += n
		if c.begun[f.text[:end]] != c.number+1 {
			c.begun[f.text[:end]] = c.number + 1
			c.starts = append(c.starts, f.text[:end])
		}
	}
}
