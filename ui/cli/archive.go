package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// archivePath returns the archive's file: of a flag, the environment, or the user's data folder; "" for none.
func archivePath(flag *string, env uv.Environ) (string, error) {
	if flag != nil {
		return *flag, nil
	}
	if path, set := env.LookupEnv("PRESSROOM_ARCHIVE"); set {
		return path, nil
	}
	dir := userFolder(env, "XDG_DATA_HOME", ".local", "share")
	if dir == "" {
		return "", commands.Misused("name the archive: --archive FILE", "there is no folder for the archive: neither XDG_DATA_HOME nor HOME is set")
	}
	return filepath.Join(dir, "pressroom", "archive.db"), nil
}

// userFolder returns a folder of the user's: of a variable, or in the home directory; "" where there is neither.
func userFolder(env uv.Environ, variable string, inHome ...string) string {
	dir := env.Getenv(variable)
	if !filepath.IsAbs(dir) { // as the specification of these folders has it
		switch home := env.Getenv("HOME"); {
		case runtime.GOOS == "windows":
			return env.Getenv("LocalAppData")
		case home != "":
			return filepath.Join(append([]string{home}, inHome...)...)
		}
		return ""
	}
	return dir
}

// archiveNamed returns the file of the archive for a command that cannot do without one.
func (p *program) archiveNamed() (string, error) {
	if len(p.corpus) > 0 {
		return "", commands.Misused("leave --corpus out, or name the archive: --archive FILE; pressroom import FILE keeps a board's text in it",
			"this is about the archive, and --corpus reads files instead of it")
	}
	path, err := archivePath(p.archive, p.env)
	if err == nil && path == "" {
		err = commands.Misused("name the archive: --archive FILE", "no archive is used here")
	}
	return path, err
}

// archiveRead returns the archive that is read, there or not: "" where files are read in its place.
func (p *program) archiveRead() string {
	path, err := archivePath(p.archive, p.env)
	if err != nil || len(p.corpus) > 0 {
		return ""
	}
	return path
}

// archiveThere is archiveRead where the file is there, else "".
func (p *program) archiveThere() string {
	path := p.archiveRead()
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

func (p *program) archiveCommand() *cobra.Command {
	archive := commands.Group(&cobra.Command{
		Use:   "archive COMMAND",
		Short: "Check, back up, restore, recover, compact; forget releases",
		Long: "Take care of the archive, the file that keeps releases, their versions and what you marked: it is " +
			"$XDG_DATA_HOME/pressroom/archive.db unless --archive or PRESSROOM_ARCHIVE name another.",
		Example: `pressroom archive check
# a copy, while others read and write
pressroom archive backup ~/backups/pressroom.db`,
	})
	oneFile := commands.Takes(1, "the name of one file")
	add := func(use, short, long string, args cobra.PositionalArgs, run func(ctx context.Context, s *sqlite.Store, args []string) error) *cobra.Command {
		cmd := &cobra.Command{Use: use, Short: short, Long: long, Args: args}
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			return p.withArchive(cmd.Context(), false, func(s *sqlite.Store) error { return run(cmd.Context(), s, args) })
		}
		archive.AddCommand(cmd)
		return cmd
	}
	var quiet bool
	check := add("check", "Read all of the archive and say what is wrong with it",
		"Read all of the archive and say what is wrong with it, one line each, or that all is well. The exit code is 1 where something is wrong. "+
			"An index beside it that is damaged is removed: it is made anew.",
		commands.TakesNothing, func(ctx context.Context, s *sqlite.Store, _ []string) error { return p.checkArchive(ctx, s, quiet) })
	checked := check.RunE
	check.RunE = func(cmd *cobra.Command, args []string) error { return withoutCheck(checked(cmd, args)) }
	check.Flags().BoolVar(&quiet, "quiet", false, "say nothing where all is well")
	add("backup FILE", "Write a copy of the archive to a file",
		"Write a copy of the archive to a file, while others read and write the archive. Indexes, which can be made again, are left out. "+
			"The copy is checked as archive check does. An older copy of this archive in the file is replaced only when the new one is whole, and another archive never is. "+
			"Where the archive is damaged the exit code is 1: an older copy stays, and where there is none, what can be read is written.",
		oneFile, func(ctx context.Context, s *sqlite.Store, args []string) error { return s.Backup(ctx, args[0]) })
	restore := add("restore FILE", "Put a backup in the archive's place",
		"Put a backup in the archive's place. The backup is checked first, and the archive that was there is kept under another name.", oneFile, nil)
	restore.RunE = func(cmd *cobra.Command, args []string) error { return p.restoreArchive(cmd.Context(), args[0]) }
	add("recover FILE", "Save what can be read of a damaged archive",
		"Write what can be read of a damaged archive to a new file, as a whole archive: releases with their versions and IDs, sources, and what was marked. "+
			"The archive stays as it is; pressroom archive restore FILE puts the new one in its place. A release that is lost comes again where its source still lists it.",
		oneFile, p.recoverArchive)
	var asJSON bool
	stats := add("stats", "Print how much is in the archive", "", commands.TakesNothing,
		func(ctx context.Context, s *sqlite.Store, _ []string) error { return p.archiveStats(ctx, s, asJSON) })
	stats.Flags().BoolVar(&asJSON, "json", false, "print an object")
	add("compact", "Make the file smaller by its unused space",
		"Make the file smaller by its unused space: that of releases that were removed, and of imports that were killed, "+
			"from ten minutes after their last work.",
		commands.TakesNothing, p.compactArchive)
	archive.AddCommand(p.reading.Forget(func(ctx context.Context, numbers []int) error {
		return p.withArchive(ctx, false, func(s *sqlite.Store) error { return s.RemoveReleases(ctx, numbers) })
	}))
	return archive
}

