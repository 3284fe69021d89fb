package feed

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"pressroom/data"
)

// archive reads zip, tar and gzip. Nothing is written to a disk, so that a path traversal
// does no harm; a file whose name attempts one is left out all the same.
type archive struct{}

var (
	zipMarks = []string{"PK\x03\x04", "PK\x05\x06"}
	gzipMark = "\x1f\x8b"
)

// tarMark stands tarMarkAt bytes behind the beginning.
const (
	tarMark   = "ustar"
	tarMarkAt = 257
)

func (archive) is(head []byte, _ string) bool {
	return isZip(head) || bytes.HasPrefix(head, []byte(gzipMark)) || isTar(head)
}

func isZip(head []byte) bool {
	return slices.ContainsFunc(zipMarks, func(mark string) bool { return bytes.HasPrefix(head, []byte(mark)) })
}

func isTar(head []byte) bool {
	return len(head) > tarMarkAt && bytes.HasPrefix(head[tarMarkAt:], []byte(tarMark))
}

func (archive) read(in *input) error {
	if in.depth >= in.o.Limits.Archives {
		in.problem("left out: an archive within %s", data.Count(in.depth, "archive"))
		return nil
	}
	head, _ := in.r.Peek(headSize)
	switch {
	case isZip(head):
		return in.zip()
	case isTar(head):
		return in.tar()
	case bytes.HasPrefix(head, []byte(gzipMark)):
		return in.gzip()
	}
	return in.wrap(errors.New("it is no zip, tar or gzip"))
}

// file reads one file of an archive. What is wrong with it is a problem of that file
// alone, but a limit of the archive ends it all.
func (in *input) file(name string, r io.Reader) error {
	full := in.name + "/" + name
	if in.files++; in.files > in.o.Limits.Files {
		return in.errorf("it has more than %d files", in.o.Limits.Files)
	}
	if plain := strings.ReplaceAll(name, `\`, "/"); !filepath.IsLocal(filepath.FromSlash(plain)) || len(plain) > 1 && plain[1] == ':' {
		in.problem("%s left out: its name climbs out of the archive", name)
		return nil
	}
	if isHiddenFile(name) {
		return nil
	}
	bounded := &boundedReader{r: r, state: in.state, counted: in.counted}
	before := in.report.Items
	err := in.state.read(full, bounded, in.depth+1)
	var kept *keepError
	switch {
	case bounded.over:
		return in.errorf("it unpacks to more than %s", size(in.o.Limits.Unpacked))
	case errors.As(err, &kept):
		return err
	case in.report.Items > in.o.Limits.Items:
		return err
	case errors.Is(err, ErrPDF):
		in.problem("%s left out: %v", name, ErrPDF)
	case errors.Is(err, ErrUnknown):
		in.problem("%s left out: %v", name, ErrUnknown)
	case err != nil:
		in.problem("%s: %s", name, strings.TrimPrefix(err.Error(), full+": ")+partly(in.report.Items-before))
	}
	return nil
}

func partly(items int) string {
	if items == 0 {
		return ""
	}
	return fmt.Sprintf("; %s before that were read", data.Count(items, "item"))
}

// isHiddenFile reports whether a file is one that systems put into archives.
func isHiddenFile(name string) bool {
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(path.Base(name), ".")
}

// boundedReader counts what an archive unpacks to.
type boundedReader struct {
	*state
	r       io.Reader
	counted bool // by one that it reads from
	over    bool
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.counted {
		return b.r.Read(p)
	}
	if b.unpacked >= b.o.Limits.Unpacked {
		b.over = true
		return 0, fmt.Errorf("it unpacks to more than %s", size(b.o.Limits.Unpacked))
	}
	if left := b.o.Limits.Unpacked - b.unpacked; int64(len(p)) > left {
		p = p[:left]
	}
	n, err := b.r.Read(p)
	b.unpacked += int64(n)
	return n, err
}

// zip reads a zip. One that is no file on a disk is read into memory.
func (in *input) zip() error {
	var z *zip.Reader
	var err error
	if f, ok := in.raw.(*os.File); ok {
		info, e := f.Stat()
		if e == nil && info.Mode().IsRegular() {
			z, err = zip.NewReader(f, info.Size())
		}
	}
	if z == nil && err == nil {
		b, e := in.all()
		if e != nil {
			return e
		}
		z, err = zip.NewReader(bytes.NewReader(b), int64(len(b)))
	}
	if err != nil {
		return in.errorf("its list of files cannot be read: %v", err)
	}
	for _, f := range z.File {
		switch {
		case f.FileInfo().IsDir():
			continue
		case !f.Mode().IsRegular():
			in.problem("%s left out: it is not a regular file", f.Name)
			continue
		case f.Flags&1 != 0:
			in.problem("%s left out: it is encrypted", f.Name)
			continue
		}
		r, err := f.Open()
		if err != nil {
			in.problem("%s left out: %v", f.Name, err)
			continue
		}
		err = in.file(f.Name, r)
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// tar reads a tar, file by file as it comes.
func (in *input) tar() error {
	t := tar.NewReader(in.r)
	for {
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return in.errorf("it cannot be read further: %v", err)
		case h.Typeflag == tar.TypeDir, h.Typeflag == tar.TypeXGlobalHeader:
			continue
		case h.Typeflag != tar.TypeReg:
			in.problem("%s left out: it is not a regular file", h.Name)
			continue
		}
		if err := in.file(h.Name, t); err != nil {
			return err
		}
	}
}

// gzip reads what was compressed, as one file of its name. A tar in it is not one more
// archive.
func (in *input) gzip() error {
	z, err := gzip.NewReader(in.r)
	if err != nil {
		return in.errorf("its head is no gzip's: %v", err)
	}
	bounded := &boundedReader{r: z, state: in.state}
	inner := &input{state: in.state, name: in.name, base: in.base, depth: in.depth, counted: true}
	inner.r = newHeadReader(bounded)
	if head, _ := inner.r.Peek(headSize); isTar(head) {
		if err = inner.tar(); err == nil {
			_, err = io.Copy(io.Discard, inner.r) // its checksum is behind the end of the tar
			if err == gzip.ErrHeader {            // and what else is there is no part of it
				err = nil
			} else if err != nil {
				err = in.errorf("it cannot be read further: %v", err)
			}
		}
	} else {
		err = in.state.read(in.name, inner.r, in.depth+1)
	}
	if bounded.over {
		return in.errorf("it unpacks to more than %s", size(in.o.Limits.Unpacked))
	}
	return err
}
