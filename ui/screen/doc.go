// Package screen runs a Bubble Tea model on a terminal and paints it when it
// changes, not by the clock.
//
// Bubble Tea's own renderer looks for something to draw sixty times a second.
// That puts up to 16 ms between a key and its answer, and keeps every idle
// program at work, which a server of many readers pays for many times over.
// Here the program runs without that renderer: a frame is painted when the
// model was updated, at once after a pause and at most every frameGap in a
// burst. What is written is the difference between two frames: rows that have
// moved are scrolled by the terminal, and of those that differ the cells are
// compared, as Bubble Tea's cell buffer (ultraviolet) draws them. While nothing
// happens, nothing runs.
//
// The package also owns what a terminal must get back: its mode, its screen,
// its cursor, its mouse. [Run] returns them after quitting, a panic, SIGTERM,
// SIGHUP and SIGINT, and lends them to the shell while the program is
// suspended.
package screen
