package entities

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"sync"

	"pressroom/data/index/sidecar"
	"pressroom/data/names"
	"pressroom/data/snapshot"
)

// File keeps what releases name in a file, so that none is read again: a release is
// known there by its number and version, so that the file serves any snapshot, and
// another archive's tells nothing wrong. Processes may share it. Where it cannot be
// used, releases are read as if there were none. The zero File keeps nothing.
type File struct {
	Path string
	// Probe is a text that many rules apply to: where what it names has changed, the
	// rules have, and all is read anew.
	Probe string
	// Note is told, where it is not nil, why a file that was there is made anew.
	Note func(why string)

	once  sync.Once
	rules string // by which the releases were read
}

// FileFormat is that of the file. What is kept of a release is this package's alone, and
// so is how it is written: see [note.encode].
var FileFormat = sidecar.Format{ID: 0x7072_6e6d, Version: 2, Schema: `
CREATE TABLE state (rules TEXT NOT NULL, token INTEGER NOT NULL);
CREATE TABLE lexicon (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, value TEXT NOT NULL, UNIQUE (kind, value));
CREATE TABLE notes (number INTEGER PRIMARY KEY, version TEXT NOT NULL, note BLOB NOT NULL);
`}

// fingerprint is the same as long as the rules are.
func (f *File) fingerprint() string {
	f.once.Do(func() {
		h := sha256.New()
		names.WriteLists(h)
		fmt.Fprintf(h, "%+v", *readRelease("", f.Probe))
		f.rules = fmt.Sprintf("%x", h.Sum(nil))
	})
	return f.rules
}

// openFile is the file while an index is built.
type openFile struct {
	*File
	db    *sidecar.File
	conn  *sql.Conn
	token int64 // of the file, by which its numbers are known

	saving  sync.Mutex
	useless bool // nothing more can be saved
	pending []unsaved
	due     int // how many notes are saved the next time
}

// unsaved is a note that is not in the file.
type unsaved struct {
	number  int
	version string
	note    *note
}

// open opens the file, or makes it; nil where it cannot be used.
func (f *File) open(ctx context.Context) *openFile {
	if f == nil || f.Path == "" {
		return nil
	}
	o, err := f.attach(ctx)
	switch {
	case err == nil:
		return o
	case errors.Is(err, sidecar.ErrMissing), errors.Is(err, errRules):
	case sidecar.IsDamaged(err):
		f.note(err)
	default:
		return nil
	}
	if err = f.make(ctx); err == nil {
		o, _ = f.attach(ctx)
	}
	return o
}

func (f *File) note(err error) {
	if f.Note != nil {
		f.Note(fmt.Sprintf("who the releases name is read anew: %s", sidecar.Reason(err)))
	}
}

// errRules says that a file was made by other rules.
var errRules = errors.New("the rules have changed")

func (f *File) attach(ctx context.Context) (*openFile, error) {
	o := &openFile{File: f, due: saveEvery}
	var err error
	if o.db, err = sidecar.Open(ctx, f.Path, FileFormat); err != nil {
		return nil, err
	}
	var rules string
	if o.conn, err = o.db.Conn(ctx); err == nil {
		err = sidecar.RetryBusy(ctx, func() error {
			return o.conn.QueryRowContext(ctx, "SELECT rules, token FROM state").Scan(&rules, &o.token)
		})
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = sidecar.ErrUnusable
	}
	if err == nil && rules != f.fingerprint() {
		err = errRules
	}
	if err == nil && !o.db.Current() { // the connection may be to another file
		err = sidecar.ErrBusy
	}
	if err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// make makes the file, without releases.
func (f *File) make(ctx context.Context) error {
	accept := func() bool {
		o, err := f.attach(ctx)
		if err == nil {
			o.close()
		}
		return err == nil
	}
	return sidecar.Make(ctx, f.Path, FileFormat, accept, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, "INSERT INTO state VALUES (?, random())", f.fingerprint())
		return err
	})
}

