package letters_test

import (
	"context"
	"fmt"

	"pressroom/data/index/letters"
	"pressroom/data/index/letters/fuzzytest"
)

func Example() {
	titles := []string{
		"Korea and the EU Discuss Taxonomies",
		"Groundbreaking Ceremony for Amkor Korea’s New Test Facility in Incheon",
		"Tax Credits for Semiconductor Plants",
	}
	x := letters.New(fuzzytest.Snapshot(titles))
	found, err := x.Search(context.Background(), "tax", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for rank := range found.Len() {
		row := found.At(rank) // the number of the release
		fmt.Println(found.Class(rank), "|", titles[row], letters.Highlights(titles[row], "tax"))
	}
	// Output:
	// whole words | Tax Credits for Semiconductor Plants [{0 3}]
	// word starts | Korea and the EU Discuss Taxonomies [{25 28}]
}
