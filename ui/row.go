package ui

import (
	"cmp"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/text"
	"pressroom/model"
	"pressroom/ui/cells"
)

// rowStyle is how a row is drawn.
type rowStyle struct {
	mark, rest      string // before the first line, and before each other
	base, dim, star lineStyle
	text, highlight lineStyle // of the headline, which is bold where the release is unread
}

// rowStyle returns how row i is drawn: the row under the cursor is filled where keys
// go to the list, else only marked.
func (a *App) rowStyle(i int) rowStyle {
	st := a.st
	unread := a.unread(i)
	k := rowStyle{mark: " ", rest: " ", dim: st.Dim, highlight: st.Highlight, star: st.Brand}
	if unread {
		k.text, k.highlight = st.Unread, st.HighlightUnread
	}
	switch {
	case i != a.reader.Cursor():
		return k
	case a.slow: // to fill the row would write both headlines anew
		k.mark, k.rest = st.Sign.cursor, st.Sign.cursor
		return k
	case !a.focused(model.ListPane):
		k.mark = st.Accent.Render(st.Sign.cursor)
		k.rest = k.mark
		return k
	}
	k = rowStyle{
		mark: st.SelectedMark.Render(st.Sign.cursor), rest: st.Selected.Render(" "),
		base: st.Selected, dim: st.Selected, text: st.Selected, highlight: st.HighlightSelected, star: st.SelectedMark,
	}
	if unread {
		k.text, k.highlight = st.UnreadSelected, st.HighlightUnreadSelected
	}
	return k
}

// unread reports whether it is shown that row i is unread.
func (a *App) unread(i int) bool {
	return a.reader.Marking() && !a.reader.IsRead(a.reader.Listing().Number(i))
}

// row draws the lines of row i: date and headline, the letters that matched highlighted,
// and at the right edge, where the headline leaves room, the category.
func (a *App) row(f listForm, i int) []string {
	r, st, k := a.reader.At(i), a.st, a.rowStyle(i)
	if r.Category == "" {
		f.category = 0 // what else there is stands at the edge
	}
	text, spans, lines := a.headline(r.Title, a.reader.Highlights(i), f.room, f.lines)
	note, sign := a.rowNote(f, r, f.w-f.lead-st.Width(text[lines[len(lines)-1].from:]))
	left := a.rowLead(k, i, r.Date.Time().Format(f.date), sign)
	hit := a.reader.Listing().HasPlaces(i) && f.hit > 0
	if hit { // the bar goes on to the snippet; elsewhere the fill tells, for fewer bytes
		k.rest = k.mark
	}
	var out []string
	for n, l := range lines {
		if n > 0 {
			left = k.rest + k.base.Render(strings.Repeat(" ", f.lead-1))
		}
		line := left + a.highlight(text[l.from:l.to], l.from, f.room, spans, k.text, k.highlight)
		gap := f.w - st.Width(line)
		if note != "" && n == len(lines)-1 {
			line += a.rowEnd(k, gap-f.category-len("  ")*min(f.category, 1), a.noteStyle(k, r), note, st.Width(note), true)
			gap = f.w - st.Width(line)
		}
		fact := ""
		if f.category > 0 {
			fact = model.CategoryName(r.Category)
		}
		out = append(out, line+a.rowEnd(k, gap, k.dim, fact, min(st.Width(fact), f.category), n == len(lines)-1))
	}
	for blank := a.sizeOf(f, i) - len(out); blank > 0 && !(hit && blank <= f.hit); blank-- {
		out = append(out, k.rest)
	}
	if hit {
		mark := k.rest
		if i == a.reader.Cursor() && !a.slow {
			mark = st.Accent.Render(st.Sign.cursor)
		}
		out = append(out, a.snippet(i, f, mark)...)
	}
	return out
}

// rowLead draws what stands before the headline of row i: the cursor's mark, its date,
// and two signs, each in a column of its own: what happened to the release, and what the
// reader made of it.
func (a *App) rowLead(k rowStyle, i int, date, happened string) string {
	st, own, left, mark := a.st, "", date, k.mark
	if mark == " " { // in one with the date: each change of colour is a dozen bytes
		left, mark = mark+left, ""
	}
	if happened == "" && a.reader.NearDuplicate(i) {
		happened = st.Sign.near
	}
	switch r := a.reader.At(i); {
	case slices.Contains(a.marked, r.ID):
		own = "*"
	case a.reader.IsStarred(r.Number):
		own = st.Sign.star
	case st.Plain && a.unread(i): // also where no bold is seen
		own = st.Sign.unread
	}
	if in := a.noteStyle(k, a.reader.At(i)); in != k.dim && happened != "" {
		left = k.dim.Render(left) + in.Render(happened)
	} else {
		left = k.dim.Render(left + cmp.Or(happened, " "))
	}
	if own == "" {
		return mark + left + k.base.Render("  ")
	}
	return mark + left + k.star.Render(own) + k.base.Render(" ")
}

// noteStyle returns the style of a row's note on its release: dim, but where it was
// corrected since it was read.
func (a *App) noteStyle(k rowStyle, r *data.Release) lineStyle {
	if a.reader.Marking() && a.reader.IsCorrected(r.Number) {
		return k.star
	}
	return k.dim
}

