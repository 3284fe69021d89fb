// Package ssh serves the reader over SSH: a public reading
// room, and nothing beside it. No shell, no file, no forwarding: beside the
// reader there are the commands of package commands that read, and everything
// else is refused in words.
//
// # A connection from accept to close
//
// A connection goes through these files, in this order:
//
//	server.go     accepts it, and admits it under the limits of its address and of
//	              the server, which admission.go keeps in the registry, the one
//	              record of who is here; conn.go bounds its requests and its writes
//	auth.go       makes it an SSH connection: by a key, or without one
//	channel.go    opens its channels, a few at once, and answers their requests:
//	              client.go reads what they say of the terminal
//	input.go      takes what the client sends from then on, and keeps a little of
//	              it until there is a reader
//	session.go    runs what a channel is for, once it is admitted too, and tells the
//	              client the exit code
//	reader.go     gives a session with a terminal the reader
//	command.go    answers one without: words.go parts the command into arguments
//	output.go     writes what it gives out, to a client that reads it
//
// Each wait has a limit: of the handshake, of the time until the first session, of
// a write that the client does not read, of a session without a key, of a command;
// and the searches of one address take turns. So no stranger makes the others
// wait. Whatever ends first, the client, the line or the server, ends the context
// of the connection or of the session, and all that it began ends with it; the
// connection closes when its last channel has.
//
// # Many sessions
//
// All sessions share the library with its indexes, the pages that were drawn,
// and the canvases that frames are drawn on. A session that nobody types at
// is put to sleep by package screen: what is left of it is the state of its
// reader and the connection itself. lifecycle.go reads the library again and stops
// the server, and places.go keeps where readers were whose line dropped.
package ssh
