package body

import (
	"strings"
	"testing"
)

// shape writes a document as lines of "kind text", for comparison. A block
// that stays close to the one before has a + before it, an item a dot for
// each item that it lies in.
func shape(source string) string {
	var b strings.Builder
	for _, block := range Recover(source).Blocks {
		if block.Close {
			b.WriteString("+")
		}
		b.WriteString(strings.Repeat(".", block.Level) + block.Kind.String() + " ")
		if block.Sign != "" {
			b.WriteString("[" + block.Sign + "] ")
		}
		if block.Lead != "" {
			b.WriteString("<b>" + block.Lead + "</b>")
		}
		b.WriteString(block.Text + "\n")
	}
	return b.String()
}

type rule struct {
	name, source string
	want         []string // the shape's lines
}

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			got, want := shape(r.source), strings.Join(r.want, "\n")+"\n"
			if len(r.want) == 0 {
				want = ""
			}
			if got != want {
				t.Errorf("%q\n got:\n%s\nwant:\n%s", r.source, got, want)
			}
			checkPromise(t, r.source)
			checkDrawn(t, r.source)
		})
	}
}

// kinds tells one rule's verdict: the kinds of the blocks, in a row.
func kinds(source string) string {
	var all []string
	for _, block := range Recover(source).Blocks {
		all = append(all, block.Kind.String())
	}
	return strings.Join(all, " ")
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, source string
		want         []string
	}{
		{"plain", "A b. C d! E f? G h.", []string{"A b.", "C d!", "E f?", "G h."}},
		{"small letter", "It grew by approx. five percent. version 2. came", []string{"It grew by approx. five percent. version 2. came"}},
		{"brand", "He left. iPhone sales rose.", []string{"He left.", "iPhone sales rose."}},
		{"country", "The U.S. Government met the U.K. Minister.", []string{"The U.S. Government met the U.K. Minister."}},
		{"country at the end", "It met the U.S. The government left.", []string{"It met the U.S.", "The government left."}},
		{"country before an office", "It met the U.S. Under Secretary.", []string{"It met the U.S. Under Secretary."}},
		{"hours", "It ended at 3 p.m. Seoul time. It began at 9 a.m. The end.", []string{"It ended at 3 p.m. Seoul time.", "It began at 9 a.m.", "The end."}},
		{"companies", "Samsung Co., Ltd. Hyundai Inc. SK Corp. and LG met. X Inc. It left.", []string{"Samsung Co., Ltd. Hyundai Inc. SK Corp. and LG met.", "X Inc.", "It left."}},
		{"titles", "Dr. Kim met Mr. Lee vs. Prof. Park.", []string{"Dr. Kim met Mr. Lee vs. Prof. Park."}},
		{"initials", "J. K. Kim and JK Kim met.", []string{"J. K. Kim and JK Kim met."}},
		{"numbers", "No. 1 of Art. 5 on Nov. 2 is set. He said no. The end.", []string{"No. 1 of Art. 5 on Nov. 2 is set.", "He said no.", "The end."}},
		{"number at the end", "He is No. 1. The end.", []string{"He is No. 1.", "The end."}},
		{"month at the end", "It ended in Nov. The end.", []string{"It ended in Nov.", "The end."}},
		{"decimals", "M.AX grew 24.3 percent. The end.", []string{"M.AX grew 24.3 percent.", "The end."}},
		{"latin", "Firms, e.g. Kia, i.e. Hyundai, met.", []string{"Firms, e.g. Kia, i.e. Hyundai, met."}},
		{"year", "It ends in 2026. Exports rose. It cost 3. 5 came.", []string{"It ends in 2026.", "Exports rose.", "It cost 3.", "5 came."}},
		{"date", "On 2025. 11. 14. it met.", []string{"On 2025. 11. 14. it met."}},
		{"year before a list", "It ran until 2024. 1. Background It is old. 2. Plan It goes on.", []string{"It ran until 2024.", "1. Background It is old.", "2. Plan It goes on."}},
		{"address", "See (www.kociri.or.kr). The end is at www.motir.go.kr. The end.", []string{"See (www.kociri.or.kr).", "The end is at www.motir.go.kr.", "The end."}},
		{"brackets", "It met (on Nov. 2. The end) here. So it did (twice). The end.", []string{"It met (on Nov. 2. The end) here.", "So it did (twice).", "The end."}},
		{"quotation", "It “ends. Or so” it seems. The “end.” The end.", []string{"It “ends. Or so” it seems.", "The “end.”", "The end."}},
		{"question", "“Who will pay?” Minister Kim asked. “Who?” The end.", []string{"“Who will pay?” Minister Kim asked.", "“Who?”", "The end."}},
		{"Korean", "회의를 했다. 장관이 말했다.이어 갔다. 3.5% 늘었다.", []string{"회의를 했다.", "장관이 말했다.", "이어 갔다.", "3.5% 늘었다."}},
		{"Japanese", "会議した。次も。", []string{"会議した。", "次も。"}},
		{"ellipsis", "It goes on ... The end… or not.", []string{"It goes on ...", "The end… or not."}},
	} {
		p := newPage(tt.source)
		var got []string
		for i := 0; i < len(p.words); i = p.stops[i] {
			got = append(got, p.text(i, p.stops[i]))
		}
		if g, w := strings.Join(got, " / "), strings.Join(tt.want, " / "); g != w {
			t.Errorf("%s\n got %s\nwant %s", tt.name, g, w)
		}
	}
}

