package texts_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// small is a catalogue of the corpus and of releases that are hard to find.
func small(t testing.TB) *snapshot.Snapshot {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	var releases []data.Document
	for i := range c.Len() {
		releases = append(releases, *snapshottest.Document(c, i))
	}
	for i, text := range [][2]string{
		{"산업통상자원부 장관, 반도체 수출 대책 회의 개최", "장관은 반도체 산업의 수출을 늘리기로 했다.\nAI반도체 및 소재·부품 산업 정책을 발표했다."},
		{"Korea’s R&D plan", "The co-operation on M.AX – “AI-driven” – was agreed. Café Noël, naïve, İstanbul, Straße, ﬁnance."},
		{"Any animal", "Operators operate; operations are operational. Any standard standardises standards."},
		{"경제 제조업", "업통 산업 통상. 제3차 회의, 中國 반도체와 日本語カタカナ 東京都"},
		{"Empty body", ""},
		{"…", "— * — & — “” …"},
		{"SQL", `a " quote, NEAR( and OR 1=1 -- DROP TABLE words; AND NOT title : x * ^ + {a b}`},
		{"Long", strings.Repeat("abc", 200) + " " + strings.Repeat("한", 300) + strings.Repeat(" the of", 400)},
		{"ㅋㅋ 웃음", "ㅋㅋ ㅅㅇㅂ"},
	} {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20200101 - i*10000), Title: text[0]}, Body: text[1]})
	}
	made, problems := snapshot.New(releases)
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	return made
}

// index returns a temporary index.
func index(t testing.TB, c *snapshot.Snapshot) *texts.Index {
	a, err := texts.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// large is an index that several tests ask, and what it is of.
var large = sync.OnceValues(func() (*texts.Index, *snapshot.Snapshot) {
	c := generate(1, 2500)
	a, err := texts.New(context.Background(), c)
	if err != nil {
		panic(err)
	}
	return a, c
})

// documents are the releases of a snapshot with their texts, by number.
func documents(s *snapshot.Snapshot) (list []*data.Document) {
	for n := range s.Len() {
		list = append(list, snapshottest.Document(s, n))
	}
	return list
}

// parsed is what a query asks of the text.
func parsed(t testing.TB, query string) texts.Query {
	q, err := data.ParseQuery(query, 20251128)
	if err != nil {
		t.Fatal(query, err)
	}
	return texts.QueryOf(q)
}

func TestSearchCorpus(t *testing.T) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := index(t, c)
	for _, test := range []struct {
		query  string
		titles []string // beginnings of the headlines, newest first
	}{
		{`graphene pohang`, []string{
			"headline: Graphene Square Opens Pohang Plant, Adva",
		}},
		{`"advanced packaging"`, []string{
			"text: Korea Accelerates International Standard",
		}},
		{`"packaging advanced"`, []string{}},
		{`semicon*`, []string{
			"headline: Korea Accelerates International Standard",
			"text: Groundbreaking Ceremony for Amkor Korea",
			"headline: Amkor Korea Launches Investment in High-",
		}},
		{`semiconductor -packaging`, []string{
			"text: Groundbreaking Ceremony for Amkor Korea",
		}},
		{`graphene OR carbon`, []string{
			"headline: Korea Ramps Up Public–Private Cooperat",
			"headline: Graphene Square Opens Pohang Plant, Adva",
			"text: K-Mobility Drives the Future of Innovati",
		}},
		{`title:amkor`, []string{
			"headline: Groundbreaking Ceremony for Amkor Korea",
			"headline: Amkor Korea Launches Investment in High-",
		}},
		{`title:korea -title:korea's`, []string{
			"headline: Korea Advances AI-driven K-Bio Innovatio",
			"headline: Korea to Boost Recycling of Critical Min",
			"headline: Korea Accelerates International Standard",
			"headline: Korea Ramps Up Public–Private Cooperat",
			"headline: Amkor Korea Launches Investment in High-",
		}},
		{`-korea`, []string{}},
		{`standard title:semiconductor`, []string{
			"text: Korea Accelerates International Standard",
		}},
		{`title:"k-bio innovation"`, []string{
			"headline: Korea Advances AI-driven K-Bio Innovatio",
		}},
		{`title:innov*`, []string{
			"headline: Korea Advances AI-driven K-Bio Innovatio",
			"headline: K-Mobility Drives the Future of Innovati",
		}},
		{`Korea's "bio industry"`, []string{
			"text: Korea Advances AI-driven K-Bio Innovatio",
		}},
		{`seoul "national university"`, []string{
			"text: MOTIR and SNU Sign MOU to Strengthen M.A",
			"text: SNU and M.AX Alliance to Jointly Develop",
		}},
		{`zzz`, []string{}},
		{`zz* OR amkor`, []string{
			"headline: Groundbreaking Ceremony for Amkor Korea",
			"headline: Amkor Korea Launches Investment in High-",
		}},
		{`-semicon*`, []string{
			"headline: Korea Advances AI-driven K-Bio Innovatio",
			"headline: Korea to Boost Recycling of Critical Min",
			"headline: Korea Ramps Up Public–Private Cooperat",
			"headline: MOTIR and SNU Sign MOU to Strengthen M.A",
			"headline: SNU and M.AX Alliance to Jointly Develop",
			"headline: Graphene Square Opens Pohang Plant, Adva",
			"headline: K-Mobility Drives the Future of Innovati",
		}},
	} {
		hits, err := a.Search(t.Context(), c, parsed(t, test.query), texts.Options{Order: texts.Newest})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range hits {
			got = append(got, h.Where.String()+": "+cutAt(snapshottest.Document(c, h.Number).Title, 40))
		}
		if !slices.Equal(got, test.titles) {
			t.Errorf("%s finds\n%q, want\n%q", test.query, got, test.titles)
		}
	}
}

