package screen

import tea "charm.land/bubbletea/v2"

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