func TestHeadings(t *testing.T) {
	check(t, []rule{
		{"corpus", "It grew. SNU to Fully Participate in the M.AX Alliance With this MOU, SNU is expected to join.", []string{
			"paragraph It grew.", "heading SNU to Fully Participate in the M.AX Alliance", "paragraph With this MOU, SNU is expected to join."}},
		{"known", "It grew. Next Steps Following the MOU, SNU will expand.", []string{
			"paragraph It grew.", "heading Next Steps", "paragraph Following the MOU, SNU will expand."}},
		{"known before an acronym", "It grew. Background MOTIR has held talks.", []string{
			"paragraph It grew.", "heading Background", "paragraph MOTIR has held talks."}},
		{"subject", "It grew. Samsung To Invest in Texas The company will build.", []string{
			"paragraph It grew.", "heading Samsung To Invest in Texas", "paragraph The company will build."}},
		{"capital With", "It grew. Korea Strengthens Ties With Japan The two sides met.", []string{
			"paragraph It grew.", "heading Korea Strengthens Ties With Japan", "paragraph The two sides met."}},
		{"The with a name", "It grew. Cooperation in Energy The Ministry of Trade held talks.", []string{
			"paragraph It grew.", "heading Cooperation in Energy", "paragraph The Ministry of Trade held talks."}},
		{"year", "It grew. Goals for Exports By 2030, exports will double.", []string{
			"paragraph It grew.", "heading Goals for Exports", "paragraph By 2030, exports will double."}},
		{"place", "It grew. Tariff Relief for Automakers In Seoul, both sides agreed.", []string{
			"paragraph It grew.", "heading Tariff Relief for Automakers", "paragraph In Seoul, both sides agreed."}},
		{"angle", "<15th APEC Energy Ministers’ Meeting> Korea hosted it. <Talks> It met Japan.", []string{
			"heading <15th APEC Energy Ministers’ Meeting>", "paragraph Korea hosted it.", "heading <Talks>", "paragraph It met Japan."}},
		{"angle before signs", "It met. <Overview> ▪ Date: Nov. 2 ▪ Venue: Busan", []string{
			"paragraph It met.", "heading <Overview>", "bullet [▪] <b>Date</b>: Nov. 2", "+bullet [▪] <b>Venue</b>: Busan"}},
	})
}

