package plain

import (
	"fmt"
	"io"
	"strings"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/names"
	"pressroom/ui/cells"
)

// Measure is how many cells a line of a release's text has at most.
const Measure = 78

// Release writes a release to be read: headline, date, category, reading time
// and ID, where it is on the web, then the body with its structure recovered, in lines of at most
// width cells where its words allow. The headline is one line, whatever the
// width.
func Release(w io.Writer, p Page, width int) error {
	r := p.Document
	facts := []string{r.Date.String()}
	if r.Category != "" {
		facts = append(facts, data.OneLine(r.Category))
	}
	facts = append(facts, fmt.Sprintf("%d min read", r.ReadingMinutes()), r.ID)
	facts = append(facts, p.Notes()...)
	parts := []string{data.OneLine(r.Title) + "\n" + strings.Join(facts, " · ")}
	if link := webAddress(&r.Release); link != "" {
		parts[0] += "\n" + link
	}
	if text := Body(r.Body, width); text != "" {
		parts = append(parts, text)
	} else {
		parts = append(parts, "[The source gives no text for this release.]")
	}
	if r.Excerpt {
		parts = append(parts, Wrap("[An excerpt: the source cuts the text off here.]", "", "", width))
	}
	_, err := io.WriteString(w, strings.Join(parts, "\n\n")+"\n")
	return err
}

// Body returns a body as text: paragraphs and notes, headings underlined,
// items hanging beside their signs, and what someone said behind a bar as in
// a letter that is answered.
func Body(text string, width int) string {
	var b strings.Builder
	for i, block := range body.Read(text).Blocks {
		if i > 0 {
			b.WriteString(gap(&block))
		}
		b.WriteString(draw(&block, width))
	}
	return b.String()
}

// gap returns what parts a block from the one before.
func gap(b *body.Block) string {
	switch {
	case b.Close && b.Kind == body.Quote:
		return "\n>\n"
	case b.Close:
		return "\n"
	}
	return "\n\n"
}

func draw(b *body.Block, width int) string {
	text := b.Addressed()
	switch b.Kind {
	case body.Heading:
		text = Wrap(text, "", "", width)
		longest := 0
		for line := range strings.SplitSeq(text, "\n") {
			longest = max(longest, cells.Measure{}.Width(line))
		}
		return text + "\n" + strings.Repeat("-", longest)
	case body.Table:
		head, below := cells.Measure{}.Table(b.Rows(), width, "-")
		return strings.Join(append(head, below...), "\n")
	case body.Preformatted:
		return text
	case body.Quote:
		return Wrap(text, "> ", "> ", width)
	case body.Paragraph:
		return Wrap(text, "", "", width)
	}
	sign := b.Sign
	if sign == "" && b.Kind == body.Bullet {
		sign = "-"
	}
	if sign != "" {
		sign += " "
	}
	first := pad(3*b.Level) + sign
	return Wrap(text, first, pad(cells.Measure{}.Width(first)), width)
}

// Wrap breaks a text at its spaces into lines of at most width cells, of which the first
// begins with first and the others with next. A first of several lines counts from its
// last. A word that is longer stays whole: it may be an address.
func Wrap(text, first, next string, width int) string {
	var b strings.Builder
	b.WriteString(first)
	used, begun := cells.Measure{}.Width(first[strings.LastIndexByte(first, '\n')+1:]), false
	for word := range strings.FieldsSeq(text) {
		n := cells.Measure{}.Width(word)
		switch {
		case begun && used+1+n > width:
			b.WriteString("\n" + next)
			used = cells.Measure{}.Width(next)
		case begun:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used, begun = used+n, true
	}
	return strings.TrimRight(b.String(), " ")
}

type whole struct {
	summary
	Body          string         `json:"body"`
	Markdown      string         `json:"markdown"`
	People        []person       `json:"people"`
	Organisations []organisation `json:"organisations"`
	Amounts       []amount       `json:"amounts"`
	history
}

type person struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

type organisation struct {
	Name    string `json:"name"`
	Acronym string `json:"acronym"`
}

type amount struct {
	Currency string  `json:"currency"`
	Value    float64 `json:"value"`
	Text     string  `json:"text"`
}

// ReleaseJSON writes a release as one JSON object: what [ListJSON] has, the
// body as the board has it, the body as Markdown, and the people,
// organisations and sums of money that it names, in the order of mention.
// What the text does not say is "", and a list without entries is empty.
func ReleaseJSON(w io.Writer, p Page) error { return encode(w, wholeOf(p), "") }

// Releases writes releases, with a rule of measure cells between two of them. As
// JSON one is an object, and several are an array of objects.
func Releases(w io.Writer, releases []Page, measure int, asJSON bool) error {
	switch {
	case asJSON && len(releases) == 1:
		return ReleaseJSON(w, releases[0])
	case asJSON:
		return array(w, func(yield func(whole) bool) {
			for _, r := range releases {
				if !yield(wholeOf(r)) {
					return
				}
			}
		})
	}
	for i, r := range releases {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"+strings.Repeat("=", measure)+"\n\n"); err != nil {
				return err
			}
		}
		if err := Release(w, r, measure); err != nil {
			return err
		}
	}
	return nil
}

func wholeOf(p Page) whole {
	r := p.Document
	o := whole{
		summary: summarise(r), Body: r.Body, Markdown: body.Read(r.Body).Markdown(),
		People: []person{}, Organisations: []organisation{}, Amounts: []amount{}, // not nil, which would be null
		history: historyOf(p),
	}
	named := names.FindIn(r.Title, body.Words(r.Body))
	for _, p := range named.People {
		o.People = append(o.People, person{p.Name, p.Role})
	}
	for _, n := range named.Organisations {
		o.Organisations = append(o.Organisations, organisation{n.Name, n.Acronym})
	}
	for _, a := range named.Amounts {
		o.Amounts = append(o.Amounts, amount{a.Currency, a.Value, a.Text})
	}
	return o
}
