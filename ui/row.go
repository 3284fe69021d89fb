package ui

import (
	"cmp"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/text"
	"pressroom/model"
)

// unread reports whether it is shown that row i is unread.
func (a *App) unread(i int) bool {
	return a.reader.Marking() && !a.reader.IsRead(a.reader.Listing().Number(i))
}

// row draws the lines of row i. While the cursor moves only the block before a headline does, and no line is filled.
func (a *App) row(f listForm, i int) []string {
	r, st := a.reader.At(i), a.st
	text, spans, lines := a.headline(r.Title, a.reader.Highlights(i), f.room, f.lines)
	category := 0
	if r.Category != "" { // else what else there is stands at the edge
		category = f.category
	}
	note, sign := a.rowNote(category, r, f.w-f.lead-st.Width(text[lines[len(lines)-1].from:]))
	out := make([]string, 0, a.sizeOf(f, i))
	for n, l := range lines {
		k := a.rowStyle(i, n)
		line := a.rowLead(f, i, n, k, sign) + a.highlight(text[l.from:l.to], l.from, f.room, spans, k.text, k.highlight)
		if n == len(lines)-1 {
			line = a.rowEnd(line, f.w-category-len("  ")*min(category, 1), k, k.note, note, st.Width(note))
			line = a.rowEnd(line, f.w, k, k.dim, model.CategoryName(r.Category), min(st.Width(model.CategoryName(r.Category)), category))
		}
		if k.filled {
			line += st.blank(k.base, f.w-st.Width(line))
		}
		out = append(out, line)
	}
	hits := 0
	if a.reader.Listing().HasPlaces(i) {
		hits = f.hit
	}
	for n := len(out); n < a.sizeOf(f, i)-hits; n++ { // one that was cut may be shorter
		out = append(out, a.rowLead(f, i, n, rowStyle{}, ""))
	}
	if hits > 0 {
		out = append(out, a.snippet(i, f)...)
	}
	return out
}

// rowStyle is how a line of a headline is drawn.
type rowStyle struct {
	filled          bool
	base, dim, note lineStyle // blanks; what stands beside the headline
	text, highlight lineStyle // of the headline
}

// rowStyle returns how line n of the headline of row i is drawn.
func (a *App) rowStyle(i, n int) rowStyle {
	st, unread, filled := a.st, a.unread(i), n == 0 && a.blocked(i) && a.reader.AtRest()
	switch {
	case filled && unread:
		return rowStyle{true, st.Selected, st.Selected, st.Selected, st.SelectedStrong, st.HighlightSelectedStrong}
	case filled:
		return rowStyle{true, st.Selected, st.Selected, st.Selected, st.Selected, st.HighlightSelected}
	case unread:
		return rowStyle{dim: st.Dim, note: a.noteStyle(a.reader.At(i)), text: st.Strong, highlight: st.HighlightStrong}
	}
	return rowStyle{dim: st.Dim, note: a.noteStyle(a.reader.At(i)), highlight: st.Highlight}
}

// blocked reports whether row i has the cursor's block before its headline.
func (a *App) blocked(i int) bool { return i == a.reader.Cursor() && a.focused(model.ListPane) }

// rowLead draws what stands before line n of row i: cursor, date, what happened to the release, the reader's marks.
func (a *App) rowLead(f listForm, i, n int, k rowStyle, happened string) string {
	st, r := a.st, a.reader.At(i)
	switch {
	case n > 0 && a.blocked(i):
		return st.Chip.Render(strings.Repeat(" ", f.lead-1)) + " "
	case n > 0:
		return a.bar(i) + strings.Repeat(" ", f.lead-1)
	}
	if happened == "" && a.reader.NearDuplicate(i) {
		happened = st.Sign.near
	}
	own := ""
	switch {
	case slices.Contains(a.marked, r.ID):
		own = "*"
	case a.reader.IsStarred(r.Number):
		own = st.Sign.star
	case st.Plain && a.unread(i): // also where no bold is seen
		own = st.Sign.unread
	}
	date, happened := r.Date.Time().Format(f.date), cmp.Or(happened, " ")
	if a.blocked(i) {
		return st.Chip.Render(st.Sign.focus+date+happened+cmp.Or(own, " ")) + k.base.Render(" ")
	}
	return st.Fit(a.bar(i)+st.Dim.Render(date)+a.noteStyle(r).Render(happened)+st.Brand.Render(own), f.lead, "")
}