// Sentences that have much of a heading.
func TestNoSentenceIsAHeading(t *testing.T) {
	for _, s := range []string{
		"General Secretary To Lam of Vietnam, a guest, visited Seoul.",
		"Vice Premier He Lifeng visited Seoul. Vice Premier He said so.",
		"Vice Minister An visited Seoul. Vice Minister An Duk-geun did.",
		"Assembly Member In Jae-keun, chair of the committee, attended.",
		"Director General For Trade and Investment Kang Gam-chan attended.",
		"Participants From the U.S., Japan and the EU attended.",
		"Participating Companies From the U.S. attended the fair.",
		"Korea Institute For the Advancement of Technology, led by Min, hosted it.",
		"Korea Planning & Evaluation Institute of Industrial Technology President Chun Yoon-jong, a guest, said so.",
		"Minister Kim Jung-kwan of the Ministry of Trade, Industry and Resources (MOTIR) attended the ceremony.",
		"Executive Chair Euisun Chung The Second met him.",
		"Visiting The Hague, the minister met them. Guests at The Shilla met them.",
		"Together With the Korea Times, the ministry held it.",
		"Fly Me To The Moon was played.",
		"Squid Game became a hit. <Squid Game> became a hit.",
		"Next Steps are discussed. Background noise is low. Next Steps Committee met.",
		"Korea Advances AI-driven K-Bio Innovation",
		"Next Steps",
		"SNU to Fully Participate in the M.AX Alliance",
		"It is so that a < b and c > d. The tag <br> breaks. <br> It breaks.",
		"<Unclosed heading The minister met them.",
		"<https://www.motir.go.kr> The site is new.",
		"<오징어 게임> 시리즈가 나왔다.",
		"SK hynix In-house Ventures, a unit, grew.",
		"The Ministry of Trade, Industry and Resources In the past met.",
	} {
		if got := kinds(s); strings.Contains(got, "heading") {
			t.Errorf("%q holds a heading:\n%s", s, shape(s))
		}
	}
}

func TestLists(t *testing.T) {
	check(t, []rule{
		{"numbers", "Key elements: 1. Overcoming U.S. Tariffs – To ease it, Korea will act. It will lend. 2. Readiness – Korea will build in 2026. 3. Growth – It grows.", []string{
			"heading Key elements:", "numbered [1.] <b>Overcoming U.S. Tariffs</b> – To ease it, Korea will act. It will lend.",
			"+numbered [2.] <b>Readiness</b> – Korea will build in 2026.", "+numbered [3.] <b>Growth</b> – It grows."}},
		{"year before a number", "As follows: 1. It began in 2025. 2. It ends in 2026. 3. It is over.", []string{
			"paragraph As follows:", "numbered [1.] It began in 2025.", "+numbered [2.] It ends in 2026.", "+numbered [3.] It is over."}},
		{"no list: number", "He is No. 1. 2. is not. It grew in 2026. 2. Nothing.", []string{"paragraph He is No. 1. 2. is not. It grew in 2026. 2. Nothing."}},
		{"no list: one item", "It has this: 1. The only one.", []string{"paragraph It has this: 1. The only one."}},
		{"no list: references", "As (1) and (2) say, and as shown in ① and ②, it grew.", []string{"paragraph As (1) and (2) say, and as shown in ① and ②, it grew."}},
		{"circled", "It will act. ❶ SNU will build. It will share. ❷ SNU will learn. It will share. Both gain. They know. Next Steps Following it, all go.", []string{
			"paragraph It will act.", "numbered [❶] SNU will build. It will share.", "+numbered [❷] SNU will learn. It will share.",
			"paragraph Both gain. They know.", "heading Next Steps", "paragraph Following it, all go."}},
		{"glued", "그 내용은 ①인재 양성 ②기술 개발이다.", []string{"paragraph 그 내용은", "numbered [①] 인재 양성", "+numbered [②] 기술 개발이다."}},
		{"brackets", "The tasks are: (1) expand trade, (2) cut tariffs, and (3) train staff. It begins.", []string{
			"paragraph The tasks are:", "numbered [(1)] expand trade,", "+numbered [(2)] cut tariffs, and", "+numbered [(3)] train staff.", "paragraph It begins."}},
		{"triangles", "Its pillars: ▲ talent ▲ technology and ▲ trade. Exports rose ▲2.3 percent, imports ▲1.2 percent.", []string{
			"paragraph Its pillars:", "bullet [▲] talent", "+bullet [▲] technology and", "+bullet [▲] trade.", "paragraph Exports rose ▲2.3 percent, imports ▲1.2 percent."}},
		{"hidden name", "The firm ○○○ and ○○ met. It grew.", []string{"paragraph The firm ○○○ and ○○ met. It grew."}},
		{"nested", "As follows: 1. Trade: ① It grows. ② It lasts. 2. Energy: ① It flows. ② It stays.", []string{
			"paragraph As follows:", "numbered [1.] Trade:", "+.numbered [①] It grows.", "+.numbered [②] It lasts.",
			"+numbered [2.] Energy:", "+.numbered [①] It flows.", "+.numbered [②] It stays."}},
		{"two lists", "It has: 1. Cars. 2. Ships. It had: 1. Oil. 2. Gas.", []string{
			"paragraph It has:", "numbered [1.] Cars.", "+numbered [2.] Ships.", "paragraph It had:", "numbered [1.] Oil.", "+numbered [2.] Gas."}},
		{"ends before speech", "A: 1. It grows. It does. 2. It lasts. Minister Kim said, “It will last.”", []string{
			"paragraph A:", "numbered [1.] It grows. It does.", "+numbered [2.] It lasts.", "quote Minister Kim said, “It will last.”"}},
		{"lead: parenthesis", "A: 1. Korea – as agreed – expands. 2. Trade – it grows – lasts.", []string{
			"paragraph A:", "numbered [1.] Korea – as agreed – expands.", "+numbered [2.] Trade – it grows – lasts."}},
		{"lead: clause", "A: 1. Korea will expand – To grow. 2. Trade – It grows.", []string{
			"paragraph A:", "numbered [1.] Korea will expand – To grow.", "+numbered [2.] <b>Trade</b> – It grows."}},
	})
}

