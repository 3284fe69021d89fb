package feed

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzRead reads bytes as each format, or as what they look like. Whatever they are,
// the items that come of them are clean, and all of it ends.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/shapes/*", "testdata/hostile/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range files {
			b, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			if !strings.HasSuffix(path, ".golden") && len(b) < 20_000 {
				f.Add(uint8(len(formats)), b)
			}
		}
	}
	for i := range formats {
		f.Add(uint8(i), []byte("-\nA title\n<p>text</p> date2025-11-14\n"))
	}
	f.Fuzz(func(t *testing.T, which uint8, b []byte) {
		o := Options{Date: 20251114, Address: "https://x.example/a/", Limits: Limits{Unpacked: 1 << 20, Items: 1000, Files: 100}}
		if int(which) < len(formats) {
			o.Format = formats[which].name
		}
		_, _, err := readAll(t, "x", b, o)
		if err != nil && strings.Contains(err.Error(), "runtime error") {
			t.Errorf("a panic was caught: %v", err)
		}
	})
}
