// Package archive keeps releases in SQLite and finds them by their text.
package archive
