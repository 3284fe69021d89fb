package ssh

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"pressroom/data/board"
	"pressroom/data/corpus"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// openKept serves the embedded releases of an archive, which keeps marks.
func openKept(t *testing.T) (*room, store.Store) {
	t.Helper()
	s := storetest.New(t)
	b, err := board.Parse("board.txt", strings.NewReader(corpus.Text()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(t.Context(), "Ministry", func(in store.Import) error {
		for _, d := range b.Releases {
			if _, err := in.Put(d); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	k := model.NewArchive(s, "archive", "")
	r := open(t, func(c *Config) {
		c.Load = func(ctx context.Context) (*model.Library, error) {
			_, err := k.Refresh(ctx)
			return k.Library(), err
		}
		c.Marks = func(context.Context) (commands.MarkStore, error) { return s, nil }
	})
	t.Cleanup(func() { _ = k.Library().Close() })
	return r, s
}

// What a key marks is there in its next session, is shown by its other sessions at
// once, can be taken along, and is forgotten when that is asked for.
func TestMarksOfAKey(t *testing.T) {
	r, s := openKept(t)
	key := gossh.PublicKeys(newKey(t))
	x := r.dial(key).reader(100, 30)
	x.frame(newest)
	other := r.dial(key).reader(100, 30)
	other.frame(newest)
	x.press("s")
	x.frame("★")
	other.frame("★")
	x.quits()
	other.quits()

	x = r.dial(key).reader(100, 30)
	x.frame("★")
	x.quits()

	code, out, errs := r.dial(key).run("marks export")
	if code != 0 || errs != "" || !strings.Contains(out, `"source":"Ministry"`) || !strings.Contains(out, `"title":"`+newest+`","starred":true`) || strings.Count(out, "\n") != 1 {
		t.Errorf("the export is %d, %q, %q", code, out, errs)
	}
	if code, out, _ := r.dial(key).run("list is:starred"); code != 0 || !strings.Contains(out, newest) || strings.Count(out, "\n") != 1 {
		t.Errorf("the starred releases are %d, %q", code, out)
	}
	if code, _, errs := r.dial(key).run("marks forget"); code != commands.ExitMisuse || !strings.Contains(errs, "1 starred") {
		t.Errorf("forgetting in haste is %d, %q", code, errs)
	}
	if code, out, _ := r.dial(key).run("marks forget --yes"); code != 0 || !strings.HasPrefix(out, "Forgotten: ") {
		t.Errorf("forgetting is %d, %q", code, out)
	}
	if readers, err := s.Readers(t.Context()); err != nil || len(readers) > 0 {
		t.Errorf("readers are kept: %q, %v", readers, err)
	}
}

// Marks are of their key alone. Without a key they end with the session, and nothing is
// kept of a key that only looked.
func TestMarksOfOthers(t *testing.T) {
	r, s := openKept(t)
	x := r.dial().reader(100, 30)
	x.frame(newest)
	x.press("s")
	x.frame("★")
	x.quits()
	code, _, errs := r.dial().run("marks export")
	if code != commands.ExitFailed || !strings.Contains(errs, "the key that you log in with") {
		t.Errorf("without a key an export is %d, %q", code, errs)
	}
	looker := gossh.PublicKeys(newKey(t))
	x = r.dial(looker).reader(100, 30)
	x.frame(newest)
	x.press("j")
	x.frame("2 of 10")
	x.quits()
	if readers, err := s.Readers(t.Context()); err != nil || len(readers) > 0 {
		t.Errorf("readers are kept: %q, %v", readers, err)
	}

	wide := gossh.PublicKeys(newKey(t)) // what it chose is kept, though it marked nothing
	x = r.dial(wide).reader(120, 30)
	x.frame(newest)
	x.press("+")
	x.quits()
	if readers, err := s.Readers(t.Context()); err != nil || len(readers) != 1 {
		t.Errorf("readers are kept: %q, %v", readers, err)
	}

	marked := gossh.PublicKeys(newKey(t))
	x = r.dial(marked).reader(100, 30)
	x.frame(newest)
	x.press("s")
	x.frame("★")
	x.quits()
	if code, out, errs := r.dial().run("list is:starred"); code != commands.ExitFailed || out != "" ||
		!strings.Contains(errs, "hint: nothing is marked here: marks are kept by the key that you log in with") {
		t.Errorf("without a key: exit code %d, %q, %q", code, out, errs)
	}
	if code, out, _ := r.dial(looker).run("list is:starred"); code != commands.ExitFailed || out != "" {
		t.Errorf("another key has starred %d, %q", code, out)
	}
}

// A line that drops loses no mark.
func TestMarksOfADroppedLine(t *testing.T) {
	r, s := openKept(t)
	c := r.dial(gossh.PublicKeys(newKey(t)))
	x := c.reader(100, 30)
	x.frame(newest)
	x.press("A")
	x.expect("undoes")
	c.drop()
	r.log.await(t, "session ends")
	readers, err := s.Readers(t.Context())
	if err != nil || len(readers) != 1 {
		t.Fatalf("readers: %q, %v", readers, err)
	}
	if m, err := s.Marks(t.Context(), readers[0]); err != nil || m.Read.Len() != 10 {
		t.Errorf("read are %d, %v", m.Read.Len(), err)
	}
}

// New keys, which cost nothing, cannot take the marks of all others' place.
func TestMarksOfManyKeys(t *testing.T) {
	n, _ := lru.New[netip.Prefix, *rate.Limiter](maxKeyAddresses)
	one, other := netip.MustParsePrefix("192.0.2.1/32"), netip.MustParsePrefix("192.0.2.2/32")
	for i := range keyPeak {
		if err := allowKey(n, one, today); err != nil {
			t.Fatalf("key %d: %v", i, err)
		}
	}
	if err := allowKey(n, one, today); !errors.Is(err, store.ErrLimit) {
		t.Errorf("one more: %v", err)
	}
	if err := allowKey(n, other, today); err != nil {
		t.Errorf("from another address: %v", err)
	}
	if err := allowKey(n, one, today.Add(time.Hour)); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

// What is forgotten is so in the sessions that the key has open, too.
func TestForgetInOpenSession(t *testing.T) {
	r, s := openKept(t)
	key := gossh.PublicKeys(newKey(t))
	x := r.dial(key).reader(100, 30)
	x.frame(newest)
	x.press("s")
	x.frame("★")
	r.await("the star is not kept", func() bool {
		readers, err := s.Readers(t.Context())
		return err == nil && len(readers) == 1
	})
	if code, _, errs := r.dial(key).run("marks forget --yes"); code != 0 {
		t.Fatalf("forgetting is %d, %q", code, errs)
	}
	r.await("the star is still shown", func() bool { return !strings.Contains(strings.Join(x.frame(newest), "\n"), "★") })
}
