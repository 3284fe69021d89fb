package feed

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"

	"pressroom/data"
)

// Format is a way to write releases.
type Format string

// The formats.
const (
	Board    Format = "board"
	Pages    Format = "pages"
	Feed     Format = "feed"
	Markdown Format = "markdown"
	JSON     Format = "json"
	Mail     Format = "mail"
	Archive  Format = "archive"
)

// format reads one format.
type format interface {
	// is reports whether bytes that begin with head, decoded, are of the format. The
	// name is the file's, in small letters.
	is(head []byte, name string) bool

	// read gives the items of in. An error ends it all.
	read(in *input) error
}

// formats are in the order in which they are tried.
var formats = []struct {
	name Format
	format
}{
	{Archive, archive{}}, {Mail, mail{}}, {Feed, syndication{}}, {Pages, pages{}}, {JSON, jsonLines{}}, {Markdown, markdown{}}, {Board, boardText{}},
}

// Formats returns the names of all formats, for a help text.
func Formats() []Format {
	var names []Format
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// ErrUnknown is the error of bytes that are of no format.
var ErrUnknown = errors.New("it is of no format that is known")

// ErrPDF is the [ErrUnknown] of a PDF, which no format reads.
var ErrPDF error = pdfError{}

type pdfError struct{}

func (pdfError) Error() string        { return "it is a PDF, and PDF is not read" }
func (pdfError) Is(target error) bool { return target == ErrUnknown }

// headSize is how many bytes the format and the encoding are told by.
const headSize = 64 << 10

// Read reads the items of r, in its order, and gives each to keep. The name is the
// file's or the address, for messages. An error of keep ends it and is returned.
//
// What cannot be kept is in Report.Problems, and is no error. It is an error, which
// begins with the name, when r cannot be read to its end, is of no format or beyond
// a limit, or is no such thing as its format says. The report holds what was read
// until then. It ends with its context, whose error it returns then.
func Read(ctx context.Context, name string, r io.Reader, o Options, keep func(Item) error) (Report, error) {
	o.Limits = o.Limits.withDefaults()
	s := &state{ctx: ctx, o: o, keep: keep}
	err := s.read(name, &until{ctx, r}, 0)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	if kept, is := errors.AsType[*keepError](err); is {
		err = kept.error
	}
	s.report.Problems = s.problems.list(name)
	return s.report, err
}

// state is what all files of an archive share.
type state struct {
	ctx      context.Context
	o        Options
	keep     func(Item) error
	report   Report
	problems problems
	files    int
	unpacked int64
}

// input is a document that is read.
type input struct {
	*state
	name    string
	r       *bufio.Reader // decoded, but for archives and mail
	raw     io.Reader     // as it was handed in, where nothing was read of it yet; else nil
	base    *url.URL      // nil where the address is not known
	depth   int           // archives around it
	counted bool          // what it unpacks to is counted already
	names   identity      // of a feed's items
}

// read reads one document.
func (s *state) read(name string, r io.Reader, deep int) error {
	clean, _ := data.SanitizeLine(name)
	in := &input{state: s, name: clean, r: newHeadReader(r), depth: deep}
	if s.o.Address != "" && deep == 0 {
		in.base, _ = url.Parse(s.o.Address)
	}
	head, err := in.r.Peek(headSize)
	if err != nil && err != io.EOF {
		return in.readError(err)
	}
	if len(head) == 0 {
		return in.errorf("it is empty")
	}
	if (archive{}).is(head, "") { // of whatever format its files are
		in.raw = r
		s.noteFormat(Archive, deep)
		return in.recovered(archive{})
	}
	f := s.o.Format
	if f == Archive && deep > 0 {
		f = ""
	}
	return in.readAs(f, head)
}

// readAs reads a document of a format, or of the one that it looks like.
func (in *input) readAs(f Format, head []byte) error {
	name := strings.TrimSuffix(strings.ToLower(in.name), ".gz")
	guessed := ""
	if raw := f == Mail || f == Archive || f == "" && (mail{}).is(head, name); !raw {
		guessed = in.decode(head)
		head, _ = in.r.Peek(headSize) // an error comes again
	}
	for _, g := range formats {
		if g.name != f && (f != "" || !g.is(head, name)) {
			continue
		}
		in.noteFormat(g.name, in.depth)
		if guessed != "" {
			in.problem("%s", guessed)
		}
		return in.recovered(g.format)
	}
	if f != "" {
		return in.errorf("%q is no format: name one of %v", f, Formats())
	}
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return in.wrap(ErrPDF)
	}
	return in.wrap(ErrUnknown)
}

