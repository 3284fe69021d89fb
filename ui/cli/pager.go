package cli

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"pressroom/ui/screen"
)

// page shows a text with $PAGER, or with less where it says nothing. Where there
// is no pager the text is printed.
func (p *program) page(text string) error {
	cmd := p.pager()
	if cmd == nil {
		_, err := p.out.WriteString(text)
		return err
	}
	if err := p.out.Flush(); err != nil {
		return err
	}
	// Pagers differ in what they make of links.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(screen.WithoutLinks(text)), p.stdout, p.stderr
	cmd.Env = p.env
	if p.env.get("LESS") == "" {
		cmd.Env = append(cmd.Env, "LESS=FRX")
	}
	// Ctrl-C is the pager's.
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	err := cmd.Run()
	var left *exec.ExitError
	if errors.As(err, &left) && left.ExitCode() != notFound {
		return nil // as its user wanted
	}
	if err != nil {
		_, err = p.out.WriteString(text)
	}
	return err
}

// notFound is how a shell exits that finds no such program.
const notFound = 127

// pager returns the pager, nil where there is none.
func (p *program) pager() *exec.Cmd {
	name, set := p.env.lookup("PAGER")
	name = strings.TrimSpace(name)
	switch {
	case set && (name == "" || name == "cat"), dumb(p.env):
		return nil
	case set:
		return exec.Command("sh", "-c", name)
	}
	less, err := exec.LookPath("less")
	if err != nil {
		return nil
	}
	return exec.Command(less)
}
