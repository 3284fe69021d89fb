// Package commands is the set of commands that read releases: list, search, show
// and export. The shell and the SSH server run the same ones; each hands in an [Env]
// with the streams, the library and the way its commands begin. What a caller
// may not do is not in its set: the shell adds commands of its own, and a
// session has these alone.
//
// A command returns nil, [ErrNone] where nothing was found, a [Failure] that
// says what is wrong and what to do about it, or another error, which is not
// the caller's fault.
package commands