// Words find their forms, and not other words that look like them; in quotation
// marks they find what is written. What is highlighted and where it is found agree.
func TestForms(t *testing.T) {
	c, err := snapshot.New([]data.Document{
		{Release: data.Release{Date: 20250109, Title: "Director General visits the University"}, Body: "An important organization of national standing, Mr Police."},
		{Release: data.Release{Date: 20250108, Title: "Generation of power"}, Body: "It generates, generated and will generate. A standard."},
		{Release: data.Release{Date: 20250107, Title: "Standards for imports"}, Body: "Importing companies; the company imported organs. New policies, universal."},
		{Release: data.Release{Date: 20250106, Title: "News"}, Body: "The goods of the customs office, and a start-up among start-ups."},
	})
	if err != nil {
		t.Fatal(err)
	}
	a := index(t, c)
	for query, want := range map[string]string{
		"generation": "1", "generate": "1", "general": "0", "import": "2", "important": "0", "universal": "2",
		"university": "0", "organ": "2", "organization": "0", "organizations": "0", "policy": "2", "police": "0",
		"new": "2", "news": "3", "good": "", "custom": "", "company": "2", "standard": "1 2", "standards": "1 2",
		`"standard"`: "1", `"standards"`: "2", `"standards for imports"`: "2", `"standard for imports"`: "",
		`"standards for import"`: "", `"companies"`: "2", `"company"`: "2", `"importing company"`: "", `-"standard"`: "0 2 3",
		`title:"standard"`: "", `title:"standards"`: "2", "title:standard": "2", "start-up": "3", "start-ups": "3",
		`"start-up among"`: "3", `"start-ups among"`: "", "starts-up": "", `"generate" OR "organ"`: "1", `"gener"`: "",
	} {
		hits, err := a.Search(t.Context(), c, parsed(t, query), texts.Options{Order: texts.Newest})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Trim(fmt.Sprint(rows(hits)), "[]"); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
	for query, want := range map[string]string{
		"standard": "standard Standards", `"standards"`: "Standards", "generate": "generates generated generate", `"generate"`: "generate",
		"start-ups": "start-up start-ups", `"start-ups"`: "start-ups", "import": "imports Importing imported",
	} {
		var highlights []string
		for i := range c.Len() {
			for j, s := range []string{c.Title(i), snapshottest.Document(c, i).Body} {
				for _, span := range parsed(t, query).Highlights(s, j == 0) {
					highlights = append(highlights, s[span.Start:span.End])
				}
			}
		}
		if got := strings.Join(highlights, " "); got != want {
			t.Errorf("%s highlights %q, want %q", query, got, want)
		}
	}
}

// Each query is held to the reference, over the corpus and what is hard.
func TestSearchAgrees(t *testing.T) {
	c := small(t)
	a := index(t, c)
	s := newReference()
	for _, query := range []string{
		"korea", "KOREA", "korea's", "Korea’s", "koreas", "standard", "standards", "standardising", "the of",
		"r&d", "m.ax", "ai-driven", "AI driven", `"ai driven"`, `"driven ai"`, "co-operation", "cooperation", "cafe",
		"CAFÉ noel", "istanbul", "strasse", "finance", "any", "ani*", "any*", "oper*", "operat*", "operati*", "operational*",
		"r&d*", "m.ax*", "ai-driv*", "korea's*", `title:korea's*`, "co-op* OR zzz", "-ai-driv*", "korea OR ai-driv*", `korea OR "ai driven" -the-k*`, "ㅅㅇㅂ OR ai-driv*", "title:k*", "-title:k*",
		"반도체", "반도", "도체", "반", "반체", "산업통", "업통 산업", `"업통 산업"`, `"통 산업"`, `"산업 정책"`, `"산업의 정책"`,
		"반도*", "체산", "ai반도체", "반도체와", "제3차", "3차", "中國", "東京", "カタ", "語カ",
		"ㅅㅇㅂ", "ㅅㅇ", "ㅈㄱ", "ㅂㅈㄱ", "ㅋㅋ", "ㅅ", "title:ㅅㅇㅂ", "-ㅅㅇㅂ", "ㅅㅇㅂ OR amkor", "ㅅㅇㅂ*", "ㄱㅈ",
		"korea OR 반도", "-korea", "-korea -반도", "korea -standard", "a* -b*", "a* b* -c*", "a* OR zzz korea", "-a*",
		"OR* AND*", "title:amkor semicon*", "title:any OR animal", "~grphn", "~grphn OR amkor", "-~grphn",
		strings.Repeat("abc", 200), strings.Repeat("abc", 40) + "*", strings.Repeat("한", 240),
		`"` + strings.TrimSpace(strings.Repeat("the of ", 120)) + `"`,
		strings.TrimSpace(strings.Repeat("korea ", 200)), "zzz" + strings.Repeat(" OR amkor", 200),
	} {
		check(t, a, c, s, parsed(t, query))
	}
}

// Of a vocabulary of many words, what begins so is found, and each word.
func TestSearchAgreesOnMany(t *testing.T) {
	if testing.Short() {
		t.Skip("compares much")
	}
	c := generate(1, 600)
	a := index(t, c)
	s := newReference()
	for _, query := range []string{"a*", "b*", "ba*", "ban*", "z*", "zz*", "zo* OR yo*", "0*", "-s* p*", "trade", "reexport", "tariffs", "korea’s*"} {
		check(t, a, c, s, parsed(t, query))
	}
	var cut []string
	for i := 0; i < c.Len(); i += 40 {
		cut = append(cut, strings.Fields(snapshottest.Document(c, i).Body)[i%7])
	}
	for _, word := range cut {
		check(t, a, c, s, texts.Query{Clauses: []data.Clause{{Any: []data.Term{{Text: word}}}}})
		check(t, a, c, s, texts.Query{Clauses: []data.Clause{{Any: []data.Term{{Text: word, Kind: data.Phrase}}}}})
	}
}

// What would mean something to SQLite is text as any other here.
func TestSearchTakesNothingAsSyntax(t *testing.T) {
	c := small(t)
	a := index(t, c)
	s := newReference()
	for _, hostile := range []string{
		`" OR 1=1 --`, `"`, `""`, `"""`, "NEAR(", "NEAR(korea amkor)", "*", "**", "^korea", "title : korea", "body:korea",
		"-", "--", "AND", "OR", "NOT", "korea AND", "(", ")", "{title} : x", "+", "korea + amkor", "\x00", "kor\x00ea",
		"korea*", "'; DROP TABLE words; --", "words", "rank", "%", "_", "\xff\xfe", "\xed\xa0\x80", "…", "\u0301", "e\u0301",
		"\ue000ㅅㅇ", "\u200d", "😀", "½", "①", "ﬃ", "-- DROP", "korea\namkor", "\\", "a b}", "NOT title", "x *",
	} {
		for kind := data.Word; kind <= data.Letters; kind++ {
			for _, title := range []bool{false, true} {
				term := data.Term{Kind: kind, Title: title, Text: hostile}
				check(t, a, c, s, texts.Query{Clauses: []data.Clause{{Any: []data.Term{term}}}})
				check(t, a, c, s, texts.Query{Clauses: []data.Clause{{Not: true, Any: []data.Term{term}}}})
				check(t, a, c, s, texts.Query{Clauses: []data.Clause{{Any: []data.Term{term, {Text: "amkor"}}}}})
			}
		}
	}
	check(t, a, c, s, texts.Query{})
	check(t, a, c, s, texts.Query{Clauses: []data.Clause{{}}})
}

func TestLetters(t *testing.T) {
	c := small(t)
	a := index(t, c)
	asked := parsed(t, "~grphn -~never")
	asked.Letters = func(letters string) []int {
		if letters == "grphn" {
			return []int{3, 5, 1 << 30, -1}
		}
		return nil
	}
	rows, err := newest(t.Context(), a, c, asked)
	if err != nil || !slices.Equal(rows, []int32{3, 5}) {
		t.Errorf("rows %v, %v, want 3 and 5", rows, err)
	}
}

// newest returns the releases that match, newest first.
func newest(ctx context.Context, a *texts.Index, s *snapshot.Snapshot, q texts.Query) (list []int32, err error) {
	hits, err := a.Search(ctx, s, q, texts.Options{Order: texts.Newest})
	for _, h := range hits {
		list = append(list, int32(h.Number))
	}
	return list, err
}

// rows returns the numbers of hits.
func rows(hits []texts.Hit) []int {
	var list []int
	for _, h := range hits {
		list = append(list, h.Number)
	}
	return list
}

func TestOptions(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	a, c := large()
	for _, query := range []string{"korea", "pre*", "korea -pre*", "korea pre* OR trade"} {
		asked := parsed(t, query)
		for order := texts.Best; order <= texts.Relevance; order++ {
			all, err := a.Search(t.Context(), c, asked, texts.Options{Order: order})
			if err != nil || len(all) < 300 {
				t.Fatalf("%s: %d hits, %v", query, len(all), err)
			}
			odd, err := a.Search(t.Context(), c, asked, texts.Options{Order: order, Keep: func(row int) bool { return row%2 == 1 }})
			got, want := rows(odd), slices.DeleteFunc(rows(all), func(row int) bool { return row%2 == 0 })
			if order == texts.Relevance { // which of many texts are read for it is another question
				slices.Sort(got)
				slices.Sort(want)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("%s: the odd rows are %v, %v, want %v", query, got, err, want)
			}
		}
	}
}

// A headline weighs more than a text, a rare word more than a frequent one,
// and where nothing tells two releases apart the newer comes first.
func TestRelevance(t *testing.T) {
	filler := strings.Repeat("and the ministry said so ", 20)
	var releases []data.Document
	for i, text := range [][2]string{
		{"One", filler + "graphene " + filler},
		{"Two", filler + "graphene " + filler},
		{"Graphene", filler + filler + "so"},
		{"Three", filler + "graphene graphene graphene graphene " + filler},
		{"Four", filler + filler},
		{"Five", filler + "tungsten graphene " + filler},
		{"Six", filler + filler}, {"Seven", filler}, {"Eight", filler}, {"Nine", filler}, {"Ten", filler}, {"Eleven", filler},
	} {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20251128 - i), Title: text[0]}, Body: text[1]})
	}
	c, _ := snapshot.New(releases)
	a := index(t, c)
	for query, want := range map[string][]int{
		"graphene":             {2, 3, 0, 1, 5},
		"graphen*":             {2, 3, 0, 1, 5},
		"graphene OR tungsten": {5, 2, 3, 0, 1},
		"ministr* graphene":    {2, 3, 0, 1, 5},
	} {
		hits, err := a.Search(t.Context(), c, parsed(t, query), texts.Options{Order: texts.Relevance})
		if err != nil || !slices.Equal(rows(hits), want) {
			t.Errorf("%s finds %+v, %v, want %v", query, hits, err, want)
		}
	}
}

