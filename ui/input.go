package ui

import (
	"fmt"
	"slices"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/screen"
)

// press does what a key press asks for. Outside of prompts a Korean letter is the
// key that it lies on.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	if a.reader.Prompt() != model.NoPrompt {
		return a.key(msg)
	}
	var cmds []tea.Cmd
	for _, k := range latin(msg) {
		cmds = append(cmds, a.key(k))
	}
	return tea.Batch(cmds...)
}

// key does what a key asks for.
func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	switch k := &a.keys; {
	case msg.String() == "ctrl+c":
		return tea.Quit
	case key.Matches(msg, k.Suspend):
		return tea.Suspend
	case key.Matches(msg, k.Redraw):
		return func() tea.Msg { return screen.Redraw{} }
	case a.layout.tooSmall:
		if msg.String() == "q" {
			return tea.Quit
		}
		return nil
	case a.reader.Prompt() != model.NoPrompt:
		return a.promptKey(msg)
	case a.reader.Overlay() != model.NoOverlay:
		return a.overlayKey(msg)
	case a.menuUp():
		return a.menuKey(msg)
	}
	if a.picking {
		if cmd, done := a.pickKey(msg); done {
			return cmd
		}
	}
	if cmd, done := a.commonKey(msg); done {
		return cmd
	}
	switch a.reader.Focus() {
	case model.ReleasePane:
		return a.releaseKey(msg)
	case model.FacetPane:
		return a.facetKey(msg)
	}
	return a.listKey(msg)
}

// withoutAlt returns the key that was pressed with Alt, and reports whether the
// terminal may have meant Esc, and then the key: both come as the same bytes
// where one follows the other closely, as in tmux.
func withoutAlt(msg tea.KeyPressMsg) (plain tea.KeyPressMsg, ok bool) {
	if !msg.Mod.Contains(tea.ModAlt) || msg.Code > unicode.MaxASCII {
		return msg, false
	}
	msg.Mod &^= tea.ModAlt
	if msg.Code >= ' ' && msg.Code < 0x7f && !msg.Mod.Contains(tea.ModCtrl) {
		letter := msg.Code
		if msg.Mod.Contains(tea.ModShift) {
			letter = unicode.ToUpper(letter)
		}
		msg.Text = string(letter)
	}
	return msg, true
}

// both takes two messages, one after the other.
func (a *App) both(first, second tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := a.Update(first)
	_, then := a.Update(second)
	return a, tea.Batch(cmd, then)
}

// commonKey does what a key means in every pane.
func (a *App) commonKey(msg tea.KeyPressMsg) (cmd tea.Cmd, done bool) {
	k, r := &a.keys, a.reader
	switch {
	case key.Matches(msg, k.Quit):
		return tea.Quit, true
	case key.Matches(msg, k.Help):
		a.openOverlay(model.HelpOverlay)
	case key.Matches(msg, k.Problems):
		if len(r.Library().Problems) == 0 {
			a.note = "Nothing was skipped."
			return nil, true
		}
		a.openOverlay(model.ProblemOverlay)
	case key.Matches(msg, k.NextPane):
		a.turn(1)
	case key.Matches(msg, k.PrevPane):
		a.turn(-1)
	case key.Matches(msg, k.Facets):
		if r.Focus() == model.FacetPane {
			r.Enter(model.ListPane)
		} else {
			r.Enter(model.FacetPane)
		}
	case key.Matches(msg, k.Zoom):
		if a.layout.single && r.Zoom() == model.Panes {
			a.note = "Each pane has the whole screen."
			return nil, true
		}
		r.ZoomOn()
	case key.Matches(msg, k.Order):
		a.reorder()
	case key.Matches(msg, k.Mouse):
		a.mouse = !a.mouse
		a.note = "The mouse is off: mark text with it. M turns it on."
		if a.mouse {
			a.note = "The mouse is on."
		}
	case key.Matches(msg, k.Copy):
		return a.copyCitation(), true
	case key.Matches(msg, k.Names):
		return r.OpenMenu(model.NamesMenu), true
	case key.Matches(msg, k.Related):
		return r.OpenMenu(model.RelatedMenu), true
	case key.Matches(msg, k.Filter):
		p := model.FilterPrompt
		if r.Focus() == model.ReleasePane {
			p = model.PagePrompt
			a.release.search.from = a.release.top
		}
		a.startPrompt(p)
	case key.Matches(msg, k.Period):
		a.startPrompt(model.PeriodPrompt)
	case key.Matches(msg, k.Clear):
		return r.ClearFacets(), true
	case key.Matches(msg, k.Last):
		return r.RemoveChip(len(r.Chips()) - 1), true
	case key.Matches(msg, k.Chip):
		return r.RemoveChip(int(msg.Code - '1')), true
	case key.Matches(msg, k.Next, k.Prev):
		n := 1
		if key.Matches(msg, k.Prev) {
			n = -1
		}
		if !r.Step(n) {
			a.note = map[int]string{1: "This is the last release of the list.", -1: "This is the first release of the list."}[n]
		} else if r.Focus() == model.ReleasePane {
			a.release.goTo(r.Listing().Query.WithoutFacets(), r.At(r.Cursor()).ID)
		}
	default:
		return nil, false
	}
	return nil, true
}

// turn lets keys go to the next pane, or with -1 to the previous one.
func (a *App) turn(n int) {
	order := []model.Pane{model.ListPane, model.ReleasePane, model.FacetPane}
	at := slices.Index(order, a.reader.Focus())
	a.reader.Enter(order[(at+n+len(order))%len(order)])
}

