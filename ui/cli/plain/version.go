package plain

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/diff"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cells"
)

// Page is a release that is printed, or one of its versions.
type Page struct {
	*data.Document
	History model.History
	Edition *model.Edition // which version it is; nil where it is the release as it is
}

// Notes returns what is known of the release beside its date.
func (p Page) Notes() []string {
	if p.Edition != nil {
		return p.Edition.Notes()
	}
	return p.History.Notes(&p.Release)
}

type history struct {
	Version   int        `json:"version"`
	Versions  int        `json:"versions"`
	Corrected *time.Time `json:"corrected"`
	Gone      *time.Time `json:"gone"`
}

func historyOf(p Page) history {
	h := history{Version: max(1, p.History.Versions), Versions: max(1, p.History.Versions), Corrected: timeOrNull(p.History.Corrected), Gone: timeOrNull(p.History.Gone)}
	if e := p.Edition; e != nil {
		h.Version, h.Versions, h.Corrected = e.Version, e.Of, nil
	}
	return h
}

// timeOrNull returns a time, which JSON has as null if it is zero.
func timeOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// version is the JSON of a version in a list of them.
type version struct {
	Version int       `json:"version"` // 1 is the oldest
	Seen    time.Time `json:"seen"`
	Hash    string    `json:"hash"`
	summary
}

// versionOf returns the JSON of a version. It reads the version's text.
func versionOf(list []store.Version, i int, read func(*store.Version) (string, error)) (version, error) {
	v := list[i]
	var err error
	v.Body, err = read(&v)
	return version{len(list) - i, v.Seen, v.Version, summarise(&v.Document)}, err
}

// Versions writes the versions of a release, the newest first: the number of each, when
// it was brought in, its date, how many words its text has, and its headline; or all
// that is known of them as a JSON array. Read reads the text of one, at which it ends with
// an error.
func Versions(w io.Writer, list []store.Version, read func(*store.Version) (string, error), asJSON bool) error {
	if asJSON {
		var unread error
		err := array(w, func(yield func(version) bool) {
			for i := range list {
				v, err := versionOf(list, i, read)
				if unread = err; err != nil || !yield(v) {
					return
				}
			}
		})
		return cmp.Or(unread, err)
	}
	for i := range list {
		v, err := versionOf(list, i, read)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%*d  %s  %s  %6d words  %s\n", len(fmt.Sprint(len(list))), len(list)-i,
			v.Seen.Local().Format("2006-01-02 15:04"), v.Date, v.Words, data.OneLine(v.Title)); err != nil {
			return err
		}
	}
	return nil
}

// marked writes words, with signs around those that changed.
func marked(runs []diff.Run) string {
	var b strings.Builder
	for _, r := range runs {
		text := strings.TrimRightFunc(r.Text, unicode.IsSpace)
		if text != "" {
			before, behind := r.Op.Signs()
			b.WriteString(before + text + behind)
		}
		b.WriteString(r.Text[len(text):])
	}
	return b.String()
}

// Changes writes what changed in a version: the text with words that were taken out as
// [-this-] and those put in as {+this+}, in lines of at most width cells, without
// paragraphs that did not change.
func Changes(w io.Writer, e *model.Edition, width int) error {
	c := diff.Documents(e.Before, e.Document)
	facts := func(r *data.Document) string {
		return r.Date.String() + " · " + cmp.Or(data.OneLine(r.Category), "-")
	}
	var b strings.Builder
	b.WriteString(marked(c.Title) + "\n" + marked(diff.Words(facts(c.Before), facts(c.After))) + " · " + e.Document.ID + "\n\n")
	b.WriteString(Wrap(e.Changed(&c), "", "", width))
	if c.TooLong {
		b.WriteString("\n\n" + Wrap(model.TooLong, "", "", width))
	}
	begun := false // a stretch of blocks, which may be close together
	for _, p := range diff.Folded(c.Blocks, 1) {
		switch {
		case p.Block == nil:
			fmt.Fprintf(&b, "\n\n… %d paragraphs unchanged …", p.Hidden)
		case begun:
			b.WriteString(gap(&p.Block.Block) + changed(p.Block, width))
		default:
			b.WriteString("\n\n" + changed(p.Block, width))
		}
		begun = p.Block != nil
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

// changed draws a block of which something may have changed.
func changed(b *diff.Block, width int) string {
	if b.Rows != nil || b.Op != diff.Same && b.Kind == body.Table {
		rows := make([][]string, 0, len(b.Cells()))
		for _, row := range b.Cells() {
			line := make([]string, len(row))
			for k, cell := range row {
				line[k] = marked(cell)
			}
			rows = append(rows, line)
		}
		head, below := cells.Measure{}.Table(rows, width, "-")
		return strings.Join(append(head, below...), "\n")
	}
	block := b.Block
	switch {
	case b.Op != diff.Same:
		block.Lead, block.Links, block.Text = "", nil, marked([]diff.Run{{Op: b.Op, Text: b.Addressed()}})
	case b.Runs != nil:
		block.Lead, block.Links, block.Text = "", nil, marked(b.Runs)
	}
	if block.Kind == body.Preformatted && (b.Op != diff.Same || b.Runs != nil) {
		block.Kind = body.Paragraph // its words are marked, which have more than its lines have room for
	}
	return draw(&block, width)
}

type jsonRun struct {
	Op   string `json:"op"` // same, out, in
	Text string `json:"text"`
}

type jsonBlock struct {
	Kind string    `json:"kind"`
	Op   string    `json:"op"` // same, out, in, changed
	Runs []jsonRun `json:"runs"`
}

type jsonChange struct {
	ID     string      `json:"id"`
	Before version     `json:"before"`
	After  version     `json:"after"`
	Title  []jsonRun   `json:"title"`
	Blocks []jsonBlock `json:"blocks"`
	Out    int         `json:"words_out"`
	In     int         `json:"words_in"`
	Long   bool        `json:"too_long"`
}

var opNames = map[diff.Op]string{diff.Same: "same", diff.Out: "out", diff.In: "in"}

func jsonRuns(runs []diff.Run) []jsonRun {
	list := []jsonRun{}
	for _, r := range runs {
		list = append(list, jsonRun{opNames[r.Op], r.Text})
	}
	return list
}

// ChangesJSON writes what changed in a version as a JSON object: both versions, and the
// headline and the blocks of the text in runs of words that stayed, went and came.
func ChangesJSON(w io.Writer, e *model.Edition) error {
	c := diff.Documents(e.Before, e.Document)
	of := func(d *data.Document, seen time.Time, number int) version {
		return version{number, seen, d.Version, summarise(d)}
	}
	o := jsonChange{
		ID: e.Document.ID, Before: of(e.Before, e.Since, e.Version-1), After: of(e.Document, e.Seen, e.Version),
		Title: jsonRuns(c.Title), Blocks: []jsonBlock{}, Out: c.Out, In: c.In, Long: c.TooLong,
	}
	for i := range c.Blocks {
		b := &c.Blocks[i]
		one := jsonBlock{Kind: b.Kind.String(), Op: opNames[b.Op]}
		switch {
		case b.Rows != nil:
			one.Op, one.Runs = "changed", []jsonRun{}
			for _, row := range b.Rows {
				for _, cell := range row {
					one.Runs = append(one.Runs, jsonRuns(cell)...)
				}
			}
		case b.Runs != nil:
			one.Op, one.Runs = "changed", jsonRuns(b.Runs)
		default:
			one.Runs = jsonRuns([]diff.Run{{Op: b.Op, Text: b.Addressed()}})
		}
		o.Blocks = append(o.Blocks, one)
	}
	return encode(w, o, "")
}
