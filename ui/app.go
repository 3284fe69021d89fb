package ui

import (
	"context"
	"strings"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cells"
	"pressroom/ui/screen"
)

// Options are what a session of the reader depends on.
type Options struct {
	Library   *model.Library
	Context   context.Context             // what the reader asks for ends with it; context.Background() where nil
	Clock     func() time.Time            // time.Now where nil
	Admit     model.Admission             // see [model.Options]
	Latest    func() *model.Library       // see [model.Options]
	Await     func() bool                 // waits for a newer library; false when none will come
	Behind    func() (data.Problem, bool) // waits for what went wrong behind the reader; false when nothing more will
	Syncer    model.Syncer                // asks the sources that are followed; nil where there can be none
	Pages     *Pages                      // a cache to share; one of its own where nil
	Light     bool                        // the background is light, until the terminal says
	KeepTheme bool                        // the background is as Light says, whatever the terminal says
	ASCII     bool                        // borders and marks in ASCII alone
	Profile   colorprofile.Profile

	// Marks, where it is not nil, keeps what is marked: see [model.Options].
	Marks *model.MarkWriter

	// Warning is shown at the start.
	Warning string

	// Clipboard is where what is copied goes.
	Clipboard screen.Clipboard

	// Query is what is asked for at the start, as it would be typed.
	Query string

	// Resume begins where the marks say that the reader left, where there is no Query.
	Resume bool

	// Pick makes the reader a chooser: see [App.Picked].
	Pick bool

	// Slow is for a slow line: one pane at a time. See also [screen.SlowLine].
	Slow bool

	// Remote is a session of a server: what would be done on the server's own
	// machine is not offered.
	Remote bool

	// At, where it is not nil, is where the reader goes on, in place of Query.
	At *model.Bookmark

	// Read, where it is not nil, reads the whole library while its beginning is shown.
	Read func(progress func(model.Progress)) (*model.Library, error)
}

// App is the reader on one terminal: the one Bubble Tea model.
type App struct {
	o      Options // as it began
	reader *model.Reader
	st     *Styles
	keys   []section
	w, h   int
	layout layout

	list    listPane
	facets  facetPane
	release releasePane
	overlay overlayPane
	menu    menuPane
	input   promptLine // of the prompt that is up

	problems []data.Problem // that were met behind the reader, as when a damaged index is made anew

	begun       time.Time // when the session began
	asked       tea.Cmd   // what the reader was opened on
	count       int       // the number that is typed before a key
	before      string    // the key that was pressed last
	slow        bool      // the line is slow: one pane at a time
	marked      []string  // the IDs that a chooser has marked
	picked      []string  // those that were chosen in the end
	recall      int       // which query of the history the filter shows
	choices     choices   // of what is typed
	entered     bool      // Enter was pressed on a filter before its answer came
	mouse       bool
	replaced    string     // the name of a saved search that Enter once more replaces
	dragging    bool       // a line between panes follows the mouse
	draggedRule model.Pane // the pane at the left of that line
	notice      string     // a message of the server, which stands until another takes its place
	messages    messageLog
	skipped     int    // how many problems were reported
	note        string // a message in the footer, until the next key
	warning     bool   // the note says what went wrong
	told        bool   // that the sources are being asked, and how that is stopped
	unwritten   bool   // marks could not be written
	toldForNow  bool   // that marks are not kept
}

