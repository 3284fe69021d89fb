// Package names finds who and what a release names: people with their roles,
// organisations with their acronyms, countries, and sums of money. [Find] reads one
// text, [FindIn] a headline and a body, and [Read] tells what package entities, which
// counts the names of many releases, needs to know as well.
//
// # The problem
//
// A release names a body once in full, and then by its acronym: “the Korean
// Agency for Technology and Standards (KATS, President Kim Dae-ja)”, later
// “KATS” and “President Kim”. A reader who asks for KATS wants all of them, one
// entry for one body, and not the Emissions Trading System (ETS), which has
// brackets as well. There are three Kims in a text, and only one is the
// Minister. No list of names would help for long: next month's release names a
// company that nobody has heard of.
//
// # The idea
//
// Official prose is full of signs, and it is careful with capitals. So there is
// a grammar of signs, read once from left to right, that looks a bounded way
// around each place, and lists of names only for what no sign can tell: well-known
// companies stand in words/en/listed.txt, whose shares are traded, and in
// unlisted.txt. All lists are read when a text first asks for them. A name is a run of words with capitals; what it is the name
// of, something beside it says. Where nothing says so, it is left out: a facet
// with rubbish in it is worse than one that lacks a name. The kinds of words that
// the signs are made of, and these names, are files in words, a word a line.
//
// # The rules, and what keeps each honest
//
// Organisations:
//
//   - A word for a body ends the name (Rainbow Robotics, Korea Energy Agency) or has "of" behind it
//     (Ministry of Climate, Energy and Environment). But a company word after an ordinary one is a
//     field (Green Energy), and a comma goes on a list only between subjects of ministries.
//   - Brackets introduce an acronym. The name before is a body if its words say so, if somebody presides
//     over it inside the brackets, or if it begins as bodies of states do. But chemical vapor
//     deposition (CVD) does nothing. “and” before the name's last words belongs to it if the acronym
//     begins with what is before: Semiconductor Equipment and Materials International (SEMI).
//   - A role is held in a body: KoreaBIO Chairman Ko, COO of Amkor Technology. But Korea's Prime
//     Minister, and the Mayor of Incheon, hold it in places.
//   - Whoever owns a plant, or has somebody, is a company, and so is whoever has its seat in a place,
//     or supplies, buys or is bought: Kia's Hwaseong plant, Zorba's Kim Dae-ja, Ulsan-based Anglor, the acquisition
//     of Sorrel by Ferrin. But not Pohang's new plant, nor an AI-based Smart Port. A word that nothing else explains and that does what bodies do
//     is one as well: Litilit has asked. But people speak, and places are in something.
//   - A well-known company needs no sign: fined Exide. But a kingfisher is a bird, and one
//     only where it does what companies do or stands beside them; Ann Gartner is a person, the Kia Niro a car.
//   - A committee is a body, unless it is one that meets now and then: Joint Committee.
//   - The Industry Ministry is the one ministry of the text that is of Industry as well.
//   - What is among examples of companies is one (companies such as A, B and C; A, B and other
//     companies; a joint venture of A and B), and so is what stands in a list of three or more among
//     two known ones, or beside one where they do something, or it is done with them: invited A and B.
//     But a list ends at the first word without a capital, and skips places.
//   - In other languages a body has small words inside, behind one for a body or before a form of
//     company: Agência para o Porto, Porto do Sul Ltda. But not Rio de Janeiro.
//   - An acronym that nothing introduces belongs to the one body whose words it spells: SNU. A company
//     may be called by its first word later: Amkor. But graphene is a material, which the text shows
//     by writing it small, and not Graphene Square.
//   - A name ends before where and when (in Seoul, on Monday), and before The, which begins the
//     sentence behind a heading. "Bank of Korea" keeps its country.
//
// People:
//
//   - A role stands before the name (Director General for Industrial Policy Park Dong-il) or behind it
//     (Kevin Engel, COO), and whose office it is may stand between: President of the Port Commission
//     Jean-Luc Petit. What the role is for is no part of the name.
//   - A title gives way to an office behind or before it: Dr. Akhmetov, Vice President. But the chatbot
//     Dr. Answer is nobody. Several offices are one role, and what somebody is now goes before what
//     somebody was. But the Minister for Trade and Vice Minister Kim are two people.
//   - A country in front is no part of an office, but behind a rank: Deputy U.S. Trade Representative.
//   - A Korean surname with a hyphened name is a person without any role, and so is whose given name
//     words/en/givennames.txt has, and who does what only people do: Ann Lind, who …; Ann Lind +32 2
//     298 01 00; Ann Lind of Make UK; and who stands in a list with such a one. But Seo-gu is a place, the Carlos Maru Institute a body.
//   - A family name may be in capitals (MOTEGI Haruki, later Minister Motegi), an office in small words, with
//     its subject in capitals: Energy secretary Ann Lind.
//   - A role with one word behind it is whoever of that name has the role; of several, whom the same
//     body or the fuller role points to, then whoever was named last. Vice Minister Kim is not Minister
//     Kim. Somebody whom nothing fits is new: President Trump.
//   - Nobody is two people because of a spelling: see [PersonKey]. But initials fit too many; that JK
//     Kim is Kim Jung-kwan, words/known.txt says, where renamings of bodies are as well.
//
// Korean texts:
//
//   - A body is told by the end of its name (위원회, 공사) or is one of words/ko/bodies.txt; a company has
//     a form (㈜, 주식회사) or the name of a group before what it does (HD현대중공업). But 시중은행 names none.
//   - A person has a surname, given syllables and an office beside them, or a body between: 김수빈 장관,
//     김수빈 한빛코리아 대표. But 한국인 교수 is nobody. Particles are no part of a name, as far as the sound
//     before them lets them be particles.
//
// Sums:
//
//   - A currency stands before a number or behind it; a number may be in words before a scale (half a
//     billion dollars), in Korean (3조 5,000억원) or in full-width figures. But "won" after a small
//     number or a year is the verb, pounds are a weight but in millions of nothing, and a percentage or the
//     unit of a table is no sum.
//   - Two numbers with a dash or "to" between them are a range if it goes up, with the currency and the
//     scale of the one that has them (from USD 3 to 5 billion, 3~5조원). But "from KRW 715 billion to
//     KRW 936 billion" is a rise, and two sums.
//   - A dollar sign alone is the dollar of the one country whose own sign, or whose office, the text has.
//
// Countries:
//
//   - A country is named by a name or an adjective of words/countries.txt, in English or Korean:
//     Vietnamese, 베트남과, 한·미. But Latin America names none, Michael Jordan is a person, and 수단 (a
//     means) needs a neighbour that says so.
//
// # The cost
//
// Linear in the text, some 6 MB a second on one core: at each place a rule
// looks at a bounded number of words, and the names found are then looked up in
// one more pass through a trie. testdata holds what the ten releases of the
// corpus name, labelled by reading them, and as many other texts again;
// TestGold prints how much of it is found.
package names
