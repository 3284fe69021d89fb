package sqlite

import (
	"cmp"
	"database/sql"
	"fmt"
	"hash/crc32"
	"strings"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// row is a row of releases.
type row struct {
	store.Change
	source int64
	seen   int64 // seconds since 1970
	since  int64 // likewise; 0 for one that has not vanished
	body   int64
}

const releaseColumns = `number, id, source, address, version, date, category, title, excerpt, state, versions, added, changed, ` +
	"seen, since, body, lang, page, title_key, sum"

const insertRelease = "INSERT INTO releases (" + releaseColumns + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"

// releasesOf returns releaseColumns of a table that has another name in a query.
func releasesOf(name string) string {
	columns := strings.Split(releaseColumns, ", ")
	for i, c := range columns {
		columns[i] = name + "." + strings.TrimSpace(c)
	}
	return strings.Join(columns, ", ")
}

// value returns the checksum of the row.
func (r *row) value(s *sum) int64 {
	s.reset().int(int64(r.Number), r.source, int64(r.Date), number(r.Excerpt), int64(r.State), int64(r.Versions),
		r.Added, r.Changed, r.seen, r.body)
	if r.since != 0 { // else it is that of schema 1
		s.int(r.since)
	}
	s.text(r.ID, r.Address, r.Version, r.Category, r.Title)
	if r.Lang != "" || r.Page != "" { // else it is that of schema 2
		s.text(r.Lang)
	}
	if r.Page != "" { // else it is that of schema 3
		s.text(r.Page)
	}
	return s.value()
}

// timeOf returns the time of seconds since 1970, the zero time for 0.
func timeOf(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// titleKey is by what releases of a headline are found: white space does not count.
func titleKey(title string) int64 { return int64(crc32.ChecksumIEEE([]byte(data.OneLine(title)))) }

// args are the values of the row in the order of releaseColumns.
func (r *row) args(s *sum) []any {
	return []any{r.Number, r.ID, r.source, r.Address, r.Version, r.Date, r.Category, r.Title, r.Excerpt, r.State, r.Versions,
		r.Added, r.Changed, r.seen, r.since, r.body, r.Lang, r.Page, titleKey(r.Title), r.value(s)}
}

// releaseReader reads rows of releases, with the names of the sources.
type releaseReader struct {
	sources   map[int64]string
	anySource bool  // sources are not asked for, and not known
	wrong     error // what is damaged, where what can be read all the same is wanted
	sum       sum
	into      []any
	// What database/sql would convert by reflection, which takes as long as the rest.
	number, date, excerpt, state, versions, key, stored int64
}

func newReleaseReader(q querier) (*releaseReader, error) {
	r := &releaseReader{sources: map[int64]string{}}
	sources, err := sourceRows(q)
	for _, s := range sources {
		r.sources[s.id] = s.Name
	}
	return r, err
}

// newTolerantReader returns a reader for what can be read, where not all can.
func newTolerantReader(v *view) (*releaseReader, error) {
	r, err := newReleaseReader(v)
	if kindOf(err) == store.ErrDamaged {
		r.wrong, err = err, nil
	}
	r.wrong = cmp.Or(v.wrong, r.wrong)
	return r, err
}

// scan reads a row; before are for columns that stand before those of releases.
// Where it is not what was written, the error is [store.ErrDamaged], and Number is
// what could be read of it.
func (r *releaseReader) scan(rows *sql.Rows, to *row, before ...any) error {
	r.into = append(append(r.into[:0], before...),
		&r.number, &to.ID, &to.source, &to.Address, &to.Version, &r.date, &to.Category, &to.Title, &r.excerpt, &r.state, &r.versions,
		&to.Added, &to.Changed, &to.seen, &to.since, &to.body, &to.Lang, &to.Page, &r.key, &r.stored)
	if err := rows.Scan(r.into...); err != nil {
		return scanned(err, "releases")
	}
	to.Number, to.Date, to.Excerpt = int(r.number), data.Date(r.date), r.excerpt != 0
	to.State, to.Versions = store.State(r.state), int(r.versions)
	to.Since = timeOf(to.since)
	if to.value(&r.sum) != r.stored {
		return damaged("release %d was changed", to.Number)
	}
	if r.anySource {
		return nil
	}
	var known bool
	if to.Source, known = r.sources[to.source]; !known && r.wrong != nil {
		to.Source = lostSource(to.source)
	} else if !known {
		return damaged("the source of release %d is gone", to.Number)
	}
	return nil
}

// lostSource is the name of a source that cannot be read.
func lostSource(id int64) string { return fmt.Sprint("lost source ", id) }

// each calls yield with the releases that the rest of a query chooses. The row is valid
// until yield returns.
func (r *releaseReader) each(q querier, yield func(*row) error, rest string, args ...any) error {
	var to row
	return each(q, func(rows *sql.Rows) error {
		if err := r.scan(rows, &to); err != nil {
			return err
		}
		return yield(&to)
	}, "SELECT "+releaseColumns+" FROM releases "+rest, args...)
}

// get reads the release of a number, and reports whether there is one.
func (r *releaseReader) get(q querier, number int, to *row) (found bool, err error) {
	found, err = one(q, func(rows *sql.Rows) error { return r.scan(rows, to) },
		"SELECT "+releaseColumns+" FROM releases WHERE number = ?", number)
	if err == nil && found && to.Number != number {
		err = damaged("release %d is in the place of %d", to.Number, number)
	}
	return found, err
}

// find reads the release at an address of a source.
func (r *releaseReader) find(q querier, source int64, address string) (to row, found bool, err error) {
	found, err = one(q, func(rows *sql.Rows) error { return r.scan(rows, &to) },
		"SELECT "+releaseColumns+" FROM releases WHERE source = ? AND address = ?", source, address)
	if err == nil && found && (to.source != source || to.Address != address) {
		err = damaged("the index of addresses names release %d for another one", to.Number)
	}
	return to, found, err
}

// verifyAddresses reads the index of addresses, once while a file is open: where a
// lookup finds nothing in it, there must be nothing.
func verifyAddresses(v *view) error {
	if v.file.checked.Load() || v.wrong != nil {
		return v.wrong
	}
	var s sum
	var all, last int64
	var before string
	err := each(v, func(rows *sql.Rows) error {
		var source, number int64
		var address string
		if err := rows.Scan(&source, &address, &number); err != nil {
			return scanned(err, "releases")
		}
		if source < last || source == last && address <= before {
			return damaged("the index of addresses is not in order")
		}
		last, before = source, address
		all += addressSum(source, address, int(number), &s)
		return nil
	}, "SELECT source, address, number FROM releases INDEXED BY releases_address ORDER BY source, address")
	if err == nil && all != v.addresses {
		err = damaged("the index of addresses was changed")
	}
	v.file.checked.Store(err == nil)
	return err
}

func addressSum(source int64, address string, number int, s *sum) int64 {
	return s.reset().int(source, int64(number)).text(address).value()
}

// body reads a text.
func body(q querier, id int64) (string, error) {
	var text string
	var stored int64
	found, err := scanOne(q, "bodies", []any{&text, &stored}, "SELECT text, sum FROM bodies WHERE id = ?", id)
	switch {
	case err != nil:
		return "", err
	case !found:
		return "", damaged("the text %d is gone", id)
	case stored != bodySum(id, text):
		return "", damaged("the text %d was changed", id)
	}
	return text, nil
}

func bodySum(id int64, text string) int64 { return new(sum).int(id).text(text).value() }
