package board

import (
	"strings"
	"testing"

	"pressroom/data"
)

// What the looks of two lines say of the first, in points.
func TestPointsOfHeads(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("Ab ", n)) }
	const headline = "Squid Catch of the East Coast Doubles in the Year of the Sea"
	for _, test := range []struct {
		first, second string
		want          int
	}{
		{"Fisheries", headline, pointsFewWords + pointsHeadline}, {"New Fisheries", headline, pointsFewWords + pointsHeadline}, {"New East Fisheries", headline, pointsThreeWords + pointsHeadline}, {"New East Coast Fisheries", headline, pointsHeadline},
		{words(maxCategoryWords), headline, pointsHeadline}, {words(maxCategoryWords + 1), headline, pointsLong + pointsHeadline},
		{strings.Repeat("a", maxCategoryLength), headline, pointsFewWords + pointsHeadline}, {strings.Repeat("a", maxCategoryLength+1), headline, pointsLong + pointsHeadline},
		{"It did.", headline, pointsFewWords + pointsSentence + pointsHeadline}, {"Fisheries", "Squid Out", pointsFewWords + pointsHeadline}, {"Fisheries", "Squid Ou", pointsFewWords + pointsLonger + pointsHeadline},
		{"Fisheries", headline + ".", pointsFewWords + pointsFullStop}, {"Fisheries", "It did so. It does so now", pointsFewWords + pointsParagraph},
		{"Fisheries", strings.Repeat("가", maxHeadlineLength), pointsFewWords + pointsHeadline}, {"Fisheries", strings.Repeat("가", maxHeadlineLength+1), pointsFewWords + pointsParagraph},
	} {
		if got := (head{test.first, test.second}).points(); got != test.want {
			t.Errorf("%q above %.40q has %d points, want %d", test.first, test.second, got, test.want)
		}
	}
	for line, want := range map[string]bool{
		"It did. It does": true, "It did! “It does”": true, "It did?” (It does)": true, "It did. 가": true, "It did.": false, "It did. it does": false, "It did.It does": false, "The U.S. Plan": false, "M.AX. It": false, "No. 1 is it": false, "It is it. 5 came": false, "ab. C": true, "a. C": false,
	} {
		if got := manySentences(line); got != want {
			t.Errorf("%q has several sentences: %t", line, got)
		}
	}
	for line, want := range map[string]bool{"It did.": true, "했다。": true, "It did.”)": true, "It did?": false, "It did": false, "": false} {
		if got := endsSentence(line); got != want {
			t.Errorf("%q is a sentence: %t", line, got)
		}
	}
}

// Which lines are dashes, and which texts end plainly in their date.
func TestLinesAtBounds(t *testing.T) {
	for line, want := range map[string]bool{
		"-": true, "---": true, "－ ": true, "\u200b-": true, "": false, "- a": false, "a-": false, " - ": true, "-" + strings.Repeat(" ", 200): true, strings.Repeat("-", 200): false, strings.Repeat(" ", 200): false, "ㅡ": true,
	} {
		if got := isDash([]byte(line)); got != want {
			t.Errorf("%.20q is dashes: %t", line, got)
		}
	}
	for text, want := range map[string]bool{
		"It rained. date2025-12-10": true, "It rained.date2025-12-10": true, "It rained.\ndate2025-12-10 \n": true, "했다date2025-12-10": true, "update2025-12-10": false, "date2025-12-10": false, "It rained. date2025-12-40": false, "It rained. date 2025-12-10": false, "It rained": false,
	} {
		if got := endsPlainly(text); got != want {
			t.Errorf("%q ends plainly: %t", text, got)
		}
	}
	for _, test := range []struct {
		line  string
		label bool
		want  string
	}{
		{"It rained. date2025-12-10", true, "2025-12-10"}, {"It rained. 2025-12-10", true, ""}, {"It rained. 2025-12-10", false, "2025-12-10"}, {"date2025-12-10 5", true, ""}, {"date2025-12-10 New", true, "2025-12-10"}, {"date2025-12-10 of it", true, ""},
		{strings.Repeat("가", 60) + " date2025-12-10", true, "2025-12-10"}, {"date2025-12-10" + strings.Repeat(" ", 80), true, "2025-12-10"}, {"date2025-12-10" + strings.Repeat(" ", 100), true, ""},
	} {
		m, ok := dateAtEnd(test.line, test.label)
		got := ""
		if ok && m.err == nil {
			got = m.date.String()
		}
		if got != test.want || ok && test.line[m.to-2:m.to] != "10" {
			t.Errorf("%.40q is of %q, %t, to %d; want %q", test.line, got, ok, m.to, test.want)
		}
	}
	for text, want := range map[string]string{
		"One": "“One”", " One \n\n": "“One”", "One\nTwo": "“One” and 1 more line", "One\n\nTwo\n \nThree": "“One” and 2 more lines",
		strings.Repeat("a", maxQuote): "“" + strings.Repeat("a", maxQuote) + "”", strings.Repeat("a", maxQuote+1): "“" + strings.Repeat("a", maxQuote) + "…”", strings.Repeat("a", maxQuote-1) + "가": "“" + strings.Repeat("a", maxQuote-1) + "…”",
	} {
		if got := quote(text); got != want {
			t.Errorf("%.80q is quoted as %s", text, got)
		}
	}
}

// Versions are looked for among so many releases, and no more.
func TestVersionsHeld(t *testing.T) {
	const text = "The Ministry met ferry lines on Monday. The quay will be repaired."
	for between, want := range map[int]bool{versionsHeld - 1: true, versionsHeld: false} {
		var kept []string
		q := newRecent(func(d data.Document) { kept = append(kept, d.Title) })
		add := func(title, body string) bool {
			_, _, found := q.add(data.Document{Release: data.Release{Date: 20251210, Title: title, Excerpt: strings.HasSuffix(body, "…")}, Body: body})
			return found
		}
		add("One", text)
		for i := range between {
			add(string(rune('a'+i%26))+strings.Repeat("x", i/26), "Another text, that is long enough to tell.")
		}
		found := add("One", text[:50]+"…")
		q.pass(len(q.held))
		if count := strings.Count(strings.Join(kept, " "), "One"); found != want || want != (count == 1) || len(q.byTitle) != 0 {
			t.Errorf("behind %d others it is found: %t; %d are kept, %d noted", between, found, count, len(q.byTitle))
		}
	}
}
