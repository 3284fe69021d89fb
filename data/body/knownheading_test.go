package body

import "testing"

func TestKnownHeadings(t *testing.T) {
	check(t, []rule{
		{"before a name", "It grew. Background Europe imports 97% of it. Next Steps Committee met. Further Information Technology projects follow.", []string{
			"paragraph It grew.", "heading Background", "paragraph Europe imports 97% of it. Next Steps Committee met. Further Information Technology projects follow."}},
		{"two of them", "It grew. Background and Outlook Demand has been lifted by it. Background and music were new. Next Steps It will grow.", []string{
			"paragraph It grew.", "heading Background and Outlook", "paragraph Demand has been lifted by it. Background and music were new.",
			"heading Next Steps", "paragraph It will grow."}},
		{"small letters before a name", "It grew. Next steps Norway in May will lend money. Contacts for media are few.", []string{
			"paragraph It grew.", "heading Next steps", "paragraph Norway in May will lend money. Contacts for media are few."}},
		{"before another", "It grew. Opening Remarks Bill for the Act on Ferries Today, the Cabinet decided.", []string{
			"paragraph It grew.", "heading Opening Remarks", "heading Bill for the Act on Ferries", "paragraph Today, the Cabinet decided."}},
		{"before a list", "It grew. Notes to editors 1. It opens. 2. It lasts.", []string{
			"paragraph It grew.", "heading Notes to editors", "numbered [1.] It opens.", "+numbered [2.] It lasts."}},
		{"before questions", "It grew. Question-and-Answer Session Harbour tolls Q: Will tolls rise? A: No.", []string{
			"paragraph It grew.", "heading Question-and-Answer Session", "heading Harbour tolls", "numbered [Q:] Will tolls rise?", "+numbered [A:] No."}},
		{"behind what has no stop", "Firms need sales of £10 million Notes to editors 1. It opens. 2. It lasts.", []string{
			"paragraph Firms need sales of £10 million", "heading Notes to editors", "numbered [1.] It opens.", "+numbered [2.] It lasts."}},
		{"in a sentence", "Two of the Notes to editors 1 and 2 say so. He said Opening Remarks The first were good.", []string{
			"paragraph Two of the Notes to editors 1 and 2 say so. He said Opening Remarks The first were good."}},
		{"one word with a colon", "It has flow between the UK and the Gulf Background: The GCC is old. It is about Background: the past.", []string{
			"paragraph It has flow between the UK and the Gulf", "heading Background:", "paragraph The GCC is old. It is about Background: the past."}},
		{"before bullets", "(Photo: Harbour Office) Related Links • Joint Statement • About Kenya", []string{
			"paragraph (Photo: Harbour Office)", "heading Related Links", "bullet [•] Joint Statement", "+bullet [•] About Kenya"}},
		{"in the tail", "It grew. Division in Charge Keiko Doe, Director, Ferry Division", []string{
			"paragraph It grew.", "heading Division in Charge", "note Keiko Doe, Director, Ferry Division"}},
	})
}

func TestTitlesOfLists(t *testing.T) {
	check(t, []rule{
		{"title", "It grew. Three Key Aims of the Plan First, it will pay. Second, it will lend.", []string{
			"paragraph It grew.", "heading Three Key Aims of the Plan", "numbered [First,] it will pay.", "+numbered [Second,] it will lend."}},
		{"a sentence", "The Korea Energy Agency decided 1. To pay it. 2. To lend it.", []string{
			"paragraph The Korea Energy Agency decided 1. To pay it. 2. To lend it."}},
		{"colon", "It grew. What Comes Next: The Ministry will send a team. Anna Lind: We go. Minister Kim Su-bin: The plan is new.", []string{
			"paragraph It grew.", "heading What Comes Next:", "paragraph The Ministry will send a team. Anna Lind: We go.", "paragraph Minister Kim Su-bin: The plan is new."}},
		{"colon before semicolons", "Three Main Goals: The quay; the ferry; and the pilots.", []string{
			"paragraph Three Main Goals:", "bullet The quay;", "+bullet the ferry; and", "+bullet the pilots."}},
	})
}

func TestEnclosedHeadings(t *testing.T) {
	check(t, []rule{
		{"behind a company", "It is by Zinus Inc. [Background] Petroleum is a material.", []string{
			"paragraph It is by Zinus Inc.", "heading [Background]", "paragraph Petroleum is a material."}},
		{"spaced", "It met. < Main aims of it > Benchmarks were met. It is 3. < 5 is more.", []string{
			"paragraph It met.", "heading < Main aims of it >", "paragraph Benchmarks were met. It is 3. < 5 is more."}},
	})
}

