package texts_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/index/sidecar"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// archive is a store and the snapshot that was made of it last.
type archive struct {
	store.Store
	s  *snapshot.Snapshot
	at store.Generation
}

func newArchive(s store.Store) *archive {
	empty, _ := snapshot.New(nil)
	return &archive{Store: s, s: empty}
}

// read brings the snapshot up to date.
func (a *archive) read(ctx context.Context) error {
	var changes []snapshot.Change
	now, err := a.Texts(ctx, a.at, func(c store.Change, text string) error {
		change := snapshot.Change{Number: c.Number}
		if c.State != store.Removed {
			change.Document = &data.Document{Release: c.Release, Body: text}
		}
		changes = append(changes, change)
		return nil
	})
	a.s, a.at = a.s.Apply(changes), now
	return err
}

// bring imports releases, each by its headline, and reads them.
func (a *archive) bring(ctx context.Context, list ...*data.Document) error {
	_, err := a.Import(ctx, "Ministry", func(in store.Import) error {
		for _, d := range list {
			one := *d
			one.Address = d.Title
			if _, err := in.Put(one); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return a.read(ctx)
}

// kept is a file in which the index of an archive is kept, and what was noted of it.
type kept struct {
	t     *testing.T
	path  string
	notes []string
}

func keptIn(t *testing.T) *kept {
	return &kept{t: t, path: filepath.Join(t.TempDir(), "archive.db.index")}
}

// open opens the index of an archive in the file.
func (k *kept) open(a *archive) *texts.Index {
	k.t.Helper()
	x, err := texts.Open(k.t.Context(), texts.Kept{Path: k.path, Archive: a, Note: func(why string) { k.notes = append(k.notes, why) }}, a.s, a.at)
	if err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() { _ = x.Close() })
	return x
}

// noted fails unless so many words were noted since the last call.
func (k *kept) noted(n int) {
	k.t.Helper()
	if len(k.notes) != n {
		k.t.Errorf("noted is %q, want %d notes", k.notes, n)
	}
	k.notes = nil
}

// find fails unless a query finds releases of the archive.
func find(t *testing.T, x *texts.Index, a *archive, query string, want ...int32) {
	t.Helper()
	if got, err := newest(t.Context(), x, a.s, parsed(t, query)); err != nil || !slices.Equal(got, want) {
		t.Errorf("%s finds %v, %v, want %v", query, got, err, want)
	}
}

// agree fails unless the index finds what a fresh one does.
func agree(t *testing.T, x *texts.Index, a *archive) {
	t.Helper()
	fresh := index(t, a.s)
	for _, query := range []string{"korea", "trade pre*", "k*", `"korea industry" OR "the of"`, "-korea", "반도체", "ㅅㅇㅂ", "round5 OR word3"} {
		want, err := newest(t.Context(), fresh, a.s, parsed(t, query))
		if err != nil {
			t.Fatal(err)
		}
		find(t, x, a, query, want...)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// An index is there again when it is opened again: it is not made anew, only what has
// changed in the meantime is taken over.
func TestOpenKept(t *testing.T) {
	a, k := newArchive(storetest.New(t)), keptIn(t)
	must(t, a.bring(t.Context(), document(20251101, "Tariffs", "On steel."), document(20251102, "Ports", "Of Busan.")))
	x := k.open(a)
	find(t, x, a, "steel", 1)
	must(t, x.Close())
	before, err := os.Stat(k.path)
	must(t, err)
	if before.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v", before.Mode())
	}

	must(t, a.bring(t.Context(), document(20251102, "Ports", "Of Ulsan and its steel."), document(20251103, "Chips", "Of silicon.")))
	x = k.open(a)
	find(t, x, a, "steel", 2, 1)
	find(t, x, a, "busan")
	find(t, x, a, "silicon", 3)
	if after, err := os.Stat(k.path); err != nil || !os.SameFile(before, after) {
		t.Errorf("it was made anew: %v", err)
	}
	k.noted(0)
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(k.path), ".*")); len(left) > 0 {
		t.Errorf("%v stays behind", left)
	}
	must(t, x.Close())
}

// Two that share a file see what the other takes over, and each is answered by what
// its snapshot has.
func TestTwoShareAFile(t *testing.T) {
	one, k := newArchive(storetest.New(t)), keptIn(t)
	must(t, one.bring(t.Context(), document(20251101, "Tariffs", "On steel.")))
	other := newArchive(one.Store)
	must(t, other.read(t.Context()))
	x, y := k.open(one), k.open(other)
	find(t, y, other, "steel", 1)

	must(t, one.bring(t.Context(), document(20251102, "Ports", "Of steel."), document(20251101, "Tariffs", "On iron.")))
	must(t, x.Follow(t.Context(), one.s, one.at))
	find(t, x, one, "steel", 2)
	find(t, x, one, "iron", 1)
	find(t, y, other, "steel") // the release has another text by now
	find(t, y, other, "iron", 1)
	must(t, other.read(t.Context()))
	must(t, y.Follow(t.Context(), other.s, other.at))
	find(t, y, other, "steel", 2)

	must(t, other.bring(t.Context(), document(20251103, "Chips", "Of steel.")))
	must(t, y.Follow(t.Context(), other.s, other.at))
	find(t, y, other, "steel", 3, 2)
	find(t, x, one, "steel", 2)
	must(t, one.read(t.Context()))
	must(t, x.Follow(t.Context(), one.s, one.at))
	find(t, x, one, "steel", 3, 2)
	// Where the file is removed, it is made anew for both.
	must(t, os.Remove(k.path))
	must(t, one.bring(t.Context(), document(20251104, "Ships", "Of steel.")))
	must(t, x.Follow(t.Context(), one.s, one.at))
	find(t, x, one, "steel", 4, 3, 2)
	find(t, y, other, "steel", 3, 2)
	must(t, other.read(t.Context()))
	must(t, y.Follow(t.Context(), other.s, other.at))
	find(t, y, other, "steel", 4, 3, 2)
	k.noted(0)
}

// A file that is damaged, of another archive or of another format is made anew, with a
// word; one that was made by this is not.
func TestUselessFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	a := newArchive(storetest.New(t))
	list := documents(generate(1, 60))
	must(t, a.bring(t.Context(), list...))
	for name, spoil := range map[string]func(path string, whole []byte) error{
		"cut off": func(path string, whole []byte) error { return os.Truncate(path, int64(len(whole)/2)) },
		"empty":   func(path string, _ []byte) error { return os.Truncate(path, 0) },
		"another text": func(path string, _ []byte) error {
			return os.WriteFile(path, bytes.Repeat([]byte("text "), 9000), 0o600)
		},
		"without pages": func(path string, whole []byte) error { clear(whole[8192:]); return os.WriteFile(path, whole, 0o600) },
		"random bytes": func(path string, whole []byte) error {
			random := rand.NewChaCha8([32]byte{1})
			_, _ = random.Read(whole[4096:])
			return os.WriteFile(path, whole, 0o600)
		},
		"another format": func(path string, _ []byte) error { return execIn(path, "PRAGMA user_version = 999") },
		"another program's": func(path string, _ []byte) error {
			return execIn(path, "PRAGMA application_id = 1")
		},
		"without a page that searches read": func(path string, whole []byte) error {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				return err
			}
			defer db.Close()
			page := 0
			if err := db.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'bodies_data'").Scan(&page); err != nil {
				return err
			}
			clear(whole[(page-1)*8192 : page*8192])
			return os.WriteFile(path, whole, 0o600)
		},
		"without a table": func(path string, _ []byte) error { return execIn(path, "DROP TABLE stems") },
		"another archive's": func(path string, _ []byte) error {
			other := newArchive(storetest.New(t))
			if err := other.bring(t.Context(), list[:50]...); err != nil {
				return err
			}
			if err := os.Remove(path); err != nil {
				return err
			}
			x, err := texts.Open(t.Context(), texts.Kept{Path: path, Archive: other}, other.s, other.at)
			if err != nil {
				return err
			}
			return x.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			k := keptIn(t)
			must(t, k.open(a).Close())
			whole, err := os.ReadFile(k.path)
			must(t, err)
			must(t, sidecar.Check(t.Context(), k.path, texts.Format))
			must(t, spoil(k.path, whole))
			if err := sidecar.Check(t.Context(), k.path, texts.Format); !sidecar.IsDamaged(err) && !strings.HasSuffix(name, "archive's") && name != "without a table" {
				t.Errorf("checking it finds %v", err)
			}
			x := k.open(a)
			agree(t, x, a)
			must(t, x.Close())
			k.noted(1)
			agree(t, k.open(a), a)
			k.noted(0)
		})
	}
}

