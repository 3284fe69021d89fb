package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/commands"
	"pressroom/ui/ssh"
)

func (p *program) serveCommand() *cobra.Command {
	cfg := ssh.Defaults
	format := commands.Choice{Value: "text", Of: []string{"text", "json"}}
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the reader over SSH",
		Long: "Serve the reader over SSH, to read and nothing else. With a terminal, ssh HOST opens the reader; with a command, " +
			"as in ssh HOST search WORDS, it prints what list, search, show, export, marks and help print. What comes into " +
			"the archive meanwhile is shown. SIGHUP reads the files of --corpus, --authorized-keys and --banner again. SIGTERM " +
			"stops the server when its readers have left, or after --grace; a second one stops it at once.",
		Example: `# for everyone, on port 2222
pressroom serve
ssh -p 2222 localhost
ssh -p 2222 localhost search graphene
# for the holders of some keys, with numbers for Prometheus on 127.0.0.1:9222
pressroom serve --authorized-keys readers.pub --metrics 9222
# the archive, whose sources the server asks by itself
pressroom serve --sync 15m
# what is published, with a newer board: and kill -HUP after it has changed
pressroom serve --corpus board.txt --listen :22`,
		Args:              commands.TakesNothing,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg.Log = slog.New(slog.NewTextHandler(p.errs, nil))
			if format.Value == "json" {
				cfg.Log = slog.New(slog.NewJSONHandler(p.errs, nil))
			}
			return p.serve(cmd.Context(), cfg, every)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&cfg.Listen, "listen", cfg.Listen, "listen on this `address`, host:port or :port; may be repeated")
	f.StringVar(&cfg.HostKey, "host-key", ssh.DefaultHostKey(p.env.Getenv),
		"read the host key from this `file`, which is made if it is missing; by default ssh_host_ed25519_key beside the configuration")
	f.Lookup("host-key").DefValue = ""
	f.IntVar(&cfg.MaxSessions, "max-sessions", cfg.MaxSessions, "let in at most this `number` of sessions at once")
	f.IntVar(&cfg.MaxPerAddress, "max-per-address", cfg.MaxPerAddress, "let in at most this `number` of sessions at once from one address")
	f.DurationVar(&cfg.Idle, "idle", cfg.Idle, "end a session after this `time` without a key; 0 is never")
	f.DurationVar(&cfg.MaxTime, "max-time", cfg.MaxTime, "end a session after this `time`; 0 is never")
	f.DurationVar(&cfg.Grace, "grace", cfg.Grace, "give readers this `time` to leave when the server stops")
	f.StringVar(&cfg.Banner, "banner", "", "show the text of this `file` before a session")
	f.StringVar(&cfg.AuthorizedKeys, "authorized-keys", "", "let in only the holders of the public keys in this `file`; without it anyone may read")
	f.StringVar(&cfg.Metrics, "metrics", "", "serve metrics for Prometheus on this `port` of the loopback, or on host:port")
	f.DurationVar(&every, "sync", 0, "ask each source of the archive after this `time`, unless it has an interval of its own; 0 is never")
	format.Add(cmd, f, "log-format", "log in this `format`, text or json")
	return cmd
}

func (p *program) serve(ctx context.Context, cfg ssh.Config, every time.Duration) error {
	if err := p.checkSync(every); err != nil {
		return err
	}
	if slices.Contains(p.corpus, "-") {
		return commands.Misused("", "--corpus -: a server reads its corpus again and again, and standard input only once")
	}
	p.handleProblems(func(q data.Problem) { cfg.Log.Warn("mended", "place", q.Place.String(), "problem", q.What) })
	cfg.Marks = p.keptMarks
	cfg.Load = func(ctx context.Context) (*model.Library, error) { return p.servedLibrary(ctx, cfg.Log) }
	// Each kind of signal has a channel of its own, which nothing else fills.
	// That of reloads holds one: it is for all that come while one runs.
	reloads, ends := make(chan os.Signal, 1), make(chan os.Signal, 2)
	signal.Notify(reloads, syscall.SIGHUP)
	signal.Notify(ends, syscall.SIGTERM, syscall.SIGINT)
	defer signal.Stop(reloads)
	defer signal.Stop(ends)
	ctx, end := context.WithCancel(ctx)
	defer end()
	serving := make(chan *ssh.Server, 1)
	go handleSignals(ctx, end, ends, serving)

	before, _ := p.generation(ctx)
	s, err := unlessDone(ctx, func() (*ssh.Server, error) { return ssh.New(ctx, cfg) })
	if ctx.Err() != nil {
		cfg.Log.Info("stopped before it began to listen")
		return nil
	}
	if err != nil {
		var f *commands.Failure
		if errors.As(err, &f) {
			return err
		}
		return commands.Misused("pressroom serve --help shows the flags", "%w", err)
	}
	defer s.Close()
	if err := s.Listen(); err != nil {
		return commands.Failed("", "%w", err)
	}
	serving <- s
	go p.watchArchive(ctx, before, func() { _ = s.ReloadLibrary() }) // the log has it
	go func() {
		for {
			select {
			case <-reloads:
				_ = s.Reload() // the log has it
			case <-ctx.Done():
				return
			}
		}
	}()
	if every > 0 {
		defer p.syncBeside(ctx, end, s, every, cfg.Log)()
	}
	return s.Serve()
}

// syncBeside asks the sources while a server runs, until stop ends the server's work and waits for its end.
func (p *program) syncBeside(ctx context.Context, end func(), s *ssh.Server, every time.Duration, log *slog.Logger) (stop func()) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		(&serverSync{p: p, every: every, log: log, synced: func(r ssh.Synced) {
			if r.New+r.Changed > 0 {
				_ = s.ReloadLibrary() // before readers are told; the log has it
			}
			s.Synced(r)
		}}).run(ctx)
	}()
	return func() {
		end()
		select {
		case <-ended:
		case <-time.After(endTime):
		}
	}
}

