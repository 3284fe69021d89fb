package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
)

// An archive is made by the first write, and copied while it is in use.
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
	_, err = s.Import(ctx, "Ministry of Trade", func(in store.Import) error {
		_, err := in.Put(data.Document{Release: data.Release{Date: 20251114, Title: "Exports grew"}, Body: "They grew by 3 percent."})
		return err
	})
	if err != nil {
		panic(err)
	}
	if err := s.Backup(ctx, filepath.Join(dir, "backup.db")); err != nil {
		panic(err)
	}
	d, err := s.Document(ctx, 1)
	if err != nil {
		panic(err)
	}
	problems, err := s.Check(ctx)
	fmt.Println(d.Title, problems, err)
	// Output: Exports grew [] <nil>
}
