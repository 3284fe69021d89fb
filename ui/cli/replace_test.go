package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/ui/cli/commands"
)

// A file is what it was unless all could be written, or what is there without what cannot
// be read; nothing is left beside it.
func TestReplace(t *testing.T) {
	p := &program{}
	for name, test := range map[string]struct {
		err       error
		cancelled bool
		want, msg string
	}{
		"whole":       {nil, false, "new", ""},
		"partial":     {commands.NewPartial("1 of 2 is left out"), false, "new", "1 of 2 is left out"},
		"failed":      {errors.New("the disk failed"), false, "old", "FILE: cannot be written: the disk failed"},
		"interrupted": {context.Canceled, true, "old", "interrupted: nothing was written to FILE"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "out")
			if err := os.WriteFile(file, []byte("old"), 0o640); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			err := p.replace(ctx, file, func(_ context.Context, w io.Writer) error {
				if test.cancelled {
					cancel()
				}
				_, err := io.WriteString(w, "new")
				return errors.Join(err, test.err)
			})
			msg := ""
			if err != nil {
				msg = err.Error()
			}
			got, _ := os.ReadFile(file)
			want := strings.ReplaceAll(test.msg, "FILE", file)
			if string(got) != test.want || msg != want {
				t.Errorf("the file is %q, and the error %q; want %q, %q", got, msg, test.want, want)
			}
			if beside, err := os.ReadDir(dir); err != nil || len(beside) != 1 {
				t.Errorf("beside it are %v, %v", beside, err)
			}
			if info, err := os.Stat(file); err != nil || os.PathSeparator == '/' && info.Mode().Perm() != 0o640 {
				t.Errorf("its mode is %v, %v", info.Mode(), err)
			}
		})
	}
}

// A new file has the mode that any file of the user's has, and a link stays one: what it
// leads to is replaced.
func TestReplaceModeAndLink(t *testing.T) {
	dir := t.TempDir()
	usual, file, link := filepath.Join(dir, "usual"), filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(usual, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("file", link); err != nil {
		t.Skip(err)
	}
	p := &program{}
	write := func(to string) {
		t.Helper()
		if err := p.replace(t.Context(), to, func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, to)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	write(file)
	want, _ := os.Stat(usual)
	if got, err := os.Stat(file); err != nil || got.Mode() != want.Mode() {
		t.Errorf("the mode is %v, %v, want %v", got.Mode(), err, want.Mode())
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	write(link)
	text, err := os.ReadFile(file)
	if info, _ := os.Lstat(link); err != nil || string(text) != link || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("through a link: %q, %v, and the link is %v", text, err, info.Mode())
	}
	if info, _ := os.Stat(file); os.PathSeparator == '/' && info.Mode().Perm() != 0o640 {
		t.Errorf("through a link the mode is %v", info.Mode())
	}
}
