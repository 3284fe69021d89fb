package data

import (
	"strings"
	"time"
)

// DurationText returns a duration as it is typed: 5m or 12h, where its String has 5m0s and
// 12h0m0s. [time.ParseDuration] reads it.
func DurationText(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