func TestSemicolonLists(t *testing.T) {
	check(t, []rule{
		{"include", "MOTIR outlined its initiatives, which include: launching R&D; supporting firms; and actively helping. It is new.", []string{
			"paragraph MOTIR outlined its initiatives, which include:", "bullet launching R&D;", "+bullet supporting firms; and", "+bullet actively helping.", "paragraph It is new."}},
		{"no colon", "He joined Kevin Engel, COO; Yun Won-sok, Commissioner; and others.", []string{"paragraph He joined Kevin Engel, COO; Yun Won-sok, Commissioner; and others."}},
		{"too few", "It is clear: exports will rise; imports will fall.", []string{"paragraph It is clear: exports will rise; imports will fall."}},
		{"in brackets", "It grew (by sector: cars; ships; steel) fast.", []string{"paragraph It grew (by sector: cars; ships; steel) fast."}},
		{"quoted", "The “plan: a; b; c” is old.", []string{"paragraph The “plan: a; b; c” is old."}},
		{"in an item", "A: 1. Korea will: lend; tax; and wait. 2. It ends.", []string{
			"paragraph A:", "numbered [1.] Korea will:", "+.bullet lend;", "+.bullet tax; and", "+.bullet wait.", "+numbered [2.] It ends."}},
	})
}

func TestNotes(t *testing.T) {
	check(t, []rule{
		{"reference mark", "It grew. ※ The figures are provisional. It lasts. It ends.", []string{"paragraph It grew.", "note [※] The figures are provisional.", "paragraph It lasts. It ends."}},
		{"two sentences at the end", "It grew. ※ The figures are provisional. Rates are paid.", []string{"paragraph It grew.", "note [※] The figures are provisional. Rates are paid."}},
		{"a change of subject at the end", "It grew. ※ The figures are provisional. The ministry will go on.", []string{"paragraph It grew.", "note [※] The figures are provisional.", "paragraph The ministry will go on."}},
		{"without a stop before", "It grew ※ Source: Customs", []string{"paragraph It grew", "note [※] Source: Customs"}},
		{"star", "It uses AI*. * AI: Artificial Intelligence *GX: Green Transformation", []string{"paragraph It uses AI*.", "note [*] AI: Artificial Intelligence *GX: Green Transformation"}},
		{"stars", "It grew. * AI is new. ** GX is newer.", []string{"paragraph It grew.", "note [*] AI is new.", "note [**] GX is newer."}},
		{"superscripts", "Exports rose.¹ Imports fell.² ¹ Preliminary figures. ² Without gold.", []string{"paragraph Exports rose.¹ Imports fell.²", "note [¹] Preliminary figures.", "note [²] Without gold."}},
		{"superscripts of measures", "It covers 5 km² Korea has. The m² Price rose.", []string{"paragraph It covers 5 km² Korea has. The m² Price rose."}},
		{"sign of the end", "It grew. It will last. ###", []string{"paragraph It grew. It will last.", "note ###"}},
		{"source", "It grew. It will last. Source: Customs Service, May 2024", []string{"paragraph It grew. It will last.", "note Source: Customs Service, May 2024"}},
		{"no source", "It grew. Source: the sea. It will last.", []string{"paragraph It grew. Source: the sea. It will last."}},
		{"contact, and the end", "It grew. (For more information: Ida Quist – Tel.: +45 555 01 02) /END/", []string{"paragraph It grew.", "note (For more information: Ida Quist – Tel.: +45 555 01 02)", "note /END/"}},
		{"no note", "The word* and 5 * 3 stay. *This* is it.", []string{"paragraph The word* and 5 * 3 stay. *This* is it."}},
	})
}