func (o *openFile) close() {
	if o == nil {
		return
	}
	if o.conn != nil {
		_ = o.conn.Close()
	}
	_ = o.db.Close() // what was confirmed is in the file
}

// damaged removes a file of which a part could not be read because it is damaged, with a
// word: who opens it next makes it anew.
func (o *openFile) damaged(err error) {
	if !sidecar.IsDamaged(err) {
		return
	}
	if !o.db.Current() { // another process has done it
		return
	}
	o.note(err)
	_ = os.Remove(o.Path)
}

// load fills in the notes that the file has of a snapshot, and their lexicon.
func (o *openFile) load(ctx context.Context, s *snapshot.Snapshot, notes []*note, light bool) (*lexicon, error) {
	l := &lexicon{}
	if _, err := o.conn.ExecContext(ctx, "BEGIN"); err != nil {
		return l, err
	}
	defer o.conn.ExecContext(context.WithoutCancel(ctx), "COMMIT")
	if err := o.conn.QueryRowContext(ctx, "SELECT token FROM state").Scan(&l.file.token); err != nil {
		return l, err
	}
	kinds := numKinds
	if light {
		kinds = wordKind
	}
	ids, err := l.load(ctx, o.conn, kinds)
	if err != nil {
		return &lexicon{}, err
	}
	rows, err := o.conn.QueryContext(ctx, "SELECT number, version, note FROM notes")
	if err != nil {
		return &lexicon{}, err
	}
	defer rows.Close()
	for rows.Next() {
		var number int
		var version string
		var blob sql.RawBytes
		if err := rows.Scan(&number, &version, &blob); err != nil {
			return l, err
		}
		if number < 0 || number >= len(notes) || !s.Has(number) || s.VersionOf(number) != version {
			continue
		}
		if n, ok := decode(blob, ids, light); ok {
			notes[number] = n
			l.read++
		}
	}
	return l, rows.Err()
}

// saveEvery is how many notes are written together. Where that fails, as while another
// process writes, they are tried again with as many more; of more than maxUnsaved the
// rest is not saved.
const (
	saveEvery  = 512
	maxUnsaved = 16 * saveEvery
)

// put has a note be saved. What cannot be saved is not: it is read again the next time.
func (o *openFile) put(ctx context.Context, l *lexicon, one unsaved) {
	if o == nil {
		return
	}
	o.saving.Lock()
	defer o.saving.Unlock()
	if o.pending = append(o.pending, one); len(o.pending) >= o.due {
		o.save(ctx, l)
	}
}

// finish saves what is left.
func (o *openFile) finish(ctx context.Context, l *lexicon) {
	if o == nil {
		return
	}
	o.saving.Lock()
	defer o.saving.Unlock()
	o.save(ctx, l)
}

func (o *openFile) save(ctx context.Context, l *lexicon) {
	if o.useless = o.useless || !o.db.Current(); o.useless { // what is written to a file without a name is gone with it
		o.pending = nil
	}
	if len(o.pending) == 0 {
		return
	}
	err := o.write(ctx, l, o.pending)
	switch {
	case err == nil:
		o.pending, o.due = nil, saveEvery
	case sidecar.IsDamaged(err):
		o.damaged(err)
		o.pending, o.useless = nil, true
	case len(o.pending) >= maxUnsaved:
		o.pending, o.useless = nil, true
	default:
		o.due = 2 * len(o.pending)
	}
}

// write writes notes, all or none.
func (o *openFile) write(ctx context.Context, l *lexicon, list []unsaved) error {
	w := l.writing(ctx, o.conn)
	defer w.done()
	err := sidecar.Write(ctx, o.conn, func() error {
		if err := w.begin(); err != nil {
			return err
		}
		put, err := o.conn.PrepareContext(ctx, "INSERT OR REPLACE INTO notes VALUES (?, ?, ?)")
		if err != nil {
			return err
		}
		defer put.Close()
		for _, one := range list {
			blob, err := one.note.encode(w)
			if err != nil {
				return err
			}
			if _, err := put.ExecContext(ctx, one.number, one.version, blob); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.forget()
	}
	return err
}
