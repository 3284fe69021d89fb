package body

import (
	"strings"
	"testing"
)

// kindsTest is a text, and the kinds of its blocks.
type kindsTest struct{ name, source, want string }

// checkKinds holds texts to the kinds of their blocks, and to the promise.
func checkKinds(t *testing.T, tests []kindsTest) {
	t.Helper()
	for _, tt := range tests {
		if got := kinds(tt.source); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.name, tt.source, got, tt.want)
		}
		checkPromise(t, tt.source)
	}
}

// Each rule finds the structure that no stop shows, and leaves alone what only looks like it.
func TestWithoutStops(t *testing.T) {
	checkKinds(t, []kindsTest{
		{"a sentence behind the last item", "The aims are: ① Supply of arms to block lines ② Design of hulls in a shared model ③ Training of staff at local colleges Vice Minister Park Jong-ho said it was late.", "paragraph numbered numbered numbered paragraph"},
		{"an item with its own stop", "The aims are: ① Supply of arms to block lines ② Design of hulls in a shared model ③ Training of staff at local colleges.", "paragraph numbered numbered numbered"},
		{"a noun behind the last item", "A firm must: • have a number • employ five people • work outside Perth or Darwin Applications close on 27 May after noon.", "paragraph bullet bullet bullet paragraph"},
		{"small letters behind dashes", "The firm must: – sell its sites by May – keep them open – supply data on harvests", "paragraph bullet bullet bullet"},
		{"a parenthesis behind a colon", "The firm said: – as agreed – it will sell.", "paragraph"},
		{"leads in brackets", "It grew. (Disclosure of Terms) Issuers will tell it. (Limits on Price) It may not fall. It ended.", "paragraph bullet bullet paragraph"},
		{"one in brackets", "It grew. (Seoul) Issuers will tell it. It ended.", "paragraph"},
		{"dates in brackets", "It grew. (May 4) Issuers will tell it. (May 5) Buyers will ask.", "paragraph"},
		{"leads with colons", "Three things are slow. Permits: They take years. Equipment: Waiting times doubled. Skills: One in four retires.", "paragraph bullet bullet bullet"},
		{"labels behind dashes", "It opens at the hotel. - Theme: Wind and waves - Audience: Firms of both sides", "paragraph bullet bullet"},
		{"a dash behind a stop", "It opens at the hotel. - Theme of it are waves - as of old.", "paragraph"},
		{"speech behind the last item", "A firm must: • have a number • employ five • work here “We feed dreams,” said Kim of the office in May.", "paragraph bullet bullet bullet quote"},
		{"speakers behind dashes", "It grew. “We like it here in town.” – Kim Su-bin, Mayor “They do not like it.” – Ida Quist", "paragraph quote quote"},
		{"a dash behind a name in quotation marks", "It grew. The “Town Hall” – Kim Su-bin runs it “for all”.", "paragraph"},
		{"a talk", "They spoke. Lind: We agree. Kim: I do not. Park: We may.", "paragraph"},
		{"colons within semicolons", "The ports are: Astoria: two piers; Gulfport: a store; and Duluth: power.", "paragraph bullet bullet bullet"},
		{"two colons", "The chair put it so: the aims are: piers; stores; and power.", "paragraph bullet bullet bullet"},
		{"triangles", "Points include: ▴ a desk at the quay, ▴ rules for pilots, and ▴ a new fee.", "paragraph bullet bullet bullet"},
		{"a name behind the last answer", "Q: Is it dear? A: No. It is cheap. Q: Is it new? A: It is. President Kim Na of the office came.", "numbered numbered numbered numbered paragraph"},
		{"the last answer goes on", "Q: Is it dear? A: No. It is cheap. Q: Is it new? A: It is. The plans of it are old.", "numbered numbered numbered numbered"},
		{"a record of who speaks", "It was long. Ito, Harbour News: The Minister sails. How is the plan? Foreign Minister Kishi: We like it. Ito, Harbour News: Why? Minister Kishi: It pays.", "paragraph numbered numbered numbered numbered"},
		{"one in capitals", "MODERATOR: Hello, everyone. QUESTION: How many are there? SENIOR HARBOUR OFFICIAL: We have five.", "paragraph numbered numbered"},
		{"speakers who ask nothing", "It was long. Ann Lind, Harbour News: The Minister sails. Minister Kishi: We like it. Ito, Harbour News: It pays.", "paragraph"},
		{"items within numbered paragraphs", "1. We are not there yet. a. Even if it grows, it differs. i. The share will fall. ii. The goods will change. b. We must begin. 2. I will be frank.", "numbered numbered numbered numbered numbered numbered"},
		{"a number behind an hour", "It begins at 10:30 A.M. 1. Schedule of the office On May 4, it meets. 2. Plans On May 5, it ends.", "paragraph numbered numbered"},
		{"a sentence behind a short item", "The members are: • Ann Tyne as Lead Director • Ida Quist as Chair of the Audit and Risk Committee and as Director • Po Lind as Director Directors have been named for three years.", "paragraph bullet bullet bullet paragraph"},
		{"more items behind a heading", "The members are: • Ann Tyne as Lead Director • Po Lind as Director Directors have been named for three years. They are new. Background The directors are experts. • They are paid. • They meet in May.", "paragraph bullet bullet paragraph heading paragraph bullet bullet"},
		{"a plan of ours", "It grew. • Quay barriers with Ardania removed as trade grew by £1 billion • Tug builders given a boost in all ports • Trade Strategy in action as it eyes fast deals to create jobs as part of our Plan for Growth British builders of tugs are set to gain up to £5 million over the next five years as part of a change of the law that makes it easier.", "paragraph bullet bullet bullet paragraph"},
		{"letters for bullets", "□ Overview of the plan ㅇ Build quays by 2028 ㅇ Raise the share of ferries", "bullet bullet bullet"},
	})
}

