// Package ssh serves the reader to whoever comes over SSH: a public reading
// room, and nothing beside it. No shell, no file, no forwarding; what a session
// may do is a list of its own in command.go, and everything else is refused in
// words.
//
// # A connection's way through the house
//
// A connection is counted at the [door], which holds it to the limits of its
// address and of the room, and closes it where its handshake takes too long.
// Authenticated, it may open a few channels, each with a [session]: one with a
// terminal is given the reader, one without a command's answer. What a session
// takes in and gives out is bounded in size and in time, so that no stranger
// makes the others wait.
//
// # Many sessions
//
// All sessions share the library with its indexes, the pages that were drawn,
// and the canvases that frames are drawn on. A session that nobody types at
// is put to sleep by package screen: what is left of it is the state of its
// reader and the connection itself.
package ssh
