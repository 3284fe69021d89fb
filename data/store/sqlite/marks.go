package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"pressroom/data/store"
)

// The kinds of rows in marks, with what their keys and values are.
const (
	kindRead     = 1 + iota // chunk of numbers: their bits
	kindStarred             // the same
	kindLines               // 0: numbers and lines, as varints
	kindSearches            // 0: JSON
	kindValue               // name: value
	kindAction              // a number that grows: see encodeAction
	kindOutdated            // as kindRead
)

// bitKinds are the kinds of the marks that are bits.
var bitKinds = [...]int{store.Read: kindRead, store.Starred: kindStarred, store.Outdated: kindOutdated}

// chunkWords is how many words of 64 bits a row of bits has.
const chunkWords = 64

// maxActionBytes bounds what is kept to undo.
const maxActionBytes = 4 << 20

func markSum(reader int64, kind int, key any, value []byte) int64 {
	return new(sum).int(reader, int64(kind)).text(fmt.Sprint(key), string(value)).value()
}

// eachAction calls f with the rows of a reader's actions, the oldest first.
func eachAction(q querier, reader int64, f func(key any, value []byte) error) error {
	return marksIn(q, reader, func(_ int, key any, value []byte) error { return f(key, value) }, "kind = ? ORDER BY key", kindAction)
}

// marksIn calls f with the rows of a reader's marks that a condition chooses.
func marksIn(q querier, reader int64, f func(kind int, key any, value []byte) error, where string, args ...any) error {
	return each(q, func(rows *sql.Rows) error {
		var kind int
		var key any
		var value []byte
		var stored int64
		if err := rows.Scan(&kind, &key, &value, &stored); err != nil {
			return scanned(err, "marks")
		}
		if stored != markSum(reader, kind, key, value) {
			return damaged("a mark of reader %d was changed", reader)
		}
		return f(kind, key, value)
	}, "SELECT kind, key, value, sum FROM marks WHERE reader = ? AND "+where, append([]any{reader}, args...)...)
}

// loadMarks returns the marks of a reader.
func loadMarks(q querier, r reader) (*store.Marks, error) {
	m := store.NewMarks()
	m.Version = r.version
	if r.id == 0 {
		return m, nil
	}
	err := marksIn(q, r.id, func(kind int, key any, value []byte) error {
		n, isNumber := key.(int64)
		name, isName := key.(string)
		switch {
		case kind == kindValue && isName:
			m.Values[name] = string(value)
		case isNumber && slices.Contains(bitKinds[:], kind) && n >= 0 && n <= q.known().numbers/(64*chunkWords) && len(value) <= 8*chunkWords:
			m.Of(store.Mark(slices.Index(bitKinds[:], kind))).SetWords(int(n)*chunkWords, decodeBits(value))
		case isNumber && kind == kindLines:
			return decodeLines(value, m.Lines)
		case isNumber && kind == kindSearches:
			return scanned(json.Unmarshal(value, &m.Searches), "marks")
		default:
			return damaged("a mark of reader %d has the key %v", r.id, key)
		}
		return nil
	}, "kind <> ? ORDER BY kind, key", kindAction)
	if err != nil {
		return nil, err
	}
	count, err := countMarks(q, r.id)
	if err == nil && count != r.rows {
		err = damaged("%d of %d rows of the marks of reader %d are there", count, r.rows, r.id)
	}
	return m, err
}

func countMarks(q querier, reader int64) (n int64, err error) {
	_, err = scanOne(q, "marks", []any{&n}, "SELECT count(*) FROM marks WHERE reader = ?", reader)
	return n, err
}

// putMark writes a row of marks; one without a value is removed.
func (t *tx) putMark(reader int64, kind int, key any, value []byte) error {
	if len(value) == 0 {
		return t.exec("DELETE FROM marks WHERE reader = ? AND kind = ? AND key = ?", reader, kind, key)
	}
	return t.exec("INSERT OR REPLACE INTO marks (reader, kind, key, value, sum) VALUES (?, ?, ?, ?, ?)",
		reader, kind, key, value, markSum(reader, kind, key, value))
}

// Marks implements [store.Store].
func (s *Store) Marks(ctx context.Context, name string) (m *store.Marks, err error) {
	m = store.NewMarks()
	err = s.ofReader(ctx, name, func(v *view, r reader) error {
		m, err = loadMarks(v, r)
		return err
	})
	return m, err
}

