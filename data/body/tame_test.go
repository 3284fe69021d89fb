package body

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The Markdown of a tame document is that of no other.
func TestTameIsReadTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{
		"Ferries", "sail", "again", "10,000", "3.", "3.5", "2)", "1", " ", " ", " ", " ", ".", ",", ";", ":", "'", "\"", "(", ")", "?", "!", "-", "--", "/", "%", "$", "+", "=", "===",
		"배가", "다시", "뜬다", "“", "”", "‘", "…", "–", "·", "€", "é", "#", "*", "_", "`", "|", "&", "<", "@", "[", "]", "~", "\\", "\u00a0", "\u1100", "\u1161", "\u0301", "\u2028", "\ufffd", "\xff", "❶", "※", "→", "➋", "R&D", "S&P;", "&amp;", "&copy", "&#3", "www.", "http://a.b/", "x.y",
	}
	addresses := []string{"https://office.example/a", "http://a.example/b?c=d,e#f", "https://a.example/%41", "mailto:a@b.example", "https://A.example/x_y", "https://a.example", "http://a.b/"}
	text := func() string {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[min(r.IntN(len(pieces)), r.IntN(len(pieces)))])
			if r.IntN(3) == 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	tame := map[Kind]int{}
	links := 0
	for range 60_000 {
		var d Document
		for range 1 + r.IntN(5) {
			b := Block{Kind: Kind(r.IntN(int(Table) + 2)), Text: text()}
			if b.Close = r.IntN(4) == 0; r.IntN(3) == 0 {
				from := r.IntN(len(b.Text))
				b.Links = []Link{{from, from + 1 + r.IntN(len(b.Text)-from), addresses[r.IntN(len(addresses))]}}
			}
			if strings.TrimSpace(b.Text) != b.Text && r.IntN(2) == 0 {
				b.Text, b.Links = strings.TrimSpace(b.Text), nil
			}
			d.Blocks = append(d.Blocks, b)
		}
		if r.IntN(2) == 0 {
			setClose(d.Blocks)
		}
		if !d.tame() {
			continue
		}
		for i := range d.Blocks {
			tame[d.Blocks[i].Kind]++
			links += len(d.Blocks[i].Links)
		}
		md := d.Markdown()
		again := FromMarkdown(md)
		if !reflect.DeepEqual(again, d) || again.Markdown() != md {
			t.Fatalf("%q\nis read as %+v\nand was %+v", md, again.Blocks, d.Blocks)
		}
	}
	if links < 50 {
		t.Errorf("%d links were tried", links)
	}
	for _, k := range []Kind{Paragraph, Heading, Quote, Bullet} {
		if tame[k] < 100 {
			t.Errorf("%d blocks of kind %v were tried", tame[k], k)
		}
	}
}

// What most feeds write is tame, and what Markdown may read in another way is not.
func TestTame(t *testing.T) {
	for page, want := range map[string]bool{
		`<p>Ferries sail again.</p><ul><li>From May</li><li>From Rye</li></ul><p>See <a href="https://a.example/x">the page</a>.</p>`:   true,
		`<h2>Next Steps</h2><p>10,000 people (“half”) said: 3.5%!</p><blockquote><p>We go.</p><p>All.</p></blockquote><p>배가 다시 뜬다.</p>`: true,
		`<ul><li>One</li></ul><ul><li>Two</li></ul><p>` + strings.Repeat("long ", 90) + `</p>`:                                          true,
		`<p>R&amp;D of A&amp;B → more</p><blockquote><p>※ Ferries</p></blockquote><p>❶ Ferries, é, 第1号</p>`:                             true,
		`<p>3. Ferries</p>`:               false,
		`<p>R&amp;amp;D</p>`:              false,
		"<p>Ferries\ufffd sail</p>":       false,
		`<p>- Ferries</p>`:                false,
		`<p>Ferries _ sail</p>`:           false,
		`<p><b>Ferries</b> sail</p>`:      false,
		`<p>at https://a.example/</p>`:    false,
		`<ol><li>One</li></ol>`:           false,
		`<p>a &amp;lt; b</p>`:             false,
		`<ul><li>a<ul><li>b</ul></ul>`:    false,
		`<p>see! <a href="/x">it</a></p>`: true,
	} {
		n, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		if d := FromArticle(n, nil); d.tame() != want {
			t.Errorf("%s: tame is %v: %+v", page, !want, d.Blocks)
		}
	}
}
