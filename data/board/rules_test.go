package board_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data/board"
)

// brief writes a board's releases and problems, a line each: day | category |
// headline | text.
func brief(b board.Board, err error) string {
	if err != nil {
		return err.Error()
	}
	var s strings.Builder
	for _, r := range b.Releases {
		fmt.Fprintf(&s, "%v | %s | %s | %s\n", r.Date, r.Category, r.Title, strings.ReplaceAll(r.Body, "\n", "⏎"))
	}
	for _, p := range b.Problems {
		fmt.Fprintln(&s, p)
	}
	return s.String()
}

// TestRules has for each rule a text that it must touch, and one that it must
// not.
func TestRules(t *testing.T) {
	const industry, end = "-\nIndustry\n", " date2025-12-10\n"
	for _, test := range []struct{ name, text, want string }{
		{"dashes before headline and text", "-\nFeb 05, 2024\n- Quay Opens\n- It opened.\n-\nFeb 01, 2024\n- Quay Built\n- It is new.\n",
			"2024-02-05 |  | Quay Opens | It opened.\n2024-02-01 |  | Quay Built | It is new.\nf:3: left out: “-”, a mark of the site; 1 more time further down\n"},
		{"a dash before a text alone", industry + "Quay Opens\n- It opened." + end, "2025-12-10 | Industry | Quay Opens | - It opened.\n"},
		{"a dash in a body", industry + "A List\nThere are\n-\nthis and that. date2025-12-10\n",
			"2025-12-10 | Industry | A List | There are⏎-⏎this and that.\nf:5: a dash alone, within a record: taken as its text\n"},
		{"several dashes in a body", industry + "A List\nThere are\n-\nthis,\n-\nthat. date2025-12-10\n",
			"2025-12-10 | Industry | A List | There are⏎-⏎this,⏎-⏎that.\nf:5: a dash alone, within a record: taken as its text\nf:7: a dash alone, within a record: taken as its text\n"},
		{"a dash in a body, above what could be a headline", industry + "Quay Opens\nIt opened." + end + industry + "A List\nThere are\n-\nShips and Cars\nand more. date2025-12-10\n",
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 | Industry | A List | There are⏎-⏎Ships and Cars⏎and more.\nf:9: a dash alone, within a record: taken as its text\n"},
		{"no dash in a body: a record without a date above", industry + "Lost\nIt has no date.\n" + industry + "Quay Opens\nIt opened." + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\nf:1: no date: record skipped; its text must end as in date2025-11-14\n"},
		{"no dash in a body: no categories", "-\nQuay Lost Its Date\nIt has none.\n-\nQuay Opens in Busan\nIt opened." + end,
			"2025-12-10 |  | Quay Opens in Busan | It opened.\nf:1: no date: record skipped; its text must end as in date2025-11-14\n"},
		{"no dash in a body: a category that is new", industry + "Quay Opens\nIt opened." + end + industry + "Lost\nIt has no date.\n-\nFisheries\nSquid Catch Doubles\nIt did." + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 | Fisheries | Squid Catch Doubles | It did.\nf:5: no date: record skipped; its text must end as in date2025-11-14\n"},
		{"a dash in a body, above two lines", industry + "Quay Opens\nIt opened." + end + industry + "A List\nThere are\n-\nShips\nTwo Ferries and Their Quays" + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 | Industry | A List | There are⏎-⏎Ships⏎Two Ferries and Their Quays\nf:9: a dash alone, within a record: taken as its text\n"},
		{"a dash in a body, above a line and sentences", industry + "Quay Opens\nIt opened." + end + industry + "A List\nThere are\n-\nShips and Cars\nand more.\nAll sail." + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 | Industry | A List | There are⏎-⏎Ships and Cars⏎and more.⏎All sail.\nf:9: a dash alone, within a record: taken as its text\n"},
		{"no dash in a body: one record has no category", industry + "Quay Opens\nIt opened." + end + "-\nSun Rises Over Busan\nIt rose." + end + industry + "Lost\nIt has no date.\n-\nGrid Is Set in Busan\nIt was set." + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 |  | Sun Rises Over Busan | It rose.\n2025-12-10 |  | Grid Is Set in Busan | It was set.\nf:8: no date: record skipped; its text must end as in date2025-11-14\n"},
		{"a long line without an end", "-\n" + strings.Repeat("Ferries ", 40) + end,
			"2025-12-10 |  | " + strings.TrimSpace(strings.Repeat("Ferries ", 31)) + " | " + strings.TrimSpace(strings.Repeat("Ferries ", 9)) + "\nf:2: no headline: the first sentence was made one\n"},
		{"days on top, one of them moved in", "2025-12-10\nIndustry\nA One\nIt rained.\n\n  2025-12-09\nEnergy\nB Two\nIt snowed.\n",
			"2025-12-10 | Industry | A One | It rained.\n2025-12-09 | Energy | B Two | It snowed.\nf:6: a line with - alone is missing: a record begins here\n"},
		{"days in words behind sentences", industry + "A One\nIt rained on all of the nine quays of the coast, and on the ferries that were there, for days on end. Dec. 10, 2025\n-\nIndustry\nB Two\n“It rained.” 9 December 2025\n",
			"2025-12-10 | Industry | A One | It rained on all of the nine quays of the coast, and on the ferries that were there, for days on end.\n2025-12-09 | Industry | B Two | “It rained.”\n"},
		{"a day in words within a sentence", industry + "A One\nIt opens on Dec. 10, 2025\n" + industry + "B Two\nIt rained." + end,
			"2025-12-10 | Industry | B Two | It rained.\nf:1: no date: record skipped; its text must end as in date2025-11-14\n"},
		{"pictures below a headline", industry + "Quay Opens\n(Photo)\nIt opened." + end + industry + "Grid Renewed\ngrid_01.jpg\nIt was." + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 | Industry | Grid Renewed | grid_01.jpg⏎It was.\nf:4: left out: “(Photo)”, a mark of the site\n"},
		{"a headline that goes on in brackets", industry + "Quay Opens\n(For All)\nIt opened." + end, "2025-12-10 | Industry | Quay Opens (For All) | It opened.\n"},
		{"labels glued to items of a page", "News\nQuay Opens\n• DivisionHarbour Office - Press Team\n• DateMarch 20, 2020\n• Tel0442152410\nThe quay opened. It is new.\n",
			"2020-03-20 |  | Quay Opens | The quay opened. It is new.\nf:1: left out: “News”, a line above the headline of a page\nf:3: left out: “• DivisionHarbour Office - Press Team”, a mark of the site\nf:5: left out: “• Tel0442152410”, a mark of the site\n"},
		{"headlines that begin as labels do", "News\nDivision Three Opens Quay\n• DateMarch 20, 2020\nThe quay opened. It is new.\n",
			"2020-03-20 |  | Division Three Opens Quay | The quay opened. It is new.\nf:1: left out: “News”, a line above the headline of a page\n"},
		{"labels of a page on lines of their own", "News\nQuay Opens\nFrom:\nHarbour Office\nDate\n2014-03-11\nHit\n913\nThe quay opened. It is new.\n",
			"2014-03-11 |  | Quay Opens | The quay opened. It is new.\nf:1: left out: “News”, a line above the headline of a page\nf:4: left out: “From: Harbour Office”, a mark of the site\nf:8: left out: “Hit: 913”, a mark of the site\n"},
		{"a label and a day at the end", industry + "Quay Opens\nFrom\nHarbour Office it opened.\ndate\n2014-03-11\n", "2014-03-11 | Industry | Quay Opens | From⏎Harbour Office it opened.\n"},
		{"labels without what they label", "News\nQuay Opens\n담당부서\n작성자\n등록일 2023-03-07\nThe quay opened. It is new.\n",
			"2023-03-07 |  | Quay Opens | The quay opened. It is new.\nf:1: left out: “News”, a line above the headline of a page\nf:3: left out: “담당부서”, a mark of the site\nf:4: left out: “작성자”, a mark of the site\n"},
		{"a mark alone for a text", industry + "Quay Opens\nAttached file" + end, "2025-12-10 | Industry | Quay Opens | \nf:4: left out: “Attached file”, a mark of the site\n"},
		{"a headline in capitals over two lines", industry + "QUAY OPENS\nIN MAY\nIt opened." + end + industry + "QUAY OPENS\nIn May\nIt opened." + end,
			"2025-12-10 | Industry | QUAY OPENS IN MAY | It opened.\n2025-12-10 | Industry | QUAY OPENS | In May⏎It opened.\n"},
		{"a record whose headline is labelled", "-\nCategory: Energy\nTitle: Quay Opens\nIt opened." + end, "2025-12-10 | Energy | Quay Opens | It opened.\nf:3: left out: “Title:”, a mark of the site\n"},
		{"dashes of other kinds", "—\nIndustry\nA One\nIt rained." + end + "---\nIndustry\nB Two\nIt rained." + end + "－\nIndustry\nC Three\nIt rained." + end,
			"2025-12-10 | Industry | A One | It rained.\n2025-12-10 | Industry | B Two | It rained.\n2025-12-10 | Industry | C Three | It rained.\n"},
		{"no separator: signs that are no dashes", industry + "A One\nIt rained.\n***\n~\n==\n- 1 -\nIt stopped." + end,
			"2025-12-10 | Industry | A One | It rained.⏎***⏎~⏎==⏎- 1 -⏎It stopped.\n"},
		{"a missing separator", industry + "A One\nIt rained." + end + "Energy\nB Two\nIt snowed." + end,
			"2025-12-10 | Industry | A One | It rained.\n2025-12-10 | Energy | B Two | It snowed.\nf:5: a line with - alone is missing: a record begins here\n"},
		{"no missing separator that is certain", industry + "A One\nWrite date2025-12-09\nto date it." + end,
			"2025-12-10 | Industry | A One | Write date2025-12-09⏎to date it.\nf:4: a date within a record: is a line with - alone missing below it?\n"},
		{"the first separator is missing", "Industry\nA One\nIt rained." + end + "-\nEnergy\nB Two\nIt snowed." + end,
			"2025-12-10 | Industry | A One | It rained.\n2025-12-10 | Energy | B Two | It snowed.\n"},
		{"a site's lines above the first separator", "News of the office\nTotal : 12 (Page 1 of 2)\n-\nIndustry\nA One\nIt rained. date2025-12-10\nN\n-\nEnergy\nB Two\nIt snowed." + end,
			"2025-12-10 | Industry | A One | It rained.\n2025-12-10 | Energy | B Two | It snowed.\nf:1: left out: “News of the office” and 1 more line, text before the first record\nf:7: left out: “N”, a mark of the site\n"},
		{"no record above the first separator", "News of the day. It is dated\nIt rained." + end + "-\nEnergy\nB Two\nIt snowed." + end,
			"2025-12-10 | Energy | B Two | It snowed.\nf:1: left out: “News of the day. It is dated” and 1 more line, text before the first record\n"},

		{"signs between records", "***\nIndustry\nA One\nIt rained." + end + "***\nEnergy\nB Two\nIt snowed." + end + "=====\nEnergy\nC Three\nIt blew." + end,
			"2025-12-10 | Industry | A One | It rained.\n2025-12-10 | Energy | B Two | It snowed.\n2025-12-10 | Energy | C Three | It blew.\n"},
		{"no separators: a list of a site", "No. 2\nEnergy\nA One\nIt rained. Registration date 2025-12-10 Views 4\nNo. 1\nEnergy\nB Two\nIt snowed. Registration date 2025-12-09 Views 5\n",
			"2025-12-10 | Energy | A One | It rained.\n2025-12-09 | Energy | B Two | It snowed.\nf:1: left out: “No. 2”, a mark of the site\nf:4: left out: “Views 4”, a mark of the site\n" +
				"f:5: a line with - alone is missing: a record begins here\nf:5: left out: “No. 1”, a mark of the site\nf:8: left out: “Views 5”, a mark of the site\n"},
		{"no missing separator: a date in a sentence", industry + "A One\nIt rained on 2025-12-09\nEnergy\nwas lost." + end,
			"2025-12-10 | Industry | A One | It rained on 2025-12-09⏎Energy⏎was lost.\n"},
		{"days on top", "2025-12-10\nIndustry\nA One\nIt rained.\n\n2025-12-09\nEnergy\nB Two\nIt snowed.\n",
			"2025-12-10 | Industry | A One | It rained.\n2025-12-09 | Energy | B Two | It snowed.\nf:6: a line with - alone is missing: a record begins here\n"},
		{"a day on top, and one in the text", "-\n2025-12-10\nIndustry\nA One\nIt ends on\n2025-12-09\nat noon.\n",
			"2025-12-10 | Industry | A One | It ends on⏎2025-12-09⏎at noon.\n"},
		{"fields of a page", "Title: Quay Opens in Busan\nCategory: Energy\nDate: 2025-12-10\nAttachment: quay.pdf\nIt opened.\nList\nPrevious: Ferry Sinks\nNext: Ferry Sails\n",
			"2025-12-10 | Energy | Quay Opens in Busan | It opened.\nf:4: left out: “Attachment: quay.pdf”, a mark of the site\nf:6: left out: “List”, a mark of the site\n" +
				"f:7: left out: “Previous: Ferry Sinks”, a mark of the site\nf:8: left out: “Next: Ferry Sails”, a mark of the site\n"},
		{"a category below the date of a page", "Quay Opens in Busan\nDate: 2025-12-10\nCategory: Energy\nIt opened.\n",
			"2025-12-10 | Energy | Quay Opens in Busan | It opened.\n"},
		{"two categories of a page", "Category: Energy\nSection: Ports\nQuay Opens in Busan\nDate: 2025-12-10\nIt opened.\n",
			"2025-12-10 | Energy | Quay Opens in Busan | It opened.\nf:2: left out: “Section: Ports”, another category of the page\n"},
		{"categories with their label", "-\nCategory: Energy\nA One\nIt rained." + end + "-\nCategory: Weather\nB Two\nIt snowed." + end,
			"2025-12-10 | Energy | A One | It rained.\n2025-12-10 | Weather | B Two | It snowed.\n"},
		{"no category with a label", "-\nA One\nCategory: Energy, it was said." + end + industry + "Categories: Two\nIt snowed." + end,
			"2025-12-10 |  | A One | Category: Energy, it was said.\n2025-12-10 | Industry | Categories: Two | It snowed.\n"},
		{"dates in words", industry + "A One\nSEJONG, December 9, 2025 – It rained.\n" + industry + "B Two (8 Dec. 2025)\nIt snowed.\n" + industry + "C Three\nIt blew." + end,
			"2025-12-09 | Industry | A One | SEJONG, December 9, 2025 – It rained.\n2025-12-08 | Industry | B Two (8 Dec. 2025) | It snowed.\n2025-12-10 | Industry | C Three | It blew.\n" +
				"f:1: no date at the end: that in its text is taken, 2025-12-09\nf:5: no date at the end: that in its text is taken, 2025-12-08\n"},
		{"dates in sentences", industry + "A One\nIt ends on December 9, 2025.\n" + industry + "B Two\nIt ended (31 Feb. 2025)\n" + industry + "C Three\nSEJONG, December 9, 2025 – It blew." + end,
			"2025-12-10 | Industry | C Three | SEJONG, December 9, 2025 – It blew.\nf:1: no date: record skipped; its text must end as in date2025-11-14\nf:5: no date: record skipped; its text must end as in date2025-11-14\n"},
		{"no fields of a page", industry + "Next: Ferries\nTitle: it has one. Next: a ferry." + end,
			"2025-12-10 | Industry | Next: Ferries | Title: it has one. Next: a ferry.\n"},
		{"a pager for a record", industry + "A One\nIt rained." + end + "-\n1 2 3 Next\n",
			"2025-12-10 | Industry | A One | It rained.\nf:6: left out: “1 2 3 Next”, a mark of the site\n"},
		{"a word of the site behind the date", industry + "A One\nIt rained. date2025-12-10 Attached\n-\nEnergy\nB Two\nIt snowed." + end,
			"2025-12-10 | Industry | A One | It rained.\n2025-12-10 | Energy | B Two | It snowed.\nf:4: left out: “Attached”, a mark of the site\n"},
		{"brackets around a category", "-\n[Ports]\nA One\nIt rained." + end + "-\n[Ports]\nB Two\nIt snowed." + end,
			"2025-12-10 | Ports | A One | It rained.\n2025-12-10 | Ports | B Two | It snowed.\n"},
		{"a badge before a headline", industry + "HOT Quay Opens\nIt opened." + end, "2025-12-10 | Industry | Quay Opens | It opened.\nf:3: left out: “HOT”, a mark of the site\n"},
		{"no badge before a headline", industry + "HOT ROLLED STEEL\nIt rose." + end, "2025-12-10 | Industry | HOT ROLLED STEEL | It rose.\n"},

		{"entities", "-\nR&amp;D\nFerries &amp; Quays&#33;\nA&nbsp;day &ldquo;in&rdquo; Busan&#x2e; &lt;b&gt;" + end,
			"2025-12-10 | R&D | Ferries & Quays! | A\u00a0day “in” Busan. <b>\n"},
		{"no entities", industry + "AT&T; R&D\nSee a.kr/?a=1&copy=2&lt=3 &nosuch; & &;." + end,
			"2025-12-10 | Industry | AT&T; R&D | See a.kr/?a=1&copy=2&lt=3 &nosuch; & &;.\n"},
		{"escaped twice", industry + "R&amp;amp;D\nKim&amp;#8217;s quay is 5 &amp;lt; 6 wide." + end,
			"2025-12-10 | Industry | R&D | Kim’s quay is 5 < 6 wide.\n"},
		{"category and a stroke", "-\nEnergy | Quay Opens\nIt opened." + end, "2025-12-10 | Energy | Quay Opens | It opened.\n"},
		{"brackets of a broken headline", industry + "Grid Plan\n(Draft) Set\nThe plan was set." + end, "2025-12-10 | Industry | Grid Plan (Draft) Set | The plan was set.\n"},
		{"date in brackets behind a headline", "-\nIndustry\nQuay Opens (2025.12.10)\nIt opened.\n", "2025-12-10 | Industry | Quay Opens | It opened.\n"},
		{"day of the week", "-\nIndustry\nQuay Opens\nIt opened. Posted: Wednesday, December 10, 2025\n", "2025-12-10 | Industry | Quay Opens | It opened.\n"},
		{"days on top", "-\n2025-12-10\nIndustry\nQuay Opens\nIt opened.\n-\n2025-12-09\nEnergy\nGrid Set\nIt was set.\n", "2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-09 | Energy | Grid Set | It was set.\n"},
		{"date and its update", "Quay Opens\nPublished: December 10, 2025 Last updated: 12 December 2025\nIt opened. It is new.\n", "2025-12-10 |  | Quay Opens | It opened. It is new.\n"},
		{"category in brackets", "-\n[Energy] Quay Opens\nIt opened." + end, "2025-12-10 | Energy | Quay Opens | It opened.\n"},
		{"other brackets", "-\n[Quay] Opens\nIt opened." + end, "2025-12-10 |  | [Quay] Opens | It opened.\n"},
		{"new in brackets", industry + "[NEW] Quay Opens\nIt opened." + end, "2025-12-10 | Industry | Quay Opens | It opened.\nf:3: left out: “[NEW]”, a mark of the site\n"},
		{"entities that would command", industry + "A&#10;B&#27;[31m&#8238;\nIt&#13;rained." + end,
			"2025-12-10 | Industry | A B[31m | It rained.\nf:3: 2 control characters taken out\n"},

		{"a headline over two lines, open at its end", industry + "Ferries to Sail Again in May and\nQuays to Open\nIt rained. It stopped." + end,
			"2025-12-10 | Industry | Ferries to Sail Again in May and Quays to Open | It rained. It stopped.\n"},
		{"a headline over two lines, in small letters", industry + "Ferries sail again after long\nrepair of quays\nIt rained. It stopped." + end,
			"2025-12-10 | Industry | Ferries sail again after long repair of quays | It rained. It stopped.\n"},
		{"a headline over two lines, in brackets", industry + "Ferries to Sail (from May\nto June) Again\nIt rained. It stopped." + end,
			"2025-12-10 | Industry | Ferries to Sail (from May to June) Again | It rained. It stopped.\n"},
		{"a headline over two long lines", industry + "Korea and Singapore Agree to Sail Ferries Again\nMinisters Sign a Deal on Quays in Busan\nIt rained. It stopped." + end,
			"2025-12-10 | Industry | Korea and Singapore Agree to Sail Ferries Again Ministers Sign a Deal on Quays in Busan | It rained. It stopped.\n"},
		{"no headline over two lines: a heading", industry + "Korea and Singapore Agree to Sail Ferries Again\nNext Steps\nIt rained. It stopped." + end,
			"2025-12-10 | Industry | Korea and Singapore Agree to Sail Ferries Again | Next Steps⏎It rained. It stopped.\n"},
		{"no headline over two lines: a list below", industry + "Korea and Singapore Agree to Sail Ferries Again\nAims of the Deal on Quays\nQuays for all\nFerries for all" + end,
			"2025-12-10 | Industry | Korea and Singapore Agree to Sail Ferries Again | Aims of the Deal on Quays⏎Quays for all⏎Ferries for all\n"},
		{"no headline over two lines: a sentence", industry + "What the Minister Looks For\nthe minister spoke.\nIt rained." + end,
			"2025-12-10 | Industry | What the Minister Looks For | the minister spoke.⏎It rained.\n"},
		{"no headline over two lines: no text below", industry + "What Ferries Are Looking For\nquays" + end,
			"2025-12-10 | Industry | What Ferries Are Looking For | quays\n"},

		{"the headline said again on a line", industry + "Ferries Sail Again\nFERRIES SAIL AGAIN.\nIt rained." + end,
			"2025-12-10 | Industry | Ferries Sail Again | It rained.\nf:4: left out: “Ferries Sail Again”, the headline, said again at the head of its text\n"},
		{"the headline said again in the text", industry + "Ferries to Sail Again in May\nFerries to Sail Again in May The Ministry met." + end,
			"2025-12-10 | Industry | Ferries to Sail Again in May | The Ministry met.\nf:4: left out: “Ferries to Sail Again in May”, the headline, said again at the head of its text\n"},
		{"no headline said again: a sentence", industry + "Ferries sail again in May\nFerries sail again in May after the repair. It rained." + end,
			"2025-12-10 | Industry | Ferries sail again in May | Ferries sail again in May after the repair. It rained.\n"},
		{"no headline said again: a name", industry + "Busan Port\nBusan Port Authority met. It rained." + end,
			"2025-12-10 | Industry | Busan Port | Busan Port Authority met. It rained.\n"},

		{"marks around a headline", "-\nNew\n[Press Release]\nIndustry\n[Press Release] Ferries Sail Again [NEW]\nAttached file\nIt rained.\nPrint\ndate2025-12-10 New\nList | Next\n",
			"2025-12-10 | Industry | Ferries Sail Again | It rained.\n" +
				"f:2: left out: “New”, a mark of the site; 1 more time further down\nf:3: left out: “[Press Release]”, a mark of the site; 1 more time further down\n" +
				"f:5: left out: “[NEW]”, a mark of the site\nf:6: left out: “Attached file”, a mark of the site\nf:8: left out: “Print”, a mark of the site\nf:10: left out: “List | Next”, a mark of the site\n"},
		{"Korean marks", "-\n산업\n[보도자료] 여수항 부두 보수\n부두를 고친다.\n첨부파일 date2025-12-10\n조회수 1,234\n목록\n",
			"2025-12-10 | 산업 | 여수항 부두 보수 | 부두를 고친다.\nf:3: left out: “[보도자료]”, a mark of the site\nf:5: left out: “첨부파일”, a mark of the site\nf:6: left out: “조회수 1,234”, a mark of the site\nf:7: left out: “목록”, a mark of the site\n"},
		{"no marks: in a text", industry + "New Quays: The List\nIt has\nNew\nPrint\nTotal 1,234\nand more.\nTotal 1,234" + end,
			"2025-12-10 | Industry | New Quays: The List | It has⏎New⏎Print⏎Total 1,234⏎and more.⏎Total 1,234\n"},
		{"no marks: headlines", industry + "[Busan] Old Quays Made New\nIt rained." + end + industry + "Print\nIt rained." + end + industry + "Press Freedom: A Release\nIt rained." + end,
			"2025-12-10 | Industry | [Busan] Old Quays Made New | It rained.\n2025-12-10 | Industry | Print | It rained.\n2025-12-10 | Industry | Press Freedom: A Release | It rained.\n"},
		{"a photo above the headline", industry + "Photo: Minister Kim at the quay\nFerries Sail Again\nIt rained." + end,
			"2025-12-10 | Industry | Ferries Sail Again | Photo: Minister Kim at the quay⏎It rained.\nf:3: a photo's caption above the headline was put at the head of the text\n"},
		{"no photo above the headline", industry + "Photo Show Opens in Busan\nPhoto: Minister Kim at the quay\nIt rained." + end,
			"2025-12-10 | Industry | Photo Show Opens in Busan | Photo: Minister Kim at the quay⏎It rained.\n"},
		{"text below the date", industry + "A One\nIt rained." + end + "quay_1210.hwp (1.2MB)\nWhat is this?\nAnd this?\n" + industry + "B Two\nIt snowed." + end,
			"2025-12-10 | Industry | A One | It rained.\n2025-12-10 | Industry | B Two | It snowed.\nf:5: left out: “quay_1210.hwp (1.2MB)”, a mark of the site\nf:6: left out: “What is this?” and 1 more line, text below the date of a record\n"},

		{"a release cut off, and whole a day later", industry + "Ferries Sail Again\nThe Ministry met ferry lines on Monday. The quay will be repaired. date2025-12-10\n" + industry + "Ferries Sail Again\nThe Ministry met ferry lines on Monday. The quay will be re... date2025-12-09\n",
			"2025-12-10 | Industry | Ferries Sail Again | The Ministry met ferry lines on Monday. The quay will be repaired.\nf:5: left out: “Ferries Sail Again”, cut off: an earlier version of the release at f:1\n"},
		{"a release whole, and cut off a day later", industry + "Ferries Sail Again\nThe Ministry met ferry lines on Monday. The quay will be re… date2025-12-10\n" + industry + "A One\nIt rained. date2025-12-10\n" + industry + "Ferries Sail Again\nThe Ministry met ferry lines on Monday.\nThe quay will be repaired. date2025-12-09\n",
			"2025-12-10 | Industry | A One | It rained.\n2025-12-09 | Industry | Ferries Sail Again | The Ministry met ferry lines on Monday.⏎The quay will be repaired.\nf:1: left out: “Ferries Sail Again”, cut off: an earlier version of the release at f:9\n"},
		{"no versions: a week apart, another text, both whole", industry + "Weekly News\nThe Ministry met ferry lines on Monday. The quay will be repaired. date2025-12-10\n" + industry + "Weekly News\nThe Ministry met ferry lines on Monday. The quay will be re date2025-12-03\n" +
			industry + "Weekly News\nThe Ministry met ferry lines on Monday. The tolls are to date2025-12-02\n" + industry + "Weekly News\nThe Ministry met ferry lines on Monday. date2025-12-02\n",
			"2025-12-10 | Industry | Weekly News | The Ministry met ferry lines on Monday. The quay will be repaired.\n2025-12-03 | Industry | Weekly News | The Ministry met ferry lines on Monday. The quay will be re\n" +
				"2025-12-02 | Industry | Weekly News | The Ministry met ferry lines on Monday. The tolls are to\n2025-12-02 | Industry | Weekly News | The Ministry met ferry lines on Monday.\n"},
		{"an empty category line", industry + "Quay Opens\nIt opened." + end + "-\n\nPort Opens\nNext Steps of the Harbour Office\nIt opened." + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 |  | Port Opens | Next Steps of the Harbour Office⏎It opened.\n"},
		{"no empty category line: a category that is new", industry + "Quay Opens\nIt opened." + end + "-\nFisheries\nSquid Catch of the East Coast Doubles\nIt did." + end,
			"2025-12-10 | Industry | Quay Opens | It opened.\n2025-12-10 | Fisheries | Squid Catch of the East Coast Doubles | It did.\n"},
		{"no empty category line: blank lines throughout", "-\n\nSmall Firms and Regions\n\nFirst Loan Is Given to a Firm\n\nIt was." + end + "-\n\nPorts of the South\n\nPines Are Well in the Ports\n\nThey are." + end + "-\n\nFarms of the East\n\nFarms Are Well in the East\n\nThey are." + end,
			"2025-12-10 | Small Firms and Regions | First Loan Is Given to a Firm | It was.\n2025-12-10 | Ports of the South | Pines Are Well in the Ports | They are.\n2025-12-10 | Farms of the East | Farms Are Well in the East | They are.\n"},
		{"a category that heads two records, and none", "-\nFisheries\nSquid Catch Doubles\nIt did." + end + "-\nFisheries\nTuna Catch Falls\nIt did." + end + "-\nPort Open\nThe port opened.\nThe mayor spoke." + end,
			"2025-12-10 | Fisheries | Squid Catch Doubles | It did.\n2025-12-10 | Fisheries | Tuna Catch Falls | It did.\n2025-12-10 |  | Port Open | The port opened.⏎The mayor spoke.\n"},
		{"forms of dates", industry + "A\nB. DATE : 2025. 1. 2.\n" + industry + "A\nB. date2025‑1‑2 14:30\n" + industry + "A\nB. Registration date 2025/01/02 (Thu)\n" + industry + "A\nB. 2025년 1월 2일\n" + industry + "A\nB.\n2025-1-2\n",
			strings.Repeat("2025-01-02 | Industry | A | B.\n", 5)},
		{"dates in brackets and without signs", industry + "A\nB. (2025-1-2)\n" + industry + "A\nB.\n[2025.01.02]\n" + industry + "A\nB. date20250102\n",
			strings.Repeat("2025-01-02 | Industry | A | B.\n", 3)},
		{"no dates", industry + "A\nB until 2025-01-02\n" + industry + "A\nNo. A2025-01-02\n" + industry + "A\nIt costs 2025.1\n" + industry + "A\nIt rained (2025-01-02)\n" + industry + "A\nCall 20250102\n" + industry + "A\nB. date 2025-02-30\n",
			"f:1: no date: record skipped; its text must end as in date2025-11-14\nf:5: no date: record skipped; its text must end as in date2025-11-14\n" +
				"f:9: no date: record skipped; its text must end as in date2025-11-14\nf:13: no date: record skipped; its text must end as in date2025-11-14\n" +
				"f:17: no date: record skipped; its text must end as in date2025-11-14\nf:24: record skipped: \"2025-02-30\" is no day of the calendar\n"},
		{"a date behind the headline", industry + "Ferries Sail Again 2025-12-10\nIt rained.\nIt stopped.\n",
			"2025-12-10 | Industry | Ferries Sail Again | It rained.⏎It stopped.\n"},
		{"a date below the headline", industry + "Ferries Sail Again\ndate2025-12-10\nIt rained.\nIt stopped.\n",
			"2025-12-10 | Industry | Ferries Sail Again | It rained.⏎It stopped.\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := brief(board.Parse("f", strings.NewReader(test.text))); got != test.want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", test.text, got, test.want)
			}
		})
	}
}
