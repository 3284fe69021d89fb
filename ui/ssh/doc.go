// Package ssh serves the reader to whoever comes over SSH: a public reading
// room, and nothing beside it. No shell, no file, no forwarding: beside the
// reader there are the commands of package commands that read, and everything
// else is refused in words.
//
// # A connection's way through the house
//
// [Server.serve] accepts a connection, and the [registry], the one record of who
// is here, admits it under the limits of its address and of the server; it is
// closed where its handshake takes too long. [Server.handshake] authenticates
// it. It may then open a few channels, each with a [session]: one with a terminal
// is given the reader, one without a command's answer. What a session sends is
// read from the moment its channel is open, what it takes in and gives out is
// bounded in size and in time, and its searches take turns with those of its
// address: so no stranger makes the others wait. All that a session began ends
// with it.
//
// # Many sessions
//
// All sessions share the library with its indexes, the pages that were drawn,
// and the canvases that frames are drawn on. A session that nobody types at
// is put to sleep by package screen: what is left of it is the state of its
// reader and the connection itself.
package ssh
