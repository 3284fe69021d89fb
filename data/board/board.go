package board

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"pressroom/data"
)

// Board is what one file holds.
type Board struct {
	// Releases are in the order of the file, sanitised, and have no ID yet:
	// a snapshot gives them theirs, and drops those that are there
	// twice.
	Releases []data.Document

	// Problems are in the order of their lines: what was skipped, left out or
	// guessed. If there are too many, the last one has no line and says how
	// many more there were, as Unlisted does.
	Problems []data.Problem
	Unlisted int

	// Categories reports whether any record begins with a category.
	Categories bool

	// Truncated reports whether the last record has no date at its end: the
	// file may have been cut off, or is still being written.
	Truncated bool
}

// Limits that keep hostile input cheap. They are far beyond honest input: the
// longest release seen is 9 KB.
const (
	maxRecord     = 1 << 20 // bytes of a record
	maxTitle      = 1000    // bytes of a headline; each key looks at all of them
	maxCategory   = 200     // bytes of a category
	maxCategories = 10_000  // that differ
	maxProblems   = 1000    // problems kept one by one
	bufferSize    = 64 << 10
)

// Reader reads boards one after the other, and knows at each the categories of
// those before. The zero Reader knows those of the ministry's English site. It
// is not safe for concurrent use.
type Reader struct{ known names }

// Parse reads a board from r. The name is the file's, for messages alone.
//
// Records that cannot be kept are reported in Board.Problems and are no
// error. It is an error, which names the file, when r cannot be read to its
// end or holds no record at all; the Board is then empty.
func Parse(name string, r io.Reader) (Board, error) {
	var releases []data.Document
	b, err := Read(name, r, func(r data.Document) { releases = append(releases, r) })
	b.Releases = releases
	if err != nil {
		return Board{}, err
	}
	return b, nil
}

// Read is [Parse] for boards of any size: releases are given to keep as they
// are read, and are not in the Board. Before an error some may have been given.
func Read(name string, r io.Reader, keep func(data.Document)) (Board, error) {
	return new(Reader).Read(name, r, keep)
}

// Read reads one more board: see the function [Read].
func (r *Reader) Read(name string, text io.Reader, keep func(data.Document)) (Board, error) {
	if r.known == nil {
		r.known = newNames(siteCategories)
	}
	p := parser{reports: reports{file: name}, recent: newRecent(keep), categories: newCategories(r.known)}
	if err := p.readLines(text); err != nil {
		return Board{}, readError(name, err)
	}
	if !p.found {
		return Board{}, fmt.Errorf("%s: no release in it: a record begins with a line that is - alone, "+
			"then come category, title and body, and it ends as in date2025-11-14", name)
	}
	return Board{Categories: p.categories.any, Problems: p.list(), Unlisted: p.unkept, Truncated: !p.dated}, nil
}

// readLines reads all records.
func (p *parser) readLines(r io.Reader) error {
	in := bufio.NewReaderSize(r, bufferSize)
	if err := skipMark(in); err != nil {
		return err
	}
	for whole := true; ; {
		chunk, err := in.ReadSlice('\n')
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			return err
		}
		// A line longer than the buffer comes in several chunks. None of
		// them can be a separator.
		begins := whole
		whole = err != bufio.ErrBufferFull
		if begins {
			p.line++
		}
		if begins && whole && (isDash(chunk) || isRule(chunk) && p.between()) {
			p.separator(chunk)
		} else {
			p.add(chunk)
		}
		if err == io.EOF {
			break
		}
	}
	p.closePiece()
	p.finish()
	p.settle()
	p.recent.pass(len(p.recent.held))
	return nil
}

// readError names the file once: an error of package os names it as well.
func readError(name string, err error) error {
	if path, is := errors.AsType[*fs.PathError](err); is {
		err = path.Err
	}
	return fmt.Errorf("%s: cannot be read: %w", name, err)
}

// skipMark takes a byte order mark off the beginning. That of UTF-16 is an
// error: no line of such a file can be read.
func skipMark(in *bufio.Reader) error {
	mark, err := in.Peek(3)
	if err != nil && err != io.EOF {
		return err
	}
	if s := string(mark); strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		return errors.New("it is UTF-16: convert it to UTF-8")
	} else if s == "\ufeff" {
		in.Discard(len(s)) // cannot fail: they were just seen
	}
	return nil
}
