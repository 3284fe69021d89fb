package body

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
	"pressroom/data/text"
)

// Picture begins what a text has in the place of a picture.
const Picture = "[picture: "

// IsPicture reports whether a block is what a text has in the place of one picture, and
// nothing else.
func (b *Block) IsPicture() bool {
	return b.Kind == Paragraph && b.Lead == "" && strings.HasPrefix(b.Text, Picture) && strings.Index(b.Text, "]") == len(b.Text)-1 &&
		(len(b.Links) == 0 || len(b.Links) == 1 && b.Links[0].From == 0 && b.Links[0].To == len(b.Text))
}

// maxAlt is the most bytes of what a picture shows that are told.
const maxAlt = 300

// noAlt are descriptions that say nothing: names of files, numbers, and what is on every
// page.
var noAlt = data.Pattern(`(?i)^(?:[^ ]+\.(?:jpe?g|png|gif|webp|svg|bmp|avif)|[\d\W_]*|(?:the )?(?:image|img|picture|photo|figure|logo|icon|banner|thumbnail|spacer|blank|bullet|사진|이미지|그림|로고|아이콘|배너)[\d\W_]*)$`)

// picture writes what a picture shows, where it is said and is not said below it, with a
// link to the picture.
func (r *reader) picture(n *html.Node) {
	alt, _ := data.SanitizeLine(attribute(n, "alt"))
	alt = strings.Join(strings.Fields(alt), " ")
	if !r.pictures || len(alt) > maxAlt || noAlt().MatchString(alt) || attribute(n, "role") == "presentation" || isPoint(n) || r.isCaptioned(n, alt) {
		return
	}
	r.space = true
	r.word(Picture)
	from := r.text.Len() - len(Picture)
	r.text.WriteString(alt + "]")
	r.space = true
	if address := WebAddress(attribute(n, "src"), r.base); address != "" && !inLink(n) {
		r.block.Links = append(r.block.Links, Link{from, r.text.Len(), address})
	}
}

// isPoint reports whether a picture is too small to show anything: it counts readers.
func isPoint(n *html.Node) bool {
	for _, side := range []string{"width", "height"} {
		if v := strings.TrimSuffix(attribute(n, side), "px"); v == "0" || v == "1" || v == "2" {
			return true
		}
	}
	return false
}

func inLink(n *html.Node) bool {
	for up := range n.Ancestors() {
		if up.DataAtom == atom.A && attribute(up, "href") != "" {
			return true
		}
	}
	return false
}

// isCaptioned reports whether the caption of the figure that a picture is in says what it
// shows.
func (r *reader) isCaptioned(n *html.Node, alt string) bool {
	for up := range n.Ancestors() {
		if up.DataAtom != atom.Figure {
			continue
		}
		caption, known := r.captions[up]
		if !known {
			caption = captionOf(up)
			r.captions[up] = caption
		}
		return strings.Contains(caption, text.Fold(alt))
	}
	return false
}

// maxCaption is the most bytes of a caption in which what a picture shows is looked for.
const maxCaption = 4 << 10

// captionOf returns the caption of a figure, folded, "" where it has none.
func captionOf(figure *html.Node) string {
	for c := range figure.Descendants() {
		if c.DataAtom == atom.Figcaption {
			caption := text.Fold(strings.Join(strings.Fields(FromHTML(c, nil).Lines()), " "))
			return caption[:min(len(caption), maxCaption)]
		}
	}
	return ""
}
