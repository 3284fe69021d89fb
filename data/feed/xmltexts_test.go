package feed

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// What the parser reads of an item without the texts that were taken out, and these, are
// what it reads of the whole item.
func TestTextsTakenOut(t *testing.T) {
	const date = "<pubDate>Tue, 04 Nov 2025 09:00:00 KST</pubDate>"
	for _, test := range []struct {
		item  string
		taken int
	}{
		{"<title>T</title><description>&lt;p&gt;A &amp;amp; B&#39;s &quot;C&quot; &apos;d&apos; &#8217;&lt;/p&gt;</description>" + date, 2},
		{"<description>\r\n a\r\nb\t</description><content:encoded>c</content:encoded>", 2},
		{"<description>a</description ><content:encoded>b</content:encoded>", 1},
		{"<content:encoded>\n<![CDATA[ <p>A &amp; B</p> ]]>\n</content:encoded>", 1},
		{"<description></description><title>T</title>", 1},
		{"<description>first</description><description>last</description>", 0},
		{"<description><b>not</b> text</description><content:encoded>is</content:encoded>", 1},
		{"<description>a <!-- no --> b</description><description/>", 0},
		{"<description>a<![CDATA[b]]>c</description>", 0},
		{"<description><![CDATA[a]]><![CDATA[b]]></description>", 0},
		{"<description>a&nbsp;b &rsquo; &unknown;</description>", 0},
		{"<description>?a=1&copy=2; A & B &amp; C</description>", 0},
		{"<description>A & B</description><content:encoded>A &; B</content:encoded>", 0},
		{"<description>&#x2019;</description><content:encoded>&#12a;</content:encoded>", 0},
		{`<description type="html">a</description><Description>b</Description>`, 0},
		{"<media:group><description>of a picture</description></media:group><source><description>no</description></source>", 0},
		{"<content:encoded><![CDATA[<description>in it</description>]]></content:encoded>", 1},
		{"<pubDate>some day</pubDate><pubDate>04 Nov 2025</pubDate><dc:date>2025-11-05</dc:date>", 0},
		{"<dc:description>second best</dc:description><description> </description>", 0},
		{"<description>first</description><Description><b>last</b></Description>", 0},
		{"<description><b>first</b></description><description> </description><pubDate>2025-11-05</pubDate>", 0},
		{`<image a="/>"><description>of a picture</description></image>`, 0},
		{`<enclosure a='"' b="x>y"/><description>behind it</description>`, 0},
		{`<enclosure a="it's" b='"'/><description>behind it</description>`, 1},
		{"<image></title><description>of what?</description></image>", 0},
		{"<image><b>x</image><description>of what?</description></b>", 0},
		{"<?a > <description>of an instruction</description> ?>", 0},
		{"<?a b?><description>behind an instruction</description>", 1},
		{"<!--><description>of a comment</description>-->", 0},
		{"<title>a<br>b</title><description>behind what is left open</description>", 0},
	} {
		s := scannerOf(`<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>F</title><item>` + test.item + "</item></channel></rss>")
		item, err := s.next()
		if err != nil {
			t.Fatal(err)
		}
		b, texts, _ := s.feedOf([]xmlItem{item})
		taken := 0
		for _, at := range item.texts {
			if _, is := new(itemTexts).take(item.xml[at.from:at.to]); is {
				taken++
			}
		}
		if taken != test.taken {
			t.Errorf("of %s %d texts are taken out, not %d", test.item, taken, test.taken)
		}
		got, want := entriesOf(b), entriesOf(s.wholeFeedOf([]xmlItem{item}))
		if len(want) == 0 { // it cannot be read either way
			continue
		}
		texts[0].give(got[0])
		if got[0].Description != want[0].Description || got[0].Content != want[0].Content || entryDate(got[0]) != entryDate(want[0]) || got[0].Title != want[0].Title {
			t.Errorf("%s is\n%+v and not\n%+v", test.item, got[0], want[0])
		}
	}
}

// Whatever an item is like, what the parser can read of it is the same with its texts taken
// out as with them.
func TestTextsTakenOutOfAny(t *testing.T) {
	taken := 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(9, seed))
		feed := pick(r, anyHeads) + "<item" + pick(r, anyItems) + ">" + anyXML(r, 3, seed%4 > 0) + "</item></channel></rss>"
		limits := Limits{}.withDefaults()
		f := xmlFeed{in: &input{state: &state{ctx: t.Context(), o: Options{Limits: limits}}}, items: scannerOf(feed)}
		item, err := f.items.next()
		if err != nil {
			continue
		}
		whole, got := f.part([]xmlItem{{xml: item.xml}}), f.part([]xmlItem{item})
		if whole.err != nil {
			continue
		}
		taken += len(item.texts)
		if got.err != nil || !reflect.DeepEqual(got.items, whole.items) || !slices.Equal(got.faults, whole.faults) {
			t.Errorf("%s is\n%+v (%v) and not\n%+v", feed, got.items, got.err, whole.items)
		}
	}
	if taken < 1000 {
		t.Errorf("%d texts are taken out: the items are too odd to test anything", taken)
	}
}

