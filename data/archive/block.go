package archive

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
)

// The dictionaries of an index are kept in blocks of entries, in order, each a
// key with a value. A key is written without what it shares with the one before
// it, so that entries are small, and a range of them is read in few rows.
type dictionary uint8

const (
	tokenRows dictionary = iota // of a token: the rows that have it, see [decodeRows]
	stemForms                   // of a stem: the words that have it, a space behind each
)

// blockBytes is how large blocks are: two fill a page of 8 KB.
const blockBytes = 3900

// blockWriter writes a dictionary of a batch.
type blockWriter struct {
	ctx    context.Context
	insert *sql.Stmt
	kind   dictionary
	batch  int

	first string // key of the block
	last  []byte
	block []byte
}

// add adds an entry. Keys come in ascending order.
func (w *blockWriter) add(key string, value []byte) error {
	if len(w.block) > 0 && len(w.block)+len(key)+len(value) > blockBytes {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if len(w.block) == 0 {
		w.first, w.last = key, w.last[:0]
	}
	shared := 0
	for shared < min(len(key), len(w.last)) && key[shared] == w.last[shared] {
		shared++
	}
	w.block = binary.AppendUvarint(w.block, uint64(shared))
	w.block = binary.AppendUvarint(w.block, uint64(len(key)-shared))
	w.block = append(w.block, key[shared:]...)
	w.block = binary.AppendUvarint(w.block, uint64(len(value)))
	w.block = append(w.block, value...)
	w.last = append(w.last[:shared], key[shared:]...)
	return nil
}

// flush writes the block in hand.
func (w *blockWriter) flush() error {
	if len(w.block) == 0 {
		return nil
	}
	_, err := w.insert.ExecContext(w.ctx, w.kind, w.batch, w.first, w.block)
	w.block = w.block[:0]
	return err
}

// blocksSQL yields the blocks of a dictionary that may hold keys from one on and
// below another.
const blocksSQL = `SELECT entries FROM blocks WHERE kind = ?1 AND batch = ?2 AND first < ?4 AND first >=
	coalesce((SELECT max(first) FROM blocks WHERE kind = ?1 AND batch = ?2 AND first <= ?3), ?3) ORDER BY first`

// entries calls f with the entries of a dictionary whose keys are from start on
// and below end, of each of the batches. What f is given is valid until it
// returns.
func (r *reader) entries(ctx context.Context, kind dictionary, batches int, start, end string, f func(key, value []byte) error) error {
	for batch := range batches {
		if err := r.entriesOf(ctx, kind, batch, start, end, f); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) entriesOf(ctx context.Context, kind dictionary, batch int, start, end string, f func(key, value []byte) error) error {
	rows, err := r.query(ctx, blocksSQL, kind, batch, start, end)
	if err != nil {
		return err
	}
	defer rows.Close()
	from, to := []byte(start), []byte(end)
	for rows.Next() {
		var block sql.RawBytes
		if err := rows.Scan(&block); err != nil {
			return err
		}
		err := eachEntry(block, func(key, value []byte) error {
			if bytes.Compare(key, from) < 0 || bytes.Compare(key, to) >= 0 {
				return nil
			}
			return f(key, value)
		})
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

// entry calls f with the values of a key.
func (r *reader) entry(ctx context.Context, kind dictionary, batches int, key string, f func(value []byte) error) error {
	return r.entries(ctx, kind, batches, key, key+"\x00", func(_, value []byte) error { return f(value) })
}

// eachEntry calls f with the entries of a block.
func eachEntry(block []byte, f func(key, value []byte) error) error {
	var key []byte
	for len(block) > 0 {
		shared, n := binary.Uvarint(block)
		if n <= 0 || shared > uint64(len(key)) {
			return errRows
		}
		own, rest, ok := cutBytes(block[n:])
		if !ok {
			return errRows
		}
		key = append(key[:shared], own...)
		value, rest, ok := cutBytes(rest)
		if !ok {
			return errRows
		}
		if err := f(key, value); err != nil {
			return err
		}
		block = rest
	}
	return nil
}

// cutBytes returns the bytes that stand at the head of a block behind their
// number, and what follows them.
func cutBytes(block []byte) (b, rest []byte, ok bool) {
	n, at := binary.Uvarint(block)
	if at <= 0 || n > uint64(len(block)-at) {
		return nil, nil, false
	}
	end := at + int(n)
	return block[at:end], block[end:], true
}
