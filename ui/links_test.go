package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/snapshot"
	"pressroom/model"
)

// readable returns lines with their links spelt out, without styles.
func readable(lines []string) string {
	text := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(strings.Join(lines, "\n"), "")
	text = regexp.MustCompile("\x1b]8;id=([0-9]+);([^\a]+)\a").ReplaceAllString(text, "{$1 $2|")
	return strings.ReplaceAll(text, "\x1b]8;;\a", "}")
}

// What is an address in a text is a link that shows itself; one that runs over
// lines is one link.
func TestLinks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"See https://www.motir.go.kr/a_b?x=1&y=%20 (http://example.org).",
			"See {1 https://www.motir.go.kr/a_b?x=1&y=%20|https://www.motir.go.kr/a_b?x=1&y=%20}\n({2 http://example.org|http://example.org})."},
		{"Ask press@korea.kr, or mailto:a.b@c.de, at www.korea.kr.",
			"Ask {1 mailto:press@korea.kr|press@korea.kr}, or mailto:{2 mailto:a.b@c.de|a.b@c.de}, at www.korea.kr."},
		{"https://example.org/a/very/long/address/of/a/page/that/does/not/fit/view.do ends.",
			"{1 https://example.org/a/very/long/address/of/a/page/that/does/not/fit/view.do|https://example.org/a/very/long/address/of/a/page/that/does/}\n" +
				"{1 https://example.org/a/very/long/address/of/a/page/that/does/not/fit/view.do|not/fit/view.do} ends."},
		{"First of all. 1. https://a.org/b – lead. 2. Two, from x@y.org.",
			"First of all.\n\n1. {1 https://a.org/b|https://a.org/b} – lead.\n2. Two, from {2 mailto:x@y.org|x@y.org}."},
		{"javascript:alert(1) ftp://a.org file:///etc/passwd data:text/html,x [x](javascript:alert) https:// HTTPS:x",
			"javascript:alert(1) ftp://a.org file:///etc/passwd\ndata:text/html,x [x](javascript:alert) https:// HTTPS:x"},
		{"산업 https://www.motir.go.kr/한국/뉴스?q=반도체 끝. https://산업통상부.한국에서, https://a.kr에서 봄.",
			"산업 {1 https://www.motir.go.kr/%ED%95%9C%EA%B5%AD/%EB%89%B4%EC%8A%A4?q=%EB%B0%98%EB%8F%84%EC%B2%B4|https://www.motir.go.kr/한국/뉴스?q=반도체} 끝.\n" +
				"{2 https://%EC%82%B0%EC%97%85%ED%86%B5%EC%83%81%EB%B6%80.%ED%95%9C%EA%B5%AD|https://산업통상부.한국}에서, {3 https://a.kr|https://a.kr}에서 봄."},
		{"Of the sequence: https://a.org/x;jsessionid=1 is not a link.", "Of the sequence: https://a.org/x;jsessionid=1 is not a link."},
	} {
		st := NewStyles(Theme{Dark: true})
		lines, err := drawBody(t.Context(), body.Recover(c.text), 60, st)
		if err != nil {
			t.Fatal(err)
		}
		if got := readable(lines); got != c.want {
			t.Errorf("%s\nis drawn as\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

func TestHref(t *testing.T) {
	for address, offered := range map[string]bool{
		"https://a.org": true, "http://a.org:80/?q=a+b#c": true, "HTTP://a.org": true, "mailto:a@b.cd": true, "https://[::1]/": true,
		"": false, "a.org": false, "//a.org": false, "/etc/passwd": false, "javascript:alert(1)": false, "ftp://a.org": false,
		"file:///etc/passwd": false, "data:text/html,x": false, "mailto:": false, "mailto:@": false, "mailto:a": false, "https:": false,
		"https://": false, "https:///x": false, "http:a.org": false, "https://a.org/\x1b\\": false, "https://a.org/\a": false,
		"https://a.org/a b": false, "https://a.org/é": true, "https://a.org/a;b": false, "https://a.org/%zz": false,
		"https://a.org/" + strings.Repeat("x", maxLink): false, "ssh://a.org": false, "tel:1": false, "vscode://x": false, "x-man-page://ls": false,
	} {
		if got := href(address); got != "" && got != encode(address) || got != "" != offered {
			t.Errorf("%q leads to %q", address, got)
		}
	}
}

// linksIn returns the addresses of the links in lines, and says what is wrong
// with one: a link that is open at a line's end, or that stands in another.
func linksIn(lines []string) (addresses []string, err error) {
	for _, line := range lines {
		open := false
		for rest := line; ; {
			_, after, found := strings.Cut(rest, "\x1b]8;")
			if !found {
				break
			}
			link, after, ended := strings.Cut(after, "\a")
			_, address, parts := strings.Cut(link, ";")
			if !ended || !parts || open == (address != "") {
				return nil, fmt.Errorf("nonsense in %q", line)
			}
			if open = address != ""; open {
				addresses = append(addresses, address)
			}
			rest = after
		}
		if open {
			return nil, fmt.Errorf("a link is open at the end of %q", line)
		}
	}
	return addresses, nil
}

// No text makes a link to anything but the web and mail, and links change
// nothing of what is read.
func FuzzLinks(f *testing.F) {
	for _, s := range []string{
		"See https://a.org/b (c@d.ef). “https://g.hi,” said Kim. 1. http://x.yz – lead. 2. mailto:q@r.st",
		"javascript:alert(1) [a](javascript:b) <data:c> <javascript:d> ![e](file:///f) [g]: ssh://h",
		"https://a.org/" + strings.Repeat("b/", 90) + " and https://a.org;b=c https://é.org/é \x1b]8;;ftp://a\a",
		"<https://a> &lt;https://b&gt; **https://c** `https://d` https://e|f https://g\\h http://i@j:k",
	} {
		f.Add(s, 40)
	}
	f.Fuzz(func(t *testing.T, text string, measure int) {
		measure = 1 + int(uint(measure)%100)
		text, _ = data.Sanitize(text)
		doc := body.Recover(text)
		lines, err := drawBody(t.Context(), doc, measure, NewStyles(Theme{}))
		if err != nil {
			t.Skip(err)
		}
		addresses, err := linksIn(lines)
		if err != nil {
			t.Fatal(err)
		}
		for _, address := range addresses {
			if href(address) != address {
				t.Errorf("a link leads to %q", address)
			}
			if !strings.Contains(encode(text), strings.TrimPrefix(address, "mailto:")) {
				t.Errorf("a link leads to %q, which is not in the text", address)
			}
		}
		for _, l := range lines {
			if strings.Contains(readable([]string{l}), "\x1b") {
				t.Errorf("a sequence is left in %q", l)
			}
		}
	})
}

// A word that is found in a link is highlighted, and the link stays on both sides.
func TestFoundInALink(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		snap, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20251128, Title: "One"}, Body: "Read https://example.org/industry/page at once, please."}})
		a := newApp(Options{Library: model.NewLibrary("made", snap, nil)}, 80, 24)
		press(a, "enter", "z", "/")
		typeIn(a, "industry")
		for _, l := range strings.Split(a.View().Content, "\n") {
			if l, _, _ := strings.Cut(l, "\x1b[79G"); strings.Contains(l, "at once") { // without the edge
				const u = "https://example.org/industry/page"
				if got, want := strings.TrimSpace(readable([]string{l})), "Read {1 "+u+"|https://example.org/}industry{1 "+u+"|/page} at once, please."; got != want {
					t.Errorf("drawn as %s, want %s", got, want)
				}
				return
			}
		}
		t.Errorf("the text is not on the screen: %q", a.View().Content)
	})
}

// The headline in a page's head is one link to where the release is read on the web, if
// that is known.
func TestHeadlineLink(t *testing.T) {
	st := NewStyles(Theme{Dark: true})
	for _, c := range []struct{ address, page, want string }{
		{"https://a.org/1", "", "{0 https://a.org/1|A Headline of}\n{0 https://a.org/1|Two Lines}"},
		{"tag:a.org,2025:1", "https://a.org/1", "{0 https://a.org/1|A Headline of}\n{0 https://a.org/1|Two Lines}"},
		{"tag:a.org,2025:1", "", "A Headline of\nTwo Lines"},
		{"board.txt#kg03m8sr", "", "A Headline of\nTwo Lines"},
		{"tag:a.org,2025:1", "javascript:alert(1)", "A Headline of\nTwo Lines"},
	} {
		lines := head(&data.Release{Address: c.address, Page: c.page, Title: "A Headline of Two Lines", Date: 20251114}, nil, 0, 14, st)
		if got := readable(lines[1:3]); got != c.want {
			t.Errorf("of %q and %q it is %q, want %q", c.address, c.page, got, c.want)
		}
	}
}
