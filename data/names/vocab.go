package names

// The words that the rules know. They are kinds of words, and not names,
// wherever a kind will do: a ministry that nobody has heard of ends in the same
// words as the others.

// headWords end the name of an organisation.
var headWords = set(`Academy Administration Agency Airlines Airways Alliance
	Assembly Association Authority Bank Board Bureau Chamber College Commission Company
	Confederation Consortium Cooperative Corp Corp. Corporation Council Court
	Department Exchange Federation Foundation Group Holdings Hospital Inc Inc.
	Incorporated Industries Institute Institutes Institution Laboratories
	Laboratory Limited LLC Ltd Ltd. Co. Ministry Office Organisation
	Organization Parliament Partners School Secretariat Service Services Society Union
	University AG GmbH SE plc PLC Center Centre`)

// ofHeads may be followed by what they are for: Ministry of, Agency for.
var ofHeads = set(`Academy Administration Agency Association Authority Bank
	Board Bureau Center Centre Chamber College Commission Confederation Council
	Department Federation Foundation Institute Institution Laboratory Ministry
	Office Organisation Organization School Society Union University`)

// companyWords end the name of a company, where the word that begins it is
// not an ordinary one: Rainbow Robotics, but not Advanced Robotics.
var companyWords = set(`Aerospace Automotive Battery Bio Biologics Biosciences
	Capital Card Chem Chemical Chemicals Construction Data Devices Display
	Dynamics Electric Electron Electronics Energies Energy Enerbility
	Engineering Entertainment E&C Financial Foods Fuel Games Gas Healthcare
	Healthineers Industrial Innotek Instruments Insurance Labs Logistics
	Machinery Materials Media Medical Mobility Motor Motors Networks Ocean Oil
	Petrochemical Petrochemicals Petroleum Pharma Pharmaceutical
	Pharmaceuticals Power Precision Refining Robotics SDI Securities
	Semiconductor Semiconductors Shipbuilding Shipping Software Solution
	Solutions Steel Systems Technologies Technology Telecom Therapeutics`)

// notBodies end with a head word and are none.
var notBodies = set(`Working Convention Exhibition Call Community Shopping
	Trade Government Industry Public Cultural Support Help Complaint Cooperation`)

// concepts end what has an acronym and is no body.
var concepts = set(`Accord Act Action Agenda Agreement Area Award Awards Campaign
	Certification Code Committee Conference Contribution Convention Day
	Declaration Dialogue Directive Event Exhibition Expo Fair Forum Framework
	Fund Guideline Guidelines Index Initiative Instrument Law Mechanism Meeting
	Model Partnership Plan Platform Policy Process Product Program Programme
	Project Protocol Quota Regulation Roadmap Scheme Standard Standards Strategy
	Summit System Systems Target Treaty Vehicle Vehicles Vision Week Zone Zones
	Reactor Reactors Tariff Complex Terms Ceremony Cooperation Growth
	Infrastructure Understanding Subsidies Market Reform Test Technology`)

// places of work end a name whose beginning may be a company.
var facilities = set(`Plant Campus Factory Headquarters Complex Shipyard
	Building Terminal plant plants campus factory factories facility facilities
	headquarters shipyard shipyards fab fabs employees smelter refinery`)

// bodyNouns tell what a name beside them is.
var bodyNouns = set(`automaker automakers carmaker carmakers chipmaker
	chipmakers companies company conglomerate enterprise enterprises firm firms
	institute institutes manufacturer manufacturers maker makers organization
	organizations startup startups steelmaker steelmakers shipbuilder
	shipbuilders supplier suppliers institutions agencies universities sponsors
	associations partners buyers operators exporters developers investors
	retailer retailers platforms banks refiners`)

