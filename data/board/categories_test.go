package board_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/board"
)

// A record's text, without its hyphen; its date is added.
func boardOf(dateAlone bool, records ...string) string {
	var s strings.Builder
	for i, r := range records {
		glue := " "
		if dateAlone {
			glue = "\n"
		}
		fmt.Fprintf(&s, "-\n%s%sdate2025-11-%02d\n", r, glue, i%30+1)
	}
	return s.String()
}

const (
	paragraph = "The Ministry of Trade, Industry and Resources (MOTIR, Minister JK Kim) hosted the day on Friday. It was the tenth of its kind."
	long      = "Kang Gam-chan, Director General for Trade and Investment at the Ministry of Trade, Industry and Resources, attended the groundbreaking ceremony for the company’s new semiconductor test facility in Songdo, Incheon, on Wednesday, November 19, together with the mayor and the chief of the company in Korea"
)

// TestCategories asks for the kind of boards that are hard to tell, each with
// the date at the end of a line and on a line of its own where that can be.
func TestCategories(t *testing.T) {
	for _, test := range []struct {
		name    string
		records []string
		want    bool
	}{
		{"one, known", []string{"Energy\nOffshore Wind Act Takes Effect\n" + paragraph}, true},
		{"one, known, other case", []string{"ENERGY\nOffshore Wind Act Takes Effect\n" + paragraph}, true},
		{"one, known, sentence for a title", []string{"Energy\nThe act takes effect today.\n" + paragraph}, true},
		{"one, known, endless title", []string{"Energy\n" + long + "\n" + paragraph}, true},
		{"one, unknown, of a word", []string{"Fisheries\nSquid Catch Doubles on the East Coast\n" + paragraph}, true},
		{"one, unknown, of three words", []string{"Science and Technology\nKorea to Send a Probe to the Moon\n" + paragraph}, true},
		{"one, unknown, of five words", []string{"Small Firms, Startups and Regions\nKorea to Lend to Small Firms at Lower Rates\n" + paragraph}, true},
		{"one, title with U.S. in it", []string{"Tariffs\nKorea and the U.S. Agree; No. 1 Exporter Hyundai to Gain\n" + paragraph}, true},
		{"one, Korean", []string{"산업\n한국, AI 바이오 혁신 추진\n산업통상부는 행사를 열었다."}, true},
		{"two, different and unknown", []string{"Fisheries\nSquid Catch Doubles\n" + paragraph, "Forests\nPine Trees Are Well\n" + paragraph}, true},
		{"three, one of them without a title", []string{"Industry\nRobots Go to Work\n" + paragraph, "Industry\n" + paragraph, "Energy\nSun\n" + paragraph}, true},
		{"repeated names of many words", []string{
			"Small Firms, Startups and Regions Policy\nFirst Loan\n" + paragraph,
			"Small Firms, Startups and Regions Policy\nSecond Loan is Given to the First Firm to Ask\n" + paragraph,
			"Small Firms, Startups and Regions Policy\nThird Loan is Given to the Second Firm to Ask\n" + paragraph,
		}, true},

		{"titles, bodies in one line each", []string{"Robots Go to Work\n" + paragraph, "Sun\n" + paragraph}, false},
		{"one title, body of two lines", []string{"Korea Advances AI-driven K-Bio Innovation\n" + paragraph + "\n" + paragraph}, false},
		{"one title, endless first sentence", []string{"Korea Advances AI-driven K-Bio Innovation\n" + long + "\nand more"}, false},
		{"one title, heading on a line", []string{"Korea Advances AI-driven K-Bio Innovation\nNext Steps\n" + paragraph}, false},
		{"a title for a sentence", []string{"The minister met the press today.\nHe spoke to it.\n" + paragraph}, false},
		{"a title repeated, bodies of two lines", []string{
			"Weekly Briefing of the Minister on Trade\n" + paragraph + "\nEnd.",
			"Weekly Briefing of the Minister on Trade\n" + long + "\nEnd.",
		}, false},
		{"titles with the odd short one", []string{
			"Korea Advances AI-driven K-Bio Innovation\n" + paragraph + "\nEnd.",
			"Sun\n" + paragraph + "\nEnd.",
			"Korea to Boost Recycling of Critical Minerals\n" + long + "\nEnd.",
		}, false},
		{"Korean, bodies of two lines", []string{"한국, AI 바이오 혁신 본격 추진한다\n산업통상부는 행사를 열었다. 장관이 참석하였다.\n끝."}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, err := board.Parse("f", strings.NewReader(boardOf(false, test.records...)))
			if err != nil {
				t.Fatal(err)
			}
			if b.Categories != test.want {
				t.Errorf("categories: %v, want %v", b.Categories, test.want)
			}
		})
	}
}