// copyCitation puts what a researcher cites on the clipboard.
func (a *App) copyCitation() tea.Cmd {
	r := a.reader.Shown()
	if a.reader.Focus() == model.ListPane && a.reader.Listing().Len() > 0 {
		r = a.reader.DocumentAt(a.reader.Cursor())
	}
	if r == nil {
		return nil
	}
	switch a.clipboard { // of which none says whether it has taken the text
	case screen.NoClipboard:
		a.note, a.warning = "This terminal has no clipboard.", true
		return nil
	case screen.TmuxClipboard:
		a.note = "Sent to tmux, which passes it on after: tmux set -s set-clipboard on"
	default:
		a.note = "Sent to the terminal’s clipboard: headline, date, ID."
	}
	text := citation(&r.Release)
	return func() tea.Msg { return screen.Copy(text) }
}

func citation(r *data.Release) string {
	return fmt.Sprintf("“%s” (%s), %s", r.Title, r.Date, r.ID)
}

// move returns how far a key moves in a pane whose page is page lines: ends is
// -1 for the beginning, 1 for the end.
func (a *App) move(msg tea.KeyPressMsg, page int) (by, ends int, ok bool) {
	k := &a.keys
	switch {
	case key.Matches(msg, k.Up):
		return -1, 0, true
	case key.Matches(msg, k.Down):
		return 1, 0, true
	case key.Matches(msg, k.PageUp):
		return -page, 0, true
	case key.Matches(msg, k.PageDown):
		return page, 0, true
	case key.Matches(msg, k.HalfUp):
		return -max(1, page/2), 0, true
	case key.Matches(msg, k.HalfDown):
		return max(1, page/2), 0, true
	case key.Matches(msg, k.Top):
		return 0, -1, true
	case key.Matches(msg, k.Bottom):
		return 0, 1, true
	}
	return 0, 0, false
}

// target returns where a move from at leads among n lines.
func target(at, by, ends, n int) int {
	switch ends {
	case -1:
		return 0
	case 1:
		return n - 1
	}
	return at + by
}

func (a *App) listKey(msg tea.KeyPressMsg) tea.Cmd {
	k, r := &a.keys, a.reader
	if by, ends, ok := a.move(msg, a.listPage()); ok {
		return r.MoveTo(target(r.Cursor(), by, ends, r.Listing().Len()))
	}
	switch {
	case key.Matches(msg, k.Open):
		a.open()
	case key.Matches(msg, k.Back):
		left, cmd := r.Back()
		if !left {
			a.note = "q quits."
			if r.Query().Faceted() {
				a.note = "X takes the facets off."
			}
		}
		return cmd
	}
	return nil
}

// open opens the release under the cursor: where it was read, or at the first
// place that the query finds in it.
func (a *App) open() {
	r := a.reader
	if r.Listing().Len() == 0 {
		return
	}
	a.release.search = pageSearch{}
	a.release.goTo(r.Listing().Query.WithoutFacets(), r.At(r.Cursor()).ID)
	r.Open()
}

func (a *App) releaseKey(msg tea.KeyPressMsg) tea.Cmd {
	k, p := &a.keys, &a.release
	if by, ends, ok := a.move(msg, max(1, a.releaseBody().h-1)); ok {
		if page := a.page(); page != nil {
			p.scrollTo(a, target(p.top, by, ends, len(page.lines)))
		}
		return nil
	}
	switch {
	case key.Matches(msg, k.NextMatch, k.PrevMatch):
		n := 1
		if key.Matches(msg, k.PrevMatch) {
			n = -1
		}
		if !p.step(a, n) {
			a.note = "Nothing is searched for: / finds words in the page."
		}
	case key.Matches(msg, k.Back), msg.String() == "left", msg.String() == "h":
		if p.search.words != "" && key.Matches(msg, k.Back) {
			p.search = pageSearch{}
			return nil
		}
		_, cmd := a.reader.Back()
		return cmd
	}
	return nil
}

func (a *App) facetKey(msg tea.KeyPressMsg) tea.Cmd {
	k, r := &a.keys, a.reader
	bars := a.bars()
	histogram := r.Items()[r.FacetCursor()].Kind == model.HistogramItem
	switch {
	case key.Matches(msg, k.Toggle):
		return r.ToggleItem(bars)
	case key.Matches(msg, k.Back):
		_, cmd := r.Back()
		return cmd
	case key.Matches(msg, k.Expand, k.Collapse):
		n := 1
		if key.Matches(msg, k.Collapse) {
			n = -1
		}
		if histogram {
			r.MoveBar(bars, r.BarCursor(bars)+n)
		} else {
			r.OpenItem(n > 0)
		}
	case key.Matches(msg, k.Mark) && histogram:
		r.MarkBar()
	default:
		if by, ends, ok := a.move(msg, max(1, a.facetBody().h-1)); ok {
			r.MoveFacet(target(r.FacetCursor(), by, ends, len(r.Items())))
		}
	}
	return nil
}

func (a *App) overlayKey(msg tea.KeyPressMsg) tea.Cmd {
	k, p := &a.keys, &a.overlay
	if by, ends, ok := a.move(msg, max(1, a.overlayHeight()-1)); ok {
		p.scroll(a, target(p.top, by, ends, 1<<30)-p.top)
		return nil
	}
	switch {
	case key.Matches(msg, k.Filter):
		a.startPrompt(model.OverlayPrompt)
	case key.Matches(msg, k.Back):
		if p.words != "" {
			p.search("")
			return nil
		}
		a.reader.ShowOverlay(model.NoOverlay)
	case key.Matches(msg, k.Quit, k.Help, k.Problems):
		a.reader.ShowOverlay(model.NoOverlay)
	}
	return nil
}
