package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/text"
	"pressroom/model"
)

// News is a message on something that has happened: it stands at the foot of the screen for some seconds at least.
type News string

// noSource is what to do where no source is followed.
const noSource = "No source is followed yet: pressroom source add ADDRESS adds one."

// sync asks the sources, or says how far that is; R twice in a row stops it.
func (a *App) sync(t times) tea.Cmd {
	p, running := a.reader.Syncing()
	switch {
	case running && t.again && a.told:
		a.reader.StopSync()
		a.note = "Stopping."
	case running:
		p.Source = ""
		a.note, a.told = "Still "+a.howFar(p)+": press R again to stop it.", true
		return nil
	default:
		cmd := a.reader.Sync()
		if a.layout.title.empty() { // where it would be seen
			a.note = "Asking the sources" + a.st.Sign.more
		}
		a.told = false
		return cmd
	}
	a.told = false
	return nil
}

// nameRoom is what the name of a source wants at least, in cells.
const nameRoom = 20

// howFar returns the progress of a sync, in as much room as the title bar has for it.
func (a *App) howFar(p model.SyncProgress) string {
	if p.Total == 0 {
		return "syncing" + a.st.Sign.more
	}
	line := fmt.Sprintf("syncing %d of %d", min(p.Done+1, p.Total), p.Total)
	if room := a.w - titleRoom - len(line); p.Source != "" && room >= nameRoom {
		name, _ := data.SanitizeLine(p.Source)
		line += ": " + a.st.Truncate(name+a.st.Sign.more, min(room-2, 2*nameRoom), a.st.Sign.more)
	}
	return line
}

// onSources reports the result of a sync, and shows the sources as they are now.
func (a *App) onSources(msg tea.Msg) tea.Cmd {
	cmd := a.reader.Update(msg)
	switch msg := msg.(type) {
	case model.Synced:
		a.report(a.outcome(msg))
	case model.SourcesRead:
		a.refreshOverlay(model.SourceOverlay)
	case News:
		a.report(string(msg), false)
	}
	return cmd
}

// outcome returns the message on the result of a sync, and whether it is a warning.
func (a *App) outcome(msg model.Synced) (line string, warning bool) {
	r := &msg.SyncResult
	switch {
	case msg.Err != nil && !msg.Stopped:
		return "The sources could not be asked: " + a.reason(msg.Err), true
	case r.Followed == 0 && !msg.Stopped:
		return noSource, false
	}
	var parts []string
	switch {
	case msg.Stopped:
		parts = append(parts, fmt.Sprintf("Stopped: %s, %d of %s asked", a.brought(r), r.Asked, plural(r.Followed, "source")))
	case r.Asked == 0:
		parts = append(parts, notAsked(r)...)
	case r.New+r.Changed+r.Gone > 0 || r.Asked > len(r.Failed):
		parts = append(parts, a.brought(r))
	}
	short := slices.Clone(parts)
	if n := len(r.Failed); n > 0 {
		short = append(short, fmt.Sprintf("%d failed", n))
	}
	for _, f := range r.Failed {
		parts = append(parts, f.Source+" failed: "+f.Reason+a.again(f.Again))
	}
	for _, f := range r.Alone {
		alone := f.Source + " asked to be left alone until " + a.at(f.Again)
		parts, short = append(parts, alone), append(short, alone)
	}
	line, _ = data.SanitizeLine(strings.Join(parts, "; "))
	if a.st.Width(line)+2 > a.w && len(r.Failed) > 0 {
		line, _ = data.SanitizeLine(strings.Join(short, "; "))
		line += " (:sources)"
	}
	if rest, nothing := strings.CutPrefix(line, nothingNew); nothing {
		line = "Nothing new" + rest
	}
	if !strings.HasSuffix(line, ".") && !strings.HasSuffix(line, ")") { // behind a command in brackets, no stop that may be typed with it
		line += "."
	}
	return line, len(r.Failed) > 0
}

// notAsked returns why no source was asked, but for those that are to be left alone.
func notAsked(r *model.SyncResult) (parts []string) {
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{r.Recent, "was asked some seconds ago", "were asked some seconds ago"},
		{r.Elsewhere, "is asked by another pressroom", "are asked by another pressroom"},
		{r.Ended, "is gone for good (:sources)", "are gone for good (:sources)"},
	} {
		switch p.n {
		case 0:
		case 1:
			parts = append(parts, "1 source "+p.one)
		default:
			parts = append(parts, plural(p.n, "source")+" "+p.many)
		}
	}
	return parts
}