// Without bodies the date's line tells the boards apart.
func TestCategoriesWithoutBodies(t *testing.T) {
	for text, want := range map[string]bool{
		boardOf(true, "Industry\nRobots Go to Work"):                                  true,
		boardOf(true, "Fisheries\nSquid Catch Doubles", "Forests\nPines Are Well"):    true,
		boardOf(true, "Robots Go to Work"):                                            false,
		boardOf(true, "Robots", "Sun", "Wind"):                                        false,
		boardOf(true, "Korea Advances AI-driven K-Bio Innovation\n"+paragraph):        false,
		boardOf(true, "Robots Go to Work Today in Busan", "Weekly News\n"+paragraph):  false,
		boardOf(true, "Industry\nRobots Go to Work", "Industry\nSun\nIt has a body."): true,
	} {
		b, err := board.Parse("f", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if b.Categories != want {
			t.Errorf("categories: %v, want %v, on the board\n%s", b.Categories, want, text)
		}
	}
}

// A board of a thousand records is told by them, and what follows is decided
// record by record.
func TestCategoriesOfALargeBoard(t *testing.T) {
	one := make([]string, 1000)
	for i := range one {
		one[i] = fmt.Sprintf("Category %d\nHeadline of the Day, the %dth\nA body.", i%7, i)
	}
	b, err := board.Parse("f", strings.NewReader(boardOf(false, one...)+strings.Repeat("-\nA Title\nA body. date2025-11-24\n", 5000)))
	if err != nil {
		t.Fatal(err)
	}
	if !b.Categories || len(b.Releases) != 6000 || len(b.Problems) != 0 {
		t.Errorf("categories: %v, %d releases, %d problems", b.Categories, len(b.Releases), len(b.Problems))
	}
	for i, want := range map[int]string{999: "Category 5", 1000: "", 5999: ""} {
		if got := b.Releases[i].Category; got != want {
			t.Errorf("release %d has the category %q, want %q", i, got, want)
		}
	}
}

// What a board has shown to be a category is one on the boards after it.
func TestCategoriesAcrossBoards(t *testing.T) {
	first := boardOf(false, "Small Firms, Startups and Regions Policy\nFirst Loan\nIt was given.", "Small Firms, Startups and Regions Policy\nSecond Loan Is Given Today\nIt was given.",
		"Small Firms, Startups and Regions Policy\nThird Loan Is Given to a Firm\nIt was given.")
	second := boardOf(false, "SMALL FIRMS, STARTUPS & REGIONS POLICY\nFourth Loan.\nIt was given. It was spent.", "A Headline\nIt was one. It has a text.\nIt ends.")
	for _, test := range []struct {
		boards []string
		want   []string // of the last board
	}{
		{[]string{second}, []string{"", ""}},
		{[]string{first, second}, []string{"Small Firms, Startups and Regions Policy", ""}},
	} {
		var r board.Reader
		var got []string
		for i, text := range test.boards {
			got = nil
			b, err := r.Read(fmt.Sprint(i), strings.NewReader(text), func(r data.Document) { got = append(got, r.Category) })
			if err != nil || len(b.Problems) > 0 {
				t.Fatal(err, b.Problems)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%d boards: got the categories %q, want %q", len(test.boards), got, test.want)
		}
	}
}
