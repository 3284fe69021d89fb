package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// childOf names an archive and what a child process is to do with it.
const childOf = "PRESSROOM_TEST_CHILD"

func TestMain(m *testing.M) {
	if path, work, child := strings.Cut(os.Getenv(childOf), "|"); child {
		if work == "readonly" {
			readOnly(path)
			os.Exit(0)
		}
		if err := runChild(path, work); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// killed is how many releases an import of a child has: so many that it is
// written in parts.
const killed = 300

// runChild works until it is killed, and prints the number of each round when it is
// confirmed.
func runChild(path, work string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	for round := 1; ; round++ {
		switch work {
		case "import":
			body := strings.Repeat(fmt.Sprint("Round ", round, ". "), 1000)
			_, err = s.Import(ctx, "a", func(in store.Import) error {
				for i := range killed {
					if _, err := in.Put(storetest.Doc(fmt.Sprint(i), fmt.Sprint("Round ", round), body)); err != nil {
						return err
					}
				}
				return nil
			})
		case "mark":
			err = s.Mark(ctx, "me", store.Batch{Actions: []store.Action{{On: true, Numbers: []int{round%killed + 1}, Time: time.Now()}},
				Values: map[string]string{"round": strconv.Itoa(round)}})
		case "compact":
			err = s.Compact(ctx)
		}
		if err != nil {
			return err
		}
		fmt.Println(round)
	}
}

// readOnly opens an archive, reads it and marks, and says what comes of that.
func readOnly(path string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		fmt.Println("open", err)
		return
	}
	defer s.Close()
	if _, err := s.Changes(ctx, store.Generation{}, func(c store.Change) error {
		fmt.Println("release", c.Title)
		return nil
	}); err != nil {
		fmt.Println("read", err)
		return
	}
	fmt.Println("mark", s.Mark(ctx, "me", store.Batch{Values: map[string]string{"a": "b"}}))
	dir, err := os.MkdirTemp("", "pressroom-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	backup := s.Backup(ctx, filepath.Join(dir, "backup.db"))
	_, restore := sqlite.Restore(ctx, filepath.Join(dir, "new.db"), path)
	_, over := sqlite.Restore(ctx, filepath.Join(dir, "new.db"), path)
	fmt.Println("copies", backup, restore, over)
}

// TestKill kills processes that import, mark and compact, at random moments: what
// they confirmed is there, imports are whole, and the next ones go well.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills other processes")
	}
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	var first []string
	for i := range killed {
		first = append(first, fmt.Sprint(i))
	}
	_, err := s.Import(t.Context(), "a", func(in store.Import) error {
		for _, address := range first {
			if _, err := in.Put(storetest.Doc(address, "Round 0", "Text.")); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	must(t, s.Close())
	random := rand.New(rand.NewPCG(10, 10))
	total := map[string]int{}                    // rounds that were confirmed
	kills, most := max(1, 6**rounds/slower), 500 // and milliseconds
	for kill := 0; kill < kills; kill++ {
		var follower *sqlite.Store // who has the archive open all the time
		if kill%2 == 0 {
			follower = openAt(t, path)
			dump(t, follower)
		}
		children := map[string]*child{}
		works := []string{"import", "mark"}
		if kill%4 == 3 {
			works = append(works, "compact")
		}
		for _, work := range works {
			children[work] = startChild(t, path, work)
		}
		time.Sleep(time.Duration(50+random.IntN(most)) * time.Millisecond)
		for work, c := range children {
			c.kill(t)
			total[work] += c.last
		}
		s := openAt(t, path)
		problems, err := s.Check(t.Context())
		if err != nil || problems != nil {
			t.Fatalf("kill %d: %v %v", kill, problems, err)
		}
		titles := map[string]int{}
		_, err = s.Changes(t.Context(), store.Generation{}, func(c store.Change) error { titles[c.Title]++; return nil })
		must(t, err)
		if len(titles) != 1 {
			t.Fatalf("kill %d: releases are of the rounds %v", kill, titles)
		}
		for title := range titles {
			round, _ := strconv.Atoi(strings.TrimPrefix(title, "Round "))
			if last := children["import"].last; last > 0 && (round < last || round > last+1) {
				t.Errorf("kill %d: there is round %d of the imports, and %d was confirmed", kill, round, last)
			}
		}
		m, err := s.Marks(t.Context(), "me")
		must(t, err)
		round, _ := strconv.Atoi(m.Values["round"])
		if last := children["mark"].last; last > 0 && (round < last || round > last+1) {
			t.Errorf("kill %d: round %d was marked, and %d was confirmed", kill, round, last)
		}
		if last := children["mark"].last; last > 0 && !m.Read.Has(last%killed+1) && !m.Outdated.Has(last%killed+1) { // an import may have corrected it
			t.Errorf("kill %d: the mark of round %d is lost", kill, last)
		}
		if follower != nil {
			if dump(t, follower) != dump(t, s) {
				t.Errorf("kill %d: who has the archive open does not see what the others did", kill)
			}
			must(t, follower.Close())
		}
		must(t, s.Close())
		if kill == kills-1 && (total["import"] == 0 || total["mark"] == 0) && kills < 40 {
			kills, most = kills+1, 2*most // a slow machine has confirmed nothing yet
		}
	}
	t.Logf("rounds that were confirmed: %v", total)
	if total["import"] == 0 || total["mark"] == 0 {
		t.Error("nothing was confirmed before a kill")
	}
}

// child is a process that works on an archive.
type child struct {
	cmd  *exec.Cmd
	out  io.ReadCloser
	last int // round that was confirmed
}

func startChild(t *testing.T, path, work string) *child {
	t.Helper()
	c := &child{cmd: exec.Command(os.Args[0])}
	c.cmd.Env = append(os.Environ(), childOf+"="+path+"|"+work)
	c.cmd.Stderr = os.Stderr
	var err error
	c.out, err = c.cmd.StdoutPipe()
	must(t, err)
	must(t, c.cmd.Start())
	return c
}

// kill kills the process, and has last be the last round that it confirmed.
func (c *child) kill(t *testing.T) {
	t.Helper()
	must(t, c.cmd.Process.Kill())
	for lines := bufio.NewScanner(c.out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Errorf("a child says %s", lines.Text())
			continue
		}
		c.last = n
	}
	c.cmd.Wait()
}
