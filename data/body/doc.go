// Package body recovers the structure of a press release's body from a text
// that lost its line breaks, and writes it as Markdown.
package body
