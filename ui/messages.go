package ui

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/text"
	"pressroom/model"
)

// message is something that has happened by itself, while keys were pressed.
type message struct {
	text    string
	warning bool
	at      time.Time
}

// messageTime is how long a message stands in the footer at least: a key may be pressed as it comes.
const messageTime = 5 * time.Second

// maxMessages is how many messages are kept.
const maxMessages = 100

// messageLog is what has happened by itself; the last message stands in the footer.
type messageLog struct {
	all   []message // the last one last
	seen  time.Time // since when the last one stands in the footer
	fresh bool      // it does
	brief bool      // on the footer's own row alone: a key was pressed, and may look at those above
}

func (a *App) report(text string, warning bool) {
	f, now := &a.messages, a.o.Clock()
	if n := len(f.all); n > 0 && f.all[n-1].text == text { // it happens again and again
		f.all = f.all[:n-1]
	}
	f.all = append(f.all, message{text, warning, now})
	f.all = f.all[max(0, len(f.all)-maxMessages):]
	f.seen, f.fresh, f.brief = now, true, false
	a.note, a.warning = "", false
	a.refreshOverlay(model.MessageOverlay)
}

// reportError reports what could not be done, where there is an error.
func (a *App) reportError(what string, err error) {
	if err != nil {
		a.report(what+": "+a.reason(err), true)
	}
}

// passMessage takes a message away that was seen long enough, at a key or a click.
func (a *App) passMessage() {
	f, now := &a.messages, a.o.Clock()
	f.brief = true
	switch {
	case a.note != "" || a.promptText() != "" || a.hintsFirst():
		f.seen = now
	case now.Sub(f.seen) >= messageTime:
		f.fresh = false
	}
}

// hintsFirst reports whether a prompt or an overlay is up, whose hints go before messages.
func (a *App) hintsFirst() bool { return a.place() == inPrompt || a.place() == inOverlay }

// messageLine returns the message that stands in the footer, "" where none does.
func (a *App) messageLine() string {
	f := &a.messages
	switch {
	case !f.fresh || len(f.all) == 0 || a.hintsFirst(), f.brief && a.layout.footer.empty():
		return ""
	case f.brief:
		return a.st.Truncate(f.all[len(f.all)-1].draw(a.st), a.w-a.pinnedWidth()-1, a.st.Sign.more)
	}
	return f.all[len(f.all)-1].draw(a.st)
}

func (b *message) draw(st *Styles) string {
	if b.warning {
		return st.Warn.Render(b.text)
	}
	return b.text
}

// messageText returns the messages, the last first.
func (a *App) messageText() *entryText {
	all := slices.Clone(a.messages.all)
	slices.Reverse(all)
	return &entryText{
		name: "Messages", n: len(all),
		folded: func(i int) string { return text.Fold(all[i].text) },
		draw: func(i, w int) []string {
			left := a.st.Dim.Render(a.at(all[i].at)) + "  "
			return a.st.beside(left, a.st.Wrap(all[i].draw(a.st), max(w-a.st.Width(left), 8)))
		},
	}
}

// behind is the message of a problem that was met in the background.
type behind struct{ data.Problem }

// awaitProblem waits for the next problem, where one can come.
func (a *App) awaitProblem() tea.Cmd {
	if a.o.Behind == nil {
		return nil
	}
	return func() tea.Msg {
		if q, more := a.o.Behind(); more {
			return behind{q}
		}
		return nil
	}
}

// onBehind reports a problem that was met in the background, and waits for the next one.
func (a *App) onBehind(q behind) tea.Cmd {
	a.problems = append(a.problems, q.Problem)
	first, size := utf8.DecodeRuneInString(q.What)
	a.report(string(unicode.ToUpper(first))+q.What[size:]+". ! shows where.", true)
	return a.awaitProblem()
}

// allProblems returns what was skipped or mended.
func (a *App) allProblems() []data.Problem {
	list := a.reader.Library().Problems
	return append(list[:len(list):len(list)], a.problems...)
}

func (a *App) countProblems() int {
	return data.CountProblems(a.reader.Library().Problems) + data.CountProblems(a.problems)
}

// tellProblems reports how many records were skipped or mended, unless that was reported.
func (a *App) tellProblems() {
	n := data.CountProblems(a.reader.Library().Problems)
	if n > 0 && n != a.skipped {
		a.report(fmt.Sprintf("%d skipped or mended while reading: ! shows what", n), true)
	}
	a.skipped = n
}

// problemText returns what was skipped or mended.
func (a *App) problemText() *entryText {
	st, problems := a.st, a.allProblems()
	file, line := "", 0 // the longest, and the greatest
	for i := range problems {
		if p := &problems[i]; len(p.File) > len(file) {
			file = p.File
		}
		line = max(line, problems[i].Line)
	}
	longest := st.Width(data.Place{File: file, Line: line}.String())
	return &entryText{
		name: "What was skipped, mended or made anew", n: len(problems),
		folded: func(i int) string { return text.Fold(problems[i].Place.String() + " " + problems[i].What) },
		draw: func(i, w int) []string {
			column := min(longest, max(12, w/3))
			return st.beside(st.Strong.Render(st.fit(problems[i].Place.String(), column))+"  ", st.Wrap(problems[i].What, max(w-column-2, 8)))
		},
	}
}

// say puts a note into the footer, for an action with nothing else to do.
func (a *App) say(note string) tea.Cmd {
	a.note = note
	return nil
}

// warn shows an error with what could not be done, until the next key.
func (a *App) warn(what string, err error) {
	if err != nil {
		a.note, a.warning = what+": "+a.reason(err), true
	}
}

// reason returns what an error says; a remote reader is not told the name of a file.
func (a *App) reason(err error) string {
	var e *store.Error
	if a.o.Remote && errors.As(err, &e) {
		err = e.Kind
	}
	text, _ := data.SanitizeLine(err.Error())
	return text
}
