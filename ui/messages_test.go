package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// What has happened by itself stands until it was seen for some seconds, whatever is
// pressed, and then until the next key; all of it stays under :messages.
func TestNews(t *testing.T) {
	const news = "3 new from 1 source"
	bubble(t, "keys", func(t *testing.T) {
		clock := today()
		a := corpusApp(t, Options{Clock: func() time.Time { return clock }}, 80, 24)
		send(a, News(news))
		shows(t, a, news)
		press(a, "j", "j")
		shows(t, a, news)
		clock = clock.Add(messageTime - time.Second)
		press(a, "j")
		shows(t, a, news)
		clock = clock.Add(time.Second)
		shows(t, a, news)
		press(a, "j")
		hides(t, a, news)
	})
	bubble(t, "behind the answer to a key", func(t *testing.T) {
		clock := today()
		a := corpusApp(t, Options{Clock: func() time.Time { return clock }}, 80, 24)
		send(a, News(news))
		press(a, "s")
		shows(t, a, "Starred.")
		clock = clock.Add(messageTime)
		press(a, "j")
		shows(t, a, news)
		clock = clock.Add(messageTime)
		send(a, tea.MouseClickMsg{X: 70, Y: 5, Button: tea.MouseLeft})
		hides(t, a, news)
	})
	bubble(t, "a fault in what is typed comes first", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		send(a, News(news))
		press(a, "/")
		typeIn(a, "date:2025-13 ")
		hides(t, a, news)
		press(a, "esc")
		shows(t, a, news)
	})
	bubble(t, "the hints of a prompt and of an overlay come first", func(t *testing.T) {
		for _, open := range [][]string{{"/"}, {":"}, {"?"}} {
			a := corpusApp(t, Options{}, 80, 24)
			send(a, News(news))
			press(a, open...)
			hides(t, a, news)
			press(a, "esc")
			shows(t, a, news)
		}
		clock := today()
		a := corpusApp(t, Options{Clock: func() time.Time { return clock }}, 80, 24)
		press(a, "?")
		send(a, News(news))
		hides(t, a, news)
		clock = clock.Add(2 * messageTime) // while which it was not seen
		press(a, "esc")
		shows(t, a, news)
		press(a, "i")
		shows(t, a, news)
	})
	bubble(t, "on one row, once keys are pressed", func(t *testing.T) {
		a := corpusApp(t, Options{}, 60, 20)
		send(a, News(strings.Repeat("nothing new ", 8)))
		before := strings.Join(rows(a)[:16], "\n")
		shows(t, a, "new nothing new  ")
		press(a, "s")
		press(a, "G", "g")
		if after := strings.Join(rows(a)[:16], "\n"); before == after {
			t.Errorf("the rows above the footer are still covered:\n%s", after)
		}
		shows(t, a, "nothing new noth", "? keys")
	})
	bubble(t, "messages", func(t *testing.T) {
		clock := today()
		a := corpusApp(t, Options{Clock: func() time.Time { return clock }, Warning: "The archive cannot be written."}, 80, 24)
		open := func() {
			press(a, ":")
			typeIn(a, "messages")
			press(a, "enter")
		}
		clock = clock.Add(time.Minute)
		send(a, News(news))
		open()
		shows(t, a, "Messages", "09:01  "+news, "09:00  The archive cannot be written.")
		clock = clock.Add(time.Minute)
		send(a, News("nothing new"))
		shows(t, a, "09:02  nothing new")
		press(a, "/")
		typeIn(a, "archive")
		press(a, "enter")
		hides(t, a, "09:01", "09:02")
		shows(t, a, "09:00  The archive")
		press(a, "q")
		for range 2 * maxMessages {
			clock = clock.Add(time.Minute)
			send(a, News(clock.String()))
			send(a, News(clock.String()))
		}
		if n := len(a.messages.all); n != maxMessages {
			t.Errorf("%d messages are kept", n)
		}
		press(a, "q")
		if open(); a.reader.Overlay() != model.MessageOverlay {
			t.Error("the messages are not shown")
		}
	})
}
