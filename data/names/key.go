package names

import (
	"cmp"
	"slices"
	"strings"

	"pressroom/data/text"
)

// PersonKey returns what is the same for all spellings of a person's name:
// small letters, the Korean surname first, the given name as one word. Kim
// Dae-ja, KIM Dae Ja and Daeja Kim are one. Initials fit too many to be anybody's:
// that JK Kim is Kim Jung-kwan, words/known.txt says.
func PersonKey(name string) string {
	key := plainPersonKey(name)
	if to, ok := loadKnown().people[key]; ok {
		return to
	}
	return key
}

// plainPersonKey is PersonKey without the list of spellings.
func plainPersonKey(name string) string {
	words := strings.Fields(name)
	initial := len(words) == 3 && strings.HasSuffix(words[1], ".") // Kim J. Doe is no Korean
	for i, w := range words {
		words[i] = strings.Trim(w, ",.")
	}
	words = withoutInitials(words)
	at := familyPlace(words)
	if initial && at == 0 {
		at = len(words) - 1
	}
	if len(words) < 2 || at != 0 && !surnames.has(words[at]) {
		return text.Fold(strings.Join(words, " "))
	}
	given := ""
	for i, w := range words {
		if i != at {
			given += strings.ReplaceAll(w, "-", "")
		}
	}
	return text.Fold(capitalised(words[at]) + " " + given)
}

// withoutInitials returns the words of SB (Su-bin) Kim without its initials and brackets.
func withoutInitials(words []string) []string {
	for i, w := range words {
		if inside, ok := strings.CutPrefix(w, "("); ok && i == 1 && len(words) == 3 && strings.HasSuffix(inside, ")") {
			return []string{strings.TrimSuffix(inside, ")"), words[2]}
		}
	}
	return words
}

// familyPlace returns which word of a name is the surname: the first if it is
// a Korean one, and the name has Korean syllables behind it; else the last.
func familyPlace(words []string) int {
	last := len(words) - 1
	if last < 1 {
		return 0
	}
	if surnames.has(capitalised(words[0])) {
		switch {
		case len(words) == 2 && (hyphened(words[1]) || !surnames.has(words[1])):
			return 0
		case len(words) == 3 && len(words[1]) <= 6 && len(words[2]) <= 6:
			return 0
		}
	}
	return last
}

// OrganisationKey returns what is the same for all spellings of an
// organisation's name: small letters; no article, no commas, no form of
// company; "and" for "&"; and what it is called now, as words/known.txt says.
func OrganisationKey(name string) string {
	key := plainOrganisationKey(name)
	if to, ok := loadKnown().organisations[key]; ok {
		return to
	}
	return key
}

// koreanForms are forms of company that are written to the name, and plainSigns are signs that are written in two ways.
var koreanForms, plainSigns = strings.NewReplacer("㈜", " ", "(주)", " ", "주식회사", " "), strings.NewReplacer(",", " ", "&", " and ", "–", "-")

// plainOrganisationKey is OrganisationKey without the list of renamings.
func plainOrganisationKey(name string) string {
	if hasHangul(name) {
		if plain := strings.TrimSpace(koreanForms.Replace(name)); plain != "" {
			name = plain
		}
	}
	words := strings.Fields(text.Fold(plainSigns.Replace(name)))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && isForm(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// companyForms end a company's name or are left out.
var companyForms = set(`co ltd ltda inc corp llc plc ag gmbh se limited incorporated company pjsc pvt n.a`)

// isForm reports whether a word is a form of company: Ltd., AG.
func isForm(w string) bool { return companyForms.has(strings.ToLower(strings.Trim(w, ".,"))) }

// sortMentions sorts a list by where each is mentioned first; those without a
// mention come last.
func sortMentions[T any](list []T, mentions func(*T) []text.Span) {
	slices.SortStableFunc(list, func(a, b T) int {
		x, y := mentions(&a), mentions(&b)
		if len(x) == 0 || len(y) == 0 {
			return cmp.Compare(min(len(y), 1), min(len(x), 1))
		}
		return cmp.Compare(x[0].Start, y[0].Start)
	})
}

func sortSpans(spans []text.Span) {
	slices.SortFunc(spans, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
}
