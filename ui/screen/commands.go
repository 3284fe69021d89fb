package screen

import (
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
)

// ErrExec is the error that the callback of [tea.Exec] gets on a [Session]: a reader on
// a connection must start no programs on the server.
var ErrExec = errors.New("no program can be started from here")

// Refused is a message to the model: the program was not suspended, for a
// reason that is put in words for the reader.
type Refused string

// Redraw is a message of a model's command: the next frame is written whole,
// for a screen that something else has written on.
type Redraw struct{}

// Copy is a message of a model's command: it puts text on the clipboard of
// the terminal, which is the reader's own also over SSH (OSC 52).
type Copy string

// requests are Bubble Tea's messages to its renderer; their types are not exported, and known by an example.
var requests = map[reflect.Type]func(*painter, reflect.Value) tea.Cmd{
	typeOf(tea.ClearScreen):             func(p *painter, _ reflect.Value) tea.Cmd { p.scr.redraw(); return p.paint() },
	typeOf(tea.RequestWindowSize):       func(p *painter, _ reflect.Value) tea.Cmd { return p.sendSize(p.scr.width, p.scr.height) },
	typeOf(tea.Println()):               func(*painter, reflect.Value) tea.Cmd { return nil }, // as on every alternate screen
	typeOf(tea.ExecProcess(nil, nil)):   (*painter).exec,
	typeOf(tea.SetClipboard("")):        func(p *painter, v reflect.Value) tea.Cmd { return p.write(ansi.SetSystemClipboard(v.String())) },
	typeOf(tea.SetPrimaryClipboard("")): func(p *painter, v reflect.Value) tea.Cmd { return p.write(ansi.SetPrimaryClipboard(v.String())) },
	typeOf(tea.ReadClipboard):           query(ansi.RequestSystemClipboard),
	typeOf(tea.ReadPrimaryClipboard):    query(ansi.RequestPrimaryClipboard),
	typeOf(tea.RequestBackgroundColor):  query(ansi.RequestBackgroundColor),
	typeOf(tea.RequestForegroundColor):  query(ansi.RequestForegroundColor),
	typeOf(tea.RequestCursorColor):      query(ansi.RequestCursorColor),
	typeOf(tea.RequestCursorPosition):   query(ansi.RequestCursorPositionReport),
	typeOf(tea.RequestTerminalVersion):  query(ansi.RequestNameVersion),
	typeOf(tea.RequestCapability("")):   func(p *painter, v reflect.Value) tea.Cmd { return p.ask(ansi.RequestTermcap(v.String())) },
	reflect.TypeFor[tea.RawMsg]():       func(p *painter, v reflect.Value) tea.Cmd { return p.write(fmt.Sprint(v.Field(0).Interface())) },
	reflect.TypeFor[Copy]():             func(p *painter, v reflect.Value) tea.Cmd { return p.write(ansi.SetSystemClipboard(v.String())) },
}

// typeOf returns the type of a command's message.
func typeOf(cmd tea.Cmd) reflect.Type { return reflect.TypeOf(cmd()) }

// query returns what asks the terminal something.
func query(q string) func(*painter, reflect.Value) tea.Cmd {
	return func(p *painter, _ reflect.Value) tea.Cmd { return p.ask(q) }
}

// request does what a message asks of a renderer, and reports whether it is one.
func (p *painter) request(msg tea.Msg) (cmd tea.Cmd, done bool) {
	do, ok := requests[reflect.TypeOf(msg)]
	if !ok {
		return nil, false
	}
	return do(p, reflect.ValueOf(msg)), true
}

// write writes a sequence to the terminal. Where that fails the program ends.
func (p *painter) write(sequence string) tea.Cmd {
	if !p.scr.active {
		return nil
	}
	if _, err := io.WriteString(p.scr.out, sequence); err != nil {
		p.fault.set(fmt.Errorf("writing to the terminal: %w", err))
		return tea.Quit
	}
	return nil
}

// ask writes a query. The answer comes as a message.
func (p *painter) ask(query string) tea.Cmd {
	p.answers.asked(time.Now())
	return p.write(query)
}

