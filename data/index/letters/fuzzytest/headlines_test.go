package fuzzytest

import (
	"slices"
	"testing"
)

func TestHeadlines(t *testing.T) {
	list := Headlines(1, 2000)
	if !slices.Equal(list[:100], Headlines(1, 100)) {
		t.Error("the same seed gives other headlines")
	}
	if slices.Equal(list[:100], Headlines(2, 100)) {
		t.Error("another seed gives the same headlines")
	}
	size := 0
	for _, s := range list {
		size += len(s)
	}
	if mean := size / len(list); mean < 70 || mean > 80 {
		t.Errorf("headlines have %d bytes on average, want about 75", mean)
	}
}
