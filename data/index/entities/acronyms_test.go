package entities_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/snapshot"
)

// rowsOf returns the rows of any of the entries, ascending, each once.
func rowsOf(entries []entities.Entry, ids []int) []int32 {
	var rows []int32
	for _, id := range ids {
		rows = append(rows, entries[id].Rows...)
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// indexOf returns an index of releases, each a headline and a body with " | " between.
func indexOf(releases ...string) *entities.Index {
	var list []data.Document
	for i, s := range releases {
		title, body, _ := strings.Cut(s, " | ")
		list = append(list, data.Document{Release: data.Release{Date: data.Date(20251130 - i), Title: title}, Body: body})
	}
	c, _ := snapshot.New(list)
	return entities.NewIndex(c)
}

// An acronym that everybody knows stands for its body in a headline or a text that does not
// explain it, a bloc of countries is found as an organisation, and neither is what only looks so.
func TestKnownAcronyms(t *testing.T) {
	for _, test := range []struct {
		typed    string
		is, isNo []string
	}{
		{"KATS", []string{"KATS Publishes New Standard | It is for ships.", "Notice | KATS has met.", "Notice | The Korean Agency for Technology and Standards (KATS) met."},
			[]string{"Notice | Kats of Zorba met.", "Notice | The known automatic test system (KATS) is a machine.", "Notice | A KATS-1 is a ship."}},
		{"Korean Agency for Technology and Standards", []string{"KATS Publishes New Standard | It is for ships."}, []string{"Standards | Agency for technology."}},
		{"World Trade Organization", []string{"Notice | The WTO met.", "WTO Meets | It did."}, nil},
		{"EU", []string{"Notice | Goods from the EU fell.", "Notice | The European Union met.", "Korea-EU Talks Begin | They did.", "Notice | EU와 유럽연합은 만났다.", "Notice | The European Union (EU) met."},
			[]string{"Notice | The European Commission met.", "Notice | Europe and a eu.", "Notice | The energy unit (EU) is small. An EU costs much.", "Notice | The EU-India Trade and Technology Council met."}},
		{"유럽연합", []string{"Notice | Goods from the EU fell."}, nil},
		{"ASEAN", []string{"Notice | Trade with ASEAN fell.", "Notice | ASEAN-led talks", "Notice | 아세안과 만났다.", "Notice | Association of Southeast Asian Nations"},
			[]string{"Notice | The ASEAN Secretariat met.", "Notice | The ASEAN-Korea Centre met."}},
		{"G7", []string{"Notice | Canada’s G7 Presidency", "Notice | The G7 met.", "Notice | 주요 7개국은 만났다."}, []string{"Notice | It has sold the LG G7 since May.", "Notice | A G70 is a car."}},
		{"G20", []string{"Notice | At the G20 Summit he spoke.", "G20 Meets | It did."}, []string{"Notice | The Zorba G20 is new."}},
		{"GCC", []string{"Notice | Talks with the GCC began.", "Notice | The Gulf Cooperation Council (GCC) met."},
			[]string{"Notice | It opened a global capability centre (GCC). The GCC has 50 people."}},
		{"OPEC", []string{"Notice | OPEC met.", "Notice | 석유수출국기구는 만났다."}, []string{"Notice | Copec met."}},
	} {
		x := indexOf(append(slices.Clone(test.is), test.isNo...)...)
		rows := rowsOf(x.Organisations(), x.FindOrganisations(test.typed))
		var got []string
		for _, row := range rows {
			got = append(got, append(slices.Clone(test.is), test.isNo...)[row])
		}
		if !slices.Equal(got, test.is) {
			t.Errorf("%s is in\n\t%s, want\n\t%s", test.typed, strings.Join(got, "\n\t"), strings.Join(test.is, "\n\t"))
		}
	}
}

// What an acronym stands for is what the releases say, where they say it otherwise than the list,
// and the list where they say both.
func TestKnownAcronymsGiveWay(t *testing.T) {
	x := indexOf("Notice | The Maru Korea Institute of Standards (KISA) met.", "Notice | The Imperial Movers Foundation (IMF) met.", "Notice | The IMF said so.")
	if got := entriesOf(x, "IMF"); got != "Imperial Movers Foundation 2" {
		t.Error(got)
	}
	x = indexOf("Notice | The International Maritime Organization (IMO) met.", "Notice | The Indian Movers Organization (IMO) met.", "Notice | The IMO said so.")
	if got := entriesOf(x, "International Maritime Organization"); got != "International Maritime Organization 2" {
		t.Error(got)
	}
	x = indexOf("SEOUL AND BUSAN AID HARBOURS | They did.", "Aid for Ports by AID | It did.", "Notice | The Agency for Island Development (AID) met.")
	if got := entriesOf(x, "AID"); got != "Agency for Island Development 2" {
		t.Error(got)
	}
}

// entriesOf returns the organisations that are found by what was typed, each with its releases.
func entriesOf(x *entities.Index, typed string) string {
	var list []string
	for _, id := range x.FindOrganisations(typed) {
		e := x.Organisations()[id]
		list = append(list, fmt.Sprint(e.Name, " ", len(e.Rows)))
	}
	return strings.Join(list, "; ")
}
