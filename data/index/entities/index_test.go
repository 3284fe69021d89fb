package entities_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/names"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

func TestIndexOfTheCorpus(t *testing.T) {
	c, index := corpusIndex(t)
	orgs, people := index.Organisations(), index.People()
	if e := orgs[0]; e.Name != "Ministry of Trade, Industry and Resources" || e.Acronym != "MOTIR" || len(e.Rows) != 9 {
		t.Errorf("the organisation that most releases name is %+v", e)
	}
	for _, test := range []struct {
		people bool
		typed  string
		want   []string
	}{
		{false, "KATS", []string{"Korean Agency for Technology and Standards"}},
		{false, "kats", []string{"Korean Agency for Technology and Standards"}},
		{false, "ministry of trade, industry, and resources", []string{"Ministry of Trade, Industry and Resources"}},
		{false, "the Ministry of Trade Industry & Resources", []string{"Ministry of Trade, Industry and Resources"}},
		{false, "Amkor Korea", []string{"Amkor Technology Korea"}},
		{false, "Amkor", []string{"Amkor Technology", "Amkor Technology Korea"}},
		{false, "seoul nat", []string{"Seoul National University"}},
		{false, "hyundai motor", []string{"Hyundai Motor Company"}},
		{false, "nobody", nil},
		{false, "", nil},
		{true, "Kim Dae-ja", []string{"Kim Dae-ja"}},
		{true, "kim daeja", []string{"Kim Dae-ja"}},
		{true, "KIM Dae Ja", []string{"Kim Dae-ja"}},
		{true, "kim", []string{"JK Kim", "Kim Dae-ja", "Kim Min-seok", "Kim Seong-yeol", "Kim Sung-whan"}},
		{true, "eng", []string{"Kevin Engel"}},
		{true, "jung", []string{"JK Kim"}},
		{true, "김정관", []string{"JK Kim"}},
		{false, "MOTIE", []string{"Ministry of Trade, Industry and Resources"}},
		{false, "산업부", []string{"Ministry of Trade, Industry and Resources"}},
	} {
		entries, ids := orgs, index.FindOrganisations(test.typed)
		if test.people {
			entries, ids = people, index.FindPeople(test.typed)
		}
		var got []string
		for _, id := range ids {
			got = append(got, entries[id].Name)
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q finds %q, want %q", test.typed, got, test.want)
		}
	}
	kats := rowsOf(orgs, index.FindOrganisations("KATS"))
	if len(kats) != 2 || !strings.Contains(snapshottest.Document(c, int(kats[0])).Body, "KATS") {
		t.Errorf("KATS is in rows %v", kats)
	}
	row := rowOf(t, c, "K-Mobility")
	if got := entities.SumsOf(index, row); len(got) != 5 || got[1] != "KRW 9.36e+11 9.36e+11" {
		t.Errorf("K-Mobility has the sums %v", got)
	}
	for row := range c.Len() {
		for _, id := range index.OrganisationsOf(row) {
			if !slices.Contains(orgs[id].Rows, int32(row)) {
				t.Errorf("row %d names %s, which knows nothing of it", row, orgs[id].Name)
			}
		}
	}
}

// Countries are found by any of their names, and by parts of them; what is no
// country of these releases finds none.
func TestCountriesOfTheCorpus(t *testing.T) {
	c, index := corpusIndex(t)
	countries := index.Countries()
	if e := countries[0]; e.Name != "South Korea" || len(e.Rows) != c.Len() {
		t.Errorf("the country that most releases name is %+v", e)
	}
	for typed, want := range map[string]string{
		"korea": "South Korea", "Korean": "South Korea", "대한민국": "South Korea", "KR": "South Korea", "south": "South Korea",
		"vietnam": "", "Amkor": "", "": "",
	} {
		got := ""
		for _, id := range index.FindCountries(typed) {
			got += countries[id].Name
		}
		if got != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
	for n := range c.End() {
		for _, id := range index.CountriesOf(n) {
			if !slices.Contains(countries[id].Rows, int32(n)) {
				t.Errorf("number %d names %s, which knows nothing of it", n, countries[id].Name)
			}
		}
	}
}

// What one release explains holds in the others, unless two explain it
// differently.
func TestAcronymsAcrossReleases(t *testing.T) {
	texts := []string{
		"The Korean Agency for Technology and Standards (KATS, President Kim Dae-ja) met.",
		"The Korea Agency for Technology and Standards (KATS) met again.",
		"Standards were prepared, and KATS will publish them soon.",
		"KATS President Kim Dae-ja spoke.",
		"The Korea Electric Association (KEA) met.",
		"The Korea Energy Agency (KEA) met.",
		"In the end KEA will decide.",
		"The known automatic test system (KATS) is a machine.",
	}
	var releases []data.Document
	for i, s := range texts {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20251130 - i), Title: fmt.Sprint("Release ", i)}, Body: s})
	}
	c, _ := snapshot.New(releases)
	index := entities.NewIndex(c)
	orgs := index.Organisations()
	if ids := index.FindOrganisations("KATS"); len(ids) != 1 || !slices.Equal(orgs[ids[0]].Rows, []int32{0, 1, 2, 3}) {
		t.Errorf("KATS is %v of %+v", ids, orgs)
	}
	if ids := index.FindOrganisations("KEA"); len(ids) != 2 {
		t.Errorf("KEA is %v of %+v", ids, orgs)
	}
	if ids := index.OrganisationsOf(6); len(ids) != 0 {
		t.Errorf("KEA alone is %s", orgs[ids[0]].Name)
	}
}

