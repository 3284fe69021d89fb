package body

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"pressroom/data"
)

// fromHTML reads a page, whose base is a board's.
func fromHTML(t testing.TB, page string) Document {
	t.Helper()
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Skip(err)
	}
	base, _ := url.Parse("https://a.kr/board/7/view")
	return FromHTML(n, base)
}

func TestFromHTML(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"paragraphs", "<p>One\n  two.</p><div>Three<br>four</div>five", "One two.\n\nThree\n\nfour\n\nfive"},
		{"heading", "<h2>Next <br> Steps</h2><p>The plan.</p>", "## Next Steps\n\nThe plan."},
		{"bold line", "<p><b>Next Steps</b></p><p><strong>It is bold.</strong></p>", "## Next Steps\n\nIt is bold."},
		{"lead", "<p><b>Seoul</b> – Today.</p><p><b>A:</b>b</p>", "**Seoul** – Today.\n\nA:b"},
		{"bold further on", "<p>To <b>be</b> bold.</p>", "To be bold."},
		{"list", "<ul><li>a<li><p>b</p><p>more</p></li><li>c</ul>", "- a\n- b\n\nmore\n\n- c"},
		{"ordered", "<ol start=3><li>a</li><li>b<ul><li>c</li></ul></li><li> </li><li>d</li></ol>", "3. a\n4. b\n   - c\n\n6\\. d"},
		{"list in an item without text", "<ul><li><ul><li>a</ul></ul>", "- a"},
		{"quotation", "<blockquote><p>One.</p><p>Two.</p></blockquote><blockquote>Three.</blockquote>", "> One.\n>\n> Two.\n\n> Three."},
		{"links", `<p>See <a href="../8/view">the <b>plan</b></a>! <a href="https://b.kr/x?a=1&amp;copy;">[b]</a>.</p>`,
			`See [the plan](<https://a.kr/board/8/view>)! [\[b\]](<https://b.kr/x?a=1&amp;copy;>).`},
		{"no image", `<p>Look!<a href="/x">here</a></p>`, `Look\![here](<https://a.kr/x>)`},
		{"link that shows itself", `<p><a href="https://b.kr/x">https://b.kr/x</a> <a href="mailto:a@b.kr">a@b.kr</a></p>`, "<https://b.kr/x> <a@b.kr>"},
		{"link that shows another", `<p><a href="https://evil.kr/">https://b.kr/x</a></p>`, "[https&#58;//b.kr/x](<https://evil.kr/>)"},
		{"links that are scripts", `<p><a href="javascript:alert(1)">a</a> <a href=" JAVA&#10;SCRIPT:x">b</a> <a href="data:text/html,x">c</a> <a href="file:///etc">d</a> <a href="vbscript:x">e</a></p>`, "a b c d e"},
		{"link over two paragraphs", `<a href="/x"><p>One</p><p>Two</p></a>`, "One\n\nTwo"},
		{"what is not text", "<script>x</script><style>y</style><p hidden>z</p><p style='Display : none'>w</p><p>a<iframe>b</iframe></p><noscript>c</noscript><textarea>d</textarea>", "a"},
		{"escapes", "<p>a&#27;[31mb\u202ec&#x9b;d&#0;</p>", "a\\[31mbc›d\ufffd"},
		{"table", "<table><caption>Exports</caption><tr><th>Year<th>Sum</tr><tr><td>2025<td>7 <a href='/n'>note</a> | x</tr></table>",
			"Exports\n\n| Year | Sum |\n| --- | --- |\n| 2025 | 7 [note](<https://a.kr/n>) &#124; x |"},
		{"spans", "<table><tr><td colspan=2>a<td>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g<td>h</table>",
			"| a |  | b |  |\n| --- | --- | --- | --- |\n| c | d | e |  |\n|  | f | g | h |"},
		{"box", "<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", "One.\n\nTwo."},
		{"layout", "<table><tr><td>a</td><td><table><tr><td>b<td>c<tr><td>d<td>e</table></td></tr><tr><td>f<td>g</table>", "a\n\n| b | c |\n| --- | --- |\n| d | e |\n\nf\n\ng"},
		{"set as it stands", "<pre>a\n  b\n\nc</pre>", "a\n\nb\n\nc"},
		{"set in columns", "<p>a</p><pre>\n\n  Year  Sum\n  2024   80 &lt;b> \n\n  2025    9 *c*\n</pre><p>d</p>", "a\n\n```\nYear  Sum\n2024   80 <b>\n\n2025    9 *c*\n```\n\nd"},
		{"set by tabs", "<pre>a\tb<br>cc\t<b>d</b>&nbsp;&nbsp;e\n```</pre>", "````\na       b\ncc      d  e\n```\n````"},
		{"set by indents", "<h2>a</h2><pre>b\n  c\n    d\n</pre>", "## a\n\n```\nb\n  c\n    d\n```"},
		{"prose that was wrapped", "<pre>It opened on Monday.  The quay is\nlong.  Ferries sail from it \nas before.</pre>", "It opened on Monday. The quay is\n\nlong. Ferries sail from it\n\nas before."},
		{"prose that begins indented", "<pre>   The quay of the harbour opened on Monday, the office said, and\nferries sail from it as before.\n   Those that sail to the islands in the north do so from June.</pre>",
			"The quay of the harbour opened on Monday, the office said, and\n\nferries sail from it as before.\n\nThose that sail to the islands in the north do so from June."},
		{"set in an item", "<ul><li><pre>a  b\nc  d</pre></ul>", "- a b c d"},
		{"set with a link", "<pre>a  <a href='/x'>b</a>\nc  d</pre>", "a [b](<https://a.kr/x>)\n\nc d"},
		{"set in a quotation", "<blockquote><pre>a  b\nc  d</pre></blockquote>", "> a b\n>\n> c d"},
		{"what Markdown would take", "<p># a</p><p>1. b</p><ul><li>- c</ul><p>*d* &lt;e&gt; &amp;amp; f|g</p>", "\\# a\n\n1\\. b\n\n- \\- c\n\n\\*d\\* \\<e> &amp;amp; f|g"},
		{"raised", "<p>10<sup>6</sup> tonnes<sup>1</sup>, 10<sup>\u22123</sup> m<sup>2</sup>, 2<sup>2x</sup>, 2<sup>k</sup>, 7<sup>1,2</sup> 8<sup>1) </sup>to</p>", "10⁶ tonnes¹, 10⁻³ m², 2^(2x), 2^k, 7^(1,2) 8¹⁾ to"},
		{"raised without a figure", "<p>1<sup>st</sup> 2<sup>e</sup> A<sup>TM</sup> b<sup>[1]</sup> c<sup>*</sup> d<sup></sup>e<sup>주1)</sup></p>", "1st 2e ATM b\\[1] c\\* de주1)"},
		{"lowered", "<p>CO<sub>2</sub> and PM<sub>2.5</sub></p>", "CO₂ and PM2.5"},
		{"raised link", "<p>a <a href='/n'><sup>1</sup></a> b<sup><a href='#n'>2</a></sup></p>", "a [¹](<https://a.kr/n>) b[²](<https://a.kr/board/7/view#n>)"},
		{"raised paragraph", "<sup><p>One.</p><p>Two 2.</p></sup>", "One.\n\nTwo 2."},
		{"nothing", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := fromHTML(t, test.page)
			if got := doc.Markdown(); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			checkStays(t, doc)
		})
	}
}

