package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/rogpeppe/go-internal/testscript"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/ui/cli/commands"
)

// makeArchive is the scripts' command "archive FILE": it makes an archive of ten
// releases, two of them in two versions, with a reader's marks.
func makeArchive(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, ts.MkAbs(args[0]))
	ts.Check(err)
	for round, n := range []int{10, 2} {
		_, err = s.Import(ctx, "Ministry", func(in store.Import) error {
			for i := range n {
				d := data.Document{Body: fmt.Sprint("The text of round ", round, ".")}
				d.Address, d.Title, d.Date = fmt.Sprint(i), fmt.Sprint("Headline ", i), data.Date(20251101+i)
				if _, err := in.Put(d); err != nil {
					return err
				}
			}
			return nil
		})
		ts.Check(err)
	}
	ts.Check(s.Mark(ctx, "me", store.Batch{Values: map[string]string{"view": "is:unread"}}))
	ts.Check(s.Close())
}

// flipByte is the scripts' command "flip FILE TEXT": it changes the first byte of a text
// in a file.
func flipByte(ts *testscript.TestScript, _ bool, args []string) {
	file, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	at := bytes.Index(file, []byte(args[1]))
	if at < 0 {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	file[at] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), file, 0o600))
}

func TestArchivePath(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has other paths")
	}
	flag := "flag.db"
	for _, test := range []struct {
		flag *string
		env  uv.Environ
		want string
	}{
		{nil, uv.Environ{"HOME=/home/me"}, "/home/me/.local/share/pressroom/archive.db"},
		{nil, uv.Environ{"HOME=/home/me", "XDG_DATA_HOME=/data"}, "/data/pressroom/archive.db"},
		{nil, uv.Environ{"HOME=/home/me", "XDG_DATA_HOME=data"}, "/home/me/.local/share/pressroom/archive.db"},
		{nil, uv.Environ{"HOME=/home/me", "PRESSROOM_ARCHIVE=own.db"}, "own.db"},
		{nil, uv.Environ{"HOME=/home/me", "PRESSROOM_ARCHIVE="}, ""},
		{&flag, uv.Environ{"HOME=/home/me", "PRESSROOM_ARCHIVE=own.db"}, "flag.db"},
	} {
		got, err := archivePath(test.flag, test.env)
		if err != nil || filepath.ToSlash(got) != test.want {
			t.Errorf("%v gives %q, %v, want %q", test.env, got, err, test.want)
		}
	}
	if _, err := archivePath(nil, nil); err == nil {
		t.Error("there is an archive without a folder")
	}
}

// The hint of an error of the archive is on a line of its own, and what the error is about
// stays before it.
func TestWithHint(t *testing.T) {
	full := &store.Error{Where: "a.db", Kind: store.ErrFull, Hint: "make room"}
	for _, test := range []struct {
		err        error
		want, hint string
	}{
		{full, "archive a.db: the disk is full", "make room"},
		{fmt.Errorf("source Ports: %w", full), "source Ports: archive a.db: the disk is full", "make room"},
		{fmt.Errorf("source Ports: %w", store.ErrFull), "source Ports: the disk is full", ""},
	} {
		err, hint := withHint(test.err), ""
		if f, is := errors.AsType[*commands.Failure](err); is {
			hint = f.Hint
		}
		if err.Error() != test.want || hint != test.hint || !errors.Is(err, store.ErrFull) {
			t.Errorf("%q, hint %q; want %q, %q", err, hint, test.want, test.hint)
		}
	}
}
