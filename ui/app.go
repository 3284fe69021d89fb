package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"pressroom/data"
	"pressroom/data/store"
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

// View draws the screen.
func (a *App) View() tea.View {
	v := tea.View{AltScreen: true}
	if a.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if a.w == 0 || a.h == 0 {
		return v
	}
	if a.layout.tooSmall {
		v.Content = a.tooSmall()
		return v
	}
	l := &a.layout
	rows := compose(a.h, a.pieces())
	if !l.title.empty() {
		rows[0] = a.titleBar()
	}
	if !l.footer.empty() || a.footerText() != "" {
		a.drawFooter(rows)
	}
	a.drawPrompt(rows)
	v.Content = strings.Join(rows, "\n")
	v.Cursor = a.cursor()
	return v
}

// tooSmall returns the message that the screen is too small, cut to the screen.
func (a *App) tooSmall() string {
	text := fmt.Sprintf("%dx%d is too small: pressroom needs %dx%d", a.w, a.h, minWidth, minHeight)
	lines := a.st.Wrap(text, a.w)
	lines = lines[:min(len(lines), a.h)]
	for i := range lines {
		lines[i] = a.st.Truncate(lines[i], a.w, "")
	}
	return strings.Join(lines, "\n")
}
