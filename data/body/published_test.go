package body

import "testing"

// What releases show as offices publish them, beside what only looks like it.
func TestAsPublished(t *testing.T) {
	checkKinds(t, []kindsTest{
		{"numbers that have signs of their own", "It was given out. Ⅰ. Background The coast is changing fast. Ⅱ. Main Tasks The Office will build ports.", "paragraph numbered numbered"},
		{"a heading before a number that goes on", "Ladies and Gentlemen, 1. We met here. 2. We spoke of it. Importance of free trade for ports 3. Trade is our life. 4. We need it.", "paragraph numbered numbered heading numbered numbered"},
		{"a clause before a number", "1. We met here. 2. We spoke of it. The tug was given number 3. Trade is our life.", "numbered numbered paragraph"},
		{"one noun above items without stops", "It set out its aims. Objectives 1. Double the number of ferries 2. Halve the tolls", "paragraph heading numbered numbered"},
		{"one name above a number", "It set out its aims. Hanbit 1. FC won twice 2. Halve the tolls", "paragraph"},
		{"a noun behind the last item", "It set out its aims. Objectives 1. Double the ferries 2. Halve the tolls Budget The ministry will spend more. It may.", "paragraph heading numbered numbered heading paragraph"},
		{"one degree", "1. They met. ° Kim spoke of tolls. 2. They left.", "numbered bullet numbered"},
		{"one degree within a sentence", "1. They met at 5 ° Celsius in May. 2. They left.", "numbered numbered"},
		{"one square", "□ They met on Monday. It was short.", "bullet paragraph"},
		{"one that a list follows", "They met. ◈ Parts of the plan ① Supply of stone ② Training of crews", "paragraph numbered numbered"},
		{"dashes behind sentences", "They met. - The Office, which was late, will pay. - The Ministry will lend.", "paragraph bullet bullet"},
		{"one dash behind a sentence", "They met. - The Office, which was late, will pay. The Ministry - as ever - will lend.", "paragraph"},
		{"brackets that say whom to ask", "They met. (For more information: Ida Quist – Tel.: +45 555) It is over.", "paragraph note paragraph"},
		{"brackets that say for whom", "They met. (For the first time since 2020) It is over.", "paragraph"},
		{"a heading behind what announces it", "The details are as follows: Stronger support for the work of researchers The plan calls for more of it.", "paragraph heading paragraph"},
		{"a sentence behind what announces it", "The details are as follows: Stronger support for the work calls for more of it.", "paragraph"},
		{"the paper of who asks", "Ferry Tolls at Sea NHK, Ito: What are they? Minister Kono: They are low. Old Quays Jiji Press, Abe: What of them? Minister Kono: They stay.", "heading numbered numbered heading numbered numbered"},
		{"an office in capitals", "They met. SENATOR IDA QUIST, MINISTER FOR TOLLS: We will pay.", "paragraph heading paragraph"},
		{"who speaks behind a heading", "Opening Remarks (1) Launch of the Harbour Site Mr. Ito Ken, Press Secretary: On May 4, the site was opened. (2) Visit of President Lind of Norway to Japan Foreign Press Secretary Ito: With a plan from May, she comes.", "heading numbered numbered"},
		{"a short speech behind its verb", "Minister Han stated, “The coast is ours,” and left.", "quote"},
		{"a name behind a verb", "Minister Han visited “The Coast Is Ours,” and left.", "paragraph"},
		{"titles of items on lines", "They met.\n1. Bilateral relations\nThey spoke of tolls.\n2. Regional situations\nThey spoke of quays.", "paragraph numbered paragraph numbered paragraph"},
		{"an hour on a line", "10:38 to 10:43 on Monday in the Press Room\nThey met.\nThey left.", "paragraph paragraph paragraph"},
		{"labels on lines", "They met here.\nQuay Walls: They are old.\nFerry Lines: They are new.\nToll Rates: They fall.", "paragraph bullet bullet bullet"},
		{"labels in brackets on lines", "They met here.\n(By Type) Tolls are low.\n(By Port) Busan leads.", "paragraph bullet bullet"},
		{"dashes below titles of items", "They met. 1) Balance between tolls and trade - Work on tolls with all ports - Cut the fees of lines 2) Public, private help - Rents cut by towns - Firms lend more", "paragraph numbered bullet bullet numbered bullet bullet"},
		{"one dash behind the title of an item", "They met. 1. Overcoming high tolls – To ease them, it pays. 2. Better quays – It lends.", "paragraph numbered numbered"},
		{"dashes behind a sentence, without stops", "The state will give this help. - Give firms more time for their tax - Work on early returns of it", "paragraph bullet bullet"},
		{"dashes around what is said by the way", "The state will give this help. The tax - Give or Take, as it is called - is low.", "paragraph"},
		{"a known heading before another", "10:07 in the Press Room, Main House Opening Remarks Ministerial Conference on Hydrogen Minister Seko: Good morning.", "paragraph heading heading paragraph"},
		{"a heading before what comes second", "I will name two. First, tomorrow, I will inspect the site. I will be glad. Expansion of sales channels for fish Second, in May, I will leave.", "paragraph numbered heading numbered"},
		{"a clause before what comes second", "I will name two. First, tomorrow, I will inspect the site. The tug was in Second, a town.", "paragraph"},
		{"somebody’s speech behind a colon", "Mr. Ito, Secretary of it, expressed thanks for it: “The talks are going well. We are glad.”", "quote"},
		{"a saying behind a colon", "The sign at the quay of old had it all: “Go. We are glad.”", "paragraph"},
		{"who asks, in capitals", "It will be told. Q&As (Abridged) REPORTER: Why was it changed? CHIEF SECRETARY SUGA: We decided so.", "paragraph heading numbered numbered"},
		{"labels with numbers", "It has tracks. Track 1: Firms with few workers get loans. Track 2: Firms with a patent get grants. Track 3: Schools get tools.", "paragraph bullet bullet bullet"},
		{"headings with numbers", "It has goals. Goal 1: Safe ports for all The Ministry will repair quays. Goal 2: Clean ships for all The Ministry will lend money. Goal 3: Low tolls for all The Ministry will cut them.", "paragraph heading paragraph heading paragraph heading paragraph"},
		{"a year and a colon", "It has plans. May 2026: Firms get loans. June 2026: Firms get grants. July 2026: Schools get tools.", "paragraph"},
		{"the title of a list in small letters", "It was long. Main contents of the agreement 1. Tolls are cut. 2. Crews are trained.", "paragraph heading numbered numbered"},
		{"a sentence before a list", "It was long. Main contents of it include 1. Tolls are cut. 2. Crews are trained.", "paragraph"},
		{"Roman signs without stops", "Ⅰ Overview The plan covers ports. Ⅱ Tasks The first task is to deepen them.", "numbered numbered"},
		{"what somebody does after the items", "He named two. First, yards share data. They have much. Second, crews are trained. After the meeting, he toured a yard.", "paragraph numbered numbered paragraph"},
		{"a note that goes on", "It grew. * Figures are estimates. They may change. The Ministry will pay for ports, ferries, crews, tugs, cranes, pilots and maps of all nine, and for their tests, tolls, taxes, schools, tools, teachers and towns, so that they may be glad of it in all of these for once.", "paragraph note paragraph"},
		{"numbers from the second paragraph on", "Progress was made since then. Firms are glad. 2. To enable more of it, the state will act. 3. Collectively, all of them form a group. 4. The group will meet.", "paragraph numbered numbered numbered"},
		{"two numbers from the second on", "Progress was made since then. 2. To enable more of it, the state will act. 3. Collectively, all of them form a group.", "paragraph"},
		{"bare numbers below a heading", "Changing the way we live, work and play 2 As you can see, we work. 3 This is not new. 4 For instance, we lay cables.", "heading numbered numbered numbered"},
		{"bare numbers in sentences", "The way we live is new. The tug won 2 As for the port, it won 3 This is not new.", "paragraph"},
		{"a heading with a comma before a number", "1. We thank you. 2. We met here. Embracing digital, harnessing chances 3. It has made many chances. 4. We saw one.", "numbered numbered heading numbered numbered"},
		{"those whom a talk is for", "Distinguished guests, ladies and gentlemen 1. Good morning. 2. The winds have changed. 3. Thank you.", "paragraph numbered numbered numbered"},
		{"items that run on without stops", "It acts on these. 1. Promote links via new projects 2. Help move a focus to firms: Support is to be for yards 3. Work to add staff, as well as tools 4. Give advice Develop fish farms The state will invest in fish farms. They grow.", "paragraph numbered numbered numbered numbered heading paragraph"},
		{"a heading behind a summary’s colon", "The following is a summary of his address: 3-year Plan for Growth In 2013, the state set out aims that were high.", "paragraph heading paragraph"},
		{"a title behind a colon", "He spoke of his plan: 3-year Plan for Growth In 2013, the state set out aims that were high.", "paragraph"},
		{"an address behind a heading", "He spoke. Vision for the Digital Economy Sir, our vision is to grow it.", "paragraph heading paragraph"},
		{"a known heading with one word below", "10:07 in the Press Room, Main House Opening Remarks None Question-and-Answer Session Q: Will it rain? A: It will.", "paragraph heading paragraph heading numbered numbered"},
		{"a heading that ends in a quotation", "The talks were long. Speed up ‘growth through trade’ The state will work on it. It may.", "paragraph heading paragraph"},
		{"a name in quotation marks", "The talks were long. He named it ‘growth through trade’ The state will work on it. It may.", "paragraph"},
		{"questions with numbers in brackets", "[Question 1] Is the quay closed? [Answer] It is. Repairs go on. [Question 2] Is the ferry late? [Answer] It is not.", "numbered numbered numbered numbered"},
		{"notes with numbers", "Exports rose by 3 percent.1) Imports fell.2) 1) Preliminary figures 2) Without gold", "paragraph note note"},
		{"items with numbers", "Exports rose by 3 percent.1) Imports fell. 1) Preliminary figures 2) Without gold", "paragraph numbered numbered"},
		{"notes before what refers to them", "It fell. 1) Preliminary figures. 2) Without gold. Exports rose by 3 percent.1) Imports fell.2) So it is.", "paragraph numbered numbered paragraph"},
		{"circles with shadows", "It pays for these: ❍ Loans for yards ❍ Grants for schools ❍ Tests for tugs", "paragraph bullet bullet bullet"},
		{"circles glued to figures", "It has ⚪⚪⚪ of five and ❍3 of nine. It is good.", "paragraph"},
		{"a note below figures", "Item April May Change Ships 1,200 1,310 9.2 Cars 2,100 2,050 -2.4 Steel 900 940 4.4 * Provisional figures of the port", "paragraph note"},
		{"a sum of figures", "It has 1,200 1,310 9.2 4.4 * 5 of them, and the quay 4.4 * Kim of those.", "paragraph"},
		{"a heading behind brackets on a line", "They met.\n\n(It was short.)\n\nThe plan for Europe: 22 million for ports\n\nThe bank will lend it.", "paragraph paragraph heading paragraph"},
	})
}

