package data_test

import (
	"strings"
	"testing"

	"pressroom/data"
)

// A cut text is an earlier version where the other goes on with it, within a day, and is long enough
// to tell.
func TestIsEarlier(t *testing.T) {
	const text = "The Ministry met ferry lines on Monday. The quay will be repaired."
	cut := data.Document{Release: data.Release{Date: 20251130, Excerpt: true}, Body: "The Ministry met  ferry\nlines on Monday. The…"}
	whole := data.Document{Release: data.Release{Date: 20251201}, Body: text}
	for name, test := range map[string]struct {
		change func(cut, whole *data.Document)
		want   bool
	}{
		"as they are":           {func(_, _ *data.Document) {}, true},
		"of one day":            {func(_, whole *data.Document) { whole.Date = 20251130 }, true},
		"a day before":          {func(_, whole *data.Document) { whole.Date = 20251129 }, true},
		"two days before":       {func(_, whole *data.Document) { whole.Date = 20251128 }, false},
		"two days later":        {func(_, whole *data.Document) { whole.Date = 20251202 }, false},
		"not cut off":           {func(cut, _ *data.Document) { cut.Excerpt = false }, false},
		"the same":              {func(cut, whole *data.Document) { cut.Body = whole.Body }, false},
		"the same, with dots":   {func(cut, whole *data.Document) { cut.Body = strings.TrimSuffix(text, ".") + "..." }, true},
		"longer":                {func(cut, _ *data.Document) { cut.Body = text + " It is so." }, false},
		"another":               {func(cut, _ *data.Document) { cut.Body = "The Ministry met nobody at all on Monday." }, false},
		"of thirty characters":  {func(cut, _ *data.Document) { cut.Body = text[:30] }, true},
		"of twenty-nine":        {func(cut, _ *data.Document) { cut.Body = text[:29] }, false},
		"all but the last word": {func(cut, _ *data.Document) { cut.Body = strings.TrimSuffix(text, " repaired.") }, true},
	} {
		a, b := cut, whole
		test.change(&a, &b)
		if got := data.IsEarlier(&a, &b); got != test.want {
			t.Errorf("%s: %q is earlier than %q: %t", name, a.Body, b.Body, got)
		}
	}
}

// Hashes and names of files are what they are, and nothing else is.
func TestOfReleases(t *testing.T) {
	d := data.Document{Release: data.Release{Date: 20251130, Title: "One"}, Body: "Text."}
	h := d.Hash()
	if got, err := data.ParseHash(h.String()); got != h || err != nil {
		t.Errorf("%v is read as %v, %v", h, got, err)
	}
	for _, s := range []string{"", h.String()[1:], h.String() + "0", strings.Repeat("!", 16)} {
		if got, err := data.ParseHash(s); err == nil || got != (data.Hash{}) {
			t.Errorf("%q is the hash %v", s, got)
		}
	}
	if next := h.Next(); next == h || next == (data.Hash{}) || next != h.Next() || next[9] == 0 && next.Next()[9] == 0 {
		t.Errorf("the next of %v is %v", h, next)
	}
	for body, want := range map[string]bool{"Text.\n" + data.Attached + "a.pdf": true, data.Attached + "a.pdf": true, "Text. " + data.Attached + "a.pdf": false, data.Attached + "a.pdf\nText.": false, "": false} {
		if got := data.HasAttachment(body); got != want {
			t.Errorf("%q has an attachment: %t", body, got)
		}
	}
	for words, want := range map[int]int{0: 1, 1: 1, 238: 1, 356: 1, 357: 2, 594: 2, 595: 3} {
		d := data.Document{Body: strings.Repeat("word ", words)}
		if got := d.ReadingMinutes(); got != want || d.Words() != words {
			t.Errorf("%d words take %d minutes, want %d", words, got, want)
		}
	}
}