// New returns the reader with the newest release under the cursor.
func New(o Options) *App {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Pages == nil {
		o.Pages = NewPages()
	}
	a := &App{
		o:      o,
		reader: model.NewReader(o.Library, model.Options{Context: o.Context, Clock: o.Clock, Admit: o.Admit, Latest: o.Latest, Syncer: o.Syncer, Marks: o.Marks}),
		begun:  o.Clock(),
		st:     NewStyles(Theme{Dark: !o.Light, ASCII: o.ASCII}.On(o.Profile)),
		keys:   newKeys(),
		slow:   o.Slow,
		mouse:  true,
		input:  newPromptLine(),
	}
	a.o.Library, a.o.At = nil, nil // nothing holds them longer than the reader
	if o.At != nil {               // now: the first frame must not list what is not asked for
		a.asked = a.reader.GoTo(*o.At)
	} else {
		a.asked = a.reader.Start(o.Query)
	}
	a.tellProblems()
	if o.Resume && o.Query == "" && o.Read == nil && o.At == nil {
		a.asked = tea.Batch(a.asked, a.resume())
	}
	if o.Warning != "" {
		a.report(o.Warning, true)
	}
	return a
}

// Notice is a message that stands at the foot of the screen until another Notice takes its place.
type Notice string

// Bookmark returns where the reader is, once the program has ended.
func (a *App) Bookmark() model.Bookmark { return a.reader.Bookmark() }

// tellSlow reports that the line has turned out to be slow.
func (a *App) tellSlow() {
	if !a.slow {
		a.report("The line is slow: one pane at a time, and fewer frames.", false)
	}
	a.slow = true
}

// Init prepares what the first key may need.
func (a *App) Init() tea.Cmd {
	if a.o.Read != nil {
		return tea.Batch(a.asked, a.awaitProblem(), a.reader.Load(a.o.Read)) // follow when that is done
	}
	return tea.Batch(a.asked, a.awaitProblem(), a.reader.Init(), a.follow())
}

// Picked returns the IDs of the releases that were chosen, once the program has ended; none where the choice was given up.
func (a *App) Picked() []string { return a.picked }

// Update routes a message to what it is for.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		a.tellBackground(msg)
	case tea.ColorProfileMsg:
		a.restyle(func(t *Theme) { *t = t.On(msg.Profile) })
	case tea.KeyPressMsg:
		if plain, ok := withoutAlt(msg); ok && a.reader.Prompt() == model.NoPrompt {
			return a.both(tea.KeyPressMsg{Code: tea.KeyEscape}, plain)
		}
		a.reader.NoteActivity()
		cmd = a.press(msg)
	case tea.PasteMsg:
		cmd = a.paste(msg.Content)
	case tea.MouseMsg:
		a.reader.NoteActivity()
		cmd = a.onMouse(msg)
	case behind:
		cmd = a.onBehind(msg)
	case Notice:
		a.notice = string(msg)
	case screen.SlowLine:
		a.tellSlow()
	case screen.Measured:
		a.restyle(func(t *Theme) { t.Measure = cells.Measure(msg) })
	case screen.Refused:
		a.note, a.warning = string(msg), true
	case pageReady:
		cmd = a.release.ready(a, msg)
	case model.Found:
		cmd = a.found(msg)
	case model.Newer:
		cmd = a.onNewer(msg)
	case model.Synced, model.SourcesRead, News:
		cmd = a.onSources(msg)
	case model.Loaded:
		cmd = a.reader.Update(msg)
		a.tellProblems()
		a.reportError("Not all releases could be read", msg.Err)
		cmd = tea.Batch(cmd, a.resume(), a.enterAgain(), a.follow())
	case model.MarksWritten:
		cmd = a.onMarks(msg)
	default:
		cmd = a.reader.Update(msg)
		a.tell(msg)
	}
	return a, tea.Batch(cmd, a.settle(), a.reader.Watch())
}

// tellBackground changes the theme to the terminal's background, where the user set none.
func (a *App) tellBackground(msg tea.BackgroundColorMsg) {
	if !a.o.KeepTheme {
		a.restyle(func(t *Theme) { t.Dark = msg.IsDark() })
	}
}

// tell reports the part of an answer that could not be given.
func (a *App) tell(msg tea.Msg) {
	switch msg := msg.(type) {
	case model.Named:
		a.reportError("The names in the releases could not be read", msg.Err)
	case model.Versioned:
		if a.reader.Answers(msg) {
			a.tellVersions(msg.Err)
		}
	}
}

