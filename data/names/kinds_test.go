package names_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data/names"
)

// Signs of bodies and people, each with what looks like one and is none. Zorba and Maru are
// invented, so that no list knows them.
func TestRulesOfSigns(t *testing.T) {
	for _, test := range []struct{ name, text, people, orgs string }{
		// People.
		{"a given name", "It was signed with Carlos Maru and Jean-Luc Petit. Carlos Maru Institute and Peter Lind & Co. stayed, as did Sorrel Maru.", "Carlos Maru | ; Jean-Luc Petit | ", "Carlos Maru Institute; Peter Lind & Co."},
		{"a body’s somebody", "Zorba’s Kim Dae-ja and Ostrava’s Cory Lind came. Busan’s Kim Tae-su and Korea’s Green Deal did not.", "Kim Dae-ja | ; Cory Lind | ; Kim Tae-su | ", "Zorba; Ostrava"},
		{"somebody’s body", "Kim Dae-ja of Zorba met Park Dong-il (Upsilo) and Choi Chang-ho (Busan).", "Kim Dae-ja | ; Park Dong-il | ; Choi Chang-ho | ", "Zorba; Upsilo"},
		{"offices in small words", "Zorba trade spokesperson Ann Lind, Ivo Berg, purchasing director at Hanwha, and Kim Dae-ja, principal researcher of Zorba, met a trade delegation and the research fellow.", "Ann Lind | trade spokesperson; Ivo Berg | purchasing director; Kim Dae-ja | principal researcher", "Zorba; Hanwha"},
		{"two offices in small words", "It is led by its president and chief executive officer, Sorrel Maru, and by its president and a cook.", "Sorrel Maru | president and chief executive officer", ""},
		{"a deputy", "He came with his deputy, Sim Tze Tzan, and Zorba chief Lee Young-jo. The deputy of Eva Lind left, and his chief reason.", "Sim Tze Tzan | deputy; Lee Young-jo | chief; Eva Lind | ", "Zorba"},
		{"who became", "Kim Hee-cheol, who became president of Zorba, and Lee Ki-dong, who left Zorba, met.", "Kim Hee-cheol | president; Lee Ki-dong | ", ""},
		{"an office and a colon", "Director of the Trade Division: Kwak Young-shin (formerly Counselor). Spokesperson: Kim Nam-hee. The Director: Green Deal.", "Kwak Young-shin | Director; Kim Nam-hee | Spokesperson", "Trade Division"},
		{"an office behind a name at once", "Contact Carlos Maru Press Secretary Office of Trade. Kim Dae-ja Vice Minister Moon Shin-hak met.", "Carlos Maru | Press Secretary; Kim Dae-ja | ; Moon Shin-hak | Vice Minister", "Office of Trade"},
		{"Senator the Hon", "The Minister for Trade, Senator the Hon Dana Lind, met the Assistant Minister, the Hon Matt Berg MP, and staff, and the Senator.", "Dana Lind | Minister for Trade; Matt Berg | Assistant Minister", ""},
		{"an ambassador’s title", "Deputy Trade Representative Ambassador Rick Lind met Ambassador Ivo Maru.", "Rick Lind | Deputy Trade Representative; Ivo Maru | Ambassador", ""},
		{"whose office it is, with its seat", "He met the Ambassador of Kazakhstan to Korea Nurgali Maru, and the Governor of East Tartu Sorrel Maru.", "Nurgali Maru | Ambassador; Sorrel Maru | Governor", ""},
		{"an aide", "Kanat Maru, Aide to the President, met Ann Lind, advisor to the Board.", "Kanat Maru | Aide to the President; Ann Lind | advisor to the Board", ""},
		{"a group’s chairman", "Zorba Group Chairman Yang Jong-hee met Group CEO Ann Lind.", "Yang Jong-hee | Chairman; Ann Lind | Group CEO", "Zorba Group"},
		{"a subject that no list has", "Claudia Maru, Minister of Trade, Supply and Consumption, met Ann Lind, Minister of Trade, and Hanwha.", "Claudia Maru | Minister of Trade, Supply and Consumption; Ann Lind | Minister of Trade", "Hanwha"},
		{"a nickname", "He met Luis “Toto” Maru, Minister of Economy, and “Toto” the cat.", "Luis “Toto” Maru | Minister of Economy", ""},
		{"professors of places", "Professors Bang Hyo-choong (KAIST) and Ivo Maru (Zorba) advised on it.", "Bang Hyo-choong | Professor; Ivo Maru | Professor", "KAIST; Zorba"},
		{"Sultan for a given name", "H.E. Dr. Sultan Al Jaberi, Minister of Industry, met Sultan Haitham bin Tariq.", "Sultan Al Jaberi | Minister of Industry; Haitham bin Tariq | Sultan", ""},
		{"a title with what is headed", "Lena Lind, Head of Unit at the European Commission, met Ivo Berg, Head of the Unit.", "Lena Lind | Head of Unit; Ivo Berg | Head", "European Commission"},
		{"the body of a chief, of subjects alone", "Ann Lind, CEO of International Maritime Industries (IMI), met Ivo Berg, Minister of Maritime Industries.", "Ann Lind | CEO; Ivo Berg | Minister of Maritime Industries", "International Maritime Industries"},
		{"a researcher", "Ann Lind, a researcher at Hanwha, met a researcher at Ostrava.", "Ann Lind | researcher", "Hanwha"},
		{"our minister", "Ann Lind, our Trade Minister, met Ivo Berg, our friend.", "Ann Lind | Trade Minister; Ivo Berg | ", ""},
		{"an office that comes later", "He spoke to Jamieson Lind. Ambassador Lind replied. Minister Berg did not.", "Jamieson Lind | Ambassador; Berg | Minister", ""},
		{"a body’s rapporteur", "The Parliament’s rapporteur, Sorrel Maru, and the staff met. The rapporteur, Green Deal, and the staff did not.", "Sorrel Maru | rapporteur", ""},
		{"an office, a name and others", "He met Vietnam’s Minister of Trade, Le Manh Hung, and Vice Minister Ann Lind. The guests were the President, Kim Dae-ja, Minister Park Dong-il, and others.", "Le Manh Hung | Minister of Trade; Ann Lind | Vice Minister; Kim Dae-ja | ; Park Dong-il | Minister", ""},
		{"a given name behind a subject", "It is for Assistant Secretary for Southeast Asia and the Pacific Sarah Lind, and Director General for Pacific Affairs Maru.", "Sarah Lind | Assistant Secretary for Southeast Asia and the Pacific; Maru | Director General for Pacific Affairs", ""},
		{"a house", "At Mansion House, the Chancellor met Amelia Lind, the Chancellor.", "Amelia Lind | Chancellor", ""},
		{"whom to ask", "Media contact: Sorrel Boutin, NIST. Contact: Harbour Road, Oxford. Media: Green Lamp, Quay.", "Sorrel Boutin | ", "NIST"},
		{"a counterpart", "She met her Japanese counterpart Iwaya Sato, and his friend Sorrel Bell.", "Iwaya Sato | ", ""},
		{"a name and its body in brackets", "It met Mirana Mahru (Dhaka University), Green Lamp (Ulsan) and the Zorba Plan (Dhaka University).", "Mirana Mahru | ", "Dhaka University"},
		{"what a small office is for", "Ann Lind, executive director of Trade Investment and Innovation at Zorba, met Ivo Berg, director of the Trade Investment Bureau.", "Ann Lind | executive director of Trade Investment and Innovation; Ivo Berg | director", "Zorba; Trade Investment Bureau"},
		{"affairs of peoples", "Director-General for Northeast and Central Asian Affairs Kang Young-shin met Director-General for Trade and Central Asian Energy Corporation.", "Kang Young-shin | Director-General for Northeast and Central Asian Affairs", "Central Asian Energy Corporation"},
		{"a member", "Karl Berg, a member of the board, met member Ann.", "Karl Berg | member", ""},
		{"a division of two fields", "Jung Ha-young, Director of the Machinery and Robotics Division, met Ivo Berg, Minister of Machinery and Trade.", "Jung Ha-young | Director; Ivo Berg | Minister of Machinery and Trade", "Machinery and Robotics Division"},
		{"a Korean with a Western name", "Hong Kong’s Financial Secretary, Paul Chan Mo-po, met Minister Lind and Kim Dae-ja.", "Paul Chan Mo-po | Financial Secretary; Lind | Minister; Kim Dae-ja | ", ""},
		{"whose office is in a city", "Japan’s Consul-General in Busan Naito Sato came. The Director in Busan Maru left.", "Naito Sato | Consul-General", ""},
		{"a telephone number behind a comma", "Media: Ada Pitt, 0413 555 120. Zorba Hill, 12 miles on.", "Ada Pitt | ", ""},
		{"a surname that is a park", "Victor Park, a member of the Board, met Victor Tower.", "Victor Park | member", ""},
		{"a family name in capitals at the end", "Ms. Kristin BJERKE, Country Manager of KOTRA, met Kristin KOTRA.", "Kristin BJERKE | Country Manager", "KOTRA"},
		{"a chargé", "Chargé d’Affaires Ann Lind met Karl Berg, Chargé d’Affaires of the Harbour Office.", "Ann Lind | Chargé d’Affaires; Karl Berg | Chargé d’Affaires", "Harbour Office"},
		{"a professor of something", "Han Jeakwon, a robotics professor at Hanbit University, met Karl Berg, a vice president.", "Han Jeakwon | professor; Karl Berg | vice president", "Hanbit University"},
		{"a name like a word", "General Secretary To Lam came. To Minister Lind it was new.", "To Lam | General Secretary; Lind | Minister", ""},
		{"an ambassador to a republic", "It met Ambassador of the French Republic to Korea Ivo Lind. The Ambassador of the Harbour Republic to Korea Karl Berg did not.", "Ivo Lind | Ambassador; Karl Berg | ", ""},
		{"food and drugs", "Food and Drug Safety Minister Kim Dae-ja came, and Safety Minister Park Dong-il.", "Kim Dae-ja | Food and Drug Safety Minister; Park Dong-il | Safety Minister", ""},
		// Bodies.
		{"an administration with a minister", "Port Acquisition Administration Minister Kim Dae-ja met Public Administration Minister Park Dong-il.", "Kim Dae-ja | Minister; Park Dong-il | Public Administration Minister", "Port Acquisition Administration"},
		{"two countries with a dash", "The Korea–Japan Harbour Association met, and the Zorba Association – Japan Harbour Association talks failed.", "", "Korea–Japan Harbour Association; Zorba Association; Japan Harbour Association"},
		{"a commission with a number", "The 25th Energy Commission met in the Energy Commission of old, and an Energy Commission did.", "", "Energy Commission"},
		{"a house of a chain", "He met Zorba Robotics at the JW Marriott Harbour House and the Courtyard by Marriott Seoul. Marriott and JW Pharmaceutical paid.", "", "Zorba Robotics; Marriott; JW Pharmaceutical"},
		{"a day of suppliers", "The Boeing Suppliers’ Day was held at General Motors’ plant.", "", "Boeing; General Motors"},
		{"a known company’s center", "The Boeing Korea Design and Testing Center (BKDTC) opened. Boeing Korea and Trade Testing Center (TTC) met.", "", "Boeing Korea Design and Testing Center; Boeing Korea; Trade Testing Center"},
		{"what companies are related to", "It brought officials from AI-related firms and officials from Hanbit.", "", "Hanbit"},
		{"a network of owners", "Korea NGOs’ Trade Network President Kim Dae-ja met Korea’s Trade Network President Ann Lind.", "Kim Dae-ja | President; Ann Lind | President", "Korea NGOs’ Trade Network; Trade Network"},
		{"cooperatives", "The Korea Harbour Wire Co-operatives met cooperatives.", "", "Korea Harbour Wire Co-operatives"},
		{"a law of a council", "The Council on the European Grids Package agreed, and the Council on Foreign Relations met.", "", "Council on Foreign Relations"},
		{"a pair with a plan", "Hanwha and Zorba will build it, between Doosan and Ostrava. Hyundai and Upsilo rose.", "", "Hanwha; Zorba; Doosan; Ostrava; Hyundai"},
		{"a center named after a king", "King Abdullah Petroleum Studies and Research Center (KAPSARC) met King Abdullah.", "Abdullah | King", "King Abdullah Petroleum Studies and Research Center"},
		{"a firm of two surnames", "He asked Kim & Chang and Lee & Partners, not Park & Ride.", "", "Kim & Chang; Lee & Partners"},
		{"a company with two fields", "Aljomaih Energy and Water Company bid. SK Energy and Water Company did too.", "", "Aljomaih Energy and Water Company; SK Energy"},
		{"a stop and a sentence", "It is of Harbour Petrochemical Ind. The minister left Zorba Inc. The Korea Energy Agency stayed.", "", "Harbour Petrochemical Ind.; Zorba Inc.; Korea Energy Agency"},
		{"plc in small letters", "Zorba Holdings plc and Hanwha plc rose.", "", "Zorba Holdings plc; Hanwha plc"},
		{"a code of a currency", "It costs some PLN 60 billion. PLN and Pertamina lent it.", "", "PLN; Pertamina"},
		{"a company known by a name", "Dr. Kao Kim Hoeurn met Kao Corporation.", "Kao Kim Hoeurn | Dr.", "Kao Corporation"},
		{"a company’s commission", "Cochilco, Chile’s copper commission, met Tartu, Estonia’s second city.", "", "Cochilco"},
		{"a people’s body", "The Korean Metal Workers’ Union and the National Cattlemen’s Beef Association met. The Workers’ New Bank and Korea’s Steel Association did not.", "", "Korean Metal Workers’ Union; National Cattlemen’s Beef Association; Steel Association"},
		{"a directorate", "DG Trade replied, but DG Maru did not.", "", "DG Trade"},
		{"two subjects of a division", "Call the Export and Import Division, the House Ways and Means Committee or the Zorba Research and Development Office. MOTIR and the Trade Division met.", "", "Export and Import Division; House Ways and Means Committee; Zorba Research and Development Office; MOTIR"},
		{"two adjectives", "The Taiwan Electrical and Electronic Manufacturers’ Association met.", "", "Taiwan Electrical and Electronic Manufacturers’ Association"},
		{"a body on a country", "The Bank of Korea on Monday met. The Congressional Caucus on Korea did too.", "", "Bank of Korea; Congressional Caucus on Korea"},
		{"a chamber’s short name", "The Korea Chamber of Business in Vietnam (KoCham) met the Bank of Korea in Vietnam.", "", "Korea Chamber of Business in Vietnam; Bank of Korea"},
		{"a directorate of the Commission", "The Directorate-General for Trade of the European Commission met on the Promotion of Green Deal.", "", "Directorate-General for Trade; European Commission"},
		{"letters of another language", "Polskie Elektrownie Jądrowe (PEJ) met. The Nuclear Power Plan (NPP) did not.", "", "Polskie Elektrownie Jądrowe"},
		{"a fund of a country", "The Saudi Industrial Fund (SIF) lent it. The Green Industrial Fund (GIF) was closed.", "", "Saudi Industrial Fund"},
		{"a foreign body with a small end", "The French Autorité de la concurrence met the French Open de la ville.", "", "Autorité de la concurrence"},
		{"a pair that signs", "Hanwha and Zorba signed an MOU. Hanwha and Busan agreed. Doosan and Green Deal rose.", "", "Hanwha; Zorba; Doosan"},
		{"a list with one known company", "Proton, Hanwha and Sand Glove joined. Steel, Doosan and Seoul rose.", "", "Proton; Hanwha; Sand Glove; Doosan"},
		{"a heading behind a body", "It is of the Harbour Institute Notes to editors. He is of the Harbour Notes Institute.", "", "Harbour Institute; Harbour Notes Institute"},
		{"a system that has a chief", "Sunic System CEO Lee Hye-geun met Emissions System President Lind.", "Lee Hye-geun | CEO; Lind | President", "Sunic System"},
		{"a venture in a city", "It opened in Winzor, a joint venture, and met Zorba, a joint venture.", "", "Zorba"},
		{"the terminal of a brand", "He saw the terminal of HySTRA, and the terminal of Maru.", "", "HySTRA"},
		{"a company of which more is told", "Patagon, which buys yarn, met Kexin International. Patience, which buys time, did not, nor Trade International.", "", "Patagon; Kexin International"},
		{"forces", "The Combined Harbour Forces left the Forces.", "", "Combined Harbour Forces"},
		{"a chief behind a sign", "Hanbit Defense, Space & Quay CEO Theo Corbin met Quay Motors CEO Karl Berg.", "Theo Corbin | CEO; Karl Berg | CEO", "Quay Motors"},
		{"a list in brackets", "Stores (Zorba, Anglor, Hanbit) gained, makers (OEMs) lost, and hills (Zorb, Maru) stood.", "", "Zorba; Anglor; Hanbit"},
		{"together with a company", "It was built together with Zorbarocks, and goes together with Green Growth.", "", "Zorbarocks"},
		{"a web address that is a name", "It is sold by Coupang, Gmarket, Zorb.com and others, and by POSCO, Kia, Zorb.e and others.", "", "Coupang; Gmarket; Zorb.com; POSCO; Kia"},
		{"a bank in one word", "Zorbabank lent it. A foodbank did not, nor Burbank.", "", "Zorbabank"},
		{"a council of two countries", "The EU-India Trade and Technology Council (TTC) met the India Trade and Tariff Order (TTO).", "", "EU-India Trade and Technology Council"},
		{"a pair that something is done with", "KHNP invited Kia and Vinatom. It is between Hanwha and Ostrava, and owned by POSCO and Novonyx. KHNP praised Doosan and Upsilo.", "", "KHNP; Kia; Vinatom; Hanwha; Ostrava; POSCO; Novonyx; Doosan"},
		{"a list that has already acted", "Proton, Zorba Berhad, and Sand Gloves have already sought it. Gumi, Zorba Berhad, and Tin Hat are near.", "", "Proton; Zorba Berhad; Sand Gloves"},
		{"a list with places", "It is for Hanwha in Catania and Crolles, Zorba in Novara, Hanbit, POSCO and others. He saw Hanwha in Catania and Novara.", "", "Hanwha; Zorba; Hanbit; POSCO"},
		{"a list with a kind", "Zorba, Doosan and the Oxford firm Anglor also won it. Zorb, Kia and the Oxford road Maru rose.", "", "Zorba; Doosan; Anglor; Kia"},
		{"what is bought from somebody", "It will buy towers from Zorba Wind and cables from Anglor. It heard songs from Maru.", "", "Zorba Wind; Anglor"},
		{"a deal with companies", "New deals with Vulcan and Anglor are pending. Talks with Maru are not.", "", "Vulcan; Anglor"},
		{"what companies do", "Sociolla bought soap. Zorba Nova supplies it. Oranges bought it. Kim bought it.", "", "Sociolla; Zorba Nova"},
		{"a name that begins small or with a figure", "It is from imec and 3M, and from ibid and 3rd.", "", "imec; 3M"},
		{"a branch in a part of the world", "ExxonMobil Asia Pacific and Tokyo Electron Kyushu met at Hyundai Ulsan.", "", "ExxonMobil Asia Pacific; Tokyo Electron Kyushu; Hyundai"},
		{"a center of two countries", "He left the Korea-Oman Rare Harbour Cooperation Center for a Cooperation Center.", "", "Korea-Oman Rare Harbour Cooperation Center"},
		{"a country’s national company", "He met Korea National Harbour Railway and the Korea National Team.", "", "Korea National Harbour Railway"},
		{"a coalition", "The Coalition of Services Industries met the Coalition.", "", "Coalition of Services Industries"},
		{"a union that is a plan", "He is Commissioner for the Capital Markets Union and the Skills Union, and met the Harbour Workers’ Union and the Zorba Union.", "", "Harbour Workers’ Union; Zorba Union"},
		{"an alliance of two countries", "The Japan-U.S. Alliance rests on trust, and the Harbour Battery Alliance does not.", "", "Harbour Battery Alliance"},
		{"one of many", "It was shown at a Crisis Management Centre in Tartu. It asked a Zorba Management Centre in Tartu.", "", "Zorba Management Centre"},
		{"laboratories of a country", "The work of the U.S. National Laboratories goes on at Zorba National Laboratories.", "", "Zorba National Laboratories"},
		{"a party and a state", "Senator Ann Lind (D-Ohio) met Kim Dae-ja (K-Zorba).", "Ann Lind | Senator; Kim Dae-ja | ", "K-Zorba"},
		{"a date in American", "He spoke at the Harbour Writers’ Club Nov. 12 in Tartu, and at the Harbour March Club.", "", "Harbour Writers’ Club; Harbour March Club"},
		{"a heading before a department", "Clean Energy U.S. Department of Energy said so. The Clean U.S. Harbour Department did not.", "", "U.S. Department of Energy; Clean U.S. Harbour Department"},
		{"a heading of a press conference", "Ministry of Foreign Affairs Japanese Opening Remarks. The Harbour Affairs Opening Institute met.", "", "Ministry of Foreign Affairs; Harbour Affairs Opening Institute"},
		{"a ministry called for short", "The State Department replied. The Sales Department did not.", "", "State Department"},
		{"who owns it", "State-owned Harbour Sugar Corporation and Tartu-owned Zorba met.", "", "Harbour Sugar Corporation; Zorba"},
		{"a PT", "PT Surya Baru (PT SB) and PT. Tambang Emas sold it. Surya Baru is a song.", "", "PT Surya Baru; PT. Tambang Emas"},
		{"two names of a firm", "Berg & Chevalier has said so. Bread & Butter and Sand & Gravel rose.", "", "Berg & Chevalier"},
		{"a council of a quality and a field", "He chairs the Professional and Business Services Council, not Zorba and Trade Council.", "", "Professional and Business Services Council"},
		{"a chair of a known company", "He met Samsung Electronics Chair Lee Jae-ho and Trade Chair Ann Lind.", "Lee Jae-ho | Chair; Ann Lind | Trade Chair", "Samsung Electronics"},
		{"a committee’s debate", "The Committee of Supply Debate began. The Committee of Ports came.", "", "Committee of Ports"},
		{"a note and its office", "Media Note Office of the Spokesperson. Media Harbour Office of the Spokesperson.", "", "Office of the Spokesperson; Media Harbour Office of the Spokesperson"},
		{"an ambassador called as a company", "Ambassador Suzuki spoke of Hyundai.", "Suzuki | Ambassador", "Hyundai"},
		{"a part of the world", "It sells across Latin America and to Latin Zorba America.", "", "Latin Zorba America"},
		{"a press office", "Call the DBT Press Office or the Trade Press Agency. The Press Office is closed.", "", "DBT; Trade Press Agency"},
		// Korean.
		{"a company between name and office", "이 자리에 김회천 한국남동발전 사장, 안정은 한빛코리아 대표가 함께했다. 조선소 협력업체 대표는 없었다.", "김회천 | 사장; 안정은 | 대표", "한국남동발전; 한빛코리아"},
		{"a foreign name", "카렐 하블리체크 체코 부총리와 응고지 마루티나 세계무역기구 사무총장이 만났다. 하블리체크 부총리는 우리 양국 베트남 장관을 기다렸다.", "카렐 하블리체크 | 부총리; 응고지 마루티나 | 사무총장", "세계무역기구"},
		{"a list of companies in Korean", "삼성디스플레이, LG이노텍, 한빛비나루 등 기업이 왔다. 반도체, 배터리, 조선해양 등 분야는 아니다.", "", "삼성디스플레이; LG이노텍; 한빛비나루"},
		{"an ambassador in Korean", "최영삼 주베트남 대사와 한빛코리아 최한종 대표가 왔다. 장관이 수석대표로 왔다.", "최영삼 | 대사; 최한종 | 대표", "한빛코리아"},
		{"a company and a division before a name", "파나시아 이수태 회장과 조선해양플랜트과 홍순파 과장이 왔다. 함께 이수태 회장을 만났다.", "이수태 | 회장; 홍순파 | 과장", "파나시아; 조선해양플랜트과"},
		{"two offices in Korean", "부총리 겸 장관 배경훈, 이준희 한빛코리아 대표이사 사장이 왔다.", "배경훈 | 부총리 겸 장관; 이준희 | 대표이사 사장", "한빛코리아"},
	} {
		found(t, test.name, test.text, test.people, test.orgs)
	}
}

