package names_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data/names"
)

// Each rule, and the text that it has to leave alone.
func TestRules(t *testing.T) {
	for _, test := range []struct{ text, people, orgs string }{
		// A surname is whoever of that name has the role.
		{"KATS President Kim Dae-ja and Minister Kim Jung-kwan met. President Kim left. Minister Kim stayed. Minister Kim slept.",
			"Kim Dae-ja | President ×2; Kim Jung-kwan | Minister ×3", "KATS | KATS ×1"},
		{"Vice Minister Kim Young-ho met Minister Kim Sung-whan. Vice Minister Kim spoke.",
			"Kim Young-ho | Vice Minister ×2; Kim Sung-whan | Minister ×1", ""},
		{"Director General for Trade Kang Gam-chan met Kang Ho-dong, CEO of Zorba Motors. Director General Kang left.",
			"Kang Gam-chan | Director General for Trade ×2; Kang Ho-dong | CEO ×1", "Zorba Motors |  ×1"},
		// Nobody before has the name: somebody new, known by one word.
		{"He wrote to President Trump.", "Trump | President ×1", ""},
		// What the role is for is not the name.
		{"Minister for Trade Inkyo Cheong spoke.", "Inkyo Cheong | Minister for Trade ×1", ""},
		{"Minister of Economy and Finance Koo Yun-cheol spoke.", "Koo Yun-cheol | Minister of Economy and Finance ×1", ""},
		// A role without a name is nobody.
		{"The Minister for Trade and Investment spoke. President of Korea. The Prime Minister left.", "", ""},
		// Korean places end like given names.
		{"It is in Gyeongsangbuk-do, in Seo-gu and in Jinju-si.", "", ""},
		// Brackets introduce bodies, and other things.
		{"The Emissions Trading System (ETS), chemical vapor deposition (CVD), Nationally Determined Contribution (NDC), internal combustion engine (ICE) and recycled platinum (Pt) are none.", "", ""},
		{"Semiconductor Equipment and Materials International (SEMI) is one. SEMI spoke.", "", "Semiconductor Equipment and Materials International | SEMI ×3"},
		{"The M.AX (Manufacturing AX) Alliance grows. The M.AX Alliance is large.", "", "M.AX Alliance |  ×2"},
		// A head word makes a name only with a name before it.
		{"The Working Group and the Korean Ministry met the European Union at the Convention Center.", "", ""},
		// A ministry by what it is for, which is the one that the text names in full.
		{"The Harbour Ministry, Japan’s Foreign Ministry and the Justice Department met. The Sales Department slept.", "", "Harbour Ministry |  ×1; Foreign Ministry |  ×1; Justice Department |  ×1"},
		{"The Ministry of Trade, Industry and Resources met. The Industry Ministry left, the Finance Ministry came.", "", "Ministry of Trade, Industry and Resources |  ×2; Finance Ministry |  ×1"},
		// Committees that sit under a name, and others that meet now and then.
		{"The 58th Harbour Review Committee met. The Korea-Oman Joint Committee and the Steering Committee did not, nor the Trade Committee.", "", "Harbour Review Committee |  ×1"},
		{"The House Committee on Ways and Means met. The Presidential Committee on Growth and the Trade, Energy, and Startups Committee came.", "",
			"House Committee on Ways and Means |  ×1; Presidential Committee on Growth |  ×1; Trade, Energy, and Startups Committee |  ×1"},
		{"The National Assembly’s Trade Committee met.", "", "National Assembly |  ×1; Trade Committee |  ×1"},
		{"The National Science and Technology Council met on Trade and Technology Days.", "", "National Science and Technology Council |  ×1"},
		// The office of who holds one, a court for a district, a department of a body.
		{"The Office of the U.S. Trade Representative and the Office of the Mayor wrote.", "", "Office of the U.S. Trade Representative |  ×1; Office of the Mayor |  ×1"},
		{"The Trade Department of the Korea Energy Agency wrote, as did the Federation of Korean Industries and the Japanese Embassy in Seoul.", "",
			"Korea Energy Agency |  ×1; Federation of Korean Industries |  ×1; Japanese Embassy |  ×1"},
		{"The Federal Ministry for Economic Affairs and Climate Action met the Ministry of Climate Kim Dae-ja.", "Kim Dae-ja |  ×1", "Federal Ministry for Economic Affairs and Climate Action |  ×1; Ministry of Climate |  ×1"},
		{"The Ministry of Environment and SK Energy met.", "", "Ministry of Environment |  ×1; SK Energy |  ×1"},
		{"Green Energy and Advanced Robotics are fields. Rainbow Robotics is not.", "", "Rainbow Robotics |  ×1"},
		// Who owns a plant is a company, unless it is a country.
		{"She saw Zorba’s Hwaseong plant and Korea’s largest factory, and Pohang’s new plant.", "", "Zorba |  ×1"},
		{"They stayed at the Lotte Hotel Seoul.", "", ""},
		// An acronym that no brackets introduce, but whose words are there.
		{"Seoul National University teaches. SNU is old. DNA is older.", "", "Seoul National University | SNU ×2"},
		// A short form, and an ordinary word that only looks like one.
		{"Graphene Square is the world’s first company to do so. Graphene is a material. We love graphene.", "", "Graphene Square |  ×1"},
		{"Amkor Technology and Amkor Korea grow. Amkor’s plan is old.", "", "Amkor Technology |  ×2; Amkor Korea |  ×1"},
		{"Hanwha Ocean builds. Hanwha employees cheer.", "", "Hanwha Ocean |  ×2"},
		// A name ends before where and when, and what a body is for may stand behind in.
		{"Experts met at the Bank of Korea in Seoul on Monday.", "", "Bank of Korea |  ×1"},
		{"The Agency for Growth in Energy spoke. The Committee sat.", "", "Agency for Growth in Energy |  ×1"},
		// The begins a sentence behind a heading, and behind a stop without a space.
		{"It is done. Next Steps The Korea Energy Agency (KEA) will go on.Then the M.AX Alliance came.", "", "Korea Energy Agency | KEA ×2; M.AX Alliance |  ×1"},
		{"It opened on Monday.The Korea Energy Agency paid. See motir.go.kr and Zorba Co.Ltd.", "", "Korea Energy Agency |  ×1"},
		// Who holds an office behind its body or country, and between commas.
		{"President of the Port Commission Jean-Luc Petit spoke. Prime Minister of Japan Ota Kento left.", "Jean-Luc Petit | President ×1; Ota Kento | Prime Minister ×1", "Port Commission |  ×1"},
		{"The President of the Harbour Commission, Ursula Meer, spoke. Its Chair, Anna Lind, left.", "Ursula Meer | President ×1; Anna Lind | Chair ×1", "Harbour Commission |  ×1"},
		{"He met the President, Kim Dae-ja, Minister of Trade, and Ann Lee.", "Kim Dae-ja | Minister of Trade ×1; Ann Lee |  ×1", ""},
		// A title gives way to an office.
		{"Dr. Yerlan Akhmetov, Vice President of Zorba Motors, met Mr Victor Hills, Chief Executive of it.", "Yerlan Akhmetov | Vice President ×1; Victor Hills | Chief Executive ×1", "Zorba Motors |  ×1"},
		{"Dr. Yerlan Akhmetov, who is Vice President, spoke.", "Yerlan Akhmetov | Vice President ×1", ""},
		// A body before the role, behind the name.
		{"“Good,” said Sanjay Mehra, Zorba President and CEO. Sorrel Vance, Zorba President Kim Dae-ja and others came.", "Sanjay Mehra | President and CEO ×1; Kim Dae-ja | President ×1", "Zorba |  ×2"},
		// A rank before an office with its subject; long offices.
		{"First Vice Foreign Minister Lim Su-nam met Secretary of State for Trade Ivo Cunha.", "Lim Su-nam | First Vice Foreign Minister ×1; Ivo Cunha | Secretary of State for Trade ×1", ""},
		{"Director General for Climate Change, Energy and Scientific Affairs Minyoung Cho spoke.", "Minyoung Cho | Director General for Climate Change, Energy and Scientific Affairs ×1", ""},
		// One, named twice; and two of which one begins as the other.
		{"Saebom Technology signed. Saebom’s plant opens.", "", "Saebom Technology |  ×2"},
		{"Samsung Electronics signed. Samsung’s plant opens. Samsung SDI’s, too.", "", "Samsung Electronics |  ×1; Samsung |  ×1; Samsung SDI |  ×1"},
		{"It is JATRO’s first plant. The Japan Automatic Turbine Company (JATRO) grows.", "", "Japan Automatic Turbine Company | JATRO ×3"},
		// A known company with what it does and where; a country’s body by its acronym.
		{"The plan is by Google Cloud Korea. Siemens Korea came, and Samsung.", "", "Google Cloud Korea |  ×1; Siemens Korea |  ×1; Samsung |  ×1"},
		{"A loan from UK Port Finance (UKPF) helps. He met Port Development Canada (PDC).", "", "UK Port Finance | UKPF ×2; Port Development Canada | PDC ×2"},
		// An acronym spells a list to its end.
		{"The Ministry of Harbours and Ferries (MOHF) met. The Ministry of Harbours and Ferries Limited (FL) met.", "", "Ministry of Harbours and Ferries | MOHF ×3; Ferries Limited | FL ×1"},
		{"The U.S. Supreme Court, the National Assembly and the European Parliament sat. Court was held.", "", "U.S. Supreme Court |  ×1; National Assembly |  ×1; European Parliament |  ×1"},
		// Companies in a list, before and behind the word that says so.
		{"Lines such as Hanbit, Saebom X2 (Busan), and Haneul came. Ideas such as Green Growth and Carbon Border came, too.", "", "Hanbit |  ×1; Saebom X2 |  ×1; Haneul |  ×1"},
		{"He met companies that the Office often names, namely Taeyang Plastics, QUO, and Eclair Textile Co., Ltd., in May.", "", "Taeyang Plastics |  ×1; QUO |  ×1; Eclair Textile Co., Ltd. |  ×1"},
		{"He met countries, namely Peru, Chile and Xanadu.", "", ""},
		{"Hanbit, Saebom and other companies came, as did Peru, Xanadu and other countries.", "", "Hanbit |  ×1; Saebom |  ×1"},
		{"The chipmakers Hanbit and Saebom met the companies Korea and Japan sent.", "", "Hanbit |  ×1; Saebom |  ×1"},
		{"A joint venture of TSNC, Boss and NXQ builds it with a subsidiary of Anglor. A joint venture of Korean firms, a summit of Boss and an era of Anglo do not.", "",
			"TSNC |  ×1; Boss |  ×2; NXQ |  ×1; Anglor |  ×1"},
		{"A consortium led by Zorba and Anglor pays for a stake in Taeyang. A team led by Pilot, in Tartu, does not.", "", "Zorba |  ×1; Anglor |  ×1; Taeyang |  ×1"},
		{"Hyundai Motor, Oxy Liquide and Iwata agreed. Hyundai Motor, Tartu and Xanadu are near.", "", "Hyundai Motor |  ×2; Oxy Liquide |  ×1; Iwata |  ×1"},
		// Where a company has its seat; and what a thing is based on.
		{"Busan-headquartered Marine One, Los Angeles-based Anglor and a Seoul-based startup, Taeyang, came. It is an AI-based Smart Port, a Rules-based Order.", "", "Marine One |  ×1; Anglor |  ×1"},
		// Bodies in other languages.
		{"Agência para o Porto e Comércio Externo de Portugal (APCEP), Deutsche Hafengesellschaft mbH and Porto do Sul Ltda. came. Rio de Janeiro and Vasco da Gama did not.", "Vasco da Gama |  ×1",
			"Agência para o Porto e Comércio Externo de Portugal | APCEP ×2; Deutsche Hafengesellschaft mbH |  ×1; Porto do Sul Ltda. |  ×1"},
		{"Réseau de Transport d’Électricité (RTE) came from Place de l’Étoile.", "", "Réseau de Transport d’Électricité | RTE ×2"},
		// Small letters of an acronym are the next of the word.
		{"Natural Harbours Canada (NHCan) pays. Natural Ferries Canada (NFCar) would not.", "", "Natural Harbours Canada | NHCan ×2"},
		// Countries in front of an office, which are no bodies.
		{"European Commissioner for Trade Maros Lind met US Trade Representative Jane Doe and Deputy U.S. Trade Representative Karl Salter.",
			"Maros Lind | Commissioner for Trade ×1; Jane Doe | Trade Representative ×1; Karl Salter | Deputy U.S. Trade Representative ×1", ""},
		{"EU Ferry Commissioner Cecilia Malm met Harbour Minister Kim Su-bin and UK Ferry Finance CEO Tim Reid.",
			"Cecilia Malm | Ferry Commissioner ×1; Kim Su-bin | Harbour Minister ×1; Tim Reid | CEO ×1", "UK Ferry Finance |  ×1"},
		{"The US-North Korea summit and the United States’ plan of Papua New Guinea’s Harbour Minister Ann Maru are no bodies.", "Ann Maru | Harbour Minister ×1", ""},
		{"Saxony’s Minister-President Max Richter, the Mayor of Tartu Ivo Maru and Zorba’s CEO Karl Lind met the Governor of the Bank of Tartu.",
			"Max Richter | Minister-President ×1; Ivo Maru | Mayor ×1; Karl Lind | CEO ×1", "Zorba |  ×1; Bank of Tartu |  ×1"},
		{"U.S. Attorney Ann Pike and Assistant Attorney General Jon Keller met an Attorney Kim.", "Ann Pike | U.S. Attorney ×1; Jon Keller | Assistant Attorney General ×1", ""},
		// Several offices, with a slash, "and" and a body between; but two people are two.
		{"The High Representative for Ports and Ferries/Vice-President of the Harbour Commission, Ann Morandi and others spoke.", "Ann Morandi | High Representative for Ports and Ferries/Vice-President ×1", "Harbour Commission |  ×1"},
		{"Minister for Trade and Deputy Prime Minister Ann Doe met the Minister for Growth and Vice Minister Karl Lind.", "Ann Doe | Minister for Trade and Deputy Prime Minister ×1; Karl Lind | Vice Minister ×1", ""},
		{"Chief Secretary to the Treasury Ann Coles and Secretary of State for Science Karl Kemble chair it.", "Ann Coles | Chief Secretary to the Treasury ×1; Karl Kemble | Secretary of State for Science ×1", ""},
		{"Under Secretary of Commerce for Standards and Technology and NIQT Director Laurie E. Lockwood spoke.", "Laurie E. Lockwood | Under Secretary of Commerce for Standards and Technology and NIQT Director ×1", "NIQT | NIQT ×1"},
		{"Executive Vice-President in charge of competition policy, Ann Thorsen, spoke. The Vice-President left in May, Sorrel Lind stayed.", "Ann Thorsen | Executive Vice-President ×1", ""},
		{"Amir Doe, the Prime Minister’s Special Envoy for Climate, spoke.", "Amir Doe | Special Envoy for Climate ×1", ""},
		{"The Ministry of Ports and ICT (MPIT, Minister: Lee Jun-ho) wrote. The Minister: We Will Go.", "Lee Jun-ho | Minister ×1", "Ministry of Ports and ICT | MPIT ×2"},
		// Titles are neither part of a name nor go before an office.
		{"Minister for Exports Sir Gareth Pugh MP met H.E. Ms. Siti Rahma, Ambassador of Indonesia to Korea, and the Rt Hon. Ann Stroud.", "Gareth Pugh | Minister for Exports ×1; Siti Rahma | Ambassador ×1; Ann Stroud |  ×1", ""},
		{"His Royal Highness Prince Faisal bin Turki met Dame Ann Lowell and Mr. Tan Wee Kiat.", "Faisal bin Turki | Prince ×1; Ann Lowell |  ×1; Tan Wee Kiat |  ×1", ""},
		{"Energy Minister Prince Salim bin Turki al-Saud came with Sheikh Khalid bin Rashid Al Nahyan, Crown Prince of Abu Dhabi, and Minister Salim bin Turki.",
			"Salim bin Turki al-Saud | Energy Minister ×2; Khalid bin Rashid Al Nahyan | Crown Prince ×1", ""},
		{"He met His Majesty the King of Jordan, Hassan II bin Talal. The King of Norway, in Oslo, was not there.", "Hassan II bin Talal | King ×1", ""},
		{"Second Minister for Trade Dr Tan Wee Kiat and Senior Minister of State Low Yuet Ling met Tan Sri Zafrul Rahman.", "Tan Wee Kiat | Second Minister for Trade ×1; Low Yuet Ling | Senior Minister of State ×1; Zafrul Rahman |  ×1", ""},
		// Products are called so, too.
		{"The chatbot Dr. Pocket, the service “Professor Kim”, Dr. Answer and Mr. Quay, a small robot, won. Dr. Pocket can read. “Good,” said Dr. Lind. Dr. Kim, too.", "Lind | Dr. ×1; Kim | Dr. ×1", ""},
		// Initials with the given name, and an initial inside a name.
		{"Minister SB (Su-bin) Kim spoke. Minister Kim left. Kim Su-bin slept.", "SB (Su-bin) Kim | Minister ×3", ""},
		{"Jose W. Fernando and Ann Lind met the Rufus T. Fire Institute. Karl B. Doe & Sons did not.", "Jose W. Fernando |  ×1; Ann Lind |  ×1", "Rufus T. Fire Institute |  ×1"},
		// One person, named in other ways; and two.
		{"Trade Representative Kathryn Tao came. Ambassador Tao spoke. Minister Kim Dae-ja came. Ambassador Kim spoke.", "Kathryn Tao | Trade Representative ×2; Kim Dae-ja | Minister ×1; Kim | Ambassador ×1", ""},
		{"Deputy Prime Minister Hong Min-ki came. DPM Hong spoke. First Vice Foreign Minister Lim Su-nam came. Vice Minister Lim spoke.", "Hong Min-ki | Deputy Prime Minister ×2; Lim Su-nam | First Vice Foreign Minister ×2", ""},
		// What an official is for may be unheard of.
		{"Secretary of State for Internationalization Bernardo Cunha and Director-General for Southeast Asia Yoo Min met Director for Mangroves Lind.", "Bernardo Cunha | Secretary of State for Internationalization ×1; Yoo Min | Director-General for Southeast Asia ×1", ""},
		{"Commissioner for Climate, Net Zero and Clean Growth Ann Hoek met the Director General for Climate, Ports and Scientific Affairs Minyoung Cho.",
			"Ann Hoek | Commissioner for Climate, Net Zero and Clean Growth ×1; Minyoung Cho | Director General for Climate, Ports and Scientific Affairs ×1", ""},
		// An acronym in quotation marks.
		{"The Ministry of Science and ICT (“MSIT”; Minister Lim Hye-sook) and the Ferry Office (“Office”) wrote.", "Lim Hye-sook | Minister ×1", "Ministry of Science and ICT | MSIT ×2; Ferry Office |  ×1"},
		// A stop and a space may be missing, a label follow.
		{"It is Global LeadershipThe Ministry of Ports wrote. *Association of Ferry Ports Source: MOPA", "", "Ministry of Ports |  ×1; Association of Ferry Ports |  ×1"},
		// Fields of a company behind a comma; a plant of it.
		{"Boeing Defense, Space & Security and Samsung Electronics, Hart & Sons met.", "", "Boeing Defense, Space & Security |  ×1; Samsung Electronics |  ×1; Hart & Sons |  ×1"},
		{"The battery plant of CALX, the factory of Hanbit in Tartu and the factory of Xanadu opened.", "", "CALX |  ×1; Hanbit |  ×1"},
		{"The Korea Chamber of Ports and Ferries met, as did the University of Tokyo and Samsung.", "", "Korea Chamber of Ports and Ferries |  ×1; University of Tokyo |  ×1; Samsung |  ×1"},
		// Known renamings and spellings.
		{"MOTIE is now the Ministry of Trade, Industry and Resources (MOTIR). JK Kim, Minister, left. Minister Kim Jung-kwan came. AB Kim, Chair, did not.",
			"JK Kim | Minister ×2; AB Kim | Chair ×1", "Ministry of Trade, Industry and Resources | MOTIR ×3"},
		// Korean: bodies by their ends, companies by their forms and groups, people beside an office.
		{"산업통상자원부(장관 김정관)는 한국무역보험공사(K-SURE), 국민은행과 회의를 했다. 김 장관은 김정관이 아니다. 일부와 전부, 정부는 시중은행과 운영위원회를 했다. 시설 공사가 있다.",
			"김정관 | 장관 ×3", "산업통상자원부 |  ×1; 한국무역보험공사 | K-SURE ×2; 국민은행 |  ×1"},
		{"㈜세진이엔지는 (주)가온토이와, 한빛㈜과 미래완구 주식회사를 만났다. 주식회사 새봄이 HD현대중공업, 한화오션을 샀다. 주식 시장과 전기자동차, 자동차가 있다.",
			"", "㈜세진이엔지 |  ×1; (주)가온토이 |  ×1; 한빛㈜ |  ×1; 미래완구 주식회사 |  ×1; 주식회사 새봄 |  ×1; HD현대중공업 |  ×1; 한화오션 |  ×1"},
		{"산업부 박동일 산업정책관은 관세청 통관국장 이민호를 만났다. 한국인 교수와 노동자 대표, 우수한 대표, 주미국 대사가 왔다. 이재명 대통령 주재로 열렸다.",
			"박동일 | 산업정책관 ×1; 이민호 | 통관국장 ×1; 이재명 | 대통령 ×1", "산업부 |  ×1; 관세청 |  ×1"},
		{"The Korea Energy Agency (한국에너지공단, KEA) met 한국에너지공단과 무역대표부(USTR).", "", "Korea Energy Agency | KEA ×4; 무역대표부 | USTR ×2"},
		// Bodies that everybody knows by their whole names.
		{"UK Export Finance and the American Institute in Taiwan met the House of Lords. UK Export Finances rose, and UK Trade Policy.", "", "UK Export Finance |  ×1; American Institute in Taiwan |  ×1; House of Lords |  ×1"},
		{"We saw ArcelorMittal and KazPortGas use FinTech, YouTube and the McDonald rule.", "", "ArcelorMittal |  ×1; KazPortGas |  ×1"},
		{"FTC fines rise. The Federal Trade Commission says that WTO rules hold.", "", "Federal Trade Commission | FTC ×2; WTO | WTO ×1"},
		{"Rapidus grows. Rapidus Corporation builds. Siemens grows. Siemens Healthineers builds.", "", "Rapidus Corporation |  ×2; Siemens |  ×1; Siemens Healthineers |  ×1"},
		{"Zorba Energy (ZE), Mubadala and Masdar took part. Zorba Energy, Tartu and Xanadu are near.", "", "Zorba Energy | ZE ×3; Mubadala |  ×1; Masdar |  ×1"},
		{"The Ministry of Foreign Affairs, GovTech and Enterprise Singapore met the Ministry of Trade, Ports and Energy.", "", "Ministry of Foreign Affairs |  ×1; GovTech |  ×1; Enterprise Singapore |  ×1; Ministry of Trade, Ports and Energy |  ×1"},
		{"Hanwha Philly Shipyard CEO David Kim showed the Hanwha Philly Shipyard. Tartu Governor Ivo Maru met BOT Governor Ann Lind.",
			"David Kim | CEO ×1; Ivo Maru | Governor ×1; Ann Lind | Governor ×1", "Hanwha Philly Shipyard |  ×2; BOT | BOT ×1"},
		{"Its chairman, Ma Wan-june, met Director Raymond Green. Its chairman, in May, Sorrel Lind said, left.", "Ma Wan-june | chairman ×1; Raymond Green | Director ×1", ""},
		{"김정관 산업부 장관은 강감찬 실장을 만났다. 김정관 산업부 계획은 없다.", "김정관 | 장관 ×2; 강감찬 | 실장 ×1", "산업부 |  ×2"},
		// Two offices of one person, and a body between rank and office.
		{"Ishaq Darr, Deputy Prime Minister and Foreign Minister of Pakistan, met the President and Trade Minister Ann Lind.", "Ishaq Darr | Deputy Prime Minister and Foreign Minister ×1; Ann Lind | Trade Minister ×1", ""},
		{"Zorba founder and CEO Jensen Doe met Acting KATS Director Ann Lind, the founder and Zorba.", "Jensen Doe | founder and CEO ×1; Ann Lind | Acting KATS Director ×1", "Zorba |  ×2; KATS | KATS ×1"},
		{"Director-General for African and Middle Eastern Affairs Lee Kyung-ah met Chief of Staff Karl Lind and the Chief of Zorba.", "Lee Kyung-ah | Director-General for African and Middle Eastern Affairs ×1; Karl Lind | Chief of Staff ×1", ""},
		{"The Danish Minister for Industry and Financial Affairs, Morten Lind, spoke to Ann Doe, Chair of Maritime UK.", "Morten Lind | Minister for Industry and Financial Affairs ×1; Ann Doe | Chair ×1", "Maritime UK |  ×1"},
		{"General Xavier Brunsen, Commander of the fleet, met General Motors.", "Xavier Brunsen | Commander ×1", "General Motors |  ×1"},
		{"Kakao, Upsala and three other companies came with its owner Brenda Cole and two other companies.", "Brenda Cole |  ×1", "Kakao |  ×1; Upsala |  ×1"},
		{"ASTM International, Enterprise Singapore (EnterpriseSG) and the Maritime and Ferry Agency met. A Portable Battery works.", "", "ASTM International |  ×1; Enterprise Singapore | EnterpriseSG ×2; Maritime and Ferry Agency |  ×1"},
		{"Korea Zinc, Zorba Energy, Hanbit Steel and Seoul Tower met. Korea Zinc is heavy.", "", "Korea Zinc |  ×2; Zorba Energy |  ×1; Hanbit Steel |  ×1"},
		// A title in the name of a place or a body.
		{"King Abdullah Economic City and King Saud University lie there. King Abdullah bin Saud came.", "Abdullah bin Saud | King ×1", "King Saud University |  ×1"},
		{"Mats made by Ilwol, Bokuk and Hanil sell. Cosmax, Amore X and 120 small firms came, as did Tartu and 20 firms. Made by Hand.", "", "Ilwol |  ×1; Bokuk |  ×1; Hanil |  ×1; Cosmax |  ×1; Amore X |  ×1"},
		{"Retailers Hanbit, Saebom and Zorba came. Retailers Win Orders.", "", "Hanbit |  ×1; Saebom |  ×1; Zorba |  ×1"},
		{"National Security Advisor Mike Hollis, Press Secretary Ann Levy, Treasury Secretary Karl Benning and Energy Secretary Chris Wright met Senate Majority Leader Jon Thorne.",
			"Mike Hollis | National Security Advisor ×1; Ann Levy | Press Secretary ×1; Karl Benning | Treasury Secretary ×1; Chris Wright | Energy Secretary ×1; Jon Thorne | Senate Majority Leader ×1", ""},
		{"Directorate-General for Taxation and Customs Union (DG TAXUD), the Subcommittee on East Asia and the Pacific, and SoftBank Ventures Asia met.", "",
			"Directorate-General for Taxation and Customs Union | DG TAXUD ×2; Subcommittee on East Asia and the Pacific |  ×1; SoftBank Ventures Asia |  ×1"},
		{"Japan Post and Japan Post Bank met.", "", "Japan Post |  ×1; Japan Post Bank |  ×1"},
		{"The American Chamber of Commerce in Korea (AMCHAM) met the Communist Party of Vietnam in Hanoi and the Harbour Agency in Busan, a Third Party. The Global R&D Center opened.", "",
			"American Chamber of Commerce in Korea | AMCHAM ×2; Communist Party of Vietnam |  ×1; Harbour Agency |  ×1"},
		{"Julian Doe, outgoing CEO of Zorba, and KHNP acting President Jeon Dae-wook met Lea Zuber, spokesperson, and Sorrel Lind, tired CEO of it.", "Julian Doe | CEO ×1; Jeon Dae-wook | acting President ×1; Lea Zuber | spokesperson ×1", "Zorba |  ×1; KHNP | KHNP ×1"},
		{"Ann Lind, Vice-President for Clean, Just and Competitive Transition, saw a joint venture by Iberdrola and Masdar.", "Ann Lind | Vice-President for Clean, Just and Competitive Transition ×1", "Iberdrola |  ×1; Masdar |  ×1"},
		{"", "", ""},
	} {
		n := names.Find(test.text)
		var people, orgs []string
		for _, p := range n.People {
			people = append(people, fmt.Sprintf("%s | %s ×%d", p.Name, p.Role, len(p.Mentions)))
		}
		for _, o := range n.Organisations {
			orgs = append(orgs, fmt.Sprintf("%s | %s ×%d", o.Name, o.Acronym, len(o.Mentions)))
		}
		if got := strings.Join(people, "; "); got != test.people {
			t.Errorf("%s\n\tpeople %s\n\twant   %s", test.text, got, test.people)
		}
		if got := strings.Join(orgs, "; "); got != test.orgs {
			t.Errorf("%s\n\torganisations %s\n\twant          %s", test.text, got, test.orgs)
		}
	}
}
