package body

import (
	"strings"
	"testing"

	"pressroom/data"
)

// drawnKinds writes the kinds of a document's blocks.
func kindsOf(d Document) string {
	var kinds []string
	for _, b := range d.Blocks {
		kinds = append(kinds, b.Kind.String())
	}
	return strings.Join(kinds, " ")
}

// A page whose author marked nothing has its signs read, links beside them or not; one
// whose author marked something is as it is.
func TestReadRefines(t *testing.T) {
	for page, want := range map[string]string{
		"<p>The plan:</p><p>□ One is this.</p><p>□ Two is that.</p><p>See <a href=/x>it</a>.</p>": "paragraph bullet bullet paragraph",
		"<h2>Plan</h2><p>□ One is this.</p><p>□ Two is that.</p>":                                 "heading paragraph paragraph",
		"<p>□ One is this.</p><p>□ Two is that.</p>":                                              "bullet bullet",
	} {
		if got := kindsOf(Read(fromHTML(t, page).Text())); got != want {
			t.Errorf("%s is read as %s", page, got)
		}
	}
}

func TestAttach(t *testing.T) {
	files := []File{{"plan, a.pdf", "https://a.kr/p"}, {"b.hwp", ""}, {"https://a.kr/c.pdf", "https://a.kr/c.pdf"}}
	for text, want := range map[string]string{
		"":                     "Attached: [plan, a.pdf](<https://a.kr/p>), b.hwp, <https://a.kr/c.pdf>",
		"One.\n- Two.":         "One.\n\n\\- Two.\n\nAttached: [plan, a.pdf](<https://a.kr/p>), b.hwp, <https://a.kr/c.pdf>",
		"## Head\n\nIt is so.": "## Head\n\nIt is so.\n\nAttached: [plan, a.pdf](<https://a.kr/p>), b.hwp, <https://a.kr/c.pdf>",
	} {
		got := Attach(text, files)
		if got != want || !data.HasAttachment(got) || data.HasAttachment(text) {
			t.Errorf("%q with files is\n%q", text, got)
		}
		if doc := Read(got); doc.Blocks[len(doc.Blocks)-1].Links[0] != (Link{10, 21, "https://a.kr/p"}) {
			t.Errorf("%+v", doc)
		}
	}
	if got := Attach("It is so.", []File{{"b.hwp", ""}}); got != "It is so.\nAttached: b.hwp" || !data.HasAttachment(got) {
		t.Errorf("%q", got)
	}
}