// handleSignals has signals end the server: at once before it serves, else once readers leave; the second at once.
func handleSignals(ctx context.Context, end func(), signals <-chan os.Signal, serving <-chan *ssh.Server) {
	stop := end
	for {
		select {
		case s := <-serving:
			stop = func() {
				stop = end
				go s.Stop()
			}
		case <-signals:
			stop()
		case <-ctx.Done():
			return
		}
	}
}

// unlessDone returns what work does, or why ctx is done first: to open a pipe that nobody writes to, or to read from a
// drive that is gone, cannot be interrupted, and is left to itself.
func unlessDone[T any](ctx context.Context, work func() (T, error)) (T, error) {
	var s data.Shared[T]
	return s.Get(ctx, ctx, func(context.Context) (T, error) { return work() })
}

// servedLibrary reads the library as readers of a server get it. Problems go to the log, since the names of files are
// nobody else's. The server closes it, and so it is not kept here.
func (p *program) servedLibrary(ctx context.Context, log *slog.Logger) (*model.Library, error) {
	lib, err := unlessDone(ctx, func() (*model.Library, error) { return p.read(ctx, nil) })
	if err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("--corpus %s: %w", strings.Join(p.corpus, ", "), context.Cause(ctx))
		}
		var f *commands.Failure
		if !errors.As(err, &f) {
			err = commands.Failed("", "%w", err)
		}
		return nil, err
	}
	p.disown(lib)
	logProblems(log, lib.Problems)
	lib.Problems = nil
	return lib, nil
}

// logProblems logs the first of some problems, and how many more there are.
func logProblems(log *slog.Logger, problems []data.Problem, attrs ...any) {
	for i, problem := range problems {
		if i == commands.MaxLines {
			log.Warn("more problems", append(attrs, "not listed", data.CountProblems(problems[i:]))...)
			break
		}
		log.Warn("skipped or mended", "place", problem.Place.String(), "problem", problem.What)
	}
}

func (p *program) checkSync(every time.Duration) error {
	switch {
	case every == 0:
		return nil
	case every < fetch.MinEvery:
		return commands.Misused("", "--sync %s: it takes a time such as 15m or 2h, %s or more, so that no site is asked too often",
			data.DurationText(every), data.DurationText(fetch.MinEvery))
	case len(p.corpus) > 0:
		return commands.Misused("", "--sync is for the archive, and --corpus is served in its place")
	}
	_, err := p.archiveNamed()
	return err
}

// serverSync asks the sources of the archive that is served.
type serverSync struct {
	p      *program
	every  time.Duration // of a source that has no interval of its own
	log    *slog.Logger
	synced func(ssh.Synced)
	client *fetch.Client

	warned string // what was logged last of why no source is asked
}

func (s *serverSync) run(ctx context.Context) {
	s.client = newClient()
	defer s.client.Close()
	for {
		why := ""
		if err := data.Guard(func() error { return s.round(ctx) }); err != nil && ctx.Err() == nil {
			why = err.Error()
		}
		if why != "" && why != s.warned {
			s.log.Warn("sources are not asked", "problem", why)
		}
		s.warned = why
		select {
		case <-ctx.Done():
			return
		case <-time.After(watchEvery):
		}
	}
}

// round asks the sources that are due, and tells readers what is new.
func (s *serverSync) round(ctx context.Context) error {
	path, err := s.p.archiveNamed()
	if err != nil {
		return err
	}
	to, err := s.p.openStore(ctx, path)
	if err != nil {
		return err
	}
	sources, err := to.Sources(ctx)
	if err != nil {
		return err
	}
	followed := followedOf(sources)
	if len(followed) == 0 {
		return fmt.Errorf("no source is followed: pressroom source add ADDRESS adds one")
	}
	now := time.Now()
	due := slices.DeleteFunc(followed, func(source store.Source) bool { return !intake.Due(source, now) })
	if len(due) == 0 {
		return nil
	}
	var r model.SyncResult
	failures := 0
	var brought []string // sources that had something new
	err = intake.SyncAll(ctx, to, s.client, due, intake.Pull{Every: s.every}, func(store.Source) {}, func(a intake.Asked) {
		s.tell(a)
		if count(&r, a) {
			failures++
		}
		if a.Summary.Added > 0 {
			brought = append(brought, a.Source.Name)
		}
	})
	news := ""
	if n := len(brought); n == 1 {
		news = fmt.Sprintf("%d new from %s.", r.New, clean(brought[0]))
	} else if n > 1 {
		news = fmt.Sprintf("%d new from %d sources.", r.New, n)
	}
	s.synced(ssh.Synced{Asked: r.Asked, Failed: failures, New: r.New, Changed: r.Changed, Failing: failing(ctx, to), News: news})
	return err
}

func failing(ctx context.Context, s store.Store) (n int) {
	list, err := s.Sources(ctx)
	for _, source := range list {
		if err == nil && (source.Fetch.Failures > 0 || source.Fetch.Ended) {
			n++
		}
	}
	return n
}

func (s *serverSync) tell(a intake.Asked) {
	if errors.Is(a.Err, intake.ErrElsewhere) { // who asks it tells
		return
	}
	if a.Err != nil {
		s.log.Warn("source failed", "source", a.Source.Name, "problem", a.Err.Error())
		return
	}
	s.log.Info("source asked", "source", a.Source.Name, "new", a.Summary.Added, "changed", a.Summary.Changed)
	logProblems(s.log, a.Summary.Problems, "source", a.Source.Name)
}
