package names_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data/names"
)

// Signs of bodies and people in releases of other offices, each with what looks like one
// and is none.
func TestRulesOfOffices(t *testing.T) {
	for _, test := range []struct{ name, text, people, orgs string }{
		{"an office in several words", "He met the Chief Harbour Negotiator Ann Lind and Chief Agricultural Negotiator Eva Berg.", "Ann Lind | Chief Harbour Negotiator; Eva Berg | Chief Agricultural Negotiator", ""},
		{"a president’s time in office", "The Whitfield Administration left. The Harbour Safety Administration and the International Trade Administration stayed.", "", "Harbour Safety Administration; International Trade Administration"},
		{"a country before a pair", "It is for the U.S. Food and Drug Administration (FDA). MOTIR and the Korea Energy Agency (KEA) met.", "", "U.S. Food and Drug Administration; MOTIR; Korea Energy Agency"},
		{"a division of two subjects", "He saw Ann Lind, Director, Hydrogen and Ammonia Division, Harbour Ministry. Hanwha and the Ammonia Division met.", "Ann Lind | Director", "Hydrogen and Ammonia Division; Harbour Ministry; Hanwha; Ammonia Division"},
		{"a ministry behind its division", "Write to the Engagement Division Ministry of Trade and Industry. It is in the Office of Public Affairs WASHINGTON, D.C.", "", "Engagement Division; Ministry of Trade and Industry; Office of Public Affairs"},
		{"a place before a company", "Shenzhen Kexin Microsystems came. Busan Smart Energy did not, nor Fostering Startups Technologies.", "", "Shenzhen Kexin Microsystems"},
		{"a company said to be one", "He visited Robo3, a maker of wheelchairs, and Gwangju, a city.", "", "Robo3"},
		{"the heads of companies", "The heads of Zorba, Mujin Kihyun and Wonil T&I came. The heads of Korea and Japan left.", "", "Zorba; Mujin Kihyun; Wonil T&I"},
		{"a seat in a list", "The presidents of Ulsan-based supplier Daehan and of the firm came.", "", "Daehan"},
		{"a word for a body alone", "The Chairman of the Council and the Director at the Chamber met delegations from the Ministry, Zorba Motors and others.", "", "Zorba Motors"},
		{"a heading before a country", "Significance Kiribati was promised help. Background Europe imports it. Zorba Korea did not.", "", "Zorba Korea"},
		{"a confederation that is a country", "The President of the Swiss Confederation met the Korean Confederation of Ports.", "", "Korean Confederation of Ports"},
		{"Invest and a place", "Invest Northern Ireland helps. Invest Wisely does not.", "", "Invest Northern Ireland"},
		{"a company’s possessive", "Moody’s Ratings rose. Korea’s Ratings did not.", "", "Moody’s Ratings"},
		{"countries with a dash and a stop", "The Korea-U.S. Investment Corporation and the U.S.-Korea Business Council met. The Korea-U.S. Summit did not.", "", "Korea-U.S. Investment Corporation; U.S.-Korea Business Council"},
		{"an initial before a sentence", "It is of POSCO Future M. At noon it ended. J. Lind spoke.", "", "POSCO Future M"},
		{"guests in a speech", "He is of the Harbour Organization Distinguished guests.", "", "Harbour Organization"},
		{"an office of representatives", "The Lithuanian Trade Representative Office met Trade Representative Ann Lind.", "Ann Lind | Trade Representative", "Lithuanian Trade Representative Office"},
		{"a country’s body with two fields", "He is of the Korea Mine Rehabilitation and Mineral Resources Corporation, and saw Zorba Motors and the Harbour Corporation.", "", "Korea Mine Rehabilitation and Mineral Resources Corporation; Zorba Motors; Harbour Corporation"},
		{"a family name in capitals", "Mr. MOTEGI Haruki, Minister for Foreign Affairs, met KATS President Kim Dae-ja. Minister Motegi left.", "MOTEGI Haruki | Minister for Foreign Affairs; Kim Dae-ja | President", "KATS"},
		{"a given name that ends like a place", "He saw Hong Beom-do and Jeju-do.", "Hong Beom-do | ", ""},
		{"several of one office", "Senators Ann Lind and Ivo Maru met Presidents Cup winners.", "Ann Lind | Senator; Ivo Maru | Senator", ""},
		{"an office in small words", "Harbour Exchange Group chief executive Ann Lind and rapporteur Ivo Maru met the chief reason.", "Ann Lind | chief executive; Ivo Maru | rapporteur", "Harbour Exchange Group"},
		{"who heads", "Ann Lind, who heads the office, came. Rainbow Robotics, who made it, did not.", "Ann Lind | ", "Rainbow Robotics"},
		{"moderated by", "It was moderated by Victor Lind and financed by Green Deal.", "Victor Lind | ", ""},
		{"a foreign name of a body", "Host Maroš Lind of the European Commission came, with the Green Deal of the European Parliament.", "Maroš Lind | ", "European Commission; European Parliament"},
		{"the governor of a bank", "The audience included Governor of the Bank of England Adrian Lind.", "Adrian Lind | Governor", "Bank of England"},
		{"a company named as people are", "He met Governor of Hokkaido Suzuki Naomi, and Suzuki Motor of Japan.", "Suzuki Naomi | Governor", "Suzuki Motor"},
		{"ambassadors in full", "He met KOBAYASHI Hiro, Ambassador Extraordinary and Plenipotentiary of Japan, and Ann Lind, Secretary-General Emeritus.", "KOBAYASHI Hiro | Ambassador Extraordinary and Plenipotentiary; Ann Lind | Secretary-General Emeritus", ""},
		{"what a vice-president is for", "Ann Lind, Executive Vice-President for a Clean, Just and Competitive Transition, met it for a day.", "Ann Lind | Executive Vice-President for a Clean, Just and Competitive Transition", ""},
		{"a telephone number", "Contacts: Ann Lind +32 2 298 01 00. Zorba Road 15 is closed.", "Ann Lind | ", ""},
		{"somebody of a body", "It met the Harbour Office, and Eva Lind of the Harbour Office, and the Sorrel Bell of the Harbour Office.", "Eva Lind | ", "Harbour Office"},
		{"counsel", "General Counsel Ann Lind met General Ivo Maru.", "Ann Lind | General Counsel; Ivo Maru | ", ""},
		{"a trade representative’s office", "The Office of the United States Trade Representative wrote. USTR did.", "", "Office of the United States Trade Representative"},
		{"letters of words", "He is of Kenya Electricity Generating Company (KenGen), not of Kenya Electricity Company (Smart).", "", "Kenya Electricity Generating Company; Kenya Electricity Company"},
		{"without portfolio", "Minister without Portfolio Ann Lind left without Portfolio Ivo Maru.", "Ann Lind | Minister without Portfolio", ""},
		{"a policy officer", "FTA Policy Officer Lee Hye-min met Officer Ann Lind.", "Lee Hye-min | FTA Policy Officer; Ann Lind | Officer", ""},
		{"two family names", "Minister Cho Hyun and Kim Dae-ja met. Minister Cho left.", "Cho Hyun | Minister; Kim Dae-ja | ", ""},
		{"a company that begins small", "“Good,” said Ann Lind, xLight CEO. He met eFuel, and saw an iPhone.", "Ann Lind | CEO", "xLight"},
		{"acronyms in a list", "The American Bureau of Shipping (ABS), Zorba Motors and DNV agreed. Kia, Hanwha and LNG were there.", "", "American Bureau of Shipping; Zorba Motors; DNV; Kia; Hanwha"},
		{"have pledged", "Zorba Motors, Lam Hill and Eastfield have pledged. Ann, Bob and Hanwha have seen it.", "", "Zorba Motors; Lam Hill; Eastfield; Hanwha"},
		{"companies such as", "Companies such as Anglo Hill, Mara Hill and Lind Hill came.", "", "Anglo Hill; Mara Hill; Lind Hill"},
		{"companies that work as", "Companies work as Anglo Hill, Mara Hill and Lind Hill. Sights such as Berg Hill and Oslo Hill are there.", "", ""},
		{"companies and others, counted", "Anglo Hill, Mara Hill and three small firms came. Berg Hill, Sand Hill and 12 other companies left. Lind Hill, Sorrel Hill and three hills stayed.", "", "Anglo Hill; Mara Hill; Berg Hill; Sand Hill"},
		{"products in marks of all kinds", "He saw ‘Dr. Answer’, \"Dr. Helper\" and “Dr. Maru”. Dr. Lind said so.", "Lind | Dr.", ""},
		{"a name between commas", "The body met its Chair, Ann Lind. The guests were the President, Kim Dae-ja, Minister Park Dong-il, and others.", "Ann Lind | Chair; Kim Dae-ja | ; Park Dong-il | Minister", ""},
		{"a king’s city", "He saw King Harald Economic City Hall, and King Harald Maru.", "Harald Maru | King", ""},
		{"a family name alone", "Ann Lind, CEO of Zorba, came. Lind spoke. The Lind Hill was full, as was Old Lind. Lind’s plan is new.", "Ann Lind | CEO", "Zorba"},
		{"initials in capitals that are none", "Minister KEPCO Engineering and President MOTIR Korea came, as did Mr. DARPA Trade and Mr. LIND Eva.", "LIND Eva | ", "KEPCO Engineering; MOTIR Korea"},
		{"a slash between offices", "Ann Lind, High Representative for Ports/Vice-President, came. Trade Minister/Finance Minister Ivo Maru left.", "Ann Lind | High Representative for Ports/Vice-President; Ivo Maru | Trade Minister/Finance Minister", ""},
		{"a sign in a company", "It is by Kim & Chang Motors, by Johnson & Johnson Pharma and by Kim & others.", "", "Kim & Chang Motors; Johnson & Johnson Pharma"},
		{"a role of a possessive", "The President’s for Trade plan, the Minister’s of Finance, met Ann Lind, Minister of Finance.", "Ann Lind | Minister of Finance", ""},
		{"who one has an order from", "They have an order from Elbin II and a contract with Sorrel, and a letter from Maru and a walk with Lind.", "", "Elbin II; Sorrel"},
		{"a company’s name behind its kind", "They have a contract with the National Atomic Company Sorrel, and one with Zorba Gas Company.", "", "Sorrel; Zorba Gas Company"},
		{"who wins an order", "Later on, Alfarin signed a supply contract, Hill & Maru has won orders, and Sorrel won a prize. Yesterday Lee won an order. Korea won orders.", "", "Alfarin; Hill & Maru"},
		{"a list of those who led", "It is led by Elbin, Sorrel, Zorba Motors and Maru. It is called for by Ferrin, Korrel, Zorba Motors and Tarin.", "", "Elbin; Sorrel; Zorba Motors; Maru"},
		{"a buyer at a company", "Ann Lind, a buyer at Sorrel, met a winner at Ferrin.", "Ann Lind | ", "Sorrel"},
		{"a guest and a list", "He saw Zorba Chairman Kim Dae-ja, Harbour Gas Corporation, JERA and ENEOS.", "Kim Dae-ja | Chairman", "Zorba; Harbour Gas Corporation; JERA; ENEOS"},
		{"a people that the acronym begins with", "He is of the Saudi Data and AI Authority (SDAIA), not of the Saudi Zorba and Harbour Authority (HA).", "", "Saudi Data and AI Authority; Harbour Authority"},
		{"a department of a country’s ministry", "He is of the Ferry Department of Japan’s Ministry of Harbours, and of the Bank of Korea.", "", "Ferry Department; Ministry of Harbours; Bank of Korea"},
		{"a department of two fields", "Ann Lind is Director General of the Energy Efficiency and Renewable Energy Department. He told of Energy Efficiency and the Renewable Energy Department.", "Ann Lind | ", "Energy Efficiency and Renewable Energy Department; Renewable Energy Department"},
		{"a branch of a body", "KOTRA Warsaw Director Kim Dae-ja met Amkor Korea President Park Dong-il.", "Kim Dae-ja | Director; Park Dong-il | President", "KOTRA; Amkor Korea"},
		{"a part of a country", "The Minister for Northern Australia met Zorba Australia.", "", "Zorba Australia"},
		{"a month for a name", "Zorba founder June Paik came in June. President April left.", "June Paik | founder", "Zorba"},
		{"a rank for a family name", "Madeleine King, Minister for Harbours, met King Harald Maru.", "Madeleine King | Minister for Harbours; Harald Maru | King", ""},
		{"five names", "He met Vice Minister of Trade Dyah Roro Esti Widya Putri and Minister of Trade, Industry and Energy Ann Lind.", "Dyah Roro Esti Widya Putri | Vice Minister of Trade; Ann Lind | Minister of Trade, Industry and Energy", ""},
		{"what somebody is now", "Former Trade Minister Ann Lind, now a professor at Harbour University, met Ivo Maru, former chairman of Zorba Motors and now special envoy. Former Trade Minister Eva Berg, now 60, left.", "Ann Lind | professor; Ivo Maru | special envoy; Eva Berg | Former Trade Minister", "Harbour University; Zorba Motors"},
		{"then and now before an office", "Then Minister Kim Dae-ja met Harbour Minister Ann Lind. Now Hanwha Ocean leads.", "Kim Dae-ja | Minister; Ann Lind | Harbour Minister", "Hanwha Ocean"},
		{"a company with capitals inside, of a country", "UbriNet of China came. MacRae of China left.", "", "UbriNet"},
		{"what a commissioner is for", "Ann Lind, Commissioner for Environment, Water Resilience and a Competitive Circular Economy, met a Green Firm.", "Ann Lind | Commissioner for Environment, Water Resilience and a Competitive Circular Economy", ""},
	} {
		n := names.Find(test.text)
		var people, orgs []string
		for _, p := range n.People {
			people = append(people, fmt.Sprintf("%s | %s", p.Name, p.Role))
		}
		for _, o := range n.Organisations {
			orgs = append(orgs, o.Name)
		}
		if got := strings.Join(people, "; "); got != test.people {
			t.Errorf("%s: %s\n\tpeople %s\n\twant   %s", test.name, test.text, got, test.people)
		}
		if got := strings.Join(orgs, "; "); got != test.orgs {
			t.Errorf("%s: %s\n\torganisations %s\n\twant          %s", test.name, test.text, got, test.orgs)
		}
	}
}
