package ssh_test

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/ui/cli"
	"pressroom/ui/ssh"
)

// How much load TestLoad makes. As it is, it proves that nothing is lost; with
// more it measures:
//
//	go test ./ui/ssh -run TestLoad -v -sessions 1000 -idlers 2000 -time 60s -rest 5s
var (
	loadSessions = flag.Int("sessions", 20, "sessions that read, for TestLoad")
	loadIdlers   = flag.Int("idlers", 40, "sessions that do nothing, for TestLoad")
	loadTime     = flag.Duration("time", time.Second, "how long they do it, for TestLoad")
	loadRest     = flag.Duration("rest", 500*time.Millisecond, "until a session that does nothing is put to sleep, for TestLoad")
	loadPace     = flag.Duration("pace", 200*time.Millisecond, "a key of each reader so often, for TestLoad")
)

// serveEnv makes of the test binary the server of a test: load is measured on a
// process that does nothing else.
const serveEnv = "PRESSROOM_TEST_SERVE"

func TestMain(m *testing.M) {
	if rest := os.Getenv(serveEnv); rest != "" {
		d, _ := time.ParseDuration(rest)
		ssh.SetRest(d)
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
	}
	if what := os.Getenv(ssh.AttackEnv); what != "" {
		n, _ := strconv.Atoi(os.Args[2])
		lasting, _ := time.ParseDuration(os.Args[3])
		os.Exit(ssh.Attack(what, os.Args[1], n, lasting))
	}
	flag.Parse()
	parallel := false
	flag.Visit(func(f *flag.Flag) { parallel = parallel || f.Name == "test.parallel" })
	if !parallel {
		_ = flag.Set("test.parallel", "6") // most tests wait most of the time
	}
	os.Exit(m.Run())
}

// process is a server in a process of its own.
type process struct {
	cmd  *exec.Cmd
	addr string
	log  *bytes.Buffer
	done chan struct{}
}

// testTime is how long a test waits for what must come.
const testTime = 2 * time.Minute

var listening = regexp.MustCompile(`msg=listening address=(\S+)`)

// startServer starts pressroom serve on a free port of the loopback.
func startServer(t testing.TB, args ...string) *process {
	t.Helper()
	cmd := exec.Command(os.Args[0], append([]string{
		"serve", "--listen", "127.0.0.1:0", "--host-key", filepath.Join(t.TempDir(), "key"), "--grace", "1s",
	}, args...)...)
	cmd.Env = append(os.Environ(), serveEnv+"="+loadRest.String())
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: cmd, log: &bytes.Buffer{}, done: make(chan struct{})}
	at := make(chan string, 1)
	go func() {
		defer close(p.done)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if m := listening.FindStringSubmatch(lines.Text()); m != nil {
				at <- m[1]
			}
			if p.log.Len() < 1<<20 {
				fmt.Fprintln(p.log, lines.Text())
			}
		}
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-p.done
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("the server's log:\n%s", last(p.log.String(), 4000))
		}
	})
	select {
	case p.addr = <-at:
	case <-time.After(testTime):
		t.Fatal("the server does not listen")
	}
	return p
}

func last(s string, n int) string { return s[max(0, len(s)-n):] }

// usage returns the memory that the server's process has, in bytes, and the
// time that it has had on a processor. Where there is no /proc they are 0.
func (p *process) usage() (memory int64, cpu time.Duration) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			memory = kb << 10
		}
	}
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if _, rest, ok := bytes.Cut(stat, []byte(") ")); ok {
		f := strings.Fields(string(rest))
		user, _ := strconv.Atoi(f[11])
		system, _ := strconv.Atoi(f[12])
		cpu = time.Duration(user+system) * 10 * time.Millisecond
	}
	return memory, cpu
}

// guest is a client with a terminal of 120x40.
type guest struct {
	client *gossh.Client
	in     io.Writer
	got    atomic.Int64 // bytes
	frame  chan time.Time
	err    atomic.Pointer[error]
}

// clientConfig is that of a client without a key.
func clientConfig() *gossh.ClientConfig {
	return &gossh.ClientConfig{
		User: "anonymous", HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: testTime,
	}
}

// dialGuest opens a connection with a reader on it. Each of many comes from an
// address of its own, as readers do: the loopback has 16 million of them.
func dialGuest(addr string, from int) (*guest, error) {
	dialer := net.Dialer{Timeout: testTime}
	if runtime.GOOS == "linux" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, 1, byte(from>>8), byte(from))}
	}
	nc, err := dialer.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	c, chans, reqs, err := gossh.NewClientConn(nc, addr, clientConfig())
	if err != nil {
		return nil, err
	}
	g := &guest{client: gossh.NewClient(c, chans, reqs), frame: make(chan time.Time, 64)}
	s, err := g.client.NewSession()
	if err != nil {
		return nil, err
	}
	if err := s.RequestPty("xterm-256color", 40, 120, gossh.TerminalModes{}); err != nil {
		return nil, err
	}
	if g.in, err = s.StdinPipe(); err != nil {
		return nil, err
	}
	s.Stdout = g
	if err := s.Shell(); err != nil {
		return nil, err
	}
	go func() {
		err := s.Wait()
		g.err.Store(&err)
	}()
	return g, nil
}

// Write takes what the server sends.
func (g *guest) Write(p []byte) (int, error) {
	g.got.Add(int64(len(p)))
	select {
	case g.frame <- time.Now():
	default:
	}
	return len(p), nil
}

// answers is what a terminal says to the queries of the start.
const answers = "\x1b[?2026;2$y\x1b[?2027;0$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c"