// Periods at the ends of the calendar, of months, and of what may be written.
func TestPeriodBounds(t *testing.T) {
	for _, test := range []struct {
		s     string
		today data.Date
		want  string // "" is an error
	}{
		{"1d", 20251128, "2025-11-28..2025-11-29"}, {"3660d", 20251128, "2015-11-22..2025-11-29"}, {"3661d", 20251128, ""}, {"0d", 20251128, ""}, {"-1d", 20251128, ""},
		{"1m", 20250331, "2025-03-01..2025-04-01"}, {"1M", 20240331, "2024-03-01..2024-04-01"}, {"12m", 20240229, "2023-03-01..2024-03-01"}, {"1y", 20240229, "2023-03-01..2024-03-01"}, {"2w", 20251128, "2025-11-15..2025-11-29"}, {"3000y", 20251128, ""},
		{"nov 18", 20251117, "2024-11-18"}, {"NOV 18", 20251118, "2025-11-18"}, {"18 november", 20251119, "2025-11-18"}, {"feb 29", 20250301, "2024-02-29"}, {"nov 18, 2023", 20251119, "2023-11-18"}, {"november 2023", 20251119, "2023-11"}, {"nov 31", 20251119, ""},
		{"last month", 20250115, "2024-12"}, {"this week", 20251130, "2025-11-24..2025-11-30"}, {"last week", 20251201, "2025-11-24..2025-11-30"}, {"last year", 20250101, "2024"}, {"last decade", 20250101, ""},
		{"2025-11-02..2025-11-02", 20251128, "2025-11-02"}, {"2025-11-02..2025-11-01", 20251128, ""}, {"..2025", 20251128, "..2025-12-31"}, {"2025..", 20251128, "2025-01-01.."}, {"0001", 20251128, "0001"}, {"0000", 20251128, ""},
	} {
		p, err := data.ParsePeriod(test.s, test.today)
		if (err != nil) != (test.want == "") || err == nil && p.String() != test.want {
			t.Errorf("%s on %s is %v, %v, want %s", test.s, test.today, p, err, test.want)
		}
	}
}

// A query is as long as it may be, typed and written out.
func TestLongestQueries(t *testing.T) {
	for size, want := range map[int]bool{data.MaxQuery: true, data.MaxQuery + 1: false} {
		if _, err := data.ParseQuery("title:"+strings.Repeat("a", size-len("title:")), 20251128); (err == nil) != want {
			t.Errorf("a query of %d bytes: %v", size, err)
		}
	}
	// Sixty periods of two bytes are of twenty-two bytes each when they are written out.
	for n, want := range map[int]bool{30: true, 400: false} {
		var items []string
		for i := range n {
			items = append(items, "date:"+string([]byte{byte('1' + i/81%9), byte('1' + i/9%9), byte('1' + i%9)})+"d")
		}
		q, err := data.ParseQuery(strings.Join(items, " "), 20251128)
		if (err == nil) != want {
			t.Errorf("%d periods: %v", n, err)
		} else if err == nil {
			if again, err := data.ParseQuery(q.String(), 20251128); err != nil || again.String() != q.String() {
				t.Errorf("%d periods are not read again: %v", n, err)
			}
		}
	}
}

// Characters at the ends of what is taken out, and those beside them.
func TestSanitizeBounds(t *testing.T) {
	for _, c := range []rune{0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x206f, 0xfeff, 0xfff0, 0xfffb, 0xe0000, 0xe007f, 0x00, 0x1b, 0x7f, 0x80, 0x9f} {
		if got, n := data.SanitizeLine("a" + string(c) + "b"); strings.ContainsRune(got, c) || n != 1 {
			t.Errorf("%U is not taken out: %q, %d", c, got, n)
		}
	}
	for _, c := range []rune{0x2010, 0x202f, 0x2070, 0xfffc, 0xe0080, ' ', '~', 0xa0, 0xa1} {
		if got, n := data.SanitizeLine("a" + string(c) + "b"); !strings.ContainsRune(got, c) || n != 0 {
			t.Errorf("%U is taken out: %q, %d", c, got, n)
		}
	}
}

// Conditions on marks hold of what they say, alone and together.
func TestConditions(t *testing.T) {
	for is := data.Is(0); is < 64; is++ {
		for i := range 16 {
			m := data.Marked{Read: i&1 != 0, Starred: i&2 != 0, New: i&4 != 0, Corrected: i&8 != 0}
			want := true
			for _, one := range is.Conditions() {
				switch one {
				case data.IsRead:
					want = want && m.Read
				case data.IsUnread:
					want = want && !m.Read
				case data.IsStarred:
					want = want && m.Starred
				case data.NotStarred:
					want = want && !m.Starred
				case data.IsNew:
					want = want && m.New
				case data.IsCorrected:
					want = want && m.Corrected
				}
			}
			if got := is.Holds(m); got != want {
				t.Errorf("%s of a release that is %+v: %t", is, m, got)
			}
		}
	}
}