func TestWrappedLines(t *testing.T) {
	check(t, []rule{
		{"broken at a width", "The Ministry of Trade, Industry and Resources announced its plan\non Monday in Seoul. Over the past year, the Ministry has led work\non ferries, such as the third launch in May, which raised the\nstanding of the coast.\nIt ended.", []string{
			"paragraph The Ministry of Trade, Industry and Resources announced its plan on Monday in Seoul. Over the past year, the Ministry has led work on ferries, such as the third launch in May, which raised the standing of the coast.", "paragraph It ended."}},
		{"three lines", "The Ministry of Trade and Industry met the heads of ferry lines and\nof quays on Monday. It was the first such meeting in many years, and\nit was short.", []string{
			"paragraph The Ministry of Trade and Industry met the heads of ferry lines and of quays on Monday. It was the first such meeting in many years, and it was short."}},
		{"two lines", "The Ministry of Trade and Industry met the heads of ferry lines and\nof quays on Monday.", []string{"paragraph The Ministry of Trade and Industry met the heads of ferry lines and", "paragraph of quays on Monday."}},
		{"a list in it", "The council named three aims for the coast and for its islands:\n- Repair the northern quay before winter, with stone from the\nisland of the west and with sand from the beach of the south\n- Buy two ferries for the outer line and train the crews for them\nin spring\n\nIt ended.", []string{
			"paragraph The council named three aims for the coast and for its islands:",
			"bullet [-] Repair the northern quay before winter, with stone from the island of the west and with sand from the beach of the south",
			"+bullet [-] Buy two ferries for the outer line and train the crews for them in spring", "paragraph It ended."}},
		{"lines that mean something", "It met in May.\nthe quay\nthe ferry\nthe pilots", []string{"paragraph It met in May.", "paragraph the quay", "paragraph the ferry", "paragraph the pilots"}},
		{"paragraphs", "The council met on Monday and named three aims.\nThe quay will be repaired before winter comes.\nThe ferries will be bought by the spring of it.\nThe school will be opened in the customs house.", []string{
			"paragraph The council met on Monday and named three aims.", "paragraph The quay will be repaired before winter comes.",
			"paragraph The ferries will be bought by the spring of it.", "paragraph The school will be opened in the customs house."}},
	})
}

