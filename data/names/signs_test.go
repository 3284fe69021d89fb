package names

import "testing"

// What single words of a text are by those around them: for each question, texts with a word
// of which it is true, and texts without one.
func TestSigns(t *testing.T) {
	for _, test := range []struct {
		name string
		is   func(f *finder, i int) bool
		yes  []string
		no   []string
	}{
		{"sumsUp", func(f *finder, i int) bool { return f.sumsUp(i, i) },
			[]string{"Hanbit and other companies", "Hanbit, Zorba and three companies", "Hanbit, Amore X and 120 small firms", "Hanbit, Zorba and several firms"},
			[]string{"Hanbit and other hills", "Hanbit and three companies", "Hanbit, Zorba, three companies", "Hanbit, Zorba and three Small firms", "Hanbit, Zorba and few firms", "Hanbit, Zorba and three small, firms", "Hanbit and other company"}},
		{"listsCompanies", (*finder).listsCompanies,
			[]string{"companies such as Hanbit", "companies including Hanbit", "companies like Hanbit", "firms of many kinds, namely Hanbit", "orders from Hanbit", "a stake in Hanbit", "goods made by Hanbit", "a venture by Hanbit",
				"a venture led by Hanbit", "a venture set up by Hanbit", "a merger with Hanbit", "the heads of Hanbit", "a venture of Hanbit", "a venture between Hanbit", "a venture among Hanbit", "companies of which some are there like Hanbit"},
			[]string{"sights such as Hanbit", "companies as Hanbit", "letters from Hanbit", "trust in Hanbit", "goods seen by Hanbit", "a team led by Hanbit", "talks with Hanbit", "heads with Hanbit", "Companies met. Sights like Hanbit",
				"companies of which some are there and new like Hanbit", "companies. Sights, namely Hanbit"}},
		{"compound", (*finder).compound, []string{"Hafengesellschaft", "StadtWerke", "Hafenwerke"}, []string{"hafengesellschaft", "Gesellschaft", "Hafenwerk"}},
		{"elided", (*finder).elided, []string{"de l’Étoile", "by d'Ivoire", "the dell’Arte"}, []string{"the firm’s", "O’Neill", "of quell’uomo", "alleged’Arte"}},
		{"unheardSubject", (*finder).unheardSubject,
			[]string{"the Harbour Minister Ann Lind", "EU Ferry Commissioner Ann Lind", "the European Ferry Commissioner Ann Lind", "Korea’s Harbour Minister Ann Lind"},
			[]string{"the Harbour Minister", "the Ferry Commissioner Ann Lind", "MOTIR Minister Ann Lind", "Korea Minister Ann Lind", "Kim Minister Ann Lind", "The Minister Ann Lind", "the Harbour’s Minister Ann Lind", "the Green Harbour Minister Ann Lind"}},
		{"plainSubject", (*finder).plainSubject, []string{"Ways and Means"}, []string{"ways and means", "SNU", "Seoul", "Samsung", "Means’s", "Minister"}},
		{"soldierAt", func(f *finder, i int) bool { return f.is(i, "General") && f.soldierAt(i) }, []string{"General Ivo Maru"}, []string{"General Motors", "General Ivo", "Director General Ivo Maru", "General KEPCO Maru", "General Council Maru"}},
		{"quoted", func(f *finder, i int) bool { return f.quoted(i, i+2) }, []string{"“Dr. Answer”", "‘Dr. Answer’", "\"Dr. Answer\""}, []string{"“Dr. Answer is", "Dr. Answer”", "“Dr. Answer Two”"}},
		{"saidToBeProduct", (*finder).saidToBeProduct,
			[]string{"Answer is an AI service", "Answer was a new robot", "Answer is one of the many firms of robot", "Answer, a small chatbot"},
			[]string{"Answer is robot", "Answer and a robot", "Answer is one who made a robot", "Answer is a firm. A robot", "Answer is one of the many firms of us robot"}},
		{"shouted", (*finder).shouted,
			[]string{"Mr. MOTEGI Haruki", "Minister MOTEGI Haruki", "MOTEGI Haruki, Minister"},
			[]string{"MOTEGI Haruki met", "Mr. MO Haruki", "Mr. Motegi Haruki", "Mr. MOTEGI", "Mr. POSCO Haruki", "Mr. MOTEGI Korea", "Mr. MOTEGI President", "Mr. MOTEGI KATS"}},
		{"bracketedName", func(f *finder, i int) bool { return f.bracketedName(i) > i },
			[]string{"SB (Su-bin) Kim", "SB (Su-bin) Lind", "SB (Subin) Kim"}, []string{"SB (Subin) Lind", "SB (KATS) Kim", "Sb (Su-bin) Kim", "ABCDE (Su-bin) Kim", "SB (Su-bin) said", "SB (Su-bin", "SB (of) Kim"}},
		{"koreanName", (*finder).koreanName, []string{"Kim Dae-ja", "KIM Dae-ja"}, []string{"Lind Dae-ja", "Kim’s Dae-ja", "kim Dae-ja", "Kim dae-ja", "Kim Daeja"}},
		{"nameAt of four words", func(f *finder, i int) bool { return f.nameAt(i) == i+4 },
			[]string{"Ann Berta Cara Lind", "Ann Berta Cara Lind Maru", "Ann van der Lind", "Ann bin Lind II"},
			[]string{"Ann Berta Lind", "Ann Berta Lind MP", "Ann Berta Lind Minister", "Ann Berta Lind Korea", "Ann Berta’s Cara Lind", "ann Berta Cara Lind"}},
		{"plainName", func(f *finder, i int) bool { return f.plainName(run{i, len(f.t)}) },
			[]string{"Hanbit", "Hanbit Green", "Hanbit Zorba Maru Lind"}, []string{"Korea", "Hanbit Korea", "Trade", "The", "Korean", "Factory"}},
		{"demonym of a token", func(f *finder, i int) bool { return f.land(i) }, []string{"Korea", "Korean", "Vietnamese"}, []string{"Hanbit", "trade"}},
		{"nameBefore", (*finder).nameBefore,
			[]string{"said Sanjay Mehra, Hanbit", "said Ann Berta Lind, Hanbit"},
			[]string{"said Mehra, Hanbit", "said Sanjay Mehra Hanbit", "said Sanjay Mehra’s, Hanbit", "in May. Mehra, Hanbit"}},
		{"plurals", func(f *finder, i int) bool { return f.plurals(i, i+2) }, []string{"Ports and Ferries"}, []string{"Port and Ferries", "Ports and ferries", "Ports and Ferry", "Press and Ferries", "Ports of the Ferries"}},
		{"distinctive", func(f *finder, i int) bool { return i == 0 && f.distinctive(run{0, len(f.t)}) },
			[]string{"Rainbow Robotics", "Shenzhen Kexin Microsystems", "Samsung", "Boeing", "Stable-Coin Robotics", "King Robotics"},
			[]string{"Green Energy", "Busan Smart Energy", "Busan Kexin", "Fostering Startups", "Portable Battery", "Flexible Battery", "US-North Korea", "AI-Home Robotics", "K-Home Robotics", "graphene"}},
		{"isCompany", func(f *finder, i int) bool { return i == 0 && f.isCompany(run{0, len(f.t)}) },
			[]string{"Google Cloud Korea", "Rainbow Robotics"}, []string{"Robotics", "Korea International", "Google Cloud Power Home Korea", "Kexin Hill Korea", "Green Robotics"}},
		{"counts", (*finder).counts, []string{"three", "120", "1,200"}, []string{"few", "thirty", "X2"}},
	} {
		is := func(text string) bool {
			f := find("", text)
			for i := range f.t {
				if test.is(f, i) {
					return true
				}
			}
			return false
		}
		for _, text := range test.yes {
			if !is(text) {
				t.Errorf("%s is of no word in %q", test.name, text)
			}
		}
		for _, text := range test.no {
			if is(text) {
				t.Errorf("%s is of a word in %q", test.name, text)
			}
		}
	}
}
