package entities

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"
	"strings"
)

// kind is what a lexicon numbers.
type kind int

const (
	orgKind kind = iota
	personKind
	acronymKind
	countryKind
	wordKind
	numKinds
)

// inFile is which numbers a file gives to what a lexicon has numbered.
type inFile struct {
	token int64             // of the file
	ids   [numKinds][]int64 // by the lexicon's numbers; 0 for what the file does not have
}

// maxInFile is the largest number of a file: one that is damaged takes no more room.
const maxInFile = 1 << 24

// fieldSeparator stands between the parts of a value; no text has it.
const fieldSeparator = "\x1f"

// load reads the lexicon of a file but for kinds from end on, and returns its numbers
// by those of the file.
func (l *lexicon) load(ctx context.Context, conn *sql.Conn, end kind) (ids []numbered, err error) {
	rows, err := conn.QueryContext(ctx, "SELECT id, kind, value FROM lexicon WHERE kind < ? ORDER BY id", end)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var k kind
		var value string
		if err := rows.Scan(&id, &k, &value); err != nil {
			return nil, err
		}
		if k < 0 || k >= numKinds || id <= 0 || id > maxInFile {
			continue
		}
		for int64(len(ids)) <= id {
			ids = append(ids, numbered{kind: -1})
		}
		ids[id] = numbered{k, l.add(k, value)}
		l.file.ids[k] = append(l.file.ids[k], id)
	}
	return ids, rows.Err()
}

// numbered is a number of a lexicon, and of what.
type numbered struct {
	kind kind
	id   int32
}

// add adds a value that the lexicon does not have.
func (l *lexicon) add(k kind, value string) int32 {
	switch k {
	case orgKind:
		name, rest, _ := strings.Cut(value, fieldSeparator)
		acronym, aliases, _ := strings.Cut(rest, fieldSeparator)
		return l.orgs.add(spelledOrg{name, acronym, aliases})
	case personKind:
		name, role, _ := strings.Cut(value, fieldSeparator)
		return l.people.add(spelledPerson{name, role})
	case acronymKind:
		return l.acronyms.add(value)
	case countryKind:
		return l.countries.add(value)
	}
	return l.words.add(value)
}

func (n *numbering[T]) add(value T) int32 {
	n.values = append(n.values, value)
	return int32(len(n.values) - 1)
}

// lexiconWriter writes to a file what a lexicon has numbered, as notes need it. It is
// for one goroutine, which holds the lexicon's file.
type lexiconWriter struct {
	ctx       context.Context
	conn      *sql.Conn
	l         *lexicon
	put, find *sql.Stmt
}

func (l *lexicon) writing(ctx context.Context, conn *sql.Conn) *lexiconWriter {
	l.saving.Lock()
	return &lexiconWriter{ctx: ctx, conn: conn, l: l}
}

// begin begins a transaction. Another file than before numbers anew.
func (w *lexiconWriter) begin() (err error) {
	var token int64
	if err := w.conn.QueryRowContext(w.ctx, "SELECT token FROM state").Scan(&token); err != nil {
		return err
	}
	if token != w.l.file.token {
		w.l.file = inFile{token: token}
	}
	if w.put, err = w.conn.PrepareContext(w.ctx, "INSERT OR IGNORE INTO lexicon (kind, value) VALUES (?, ?)"); err != nil {
		return err
	}
	w.find, err = w.conn.PrepareContext(w.ctx, "SELECT id FROM lexicon WHERE kind = ? AND value = ?")
	return err
}

func (w *lexiconWriter) done() {
	for _, s := range []*sql.Stmt{w.put, w.find} {
		if s != nil {
			s.Close()
		}
	}
	w.l.saving.Unlock()
}

// forget forgets numbers that a transaction gave which was not kept.
func (w *lexiconWriter) forget() { w.l.file = inFile{} }

// id returns the number in the file of what the lexicon has numbered.
func (w *lexiconWriter) id(k kind, id int32) (int64, error) {
	known := &w.l.file.ids[k]
	if int(id) < len(*known) && (*known)[id] != 0 {
		return (*known)[id], nil
	}
	value := w.l.value(k, id)
	if _, err := w.put.ExecContext(w.ctx, k, value); err != nil {
		return 0, err
	}
	var in int64
	if err := w.find.QueryRowContext(w.ctx, k, value).Scan(&in); err != nil {
		return 0, err
	}
	*known = append(*known, make([]int64, max(0, int(id)+1-len(*known)))...)
	(*known)[id] = in
	return in, nil
}

// value returns what has a number.
func (l *lexicon) value(k kind, id int32) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch k {
	case orgKind:
		o := l.orgs.values[id]
		return o.name + fieldSeparator + o.acronym + fieldSeparator + o.aliases
	case personKind:
		p := l.people.values[id]
		return p.name + fieldSeparator + p.role
	case acronymKind:
		return l.acronyms.values[id]
	case countryKind:
		return l.countries.values[id]
	}
	return l.words.values[id]
}