// press types a key and returns how long its frame took, 0 where it left the
// screen as it was.
func (g *guest) press(key string) (time.Duration, error) {
	for len(g.frame) > 0 {
		<-g.frame
	}
	begun := time.Now()
	if _, err := io.WriteString(g.in, key); err != nil {
		return 0, err
	}
	select {
	case at := <-g.frame:
		return at.Sub(begun), nil
	case <-time.After(3 * time.Second):
	}
	// On a busy machine a late frame of the key before may have been taken for that
	// of a key which this one undoes: both leave the screen as it was.
	if _, err := io.WriteString(g.in, "\x0c"); err != nil {
		return 0, err
	}
	select {
	case <-g.frame:
		return 0, nil
	case <-time.After(testTime):
		return 0, fmt.Errorf("no frame after %q", key)
	}
}

// visits are what people type. Each key changes the screen, and each visit ends
// where it began.
var visits = [][]string{
	{"j", "j", "\r", " ", "b", esc, "k", "k"},
	{"/", "a", "m", "k", "\r", "n", esc, "/", "\x15", esc},
	{"/", "s", "e", "m", "i", "\x15", esc},
	{"f", "j", " ", "X", esc},
	{"G", "g", "z", "z", esc},
	{"?", esc, "i", esc},
}

// esc is the escape key as a terminal sends it that tells it from the beginning
// of a sequence.
const esc = "\x1b[27u"

// openAll opens n sessions, some at a time.
func openAll(t *testing.T, addr string, n, from int) []*guest {
	t.Helper()
	guests := make([]*guest, n)
	var wait sync.WaitGroup
	slots := make(chan struct{}, 16)
	for i := range guests {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			g, err := dialGuest(addr, from+i)
			if err == nil {
				_, err = io.WriteString(g.in, answers)
			}
			if err != nil {
				t.Errorf("session %d: %v", i, err)
				return
			}
			guests[i] = g
		})
	}
	wait.Wait()
	if t.Failed() {
		t.FailNow()
	}
	return guests
}

func closeAll(guests []*guest) {
	for _, g := range guests {
		_ = g.client.Close()
	}
}

// TestLoad has many read at once, and many more do nothing: none loses a frame
// or is sent what it did not ask for. What it measures it prints.
func TestLoad(t *testing.T) {
	t.Parallel()
	t.Run("reading", func(t *testing.T) {
		s := startServer(t, "--max-sessions", "5000")
		empty, _ := s.usage()
		guests := openAll(t, s.addr, *loadSessions, 1)
		defer closeAll(guests)
		time.Sleep(500 * time.Millisecond)
		_, before := s.usage()
		begun := time.Now()
		var mu sync.Mutex
		var took []time.Duration
		var wait sync.WaitGroup
		for i, g := range guests {
			wait.Go(func() {
				time.Sleep(*loadPace * time.Duration(i) / time.Duration(len(guests)))
				visit := i % len(visits)
				for n := 0; time.Since(begun) < *loadTime; n++ {
					if n == len(visits[visit]) {
						visit, n = (visit+1)%len(visits), 0
					}
					due := time.Now().Add(*loadPace)
					d, err := g.press(visits[visit][n])
					if err != nil {
						t.Errorf("session %d, visit %d, key %d: %v", i, visit, n, err)
						return
					}
					mu.Lock()
					if d > 0 {
						took = append(took, d)
					}
					mu.Unlock()
					time.Sleep(time.Until(due))
				}
			})
		}
		wait.Wait()
		memory, cpu := s.usage()
		slices.Sort(took)
		at := func(p int) time.Duration { return took[(len(took)-1)*p/100].Round(100 * time.Microsecond) }
		t.Logf("%d sessions, %d keys: the frame after a key %v at the median, %v at the 99th percentile, %v at most",
			len(guests), len(took), at(50), at(99), at(100))
		t.Logf("memory %d KB a session above the %d MB of an empty server; %.0f %% of one core",
			(memory-empty)>>10/int64(len(guests)), empty>>20, 100*(cpu-before).Seconds()/time.Since(begun).Seconds())
		for i, g := range guests {
			if err := g.err.Load(); err != nil {
				t.Errorf("session %d ended: %v", i, *err)
			}
		}
	})
	t.Run("idle", func(t *testing.T) {
		s := startServer(t, "--max-sessions", "5000")
		empty, _ := s.usage()
		guests := openAll(t, s.addr, *loadIdlers, 1)
		defer closeAll(guests)
		got := make([]int64, len(guests))
		begun := time.Now()
		for quiet := false; !quiet && time.Since(begun) < testTime; { // until all have fallen asleep
			time.Sleep(*loadRest + *loadRest/2 + 500*time.Millisecond)
			quiet = true
			for i, g := range guests {
				n := g.got.Load()
				quiet = quiet && n == got[i]
				got[i] = n
			}
		}
		_, before := s.usage()
		begun = time.Now()
		time.Sleep(*loadTime)
		memory, cpu := s.usage()
		t.Logf("%d sessions that do nothing: %d KB each above the %d MB of an empty server; %.1f %% of one core together",
			len(guests), (memory-empty)>>10/int64(len(guests)), empty>>20, 100*(cpu-before).Seconds()/time.Since(begun).Seconds())
		for i, g := range guests {
			if n := g.got.Load() - got[i]; n != 0 {
				t.Errorf("session %d was sent %d bytes while nothing happens", i, n)
			}
			if _, err := g.press("j"); err != nil {
				t.Errorf("session %d, woken: %v", i, err)
			}
		}
	})
}