// Words that stand as they were typed, one behind the other, count for more than the
// same words apart, or the other way round.
func TestRelevanceOfNeighbours(t *testing.T) {
	var releases []data.Document
	for i, text := range [][2]string{
		{"One", "KRW 67 trillion are invested, and 53 ports are opened by KRW."},
		{"Two", "Trillion 53 KRW of ports are invested, and 67 opened."},
		{"Three", "KRW 53 trillion are invested, and 67 ports are opened by KRW."},
		{"Four", "KRW 53 of a trillion are invested, and 67 ports are opened by KRW."},
		{"KRW 53 trillion", "Invested."},
		{"53 KRW trillion", "Invested."},
	} {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20251128 - i), Title: text[0]}, Body: text[1]})
	}
	for i := range 30 {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20241128), Title: fmt.Sprint("Other ", i)}, Body: "Of steel."})
	}
	c, _ := snapshot.New(releases)
	a := index(t, c)
	for query, want := range map[string][]int{
		"krw 53 trillion": {4, 5, 2, 3, 0, 1},
		"trillion 53 krw": {5, 4, 1, 0, 2, 3},
	} {
		hits, err := a.Search(t.Context(), c, parsed(t, query), texts.Options{})
		if err != nil || !slices.Equal(rows(hits), want) {
			t.Errorf("%s finds %+v, %v, want %v", query, hits, err, want)
		}
	}
}

