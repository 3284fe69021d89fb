package body

import (
	"strings"
	"testing"
)

// What of a text is an address of the web: it may hold letters of all scripts,
// and ends where a reader sees its end.
func TestWebAddresses(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"https://www.motir.go.kr/산업/뉴스?q=반도체", "https://www.motir.go.kr/산업/뉴스?q=반도체"},
		{"자세한 내용은 https://www.motir.go.kr에서 확인", "https://www.motir.go.kr"},
		{"https://www.motir.go.kr:8080에서", "https://www.motir.go.kr:8080"},
		{"https://www.motir.go.kr/news를 보면", "https://www.motir.go.kr/news"},
		{"https://www.motir.go.kr/news/1234까지", "https://www.motir.go.kr/news/1234"},
		{"https://www.motir.go.kr/board?id=7입니다.", "https://www.motir.go.kr/board?id=7"},
		{"https://www.motir.go.kr/news뉴스", "https://www.motir.go.kr/news뉴스"},
		{"https://산업통상부.한국/뉴스", "https://산업통상부.한국/뉴스"},
		{"주소https://www.motir.go.kr/a", "https://www.motir.go.kr/a"},
		{"“https://www.motir.go.kr/a”를", "https://www.motir.go.kr/a"},
		{"「https://www.motir.go.kr/뉴스」", "https://www.motir.go.kr/뉴스"},
		{"(https://www.motir.go.kr/뉴스)", "https://www.motir.go.kr/뉴스"},
		{"（https://www.motir.go.kr/뉴스）", "https://www.motir.go.kr/뉴스"},
		{"[https://www.motir.go.kr/a]", "https://www.motir.go.kr/a"},
		{"https://de.wikipedia.org/wiki/Graphen_(Stoff)", "https://de.wikipedia.org/wiki/Graphen_(Stoff)"},
		{"https://example.org/straße/café.", "https://example.org/straße/café"},
		{"https://example.org/ニュース。次", "https://example.org/ニュース"},
		{"https://example.org/新闻，再", "https://example.org/新闻"},
		{"https://example.org/a…", "https://example.org/a"},
		{"HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"},
		{"https://example.org/a?b=c#뉴스", "https://example.org/a?b=c#뉴스"},
		{"https://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"},
		{"https://example.org,https://example.com", "https://example.org,https://example.com"},
		{"문의 kim@motir.go.kr로", "kim@motir.go.kr"},
		{"문의kim@motir.go.kr", "kim@motir.go.kr"},
		{"xhttps://example.org", ""},
		{"https://", ""},
		{"https://산업통상부.한국에서", "https://산업통상부.한국"},
		{"javascript:alert(1)", ""},
	} {
		md := Document{Blocks: []Block{{Text: test.text}}}.Markdown()
		got := ""
		if _, rest, found := strings.Cut(md, "<"); found {
			got, _, _ = strings.Cut(rest, ">")
		}
		if got != test.want {
			t.Errorf("%q holds the address %q, want %q", test.text, got, test.want)
		}
		checkPromise(t, test.text)
		checkDrawn(t, test.text)
	}
}
