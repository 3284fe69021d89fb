package feed

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestOPML(t *testing.T) {
	outlines := []Outline{
		{"Ministry <of> \"Trade\"", "https://a.kr/rss?x=1&y=2", ""},
		{"Ports", "https://b.kr/atom", "Sea"},
		{"Ferries", "https://c.kr/rss", "Sea"},
	}
	var b bytes.Buffer
	if err := WriteOPML(&b, "pressroom", outlines); err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML("x.opml", &b)
	if err != nil || !reflect.DeepEqual(got, outlines) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestReadOPML(t *testing.T) {
	for text, want := range map[string][]Outline{
		`<opml><body><outline text="A\u202e" xmlUrl="https://a.kr/"/><outline text="B" xmlUrl="javascript:x"/><outline text="F"><outline text="C" xmlUrl=" http://c.kr "/></outline></body></opml>`: {
			{"A", "https://a.kr/", ""}, {"B", "javascript:x", ""}, {"C", "http://c.kr", "F"},
		},
		`<opml><body><outline text="A" xmlUrl="feed://a.kr/x"/><outline text="B" xmlUrl="feed:https://b.kr/x"/><outline text="C" xmlUrl="  "/></body></opml>`: {
			{"A", "http://a.kr/x", ""}, {"B", "https://b.kr/x", ""},
		},
		`<?xml version="1.0" encoding="euc-kr"?><opml><body><outline text="\xbb\xea\xbe\xf7" xmlUrl="https://a.kr/"/></body></opml>`: {{"산업", "https://a.kr/", ""}},
		`<opml><body></body></opml>`: nil,
		`<opml><body><outline text="A&nbsp;& B" xmlUrl="https://a.kr/?x=1&y=2&amp;z=3"/><outline text="B" xmlurl="https://b.kr/"/></body></opml>`: {
			{"A & B", "https://a.kr/?x=1&y=2&z=3", ""}, {"B", "https://b.kr/", ""},
		},
	} {
		text = strings.NewReplacer(`\u202e`, "\u202e", `\xbb\xea\xbe\xf7`, "\xbb\xea\xbe\xf7").Replace(text)
		got, err := ReadOPML("x.opml", strings.NewReader(text))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"":                   "x.opml: it is no OPML that can be read: it has no <opml>",
		"-\nEnergy\nFerries": "x.opml: it is no OPML that can be read: it has no <opml>",
		"<rss></rss>":        "x.opml: it is no OPML that can be read: expected element type <opml> but have <rss>",
		"<opml>\x1b[31m":     "x.opml: it is no OPML that can be read: XML syntax error on line 1: illegal character code U+001B",
		"<opml><body><out":   "x.opml: it is no OPML that can be read: XML syntax error on line 1: unexpected EOF",
		"<opml><body>" + strings.Repeat(`<outline text="a" xmlUrl="http://a.kr/"/>`, maxOutlines+1) + "</body></opml>": "x.opml: it has more than 10000 sources",
		"<opml><body>" + strings.Repeat(" ", maxOPML):                                                                  "x.opml: it is no OPML that can be read: it has more than 16 MiB",
	} {
		if _, err := ReadOPML("x.opml", strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%.50q: %v", text, err)
		}
	}
	if list, err := ReadOPML("x", strings.NewReader("<opml><body>"+strings.Repeat(`<outline xmlUrl="http://a.kr/"/>`, maxOutlines)+"</body></opml>")); err != nil || len(list) != maxOutlines {
		t.Errorf("of as many sources as may be %d are read, %v", len(list), err)
	}
	if _, err := ReadOPML("x", strings.NewReader("<opml><body>"+strings.Repeat("<outline>", 100_000))); err == nil {
		t.Error("nested without end")
	}
}

func FuzzReadOPML(f *testing.F) {
	f.Add(`<opml><body><outline text="A" xmlUrl="https://a.kr/"><outline/></outline></body></opml>`)
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ReadOPML("x", strings.NewReader(text))
		if err != nil {
			checkLine(t, "an error", err.Error())
		}
		for _, o := range list {
			checkLine(t, "a title", o.Title)
			checkLine(t, "an address", o.Address)
		}
	})
}
