package cli

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/model"
	"pressroom/ui/ssh"
)

// answers runs a command of the command line, and returns what comes of it.
func answers(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var files []*os.File
	for _, name := range []string{"out", "errs"} {
		f, err := os.Create(filepath.Join(t.TempDir(), name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		files = append(files, f)
	}
	code = Main(args, nil, files[0], files[1], []string{"LANG=C.UTF-8"})
	var texts []string
	for _, f := range files {
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return code, texts[0], texts[1]
}

// A command over SSH answers as the command line does. Words of advice are
// each one's own.
func TestServedCommands(t *testing.T) {
	p := &program{}
	cfg := ssh.Defaults
	cfg.Listen, cfg.HostKey = []string{"127.0.0.1:0"}, filepath.Join(t.TempDir(), "key")
	cfg.Load = func(ctx context.Context) (*model.Library, error) {
		return p.servedLibrary(ctx, slog.New(slog.DiscardHandler))
	}
	s, err := ssh.New(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve() }()
	defer func() {
		s.Close()
		if err := <-served; err != nil {
			t.Error(err)
		}
	}()
	client, err := gossh.Dial("tcp", s.Addrs()[0].String(), &gossh.ClientConfig{
		User: "anonymous", HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: time.Minute,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	advice := func(s string) string { s, _, _ = strings.Cut(s, "hint: "); return s }
	for _, args := range [][]string{
		{"list"}, {"list", "--json"}, {"list", "category:industry", "-amkor"}, {"list", "--json", "date:2025-11-28"},
		{"list", "sort:title"}, {"list", "quagga"}, {"list", "quagga", "--json"}, {"list", "categry:x"}, {"list", ""},
		{"search", "graphene"}, {"search", "--json", "graphene"}, {"search", "--limit", "1", "korea"}, {"search", "--sort=title", "korea"},
		{"search", "korea", "--sort", "date", "--limit=3", "--json"}, {"search", `"advanced packaging"`}, {"search", "krw>=1tn"},
		{"search", "인공지능"}, {"search", "quagga"}, {"search", "quagga", "--json"}, {"search", "graphene", "OR"},
		{"search", "graphene", "--limit", "-1"}, {"search", "graphene", "--sort", "size"},
		{"show", "kg03m8sr"}, {"show", "kg"}, {"show", "KG03M8SR"}, {"show", "--json", "kg03m8sr"}, {"show", "carbon", "neutrality"},
		{"show", "kg03m8sr", "gzayd7sa"}, {"show", "--json", "kg03m8sr", "gzayd7sa"}, {"show", "kg03m8sr", "quagga"},
		{"export"}, {"export", "graphene", "-amkor"}, {"export", "quagga"}, {"export", "graphene", "OR"},
		{"show", "korea"}, {"show", "--json", "korea"}, {"show", "quagga"}, {"show", "Korea’s", "new"},
	} {
		code, out, errs := answers(t, args...)
		session, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		var served, said bytes.Buffer
		session.Stdout, session.Stderr = &served, &said
		var exit *gossh.ExitError
		got := 0
		if err := session.Run(strings.Join(args, " ")); errors.As(err, &exit) {
			got = exit.ExitStatus()
		} else if err != nil {
			t.Fatal(err)
		}
		if got != code || served.String() != out || advice(said.String()) != advice(errs) {
			t.Errorf("%q: exit code %d, and\n%s\n%s\nthe command line has %d, and\n%s\n%s", args, got, &served, &said, code, out, errs)
		}
	}
}

// What a server reads again and again is not kept here.
func TestPublished(t *testing.T) {
	p := &program{}
	for range 3 {
		lib, err := p.servedLibrary(t.Context(), slog.New(slog.DiscardHandler))
		if err != nil || lib.Len() != 10 {
			t.Fatal(err)
		}
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	}
	if len(p.opened) > 0 {
		t.Errorf("%d libraries are kept", len(p.opened))
	}
}
