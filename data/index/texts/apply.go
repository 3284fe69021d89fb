package texts

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// document is a release that is to be indexed.
type document struct {
	number      int
	title, body string
}

// documents calls yield with releases by number, as FTS5 likes them, until an error, which is returned.
type documents func(ctx context.Context, yield func(document) error) error

// readAtOnce is of how many releases the texts are asked for together.
const readAtOnce = 512

// allOf yields the releases of a snapshot; unread is told of texts that cannot be read, and may be nil.
func allOf(s *snapshot.Snapshot, unread func(error)) documents {
	return func(ctx context.Context, yield func(document) error) error {
		var numbers []int
		for n := range s.End() {
			if s.Has(n) {
				numbers = append(numbers, n)
			}
			if len(numbers) < readAtOnce && n < s.End()-1 {
				continue
			}
			err := s.Bodies(ctx, numbers, func(n int, text string, err error) error {
				if err != nil && unread != nil {
					unread(err)
				}
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

// documentsOf yields the documents of a list.
func documentsOf(list []document) documents {
	return func(_ context.Context, yield func(document) error) error {
		for _, d := range list {
			if err := yield(d); err != nil {
				return err
			}
		}
		return nil
	}
}

// begin waits until nobody else writes. When it returns no error, the token has to be given back.
func (a *Index) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-a.writing:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-a.life.Done():
		return a.explain(ctx, errClosed)
	}
}

// exclusively calls f when no search runs. Searches have the readers of the database that there is then.
func (a *Index) exclusively(ctx context.Context, f func(*database)) error {
	var taken []*reader
	for range a.readers.size {
		r, err := a.readers.take(ctx, a.life.Done(), time.Time{}, false)
		if err != nil {
			a.readers.add(taken)
			return err
		}
		taken = append(taken, r)
	}
	defer func() { a.readers.add(a.d.Load().readers) }()
	a.cache.clear()
	f(a.d.Load())
	return nil
}

// writeAll drops releases and puts others in, up to a generation. One core cuts the texts while another writes.
func writeAll(ctx context.Context, conn *sql.Conn, drop []int, put documents, at store.Generation) error {
	if err := dropAll(ctx, conn, drop); err != nil {
		return err
	}
	cut := make(chan indexed, 256)
	err := data.Parallel(ctx, 2, func(ctx context.Context, i int) error {
		if i == 1 {
			defer close(cut)
			return cutAll(ctx, put, cut)
		}
		return putAll(ctx, conn, cut)
	})
	if err == nil {
		_, err = conn.ExecContext(ctx, "UPDATE state SET change = ?, token = ?", at.Change, at.Commit)
	}
	return err
}

// maxFree is how many pages there are at least for each free one when a change is done: merging leaves free ones.
const maxFree = 20

func shrink(ctx context.Context, conn *sql.Conn) error {
	var free, pages int
	if err := conn.QueryRowContext(ctx, "SELECT freelist_count, page_count FROM pragma_freelist_count, pragma_page_count").Scan(&free, &pages); err != nil {
		return err
	}
	if free*maxFree <= pages {
		return nil
	}
	_, err := conn.ExecContext(ctx, "PRAGMA incremental_vacuum")
	return err
}

// dropAll takes those of some releases out of the index that are in it.
func dropAll(ctx context.Context, conn *sql.Conn, numbers []int) error {
	for _, n := range numbers {
		err := conn.QueryRowContext(ctx, "SELECT id FROM heads_docsize WHERE id = ?", n+1).Scan(new(int))
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		for _, table := range [...]string{"heads", "bodies", "starts"} {
			if err == nil {
				_, err = conn.ExecContext(ctx, "DELETE FROM "+table+" WHERE rowid = ?", n+1)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkEvery is after how many releases it is looked whether the context is done.
const checkEvery = 500

func putAll(ctx context.Context, conn *sql.Conn, from <-chan indexed) error {
	var insert [4]*sql.Stmt
	for i, statement := range [...]string{
		"INSERT INTO heads (rowid, text) VALUES (?, ?)", "INSERT INTO bodies (rowid, text) VALUES (?, ?)",
		"INSERT INTO starts (rowid, text) VALUES (?, ?)", "INSERT OR IGNORE INTO stems VALUES (?, ?)",
	} {
		var err error
		if insert[i], err = conn.PrepareContext(ctx, statement); err != nil {
			return err
		}
		defer insert[i].Close()
	}
	done := 0
	for x := range from {
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
		if done++; done%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return ctx.Err()
}