// checkReadAgain holds FromMarkdown to give back the text that Markdown wrote.
func checkReadAgain(t *testing.T, doc Document) Document {
	t.Helper()
	again := FromMarkdown(doc.Markdown())
	same(t, "FromMarkdown", again.Lines(), doc.Lines())
	return again
}

// checkStays holds FromMarkdown to give back what Markdown wrote, from the second time
// on: at the first the numbers of lists without anything between become text.
func checkStays(t *testing.T, doc Document) {
	t.Helper()
	again := checkReadAgain(t, doc)
	md := again.Markdown()
	third := FromMarkdown(md)
	if !reflect.DeepEqual(third, again) {
		t.Errorf("not the same again:\n%+v\n%+v\n%s", again, third, md)
	}
}

func TestFromMarkdown(t *testing.T) {
	doc := FromMarkdown("# Title\n\nText with *emphasis*,\n[a link](http://a.kr) and <b>HTML</b><script>x</script>.\n\n* **One:** a\n* Two\n\n```\ncode\nmore\n```\n\n[x](javascript:alert(1))")
	want := []Block{
		{Kind: Heading, Text: "Title"},
		{Text: "Text with emphasis, a link and HTML.", Links: []Link{{20, 26, "http://a.kr"}}},
		{Kind: Bullet, Lead: "One:", Text: " a"},
		{Kind: Bullet, Text: "Two", Close: true},
		{Text: "code"}, {Text: "more"}, {Text: "x"},
	}
	if !reflect.DeepEqual(doc.Blocks, want) {
		t.Errorf("got\n%+v\nwant\n%+v", doc.Blocks, want)
	}
}

