package feed

import (
	"strings"
	"testing"
)

// A line of text that begins with From is no new message, if no sender and date follow.
func TestMailFrom(t *testing.T) {
	head := "From: a@o.example\nTo: b@o.example\nSubject: Report\nDate: Fri, 14 Nov 2025 09:00:00 +0900\n\n"
	const first = "From a@o.example Fri Nov 14 09:00:00 2025\n"
	for line, want := range map[string]int{
		"From here on the line is open.":                    1,
		"From Mon Nov 3 the line is open.":                  1,
		"From Seoul Mon Nov 3 09:00 trains go.":             1,
		"From a@o.example Sat Nov 15 09:00:00 2025":         2,
		"From - Sat Nov 15 09:00:00 2025":                   2,
		"From 12@xxx Sat Nov  1 09:00:00 +0000 2025":        2,
		"From MAILER-DAEMON Sat Nov 15 09:00 UTC 2025":      2,
		"From a@o.example Sat Nov 15 09:00:00 2025 +0900\r": 2,
	} {
		text := first + head + "One.\n\n" + line + "\n" + head + "The end.\n"
		items, r, err := readAll(t, "mbox", []byte(text), Options{})
		if err != nil || len(items) != want || len(r.Problems) > 0 {
			t.Errorf("%q: %d messages, %v, %v, want %d", line, len(items), r.Problems, err, want)
		} else if last := items[want-1].Body; !strings.HasSuffix(last, "The end.") {
			t.Errorf("%q: the text is %q", line, last)
		}
	}
}
