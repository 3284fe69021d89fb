package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"

	"pressroom/data/store"
	"pressroom/model"
)

// place is a part of the screen that a key can be pressed in, or several.
type place uint8

const (
	inList place = 1 << iota
	inPage
	inFacets
	inMenu
	inOverlay
	inPrompt
	inNothing // the terminal is too small

	inPanes = inList | inPage | inFacets
	inText  = inPanes | inMenu | inOverlay // wherever letters are keys
	inAll   = inText | inPrompt | inNothing
)

// place returns where keys go.
func (a *App) place() place {
	switch {
	case a.layout.tooSmall:
		return inNothing
	case a.reader.Prompt() != model.NoPrompt:
		return inPrompt
	}
	return a.below()
}

// below returns where keys go when no prompt is up.
func (a *App) below() place {
	switch r := a.reader; {
	case r.Overlay() != model.NoOverlay:
		return inOverlay
	case a.menuUp():
		return inMenu
	case r.Focus() == model.ReleasePane:
		return inPage
	case r.Focus() == model.FacetPane:
		return inFacets
	}
	return inList
}

// action is something that a reader can do. Help, footer and README.md's table come from its declaration.
type action struct {
	name  string   // what the footer calls it
	keys  []string // as Bubble Tea names them; none for what is only explained
	shown string   // the keys as they are written
	help  string   // "" where another action of the same name has it
	in    place
	when  func(a *App) bool // whether this session has it; each does where nil

	do func(a *App, t times) tea.Cmd
}

// section is a group of actions under a heading.
type section struct {
	title   string
	actions []action
}

// The headings of the sections that the help puts first somewhere.
const (
	movingTitle  = "Moving"
	listTitle    = "List"
	releaseTitle = "Release"
	facetsTitle  = "Facets"
	menuTitle    = "Names and related releases"
	marksTitle   = "Marks"
	commonTitle  = "Everywhere"
	typingTitle  = "While typing"
)

// newKeys returns every action. Of several with one key in a place, the first that is offered counts.
func newKeys() []section {
	return []section{
		{movingTitle, movingKeys()},
		{listTitle, listKeys()},
		{releaseTitle, releaseKeys()},
		{facetsTitle, facetKeys()},
		{menuTitle, menuKeys()},
		{marksTitle, markKeys()},
		{commonTitle, commonKeys()},
		{"Choosing (pressroom pick)", pickKeys()},
		{typingTitle, typingKeys()},
	}
}

func movingKeys() []action {
	return []action{
		{"up", []string{"up", "k", "ctrl+p"}, "↑ k", "one up, 5k: five up", inText, nil, by(-1, (*App).moveBy)},
		{"down", []string{"down", "j", "ctrl+n"}, "↓ j", "one down", inText, nil, by(1, (*App).moveBy)},
		{"page down", []string{"pgdown", "ctrl+f"}, "PgDn", "a page down", inText, nil, by(1, (*App).movePages)},
		{"page down", []string{"space"}, "Space", "a page down; in a release, at its end, the next one", inMenu | inOverlay, nil, by(1, (*App).movePages)},
		{"page down", []string{"space"}, "", "", inList, notPicking, by(1, (*App).movePages)},
		{"read on", []string{"space"}, "", "", inPage, nil, by(1, (*App).readOn)},
		{"page up", []string{"pgup", "b", "ctrl+b", "shift+space"}, "PgUp b", "a page up", inText, nil, by(-1, (*App).movePages)},
		{"half a page down", []string{"ctrl+d", "d"}, "Ctrl-d", "half a page down", inText, nil, by(1, (*App).moveHalves)},
		{"half a page up", []string{"ctrl+u", "u"}, "Ctrl-u", "half a page up", inText, nil, by(-1, (*App).moveHalves)},
		{"beginning", []string{"home", "g", "<"}, "g Home", "to the beginning, 7g: to the seventh; gg as well", inText, nil, (*App).toBeginning},
		{"end", []string{"end", "G", ">"}, "G End", "to the end, 7G: to the seventh", inText, nil, (*App).toEnd},
		{"line down", []string{"ctrl+e"}, "Ctrl-e", "scroll a line down", inText, nil, by(1, (*App).scrollBy)},
		{"line up", []string{"ctrl+y"}, "Ctrl-y", "scroll a line up", inText, nil, by(-1, (*App).scrollBy)},
		{"top of the screen", []string{"H"}, "H", "to the top of the screen", inList | inFacets | inMenu, nil, by(-1, (*App).toScreen)},
		{"middle of the screen", []string{"M"}, "M", "to its middle", inList | inFacets | inMenu, nil, by(0, (*App).toScreen)},
		{"bottom of the screen", []string{"L"}, "L", "to its bottom", inList | inFacets | inMenu, nil, by(1, (*App).toScreen)},
		{"next paragraph", []string{"}"}, "}", "next paragraph, month or section", inPanes, nil, by(1, (*App).moveParts)},
		{"previous paragraph", []string{"{"}, "{", "previous paragraph, month or section", inPanes, nil, by(-1, (*App).moveParts)},
	}
}