// subjects are what ministries and their officials are for.
var subjects = set(`Administration Advanced Advancement Affairs Agriculture AI
	Aviation Basic Biotechnology Budget Business Change Civil Climate Commerce
	Communications Competition Competitiveness Construction Consumer Convergence
	Cooperation Culture Customs Cybersecurity Data Defence Defense Development
	Digital Diplomacy Disaster Economic Economics Economy Education Electricity
	Employment Energy Enterprise Enterprises Entrepreneurship Environment
	Equality Evaluation Exports External Family Finance Fisheries Food
	Foreign Forestry Free Gas Gender Global Growth Health Home ICT Industrial
	Industries Industry Information Infrastructure Innovation Intellectual
	Interior International Internal Investment Investments Justice Labor Labour
	Land Legislation Licensing Local Logistics Machinery Maritime Marketing
	Material Materials Medical Metals Mineral Minerals Mines Mining Mobility
	National Natural Negotiation Negotiations North Nuclear Ocean Oceans
	Operations Overseas Patriots Petroleum Plan Planning Policy Power Product
	Promotion Property Protection Public Regional Regulation Renewable Research
	Resource Resources Rural Safety Science Scientific Security Semiconductor Semiconductors
	Services Shipping SMEs Small Social Sports Standard Standardization
	Standards Startups State Statistics Strategic Strategy Supply Sustainable
	Taxation Tax Technical Technology Technologies Testing Tourism Trade Training
	Transport Transportation Treasury Unification Urban Venture Veterans Water
	Welfare Women Youth Works`)

// ordinary words begin programmes, sentences and headings, not the names of
// companies. The subjects are ordinary as well.
var ordinary = set(`Act Action After Alliance Also Although Amid Among An And Another
	Annual Area Article As Asian At Autonomous Back Based Because Before
	Beginning Beyond Big Both Building But By Carbon Carbon-Free Carbon-Neutral
	Certification Circular City Clean Complex Core Creative Critical Cross
	Domestic During Each Early Eco Eco-Friendly Electric Electronic Emissions
	Establishing Every Excellent Expanding Export First Following For Form Four
	From Fund Future Given Good Government Grand Great Green Group He Her High
	High-Tech His However Hydrogen If Improving In Infra Inter Invest It Its Job
	Joint Key Large Last Launch Later Leading Long Low-Carbon Low Made Major Many
	Meanwhile Mega Mobile Model Modern More Moreover Most Mother National New Next
	No Not Now Of On One Offshore Onshore Open Operating Other Our Over Overall Pan Participants
	Phase Plan Post Prior Private Program Project Quality Rapid Readiness
	Recently Recycled Safe Second Session She Since Smart So Some South Special
	State Strong Such Super Task Team Technology Ten That The Their There These
	They Third This Those Three Through Thus To Together Top Total Toward Two
	Under United Until Up Upon Visit We What When Where Which While Wind With
	Within World Year Young Zero January February March April May June July
	August September October November December Monday Tuesday Wednesday Thursday
	Friday Saturday Sunday Organized Attended Bilateral Dear Industries Cabinet
	Parliament Congress President Korean-made Buy Brand Central Chief Secretary
	Day Week Report Table Note Source Photo Figure Center Manufacturing
	Solar Battery Biotechnology Bio Ship Auto Ships Semiconductors Automobiles
	Exports Imports`)

// places are not organisations, whatever they are said to own.
var places = set(`Korea Korea's Japan China America Europe Asia India Vietnam
	Indonesia Malaysia Thailand Philippines Singapore Taiwan Australia Canada
	Mexico Brazil Chile Peru Argentina Germany France Italy Spain Poland Czechia
	Hungary Romania Netherlands Belgium Sweden Norway Finland Denmark Austria
	Switzerland Ukraine Russia Türkiye Turkey Israel Iran Iraq Kuwait Qatar Oman
	Uzbekistan Kazakhstan Mongolia Egypt Africa Kenya Ghana Nigeria Ethiopia
	Morocco Tanzania U.S. US U.K. UK USA UAE EU ASEAN APEC GCC G7 G20 BRICS
	Saudi Arabia Britain England Ireland Zealand Portugal Greece Bangladesh
	Pakistan Cambodia Laos Myanmar ROK Republic Seoul Busan Incheon Daegu Daejeon
	Gwangju Ulsan Sejong Pohang Changwon Gyeongju Geoje Yongin Hwaseong
	Pyeongtaek Icheon Cheonan Asan Cheongju Jeonju Gunsan Mokpo Yeosu Gwangyang
	Jeju Gimhae Jinju Suwon Seongnam Pangyo Songdo Gangneung Wonju Chuncheon
	Gumi Andong Saemangeum Gyeonggi Gyeonggi-do Gangwon Gyeongsangbuk-do
	Gyeongsangnam-do Jeollabuk-do Jeollanam-do Chungcheongbuk-do
	Chungcheongnam-do Gangwon-do Jeju-do Tokyo Beijing Shanghai Washington
	Brussels Paris London Berlin Vienna Geneva Hanoi Jakarta Bangkok Manila
	Riyadh Dubai Doha Prague Warsaw Silicon York California Texas Georgia
	Arizona Michigan Osaka`)

