package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// The file says whose it is, and which schema it has.
const (
	applicationID = 0x70726573 // "pres"
	schemaVersion = 2
)

// schema makes the tables of an archive. Rows count from 0 in the order in
// which releases were added; FTS5 wants rowids from 1, and has row+1.
//
//   - releases keeps the releases themselves. In a temporary index it is
//     empty: the catalogue has them.
//   - words is the index of what stands side by side. It is contentless,
//     because the text is in releases or in the catalogue, once. What it is
//     given are not the texts but their tokens as this package cuts and folds
//     them, a space between them: the tokenizer has nothing left to do but
//     split there.
//   - blocks has the rows of every token, and the words of every stem that is
//     not itself all of them: see [dictionary]. There is one of each for each
//     batch that was added.
const schema = `
CREATE TABLE releases (
	row      INTEGER PRIMARY KEY,
	id       TEXT NOT NULL,
	date     INTEGER NOT NULL, -- yyyymmdd
	category TEXT NOT NULL,
	title    TEXT NOT NULL,
	body     TEXT NOT NULL,
	excerpt  INTEGER NOT NULL,
	file     TEXT NOT NULL,
	line     INTEGER NOT NULL
);
CREATE UNIQUE INDEX releases_id ON releases (id);
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', columnsize = 0, tokenize = 'ascii');
CREATE TABLE blocks (
	kind    INTEGER NOT NULL,
	batch   INTEGER NOT NULL,
	first   TEXT NOT NULL, -- key
	entries BLOB NOT NULL
);
CREATE UNIQUE INDEX blocks_first ON blocks (kind, batch, first);
CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('rows', 0), ('batches', 0);
`

// hashSize is how many bytes of an index FTS5 gathers in memory before it
// writes them: with its own choice, 1 MB, it writes and merges ten times as
// often, which is a tenth of all the time and of the file.
const hashSize = 8 << 20

// create makes the schema in a new file, and checks that of an old one.
func create(ctx context.Context, db *sql.Conn) error {
	var application, version, tables int
	for _, fact := range []struct {
		query string
		value *int
	}{
		{"PRAGMA application_id", &application},
		{"PRAGMA user_version", &version},
		{"SELECT count(*) FROM sqlite_schema", &tables},
	} {
		if err := db.QueryRowContext(ctx, fact.query).Scan(fact.value); err != nil {
			return err
		}
	}
	switch {
	case application == applicationID && version == schemaVersion:
		return nil
	case application == applicationID:
		return fmt.Errorf("it has schema %d and this program reads schema %d: use the program that made it, "+
			"or move the file away and add its releases again", version, schemaVersion)
	case tables > 0 || application != 0 || version != 0:
		return errors.New("it is the database of another program: give another file")
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, statement := range []string{
		schema,
		fmt.Sprintf("INSERT INTO words (words, rank) VALUES ('hashsize', %d)", hashSize),
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", schemaVersion),
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// damaged is what to do about a file that is.
const damaged = "it is damaged: move it away and add its releases again"

// explain wraps an error of the database with the archive's name and with what
// to do about it. A cancelled context stays what it is.
func (a *Archive) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause := ctx.Err(); cause != nil {
		return cause
	}
	hint := ""
	var e *sqlite.Error
	if errors.Is(err, errRows) {
		hint = damaged
	} else if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case lib.SQLITE_NOTADB:
			hint = "it is no archive of releases, or damaged: move it away or give another file"
		case lib.SQLITE_CORRUPT:
			hint = damaged
		case lib.SQLITE_FULL:
			hint = "make room on the disk, or set TMPDIR to a place that has some, and try again"
		case lib.SQLITE_READONLY, lib.SQLITE_PERM:
			hint = "it may not be written: check the permissions of the file and its directory"
		case lib.SQLITE_CANTOPEN:
			hint = "it cannot be opened: check that its directory exists and may be written"
		case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
			hint = "another program is writing to it: try again when that is done"
		case lib.SQLITE_CONSTRAINT:
			hint = "a release is there already: add each once"
		case lib.SQLITE_IOERR:
			hint = "the disk failed to read or write it: check the disk and its room"
		}
	}
	if hint == "" {
		return fmt.Errorf("archive %s: %w", a.name, err)
	}
	return fmt.Errorf("archive %s: %s (%w)", a.name, hint, err)
}