func listKeys() []action {
	return []action{
		{"read", []string{"enter", "l", "right"}, "Enter l", "read the release", inList, notPicking, (*App).openRelease},
		{"find", []string{"/"}, "/", "find headlines and texts", inList, nil, startPrompt(model.FilterPrompt)},
		{"scroll the page down", []string{"J"}, "J", "scroll the page beside", inList | inFacets | inMenu, nil, by(1, (*App).scrollPage)},
		{"scroll the page up", []string{"K"}, "K", "scroll the page beside back", inList | inFacets | inMenu, nil, by(-1, (*App).scrollPage)},
		{"next place", []string{"n"}, "n", "next place found, also of the next release", inList, nil, by(1, (*App).stepHits)},
		{"previous place", []string{"N"}, "N", "previous place found", inList, nil, by(-1, (*App).stepHits)},
	}
}

func releaseKeys() []action {
	return []action{
		{"next", []string{"]"}, "]", "next release of the list", inPanes, nil, by(1, (*App).stepReleases)},
		{"previous", []string{"["}, "[", "previous release of the list", inPanes, nil, by(-1, (*App).stepReleases)},
		{"find", []string{"/"}, "/", "find in the page", inPage, nil, (*App).startFind},
		{"next place", []string{"n"}, "n", "next place found", inPage, nil, by(1, (*App).stepMatches)},
		{"previous place", []string{"N"}, "N", "previous place found", inPage, nil, by(-1, (*App).stepMatches)},
		{"what changed", []string{"v"}, "v", "what a correction changed; once more, the release", inList | inPage, nil, versionKey((*model.Reader).ShowChanges)},
		{"older version", []string{"V"}, "V", "the version before; behind the oldest, the newest", inList | inPage, nil, versionKey((*model.Reader).ShowOlder)},
		{"names", []string{"i"}, "i", "who and what the release names, and where else", inPanes, nil, openMenu(model.NamesMenu)},
		{"related", []string{"m"}, "m", "releases like it, and why", inPanes, nil, openMenu(model.RelatedMenu)},
		{"copy", []string{"y"}, "y", "copy the citation: headline, publisher, date, address or ID", inPanes, nil, (*App).copyCitation},
		{"list", []string{"left", "h"}, "h", "back to the list", inPage, nil, (*App).oneBack},
	}
}

func facetKeys() []action {
	return []action{
		{"choose", []string{"enter", "space"}, "Enter Space", "choose, or choose no more", inFacets, nil, (*App).toggleItem},
		{"open", []string{"right", "l"}, "→ l", "open a year or month; next bar", inFacets, nil, by(1, (*App).expand)},
		{"close", []string{"left", "h"}, "← h", "close a year or month; previous bar", inFacets, nil, by(-1, (*App).expand)},
		{"find", []string{"/"}, "/", "find values", inFacets, nil, startPrompt(model.FacetPrompt)},
		{"mark", []string{"v"}, "v", "begin a span of bars", inFacets, nil, (*App).markBar},
		{"range", []string{"r"}, "r", "type a range: 2025-11, 2025-11-18..2025-11-25, 7d", inPanes, nil, startPrompt(model.PeriodPrompt)},
		{"save", []string{"S"}, "S", "save what is asked for under a name, above the facets", inPanes, nil, (*App).saveSearch},
		{"remove", []string{"D", "delete"}, "D", "remove the saved search", inFacets, hasSearches, (*App).removeSearch},
		{"take one off", []string{"x"}, "x", "take off the last of what is chosen; 3x: the last three", inPanes, nil, (*App).removeLast},
		{"take all off", []string{"X"}, "X", "take off all that is chosen", inPanes, nil, (*App).clearFacets},
	}
}

func menuKeys() []action {
	return []action{
		{"go there", []string{"enter", "l", "right"}, "Enter l", "all that name it; read the release", inMenu, nil, (*App).chooseMenu},
		{"names", []string{"i"}, "i", "names in place of related releases, or back", inMenu, nil, switchMenu(model.NamesMenu)},
		{"related", []string{"m"}, "m", "related releases in place of names, or back", inMenu, nil, switchMenu(model.RelatedMenu)},
		{"back", []string{"left", "h"}, "h", "back", inMenu, nil, (*App).oneBack},
	}
}