// encode writes a note with the numbers of a file, and a sum behind it.
func (n *note) encode(w *lexiconWriter) ([]byte, error) {
	var b []byte
	for k := range wordKind {
		ids := n.of(k)
		b = binary.AppendUvarint(b, uint64(len(ids)))
		for _, id := range ids {
			in, err := w.id(k, id)
			if err != nil {
				return nil, err
			}
			b = binary.AppendUvarint(b, uint64(in))
		}
	}
	var words [][2]int64
	for c := range n.words.all() {
		in, err := w.id(wordKind, c.word)
		if err != nil {
			return nil, err
		}
		words = append(words, [2]int64{in, int64(c.n)})
	}
	slices.SortFunc(words, func(a, b [2]int64) int { return cmp.Compare(a[0], b[0]) })
	b = binary.AppendUvarint(b, uint64(len(words)))
	last := int64(0)
	for _, one := range words {
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(one[0]-last)), uint64(one[1]))
		last = one[0]
	}
	b = binary.AppendUvarint(b, uint64(len(n.shingles)))
	before := uint32(0)
	for _, h := range n.shingles {
		b = binary.AppendUvarint(b, uint64(h-before))
		before = h
	}
	b = binary.AppendUvarint(b, uint64(len(n.sums)))
	for _, s := range n.sums {
		b = append(b, s.currency[:]...)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(s.value))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(s.high))
	}
	for _, left := range []int{n.leftOut.Organisations, n.leftOut.People, n.leftOut.Amounts} {
		b = binary.AppendUvarint(b, uint64(left))
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)), nil
}

// decoderOf returns a decoder of a note, and reports whether it is as it was written.
func decoderOf(b []byte, ids []numbered) (d decoder, ok bool) {
	if len(b) < 4 || crc32.ChecksumIEEE(b[:len(b)-4]) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return d, false
	}
	return decoder{b: b[:len(b)-4], ids: ids, ok: true}, true
}

// decodeWords reads the words of a note alone, by the numbers of the file.
func decodeWords(b []byte, into []count) ([]count, bool) {
	d, ok := decoderOf(b, nil)
	if !ok {
		return nil, false
	}
	for range wordKind { // of those before
		for range d.length() {
			d.uint()
		}
	}
	into = into[:0]
	last := uint64(0)
	for range d.length() {
		if last += d.uint(); last > maxInFile {
			return nil, false
		}
		into = append(into, count{int32(last), int32(d.uint())})
	}
	return into, d.ok
}

// decode reads a note, without its words where it is to be light.
func decode(b []byte, ids []numbered, light bool) (*note, bool) {
	d, ok := decoderOf(b, ids)
	if !ok {
		return nil, false
	}
	n := &note{}
	for k := range wordKind {
		for range d.length() {
			n.ids = append(n.ids, d.id(k, d.uint()))
		}
		if len(n.ids) > math.MaxUint16 {
			return nil, false
		}
		n.ends[k] = uint16(len(n.ids))
	}
	n.ids = slices.Clone(n.ids) // without room for more
	var words []count
	last := uint64(0)
	for range d.length() {
		last += d.uint()
		if times := int32(d.uint()); !light {
			words = append(words, count{d.id(wordKind, last), times})
		}
	}
	n.words = pack(words)
	n.shingles = make([]uint32, d.length())
	before := uint32(0)
	for i := range n.shingles {
		before += uint32(d.uint())
		n.shingles[i] = before
	}
	if light {
		n.shingles = thin(n.shingles)
	}
	if sums := d.length(); sums > 0 {
		n.sums = make([]sum, sums)
	}
	for i := range n.sums {
		n.sums[i] = sum{
			currency: [3]byte(d.bytes(3)),
			value:    math.Float64frombits(binary.LittleEndian.Uint64(d.bytes(8))),
			high:     math.Float64frombits(binary.LittleEndian.Uint64(d.bytes(8))),
		}
	}
	n.leftOut = LeftOut{int(d.uint()), int(d.uint()), int(d.uint())}
	return n, d.ok
}

// decoder reads what encode has written. Where there is less, it is not ok.
type decoder struct {
	b   []byte
	ids []numbered
	ok  bool
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.ok, d.b = false, nil
		return 0
	}
	d.b = d.b[n:]
	return v
}

// length reads how many there are: no more than there are bytes.
func (d *decoder) length() int {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.ok, d.b = false, nil
		return 0
	}
	return int(n)
}

func (d *decoder) bytes(n int) []byte {
	if n > len(d.b) {
		d.ok, d.b = false, nil
		return make([]byte, n)
	}
	taken := d.b[:n]
	d.b = d.b[n:]
	return taken
}

func (d *decoder) id(k kind, in uint64) int32 {
	if in >= uint64(len(d.ids)) || d.ids[in].kind != k {
		d.ok = false
		return 0
	}
	return d.ids[in].id
}
