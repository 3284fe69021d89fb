package feed

import (
	"strings"
	"unicode/utf8"

	"pressroom/data"
)

// dateLabels are words that sites write before a release's date.
var dateLabels = []string{
	"date of registration", "registration date", "registered date", "date registered", "published date", "publication date", "release date", "date posted", "posted on", "published on",
	"registered", "published", "posted", "created", "date", "등록일자", "등록일", "작성일", "게시일", "게시일자", "배포일", "발행일", "보도일", "날짜", "掲載日", "公開日", "発表日", "发布时间", "发布日期", "發布日期", "日期",
}

// labelledDate reads a line that is a date, with or without a label before it.
func labelledDate(line string) data.Date {
	if utf8.RuneCountInString(line) > 60 {
		return 0
	}
	rest := strings.TrimLeft(strings.ToLower(line), "-–•·* ")
	labelled := false
	for _, label := range dateLabels {
		if after, ok := strings.CutPrefix(rest, label); ok {
			rest, labelled = after, true
			break
		}
	}
	rest = strings.TrimLeft(rest, " :：|-")
	if rest == "" || rest[0] < '0' || rest[0] > '9' {
		if monthOf(strings.TrimRight(firstField(rest), ".")) == 0 {
			return 0
		}
	}
	if !labelled && strings.Trim(rest, "0123456789") == "" { // a number of anything
		return 0
	}
	return parseDate(rest)
}

func firstField(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}
