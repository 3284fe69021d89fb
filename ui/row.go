package ui

import (
	"slices"
	"strings"

	"pressroom/data/archive"
	"pressroom/data/text"
	"pressroom/model"
)

// row draws the lines of row i: date, category, headline, the letters lit that matched. The
// mark of the cursor stands right before the headline, so that a move writes
// no more than the two headlines anew.
func (a *App) row(f listForm, i int) []string {
	r := a.reader.At(i)
	st := a.st
	mark, title, lit := " ", ink{}, st.Lit
	if i == a.reader.Cursor() {
		mark, title, lit = st.Accent.Render(st.Sign.cursor), st.Selected, st.LitSelected
		if a.slow {
			mark = st.Selected.Render(st.Sign.cursor) // a colour of its own costs 15 bytes
		}
	}
	lead := " "
	switch {
	case slices.Contains(a.marked, r.ID):
		lead = st.Brand.Render("*")
	case a.reader.NearDuplicate(i):
		lead = st.Dim.Render(st.Sign.near)
	}
	date := r.Date.String()
	switch {
	case f.grouped:
		date = r.Date.Time().Format("Mon _2")
	case f.w < fullDateWidth:
		date = date[len("2025-"):]
	}
	category := ""
	if f.facts > 0 {
		category = model.CategoryName(r.Category)
	}
	spans := a.reader.Lit(i)
	hit := i >= a.reader.Listing().TextFrom() && f.hitSize > 1
	if f.rowSize == 1 {
		facts := date
		if f.facts > 0 {
			facts += "  " + st.fit(category, f.facts)
		}
		left := lead + st.Dim.Render(facts) + " " + mark // in one: each change of colour is 14 bytes
		room := f.w - st.Width(left) - 1
		lines := []string{st.fit(left+a.light(r.Title, 0, room, spans, title, lit), f.w)}
		if hit {
			lines = append(lines, a.snippet(i, st.Width(left)-1, mark, "", f.w))
		}
		return lines
	}
	// The headline has two lines; the date stands beside the first, the
	// category beside the second.
	side := max(len(date), f.facts)
	room := f.w - side - 4
	line := func(lead, fact, text string) string {
		return st.fit(lead+st.Dim.Render(st.fit(fact, side))+" "+mark+text, f.w)
	}
	if hit && f.hitSize == 2 {
		return []string{
			line(lead, date, a.light(r.Title, 0, room, spans, title, lit)),
			a.snippet(i, side+2, mark, category, f.w),
		}
	}
	end, next := a.breakLine(r.Title, room)
	lines := []string{
		line(lead, date, a.light(r.Title[:end], 0, room, spans, title, lit)),
		line(" ", category, a.light(r.Title[next:], next, room, spans, title, lit)),
	}
	if hit {
		lines = append(lines, a.snippet(i, 1, " ", "", f.w)) // with the room of the facts
	}
	return lines
}

// snippet draws the line below a headline that shows where the text matches.
// The mark stands in column at; what is left of it holds a fact.
func (a *App) snippet(i, at int, mark, fact string, w int) string {
	st := a.st
	s := a.reader.Snippet(i)
	if st.ASCII { // of as many bytes, so that what is lit stays where it is
		if rest, cut := strings.CutPrefix(s.Text, "…"); cut {
			s.Text = "..." + rest
		}
		if rest, cut := strings.CutSuffix(s.Text, "…"); cut {
			s.Text = rest + "..."
		}
	}
	room := w - at - 2
	place, cut := a.inSight(s, room)
	left := st.fit(" "+st.Dim.Render(st.fit(fact, max(0, at-2))), at)
	return st.fit(left+mark+a.light(place, cut, room, s.Lit, st.Dim, st.Lit), w)
}

// inSight returns the end of a snippet that begins near enough to the first lit
// word for that to be seen in w cells, and how many bytes it leaves out.
func (a *App) inSight(s archive.Snippet, w int) (place string, cut int) {
	if len(s.Lit) == 0 || a.st.Width(s.Text[:s.Lit[0].End]) <= w {
		return s.Text, 0
	}
	from := s.Lit[0].Start
	for i := from - 1; i > 0 && a.st.Width(s.Text[i:s.Lit[0].End]) <= max(w/2, w-20); i-- {
		if s.Text[i-1] == ' ' {
			from = i
		}
	}
	return s.Text[from:], from
}

// light styles s, a part of a headline that begins at byte offset, in at most
// w cells: lit where spans say so, base elsewhere. A letter is lit whole.
func (a *App) light(s string, offset, w int, spans []text.Span, base, lit ink) string {
	var b strings.Builder
	begun, at, isLit := 0, 0, false // of the run
	for piece := range a.st.Pieces(s) {
		for len(spans) > 0 && spans[0].End <= offset+at {
			spans = spans[1:]
		}
		on := len(spans) > 0 && spans[0].Start < offset+at+len(piece)
		if on != isLit {
			b.WriteString(inkFor(isLit, base, lit).Render(s[begun:at]))
			begun, isLit = at, on
		}
		at += len(piece)
	}
	b.WriteString(inkFor(isLit, base, lit).Render(s[begun:]))
	return a.st.Truncate(b.String(), w, a.st.Sign.more)
}

func inkFor(isLit bool, base, lit ink) ink {
	if isLit {
		return lit
	}
	return base
}

// breakLine returns where the first line of s ends when it is wrapped to w
// cells, and where the next begins. It breaks at a space; a word longer than a
// line is cut.
func (a *App) breakLine(s string, w int) (end, next int) {
	if a.st.Width(s) <= w {
		return len(s), len(s)
	}
	for i := range s {
		if s[i] != ' ' {
			continue
		}
		if a.st.Width(s[:i]) > w {
			break
		}
		end = i
	}
	if end == 0 {
		end = len(a.st.Truncate(s, w, ""))
		return end, end
	}
	return end, len(s) - len(strings.TrimLeft(s[end:], " "))
}
