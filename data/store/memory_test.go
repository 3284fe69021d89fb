package store_test

import (
	"testing"

	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) storetest.Open {
		m := store.NewMemory()
		return func(*testing.T) store.Store { return m }
	})
}