func TestPlainHeadings(t *testing.T) {
	check(t, []rule{
		{"repeated", "It grew. The Commission’s assessment The Commission found it fair. The measure of The Hague was fair.", []string{
			"paragraph It grew.", "heading The Commission’s assessment", "paragraph The Commission found it fair. The measure of The Hague was fair."}},
		{"a year", "It grew. Performance in fourth quarter of 2025 The sector expanded. It was in 2025 that it fell.", []string{
			"paragraph It grew.", "heading Performance in fourth quarter of 2025", "paragraph The sector expanded. It was in 2025 that it fell."}},
		{"an introduction", "It grew. Economic outlook for 2026 Since the survey in November, it has improved. He met Vice Premier Since Lind, a guest.", []string{
			"paragraph It grew.", "heading Economic outlook for 2026", "paragraph Since the survey in November, it has improved. He met Vice Premier Since Lind, a guest."}},
	})
}

func TestColons(t *testing.T) {
	check(t, []rule{
		{"how", "It met. How the factory works: Visitors bring their own molds. It is so.", []string{
			"paragraph It met.", "heading How the factory works:", "paragraph Visitors bring their own molds. It is so."}},
		{"clause", "It met. What matters is this: Visitors bring molds. When it rains, they stay: Nobody comes then.", []string{
			"paragraph It met. What matters is this: Visitors bring molds. When it rains, they stay: Nobody comes then."}},
		{"about", "It lent to TNO About the Harbour Office The Harbour Office lends money.", []string{
			"paragraph It lent to TNO", "heading About the Harbour Office", "paragraph The Harbour Office lends money."}},
		{"about something else", "It asked About Harbours The Office. All about it.", []string{
			"paragraph It asked About Harbours The Office. All about it."}},
	})
}

// A list that has no end of a sentence before it.
func TestListsThatFollowNoStop(t *testing.T) {
	check(t, []rule{
		{"speech", "Distinguished guests, ladies and gentlemen 1. Good morning. 2. The winds have changed. 3. Thank you.", []string{
			"paragraph Distinguished guests, ladies and gentlemen", "numbered [1.] Good morning.", "+numbered [2.] The winds have changed.", "+numbered [3.] Thank you."}},
		{"two", "It came to Terminal 1. Good morning. 2. The winds have changed.", []string{
			"paragraph It came to Terminal 1. Good morning. 2. The winds have changed."}},
		{"brackets", "Overview of the projects (1) The jetty is rebuilt. (2) Power is made.", []string{
			"heading Overview of the projects", "numbered [(1)] The jetty is rebuilt.", "+numbered [(2)] Power is made."}},
		{"references", "It is said in section (1) The jetty. And so in (2) The Power.", []string{
			"paragraph It is said in section (1) The jetty. And so in (2) The Power."}},
		{"small numbers", "Key points of the guidelines (i) Management should decide. (ii) Talks should be held.", []string{
			"heading Key points of the guidelines", "numbered [(i)] Management should decide.", "+numbered [(ii)] Talks should be held."}},
		{"within the last item", "It is so. 1. He spoke. 2. They met. ㅇ He asked. ㅇ She left.", []string{
			"paragraph It is so.", "numbered [1.] He spoke.", "+numbered [2.] They met.", "+.bullet [ㅇ] He asked.", "+.bullet [ㅇ] She left."}},
		{"dashes with leads", "It met. Plans of the firms - Hanbit Lines: two ferries - Saebom Lines: a quay", []string{
			"paragraph It met.", "heading Plans of the firms", "bullet [-] Hanbit Lines: two ferries", "+bullet [-] Saebom Lines: a quay"}},
		{"dashes without", "It met. Plans of the firms - Hanbit Lines - Saebom Lines were good.", []string{
			"paragraph It met. Plans of the firms - Hanbit Lines - Saebom Lines were good."}},
	})
}

func TestQuestionsAsHeadings(t *testing.T) {
	check(t, []rule{
		{"questions", "It grew. What are the safeguards? The Office can wait. It will. What happens next? The Council will decide.", []string{
			"paragraph It grew.", "heading What are the safeguards?", "paragraph The Office can wait. It will.", "heading What happens next?", "paragraph The Council will decide."}},
		{"one", "It grew. What happens next? The Council will decide.", []string{"paragraph It grew. What happens next? The Council will decide."}},
		{"speech", "It grew. What have we learned? We learned much. Why is that? Because we tried.", []string{
			"paragraph It grew. What have we learned? We learned much. Why is that? Because we tried."}},
		{"without an answer", "It grew. What is it? Who did it? Why now?", []string{"paragraph It grew. What is it? Who did it? Why now?"}},
	})
}

