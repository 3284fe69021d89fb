package fetch_test

import (
	"context"
	"fmt"

	"pressroom/data/feed"
	"pressroom/data/fetch"
)

func ExampleClient_Pull() {
	c := fetch.New(fetch.Options{Agent: "pressroom/1.0 (+https://example.org/pressroom)"})
	defer c.Close()
	known := map[string]bool{} // a store, elsewhere
	var state fetch.State      // kept from pull to pull
	pulled, err := c.Pull(context.Background(), fetch.Source{Address: "https://www.korea.kr/rss/dept_motir.xml"}, state, func(it feed.Item) (bool, error) {
		isNew := !known[it.ID]
		known[it.ID] = true
		return isNew, nil
	})
	if err != nil {
		fmt.Println(err, "since", pulled.State.Since)
	}
	fmt.Println(pulled.New, "new; asked again", pulled.State.Next)
}
