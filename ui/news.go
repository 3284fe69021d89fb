package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/text"
	"pressroom/model"
)

// bulletin is something that has happened by itself, while keys were pressed.
type bulletin struct {
	text    string
	warning bool
	at      time.Time
}

// newsTime is how long a bulletin stands in the footer at least, whatever is pressed:
// it comes while a hand is moving, and would be gone before it was read.
const newsTime = 5 * time.Second

// maxNews is how many bulletins are kept.
const maxNews = 100

// newsFeed is what has happened: the last bulletin stands in the footer, and all of them
// in a window of their own.
type newsFeed struct {
	all   []bulletin // the last one last
	seen  time.Time  // since when the last one stands in the footer
	fresh bool       // it does
	brief bool       // on the footer's own row alone: a key was pressed, and may look at those above
}

// report says what has happened.
func (a *App) report(text string, warning bool) {
	f, now := &a.news, a.clock()
	if n := len(f.all); n > 0 && f.all[n-1].text == text { // it happens again and again
		f.all = f.all[:n-1]
	}
	f.all = append(f.all, bulletin{text, warning, now})
	f.all = f.all[max(0, len(f.all)-maxNews):]
	f.seen, f.fresh, f.brief = now, true, false
	a.note, a.warning = "", false
	a.renewMessages()
}

// reportError says what could not be done, where there is an error.
func (a *App) reportError(what string, err error) {
	if err != nil {
		a.report(what+": "+a.reason(err), true)
	}
}

// passNews takes the bulletin away that was seen long enough, at a key or a click. What
// stood in its place does not count.
func (a *App) passNews() {
	f, now := &a.news, a.clock()
	f.brief = true
	switch {
	case a.note != "" || a.promptSays() != "":
		f.seen = now
	case now.Sub(f.seen) >= newsTime:
		f.fresh = false
	}
}

// newsLine returns the bulletin that stands in the footer, "" where none does.
func (a *App) newsLine() string {
	f := &a.news
	switch {
	case !f.fresh || len(f.all) == 0, f.brief && a.layout.footer.empty():
		return ""
	case f.brief:
		return a.st.Truncate(f.all[len(f.all)-1].draw(a.st), a.w-a.pinnedWidth()-1, a.st.Sign.more)
	}
	return f.all[len(f.all)-1].draw(a.st)
}

func (b *bulletin) draw(st *Styles) string {
	if b.warning {
		return st.Warn.Render(b.text)
	}
	return b.text
}

// showMessages shows all bulletins, or shows them no more.
func (a *App) showMessages(times) tea.Cmd {
	if a.reader.Overlay() == model.MessageOverlay {
		a.reader.ShowOverlay(model.NoOverlay)
		return nil
	}
	if len(a.news.all) == 0 {
		a.note = "Nothing has happened by itself yet."
		return nil
	}
	a.openOverlay(model.MessageOverlay)
	a.news.fresh = false
	return nil
}

// renewMessages shows the bulletins as they are now, where they are shown.
func (a *App) renewMessages() {
	if a.reader.Overlay() == model.MessageOverlay {
		a.overlay.text = a.newMessages()
		a.overlay.text.search(a.overlay.words)
	}
}

// messageText is what has happened, the last first.
type messageText struct {
	a          *App
	all, found []bulletin
}

func (a *App) newMessages() *messageText {
	all := slices.Clone(a.news.all)
	slices.Reverse(all)
	return &messageText{a, all, all}
}

func (t *messageText) title() string { return "Messages" }

func (t *messageText) len(int) int { return len(t.found) }

func (t *messageText) lines(i, w int) (lines []string) {
	st, b := t.a.st, &t.found[i]
	left := t.a.at(b.at)
	column := st.Width(left) + 2
	for n, part := range st.Wrap(b.draw(st), max(min(w, maxProblem)-column, 8)) {
		if n == 0 {
			lines = append(lines, st.Dim.Render(left)+"  "+part)
		} else {
			lines = append(lines, strings.Repeat(" ", column)+part)
		}
	}
	return lines
}

// search leaves the bulletins that hold every word.
func (t *messageText) search(words string) {
	folded := strings.Fields(text.Fold(words))
	t.found = nil
	for _, b := range t.all {
		if holds(text.Fold(b.text), folded) {
			t.found = append(t.found, b)
		}
	}
}