// sendSize sends the model the size of the terminal.
func (p *painter) sendSize(w, h int) tea.Cmd {
	_, cmd := p.updateModel(tea.WindowSizeMsg{Width: w, Height: h})
	return cmd
}

// exec runs the program of [tea.Exec] on the terminal, and tells its callback.
func (p *painter) exec(msg reflect.Value) tea.Cmd {
	command, callback := execParts(msg)
	err := ErrExec
	var cmd tea.Cmd
	if p.home != nil && p.home.file() != nil {
		cmd = p.lend(func() {
			command.SetStdin(p.home.file())
			command.SetStdout(p.scr.out)
			command.SetStderr(os.Stderr)
			err = p.home.wait(command.Run)
		})
	}
	if callback == nil {
		return cmd
	}
	return tea.Batch(cmd, p.guard(func() tea.Msg { return callback(err) }))
}

// execParts returns what a message of [tea.Exec] holds. Its fields are not
// exported, and nothing but the renderer of Bubble Tea reads them.
func execParts(msg reflect.Value) (command tea.ExecCommand, callback tea.ExecCallback) {
	v := reflect.New(msg.Type()).Elem()
	v.Set(msg)
	for i := range v.NumField() {
		f := v.Field(i)
		switch part := reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem().Interface().(type) {
		case tea.ExecCommand:
			command = part
		case tea.ExecCallback:
			callback = part
		}
	}
	return command, callback
}

// continued is the message that somebody else stopped the process, and it goes on.
type continued struct{}

// suspend gives the terminal to the shell until the shell lets the process go on.
func (p *painter) suspend() tea.Cmd {
	if p.home == nil || !p.home.jobControl() {
		_, cmd := p.updateModel(Refused("There is no shell here to suspend to."))
		return cmd
	}
	stopped := false
	back := p.lend(func() { stopped = p.home.stop() })
	if p.fault.get() != nil || p.home.ending() {
		return back
	}
	var msg tea.Msg = tea.ResumeMsg{}
	if !stopped {
		msg = Refused("There is no shell here to suspend to.")
	}
	_, cmd := p.updateModel(msg)
	return tea.Batch(back, cmd)
}

// lend gives the terminal to somebody else while work runs.
func (p *painter) lend(work func()) tea.Cmd {
	_ = p.scr.end()
	var until time.Time
	if !p.answered {
		until = p.asked.Add(answerTime)
	}
	p.home.giveBack(until)
	work()
	if p.home.ending() {
		return tea.Quit
	}
	return p.takeBack()
}

// takeBack takes over the terminal, whose mode, size and contents may be others.
func (p *painter) takeBack() tea.Cmd {
	if err := p.home.takeOver(); err != nil {
		p.fault.set(err)
		return tea.Quit
	}
	p.scr.begin()
	w, h, err := p.home.cells()
	if err != nil {
		p.fault.set(err)
		return tea.Quit
	}
	p.scr.resize(w, h)
	return p.sendSize(w, h)
}

// guard makes a panic in a command a fault, and counts it until its result is in: it must not sleep before.
func (p *painter) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	p.running.Add(1)
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				p.fault.set(data.NewPanicError(r))
				msg = tea.QuitMsg{}
			}
		}()
		msg = cmd()
		switch msg.(type) {
		case nil:
			p.running.Add(-1)
			return nil
		case tea.QuitMsg, tea.InterruptMsg: // counted to the end: a program that sleeps would not hear of it
			return leave{how: msg}
		case tea.SuspendMsg:
			p.running.Add(-1)
			return leave{how: msg}
		}
		if several, ok := eachCommand(msg, p.guard); ok {
			p.running.Add(-1)
			return several
		}
		return done{msg}
	}
}

// eachCommand wraps the commands of a batch or a sequence, and reports false for other messages.
func eachCommand(msg tea.Msg, wrap func(tea.Cmd) tea.Cmd) (wrapped tea.Msg, ok bool) {
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	all := reflect.MakeSlice(v.Type(), v.Len(), v.Len()) // a command may run again: msg stays
	for i := range v.Len() {
		all.Index(i).Set(reflect.ValueOf(wrap(v.Index(i).Interface().(tea.Cmd))))
	}
	return all.Interface(), true
}
