//go:build unix

package ssh

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	gossh "golang.org/x/crypto/ssh"
)

// openSSH is OpenSSH's client for a room: what it knows of the host, and
// nothing else of this machine.
type openSSH struct {
	*room
	key string // the file of the reader's key
	gossh.Signer
}

// withOpenSSH opens a room for OpenSSH's client. The test is skipped where
// that is not installed.
func withOpenSSH(t *testing.T, change func(*Config)) *openSSH {
	t.Helper()
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skip("OpenSSH's client is not installed: apt-get install openssh-client")
	}
	r := open(t, change)
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	o := &openSSH{room: r, Signer: must(gossh.NewSignerFromKey(private))}
	o.key = r.file("id", string(pem.EncodeToMemory(must(gossh.MarshalPrivateKey(private, "")))))
	r.file("hosts", "[127.0.0.1]:"+o.port()+" "+string(gossh.MarshalAuthorizedKey(r.host.PublicKey())))
	return o
}

func (o *openSSH) port() string {
	_, port, _ := net.SplitHostPort(o.Addrs()[0].String())
	return port
}

// command returns one of OpenSSH's programs, with what comes behind its
// options.
func (o *openSSH) command(program string, args ...string) *exec.Cmd {
	ctx, cancel := context.WithTimeout(context.Background(), testTime)
	o.t.Cleanup(cancel)
	options := []string{"-F", "none", "-i", o.key}
	for _, option := range []string{
		"IdentitiesOnly=yes", "IdentityAgent=none", "StrictHostKeyChecking=yes", "GlobalKnownHostsFile=none",
		"UserKnownHostsFile=" + o.dir + "/hosts", "Port=" + o.port(), "ConnectTimeout=10",
	} {
		options = append(options, "-o", option)
	}
	cmd := exec.CommandContext(ctx, program, append(options, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + o.dir, "TERM=xterm-256color", "LANG=C.UTF-8"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // no terminal of ours to ask on
	cmd.WaitDelay = time.Second
	return cmd
}

const host = "127.0.0.1"

// run runs a program to its end, with nothing to type.
func (o *openSSH) run(program string, args ...string) (code int, out, errs string) {
	o.t.Helper()
	cmd := o.command(program, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		o.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()
}

// local is a terminal of this machine that ssh runs on.
type local struct {
	*terminal
	pty *os.File
	cmd *exec.Cmd
}

// reader opens the reader on a terminal of w by h.
func (o *openSSH) reader(w, h int, args ...string) *local {
	o.t.Helper()
	cmd := o.command("ssh", append(args, host)...)
	l := &local{terminal: &terminal{t: o.t, w: w, h: h, end: make(chan error, 1)}, cmd: cmd}
	cmd.Stderr = stream{l.terminal, &l.errs}
	cmd.SysProcAttr = nil // pty makes the terminal that of the session
	var err error
	if l.pty, err = pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		o.t.Skipf("no terminal: %v", err)
	}
	l.keys = l.pty
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.Copy(stream{l.terminal, &l.out}, l.pty) // until ssh has ended
	}()
	go func() {
		err := cmd.Wait()
		<-read
		l.end <- err
	}()
	o.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = l.pty.Close()
		<-read
	})
	l.frame("Korea")
	return l
}

// exits waits for ssh to end.
func (l *local) exits(codes ...int) {
	l.t.Helper()
	select {
	case <-l.end:
	case <-time.After(testTime):
		l.t.Fatal("ssh does not end")
	}
	if got := l.cmd.ProcessState.ExitCode(); !slices.Contains(codes, got) {
		l.t.Errorf("the exit code is %d, want %d: %s", got, codes, l.said())
	}
}

func TestOpenSSHReader(t *testing.T) {
	o := withOpenSSH(t, nil)
	x := o.reader(100, 30)
	x.press("jj")
	x.frame("3 of 10")
	if err := pty.Setsize(x.pty, &pty.Winsize{Cols: 60, Rows: 20}); err != nil {
		t.Fatal(err)
	}
	o.await("the new size does not come", func() bool { w, h := o.size(); return w == 60 && h == 20 })
	x.w, x.h = 60, 20
	x.frame("3 of 10")
	x.press("\r")
	x.frame("Korea Accelerates International Standardization")
	x.press("Q")
	x.exits(0)
	if all, _ := x.written(); !strings.Contains(all[max(0, len(all)-200):], "\x1b[?1049l\x1b[?25h") {
		t.Errorf("the terminal is not given back: %q", all[max(0, len(all)-200):])
	}
	o.log.await(t, "session ends", "reason=quit", "key="+gossh.FingerprintSHA256(o.PublicKey()))
}

func TestOpenSSHCommands(t *testing.T) {
	o := withOpenSSH(t, nil)
	c := o.dial()
	for _, command := range []string{
		"list --json", `search '"advanced packaging" date:2025-11' --limit 5`, "show graphene", "show korea", "list quagga", "sh -c id", "scp -t .",
	} {
		code, out, errs := c.run(command)
		gotCode, gotOut, gotErrs := o.run("ssh", host, command)
		if gotCode != code || gotOut != out || gotErrs != errs {
			t.Errorf("%s: exit code %d, and\n%s\n%s\nwant %d, and\n%s\n%s", command, gotCode, gotOut, gotErrs, code, out, errs)
		}
	}
	if code, out, errs := o.run("ssh", "-T", host); code != 2 || out != "" || !strings.Contains(errs, "ssh -t opens one") {
		t.Errorf("without a terminal: exit code %d, and\n%s\n%s", code, out, errs)
	}
	code, out, errs := o.run("ssh", "-o", "SetEnv=FOO=bar LC_ALL=C", host, "help")
	if code != 0 || out != commandHelp || errs != "" {
		t.Errorf("with a variable: exit code %d, and\n%s\n%s", code, out, errs)
	}
}