// recovered reads a document, and makes an error of a panic: of the libraries that read
// formats, none was made for what is hostile.
func (in *input) recovered(f format) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = in.errorf("it cannot be read: %v", r)
		}
	}()
	return f.read(in)
}

func newHeadReader(r io.Reader) *bufio.Reader { return bufio.NewReaderSize(r, headSize) }

// noteFormat keeps the format of the outermost document.
func (s *state) noteFormat(f Format, deep int) {
	if deep == 0 {
		s.report.Format = f
	}
}

// all returns the rest of the document, if that is within the limit.
func (in *input) all() ([]byte, error) { return in.upTo(in.o.Limits.Document) }

// upTo returns the rest of the document, if it has at most so many bytes.
func (in *input) upTo(most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(in.r, most+1))
	if err != nil {
		return nil, in.readError(err)
	}
	if int64(len(b)) > most {
		return nil, in.errorf("it has more than the %s that are read of one document", size(most))
	}
	return b, nil
}

// emit tidies an item and gives it to keep; messages call it by what.
func (in *input) emit(it Item, what string) error {
	if it.Place.File == "" {
		it.Place.File = in.name
	}
	mended, err := it.tidy(&in.o)
	if err != nil {
		in.problems.add(it.Place, "%s skipped: %v", what, err)
		return nil
	}
	for _, m := range mended {
		in.problems.add(it.Place, "%s: %s", what, m)
	}
	if in.report.Items++; in.report.Items > in.o.Limits.Items {
		return in.errorf("it has more than %d items", in.o.Limits.Items)
	}
	in.report.Categories = in.report.Categories || it.Category != "" && it.Category != in.o.Category
	if err := in.ctx.Err(); err != nil {
		return err
	}
	if err := in.keep(it); err != nil {
		return &keepError{err}
	}
	return nil
}

// keepError is an error of the callback that is given the items; it ends the reading.
type keepError struct{ error }

func (e *keepError) Unwrap() error { return e.error }

// problem reports something about the document as a whole.
func (in *input) problem(format string, args ...any) {
	in.problems.add(data.Place{File: in.name}, format, args...)
}

func (in *input) errorf(format string, args ...any) error {
	text, _ := data.SanitizeLine(fmt.Sprintf(format, args...)) // libraries repeat what they read
	return in.wrap(errors.New(cut(data.OneLine(text), maxMessage)))
}

func (in *input) wrap(err error) error { return fmt.Errorf("%s: %w", in.name, err) }

// readError names the file once: an error of package os names it as well.
func (in *input) readError(err error) error {
	if path, is := errors.AsType[*fs.PathError](err); is {
		err = path.Err
	}
	return fmt.Errorf("%s: cannot be read: %w", in.name, err)
}

// size writes a number of bytes: 64 MiB.
func size(n int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= unit.size {
			return fmt.Sprintf("%d %s", n/unit.size, unit.name)
		}
	}
	return data.Count(int(n), "byte")
}

// maxMessage is the most bytes of a problem or an error.
const maxMessage = 500

// maxProblems is how many problems are kept one by one.
const maxProblems = 1000

// problems are in the order in which they were met.
type problems struct {
	kept   []data.Problem
	unkept int
}

func (p *problems) add(at data.Place, format string, args ...any) {
	what, _ := data.SanitizeLine(fmt.Sprintf(format, args...))
	p.addAll([]data.Problem{{Place: at, What: cut(what, maxMessage)}})
}

func (p *problems) addAll(list []data.Problem) {
	for _, q := range list {
		if len(p.kept) == maxProblems {
			p.unkept++
			continue
		}
		p.kept = append(p.kept, q)
	}
}

func (p *problems) list(name string) []data.Problem {
	if p.unkept > 0 {
		name, _ = data.SanitizeLine(name)
		return append(p.kept, data.Problem{Place: data.Place{File: name}, What: data.Count(p.unkept, "more problem") + " not listed", More: p.unkept})
	}
	return p.kept
}