// Mark implements [store.Store].
func (s *Store) Mark(ctx context.Context, name string, b store.Batch) error {
	if err := b.Check(); err != nil {
		return s.limit(err)
	}
	if file, err := s.current(ctx, false); err == nil && file == nil { // what is refused begins no archive
		if n, unknown := b.Unknown(0); unknown {
			return s.noRelease(n)
		}
	}
	if b.IsEmpty() {
		return s.read(ctx, func(v *view) error { return s.had(v, b.Of) })
	}
	return s.marking(ctx, name, func(t *tx, r *reader, m *store.Marks) error {
		actions, err := s.actionsOf(t, b)
		if err != nil {
			return err
		}
		for _, a := range actions {
			a.Numbers = m.Set(a)
			if err := t.putBits(r.id, m, a.Mark, a.Numbers); err != nil {
				return err
			}
			if a.Auto || len(a.Numbers) == 0 {
				continue
			}
			t.marks++
			if err := t.putMark(r.id, kindAction, t.marks, encodeAction(a)); err != nil {
				return err
			}
		}
		if err := m.Put(b); err != nil {
			return s.limit(err)
		}
		if len(b.Lines) > 0 {
			if err := t.putMark(r.id, kindLines, 0, encodeLines(m.Lines)); err != nil {
				return err
			}
		}
		if len(b.Searches) > 0 {
			text, err := json.Marshal(m.Searches)
			if len(m.Searches) == 0 {
				text = nil
			}
			if err := cmp.Or(err, t.putMark(r.id, kindSearches, 0, text)); err != nil {
				return err
			}
		}
		for name := range b.Values {
			if err := t.putMark(r.id, kindValue, name, []byte(m.Values[name])); err != nil {
				return err
			}
		}
		return t.pruneActions(r.id)
	})
}

// actionsOf returns the actions of a batch, automatic ones without the releases that were
// corrected since. The error tells where its numbers are not those of the archive.
func (s *Store) actionsOf(t *tx, b store.Batch) ([]store.Action, error) {
	if err := s.had(t, b.Of); err != nil {
		return nil, err
	}
	if n, unknown := b.Unknown(int(t.numbers)); unknown {
		return nil, s.noRelease(n)
	}
	return t.withoutCorrected(b)
}

// marking calls f with a reader and their marks, in a transaction.
func (s *Store) marking(ctx context.Context, name string, f func(*tx, *reader, *store.Marks) error) error {
	if name == "" || len(name) > store.MaxName {
		return s.limit(fmt.Errorf("the name of a reader has %d bytes: it has 1 to %d", len(name), store.MaxName))
	}
	return s.write(ctx, func(t *tx) error {
		r, err := readerOf(t, name)
		if err != nil {
			return err
		}
		m, err := loadMarks(t, r)
		if err != nil {
			return err
		}
		if r.id == 0 {
			if err := t.putReader(&r); err != nil {
				return err
			}
		}
		if err := f(t, &r, m); err != nil {
			return err
		}
		if r.rows, err = countMarks(t, r.id); err != nil {
			return err
		}
		return t.putReader(&r)
	})
}

// putBits writes the rows of bits in which a mark has changed.
func (t *tx) putBits(reader int64, m *store.Marks, mark store.Mark, numbers []int) error {
	last := -1
	for _, n := range numbers {
		chunk := n / 64 / chunkWords
		if chunk == last {
			continue
		}
		last = chunk
		if err := t.putMark(reader, bitKinds[mark], int64(chunk), encodeBits(m.Of(mark).Words(chunk*chunkWords, chunkWords))); err != nil {
			return err
		}
	}
	return nil
}

// Undo implements [store.Store].
func (s *Store) Undo(ctx context.Context, name string, since time.Time) (undone store.Action, err error) {
	if m, err := s.MarksVersion(ctx, name); err != nil || m == 0 {
		return undone, err
	}
	err = s.marking(ctx, name, func(t *tx, r *reader, m *store.Marks) (err error) {
		for more := true; more && err == nil && len(undone.Numbers) == 0; {
			undone, more, err = t.undoLast(r, m, since)
		}
		return err
	})
	if err != nil || len(undone.Numbers) == 0 {
		undone = store.Action{}
	}
	return undone, err
}