// A byte that has changed, in each page in turn, costs no hit: the answers are right, and
// where they needed the page the file was made anew, with a word.
func TestFlippedBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	t.Parallel()
	a := newArchive(storetest.New(t))
	list := documents(generate(1, 40))
	must(t, a.bring(t.Context(), list...))
	k := keptIn(t)
	fresh := k.open(a)
	queries := []string{"korea", "trade pre*", "k*", `"korea industry" OR "the of"`, "-korea", "반도체", "ㅅㅇㅂ", "round5 OR word3"}
	for n := range list {
		queries = append(queries, fmt.Sprintf("%q", strings.Fields(list[n].Body)[n%7:][:1][0]), fmt.Sprintf("word%d", n*7))
	}
	var want [][]int32
	for _, q := range queries {
		found, err := newest(t.Context(), fresh, a.s, parsed(t, q))
		must(t, err)
		want = append(want, found)
	}
	must(t, fresh.Close())
	whole, err := os.ReadFile(k.path)
	must(t, err)
	const page = 4096
	random := rand.New(rand.NewPCG(1, 2))
	told := 0
	for at := 0; at < len(whole); at += page {
		damaged := bytes.Clone(whole)
		damaged[at+random.IntN(page)] ^= byte(1 + random.IntN(255))
		must(t, os.WriteFile(k.path, damaged, 0o600))
		found := sidecar.Check(t.Context(), k.path, texts.Format)
		x := k.open(a)
		for i, q := range queries {
			find(t, x, a, q, want[i]...)
		}
		must(t, x.Close())
		if len(k.notes) > 1 || len(k.notes) == 1 && !sidecar.IsDamaged(found) {
			t.Errorf("with page %d damaged noted is %q, and checking it finds %v", at/page, k.notes, found)
		}
		told += len(k.notes)
		k.notes = nil
	}
	if pages := len(whole) / page; told < pages/2 {
		t.Errorf("of %d damaged pages %d were met", pages, told)
	}
}