// withHint has what can be done about an error of the archive be a hint.
func withHint(err error) error {
	var e *store.Error
	if !errors.As(err, &e) || e.Hint == "" {
		return err
	}
	plain := *e
	plain.Hint = ""
	before, _, _ := strings.Cut(err.Error(), e.Error()) // what it is about
	return commands.Failed(e.Hint, "%s%w", before, &plain)
}

// withoutCheck takes the command that failed from the hint of an error.
func withoutCheck(err error) error {
	var f *commands.Failure
	if errors.As(err, &f) {
		parts := slices.DeleteFunc(strings.Split(f.Hint, "; "), func(part string) bool { return strings.Contains(part, "'pressroom archive check'") })
		f.Hint = strings.Join(parts, "; ")
	}
	return err
}

// linkToNothing returns an error where an archive is a link to what is not there, as on a disk that is not mounted.
func linkToNothing(path string) error {
	to, err := os.Readlink(path)
	if _, there := os.Stat(path); err != nil || !errors.Is(there, fs.ErrNotExist) {
		return nil
	}
	return commands.Failed("mount the disk that has it, or name another archive: --archive FILE", "archive %s: it is a link to %s, which is not there", path, to)
}

// withArchive calls f with the archive, which need not be there yet if f may make it.
func (p *program) withArchive(ctx context.Context, makes bool, f func(*sqlite.Store) error) error {
	path, err := p.archiveNamed()
	if err != nil {
		return err
	}
	if err := linkToNothing(path); err != nil {
		return err
	}
	if _, err := os.Stat(path); !makes && errors.Is(err, fs.ErrNotExist) {
		return commands.Failed("pressroom import WHAT and pressroom source add ADDRESS make one", "archive %s: there is none: nothing was kept yet", path)
	}
	s, err := sqlite.Open(ctx, path)
	if err == nil {
		err = errors.Join(f(s), s.Close())
	}
	return withHint(err)
}

func (p *program) checkArchive(ctx context.Context, s *sqlite.Store, quiet bool) error {
	problems, err := s.Check(ctx)
	if err != nil {
		return err
	}
	for _, problem := range problems {
		fmt.Fprintln(p.out, clean(problem))
	}
	p.checkIndexes(ctx, s.Path())
	if len(problems) > 0 {
		return s.Damaged()
	}
	stats, err := s.Stats(ctx)
	if err == nil && !quiet {
		fmt.Fprintf(p.out, "archive %s: all is well: %d releases, %d versions\n", clean(p.archiveRead()), stats.Releases, stats.Versions)
	}
	return err
}