func markKeys() []action {
	return []action{
		{"next unread", []string{"o"}, "o", "on to the next unread release", inPanes, nil, (*App).nextUnread},
		{"star", []string{"s"}, "s", "star the release, or take its star away", inPanes, nil, toggleMark(store.Starred, "Starred.", "No longer starred.", "The list is empty: there is nothing to star.")},
		{"read or unread", []string{"a"}, "a", "mark the release as read, or as unread", inPanes, nil, toggleMark(store.Read, "Read.", "Unread again.", "The list is empty: there is nothing to mark.")},
		{"all read", []string{"A"}, "A", "mark all that is listed as read", inPanes, nil, (*App).readListed},
		{"undo", []string{"U"}, "U", "undo the last that you marked, saved or removed, and then what was before it", inPanes, nil, (*App).undo},
	}
}

func commonKeys() []action {
	return []action{
		{"next pane", []string{"tab"}, "Tab", "next pane", inPanes, nil, by(1, (*App).turn)},
		{"previous pane", []string{"shift+tab"}, "Shift-Tab", "previous pane", inPanes, nil, by(-1, (*App).turn)},
		{"facets", []string{"f"}, "f", "facets: category, date, who is named", inPanes, nil, (*App).toggleFacets},
		{"whole screen", []string{"z"}, "z", "the list alone, the release alone, all panes", inPanes, nil, (*App).zoomOn},
		{"layout", []string{"w"}, "w", "list above release, or side by side", inPanes, nil, (*App).reorder},
		{"wider", []string{"+"}, "+ -", "make the pane wider, or narrower; the mouse drags the line between panes", inPanes, nil, by(1, (*App).widen)},
		{"narrower", []string{"-"}, "", "", inPanes, nil, by(-1, (*App).widen)},
		{"usual widths", []string{"="}, "=", "panes as wide as they are by themselves", inPanes, nil, (*App).usualWidths},
		{"back", []string{"esc"}, "Esc", "what is typed or searched for goes, then one level back", inText, nil, (*App).escape},
		{"back", []string{"backspace"}, "", "", inMenu | inOverlay, nil, (*App).escape},
		{"view before", []string{"backspace", "ctrl+o", "alt+left"}, "Backspace", "the view before: another query, list or release; also Ctrl-o", inPanes, nil, by(1, (*App).goBack)},
		{"view after", []string{"ctrl+]", "alt+right"}, "Ctrl-]", "the view after it again; also Alt-→", inPanes, nil, by(-1, (*App).goBack)},
		{"leave", []string{"q"}, "q", "one level back; in the list, quit", inText | inNothing, nil, (*App).quitHere},
		{"quit", []string{"Q"}, "Q ZZ", "quit", inText | inNothing, nil, (*App).quit},
		{"quit", []string{"Z"}, "", "", inText, nil, (*App).quitByTwo},
		{"quit", []string{"ctrl+c"}, "Ctrl-c", "quit, also while typing", inAll, nil, (*App).quit},
		{"help", []string{"?", "f1"}, "?", "the keys; once more, the queries", inText, nil, (*App).nextHelp},
		{"command", []string{":"}, ":", "do any of this by its name", inText, nil, startPrompt(model.PalettePrompt)},
		{"search", []string{"/"}, "/", "search the help, or what was skipped or mended", inOverlay, nil, startPrompt(model.OverlayPrompt)},
		{"skipped", []string{"!"}, "!", "what was skipped or mended, and why", inPanes | inOverlay, nil, toggleOverlay(model.ProblemOverlay)},
		{"sync", []string{"R"}, "R", "ask the sources for what is new", inText, canSync, (*App).sync},
		{"sources", nil, ":sources", "the sources that are followed, and which of them fail", inText, canSync, toggleOverlay(model.SourceOverlay)},
		{"messages", nil, ":messages", "what has happened by itself: news of sources, faults", inText, nil, toggleOverlay(model.MessageOverlay)},
		{"mouse", []string{"ctrl+t"}, "Ctrl-t", "toggle the mouse; off, the terminal marks text", inText, nil, (*App).toggleMouse},
		{"redraw", []string{"ctrl+l"}, "Ctrl-l", "redraw, and list what is asked of marks anew", inAll, nil, (*App).redraw},
		{"suspend", []string{"ctrl+z"}, "Ctrl-z", "suspend", inAll, func(a *App) bool { return !a.o.Remote }, (*App).suspend},
	}
}

func pickKeys() []action {
	return []action{
		{"take", []string{"enter"}, "Enter", "take what is marked, or else the release", inList | inPage, picking, (*App).pick},
		{"mark", []string{"space"}, "Space", "mark the release, or take the mark off", inList, picking, (*App).markRelease},
		{"read", []string{"l", "right"}, "l", "read the release", inList, picking, (*App).openRelease},
	}
}

