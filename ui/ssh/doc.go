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
//	              record of who is connected; conn.go limits its requests and writes
//	auth.go       makes it an SSH connection: by a key, or without one
//	channel.go    opens its channels, and answers their requests: for a terminal, a
//	              size, variables, and at last for the reader or a command; reads
//	              what the client sends from then on, and buffers a little of it
//	              until there is a reader
//	session.go    admits the session of a channel, runs it, and sends its exit code
//	reader.go     runs the reader in a session with a terminal
//	command.go    or else the command, of which it makes arguments
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
// the server; reader.go also remembers where a reader was when the line dropped.
package ssh
