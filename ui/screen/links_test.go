package screen_test

import (
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/model"
	"pressroom/ui/screen"
)

// Links are for terminals that know them, or pass them over.
func TestLinksOf(t *testing.T) {
	for env, want := range map[string]bool{
		"TERM=xterm-256color": true, "TERM=xterm": true, "TERM=xterm-kitty": true, "TERM=xterm-ghostty": true, "TERM=alacritty": true,
		"TERM=foot": true, "TERM=tmux-256color": true, "TERM=xterm-256color VTE_VERSION=7006": true,
		"TERM=screen-256color TMUX=/tmp/tmux,1,0": true, "TERM=tmux-256color TMUX=/tmp/tmux,1,0 VTE_VERSION=4402": true,
		"TERM=xterm-256color TMUX=/tmp/tmux,1,0 STY=1.pts": true,

		"": false, "TERM=": false, "TERM=dumb": false, "TERM=linux": false, "TERM=vt100": false, "TERM=vt220": false, "TERM=ansi": false,
		"TERM=eterm-color": false, "TERM=cons25": false, "TERM=screen": false, "TERM=screen-256color": false,
		"TERM=screen.xterm-256color STY=1.pts": false, "TERM=xterm-256color STY=1.pts": false, "TERM=xterm-256color VTE_VERSION=4601": false,
		"TERM=rxvt-unicode-256color": false, "TERM=st-256color": false,
	} {
		if got := screen.LinksOf(strings.Fields(env)); got != want {
			t.Errorf("%q is sent links: %t", env, got)
		}
	}
}

func TestWithoutLinks(t *testing.T) {
	for content, want := range map[string]string{
		"":      "",
		"plain": "plain",
		"a \x1b]8;id=1;https://a.org\ab\x1b]8;;\a c":                                        "a b c",
		"\x1b[4m\x1b]8;;mailto:a@b.c\aa@b.c\x1b]8;;\a\x1b[m\n\x1b]8;;http://d\ad\x1b]8;;\a": "\x1b[4ma@b.c\x1b[m\nd",
		"cut \x1b]8;;http": "cut ",
	} {
		if got := screen.WithoutLinks(content); got != want {
			t.Errorf("%q without links is %q, want %q", content, got, want)
		}
	}
}

// A page with links scrolls in and out as the view says, at a width where the
// address runs over lines and begins at the edge, and a terminal without links
// is sent none.
func TestTerminalShowsLinks(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	body := strings.Repeat("The ministry says so. ", 40) + "https://example.org/" + strings.Repeat("industry/", 12) +
		" and more. " + strings.Repeat("It will say more (press@korea.kr) tomorrow. ", 40)
	for _, term := range terms {
		for _, w := range []int{24, 40, 80, 120} {
			synctest.Test(t, func(t *testing.T) {
				snap, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20251128, Title: "One"}, Body: body}})
				env := []string{"TERM=" + term}
				s := newSession(reader(t, model.NewLibrary("made", snap, nil)), env, w, 12)
				s.press("enter")
				s.press("z")
				links := false
				for _, k := range strings.Fields(strings.Repeat("j ", 60) + strings.Repeat("k ", 30) + "space space g G b g / i n d u s enter n n esc") {
					s.press(k)
					s.check(t, k)
					for _, row := range s.term.cells {
						for _, c := range row {
							links = links || !c.link.IsZero()
						}
					}
				}
				s.send(tea.WindowSizeMsg{Width: w, Height: 12})
				s.check(t, "the end")
				if want := screen.LinksOf(env); links != want {
					t.Errorf("%s at %d columns shows links: %t", term, w, links)
				}
			})
		}
	}
}
