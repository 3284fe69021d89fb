package feed

import "testing"

func TestParseDate(t *testing.T) {
	const want = "2025-11-04"
	for _, s := range []string{
		"2025-11-04", "2025-11-04T23:30:00Z", "2025-11-04T00:30:00+09:00", "2025-11-04 09:30", "2025.11.04", "2025. 11. 4.", "2025/11/4", "20251104", "20251104093000",
		"2025년 11월 4일", "2025年11月4日", "2025년11월04일(화) 09:30", "Tue, 04 Nov 2025 00:30:00 +0900", "Tue, 4 Nov 2025 23:30 GMT", "04 Nov 25 10:00 UT",
		"4 November 2025", "November 4, 2025", "Nov. 4, 2025", "Nov 4th, 2025", "4th of November 2025", "4 de noviembre de 2025", "Mardi 4 novembre 2025", "mar. 4 nov. 2025", "4. November 2025",
		"Tue Nov  4 09:30:00 KST 2025", "2025 Nov 4", "1762214400", "1762214400000", "04.11.2025", " 2025-11-04\n", "Date: 2025-11-04", "date2025-11-04", "등록일 2025-11-04", "4 novembre 2025 09:30",
	} {
		if got := parseDate(s).String(); got != want {
			t.Errorf("%q is %q", s, got)
		}
	}
	for s, want := range map[string]string{
		"14/11/2025": "2025-11-14", "11/14/2025": "2025-11-14", "3/3/2025": "2025-03-03", // the only way to read it
		"3/4/2025": "", "": "", "yesterday": "", "2025-02-30": "", "2025-13-01": "", "0000-00-00": "", "9999-01-01": "", "Nov 2025": "", "11:30:00": "", "99999999999999999999": "",
		"4 listopada 2025 09:30": "", "2025": "", "2025-11": "", "-1": "", "١٤ نوفمبر ٢٠٢٥": "",
	} {
		if got := parseDate(s).String(); got != want {
			t.Errorf("%q is %q, not %q", s, got, want)
		}
	}
}
