package feed

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
	"testing"
)

// What an archive has is held to its checksum, also behind the end of a tar.
func TestChecksums(t *testing.T) {
	text := rss("The text.")
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Name: "a.xml", Size: int64(len(text)), Mode: 0o600})
	io.WriteString(w, text)
	w.Close()
	for _, test := range []struct{ name, bytes, summed, want string }{
		{"a.zip", zipOf("a.xml", text), text, "a.zip: a.xml: cannot be read: zip: checksum error"},
		{"a.tar.gz", gzipOf(b.String()), b.String(), "a.tar.gz: it cannot be read further: gzip: invalid checksum"},
		{"padded.tar.gz", gzipOf(b.String()) + strings.Repeat("\x00", 512), b.String(), "padded.tar.gz: it cannot be read further: gzip: invalid checksum"},
		{"a.xml.gz", gzipOf(text), text, "a.xml.gz: cannot be read: gzip: invalid checksum"},
	} {
		_, r, err := readAll(t, test.name, []byte(test.bytes), Options{})
		if err != nil || len(r.Problems) > 0 || r.Items != 1 {
			t.Errorf("%s as it was written: %d items, %v, %v", test.name, r.Items, r.Problems, err)
		}
		sum := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(test.summed)))
		_, r, err = readAll(t, test.name, []byte(strings.ReplaceAll(test.bytes, string(sum), "\x01\x02\x03\x04")), Options{})
		got := ""
		if err != nil {
			got = err.Error()
		} else if len(r.Problems) > 0 {
			got = r.Problems[0].String()
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