func TestKeys(t *testing.T) {
	for _, same := range [][]string{
		{"Ministry of Trade, Industry, and Resources", "Ministry of Trade, Industry and Resources", "the Ministry of Trade, Industry & Resources"},
		{"Hyundai Motor Company", "Hyundai Motor", "Hyundai Motor Co., Ltd."},
		{"SK hynix", "SK Hynix", "SK hynix Inc."},
		{"Électricité de France", "Electricite de France"},
	} {
		for _, s := range same[1:] {
			if a, b := names.OrganisationKey(same[0]), names.OrganisationKey(s); a != b {
				t.Errorf("%q and %q: %q and %q", same[0], s, a, b)
			}
		}
	}
	for _, same := range [][]string{
		{"Kim Dae-ja", "KIM Dae-ja", "Kim Dae Ja", "Kim Daeja", "Dae-ja Kim"},
		{"Yoon Suk Yeol", "Yoon Suk-yeol"},
		{"Inkyo Cheong", "Cheong In-kyo"},
		{"JK Kim", "Kim Jung-kwan", "김정관"}, // by the list of known spellings
		{"SB (Su-bin) Kim", "Kim Su-bin", "Su-Bin Kim"},
		{"Kevin Engel", "kevin engel"},
		{"Juan Carlos Pérez García", "juan carlos perez garcia", "Juan Carlos Pérez García"},
	} {
		for _, s := range same[1:] {
			if a, b := names.PersonKey(same[0]), names.PersonKey(s); a != b {
				t.Errorf("%q and %q: %q and %q", same[0], s, a, b)
			}
		}
	}
	if names.PersonKey("AB Kim") == names.PersonKey("Kim Ae-bin") {
		t.Error("AB Kim and Kim Ae-bin are one: initials fit too many")
	}
	if names.OrganisationKey("Amkor Korea") == names.OrganisationKey("Amkor Technology") {
		t.Error("a subsidiary is its parent")
	}
}

// many returns a snapshot of n releases in the site's manner whose words
// follow Zipf's law.
func many(n int) *snapshot.Snapshot {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 2, 20_000)
	releases := make([]data.Document, n)
	for i := range releases {
		var b strings.Builder
		fmt.Fprintf(&b, "The Ministry of Trade, Industry and Resources (MOTIR, Minister JK Kim) and the %s Institute of Technology signed an MOU worth over KRW %d billion. ", word(r.Uint64N(3000)), 1+r.IntN(900))
		for b.Len() < 1500 {
			if r.IntN(40) == 0 {
				fmt.Fprintf(&b, "President Kim %s-%s stated. ", title(word(r.Uint64N(90))), word(r.Uint64N(90)))
			}
			b.WriteString(word(zipf.Uint64()))
			b.WriteByte(' ')
			if r.IntN(12) == 0 {
				b.WriteString(". ")
			}
		}
		releases[i] = data.Document{Release: data.Release{Date: data.Date(20200101 + i%28), Title: fmt.Sprintf("Release %d of %s", i, word(zipf.Uint64()))}, Body: b.String()}
	}
	c, _ := snapshot.New(releases)
	return c
}

// word spells a number in syllables.
func word(n uint64) string {
	s := ""
	for n += 11; n > 0; n /= 30 {
		s += "bdfgklmnpr"[n%10:n%10+1] + "aeiou"[n/10%3:n/10%3+1]
	}
	return s
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		c := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := entities.NewIndex(c).Build(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "releases/s")
		})
	}
}

func BenchmarkRelated(b *testing.B) {
	c := many(10_000)
	index := entities.NewIndex(c)
	index.Ready()
	index.Related(b.Context(), 0, 10)
	for b.Loop() {
		index.Related(b.Context(), 5000, 10)
	}
}
