package screen

import (
	"fmt"
	"io"
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
)

// Refused is a message to the model: why the program was not suspended, in words for the reader.
type Refused string

// Redraw is a message of a model's command: the next frame is written whole.
type Redraw struct{}

// Copy is a message of a model's command: it puts text on the terminal's clipboard (OSC 52).
type Copy string

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

// continued is the message that somebody else stopped the process, and it goes on.
type continued struct{}

// suspend gives the terminal to the shell until the shell lets the process go on.
func (p *painter) suspend() tea.Cmd {
	if p.home == nil || !p.home.jobControl() {
		_, cmd := p.updateModel(Refused("There is no shell here to suspend to."))
		return cmd
	}
	_ = p.scr.end()
	var until time.Time
	if !p.answered {
		until = p.asked.Add(answerTime)
	}
	p.home.giveBack(until)
	stopped := p.home.stop()
	if p.home.ending() {
		return tea.Quit
	}
	back := p.takeBack()
	if p.fault.get() != nil {
		return back
	}
	var msg tea.Msg = tea.ResumeMsg{}
	if !stopped {
		msg = Refused("There is no shell here to suspend to.")
	}
	_, cmd := p.updateModel(msg)
	return tea.Batch(back, cmd)
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
	_, cmd := p.updateModel(tea.WindowSizeMsg{Width: w, Height: h})
	return cmd
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

// translated is a model whose messages to a painter become Bubble Tea's own, for its renderer.
type translated struct{ tea.Model }

// Init translates what the model wants at first.
func (m translated) Init() tea.Cmd { return translate(m.Model.Init()) }

// Update translates what the model wants.
func (m translated) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	model, cmd := m.Model.Update(msg)
	return translated{model}, translate(cmd)
}

// translate wraps a command that may return a message of this package.
func translate(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		switch msg := cmd().(type) {
		case Copy:
			return tea.SetClipboard(string(msg))()
		case Redraw:
			return tea.ClearScreen()
		default:
			if all, ok := eachCommand(msg, translate); ok {
				return all
			}
			return msg
		}
	}
}
