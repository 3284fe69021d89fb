package texts

import (
	"fmt"
	"testing"
)

// A term is known as long as the index and the end of snapshots stay the same, and
// there is room.
func TestKnown(t *testing.T) {
	var k cache
	steel := &term{}
	if got, _ := k.get("steel", 100); got != nil {
		t.Error("it is known before it was asked for")
	}
	_, changes := k.get("steel", 100)
	k.put("steel", 100, changes, steel)
	if got, _ := k.get("steel", 100); got != steel {
		t.Error("it is not known")
	}
	if got, _ := k.get("steel", 101); got != nil {
		t.Error("it is known of another end")
	}
	k.clear()
	if got, _ := k.get("steel", 100); got != nil {
		t.Error("it is known after a change")
	}
	k.put("steel", 100, changes, steel)
	if got, _ := k.get("steel", 100); got != nil {
		t.Error("what was asked for before a change is known after it")
	}
	_, changes = k.get("steel", maxCache)
	for i := range 10 {
		k.put(fmt.Sprint("term ", i), maxCache, changes, steel)
	}
	if len(k.terms) > 5 {
		t.Errorf("%d large terms are known", len(k.terms))
	}
}
