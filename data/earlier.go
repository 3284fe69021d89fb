package data

import (
	"strings"
	"unicode/utf8"
)

const (
	versionDays = 1  // that two versions of a release are apart at most
	minVersion  = 30 // characters of a text that tells that it is the same
)

// IsEarlier reports whether the text of a release is cut off where that of another, whose headline
// it has, goes on: sites show a release again when they have the whole of it, often a day later.
func IsEarlier(cut, whole *Document) bool {
	if !cut.Excerpt || cut.Body == whole.Body || len(cut.Body) >= len(whole.Body)+len("...") || utf8.RuneCountInString(cut.Body) < minVersion {
		return false
	}
	if cut.Date.AddDays(versionDays) < whole.Date || whole.Date.AddDays(versionDays) < cut.Date {
		return false
	}
	from := OneLine(strings.TrimRight(cut.Body, ".… "))
	to := OneLine(whole.Body)
	return len(from) < len(to) && strings.HasPrefix(to, from)
}
