package intake

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// A holder of leases is named by a word of its own, the machine, the number of its process
// and when that began, so that another process of the machine can tell that it has ended,
// as after SIGKILL: the number of a process is given again.
//
// The machine is one run of one kernel and, in it, one space of process numbers, which
// /proc names: two containers may have the same name and are two machines. Without /proc
// it is the name of the host, and when a process began is not known.

// newHolder returns the name of a holder in this process.
func newHolder() string {
	pid := os.Getpid()
	return strings.Join([]string{rand.Text(), machine(), strconv.Itoa(pid), began(pid)}, " ")
}

// machine returns what this machine is named by, "" where that is not known.
func machine() string {
	host, _ := os.Hostname()
	if boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id"); err == nil {
		space, err := os.Readlink("/proc/self/ns/pid")
		if err != nil {
			return ""
		}
		host += "/" + strings.TrimSpace(string(boot)) + "/" + space
	}
	return strings.ReplaceAll(host, " ", "_")
}

// began returns when a process began, "" where that is not known, and "-" of one that has
// ended and waits for its parent.
func began(pid int) string {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	_, rest, found := bytes.Cut(stat[bytes.LastIndexByte(stat, ')')+1:], []byte(" ")) // the name in brackets may have some
	fields := bytes.Fields(rest)
	const state, start = 0, 19 // see proc_pid_stat(5), from the third field on
	if err != nil || !found || len(fields) <= start {
		return ""
	}
	if s := string(fields[state]); s == "Z" || s == "X" {
		return "-"
	}
	return string(fields[start])
}

// ended reports whether it is known that the process of a holder has ended. Of one on
// another machine it is not.
func ended(holder string) bool {
	parts := strings.Split(holder, " ")
	if len(parts) != 4 || parts[1] == "" || parts[1] != machine() {
		return false
	}
	pid, err := strconv.Atoi(parts[2])
	if err != nil || pid <= 0 {
		return false
	}
	if now := began(pid); now != "" && parts[3] != "" {
		return now != parts[3]
	}
	process, err := os.FindProcess(pid)
	return err == nil && errors.Is(process.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
