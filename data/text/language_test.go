package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLanguage(t *testing.T) {
	for _, test := range []struct{ declared, text, want string }{
		{"", "부처는 오늘 새 항구를 열었다고 밝혔다.", "ko"},
		{"en", "산업부, Samsung Electronics·SK hynix와 AI Factory 협약 체결", "ko"},
		{"ko", "Korea Advances AI-driven K-Bio Innovation at the 2025 Biotechnology Day in Seoul for the future", "en"},
		{"", "港湾局は本日、新しい港を開きました。", "ja"},
		{"", "データセンター", "ja"},
		{"", "该部今天宣布，新的港口已经开放。", "zh"},
		{"zh-TW", "該部今天宣布，新的港口已經開放。", "zh"},
		{"", "Сегодня открыт новый порт.", "ru"},
		{"uk", "Сьогодні відкрито новий порт.", "uk"},
		{"fr", "Сегодня открыт новый порт.", "ru"},
		{"", "Der Hafen ist offen, und die Fähre fährt mit dem Wind.", "de"},
		{"", "Le port est ouvert et les bateaux de la côte y passent avec une cargaison.", "fr"},
		{"", "El puerto está abierto para los barcos de la costa y las empresas del país.", "es"},
		{"", "Il porto è aperto per le navi della costa e degli altri.", "it"},
		{"", "Cảng mới của thành phố được mở cho các tàu.", "vi"},
		{"pt-BR", "Porto 7", "pt"}, {"", "Porto 7", ""}, {"en_GB", "", "en"}, {"english", "", ""}, {"", "", ""}, {"", "2025-11-14", ""},
		{"fa", "وزارت بندر جدیدی را افتتاح کرد", "fa"}, {"", "افتتحت الوزارة ميناء جديدا", "ar"},
	} {
		if got := Language(test.declared, test.text); got != test.want {
			t.Errorf("Language(%q, %q) is %q, not %q", test.declared, test.text, got, test.want)
		}
		headline, body, _ := strings.Cut(test.text, " ")
		if got := Language(test.declared, headline, " "+body); got != test.want {
			t.Errorf("Language(%q, %q) in two parts is %q, not %q", test.declared, test.text, got, test.want)
		}
	}
}

// A text in Latin letters is looked at until its small words tell, and one that has
// another script behind a first part in Latin letters, for that script.
func TestLanguageOfLongTexts(t *testing.T) {
	english := strings.Repeat("The ministry has been to the port with the ships of the coast. ", 30)
	for _, test := range []struct{ text, want string }{
		{english, "en"},
		{english[:1200] + strings.Repeat("부처는 오늘 새 항구를 열었다고 밝혔다. ", 30), "ko"},
		{english[:1200] + " 산업통상자원부", "en"},
		{english[:30] + strings.Repeat("Der Hafen ist offen, und die Fähre fährt mit dem Wind nicht. ", 20), "de"},
		{"Der Hafen. " + english[:192] + strings.Repeat("Der Hafen ist offen, und die Fähre fährt mit dem Wind nicht. ", 20), "de"},
		{strings.Repeat("Le “port” — de l’État — est ouvert… ", 20), "fr"},
	} {
		if got := Language("", test.text); got != test.want {
			t.Errorf("the language of %.80q… is %q, not %q", test.text, got, test.want)
		}
	}
}

// The words that tell languages are no longer than the ones that are looked up.
func TestSmallWords(t *testing.T) {
	for w := range smallWords {
		ascii := !strings.ContainsFunc(w, func(c rune) bool { return c >= utf8.RuneSelf })
		if len(w) > maxSmallWord || ascii && len(w) > maxSmallASCII {
			t.Errorf("%q is never looked up", w)
		}
	}
}