// Of many hits the texts of the newest alone are read; a word counts for more in a
// short text.
func TestRelevanceOfMany(t *testing.T) {
	var documents []data.Document
	for i := range 1200 {
		body := fmt.Sprint("Notice ", i, " tells of steel and of many other things at some length.")
		switch i {
		case 500, 1100: // the latter is too old to be read
			body = strings.Repeat("steel ", 40) + fmt.Sprint(i)
		case 700:
			body = "steel"
		}
		title := "Notice"
		if i == 1150 {
			title = "Steel"
		}
		documents = append(documents, data.Document{Release: data.Release{Date: data.Date(20251128), Title: title}, Body: body})
	}
	s, _ := snapshot.New(documents)
	hits, err := index(t, s).Search(t.Context(), s, parsed(t, "steel"), texts.Options{Order: texts.Relevance})
	if err != nil || len(hits) != 1200 {
		t.Fatal(len(hits), err)
	}
	if got := rows(hits[:4]); !slices.Equal(got, []int{1150, 500, 700, 0}) {
		t.Errorf("the best are %v", got)
	}
	// What a hit counts for does not depend on how many others are listed.
	for _, h := range hits[:3] {
		alone, err := index(t, s).Search(t.Context(), s, parsed(t, "steel"), texts.Options{Order: texts.Relevance, Keep: func(n int) bool { return n == h.Number }})
		if err != nil || len(alone) != 1 || alone[0] != h {
			t.Errorf("alone it is %v, %v, want %v", alone, err, h)
		}
	}
}

