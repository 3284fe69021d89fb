//go:build unix

package cli

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pressroom/model"
)

// imports runs pressroom import on a board text, as another process does.
func imports(t *testing.T, env []string, board string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "board.txt")
	if err := os.WriteFile(path, []byte(board), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := command(t, env, "import", path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// An open reader takes over what others bring into the archive: the first import in
// place of the embedded releases, and what comes later without moving the cursor.
func TestReaderFollowsArchive(t *testing.T) {
	t.Parallel()
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	s := prepare(t, env, binary(t))
	s.start()
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	imports(t, env, "-\nEnergy\nWind Rises\nIt rises. date2025-11-14\n-\nTrade\nTalks Go On\nThey go on. date2025-11-20\n")
	s.redrawn("2 releases")
	s.redrawn("Talks Go On")
	s.press("j")
	s.redrawn("It rises.")
	imports(t, env, "-\nEnergy\nThe Newest One\nIt is new. date2025-11-21\n")
	s.redrawn("The Newest One")
	s.redrawn("3 of 3")
	s.press("q")
	s.ends(0)
}

// A server takes over what others bring into the archive, also the first of it; what
// it has already is no news.
func TestWatchArchive(t *testing.T) {
	t.Parallel()
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	p := &program{env: env}
	imports(t, env, "-\nEnergy\nWind Rises\nIt rises. date2025-11-14\n")
	before, there := p.generation(t.Context())
	if !there {
		t.Fatal("there is no archive")
	}
	ctx, stop := context.WithCancel(t.Context())
	news, ended := make(chan bool, 10), make(chan bool)
	go func() {
		defer close(ended)
		p.watchArchive(ctx, before, func() { news <- true })
	}()
	imports(t, env, "-\nTrade\nTalks Go On\nThey go on. date2025-11-20\n")
	select {
	case <-news:
	case <-time.After(testTimeout):
		t.Error("an import is not taken over")
	}
	stop()
	<-ended
	if len(news) > 0 {
		t.Error("one import is news twice")
	}
	if _, there := (&program{env: env, corpus: []string{"board.txt"}}).generation(t.Context()); there {
		t.Error("an archive is followed where a file is served")
	}
	_ = p.store.Close()
}

// What a server reads of an archive again and again is the same library while
// nothing changes, and then one that has taken over the changes.
func TestPublishedFollowsArchive(t *testing.T) {
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	p := &program{env: env, errs: io.Discard}
	defer p.close()
	published := func() *model.Library {
		lib, err := p.servedLibrary(t.Context(), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		return lib
	}
	if n := published().Len(); n != 10 {
		t.Errorf("without an archive %d releases are served", n)
	}
	imports(t, env, "-\nEnergy\nWind Rises\nIt rises. date2025-11-14\n")
	first := published()
	x, err := first.Texts(t.Context())
	if err != nil || first.Len() != 1 {
		t.Fatal(first.Len(), err)
	}
	if published() != first {
		t.Error("without a change there is another library")
	}
	imports(t, env, "-\nTrade\nTalks Go On\nThey go on. date2025-11-20\n")
	second := published()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := second.Texts(t.Context()); again != x || err != nil || second.Len() != 2 {
		t.Errorf("%d releases, and their texts are indexed anew: %v", second.Len(), err)
	}
	if len(p.opened) > 0 {
		t.Errorf("%d libraries are kept", len(p.opened))
	}
	_ = second.Close()
}

// Who chooses in the archive is shown what others bring into it.
func TestPickFollowsArchive(t *testing.T) {
	t.Parallel()
	env := []string{"XDG_DATA_HOME=" + t.TempDir()}
	imports(t, env, "-\nEnergy\nWind Rises\nIt rises. date2025-11-14\n")
	s := prepare(t, env, binary(t), "pick")
	s.start()
	s.expect("Wind Rises")
	s.press(" ")
	imports(t, env, "-\nTrade\nTalks Go On\nThey go on. date2025-11-20\n")
	s.expect("Talks Go On")
	s.press("\r")
	s.ends(0)
}
