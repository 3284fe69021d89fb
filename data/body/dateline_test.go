package body

import "testing"

// Datelines, annexes, and what stands on a line of its own: each with what looks like it.
func TestDatelines(t *testing.T) {
	check(t, []rule{
		{"a dateline", "Brussels, 15 April 2026 The Commission has proposed new rules. They are short.", []string{
			"paragraph Brussels, 15 April 2026", "paragraph The Commission has proposed new rules. They are short."}},
		{"a dateline on its line", "June 1, 2026 – Jakarta, Indonesia\nThe ministers met.\nThey agreed.", []string{
			"paragraph June 1, 2026 – Jakarta, Indonesia", "paragraph The ministers met.", "paragraph They agreed."}},
		{"a date in a sentence", "Brussels, 15 April 2026 was the day on which it was signed. It rained.", []string{
			"paragraph Brussels, 15 April 2026 was the day on which it was signed. It rained."}},
		{"a title of office with hyphens", "Minister-in-charge of Trade Relations Adeline Khoo will lead\nfirms to Jakarta.\n\nThey met.", []string{
			"paragraph Minister-in-charge of Trade Relations Adeline Khoo will lead", "paragraph firms to Jakarta.", "paragraph They met."}},
		{"an annex", "It met. ANNEX A Firms are listed below. It ended.", []string{
			"paragraph It met.", "heading ANNEX A", "paragraph Firms are listed below. It ended."}},
		{"a table of an annex", "It met. Annex B Tables list the quotas. It ended.", []string{
			"paragraph It met. Annex B Tables list the quotas. It ended."}},
		{"a date in brackets", "It met.\n\nVisit to Surabaya (22 to 23 April)\n\nShe will call on the Governor.\n\nIt ended.", []string{
			"paragraph It met.", "heading Visit to Surabaya (22 to 23 April)", "paragraph She will call on the Governor.", "paragraph It ended."}},
		{"a question on its line", "It met.\nHow will it be paid for?\nThe fund pays.\nIt ended.", []string{
			"paragraph It met.", "heading How will it be paid for?", "paragraph The fund pays.", "paragraph It ended."}},
		{"questions of somebody", "It met.\nWhat did we do wrong?\nThe fund pays.\nIt ended.", []string{
			"paragraph It met.", "paragraph What did we do wrong?", "paragraph The fund pays.", "paragraph It ended."}},
		{"brackets behind an item", "[Plans] It is so. ▪ Zones: one ▪ Schools: two [Expected Effects] It will grow.", []string{
			"heading [Plans]", "paragraph It is so.", "bullet [▪] Zones: one", "+bullet [▪] Schools: two", "heading [Expected Effects]", "paragraph It will grow."}},
		{"brackets in a text", "Norway sells Cod [Fresh] Fillets. The envoy [Mr Lie] Asked for calm.", []string{
			"paragraph Norway sells Cod [Fresh] Fillets. The envoy [Mr Lie] Asked for calm."}},
	})
}

// Signs of two words, dashes behind a known heading, items with headings, and notes without stops.
func TestHeadedItems(t *testing.T) {
	check(t, []rule{
		{"questions with numbers", "It met. Question 1: Is it dear? Answer: It is not. Question 2: Is it new? Answer: It is.", []string{
			"paragraph It met.", "numbered [Question 1:] Is it dear?", "+numbered [Answer:] It is not.", "+numbered [Question 2:] Is it new?", "+numbered [Answer:] It is."}},
		{"questions as leads", "1. Why is it needed? Ferries are old. They cost much. 2. Who pays? Firms do.", []string{
			"numbered [1.] <b>Why is it needed?</b> Ferries are old. They cost much.", "+numbered [2.] <b>Who pays?</b> Firms do."}},
		{"questions alone", "1. Why is it needed? 2. Who pays?", []string{"numbered [1.] Why is it needed?", "+numbered [2.] Who pays?"}},
		{"a question of a sentence", "Question 1 was easy. Answer: nobody knew.", []string{"paragraph Question 1 was easy. Answer: nobody knew."}},
		{"dashes behind a known heading", "It met. For more information - Proposal for a Regulation - Factsheet: a second life", []string{
			"paragraph It met.", "heading For more information", "bullet [-] Proposal for a Regulation", "+bullet [-] Factsheet: a second life"}},
		{"dashes of a sentence", "It met. Related links - Norway says - are new.", []string{"paragraph It met. Related links - Norway says - are new."}},
		{"items that prove each other", "1. Background Forging firms use oil. They are small. 2. Outline of the program Companies will receive half. 3. Future schedule The ministry will start in June.", []string{
			"numbered [1.] <b>Background</b> Forging firms use oil. They are small.", "+numbered [2.] <b>Outline of the program</b> Companies will receive half.",
			"+numbered [3.] <b>Future schedule</b> The ministry will start in June."}},
		{"a short name from brackets", "The office (MOEA) met. Next Steps It will meet again. Stocks Above the Safety Level MOEA explained that firms had doubled them.", []string{
			"paragraph The office (MOEA) met.", "heading Next Steps", "paragraph It will meet again.", "heading Stocks Above the Safety Level", "paragraph MOEA explained that firms had doubled them."}},
		{"a short name in a clause", "The council (NFC) met. Costs of Feed NFC buys rose.", []string{
			"paragraph The council (NFC) met. Costs of Feed NFC buys rose."}},
		{"notes without stops", "It grew. * Black powder: shredded cells ** Tariff quota: an amount", []string{
			"paragraph It grew.", "note [*] Black powder: shredded cells", "note [**] Tariff quota: an amount"}},
		{"an editor’s note", "It grew. Editor’s note: A translation follows.", []string{"paragraph It grew.", "note Editor’s note: A translation follows."}},
	})
}
