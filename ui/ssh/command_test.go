package ssh

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/ui/cli/plain"
)

func TestParseCommand(t *testing.T) {
	for line, want := range map[string]command{
		"list":                          {name: "list"},
		"  list  ":                      {name: "list"},
		"list --json":                   {name: "list", json: true},
		"list category:energy since:7d": {name: "list", text: "category:energy since:7d"},
		"list --json graphene":          {name: "list", text: "graphene", json: true},
		"list -tariff":                  {name: "list", text: "-tariff"},
		"list -- --json":                {name: "list", text: "--json"},
		`list "--json"`:                 {name: "list", text: `"--json"`},
		"list a -- b -- c":              {name: "list", text: "a b -- c"},
		"search a\tb\nc":                {name: "search", text: "a b c"},
		"search 'graphene  pohang'":     {name: "search", text: "graphene  pohang"},
		`search '"advanced packaging" since:30d' --limit 5`: {name: "search", text: `"advanced packaging" since:30d`, max: 5},
		`search "advanced  packaging" --limit=5`:            {name: "search", text: `"advanced  packaging"`, max: 5},
		`search person:"Kim Dae-ja"`:                        {name: "search", text: `person:"Kim Dae-ja"`},
		"search a --limit 0":                                {name: "search", text: "a"},
		"search --sort date a --json":                       {name: "search", text: "a", sort: data.ByDate, json: true},
		"search --sort=relevance a":                         {name: "search", text: "a", sort: data.ByRelevance},
		"search a --sort title":                             {name: "search", text: "a", sort: data.ByTitle},
		"search Korea's chips":                              {name: "search", text: "Korea's chips"},
		"search 'tis Korea's chips":                         {name: "search", text: "'tis Korea's chips"},
		"search 'tis Korea's chips --json":                  {name: "search", text: "'tis Korea's chips", json: true},
		"search 'don't stop' --json":                        {name: "search", text: "don't stop", json: true},
		`search "abc --json`:                                {name: "search", text: `"abc --json`},
		"search 한국 반도체":                                     {name: "search", text: "한국 반도체"},
		"search a\x1b[31mb\xff":                             {name: "search", text: "a[31mb\ufffd"},
		"show kg03m8sr":                                     {name: "show", text: "kg03m8sr"},
		"show kg03m8sr gzayd7sa --json":                     {name: "show", text: "kg03m8sr gzayd7sa", json: true},
		"show":                                              {name: "show"},
		"show -- --host-key":                                {name: "show", text: "--host-key"},
		"help":                                              {name: "help"},
		"help list":                                         {name: "help", text: "list"},
	} {
		if got, err := parseCommand(line); err != nil || got != want {
			t.Errorf("%q is %+v, %v; want %+v", line, got, err, want)
		}
	}
}

