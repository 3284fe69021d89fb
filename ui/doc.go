// Package ui draws pressroom's reader: [App] is the one Bubble Tea model, and
// each pane is a struct with methods in a file of its own.
//
// The parts, and what each may do:
//
//	App      routes messages to the panes and to model.Reader; holds no rule
//	layout   turns a size and a state into rectangles; all arithmetic of panes
//	panes    list, facets, release, overlay: each draws its rectangle, exactly
//	Pages    releases drawn by glamour, made in commands, shared by sessions
//	Styles   every colour and sign, a value that each App has of its own
//	keys     every key, declared once; the help, the footer and the README's
//	         table come from there
//
// View is pure. What a pane must remember to draw (the first line of its
// window) is settled at the end of Update, in [App.settle].
package ui
