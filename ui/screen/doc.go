// Package screen runs a Bubble Tea model on a terminal and paints it when it
// changes, not by the clock.
//
// Bubble Tea's own renderer looks for something to draw sixty times a second: a key
// waits up to 16 ms for its answer, and every idle program of a server is at work.
// Here a frame is painted when the model was updated, at once after a pause and at
// most every frameGap in a burst: a key waits for no tick, and a session that sleeps
// takes 92 KB in place of 1,247. Written is the difference between two frames: the
// terminal scrolls rows that have moved, where it has left and right margins those of
// one pane alone, and of those that differ the cells are compared.
//
// [Run] gives the terminal back its mode, screen, cursor and mouse after quitting,
// after a panic in any goroutine that it starts, and after a signal that ends it, and
// lends them to the shell while the program is suspended, where there is a shell that
// can let it go on; otherwise the model gets a [Refused].
//
// # What a model can rely on
//
// Keys, pastes and the mouse come as Bubble Tea's messages; what the terminal
// sends is read by a decoder of this package, at home as on a [Session]. Alt and
// a key are the bytes of Esc and the key: a model that binds no Alt keys takes
// them for both. Key releases, and the beginning and end of a paste, are not
// told; of a paste 16 KB are kept.
//
// Of a [tea.View], the content, the place of the cursor and whether there is a
// mouse mode count. The screen is always the alternate one.
//
// Commands of Bubble Tea that ask something of its renderer do nothing here: [Copy]
// and [Redraw] are for a model's commands in their place. [tea.Suspend] suspends
// nothing on a Session: the model gets a [Refused]. [tea.Interrupt] ends the program
// with the [SignalError] of SIGINT.
//
// A command that panics ends the program with a [data.PanicError]. Of a
// goroutine that the model starts itself the package knows nothing: see
// [data.Guard].
//
// [SlowLine], [Measured] and Refused are messages to the model.
//
// What a model draws must fit by the measure that the last Measured told. A row
// may set the cursor's column (CHA) where something begins that no error of width
// before it should move, as a pane does: what stands before it has ended its
// styles and links, since either may be scrolled without the other.
package screen