func TestSpeech(t *testing.T) {
	check(t, []rule{
		{"before", "It grew. President Kim stated, “It grew well. It will last.” He added, “We will help.” It is over.", []string{
			"paragraph It grew.", "quote President Kim stated, “It grew well. It will last.”", "+quote He added, “We will help.”", "paragraph It is over."}},
		{"mixed marks", "Kim stated, \"It grew. It will last.” He added, “We will help.\"", []string{"quote Kim stated, \"It grew. It will last.”", "+quote He added, “We will help.\""}},
		{"that", "Ahn noted that “the 2035 NDC is a blueprint. We will help.”", []string{"quote Ahn noted that “the 2035 NDC is a blueprint. We will help.”"}},
		{"unclosed at the end", "It grew. He emphasized that “the government will ensure growth.", []string{"paragraph It grew.", "quote He emphasized that “the government will ensure growth."}},
		{"cut short", "It grew. He said, “We will. We must", []string{"paragraph It grew.", "quote He said, “We will. We must"}},
		{"unclosed in the middle", "He said, “We will. It met. It grew. It fell. It rose. Kim said, “We do.”", []string{
			"quote He said, “We will.", "paragraph It met. It grew. It fell. It rose.", "quote Kim said, “We do.”"}},
		{"behind", "“It works,” said President Kim. “It always did.” It is over.", []string{"quote “It works,” said President Kim. “It always did.”", "paragraph It is over."}},
		{"another speaker", "“It works,” said Kim. “It fails,” said Lee.", []string{"quote “It works,” said Kim.", "quote “It fails,” said Lee."}},
		{"who comes along", "Minister Kim praised the firms. “You have done very well.” It is over.", []string{"quote Minister Kim praised the firms. “You have done very well.”", "paragraph It is over."}},
		{"to whom", "Kim told reporters, “It works.” In his remarks: “It works.”", []string{"quote Kim told reporters, “It works.”", "quote In his remarks: “It works.”"}},
		{"Korean", "회의를 했다. 김 장관은 “정부는 투자를 적극 지원하겠다”고 말했다.", []string{"paragraph 회의를 했다.", "quote 김 장관은 “정부는 투자를 적극 지원하겠다”고 말했다."}},
		{"paragraphs of one speech", "Kim said: “Thank you. It is an honor. “We must act. Thank you.” It is over.", []string{"quote Kim said: “Thank you. It is an honor. “We must act. Thank you.”", "paragraph It is over."}},
		{"nested marks", "He said, “The ‘5-Poles’ plan is Korea’s best.” It’s over.", []string{"quote He said, “The ‘5-Poles’ plan is Korea’s best.”", "paragraph It’s over."}},
	})
	for _, s := range []string{
		"It held the “2025 Semiconductor Standardization Forum” in Seoul.",
		"It named it an “advanced technology” under the Act.",
		"It said that “Industry GX Plus” will grow.",
		"He said the “Industry GX Plus” program will grow and grow and grow.",
		"He said at a forum titled, “Building a Better Future for All of Us” that it grew.",
		"The “K-GX Strategy,” he said, will be new.",
		"“Together for Tomorrow” is the theme.",
		"“Project K,” said to cost much, is over.",
		"The 10\" wafer and the 12\" wafer are new.",
		"이른바 “탄소중립”이라고 불리는 정책이다.",
	} {
		if got := kinds(s); got != "paragraph" {
			t.Errorf("%q is %s", s, got)
		}
	}
}

func TestLines(t *testing.T) {
	check(t, []rule{
		{"paragraphs", "It grew. It lasts.\r\nIt fell.\n\nIt is over.", []string{"paragraph It grew. It lasts.", "paragraph It fell.", "paragraph It is over."}},
		{"each by its signs", "Key Outcomes\nIt met.\n1. Trade – It grows.\n2. Energy\n- oil\n- gas\n3. Growth\n※ Provisional.\n* Note.\nKim said, “It works.”\n<Talks>\nIt is over.", []string{
			"heading Key Outcomes", "paragraph It met.", "numbered [1.] <b>Trade</b> – It grows.", "+numbered [2.] <b>Energy</b>", "+.bullet [-] oil", "+.bullet [-] gas",
			"+numbered [3.] <b>Growth</b>", "note [※] Provisional.", "note [*] Note.", "quote Kim said, “It works.”", "heading <Talks>", "paragraph It is over."}},
		{"a sentence cut short", "The Ministry of Trade\nIt met.\nKorea and the", []string{"heading The Ministry of Trade", "paragraph It met.", "paragraph Korea and the"}},
		{"a stop", "It Met Japan.\nIt is over.", []string{"paragraph It Met Japan.", "paragraph It is over."}},
	})
}

func TestBodiesOfOneSentenceOrNone(t *testing.T) {
	check(t, []rule{
		{"none", "", nil},
		{"white space", " \n\t ", nil},
		{"one", "It met Japan.", []string{"paragraph It met Japan."}},
		{"cut", "It met Japan and the", []string{"paragraph It met Japan and the"}},
		{"stop", ".", []string{"paragraph ."}},
	})
}
