package ssh

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"pressroom/ui/cli/commands"
)

// maxCommand is how long a command may be, in bytes.
const maxCommand = 4 << 10

// arguments parts a command into its arguments. The error says why it is none.
//
// No shell stands between the client and the command: the quotation marks of a
// phrase are the query's, and stay. Single ones around an argument are taken off,
// since who writes for a shell puts them there, and what they hold is no flag.
func arguments(line string) ([]string, error) {
	if len(line) > maxCommand {
		return nil, fmt.Errorf("a command of more than %d bytes", maxCommand)
	}
	args := splitWords(line)
	if len(args) == 0 {
		return nil, errors.New("the command is empty")
	}
	if i := slices.IndexFunc(args, shellSyntax); i >= 0 {
		return nil, fmt.Errorf("no shell reads this, so %s does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less", commands.Clip(args[i]))
	}
	for i, arg := range args {
		if n := len(arg); i > 0 && n >= 2 && arg[0] == '\'' && arg[n-1] == '\'' {
			args[i] = commands.AsWords(arg[1 : n-1])
		}
	}
	return args, nil
}

// quoted is what of a word stands in quotation marks, as [splitWords] knows them.
var quoted = regexp.MustCompile(`^'.*'$|"[^"]*(?:"|$)`)

// shellSigns are what a shell would take for its own: a pipe, a redirection, the
// end of a command, what it would run or hold on for. The single & is the and of
// a name, as in R & D, > and < before a number or = compare sums, and a word in
// angle brackets is one.
var shellSigns = regexp.MustCompile("\\||&&|^[0-9&]?>+(?:$|[^>=0-9])|^<+$|^[^&]*;|^\\$\\(|^`")

// shellSyntax reports whether a word is what a shell would take for its own.
func shellSyntax(word string) bool {
	return shellSigns.MatchString(quoted.ReplaceAllString(word, ""))
}

// splitWords parts a line at its spaces outside of quotation marks, which stay.
// A single one opens only where a word begins, if one that ends a word closes
// it: elsewhere it is an apostrophe.
func splitWords(line string) []string {
	var words []string
	var word strings.Builder
	var open rune
	runes := []rune(line)
	ends := func(i int) bool { return i+1 == len(runes) || unicode.IsSpace(runes[i+1]) }
	last := len(runes) - 1 // the last that can close
	for last >= 0 && !(runes[last] == '\'' && ends(last)) {
		last--
	}
	for i, c := range runes {
		switch {
		case open == 0 && unicode.IsSpace(c):
			if word.Len() > 0 {
				words = append(words, word.String())
				word.Reset()
			}
			continue
		case open == 0 && (c == '"' || c == '\'' && word.Len() == 0 && i < last):
			open = c
		case c == open && (c == '"' || ends(i)):
			open = 0
		}
		word.WriteRune(c)
	}
	if word.Len() > 0 {
		words = append(words, word.String())
	}
	return words
}
