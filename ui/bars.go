package ui

import (
	"fmt"
	"strings"

	"pressroom/data"
)

// titleBar draws the library's name, its size and its dates, of which the dates go first for want of room.
func (a *App) titleBar() string {
	lib, st := a.reader.Library(), a.st
	count := releases(lib.Len())
	if n := a.reader.Unread(); n > 0 && a.reader.Marking() {
		count = thousands(n) + " unread " + st.Sign.dot + " " + count
	}
	if days := lib.Days(); len(days) > 0 {
		if whole := count + " " + st.Sign.dot + " " + a.words(data.Period{From: days[len(days)-1], To: days[0]}, a.w); a.w >= titleRoom+st.Width(whole) {
			count = whole
		}
	}
	right := st.Dim.Render(count) + " "
	if text := a.titleRight(); text != "" {
		right = text
		if a.w >= titleRoom+st.Width(count+text) {
			right = st.Dim.Render(count) + "  " + text
		}
	}
	left := " " + st.Brand.Render("pressroom") + "   "
	room := a.w - st.Width(left) - st.Width(right) - 2
	if room < 8 {
		return st.spread(left, right, a.w)
	}
	return st.spread(left+st.Truncate(lib.Name, room, st.Sign.more), right, a.w)
}

// titleRoom is the least room for the names of program and library, in cells.
const titleRoom = 36

// titleRight draws the progress of reading or of a sync, or else how many messages and failing sources there are.
func (a *App) titleRight() string {
	st := a.st
	if p, ok := a.reader.Loading(); ok {
		if p.Total > 0 {
			return fmt.Sprintf("reading, %d%% ", 100*p.Done/p.Total)
		}
		return "reading" + st.Sign.more + " "
	}
	if p, ok := a.reader.Syncing(); ok {
		return a.howFar(p) + " "
	}
	text := ""
	if n := a.countProblems(); n > 0 {
		text = data.Count(n, "message") + " (!) "
	}
	if n := a.reader.Failing(); n > 0 {
		text += fmt.Sprintf("%s (:sources) ", fails(n))
	}
	return st.Warn.Render(text)
}

func releases(n int) string { return plural(n, "release") }

// message returns the lines of the footer's text, the last one for the footer itself.
func (a *App) message() []string {
	st, text := a.st, a.footerText()
	room := a.w - a.pinnedWidth() - hintGap
	if st.Width(text) <= room {
		return []string{text}
	}
	lines := st.Wrap(text, a.w-2)
	for i := range lines[1:] {
		lines[i+1] = " " + lines[i+1]
	}
	if st.Width(lines[len(lines)-1]) > room {
		lines = append(lines, "")
	}
	if most := max(1, min(maxMessage, a.h/2)); len(lines) > most {
		lines = append(lines[:most-1], st.Truncate(" "+strings.TrimLeft(strings.Join(lines[most-1:], ""), " "), room, st.Sign.more))
	}
	return lines
}

// maxMessage is how many rows a message takes at most.
const maxMessage = 6

// drawFooter draws a message, or the keys that serve here.
func (a *App) drawFooter(rows []string) {
	lines := a.message()
	last := len(lines) - 1
	if last > 0 && !a.layout.foot.empty() {
		rows[len(rows)-2-last] = a.st.Rule.Render(strings.Repeat(a.st.Sign.line, a.w))
	}
	for i, line := range lines[:last] {
		rows[len(rows)-1-last+i] = a.st.fit(line, a.w)
	}
	rows[len(rows)-1] = a.drawHints(lines[last])
}

// footerText returns the message that stands in the place of hints, "" for none.
func (a *App) footerText() string {
	st := a.st
	switch typing, news := a.promptText(), a.messageLine(); {
	case a.warning:
		return " " + st.Warn.Render(a.note)
	case a.note != "":
		return " " + a.note
	case typing != "":
		return " " + typing
	case news != "":
		return " " + news
	case a.count > 0:
		return " " + st.Strong.Render(fmt.Sprint(a.count))
	case a.reader.Opening():
		return " Reading the names in the releases" + st.Sign.more
	case a.notice != "" && !a.hintsFirst():
		return " " + st.Warn.Render(a.notice)
	}
	return ""
}

// promptText returns the error in the text being typed, or else a hint on it.
func (a *App) promptText() string {
	if a.reader.QueryError() != nil {
		return a.queryError()
	}
	return a.st.Dim.Render(a.reader.Hint())
}

// queryError returns what is wrong with the query being typed, and where.
func (a *App) queryError() string {
	f, typed := a.reader.QueryError(), a.input.Value()
	where := ""
	if f.Start < f.End && f.End <= len(typed) {
		place := typed[f.Start:f.End]
		where = a.st.Highlight.Render(place)
		if rest, named := strings.CutPrefix(f.What, place); named { // it need not be said twice
			return where + rest
		}
		where += "  "
	}
	return where + f.What
}