// nothingNew is what sources brought that have nothing new.
const nothingNew = "nothing new"

func (a *App) brought(r *model.SyncResult) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{r.New, " new"}, {r.Changed, " changed"}, {r.Gone, " no longer there"}} {
		if p.n > 0 {
			parts = append(parts, thousands(p.n)+p.what)
		}
	}
	line := nothingNew
	if len(parts) > 0 {
		line = strings.Join(parts, " and ")
	}
	if r.Brought > 0 {
		line += " from " + plural(r.Brought, "source")
	}
	return line
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(n) + " " + what + "s"
}

func fails(n int) string {
	if n == 1 {
		return "1 source fails"
	}
	return thousands(n) + " sources fail"
}

// at writes a time: of today, by the clock alone.
func (a *App) at(t time.Time) string {
	now := a.o.Clock()
	t = t.In(now.Location())
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("2006-01-02 15:04")
}

// again returns when a source is tried again.
func (a *App) again(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return ", again at " + a.at(t)
}

// sourceText returns the sources that are followed, those that fail first.
func (a *App) sourceText() *entryText {
	list, err := a.reader.Sources()
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y store.Source) int { return sourceRank(&x) - sourceRank(&y) })
	t := &entryText{name: "The sources", n: len(list)}
	if t.n == 0 {
		none := noSource
		if err != nil {
			none = "They could not be read: " + a.reason(err)
		}
		t.n, t.draw = 1, func(_, w int) []string { return a.st.Wrap(none, w) }
		return t
	}
	t.folded = func(i int) string {
		s := &list[i]
		return text.Fold(s.Name + " " + store.ShownAddress(s.Address) + " " + s.Fetch.Failure)
	}
	t.draw = func(i, w int) []string { return a.sourceLines(&list[i], w) }
	return t
}

// sourceRank orders the sources: the lowest comes first.
func sourceRank(s *store.Source) int {
	switch {
	case s.Address == "":
		return 2
	case s.Fetch.Failures > 0, s.Fetch.Ended:
		return 0
	}
	return 1
}

// sourceLines draws a source: its name, how it is, and its address.
func (a *App) sourceLines(s *store.Source, w int) (lines []string) {
	st := a.st
	name, _ := data.SanitizeLine(s.Name)
	health, reason := a.health(s)
	mark := "  "
	if sourceRank(s) == 0 {
		mark = st.Warn.Render("! ")
	}
	lines = append(lines, mark+st.spread(st.Strong.Render(st.Truncate(name, max(w-2-len(health)-2, 8), st.Sign.more)), st.Dim.Render(health), w-2))
	if reason, _ = data.SanitizeLine(reason); reason != "" {
		for _, line := range st.Wrap(reason, max(w-4, 8)) {
			lines = append(lines, "    "+line)
		}
	}
	if address := store.ShownAddress(s.Address); address != "" {
		lines = append(lines, "    "+st.Dim.Render(st.Truncate(address, w-4, st.Sign.more)))
	}
	return lines
}

// health returns how the last fetches of a source went, and why they failed.
func (a *App) health(s *store.Source) (health, reason string) {
	f := &s.Fetch
	reason = strings.TrimPrefix(f.Failure, store.WithoutLogin(s.Address)+": ")
	last := ""
	if !f.Done.IsZero() {
		last = ", worked " + a.at(f.Done)
	}
	switch {
	case s.Address == "":
		return "not followed: what was imported", ""
	case f.Ended:
		return "gone for good" + last, reason
	case f.Failures > 0:
		return "fails since " + a.at(f.FailingSince) + last + a.again(f.Next), reason
	case f.Done.IsZero():
		return "not asked yet", ""
	}
	return "worked " + a.at(f.Done) + a.again(f.Next), ""
}

// onNewer goes on with a newer library, where there is one.
func (a *App) onNewer(msg model.Newer) tea.Cmd {
	before := a.reader.Library()
	cmd := tea.Batch(a.reader.Update(msg), a.awaitNewer())
	if a.reader.Library() == before {
		return cmd
	}
	a.tellProblems()
	return tea.Batch(cmd, a.enterAgain(), a.reader.ReadSources())
}

// follow begins to wait for newer libraries, and reads the sources.
func (a *App) follow() tea.Cmd { return tea.Batch(a.awaitNewer(), a.reader.ReadSources()) }

// awaitNewer waits for a newer library, where one can come.
func (a *App) awaitNewer() tea.Cmd {
	if a.o.Await == nil {
		return nil
	}
	return func() tea.Msg {
		if a.o.Await() {
			return model.Newer{}
		}
		return nil
	}
}
