package body

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Of a picture there is what it shows, where that is said, says something, and is not said
// below it; a link leads to it, where it does not lead elsewhere.
func TestPictures(t *testing.T) {
	base, _ := url.Parse("https://a.kr/board/7/view")
	for page, want := range map[string]string{
		`<p>One.</p><p><img alt="The quay  at dawn" src="q.jpg"></p><p>Two.</p>`:                                              "One.\n\n[\\[picture: The quay at dawn\\]](<https://a.kr/board/7/q.jpg>)\n\nTwo.",
		`<p>See<img alt="a chart of exports" src="data:image/png;base64,AA">here.</p>`:                                        "See \\[picture: a chart of exports] here.",
		`<p><a href="/big"><img alt="A quay" src="q.jpg"></a></p>`:                                                            "[\\[picture: A quay\\]](<https://a.kr/big>)",
		`<table><tr><th>a<th>b<tr><td><img alt="A quay" src="q.jpg"><td>x</table>`:                                            "| a | b |\n| --- | --- |\n| [\\[picture: A quay\\]](<https://a.kr/board/7/q.jpg>) | x |",
		`<p>One.<img src="q.jpg"><img alt="" src=q><img alt="IMG_0042.JPG"><img alt="logo"><img alt="사진 1"><img alt="7"></p>`: "One.",
		`<p>One.<img alt="A counter" width=1 height=1><img alt="A rule" role="presentation"></p>`:                             "One.",
		`<figure><img alt="The quay" src="q.jpg"><figcaption>The Quay at dawn</figcaption></figure>`:                          "The Quay at dawn",
		`<figure><img alt="A crane" src="data:,"><figcaption>The Quay at dawn</figcaption></figure>`:                          "\\[picture: A crane]\n\nThe Quay at dawn",
		"<p>a<img alt=\"\x1b[31mred quay\x07\"></p>":                                                                          "a \\[picture: \\[31mred quay]",
		`<p>a<img alt="` + strings.Repeat("x ", 200) + `"></p>`:                                                               "a",
	} {
		n, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		doc := FromArticle(n, base)
		if got := doc.Markdown(); got != want {
			t.Errorf("%s is\n%s, want\n%s", page, got, want)
		}
		if again := Read(doc.Text()).Markdown(); again != want {
			t.Errorf("%s is kept as\n%s, want\n%s", page, again, want)
		}
		if text := FromHTML(n, base).Lines(); strings.Contains(text, "picture") {
			t.Errorf("%s has a picture where a name is read: %s", page, text)
		}
	}
	if got := FromMarkdown("One ![The quay](https://a.kr/q.jpg) two.").Lines(); got != "One [picture: The quay] two." {
		t.Errorf("Markdown has %q", got)
	}
}

// The caption of a figure is read once, however many pictures it has: once for each would
// take minutes.
func TestManyPictures(t *testing.T) {
	const pictures = 20_000
	n, err := html.Parse(strings.NewReader("<figure><figcaption>" + strings.Repeat("The Quay at <b>dawn</b>. ", 20_000) + "</figcaption>" +
		strings.Repeat(`<img alt="A crane"><img alt="The quay">`, pictures) + "</figure>"))
	if err != nil {
		t.Fatal(err)
	}
	if text := FromArticle(n, nil).Text(); strings.Count(text, Picture+"A crane]") != pictures || strings.Contains(text, Picture+"The") {
		t.Errorf("%d cranes are told of", strings.Count(text, Picture))
	}
}
