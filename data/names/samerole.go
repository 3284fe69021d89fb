package names

import "strings"

// This file is about whether two roles are one person’s.

// sameRole reports how well the role of a later mention fits a person's:
// Director General is Director General for Industrial Policy, Minister is
// Trade Minister. 0 is not at all.
func sameRole(later, full string) int {
	switch {
	case later == "" || full == "":
		return 1
	case later == full:
		return 4
	case strings.HasPrefix(full, later+" "), len(later) > 1 && initials(full) == later, len(later) > 1 && initials(firstOffice(full)) == later: // DPM is Deputy Prime Minister
		return 3
	}
	core, _, _ := strings.Cut(full, " for ")
	core, _, _ = strings.Cut(core, " of ")
	later = withoutSubject(later)
	for part := range strings.SplitSeq(core, " and ") {
		if part == later {
			return 3
		}
		if plain := withoutSubjects(part); plain != part { // First Vice Foreign Minister is First Vice Minister
			part = plain
		}
		if part == later {
			return 2
		}
		// A Vice Minister is not the Minister.
		if rest, ok := strings.CutSuffix(part, " "+later); ok && !demoting(rest) {
			return 2
		}
	}
	return 0
}

// firstOffice returns the first of the offices of a role.
func firstOffice(role string) string {
	first, _, _ := strings.Cut(role, " and ")
	return first
}

// withoutSubject returns Trade Minister as Minister.
func withoutSubject(role string) string {
	for {
		word, rest, ok := strings.Cut(role, " ")
		if !ok || !subjects[strings.TrimSuffix(word, ",")] && word != "and" || roleWords[word] {
			return role
		}
		role = rest
	}
}

// withoutSubjects returns First Vice Foreign Minister as First Vice Minister.
func withoutSubjects(role string) string {
	words := strings.Fields(role)
	kept := words[:0]
	for _, w := range words {
		if !subjects[w] || roleWords[w] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// demoting reports whether a role that begins so is another than without.
func demoting(before string) bool {
	last := before[strings.LastIndexByte(before, ' ')+1:]
	switch last {
	case "Vice", "Deputy", "Under", "Assistant", "Associate", "Former", "Acting", "Prime":
		return true
	}
	return false
}
