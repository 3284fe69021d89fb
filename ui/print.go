package ui

import (
	"strings"

	"pressroom/data"
)

// printMargin is the margin at both sides of a page that is printed, in cells.
const printMargin = 2

// Print returns the lines of a release as the reader draws it, with styles and
// links, for a terminal of a width in cells. It takes milliseconds.
func Print(d *data.Document, width int, t Theme) []string {
	margin := printMargin
	if width < minWidth+2*printMargin {
		margin = 0
	}
	measure := max(min(maxMeasure, width-2*margin), 1)
	left := strings.Repeat(" ", margin)
	var lines []string
	for _, line := range drawPage(d, pageKey{d.ID, d.Version, measure, t}).lines {
		if line != "" {
			line = left + line
		}
		lines = append(lines, line)
	}
	return lines
}