// bar draws the first cell of a line of row i: the cursor's, where no block shows it.
func (a *App) bar(i int) string {
	if i != a.reader.Cursor() {
		return " "
	}
	return a.st.Accent.Render(a.st.Sign.cursor)
}

// noteStyle returns the style of a row's note: dim, but where it was corrected since it was read.
func (a *App) noteStyle(r *data.Release) lineStyle {
	if a.reader.Marking() && a.reader.IsCorrected(r.Number) {
		return a.st.Brand
	}
	return a.st.Dim
}

// rowNote returns what stands behind a headline, or, where there is no room, a sign for it.
func (a *App) rowNote(category int, r *data.Release, room int) (note, sign string) {
	switch {
	case r.Vanished && r.Revised && room >= category+len("    corrected, gone"):
		note, sign = "corrected, gone", a.st.Sign.gone
	case r.Vanished:
		note, sign = "gone", a.st.Sign.gone
	case r.Revised:
		note, sign = "corrected", a.st.Sign.revised
	default:
		return "", ""
	}
	if category > 0 {
		room -= len("  ") + category
	}
	if room >= len("  ")+len(note) {
		return note, ""
	}
	return "", sign
}

// rowEnd appends a fact of w cells that ends at a column, where there is room.
func (a *App) rowEnd(line string, column int, k rowStyle, style lineStyle, fact string, w int) string {
	gap := column - a.st.Width(line) - w
	if w == 0 || gap < len("  ") {
		return line
	}
	return line + k.base.Render(strings.Repeat(" ", gap)) + style.Render(a.st.Fit(fact, w, a.st.Sign.more))
}

// cut is a part of a text, in bytes.
type cut struct{ from, to int }

// cuts returns where the lines of a wrapped text stand in it.
func cuts(s string, lines []string) []cut {
	var all []cut
	at := 0
	for _, line := range lines {
		at += max(strings.Index(s[at:], line), 0)
		all = append(all, cut{at, at + len(line)})
		at += len(line)
	}
	return all
}

// headline returns a headline on at most most lines of room cells; a longer one is cut around its highlights.
func (a *App) headline(title string, highlights []text.Span, room, most int) (text string, spans []text.Span, lines []cut) {
	if lines = cuts(title, a.st.WrapEven(title, room)); len(lines) <= most {
		return title, highlights, lines
	}
	return a.shorten(title, highlights, room, most)
}

// shorten leaves words out of a headline until it has most lines: highlighted ones stay longest, then the first.
func (a *App) shorten(title string, highlights []text.Span, room, most int) (string, []text.Span, []cut) {
	words := wordsOf(title)
	keep := make([]bool, len(words))
	try := func(i int) bool {
		keep[i] = true
		text, _ := a.join(title, words, keep, nil)
		keep[i] = len(a.st.WrapWords(text, room)) <= most
		return keep[i]
	}
	kept := false
	for i, w := range words {
		if slices.ContainsFunc(highlights, func(s text.Span) bool { return s.Start < w.to && s.End > w.from }) && try(i) {
			kept = true
		}
	}
	for i := range words {
		if !keep[i] && !try(i) {
			break
		}
		kept = true
	}
	if !kept { // the first word alone is longer: it is cut where the lines end, or before what is highlighted
		from := 0
		if end := cuts(title, a.st.WrapWords(title, room))[most-1].to; len(highlights) > 0 && highlights[0].End > end {
			from = highlights[0].Start
		}
		words, keep = []cut{{from, len(title)}}, []bool{true}
	}
	text, spans := a.join(title, words, keep, highlights)
	lines := cuts(text, a.st.WrapWords(text, room))
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1].to = len(text) // to be cut when it is drawn
	}
	return text, spans, lines
}