// compactArchive gives room back, and says of what it cannot yet.
func (p *program) compactArchive(ctx context.Context, s *sqlite.Store, _ []string) error {
	if err := s.Compact(ctx); err != nil {
		return err
	}
	bytes, until, err := s.Unfinished(ctx)
	if err == nil && bytes > 0 {
		fmt.Fprintf(p.errs, "%s are of an import that still runs or was killed: compact again after %s\n", megabytes(bytes), until.Local().Format("15:04"))
	}
	return err
}

// checkIndexes removes damaged indexes of an archive: nothing is lost, since they are made anew of it.
func (p *program) checkIndexes(ctx context.Context, path string) {
	removed, err := model.CheckIndexes(ctx, path)
	for _, name := range removed {
		fmt.Fprintf(p.errs, "%s was damaged and is removed: it is made anew of the archive\n", clean(name))
	}
	if err != nil {
		fmt.Fprintf(p.errs, "the indexes beside the archive: %v\n", err)
	}
}

func (p *program) restoreArchive(ctx context.Context, backup string) error {
	path, err := p.archiveNamed()
	if err != nil {
		return err
	}
	aside, err := sqlite.Restore(ctx, path, backup)
	if err == nil && aside != "" {
		fmt.Fprintf(p.errs, "what was there is in %s\n", aside)
	}
	return withHint(err)
}

// recoverArchive saves what can be read, and says what that is.
func (p *program) recoverArchive(ctx context.Context, s *sqlite.Store, args []string) error {
	r, err := s.Recover(ctx, args[0])
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s with %s, and the marks of %s\n", clean(args[0]), data.Count(r.Releases, "release"), data.Count(r.Versions, "version"), data.Count(r.Readers, "reader"))
	for _, lost := range []struct {
		n                   int
		before, what, after string
	}{
		{r.Lost, "", "release", ""},
		{r.LostNewest, "the newest text of ", "release", "; an older one is in its place"},
		{r.LostVersions, "", "older version", ""},
		{r.LostMarks, "marks of ", "reader", ""},
	} {
		if lost.n > 0 {
			fmt.Fprintf(p.errs, "lost: %s%s%s\n", lost.before, data.Count(lost.n, lost.what), lost.after)
			err = commands.ErrNone
		}
	}
	if r.Uncounted {
		fmt.Fprintln(p.errs, "how many there were cannot be read: more may be lost")
		err = commands.ErrNone
	}
	return err
}

func (p *program) archiveStats(ctx context.Context, s *sqlite.Store, asJSON bool) error {
	stats, err := s.Stats(ctx)
	if err != nil && stats.Releases == 0 { // else that is what can be read
		return err
	}
	path := p.archiveRead() // as it was named
	indexes := model.IndexBytes(path)
	if asJSON {
		return cmp.Or(err, json.NewEncoder(p.out).Encode(map[string]any{
			"archive": path, "releases": stats.Releases, "vanished": stats.Vanished, "versions": stats.Versions,
			"oldest": stats.Oldest.String(), "newest": stats.Newest.String(), "sources": stats.Sources, "followed": stats.Followed, "readers": stats.Readers,
			"changes": stats.Changes, "text_bytes": stats.Text, "bytes": stats.Bytes, "free_bytes": stats.Free, "index_bytes": indexes,
		}))
	}
	fmt.Fprintf(p.out, "archive    %s\nreleases   %d", clean(path), stats.Releases)
	if stats.Releases > 0 {
		fmt.Fprintf(p.out, ", of %s to %s", stats.Oldest, stats.Newest)
	}
	if stats.Vanished > 0 {
		fmt.Fprintf(p.out, ", %d of them no longer at their sources", stats.Vanished)
	}
	readers := "of nobody yet" // how many have it open is not known
	if stats.Readers > 0 {
		readers = "of " + data.Count(stats.Readers, "reader") + ", with places and searches"
	}
	fmt.Fprintf(p.out, "\nversions   %d, %s of text\nsources    %d followed, %d of what was imported\nmarks      %s\non disk    %s",
		stats.Versions, megabytes(stats.Text), stats.Followed, stats.Sources-stats.Followed, readers, megabytes(stats.Bytes))
	if stats.Free > 0 {
		fmt.Fprintf(p.out, ", of which compacting gives back %s", megabytes(stats.Free))
	}
	if indexes > 0 {
		fmt.Fprintf(p.out, "\nindexes    %s, beside it", megabytes(indexes))
	}
	fmt.Fprintln(p.out)
	return err
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