// undoLast takes the last action of a reader back that is not older than a time, and
// reports whether there is one. It returns its inverse, with the releases that this
// changes: what was corrected since the action is not marked as read again.
func (t *tx) undoLast(r *reader, m *store.Marks, since time.Time) (a store.Action, there bool, err error) {
	var key int64
	err = marksIn(t, r.id, func(_ int, k any, value []byte) (err error) {
		key, _ = k.(int64)
		a, err = decodeAction(value)
		return err
	}, "kind = ? ORDER BY key DESC LIMIT 1", kindAction)
	if err != nil || key == 0 || a.Time.Before(since.Truncate(time.Second)) {
		return store.Action{}, false, err
	}
	if n, unknown := (store.Batch{Actions: []store.Action{a}}).Unknown(int(t.numbers)); unknown {
		return a, true, damaged("an action marked release %d", n)
	}
	if a.On = !a.On; a.On && a.Mark == store.Read {
		for i, n := range a.Numbers {
			corrected, err := exists(t, "SELECT 1 FROM releases WHERE number = ? AND seen > ?", n, a.Time.Unix())
			if err != nil {
				return a, true, err
			}
			if corrected && m.IsCorrected(n) {
				a.Numbers[i] = 0 // which is no release
			}
		}
		a.Numbers = slices.DeleteFunc(a.Numbers, func(n int) bool { return n == 0 })
	}
	a.Numbers = m.Set(a)
	return a, true, cmp.Or(t.putBits(r.id, m, a.Mark, a.Numbers), t.putMark(r.id, kindAction, key, nil))
}

// pruneActions removes what can no longer be undone.
func (t *tx) pruneActions(reader int64) error {
	type kept struct {
		key  int64
		size int
		time time.Time
	}
	var actions []kept
	err := eachAction(t, reader, func(key any, value []byte) error {
		at, _, err := actionTime(value) // not its numbers, which may be a million
		k, _ := key.(int64)
		actions = append(actions, kept{k, len(value), at})
		return err
	})
	if err != nil {
		return err
	}
	bytes := 0
	for i, a := range slices.Backward(actions) {
		bytes += a.size
		if i >= len(actions)-store.MaxActions && bytes <= maxActionBytes && a.time.After(t.now.Add(-store.UndoFor)) {
			continue
		}
		if err := t.putMark(reader, kindAction, a.key, nil); err != nil {
			return err
		}
	}
	return nil
}

// encodeAction writes an action: time, mark, whether it is on, and its numbers,
// each as the distance from the one before. One that changed nothing is none.
func encodeAction(a store.Action) []byte {
	if len(a.Numbers) == 0 {
		return nil
	}
	b := binary.AppendVarint(nil, a.Time.Unix())
	b = append(b, byte(a.Mark), byte(number(a.On)))
	last := 0
	for _, n := range a.Numbers {
		b = binary.AppendUvarint(b, uint64(n-last))
		last = n
	}
	return b
}

// actionTime returns the time of an action, and how many bytes that takes.
func actionTime(b []byte) (at time.Time, n int, err error) {
	seconds, n := binary.Varint(b)
	if n <= 0 || len(b) < n+2 {
		return at, n, damaged("an action cannot be read")
	}
	return time.Unix(seconds, 0).UTC(), n, nil
}

func decodeAction(b []byte) (a store.Action, err error) {
	at, n, err := actionTime(b)
	if err != nil {
		return a, err
	}
	if a.Mark = store.Mark(b[n]); int(a.Mark) >= len(bitKinds) {
		return a, damaged("an action has the mark %d", a.Mark)
	}
	a.Time, a.On = at, b[n+1] != 0
	last := 0
	for b = b[n+2:]; len(b) > 0; b = b[n:] {
		var d uint64
		if d, n = binary.Uvarint(b); n <= 0 {
			return a, damaged("an action cannot be read")
		}
		last += int(d)
		a.Numbers = append(a.Numbers, last)
	}
	return a, nil
}

// encodeBits returns the value of a row of bits, nil where none is set.
func encodeBits(words []uint64) (value []byte) {
	empty := true
	for _, w := range words {
		value = binary.LittleEndian.AppendUint64(value, w)
		empty = empty && w == 0
	}
	if empty {
		return nil
	}
	return value
}

func decodeBits(value []byte) []uint64 {
	words := make([]uint64, len(value)/8)
	for i := range words {
		words[i] = binary.LittleEndian.Uint64(value[8*i:])
	}
	return words
}

func encodeLines(lines map[int]int) (b []byte) {
	for _, n := range slices.Sorted(maps.Keys(lines)) {
		b = binary.AppendVarint(binary.AppendVarint(b, int64(n)), int64(lines[n]))
	}
	return b
}

func decodeLines(b []byte, to map[int]int) error {
	for len(b) > 0 {
		key, n := binary.Varint(b)
		line, m := binary.Varint(b[max(n, 0):])
		if n <= 0 || m <= 0 {
			return damaged("lines cannot be read")
		}
		to[int(key)] = int(line)
		b = b[n+m:]
	}
	return nil
}
