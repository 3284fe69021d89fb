package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"pressroom/data"
	"pressroom/data/store"
)

const versionColumns = "number, changed, version, date, category, title, excerpt, seen, body, lang, sum"

// versionSum returns the checksum of a row of versions.
func versionSum(r *row, s *sum) int64 {
	s.reset().int(int64(r.Number), r.Changed, int64(r.Date), number(r.Excerpt), r.seen, r.body).
		text(r.Version, r.Category, r.Title)
	if r.Lang != "" { // else it is that of schema 2
		s.text(r.Lang)
	}
	return s.value()
}

// keepVersion writes the newest version of a release as an older one.
func (t *tx) keepVersion(r row) error {
	return t.exec("INSERT INTO versions ("+versionColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?)",
		r.Number, r.Changed, r.Version, r.Date, r.Category, r.Title, r.Excerpt, r.seen, r.body, r.Lang, versionSum(&r, &t.sum))
}

// versions returns the older versions of a release, the newest first.
func versions(q querier, number int) (older []row, err error) {
	var s sum
	err = each(q, func(rows *sql.Rows) error {
		var r row
		var stored int64
		if err := rows.Scan(&r.Number, &r.Changed, &r.Version, &r.Date, &r.Category, &r.Title, &r.Excerpt, &r.seen, &r.body, &r.Lang, &stored); err != nil {
			return scanned(err, "versions")
		}
		if r.Number != number || stored != versionSum(&r, &s) {
			return damaged("a version of release %d was changed", number)
		}
		older = append(older, r)
		return nil
	}, "SELECT "+versionColumns+" FROM versions WHERE number = ? ORDER BY changed DESC", number)
	return older, err
}

// version returns an older version of a release, by its content, and reports whether there is one.
func version(q querier, number int, hash string) (row, bool, error) {
	older, err := versions(q, number)
	for _, r := range older {
		if r.Version == hash {
			return r, true, err
		}
	}
	return row{}, false, err
}

// Versions implements [store.Store].
func (s *Store) Versions(ctx context.Context, number int) (all []store.Version, err error) {
	err = s.release(ctx, number, func(v *view, newest row) error {
		older, err := versions(v, number)
		if err != nil {
			return err
		}
		if len(older) != newest.Versions-1 {
			return damaged("%d of %d versions of release %d are there", len(older)+1, newest.Versions, number)
		}
		for _, r := range append([]row{newest}, older...) {
			r.ID, r.Address, r.Page, r.Source = newest.ID, newest.Address, newest.Page, newest.Source
			all = append(all, store.Version{Document: data.Document{Release: r.Release}, Seen: timeOf(r.seen)})
		}
		return nil
	})
	return all, err
}

// VersionText implements [store.Store].
func (s *Store) VersionText(ctx context.Context, number int, hash string) (text string, err error) {
	err = s.release(ctx, number, func(v *view, newest row) error {
		r, found := newest, newest.Version == hash
		if !found {
			if r, found, err = version(v, number, hash); err != nil {
				return err
			}
		}
		if !found {
			return &store.Error{Where: s.path, Kind: store.ErrNotFound, What: fmt.Sprintf("version %s of release %d", hash, number)}
		}
		text, err = body(v, r.body)
		return err
	})
	return text, err
}
