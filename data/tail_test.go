package data_test

import (
	"strings"
	"testing"

	"pressroom/data"
)

// Each tail is set apart from the text before it, and is no cut.
func TestTails(t *testing.T) {
	const text = "The two ministers spoke about ferries. They agreed to meet again in May."
	for _, tail := range []string{
		"", "###", "# # #", "/END/", "<END>", "[End]", "- 30 -", "End text", "/끝/",
		"* unofficial translation", "** Without gold", "※ See the site", "*Association of Ports",
		"Source: Harbour Office, May 2024", "Data source: MOPA", "Photo: Harbour Office", "Attachment: Programme of the meeting",
		"Contact: Mr. Kim of the Harbour Division", "Contact: J. Kim of the Harbour Division",
		"Contact: Harbour Division, +82-44-203-0000, ferry@harbour.example", "Media contacts: Ida Quist",
		"(For more information: Ida Quist – Tel.: +45 555 01 02)", "For further information: www.harbour.example",
		"Notes to editors: the deal runs for five years",
		"For more information, visit www.harbour.example", "For media queries, please contact: Ida Quist, Harbour Office", "For further information, please contact the Press Team.",
		"For inquiries, contact Director Cho at 044-203-5831.", "※ For more information, contact the Division.", "Media Contact: Ida Quist", "Contacts for media Ida Quist, Tel. +45 555 01 02", "Related materials List of Ferries (PDF)", "Last updated: 2026-03-13", "(Editor: Ida Quist)", "문의: 항만과 (044-203-5740)",
		"(This is a provisional translation for reference purpose only.)", "Unofficial translation", "MINISTRY OF TRADE AND INDUSTRY 24 November 2025", "24 November 2025", "(E)", "Updated 2025-11-05", "[Photo] A kiln at work", "Ministry of Trade and Industry 19 October 2026", "News Media Contact: (202) 586-0000", "Inquiries Kiln Division, Works Bureau", "☞ For the list, see the annex", "Annexes Annex A: Main Indicators | Annex B: Rates of Growth", "Spokesperson of the Bureau of Trade: Wu Po | TEL: 02-2321-0000", "Energy Bureau Spokesperson: Wu Po | Phone: 02-2321-0000 | Email: po@harbour.example", "Release date: June 23, 2026", "Release date June 23, 2026", "ENDS | Notes to editors: It applies in May. It costs little.",
		"ENDS | Media enquiries: press@harbour.example or 0300 555 0190 (24 hours)", "Spokesperson: Ida Quist | Tel: 02-2321-0000 ext. 8123 | Contact person: Po Chen | E-mail: po@harbour.example",
		"Contacts Ida Quist, Press Secretary, 343-555-0182", "For more information Proposal for a rule Questions and answers",
		"Jointly issued by the Ministry of Quays, Usan; and Ministry of Ports, Ardania 13 June 2026", "MINISTRY OF QUAYS\n14 October 2026",
		"/END/ | * unofficial translation", "Attachment: Photos (3). | End.", "Source: MOPA | ###", "* Preliminary figures. | ** Without gold. | /END/",
	} {
		parts := strings.Split(tail, " | ")
		body := text
		var want []string
		for _, p := range parts {
			if p != "" {
				body += " " + p
				want = append(want, p)
			}
		}
		from := data.Tails(body)
		var got []string
		for i, at := range from {
			end := len(body)
			if i+1 < len(from) {
				end = from[i+1]
			}
			got = append(got, strings.TrimSpace(body[at:end]))
		}
		if strings.Join(got, " | ") != strings.Join(want, " | ") {
			t.Errorf("the tail of %q is %q", body, got)
		}
		if data.IsExcerpt(body) {
			t.Errorf("%q is called an excerpt", body)
		}
	}
	for _, body := range []string{
		text + " The source: it is the sea.", text + " See *this* and go.", "It has 5 * 3 parts.", "Source: the sea. It is wide.",
		text + " Contact: was made in May. It went on.", text + " Contact: Kim of the Division. It went on.", "###", "* A note alone", "He spoke of the end", "They met and agreed END",
		text + " For more information on ferries, the Office built a site.", text + " For further information, contact us. The quay is open.",
		text + " Related materials are on the quay.", "The contacts for media Ida Quist had were old.", text + " 담당 부서: 항만과는 문을 열었다. 배가 왔다.",
		text + " ※ The figures are provisional. It lasts.", text + " For more information The Commission will publish the decision.",
		text + " The translation is provisional.", "He thanked the Energy Bureau Spokesperson: it was late.", text + " It was signed on 24 November 2025.",
	} {
		if from := data.Tails(body); len(from) > 0 {
			t.Errorf("%q has a tail at %q", body, body[from[0]:])
		}
	}
}

