package feed

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// Files of offices are read in the encoding that they declare, or else look like.
func TestEncodings(t *testing.T) {
	const (
		korean   = "정부는 반도체 수출을 늘리기 위하여 관련 제도를 개선한다고 밝혔다. 이번 대책은 중소기업의 해외 진출을 돕고 지역 경제를 살리는 데 목적이 있다."
		japanese = "政府は半導体の輸出を増やすため、関連する制度を改善すると発表した。地域の経済を支えることが目的である。"
		french   = "Le ministère a annoncé que les ports français seront rénovés — coût : 20 €. L’été prochain, les travaux débuteront à Béziers."
	)
	for _, c := range []struct{ name, declared, text string }{
		{"euc-kr", "euc-kr", korean}, {"euc-kr", "ks_c_5601-1987", korean + " 똠방각하"}, {"euc-jp", "EUC-JP", japanese}, {"shift_jis", "Shift_JIS", japanese},
		{"windows-1252", "windows-1252", french}, {"windows-1252", "iso-8859-1", french}, {"utf-8", "euc-kr", korean}, {"utf-8", "euc-jp", japanese}, {"utf-8", "utf-8", french},
	} {
		e, err := htmlindex.Get(c.name)
		if err != nil {
			t.Fatal(err)
		}
		encode := func(text string) []byte {
			b, err := e.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			return []byte(b)
		}
		for _, declared := range []string{c.declared, ""} {
			meta, xml := "", ""
			if declared != "" {
				meta, xml = `<meta charset="`+declared+`">`, ` encoding="`+declared+`"`
			}
			for what, text := range map[string]string{
				"page":  `<html><head>` + meta + `<meta property="article:published_time" content="2025-11-20"></head><body><article><h1>Ports</h1><p>` + c.text + `</p></article></body></html>`,
				"feed":  `<?xml version="1.0"` + xml + `?><rss version="2.0"><channel><title>T</title><item><title>Ports</title><pubDate>2025-11-20</pubDate><description>` + c.text + `</description></item></channel></rss>`,
				"board": "-\nTrade\nPorts\n" + c.text + " date2025-11-20\n",
			} {
				items, r, err := readAll(t, what, encode(text), Options{})
				if err != nil || len(items) != 1 || !strings.HasPrefix(items[0].Body, c.text) {
					t.Errorf("a %s in %s, declared %q: %+v, %v, %v", what, c.name, declared, items, r.Problems, err)
				}
			}
		}
	}
}
