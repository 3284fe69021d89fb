// Package cli is pressroom's command line: the reader, and commands that
// print releases for pipes and scripts.
//
// [Main] runs one command on given streams and returns its exit code:
//
//	0  done
//	1  nothing found or chosen, or it failed
//	2  used wrongly, a wrong query, or a name that means several releases
//	n  what a shell reports for the signal that ended the reader
//
// Most commands take a query (see [pressroom/data.ParseQuery]), and arguments that name no
// command are one for the reader. Commands that print find words as words; the
// reader finds headlines also by letters.
//
// What was asked for goes to standard output, everything else to standard
// error: problems of the text that was read, a line each, and at the end why
// the command failed and, on a line of its own, what to do about it. No
// escape sequence is written but on a terminal, or with --color always. A
// chooser (pick) draws on the terminal itself where standard output goes
// elsewhere.
//
// The commands are cobra's. Those that read are in package commands, which the
// SSH server runs as well; what they print is made in package plain.
package cli