func TestSignsWithoutBrackets(t *testing.T) {
	check(t, []rule{
		{"numbers alone", "It is as follows. 1 At first, he came. 2 Then they met. 3 They left.", []string{
			"paragraph It is as follows.", "numbered [1] At first, he came.", "+numbered [2] Then they met.", "+numbered [3] They left."}},
		{"two numbers", "It is so. 1 Korean came. 2 Koreans left.", []string{"paragraph It is so. 1 Korean came. 2 Koreans left."}},
		{"letters", "They agreed to: a. Meet; b. Write; and c. Go.", []string{
			"paragraph They agreed to:", "numbered [a.] Meet;", "+numbered [b.] Write; and", "+numbered [c.] Go."}},
		{"grades", "He got grade a. Then b. followed.", []string{"paragraph He got grade a. Then b. followed."}},
		{"behind an inner list", "The plan. 1. It is new. 2. It has: (1) Cars: Kia (2) Ships: Hanwha 3. It ends.", []string{
			"paragraph The plan.", "numbered [1.] It is new.", "+numbered [2.] It has:", "+.numbered [(1)] <b>Cars</b>: Kia", "+.numbered [(2)] <b>Ships</b>: Hanwha", "+numbered [3.] It ends."}},
		{"behind a word that numbers", "The plan: 1. It is new. 2. It has: (1) Cars: Kia (2) Ships: Phase 3. It ends.", []string{
			"paragraph The plan:", "numbered [1.] It is new.", "+numbered [2.] It has:", "+.numbered [(1)] <b>Cars</b>: Kia", "+.numbered [(2)] <b>Ships</b>: Phase 3.", "paragraph It ends."}},
	})
}

// What reading whole pages showed, each with what it must leave alone.
func TestPagesOfOffices(t *testing.T) {
	check(t, []rule{
		{"figures before a sentence", "It rose. Item Nov. North America 3,200 4.2 EU 930 21.4 Asia 610 15.0 Africa 402 -8.1 The Ministry will go on.", []string{
			"paragraph It rose.", "paragraph Item Nov. North America 3,200 4.2 EU 930 21.4 Asia 610 15.0 Africa 402 -8.1", "paragraph The Ministry will go on."}},
		{"figures in a sentence", "It rose from 3,200 to 3,400 in May, 3,500 in June, 3,600 in July, 3,700 and 3,800 in August and 3,900 in all.", []string{
			"paragraph It rose from 3,200 to 3,400 in May, 3,500 in June, 3,600 in July, 3,700 and 3,800 in August and 3,900 in all."}},
		{"countries with a dash", "It is the Korea-U.S. Investment Act. It is for Korea-U.S. The Act is new.", []string{
			"paragraph It is the Korea-U.S. Investment Act. It is for Korea-U.S. The Act is new."}},
		{"a name behind the last item", "It has: - Staff of twenty from Lithuania - Rooms in Seoul The Ministry of Trade pays for all.", []string{
			"paragraph It has:", "bullet [-] Staff of twenty from Lithuania", "+bullet [-] Rooms in Seoul", "paragraph The Ministry of Trade pays for all."}},
		{"a name in the last item", "It has: - Staff of twenty from Lithuania - Guests at The Shilla Seoul", []string{
			"paragraph It has:", "bullet [-] Staff of twenty from Lithuania", "+bullet [-] Guests at The Shilla Seoul"}},
		{"said without marks", "It grew. Ann Lind, chair of it, said: Firms will welcome it. The law is new.", []string{
			"paragraph It grew.", "quote Ann Lind, chair of it, said: Firms will welcome it.", "paragraph The law is new."}},
		{"a list behind what was said", "Ann Lind said: We hope for it. Firms can apply if they: • trade • export", []string{
			"quote Ann Lind said: We hope for it.", "paragraph Firms can apply if they:", "bullet [•] trade", "+bullet [•] export"}},
		{"Korean signs", "□ 장관은 밝혔다. ㅇ 정부는 지원한다. ㅇ 차관은 참석했다. □ 회의는 끝났다.", []string{
			"bullet [□] 장관은 밝혔다.", "+.bullet [ㅇ] 정부는 지원한다.", "+.bullet [ㅇ] 차관은 참석했다.", "+bullet [□] 회의는 끝났다."}},
	})
}

