// Package ui draws pressroom's reader: [App] is the one Bubble Tea model, and
// each pane is a struct with methods, in a file of its own but for menus.
//
// # From a key to a frame
//
// A key goes through these files, in this order, here and in package screen:
//
//	screen/tty.go      reads bytes from the terminal; on a server package ssh does
//	screen/session.go  decodes them, with decoder.go, keeps what came, and hands it to
//	                   the Bubble Tea program as messages
//	screen/painter.go  is the model of that program, and hands them to App
//	app.go             [App.Update] routes a message; of a key, press finds the action
//	                   in the place where it was pressed, in
//	keys.go            which has each declared once: help, footer, manual page and
//	                   README.md come from there; what one does stands with the pane
//	                   that it is of, and in moves.go, where it moves or goes back
//	model/actions.go   the reader does it: what is listed, open or chosen is its
//	                   decision; what takes long is a command, whose answer comes
//	                   back as a message and is dropped where it is late
//	app.go             settle arranges the panes for the new state, by layout.go, and
//	                   asks for the page that is missing: pages.go has it drawn in a
//	                   command, and keeps it; page.go draws a release, with glamour, and
//	                   versions.go a version, or what that changed
//	screen/painter.go  asks [App.View] for a frame: at once after a pause, and in a
//	                   burst when the last frame is old enough
//	frame.go           puts it together of the panes: each of list.go, facets.go,
//	                   release.go and overlay.go, which has menus too, draws its
//	                   rectangle, exactly, in the colours and signs of styles.go
//	screen/screen.go   writes, with rows.go, the cells that differ from the last frame
//
// View is pure: what a pane must remember to draw, as the first line of its window,
// is settled at the end of Update.
package ui