func TestOpenSSHForwarding(t *testing.T) {
	o := withOpenSSH(t, nil)
	code, _, errs := o.run("ssh", "-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9", host)
	if code != 255 || !strings.Contains(errs, "remote port forwarding failed") {
		t.Errorf("-R: exit code %d, and\n%s", code, errs)
	}
	if code, _, errs := o.run("ssh", "-W", "127.0.0.1:9", host); code != 255 || !strings.Contains(errs, "pressroom serves the reader alone: nothing is forwarded") {
		t.Errorf("-W: exit code %d, and\n%s", code, errs)
	}

	socket := o.dir + "/forwarded"
	cmd := o.command("ssh", "-N", "-o", "ExitOnForwardFailure=yes", "-L", socket+":127.0.0.1:9", host)
	x := &terminal{t: t}
	cmd.Stderr = stream{x, &x.errs}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var line net.Conn
	eventually(t, func() string { return "-L: nothing listens: " + x.said() }, func() (ok bool) {
		var err error
		line, err = net.Dial("unix", socket)
		return err == nil
	})
	if n, err := line.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Errorf("-L: %d bytes came, %v", n, err)
	}
	_ = line.Close()
	eventually(t, func() string { return "-L: it says " + x.said() }, func() bool {
		return strings.Contains(x.said(), "administratively prohibited: pressroom serves the reader alone: nothing is forwarded")
	})
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if n := o.refused("forwarding"); n != 3 {
		t.Errorf("%d are counted", n)
	}
}

func TestOpenSSHKeys(t *testing.T) {
	keys := writeFile(t, t.TempDir(), "keys", line(newKey(t)))
	o := withOpenSSH(t, func(c *Config) { c.AuthorizedKeys = keys })
	if code, out, errs := o.run("ssh", "-o", "BatchMode=yes", host, "list"); code != 255 || out != "" || !strings.Contains(errs, "Permission denied") {
		t.Errorf("with another key: exit code %d, and\n%s\n%s", code, out, errs)
	}
	if err := os.WriteFile(keys, []byte(line(o)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := o.Reload(); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := o.run("ssh", "-o", "BatchMode=yes", host, "list"); code != 0 || strings.Count(out, "\n") != 10 {
		t.Errorf("with a key that was added: exit code %d, and\n%s\n%s", code, out, errs)
	}
}

// Who offers a key and cannot prove it is let in without, and is not taken for
// whose key it is.
func TestOpenSSHUnprovenKey(t *testing.T) {
	o := withOpenSSH(t, nil)
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	locked := must(gossh.MarshalPrivateKeyWithPassphrase(private, "", []byte("secret")))
	o.file("id", string(pem.EncodeToMemory(locked)))
	code, out, errs := o.run("ssh", "-v", host, "list")
	if code != 0 || strings.Count(out, "\n") != 10 || !strings.Contains(errs, "Server accepts key") {
		t.Errorf("exit code %d, and\n%s\n%s", code, out, errs)
	}
	if got := o.log.with("session begins", `key="" `); len(got) != 1 {
		t.Errorf("logged is %s", o.log.with("session begins"))
	}
}

func TestOpenSSHFiles(t *testing.T) {
	o := withOpenSSH(t, nil)
	file := o.file("file", "text")
	for _, cmd := range [][]string{
		{"ssh", "-s", host, "sftp"}, {"sftp", "-b", "/dev/null", host}, {"scp", file, host + ":file"}, {"scp", host + ":file", file + "2"},
	} {
		if _, err := exec.LookPath(cmd[0]); err != nil {
			t.Logf("%s is not installed", cmd[0])
			continue
		}
		if code, out, errs := o.run(cmd[0], cmd[1:]...); code == 0 || out != "" || !strings.Contains(errs, "pressroom: refused: subsystem sftp\n") {
			t.Errorf("%q: exit code %d, and\n%s\n%s", cmd, code, out, errs)
		}
	}
	if code, _, errs := o.run("scp", "-O", file, host+":file"); code == 0 || !strings.Contains(errs, `there is no command "scp"`) {
		t.Errorf("scp -O: exit code %d, and\n%s", code, errs)
	}
}

func TestOpenSSHStop(t *testing.T) {
	o := withOpenSSH(t, func(c *Config) { c.Grace = 500 * time.Millisecond })
	x := o.reader(100, 30)
	stopped := o.stops()
	x.frame("The server stops at 09:00:00 UTC. q leaves.")
	x.exits(0)
	if got, want := x.said(), "pressroom: the server has been stopped. Come back later.\r\n"; !strings.Contains(got, want) {
		t.Errorf("it says %q", got)
	}
	o.awaitEnd(stopped, testTime)

	o = withOpenSSH(t, nil)
	x = o.reader(100, 30)
	o.Close()
	x.exits(0)
	if got, want := x.said(), "pressroom: the server has been stopped. Come back later.\r\n"; !strings.Contains(got, want) {
		t.Errorf("it says %q", got)
	}
}
