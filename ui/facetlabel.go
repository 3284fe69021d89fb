package ui

import (
	"cmp"
	"strings"

	"pressroom/model"
)

// facetLabels returns the items' labels for a pane of w cells: those cut that are too long, each in another way.
func (a *App) facetLabels(items []model.Item, w int) []string {
	type label struct{ heading, text string }
	labels, alike := make([]string, len(items)), map[label]int{}
	room := func(it model.Item) int { return max(w-facetLead-len(countOf(it))-facetTail, 8) }
	for i, it := range items {
		labels[i] = a.facetLabel(it, room(it))
		alike[label{it.Heading(), labels[i]}]++
	}
	for i, it := range items {
		if it.Kind == model.ValueItem && labels[i] != it.Label && alike[label{it.Heading(), labels[i]}] > 1 {
			labels[i] = a.cutFront(it.Label, room(it))
		}
	}
	return labels
}

// facetLabel returns the label of an item in w cells.
func (a *App) facetLabel(it model.Item, w int) string {
	st := a.st
	switch it.Kind {
	case model.YearItem, model.MonthItem:
		sign := st.Sign.shut
		if it.Open {
			sign = st.Sign.open
		}
		return strings.Repeat(" ", int(it.Kind-model.YearItem)) + sign + " " + it.Label
	case model.DayItem:
		return strings.Repeat(" ", 3) + it.Label
	case model.MoreItem:
		switch {
		case !it.Open:
			return "+ " + thousands(it.Count) + " more"
		case it.Count > 0:
			return st.Sign.dash + " fewer (" + thousands(it.Count) + " are left out)"
		}
		return st.Sign.dash + " fewer"
	}
	if st.Width(it.Label) > w {
		return cmp.Or(a.cutMiddle(it.Label, w), st.Truncate(it.Label, w, st.Sign.more))
	}
	return it.Label
}

// cutFront returns the end of a label that stands in w cells.
func (a *App) cutFront(label string, w int) string {
	for i := range label {
		if cut := a.st.Sign.more + label[i:]; a.st.Width(cut) <= w {
			return cut
		}
	}
	return label
}

// cutMiddle leaves words out of the middle of a label, "" where not even its first and last word fit w cells.
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
