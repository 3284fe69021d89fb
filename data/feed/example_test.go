package feed_test

import (
	"context"
	"fmt"
	"strings"

	"pressroom/data/body"
	"pressroom/data/feed"
)

func ExampleRead() {
	const rss = `<rss version="2.0"><channel><title>Office of Ferries</title>
		<item><title>Ferries sail again</title><link>https://ferries.example/7</link><pubDate>Fri, 14 Nov 2025 09:00:00 +0900</pubDate>
			<description>&lt;h2&gt;In spring&lt;/h2&gt;&lt;p&gt;They will sail &lt;a href="/map"&gt;to all isles&lt;/a&gt;.&lt;/p&gt;</description></item>
		<item><title>Without a date</title></item></channel></rss>`
	report, err := feed.Read(context.Background(), "press.xml", strings.NewReader(rss), feed.Options{}, func(it feed.Item) error {
		fmt.Println(it.Date, it.Title, it.Address)
		for _, b := range body.Read(it.Body).Blocks {
			fmt.Println(b.Kind, b.Text)
		}
		return nil
	})
	fmt.Println(report.Format, report.Items, err)
	for _, p := range report.Problems {
		fmt.Println(p)
	}
	// Output:
	// 2025-11-14 Ferries sail again https://ferries.example/7
	// heading In spring
	// paragraph They will sail to all isles.
	// feed 1 <nil>
	// press.xml: item 2 (Without a date) skipped: it has no date that can be read
}
