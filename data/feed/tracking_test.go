package feed

import "testing"

func TestWithoutTracking(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"https://o.example/1?utm_source=rss&utm_medium=feed", "https://o.example/1"},
		{"https://o.example/view?id=7&utm_campaign=x&page=2", "https://o.example/view?id=7&page=2"},
		{"https://o.example/view?UTM_Source=rss&b=2&a=%201&fbclid=Iw#top", "https://o.example/view?b=2&a=%201#top"},
		{"https://o.example/1?gclid=1#utm_source=x", "https://o.example/1#utm_source=x"},
		{"https://o.example/1?id=7&amp;utm_source=rss", "https://o.example/1?id=7"},
		{"https://o.example/1?mc%5Fcid=4", "https://o.example/1"},
		{"https://o.example/view?pk_seq=4&itm_no=2&pk_campaign=x&itm_source=y", "https://o.example/view?pk_seq=4&itm_no=2"},
		{"https://o.example/1?", "https://o.example/1?"},
		{"https://o.example/1?utm=1&source=2&ref=3&cid=4&q=utm_source=5", "https://o.example/1?utm=1&source=2&ref=3&cid=4&q=utm_source=5"},
		{"https://o.example/utm_source=1", "https://o.example/utm_source=1"},
		{"", ""},
	} {
		if got := withoutTracking(c.address); got != c.want {
			t.Errorf("%s: %s, want %s", c.address, got, c.want)
		}
	}
}
