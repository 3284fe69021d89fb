package body

import "testing"

// Headings that lost the space behind them, and words that never had one.
func TestGluedHeadings(t *testing.T) {
	check(t, []rule{
		{"known", "It grew.BackgroundThe coast is changing. It is late.Next StepsThe Office will build four ports.", []string{
			"paragraph It grew.", "heading Background", "paragraph The coast is changing. It is late.",
			"heading Next Steps", "paragraph The Office will build four ports."}},
		{"title", "It grew. Main Points of the Harbour PlanThe coast is changing fast.", []string{
			"paragraph It grew.", "heading Main Points of the Harbour Plan", "paragraph The coast is changing fast."}},
		{"numbers", "It grew.Key Summary of the Harbour Plan1. Background and SignificanceThe coast is changing fast. It is late.2. Four Flagship PortsThe Office will build four ports.", []string{
			"paragraph It grew.", "heading Key Summary of the Harbour Plan", "numbered [1.] <b>Background and Significance</b> The coast is changing fast. It is late.",
			"+numbered [2.] <b>Four Flagship Ports</b> The Office will build four ports."}},
		{"names", "The SmartThings of YouTube and LaTeX grew. WeWork, iPhoneX and Things met.", []string{
			"paragraph The SmartThings of YouTube and LaTeX grew. WeWork, iPhoneX and Things met."}},
		{"a name that ends in a subject", "DocuIt is new. PayOur and SendIts are old.", []string{
			"paragraph DocuIt is new. PayOur and SendIts are old."}},
		{"number", "It grew. It met Covid19. The end came.", []string{"paragraph It grew. It met Covid19. The end came."}},
		{"first of one", "It grew. See Plan1. Background is there. It has 2. There is more.", []string{
			"paragraph It grew. See Plan1. Background is there. It has 2. There is more."}},
		{"numbered line", "1.Background and Significance\nThe coast is changing.\n2.Four Flagship Ports\nThe Office will build.", []string{
			"heading 1.Background and Significance", "paragraph The coast is changing.", "heading 2.Four Flagship Ports", "paragraph The Office will build."}},
		{"numbered line that is a sentence", "1.5 million came\nThe coast is changing.\n2.4 million left\nThe Office will build.", []string{
			"paragraph 1.5 million came", "paragraph The coast is changing.", "paragraph 2.4 million left", "paragraph The Office will build."}},
	})
}

// Numbers that words refer to begin notes; others begin items.
func TestItemsBehindReferences(t *testing.T) {
	check(t, []rule{
		{"items", "It has two aims: 1) Build the quay. 2) Buy ferries.", []string{
			"paragraph It has two aims:", "numbered [1)] Build the quay.", "+numbered [2)] Buy ferries."}},
		{"items behind brackets", "Less gas (CO2) is the aim (see Act1). It has two parts: 1) Build the quay. 2) Buy ferries.", []string{
			"paragraph Less gas (CO2) is the aim (see Act1). It has two parts:", "numbered [1)] Build the quay.", "+numbered [2)] Buy ferries."}},
		{"items behind a formula", "Less gas(CO2) and oil(C1) is the aim. It has two parts: 1) Build the quay. 2) Buy ferries.", []string{
			"paragraph Less gas(CO2) and oil(C1) is the aim. It has two parts:", "numbered [1)] Build the quay.", "+numbered [2)] Buy ferries."}},
		{"items behind an act", "The aim of the law(Act1) is clear. 1) Build the quay. 2) Buy ferries.", []string{
			"paragraph The aim of the law(Act1) is clear.", "numbered [1)] Build the quay.", "+numbered [2)] Buy ferries."}},
		{"a reference without a note", "The quay1) will be built. It is late.", []string{"paragraph The quay1) will be built. It is late."}},
	})
}

// The line above the rows of a table says what they are: it is no heading.
func TestRows(t *testing.T) {
	check(t, []rule{
		{"figures above", "Tolls rose.\nHarbour 2024 2025 Change\nBusan 1,200 1,300 8.3%\nThe Office will lower them.", []string{
			"paragraph Tolls rose.", "paragraph Harbour 2024 2025 Change", "paragraph Busan 1,200 1,300 8.3%", "paragraph The Office will lower them."}},
		{"words above", "Tolls rose.\nHarbour Before After\nBusan 1,200 1,300\nThe Office will lower them.", []string{
			"paragraph Tolls rose.", "paragraph Harbour Before After", "paragraph Busan 1,200 1,300", "paragraph The Office will lower them."}},
		{"rows of several words", "Tolls rose.\nHarbour 2024 2025\nBusan New Port 1,200 1,300\nThe Office will lower them.", []string{
			"paragraph Tolls rose.", "paragraph Harbour 2024 2025", "paragraph Busan New Port 1,200 1,300", "paragraph The Office will lower them."}},
		{"a heading with a year", "Tolls rose.\nHarbour Plans for 2026\nThey fell in 2024 and 2025.\nThe Office will lower them.", []string{
			"paragraph Tolls rose.", "heading Harbour Plans for 2026", "paragraph They fell in 2024 and 2025.", "paragraph The Office will lower them."}},
	})
}
