package texts_test

import (
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
)

// Words with signs within are found without them, and the other way round, and are
// highlighted whole. What only looks so is not.
func TestCompounds(t *testing.T) {
	for _, test := range []struct{ text, finds, not string }{
		{"the [co-operation] agreement", "cooperation co-operation cooperations coop* co-op*", `operational "co-operations" coo cooperationagreement`},
		{"[cooperation] and trade", "co-operation cooperation co-operations", `"co-operation" "co operation" operation`},
		{"[start-ups] of Pohang", "startup start-up startups startu*", "upstart"},
		{"[startups] of Pohang", "start-up start-ups", `"start up"`},
		{"two [start ups] here", "start-up", "startup startups"},
		{"[K-beauty] and more", "kbeauty k-beauty K‑Beauty", "kbeautyand"},
		{"the [U.S]. side", "us US U.S.", "uss"},
		{"the Korea-[U.S]. talks", "us", "koreaus"},
		{"[R&D] of [M.AX]", "rd r&d max m.ax", "rdof"},
		{"Ms. [O’Brien], Mr. [D'Angelo]", "obrien o'brien dangelo D’Angelo", "brienmr"},
		{"Korea’s plan, we'll see", "", "koreasplan well wells"},
		{"[30,000] jobs", "30000 30,000 3000*", `3 000,30 "3000"`},
		{"[30000] jobs", "30,000", `"30,000" 300,00`},
		{"[1,500,000] won", "1500000", "1500 500000"},
		{"1.5 and 2024-25, 10,00 and 1,5000", "", "15 202425 1000 15000"},
		{"[COVID-19] tests", "covid19 covid-19", "covid1"},
		{"a - b, c -d, end.The plan", "", "ab cd endthe"},
		{"one-two-three-four-five", "", "onetwothreefourfive onetwo"},
		{"free-trade co-operation", `"trade co"`, `"operation freetrade" "cooperation freetrade" "freetrade cooperation"`},
	} {
		plain := strings.NewReplacer("[", "", "]", "").Replace(test.text)
		c, _ := snapshot.New([]data.Document{{Release: data.Release{Title: "Some release", Date: 20250101}, Body: plain}})
		a := index(t, c)
		found := func(query string) bool {
			rows, err := newest(t.Context(), a, c, parsed(t, query))
			if err != nil {
				t.Fatal(err)
			}
			return len(rows) == 1
		}
		for _, query := range queriesOf(test.finds) {
			if !found(query) {
				t.Errorf("%q does not find %q", query, plain)
			}
			checkSnippets(t, a, c, parsed(t, query), map[int]texts.Where{0: texts.InText})
		}
		if strings.Contains(test.text, "[") {
			marked := showHighlights(plain, parsed(t, strings.ReplaceAll(strings.TrimSpace(test.finds), " ", " OR ")).Highlights(plain, false))
			if marked != test.text {
				t.Errorf("%s is highlighted as %s, not %s", test.finds, marked, test.text)
			}
		}
		for _, query := range queriesOf(test.not) {
			if found(query) {
				t.Errorf("%q finds %q", query, plain)
			}
			if spans := parsed(t, query).Highlights(plain, false); spans != nil {
				t.Errorf("%q highlights %v of %q", query, spans, plain)
			}
		}
	}
}

// queriesOf cuts a list of queries at the spaces that are not in quotation marks.
func queriesOf(list string) (queries []string) {
	for i, part := range strings.Split(list, `"`) {
		if i%2 == 1 {
			queries = append(queries, `"`+part+`"`)
		} else {
			queries = append(queries, strings.Fields(part)...)
		}
	}
	return queries
}

// Who types a Korean word with its particle wants it with others too. What only ends so
// stays.
func TestParticles(t *testing.T) {
	for _, test := range []struct{ text, finds, not string }{
		{"[반도체]가 늘었다", "반도체 반도체를 반도체는 반도체와 title:반도체를", "반도체을 반도체에 \"반도체를\" 반도체를*"},
		{"[수출]이 늘었다", "수출을 수출은 수출과", "수출를 수출도"},
		{"[산업부]는 30일", "산업부는 산업부가 산업부", "산업은행"},
		{"[반도체 수출] 대책, 반도체수출과 체 수출", `"반도체 수출"`, `"도체 출" "체수 출"`},
		{"국도와 가", "", "국가 가을 도를"},
		{"AI반도체와 ABC", "", "AI반도체를 ABC는"},
	} {
		plain := strings.NewReplacer("[", "", "]", "").Replace(test.text)
		c, _ := snapshot.New([]data.Document{{Release: data.Release{Title: plain, Date: 20250101}, Body: plain}})
		a := index(t, c)
		for _, query := range queriesOf(test.finds) {
			rows, err := newest(t.Context(), a, c, parsed(t, query))
			if err != nil || len(rows) != 1 {
				t.Errorf("%s does not find %q: %v", query, plain, err)
			}
			if got := showHighlights(plain, parsed(t, query).Highlights(plain, true)); got != test.text {
				t.Errorf("%s is highlighted as %s, not %s", query, got, test.text)
			}
		}
		for _, query := range queriesOf(test.not) {
			if rows, err := newest(t.Context(), a, c, parsed(t, query)); err != nil || len(rows) != 0 {
				t.Errorf("%s finds %q: %v", query, plain, err)
			}
		}
	}
}
