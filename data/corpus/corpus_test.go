package corpus_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/snapshot/snapshottest"
)

func Example() {
	snap, err := corpus.Load()
	if err != nil {
		panic(err)
	}
	newest := snapshottest.Document(snap, 0)
	fmt.Println(snap.Len(), "releases in", snap.Values(data.Category))
	fmt.Println(newest.Date, newest.Title)
	// Output:
	// 10 releases in [Industry]
	// 2025-11-28 Korea Advances AI-driven K-Bio Innovation
}

// The headlines as a person reads them in the file.
var headlines = []string{
	"2025-11-28 Korea Advances AI-driven K-Bio Innovation",
	"2025-11-28 Korea to Boost Recycling of Critical Minerals and Advanced Materials",
	"2025-11-27 Korea Accelerates International Standardization of Semiconductor Packaging Processes",
	"2025-11-25 Korea Ramps Up Public–Private Cooperation to Turn Carbon Neutrality into a Driver of Industrial Growth",
	"2025-11-25 MOTIR and SNU Sign MOU to Strengthen M.AX Alliance Cooperation",
	"2025-11-24 SNU and M.AX Alliance to Jointly Develop AI Models for Humanoids, Autonomous Vehicles, and AI Factories",
	"2025-11-21 Groundbreaking Ceremony for Amkor Korea’s New Test Facility in Incheon",
	"2025-11-20 Amkor Korea Launches Investment in High-Tech Semiconductor Packaging and Testing",
	"2025-11-18 Graphene Square Opens Pohang Plant, Advancing Graphene Commercialization and Regional Growth",
	"2025-11-14 K-Mobility Drives the Future of Innovation",
}

func TestReleases(t *testing.T) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	if c.Len() != len(headlines) {
		t.Fatalf("%d releases, want %d", c.Len(), len(headlines))
	}
	for i, want := range headlines {
		r := snapshottest.Document(c, i)
		if got := r.Date.String() + " " + r.Title; got != want {
			t.Errorf("release %d is\n%s, want\n%s", i, got, want)
		}
		if r.Category != "Industry" || r.Excerpt {
			t.Errorf("release %d: category %q, excerpt %v", i, r.Category, r.Excerpt)
		}
		if want := (data.Place{File: corpus.Name, Line: 4*i + 1}); r.Place != want {
			t.Errorf("release %d is at %v, want %v", i, r.Place, want)
		}
		if len(r.ID) != 8 {
			t.Errorf("release %d has the ID %q", i, r.ID)
		}
	}
}

// Printing what was read gives the file again, byte for byte: so no body lost,
// gained or moved a character. It knows nothing of how the file was read.
func TestBodiesEqualTheSource(t *testing.T) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	for i := range c.Len() {
		r := snapshottest.Document(c, i)
		fmt.Fprintf(&printed, "-\n%s\n%s\n%s date%s\n", r.Category, r.Title, r.Body, r.Date)
	}
	if got := strings.TrimSuffix(printed.String(), "\n"); got != corpus.Text() {
		t.Errorf("the releases print as %d bytes, the source has %d, or they differ:\n%s", len(got), len(corpus.Text()), got)
	}
}

// IDs are written down in links, marks and saved commands: they may not
// change from one version of the program to the next.
func TestIDsStay(t *testing.T) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range c.Len() {
		got = append(got, snapshottest.Document(c, i).ID)
	}
	want := "gzayd7sa r8xmb8jw 303nv07r ef5qz4ar 5e1hwk3x qdqgw1v2 f35c6xdf zcbhjz81 kg03m8sr fbtfbhwt"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("the IDs are\n%s, were\n%s", s, want)
	}
}

func BenchmarkLoad(b *testing.B) {
	b.SetBytes(int64(len(corpus.Text())))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := corpus.Load(); err != nil {
			b.Fatal(err)
		}
	}
}
