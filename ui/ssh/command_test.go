package ssh

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/pflag"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
	"pressroom/model"
	"pressroom/ui/cli/commands"
	"pressroom/ui/cli/plain"
)

// library returns the embedded releases.
func library(t testing.TB) *model.Library {
	t.Helper()
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	lib := model.NewLibrary(corpus.Publisher, c, nil)
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

// commandHelp is what the help of a session's commands says.
var commandHelp = func() string {
	var b strings.Builder
	_ = commandSet(&commands.Env{Out: &b, Errs: &b, Terminal: func() *commands.Terminal { return nil }}).Help()
	return b.String()
}()

// runOn runs a command without a server, on a library.
func runOn(lib *model.Library, line string) (out, errs string, err error) {
	var o, e strings.Builder
	root := commandSet(&commands.Env{
		Out: &o, Errs: &e,
		Library:  func(context.Context) (*model.Library, error) { return lib, nil },
		Today:    func() data.Date { return data.DateOf(today) },
		Terminal: func() *commands.Terminal { return nil },
	})
	_, err = runCommand(context.Background(), root, line)
	return o.String(), e.String(), err
}

func TestArguments(t *testing.T) {
	for line, want := range map[string][]string{
		"list":                          {"list"},
		"  list  ":                      {"list"},
		"list category:energy since:7d": {"list", "category:energy", "since:7d"},
		`list "--json"`:                 {"list", `"--json"`},
		"list '--json' '-a'":            {"list", " --json", " -a"},
		"search a\tb\nc":                {"search", "a", "b", "c"},
		"search 'graphene  pohang'":     {"search", "graphene  pohang"},
		`search '"advanced packaging" since:30d' --limit 5`: {"search", `"advanced packaging" since:30d`, "--limit", "5"},
		`search "advanced  packaging" --limit=5`:            {"search", `"advanced  packaging"`, "--limit=5"},
		`search person:"Kim Dae-ja"`:                        {"search", `person:"Kim Dae-ja"`},
		"search Korea's chips":                              {"search", "Korea's", "chips"},
		"search 'tis Korea's chips":                         {"search", "'tis", "Korea's", "chips"},
		"search 'don't stop' --json":                        {"search", "don't stop", "--json"},
		`search "abc --json`:                                {"search", `"abc --json`},
		"search 한국 반도체":                                     {"search", "한국", "반도체"},
		"'list'":                                            {"'list'"},
	} {
		if got, err := arguments(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q has the arguments %q, %v; want %q", line, got, err, want)
		}
	}
}

// Commands that mean the same are answered the same.
func TestSameCommands(t *testing.T) {
	lib := library(t)
	for _, lines := range [][]string{
		{"list", "  list  ", "list --json=false"},
		{"list graphene --json", "list --json graphene", "list --json=true 'graphene'"},
		{"list -- -amkor korea", "list -amkor korea", "list '-amkor' korea", "list '-amkor korea'"},
		{`search "advanced packaging" --limit 5`, `search "advanced packaging" --limit=5`, `search --limit 5 '"advanced packaging"'`},
		{"search korea --sort title", "search korea sort:title", "search --sort=title korea"},
		{"search korea --limit 0", "search korea"},
		{"show kg03m8sr 5e1hwk3x --json", "show --json kg03m8sr 5e1hwk3x", "show --json KG03 5e"},
		{"help list", "list --help", "list -h"},
	} {
		want, _, err := runOn(lib, lines[0])
		if err != nil || want == "" {
			t.Errorf("%s: %q, %v", lines[0], want, err)
		}
		for _, line := range lines[1:] {
			if got, _, err := runOn(lib, line); got != want || err != nil {
				t.Errorf("%s is answered with\n%s\n%v, and %s with\n%s", line, got, err, lines[0], want)
			}
		}
	}
}

// A session has the versions of a release that an archive keeps, and of no other.
func TestVersions(t *testing.T) {
	s := storetest.New(t)
	for _, text := range []string{"It rose by 24.3%.", "It rose by 24.5%."} {
		_, err := s.Import(t.Context(), "Ministry", func(in store.Import) error {
			_, err := in.Put(data.Document{Release: data.Release{Address: "1", Title: "Exports Rise", Date: 20251128}, Body: text})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	k := model.NewArchive(s, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.Library().Close() })
	for line, want := range map[string]string{
		"show exports":                           "version 2 of 2 · corrected ",
		"show exports --versions":                "\n1  ",
		"show exports --version 1":               "24.3%",
		"show --diff exports":                    "It rose by [-24.3-]{+24.5+}%.",
		"show --diff --json --version 2 exports": `"words_out": 1`,
		"show --versions --json exports":         `"version": 2`,
	} {
		if out, errs, err := runOn(k.Library(), line); err != nil || !strings.Contains(out, want) {
			t.Errorf("%s is answered with %q, %q, %v; want %q", line, out, errs, err, want)
		}
	}
	if out, _, err := runOn(library(t), "show kg03m8sr --diff"); err == nil || out != "" || !strings.Contains(err.Error(), "only an archive keeps versions") {
		t.Errorf("without an archive: %q, %v", out, err)
	}
}

// damaged is a store of which a text cannot be read, for a reason that names a file.
type damaged struct{ store.Store }

func (d damaged) Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error {
	return d.Store.Bodies(ctx, numbers, func(b store.Body) error {
		if b.Number == 1 {
			b.Text, b.Err = "", &store.Error{Where: "archive /srv/secret.db", Kind: store.ErrDamaged}
		}
		return yield(b)
	})
}

// A session is told which releases could not be exported, and nothing of the server's files.
func TestExportOfDamaged(t *testing.T) {
	s := storetest.New(t)
	_, err := s.Import(t.Context(), "Ministry", func(in store.Import) error {
		for _, title := range []string{"Exports Rise", "Exports Fall"} {
			if _, err := in.Put(data.Document{Release: data.Release{Address: title, Title: title, Date: 20251128}, Body: "A text."}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	k := model.NewArchive(damaged{s}, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.Library().Close() })
	out, errs, err := runOn(k.Library(), "export")
	var failure *commands.Failure
	if !errors.As(err, &failure) || failure.Code != commands.ExitFailed || err.Error() != "1 of 2 releases could not be read, and are left out" {
		t.Errorf("the error is %v", err)
	}
	if strings.Count(out, "\n") != 1 || !strings.HasSuffix(errs, " is left out: its text cannot be read\n") || strings.Contains(errs, "secret") {
		t.Errorf("printed are %q and %q", out, errs)
	}
}

func TestWrongCommands(t *testing.T) {
	none := func(name string) string { return fmt.Sprintf("there is no command %q", name) }
	const shell = "no shell reads this, so %s does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less"
	lib := library(t)
	for line, want := range map[string]string{
		"":                             "the command is empty",
		" \t":                          "the command is empty",
		"serve":                        none("serve"),
		"pick":                         none("pick"),
		"man":                          none("man"),
		"completion bash":              none("completion"),
		"__complete show kg":           none("__complete"),
		"help serve":                   none("serve"),
		"help __complete":              none("__complete"),
		"--corpus x list":              none("--corpus"),
		"sh -c ls":                     none("sh"),
		"/bin/sh":                      none("/bin/sh"),
		"/usr/lib/openssh/sftp-server": none("/usr/lib/openssh/sftp-server"),
		"scp -t /tmp":                  none("scp"),
		"rsync --server . /":           none("rsync"),
		"list; rm -rf /":               fmt.Sprintf(shell, "list;"),
		"LIST":                         none("LIST"),
		`"list"`:                       none(`"list"`),
		"'list'":                       none("'list'"),
		"\x1b]0;x\x07list":             fmt.Sprintf(shell, "]0;xlist"),
		"\x1b[31mlist":                 none("[31mlist"),
		"a\nlist":                      none("a"),
		"list --corpus board.txt":      "unknown flag: --corpus",
		"list --corpus=board.txt":      "unknown flag: --corpus",
		"list --json=yes":              `--json takes no value, or true or false, not "yes"`,
		"show --host-key x":            "unknown flag: --host-key",
		"search --metrics 1 a":         "unknown flag: --metrics",
		"list --limit 5":               "unknown flag: --limit",
		"export -o x":                  "unknown shorthand flag: 'o' in -o",
		"export --output x":            "unknown flag: --output",
		"show --sort date":             "unknown flag: --sort",
		"help --json":                  "unknown flag: --json",
		"list --=x":                    "bad flag syntax: --=x",
		"list --\"a\nb\x1b[31m":        `unknown flag: --"a b[31m`,
		"search a --limit":             "flag needs an argument: --limit",
		"search a --sort":              "flag needs an argument: --sort",
		"search a --limit few":         `--limit takes a whole number, not "few"`,
		"search a --limit -1":          `--limit takes a whole number, not "-1"`,
		"search a --limit=":            `--limit takes a whole number, not ""`,
		"search a --sort size":         `--sort takes date, relevance or title, not "size"`,
		"search a --sort=":             `--sort takes date, relevance or title, not ""`,
		"show":                         "show what? an ID is missing",
		strings.Repeat("a", 4097):      "a command of more than 4096 bytes",
		strings.Repeat("한", 100):       none(strings.Repeat("한", 26) + "…"),
	} {
		out, _, err := runOn(lib, line)
		var failure *commands.Failure
		if !errors.As(err, &failure) || err.Error() != want || failure.Code != commands.ExitMisuse || out != "" {
			t.Errorf("%q prints %q, and the error is\n%v, want\n%s", line, out, err, want)
		}
	}
}

// What a session may not do is not in its set.
func TestCommandSet(t *testing.T) {
	var names []string
	for _, cmd := range commandSet(&commands.Env{}).Commands() {
		names = append(names, cmd.Name())
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	}
	if want := []string{"export", "help", "list", "--json", "search", "--json", "--limit", "--sort", "show", "--cite", "--diff", "--json", "--version", "--versions"}; !slices.Equal(names, want) {
		t.Errorf("a session may run %q, want %q", names, want)
	}
}

// What a shell would take for its own is known wherever it stands, and what only
// looks so is a query's.
func TestShellSyntax(t *testing.T) {
	for line, want := range map[string]bool{
		"list | less": true, "list |less": true, "list a|head -3": true, "list a || b": true, "list a |& b": true,
		"list > x": true, "list >x": true, "list >>x": true, "list 2>/dev/null": true, "list 2>&1": true, "list &>x": true, "list < x": true,
		"list; id": true, "list a;id": true, "list a ; id": true, "list a && id": true, "list a&&id": true,
		"search $(id)": true, "search `id`": true, `search "a b"|less`: true, `search "a b" >x`: true,
		"search R & D": false, "search R&D": false, "search R&amp;D": false, "search krw>=1tn": false, "search amount>1": false,
		"search krw >=1tn": false, "search krw >1tn": false, "search <한국>": false, "search $5": false, "search a -b +c ~d": false,
		`search "a | b"`: false, `search "a|b" c`: false, "search 'a | b'": false, `search title:"a;b"`: false, `search "a > b`: false,
	} {
		_, err := arguments(line)
		if got := err != nil && strings.HasPrefix(err.Error(), "no shell reads this"); got != want {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// Whatever is typed, the words of a command are what splitting them again gives,
// and its error is the client's, in words that can be shown.
func FuzzCommand(f *testing.F) {
	for _, line := range []string{
		"list --json", `search '"advanced packaging" since:30d' --limit 5`, "show Korea's 'x y' --host-key z",
		"search a --sort relevance -- --corpus", "list --\"a\nb", "'' \"\" ' \"", "help \xff\x1b]0;x\x07 --limit",
		"search krw>=1tn OR -tariff ~grphn 'tis don't'", "list -h --help", "help help", "help -", "list -\x1b",
		`list 000;0"00000000000000000000000"0000000"000`,
	} {
		f.Add(line)
	}
	lib := library(f)
	f.Fuzz(func(t *testing.T, line string) {
		words := splitWords(line)
		if again := splitWords(strings.Join(words, " ")); !slices.Equal(again, words) {
			t.Errorf("%q are the words %q, and these %q", line, words, again)
		}
		out, errs, err := runOn(lib, line)
		var failure *commands.Failure
		switch {
		case err == nil && out == "":
			t.Errorf("%q is answered with nothing", line)
		case err != nil && !errors.Is(err, commands.ErrNone) && !errors.As(err, &failure):
			t.Errorf("%q fails with %v", line, err)
		}
		if failure != nil {
			errs += commands.Text(err, failure.Hint)
		}
		for _, text := range []string{out, errs} {
			if clean, removed := data.Sanitize(text); removed > 0 || clean != text {
				t.Errorf("%q is answered with %q", line, text)
			}
		}
	})
}

// Commands are answered without a terminal, and refused in words.
func TestCommands(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	c := r.dial()
	const hint, more = "hint: ssh HOST help shows the commands\n", "hint: give the ID, or more words of the headline\n"
	const unknown = "hint: ssh HOST search WORDS finds releases; ssh HOST help shows the commands\n"
	var korea strings.Builder // whose headlines have the word
	named, _, err := plain.Find(t.Context(), r.library.Snapshot, r.library.Index(), "korea")
	if err := cmp.Or(err, plain.List(&korea, plain.Some(r.library.Snapshot, named))); err != nil {
		t.Fatal(err)
	}
	const newest = "hint: the newest release is dated 2025-11-28\n"
	for command, want := range map[string]struct {
		code int
		errs string
	}{
		"list":               {0, ""},
		"search graphene":    {0, ""},
		"show kg03m8sr":      {0, ""},
		"show --cite 5e":     {0, ""},
		"help":               {0, ""},
		"--help":             {0, ""},
		"list quagga":        {1, "pressroom: no release has quagga\n" + newest},
		"show quagga":        {1, "pressroom: no release has the ID \"quagga\" or these words in its headline\nhint: ssh HOST list prints all IDs and headlines\n"},
		"show ''":            {1, "pressroom: nothing was chosen to show\n"},
		"show":               {2, "pressroom: show what? an ID is missing\nhint: ssh HOST list prints the IDs; words of a headline will do as well\n"},
		"search":             {2, "pressroom: search for what? the query is empty\nhint: ssh HOST search --help shows examples; ssh HOST list prints all releases\n"},
		"show korea":         {2, korea.String() + "pressroom: \"korea\" is ambiguous: it means 6 releases\n" + more},
		"list sort:size":     {2, "pressroom: sort: is date, relevance or title, not size\n    sort:size\n         ^^^^\n"},
		"list categry:x":     {1, "hint: categry: is no field (category: is one), and looked for as a word\npressroom: no release has categry:x\n" + newest},
		"list | less":        {2, "pressroom: no shell reads this, so | does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"list > x":           {2, "pressroom: no shell reads this, so > does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"list; id":           {2, "pressroom: no shell reads this, so list; does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"search $(id)":       {2, "pressroom: no shell reads this, so $(id) does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"search R & D":       {0, "hint: all words have to be there: & is not needed\n"},
		"search x --limit y": {2, "pressroom: --limit takes a whole number, not \"y\"\nhint: ssh HOST search --help shows its flags\n"},
		"serve":              {2, "pressroom: there is no command \"serve\"\n" + unknown},
		"samsung":            {2, "pressroom: there is no command \"samsung\"\n" + unknown},
		"serach samsung":     {2, "pressroom: there is no command \"serach\"\nhint: did you mean ssh HOST search?\n"},
		"show --host-key x":  {2, "pressroom: unknown flag: --host-key\nhint: ssh HOST show --help shows its flags\n"},
		"/bin/sh":            {2, "pressroom: there is no command \"/bin/sh\"\n" + unknown},
		" ":                  {2, "pressroom: the reader needs a terminal: ssh -t opens one. Without one there are commands.\n\n" + commandHelp},
	} {
		code, out, errs := c.run(command)
		if code != want.code || errs != want.errs {
			t.Errorf("%s: exit code %d, want %d, and it says\n%s, want\n%s", command, code, want.code, errs, want.errs)
		}
		if (out != "") != (want.code == 0) || strings.Contains(out, "\x1b") || strings.Contains(out, "\r") {
			t.Errorf("%s: prints\n%q", command, out)
		}
	}
	if n := r.metrics.commands.Load(); n != 26 {
		t.Errorf("%d commands are counted, want 26", n)
	}
}

// A name that means many releases is answered beside the error with the first of
// them, and how many more there are.
func TestManyCandidates(t *testing.T) {
	t.Parallel()
	var text, lines strings.Builder
	for i := range 25 {
		fmt.Fprintf(&text, "-\nTrade\nTariff notice %d\nA text. date2025-11-%02d\n", i, i+1)
	}
	r := openOn(t, text.String(), nil)
	for i, release := range slices.Collect(plain.Some(r.library.Snapshot, plain.All(r.library.Snapshot))) {
		if i < 20 {
			fmt.Fprintf(&lines, "%s  %s  Trade  %s\n", release.ID, release.Date, release.Title)
		}
	}
	lines.WriteString("and 5 more\n")
	const why = "pressroom: \"tariff\" is ambiguous: it means 25 releases\nhint: give the ID, or more words of the headline\n"
	c := r.dial()
	if code, out, errs := c.run("show tariff"); code != 2 || out != "" || errs != lines.String()+why {
		t.Errorf("exit code %d, and\n%s\n%s", code, out, errs)
	}
	if code, out, errs := c.run("show tariff --json"); code != 2 || out != "" || errs != lines.String()+why {
		t.Errorf("as JSON: exit code %d, and\n%s\n%s", code, out, errs)
	}
}

// On a terminal lines end as a terminal wants them, and are as long as it is wide;
// the exit code and what is said are the same.
func TestCommandOnTerminal(t *testing.T) {
	t.Parallel()
	c := open(t, nil).dial()
	for _, command := range []string{"list", "show kg03m8sr", "search graphene", "list --json", "show korea", "serve", "help"} {
		code, out, errs := c.run(command)
		x := c.session()
		x.pty("xterm", 60, 24)
		if got := exitCode(t, x.s.Run(command)); got != code {
			t.Errorf("%s: exit code %d, and on a terminal %d", command, code, got)
		}
		all, _ := x.written()
		asPlain := all == strings.ReplaceAll(out, "\n", "\r\n")
		if is := strings.HasSuffix(command, "--json") || out == ""; is != asPlain {
			t.Errorf("%s: on a terminal it prints\n%q, and without\n%q", command, all, out)
		}
		if command == "list" && !strings.Contains(all, "Future of Innovation") {
			t.Errorf("a word stands alone below its headline: %q", all)
		}
		for line := range strings.SplitSeq(all, "\r\n") {
			if !asPlain && (ansi.StringWidth(line) > 60 || strings.Contains(line, "\n")) {
				t.Errorf("%s: on a terminal it prints the line %q", command, line)
			}
		}
		if want := strings.ReplaceAll(errs, "\n", "\r\n"); x.said() != want {
			t.Errorf("%s: on a terminal it says\n%q, want\n%q", command, x.said(), want)
		}
	}
}