// TestText stores documents and reads them again.
func TestText(t *testing.T) {
	for page, want := range map[string]string{
		"<pre>a  b\nc  d</pre>": "```\na  b\nc  d\n```", "<pre>a b\nc d</pre>": "a b\nc d",
		"": "", "a": "a", "<p>a</p><p>b</p>": "a\nb", "<ul><li>a<li>b</ul>": "- a\n- b", "<ol><li>a<li>b</ol>": "1. a\n2. b",
		"<h1>a</h1>": "a", "<h1>a</h1>b": "## a\n\nb", "<p>x <a href=http://a.kr>a</a></p><p>b</p>": "x [a](<http://a.kr>)\n\nb", "<blockquote>a<p>b</blockquote>": "> a\n>\n> b",
		"<h2>h</h2><ol><li>a</ol><ol><li>b</ol>": "## h\n\n1. a\n\n1\\. b",
	} {
		text := fromHTML(t, page).Text()
		if text != want {
			t.Errorf("%s is stored as %q", page, text)
		}
		if again := Read(text).Text(); again != text {
			t.Errorf("%q comes again as %q", text, again)
		}
	}
	// Texts of boards, whatever they hold, are no Markdown.
	for _, s := range append(nasty, "He wrote ## a.\nAnd > b.", "## a\nb", "> a\nb", "1. A – b. 2. C – d.", "[a](<b>) c", "**a** b **") {
		s, _ = data.Sanitize(s)
		if !reflect.DeepEqual(Read(s), Recover(s)) {
			t.Errorf("%q is taken for Markdown", s)
		}
	}
	if got := Words("## Head\n\nSee [the note](<https://a.kr/x>)."); got != "Head\n\nSee the note." {
		t.Errorf("%q", got)
	}
	if got := Words("| a | b |\n| --- | --- |\n| 1 | x [y](<https://a.kr>)&#124; |\n\n- **A:** b\\]"); got != "a\tb\n1\tx y|\n\nA: b]" {
		t.Errorf("%q", got)
	}
	if got := Words("5 ** 3"); got != "5 ** 3" {
		t.Errorf("%q", got)
	}
}

func FuzzFromHTML(f *testing.F) {
	for _, s := range nasty {
		f.Add("<ul><li><b>" + html.EscapeString(s) + "</b>x<li><a href=/x>" + html.EscapeString(s) + "</a></ul><table><tr><td>a<td>b<tr><td>" + html.EscapeString(s) + "<td></table>")
		f.Add("<p>" + s + "</p>")
		f.Add("<pre>" + html.EscapeString(s) + "\n a  b\n c  d</pre>" + s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		doc := fromHTML(t, page)
		checkReadAgain(t, doc)
		text := doc.Text()
		if again, ok := stored(text); ok {
			same(t, "stored", again.Lines(), doc.Lines())
			same(t, "Words", strings.ReplaceAll(Words(text), "-", ""), strings.ReplaceAll(doc.Lines(), "-", ""))
		}
	})
}
