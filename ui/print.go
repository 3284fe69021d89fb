package ui

import (
	"context"
	"strings"

	"pressroom/data"
	"pressroom/model"
)

// printMargin is the margin at both sides of a page that is printed, in cells.
const printMargin = 2

// Print returns the lines of a release, with notes beside its date, as the reader draws it, with styles and
// links, for a terminal of a width in cells. It takes milliseconds.
func Print(d *data.Document, notes []string, width int, t Theme) []string {
	return printed(width, func(measure int) *page {
		return drawPage(context.Background(), d, notes, pageKey{id: d.ID, measure: measure, theme: t})
	})
}

// PrintChanges returns the lines of what changed in a version of a release as the
// reader draws it.
func PrintChanges(e *model.Edition, width int, t Theme) []string {
	return printed(width, func(measure int) *page { return drawChanges(e, measure, NewStyles(t)) })
}

// printed returns the lines of a page, with margins.
func printed(width int, draw func(measure int) *page) []string {
	margin := printMargin
	if width < minWidth+2*printMargin {
		margin = 0
	}
	measure := max(min(maxMeasure, width-2*margin), 1)
	left := strings.Repeat(" ", margin)
	var lines []string
	for _, line := range draw(measure).lines {
		if line != "" {
			line = left + line
		}
		lines = append(lines, line)
	}
	return lines
}