// A star at the end of a sentence refers to the note behind it.
func TestNoteBehindReference(t *testing.T) {
	const body, note = "The ferries are new.* ", "* (example) a port: more than two ferries, at the quay of the Harbour Authority"
	if from := data.Tails(body + note); len(from) != 1 || from[0] != len(body) {
		t.Errorf("the tail of %q begins at %d, want %d", body+note, from, len(body))
	}
}

// What ends without a stop, and is whole all the same; and what looks like it, and
// was cut.
func TestIsExcerptAtTheEnd(t *testing.T) {
	for body, want := range map[string]bool{
		"Measures are as follows: 1) Repair of the quay 2) Purchase of ferries 3) Training of pilots": false,
		"Measures are as follows: • Repair of the quay • Purchase of ferries • Training of pilots":    false,
		"The plan has two parts. 1. It repairs the quay. 2. It buys two fer":                          true,
		"The plan is new. The council met for 2) and wen":                                             true,
		"They met. Links - Proposal on batteries - Factsheet: a second life":                          false,
		"They met. It grew – in all regions – due to two factors: exports and":                        true,
		"They met. The full text is at www.harbour.example/en":                                        false,
		"They met. Write to ferry@harbour.example":                                                    false,
		"They met. Call +82-44-203-0000":                                                              false,
		"They met. Share this page Contact: the Office":                                               false,
		"They met. Call 044-203-5555":                                                                 false,
		"They met. The report is free of charge at ferries.example.org":                               false,
		"They met. Both sides spoke of Contacts With":                                                 true,
		"They met. For more information The Commission will publish the de":                           false,
		"They met. (SFC-E)":                                             false,
		"They met (on Monday, in Seoul)":                                true,
		"They met. Guidelines on ferries (PDF: 310 KB)":                 false,
		"They met. The file has 310 KB":                                 true,
		"They met. Harbour Office, 12 Quay Road, Busan 48058":           false,
		"They met. Harbour Office, 12 Quay Road, spent 48058":           true,
		"They met. “It works.” – Anna Lind, Ferry Club":                 false,
		"They met. Please refer\nto the attached pdf":                   false,
		"They met. Please refer to the speaker of the pdf":              true,
		"They met.\nMINISTRY OF TRADE\nAND INDUSTRY\n10 FEBRUARY\n2026": false,
		"They met. It works – Anna Lind, Ferry Club":                    true,
		"They met. MINISTRY OF TRADE 10 FEBRUARY 2026":                  false,
		"They met. LG":                                                true,
		"They met on 2025-11-25":                                      true,
		"They met. The ferries cost 1,200,000":                        true,
		"They met. They agreed to meet again in M":                    true,
		"They met. They agreed to meet again in...":                   true,
		"They met. * The figures are provisional. They agreed to":     true,
		"They met. Source: MOPA. The Ministry will go on with its wo": true,
	} {
		if got := data.IsExcerpt(body); got != want {
			t.Errorf("IsExcerpt(%q) is %t", body, got)
		}
	}
}

// An address at the end of a long text is no cut, however long it is itself.
func TestIsExcerptOfALongText(t *testing.T) {
	long := strings.Repeat("They met in Seoul. ", 200)
	for end, want := range map[string]bool{
		"See https://example.org/a":                                    false,
		"See https://example.org/" + strings.Repeat("a", 2000):         false,
		"See https://example.org/" + strings.Repeat("a", 900) + " for": true,
		"They met in": true,
	} {
		if got := data.IsExcerpt(long + end); got != want {
			t.Errorf("an excerpt is %v for a text that ends with %.30q", got, end)
		}
	}
}