// Up to a thousand hits come by relevance, more of them newest first. What was looked up
// once is not asked for again.
func TestBestOfMany(t *testing.T) {
	documents := make([]data.Document, 1001)
	for i := range documents {
		documents[i] = data.Document{Release: data.Release{Date: data.Date(20251128), Title: fmt.Sprint("Notice ", i)}, Body: "Of steel."}
	}
	documents[900].Title = "Steel"
	s, _ := snapshot.New(documents)
	a := index(t, s)
	for most, want := range map[int]int{1000: 900, 1001: 0} {
		keep := func(n int) bool { return n < most }
		before := texts.Ran(a)
		hits, err := a.Search(t.Context(), s, parsed(t, "steel"), texts.Options{Keep: keep})
		if err != nil || len(hits) != most || hits[0].Number != want {
			t.Errorf("of %d hits the first is %v, %v, want %d", len(hits), hits[:1], err, want)
		}
		again := texts.Ran(a)
		if _, err := a.Search(t.Context(), s, parsed(t, "steel"), texts.Options{Keep: keep}); err != nil || texts.Ran(a) != again {
			t.Errorf("the same again runs %d statements after %d, %v", texts.Ran(a)-again, again-before, err)
		}
	}
}

// A search that would cost too much says what to leave out.
func TestLimits(t *testing.T) {
	s := small(t)
	a := index(t, s)
	term := func(kind data.TermKind, text string) data.Term { return data.Term{Kind: kind, Text: text} }
	for _, test := range []struct {
		n    int
		term func(i int) data.Term
		want string
	}{
		{64, func(i int) data.Term { return term(data.Word, fmt.Sprint("word", i)) }, ""},
		{65, func(i int) data.Term { return term(data.Word, fmt.Sprint("word", i)) }, "64 terms"},
		{65, func(i int) data.Term { return term(data.Word, "again") }, ""},
		{50, func(i int) data.Term { return term(data.Phrase, fmt.Sprint(i, " of the big five")) }, ""},
		{51, func(i int) data.Term { return term(data.Phrase, fmt.Sprint(i, " of the big five")) }, "250 words"},
		{8, func(i int) data.Term { return term(data.Prefix, fmt.Sprint("the-b", i)) }, ""},
		{9, func(i int) data.Term { return term(data.Prefix, fmt.Sprint("the-b", i)) }, "write out"},
		{9, func(i int) data.Term { return term(data.Prefix, fmt.Sprint("the-bb", i)) }, "write out"},
		{20, func(i int) data.Term { return term(data.Prefix, fmt.Sprint("the-bbb", i)) }, ""},
	} {
		var q texts.Query
		for i := range test.n {
			q.Clauses = append(q.Clauses, data.Clause{Any: []data.Term{test.term(i)}})
		}
		_, err := newest(t.Context(), a, s, q)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%d terms like %q: %v, want %q", test.n, test.term(0).Text, err, test.want)
		}
	}
}

