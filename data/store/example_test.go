package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
)

// A release comes in, is read, and is corrected at its source: it keeps its number,
// and the mark stays.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "pressroom-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	s, err := sqlite.Open(ctx, filepath.Join(dir, "archive.db"))
	if err != nil {
		panic(err)
	}
	defer s.Close()
	put := func(body string) store.Result {
		result, err := s.Import(ctx, "Ministry of Trade", func(in store.Import) error {
			_, err := in.Put(data.Document{
				Release: data.Release{Address: "https://example.org/1", Date: 20251114, Title: "Exports grew"}, Body: body,
			})
			return err
		})
		if err != nil {
			panic(err)
		}
		return result
	}
	first := put("Exports grew by 3 percent.")
	fmt.Println(first.Added, "added")
	if err := s.Mark(ctx, "me", store.Batch{Actions: []store.Action{{Mark: store.Read, On: true, Numbers: []int{1}, Time: time.Now()}}}); err != nil {
		panic(err)
	}

	fmt.Println(put("Exports grew by 4 percent.").Changed, "changed")
	if _, err := s.Changes(ctx, first.Generation, func(c store.Change) error {
		fmt.Printf("release %d, %q, has %d versions\n", c.Number, c.Title, c.Versions)
		return nil
	}); err != nil {
		panic(err)
	}
	marks, err := s.Marks(ctx, "me")
	if err != nil {
		panic(err)
	}
	fmt.Println("read:", marks.Read.Has(1), "and corrected since:", marks.IsCorrected(1))
	// Output:
	// 1 added
	// 1 changed
	// release 1, "Exports grew", has 2 versions
	// read: false and corrected since: true
}