var (
	anyHeads = []string{
		`<rss><channel>`,
		`<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>`,
		`<rss xmlns="urn:a" xmlns:content="urn:b"><channel xml:base="http://x.example/">`,
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel></channel>`,
	}
	anyItems = []string{"", "", "", "", ` xmlns="urn:c"`, ` xmlns:content="urn:d"`, ` a="x>y"`}
	anyNames = []string{
		"description", "description", "content:encoded", "content:encoded", "pubDate", "pubDate", "Description", "title", "link", "dc:date", "dc:description",
		"media:group", "c:encoded", "encoded", "content", "source", "pubdate", "item", "image",
	}
	anyAttributes = []string{"", "", "", "", "", "", " ", " type='html'", " xmlns='urn:e'", " xmlns=''", " xmlns:content='urn:f'", " xml:base='http://y.example/'"}
	anyTexts      = []string{
		"a", "b c", " ", "", "&lt;p&gt;x&lt;/p&gt;", "&amp;", "&nbsp;", "&#8217;", "&#128;", "&#x41;", "&", "\r\n", "\u00a0", "\x01", "\xff", "<!-- c -->", "<?pi x?>", "<![CDATA[x]]>",
		"<![CDATA[<description>x</description>]]>", "<br/>", "<b>x</b>", "2025-11-04", "04 Nov 2025", "Tue, 04 Nov 2025 09:00:00 KST", "&#50;025-11-04", "&lt;a href=&quot;x&quot;&gt;y&lt;/a&gt;",
	}
	oddTexts = []string{"&#0;", "&x;", "\ufffe", "]]>", "<br>", "<b>", "</b>", `<i a="/>">x</i>`, "<i a='>'>x</i>", "<?pi <description>x</description>?>", "<!--><description>x</description>-->"}
)

// anyXML returns what may stand in an item, so deep, and whether it is to be well formed.
func anyXML(r *rand.Rand, deep int, well bool) string {
	var b strings.Builder
	for range r.IntN(4) + 1 {
		switch {
		case deep > 1 && r.IntN(5) > 0 || deep == 3:
			name := pick(r, anyNames)
			closing := name
			if !well && r.IntN(10) == 0 {
				closing = pick(r, anyNames)
			}
			fmt.Fprintf(&b, "<%s%s>%s</%s>", name, pick(r, anyAttributes), anyXML(r, deep-1-r.IntN(2), well), closing)
		case !well && r.IntN(3) == 0:
			b.WriteString(pick(r, oddTexts))
		default:
			b.WriteString(pick(r, anyTexts))
		}
	}
	return b.String()
}

func pick(r *rand.Rand, of []string) string { return of[r.IntN(len(of))] }

// Entries of Atom keep their texts: what these mean depends on their type.
func TestTextsOfAtom(t *testing.T) {
	s := scannerOf("<feed><entry><summary>a</summary><description>b</description></entry></feed>")
	if item, err := s.next(); err != nil || len(item.texts) > 0 {
		t.Errorf("texts %v, error %v", item.texts, err)
	}
}

// A part of a feed of which one item is not told apart by the parser as by the scanner is
// read as a whole.
func TestTextsOfWhom(t *testing.T) {
	in := &input{state: &state{ctx: t.Context(), o: Options{Limits: Limits{}.withDefaults()}}}
	f := xmlFeed{in: in, items: scannerOf("<rss><channel><item><description>a</description></item><item><description>b</description></item></channel></rss>")}
	var items []xmlItem
	for item, err := f.items.next(); err != io.EOF; item, err = f.items.next() {
		items = append(items, item)
	}
	items[0].xml = slices.Concat(items[0].xml, []byte("<item><description>c</description></item>"))
	p := f.part(items)
	var bodies []string
	for _, it := range p.items {
		bodies = append(bodies, it.Body)
	}
	if p.err != nil || !slices.Equal(bodies, []string{"a", "c", "b"}) {
		t.Errorf("the texts are %q, error %v", bodies, p.err)
	}
}

func TestSameText(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"A b", " A\n b ", true}, {" A b\t", "A b", true}, {"A b", "A b c", false}, {"A b c", "A b", false}, {"A b", "Ab", false},
		{"Ab", "A b", false}, {"A bc", "A b c", false}, {"A", "", false}, {"", "", false}, {" ", "", true},
	} {
		if got := sameText(test.a, test.b); got != test.same {
			t.Errorf("that %q is the same as %q is %v", test.a, test.b, got)
		}
	}
}

func scannerOf(feed string) itemScanner {
	limits := Limits{}.withDefaults()
	return itemScanner{r: bufio.NewReader(strings.NewReader(feed)), o: &limits}
}

// entriesOf returns what the parser reads of a feed, nil where it cannot.
func entriesOf(feed []byte) []*gofeed.Item {
	f, err := newFeedParser().Parse(bytes.NewReader(feed))
	if err != nil {
		return nil
	}
	return f.Items
}