func TestCancel(t *testing.T) {
	a, c := large()
	asked := parsed(t, "the of and -zzz")
	want, err := newest(t.Context(), a, c, asked)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		ctx, cancel := context.WithTimeout(t.Context(), 0)
		if i > 10 {
			ctx, cancel = context.WithTimeout(t.Context(), time.Duration(i*40)*time.Microsecond)
		}
		_, err := a.Search(ctx, c, asked, texts.Options{Order: texts.Relevance})
		if err != nil && err != ctx.Err() {
			t.Fatalf("a cancelled search fails with %v", err)
		}
		cancel()
	}
	got, err := newest(t.Context(), a, c, asked)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("after cancelled searches: %d rows, %v, want %d", len(got), err, len(want))
	}
}

func TestManyReaders(t *testing.T) {
	c := small(t)
	a := index(t, c)
	queries := []string{"korea", "semicon*", "반도", "-korea", `"advanced packaging"`, "a* OR 반도", "ai-driv*"}
	var want [][]int32
	for _, q := range queries {
		rows, err := newest(t.Context(), a, c, parsed(t, q))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, rows)
	}
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			for k := range 30 {
				n := (i + k) % len(queries)
				ctx, cancel := t.Context(), context.CancelFunc(func() {})
				if k%7 == 3 {
					ctx, cancel = context.WithTimeout(ctx, time.Duration(k)*10*time.Microsecond)
				}
				rows, err := newest(ctx, a, c, parsed(t, queries[n]))
				if ctx.Err() == nil && (err != nil || !slices.Equal(rows, want[n])) {
					t.Errorf("%s finds %v, %v, want %v", queries[n], rows, err, want[n])
				}
				if _, err := a.Search(t.Context(), c, parsed(t, queries[n]), texts.Options{Order: texts.Relevance}); err != nil {
					t.Error(err)
				}
				cancel()
			}
		})
	}
	group.Wait()
}

// Initial consonants find a headline by the first syllable of each and by the last.
func TestInitials(t *testing.T) {
	const leads = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	var releases []data.Document
	for i := range []rune(leads) {
		first := '가' + rune(i)*588
		releases = append(releases, data.Document{Release: data.Release{Date: 20251128, Title: string([]rune{first, first + 587})}})
	}
	s, _ := snapshot.New(releases)
	a := index(t, s)
	for i, lead := range []rune(leads) {
		got, err := newest(t.Context(), a, s, parsed(t, string([]rune{lead, lead})))
		if err != nil || !slices.Equal(got, []int32{int32(i)}) {
			t.Errorf("%c%c finds %v, %v, want %d", lead, lead, got, err, i)
		}
	}
}