// Items that a figure begins, signs behind signs, and where the last of a list ends.
func TestEndsOfItems(t *testing.T) {
	check(t, []rule{
		{"figures in items", "1. Main results (1) 62.4% of firms paid. (2) The rest did not. 2. It ends.", []string{
			"numbered [1.] <b>Main results</b>", "+.numbered [(1)] 62.4% of firms paid.", "+.numbered [(2)] The rest did not.", "+numbered [2.] It ends."}},
		{"figures behind references", "It is in section 4 (1) 30 of the Act, and in (2) 40 of it.", []string{
			"paragraph It is in section 4 (1) 30 of the Act, and in (2) 40 of it."}},
		{"a sign behind each sign", "It is so. • ㅇ Loans for small firms • ㅇ Fairs in six cities", []string{
			"paragraph It is so.", "bullet [• ㅇ] Loans for small firms", "+bullet [• ㅇ] Fairs in six cities"}},
		{"a sign behind one sign", "It is so. □ ㅇ Loans for small firms ㅇ Fairs □ It ends", []string{
			"paragraph It is so.", "bullet [□] ", "+.bullet [ㅇ] Loans for small firms", "+.bullet [ㅇ] Fairs", "+bullet [□] It ends"}},
		{"an answer", "Q: Is it dear? A: No. It is cheap. Q: Is it new? A: It is. Applications are taken at the website from April on.", []string{
			"numbered [Q:] Is it dear?", "+numbered [A:] No. It is cheap.", "+numbered [Q:] Is it new?", "+numbered [A:] It is.",
			"paragraph Applications are taken at the website from April on."}},
		{"an answer that goes on", "Q: Is it dear? A: No. It is cheap. Q: Is it new? A: It is. Every part of it was made in the yards of Busan.", []string{
			"numbered [Q:] Is it dear?", "+numbered [A:] No. It is cheap.", "+numbered [Q:] Is it new?",
			"+numbered [A:] It is. Every part of it was made in the yards of Busan."}},
		{"a clause behind the last item", "It is so. ① Loans for small firms ② Fairs in six cities ③ Training of clerks Details will follow in July.", []string{
			"paragraph It is so.", "numbered [①] Loans for small firms", "+numbered [②] Fairs in six cities", "+numbered [③] Training of clerks", "paragraph Details will follow in July."}},
		{"a clause in the last item", "It is so. ① Loans for small firms ② Fairs in six cities ③ Training of Port Authority clerks in July.", []string{
			"paragraph It is so.", "numbered [①] Loans for small firms", "+numbered [②] Fairs in six cities", "+numbered [③] Training of Port Authority clerks in July."}},
		{"a title that a known heading begins", "It is so. Highlights From This Year’s Report • It grew. • It fell.", []string{
			"paragraph It is so.", "heading Highlights From This Year’s Report", "bullet [•] It grew.", "+bullet [•] It fell."}},
		{"a title behind a known heading", "It is so. Highlights Report of This Year • It grew. • It fell.", []string{
			"paragraph It is so.", "heading Highlights", "heading Report of This Year", "bullet [•] It grew.", "+bullet [•] It fell."}},
		{"a title of one word", "It is so. Schedule ① Plans: by June ② Review: in July", []string{
			"paragraph It is so.", "heading Schedule", "numbered [①] Plans: by June", "+numbered [②] Review: in July"}},
		{"one word of a sentence", "It is so, says Schedule ① Plans: by June ② Review: in July", []string{
			"paragraph It is so, says Schedule", "numbered [①] Plans: by June", "+numbered [②] Review: in July"}},
		{"Note with a colon", "It grew. Note: Figures are estimates. They may change. Note that it fell.", []string{
			"paragraph It grew.", "note Note: Figures are estimates. They may change. Note that it fell."}},
		{"labels with numbers", "It met. Agenda 1: Stockpiles The government will raise them. Agenda 2: Import Sources The law will help. It ended. See Annex 2: The law is there.", []string{
			"paragraph It met.", "heading Agenda 1: Stockpiles", "paragraph The government will raise them.", "heading Agenda 2: Import Sources",
			"paragraph The law will help. It ended. See Annex 2: The law is there."}},
		{"said without marks, and leaning on it", "It grew. Ann Lind said: Firms will welcome it. This law is good. The law is new.", []string{
			"paragraph It grew.", "quote Ann Lind said: Firms will welcome it. This law is good.", "paragraph The law is new."}},
	})
}
