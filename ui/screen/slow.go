package screen

import (
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// On a slow line a frame takes a second to arrive, and keys that are typed meanwhile
// must not queue frames that are stale when they arrive. Neither the system nor SSH
// tells when output has arrived, but the terminal does: each frame is followed by a
// request for the device attributes, three bytes that every terminal answers, and no
// further frame is drawn before the answer. So one frame is in flight at a time, and
// shows all the keys so far.

// SlowLine is a message to the model: the line to the terminal is slow.
type SlowLine struct{}

// lateAnswer is after what time a first answer tells of a slow line. Around the earth it takes 0.3 seconds.
const lateAnswer = 350 * time.Millisecond

// arrivalTime is after what time a frame's answer is taken for lost.
const arrivalTime = 5 * time.Second

// answerTime is how long after its start a program that ends expects answers to its queries.
const answerTime = 400 * time.Millisecond

// wire tracks what is in flight to the terminal.
type wire struct {
	asked time.Time // when the terminal was asked, zero when it has answered
	leave tea.Msg   // what ends the program when the answer is there
}

// sent notes that the terminal was asked behind all that was written.
func (w *wire) sent(now time.Time) { w.asked = now }

// leave quits or suspends when the terminal has answered: the shell would take an answer for typing.
type leave struct {
	how tea.Msg
	due bool // the answer was waited for long enough
}

func (p *painter) slow() bool { return p.gap >= slowGap }

// answerDue returns how long the terminal's answer may still be waited for.
func (p *painter) answerDue() time.Duration {
	if p.wire.asked.IsZero() {
		return 0
	}
	wait := answerTime
	if p.slow() {
		wait = arrivalTime
	}
	return wait - time.Since(p.wire.asked)
}

// arrived does what waited for the terminal's answer.
func (p *painter) arrived() tea.Cmd {
	p.wire.asked = time.Time{}
	if how := p.wire.leave; how != nil {
		p.wire.leave = nil
		return p.end(how)
	}
	if !p.pending {
		return nil
	}
	p.pending = false
	p.changed = time.Now() // until now the line was waited for, not the program
	return p.paint()
}

// leave ends or suspends the program when the terminal has answered; [Terminal] drains first answers by itself.
func (p *painter) leave(msg leave) tea.Cmd {
	wait := p.answerDue()
	if p.home != nil && !p.slow() {
		wait = 0
	}
	switch {
	case msg.due && p.wire.leave == nil: // the answer has come
		return nil
	case wait <= 0 || msg.due:
		p.wire.leave = nil
		return p.end(msg.how)
	}
	p.wire.leave = msg.how
	return tea.Tick(wait, func(time.Time) tea.Msg { return leave{msg.how, true} })
}

// end quits or suspends.
func (p *painter) end(how tea.Msg) tea.Cmd {
	switch how.(type) {
	case tea.SuspendMsg:
		return p.suspend()
	case tea.InterruptMsg:
		p.fault.set(SignalError{syscall.SIGINT})
	}
	return tea.Quit
}

// checkLatency returns the command that tells of a slow line, where the first answer came late.
func (p *painter) checkLatency(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case tea.ModeReportMsg, tea.BackgroundColorMsg, uv.PrimaryDeviceAttributesEvent:
	default:
		return nil
	}
	late := p.remote && !p.asked.IsZero() && time.Since(p.asked) > lateAnswer
	p.asked = time.Time{}
	if !late {
		return nil
	}
	return p.guard(func() tea.Msg { return SlowLine{} })
}