// restyle changes the theme.
func (a *App) restyle(change func(*Theme)) {
	t := a.st.Theme
	change(&t)
	if t != a.st.Theme {
		a.st = NewStyles(t)
	}
}

// settle arranges the panes for the present state, and has the page drawn that is missing.
func (a *App) settle() tea.Cmd {
	a.reader.SettleEdition()
	focus, zoom := a.reader.Focus(), a.reader.Zoom()
	if a.menuUp() { // in the list's place, with the release beside it
		focus = model.ListPane
		if zoom == model.ReleaseAlone {
			zoom = model.Panes
		}
	}
	a.layout = arrange(a.w, a.h, layoutRequest{
		focus: focus, single: a.slow || zoom != model.Panes,
		order: a.reader.Arrangement(), widths: a.reader.Widths(), facets: a.facetsWidth(), menu: a.menuUp(),
	})
	if a.layout.tooSmall {
		return nil
	}
	snippets := a.list.follow(a)
	a.facets.follow(a)
	a.menu.follow(a)
	if a.reader.Overlay() != model.NoOverlay {
		a.overlay.scroll(a, 0)
	}
	a.choices.follow(a)
	a.input.follow(a.inputWidth(), a.st.Measure)
	return tea.Batch(snippets, a.release.settle(a))
}

// press does what a key press asks for. Outside of prompts a Korean letter is the key that it lies on.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	if a.place() == inPrompt {
		return a.key(msg)
	}
	var cmds []tea.Cmd
	for _, k := range latin(msg) {
		cmds = append(cmds, a.key(k))
	}
	return tea.Batch(cmds...)
}

// maxCount is the greatest number that can be typed before a key.
const maxCount = 1_000_000

func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	a.passMessage()
	a.note, a.warning, a.entered = "", false, false
	name, in := msg.String(), a.place()
	if in&inText != 0 && len(name) == 1 && (name[0] >= '1' && name[0] <= '9' || name == "0" && a.count > 0) {
		a.count = min(10*a.count+int(name[0]-'0'), maxCount)
		return nil
	}
	n, before := a.count, a.before
	a.count, a.before = 0, name
	d := a.actionOf(name, in)
	switch {
	case d != nil:
		return d.do(a, times{n: n, again: name == before})
	case in == inPrompt:
		return a.promptKey(msg)
	case in != inNothing:
		a.note = keyLabel(msg) + " does nothing here: ? shows what does."
	}
	return nil
}

// times is how the key of an action was repeated.
type times struct {
	n     int  // the number that was typed before the key, 0 for none
	again bool // the key was pressed twice in a row
	by    int  // the step of the action: see [by]
}

// by returns what an action does in steps of n: with -1 it goes back.
func by(n int, do func(*App, times) tea.Cmd) func(*App, times) tea.Cmd {
	return func(a *App, t times) tea.Cmd {
		t.by = n
		return do(a, t)
	}
}

// step returns the step, as often as was typed.
func (t times) step() int { return t.by * t.or1() }

// or1 returns the number, 1 where none was typed.
func (t times) or1() int { return max(t.n, 1) }

// keyLabel returns how a key is called that does nothing.
func keyLabel(msg tea.KeyPressMsg) string {
	name, _ := data.SanitizeLine(msg.String())
	runes := []rune(name)
	if len(runes) == 0 {
		return "This key"
	}
	if len(runes) > 1 {
		runes[0] = unicode.ToUpper(runes[0])
		return strings.ReplaceAll(string(runes), "+", "-")
	}
	return string(runes)
}

// withoutAlt returns the key that was pressed with Alt: Esc and then a key, close together, come as the same bytes.
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

// both updates with two messages, one after the other.
func (a *App) both(first, second tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := a.Update(first)
	_, then := a.Update(second)
	return a, tea.Batch(cmd, then)
}
