package ui

import (
	"strings"

	"pressroom/model"
)

// facetLabel returns the lines of a value's label in a pane of w cells.
func (a *App) facetLabel(it model.Item, w int) []string {
	st := a.st
	switch it.Kind {
	case model.YearItem, model.MonthItem:
		sign := st.Sign.shut
		if it.Open {
			sign = st.Sign.open
		}
		return []string{strings.Repeat(" ", int(it.Kind-model.YearItem)) + sign + " " + it.Label}
	case model.DayItem:
		return []string{strings.Repeat(" ", 3) + it.Label}
	case model.MoreItem:
		switch {
		case !it.Open:
			return []string{"+ " + thousands(it.Count) + " more"}
		case it.Count > 0:
			return []string{st.Sign.dash + " fewer (" + thousands(it.Count) + " are left out)"}
		}
		return []string{st.Sign.dash + " fewer"}
	}
	const most = 3 // lines of a name
	lines := st.Wrap(it.Label, facetRoom(it, w))
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], " "))
	}
	return lines
}

// facetRoom returns how many cells of a pane of w an item's label has.
func facetRoom(it model.Item, w int) int {
	return max(w-facetLead-len(countOf(it))-facetTail, 8)
}

// shortLabels returns labels for items with labels of more than a line: cut in the
// middle, where no other one of the facet begins and ends with the same words.
func (a *App) shortLabels(items []model.Item, w int) map[int]string {
	type ends struct{ heading, first, last string }
	short, alike := map[int]string{}, map[ends]int{}
	endsOf := func(it model.Item) ends {
		words := strings.Fields(it.Label)
		return ends{it.Heading(), words[0], words[len(words)-1]}
	}
	for i, it := range items {
		if it.Kind != model.ValueItem || strings.TrimSpace(it.Label) == "" {
			continue
		}
		alike[endsOf(it)]++
		if room := facetRoom(it, w); a.st.Width(it.Label) > room {
			if cut := a.cutMiddle(it.Label, room); cut != "" {
				short[i] = cut
			}
		}
	}
	for i := range short {
		if alike[endsOf(items[i])] > 1 {
			delete(short, i)
		}
	}
	return short
}

// cutMiddle leaves words out of the middle of a label, so that most of it stands in w
// cells. It returns "" where not even its first and last word do.
func (a *App) cutMiddle(label string, w int) (cut string) {
	words := strings.Fields(label)
	const small = 3 // letters of a word that joins others: none stands beside the cut
	for from := 1; from < len(words)-1; from++ {
		if len(words[from-1]) <= small && from > 1 {
			continue
		}
		for to := len(words) - 1; to > from; to-- {
			if len(words[to]) <= small && to < len(words)-1 {
				continue
			}
			text := strings.Join(words[:from], " ") + " " + a.st.Sign.more + " " + strings.Join(words[to:], " ")
			if n := a.st.Width(text); n <= w && n > a.st.Width(cut) {
				cut = text
			}
		}
	}
	return cut
}
