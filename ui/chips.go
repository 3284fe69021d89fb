package ui

// chip is a chosen facet above the list: which, and where on its line.
type chip struct {
	index, from, to int
	text            string
}

// maxChipLines bounds how much of the list's pane the chips take.
const maxChipLines = 3

// chipLines returns the chosen facets on as many lines as they need, at most [maxChipLines].
func (a *App) chipLines() [][]chip {
	st, most := a.st, min(maxChipLines, max(1, a.layout.list.h/4))
	var lines [][]chip
	room := func() int { // of the last line; the first one may stand beside the cursor's place
		if len(lines) == 1 && a.chipsLead() {
			return max(a.layout.list.w-st.Width(a.listWhere())-a.listEdge()-1, 1)
		}
		return a.layout.list.w
	}
	x := a.layout.list.w + 1
	for i, name := range a.reader.Chips() {
		if x+st.Width(name)+5 > room() {
			if len(lines) == most {
				break
			}
			lines, x = append(lines, nil), 0
		}
		w := room()
		name = st.Truncate(name, max(w-5, 1), st.Sign.more)
		text := st.Fit(" "+name+" "+st.Sign.times+" ", min(w-1, st.Width(name)+4), "")
		last := len(lines) - 1
		lines[last] = append(lines[last], chip{i, x + 1, x + 1 + st.Width(text), text})
		x += 1 + st.Width(text)
	}
	return lines
}

// chipsLead reports whether chips stand in the first line of the pane: where nothing is typed.
func (a *App) chipsLead() bool {
	return a.layout.list.h >= shortHeight && len(a.reader.Chips()) > 0 && !a.filterShown() && !a.reader.HasQueryError()
}

// chipsFrom returns the line of the pane that chips begin in.
func (a *App) chipsFrom() int {
	if a.chipsLead() {
		return 0
	}
	return 1
}
