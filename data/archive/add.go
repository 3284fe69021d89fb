package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// All yields the releases of a catalogue in its order, for [Archive.Add].
func All(c *snapshot.Snapshot) iter.Seq[*data.Document] {
	return func(yield func(*data.Document) bool) {
		for _, n := range c.Order() {
			if !yield(c.Document(int(n))) {
				return
			}
		}
	}
}

// Add adds releases, and returns when they can be found. They take the rows
// that follow those there are, so that the rows of an archive to which a
// catalogue was added are the catalogue's. Progress, if not nil, is called now
// and then with the number of releases done.
//
// Add writes in batches: if it fails or is cancelled, what was reported as
// done may stay, and Len tells how much did.
func (a *Archive) Add(ctx context.Context, releases iter.Seq[*data.Document], progress func(done int)) error {
	if a.catalogue != nil {
		return fmt.Errorf("archive %s: it is the index of a catalogue, which never changes: open another with Open", a.name)
	}
	return a.add(ctx, releases, progress)
}

// Releases returns all releases, in the order of their rows. An index of a
// catalogue keeps none.
func (a *Archive) Releases(ctx context.Context) (list []data.Document, err error) {
	err = a.read(ctx, func(t *turn) error {
		rows, err := t.query(ctx, "SELECT id, date, category, title, body, excerpt, file, line FROM releases ORDER BY row")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var r data.Document
			err := rows.Scan(&r.ID, &r.Date, &r.Category, &r.Title, &r.Body, &r.Excerpt, &r.Place.File, &r.Place.Line)
			if err != nil {
				return err
			}
			list = append(list, r)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// batchSize is how many releases are written in a transaction.
const batchSize = 20_000

// progressEvery is after how many releases progress is reported.
const progressEvery = 500

// indexed is a release, and what the index is given of it; or, with list, the
// end of a batch and its words.
type indexed struct {
	release     *data.Document
	title, body string
	list        []wordRows
}

// wordRows are the rows of a word.
type wordRows struct {
	word, stem string
	rows       []byte
}

func (a *Archive) add(ctx context.Context, releases iter.Seq[*data.Document], progress func(done int)) error {
	if progress == nil {
		progress = func(int) {}
	}
	return a.write(ctx, func(conn *sql.Conn) error {
		// One core cuts the texts while another writes the index.
		cut := make(chan indexed, 256)
		return data.Parallel(ctx, 2, func(ctx context.Context, i int) error {
			if i == 1 {
				defer close(cut)
				cutAll(ctx, releases, int32(a.Len()), cut)
				return nil
			}
			return a.addAll(ctx, conn, cut, progress)
		})
	})
}

// addAll writes what comes, batch after batch.
func (a *Archive) addAll(ctx context.Context, conn *sql.Conn, from <-chan indexed, progress func(done int)) error {
	for done := 0; ; {
		n, err := a.addBatch(ctx, conn, from, func(n int) { progress(done + n) })
		if err != nil {
			return err
		}
		if n == 0 {
			return ctx.Err()
		}
		done += n
		progress(done)
	}
}

// cutAll sends the releases, and the words of each batch behind it.
func cutAll(ctx context.Context, releases iter.Seq[*data.Document], row int32, to chan<- indexed) {
	c := cutter{lexicon: newLexicon()}
	send := func(x indexed) bool {
		select {
		case to <- x:
			return true
		case <-ctx.Done():
			return false
		}
	}
	inBatch := 0
	for r := range releases {
		x := indexed{release: r, title: c.index(r.Title, true), body: c.index(r.Body, false)}
		c.end(row)
		if !send(x) {
			return
		}
		row++
		if inBatch++; inBatch == batchSize {
			if !send(indexed{list: c.lexicon.take()}) {
				return
			}
			inBatch = 0
		}
	}
	if inBatch > 0 {
		send(indexed{list: c.lexicon.take()})
	}
}

// cutter makes of texts what the index is given.
type cutter struct {
	tokens  text.Tokens
	lexicon *lexicon
	count   int // tokens of the row in hand
	out     strings.Builder
}

// end ends the row whose texts were indexed.
func (c *cutter) end(row int32) {
	c.lexicon.end(row, c.count)
	c.count = 0
}

// index returns the tokens of s for the index, and notes them. Letters of
// scripts that are searched by parts of words come as pairs; the last of a run
// comes alone, so that the end of a run is a place where no pair fits. Behind
// the tokens of a headline come its initial consonants, in pairs too.
func (c *cutter) index(s string, title bool) string {
	c.tokens.Cut(s)
	c.out.Reset()
	c.out.Grow(len(s) + 16)
	c.count += len(c.tokens.List)
	korean := false
	for i := range c.tokens.List {
		letter := c.tokens.List[i].CJK
		form := c.tokens.Form(i)
		if letter {
			korean = true
			form = c.tokens.Bigram(i)
		}
		c.put(form, title, !letter)
	}
	if title && korean {
		for _, pair := range initialPairs(&c.tokens) {
			c.put([]byte(pair), title, false)
		}
	}
	return c.out.String()
}

func (c *cutter) put(form []byte, title, word bool) {
	c.lexicon.note(c.lexicon.of(form, word), title)
	c.out.Write(form)
	c.out.WriteByte(' ')
}

// take returns the rows of all words, in the order of the words, and forgets
// them.
func (l *lexicon) take() []wordRows {
	list := make([]wordRows, 0, len(l.words))
	for _, e := range l.words {
		if len(e.rows) > 0 {
			list = append(list, wordRows{e.form, e.stem, e.rows})
			l.bytes -= cap(e.rows)
			e.rows = nil
		}
	}
	slices.SortFunc(list, func(a, b wordRows) int { return strings.Compare(a.word, b.word) })
	if l.full() {
		*l = *newLexicon()
	}
	return list
}

// addBatch writes what comes up to the end of a batch, and returns how many
// releases that were.
func (a *Archive) addBatch(ctx context.Context, conn *sql.Conn, from <-chan indexed, progress func(done int)) (n int, err error) {
	first, ok := <-from
	if !ok {
		return 0, ctx.Err()
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	word, err := tx.PrepareContext(ctx, "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)")
	if err != nil {
		return 0, err
	}
	keep, err := tx.PrepareContext(ctx, "INSERT INTO releases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return 0, err
	}
	row := a.Len()
	x := first
	for ; x.release != nil; x, ok = <-from {
		r := x.release
		if a.catalogue == nil {
			_, err := keep.Exec(row, r.ID, int(r.Date), r.Category, r.Title, r.Body, r.Excerpt, r.Place.File, r.Place.Line)
			if err != nil {
				return 0, fmt.Errorf("release %s of %s: %w", r.ID, r.Place, err)
			}
		}
		if _, err := word.Exec(row+1, x.title, x.body); err != nil {
			return 0, err
		}
		row++
		if n++; n%progressEvery == 0 {
			if err := ctx.Err(); err != nil {
				return 0, err
			}
			progress(n)
		}
	}
	if !ok { // cancelled: the end of the batch never came
		return 0, errors.Join(ctx.Err(), errIncomplete)
	}
	batch := int(a.batches.Load())
	if err := addWords(ctx, tx, batch, x.list); err != nil {
		return 0, err
	}
	for fact, value := range map[string]int{"rows": row, "batches": batch + 1} {
		if _, err := tx.ExecContext(ctx, "UPDATE facts SET value = ? WHERE name = ?", value, fact); err != nil {
			return 0, err
		}
	}
	if err := tx.Commit(); err != nil {
		return 0, err
	}
	a.batches.Store(int64(batch + 1)) // before the rows
	a.rows.Store(int64(row))
	return n, nil
}

// errIncomplete is never seen: there is a cancelled context with it.
var errIncomplete = errors.New("the batch has no end")

// addWords writes the dictionaries of a batch.
func addWords(ctx context.Context, tx *sql.Tx, batch int, list []wordRows) error {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO blocks VALUES (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	tokens := blockWriter{ctx: ctx, insert: insert, kind: tokenRows, batch: batch}
	for _, w := range list {
		if err := tokens.add(w.word, w.rows); err != nil {
			return err
		}
	}
	if err := tokens.flush(); err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(w wordRows) bool { return w.stem == w.word })
	slices.SortStableFunc(list, func(a, b wordRows) int { return strings.Compare(a.stem, b.stem) })
	stems := blockWriter{ctx: ctx, insert: insert, kind: stemForms, batch: batch}
	for i := 0; i < len(list); {
		var forms []byte
		stem := list[i].stem
		for ; i < len(list) && list[i].stem == stem; i++ {
			forms = append(append(forms, list[i].word...), ' ')
		}
		if err := stems.add(stem, forms); err != nil {
			return err
		}
	}
	return stems.flush()
}