func execIn(path, statement string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(statement)
	return err
}

// Where the file cannot be made, or others do not let it be changed, the index is
// there all the same, and gone when it is closed.
func TestWithoutAFile(t *testing.T) {
	defer func(was time.Duration) { sidecar.LockTimeout = was }(sidecar.LockTimeout)
	sidecar.LockTimeout = 200 * time.Millisecond
	a, k := newArchive(storetest.New(t)), keptIn(t)
	must(t, a.bring(t.Context(), document(20251101, "Tariffs", "On steel.")))
	nowhere := *k
	nowhere.path = filepath.Join(k.path, "missing", "file")
	find(t, nowhere.open(a), a, "steel", 1)

	x := k.open(a)
	db, err := sql.Open("sqlite", k.path)
	must(t, err)
	defer db.Close()
	held, err := db.Conn(t.Context())
	must(t, err)
	defer held.Close()
	if _, err := held.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	must(t, a.bring(t.Context(), document(20251102, "Ports", "Of steel.")))
	must(t, x.Follow(t.Context(), a.s, a.at))
	find(t, x, a, "steel", 2, 1)
	if _, err := held.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	find(t, k.open(a), a, "steel", 2, 1)
	k.noted(0)
}

// On a full disk the index is a temporary one, with a word, and searches go on; where
// there is room again it is kept.
func TestKeptOnAFullDisk(t *testing.T) {
	a, k := newArchive(storetest.New(t)), keptIn(t)
	must(t, a.bring(t.Context(), document(20251101, "Tariffs", "On steel.")))
	x := k.open(a)
	texts.Fill(t, x)
	var list []*data.Document
	for n := range 40 {
		list = append(list, document(20251102, fmt.Sprint("Notice ", n), strings.Repeat(fmt.Sprint("word", n, " steel "), 200)))
	}
	must(t, a.bring(t.Context(), list...))
	must(t, x.Follow(t.Context(), a.s, a.at))
	k.noted(1)
	agree(t, x, a)
	agree(t, k.open(a), a)
	k.noted(0)
}

