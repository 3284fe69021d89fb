package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"pressroom/data/store"
)

// applicationID marks a file as an archive of pressroom.
const applicationID = 0x70724172 // "prAr"

// migrations make a file of schema i one of schema i+1. What has been released
// is never changed: there is another migration.
var migrations = []string{schema1, schema2, schema3, schema4}

// The tables:
//
//   - facts is one row: the last number of each kind that was given.
//     A lookup that finds nothing may have met a damaged index: addresses tells.
//   - releases has a row for each number, in its newest version; a removed one
//     keeps its row. body points to bodies, which is apart so that headlines are
//     read without texts, and the last table: of a compact file that is cut off
//     it is what is lost.
//   - versions has the older versions.
//   - changes has a row for each number of a change. The newest of a release is
//     the one that releases.changed names.
//   - commits has the last change of each import.
//   - ranges has the texts of imports that have not come to their end.
//   - marks has, by reader and kind, what its key means: see the constants.
const schema1 = `
CREATE TABLE facts (
	id        INTEGER PRIMARY KEY CHECK (id = 1),
	numbers   INTEGER NOT NULL,
	changes   INTEGER NOT NULL,
	sources   INTEGER NOT NULL,
	readers   INTEGER NOT NULL,
	marks     INTEGER NOT NULL, -- the last version that marks of any reader had
	addresses INTEGER NOT NULL, -- the checksums of all addresses together
	sum       INTEGER NOT NULL
);
CREATE TABLE sources (
	id      INTEGER PRIMARY KEY,
	name    TEXT NOT NULL UNIQUE,
	removed INTEGER NOT NULL,
	facts   TEXT NOT NULL, -- JSON
	sum     INTEGER NOT NULL
);
CREATE TABLE releases (
	number   INTEGER PRIMARY KEY,
	id       TEXT NOT NULL,
	source   INTEGER NOT NULL REFERENCES sources (id),
	address  TEXT NOT NULL,
	version  TEXT NOT NULL,
	date     INTEGER NOT NULL, -- yyyymmdd
	category TEXT NOT NULL,
	title    TEXT NOT NULL,
	excerpt  INTEGER NOT NULL,
	state    INTEGER NOT NULL,
	versions INTEGER NOT NULL,
	added    INTEGER NOT NULL,
	changed  INTEGER NOT NULL,
	seen     INTEGER NOT NULL, -- seconds since 1970
	body     INTEGER NOT NULL, -- 0 for a removed one
	title_key INTEGER NOT NULL,
	sum      INTEGER NOT NULL
);
CREATE UNIQUE INDEX releases_id ON releases (id);
CREATE UNIQUE INDEX releases_address ON releases (source, address);
CREATE INDEX releases_title ON releases (source, date, title_key);
CREATE TABLE versions (
	number   INTEGER NOT NULL REFERENCES releases (number),
	changed  INTEGER NOT NULL, -- the change that brought it
	version  TEXT NOT NULL,
	date     INTEGER NOT NULL,
	category TEXT NOT NULL,
	title    TEXT NOT NULL,
	excerpt  INTEGER NOT NULL,
	seen     INTEGER NOT NULL,
	body     INTEGER NOT NULL,
	sum      INTEGER NOT NULL,
	PRIMARY KEY (number, changed)
) WITHOUT ROWID;
CREATE TABLE changes (
	change INTEGER PRIMARY KEY,
	number INTEGER NOT NULL,
	sum    INTEGER NOT NULL
);
CREATE TABLE commits (
	change INTEGER PRIMARY KEY,
	token  INTEGER NOT NULL,
	time   INTEGER NOT NULL
);
CREATE TABLE ranges (
	import  INTEGER NOT NULL,
	first   INTEGER NOT NULL,
	last    INTEGER NOT NULL,
	touched INTEGER NOT NULL,
	PRIMARY KEY (import, first)
) WITHOUT ROWID;
CREATE TABLE readers (
	id      INTEGER PRIMARY KEY,
	name    TEXT NOT NULL,
	version INTEGER NOT NULL,
	rows    INTEGER NOT NULL, -- in marks
	sum     INTEGER NOT NULL
);
CREATE UNIQUE INDEX readers_name ON readers (name);
CREATE TABLE marks (
	reader INTEGER NOT NULL REFERENCES readers (id),
	kind   INTEGER NOT NULL,
	key    NOT NULL,
	value  BLOB NOT NULL,
	sum    INTEGER NOT NULL,
	PRIMARY KEY (reader, kind, key)
) WITHOUT ROWID;
CREATE TABLE bodies (
	id   INTEGER PRIMARY KEY,
	text TEXT NOT NULL,
	sum  INTEGER NOT NULL
);
`

// Schema 2 knows since when a release has been gone from its source.
const schema2 = `ALTER TABLE releases ADD COLUMN since INTEGER NOT NULL DEFAULT 0` // seconds since 1970

// schema3 has the languages of texts, which are "" where nothing tells them, or where
// they came in before: who reads the text tells it then.
const schema3 = `
ALTER TABLE releases ADD COLUMN lang TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN lang TEXT NOT NULL DEFAULT '';
`

// schema4 has the pages at which releases are read whose addresses are no URLs: "" where
// the address is one, or no page is known yet.
const schema4 = `ALTER TABLE releases ADD COLUMN page TEXT NOT NULL DEFAULT ''`

// identify reads what the file says of itself: the schema it has, 0 for a file
// without one.
func identify(ctx context.Context, conn *sql.Conn) (schema int, err error) {
	var application int
	for _, fact := range []struct {
		query string
		value *int
	}{
		{"PRAGMA application_id", &application},
		{"PRAGMA user_version", &schema},
	} {
		if err := conn.QueryRowContext(ctx, fact.query).Scan(fact.value); err != nil {
			return 0, err
		}
	}
	switch {
	case application != applicationID:
		return 0, store.ErrForeign
	case schema > len(migrations):
		return 0, newer(schema)
	case schema < 0:
		return 0, store.ErrDamaged
	}
	return schema, nil
}

// newer is the error of a schema that is not known.
func newer(schema int) error {
	return failure(store.ErrNewer, "it has schema %d, and this one knows %d", schema, len(migrations))
}

// migrate makes what is missing to the newest schema, in one transaction.
func migrate(ctx context.Context, conn *sql.Conn) (err error) {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer rollback(ctx, conn, &err)
	var schema int
	if err := conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&schema); err != nil {
		return err
	}
	for ; schema < len(migrations); schema++ {
		if _, err := conn.ExecContext(ctx, migrations[schema]); err != nil {
			return err
		}
		if schema == 0 {
			if err := (&facts{}).insert(ctx, conn); err != nil {
				return err
			}
		}
	}
	_, err = conn.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", applicationID, len(migrations)))
	return err
}

// rollback ends a transaction that failed, even where its context is done.
func rollback(ctx context.Context, conn *sql.Conn, err *error) {
	if *err != nil {
		conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // it fails where SQLite has rolled back already
	}
}