func TestHeadingsWithoutStops(t *testing.T) {
	for source, want := range map[string]string{
		"It grew. Talks With the Deputy Prime Minister Following the forum, he met the envoy.":                      "Talks With the Deputy Prime Minister",
		"It grew. Vice Minister To Lam, a guest, met the envoy.":                                                    "",
		"It grew. In Accra The Trade Agency will hire nine people.":                                                 "",
		"It grew. Who is affected About 480,000 homes are on it.":                                                   "Who is affected",
		"It grew. About 480,000 homes are on it.":                                                                   "",
		"It grew. What will change From April, firms must reply.":                                                   "What will change",
		"It grew. Purchase programme (APP) The APP is falling.":                                                     "Purchase programme (APP)",
		"It grew. The firm runs the programme (APP) The Hague knows of.":                                            "",
		"It grew. Imports of gold fall Imports of metals fell, for lower imports of gold. Next Steps It applies.":   "Imports of gold fall | Next Steps",
		"It grew. Hanbit of Busan says Hanbit of Seoul lied.":                                                       "",
		"Vantora opens research centre in Singapore Vantora, a maker of lenses, opened it. Next Steps It applies.":  "Vantora opens research centre in Singapore | Next Steps",
		"Vantora met rivals of Vantora, a maker of lenses. Next Steps It applies.":                                  "Next Steps",
		"It grew. Main elements of the plan The plan has three parts.":                                              "Main elements of the plan",
		"It grew. Main elements of the plan are new.":                                                               "",
		"It grew. By Region Shipments to the U.S. fell.":                                                            "By Region",
		"It grew. By region, shipments to the U.S. fell.":                                                           "",
		"1. It grew. 2. It fell. Outlook for the Year 3. It will grow.":                                             "Outlook for the Year",
		"1. It grew. 2. It fell in the Year 3. It will grow.":                                                       "",
		"It grew. Exports by Region Shipments to the U.S. fell.":                                                    "Exports by Region",
		"It grew. Sales by Hanbit Lines rose.":                                                                      "",
		"It grew. Key points of the plan Frames made here are new.":                                                 "Key points of the plan",
		"It grew. Faster warnings Swimmers will get them. Tougher penalties Executives may lose.":                   "Faster warnings | Tougher penalties",
		"It grew. German builder Siemens will come. Dutch seller Philips may go.":                                   "",
		"It grew. Faster warnings Swimmers will get them.":                                                          "",
		"It grew. Faster warnings Swimmers will get them. Next Steps The rule applies.":                             "Faster warnings | Next Steps",
		"It grew. Opening Markets for Farmers Corvania will buy. Next Steps It applies.":                            "Opening Markets for Farmers | Next Steps",
		"The Trade Office (KTO) grew. Support Measures KTO will pay. Next Steps It applies.":                        "Support Measures | Next Steps",
		"It grew. Support for Korean Firms Some 120 firms are in Laos.":                                             "Support for Korean Firms",
		"It grew. Some 120 firms are in Laos.":                                                                      "",
		"It grew. Background on the procedure The Commission sent a letter.":                                        "Background on the procedure",
		"It grew. Cooperation in Power Grids Minister Yoo said so. Next Steps It applies.":                          "Cooperation in Power Grids | Next Steps",
		"It grew. Trade and Industry Minister Yoo said so. Next Steps It applies.":                                  "Next Steps",
		"It grew. Who can apply Companies registered here can. How to apply Applications can be sent.":              "Who can apply | How to apply",
		"It grew. Faster payments Large firms must pay. Safety first Officers look on.":                             "Faster payments | Safety first",
		"It grew. Faster growth Large may see. Safety first Officer Kim saw.":                                       "",
		"It grew. Fast money Large firms must pay in time.":                                                         "",
		"It grew. Wages slow Average wages rose. Jobs and Sales Small firms hired.":                                 "Wages slow | Jobs and Sales",
		"It grew. Officials praised Teachers who came. Jobs and Sales Small firms hired.":                           "",
		"It grew. In future Members will vote. Today Ministers agreed.":                                             "",
		"It grew. Firms and products Baltmet, a maker of tin, sells. Wages slow Average pay rose.":                  "Firms and products | Wages slow",
		"It grew. Rival makers Baltmet, a maker of tin, left. Partner firm Lumen, based here, too.":                 "",
		"It grew. About the project Redbud Foods will build it.":                                                    "About the project",
		"It grew. About 40 projects Redbud Foods will build it.":                                                    "",
		"It grew. Support for Miners Miners get loans. Industry response Ann Hill, Director, came.":                 "Support for Miners | Industry response",
		"It grew. Support for Baden Baden is weak. Industry veteran Ann Hill, Director, came.":                      "",
		"It grew. Health and Safety Inspectors will come. Food and Drug Officers will go.":                          "",
		"It grew. Reviews and Visits Inspectors will come. Food and Drugs Officers will go.":                        "Reviews and Visits | Food and Drugs",
		"It grew. Ministry of Trade Officials agreed at once. Department of Energy Scientists left in May.":         "",
		"It grew. Review of Trade Officials agreed at once. Transfer of Energy Scientists left in May.":             "Review of Trade | Transfer of Energy",
		"It grew. Projects in Oslo Seven projects came. Where money goes Montana gets most.":                        "Projects in Oslo | Where money goes",
		"It grew. Parking in Gate Seven is full. What firms pay Firms Weekly does not say.":                         "",
		"It grew. Who Can Apply Any factory may ask for it. It is free.":                                            "Who Can Apply",
		"It grew. The Any group sold it. Minister Any praised it.":                                                  "",
		"It grew. Buying together Five or more states may ask for it. Next Steps It applies.":                       "Buying together | Next Steps",
		"It grew. Exports by Major Item Semiconductors (up 4 percent) set a record. Next Steps It is so.":           "Exports by Major Item | Next Steps",
		"It grew. Limits of the law Article 7 prohibits it. Next Steps The duty Article 8 (old) is gone.":           "Limits of the law | Next Steps",
		"It grew. Ohio Ohio is home to many. It is large.":                                                          "Ohio",
		"It grew. Ohio and Ohio State are names.":                                                                   "",
		"It grew. FRONT COMPANIES IN PORTS Bluefin Maritime owns four. It is small.":                                "FRONT COMPANIES IN PORTS",
		"It grew. LG ENERGY Chairman Kim said so. MOTIR FTA TASK Force members met.":                                "",
		"It grew. Imports and Trade Balance Imports increased. Next Steps It is so. Food and Drug Inspectors came.": "Imports and Trade Balance | Next Steps",
		"It grew. Opening Market Access for Danish Farmers Corvania will buy. It is so.":                            "Opening Market Access for Danish Farmers",
		"It grew. Culture and Sports Minister Han spoke. Law and Order Secretary Han spoke.":                        "",
		"Questions on the Ports Plan Why do we need it? It helps. Who pays? Nobody knows.":                          "Questions on the Ports Plan | Why do we need it? | Who pays?",
		"It grew. Banca Ligure Banca Ligure, founded in 1862, is big.":                                              "Banca Ligure",
		"It grew. Banca Ligure Banca Ligure serves many. EIB The EIB is a bank.":                                    "Banca Ligure | EIB",
		"It grew. Proposed Action Additional duties would apply. Next Steps It is so.":                              "Proposed Action | Next Steps",
		"It grew. Findings The Office found that it is so. Next Steps It is so.":                                    "Findings | Next Steps",
		"It grew. Selection Criteria Experts will assess it. Next Steps It is so.":                                  "Selection Criteria | Next Steps",
		"It grew. Selection Committee Experts will assess it. Three Fund Members came.":                             "",
		"It grew. Aims of Member State Production of goods rose. Deputy Prime Minister Kim said so.":                "",
		"It grew. Three areas of help First, it pays. Second, it sells.":                                            "Three areas of help",
		"It grew. Working with allies Norway, Denmark and Iceland will share it. Next Steps It is so.":              "Working with allies | Next Steps",
		"It grew. Officials met Norway, Denmark and Iceland in Oslo.":                                               "",
		"It grew. Trade with U.S. firms Norway will share it. Next Steps It is so.":                                 "Trade with U.S. firms | Next Steps",
		"It grew. About CHIPS for America CHIPS for America has paid.":                                              "About CHIPS for America",
		"It grew. Sales by Agency KOTRA will pay.":                                                                  "Sales by Agency",
		"It grew. Opening Remarks Visit to Usan I will speak of it. It is new.":                                     "Opening Remarks | Visit to Usan",
		"It grew. Next year I will speak of it. Phase I will begin. Far away I saw it.":                             "",
		"Opening Remarks Talks with Ardania Mr. Ito Ken, Minister: It went well.":                                   "Opening Remarks | Talks with Ardania",
		"It grew. Quay barriers: Office removes a record number The report, out today, counts nine. It is new.":     "Quay barriers: Office removes a record number",
		"It grew. The members are: Ann Tyne Ann is a judge. Kim said: trade fell The Hague knows of it.":            "",
		"It grew. Ann Tyne Ann is a judge. Ida Quist Ida studied law. Po Lind Po led it.":                           "Ann Tyne | Ida Quist | Po Lind",
		"The Harbour Secrets Act is old. Breaches of the Harbour Secrets Act may cost much.":                        "",
		"It grew. Ardania plans to provide President Lind $5 billion. Next Steps It is so.":                         "Next Steps",
		"It grew. The Harbour Office (KHO) sails. Rules for tugs (TX) KHO aims to mend it. Next Steps It is so.":    "Rules for tugs (TX) | Next Steps",
		"It grew. Talks in the port At the talks held today, a plan for tugs was agreed. It is new.":                "Talks in the port",
		"On Quays • The quay grew. • It has cranes. Standing Up for Ferries • They sail. • They pay.":               "On Quays | Standing Up for Ferries",
		"It grew. Question-and-Answer Session Korea-U.S. summit Q: Did it go well? A: It did.":                      "Question-and-Answer Session | Korea-U.S. summit",
		"11:10 a.m.\nMonday, May 5, 2025\nPress Room, Main Building\nOpening Remarks\nLooking back on my term\nIt was long.\nIt ended.\nIt will go on.\nSanri/Jobar Week\nIt is held in May.\nIt is new.\nIt is old.": "Opening Remarks | Looking back on my term | Sanri/Jobar Week",
		"It grew.\n\nA fund for the quays\n\nIt has a billion\n\nIt pays": "A fund for the quays",
	} {
		var got []string
		for _, b := range Recover(source).Blocks {
			if b.Kind == Heading {
				got = append(got, b.Text)
			}
		}
		if g := strings.Join(got, " | "); g != want {
			t.Errorf("%q has the headings %q, want %q", source, g, want)
		}
		checkPromise(t, source)
	}
}

// Lines behind one with a colon are items where they end in semicolons, or begin with small letters
// and have no stops; lines with stars behind a heading are, too.
func TestLinesOfLists(t *testing.T) {
	for source, want := range map[string]string{
		"The plan has parts:\nbuying cranes;\ntraining staff; and\nselling quays.\nIt is new.": "paragraph bullet bullet bullet paragraph",
		"A firm must:\nhave a number\nemploy five people\nApplications close in May.":          "paragraph bullet bullet paragraph",
		"The plan has this part:\nbuying cranes and quays\nfor all ports.\nIt is new.":         "paragraph paragraph paragraph paragraph",
		"It grew.\n\nKey figures\n* Total: 2 trillion\n* Share: 2.7%\n\nAsk the office.":       "paragraph heading bullet bullet paragraph",
		"It grew.\n* The figures are provisional.\n* They may change.":                         "paragraph note note",
	} {
		if got := kinds(source); got != want {
			t.Errorf("%q\n got %s\nwant %s", source, got, want)
		}
		checkPromise(t, source)
	}
}