// countries end the name of a subsidiary: Amkor Korea.
var countries = set(`Korea Japan China America Europe Asia India Vietnam
	Indonesia Malaysia Singapore Taiwan Australia Canada Germany France USA`)

// wide begin the names of public bodies.
var wide = set(`Korea Korean Japan China India Asian European International
	World National Global Vietnam Indonesia U.S. UK American British German French
	African Saudi Emirates Abu Canadian Australian Seoul Gyeonggi Busan Incheon`)

// peoples stand before a role or a ministry and are no part of either.
var peoples = set(`Korean Japanese Chinese American British French German
	Italian Spanish Polish Czech Hungarian Romanian Dutch Belgian Swedish
	Norwegian Finnish Danish Austrian Swiss Ukrainian Russian Turkish Israeli
	Iranian Iraqi Kuwaiti Qatari Omani Emirati Saudi Uzbek Kazakh Mongolian
	Egyptian African European Asian Vietnamese Indonesian Malaysian Thai
	Filipino Philippine Singaporean Taiwanese Indian Australian Canadian Mexican
	Brazilian Chilean Peruvian Portuguese Greek Saudi Bangladeshi Pakistani Cambodian U.S. US U.K. UK
	EU ROK`)

// knownCompanies are called by one word, which also begins the names of the
// companies of their groups. What is here saves a rule no text can give: that
// POSCO in a sentence without a company word is a company.
var knownCompanies = set(`Samsung SK LG Hyundai Kia POSCO Hanwha Doosan Lotte
	Naver NAVER Kakao GS CJ HD KT HMM LS S-Oil S-OIL Celltrion Coupang KEPCO
	ASML Siemens Bosch BASF Boeing Airbus Toyota Honda Nissan Tesla NVIDIA
	Nvidia Intel Micron Google Microsoft Amazon TSMC Qualcomm IBM BMW Volkswagen
	Mercedes-Benz Renault Stellantis GM Equinor Ørsted Vestas Linde Merck Pfizer
	Corning DuPont Westinghouse ExxonMobil Chevron Aramco Huawei BYD CATL Foxconn
	Sony Panasonic Toray TotalEnergies OpenAI`)

// smallBrands are written small after the name of their group.
var smallBrands = set(`hynix bioscience ecoplant enmove nexilis eternix biopharm`)

// knownBodies are named by their acronym and seldom introduced.
var knownBodies = set(`WTO OECD IMF ISO IEC ITU IEA IAEA IRENA WHO WIPO UN UNIDO
	UNESCO UNCTAD UNIST ADB AIIB EBRD NATO ILO USTR KOTRA KAIST POSTECH JEDEC MOTIR MOTIE
	IEEE IMO ICAO`)

// actions are what only bodies and people do.
var actions = set(`signed announced agreed said stated hosted pledged appointed
	explained noted added emphasized highlighted introduced outlined reported
	co-hosted concluded urged`)

// groups are called by one word too, loosely: Hanwha is Hanwha Ocean where a
// text speaks of no other Hanwha.
var groups = set(`Samsung SK LG Hyundai Hanwha Doosan Lotte GS CJ HD LS`)

// regions end the name of a place.
var regions = set(`Province City County District State Region Prefecture
	Metropolitan Island Peninsula River Hotel Resort Airport Port Station
	Stadium Park Tower Hall`)

// companySigns follow a company's name, behind a comma or not.
var companySigns = set(`Co. Co Inc. Inc Ltd. Ltd Corp. LLC Limited`)