// Forms of sums, each with what looks like one.
func TestRulesOfSums(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"It was fined €31 600 000, then €500 in 2024 100 times.", "EUR 31600000; EUR 500"},
		{"(Unit: USD 100 million, %) Exports were USD 200 million.", "USD 200000000"},
		{"Fines range from 50 million won to 500 million won. It rose from 50 million won to 500 million won.", "KRW 50000000..500000000; KRW 50000000; KRW 500000000"},
		{"It is worth NZ$610 million, of which $1.8 million is new.", "NZD 610000000; NZD 1800000"},
		{"It is worth CA$610 million, or US$450 million, of which $1 million is new.", "CAD 610000000; USD 450000000; USD 1000000"},
		{"It is worth $35 million. Contact: DFAT Media Liaison.", "AUD 35000000"},
		{"Australia’s trade is worth $35 million.", "USD 35000000"},
		{"It is worth US$610 million, of which $1.8 million is new.", "USD 610000000; USD 1800000"},
		{"건당 최대 300만 원을, 톤당 3만 원 이상을 지원한다. 최대 3만 명이 왔다.", "KRW <=3000000; KRW >=30000"},
	} {
		_, _, amounts := lines(names.Find(test.text))
		if got := strings.Join(heads(amounts), "; "); got != test.want {
			t.Errorf("%s\n\tsums %s\n\twant %s", test.text, got, test.want)
		}
	}
}

// found checks whom and which bodies a text names: "person | role; …", "body; …".
func found(t *testing.T, name, text, people, orgs string) {
	t.Helper()
	n := names.Find(text)
	var gotPeople, gotOrgs []string
	for _, p := range n.People {
		gotPeople = append(gotPeople, fmt.Sprintf("%s | %s", p.Name, p.Role))
	}
	for _, o := range n.Organisations {
		gotOrgs = append(gotOrgs, o.Name)
	}
	if got := strings.Join(gotPeople, "; "); got != people {
		t.Errorf("%s: %s\n\tpeople %s\n\twant   %s", name, text, got, people)
	}
	if got := strings.Join(gotOrgs, "; "); got != orgs {
		t.Errorf("%s: %s\n\torganisations %s\n\twant          %s", name, text, got, orgs)
	}
}