// TestTitlesOfItems holds what is set in bold: the title of an item, and no more of it.
func TestTitlesOfItems(t *testing.T) {
	for source, want := range map[string]string{
		"1. Background & Progress Korea’s first funds in state-led R&D were small. 2. Vision and Goals The plan aims high.":                                                                           "Background & Progress",
		"They met.\n1. Bilateral relations\nThey spoke of tolls.\n2. Regional situations\nThey spoke of quays.":                                                                                       "Bilateral relations",
		"They met.\n1. Repair of the quay\n2. Purchase of ferries\nThe council left.":                                                                                                                 "",
		"1. Science Summit (Tuesday, June 27) Under the Human Science Program, the Summit was held in May. 2. Ministerial Meeting (from Monday, May 4 to Friday, May 8) The meeting is a conference.": "Science Summit (Tuesday, June 27)",
		"1) Balance of trade, tolls and fees\n- Work on tolls\n- Cut fees\n2) Help\n- Lend more\n- Pay less":                                                                                          "Balance of trade, tolls and fees",
		"I. Overcoming limits to enact change Since I came, my team has worked. II. Building a resilient economy Taiwan's economy last December had a light that was green.":                          "Overcoming limits to enact change",
		"II. Building a resilient economy Taiwan's economy of last year grew by much, and that was good.":                                                                                             "",
		"We follow aims: (1) Fostering Startups, (2) Innovating Trade and Infrastructure, and (3) Securing Leadership The Ministry told it.":                                                          "",
		"(1) Overall Prime Minister Abe said that it grew. (2) Security Both leaders welcomed it. (3) Economic relations The two leaders met.":                                                        "Overall",
		"It was long. ◈ Opening ceremony Minister Kim spoke of it in his remarks.":                                                                                                                    "Opening ceremony",
	} {
		for _, b := range Recover(source).Blocks {
			if b.Kind != Numbered && b.Kind != Bullet {
				continue
			}
			if b.Lead != want {
				t.Errorf("%q: the lead is %q, not %q", source, b.Lead, want)
			}
			break
		}
	}
}

// A body that a program broke into lines has its quotations, brackets and bullets as if it had none.
func TestBrokenAtAWidth(t *testing.T) {
	for source, want := range map[string]string{
		"Commissioner Hogan said: \"We made great progress at the last meeting in Nairobi, where the Union led the charge. We also hope for more of it.\" The talks of the 27 states (see the report of May, which is long and not yet read) go on. ": "quote paragraph",
		"The Union and Mercosur - a bloc comprising Argentina, Brazil, Paraguay and Uruguay - reached an agreement that is for the good of both on Friday. It is of weight for all ports of the two and for those of others.":                         "paragraph",
	} {
		if got := kinds(wrap(source, 40)); got != want {
			t.Errorf("%q\n got %s\nwant %s", source, got, want)
		}
	}
}
