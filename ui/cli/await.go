package cli

import (
	"fmt"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
)

// awaitTime is how long nothing is said while board text is awaited.
const awaitTime = 500 * time.Millisecond

// tellAwaited says after a while on a terminal what is awaited, where board text
// comes from a program and not from a file, until the returned function is
// called. A name of "-" is standard input.
func (p *program) tellAwaited(name string) (come func()) {
	stat := func() (os.FileInfo, error) { return os.Stat(name) }
	if name == "-" {
		name, stat = "standard input", p.in.Stat
	}
	if info, err := stat(); err != nil || info.Mode().IsRegular() || !p.onTerminal() {
		return func() {}
	}
	words := fmt.Sprintf("reading board text from %s until it ends; Ctrl-C gives up\n", name)
	said := make(chan struct{})
	timer := time.AfterFunc(awaitTime, func() {
		defer close(said)
		fmt.Fprint(p.errs, words)
	})
	return func() {
		if !timer.Stop() {
			<-said // before anything else is drawn
		}
	}
}

// onTerminal reports whether somebody sees what is printed, or said.
func (p *program) onTerminal() bool {
	if term.IsTerminal(p.stdout.Fd()) {
		return true
	}
	errs, ok := p.errs.(sanitised)
	if !ok {
		return false
	}
	f, ok := errs.Writer.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}