// wordsOf returns the words of a text, which spaces part.
func wordsOf(s string) []cut {
	return cuts(s, strings.FieldsFunc(s, func(c rune) bool { return c == ' ' }))
}

// join writes the words that are kept, with a sign for the others, and returns where the highlights are.
func (a *App) join(s string, words []cut, keep []bool, highlights []text.Span) (string, []text.Span) {
	var b strings.Builder
	var spans []text.Span
	gap := len(words) > 0 && words[0].from > 0
	for i, w := range words {
		if !keep[i] {
			gap = true
			continue
		}
		if gap {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(a.st.Sign.more)
			gap = false
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		for _, l := range highlights {
			if l.Start < w.to && l.End > w.from {
				shift := b.Len() - w.from
				spans = append(spans, text.Span{Start: max(l.Start, w.from) + shift, End: min(l.End, w.to) + shift})
			}
		}
		b.WriteString(s[w.from:w.to])
	}
	if gap {
		b.WriteString(" " + a.st.Sign.more)
	}
	return b.String(), spans
}

// snippet draws the lines below a headline that show where the text matches.
func (a *App) snippet(i int, f listForm) []string {
	st := a.st
	s := a.reader.Snippet(i)
	if st.ASCII { // of as many bytes, so that what is highlighted stays where it is
		if rest, cut := strings.CutPrefix(s.Text, "…"); cut {
			s.Text = "..." + rest
		}
		if rest, cut := strings.CutSuffix(s.Text, "…"); cut {
			s.Text = rest + "..."
		}
	}
	place, from := a.inSight(s, f.room*f.hit-f.hit/2*10)
	lines := cuts(place, a.st.WrapWords(place, f.room))
	out := make([]string, f.hit)
	for n := range out {
		out[n] = a.bar(i) + strings.Repeat(" ", f.lead-1)
		if n < len(lines) {
			text, more := place[lines[n].from:lines[n].to], ""
			if rest := place[lines[n].from:]; n == f.hit-1 && len(rest) > len(text) { // cut at a word
				text, more = st.WrapWords(rest, max(f.room-st.Width(st.Sign.more), 1))[0], st.Dim.Render(st.Sign.more)
			}
			out[n] += a.highlight(text, from+lines[n].from, f.room, s.Highlights, st.Dim, st.Highlight) + more
		}
	}
	return out
}

// inSight returns the end of a snippet that has its first highlight in w cells, and how many bytes it leaves out.
func (a *App) inSight(s texts.Snippet, w int) (place string, cut int) {
	if len(s.Highlights) == 0 || a.st.Width(s.Text[:s.Highlights[0].End]) <= w {
		return s.Text, 0
	}
	from := s.Highlights[0].Start
	for i := from - 1; i > 0 && a.st.Width(s.Text[i:s.Highlights[0].End]) <= max(w/2, w-20); i-- {
		if s.Text[i-1] == ' ' {
			from = i
		}
	}
	return s.Text[from:], from
}

// highlight styles s, which begins at byte offset of the text of spans, in at most w cells.
func (a *App) highlight(s string, offset, w int, spans []text.Span, base, highlight lineStyle) string {
	var b strings.Builder
	begun, at, highlighted := 0, 0, false // of the run
	for piece := range a.st.Pieces(s) {
		for len(spans) > 0 && spans[0].End <= offset+at {
			spans = spans[1:]
		}
		on := len(spans) > 0 && spans[0].Start < offset+at+len(piece)
		if on != highlighted {
			b.WriteString(styleFor(highlighted, base, highlight).Render(s[begun:at]))
			begun, highlighted = at, on
		}
		at += len(piece)
	}
	b.WriteString(styleFor(highlighted, base, highlight).Render(s[begun:]))
	return a.st.Truncate(b.String(), w, a.st.Sign.more)
}

func styleFor(highlighted bool, base, highlight lineStyle) lineStyle {
	if highlighted {
		return highlight
	}
	return base
}
