package texts_test

import (
	"context"
	"fmt"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot/snapshottest"
)

func Example() {
	releases, err := corpus.Load()
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	index, err := texts.New(ctx, releases)
	if err != nil {
		panic(err)
	}
	defer index.Close()

	query, err := data.ParseQuery(`"advanced packaging" semicon*`, 20251128)
	if err != nil {
		panic(err)
	}
	text := texts.QueryOf(query)
	hits, err := index.Search(ctx, releases, text, texts.Options{})
	if err != nil {
		panic(err)
	}
	for _, hit := range hits {
		fmt.Println(hit.Where, "·", snapshottest.Document(releases, hit.Number).Title)
	}
	snippets, err := text.Snippets(ctx, releases, []int{hits[0].Number})
	if err != nil {
		panic(err)
	}
	for _, span := range snippets[0].Highlights {
		fmt.Println(snippets[0].Text[span.Start:span.End])
	}
	// Output:
	// text · Korea Accelerates International Standardization of Semiconductor Packaging Processes
	// semiconductor
	// advanced-packaging
}