func typingKeys() []action {
	return []action{
		{"take or open", []string{"enter"}, "Enter", "open the best match; keep what was typed; take what the arrows went to", inPrompt, nil, (*App).enter},
		{"take", []string{"tab"}, "Tab", "take what is marked below the line", inPrompt, nil, (*App).complete},
		{"move up", []string{"up", "ctrl+p"}, "↑ ↓", "move in what is below, else in the list; on an empty line, earlier queries", inPrompt, nil, by(-1, (*App).movePrompt)},
		{"move down", []string{"down", "ctrl+n"}, "", "", inPrompt, nil, by(1, (*App).movePrompt)},
		{"move a page up", []string{"pgup"}, "PgUp PgDn", "move by a page", inPrompt, nil, by(-2, (*App).movePrompt)},
		{"move a page down", []string{"pgdown"}, "", "", inPrompt, nil, by(2, (*App).movePrompt)},
		{"to the list", []string{"ctrl+j"}, "Ctrl-j", "keep what was typed, and go to the list", inPrompt, nil, (*App).toList},
		{"delete", nil, "Ctrl-u Ctrl-w", "delete what was typed, or a word of it", inPrompt, nil, nil},
		{"give up", []string{"esc"}, "Esc", "give up what was typed", inPrompt, nil, (*App).giveUp},
	}
}

func canSync(a *App) bool    { return a.reader.CanSync() }
func picking(a *App) bool    { return a.o.Pick }
func notPicking(a *App) bool { return !a.o.Pick }

// onHistogram reports whether the cursor of the facets is on the bars.
func onHistogram(a *App) bool {
	return a.reader.Items()[a.reader.FacetCursor()].Kind == model.HistogramItem
}

// offered reports whether the action is there for this session.
func (d *action) offered(a *App) bool { return d.when == nil || d.when(a) }

// actionOf returns what a key does in a place, nil for nothing.
func (a *App) actionOf(key string, in place) *action {
	return a.firstAction(in, func(d *action) bool { return slices.Contains(d.keys, key) })
}

// actionNamed returns the action of a name in a place, nil where there is none.
func (a *App) actionNamed(name string, in place) *action {
	return a.firstAction(in, func(d *action) bool { return d.name == name })
}

// firstAction returns the first action of a place that is one, nil where none is.
func (a *App) firstAction(in place, is func(*action) bool) *action {
	for _, s := range a.keys {
		for i := range s.actions {
			if d := &s.actions[i]; d.in&in != 0 && is(d) && d.offered(a) {
				return d
			}
		}
	}
	return nil
}

// A Korean keyboard in Hangul mode sends the letter that is printed on a key
// beside the Latin one. Outside of prompts such a letter works as the key that it
// lies on, in the two-set layout (KS X 5002) of all usual keyboards.

// jamoKeys are the keys of the conjoining jamo: leading consonants, vowels, trailing consonants.
var jamoKeys = []struct {
	first rune
	keys  []string
}{
	{0x1100, strings.Fields("r R s e E f a q Q t T d w W c z x v g")},
	{0x1161, strings.Fields("k o i O j p u P h hk ho hl y n nj np nl b m ml l")},
	{0x11a8, strings.Fields("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g")},
}

// latinKeys returns the Latin keys that Korean letters and full-width forms lie on, "" for other text.
func latinKeys(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case c >= '！' && c <= '～':
			b.WriteRune(c - '！' + '!')
			continue
		case c == '　':
			b.WriteByte(' ')
			continue
		}
		for _, jamo := range norm.NFKD.String(string(c)) { // of syllables, and of letters alone
			key := ""
			for _, k := range jamoKeys {
				if i := int(jamo - k.first); i >= 0 && i < len(k.keys) {
					key = k.keys[i]
				}
			}
			if key == "" {
				return ""
			}
			b.WriteString(key)
		}
	}
	return b.String()
}

// latin returns the key presses that a press means outside of prompts.
func latin(msg tea.KeyPressMsg) []tea.KeyPressMsg {
	keys := latinKeys(msg.Text)
	if keys == "" {
		return []tea.KeyPressMsg{msg}
	}
	var presses []tea.KeyPressMsg
	for _, c := range keys {
		if c == ' ' {
			presses = append(presses, tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
			continue
		}
		if msg.Mod&tea.ModShift != 0 && utf8.RuneCountInString(keys) == 1 {
			c = []rune(strings.ToUpper(string(c)))[0]
		}
		presses = append(presses, tea.KeyPressMsg{Code: c, Text: string(c)})
	}
	return presses
}