// Who no longer wants an index is told so, not that there is one.
func TestOpenIsCancelled(t *testing.T) {
	a, k := newArchive(storetest.New(t)), keptIn(t)
	must(t, a.bring(t.Context(), document(20251101, "Tariffs", "On steel.")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if x, err := texts.Open(ctx, texts.Kept{Path: k.path, Archive: a}, a.s, a.at); !errors.Is(err, context.Canceled) || x != nil {
		t.Errorf("opened with %v", err)
	}
}

// Where an older archive was restored under an index, it is made anew, with a word; so
// it is, without one, where very much has changed.
func TestFollowMakesAnew(t *testing.T) {
	a, k := newArchive(storetest.New(t)), keptIn(t)
	must(t, a.bring(t.Context(), document(20251101, "Tariffs", "On steel."), document(20251102, "Ports", "Of steel.")))
	x := k.open(a)
	restored := newArchive(storetest.New(t))
	for day, title := range []string{"Chips", "Ships", "Tariffs"} {
		must(t, restored.bring(t.Context(), document(20251101+day, title, "Of steel.")))
	}
	a.Store, a.s, a.at = restored.Store, restored.s, restored.at
	must(t, x.Follow(t.Context(), a.s, a.at))
	find(t, x, a, "steel", 3, 2, 1)
	find(t, x, a, "title:ship", 2)
	k.noted(1)

	var many []*data.Document
	for n := range 8200 {
		many = append(many, document(20251105, fmt.Sprint("Notice ", n), ""))
	}
	must(t, a.bring(t.Context(), many...))
	must(t, x.Follow(t.Context(), a.s, a.at))
	find(t, x, a, "title:8199", 8203)
	find(t, x, a, "steel", 3, 2, 1)
	k.noted(0)
}

// childOf names the archive of a process that is killed.
const childOf = "PRESSROOM_TEST_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childOf); path != "" {
		fmt.Println(index20(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// index20 brings releases into an archive and takes them over into its index, again and
// again.
func index20(path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	a := newArchive(s)
	if err := a.read(ctx); err != nil {
		return err
	}
	x, err := texts.Open(ctx, texts.Kept{Path: path + ".index", Archive: a}, a.s, a.at)
	if err != nil {
		return err
	}
	from := generate(uint64(a.at.Change), 200)
	for round := range 100 {
		var list []*data.Document
		for n := range 20 {
			d := snapshottest.Document(from, (round*20+n)%200)
			d.Title = fmt.Sprint("Round", round, " of ", rand.IntN(500)) // some are corrections
			list = append(list, d)
		}
		if err := a.bring(ctx, list...); err != nil {
			return err
		}
		if err := x.Follow(ctx, a.s, a.at); err != nil {
			return err
		}
		fmt.Println("round", round)
	}
	return nil
}

// Whenever a process is killed that makes or changes an index, the next one finds it
// whole.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills another process")
	}
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := sqlite.Open(t.Context(), path)
	must(t, err)
	defer s.Close()
	a := newArchive(s)
	must(t, a.bring(t.Context(), documents(generate(1, 250))...))
	k := &kept{t: t, path: path + ".index"}
	for round := range 6 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childOf+"="+path)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		if round%2 == 0 { // else while it makes the index, or begins
			_, _ = out.Read(make([]byte, 1))
		}
		time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond)
		must(t, cmd.Process.Kill())
		_ = cmd.Wait()
		must(t, a.read(t.Context()))
		x := k.open(a)
		agree(t, x, a)
		must(t, x.Close())
		k.noted(0)
		if round%2 == 0 {
			must(t, os.Remove(k.path))
		}
	}
	if a.s.Len() <= 250 {
		t.Error("nothing was ever taken over")
	}
}