// rowNote returns what the row of a release says beside its headline, where there is
// room for it behind that, and else a sign for it.
func (a *App) rowNote(f listForm, r *data.Release, room int) (note, sign string) {
	switch {
	case r.Vanished && r.Revised && room >= f.category+len("    corrected, gone"):
		note, sign = "corrected, gone", a.st.Sign.gone
	case r.Vanished:
		note, sign = "gone", a.st.Sign.gone
	case r.Revised:
		note, sign = "corrected", a.st.Sign.revised
	default:
		return "", ""
	}
	if f.category > 0 {
		room -= len("  ") + f.category
	}
	if room >= len("  ")+len(note) {
		return note, ""
	}
	return "", sign
}

// rowEnd draws the gap of so many cells at the right of a line of a row: in the last one
// with a fact of w cells, its category say, where there is room for it: at its end.
func (a *App) rowEnd(k rowStyle, gap int, style lineStyle, fact string, w int, last bool) string {
	st := a.st
	if last && w > 0 && gap >= len("  ")+w {
		return k.base.Render(strings.Repeat(" ", gap-w)) + style.Render(st.Fit(fact, w, st.Sign.more))
	}
	return st.blank(k.base, gap)
}

// cut is a part of a text, in bytes.
type cut struct{ from, to int }

// headline returns a headline as it stands on at most most lines of room cells,
// with its highlights. A headline that is longer is cut around that.
func (a *App) headline(title string, highlights []text.Span, room, most int) (text string, spans []text.Span, lines []cut) {
	if lines = a.wrapTitle(title, room); len(lines) <= most {
		return title, highlights, a.even(title, lines, room)
	}
	return a.shorten(title, highlights, room, most)
}

// wrapTitle returns the lines of a headline, of w cells at most.
func (a *App) wrapTitle(s string, w int) []cut {
	var lines []cut
	for at := 0; ; {
		end, next := a.breakLine(s[at:], w)
		lines = append(lines, cut{at, at + end})
		if at += next; at >= len(s) || next == 0 || len(lines) > fullLines { // of more nobody asks
			return lines
		}
	}
}

// even returns the lines of a headline, of room cells at most, as they are where all are
// nearly as long: else those of as many lines that leave the least room, so that no word
// stands alone below the others.
func (a *App) even(title string, lines []cut, room int) []cut {
	last := lines[len(lines)-1]
	if len(lines) == 1 || a.st.Width(title[last.from:last.to]) >= room*cells.EvenPart/100 {
		return lines
	}
	cells.Narrowest(room, func(w int) bool {
		narrower := a.wrapTitle(title, w)
		if len(narrower) > len(lines) {
			return false
		}
		lines = narrower
		return true
	})
	return lines
}

// shorten leaves words out of a headline until it has at most most lines: those
// that are highlighted stay as far as there is room, then those at its beginning.
func (a *App) shorten(title string, highlights []text.Span, room, most int) (string, []text.Span, []cut) {
	words := wordsOf(title)
	keep := make([]bool, len(words))
	try := func(i int) bool {
		keep[i] = true
		text, _ := a.join(title, words, keep, nil)
		keep[i] = len(a.wrapTitle(text, room)) <= most
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
		if end := a.wrapTitle(title, room)[most-1].to; len(highlights) > 0 && highlights[0].End > end {
			from = highlights[0].Start
		}
		words, keep = []cut{{from, len(title)}}, []bool{true}
	}
	text, spans := a.join(title, words, keep, highlights)
	lines := a.wrapTitle(text, room)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1].to = len(text) // to be cut when it is drawn
	}
	return text, spans, lines
}

// wordsOf returns the words of a text, which spaces part.
func wordsOf(s string) []cut {
	var words []cut
	for at := 0; at < len(s); {
		if s[at] == ' ' {
			at++
			continue
		}
		end := at
		for end < len(s) && s[end] != ' ' {
			end++
		}
		words = append(words, cut{at, end})
		at = end
	}
	return words
}

// join writes the words that are kept, with a sign where some are missing, and
// returns where its highlights are in that.
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
func (a *App) snippet(i int, f listForm, mark string) []string {
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
	lines := a.wrapTitle(place, f.room)
	out := make([]string, f.hit)
	for n := range out {
		out[n] = mark + strings.Repeat(" ", f.lead-1)
		if n < len(lines) {
			text := place[lines[n].from:lines[n].to]
			if rest := place[lines[n].from:]; n == f.hit-1 && len(rest) > len(text) { // cut at a word
				end, _ := a.breakLine(rest, max(f.room-st.Width(st.Sign.more), 1))
				text = rest[:end] + st.Sign.more
			}
			out[n] += a.highlight(text, from+lines[n].from, f.room, s.Highlights, st.Dim, st.Highlight)
		}
	}
	return out
}

// inSight returns the end of a snippet that begins near enough to the first highlighted
// word for that to be seen in w cells, and how many bytes it leaves out.
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

// highlight styles s, a part of a headline that begins at byte offset, in at most
// w cells: highlighted where spans say so, base elsewhere. A letter is highlighted whole.
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
