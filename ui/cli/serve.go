package cli

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"pressroom/model"
	"pressroom/ui/ssh"
)

// serveCommand serves the reader over SSH.
func (p *program) serveCommand() *cobra.Command {
	cfg := ssh.Defaults
	format := "text"
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the reader over SSH",
		Long: "Serve the reader to whoever comes over SSH: to read, and nothing else. With a terminal they get the reader, " +
			"without one the commands list, search, show and help. SIGHUP reads the files of --corpus, --authorized-keys and " +
			"--banner again; SIGTERM lets readers go within --grace, and a second one ends at once.",
		Example: `# for everyone, on port 2222
pressroom serve
ssh -p 2222 localhost
ssh -p 2222 localhost search graphene
# for the holders of some keys, with numbers for Prometheus on 127.0.0.1:9222
pressroom serve --authorized-keys readers.pub --metrics 9222
# what is published, with a newer board: and kill -HUP after it has changed
pressroom serve --corpus board.txt --listen :22`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch format {
			case "text":
				cfg.Log = slog.New(slog.NewTextHandler(p.errs, nil))
			case "json":
				cfg.Log = slog.New(slog.NewJSONHandler(p.errs, nil))
			default:
				return misused("", "--log-format is text or json, not %q", format)
			}
			return p.serve(cmd.Context(), cfg)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&cfg.Listen, "listen", cfg.Listen, "listen on this address, host:port or :port; may be repeated")
	f.StringVar(&cfg.HostKey, "host-key", ssh.DefaultHostKey(p.env.get), "prove the server by the key of this file, which is made if it is missing")
	f.Lookup("host-key").DefValue = "ssh_host_ed25519_key beside the configuration"
	f.IntVar(&cfg.MaxSessions, "max-sessions", cfg.MaxSessions, "let in this many sessions at once")
	f.IntVar(&cfg.MaxPerAddress, "max-per-address", cfg.MaxPerAddress, "let in this many sessions at once from one address")
	f.DurationVar(&cfg.Idle, "idle", cfg.Idle, "end a session after this time without a key; 0 is never")
	f.DurationVar(&cfg.MaxTime, "max-time", cfg.MaxTime, "end a session after this time; 0 is never")
	f.DurationVar(&cfg.Grace, "grace", cfg.Grace, "leave readers this time when the server stops")
	f.StringVar(&cfg.Banner, "banner", "", "show the text of this file before a session")
	f.StringVar(&cfg.AuthorizedKeys, "authorized-keys", "", "let in only who has a key of this file; without it anyone may read")
	f.StringVar(&cfg.Metrics, "metrics", "", "serve numbers for Prometheus on this port of the loopback, or host:port")
	f.StringVar(&format, "log-format", format, "log as text or json")
	return cmd
}

// serve runs the server until a signal stops it.
func (p *program) serve(ctx context.Context, cfg ssh.Config) error {
	for _, name := range p.corpus {
		if name == "-" {
			return misused("", "--corpus -: a server reads its corpus again and again, and standard input only once")
		}
	}
	cfg.Load = func() (*model.Library, error) { return p.published(cfg.Log) }
	sigs := make(chan os.Signal, 4)
	signal.Notify(sigs, syscall.SIGHUP) // while the library is read, too
	defer signal.Stop(sigs)
	s, err := ssh.New(cfg)
	if err != nil {
		var f *failure
		if errors.As(err, &f) {
			return err
		}
		return misused("pressroom serve --help shows the flags", "%w", err)
	}
	if err := s.Listen(); err != nil {
		return failed("", "%w", err)
	}
	signal.Notify(sigs, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		stopping := false
		for {
			select {
			case <-ctx.Done():
				s.Close()
				return
			case sig := <-sigs:
				switch {
				case sig == syscall.SIGHUP:
					_ = s.Reload() // the log has it
				case stopping:
					s.Close()
				default:
					stopping = true
					go s.Stop()
				}
			}
		}
	}()
	return s.Serve()
}

// published reads the library as readers of a server get it. What was skipped
// is for the log: the names of files are nobody else's. The server closes it,
// and what is read again must not be kept here.
func (p *program) published(log *slog.Logger) (*model.Library, error) {
	lib, err := p.library()
	if err != nil {
		var f *failure
		if !errors.As(err, &f) {
			err = failed("", "%w", err)
		}
		return nil, err
	}
	p.mu.Lock()
	p.opened = slices.DeleteFunc(p.opened, func(l *model.Library) bool { return l == lib })
	p.mu.Unlock()
	for i, problem := range lib.Problems {
		if i == maxLines {
			log.Warn("more problems", "not listed", len(lib.Problems)-i)
			break
		}
		log.Warn("skipped or mended", "place", problem.Place.String(), "problem", problem.What)
	}
	lib.Problems = nil
	return lib, nil
}