func TestWrongCommands(t *testing.T) {
	none := func(name string) string {
		return fmt.Sprintf("there is no command %q here: list, search, show and help are", name)
	}
	for line, want := range map[string]string{
		"":                             "the command is empty",
		" \t":                          "the command is empty",
		"serve":                        none("serve"),
		"pick":                         none("pick"),
		"--corpus x list":              none("--corpus"),
		"sh -c ls":                     none("sh"),
		"/bin/sh":                      none("/bin/sh"),
		"/usr/lib/openssh/sftp-server": none("/usr/lib/openssh/sftp-server"),
		"scp -t /tmp":                  none("scp"),
		"rsync --server . /":           none("rsync"),
		"list; rm -rf /":               "no shell reads this, so list; does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less",
		"LIST":                         none("LIST"),
		`"list"`:                       none(`"list"`),
		"\x1b]0;x\x07list":             "no shell reads this, so ]0;xlist does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less",
		"\x1b[31mlist":                 none("[31mlist"),
		"a\nlist":                      none("a"),
		"list --corpus board.txt":      "list does not take --corpus here",
		"list --corpus=board.txt":      "list does not take --corpus here",
		"list --json=yes":              "--json takes no value",
		"show --host-key x":            "show does not take --host-key here",
		"search --metrics 1 a":         "search does not take --metrics here",
		"list --limit 5":               "list does not take --limit here",
		"show --sort date":             "show does not take --sort here",
		"help --json":                  "help does not take --json here",
		"list --=x":                    "list does not take -- here",
		"list --\"a\nb\x1b[31m":        `list does not take --"a b[31m here`,
		"search a --limit":             "--limit: its value is missing",
		"search a --sort":              "--sort: its value is missing",
		"search a --limit few":         `--limit is a number of hits, not "few"`,
		"search a --limit -1":          "--limit is a number of hits, not \"-1\"",
		"search a --limit=":            `--limit is a number of hits, not ""`,
		"search a --sort size":         `--sort is date, relevance or title, not "size"`,
		"search a --sort=":             `--sort is date, relevance or title, not ""`,
		strings.Repeat("a", 4097):      "a command of more than 4096 bytes",
		strings.Repeat("한", 100):       none(strings.Repeat("한", 13) + "…"),
	} {
		if got, err := parseCommand(line); err == nil || err.Error() != want {
			t.Errorf("%q is %+v, and the error\n%v, want\n%s", line, got, err, want)
		}
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
		_, err := parseCommand(line)
		if got := err != nil && strings.HasPrefix(err.Error(), "no shell reads this"); got != want {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// Whatever is typed, a command is one of four, its error is a line that can be
// shown, and its words are what splitting them again gives.
func FuzzCommand(f *testing.F) {
	for _, line := range []string{
		"list --json", `search '"advanced packaging" since:30d' --limit 5`, "show Korea's 'x y' --host-key z",
		"search a --sort relevance -- --corpus", "list --\"a\nb", "'' \"\" ' \"", "help \xff\x1b]0;x\x07 --limit",
		"search krw>=1tn OR -tariff ~grphn 'tis don't'",
		`list 000;0"00000000000000000000000"0000000"000`,
	} {
		f.Add(line)
	}
	today := data.DateOf(today)
	f.Fuzz(func(t *testing.T, line string) {
		words := splitWords(line)
		if again := splitWords(strings.Join(words, " ")); !slices.Equal(again, words) {
			t.Errorf("%q are the words %q, and these %q", line, words, again)
		}
		c, err := parseCommand(line)
		if err != nil {
			clean, _ := data.SanitizeLine(err.Error())
			if c != (command{}) || clean != err.Error() || strings.ContainsFunc(clean, unicode.IsControl) || utf8.RuneCountInString(clean) > 160 {
				t.Errorf("%q is %+v, and the error %q", line, c, err)
			}
			return
		}
		if !slices.Contains([]string{"list", "search", "show", "help"}, c.name) || c.max < 0 || !utf8.ValidString(c.text) {
			t.Errorf("%q is %+v", line, c)
		}
		if c.name != "search" && (c.max != 0 || c.sort != data.ByDefault) || c.name == "help" && c.json {
			t.Errorf("%q has a flag of another command: %+v", line, c)
		}
		// What begins as a flag is one of a command's own, quoted, or behind --.
		for _, w := range words[1:] {
			name, _, _ := strings.Cut(w, "=")
			if name == "--" {
				break
			}
			if strings.HasPrefix(name, "--") && !slices.Contains([]string{"--json", "--limit", "--sort"}, name) {
				t.Errorf("%q takes the flag %q", line, name)
			}
		}
		if q, _, err := plain.ParseQuery(c.text, today); err == nil {
			if again, err := data.ParseQuery(q.String(), today); err != nil || again.String() != q.String() {
				t.Errorf("%q is the query %q, and that %q, %v", line, q, again, err)
			}
		}
	})
}

// Commands are answered without a terminal, and refused in words.
func TestCommands(t *testing.T) {
	r := open(t, nil)
	c := r.dial()
	const hint = "hint: ssh HOST help shows the commands\n"
	for command, want := range map[string]struct {
		code int
		errs string
	}{
		"list":               {0, ""},
		"search graphene":    {0, ""},
		"show kg03m8sr":      {0, ""},
		"help":               {0, ""},
		"list quagga":        {1, ""},
		"show quagga":        {1, "pressroom: no release has the ID \"quagga\" or these words in its headline\n"},
		"show":               {2, "pressroom: show what? an ID is missing; list shows them\n"},
		"search":             {2, "pressroom: search for what? the query is empty\n"},
		"show korea":         {2, "pressroom: \"korea\" is ambiguous: it means 6 releases\n"},
		"list sort:size":     {2, "pressroom: sort: is date, relevance or title, not size\n    sort:size\n         ^^^^\n"},
		"list categry:x":     {1, "hint: categry: is no field (category: is one), and looked for as a word\n"},
		"list | less":        {2, "pressroom: no shell reads this, so | does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"list > x":           {2, "pressroom: no shell reads this, so > does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"list; id":           {2, "pressroom: no shell reads this, so list; does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"search $(id)":       {2, "pressroom: no shell reads this, so $(id) does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less\n" + hint},
		"search R & D":       {0, "hint: all words have to be there: & is not needed\n"},
		"search x --limit y": {2, "pressroom: --limit is a number of hits, not \"y\"\n" + hint},
		"serve":              {2, "pressroom: there is no command \"serve\" here: list, search, show and help are\n" + hint},
		"show --host-key x":  {2, "pressroom: show does not take --host-key here\n" + hint},
		"/bin/sh":            {2, "pressroom: there is no command \"/bin/sh\" here: list, search, show and help are\n" + hint},
		" ":                  {2, "pressroom: the reader needs a terminal: ssh -t opens one. Without one there are commands.\n\n" + commandHelp},
	} {
		code, out, errs := c.run(command)
		if code != want.code || errs != want.errs {
			t.Errorf("%s: exit code %d, want %d, and it says\n%s, want\n%s", command, code, want.code, errs, want.errs)
		}
		answered := want.code == 0 || command == "show korea"
		if (out != "") != answered || strings.Contains(out, "\x1b") || strings.Contains(out, "\r") {
			t.Errorf("%s: prints\n%q", command, out)
		}
	}
	if n := r.metrics.commands.Load(); n != 21 {
		t.Errorf("%d commands are counted, want 21", n)
	}
}

// A name that means many releases is answered with the first of them, and how
// many more there are. Who reads JSON has them beside the error.
func TestManyCandidates(t *testing.T) {
	var text, lines strings.Builder
	for i := range 25 {
		fmt.Fprintf(&text, "-\nTrade\nTariff notice %d\nA text. date2025-11-%02d\n", i, i+1)
	}
	r := openOn(t, text.String(), nil)
	for i, release := range slices.Collect(plain.All(r.library.Catalogue)) {
		if i < 20 {
			fmt.Fprintf(&lines, "%s  %s  Trade  %s\n", release.ID, release.Date, release.Title)
		}
	}
	lines.WriteString("and 5 more\n")
	const why = "pressroom: \"tariff\" is ambiguous: it means 25 releases\n"
	c := r.dial()
	if code, out, errs := c.run("show tariff"); code != 2 || out != lines.String() || errs != why {
		t.Errorf("exit code %d, and\n%s\n%s", code, out, errs)
	}
	if code, out, errs := c.run("show tariff --json"); code != 2 || out != "" || errs != lines.String()+why {
		t.Errorf("as JSON: exit code %d, and\n%s\n%s", code, out, errs)
	}
}

// On a terminal lines end as a terminal wants them.
func TestCommandOnTerminal(t *testing.T) {
	c := open(t, nil).dial()
	for _, command := range []string{"list", "show kg03m8sr", "search graphene", "list --json", "show korea", "serve"} {
		code, out, errs := c.run(command)
		x := c.session()
		x.pty("xterm", 80, 24)
		if got := exitCode(t, x.s.Run(command)); got != code {
			t.Errorf("%s: exit code %d, and on a terminal %d", command, code, got)
		}
		all, _ := x.written()
		if want := strings.ReplaceAll(out, "\n", "\r\n"); all != want {
			t.Errorf("%s: on a terminal it prints\n%q, want\n%q", command, all, want)
		}
		if want := strings.ReplaceAll(errs, "\n", "\r\n"); x.said() != want {
			t.Errorf("%s: on a terminal it says\n%q, want\n%q", command, x.said(), want)
		}
	}
}
